"""The conditions that a question fixes (a weekday, a date, a year, a thing's code, one of contrasting words), and
sentences that say another.

"When does the ferry leave on Saturdays?" is not answered by when it leaves from Monday to Friday, near as that is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise

import regex

from rag.answer.evidence.contrasts import Contrast, contrasts_in
from rag.answer.evidence.named import is_of_another_name
from rag.answer.evidence.ranking import Evidence, Ranking
from rag.answer.question.question import Question
from rag.corpus.article import SECTIONS
from rag.language.dates import Date, dates_in
from rag.language.detect import guess
from rag.language.packs import CLAUSES, language_by
from rag.language.patterns import BETWEEN_ENDS
from rag.language.words import term

_YEAR = regex.compile(r"(?<![\p{L}\d.,/-])(1\d{3}|20\d{2})(s|'s)?(?![\p{L}\d/]|[.,]\d)")
_CODE = regex.compile(r"\b(?P<letters>\p{L}{1,4})-?(?P<rest>\d[\p{L}\d-]*)\b")
_LABEL = regex.compile(
    r"(?P<noun>\p{L}[\p{L}\p{M}]+)(?:\.|:)?\s+"
    rf"(?P<numbers>(?!\d{{4}}\b)\d+(?:\.\d+)*(?:(?:,|\s+(?:{CLAUSES.adds}|&))\s+\d+)*)(?![\p{{L}}\d%€$]|[.,:/-]\d)"
)
"""What is told apart by its number, that is no year: "room 3", "Room: 3", "plots 8 and 31"."""
_PARTS = 2
"""So many headings with a word and different numbers show that parts are numbered so."""
_NUMBER = regex.compile(r"\d+(?:\.\d+)*")
_WEEK = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


@dataclass(frozen=True, slots=True)
class Fixed:
    """Days of the week from 0, months, years, codes and labels, each as numbers or text that can be compared.

    A code is in letters and digits ("K30"), a label a word and a number ("room 3"), a contrast a word such as "evening"
    beside others ("the evening shift").
    """

    weekdays: frozenset[int]
    days: tuple[Date, ...]
    years: frozenset[int]
    codes: frozenset[tuple[str, str]]
    labels: frozenset[tuple[str, str]]
    contrasts: frozenset[Contrast]


def fixed_in(text: str) -> Fixed:
    """What a text fixes; the days between the ends of a range are in it too.

    >>> fixed = fixed_in("Until 1998 it ran from Monday to Wednesday.")
    >>> sorted(fixed.weekdays), sorted(fixed.years)
    ([0, 1, 2], [1998])
    """
    dates = list(dates_in(text))
    named = [d for d in dates if d.named in _WEEK]
    codes = frozenset((m["letters"].casefold(), m["rest"].casefold()) for m in _CODE.finditer(text))
    days = tuple(d for d in dates if d.days)
    years, labels = frozenset(_years(text)), _labels(text, dates)
    return Fixed(frozenset(_weekdays(named, text)), days, years, codes, labels, contrasts_in(text))


def fixed_by(question: Question) -> Fixed:
    """What a question fixes: nothing where it asks for what came before or after.

    >>> [sorted(fixed_by(Question(f"Who won it {when} 2000?")).years) for when in ("in", "prior to")]
    [[2000], []]
    """
    stating = language_by(question.facts.language).stating
    if stating.earlier.search(question.text) or stating.later.search(question.text):
        return fixed_in("")
    return fixed_in(question.text)


def _weekdays(named: Sequence[Date], text: str) -> Iterator[int]:
    places = [_WEEK.index(d.named) for d in named if d.named]
    yield from places
    for (first, a), (last, b) in pairwise(zip(named, places)):
        if BETWEEN_ENDS.fullmatch(text[first.end : last.start]):
            yield from ((a + step) % 7 for step in range((b - a) % 7))


def _years(text: str) -> Iterator[int]:
    """Years, those of a decade, and those between the first and the last that a text has."""
    single: list[int] = []
    for match in _YEAR.finditer(text):
        year = int(match[1])
        single += range(year, year + 10) if match[2] and year % 10 == 0 else [year]
    yield from range(min(single), max(single) + 1) if single else ()


def _labels(text: str, dates: Sequence[Date]) -> frozenset[tuple[str, str]]:
    """Words with the numbers behind them that are no part of a date; no words such as "in" and "after"."""
    language = language_by(guess(text))
    hits = [hit for hit in _LABEL.finditer(text) if not any(d.start < hit.end() and hit.start() < d.end for d in dates)]
    named = [hit for hit in hits if not language.is_function_word(hit["noun"])]
    return frozenset((term(hit["noun"]), number) for hit in named for number in _NUMBER.findall(hit["numbers"]))


def says_another(asked: Fixed, said: Fixed) -> bool:
    """Whether a text fixes something as a question does, and all of it is another.

    >>> says_another(fixed_in("When does it leave on Sundays?"), fixed_in("It leaves at 7 from Monday to Friday."))
    True
    >>> says_another(fixed_in("Is the K30 affected?"), fixed_in("The K45 and the older K30 are not."))
    False
    """
    return any(_is_another(*both) for both in _kinds(asked, said))


def says_same(asked: Fixed, said: Fixed) -> bool:
    """Whether a text fixes something as a question does, and it is the same."""
    return any(mine and theirs and not _is_another(mine, theirs, agree) for mine, theirs, agree in _kinds(asked, said))


_Agree = Callable[..., bool]


def _kinds(asked: Fixed, said: Fixed) -> Iterator[tuple[Sequence[object], Sequence[object], _Agree]]:
    """What is asked and what is said, kind by kind, with what tells whether two of them agree."""
    yield tuple(asked.weekdays), tuple(said.weekdays), lambda mine, theirs: mine == theirs
    yield tuple(asked.years), tuple(said.years), lambda mine, theirs: mine == theirs
    yield asked.days, said.days, lambda mine, theirs: mine.stands_among([theirs], said.years)
    letters = {name for name, _ in asked.codes}
    alike = tuple(code for code in said.codes if code[0] in letters)
    yield tuple(asked.codes), alike, lambda mine, theirs: mine[0] == theirs[0] and theirs[1].startswith(mine[1])
    nouns = {noun for noun, _ in asked.labels}
    yield (
        tuple(asked.labels),
        tuple(label for label in said.labels if label[0] in nouns),
        lambda mine, theirs: mine == theirs,
    )
    for group in {contrast.group for contrast in asked.contrasts}:
        own = tuple(contrast for contrast in asked.contrasts if contrast.group == group)
        yield own, _comparable(own, said), lambda mine, theirs: mine.member == theirs.member


def _comparable(own: Sequence[Contrast], said: Fixed) -> tuple[Contrast, ...]:
    """The words of a group that a text has beside the same as a question has: "shift".

    None where the word that is asked stands in it beside others, of which nobody knows whether they are the same.
    """
    group = [contrast for contrast in said.contrasts if contrast.group == own[0].group]
    near = tuple(theirs for theirs in group if any(mine.beside & theirs.beside for mine in own))
    asked = {contrast.member for contrast in own}
    return () if any(theirs.member in asked and theirs not in near for theirs in group) else near


def _is_another(mine: Sequence[object], theirs: Sequence[object], agree: _Agree) -> bool:
    return bool(mine and theirs) and not any(agree(m, t) for m in mine for t in theirs)


def is_of_missing(question: Question, ranking: Ranking) -> bool:
    """Whether a question names a part by its number that no passage has, where headings number others of the kind.

    "What does article 9 say?" is answered by nothing that stands below the headings "Article 1" to "Article 7".
    """
    named = list(chain.from_iterable(map(_numbered, _headings(ranking))))
    numbered = _numbered(_without_dates(question.text))
    asked = [label for label in numbered if len({n for own, n in named if own == label[0]}) >= _PARTS]
    told = (
        {*named, *chain.from_iterable(_numbered(candidate.text) for candidate in ranking.candidates)} if asked else ()
    )
    return bool(asked) and not any(label in told for label in asked)


def _headings(ranking: Ranking) -> frozenset[str]:
    sections = {unit.section for candidate in ranking.candidates for unit in candidate.sentences}
    return frozenset(heading for section in sections for heading in section.split(SECTIONS))


def _without_dates(text: str) -> str:
    """A text without its dates: "on 3 June" asks for no part of that number.

    >>> _without_dates("What happened on 3 June 1938?")
    'What happened on  ?'
    """
    for date in sorted(dates_in(text), key=lambda date: -date.start):
        text = f"{text[: date.start]} {text[date.end :]}"
    return text


def _numbered(text: str) -> Iterator[tuple[str, str]]:
    """All words with the numbers behind them, "article" and "part" too, which otherwise say nothing."""
    return ((term(hit["noun"]), number) for hit in _LABEL.finditer(text) for number in _NUMBER.findall(hit["numbers"]))


def is_of_another(question: Question, evidence: Evidence) -> bool:
    """Whether a sentence tells of somebody else or of what has another name, or says another day, year or code than is
    asked, and neither the one before it nor a heading or title says that one.

    A title that has both, as "Figures 2022 to 2024" has, does not tell of which the sentence is.
    """
    if evidence.is_of_asked is False:
        return True
    asked, said = fixed_by(question), fixed_in(evidence.text)
    if not says_another(asked, said):
        return is_of_another_name(question, evidence)
    candidate, index = evidence.candidate, evidence.index
    before = candidate.shown(index - 1) if index else ""
    around = map(fixed_in, (before, f"{candidate.title} {evidence.sentence.section}"))
    return not any(says_same(asked, told) and not says_same(said, told) for told in around)
