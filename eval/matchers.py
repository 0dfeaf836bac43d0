"""Matchers: what an answer has to say, read from its words without a model.

Figures and dates are read before punctuation is dropped, so "1.5" never equals "15"
while "3,25 %" equals "3.25%", and every phrase is matched word for word.
"""

import math
import re
import unicodedata
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from pydantic import BaseModel, ConfigDict, Field


class Strict(BaseModel):
    """A frozen value that refuses unknown fields."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class AnyOf(Strict):
    """Hit when one of these phrases stands in the answer, on token boundaries."""

    any_of: tuple[str, ...] = Field(min_length=1)


class Number(Strict):
    """Hit when the answer gives this figure: "36 million VND" is number=36000000, unit="VND"."""

    number: float
    unit: str | None = None
    rel_tol: float = Field(default=0.0, ge=0.0)


class OnDate(Strict):
    """Hit when the answer names this day: "2017-01-05", or "--01-05" in whatever year."""

    date: str = Field(pattern=r"^(\d{4}|-)-\d{2}-\d{2}$")


Matcher = AnyOf | Number | OnDate


def matches(matcher: Matcher, text: str) -> bool:
    """Whether the text says what the matcher asks for."""
    if isinstance(matcher, AnyOf):
        return any(contains(text, phrase) for phrase in matcher.any_of)
    if isinstance(matcher, Number):
        figures = _figures(tokens(text), matcher.unit)
        return any(math.isclose(figure, matcher.number, rel_tol=matcher.rel_tol, abs_tol=1e-9) for figure in figures)
    return any(day.endswith(matcher.date.removeprefix("-")) for day in dates(text))


def contains(text: str, phrase: str) -> bool:
    """Whether the phrase stands in the text, word for word: "15 models" does not hold "5"."""
    words, wanted = tokens(text), tokens(phrase)
    return bool(wanted) and any(_stands_at(words, place, wanted) for place in range(len(words)))


# -- Spelling: what two ways of writing one thing have in common --------------------------------

_UNIFY = str.maketrans(
    dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-")
    | dict.fromkeys("\u2018\u2019\u02bc`", "'")
    | dict.fromkeys("\u201c\u201d\u00ab\u00bb", '"')
)
_OLD_TONE = re.compile(  # decomposed "hoà", "thuỷ"; not "quý", not "hoàn", where both styles agree
    r"(o(?=[ae])|(?<!q)u(?=y))([aey])([\u0300\u0301\u0303\u0309\u0323])(?!\w)"
)
_SPELLINGS = (
    (re.compile(r"\b(?:per ?cent|phần trăm)\b"), "%"),
    (re.compile(r"\bmười một\b"), "11"),
    (re.compile(r"\bmười hai\b"), "12"),
    (re.compile(r"\bvnd(?=\d)"), "vnd "),
)


@lru_cache(maxsize=4096)
def normalise(text: str) -> str:
    """One spelling for what means the same: "Uỷ  ban: 3 per cent" → "ủy ban: 3 %"."""
    text = unicodedata.normalize("NFC", text).casefold().translate(_UNIFY)
    text = _OLD_TONE.sub(r"\1\3\2", unicodedata.normalize("NFD", text))
    text = " ".join(unicodedata.normalize("NFC", text).split())
    for pattern, spelling in _SPELLINGS:
        text = pattern.sub(spelling, text)
    return text


# -- Words and figures ---------------------------------------------------------------------------

Token = frozenset[str]  # the word itself and, of a figure, "#" and each value it may have

_TOKEN = re.compile(r"\d+(?:[.,]\d+)*(?!\w)|\w+|%")
_FIGURE = re.compile(r"\d+(?:[.,]\d+)*")
_EN_WORDS = "one two three four five six seven eight nine ten eleven twelve"
_VI_WORDS = "một hai ba bốn - sáu bảy tám chín mười"  # "năm" is far more often "year" than 5
_WORD_VALUES = {word: value for words in (_EN_WORDS, _VI_WORDS) for value, word in enumerate(words.split(), start=1)}
_TENS = frozenset("twenty thirty forty fifty sixty seventy eighty ninety mươi".split())
_HUNDREDS = frozenset({"hundred", "trăm", "mươi"})
_SCALES = {"thousand": 3, "nghìn": 3, "ngàn": 3, "million": 6, "triệu": 6}
_SCALES |= {"billion": 9, "tỷ": 9, "tỉ": 9}
_UNITS = {"vnd": ("vnd", "đồng", "dong")}


def number_values(literal: str) -> set[Decimal]:
    """Every value a figure may have: "1.5" → {1.5}, "3,25" → {3.25}, "13.900" → {13.9, 13900}."""
    marks, parts = re.findall("[.,]", literal), re.split("[.,]", literal)
    values = set()
    if len(set(marks)) <= 1 and _is_whole(parts):
        values.add(Decimal("".join(parts)))
    one_mark = bool(marks) and marks[-1] not in marks[:-1] and len(set(marks[:-1])) <= 1
    if one_mark and _is_whole(parts[:-1]):
        values.add(Decimal(f"{''.join(parts[:-1])}.{parts[-1]}"))
    return values


def _is_whole(parts: list[str]) -> bool:
    """Whether these digits are a whole number, plain or cut in threes: ["13", "900"]."""
    in_threes = len(parts[0]) <= 3 and not parts[0].startswith("0")
    return len(parts) == 1 or (in_threes and all(len(part) == 3 for part in parts[1:]))


@lru_cache(maxsize=4096)
def tokens(text: str) -> tuple[Token, ...]:
    """The words and figures of a text, in order, without its punctuation."""
    words = ["", *_TOKEN.findall(normalise(text)), ""]
    return tuple(_token(*words[place - 1 : place + 2]) for place in range(1, len(words) - 1))


def _token(before: str, word: str, after: str) -> Token:
    if _FIGURE.fullmatch(word):
        return frozenset([word, *(_canonical(value) for value in number_values(word))])
    if word in _WORD_VALUES and before not in _TENS and after not in _HUNDREDS:
        return frozenset([word, _canonical(Decimal(_WORD_VALUES[word]))])
    return frozenset([word])


def _canonical(value: Decimal) -> str:
    return f"#{value.normalize():f}"


def _stands_at(words: tuple[Token, ...], place: int, wanted: tuple[Token, ...]) -> bool:
    here = words[max(place, 0) : place + len(wanted)]
    return len(here) == len(wanted) and all(a & b for a, b in zip(here, wanted, strict=True))


def _figures(words: tuple[Token, ...], unit: str | None) -> Iterator[float]:
    """The figures that carry this unit, before or after them: "36 million VND" → 36000000."""
    names = [tokens(name) for name in _UNITS.get(normalise(unit), (unit,))] if unit else [()]
    for place, word in enumerate(words):
        scale = _scale_at(words, place + 1)
        for value in (Decimal(form[1:]) for form in word if form.startswith("#")):
            for exponent, after in {(0, place + 1), (scale, place + 1 + bool(scale))}:
                near = (_stands_at(words, at, n) for n in names for at in (after, place - len(n)))
                if any(near):
                    yield float(value.scaleb(exponent))


def _scale_at(words: tuple[Token, ...], place: int) -> int:
    """The power of ten a word stands for: "million" → 6; any other word, or none, 0."""
    return max((_SCALES.get(form, 0) for token in words[place : place + 1] for form in token), default=0)


# -- Dates ---------------------------------------------------------------------------------------

_MONTH_NAMES = ("january february march april may june july august september october november december").split()
_VI_MONTHS = "giêng hai ba tư năm sáu bảy tám chín mười 11 12".split()
_MONTHS = {"một": 1, "sept": 9} | {
    name: month
    for names in (_MONTH_NAMES, [name[:3] for name in _MONTH_NAMES], _VI_MONTHS)
    for month, name in enumerate(names, start=1)
}
_D, _Y = r"(?P<d>\d{1,2})", r"(?P<y>\d{4})\b"
_EN = rf"(?P<m>{'|'.join(_MONTH_NAMES)}|(?:{'|'.join(n[:3] for n in _MONTH_NAMES)}|sept)\b)\.?"
_VI = rf"(?P<m>\d{{1,2}}|một|{'|'.join(_VI_MONTHS[:10])})\b"
_DATES = tuple(
    re.compile(pattern)
    for pattern in (
        r"\b(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})\b",
        rf"\b{_EN} (?:the )?{_D}(?:st|nd|rd|th)?\b(?:,? (?:of )?{_Y})?",
        rf"\b{_D}(?:st|nd|rd|th)? (?:of )?{_EN}(?!\w)(?:,? {_Y})?",
        rf"\b{_D} tháng {_VI}(?:(?:,? năm |/){_Y})?",
        rf"(?<![\d/.-]){_D}(?P<mark>[/.-])(?P<m>\d{{1,2}})(?P=mark){_Y}",
        rf"(?<![\d/.-]){_D}/(?P<m>\d{{1,2}})(?![\d/])(?P<y>)",
    )
)


@lru_cache(maxsize=4096)
def dates(text: str) -> frozenset[str]:
    """The days a text names, day first in figures: "5/1/2017" → "2017-01-05", "5/1" → "--01-05"."""
    found = set()
    for pattern in _DATES:
        for hit in pattern.finditer(normalise(text)):
            month = _MONTHS.get(hit["m"]) or (int(hit["m"]) if hit["m"].isdecimal() else 0)
            if 1 <= month <= 12 and 1 <= int(hit["d"]) <= 31:
                found.add(f"{hit['y'] or '-'}-{month:02}-{int(hit['d']):02}")
    return frozenset(found)
