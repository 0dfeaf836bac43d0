"""What the page says, in English and Vietnamese, and what a text may not do to a terminal.

English phrases are the keys of ``vietnamese.json``; text of articles is never translated.
"""

from __future__ import annotations

import datetime
import json
import re
from functools import cache
from html import escape
from pathlib import Path

LANGUAGES = ("en", "vi")
# What a terminal obeys instead of showing it: whole sequences (titles, colours, the clipboard), the controls
# themselves, and what turns the direction of a line round.
_SEQUENCES = re.compile(
    r"(?:\x1b[\]P_^X]|[\x9d\x90\x9f\x9e\x98])(?:[^\x07\x1b\x9c]*(?:\x07|\x1b\\|\x9c))?"
    r"|(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]|\x1b[ -/]*[0-~]"
)
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_NAMES = {
    "en": ("English", "tiếng Anh"),
    "vi": ("Vietnamese", "tiếng Việt"),
    "fr": ("French", "tiếng Pháp"),
    "de": ("German", "tiếng Đức"),
    "es": ("Spanish", "tiếng Tây Ban Nha"),
    "zh": ("Chinese", "tiếng Trung"),
    "ja": ("Japanese", "tiếng Nhật"),
}
_MONTHS = "January February March April May June July August September October November December".split()


def visible(text: str) -> str:
    """A text without what a terminal would obey: controls but for tabs and ends of lines, and marks of direction.

    >>> visible("a\\x1b]52;c;ZXZpbA==\\x07b\\x1b[31mc\\rd\\u202ee")
    'abcde'
    """
    return _CONTROLS.sub("", _SEQUENCES.sub("", text))


def escaped(text: str) -> str:
    """A JSON text in which the controls that JSON lets through are escaped too.

    >>> escaped('"a\\x9b1m"')
    '"a\\\\u009b1m"'
    """
    return _CONTROLS.sub(lambda hit: hit[0] if hit[0] in "\r\n" else f"\\u{ord(hit[0]):04x}", text)


@cache
def vietnamese() -> dict[str, str]:
    """The Vietnamese of every phrase."""
    phrases: dict[str, str] = json.loads((Path(__file__).parent / "vietnamese.json").read_text(encoding="utf-8"))
    return phrases


class Speech:
    """The page's words in one language, ready for HTML."""

    def __init__(self, language: str = "en") -> None:
        self.language = language

    @classmethod
    def wanted_by(cls, accept_language: str | None) -> Speech:
        """The language that a browser asks for first, if the page speaks it.

        >>> Speech.wanted_by("vi-VN,vi;q=0.9,en;q=0.8").language, Speech.wanted_by("de").language
        ('vi', 'en')
        """
        return cls("vi" if (accept_language or "").strip().lower().startswith("vi") else "en")

    def plain(self, phrase: str, **values: object) -> str:
        """A phrase with its values filled in."""
        spoken = vietnamese().get(phrase, phrase) if self.language == "vi" else phrase
        return spoken.format(**values) if values else spoken

    def __call__(self, phrase: str, **values: object) -> str:
        """The same, escaped for HTML."""
        return escape(self.plain(phrase, **values))

    def date(self, date: datetime.date) -> str:
        """A date as people read it.

        >>> Speech("en").date(datetime.date(2017, 1, 5)), Speech("vi").date(datetime.date(2017, 1, 5))
        ('5 January 2017', '5/1/2017')
        """
        if self.language == "vi":
            return f"{date.day}/{date.month}/{date.year}"
        return f"{date.day} {_MONTHS[date.month - 1]} {date.year}"

    def language_name(self, code: str) -> str:
        """What a language is called.

        >>> Speech("vi").language_name("en"), Speech("en").language_name("xx")
        ('tiếng Anh', 'xx')
        """
        return _NAMES.get(code, (code, code))[LANGUAGES.index(self.language)]
