"""Doubts and declined questions: "This comes closest", "The articles do not say", and what is told with them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

import regex

from rag.answer.answer import AnswerSentence, Citation, Declined, Doubt
from rag.answer.evidence.features import crosses
from rag.answer.evidence.telling import tells
from rag.answer.question.question import Question
from rag.corpus.article import Passage
from rag.language.base import Language, Needed
from rag.language.dates import Date, dates_in
from rag.language.english.pack import PACK as ENGLISH
from rag.language.packs import PACKS
from rag.language.words import Word, terms

_CLOSEST: dict[Needed | None, str] = {
    None: "This comes closest:",
    "price": "This comes closest, but gives no price:",
    "age": "This comes closest, but gives no age:",
    "phone": "This comes closest, but gives no number:",
    "email": "This comes closest, but gives no address:",
    "number": "This comes closest, but gives no number:",
    "time": "This comes closest, but gives no date:",
}
SAY_NOTHING = ("The articles do not say.", "The chosen articles do not say.")
"""With what a question is declined: of all articles, and where some were chosen."""
_YEAR = regex.compile(r"[12]\d{3}")
_SEVERAL = 2
"""So many words that no article has, where they are most of the question's, are the reason; one alone is never."""


@dataclass(frozen=True, slots=True)
class Absent:
    """The question's words that no article has, as it writes them.

    ``all`` are these; ``names`` the names and numbers among them; ``telling`` those whose absence is why nothing is
    near. ``meant`` are names of the articles that are spelt much like one of them.
    """

    all: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    telling: tuple[str, ...] = ()
    meant: tuple[str, ...] = ()


def absent(question: Question, unknown: Collection[str], nearest: str = "") -> Absent:
    """What of a question no article has, its ``unknown`` terms; commands such as "list" are nothing that it asks for.

    A name is whole: where no article has "City", none has "Ho Chi Minh City".

    ``nearest`` is the language of the nearest passage: no English article has a Vietnamese word, so that between two
    languages only names and years tell something. Weekdays and months are no names: articles write them in many ways.

    >>> absent(Question("List what Ann told the squad of Melby"), {"list", "squad", "melbi"}).telling
    ('Melby',)
    >>> absent(Question("How long do pancakes fry?"), {"pancak", "fri"}).telling
    ('pancakes fry',)
    """
    asked, all_words = question.facts, question.words
    commands = question.language.commands
    content = {t for t, counts in zip(asked.terms, asked.content) if counts and t not in commands}
    foreign = bool(nearest) and crosses(asked, nearest)
    otherwise = _written_otherwise(question, foreign=foreign)
    capital = [word for at, word in enumerate(all_words) if _is_name(question, word, is_first=at == 0)]
    missing = [
        w for w in all_words if w.term in unknown and (w.term in content or w in capital) and w.start not in otherwise
    ]
    of_names = [w for w in all_words if w in capital or (w is all_words[0] and w.term in content)]
    runs = _neighbours(question.text, of_names)
    names = [word for run in runs if any(w in missing and w in capital for w in run) for word in run]
    told = {word.term for word in missing}
    is_reason = len(told) >= _SEVERAL and 2 * len(told) > len(content)
    telling = names
    if is_reason and not foreign:
        telling = [word for word in all_words if word in missing or word in names]
    return Absent(*(_written(question.text, some) for some in (missing, names, telling)))


def _is_name(question: Question, word: Word, *, is_first: bool) -> bool:
    """Whether a word is a number, or has a capital that tells a name: not the first word's, nor where all have it."""
    letter = question.text[word.start]
    return letter.isdigit() or (letter.isupper() and not is_first and not question.facts.caseless)


def _written_otherwise(question: Question, *, foreign: bool) -> frozenset[int]:
    """Where words stand that articles may have in another form: months and weekdays ("Sun", "3/3"); in another language
    numbers, years aside ("9 pm" is "21 giờ", "1,000" is "1.000")."""
    dates = list(dates_in(question.text))
    return frozenset(
        word.start
        for word in question.words
        if (foreign and not _YEAR.fullmatch(word.term) if word.term[0].isdigit() else _is_within(word, dates))
    )


def _is_within(word: Word, dates: Sequence[Date]) -> bool:
    return any(date.start <= word.start < date.end for date in dates)


def is_beside(question: Question, row: str, around: str) -> bool:
    """Whether a row of a table, as it is shown, has only its columns in common with a question.

    The price of the one is no answer to a question for the price of the other. ``around`` are the headings above it. In
    a row of one cell, its name says what it is about: "Map of the lake: 4.50".

    >>> row = "Item: Map of the lake | Price: 4.50"
    >>> [is_beside(Question(f"What is the price of the {thing}?"), row, "Canoes") for thing in ("machine", "map")]
    [True, False]
    """
    asked, commands = question.facts, question.language.commands
    pairs = [cell.rpartition(": ") for cell in row.split(" | ")]
    names = {word for name, _, _ in pairs for word in terms(name)} if len(pairs) > 1 else set()
    topic = {t for t, counts in zip(asked.terms, asked.content) if counts and t not in commands} - names
    return bool(names and topic) and topic.isdisjoint([*terms(around), *(t for *_, cell in pairs for t in terms(cell))])


def decline(
    nearest: Sequence[Passage],
    candidate: Sequence[AnswerSentence] = (),
    missing: Absent = Absent(),
    *,
    chosen: bool,
    language: Language = ENGLISH,
) -> Declined:
    """Why a question is not answered, in its ``language``.

    ``candidate`` is what would have been quoted; ``chosen`` tells that only some of the articles were asked.
    """
    parts = [language.say(SAY_NOTHING[chosen]), *_about(missing.telling, missing.meant, language)]
    if nearest and not missing.telling:
        parts.append(language.say("What comes nearest is in “{title}”.", title=nearest[0].article.title))
    blank = tuple(replace(sentence, citations=()) for sentence in candidate)
    return Declined(" ".join(parts), tuple(nearest), missing.telling, blank, missing.meant, chosen)


def doubt(question: Question, quoted: Sequence[Citation], missing: Absent) -> Doubt:
    """Why what is quoted is no sure answer to a question: what it lacks, and names that no article has."""
    lacking, language = lacks(question, quoted), question.language
    parts = [*_about(missing.names, missing.meant, language), lead(lacking, language)]
    return Doubt(" ".join(parts), missing.names, missing.meant, lacking)


def lead(lacking: Needed | None, language: Language = ENGLISH) -> str:
    """What stands above a quotation that comes closest.

    >>> lead("number")
    'This comes closest, but gives no number:'
    """
    return language.say(_CLOSEST[lacking])


def says_nothing(answered: str) -> bool:
    """Whether a text is one with which a question is declined, in whatever language."""
    return any(answered.startswith(pack.say(said)) for pack in PACKS.values() for said in SAY_NOTHING)


def _about(unknown: Sequence[str], meant: Sequence[str], language: Language) -> list[str]:
    parts = [language.say("No article mentions {words}.", words=_listed(unknown, language))] if unknown else []
    return [*parts, language.say("Did you mean {names}?", names=_listed(meant, language))] if meant else parts


def lacks(asked: Question, quoted: Sequence[Citation]) -> Needed | None:
    """What alone can answer a question, where no quotation has any."""
    return (
        None
        if asked.needs is None or any(_may_tell(asked, asked.needs, citation) for citation in quoted)
        else asked.needs
    )


def _may_tell(asked: Question, needs: Needed, quoted: Citation) -> bool:
    return tells(asked, needs, quoted.text, quoted.section, quoted.article.language)


def _written(text: str, words: Sequence[Word]) -> tuple[str, ...]:
    """Words as the question writes them, neighbours kept together."""
    runs = _neighbours(text, words)
    return tuple(dict.fromkeys(text[run[0].start : run[-1].end] for run in runs))


def _neighbours(text: str, words: Sequence[Word]) -> list[list[Word]]:
    """Words in runs of those that stand beside each other."""
    runs: list[list[Word]] = []
    for word in words:
        if runs and text[runs[-1][-1].end : word.start].isspace():
            runs[-1].append(word)
        else:
            runs.append([word])
    return runs


def _listed(items: Sequence[str], language: Language) -> str:
    *others, last = [f"“{word}”" for word in items[:5]]
    return language.say("{words} or {last}", words=", ".join(others), last=last) if others else last
