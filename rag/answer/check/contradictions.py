"""How a sentence can say something else with the same words: negation, opposites, quantifiers, roles."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import regex

from rag.answer.check.grammar import COPULA, is_passive
from rag.answer.check.names import key_of
from rag.answer.check.tokens import Token, spelled, words
from rag.language.detect import guess
from rag.language.packs import language_by
from rag.language.words import term

# -- Clauses -------------------------------------------------------------------------------------------

_CUT = regex.compile(
    r"(?i)[,;:()](?!\d)|\s-\s|[.!?]\s|\b(?:but|while|whereas|although|though|because|which|who|that|and|sa(?:id|ys)|told|stated|nhưng|còn|tuy|trong khi|vì|nên|và|mà|cho biết|nói|rằng)\b"
)
_LEAST = 2
"""Content words of a clause; a shorter one belongs to the one before."""


@dataclass(frozen=True, slots=True)
class Clause:
    """A part of a sentence between commas and conjunctions: its words and what it says beside them."""

    text: str
    words: tuple[Token, ...]
    negated: bool
    directions: frozenset[str]

    @property
    def terms(self) -> frozenset[str]:
        return frozenset(word.term for word in self.words if word.content)


@lru_cache(maxsize=2048)
def clauses(text: str) -> tuple[Clause, ...]:
    """The clauses of a sentence that is spelled in one way, in reading order."""
    language = guess(text)
    own = sorted(
        {hit.start() for pattern in (_CUT, language_by(language).stating.cut) for hit in pattern.finditer(text)}
    )
    cuts = [0, *own, len(text)]
    found: list[tuple[int, int]] = []
    for start, end in pairwise(cuts):
        if found and sum(w.content for w in words(text) if start <= w.start < end) < _LEAST:
            found[-1] = (found[-1][0], end)
        elif end > start:
            found.append((start, end))
    if len(found) > 1 and sum(w.content for w in words(text) if w.start < found[0][1]) < _LEAST:
        found[:2] = [(found[0][0], found[1][1])]
    return tuple(_clause(text, start, end, language) for start, end in found)


def _clause(text: str, start: int, end: int, language: str) -> Clause:
    part = text[start:end]
    inner = tuple(word for word in words(text) if start <= word.start < end)
    return Clause(part, inner, is_negated(part, language), _directions(part, language))


# -- Negation and opposites ----------------------------------------------------------------------------

_NEGATION = regex.compile(
    r"""(?ix)
      \b(?:not(?!\s+(?:only|just))|cannot|never|none|nobody|nothing|neither|nor|without|no(?!\.?\s*\d|\s+doubt)\b(?!\.)|yet\s+to|fail(?:s|ed|ing)?\s+to
      |unable|refus(?:e[sd]?|ing)\s+to|den(?:y|ies|ied)|hardly\s+any|lacks?|lacking)\b
    | n't\b
    | \b(?<!hàng\s)không(?!\s+(?:chỉ|những|khí|gian|quân|lực|phận|(?:thay\s+)?đổi))\b | \b(?:chưa|chẳng|chả|đừng|chớ|thiếu)\b
    """
)


def is_negated(text: str, language: str = "") -> bool:
    """Whether a clause of a text in a language denies what it says.

    >>> is_negated("it has yet to open"), is_negated("Decision No. 217 was taken"), is_negated("không chỉ vậy")
    (True, False, False)
    """
    own = language_by(language).stating
    return len((own.negation if own.opposites else _NEGATION).findall(text)) % 2 == 1


_OPPOSITES = (
    (
        "rise rises rose risen rising increase grow grew grown climb gain jump soar surge up raise more higher larger bigger "
        "improve expand strengthen enhance tăng nâng cao mạnh",
        "fall fell fallen decrease drop decline reduce cut lower down less fewer smaller shrink worsen weaken lessen minimise "
        "minimize slump plunge diminish giảm hạ thấp yếu bớt",
    ),
    ("buy bought purchase acquire mua", "sell sold bán"),
    ("win won beat defeat thắng", "lose lost thua"),
    ("accept approve welcome praise support back agree appreciate", "reject refuse oppose condemn criticise criticize"),
    ("admit confirm", "deny"),
    ("allow permit let", "ban forbid prohibit prevent"),
    ("confident sure certain", "doubt doubtful"),
    ("open begin began begun start launch mở", "close end finish shut đóng"),
    ("largest longest biggest highest", "smallest shortest lowest"),
    ("include join", "exclude leave"),
    ("arrive enter", "depart exit"),
    ("succeed success", "fail failure"),
    ("safe", "dangerous unsafe"),
    ("rich wealthy giàu", "poor nghèo"),
)
_SIDES = {
    term(word): f"{number}{sign}"
    for number, pair in enumerate(_OPPOSITES)
    for sign, side in zip("+-", pair)
    for word in side.split()
    if word.isascii()
}
_VIETNAMESE_SIDES = {
    word: f"{number}{sign}"
    for number, pair in enumerate(_OPPOSITES)
    for sign, side in zip("+-", pair)
    for word in side.split()
    if not word.isascii()
} | {"cao": "0+", "mua": "1+", "thua": "2-"}


def _directions(text: str, language: str) -> frozenset[str]:
    """The sides that the words of a clause take: "prices rose" is "0+", "they sold it" "1-"."""
    own = language_by(language).stating.opposites
    if own:
        sides = [(f"{at}{sign}", side) for at, pair in enumerate(own) for sign, side in zip("+-", pair)]
        return frozenset(name for name, side in sides if side.search(text))
    found = []
    for word in words(text):
        side = _VIETNAMESE_SIDES.get(word.text.casefold()) or (_SIDES.get(word.term) if word.text.isascii() else None)
        if side and not word.capital:
            found.append(side)
    return frozenset(found)


def _other(side: str) -> str:
    return side[:-1] + ("-" if side[-1] == "+" else "+")


def denial(sentence: str, source: Sequence[str]) -> str | None:
    """What a sentence denies of a source, or asserts that this denies; None where they agree.

    Every clause is held against those of the source that share most of its words.
    """
    there = [clause for one in source for clause in clauses(spelled(one))]
    mine = clauses(spelled(sentence))
    if any(clause.negated for clause in mine) and not any(clause.negated for clause in there):
        return "a negation"
    for clause in mine:
        nearest = _nearest(clause, there)
        if not nearest:
            continue
        opposite = _opposite(clause, nearest)
        if opposite:
            return opposite
        if all(clause.negated != other.negated for other in nearest):
            return "a negation"
    return "a negation" if _named_as_not(spelled(sentence), [spelled(one) for one in source]) else None


_NOT = regex.compile(r"(?i)\b(?:not|không\s+phải)\s+(?:\p{Ll}+\s+){0,2}$")


def _named_as_not(sentence: str, source: Sequence[str]) -> bool:
    """Whether a sentence says of a name what its source says "not of it": "in Rome" for "in Milan, not in Rome"."""
    if is_negated(sentence, guess(sentence)):
        return False
    mine = {word.term for word in words(sentence) if word.content}
    nearest = max(source, key=lambda one: len(mine & {word.term for word in words(one)}), default="")
    named = {word.text for word in words(sentence) if word.capital and not word.opens}
    found = [(word.text, bool(_NOT.search(nearest[: word.start]))) for word in words(nearest) if word.text in named]
    return any(all(no for text, no in found if text == name) for name in {text for text, no in found if no})


_SHARE = 0.4
"""Of a clause's content words, how many the source's clause has to share to speak of the same."""
_TIE = 0.1


def _nearest(clause: Clause, there: Sequence[Clause]) -> list[Clause]:
    """The clauses of a source that share most of a clause's words, if any shares enough of them."""
    if not clause.terms:
        return []
    shares = [len(clause.terms & other.terms) / len(clause.terms) for other in there]
    best = max(shares, default=0.0)
    return [other for other, share in zip(there, shares) if share >= best - _TIE] if best >= _SHARE else []


def _opposite(clause: Clause, nearest: Sequence[Clause]) -> str | None:
    """A direction that the nearest clauses only have the other way round."""
    if any(clause.negated != other.negated for other in nearest):
        return None  # "did not fall" may stand for "rose"
    theirs = frozenset(side for other in nearest for side in other.directions)
    for side in clause.directions:
        if _other(side) in theirs and side not in theirs and _other(side) not in clause.directions:
            return "the opposite"
    return None


# -- Quantifiers ---------------------------------------------------------------------------------------

_QUANTIFIERS = {
    "most": r"most(?=\s+(?:of\b|\p{Ll}))|(?:the\s+)?(?:vast\s+|great\s+)?majority|(?:almost|nearly)\s+(?:all|every\w*)|hầu\s+hết|đa\s+số|phần\s+lớn|gần\s+như\s+(?:tất\s+cả|toàn\s+bộ)",
    "few": r"(?:only\s+)?(?:a\s+)?few|hardly\s+any|một\s+số\s+ít|(?:chỉ\s+)?(?:rất\s+)?ít(?=\s+\p{Ll})|thiểu\s+số",
    "all": r"all(?!-|\s+levels)|every(?:one|body|thing)?|each|entire(?:ly)?|whole|both|always|nationwide|tất\s+cả|toàn\s+bộ|toàn(?=\s+\p{Ll})|mọi(?!\s+người)|mỗi|cả(?!\s+nước)",
    "some": r"some|several|certain|a\s+number\s+of|part(?=\s+of)|một\s+số(?!\s+ít)|một\s+phần|vài",
    "none": r"no(?=\s+\p{Ll})(?!\s+(?:longer|doubt|more))|none|không(?=\s+\p{L}+(?:\s+\p{L}+)?\s+nào)",
    "only": r"only(?!\s+(?:a\s+)?few)|solely|exclusively|chỉ(?!\s+(?:rất\s+)?ít|\s+một\s+số|\s+đạo|\s+thị|\s+huy|\s+tiêu|\s+số)",
}


def _alone(pattern: str) -> regex.Pattern[str]:
    return regex.compile(rf"(?i)(?<![\p{{L}}-])(?:{pattern})(?!\p{{L}})")


_QUANTIFIER = {kind: _alone(pattern) for kind, pattern in _QUANTIFIERS.items()}
_STRONG = ("most", "few", "all", "only")


def quantified(text: str) -> dict[str, list[int]]:
    """The kinds of quantifiers of a text and where each ends; a longer one hides those inside it.

    >>> quantified("Almost all of them came."), quantified("hầu hết các hộ")
    ({'most': [10]}, {'most': [7]})
    """
    found: dict[str, list[int]] = {}
    taken: list[tuple[int, int]] = []
    for kind, pattern in _quantifiers(guess(text)).items():
        for hit in pattern.finditer(text):
            if not any(a < hit.end() and hit.start() < b for a, b in taken):
                taken.append(hit.span())
                found.setdefault(kind, []).append(hit.end())
    return found


@lru_cache(maxsize=4)
def _quantifiers(language: str) -> Mapping[str, regex.Pattern[str]]:
    own = language_by(language).stating.quantifiers
    return {kind: _alone(pattern) for kind, pattern in own.items()} if own else _QUANTIFIER


def overstated(sentence: str, source: Sequence[str]) -> str | None:
    """The quantifier of a sentence that its source does not have; None where they agree."""
    sentence, there = spelled(sentence), [spelled(one) for one in source]
    theirs: dict[str, set[str]] = {}
    for one in there:
        for kind, ends in quantified(one).items():
            theirs.setdefault(kind, set()).update(*(_counted(one, end) for end in ends))
    for kind, ends in quantified(sentence).items():
        mine = {noun for end in ends for noun in _counted(sentence, end)}
        shared = {other: len(mine & nouns) for other, nouns in theirs.items()}
        others = max((count for other, count in shared.items() if other != kind), default=0)
        if kind in theirs and not theirs[kind]:
            continue
        if others > shared.get(kind, 0) or (kind in _STRONG and kind not in theirs):
            return kind
    return None


def _counted(text: str, end: int, most: int = 2) -> set[str]:
    """The terms of the first content words after a quantifier: what is counted."""
    return {w.term for w in [w for w in words(text) if w.start >= end and w.content][:most]}


# -- Roles ---------------------------------------------------------------------------------------------

_FAR = 6
"""Words between which one is still said of the other."""


def turned_share(sentence: str, source: Sequence[str]) -> float:
    """Of the triples "A … verb … B" that a sentence shares with its source, the share that stands the other way round.

    A passive turns them round once more. 0 where they share none.
    """
    mine = _ordered(spelled(sentence))
    theirs = [_ordered(spelled(one)) for one in source]
    turned = straight = 0
    for left, pivot, right, passive in _triples(mine):
        if any(_stands(one, left, pivot, right, passive) for one in theirs):
            straight += 1
        elif any(_stands(one, right, pivot, left, passive) for one in theirs):
            turned += 1
    return turned / (turned + straight) if turned else 0.0


@dataclass(frozen=True, slots=True)
class _Ordered:
    """A text's content terms in order, the passive verbs among them, and what follows "is" or "was"."""

    terms: tuple[str, ...]
    passive: tuple[bool, ...]
    copula: tuple[bool, ...]
    places: dict[str, list[int]]


@lru_cache(maxsize=2048)
def _ordered(text: str) -> _Ordered:
    content = [w for w in words(text) if w.content and not w.text[0].isdigit()]
    passive = tuple(is_passive(text, w) for w in content)
    copula = tuple(bool(COPULA.search(text, max(0, w.start - 12), w.start)) for w in content)
    places: dict[str, list[int]] = {}
    for at, word in enumerate(content):
        places.setdefault(key_of(word), []).append(at)
    return _Ordered(tuple(key_of(w) for w in content), passive, copula, places)


def _triples(text: _Ordered) -> Iterator[tuple[str, str, str, bool]]:
    """(left, pivot, right, whether the pivot is passive) of terms that stand once and near each other."""
    once = {t for t, at in text.places.items() if len(at) == 1}
    for pivot, term_ in enumerate(text.terms):
        if term_ not in once:
            continue
        for left in range(max(0, pivot - _FAR), pivot):
            for right in range(pivot + 1, min(len(text.terms), pivot + _FAR)):
                if text.terms[left] in once and text.terms[right] in once and not text.copula[pivot]:
                    yield text.terms[left], term_, text.terms[right], text.passive[pivot]


def _stands(text: _Ordered, first: str, pivot: str, last: str, passive: bool) -> bool:
    """Whether three terms stand in this order in the same voice, or in the other order in the other voice."""
    for at in text.places.get(pivot, ()):
        same_voice = text.passive[at] == passive
        before, after = (first, last) if same_voice else (last, first)
        if any(0 < at - p <= _FAR for p in text.places.get(before, ())) and any(
            0 < p - at <= _FAR for p in text.places.get(after, ())
        ):
            return True
    return False
