"""Title and date of an article, from its text."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

import regex

from rag.corpus.article import Sentence

MAX_TITLE = 90
_FRONT_LINES = 12
_DATE_LINE = 200
"""Characters from which a line is no date line; also what keeps patterns from going over megabytes of spaces."""
_LABEL = regex.compile(
    r"(?i)^\W*(?:date|published|posted|updated|last\s+updated|created|ngày\s+đăng|đăng\s+ngày|cập\s+nhật|xuất\s+bản)"
    r"(?:\s+(?:on|at|lúc))?\s*:?\s*"
)
_CLOCK = regex.compile(
    r"(?i)\s*[|,–-]?\s*\d{1,2}[:h]\d\d(?::\d\d)?\s*(?:[ap]\.?m\.?)?\s*(?:\(?(?:GMT|UTC|ICT)[^)]*\)?)?\s*$"
)
_YEAR = regex.compile(r"(?<!\d)(?:1[89]|20)\d\d(?!\d)")
_CREDIT = regex.compile(r"(?i)\s*(?:[-–—]\s*|\(\s*)(?:photo|ảnh)\b.*$")
_SPACE = regex.compile(r"\s+")
_SPACE_BEFORE_MARK = regex.compile(r"\s+(?=[,.;:!?’])")


def find_title(text: str, sentences: Sequence[Sentence]) -> str:
    """The first heading when the article begins with one, else its first sentence, shortened."""
    first = next((s for s in sentences if s.kind != "furniture"), None)
    return shorten(first.shown(text)) if first else ""


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
        plain = _CLOCK.sub("", _LABEL.sub("", line.strip("\ufeff \t*_#")).split("|")[0]).strip(" -–—,")
        if 6 <= len(plain) <= 60 and _YEAR.search(plain):
            found = _parse_date(plain, language)
            if found:
                return found
    return None


def read_date(told: str) -> datetime.date | None:
    """The date that a file states of an article, in whatever way it is written; None where that is no date."""
    told = told.strip()[:60]
    try:
        return datetime.date.fromisoformat(told[:10])
    except ValueError:
        return _parse_date(_CLOCK.sub("", told), "en") if _YEAR.search(told) else None


def _parse_date(line: str, language: str) -> datetime.date | None:
    import dateparser  # 0.3 s to import, and only while indexing

    order = "MDY" if language == "en" else "DMY"
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
