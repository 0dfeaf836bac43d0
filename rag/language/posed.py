"""Questions that a text may answer, made of its plain sentences. Whether it answers them is not known here."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rag.language.packs import language_by
from rag.language.posing import PosedKind, Posing


@dataclass(frozen=True, slots=True)
class Posed:
    """A question, what it asks for, and where in the text the words stand that it was made from.

    ``answer`` are the words that answer, where its shape tells them.
    """

    question: str
    kind: PosedKind
    at: int
    shape: int
    answer: str = ""


def pose(text: str, language: str) -> Iterator[Posed]:
    """Questions that a text may answer: the first of each shape, then the second of each.

    >>> [one.question for one in pose("The old dam was built in 1911.", "en")]
    ['When was the old dam built?']
    """
    posing = language_by(language).posing
    made = [_made(posing, number, text) for number in range(len(posing.shapes))]
    seen: set[str] = set()
    while made:
        for questions in list(made):
            fresh = next((posed for posed in questions if posed.question not in seen), None)
            if fresh is None:
                made.remove(questions)
            else:
                seen.add(fresh.question)
                yield fresh


def _made(posing: Posing, number: int, text: str) -> Iterator[Posed]:
    found = posing.shapes[number]
    for match in found.pattern.finditer(text):
        groups = match.groupdict()
        answer = " ".join((groups.pop("a", None) or "").split())
        yield Posed(posing.ask(found, groups), found.kind, match.start(), number, answer)
