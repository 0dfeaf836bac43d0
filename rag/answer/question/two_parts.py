"""Several questions in one, and two things compared: "When is rent due and how much is heating?" is asked as two."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import regex

from rag.answer.answer import Answer, AnswerSentence, Citation
from rag.answer.question.followup import Turn, understand
from rag.language.base import Language
from rag.language.detect import guess
from rag.language.packs import language_by
from rag.language.words import fold

_SENTENCE_END = regex.compile(r"(?<=\?)\s+")
_WORD = regex.compile(r"\p{L}[\p{L}\p{M}]*(?:['’]\p{L}+)*|\d+")
_UNSURE = "“{part}” is not surely answered: the last quotation comes closest to it."
_UNSURE_OF_SEVERAL = "“{parts}” are not surely answered: the last quotations come closest to them."
_MOST = 4
"""Questions in one text that are each asked by themselves: every one takes as long as a question alone."""
_LEAST_WORDS = 3
"""Words of a half: "and why?" is part of the question before it."""


def parts_of(question: str, languages: frozenset[str] = frozenset()) -> tuple[str, ...]:
    """The questions of a text where each asks by itself; else the text alone. ``languages`` are the corpus's.

    One may lean on those before it ("and when was *it* built"), where it can be understood after them as a follow-up
    is. "And why" is no question of its own.

    >>> parts_of("When is the rent due and how much is heating?")
    ('When is the rent due?', 'how much is heating?')
    >>> parts_of("Who is the chair of culture and sports?")
    ('Who is the chair of culture and sports?',)
    """
    language = language_by(guess(question, languages))
    if sides := _sides(question.strip(), language):
        return sides
    halves = _SENTENCE_END.split(question.strip())
    if len(halves) == 1:
        halves = _joined(question.strip(), language)
    if not 2 <= len(halves) <= _MOST or not all(_asks(half, language) for half in halves):
        return (question,)
    parts = tuple(f"{half.rstrip(' ?.,;')}?" for half in halves)
    leans = [bool(language.leans.search(part.lower())) for part in parts]
    turns = [Turn(part, ()) for part in parts]
    if any(leans[at] and (leans[0] or not understand(parts[at], turns[:at])) for at in range(1, len(parts))):
        return (question,)
    return parts


def _sides(question: str, language: Language) -> tuple[str, ...]:
    """What a request to compare two things asks of each of them; nothing where it is none.

    >>> _sides("compare adult and child fares", language_by("en"))
    ('What is adult fares?', 'What is child fares?')
    """
    hit = language.compares.fullmatch(question)
    if hit is None or language.asks_first.match(fold(hit["a"])):  # "Who won, Ann vs Bo?" is a question of its own
        return ()
    a, b = hit["a"].strip(), hit["b"].strip()
    shared = b.split()[1:]
    named = question[: hit.start("b")].lower().endswith("the ")  # "the saloon and the deck" are two things
    if len(a.split()) == 1 and shared and a.islower() and b.islower() and not named:
        a = " ".join((a, *shared))  # "adult and child fares"
    return language.what_is.format(a), language.what_is.format(b)


def _joined(question: str, language: Language) -> list[str]:
    """The halves before and after a word that joins two questions; the whole where there is no one such place."""
    small, folded = _letter_by_letter(question, str.lower), _letter_by_letter(question, fold)
    places = [
        hit
        for hit in language.joins.finditer(small)
        if hit.start() > 0
        and (language.asks_first.match(folded, hit.end()) or _confirms(question[hit.end() :], language))
    ]
    if len(places) != 1:
        return [question]
    (place,) = places
    return [question[: place.start()], question[place.end() :]]


def _asks(half: str, language: Language) -> bool:
    asks = language.asks_first.match(fold(half.strip())) or _confirms(half, language)
    return bool(asks) and len(_WORD.findall(half)) >= _LEAST_WORDS


def _confirms(half: str, language: Language) -> bool:
    """Whether a half is a question by itself that is answered with yes or no: "are dogs allowed"."""
    return bool(language.following.confirming.search(half))


def _letter_by_letter(text: str, change: Callable[[str], str]) -> str:
    """The text changed so that each letter stands where it stood."""
    return "".join(changed if len(changed := change(c)) == 1 else c for c in text)


def both(answers: Sequence[Answer], parts: Sequence[str], whole: Answer) -> Answer | None:
    """The answers to two or more questions as one to the whole; None where none of them is sure.

    Its confidence is that of the less sure of the answers that are. What only comes closest to a part is quoted last
    and told as that; a part to which nothing is near is named in ``unanswered``.
    """
    answered = [answer for answer in answers if answer.status == "answered"]
    if not answered:
        return None
    closest = [replace(answer, sentences=answer.sentences[:1]) for answer in answers if answer.status == "uncertain"]
    sentences: list[AnswerSentence] = []
    citations: list[Citation] = []
    for answer in (*answered, *closest):
        numbers = {}
        for citation in _cited(answer):
            place = (citation.article.digest, citation.start, citation.end)
            known = next((c for c in citations if (c.article.digest, c.start, c.end) == place), None)
            if known is None:
                known = replace(citation, number=len(citations) + 1)
                citations.append(known)
            numbers[citation.number] = known.number
        for sentence in answer.sentences:
            moved = replace(sentence, citations=tuple(numbers[n] for n in sentence.citations))
            if not any((moved.text, moved.citations) == (said.text, said.citations) for said in sentences):
                sentences.append(moved)
    return replace(
        whole,
        status="answered",
        reply=_lead(answers, parts, whole),
        direction=None,
        declined=None,
        doubt=None,
        sentences=tuple(sentences),
        citations=tuple(citations),
        confidence=min(answer.confidence for answer in answered),
        passages=tuple(dict.fromkeys(p for pair in zip(*(answer.passages for answer in answered)) for p in pair)),
        unanswered=tuple(part.rstrip("?") for part, answer in zip(parts, answers) if answer.status == "declined"),
    )


def _cited(answer: Answer) -> list[Citation]:
    """The citations of the sentences of an answer."""
    numbers = {number for sentence in answer.sentences for number in sentence.citations}
    return [citation for citation in answer.citations if citation.number in numbers]


def _lead(answers: Sequence[Answer], parts: Sequence[str], whole: Answer) -> str:
    """What is said above the quotations: that articles disagree, and to which part the last only comes closest."""
    language = language_by(whole.language)
    unsure = [part.rstrip("?") for part, answer in zip(parts, answers) if answer.status == "uncertain"]
    told = "" if whole.direction else whole.reply  # yes or no to a half is none to the whole
    several = len(unsure) > 1
    doubt = language.say(_UNSURE_OF_SEVERAL, parts=" / ".join(unsure)) if several else ""
    return " ".join(filter(None, [told, doubt or "".join(language.say(_UNSURE, part=part) for part in unsure)]))
