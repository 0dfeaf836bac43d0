"""What a sentence states that cannot be paraphrased: numbers, dates, names and quoted strings, in one spelling."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise

import regex

from rag.language.detect import guess
from rag.language.english import ENGLISH
from rag.language.words import fold, term

Day = tuple[int | None, int | None, int | None]
"""Year, month, day; None where it is not said."""

# -- Spelling ------------------------------------------------------------------------------------------

_UNIFY = str.maketrans(
    dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-")
    | dict.fromkeys("\u2018\u2019\u02bc`", "'")
    | dict.fromkeys("\u201c\u201d\u00ab\u00bb\u201e", '"')
)
# Decomposed "hoà", "thuỷ", whose accent newer spelling puts on the first vowel; not "quý", not "hoàn".
_OLD_TONE = regex.compile(r"(o(?=[ae])|(?<!q)u(?=y))([aey])([\u0300\u0301\u0303\u0309\u0323])(?!\w)", regex.IGNORECASE)


@lru_cache(maxsize=16_384)
def spelled(text: str) -> str:
    """One spelling of the same letters: composed, accents in their newer place, one kind of quote and dash.

    >>> spelled("Phạm Thị Hoà") == spelled("Phạm Thị Hòa"), spelled("“yes”")
    (True, '"yes"')
    """
    moved = _OLD_TONE.sub(r"\1\3\2", unicodedata.normalize("NFD", text.translate(_UNIFY)))
    return unicodedata.normalize("NFC", moved)


# -- Words ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text, or a number, or a mark that ends a clause: its span, its letters and its term."""

    start: int
    end: int
    text: str
    term: str
    content: bool
    opens: bool
    """Whether a sentence begins with it, so that its capital says nothing."""

    @property
    def capital(self) -> bool:
        return self.text[0].isupper()


_WORD = regex.compile(r"\d+(?:[.,]\d+)*(?:st|nd|rd|th)?\b|\d+(?:[.,]\d+)*|\p{L}[\p{L}\p{M}]*(?:'\p{L}+)*")
_OPENING = regex.compile(r"(?:^|[.!?:;\n][\"')\]]*)[\s\"'(\[]*$")
_SAID = frozenset(
    map(
        term,
        "said say told tell added according stated took happened among although though while whereas despite".split(),
    )
)
# With their accents: folded, "nội" and "nói" would be one.
_VIETNAMESE_FUNCTION = frozenset(
    """
    ai bằng bị bởi các cái cả cần càng chỉ cho chứ có cũng của cùng cuộc đã đang đây đến để đi điều do được gì hay hoặc hơn khi
    không là lại lên lúc luôn mà mỗi một mọi này nay nào nếu người nhất như nhưng những nó nơi ở phải qua rằng rồi sau sẽ sự ta
    tại thì theo thế trên trong trước tới từ từng tuy và vẫn vào vì về việc với vừa còn chưa đều rất ông bà họ đó ấy sang ra xuống
    cùng mới bớt hiện nói biết rõ tổng đạt gồm thêm
    """.split()
)


@lru_cache(maxsize=4096)
def words(text: str) -> tuple[Word, ...]:
    """The words of a text that is spelled in one way; ``content`` is what is neither function word nor "said"."""
    vietnamese = guess(text) == "vi"
    found: list[Word] = []
    for hit in _WORD.finditer(text):
        t = term(hit.group())
        opens = bool(_OPENING.search(text, max(0, hit.start() - 8), hit.start())) if hit.start() else True
        named = hit.group()[0].isupper() and not opens
        if vietnamese:
            content = named or hit.group().casefold() not in _VIETNAMESE_FUNCTION
        else:
            content = t not in _SAID and (t not in ENGLISH.function_words or (named and len(t) > 1))
            content &= not (t == "place" and found and found[-1].term in ("took", "take"))
        found.append(Word(hit.start(), hit.end(), hit.group(), t, content, opens))
    return tuple(found)


# -- Numbers -------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Number:
    """A number: every value that its spelling may have, and the unit where it is a percentage or money."""

    start: int
    end: int
    text: str
    values: frozenset[Decimal]
    unit: str | None
    ordinal: bool = False

    def stands_among(self, others: Collection[Number]) -> bool:
        return any(self.same_as(other) for other in others)

    def same_as(self, other: Number) -> bool:
        """Whether both are one number; a unit that only one of them has is no difference unless it is a percentage."""
        if not self.values & other.values or self.ordinal != other.ordinal:
            return False
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
_NOT_ONE = frozenset("of another day more or by thing else and".split())
_CURRENCIES = {
    "$": "usd", "usd": "usd", "dollar": "usd", "dollars": "usd", "€": "eur", "eur": "eur", "euro": "eur", "euros": "eur",
    "£": "gbp", "gbp": "gbp", "vnd": "vnd", "đồng": "vnd", "vnđ": "vnd", "¥": "jpy", "yen": "jpy",
}  # fmt: skip
_PROPER = ("%", "times")
"""Units that say what a number is: 3 is neither 3 % nor three times."""
_FOLD = regex.compile(r"\s?(?:times|lần|fold)\b")
_PERCENT = regex.compile(r"\s?(?:%|per\s?cent(?:age points?)?\b|phần\s+trăm\b)")
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


def _numbers(text: str, taken: Sequence[tuple[int, int]]) -> Iterator[Number]:
    """The numbers of a text outside of what is taken; figures and words that go together are one."""
    found = [w for w in words(text) if not any(a <= w.start < b for a, b in taken)]
    at = 0
    while at < len(found):
        length, values, ordinal = _number_at(text, found, at)
        if not length:
            at += 1
            continue
        start, end = found[at].start, found[at + length - 1].end
        unit, after = _unit(text, start, end)
        yield Number(start, after, text[start:end], values, unit, ordinal)
        at += length


def _number_at(text: str, found: Sequence[Word], at: int) -> tuple[int, frozenset[Decimal], bool]:
    """How many words from a place on are one number, its values, and whether it is ordinal; 0 words for none."""
    word = found[at].text.lower()
    digits = _DIGITS.match(word)
    if digits:
        values = number_values(digits.group())
        scale, length = _scale(text, found, at + 1)
        scaled = frozenset((value * scale).normalize() for value in values)
        return 1 + length, scaled, word[-1] in "tdh" and word[-1].isalpha()
    if word in _ORDINALS:
        return 1, frozenset([Decimal(_ORDINALS[word])]), True
    if word in _TIMES:
        return 1, frozenset([Decimal(_TIMES[word])]), False
    length = _run(text, found, at)
    if not length:
        return 0, frozenset(), False
    return length, frozenset([_spelled_out([w.text.lower() for w in found[at : at + length]])]), False


def _scale(text: str, found: Sequence[Word], at: int) -> tuple[Decimal, int]:
    """The power of ten that follows a figure ("million"), and how many words it takes."""
    scale, length = Decimal(1), 0
    while at + length < len(found) and (word := found[at + length].text.lower()) in _SCALES:
        gap = text[found[at + length - 1].end : found[at + length].start]
        if gap.strip() or (len(word) == 1 and gap):
            break
        scale, length = scale.scaleb(_SCALES[word]), length + 1
    return scale, length


def _run(text: str, found: Sequence[Word], at: int) -> int:
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
    if word == "one" and (after in _NOT_ONE or before in ("no", "this", "that", "every", "any", "each", "the")):
        return 0
    if word in _DOUBTFUL:
        return int(word == "năm" and after in _COUNTED)
    if word in _VIETNAMESE_UNITS and word != "hai" and found[at].capital and not found[at].opens:
        return 0  # a name
    return 0 if before in ("thứ", "tháng") else 1


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


# -- Dates ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Date:
    """A day, a month or a day of the week as a text gives it; ``days`` are the ways in which it can be read."""

    start: int
    end: int
    text: str
    days: frozenset[Day]
    named: str | None = None
    """A weekday, a season or a part of the day, as one English word."""

    def stands_among(self, others: Sequence[Date], years: Collection[int]) -> bool:
        """Whether one of them is no other day; a year may stand elsewhere in the text."""
        if self.named:
            return any(self.named == other.named for other in others)
        return any(_agree(mine, theirs, years) for other in others for mine in self.days for theirs in other.days)

    @property
    def years(self) -> frozenset[int]:
        return frozenset(year for year, _, _ in self.days if year)


def _agree(mine: Day, theirs: Day, years: Collection[int]) -> bool:
    year, month, day = mine
    if (month, day) != theirs[1:] and not (day is None and month == theirs[1]):
        return False
    return year is None or year == theirs[0] or (theirs[0] is None and year in years)


_MONTHS = "january february march april may june july august september october november december".split()
_MONTH_OF = {name[:3]: number for number, name in enumerate(_MONTHS, 1)} | {"sept": 9}
_VI_MONTHS = {w: n for n, w in enumerate("giêng hai ba tư năm sáu bảy tám chín mười mười_một mười_hai".split(), 1)}
_MONTH = r"(?P<m>Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\b\.?"
_D, _Y = r"(?P<d>\d{1,2})(?:st|nd|rd|th)?", r"(?P<y>[12]\d{3})"
_VI_MONTH = r"tháng\s+(?P<m>\d{1,2}|giêng|hai|ba|tư|năm(?!\s+\d)|sáu|bảy|tám|chín|mười\s+một|mười\s+hai|mười|chạp)\b"
_DATES = tuple(
    regex.compile(pattern)
    for pattern in (
        r"\b(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})\b",
        rf"(?i:\b(?:ngày\s+)?{_D}\s+{_VI_MONTH}(?:(?:,?\s+năm\s+|/){_Y})?)",
        rf"(?i:\b{_VI_MONTH}(?:(?:,?\s+năm\s+|/){_Y})?)(?P<d>)",
        rf"\b(?:the\s+)?{_D}\s+(?:of\s+)?{_MONTH}(?:,?\s+{_Y})?\b",
        rf"\b{_MONTH}\s+(?:the\s+)?{_D}\b(?!\s*[-/]?\d{{3}})(?:,?\s+(?:of\s+)?{_Y})?",
        rf"\b{_MONTH}(?:,?\s+(?:of\s+)?{_Y}\b)?(?P<d>)",
        r"(?<![\d/.,-])(?P<d>\d{1,2})(?P<mark>[/.-])(?P<m>\d{1,2})(?P=mark)(?P<y>[12]\d{3})\b",
        r"(?<![\d/.,-])(?P<d>\d{1,2})/(?P<m>\d{1,2})(?![\d/])(?P<y>)",
    )
)
_NAMED = {
    **{day: day for day in "monday tuesday wednesday thursday friday saturday sunday".split()},
    **{time: time for time in "morning afternoon evening night noon midnight spring summer autumn winter".split()},
    "thứ hai": "monday", "thứ ba": "tuesday", "thứ tư": "wednesday", "thứ năm": "thursday", "thứ sáu": "friday",
    "thứ bảy": "saturday", "chủ nhật": "sunday", "sáng": "morning", "chiều": "afternoon", "tối": "evening",
    "đêm": "night", "trưa": "noon", "mùa xuân": "spring", "mùa hè": "summer", "mùa thu": "autumn", "mùa đông": "winter",
}  # fmt: skip
_NAMED_DATE = regex.compile(rf"(?i)\b(?:{'|'.join(sorted(_NAMED, key=len, reverse=True))})\b")


def _dates(text: str) -> Iterator[Date]:
    taken: list[tuple[int, int]] = []
    for pattern in _DATES:
        for hit in pattern.finditer(text):
            days = frozenset(_days(hit)) if not _overlaps(hit.span(), taken) else None
            if days:
                taken.append(hit.span())
                yield Date(*hit.span(), hit.group(), days)
    for hit in _NAMED_DATE.finditer(text):
        if hit.group()[0].isupper() and regex.search(r"\p{Lu}\p{L}*\s$", text[: hit.start()]):
            continue  # the last part of a name: "Nguyễn Văn Sáng"
        yield Date(*hit.span(), hit.group(), frozenset(), _NAMED[hit.group().lower()])


def _days(hit: regex.Match[str]) -> Iterator[Day]:
    """The days that a match may mean: 4/5/2017 is read both ways, and nothing is the 40th."""
    named = "_".join(hit["m"].lower().split())
    month = int(named) if named.isdigit() else _MONTH_OF.get(named[:3]) or _VI_MONTHS.get(named) or 12
    if not named.isdigit() and named in _VI_MONTHS:
        month = _VI_MONTHS[named]
    year, day = int(hit["y"]) if hit["y"] else None, int(hit["d"]) if hit["d"] else None
    both_ways = "/" in hit.group() and day and named.isdigit()
    for m, d in {(month, day), (day, month)} if both_ways else {(month, day)}:
        if m and 1 <= m <= 12 and (d is None or 1 <= d <= 31):
            yield year, m, d


def _overlaps(span: tuple[int, int], taken: Sequence[tuple[int, int]]) -> bool:
    return any(a < span[1] and span[0] < b for a, b in taken)


# -- Names and quotations ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Name:
    """Neighbouring words with capitals; ``unsure`` is one that may have its capital from the sentence's beginning."""

    start: int
    end: int
    words: tuple[Word, ...]
    unsure: bool

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)


_POSSESSIVE = regex.compile(r"'s?$")
_DEMONYM = ("an", "ian", "n", "ese", "ish", "i", "ns", "ans", "ians", "s")
_ALIKE = 75
"""Of 100, how alike two names are that may be taken for each other."""
_QUOTED = regex.compile(r"\"([^\"]{2,}?)\"")


def _names(text: str, taken: Sequence[tuple[int, int]]) -> Iterator[Name]:
    run: list[Word] = []
    for word in [*words(text), None]:
        named = word is not None and word.capital and not any(a <= word.start < b for a, b in taken)
        if run and (not named or word is None or text[run[-1].end : word.start].strip(" -&")):
            yield from _name(run)
            run = []
        if named and word is not None:
            run.append(word)


def _name(run: list[Word]) -> Iterator[Name]:
    """A run as a name, without a function word that only begins a sentence, and without "I"."""
    while run and (run[0].text == "I" or (run[0].opens and not run[0].content)):
        run = run[1:]
    if run:
        yield Name(run[0].start, run[-1].end, tuple(run), run[0].opens and len(run) == 1)


def letters(word: str) -> str:
    """A name's word as it is compared: without its possessive, small letters.

    >>> letters("Lidby's")
    'lidby'
    """
    return str(_POSSESSIVE.sub("", word).casefold())


def same_letters(one: str, other: str) -> bool:
    """Whether two words spell one name: accents matter where both have some.

    >>> same_letters("Mạnh", "Manh"), same_letters("Hòa", "Hoa"), same_letters("Hoả", "Hòa")
    (True, True, False)
    """
    one, other = letters(one), letters(other)
    return one == other or ((one.isascii() or other.isascii()) and fold(one) == fold(other))


def key_of(word: Word) -> str:
    """What two words have in common that are one: English by its stem, Vietnamese and names as they are spelled.

    The accents of names are compared by ``same_letters``.
    """
    if word.capital and not word.opens:
        return fold(letters(word.text))
    return word.term if word.text.isascii() else word.text.casefold()


@dataclass(frozen=True, slots=True, eq=False)
class Facts:
    """What a text states that cannot be paraphrased, in reading order; ``text`` is the text in one spelling.

    Two are the same when they are one object: ``facts_of`` gives one for a text.
    """

    text: str
    words: tuple[Word, ...]
    numbers: tuple[Number, ...]
    dates: tuple[Date, ...]
    names: tuple[Name, ...]
    quoted: tuple[str, ...]

    @property
    def years(self) -> frozenset[int]:
        """Every year that is named, alone or in a date."""
        alone = {int(v) for n in self.numbers for v in n.values if v == v.to_integral_value() and 1000 <= v < 2200}
        return frozenset(alone).union(*(date.years for date in self.dates))


@lru_cache(maxsize=1024)
def facts_of(text: str) -> Facts:
    """The facts of a text.

    >>> facts = facts_of("On Jan. 5, Minh paid 1.2 million pounds.")
    >>> [sorted(n.values) for n in facts.numbers], [name.text for name in facts.names], len(facts.dates)
    ([[Decimal('1.2E+6')]], ['Minh'], 1)
    """
    text = spelled(text)
    dates = tuple(sorted(_dates(text), key=lambda date: date.start))
    taken = [(date.start, date.end) for date in dates]
    numbers = tuple(_numbers(text, taken))
    spoken = [(number.start, number.end) for number in numbers]
    quoted = tuple(hit.group(1) for hit in _QUOTED.finditer(text))
    return Facts(text, words(text), numbers, dates, tuple(_names(text, [*taken, *spoken])), quoted)


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
        if counted and mine and not any(counted in _following(other, source) for other in mine):
            rival = next((o for o in source.numbers if o not in mine and counted == _after(o, source)), None)
            if rival:
                yield number, rival


def _in_order(one: Number, other: Number, source: Facts) -> bool:
    """Whether a number stands right before another in a source."""
    return any(a.same_as(one) and b.same_as(other) for a, b in pairwise(source.numbers))


def _following(number: Number, text: Facts, most: int = 5) -> list[str]:
    """The terms of the first content words after a number."""
    return [w.term for w in text.words if w.start >= number.end and w.content][:most]


def _has_name(name: Name, source: Facts) -> bool:
    """Whether the words of a name stand in a source, next to each other as they do there.

    A word that only begins a sentence may be any word; it is a wrong name where it nearly is one of the source's.
    """
    wanted = name.words
    if name.unsure and not _places(wanted[0], source, False):
        if _nearly_named(wanted[0], source):
            return False
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


def _places(word: Word, source: Facts, accented: bool) -> frozenset[int]:
    return _places_of(word.text, source, accented)


@lru_cache(maxsize=8192)
def _places_of(word: str, source: Facts, accented: bool) -> frozenset[int]:
    """Where a word stands in a source: itself, or what people of that place are called.

    Of a name that is ``accented``, a word without accents is one without accents.
    """
    if accented and word.isascii():
        return frozenset(at for at, other in enumerate(source.words) if letters(word) == letters(other.text))
    found = frozenset(at for at, other in enumerate(source.words) if same_letters(word, other.text))
    return found or frozenset(
        at for at, other in enumerate(source.words) if other.capital and _demonym(word, other.text)
    )


def _demonym(one: str, other: str) -> bool:
    short, long = sorted((fold(letters(one)), fold(letters(other))), key=len)
    if len(short) < 4:
        return False
    stem = short.rstrip("aeoy") if len(short.rstrip("aeoy")) > 3 else short
    return (long.startswith(short) and long[len(short) :] in _DEMONYM) or (
        long.startswith(stem) and long[len(stem) :] in _DEMONYM and len(stem) < len(short)
    )


def _nearly_named(word: Word, source: Facts) -> bool:
    """Whether a word nearly is a name of the source: "Solvay" where that has "Solvane"."""
    from rapidfuzz.fuzz import ratio

    mine = fold(letters(word.text))
    return any(
        _ALIKE <= ratio(mine, fold(letters(w.text))) < 100 and w.term != word.term
        for name in source.names
        for w in name.words
        if len(mine) > 4
    )


def _is_acronym(wanted: Sequence[Word], source: Facts) -> bool:
    """Whether a name is the initials of one in the source, or the other way round."""
    if len(wanted) == 1 and wanted[0].text.isupper() and len(wanted[0].text) > 1:
        return any(_initials(name.words) == letters(wanted[0].text) for name in source.names)
    return any(len(name.words) == 1 and _initials(wanted) == letters(name.words[0].text) for name in source.names)


def _initials(name: Sequence[Word]) -> str:
    return "".join(word.text[0] for word in name).casefold() if len(name) > 1 else ""


def _has_string(quoted: str, source: Sequence[Word]) -> bool:
    """Whether the words of a quotation stand in a source, in order and with nothing between them."""
    wanted, there = [w.text.casefold() for w in words(quoted)], [w.text.casefold() for w in source]
    return any(there[at : at + len(wanted)] == wanted for at in range(len(there) - len(wanted) + 1))
