"""An article as units that may be quoted: sentences, lists with what announces them, rows with their header."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

import regex

from rag.corpus.article import SECTIONS, Sentence, Span
from rag.corpus.blocks import MOST_NESTED, Block, Form
from rag.corpus.inline import HIDDEN, plain
from rag.corpus.lines import line_blocks
from rag.corpus.markdown import markdown_blocks
from rag.corpus.marks import is_counted
from rag.corpus.markups import MARKUPS, form_in, markup_blocks, seen_as
from rag.corpus.segments import segments
from rag.corpus.tables import cells_of, delimiter_at, named, record, record_blocks, table_blocks

MAX_LIST = 700
"""Characters up to which a list is quoted as a whole; half of them for steps that nothing announces, each of which says
something of its own."""
_WHOLE_ITEM = 160
"""Characters up to which an item of more than one sentence is quoted as a whole."""
_LABEL_WORDS = 4
"""Words up to which the first sentence of an item says what the others are about: "The slipway. The tender came …"."""
_LABEL_LEVEL = 8
_MOST_ITEMS = 20
_SHORT_ITEM = 100
_MAX_SECTION = 200
_QUESTION_LEVEL = 7
"""A question that is a paragraph of its own is the heading of its answer, below all others."""
_COLON = regex.compile(r"[:：]$")
_UNENDED = regex.compile(r"[:：]$|^\S+(?: \S+)+ \p{Ll}+,?$")
"""What announces a list: a colon, or that the sentence does not end: "Before a boat is taken out, rowers"."""
_BLANK_LINE = regex.compile(r"\n[ \t]*\r?\n")
_COUNTING = regex.compile(r"#+\.?|\.+")
"""The sign of an item that is numbered by whoever reads it."""
_BLOCKS: dict[Form, Callable[[str], list[Block]]] = {
    "plain": line_blocks,
    "markdown": markdown_blocks,
    "table": table_blocks,
    "records": record_blocks,
}


def split_sentences(
    text: str, language: str = "en", form: Form = "plain", blocks: Sequence[Block] = ()
) -> list[Sentence]:
    """The units of a text in reading order, headings, captions and furniture among them.

    Spans are trimmed of white space and of Markdown's marks at the start of a block; they never overlap.

    Args:
        text: the article's text.
        language: ISO 639-1 code, for abbreviations.
        form: how the text shows its structure.
        blocks: those of the text, where the reader of the file has told them; the form says nothing then.
    """
    if blocks:
        return _Units(text, language, "told").all(blocks)
    form = form_in(text, form)
    return _Units(text, language, form).all(blocks_of(text, form))


def blocks_of(text: str, form: Form) -> list[Block]:
    """The blocks of a text that shows them in some form."""
    return markup_blocks(text, form) if form in MARKUPS else _BLOCKS[form](text)


@dataclass
class _Part:
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

    def plain(self, start: int, end: int) -> str:
        """The text that is seen of a part of it."""
        first = self.block.start
        return plain(self._seen[0][start - first : end - first])

    @property
    def whole(self) -> str:
        return plain(self._seen[0])


@dataclass
class _Units:
    """Goes through the blocks of an article once.

    ``headings`` are those above the current block, each with its level, but for the title; ``header``, ``columns``
    and ``delimiter`` are of its table.
    """

    text: str
    language: str
    form: Form
    found: list[Sentence] = field(default_factory=list)
    headings: list[tuple[int, str]] = field(default_factory=list)
    header: Span | None = None
    columns: list[str] = field(default_factory=list)
    delimiter: str | None = None

    def all(self, blocks: Sequence[Block]) -> list[Sentence]:
        place = 0
        while place < len(blocks):
            block = blocks[place]
            last = place + 1
            if block.level and block.kind != "heading":
                while last < len(blocks) and blocks[last].level and blocks[last].kind != "heading":
                    last += 1
                self._list([self._part(block) for block in blocks[place:last]], self._lead(_UNENDED))
            elif block.kind == "row":
                if place and self._is_apart(blocks[place - 1], block):
                    self._end_table()
                self._row(block)
            else:
                follows = blocks[last].kind if last < len(blocks) else None
                self._single(self._part(block), follows not in (None, "heading", "furniture"))
            if block.kind not in ("header", "row"):
                self._end_table()
            place = last
        return self.found

    def _end_table(self) -> None:
        self.header, self.columns, self.delimiter = None, [], None

    def _is_apart(self, above: Block, row: Block) -> bool:
        """Tells whether a row begins another table: behind a blank line, in reStructuredText below a rule."""
        between = self.text[above.end : row.start]
        if self.form == "rst":
            return above.kind == "row" and bool(_BLANK_LINE.search(between) and between.strip())
        return self.form == "told" and between.count("\n") > 1

    def _part(self, block: Block) -> _Part:
        return _Part(block, self.text[block.start : block.end], self.language, self.form)

    @property
    def _section(self) -> str:
        return SECTIONS.join(dict.fromkeys(title for _, title in self.headings))[-_MAX_SECTION:]

    def _add(self, unit: Sentence, told: str) -> None:
        """Adds a unit, with what a reader is shown of it where that is not simply its words."""
        said = told if told != " ".join(self.text[unit.start : unit.end].split()) else ""
        self.found.append(replace(unit, plain=said, section=self._section if unit.quotable else ""))

    def _single(self, part: _Part, is_followed: bool) -> None:
        """A block outside of lists and tables."""
        block = part.block
        if block.kind in ("paragraph", "quotation"):
            spans = part.spans
            if len(spans) == 1 and is_followed and _asks(part.whole):
                self._heading(part, _QUESTION_LEVEL)
            else:
                self._sentences(part, spans)
        elif block.kind == "heading":
            self._heading(part, block.level)
        elif block.kind == "code":
            self._code(part)
        elif block.kind == "header":
            self._end_table()
            self.header, self.columns = (block.start, block.end), self._cells(block)
            self._leave(self._lead())
            self._add(Sentence(block.start, block.end, "lead"), named(self.columns, ()))
        else:
            self._add(Sentence(block.start, block.end, block.kind), part.whole)  # type: ignore[arg-type]

    def _heading(self, part: _Part, level: int) -> None:
        block = part.block
        while self.headings and self.headings[-1][0] >= level:
            self.headings.pop()
        is_title = level < _QUESTION_LEVEL and all(sentence.kind == "furniture" for sentence in self.found)
        if not is_title:
            self.headings.append((level, part.whole))
        self._add(Sentence(block.start, block.end, "heading"), part.whole)

    def _sentences(self, part: _Part, spans: Sequence[Span], context: Span | None = None) -> None:
        for start, end in spans:
            told = part.plain(start, end)
            kind = "question" if _asks(told) else "text"
            self._add(Sentence(start, end, kind, context=context), told)  # type: ignore[arg-type]

    def _lead(self, announces: regex.Pattern[str] = _COLON) -> _Lead | None:
        """The sentence before, where it announces what stands below it."""
        last = self.found[-1] if self.found else None
        if last is None or last.kind != "text" or not announces.search(last.shown(self.text)):
            return None
        self.found.pop()
        return _Lead(last.start, last.end, last.shown(self.text))

    def _leave(self, lead: _Lead | None) -> Span | None:
        """Puts an announcement back as no answer, and gives its span as the context of what it announces."""
        if lead is None:
            return None
        self._add(Sentence(lead.start, lead.end, "lead"), lead.told)
        return lead.start, lead.end

    def _code(self, part: _Part) -> None:
        block, lead = part.block, self._lead()
        if lead and block.end - lead.start <= MAX_LIST:
            self._add(Sentence(lead.start, block.end, "list"), f"{lead.told}\n{part.body}")
        else:
            self._leave(lead)
            self._add(Sentence(block.start, block.end, "code"), part.body)

    def _cells(self, block: Block) -> list[str]:
        if self.delimiter is None:
            self.delimiter = delimiter_at(self.text, self.form, block.start)
        return cells_of(self.text[block.start : block.end], self.form, self.delimiter)

    def _row(self, block: Block) -> None:
        self.header = self.header or self._leave(self._lead())
        is_record = self.form == "records"
        told = record(self.text[block.start : block.end]) if is_record else self._named(block)
        self._add(Sentence(block.start, block.end, "row", context=self.header), told)

    def _named(self, block: Block) -> str:
        """A row as it is shown; where nothing names the columns of two cells, the first says what the second is."""
        cells = self._cells(block)
        is_pair = not self.columns and len(cells) == 2 and all(cells)
        return f"{cells[0].removesuffix(':')}: {cells[1]}" if is_pair else named(cells, self.columns)

    def _list(self, parts: Sequence[_Part], lead: _Lead | None) -> None:
        """A list: whole where it is short, else item by item, with what announces it as their context."""
        start, end = lead.start if lead else parts[0].block.start, parts[-1].block.end
        if self._is_whole(parts, end - start, lead):
            lines = [lead.told] if lead else []
            marks = self._marks(parts)
            lines += ["\u2003" * (part.block.level - 1) + mark + part.whole for part, mark in zip(parts, marks)]
            self._add(Sentence(start, end, "list"), "\n".join(lines))
            return
        context = self._leave(lead)
        for item in _items(parts):
            self._item(item, context)

    def _is_whole(self, parts: Sequence[_Part], length: int, lead: _Lead | None) -> bool:
        if length > MAX_LIST or len(parts) > _MOST_ITEMS or any(part.block.kind == "furniture" for part in parts):
            return False
        if lead or len(parts) == 1:
            return lead is not None
        in_order = self._marks(parts)[0][0].isdigit() and length <= MAX_LIST // 2
        return length <= _SHORT_ITEM * len(parts) and (in_order or not any(map(_is_sentence, parts)))

    def _item(self, parts: Sequence[_Part], context: Span | None) -> None:
        first, *inner = parts
        block = first.block
        if block.kind not in ("item", "paragraph", "quotation"):
            self._add(Sentence(block.start, block.end, "code" if block.kind == "code" else "furniture"), first.whole)
        elif not inner and len(first.spans) > 1 and block.end - block.start <= _WHOLE_ITEM:
            self._add(Sentence(block.start, block.end, "list", context=context), first.whole)
        else:
            self._labelled(first, context)
        if inner:
            self._list(inner, self._lead())

    def _labelled(self, part: _Part, context: Span | None) -> None:
        """The sentences of an item; what labels them stays with the first of them, and is the heading of the others."""
        spans = part.spans
        label = part.plain(*spans[0]) if len(spans) > 1 else ""
        if not label or len(label.split()) > _LABEL_WORDS:
            self._sentences(part, spans, context)
            return
        self._sentences(part, [(spans[0][0], spans[1][1])], context)
        self.headings.append((_LABEL_LEVEL, label.rstrip(".:")))
        self._sentences(part, spans[2:], context)
        self.headings.pop()

    def _marks(self, parts: Sequence[_Part]) -> list[str]:
        """How each item of a list begins: with its number or letter, where it has one or is to be counted."""
        marks, counts = [], [0] * (MOST_NESTED + 1)
        for part in parts:
            level = part.block.level
            before = self.text[self.text.rfind("\n", 0, part.block.start) + 1 : part.block.start].strip("> \t")
            if part.block.kind != "item":
                marks.append("  ")
            elif self.form in MARKUPS and _COUNTING.fullmatch(before):
                counts[level:] = [counts[level] + 1] + [0] * (MOST_NESTED - level)
                marks.append(f"{counts[level]}. ")
            else:
                marks.append(f"{before} " if is_counted(before) else "• ")
        return marks


@dataclass(frozen=True, slots=True)
class _Lead:
    """A sentence that announces what stands below it."""

    start: int
    end: int
    told: str


def _items(parts: Sequence[_Part]) -> Iterator[list[_Part]]:
    """The items of a list, each with what is nested in it."""
    group: list[_Part] = []
    for part in parts:
        if group and part.block.kind == "item" and part.block.level <= group[0].block.level:
            yield group
            group = []
        group.append(part)
    if group:
        yield group


def _is_sentence(part: _Part) -> bool:
    return part.whole.endswith((".", "!", "?", "…", "。"))


def _asks(told: str) -> bool:
    return told.rstrip("\"'”’»)* ").endswith(("?", "？"))
