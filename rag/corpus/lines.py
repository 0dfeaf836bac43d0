"""Plain text to blocks: what each line is, and which lines only wrap."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

import regex

from rag.corpus.blocks import (
    MOST_NESTED,
    SECTION_LEVEL,
    TABLE_RULE,
    WRITER_LEVEL,
    Block,
    BlockKind,
)
from rag.corpus.columns import spaced_rows
from rag.corpus.entries import headed_lines, with_entries
from rag.corpus.leaders import dotted_rows
from rag.corpus.line import LABEL, TERMINATED, Line, line_groups
from rag.corpus.mails import ADDRESSED, SALUTATION, SIGNING_OFF, is_attribution, is_field
from rag.corpus.marks import goes_on, is_counted, lettered, numbered
from rag.corpus.segments import is_abbreviated
from rag.corpus.turns import turns
from rag.language.packs import DATING, PRINTING

_ENDED = regex.compile(r"[.!?…。！？।][\"'”’»)\]]*$")

_MARKUP = regex.compile(r"[\s\ufeff]*(?:#{1,6}\s+|[-*+•–]\s+|(?:>\s?)+|\d{1,3}[.)]\s+(?=\p{L}))+")
_DIGITS = regex.compile(r"\d+")
_ITEM = regex.compile(r"[-*+•–]\s*$|\w[.)]\s*$")
_HEADING_MARK = regex.compile(r"[\s\ufeff]*#{1,6}\s")
_FENCE = regex.compile(r"[\s\ufeff]*(?:```+|~~~+)[\w+#.-]*\s*")
_RULE = regex.compile(r"[\s\W_]*")

# A line with a year or a time of day states a fact, whatever it looks like.
_DATED = regex.compile(r"\b(?:1[5-9]|20)\d\d\b|\b\d{1,2}:\d\d\b")
_CREDIT = rf"(?:{PRINTING.credits})"
_CAPTION = regex.compile(
    rf"(?i)(?:\(\s*{_CREDIT}\b[^)]*\)|[-–—]\s*{_CREDIT}\s*[:/].*|\b{_CREDIT}\s*:\s*\S.*|\.\s*{_CREDIT}\s+\S{{1,30}}(?:\s+[^\s.]+){{0,4}})\W*$"
)
# What a picture shows, as a line by itself: no verb stands in it.
_SCENE = regex.compile(rf"(?i)(?:{PRINTING.scenes})\s[^.!?]{{3,100}}\.")
_CREDIT_ONLY = regex.compile(rf"(?i)[(\[]?\s*{_CREDIT}\b[^.]{{0,60}}$")
_IMAGE_NAME = regex.compile(rf"(?i)[-–—]\s*(?:{PRINTING.numbered})\s*\d+\s*$")

# A line that is nothing but one of these is page furniture, whatever stands after a colon or in brackets.
_FURNITURE = regex.compile(rf"(?ix) \s* (?: {PRINTING.furniture} ) \s* [:»›>.…|-]* \s*")
# Of these, the ones after which nothing of the article comes any more.
_CLOSING = regex.compile(rf"(?i)\s*(?:{PRINTING.closing})\s*[:»]*\s*")
# A line of a table of contents: what leads to the page number.
_LEADER = regex.compile(r"(?:[.·…_]\s?){4,}\s*[\divxlc]{1,5}\s*$")
_NAMED = r"\p{Lu}[\p{L}\p{M}.'’-]*"
_NAME_LINE = regex.compile(rf"(?i)(?:(?:{PRINTING.signatures})\s*:?\s+)?{_NAMED}(?:\s+{_NAMED}){{0,4}}")

_BY = rf"(?i:{PRINTING.by})\s*:?\s+{_NAMED}(?:,?\s+(?:(?:{PRINTING.joins})\s+)?{_NAMED}){{0,6}}"
_DATE = (
    rf"(?:\p{{L}}+,?\s+)?(?:(?:{DATING.day_word})\s+)?(?:\p{{L}}{{3,9}}\.?\s+\d{{1,2}},?"
    rf"|\d{{1,2}}(?:{DATING.ordinals})?\s+(?:(?:{DATING.month_word})\s+)?[\p{{L}}\d]{{1,9}}\.?,?|\d{{1,2}}[/.-]\d{{1,2}}[/.-])"
    rf"\s*(?:(?:{DATING.year_word})\s+)?(?:19|20)\d\d(?:\W+\d{{1,2}}[:hH]\d\d)?(?:\s*[ap]m)?"
)
_ON = rf"(?i:(?:{PRINTING.posted})(?:\s+(?:{PRINTING.posted_at}))?\s*:?\s+|(?:{PRINTING.on})\s+)?"
# Who wrote it and when, on a line of its own.
_BYLINE = regex.compile(rf"{_BY}(?:\W+{_ON}{_DATE})?|{_ON}{_DATE}")

_NARROW, _WIDE = 40, 120
"""Characters of the longest line of a paragraph, between which it may be broken to a line width."""
_FEW_WORDS = 5
_LEAST_IN_CAPITALS = 3
_NEVER = float("inf")
"""The width of which no line fills much."""
_STAMP = regex.compile(r"[\[(]?(?:\d{4}-\d\d-\d\d|\d\d:\d\d|\p{Lu}\p{Ll}{2} [ \d]\d \d\d:\d\d)\b")
"""How a line of a log begins, in a paragraph of such lines."""
_CUE = regex.compile(r"WEBVTT\b.{0,80}|(?:\d\d:)?\d\d:\d\d[.,]\d{3} --> (?:\d\d:)?\d\d:\d\d[.,]\d{3}.{0,80}")
"""When the words below it are said, in subtitles; a line with their number may stand above it."""
_COLUMNS = regex.compile(r"\S(?: {3,}|\t)\S")


def line_blocks(text: str) -> list[Block]:
    """The blocks of a plain text: paragraphs, and what its lines show to be something else.

    A blank line ends a block; lines that were broken to a width are one. Marks of Markdown are known at the start of a
    line, since people type them everywhere; what stands within a line is left alone.
    """
    return list(_as_blocks(text, with_entries(text, _furnish(text, _join_wrapped(text, _lines(text))))))


def furnished(text: str, blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Blocks that a file has marked, those paragraphs of it named that are captions, menus or headings all the same."""
    bodies = [text[block.start : block.end] if block.kind == "paragraph" else "" for block in blocks]
    speaking = turns(bodies)
    lines = [Line(block.start, block.end, True, block.kind, speaks=at in speaking) for at, block in enumerate(blocks)]
    named = zip(blocks, _furnish(text, lines))
    return tuple(
        one if one.kind == line.kind else replace(one, kind=line.kind, level=line.level) for one, line in named
    )


def _as_blocks(text: str, lines: Sequence[Line]) -> Iterator[Block]:
    indents: list[int] = []
    for line in lines:
        listed = line.kind == "paragraph" and bool(_ITEM.search(line.mark))
        if listed and " | " in text[line.start : line.end]:
            yield Block(line.start, line.end, "row")
        elif listed:
            while indents and indents[-1] > line.indent:
                indents.pop()
            if not indents or indents[-1] < line.indent:
                indents.append(line.indent)
            yield Block(line.start, line.end, "item", min(len(indents), MOST_NESTED))
            continue
        elif line.kind == "heading":
            level = line.mark.count("#") or (1 if line is lines[0] else line.level or SECTION_LEVEL)
            yield Block(line.start, line.end, "heading", level)
        else:
            quoted = line.kind == "paragraph" and ">" in line.mark
            yield Block(line.start, line.end, "quotation" if quoted else line.kind)
        indents = []


def _lines(text: str) -> list[Line]:
    """The lines that hold a letter or a digit, trimmed, with headings, tables and code where they are marked."""
    found: list[Line] = []
    blank, fenced, in_table, quoted, offset = True, False, False, False, 0
    raws = text.splitlines(keepends=True)
    fences = sum(bool(_FENCE.fullmatch(raw)) for raw in raws) // 2 * 2  # one that nothing closes opens nothing
    letters = lettered(raws)
    rows = spaced_rows(raws) | dict.fromkeys(dotted_rows(raws), "row")
    speaking = turns(raws)
    for at, raw in enumerate(raws):
        offset += len(raw)
        if fences and _FENCE.fullmatch(raw):
            fences, fenced, blank = fences - 1, not fenced, True
            continue
        mark = _MARKUP.match(raw)
        signs = mark.group() if mark else ""
        if at in letters and not fenced:
            signs = letters[at]
        elif signs and not blank and _is_within(raw, signs, found[-1] if found else None, text):
            signs = ""
        body = raw[len(signs) :].lstrip("\ufeff \t\u00a0")
        body_start = offset - len(body)
        body_end = body_start + len(body.rstrip())
        if not body or _RULE.fullmatch(body):
            in_table = not fenced and bool(found and not blank and TABLE_RULE.fullmatch(raw.strip()))
            if in_table:
                found[-1] = replace(found[-1], kind="header")
            elif found and not blank and _underlines(text, body.rstrip(), found[-1]):
                found[-1] = replace(found[-1], kind="heading")
            blank, quoted = True, False
            continue
        in_table = in_table and "|" in body
        if _CUE.fullmatch(body.rstrip()):
            if found and not blank and text[found[-1].start : found[-1].end].isdigit():
                found[-1] = replace(found[-1], kind="furniture")
            found.append(Line(body_start, body_end, True, "furniture"))
            blank = True
            continue
        headed: BlockKind = "heading" if _HEADING_MARK.match(raw) else "paragraph"
        kind: BlockKind = "code" if fenced else "row" if in_table else rows.get(at, headed)
        goes_on = quoted and not signs.strip("\ufeff \t>")  # a line more of a quotation
        quoted = ">" in signs
        indent = len(raw) - len(raw.lstrip())
        speaks = at in speaking and kind == "paragraph"
        new = blank or kind in ("header", "row") or speaks or (bool(signs.strip()) and not goes_on)
        if at - 1 in speaking and not speaking[at - 1].said and not new:
            found[-1] = replace(found[-1], end=body_end)  # below the line with the name and the time
        else:
            found.append(Line(body_start, body_end, new, kind, signs, indent, speaks=speaks))
        blank = False
    return found


def _underlines(text: str, rule: str, line: Line) -> bool:
    """Tells whether signs below a line that stands apart are as long as it is, so that it is a heading."""
    alone = line.blank_before and line.kind == "paragraph" and not line.mark.strip()
    is_rule = len(set(rule)) == 1 and rule[0] in "=-~^*#+_" and abs(len(rule) - (line.end - line.start)) <= 2
    return alone and is_rule and len(rule) > 2 and not _COLUMNS.search(text, line.start, line.end)


def _is_within(raw: str, signs: str, last: Line | None, text: str) -> bool:
    """Tells whether what looks like the sign of an item is a number or a dash of the sentence before."""
    if last is None or _ITEM.search(last.mark) or not _ITEM.search(signs):
        return False
    if signs.strip("\ufeff \t>")[0].isdigit():
        return int(_DIGITS.findall(signs)[0]) != 1
    is_long = last.end - last.start >= _NARROW
    return is_long and raw[len(signs) :][:1].islower() and not TERMINATED.search(text, last.start, last.end)


def _join_wrapped(text: str, lines: list[Line]) -> list[Line]:
    """Paragraphs that were broken to a line width become one line again.

    A line goes on in the next when the next word would not have fitted, all through the paragraph. Where that is so
    only in parts of it, it goes on when no sentence ends with it and the next begins in lower case, or nearly fills it.
    Narrow lines go on only in lower case, and where the paragraph ends as a sentence does: others are words of a list.
    """
    joined: list[Line] = []
    parts = numbered([text[line.start : line.end] if line.blank_before else "" for line in lines])
    heads = {lines[at].start for at in parts}
    for block in line_groups(lines):
        width = max(line.end - line.start for line in block)
        narrow = width < _NARROW
        may = len(block) > 1 and width <= _WIDE and block[0].kind == "paragraph"
        may = may and (not narrow or bool(_ENDED.search(text, block[-1].start, block[-1].end)))
        may = may and not any(_COLUMNS.search(text, line.start, line.end) for line in block)
        whole = may and not narrow and all(_is_full(text, *pair, width) for pair in pairwise(block))
        sign = next((pattern for pattern in (LABEL, _STAMP) if _begins(pattern, text, block[0])), None)
        for line in block:
            last = joined[-1] if joined else None
            if (
                may
                and line is not block[0]
                and last
                and last.start not in heads
                and not (sign and _begins(sign, text, line))
                and (whole or _runs_on(text, last, line, _NEVER if narrow else width))
            ):
                joined[-1] = replace(last, end=line.end)
            else:
                joined.append(line)
    return joined


def _begins(sign: regex.Pattern[str], text: str, line: Line) -> bool:
    return bool(sign.match(text, line.start, line.end))  # without an end, it looks for its ":" to the end of the text


def _is_full(text: str, line: Line, following: Line, width: int) -> bool:
    """Tells whether the first word of the next line would not have fitted on a line, which is running text as well."""
    one, two = text[line.start : line.end], text[following.start : following.end]
    if one.isupper() and not two.isupper():
        return False
    if any(_kind(body) != "paragraph" and not body[0].islower() for body in (one, two)):
        return False
    return len(one) + 1 + len(two.split(None, 1)[0]) > width


def _runs_on(text: str, line: Line, following: Line, width: float) -> bool:
    body = text[line.start : line.end]
    if (_ENDED.search(body) and not is_abbreviated(body)) or _kind(body) != "paragraph":
        return False
    if body.isupper() and not text[following.start : following.end].isupper():
        return False
    if _kind(text[following.start : following.end]) != "paragraph":
        return False
    last_line_start = max(text.rfind("\n", line.start, line.end) + 1, line.start)
    next_word = text[following.start : following.end].split(None, 1)[0]
    nearly_full = line.end - last_line_start + 1 + len(next_word) > 0.85 * width
    goes_on = text[following.start].islower()
    return goes_on or nearly_full


def _furnish(text: str, lines: list[Line]) -> list[Line]:
    """Names what is not running text: headings, captions, menus, and all that follows a closing menu."""
    kinds = [line.kind if line.kind != "paragraph" else _kind(text[line.start : line.end]) for line in lines]
    levels = dict.fromkeys(_in_capitals(text, lines), SECTION_LEVEL) | headed_lines(text, lines)
    for i in range(len(lines)):
        if i in levels:
            kinds[i] = "heading"
        elif kinds[i] == "paragraph" and _is_of_letter(text, lines, i):
            kinds[i] = "furniture"
        elif kinds[i] == "paragraph" and (_is_heading(text, lines, i) or _is_above(text, lines, i, levels)):
            kinds[i] = "heading"
    for i in range(len(lines) - 1, -1, -1):
        body = text[lines[i].start : lines[i].end]
        if kinds[i] == "paragraph" and (TERMINATED.search(body) or len(body) > 160):
            break
        if kinds[i] == "caption":
            break
        if _CLOSING.fullmatch(body):
            start = i - 1 if i and _is_byline(text, lines, i - 1) else i
            kinds[start:] = ["furniture"] * (len(lines) - start)
    named = enumerate(zip(lines, kinds, strict=True))
    return [replace(line, kind=kind, level=_level(text, line, kind, levels.get(at, 0))) for at, (line, kind) in named]


def _level(text: str, line: Line, kind: BlockKind, of_entry: int) -> int:
    if kind != "heading":
        return 0
    return WRITER_LEVEL if is_attribution(text[line.start : line.end]) else of_entry or SECTION_LEVEL


def _kind(line: str) -> BlockKind:
    """The kind of a line by itself.

    >>> _kind("Comment (0)"), _kind("At the conference (Photo: VNA)"), _kind("By Ann Lee"), _kind("He went on.")
    ('furniture', 'caption', 'caption', 'paragraph')
    >>> _kind("View of the hall in Vinh."), _kind("On 3 May, Ann Lee wrote:")
    ('caption', 'heading')
    """
    if is_attribution(line):
        return "heading"
    if (
        SALUTATION.fullmatch(line)
        or _FURNITURE.fullmatch(line)
        or _IMAGE_NAME.search(line)
        or _CREDIT_ONLY.fullmatch(line)
    ):
        return "furniture"
    if len(line) < 300 and _LEADER.search(line):
        return "furniture"
    beside = _BYLINE.fullmatch(line) or (len(line) < 400 and (_CAPTION.search(line) or _SCENE.fullmatch(line)))
    return "caption" if beside else "paragraph"


def _is_heading(text: str, lines: list[Line], i: int) -> bool:
    """A short line without a full stop, alone, before longer running text."""
    line = lines[i]
    body = text[line.start : line.end]
    if line.item or line.speaks or is_field(body) or _DATED.search(body):
        return False
    if not line.blank_before or len(body) > 140 or len(body.split()) > 20 or TERMINATED.search(body):
        return False
    if i + 1 == len(lines) or (not lines[i + 1].blank_before and i > 0):
        return False
    if is_counted(line.mark) and (
        goes_on(line.mark, lines[i + 1].mark) or (i and goes_on(lines[i - 1].mark, line.mark))
    ):
        return False
    following = text[lines[i + 1].start : lines[i + 1].end]
    return i == 0 or lines[i + 1].kind == "row" or (len(following) > len(body) and bool(TERMINATED.search(following)))


def _in_capitals(text: str, lines: Sequence[Line]) -> list[int]:
    """The places of headings that are written in capitals, of which one at least stands apart from what is below it;
    else they may be the names in a list of people."""
    bodies = [text[line.start : line.end] for line in lines]
    found = [
        at
        for at, (line, following) in enumerate(pairwise(lines))
        if line.kind == "paragraph"
        and line.blank_before
        and not (line.item or line.speaks or _DATED.search(bodies[at]) or TERMINATED.search(bodies[at]))
        and bodies[at].isupper()
        and len(bodies[at].split()) <= _FEW_WORDS
        and not bodies[at + 1].isupper()
    ]
    apart = [at for at in found[1:] if lines[at + 1].blank_before]
    return found if len(found) >= _LEAST_IN_CAPITALS and apart else []


def _is_above(text: str, lines: Sequence[Line], i: int, levels: Mapping[int, int]) -> bool:
    """A few words alone above entries of several years or days: "Experience", "2014 – 2019"."""
    is_alone = lines[i].blank_before and not lines[i].item and not lines[i].speaks and not _ends(text, lines[i])
    below = levels.get(i + 1, 0) > SECTION_LEVEL and lines[i + 1].blank_before
    return is_alone and below and len(text[lines[i].start : lines[i].end].split()) <= _FEW_WORDS


def _is_of_letter(text: str, lines: Sequence[Line], i: int) -> bool:
    """The beginning of a letter or its end, or the name below it; a name also above who wrote the letter before."""
    above, below = lines[max(i - 1, 0)], lines[i + 1] if i + 1 < len(lines) else None
    following = text[below.start : below.end] if below and below.blank_before else ""
    is_alone = bool(following) and lines[i].blank_before
    return bool(
        (is_alone and ADDRESSED.fullmatch(text, lines[i].start, lines[i].end))
        or (is_alone and is_attribution(following) and _is_byline(text, lines, i) and not _ends(text, lines[i]))
        or SIGNING_OFF.fullmatch(text, lines[i].start, lines[i].end)
        or (i and SIGNING_OFF.fullmatch(text, above.start, above.end) and _is_byline(text, lines, i))
    )


def _ends(text: str, line: Line) -> bool:
    return bool(TERMINATED.search(text, line.start, line.end))


def _is_byline(text: str, lines: Sequence[Line], i: int) -> bool:
    return bool(_NAME_LINE.fullmatch(text[lines[i].start : lines[i].end]))
