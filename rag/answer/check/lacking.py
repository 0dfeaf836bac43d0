"""Which facts of a sentence its source lacks."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

import regex

from rag.answer.check.facts import Facts
from rag.answer.check.names import Name, letters, same_letters
from rag.answer.check.numbers import Number
from rag.answer.check.tokens import Token, words
from rag.language.packs import CLAUSES
from rag.language.words import fold

_COURTESY = regex.compile(CLAUSES.abbreviated)


def lacking(sentence: Facts, source: Facts, known_years: Collection[int] = ()) -> Iterator[tuple[str, str]]:
    """(kind, text) of each number, date, name and quoted string of a sentence that a source lacks."""
    years = {*source.years, *known_years}
    for number in sentence.numbers:
        if not _has_number(number, sentence, source, years):
            yield "number", number.text
    for one, other in _exchanged(sentence, source):
        yield "number", f"{one.text} … {other.text}"
    for date in sentence.dates:
        if not date.stands_among(source.dates, years):
            yield "date", date.text
    for name in sentence.names:
        if not _has_name(name, source):
            yield "name", name.text
    for quoted in sentence.quoted:
        if not _has_string(quoted, source.words):
            yield "quotation", quoted


def _has_number(number: Number, sentence: Facts, source: Facts, years: Collection[int]) -> bool:
    if number.stands_among(source.numbers):
        return True
    if not number.unit and any(value in years for value in number.values):
        return True
    if number.text.lower() == "one":  # as good as "a", unless as many others of the same are counted
        counted = _after(number, sentence)
        return counted is None or counted not in {_after(other, source) for other in source.numbers}
    return False


def _after(number: Number, text: Facts) -> str | None:
    """The term of the first content word after a number."""
    return next((w.term for w in text.words if w.start >= number.end and w.content), None)


def _exchanged(sentence: Facts, source: Facts) -> Iterator[tuple[Number, Number]]:
    """Numbers of a sentence that stand in for others: "from 45 to 52" for "from 52 to 45", 32 horses for 32 carts."""
    for one, other in pairwise(sentence.numbers):
        between = [w for w in sentence.words if one.end <= w.start < other.start]
        if not any(w.content for w in between) and not _in_order(one, other, source) and _in_order(other, one, source):
            yield one, other
    for number in sentence.numbers:
        counted = None if number.unit else _after(number, sentence)
        mine = [other for other in source.numbers if number.same_as(other)]
        if counted and mine and not any(_ends(other, source) or counted in _following(other, source) for other in mine):
            rival = next((o for o in source.numbers if o not in mine and counted == _after(o, source)), None)
            if rival:
                yield number, rival


def _ends(number: Number, text: Facts) -> bool:
    """Tells whether nothing that is counted follows a number: "eleven fewer", "the fastest drove 58."."""
    after = next((w for w in text.words if w.start >= number.end), None)
    return after is None or not after.content or bool(text.text[number.end : after.start].strip())


def _in_order(one: Number, other: Number, source: Facts) -> bool:
    """Tells whether a number stands right before another in a source."""
    return any(a.same_as(one) and b.same_as(other) for a, b in pairwise(source.numbers))


def _following(number: Number, text: Facts, most: int = 5) -> list[str]:
    """The terms of the first content words after a number."""
    return [w.term for w in text.words if w.start >= number.end and w.content][:most]


def _has_name(name: Name, source: Facts) -> bool:
    """Tells whether the words of a name stand in a source, next to each other as they do there.

    A word that only begins a sentence may be any word; "Ms" may stand before a first name there, or not at all.
    """
    wanted = name.words[1:] if len(name.words) > 1 and _COURTESY.fullmatch(name.words[0].text) else name.words
    if name.unsure and not _places(wanted[0], source, False):
        wanted = wanted[1:]
    accented = not name.text.isascii()
    places = [_places(word, source, accented) for word in wanted]
    if not all(places):
        return _is_acronym(wanted, source)
    inner = {at for named in source.names for at, _ in _inside(named, source)}
    ends = {at for named in source.names for at, last in _inside(named, source) if last} | (
        set(range(len(source.words))) - inner
    )
    for ones, others in pairwise(places):
        together = any(at + 1 in others for at in ones)
        # "Minister Binh" of "Binh, the Minister": a whole name beside another, no mixture of two.
        glued = any(at in ends for at in ones) and any(at - 1 in ends or at - 1 not in inner for at in others)
        if not together and not glued:
            return False
    return True


def _inside(name: Name, source: Facts) -> Iterator[tuple[int, bool]]:
    """The places of a name's words in its text, and whether each is the last."""
    first = _index(source)[name.words[0].start]
    for offset in range(len(name.words)):
        yield first + offset, offset == len(name.words) - 1


@lru_cache(maxsize=1024)
def _index(source: Facts) -> dict[int, int]:
    return {word.start: at for at, word in enumerate(source.words)}


def _places(word: Token, source: Facts, accented: bool) -> frozenset[int]:
    return _places_of(word.text, source, accented)


@lru_cache(maxsize=8192)
def _places_of(word: str, source: Facts, accented: bool) -> frozenset[int]:
    """Where a word stands in a source: itself, or what people of that place are called.

    Of a name that is ``accented``, a word without accents is one without accents.
    """
    alike = _by_letters(source).get(fold(letters(word)), ())
    if accented and word.isascii():
        return frozenset(at for at in alike if letters(word) == letters(source.words[at].text))
    found = frozenset(at for at in alike if same_letters(word, source.words[at].text))
    return found or frozenset(
        at for at, other in enumerate(source.words) if other.capital and _demonym(word, other.text)
    )


@lru_cache(maxsize=1024)
def _by_letters(source: Facts) -> dict[str, list[int]]:
    """The places of the words of a text, by their letters without accents."""
    found: dict[str, list[int]] = {}
    for at, word in enumerate(source.words):
        found.setdefault(fold(letters(word.text)), []).append(at)
    return found


def _demonym(one: str, other: str) -> bool:
    short, long = sorted((fold(letters(one)), fold(letters(other))), key=len)
    if len(short) < 4:
        return False
    stem = short.rstrip("aeoy") if len(short.rstrip("aeoy")) > 3 else short
    return (long.startswith(short) and long[len(short) :] in CLAUSES.demonyms) or (
        long.startswith(stem) and long[len(stem) :] in CLAUSES.demonyms and len(stem) < len(short)
    )


def _is_acronym(wanted: Sequence[Token], source: Facts) -> bool:
    """Tells whether a name is the initials of one in the source, or the other way round."""
    if len(wanted) == 1 and wanted[0].text.isupper() and len(wanted[0].text) > 1:
        return any(_initials(name.words) == letters(wanted[0].text) for name in source.names)
    return any(len(name.words) == 1 and _initials(wanted) == letters(name.words[0].text) for name in source.names)


def _initials(name: Sequence[Token]) -> str:
    return "".join(word.text[0] for word in name).casefold() if len(name) > 1 else ""


def _has_string(quoted: str, source: Sequence[Token]) -> bool:
    """Tells whether the words of a quotation stand in a source, in order and with nothing between them."""
    wanted, there = [w.text.casefold() for w in words(quoted)], [w.text.casefold() for w in source]
    return any(there[at : at + len(wanted)] == wanted for at in range(len(there) - len(wanted) + 1))
