"""What the page says in each of its languages, and what a text may not do to a terminal.

A language is a catalogue in ``words``, whose keys are the English phrases; text of articles is never translated.
"""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Mapping
from contextvars import ContextVar
from functools import cache
from html import escape
from pathlib import Path

from rag import FootnoteError

# What a terminal obeys instead of showing it: whole sequences (titles, colours, the clipboard), the controls
# themselves, and what turns the direction of a line round.
_SEQUENCES = re.compile(
    r"(?:\x1b[\]P_^X]|[\x9d\x90\x9f\x9e\x98])(?:[^\x07\x1b\x9c]*(?:\x07|\x1b\\|\x9c))?"
    r"|(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]|\x1b[ -/]*[0-~]"
)
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_WORDS = Path(__file__).parent / "words"
LANGUAGES = ("en", *sorted(file.stem for file in _WORDS.glob("*.json")))
"""What the page speaks: English, and whatever has a catalogue."""
_NAMES = {
    "en": "English", "vi": "Vietnamese", "fr": "French", "de": "German", "es": "Spanish", "zh": "Chinese",
    "ja": "Japanese", "it": "Italian", "pt": "Portuguese",
}  # fmt: skip
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


_reader: ContextVar[Speech] = ContextVar("reader")


@cache
def catalogue(language: str) -> dict[str, str]:
    """Every phrase in a language of the page, by its English; nothing for English."""
    if language not in LANGUAGES[1:]:
        return {}
    phrases: dict[str, str] = json.loads((_WORDS / f"{language}.json").read_text(encoding="utf-8"))
    return phrases


@cache
def _numbered(language: str) -> list[tuple[re.Pattern[str], str]]:
    """What the core tells, its values numbered in the catalogue ("There is no article {1}."), and its translation.

    The longest comes first: "There is no folder {1}." would take in "There is no folder {1} with a reader."
    """
    found = []
    for english, spoken in sorted(catalogue(language).items(), key=lambda phrase: -len(phrase[0])):
        if "{1}" in english:
            parts = re.split(r"({\d})", english)
            pattern = "".join(f"(?P<v{part[1]}>.+?)" if part[:1] == "{" else re.escape(part) for part in parts)
            found.append((re.compile(pattern, re.DOTALL), re.sub(r"{(\d)}", r"{v\1}", spoken)))
    return found


class Speech:
    """The page's words in one language, ready for HTML."""

    def __init__(self, language: str = "en") -> None:
        self.language = language

    @classmethod
    def wanted_by(cls, accept_language: str | None) -> Speech:
        """The language that a browser asks for first, among those that the page speaks; else English.

        >>> Speech.wanted_by("vi-VN,vi;q=0.9,en;q=0.8").language, Speech.wanted_by("de").language
        ('vi', 'en')
        >>> Speech.wanted_by("de,fr;q=0.8,en;q=0.5").language
        'fr'
        """
        asked = [part.split(";")[0].strip().lower()[:2] for part in (accept_language or "").split(",")]
        return cls(next((code for code in asked if code in LANGUAGES), "en"))

    def plain(self, phrase: str, **values: object) -> str:
        """A phrase with its values filled in."""
        spoken = catalogue(self.language).get(phrase, phrase)
        return spoken.format(**values) if values else spoken

    def told(self, sentence: str) -> str:
        """A sentence or a reason of the core, which speaks English; unknown ones stay, and so do values of the user's.

        >>> Speech("fr").told("There is no article 'a.txt'."), Speech("fr").told("Shorten it.")
        ("Il n’y a pas d’article 'a.txt'.", 'Raccourcissez-la.')
        >>> Speech("fr").told("There is no folder 'a' with a reader.")
        "Il n’y a pas de dossier 'a' avec un lecteur."
        >>> Speech("fr").told("It is empty."), Speech("fr").told("The answer is not complete: the model wrote nothing.")
        ('Il est vide.', 'La réponse n’est pas complète : le modèle n’a rien écrit.')
        """
        known = catalogue(self.language).get(sentence)
        if known is not None:
            return known
        if sentence[:1].isupper() and sentence.endswith("."):  # a reason may be told as a sentence
            reason = sentence[:1].lower() + sentence[1:-1]
            told = self.told(reason)
            if told != reason:
                return f"{told[:1].upper()}{told[1:]}."
        for pattern, spoken in _numbered(self.language):
            if hit := pattern.fullmatch(sentence):
                return spoken.format(**{name: self._value(value) for name, value in hit.groupdict().items()})
        return sentence

    def _value(self, value: str) -> str:
        """What stands in a sentence of the core: a sentence or reason of its own, or something of the user's."""
        return self.told(value) if value[:1].islower() or value.endswith(".") else value

    @classmethod
    def of_reader(cls) -> Speech:
        """The language of whoever is answered at this moment: of the request, of the shell; else English."""
        return _reader.get(None) or cls()

    def is_reader_s(self) -> None:
        """Makes it the language of whoever is answered from here on."""
        _reader.set(self)

    @classmethod
    def of_shell(cls, environment: Mapping[str, str]) -> Speech:
        """The language that the environment of a shell names, as every program there finds it.

        >>> Speech.of_shell({"LC_ALL": "", "LANG": "fr_FR.UTF-8"}).language, Speech.of_shell({"LANG": "C"}).language
        ('fr', 'en')
        """
        named = next(filter(None, (environment.get(one) for one in ("LC_ALL", "LC_MESSAGES", "LANG"))), "")
        return cls.wanted_by(named.replace("_", "-"))

    def error(self, failed: FootnoteError) -> str:
        """What failed, and what to do next."""
        return f"{self.told(failed.problem)} {self.told(failed.next_step)}"

    def __call__(self, phrase: str, **values: object) -> str:
        """The same, escaped for HTML."""
        return escape(self.plain(phrase, **values))

    def date(self, date: datetime.date) -> str:
        """A date as people read it.

        >>> day = datetime.date(2017, 1, 5)
        >>> Speech("en").date(day), Speech("vi").date(day), Speech("es").date(day)
        ('5 January 2017', '5 tháng 1, 2017', '5 de enero de 2017')
        """
        month = self.plain(_MONTHS[date.month - 1])
        return self.plain("{day} {month} {year}", day=date.day, month=month, year=date.year)

    def language_name(self, code: str) -> str:
        """What a language is called.

        >>> Speech("vi").language_name("en"), Speech("en").language_name("xx")
        ('tiếng Anh', 'xx')
        """
        return self.plain(_NAMES[code]) if code in _NAMES else code
