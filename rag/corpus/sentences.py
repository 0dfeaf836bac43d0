"""Sentences of a text, as spans into the untouched text, each with what it is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import regex
import sentencex

from rag.corpus.article import Kind, Sentence

# The segmenter's own lists lack these titles; it would end a sentence after them.
_ABBREVIATION = regex.compile(
    r"(?<![\w.])(?:(?:PGS|GS|TSKH|TS|ThS|BS)\.\s?)*(?:PGS|GS|TSKH|TS|ThS|BS|LS|KS|NSND|NSƯT|TP|Tp|Q|P"
    r"|Prof|Dr|Mr|Mrs|Ms|Hon|Rep|Sen|Gov|Gen|Col|Lt|Sgt|Maj|Capt|Cmdr|Pvt|Rev|Pres|Supt|Nos|pp|No|Art|Sec|Fig|approx"
    r"|vs|cf|al|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.$"
)
_ENDED = regex.compile(r"[.!?…。！？।][\"'”’»)\]]*$")
_SINGLE_INITIAL = regex.compile(r"(?<![\w.])\p{Lu}\.$")
_TERMINATED = regex.compile(r"[.!?…。！？।:;][\"'”’»)\]]*(?:\[\d+\])*\s*$")
# The segmenter keeps a quotation of five sentences whole; without the marks it sees the sentences.
_QUOTE_MARKS = str.maketrans(dict.fromkeys('"“”«»„', " "))
_OPENING = "\"“«„([‘'"

_MARKUP = regex.compile(r"[\s\ufeff]*(?:#{1,6}\s+|[-*+•–]\s+|(?:>\s?)+|\d{1,3}[.)]\s+(?=\p{L}))+")
_BULLET = regex.compile(r"[\s\ufeff]*[-*+•–]\s")
_HEADING_MARK = regex.compile(r"[\s\ufeff]*#{1,6}\s")
_FENCE = regex.compile(r"[\s\ufeff]*(?:```+|~~~+)[\w+#.-]*\s*")
_RULE = regex.compile(r"[\s\W_]*")

# A line with a year or a time of day states a fact, whatever it looks like.
_DATED = regex.compile(r"\b(?:1[5-9]|20)\d\d\b|\b\d{1,2}:\d\d\b")
_CREDIT = r"(?:photos?|pictures?|images?|illustration|ảnh|anh minh hoạ|ảnh minh họa)"
_CAPTION = regex.compile(
    rf"(?i)(?:\(\s*{_CREDIT}\b[^)]*\)|[-–—]\s*{_CREDIT}\s*[:/].*|\b{_CREDIT}\s*:\s*\S.*|\.\s*{_CREDIT}\s+\S{{1,30}}(?:\s+[^\s.]+){{0,4}})\W*$"
)
_CREDIT_ONLY = regex.compile(rf"(?i)[(\[]?\s*{_CREDIT}\b[^.]{{0,60}}$")
_IMAGE_NAME = regex.compile(r"(?i)[-–—]\s*(?:ảnh|photo|image)\s*\d+\s*$")

# A line that is nothing but one of these is page furniture, whatever stands after a colon or in brackets.
_FURNITURE = regex.compile(
    r"""(?ix) \s* (?:
      related\s+(?:news|articles?|stories|posts|topics|content|links?)
    | (?:latest|top|more|other|breaking)\s+(?:news|stories|articles) | latest | featured\b[^.!?]{0,40}
    | most\s+(?:read|viewed|popular) | trending(?:\s+now)? | editor'?s\s+picks? | recommended(?:\s+for\s+you)?
    | you\s+may\s+(?:also\s+)?(?:like|be\s+interested.*) | read\s+(?:more|also|next) | see\s+(?:also|more)
    | sources? | tags? | topics? | keywords? | comments?(?:\s*\(\s*\d+\s*\))? | \d+\s+comments?
    | leave\s+a\s+(?:comment|reply) | post\s+a\s+comment | be\s+the\s+first\s+to\s+comment
    | share(?:\s+(?:this|on)\b.*)? | print(?:\s+this.*)? | e-?mail(?:\s+this.*)? | save | follow\s+us\b.*
    | subscribe\b.* | sign\s+(?:in|up)\b.* | log\s*in | (?:our\s+)?newsletters? | hotline\b.*
    | advertisements? | sponsored(?:\s+content)? | (?:powered|designed|developed)\s*by.*
    | (?:©|\(c\)|copyright\b).* | all\s+rights\s+reserved.* | (?:privacy|cookie)\s+(?:policy|settings)
    | terms\s+of\s+(?:use|service) | back\s+to\s+top | skip\s+to\s+(?:main\s+)?content | load\s+more
    | home | menu | search | next | previous | (?:next|previous)\s+(?:article|post|page)
    | tin\s+(?:liên\s+quan|mới(?:\s+nhất)?|khác|nổi\s+bật|cùng\s+chuyên\s+mục)
    | bài\s+(?:liên\s+quan|viết\s+liên\s+quan|đọc\s+nhiều) | xem\s+thêm.* | đọc\s+thêm.*
    | bình\s+luận(?:\s*\(\s*\d+\s*\))? | ý\s+kiến\s+bạn\s+đọc | nguồn | từ\s+kh(?:óa|oá) | chia\s+sẻ
    | quảng\s+cáo | đăng\s+nhập | về\s+đầu\s+trang
    ) \s* [:»›>.…|-]* \s*"""
)
# Of these, the ones after which nothing of the article comes any more.
_CLOSING = regex.compile(
    r"(?ix)\s*(?:related\s.*|more\s+(?:news|stories).*|latest(?:\s+news)?|most\s+(?:read|viewed|popular)|sources?|comments?.*|(?:powered|designed)\s*by.*"
    r"|tin\s.*|bài\s+(?:liên|viết|đọc).*|bình\s+luận.*|nguồn)\s*[:»]*\s*"
)
# A line of a table of contents: what leads to the page number.
_LEADER = regex.compile(r"(?:[.·…_]\s?){4,}\s*[\divxlc]{1,5}\s*$")
_NAME_LINE = regex.compile(
    r"(?:(?:by|bài|theo|tác giả)\s*:?\s+)?\p{Lu}[\p{L}\p{M}.'’-]*(?:\s+\p{Lu}[\p{L}\p{M}.'’-]*){0,4}",
    flags=regex.IGNORECASE,
)

_BY = (
    r"(?i:(?:(?:written|reported|story|words|posted|published|edited|compiled) )?by|bài|bài viết|tác giả|von|par|por)"
    r"\s*:?\s+\p{Lu}[\p{L}\p{M}.'’-]*(?:,?\s+(?:(?:and|và|und|et|y|de|van|von)\s+)?\p{Lu}[\p{L}\p{M}.'’-]*){0,6}"
)
_DATE = (
    r"(?:\p{L}+,?\s+)?(?:ngày\s+)?(?:\p{L}{3,9}\.?\s+\d{1,2},?|\d{1,2}(?:st|nd|rd|th)?\s+(?:tháng\s+)?[\p{L}\d]{1,9}\.?,?|\d{1,2}[/.-]\d{1,2}[/.-])"
    r"\s*(?:năm\s+)?(?:19|20)\d\d(?:\W+\d{1,2}[:hH]\d\d)?(?:\s*[ap]m)?"
)
_ON = (
    r"(?i:(?:(?:first |last )?(?:posted|published|updated|modified)|đăng|cập nhật|xuất bản)"
    r"(?:\s+(?:on|at|lúc|ngày))?\s*:?\s+|on\s+)?"
)
# Who wrote it and when, on a line of its own.
_BYLINE = regex.compile(rf"{_BY}(?:\W+{_ON}{_DATE})?|{_ON}{_DATE}")

MAX_SENTENCE = 700
"""Characters after which a run without a full stop is cut at the nearest clause or space."""


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    blank_before: bool
    kind: Kind
    item: bool = False
    """Whether it has the mark of an item in a list."""


def split_sentences(text: str, language: str = "en") -> list[Sentence]:
    """The sentences of a text in reading order, headings, captions and furniture among them.

    Spans are trimmed of white space and of Markdown's marks at the start of a line; they never
    overlap, and what lies between them is white space or such marks.

    Args:
        text: the article's text.
        language: ISO 639-1 code, for abbreviations.
    """
    lines = _furnish(text, _join_wrapped(text, _lines(text)))
    found: list[Sentence] = []
    for line in lines:
        if line.kind == "text":
            found.extend(_sentences_of(text, line, language))
        else:
            found.append(Sentence(line.start, line.end, line.kind))
    return found


def _lines(text: str) -> list[_Line]:
    """The lines that hold a letter or a digit, trimmed, with headings and code where Markdown marks them."""
    found, blank, fenced, offset = [], True, False, 0
    raws = text.splitlines(keepends=True)
    fences = sum(bool(_FENCE.fullmatch(raw)) for raw in raws) // 2 * 2  # one that nothing closes opens nothing
    for raw in raws:
        start, offset = offset, offset + len(raw)
        if fences and _FENCE.fullmatch(raw):
            fences, fenced, blank = fences - 1, not fenced, True
            continue
        mark = _MARKUP.match(raw)
        body_start = start + (mark.end() if mark else 0)
        body = text[body_start:offset].lstrip("\ufeff \t\u00a0")
        body_start = offset - len(body)
        body_end = body_start + len(body.rstrip())
        if not body or _RULE.fullmatch(body):
            blank = True
            continue
        kind: Kind = "furniture" if fenced else "heading" if _HEADING_MARK.match(raw) else "text"
        item = mark is not None and _BULLET.match(raw) is not None
        found.append(_Line(body_start, body_end, blank or mark is not None, kind, item))
        blank = False
    return found


def _join_wrapped(text: str, lines: list[_Line]) -> list[_Line]:
    """Paragraphs that were broken to a line width become one line again.

    A line goes on in the next when no sentence ends with it and either the next begins in lower
    case or, in a block of lines of at most 120 characters, the next word would not have fitted.
    """
    joined: list[_Line] = []
    for block in _blocks(lines):
        width = max(line.end - line.start for line in block)
        wrapped = len(block) > 1 and 40 <= width <= 120
        for line in block:
            last = joined[-1] if joined else None
            if wrapped and line is not block[0] and last and _runs_on(text, last, line, width):
                joined[-1] = replace(last, end=line.end)
            else:
                joined.append(line)
    return joined


def _blocks(lines: list[_Line]) -> Iterator[list[_Line]]:
    block: list[_Line] = []
    for line in lines:
        if block and (line.blank_before or line.kind != block[-1].kind):
            yield block
            block = []
        block.append(line)
    if block:
        yield block


def _runs_on(text: str, line: _Line, following: _Line, width: int) -> bool:
    body = text[line.start : line.end]
    if _ENDED.search(body) or _kind(body) != "text" or _kind(text[following.start : following.end]) != "text":
        return False
    last_line_start = max(text.rfind("\n", line.start, line.end) + 1, line.start)
    next_word = text[following.start : following.end].split(None, 1)[0]
    nearly_full = line.end - last_line_start + 1 + len(next_word) > 0.85 * width
    goes_on = text[following.start].islower()
    return goes_on or nearly_full


def _furnish(text: str, lines: list[_Line]) -> list[_Line]:
    """Names what is not running text: headings, captions, menus, and all that follows a closing menu."""
    kinds = [line.kind if line.kind != "text" else _kind(text[line.start : line.end]) for line in lines]
    for i in range(len(lines)):
        if kinds[i] == "text" and _is_heading(text, lines, i):
            kinds[i] = "heading"
    for i in range(len(lines) - 1, -1, -1):
        body = text[lines[i].start : lines[i].end]
        if kinds[i] == "text" and (_TERMINATED.search(body) or len(body) > 160):
            break
        if kinds[i] == "caption":
            break
        if _CLOSING.fullmatch(body):
            start = i - 1 if i and _is_byline(text, lines, i - 1) else i
            kinds[start:] = ["furniture"] * (len(lines) - start)
    return [replace(line, kind=kind) for line, kind in zip(lines, kinds, strict=True)]


def _kind(line: str) -> Kind:
    """What a line is by itself.

    >>> _kind("Comment (0)"), _kind("At the conference (Photo: VNA)"), _kind("By Ann Lee"), _kind("He went on.")
    ('furniture', 'caption', 'caption', 'text')
    """
    if _FURNITURE.fullmatch(line) or _IMAGE_NAME.search(line) or _CREDIT_ONLY.fullmatch(line):
        return "furniture"
    if len(line) < 300 and _LEADER.search(line):
        return "furniture"
    beside = _BYLINE.fullmatch(line) or (len(line) < 400 and _CAPTION.search(line))
    return "caption" if beside else "text"


def _is_heading(text: str, lines: list[_Line], i: int) -> bool:
    """A short line without a full stop, alone, before longer running text."""
    line = lines[i]
    body = text[line.start : line.end]
    if line.item or _DATED.search(body):
        return False
    if not line.blank_before or len(body) > 140 or len(body.split()) > 20 or _TERMINATED.search(body):
        return False
    if i + 1 == len(lines) or (not lines[i + 1].blank_before and i > 0):
        return False
    following = text[lines[i + 1].start : lines[i + 1].end]
    return i == 0 or (len(following) > len(body) and bool(_TERMINATED.search(following)))


def _is_byline(text: str, lines: list[_Line], i: int) -> bool:
    return bool(_NAME_LINE.fullmatch(text[lines[i].start : lines[i].end]))


def _sentences_of(text: str, line: _Line, language: str) -> Iterator[Sentence]:
    for start, end in _long_cut(text, _merged(text, _segments(text, line, language))):
        yield Sentence(start, end, "text")


def _segments(text: str, line: _Line, language: str) -> Iterator[tuple[int, int]]:
    """The segmenter's sentences, trimmed; an opening mark belongs to the sentence that it opens."""
    body = text[line.start : line.end]
    start = 0
    for boundary in sentencex.get_sentence_boundaries(language, body.translate(_QUOTE_MARKS)):
        end = boundary["end_index"]
        while end > start and end < len(body) and body[end - 1] in _OPENING and (end < 2 or body[end - 2].isspace()):
            end -= 1
        piece = body[start:end]
        trimmed = piece.strip()
        if trimmed:
            first = line.start + start + len(piece) - len(piece.lstrip())
            yield first, first + len(trimmed)
        start = end


def _merged(text: str, spans: Iterator[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Puts together what was parted after an abbreviation, and what is no more than a stray mark."""
    last: tuple[int, int] | None = None
    for span in spans:
        if last is not None and (_is_parted(text, last) or _RULE.fullmatch(text[slice(*span)])):
            last = (last[0], span[1])
            continue
        if last is not None:
            yield last
        last = span
    if last is not None:
        yield last


def _is_parted(text: str, span: tuple[int, int]) -> bool:
    tail = text[max(span[0], span[1] - 12) : span[1]]
    return bool(_ABBREVIATION.search(tail) or _SINGLE_INITIAL.search(tail))


def _long_cut(text: str, spans: Iterator[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Cuts a run of more than ``MAX_SENTENCE`` characters after a clause, else at a space, else there."""
    for start, end in spans:
        while end - start > MAX_SENTENCE:
            window = text[start : start + MAX_SENTENCE]
            cut = max(window.rfind("; "), window.rfind(", "), window.rfind(". "))
            cut = cut + 1 if cut > MAX_SENTENCE // 3 else window.rfind(" ")
            cut = cut if cut > MAX_SENTENCE // 3 else MAX_SENTENCE
            yield start, start + len(text[start : start + cut].rstrip())
            start += cut + len(text[start + cut : end]) - len(text[start + cut : end].lstrip())
        if end > start:
            yield start, end
