"""A passage as the word index keeps it: all that ranking needs of it, and its form in bytes."""

from __future__ import annotations

import json
import struct
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from rag.corpus.article import Sentence
from rag.index.states import PassageStates
from rag.index.vectors import Vectors

_KINDS = {
    "text": "t", "caption": "c", "list": "l", "row": "r",
    "heading": "h", "lead": "d", "question": "q", "code": "x", "furniture": "f",
}  # fmt: skip
_KIND_OF: dict[str, Any] = {letter: kind for kind, letter in _KINDS.items()}
_RUNNING = ("text", "question", "caption", "furniture")
"""Kinds of sentences that follow each other on a line."""
_CHECKSUM = struct.Struct("<I")


class Packed(NamedTuple):
    """A passage in bytes: its words behind a checksum, its sentences' vectors, the states of its tokens."""

    record: bytes
    vectors: bytes
    states: bytes


@dataclass(frozen=True, slots=True, eq=False)
class StoredPassage:
    """A passage as the index keeps it.

    ``key`` is "digest:start:end"; spans are in code points of the article; ``vectors`` has one row of
    unit length for each of ``sentences``, shape (sentences, dim), rounded to 8 bits; ``states`` are
    those of its tokens, where the encoder gives them; ``section`` is the path of headings above it, ``rules`` are
    those by which its article was cut.
    """

    key: str
    digest: str
    start: int
    end: int
    text: str
    sentences: tuple[Sentence, ...]
    vectors: NDArray[np.float32]
    states: PassageStates | None = None
    section: str = ""
    rules: str = ""

    @property
    def shown(self) -> str:
        """What a reader is shown of it, where that is not simply its words: lists and rows on lines of their own.

        The names of columns stand in every row, and not above them once more.
        """
        headers = {sentence.context for sentence in self.sentences if sentence.kind == "row"}
        lines = [""]
        for sentence in self.sentences:
            if (sentence.start, sentence.end) in headers:
                continue
            body = sentence.plain or " ".join(
                self.text[sentence.start - self.start : sentence.end - self.start].split()
            )
            if sentence.kind in _RUNNING and lines[-1]:
                lines[-1] += f" {body}"
            else:
                lines += [body] if sentence.kind in _RUNNING else [body, ""]
        whole = "\n".join(filter(None, lines))
        return whole if " ".join(whole.split()) != " ".join(self.text.split()) else ""

    @property
    def told(self) -> dict[str, str]:
        """What of it is embedded (see ``Sentence.told``), by the keys of the sentences that may be quoted."""
        inside = (
            replace(sentence, start=sentence.start - self.start, end=sentence.end - self.start)
            for sentence in self.sentences
        )
        return {f"{self.key}:{i}": sentence.told(self.text) for i, sentence in enumerate(inside) if sentence.quotable}

    @property
    def searched(self) -> str:
        """What it is found by: what is read in it, the headings above it and what its rows name."""
        read = [self.text[sentence.start - self.start : sentence.end - self.start] for sentence in self.sentences]
        return " ".join([self.section, *(sentence.plain or body for sentence, body in zip(self.sentences, read))])

    def packed(self) -> Packed:
        """As bytes, to be kept."""
        about = {
            "text": self.text,
            "section": self.section,
            "sentences": [_row(sentence) for sentence in self.sentences],
        }
        record, vectors = json.dumps(about, ensure_ascii=False).encode(), _to_bytes(self.vectors)
        states = self.states.to_bytes() if self.states else b""
        return Packed(_checksum(self.key, record, vectors) + record, vectors, states)

    @classmethod
    def of_packed(cls, key: str, packed: Packed) -> StoredPassage:
        """The inverse of ``packed``, but for the rules.

        Raises:
            ValueError: it is not as it was written.
        """
        digest, start, end = key.split(":")
        told, body = packed.record[: _CHECKSUM.size], packed.record[_CHECKSUM.size :]
        if told != _checksum(key, body, packed.vectors):
            raise ValueError("a passage is not as it was written")
        record = json.loads(body)
        section = record["section"]
        sentences = tuple(_sentence(row, section) for row in record["sentences"])
        vectors = _of_bytes(packed.vectors, len(sentences))
        states = PassageStates.from_bytes(packed.states) if packed.states else None
        return cls(key, digest, int(start), int(end), record["text"], sentences, vectors, states, section)


def _row(sentence: Sentence) -> list[Any]:
    """A sentence as JSON types; what most have not is left out at the end."""
    row = [sentence.start, sentence.end, _KINDS[sentence.kind], sentence.plain, sentence.context]
    while not row[-1]:
        row.pop()
    return row


def _sentence(row: Sequence[Any], section: str) -> Sentence:
    """The inverse of ``_row``."""
    whole: list[Any] = [*row, *("", None)[len(row) - 3 :]]
    start, end, letter, plain, context = whole
    return Sentence(start, end, _KIND_OF[letter], tuple(context) if context else None, section, plain)


def _checksum(key: str, record: bytes, vectors: bytes) -> bytes:
    """What tells a changed byte.

    The token states, ten times as much, are left out: they decide an order and no text.
    """
    return _CHECKSUM.pack(zlib.crc32(vectors, zlib.crc32(record, zlib.crc32(key.encode()))))


def _to_bytes(vectors: Vectors) -> bytes:
    """Each row scaled to its own largest component; reading brings it back to unit length."""
    largest = np.abs(vectors).max(axis=1, keepdims=True)
    scaled = np.divide(vectors * 127, largest, out=np.zeros_like(vectors), where=largest > 0)
    return bytes(np.rint(scaled).astype(np.int8).tobytes())


def _of_bytes(data: bytes, rows: int) -> NDArray[np.float32]:
    vectors = np.frombuffer(data, dtype=np.int8).reshape(rows, -1).astype(np.float32)
    norms = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.asarray(np.divide(vectors, norms, out=vectors, where=norms > 0))
