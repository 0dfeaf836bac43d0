"""PDF: paragraphs put together from lines, words that were broken made whole, and where each page begins."""

from __future__ import annotations

from collections import Counter
from collections.abc import Generator, Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median
from typing import Any

import regex

from rag.corpus.blocks import Block
from rag.corpus.extract import Extract, PartDone, Unreadable, clean
from rag.corpus.leaders import dotted, dotted_rows
from rag.corpus.marks import parted
from rag.corpus.readers.building import Building
from rag.corpus.readers.ocr import engine
from rag.corpus.readers.pdf_drawn import Box, Drawn, drawn_on
from rag.corpus.readers.pdf_edges import without_repeated
from rag.corpus.readers.pdf_letters import Letters, is_bold
from rag.corpus.readers.pdf_scanned import ScannedLine, note, scanned, seen_on
from rag.corpus.readers.pdf_tables import Cell, PdfTable, tables
from rag.language.packs import PRINTING
from rag.settings import Settings

_BROKEN = "\ufffe"
"""What stands for a hyphen at the end of a line, as PDFium has it."""
_SOFT = "\u2010"
"""A hyphen that programs write where they have broken a word, and only there."""
_HYPHEN_END = regex.compile(r"(?<=\p{L})[-\u00ad]$")
_JOINED_END = regex.compile(r"[\p{L}\d][-\u2011]$")
_HALVES = regex.compile(rf"(\p{{L}}[\p{{L}}\p{{M}}]*){_BROKEN}(\p{{L}}[\p{{L}}\p{{M}}]*)")
_ENDED = regex.compile(r"[.!?…:;。！？।][\"'”’»)\]]*$")
_WORD = regex.compile(r"\p{L}[\p{L}\p{M}]*(?:-\p{L}[\p{L}\p{M}]*)*")
_NO_TITLE = regex.compile(r"(?i)untitled|microsoft |slide 1$|.*\.(?:docx?|odt|rtf|indd|qxd|tex|dvi|pdf|pptx?|html?)$")
_CAPTION = regex.compile(rf"(?:{PRINTING.figures})\s+\d+\s*[.:–—-]")
_WIDE = 0.55
"""Width of a line by its characters and its height, from which it may have gaps; that of running text is some 0.43."""
_SPACES = regex.compile(r"(?<=\S)\s+(?=\S)")
_WIDE_PITCH = 1.35
"""Times the usual distance between lines, from which it is a new paragraph."""
_TOUCHING = 0.25
"""Times the height of a line, up to which what stands behind it is of the same line, such as the sign of a note."""


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of a page; lengths in points, ``y`` from the bottom of the page.

    Where a word is broken over two lines, both are one here: ``y`` is that of the first, ``end_y`` of the last.
    ``cells`` are its parts, where wide gaps part it. ``bold`` tells of its first and last letters, ``starts_bold`` of
    the first.
    """

    text: str
    left: float
    right: float
    y: float
    end_y: float
    height: float
    cells: tuple[Cell, ...] = ()
    bold: bool = False
    starts_bold: bool = False


def read(data: bytes, settings: Settings) -> Iterator[Extract | PartDone]:
    """The document as one article."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise Unreadable(
            "it is encrypted; save it without a password"
            if "password" in str(error).lower()
            else "it is damaged, or no PDF file"
        ) from None
    count = len(document)
    if count > settings.max_pages:
        raise Unreadable(f"it has {count} pages, more than the {settings.max_pages} of the setting max_pages")
    pages = [_lines(document[number]) for number in range(count)]
    sure = (yield from _scanned(document, pages, settings)) if settings.ocr != "off" else {}
    if not any(pages):
        empty = "its only page holds no text" if count == 1 else f"none of its {count} pages holds text"
        is_off = settings.ocr == "off"
        raise Unreadable(
            f"{empty}: it is a scan; the setting ocr reads scans" if is_off else f"{empty} that can be read"
        )
    title = clean(str(document.get_metadata_value("Title") or ""))
    author = clean(str(document.get_metadata_value("Author") or ""))
    kept = without_repeated(pages)
    text, blocks, starts = _assemble(kept if any(kept) else pages)
    told = note(settings.ocr, sure, text) if sure else ""
    title = "" if _NO_TITLE.match(title) else title
    yield Extract(text, title, author=author, pages=starts, encoding=told, blocks=blocks)


def _scanned(
    document: Any, pages: list[list[_Line]], settings: Settings
) -> Generator[PartDone, None, dict[int, float]]:
    """Reads the pages that hold no text, which get their lines; gives how sure that is by their numbers."""
    sure: dict[int, float] = {}
    for place in (place for place, lines in enumerate(pages) if not lines):
        found, confidence = scanned(document[place], engine(settings.ocr))
        if found:
            sure[place + 1] = confidence
        pages[place] = _scanned_lines(found)
        yield PartDone()
    return sure


def _scanned_lines(found: Sequence[ScannedLine]) -> list[_Line]:
    return [_Line(line.text, line.left, line.right, line.bottom, line.bottom, line.height) for line in found]


def read_pictures(pictures: Iterable[Any], settings: Settings) -> Iterator[Extract | PartDone]:
    """Pictures of pages (of Pillow) as one article.

    Raises:
        Unreadable: the engine is not installed, reads nothing, or loses letters of the language.
    """
    read = engine(settings.ocr)
    seen = []
    for picture in pictures:
        seen.append(seen_on(picture, read))
        yield PartDone()
    sure = {number: confidence for number, (lines, confidence) in enumerate(seen, 1) if lines}
    if not sure:
        raise Unreadable("no text can be read in it")
    text, blocks, starts = _assemble([_scanned_lines(lines) for lines, _ in seen])
    yield Extract(text, pages=starts, encoding=note(settings.ocr, sure, text), blocks=blocks)


def _lines(page: Any) -> list[_Line]:
    """The lines of a page in the order in which the file has them, which is that of reading."""
    textpage = page.get_textpage()
    drawn = drawn_on(page)
    try:
        text = textpage.get_text_range()
        whole = len(text) == textpage.count_chars()  # else a place in the text is none among the characters
        found, start = [], 0
        for raw in text.split("\r\n"):
            stripped = raw.strip()
            if stripped and stripped != _BROKEN:
                first = start + len(raw) - len(raw.lstrip())
                found.append(_line(textpage, stripped, first, drawn) if whole else _Line(stripped, 0, 0, 0, 0, 0))
            start += len(raw) + 2
        found = _whole(found)
        rows = dotted_rows([line.text for line in found])
        return [_dotted(line) if at in rows else line for at, line in enumerate(found)]
    finally:
        textpage.close()
        page.close()


def _line(textpage: Any, text: str, start: int, drawn: Drawn) -> _Line:
    left, bottom, _, top = textpage.get_charbox(start, loose=True)
    _, end_bottom, right, _ = textpage.get_charbox(start + len(text) - 1, loose=True)
    height, box = top - bottom, Box(left, bottom, right, top)
    rules = drawn.rules_at(box)
    is_wide = right - left > _WIDE * len(text) * height
    may_part = (is_wide or rules) and bottom == end_bottom
    cells = tuple(_cells(textpage, text, start, height, rules)) if may_part else ()
    dot = drawn.dot_before(box)
    if dot and not parted(text)[0]:
        text, left = f"• {text}", dot.left
    starts_bold = is_bold(textpage, start)
    bold = starts_bold and is_bold(textpage, start + len(text) - 1)
    return _Line(text, left, right, bottom, end_bottom, height, cells if len(cells) > 1 else (), bold, starts_bold)


def _whole(lines: Sequence[_Line]) -> list[_Line]:
    """Lines with what the file has apart because it stands higher or lower: "metres", "1" is "metres1"."""
    found: list[_Line] = []
    for line in lines:
        last = found[-1] if found else None
        if last and not (last.cells or line.cells) and _touches(last, line):
            text, bold = last.text + line.text, last.bold and line.bold
            found[-1] = replace(last, text=text, right=line.right, bold=bold)
        else:
            found.append(line)
    return found


def _touches(line: _Line, following: _Line) -> bool:
    is_level = abs(line.y - following.y) < line.height / 2 and line.y == line.end_y
    return is_level and abs(following.left - line.right) < _TOUCHING * line.height


def _dotted(line: _Line) -> _Line:
    """A line whose label and value are cells, between which dots lead: both stand where the line does."""
    return replace(line, cells=tuple(Cell(cell, line.left, line.right) for cell in dotted(line.text)))


def _cells(textpage: Any, text: str, start: int, height: float, rules: Sequence[float]) -> Iterator[Cell]:
    """The parts of a line between which there are gaps wider than it is high, or an upright line, which ends both."""
    first, left = 0, textpage.get_charbox(start, loose=True)[0]
    for space in _SPACES.finditer(text):
        right = textpage.get_charbox(start + space.start() - 1, loose=True)[2]
        following = textpage.get_charbox(start + space.end(), loose=True)[0]
        rule = next((stroke for stroke in rules if right <= stroke <= following), None)
        if following - right > height or rule:
            yield Cell(text[first : space.start()], left, rule or right)
            first, left = space.end(), rule or following
    yield Cell(text[first:], left, textpage.get_charbox(start + len(text) - 1, loose=True)[2])


def _assemble(pages: Sequence[list[_Line]]) -> tuple[str, tuple[Block, ...], tuple[int, ...]]:
    """The text of all pages, its blocks, and the characters at which the pages begin."""
    everything = [line for lines in pages for line in lines]
    edges = _usual_edges(everything)
    parts = [[part for group in tables(lines, _is_row) for part in _parts(group, edges)] for lines in pages]
    paragraphs = [[(part, _joined(part) if isinstance(part, list) else "") for part in page] for page in parts]
    known = {word for page in paragraphs for _, said in page for word in _WORD.findall(_HALVES.sub(" ", said))}
    typeset = any(line.text.endswith(_SOFT) for line in everything)
    letters = Letters.of(everything)
    building, starts = Building(), []
    for page in paragraphs:
        before = len(building.blocks)
        goes_on = bool(page) and _goes_on(building, page[0][1])
        if goes_on:
            starts.append(building.length + 1)
            building.go_on(_mended(page.pop(0)[1], known, typeset))
        for at, (part, said) in enumerate(page):
            if isinstance(part, PdfTable):
                part.add_to(building)
            else:
                whole = _mended(said, known, typeset)
                above, below = _next_to(page, at - 1), _next_to(page, at + 1)
                _add(
                    building,
                    whole,
                    letters.level(part, whole, above[-1] if above else None, below[0] if below else None),
                )
        if not goes_on:
            starts.append(building.blocks[before].start if len(building.blocks) > before else building.length)
    text, blocks = building.done()
    return text, blocks, tuple(starts)


def _parts(part: list[_Line] | PdfTable, edges: Set[int]) -> Sequence[list[_Line] | PdfTable]:
    return [part] if isinstance(part, PdfTable) else _paragraphs(part, edges)


def _is_row(line: _Line) -> bool:
    """Tells whether a line may be the row of a table, and no item, whose sign stands apart."""
    return len(line.cells) > 1 and not parted(line.text)[0]


def _next_to(page: Sequence[tuple[list[_Line] | PdfTable, str]], at: int) -> list[_Line] | None:
    part = page[at][0] if 0 <= at < len(page) else None
    return part if isinstance(part, list) else None


def _goes_on(building: Building, said: str) -> bool:
    """Tells whether the first paragraph of a page goes on from the page before."""
    last = building.blocks[-1].kind if building.blocks else ""
    return last in ("paragraph", "item") and said[:1].islower() and not _ENDED.search(building.tail)


def _add(building: Building, said: str, level: int) -> None:
    """A paragraph; one with the letters of a heading has a level, one behind a sign is an item."""
    mark, rest = parted(said)
    if level:
        building.add("heading", said, level)
    elif mark:
        building.add("item", rest, 1, mark)
    else:
        building.add("caption" if _CAPTION.match(said) and len(said) <= 200 else "paragraph", said)


def _paragraphs(lines: Sequence[_Line], usual_edges: Set[int]) -> list[list[_Line]]:
    """The lines of each paragraph of a page."""
    found: list[list[_Line]] = []
    pitch = _pitch(lines)
    edges = _right_edges(lines, usual_edges)
    for line, edge in zip(lines, edges[:1] + edges):
        if found and not _begins(found[-1], line, edge, pitch):
            found[-1].append(line)
        else:
            found.append([line])
    return found


def _pitch(lines: Sequence[_Line]) -> float:
    """The usual distance between a line and the next."""
    steps = [one.end_y - two.y for one, two in pairwise(lines)]
    return median([step for step in steps if step > 0] or [0])


def _right_edges(lines: Sequence[_Line], usual: Set[int]) -> list[float]:
    """For each line, how far to the right the lines of its column go.

    A line beside it begins another column; a line that ends where many of the document do is full.
    """
    edges = []
    for line in lines:
        beside = [other.left for other in lines if other.left > line.right and abs(other.y - line.y) < line.height]
        end = max(min(beside, default=float("inf")), line.right)
        full = not usual.isdisjoint(range(_bucket(line) - 1, _bucket(line) + 2))
        edges.append(line.right if full else max(other.right for other in lines if other.right <= end))
    return edges


def _usual_edges(lines: Sequence[_Line]) -> set[int]:
    """Where at least one line in twelve ends: the right edges of justified columns."""
    counted = Counter(_bucket(line) for line in lines)
    return {edge for edge, count in counted.items() if count >= max(5, len(lines) / 12)}


def _bucket(line: _Line) -> int:
    return round(line.right / 4)


def _begins(group: Sequence[_Line], line: _Line, edge: float, pitch: float) -> bool:
    """Tells whether a line begins a paragraph, after those of the one before it, whose column goes to ``edge``.

    It does where it stands apart, or where its first word would have had room before it. What stands below an item,
    further to the right, goes on in it.
    """
    first, last = group[0], group[-1]
    is_item = bool(parted(first.text)[0])
    if parted(line.text)[0] and last.height and (_ENDED.search(last.text) or is_item or _is_bullet(line.text)):
        return line.left < first.left + line.height or not is_item or _is_bullet(line.text)
    if last.height == 0:  # nothing is known of where they stand
        return bool(_ENDED.search(last.text))
    if abs(last.height - line.height) > 0.15 * last.height:
        return True
    if last.bold and not line.text[0].islower() and (round(last.height) != round(line.height) or not line.starts_bold):
        return True
    step = last.end_y - line.y
    if step < 0:  # the next column
        return bool(_ENDED.search(last.text)) or not line.text[0].islower()
    if step > _WIDE_PITCH * max(pitch, last.height):
        return True
    if is_item and line.left > first.left + 0.5 * line.height and not _ENDED.search(last.text):
        return False
    word = len(line.text.split(None, 1)[0]) + 1
    return last.right + 0.5 * word * line.height < edge or (
        line.left > last.left + line.height and bool(_ENDED.search(last.text)) and not (is_item and last is first)
    )


def _is_bullet(text: str) -> bool:
    return not text[0].isalnum() and text[0] != "("


def _joined(lines: Sequence[_Line]) -> str:
    text = ""
    for line in lines:
        if text.endswith(_SOFT):
            text = text[:-1] + line.text
        elif _HYPHEN_END.search(text) and line.text[0].islower():
            text = text[:-1] + _BROKEN + line.text
        elif _JOINED_END.search(text):
            text += line.text
        else:
            text += (" " if text else "") + line.text
    return text


def _mended(paragraph: str, known: Set[str], typeset: bool) -> str:
    """A paragraph whose broken words are whole.

    A hyphen stays where the document has other hyphens for broken words (``typeset``), has the word
    with it elsewhere, or has both halves as words.
    """

    def whole(halves: regex.Match[str]) -> str:
        one, two = halves[1], halves[2]
        compound = typeset or f"{one}-{two}" in known or (one + two not in known and {one, two} <= known)
        return one + "-" * compound + two

    return " ".join(_HALVES.sub(whole, paragraph).replace(_BROKEN, "-").split())
