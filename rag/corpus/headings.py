"""The headings above a place of an article, and those who speak or wrote there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

import regex

from rag.corpus.article import SECTIONS, Span
from rag.corpus.blocks import PERIOD_LEVEL, QUESTION_LEVEL, SPEAKER_LEVEL, WRITER_LEVEL
from rag.corpus.entries import dated, is_range
from rag.language.dates import time_named
from rag.language.packs import PRINTING

_MOST_ANSWERS = 2
"""Turns that a question of a conversation is the heading of, unless whoever has asked it speaks again before."""
_MAX_SECTION = 200
_OWN = regex.compile(rf"(?i)(?<![\p{{L}}'’])(?:{PRINTING.own})(?!\p{{L}})")


class Heading(NamedTuple):
    """A heading above; ``span`` is where it stands, if a sentence below it is only understood with it, ``speaker`` who
    says or wrote what stands below."""

    level: int
    title: str
    span: Span | None = None
    speaker: str = ""


@dataclass
class Headings:
    """Headings, each below the one before.

    ``asker`` has put the last question of a conversation, ``answers`` counts the turns since. ``quoted`` is how deep
    the mail is quoted whose writer is among the headings.
    """

    above: list[Heading] = field(default_factory=list)
    asker: str = ""
    answers: int = 0
    quoted: int | None = None

    @property
    def path(self) -> str:
        return SECTIONS.join(dict.fromkeys(heading.title for heading in self.above))[-_MAX_SECTION:]

    def append(self, heading: Heading) -> None:
        self.above.append(heading)
        if heading.level == WRITER_LEVEL:
            self.quoted = None

    def pop(self) -> None:
        self.above.pop()

    def leave(self, level: int) -> None:
        """Ends what stands under headings of a level, or below that."""
        while self.above and self.above[-1].level >= level:
            self.above.pop()

    def leave_range(self) -> None:
        """Ends what stands below the years from one to another; only the lines next to them do."""
        if self.above and is_range(self.above[-1].title):
            self.leave(PERIOD_LEVEL)

    def leave_quotation(self, depth: int) -> None:
        """Ends what somebody wrote where a block is not quoted as deep as what stands first below the name."""
        if not any(heading.level == WRITER_LEVEL for heading in self.above):
            return
        if self.quoted is None:
            self.quoted = depth
        elif depth < self.quoted:
            self.leave(WRITER_LEVEL)

    def is_answered(self, speaker: str) -> bool:
        """Whether what somebody says next is no answer to the last question."""
        return speaker == self.asker or self.answers > _MOST_ANSWERS

    def dated(self, told: str) -> tuple[str, Span | None]:
        """The beginning of a block with the year or the day of the heading above it, and where that stands."""
        above = next((heading for heading in self._nearest() if heading.span and time_named(heading.title)), None)
        whole = dated(told, above.title) if above else told
        return whole, above.span if above and whole != told else None

    def said_by(self) -> Span | None:
        """The line that says who wrote what is quoted, or the question of the conversation that is answered."""
        last = next((heading for heading in self._nearest() if heading.level != SPEAKER_LEVEL), None)
        is_needed = last and (last.speaker or (last.level == QUESTION_LEVEL and self.asker))
        return last.span if last and is_needed else None

    def spoken(self, told: str) -> str:
        """A sentence with the name of whoever says it, where "I" or "we" in it means nobody without that."""
        speaker = next((heading.speaker for heading in self._nearest() if heading.speaker), "")
        return f"{speaker}: {told}" if speaker and _OWN.search(told) else told

    def _nearest(self) -> Iterator[Heading]:
        return reversed(self.above)
