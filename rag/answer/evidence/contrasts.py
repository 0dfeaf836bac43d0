"""Words of which a thing is one or another: the morning shift is not the evening shift."""

from __future__ import annotations

from dataclasses import dataclass

import regex

from rag.language.detect import guess
from rag.language.packs import CONTRASTS, language_by
from rag.language.patterns import deferred
from rag.language.words import term

_NEAR = 2
"""Words on either side, those that say nothing aside, beside which a contrasting word stands."""
_MEMBERS = {
    form: (group, member)
    for group, members in enumerate(CONTRASTS)
    for member, forms in enumerate(members)
    for form in forms.split("|")
}
_ANY = deferred(rf"\b(?:{'|'.join(sorted(map(regex.escape, _MEMBERS), key=len, reverse=True))})\b")
_WORD = deferred(r"\p{L}[\p{L}\p{M}]+")


@dataclass(frozen=True, slots=True)
class Contrast:
    """A word that is the ``member`` of a ``group`` of contrasting ones, and the terms beside it."""

    group: int
    member: int
    beside: frozenset[str]


def contrasts_in(text: str) -> frozenset[Contrast]:
    """The contrasting words of a text.

    >>> [sorted(contrast.beside) for contrast in contrasts_in("Who leads the evening shift?")]
    [['lead', 'shift']]
    """
    plain = text.casefold()
    hits = list(_ANY.finditer(plain))
    if not hits:
        return frozenset()
    language = language_by(guess(text))
    words = [hit for hit in _WORD.finditer(plain) if not language.is_function_word(hit.group())]
    found = []
    for hit in hits:
        before = [word for word in words if word.end() <= hit.start()][-_NEAR:]
        behind = [word for word in words if word.start() >= hit.end()][:_NEAR]
        found.append(Contrast(*_MEMBERS[hit.group()], frozenset(term(word.group()) for word in (*before, *behind))))
    return frozenset(found)
