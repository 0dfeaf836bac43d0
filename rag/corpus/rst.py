"""reStructuredText beyond its headings and lists: tables of three kinds, fields and definitions, as rows of cells.

A table is one where every line agrees with its rules; else it is left to be a paragraph.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest

import regex

from rag.corpus.article import Span
from rag.corpus.blocks import Block, BlockKind

MOST_LINES = 1000
"""Lines of a table up to which it is read as one."""
_RULE, _HEAD_RULE = regex.compile(r"[ \t]*\+(?:-+\+)+"), regex.compile(r"[ \t]*\+(?:=+\+)+")
_SIMPLE_RULE = regex.compile(r" *=+(?: +=+)+")
_DASHES = regex.compile(r"[ \t]*-+(?: +-+)*")
_RULED = regex.compile(r"[\s+=-]*")
RULES = regex.compile(r"(?m)^[ \t]*(?:\+(?:[-=]+\+)+|=+(?: +=+)+)[ \t]*$")
"""The rules of tables, of either kind."""
_LISTED = regex.compile(r"[ \t]*\.\.[ \t]+list-table::[ \t]*(?P<title>\S.*)?")
_OPTION = regex.compile(r"[ \t]+:(?P<name>[\w-]+):[ \t]*(?P<said>.*)")
_ROW_MARK = regex.compile(r"(?P<indent>[ \t]+)\*[ \t]+-(?:[ \t]+|$)")
_CELL_MARK = regex.compile(r"(?m)^[ \t]*(?:\*[ \t]+)?-(?:[ \t]+|$)")
_FIELD = regex.compile(r":(?P<name>[^:\n]{1,60}):[ \t]+(?P<said>\S.*)", regex.DOTALL)


def table_at(text: str, lines: Sequence[Span], place: int) -> tuple[list[Block], int]:
    """The rows of the table that begins at a line, and the line behind it; none, and 0, where none does."""
    if _RULE.fullmatch(text, *lines[place]):
        return _grid(text, lines, place)
    if _SIMPLE_RULE.fullmatch(text, *lines[place]):
        return _simple(text, lines, place)
    if listed := _LISTED.fullmatch(text, *lines[place]):
        return _list_table(text, lines, place, listed)
    return [], 0


def is_field(text: str, start: int, end: int) -> bool:
    """Tells whether a line is a field: ``:Author: Ann Lee``."""
    return bool(_FIELD.fullmatch(text, start, end))


def rst_cells(row: str, rule: str) -> list[str]:
    """The cells of a row, their marks and all; ``rule`` is the one above, in a simple table.

    >>> rst_cells("| Old | 410 mm |", ""), rst_cells("Lynx  9 million", "====  ======")
    (['Old', '410 mm'], ['Lynx', '9 million'])
    >>> rst_cells(":Author: Ann Lee", ""), rst_cells("seeing\\n  How steady\\n  it is.", "")
    (['Author', 'Ann Lee'], ['seeing', 'How steady it is.'])
    >>> rst_cells("* - Lynx\\n  - 9 million,\\n    or so", "")
    ['Lynx', '9 million, or so']
    """
    if _CELL_MARK.match(row) and row.startswith("*"):
        return [" ".join(cell.split()) for cell in _CELL_MARK.split(row)[1:]]
    if row.startswith("|"):
        cut = [line.strip().removeprefix("|").removesuffix("|").split("|") for line in row.splitlines()]
        return _joined([["" if _RULED.fullmatch(cell) else cell for cell in cells] for cells in cut])
    if rule:
        columns = _columns(rule)
        indented = " " * columns[0][0] + row
        return _joined([_sliced(line, columns) for line in indented.splitlines()])
    if field := _FIELD.fullmatch(row):
        return _joined([[field["name"], field["said"]]])
    term, _, said = row.partition("\n")
    return _joined([[term, said]])


def rule_above(text: str, at: int) -> str:
    """The rule of the simple table in which a row stands; "" where it stands in none."""
    below, end = text[at : at + 1], text.rfind("\n", 0, at)
    for _ in range(MOST_LINES if end >= 0 else 0):
        start = text.rfind("\n", 0, end) + 1
        line = text[start:end].rstrip()
        if _SIMPLE_RULE.fullmatch(line):
            return line if below else ""  # the last rule of a table has a blank line below it
        below, end = line, start - 1
        if end < 0:
            break
    return ""


def _grid(text: str, lines: Sequence[Span], place: int) -> tuple[list[Block], int]:
    last = place
    while last < min(len(lines), place + MOST_LINES) and text[slice(*lines[last])].lstrip()[:1] in ("+", "|"):
        last += 1
    inside = lines[place:last]
    bars = text.count("+", *inside[0])
    certain = all(_bars(text[slice(*line)].strip()) in (0, bars) for line in inside)
    blocks: list[Block] = []
    row: list[Span] = []
    for line in inside:
        head = _HEAD_RULE.fullmatch(text, *line)
        if not head and not _RULE.fullmatch(text, *line):
            row.append(line)
        elif row:
            is_header = bool(head) and certain and not any(block.kind == "header" for block in blocks)
            blocks.append(_block(text, row, "header" if is_header else "row"))
            row = []
    return (blocks, last) if blocks and not row else ([], 0)


def _bars(line: str) -> int:
    """The bars of a line of cells; 0 of a rule, -1 of a line that is partly a rule."""
    if _RULE.fullmatch(line) or _HEAD_RULE.fullmatch(line):
        return 0
    return -1 if "+-" in line or "-+" in line else line.count("|")


def _simple(text: str, lines: Sequence[Span], place: int) -> tuple[list[Block], int]:
    columns = _columns(text[slice(*lines[place])])
    rules, last = [place], 0
    for at in range(place + 1, min(len(lines), place + MOST_LINES)):
        if _SIMPLE_RULE.fullmatch(text, *lines[at]):
            rules.append(at)
            if at + 1 == len(lines) or lines[at + 1][0] == lines[at + 1][1]:
                last = at
                break
        elif not _fits(text[slice(*lines[at])], columns):
            return [], 0
    if not last or len(rules) > 3:
        return [], 0
    head = [line for line in lines[place + 1 : rules[1]] if line[1] > line[0]] if len(rules) == 3 else []
    body = list(_rows(text, lines[rules[-2] + 1 : last], columns[0][0]))
    found = ([_block(text, head, "header")] if head else []) + [_block(text, row, "row") for row in body]
    return (found, last + 1) if body else ([], 0)


def _list_table(text: str, lines: Sequence[Span], place: int, listed: regex.Match[str]) -> tuple[list[Block], int]:
    """A table that is written as a list of lists, with its title; it ends where a line stands as far left."""
    left = _indent(text, lines[place])
    last = place + 1
    while last < min(len(lines), place + MOST_LINES) and (
        lines[last][0] == lines[last][1] or _indent(text, lines[last]) > left
    ):
        last += 1
    inside = [line for line in lines[place + 1 : last] if line[1] > line[0]]
    options = [hit for line in inside if (hit := _OPTION.fullmatch(text, *line))]
    rows: list[list[Span]] = []
    for line in inside[len(options) :]:
        if mark := _ROW_MARK.match(text, *line):
            rows.append([line])
            indent = len(mark["indent"])
        elif not rows or _indent(text, line) <= indent:
            return [], 0
        else:
            rows[-1].append(line)
    headers = next((int(hit["said"]) for hit in options if hit["name"] == "header-rows" and hit["said"].isdecimal()), 0)
    blocks = [_block(text, row, "row" if at >= headers else "header") for at, row in enumerate(rows)]
    titled = [Block(*listed.span("title"), "caption")] if listed["title"] else []
    return ([*titled, *blocks], last) if blocks and headers < len(blocks) else ([], 0)


def _indent(text: str, line: Span) -> int:
    return len(text[slice(*line)]) - len(text[slice(*line)].lstrip())


def _rows(text: str, lines: Sequence[Span], indent: int) -> Iterator[list[Span]]:
    """The lines of each row: one begins where the first column is not blank."""
    row: list[Span] = []
    for start, end in lines:
        if end <= start:
            continue
        if row and not text[start + indent].isspace():
            yield row
            row = []
        row.append((start, end))
    if row:
        yield row


def _columns(rule: str) -> list[Span]:
    """Where each column begins, and where the next one does."""
    starts = [hit.start() for hit in regex.finditer("=+", rule)]
    return list(zip(starts, [*starts[1:], 10**6]))


def _fits(line: str, columns: Sequence[Span]) -> bool:
    """Tells whether a line of a simple table has a space between all columns, so that each cell is certain."""
    if "\t" in line or line[: columns[0][0]].strip() or (_DASHES.fullmatch(line) and "-" in line):
        return False
    return all(line[start - 1 : start].strip() == "" for start, _ in columns[1:])


def _sliced(line: str, columns: Sequence[Span]) -> list[str]:
    return [line[start:end] for start, end in columns]


def _block(text: str, lines: Sequence[Span], kind: BlockKind) -> Block:
    start, end = lines[0][0], lines[-1][1]
    while text[start].isspace():
        start += 1
    return Block(start, end, kind)


def _joined(lines: Sequence[Sequence[str]]) -> list[str]:
    """Cells that go on over several lines, each as one."""
    return [" ".join(" ".join(parts).split()) for parts in zip_longest(*lines, fillvalue="")]
