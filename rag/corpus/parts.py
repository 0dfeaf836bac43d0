"""A block with what is seen of it, and its sentences; the items of a list."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import regex

from rag.corpus.article import Span
from rag.corpus.blocks import Block, Form
from rag.corpus.inline import HIDDEN, plain
from rag.corpus.markups import seen_as
from rag.corpus.segments import segments

_STRONG = regex.compile(r"(\*\*|__)(?=\S)(?:(?!\1).)+?\1", regex.DOTALL)


@dataclass
class BlockPart:
    """A block, what is seen of it, and its sentences, which are found when they are asked for."""

    block: Block
    body: str
    language: str
    form: Form

    @cached_property
    def _seen(self) -> tuple[str, str]:
        return seen_as(self.body, self.form)

    @cached_property
    def spans(self) -> list[Span]:
        """Its sentences in the article; marks beside one belong to it."""
        shown, cut = self._seen
        found, last = [], 0
        for start, end in segments(cut, self.language):
            while start > last and shown[start - 1] == HIDDEN:
                start -= 1
            while end < len(shown) and shown[end] == HIDDEN:
                end += 1
            last = end
            found.append((self.block.start + start, self.block.start + end))
        return found

    @cached_property
    def strong(self) -> Span | None:
        """What stands in bold at its beginning, in Markdown."""
        found = _STRONG.match(self.body) if self.form == "markdown" else None
        return (self.block.start, self.block.start + found.end()) if found else None

    @cached_property
    def asked(self) -> int:
        """How many sentences at its beginning ask what the others answer: "Is it free? On Sundays.", or in bold "It is
        stuck. What now?"; none where nothing is asked, or answered."""
        spans, end = self.spans, self.strong[1] if self.strong else 0
        first = sum(last <= end for _, last in spans) or 1
        return first if first < len(spans) and asks(self.plain(*spans[first - 1])) else 0

    def plain(self, start: int, end: int) -> str:
        """The text that is seen of a part of it."""
        first = self.block.start
        return plain(self._seen[0][start - first : end - first])

    @property
    def whole(self) -> str:
        return plain(self._seen[0])


@dataclass(frozen=True, slots=True)
class Lead:
    """A sentence that announces what stands below it."""

    start: int
    end: int
    told: str


def by_item(parts: Sequence[BlockPart]) -> Iterator[list[BlockPart]]:
    """The items of a list, each with what is nested in it."""
    group: list[BlockPart] = []
    for part in parts:
        if group and part.block.kind == "item" and part.block.level <= group[0].block.level:
            yield group
            group = []
        group.append(part)
    if group:
        yield group


def is_sentence(part: BlockPart) -> bool:
    return is_ended(part.whole)


def is_ended(told: str) -> bool:
    return told.endswith((".", "!", "?", "…", "。"))


def asks(told: str) -> bool:
    return told.rstrip("\"'”’»)* ").endswith(("?", "？"))
