"""Passages (chunks): neighbouring sentences of an article, as many as are read at a glance."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rag.corpus.article import Sentence

MAX_PASSAGE = 1000
"""Characters of a passage, unless one sentence alone is longer."""


@dataclass(frozen=True, slots=True)
class PassageSpan:
    """A passage before it is retrieved: its span and its sentences."""

    start: int
    end: int
    sentences: tuple[Sentence, ...]

    @property
    def section(self) -> str:
        """The path of headings under which its first quotable sentence stands."""
        return next((sentence.section for sentence in self.sentences if sentence.quotable), "")

    def key(self, digest: str) -> str:
        """The key of the passage in an index: "digest:start:end"."""
        return f"{digest}:{self.start}:{self.end}"

    def quotable(self, digest: str) -> dict[str, Sentence]:
        """The sentences that may be quoted by what each is known by: "digest:start:end:place"."""
        key = self.key(digest)
        return {f"{key}:{i}": sentence for i, sentence in enumerate(self.sentences) if sentence.quotable}


def passage_of(sentence_key: str) -> str:
    """The key of the passage in which a sentence stands."""
    return sentence_key.rpartition(":")[0]


def split_passages(sentences: Sequence[Sentence]) -> list[PassageSpan]:
    """Packs sentences into passages of at most ``MAX_PASSAGE`` characters.

    A heading begins a passage. What may not be quoted stands in no passage of its own, so that an
    article of nothing but furniture has none.
    """
    packed: list[list[Sentence]] = []
    for sentence in sentences:
        current = packed[-1] if packed else None
        if current is None or _is_full(current, sentence):
            packed.append([sentence])
        else:
            current.append(sentence)
    return [
        PassageSpan(group[0].start, group[-1].end, tuple(group))
        for group in packed
        if any(sentence.quotable for sentence in group)
    ]


def _is_full(group: Sequence[Sentence], following: Sentence) -> bool:
    if following.end - group[0].start > MAX_PASSAGE:
        return True
    return following.kind == "heading" and any(sentence.quotable for sentence in group)
