"""Numbers: every value that a spelling may have, and what it is a number of."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

import regex

from rag.answer.check.tokens import Token, words
from rag.language.detect import guess
from rag.language.packs import language_by
from rag.language.stating import Stating


@dataclass(frozen=True, slots=True)
class Number:
    """A number: every value that its spelling may have, and the unit where it is a percentage, money or a measure.

    ``base`` is how many of its unit one of it is: a week has 10,080 minutes.
    """

    start: int
    end: int
    text: str
    values: frozenset[Decimal]
    unit: str | None
    ordinal: bool = False
    base: int = 0

    def stands_among(self, others: Collection[Number]) -> bool:
        return any(self.same_as(other) for other in others)

    def same_as(self, other: Number) -> bool:
        """Whether both are one number; a unit that only one of them has is no difference unless it is a percentage."""
        if self.base and other.base:
            mine, theirs = ({value * one.base for value in one.values} for one in (self, other))
            return self.unit == other.unit and bool(mine & theirs)
        if not self.values & other.values or self.ordinal != other.ordinal:
            return False
        if self.base or other.base:
            return not (self.unit and other.unit)
        if self.unit in _PROPER or other.unit in _PROPER:
            return self.unit == other.unit
        return not (self.unit and other.unit) or self.unit == other.unit


_ENGLISH_UNITS = {
    word: value
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
        "eighteen nineteen".split()
    )
} | {word: 10 * value for value, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)}
_VIETNAMESE_UNITS = {
    word: value for value, word in enumerate("- - hai ba bốn năm sáu bảy tám chín mười".split()) if word != "-"
} | {"mốt": 1, "một": 1, "lăm": 5, "tư": 4, "bẩy": 7}
_ORDINALS = {
    word: value
    for value, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split(), 1
    )
}
_TIMES = {"once": 1, "twice": 2, "thrice": 3}
_SCALES = {"thousand": 3, "nghìn": 3, "ngàn": 3, "million": 6, "triệu": 6, "billion": 9, "tỷ": 9, "tỉ": 9}
_SCALES |= {"trillion": 12, "m": 6, "bn": 9, "tr": 6, "k": 3}
_HUNDREDS = {"hundred": 100, "trăm": 100}
_TENS = {"mươi": 10}
_DIGITS = regex.compile(r"\d+(?:[.,]\d+)*")
# "năm" is far oftener "year", "ba" may be a name's part, "tư" and "một" other words: a number only beside others.
_DOUBTFUL = frozenset({"năm", "một", "mốt", "lăm", "tư"})
_COUNTED = frozenset(
    "phần người căn chiếc con cái ngôi cuộc lần ngày tháng tuần giờ phút đội làn trường xã huyện".split()
)
_THE_ONE = ("no", "this", "that", "every", "any", "each", "the")
_NOT_ONE = frozenset("of another day more or by thing else and".split())
_CURRENCIES = {
    "$": "usd", "usd": "usd", "dollar": "usd", "dollars": "usd", "€": "eur", "eur": "eur", "euro": "eur", "euros": "eur",
    "£": "gbp", "gbp": "gbp", "vnd": "vnd", "đồng": "vnd", "vnđ": "vnd", "¥": "jpy", "yen": "jpy",
}  # fmt: skip
_PROPER = ("%", "times")
"""Units that say what a number is: 3 is neither 3 % nor three times."""
_FOLD = regex.compile(r"\s?(?:times|lần|fold|fois|veces)\b")
_PERCENT = regex.compile(r"\s?(?:%|per\s?cent(?:age points?)?\b|phần\s+trăm\b|pour\s+cent\b|por\s+ciento\b)")
_MONEY_BEFORE = regex.compile(r"(?:[$€£¥]|\b(?:USD|EUR|GBP|VND)\s?)$")
_MONEY_AFTER = regex.compile(
    r"\s?(?:(?P<dollar>đô\s?la(?:\s+mỹ)?|us dollars?)\b|(?P<word>usd|dollars?|eur|euros?|gbp|vnđ|vnd|đồng(?!\s+chí)|yen)\b|(?P<sign>[€$£]))"
)


def number_values(literal: str) -> frozenset[Decimal]:
    """Every value a literal may have: "1.5" is 1.5, "1.250" 1250, "3.125" 3125 or 3.125.

    Three digits after the only kind of mark are thousands, and may be decimals unless they end with a zero.
    """
    marks, parts = regex.findall("[.,]", literal), regex.split("[.,]", literal)
    values = set()
    in_threes = 0 < len(parts[0]) <= 3 and parts[0][0] != "0" and all(len(part) == 3 for part in parts[1:])
    if not marks or (in_threes and len(set(marks)) == 1):
        values.add(Decimal("".join(parts)))
    head = parts[:-1]
    headed = len(head) == 1 or (len(set(marks[:-1])) == 1 and all(len(part) == 3 for part in head[1:]))
    if marks and marks[-1] not in marks[:-1] and headed and not (values and parts[-1].endswith("0")):
        values.add(Decimal("".join(head) + "." + parts[-1]).normalize())
    return frozenset(values) or frozenset([Decimal("".join(parts))])


def numbers_in(text: str, taken: Sequence[tuple[int, int]]) -> Iterator[Number]:
    """The numbers of a text outside of what is taken; figures and words that go together are one."""
    found = [w for w in words(text) if not any(a <= w.start < b for a, b in taken)]
    own = language_by(guess(text)).stating
    at = 0
    while at < len(found):
        length, values, ordinal = _number_at(text, found, at, own)
        if not length:
            at += 1
            continue
        start, end = found[at].start, found[at + length - 1].end
        unit, after = _unit(text, start, end)
        measure, base = _measure(found, at + length, text[end:], own) if unit is None and not ordinal else (None, 0)
        yield Number(start, after, text[start:end], values, unit or measure, ordinal, base)
        at += length


def _number_at(text: str, found: Sequence[Token], at: int, own: Stating) -> tuple[int, frozenset[Decimal], bool]:
    """How many words from a place on are one number, its values, and whether it is ordinal; 0 words for none."""
    word = found[at].text.lower()
    digits = _DIGITS.match(word)
    if digits:
        values = number_values(digits.group())
        scale, length = _scale(text, found, at + 1, own.scales or _SCALES)
        scaled = frozenset((value * scale).normalize() for value in values)
        return 1 + length, scaled, word[-1] in "tdh" and word[-1].isalpha()
    ordinals = own.ordinals or _ORDINALS
    if word in ordinals:
        return 1, frozenset([Decimal(ordinals[word])]), True
    if own.numbers:
        return *_spoken(text, found, at, own), False
    before = [w.text.lower() for w in found[max(0, at - 2) : at]]
    if word in _TIMES and not (word == "once" and before[-1:] == ["at"]):
        return 1, frozenset([Decimal(_TIMES[word])]), False
    length = _run(text, found, at)
    if not length:
        return 0, frozenset(), False
    return length, frozenset([_spelled_out([w.text.lower() for w in found[at : at + length]])]), False


def _scale(text: str, found: Sequence[Token], at: int, scales: Mapping[str, int]) -> tuple[Decimal, int]:
    """The power of ten that follows a figure ("million"), and how many words it takes."""
    scale, length = Decimal(1), 0
    while at + length < len(found) and (word := found[at + length].text.lower()) in scales:
        gap = text[found[at + length - 1].end : found[at + length].start]
        if gap.strip() or (len(word) == 1 and gap):
            break
        scale, length = scale.scaleb(scales[word]), length + 1
    return scale, length


def _spoken(text: str, found: Sequence[Token], at: int, own: Stating) -> tuple[int, frozenset[Decimal]]:
    """How many words from a place on are a number in words of French or Spanish, and its value; 0 words for none.

    "quatre-vingt-dix-sept" is 4 times 20, and 10, and 7; "treinta y cinco" 30 and 5.
    """
    total = current = length = 0
    while at + length < len(found):
        word = found[at + length].text.lower()
        if length and word == own.joint and at + length + 1 < len(found):
            if found[at + length + 1].text.lower() not in own.numbers or current % 10:
                break
            length += 1
            continue
        gap = text[found[at + length - 1].end : found[at + length].start].strip(" -") if length else ""
        if gap:
            break
        if current and word in own.twenties and current < 5:
            current *= 20
        elif word in own.numbers:
            current += own.numbers[word]
        elif word in own.hundreds:
            current = max(current, 1) * 100 if current < 10 else current + 100
        elif word in own.scales:
            total, current = total + max(current, 1) * 10 ** own.scales[word], 0
        else:
            break
        length += 1
    return length, frozenset([Decimal(total + current)] if length else [])


def _run(text: str, found: Sequence[Token], at: int) -> int:
    """How many words from a place on are a number in words: "twenty-one", "sáu trăm nghìn"; 0 where none is meant."""
    length = 0
    while at + length < len(found):
        word = found[at + length].text.lower()
        joined = not length or not text[found[at + length - 1].end : found[at + length].start].strip(" -")
        known = word in _ENGLISH_UNITS or word in _VIETNAMESE_UNITS
        if not joined or not (known or (length and (word in _SCALES or word in _HUNDREDS or word in _TENS))):
            break
        length += 1
    if length != 1:
        return length
    word, after = found[at].text.lower(), found[at + 1].text.lower() if at + 1 < len(found) else ""
    before = found[at - 1].text.lower() if at else ""
    if word == "one" and (after in _NOT_ONE or before in _THE_ONE or _is_pronoun(found, at)):
        return 0
    if word in _DOUBTFUL:
        return int(word == "năm" and after in _COUNTED)
    if word in _VIETNAMESE_UNITS and word != "hai" and found[at].capital and not found[at].opens:
        return 0  # a name
    return 0 if before in ("thứ", "tháng") else 1


def _is_pronoun(found: Sequence[Token], at: int) -> bool:
    """Whether "one" stands for a thing named before: "bring the old one", "a green one"."""
    return at > 1 and found[at - 1].content and found[at - 2].text.lower() in ("the", "a", "an", "this", "that")


def _spelled_out(run: Sequence[str]) -> Decimal:
    """The value of number words: ["twenty", "one"] is 21, ["sáu", "trăm", "nghìn"] 600,000."""
    total, current = 0, 0
    for word in run:
        if word in _HUNDREDS:
            current = max(current, 1) * 100
        elif word in _TENS:
            current = current // 10 * 10 + current % 10 * 10 if current > 9 else current * 10
        elif word in _SCALES:
            total, current = total + max(current, 1) * 10 ** _SCALES[word], 0
        else:
            current += _ENGLISH_UNITS.get(word, _VIETNAMESE_UNITS.get(word, 0))
    return Decimal(total + current)


def _measure(found: Sequence[Token], at: int, behind: str, own: Stating) -> tuple[str | None, int]:
    """The unit that follows a number right away, by its base: "weeks" are so many minutes."""
    if at >= len(found) or behind[: len(behind) - len(behind.lstrip(" -"))] not in ("", " ", "-"):
        return None, 0
    return (
        own.measures.get(found[at].text.lower(), (None, 0))
        if behind.lstrip(" -").startswith(found[at].text)
        else (None, 0)
    )


def _unit(text: str, start: int, end: int) -> tuple[str | None, int]:
    """The unit of a number and where it ends with it."""
    lower = text.lower()
    percent = _PERCENT.match(lower, end)
    if percent:
        return "%", percent.end()
    if lower[start:end] in _TIMES or _FOLD.match(lower, end):
        return "times", end
    after = _MONEY_AFTER.match(lower, end)
    if after:
        return "usd" if after["dollar"] else _CURRENCIES[after["word"] or after["sign"]], after.end()
    before = _MONEY_BEFORE.search(text, max(0, start - 4), start)
    return (_CURRENCIES[before.group().strip().lower()] if before else None), end
