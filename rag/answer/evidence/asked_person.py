"""What a question asks of somebody, asked of the sentences about that person that do not say the name again.

"He proposed a programme" names nobody, so a question with a name is far from it: there it is asked with a pronoun in
the name's place.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence, Set
from dataclasses import dataclass, replace

import regex

from rag.answer.evidence.features import Candidate
from rag.answer.evidence.persons import SentenceKey, about_persons, persons_of
from rag.answer.evidence.ranking import Evidence, Ranking
from rag.answer.question.names import NameTerms
from rag.answer.question.people import is_body, is_title
from rag.answer.question.question import Question
from rag.index.index import Index
from rag.index.stored_passage import StoredPassage
from rag.language.packs import language_by
from rag.language.words import Word, terms, words

_LETTERS = regex.compile(r"[\p{L}\p{M}\d]+")
_PASSAGES = 100
"""Of an article with more passages only those that were found are looked at."""
_ARTICLES = 5
"""Articles that are looked at, those with most of the question's names."""


@dataclass(frozen=True, slots=True)
class AskedPerson:
    """The person whom a question names.

    ``question`` has a pronoun in place of the ``name``; ``about`` are the sentences about the person, ``others`` those
    about somebody else and not the person, ``articles`` the digests of those that tell of the person.
    """

    name: NameTerms
    question: Question
    about: Set[SentenceKey]
    others: Set[SentenceKey]
    articles: Set[str]

    def only(self, candidates: Sequence[Candidate]) -> list[Candidate]:
        """The passages with the sentences about the person."""
        found = []
        for candidate in candidates:
            key = candidate.passage.key
            kept = [at for at, sentence in enumerate(candidate.sentences) if (key, sentence.start) in self.about]
            if any(candidate.sentences[at].quotable for at in kept):
                found.append(candidate.only(kept))
        return found

    def marked(self, evidence: Evidence) -> Evidence:
        """A sentence with whether it is about the person, or about somebody else."""
        place = _place(evidence)
        known = place in self.about or place in self.others
        return replace(evidence, is_of_asked=place in self.about) if known else evidence

    def stands_beside(self, evidence: Evidence) -> bool:
        """Whether the likeliest short answer in a sentence has the name, or nothing but signs and titles between."""
        if evidence.short is None:
            return False
        start, end = evidence.short
        hits = [word for word in words(evidence.text) if word.term in self.name]
        between = [
            evidence.text[hit.end : start] if hit.end <= start else evidence.text[end : hit.start] for hit in hits
        ]
        return any(all(map(_is_titular, _LETTERS.findall(gap))) for gap in between)


def asked_person(index: Index, question: Question, candidates: Sequence[Candidate]) -> AskedPerson | None:
    """The person whom a question names; None where it names nobody of whom the candidates' articles go on to tell, or
    several people, or where its language has no pronoun to put in the name's place."""
    pronoun = language_by(question.facts.language).naming.pronoun
    named = _named(question, candidates) if pronoun else frozenset()
    spans, articles = set[tuple[int, int]](), set[str]()
    about, others = set[SentenceKey](), set[SentenceKey]()
    for digest in _articles_with(named, candidates):
        passages = _passages(index, digest, candidates)
        listed = index.listed(digest)
        persons = persons_of(passages, listed.language)
        found = {person: span for person in persons if (span := _span(question, person, named, persons))}
        spans.update(found.values())
        if len(found) == 1:
            told = about_persons(passages, persons, listed.title, listed.language)
            own = told.pop(next(iter(found)), set())
            articles |= {digest} if own else set()
            about |= own
            others = others.union(*told.values())
    if not about or len(spans) != 1:
        return None
    start, end = spans.pop()
    name = tuple(word.term for word in question.words if start <= word.start < end)
    meaning = question.meaning(_with_pronoun(question.text, start, end, pronoun))
    return AskedPerson(name, meaning, about, others - about, articles)


def with_person(asked: AskedPerson, ranking: Ranking, of_person: Ranking) -> Ranking:
    """The ranking with the sentences about a person ahead, where these are surer than what it has, and each sentence
    marked that is about the person or about somebody else.

    How sure a sentence is that has the name is told by the question as it stands; but where it is the first either way,
    the name alone may make it so near: then the confidence is the geometric mean of both, unless what is asked stands
    beside the name ("Ida Brandt, the mayor, …").
    """
    ranking = replace(ranking, evidence=tuple(asked.marked(e) for e in ranking.evidence))
    if not of_person.evidence:
        return ranking
    first = of_person.evidence[0]
    has_name = set(asked.name) <= set(terms(first.text))
    if has_name and _place(first) == _place(ranking.evidence[0]):
        doubted = of_person.confidence < ranking.confidence and not asked.stands_beside(ranking.evidence[0])
        mean = (ranking.confidence * of_person.confidence) ** 0.5
        return replace(ranking, confidence=mean) if doubted else ranking
    if of_person.confidence <= ranking.confidence:
        return ranking
    confidence = ranking.confidence if has_name else of_person.confidence
    ahead = [asked.marked(_at_home(e, ranking.candidates)) for e in of_person.evidence]
    taken = {_place(e) for e in ahead}
    behind = [e for e in ranking.evidence if _place(e) not in taken]
    least = ahead[-1].score
    lowered = [replace(e, score=least - 1.0 - at, share=0.0) for at, e in enumerate(behind)]
    return replace(ranking, evidence=(*ahead, *lowered), confidence=confidence)


def _place(evidence: Evidence) -> SentenceKey:
    return evidence.candidate.passage.key, evidence.start


def _at_home(evidence: Evidence, candidates: Sequence[Candidate]) -> Evidence:
    """A sentence in its whole passage, as that is among some candidates."""
    for candidate in candidates:
        if candidate.passage.key == evidence.candidate.passage.key:
            for at, sentence in enumerate(candidate.sentences):
                if sentence.start == evidence.start:
                    return replace(evidence, candidate=candidate, index=at)
    return evidence


def _named(question: Question, candidates: Sequence[Candidate]) -> frozenset[str]:
    """The question's terms that are names, numbers aside."""
    facts = question.facts.with_names([c.facts for c in candidates])
    return frozenset(t for t, is_named in zip(facts.terms, facts.named) if is_named and not t[0].isdigit())


def _articles_with(named: frozenset[str], candidates: Sequence[Candidate]) -> list[str]:
    """The digests of the articles with some names, those with most of them first."""
    most = Counter[str]()
    for candidate in candidates:
        if held := len(named & candidate.facts.terms.keys()):
            most[candidate.passage.digest] = max(most[candidate.passage.digest], held)
    return [digest for digest, _ in most.most_common(_ARTICLES)]


def _passages(index: Index, digest: str, candidates: Sequence[Candidate]) -> list[StoredPassage]:
    listed = index.listed(digest)
    if listed.passages <= _PASSAGES:
        found = index.words.passages_of(listed)
    else:
        found = [c.passage for c in candidates if c.passage.digest == digest]
    return sorted(found, key=lambda passage: passage.start)


def _span(
    question: Question, person: NameTerms, named: frozenset[str], persons: frozenset[NameTerms]
) -> tuple[int, int] | None:
    """Where a question has a name, or the end of it by which nobody else of the article is called."""
    asked = question.words
    for start in range(len(person)):
        part = person[start:]
        if any(other != person and other[-len(part) :] == part for other in persons):
            return None
        for at in range(len(asked) - len(part) + 1):
            end = at + len(part)
            if not named.isdisjoint(part) and tuple(word.term for word in asked[at:end]) == part:
                beside = [*asked[at - 1 : at], *asked[end : end + 1]]
                return None if _goes_on(question, beside, named) else (asked[at].start, asked[end - 1].end)
    return None


def _goes_on(question: Question, beside: Sequence[Word], named: frozenset[str]) -> bool:
    """Whether a word beside a name belongs to it: "Quang" is not who is called so in "Quang Tri"."""
    return any(w.term in named and not _is_titular(question.text[w.start : w.end]) for w in beside)


def _is_titular(word: str) -> bool:
    return is_title(word) or is_body(word)


def _with_pronoun(text: str, start: int, end: int, pronoun: str) -> str:
    """A question with a pronoun in place of a name and of the titles before it.

    >>> _with_pronoun("What did General Secretary Manh say?", 27, 31, "he")
    'What did he say?'
    """
    before = text[:start].rstrip()
    while before and _is_titular(last := before.rsplit(maxsplit=1)[-1]):
        before = before[: -len(last)].rstrip()
    return f"{before} {pronoun}{text[end:]}".strip()
