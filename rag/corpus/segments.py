"""Where sentences end within a line of text."""

from __future__ import annotations

from collections.abc import Iterator

import regex
import sentencex

from rag.corpus.article import Span
from rag.language.packs import PRINTING

# The segmenter's own lists lack these titles; it would end a sentence after them.
_ABBREVIATION = regex.compile(rf"(?<![\w.])(?:(?:{PRINTING.stacked})\.\s?)*(?:{PRINTING.abbreviated})\.$")
_BEFORE_NUMBER = regex.compile(rf"(?i)(?<![\w.])(?:{PRINTING.numbered_by})\.$")
_GOING_ON = regex.compile(r"(?:[.?!…][\"'”’»)]+|(?<![\w.])(?:\p{Ll}\.\s?)*\p{Ll}\.)$")
"""After what a sentence goes on in small letters: ``"Is it?" he asked``, "at 9 a. m. and later", "8 a.m. to 9"."""
_SINGLE_INITIAL = regex.compile(r"(?<![\w.°])\p{Lu}\.$")
_PIECE = 20_000
_SEEN = regex.compile(r"\S")
_PARAGRAPH = regex.compile(r"§+\s*\d+[.)]?")
"""The number of a paragraph of a law, to which the segmenter gives a sentence of its own."""
_STRAY = regex.compile(r"[\s\W_]*")
# The segmenter keeps a quotation of five sentences whole; without the marks it sees the sentences.
_QUOTE_MARKS = str.maketrans(dict.fromkeys('"“”«»„', " "))
_OPENING = "\"“«„([‘'"

MAX_SENTENCE = 700
"""Characters after which a run without a full stop is cut at the nearest clause or space."""


def segments(line: str, language: str) -> list[Span]:
    """The sentences of one line of text, trimmed; no line breaks are looked for in it.

    Args:
        line: a paragraph; where it was broken into lines, with spaces there.
        language: ISO 639-1 code, for abbreviations.
    """
    found = (span for start, end in _pieces(line) for span in _found(line, start, end, language))
    return list(_long_cut(line, _merged(line, found)))


def is_abbreviated(text: str) -> bool:
    """Tells whether a text ends with an abbreviation, after which the sentence goes on.

    >>> is_abbreviated("He met Mr."), is_abbreviated("He left.")
    (True, False)
    """
    tail = text[-12:]
    return bool(_ABBREVIATION.search(tail) or _SINGLE_INITIAL.search(tail))


def _pieces(line: str) -> Iterator[Span]:
    """A line in parts that the segmenter is quick with: for a long one of strange marks it takes much longer."""
    start = 0
    while len(line) - start > _PIECE:
        end = start + _PIECE
        cut = max(line.rfind(". ", start + _PIECE // 2, end) + 1, line.rfind("。", start + _PIECE // 2, end) + 1)
        end = cut if cut > start else line.rfind(" ", start + 1, end) + 1 or end
        yield start, end
        start = end
    yield start, len(line)


def _found(text: str, first: int, last: int, language: str) -> Iterator[Span]:
    """The segmenter's sentences in a part of a line; an opening mark belongs to the sentence that it opens."""
    line, start = text[first:last], 0
    for boundary in sentencex.get_sentence_boundaries(language, line.translate(_QUOTE_MARKS)):
        end = boundary["end_index"]
        while end > start and end < len(line) and line[end - 1] in _OPENING and (end < 2 or line[end - 2].isspace()):
            end -= 1
        piece = line[start:end]
        trimmed = piece.strip()
        if trimmed:
            begin = first + start + len(piece) - len(piece.lstrip())
            yield begin, begin + len(trimmed)
        start = end


def _merged(line: str, spans: Iterator[Span]) -> Iterator[Span]:
    """Puts together what was parted after an abbreviation or a quotation, and what is no more than a stray mark."""
    last: Span | None = None
    for span in spans:
        if last is not None and _belongs(line[max(last[0], last[1] - 12) : last[1]], line, span):
            last = (last[0], span[1])
            continue
        if last is not None:
            yield last
        last = span
    if last is not None:
        yield last


def _belongs(before: str, line: str, span: Span) -> bool:
    """Tells whether a part of a line goes on with the sentence whose end is ``before``."""
    first = line[span[0]]
    return bool(
        is_abbreviated(before)
        or _STRAY.fullmatch(line, *span)
        or _PARAGRAPH.fullmatch(before)
        or first in "ºª°"
        or (first.isdigit() and _BEFORE_NUMBER.search(before))
        or (first.islower() and _GOING_ON.search(before))
    )


def _long_cut(line: str, spans: Iterator[Span]) -> Iterator[Span]:
    """Cuts a run of more than ``MAX_SENTENCE`` characters after a clause, else at a space, else there."""
    for start, end in spans:
        while end - start > MAX_SENTENCE:
            window = line[start : start + MAX_SENTENCE]
            cut = max(window.rfind("; "), window.rfind(", "), window.rfind(". "))
            cut = cut + 1 if cut > MAX_SENTENCE // 3 else window.rfind(" ")
            cut = cut if cut > MAX_SENTENCE // 3 else MAX_SENTENCE
            yield start, start + len(window[:cut].rstrip())
            going_on = _SEEN.search(line, start + cut, end)
            start = going_on.start() if going_on else end
        if end > start:
            yield start, end
