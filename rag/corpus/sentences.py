"""An article as units that may be quoted: sentences, lists with what announces them, rows with their header."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

import regex

from rag.corpus.article import Sentence, Span
from rag.corpus.blocks import DAY_LEVEL, MOST_NESTED, QUESTION_LEVEL, SPEAKER_LEVEL, WRITER_LEVEL, Block, Form
from rag.corpus.headings import Heading, Headings
from rag.corpus.inline import plain
from rag.corpus.lines import line_blocks
from rag.corpus.mails import is_field, sender, writer
from rag.corpus.markdown import markdown_blocks
from rag.corpus.marks import is_counted
from rag.corpus.markups import MARKUPS, form_in, markup_blocks, seen_as
from rag.corpus.parts import BlockPart, Lead, asks, by_item, is_ended, is_sentence
from rag.corpus.tables import cells_of, delimiter_at, named, record, record_blocks, table_blocks
from rag.corpus.turns import SpeakerTurn, turns

MAX_LIST = 700
"""Characters up to which a list is quoted as a whole; half of them for steps that nothing announces, each of which says
something of its own."""
_WHOLE_ITEM = 160
"""Characters up to which an item of more than one sentence is quoted as a whole."""
_LABEL_WORDS = 4
"""Words up to which the first sentence of an item says what the others are about: "The slipway. The tender came …"."""
_MOST_ITEMS = 20
_SHORT_ITEM = 100
_COLON = regex.compile(r"[:：]$")
_UNENDED = regex.compile(r"[:：]$|^\S+(?: \S+)+ \p{Ll}+,?$")
"""What announces a list: a colon, or that the sentence does not end: "Before a boat is taken out, rowers"."""
_NOTE = regex.compile(r"\s*(\(\d{1,2}\)|\[\d{1,2}\]|\*{1,3}(?=\s|$)|[†‡¹²³])")
_LONGEST_LABEL = 120
"""Characters within which a turn says who speaks."""
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
class _Units:
    """Goes through the blocks of an article once.

    ``headings`` are those above the current block, but for the title; ``header``, ``columns`` and ``delimiter`` are of
    its table. ``noted`` are the rows that have the sign of a note, each with its first cell.
    """

    text: str
    language: str
    form: Form
    found: list[Sentence] = field(default_factory=list)
    headings: Headings = field(default_factory=Headings)
    header: Span | None = None
    columns: list[str] = field(default_factory=list)
    delimiter: str | None = None
    noted: dict[str, tuple[Span, str]] = field(default_factory=dict)

    def all(self, blocks: Sequence[Block]) -> list[Sentence]:
        place = 0
        said = self._turns(blocks)
        while place < len(blocks):
            block = blocks[place]
            last = place + 1
            self.headings.leave_quotation(self._depth(block))
            if place and blocks[place - 1].kind != "heading" and self._is_parted(blocks[place - 1], block):
                self.headings.leave_range()
            if said and place > max(said):
                self.headings.leave(QUESTION_LEVEL)
            elif said and place not in said and not self._goes_on(block, said):
                self.headings.leave(SPEAKER_LEVEL)
            if block.kind == "paragraph" and last < len(blocks):
                self._mail(block, blocks[last])
            if block.level and block.kind != "heading":
                while last < len(blocks) and blocks[last].level and blocks[last].kind != "heading":
                    last += 1
                parts = [self._part(block) for block in blocks[place:last]]
                if not self._notes(parts):
                    self._list(parts, self._lead(_UNENDED))
            elif place in said:
                self._turn(self._part(block), said[place])
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

    def _is_parted(self, above: Block, below: Block) -> bool:
        return bool(_BLANK_LINE.search(self.text[above.end : below.start]))

    def _part(self, block: Block) -> BlockPart:
        return BlockPart(block, self.text[block.start : block.end], self.language, self.form)

    def _turns(self, blocks: Sequence[Block]) -> dict[int, SpeakerTurn]:
        """The blocks with which somebody begins to speak, where most between the first and the last are such."""
        bodies = [
            self.text[block.start : block.end] if block.kind == "paragraph" and not block.level else ""
            for block in blocks
        ]
        if self.form != "plain":
            bodies = [plain(seen_as(body, self.form)[0]) if ":" in body[:_LONGEST_LABEL] else "" for body in bodies]
        found = turns(bodies)
        return found if found and 2 * len(found) > max(found) - min(found) else {}

    def _turn(self, part: BlockPart, turn: SpeakerTurn) -> None:
        """What somebody says in a conversation, whole where it is short; the name is the heading of what stands apart
        from it, and a question the heading of the answers."""
        self.headings.leave(SPEAKER_LEVEL)
        self.headings.answers += 1
        is_asked = asks(part.whole)
        if is_asked or self.headings.is_answered(turn.name):
            self.headings.leave(QUESTION_LEVEL)
        spans = part.spans
        if is_asked and len(spans) == 1:
            self._add(Sentence(*spans[0], "heading"), part.whole)
        else:
            if not is_asked and part.block.end - part.block.start <= _WHOLE_ITEM and self._is_short(part, turn):
                spans = [(part.block.start, part.block.end)]
            self._sentences(part, spans[:1])
        self.headings.append(Heading(SPEAKER_LEVEL, turn.name, speaker=turn.name))
        self._sentences(part, spans[1:])
        if is_asked:
            self.headings.leave(QUESTION_LEVEL)
            question = part.plain(*spans[-1]) if len(spans) > 1 else " ".join(turn.said.split())
            self.headings.append(Heading(QUESTION_LEVEL, question, (part.block.start, part.block.end)))
            self.headings.asker, self.headings.answers = turn.name, 0

    def _goes_on(self, block: Block, said: Mapping[int, SpeakerTurn]) -> bool:
        """Whether a block between two turns may still be what somebody says; in a chat all is that."""
        return said[min(said)].stamped or is_ended(self.text[block.start : block.end])

    def _is_short(self, part: BlockPart, turn: SpeakerTurn) -> bool:
        """Whether what somebody says is told whole: a message, or what begins with few words ("Twenty-two years.")."""
        first = part.plain(*part.spans[0])
        return turn.stamped or len(first.split()) - len(turn.name.split()) <= _LABEL_WORDS

    def _depth(self, block: Block) -> int:
        """How deep a block of a mail is quoted."""
        signs = self.text[self.text.rfind("\n", 0, block.start) + 1 : block.start].count(">")
        return max(signs, int(block.kind == "quotation"))

    def _mail(self, block: Block, following: Block) -> None:
        """The writer of a mail is the heading of what stands below."""
        name = sender(*(self.text[line.start : line.end] for line in (block, following)))
        if name:
            self.headings.leave(DAY_LEVEL)
            self.headings.append(Heading(DAY_LEVEL, name, (block.start, block.end), name))

    def _add(self, unit: Sentence, told: str) -> None:
        """Adds a unit, with what a reader is shown of it where that is not simply its words."""
        said = told if told != " ".join(self.text[unit.start : unit.end].split()) else ""
        self.found.append(replace(unit, plain=said, section=self.headings.path if unit.quotable else ""))

    def _single(self, part: BlockPart, is_followed: bool) -> None:
        """A block outside of lists and tables."""
        block = part.block
        if block.kind in ("paragraph", "quotation"):
            spans = part.spans
            if self._notes([part]):
                return
            if len(spans) == 1 and is_followed and asks(part.whole):
                self._heading(part, QUESTION_LEVEL)
            else:
                self._paragraph(part, spans)
        elif block.kind == "heading":
            self._heading(part, block.level)
        elif block.kind == "entry":
            self._entry(part)
        elif block.kind == "code":
            self._code(part)
        elif block.kind == "header":
            self._end_table()
            self.header, self.columns = (block.start, block.end), self._cells(block)
            self._leave(self._lead())
            self._add(Sentence(block.start, block.end, "lead"), named(self.columns, ()))
        else:
            self._add(Sentence(block.start, block.end, block.kind), part.whole)  # type: ignore[arg-type]

    def _heading(self, part: BlockPart, level: int) -> None:
        block = part.block
        self.headings.leave(level)
        is_title = level < WRITER_LEVEL and all(sentence.kind == "furniture" for sentence in self.found)
        if not is_title:
            is_writer = level == WRITER_LEVEL
            title, speaker = (part.whole.rstrip(" :"), writer(part.whole)) if is_writer else (part.whole, "")
            self.headings.append(Heading(level, title, (block.start, block.end), speaker))
        self._add(Sentence(block.start, block.end, "heading"), part.whole)

    def _paragraph(self, part: BlockPart, spans: Sequence[Span]) -> None:
        """The sentences of a paragraph; a question with which it begins is the heading of the others, and in bold also
        of what stands below."""
        asked = 0 if self.headings.asker else part.asked
        if asked:
            span = spans[0][0], spans[asked - 1][1]
            self.headings.leave(QUESTION_LEVEL if part.strong else SPEAKER_LEVEL)
            self._add(Sentence(*span, "heading" if part.strong else "question"), part.plain(*span))
            self.headings.append(Heading(QUESTION_LEVEL, part.plain(*span), span))
        self._sentences(part, spans[asked:])
        if asked and not part.strong:
            self.headings.pop()

    def _entry(self, part: BlockPart) -> None:
        """What is said below a name; whole where it is short, else the name is the heading of all but the first."""
        start, end = part.block.start, part.block.end
        label, *lines = (line.strip() for line in part.body.splitlines())
        said = " ".join(line if is_ended(line) else f"{line}," for line in lines).rstrip(",")
        if end - start <= _WHOLE_ITEM:
            told, above = self.headings.dated(f"{label}: {said}")
            self._add(Sentence(start, end, "text", context=above), told)
            return
        (first, last), *others = part.spans
        told = part.plain(first, last).removeprefix(label).strip()
        self._add(Sentence(first, last, "text"), f"{label}: {told}")
        self.headings.append(Heading(SPEAKER_LEVEL, label))
        self._sentences(part, others)
        self.headings.pop()

    def _sentences(self, part: BlockPart, spans: Sequence[Span], context: Span | None = None) -> None:
        for start, end in spans:
            told = part.plain(start, end)
            kind = "question" if asks(told) else "text"
            whole, above = self.headings.dated(told) if start == part.block.start else (told, None)
            around = context or above or (None if is_field(part.body) else self.headings.said_by())
            self._add(Sentence(start, end, kind, context=around), self.headings.spoken(whole))  # type: ignore[arg-type]

    def _lead(self, announces: regex.Pattern[str] = _COLON) -> Lead | None:
        """The sentence before, where it announces what stands below it."""
        last = self.found[-1] if self.found else None
        if last is None or last.kind != "text" or not announces.search(last.shown(self.text)):
            return None
        self.found.pop()
        return Lead(last.start, last.end, last.shown(self.text))

    def _leave(self, lead: Lead | None) -> Span | None:
        """Puts an announcement back as no answer, and gives its span as the context of what it announces."""
        if lead is None:
            return None
        self._add(Sentence(lead.start, lead.end, "lead"), lead.told)
        return lead.start, lead.end

    def _code(self, part: BlockPart) -> None:
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
        label = _NOTE.sub("", self._cells(block)[0]) if self.form != "records" else ""
        self.noted |= {
            hit[1]: ((block.start, block.end), label) for hit in _NOTE.finditer(self.text[block.start : block.end])
        }
        is_record = self.form == "records"
        told = record(self.text[block.start : block.end]) if is_record else self._named(block)
        self._add(Sentence(block.start, block.end, "row", context=self.header), told)

    def _notes(self, parts: Sequence[BlockPart]) -> bool:
        """Blocks that are notes, if each has the sign that a row has ("£48.00 (3)"): each stands below its row."""
        signs = [_NOTE.match(part.body) for part in parts]
        marks = [self._mark(part).rstrip(".") or (sign[1] if sign else "") for part, sign in zip(parts, signs)]
        if not all(mark in self.noted for mark in marks):
            return False
        for part, mark in zip(parts, marks):
            row, label = self.noted[mark]
            self.headings.append(Heading(SPEAKER_LEVEL, label))
            self._sentences(part, part.spans, row)
            self.headings.pop()
        return True

    def _named(self, block: Block) -> str:
        """A row as it is shown; where nothing names the columns of two cells, the first says what the second is."""
        cells = self._cells(block)
        is_pair = not self.columns and len(cells) == 2 and all(cells)
        return f"{cells[0].removesuffix(':')}: {cells[1]}" if is_pair else named(cells, self.columns)

    def _list(self, parts: Sequence[BlockPart], lead: Lead | None) -> None:
        """A list: whole where it is short, else item by item, with what announces it as their context."""
        start, end = lead.start if lead else parts[0].block.start, parts[-1].block.end
        above = self._heading_above() if lead is None else None
        if self._is_whole(parts, end - start, lead):
            lines = [lead.told] if lead else []
            marks = self._marks(parts)
            lines += ["\u2003" * (part.block.level - 1) + mark + part.whole for part, mark in zip(parts, marks)]
            self._add(Sentence(start, end, "list", context=above), "\n".join(lines))
            return
        context = self._leave(lead) or above
        for item in by_item(parts):
            self._item(item, context)

    def _heading_above(self) -> Span | None:
        """The heading right above, where it announces what stands below: "4. Tenants may not:"."""
        last = self.found[-1] if self.found else None
        is_heading = last is not None and last.kind == "heading" and _COLON.search(last.shown(self.text))
        return (last.start, last.end) if last and is_heading else None

    def _is_whole(self, parts: Sequence[BlockPart], length: int, lead: Lead | None) -> bool:
        if length > MAX_LIST or len(parts) > _MOST_ITEMS or any(part.block.kind == "furniture" for part in parts):
            return False
        if lead or len(parts) == 1:
            return lead is not None
        in_order = self._marks(parts)[0][0].isdigit() and length <= MAX_LIST // 2
        return length <= _SHORT_ITEM * len(parts) and (in_order or not any(map(is_sentence, parts)))

    def _item(self, parts: Sequence[BlockPart], context: Span | None) -> None:
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

    def _labelled(self, part: BlockPart, context: Span | None) -> None:
        """The sentences of an item; what labels them stays with the first of them, and is the heading of the others."""
        spans = part.spans
        label = part.plain(*spans[0]) if len(spans) > 1 else ""
        if not label or len(label.split()) > _LABEL_WORDS:
            self._sentences(part, spans, context)
            return
        self._sentences(part, [(spans[0][0], spans[1][1])], context)
        self.headings.append(Heading(SPEAKER_LEVEL, label.rstrip(".:")))
        self._sentences(part, spans[2:], context)
        self.headings.pop()

    def _mark(self, part: BlockPart) -> str:
        """The sign with which an item begins, as it is written."""
        return self.text[self.text.rfind("\n", 0, part.block.start) + 1 : part.block.start].strip("> \t")

    def _marks(self, parts: Sequence[BlockPart]) -> list[str]:
        """How each item of a list begins: with its number or letter, where it has one or is to be counted."""
        marks, counts = [], [0] * (MOST_NESTED + 1)
        for part in parts:
            level = part.block.level
            before = self._mark(part)
            if part.block.kind != "item":
                marks.append("  ")
            elif self.form in MARKUPS and _COUNTING.fullmatch(before):
                counts[level:] = [counts[level] + 1] + [0] * (MOST_NESTED - level)
                marks.append(f"{counts[level]}. ")
            else:
                marks.append(f"{before} " if is_counted(before) else "• ")
        return marks
