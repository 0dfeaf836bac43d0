"""The marks of Markdown within a line: which characters a reader does not see."""

from __future__ import annotations

import html
from collections.abc import Iterator, Sequence

import regex

from rag.corpus.article import Span

HIDDEN = "\0"
"""Stands for a character that is not seen; no text that is read holds it."""
_BREAK = regex.compile(r"(?:\r\n|[\r\n\u2028\u2029\x0b\x0c\x85])[ \t]*(?:>[ \t]*)*")
_TICKS = regex.compile(r"`+")
_LINK = regex.compile(
    r"!?\[((?:[^\[\]\\]|\\.|\[[^\[\]]{0,200}\]){0,1000})\]"
    r"(?:\([^()\s]{0,2000}(?:\([^()\s]{0,200}\)[^()\s]{0,200})*(?:\s+(?:\"[^\"]{0,500}\"|'[^']{0,500}'))?\s*\)|\[[^\[\]]{0,200}\])"
)
_WIKI_LINK = regex.compile(r"(?<!\w)!?\[\[(?:[^\[\]|]{1,300}\|)?([^\[\]|]{1,300})\]\]")
"""A link of Obsidian and other note books to a note, which may be called otherwise; with "!" the note stands there."""
_REMARK = regex.compile(
    r"(?<!\S)%%(?:(?!%%).){0,2000}+%%(?!\S)|(?<=\s)\^[\w-]{1,40}\s*$|^\s*\[!\w{2,20}\][+-]?", regex.DOTALL
)
"""What note books do not show: a comment, the name of a block at its end, the kind of a call-out at its beginning."""
_NOTE = regex.compile(r"\[\^[^\]\s]{1,80}\]:?|\{#[\w-]{1,80}\}")
_TAG = regex.compile(
    r"<!--(?:(?!<!--|-->).)*+-->|</?[A-Za-z][\w-]*(?:\s[^<>]{0,500})?/?>|(?<=<)[a-z]+://[^\s<>]+(?=>)", regex.DOTALL
)
_LINE_TAG = regex.compile(r"</?(?:br|p|div|li|tr|td|th|hr|h[1-6]|summary|details|table|ul|ol)\b", regex.IGNORECASE)
_ESCAPED = regex.compile(r"\\[!-/:-@\[-`{-~]")
_RUN = regex.compile(r"(\*{1,3}|_{1,3}|~~|(?<!=)==(?!=))")
_SPECIAL = regex.compile(r"[`*_\[<\\~{^]|==|%%")
_INNER_STOP = regex.compile(r"[.!?。！？]")


def unbroken(body: str) -> str:
    """A text of several lines as one line of the same length: where it breaks, and marks of a quotation, are spaces.

    >>> unbroken("does\\n> not")
    'does   not'
    """
    return _BREAK.sub(lambda found: " " * len(found.group()), body)


def seen(body: str) -> tuple[str, str]:
    """Two texts as long as the Markdown of a block: what is seen of it, and the same as sentences are looked for in it.

    What is not seen is ``HIDDEN``; in the second one, stops within code and addresses are no stops.

    >>> seen("See [it](a.md).")[0].replace(HIDDEN, "")
    'See it.'
    """
    line = unbroken(body)
    if not _SPECIAL.search(line):
        return line, line
    shown, cut = list(line), list(line)
    code = list(_code(line))
    for start, end, instead in _unseen(line, code):
        shown[start:end] = instead * (end - start)
        cut[start:end] = " " * (end - start)
    for start, end in code:
        cut[start:end] = _INNER_STOP.sub("_", "".join(cut[start:end]))
    return "".join(shown), "".join(cut)


def plain(shown: str) -> str:
    """The part of a block that is seen, on one line."""
    return " ".join(html.unescape(shown.replace(HIDDEN, "")).split())


def without_marks(body: str) -> str:
    """Markdown of one block as a reader sees it, on one line.

    >>> without_marks("**Use** `Box<T>`, see [the _book_](ch1.md).")
    'Use Box<T>, see the book.'
    """
    return plain(seen(body)[0])


def _unseen(line: str, code: list[Span]) -> Iterator[tuple[int, int, str]]:
    """The spans that are not seen, each with what stands in its place."""
    for start, end in code:
        ticks = end - start - len(line[start:end].lstrip("`"))
        yield start, start + ticks, HIDDEN
        yield end - ticks, end, HIDDEN
    rest = _covered(line, code)
    escaped = [found.span() for found in _ESCAPED.finditer(rest)]
    yield from ((start, start + 1, HIDDEN) for start, _ in escaped)
    rest = _covered(rest, escaped)
    tags = [found.span() for found in _TAG.finditer(rest)]
    yield from ((start, end, " " if _LINE_TAG.match(rest, start) else HIDDEN) for start, end in tags)
    rest = _covered(rest, tags)
    notes = [found.span() for pattern in (_NOTE, _REMARK) for found in pattern.finditer(rest)]
    links = [*_links(rest), *_wiki_links(rest)]
    yield from ((start, end, HIDDEN) for start, end in (*notes, *links, *_emphasis(_covered(rest, links))))


def _code(line: str) -> Iterator[Span]:
    """The spans of code, from one run of ticks to the next that is as long."""
    runs = [found.span() for found in _TICKS.finditer(line)]
    partner: dict[int, int] = {}
    last: dict[int, int] = {}
    for at in range(len(runs) - 1, -1, -1):
        length = runs[at][1] - runs[at][0]
        if length in last:
            partner[at] = last[length]
        last[length] = at
    at = 0
    while at < len(runs):
        closing = partner.get(at)
        if closing is not None:
            yield runs[at][0], runs[closing][1]
        at = at + 1 if closing is None else closing + 1


def _covered(line: str, spans: Sequence[Span]) -> str:
    """The line with dots in the place of some spans, so that no mark is seen in them."""
    parts, last = [], 0
    for start, end in spans:
        parts += [line[last:start], "·" * (end - start)]
        last = max(end, last)
    return "".join([*parts, line[last:]])


def _links(line: str) -> Iterator[Span]:
    """The spans of links that are not seen, in reading order: of an image nothing is."""
    for found in _LINK.finditer(line):
        if found.group().startswith("!"):
            yield found.span()
            continue
        yield found.start(), found.start(1)
        yield from (inner.span() for inner in _LINK.finditer(line, *found.span(1)))
        yield found.end(1), found.end()


def _wiki_links(line: str) -> Iterator[Span]:
    """The spans that are not seen of links between notes: of a note that is shown in its place nothing is said here."""
    for found in _WIKI_LINK.finditer(line):
        if found.group().startswith("!"):
            yield found.span()
        else:
            yield found.start(), found.start(1)
            yield found.end(1), found.end()


def _emphasis(line: str) -> Iterator[Span]:
    """The runs of stars and lines that open or close an emphasis; one that has no partner is text."""
    opened: dict[str, list[Span]] = {}
    for found in _RUN.finditer(line):
        start, end = found.span()
        before, after = line[start - 1 : start] or " ", line[end : end + 1] or " "
        within = before.isalnum() and after.isalnum()
        if within and found.group()[0] in "_=":
            continue
        waiting = opened.setdefault(found.group(), [])
        if waiting and not before.isspace():
            yield waiting.pop()
            yield start, end
        elif not after.isspace():
            waiting.append((start, end))
