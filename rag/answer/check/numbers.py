"""Numbers: every value that a spelling may have, and what it is a number of."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

import regex

from rag.answer.check.tokens import Token, words
from rag.language.detect import guess
from rag.language.packs import COUNTING, language_by
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
        """Tells whether both are one number; a unit that only one of them has is no difference unless it is a percentage."""
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


_DIGITS = regex.compile(r"\d+(?:[.,]\d+)*")
_CODES = {code: code for code in ("usd", "eur", "gbp", "vnd")}
_SIGNS = {"$": "usd", "€": "eur", "£": "gbp", "¥": "jpy"}
_PROPER = ("%", "times")
"""Units that say what a number is: 3 is neither 3 % nor three times."""
_FOLD = regex.compile(rf"\s?(?:{COUNTING.fold})\b")
_PERCENT = regex.compile(rf"\s?(?:%|(?:{COUNTING.percent})\b)")
_MONEY_BEFORE = regex.compile(r"(?:[$€£¥]|\b(?:USD|EUR|GBP|VND)\s?)$")
_SIGN_AFTER = regex.compile(r"\s?([€$£])")
_MONEY_AFTER = {
    regex.compile(rf"\s?(?:{words})\b"): code for words, code in (_CODES | dict(COUNTING.currencies)).items()
}


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
        scale, length = _scale(text, found, at + 1, own.scales or COUNTING.scales)
        scaled = frozenset((value * scale).normalize() for value in values)
        return 1 + length, scaled, word[-1] in "tdh" and word[-1].isalpha()
    ordinals = own.ordinals or COUNTING.ordinals
    if word in ordinals:
        return 1, frozenset([Decimal(ordinals[word])]), True
    if own.numbers:
        return *_spoken(text, found, at, own), False
    before = found[at - 1].text.lower() if at else ""
    if word in COUNTING.times and (before, word) not in COUNTING.other:
        return 1, frozenset([Decimal(COUNTING.times[word])]), False
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
        multiplies = word in COUNTING.scales or word in COUNTING.hundreds or word in COUNTING.tens
        if not joined or not (word in COUNTING.units or (length and multiplies)):
            break
        length += 1
    if length != 1:
        return length
    word, after = found[at].text.lower(), found[at + 1].text.lower() if at + 1 < len(found) else ""
    before = found[at - 1].text.lower() if at else ""
    beside_pronoun = after in COUNTING.pronoun_behind or before in COUNTING.pronoun_before
    if word in COUNTING.pronouns and (beside_pronoun or _is_pronoun(found, at)):
        return 0
    if word in COUNTING.beside:
        return int(after in COUNTING.beside[word])
    if word in COUNTING.names and found[at].capital and not found[at].opens:
        return 0
    return int(before not in COUNTING.counts_places)


def _is_pronoun(found: Sequence[Token], at: int) -> bool:
    """Tells whether "one" stands for a thing named before: "bring the old one", "a green one"."""
    return at > 1 and found[at - 1].content and found[at - 2].text.lower() in COUNTING.determiners


def _spelled_out(run: Sequence[str]) -> Decimal:
    """The value of number words: ["twenty", "one"] is 21, ["sáu", "trăm", "nghìn"] 600,000."""
    total, current = 0, 0
    for word in run:
        if word in COUNTING.hundreds:
            current = max(current, 1) * 100
        elif word in COUNTING.tens:
            current = current // 10 * 10 + current % 10 * 10 if current > 9 else current * 10
        elif word in COUNTING.scales:
            total, current = total + max(current, 1) * 10 ** COUNTING.scales[word], 0
        else:
            current += COUNTING.units.get(word, 0)
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
    if lower[start:end] in COUNTING.times or _FOLD.match(lower, end):
        return "times", end
    for money, code in _MONEY_AFTER.items():
        if after := money.match(lower, end):
            return code, after.end()
    if sign := _SIGN_AFTER.match(lower, end):
        return _SIGNS[sign[1]], sign.end()
    before = _MONEY_BEFORE.search(text, max(0, start - 4), start)
    return ((_CODES | _SIGNS)[before.group().strip().lower()] if before else None), end
