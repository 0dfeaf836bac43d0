"""Markdown to blocks, by the lines that its parser says they stand on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import TYPE_CHECKING

import regex

from rag.corpus.blocks import MOST_NESTED, TABLE_RULE, Block, BlockKind
from rag.corpus.inline import without_marks
from rag.corpus.lines import line_blocks
from rag.corpus.marks import lettered

if TYPE_CHECKING:
    from markdown_it.token import Token

_MOST_NESTED = 60
"""How deep the parser follows lists and quotations."""
_FRONT = regex.compile(r"\ufeff?---[ \t]*\r?\n(.{0,20000}?)\r?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|$)", regex.DOTALL)
_NEWLINE = regex.compile(r"\r\n|\n|\r")
# Lines for a program that makes a book or a site of the text.
_DIRECTIVE = regex.compile(
    r"\s*(?:\{\{[#%<>!].*\}\}|\{%.*%\}|:{3,}.*|\[\[?_?TOC_?\]\]?|<!--.*-->)\s*", regex.IGNORECASE
)
_LINK = regex.compile(
    r"!?\[(?:[^\[\]]|\[[^\[\]]{0,200}\](?:\([^()\s]{0,500}\))?){0,1000}\]"
    r"(?:\(([^()\s]{0,2000})[^()]{0,200}\)|\[[^\[\]]{0,200}\])"
)
_ELSEWHERE = regex.compile(r"[a-z][a-z+.-]*:|//")
_FOOTNOTE = regex.compile(r"\[\^[^\]\s]{1,80}\]:[ \t]*")


def front_matter(text: str) -> str:
    """The text between the lines of dashes with which a file may begin.

    >>> front_matter("---\\ntitle: Rain\\n---\\nIt rained.")
    'title: Rain'
    """
    found = _FRONT.match(text)
    return found[1] if found else ""


def markdown_blocks(text: str) -> list[Block]:
    """The blocks of a Markdown text in reading order.

    What is in none is not for readers: front matter, link definitions. Contents that only lead elsewhere are furniture.
    A text that is nested deeper than the parser follows is read by its lines.
    """
    front = _FRONT.match(text)
    walk = _Walk(text, _lines(text, front.end() if front else 0))
    tokens = _parsed(text[walk.lines[0][0] :])
    if any(token.level >= _MOST_NESTED - 2 for token in tokens):
        return line_blocks(text)
    walk.go(tokens)
    return walk.blocks


def _parsed(text: str) -> list[Token]:
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"maxNesting": _MOST_NESTED})
    parser.core.ruler.enableOnly(["normalize", "block"])
    return parser.parse(text.replace("\0", " "))


def _lines(text: str, start: int) -> list[tuple[int, int]]:
    """Where each line begins and ends, without what breaks it."""
    found = []
    for end in _NEWLINE.finditer(text, start):
        found.append((start, end.start()))
        start = end.end()
    return [*found, (start, len(text))]


@dataclass
class _Walk:
    """A walk over the parser's tokens that gathers blocks."""

    text: str
    lines: Sequence[tuple[int, int]]
    blocks: list[Block] = field(default_factory=list)
    depth: int = 0
    quoted: int = 0
    begins_item: bool = False
    list_starts: list[int] = field(default_factory=list)

    def go(self, tokens: Sequence[Token]) -> None:
        places = iter(tokens)
        for token in places:
            name, map_ = token.type, token.map
            if name in ("bullet_list_open", "ordered_list_open"):
                self.depth += 1
                self.list_starts.append(len(self.blocks))
            elif name in ("bullet_list_close", "ordered_list_close"):
                self.depth -= 1
                self._close_list(self.list_starts.pop())
            elif name == "list_item_open":
                self.begins_item = True
            elif name in ("blockquote_open", "blockquote_close"):
                self.quoted += 1 if token.nesting == 1 else -1
            elif name == "heading_open" and map_:
                self._add_text(next(places), "heading", int(token.tag[1]))
            elif name == "paragraph_open" and map_:
                self._paragraph(next(places))
            elif name in ("fence", "code_block") and map_:
                self._code(token)
            elif name == "html_block" and map_:
                self._html(map_[0], map_[1])

    def _paragraph(self, inline: Token) -> None:
        """A paragraph, or a table with what stands directly above it: the parser's own tables need much memory."""
        assert inline.map
        first, lines = inline.map[0], inline.content.split("\n")
        head = next((at - 1 for at, line in enumerate(lines) if at and TABLE_RULE.fullmatch(line)), None)
        if head is None or "|" not in lines[head]:
            if not self._lettered(first, lines):
                self._text(inline)
            return
        if head:
            self._add_lines(first, first + head, "paragraph")
        self._add_lines(first + head, first + head + 1, "header")
        for line in range(first + head + 2, first + len(lines)):
            self._add_lines(line, line + 1, "row")
        self.begins_item = False

    def _lettered(self, first: int, lines: Sequence[str]) -> bool:
        """Tells whether a paragraph is a list of letters, which Markdown has no marks for; its items are added then."""
        signs = lettered(lines)
        for start, end in pairwise(sorted({0, *signs, len(lines)}) if signs else ()):
            inside = start in signs
            self.depth += inside
            self._add_lines(first + start, first + end, "item" if inside else "paragraph", signs.get(start, ""))
            self.depth -= inside
        self.begins_item = self.begins_item and not signs
        return bool(signs)

    def _text(self, inline: Token) -> None:
        raw = inline.content
        kind: BlockKind = "item" if self.begins_item else "quotation" if self.quoted else "paragraph"
        self.begins_item = False
        if all(map(_DIRECTIVE.fullmatch, raw.split("\n"))) or _only_leads(raw) or _is_unseen(raw):
            kind = "furniture"
        self._add_text(inline, kind, min(self.depth, MOST_NESTED))

    def _close_list(self, first: int) -> None:
        """A list of nothing but ways to other pages is the contents of something."""
        if self.depth:
            return
        own = self.blocks[first:]
        if len(own) > 1 and all(block.kind == "furniture" for block in own):
            return
        for place, block in enumerate(own, first):  # a way to another page among other items is an item
            if block.kind == "furniture" and not _DIRECTIVE.fullmatch(self.text[block.start : block.end]):
                self.blocks[place] = replace(block, kind="item")

    def _code(self, token: Token) -> None:
        assert token.map
        fenced = token.type == "fence"
        first, last = token.map[0] + fenced, token.map[1]
        count = token.content.count("\n")
        self._add_lines(first, min(last, first + count) if fenced else last, "code")
        self.begins_item = False

    def _html(self, first: int, last: int) -> None:
        raw = self.text[self.lines[first][0] : self.lines[last - 1][1]]
        self._add_lines(first, last, "paragraph" if any(c.isalpha() for c in without_marks(raw)) else "furniture")

    def _add_text(self, inline: Token, kind: BlockKind, level: int) -> None:
        """The text of a paragraph or a heading: from its first to its last character."""
        assert inline.map
        content = inline.content.strip().split("\n")
        start, _ = self._within(inline.map[0], content[0].strip())
        _, end = self._within(inline.map[0] + len(content) - 1, content[-1].strip())
        note = _FOOTNOTE.match(self.text, start, end)
        if end > (note.end() if note else start):
            self.blocks.append(Block(note.end() if note else start, end, kind, level))

    def _within(self, line: int, content: str) -> tuple[int, int]:
        start, end = self.lines[line]
        found = self.text.rfind(content, start, end) if content else -1
        return (found, found + len(content)) if found >= 0 else (start, end)

    def _add_lines(self, first: int, last: int, kind: BlockKind, sign: str = "") -> None:
        """Whole lines, without the space around them and the sign before them."""
        if last <= first:
            return
        start, end = self.lines[first][0], self.lines[min(last, len(self.lines)) - 1][1]
        raw = self.text[start:end]
        body = raw.lstrip(" \t\r\n>").removeprefix(sign.lstrip()).rstrip()
        if body:
            start += raw.index(body)
            self.blocks.append(Block(start, start + len(body), kind, min(self.depth, MOST_NESTED)))


def _is_unseen(raw: str) -> bool:
    return "<" in raw and not any(c.isalnum() for c in without_marks(raw))


def _only_leads(raw: str) -> bool:
    """Tells whether a paragraph is nothing but links to other pages of the same work, or images."""
    links = list(_LINK.finditer(raw))
    if not links or any(c.isalnum() for c in _LINK.sub("", raw)):
        return False
    return all(link.group().startswith("!") or (link[1] and not _ELSEWHERE.match(link[1])) for link in links)
