"""Title and date of an article, from its text."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import PurePosixPath
from typing import Literal

import regex

from rag.corpus.article import Sentence
from rag.corpus.mails import is_field, without_subject
from rag.corpus.markdown import front_matter
from rag.corpus.turns import speakers, turns
from rag.language.packs import PRINTING, language_by
from rag.language.patterns import BETWEEN_ENDS

DateOrigin = Literal["text", "name", "file", "changed"]
"""What tells the date of an article: its text, the name of its file, a field of that ("Date:" of a mail), or the day on
which the document was last changed, which programs note in it."""
_CHANGING = (".docx", ".odt", ".pptx", ".xlsx")
"""Files in which no field tells a date but that of the last change."""
MAX_TITLE = 90
_FRONT_LINES = 12
_DATE_LINE = 200
"""Characters from which a line is no date line; also what keeps patterns from going over megabytes of spaces."""
_SIGN = regex.compile(r"\W*")
_BESIDE = regex.compile(rf"(?i)\s+(?:{PRINTING.beside})\s.*$")
_TIME = r"\d{1,2}[:h]\d\d(?::\d\d)?\s*(?:[ap]\.?m\.?)?"
_UNTIL = BETWEEN_ENDS.pattern.removeprefix("(?i)")
_CLOCK = regex.compile(rf"(?i)\s*[|,–-]?\s*{_TIME}(?:{_UNTIL}{_TIME})?\s*(?:\(?(?:GMT|UTC|ICT)[^)]*\)?)?\s*$")
_YEAR = regex.compile(r"(?<!\d)(?:1[89]|20)\d\d(?!\d)")
_FIELD = regex.compile(r"([A-Za-z_]{2,20})\s*:[ \t]*(.{0,400})")
_DOCINFO = regex.compile(r":([A-Za-z]{2,20}):[ \t]+(\S.{0,400})")
"""A field at the top of reStructuredText or AsciiDoc."""
_FIELD_ITEM = regex.compile(r"\s*-\s+(.{1,200})")
_FIELDS = {
    **dict.fromkeys(("author", "authors", "by", "byline", "creator"), "author"),
    **dict.fromkeys(("date", "published", "created", "pubdate", "revdate"), "date"),
    "title": "title",
}
_NAMED = r"\p{Lu}[\p{L}\p{M}.'’-]*"
_AUTHOR = regex.compile(rf"(?i:{PRINTING.authors})\**\s+({_NAMED}(?:,?\s+(?:(?:{PRINTING.joins})\s+)?{_NAMED}){{0,8}})")
_DAY_IN_NAME = regex.compile(r"(?<!\d)((?:19|20)\d\d)[-_.]?(\d\d)[-_.]?(\d\d)(?!\d)")
_CREDIT = regex.compile(rf"(?i)\s*(?:[-–—]\s*|\(\s*)(?:{PRINTING.photo})\b.*$")
_SPACE = regex.compile(r"\s+")
_SPACE_BEFORE_MARK = regex.compile(r"\s+(?=[,.;:!?’])")


def find_title(path: str, text: str, sentences: Sequence[Sentence]) -> str:
    """The first heading when the article begins with one, else its first sentence, shortened; the name of a file that
    begins with a table, those who speak in a chat, the subject of a mail."""
    first = next((s for s in sentences if s.kind != "furniture"), None)
    if first is None:
        return ""
    header = (first.start, first.end)
    if first.kind == "row" or any(s.kind == "row" and s.context == header for s in sentences):
        return PurePosixPath(path.partition("#")[0]).stem
    front = [line.strip() for line in text[first.start :].splitlines()[:_FRONT_LINES]]
    said = turns(text.splitlines())
    if any(turn.stamped for turn in turns(front).values()) and said:
        return shorten(", ".join(speakers(said)))
    shown = first.shown(text)
    subject = next((line for line in front if without_subject(line) != line), shown) if is_field(shown) else shown
    return shorten(without_subject(subject))


def shorten(line: str, width: int = MAX_TITLE) -> str:
    """A line as a title: without its photo credit and, where it is long, without its end.

    >>> shorten("At the conference (Photo: VNA)")
    'At the conference'
    """
    plain = _SPACE_BEFORE_MARK.sub("", _CREDIT.sub("", _SPACE.sub(" ", line[:1000]))).strip()
    if len(plain) <= width:
        return plain
    cut = plain[:width]
    return cut[: cut.rfind(" ")].rstrip(" ,;:–-") + "…" if " " in cut else cut + "…"


def find_date(text: str, language: str) -> datetime.date | None:
    """The publication date, where one of the first lines states it and nothing else.

    A date in running text is a date of what is told, not of the telling, and is left alone.
    """
    for line in text.splitlines()[:_FRONT_LINES]:
        if len(line) > _DATE_LINE:
            continue
        plain = _CLOCK.sub("", _unlabelled(line.strip("\ufeff \t*_#"), language).split("|")[0]).strip(" -–—,")
        if 6 <= len(plain) <= 60 and _YEAR.search(plain):
            found = _parse_date(plain, language)
            if found:
                return found
    return None


def _unlabelled(line: str, language: str) -> str:
    """A line without what says of the date in it that it is the document's, and without who wrote that.

    >>> _unlabelled("Publié le 3 mars 2021 par Ann Lee", "fr")
    '3 mars 2021'
    """
    start = _SIGN.match(line)
    first = start.end() if start else 0
    labels = (_dated(code).match(line, first) for code in (language, "en"))
    label = next(filter(None, labels), None)
    return _BESIDE.sub("", line[label.end() :].lstrip(" \t:*_")) if label else line


@lru_cache(maxsize=32)
def _dated(language: str) -> regex.Pattern[str]:
    return regex.compile(rf"(?i){language_by(language).printing.dated}")


@dataclass(frozen=True, slots=True)
class Front:
    """The facts that the first lines of a text tell of it."""

    title: str = ""
    date: datetime.date | None = None
    author: str = ""


def find_front(text: str) -> Front:
    """The facts that a text tells of itself between the lines of dashes that it begins with, or on a first line: as a
    field (":Author: Ann Lee"), or in words.

    >>> find_front("---\\ntitle: Rain\\nauthor: Ann Lee\\ndate: 2024-03-05\\n---\\nIt rained.").author
    'Ann Lee'
    >>> find_front("Rain\\nBy Ann Lee\\n\\nIt rained.").author
    'Ann Lee'
    """
    top = (_DOCINFO.fullmatch(line.rstrip()) for line in text.splitlines()[:_FRONT_LINES])
    told = _stated("\n".join(f"{field[1]}: {field[2]}" for field in top if field)) | _stated(front_matter(text))
    author = told.get("author", "") or next(
        (hit[1].strip() for line in text.splitlines()[:_FRONT_LINES] if (hit := _by(line))), ""
    )
    return Front(told.get("title", ""), read_date(told.get("date", "")), author[:_DATE_LINE])


def _by(line: str) -> regex.Match[str] | None:
    return _AUTHOR.fullmatch(line.strip("\ufeff \t*_#")) if len(line) <= _DATE_LINE else None


def _stated(front: str) -> dict[str, str]:
    """The fields of front matter that tell of the whole, each on one line or as a list below its name."""
    found: dict[str, str] = {}
    name = ""
    for line in front.splitlines():
        if field := _FIELD.fullmatch(line):
            name = _FIELDS.get(field[1].lower(), "")
            value = ", ".join(part.strip(" \t'\"") for part in field[2].strip("[] \t").split(","))
        elif item := _FIELD_ITEM.fullmatch(line):
            value = ", ".join(filter(None, (found.get(name, ""), item[1].strip(" \t'\""))))
        else:
            name = value = ""
        if name and value:
            found[name] = value
    return found


def date_in_name(path: str) -> datetime.date | None:
    """The day that a file's name says.

    >>> date_in_name("minutes/2024-03-05 board.md"), date_in_name("20240305_2.txt"), date_in_name("v2024.md")
    (datetime.date(2024, 3, 5), datetime.date(2024, 3, 5), None)
    """
    found = _DAY_IN_NAME.search(path.rpartition("/")[2])
    try:
        return datetime.date(int(found[1]), int(found[2]), int(found[3])) if found else None
    except ValueError:
        return None


def origin_of_date(path: str, text: str, language: str, date: datetime.date) -> DateOrigin:
    """The place that the date of an article was taken from.

    >>> origin_of_date("2024-03-05.txt", "It rained.", "en", datetime.date(2024, 3, 5))
    'name'
    """
    if date in (find_front(text).date, find_date(text, language)):
        return "text"
    if date == date_in_name(path):
        return "name"
    return "changed" if path.partition("#")[0].lower().endswith(_CHANGING) else "file"


def read_date(told: str) -> datetime.date | None:
    """The date that a file states of an article, in whatever way it is written; None where that is no date."""
    told = told.strip()[:60]
    try:
        return datetime.date.fromisoformat(told[:10])
    except ValueError:
        return _parse_date(_CLOCK.sub("", told), "en") if _YEAR.search(told) else None


def _parse_date(line: str, language: str) -> datetime.date | None:
    import dateparser  # 0.3 s to import, and only while indexing

    order = "MDY" if language_by(language).month_first else "DMY"
    for tongue in dict.fromkeys((language, "en")):
        try:
            found = dateparser.parse(
                line,
                languages=[tongue],
                settings={
                    "REQUIRE_PARTS": ["year", "month", "day"],
                    "DATE_ORDER": order,
                    "PARSERS": ["custom-formats", "absolute-time"],
                },
            )
        except ValueError:  # a language that dateparser does not know
            continue
        if found:
            return datetime.date(found.year, found.month, found.day)
    return None
