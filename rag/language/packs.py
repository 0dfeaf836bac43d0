"""The languages by their codes: every folder beside this file that has a ``pack`` is one."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

from rag.language.base import Language
from rag.language.joining import together
from rag.language.other import PRINTED, SNOWBALL, UNPACKED, other


def _packs() -> dict[str, Language]:
    folders = [module.name for module in iter_modules([str(Path(__file__).parent)]) if module.ispkg]
    packs: list[Language] = [import_module(f"rag.language.{folder}.pack").PACK for folder in sorted(folders)]
    return {pack.code: pack for pack in packs}


PACKS = _packs()
CLAUSES = together([*(pack.clauses for pack in PACKS.values()), UNPACKED])
"""How clauses are built in all of them: a short text is not surely in one."""
COUNTING = together(pack.counting for pack in PACKS.values())
"""How is counted in all of them."""
DATING = together(pack.dating for pack in PACKS.values())
"""How days and times are named in all of them."""
PRINTING = together([*(pack.printing for pack in PACKS.values()), PRINTED])
"""What stands around the text of a document in all of them."""
CONTRASTS = tuple(group for pack in PACKS.values() for group in pack.contrasts)
"""Groups of contrasting words in all of them."""
LISTED = tuple(dict.fromkeys((*PACKS, *SNOWBALL)))
"""Codes of the languages whose function words are known."""


def language_by(code: str) -> Language:
    """What is known of a language. A text of which nobody can tell the language, code "", is read as English.

    >>> language_by("fr").months[7], language_by("xx").months
    ('août', ())
    """
    return PACKS.get(code or "en") or other(code)
