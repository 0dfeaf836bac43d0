"""Whom the sentences of an article are about (coreference resolution): a person is named once, and then it is "he
added", or nobody is named at all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import lru_cache

from rag.answer.question.names import NameTerms
from rag.answer.question.people import names_in
from rag.corpus.article import Sentence
from rag.index.stored_passage import StoredPassage
from rag.language.base import Language
from rag.language.packs import PACKS
from rag.language.words import terms, words

SentenceKey = tuple[str, int]
"""A sentence by the key of its passage and where it starts."""
_POSSESSIVE = -1
"""How much a name before "'s" is like a person's; that of a place is less."""


def persons_of(passages: Sequence[StoredPassage], language: str = "") -> frozenset[NameTerms]:
    """The people who are named in an article with two words or more, without what stands before the name only at times:
    "Engineer Ida Brandt". Places are none, unless something shows a person too. ``language`` is the article's code.
    """
    trusts: dict[NameTerms, set[int]] = {}
    for _, _, text in _sentences(passages):
        for name, trust in _names(text, language):
            trusts.setdefault(name, set()).add(trust)
    found = {name for name, held in trusts.items() if len(name) > 1 and (max(held) > 0 or min(held) >= _POSSESSIVE)}
    return frozenset(name for name in found if not any(_ends_with(name, other) for other in found - {name}))


def about_persons(
    passages: Sequence[StoredPassage], persons: frozenset[NameTerms], title: str, language: str = ""
) -> dict[NameTerms, set[SentenceKey]]:
    """The sentences about each person: those with the name, and those behind them until somebody else is named.

    A section begins with the person in the article's title. Who is never meant by a pronoun is left out: it may be no
    person.
    """
    ends = Counter(person[-1] for person in persons)
    main = _only(_named(dict.fromkeys(terms(title), 0), persons, ends))
    found: dict[NameTerms, set[SentenceKey]] = {}
    shown: set[NameTerms] = set()
    section, person = None, main
    for key, sentence, text in _sentences(passages):
        if sentence.section != section:
            section, person = sentence.section, main
        starts = _starts(text)
        named = _named(starts, persons, ends)
        pronoun = _pronoun(text, language)
        first = min((starts[name[-1]] for name in named), default=len(text))
        about = {*named, person} if pronoun < first else {*named}  # "she met Piet Aldous" is about both
        if named and (
            first < pronoun or _is_possessive(text, pronoun, language)
        ):  # "her niece Carla Voss": it goes on with her
            person = _likeliest(named, _names(text, language))
        for one in filter(None, {*about, person}):
            found.setdefault(one, set()).add((key, sentence.start))
            if pronoun < len(text):
                shown.add(one)
    return {one: places for one, places in found.items() if one in shown}


def _sentences(passages: Sequence[StoredPassage]) -> Iterator[tuple[str, Sentence, str]]:
    """The sentences in reading order, captions aside, each with the key of its passage and what is shown of it."""
    for passage in passages:
        for s in passage.sentences:
            if s.kind != "caption":
                yield passage.key, s, s.plain or passage.text[s.start - passage.start : s.end - passage.start]


@lru_cache(maxsize=8192)
def _names(text: str, language: str) -> tuple[tuple[NameTerms, int], ...]:
    """The names in a sentence, each with how much it is like a person's."""
    known = PACKS.get(language)
    return tuple((tuple(terms(name.name)), name.trust) for name in names_in(text, language=known))


@lru_cache(maxsize=8192)
def _starts(text: str) -> Mapping[str, int]:
    """Where each term of a sentence stands first."""
    return {word.term: word.start for word in reversed(words(text))}


def _ends_with(name: NameTerms, other: NameTerms) -> bool:
    return name[-len(other) :] == other


def _named(held: Mapping[str, int], persons: frozenset[NameTerms], ends: Mapping[str, int]) -> list[NameTerms]:
    """The persons whose whole name is among some terms, or its last word, by which nobody else is called."""
    return [p for p in persons if held.keys() >= set(p) or (ends[p[-1]] == 1 and p[-1] in held)]


def _only(named: Sequence[NameTerms]) -> NameTerms | None:
    return named[0] if len(named) == 1 else None


def _likeliest(named: Sequence[NameTerms], names: Sequence[tuple[NameTerms, int]]) -> NameTerms | None:
    """The one of the named that is most like a person in a sentence with some names; None where several are."""
    trusts = {one: max((trust for name, trust in names if _ends_with(name, one)), default=0) for one in named}
    return _only([one for one in named if trusts[one] == max(trusts.values())])


@lru_cache(maxsize=8192)
def _pronoun(text: str, language: str) -> int:
    """Where the first pronoun for a person stands; the length of the text where there is none."""
    hits = (pack.following.person.search(text) for pack in _packs(language))
    return min((hit.start() for hit in hits if hit), default=len(text))


def _is_possessive(text: str, at: int, language: str) -> bool:
    return any(pack.following.possessive.match(text, at) for pack in _packs(language))


def _packs(language: str) -> Collection[Language]:
    """What is known of a language; of all languages where nothing is known of it."""
    return [PACKS[language]] if language in PACKS else PACKS.values()
