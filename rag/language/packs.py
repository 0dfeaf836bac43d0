"""The languages by their codes. Another one is a file beside these, and a line here."""

from __future__ import annotations

from rag.language.base import Language
from rag.language.english import ENGLISH
from rag.language.french import FRENCH
from rag.language.other import SNOWBALL, other
from rag.language.spanish import SPANISH
from rag.language.vietnamese import VIETNAMESE

PACKS = {one.code: one for one in (ENGLISH, VIETNAMESE, FRENCH, SPANISH)}
LISTED = tuple(dict.fromkeys((*PACKS, *SNOWBALL)))
"""Codes of the languages whose function words are known."""


def language_by(code: str) -> Language:
    """What is known of a language. A text of which nobody can tell the language, code "", is read as English.

    >>> language_by("fr").months[7], language_by("xx").months
    ('août', ())
    """
    return PACKS.get(code or "en") or other(code)
