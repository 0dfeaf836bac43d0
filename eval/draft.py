"""A starter question file from a corpus, without a model: sentences with a gap, to be read and reworded.

A fact is a figure, a day or a name that occurs once in the whole corpus. Some facts' sentences are taken
out of a copy of the corpus, blanked so that every offset stays true: their questions have no answer there.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import regex

from eval.matchers import AnyOf, tokens
from eval.metrics.support import hard_tokens
from eval.questions import Evidence, KeyFact, Question, Turn
from rag import Bot

DRAFT = "draft"
"""Tag of a question that nobody has read yet."""

Kind = Literal["figure", "date", "name"]
_ASK = {
    "en": {"figure": "how many or how much?", "date": "when?", "name": "who or what?"},
    "vi": {"figure": "bao nhiêu?", "date": "khi nào?", "name": "ai hay cái gì?"},
}
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_DAY = regex.compile(
    rf"\b(?:{_MONTHS}) \d{{1,2}}(?:, \d{{4}})?|\b\d{{1,2}} (?:{_MONTHS})(?: \d{{4}})?|\b\d{{1,2}}/\d{{1,2}}/\d{{4}}"
)
_GAP = "_____"
_WORDS = range(8, 45)  # shorter sentences say too little, longer ones too much
_EVERY_UNANSWERABLE = 4


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact in its sentence: spans are code points of the article."""

    path: str
    language: str
    sentence: str
    start: int
    answer: str
    kind: Kind


def facts(bot: Bot) -> Iterator[Fact]:
    """At most one fact a sentence, where its answer stands nowhere else in the corpus."""
    articles = {one.path: article for one in bot.articles() for article in [bot.article(one.path)] if article}
    everything = "\n".join(article.text for article in articles.values())
    for sentence in bot.sentences():
        if len(sentence.split()) not in _WORDS or "\n" in sentence:
            continue
        home = next((article for article in articles.values() if sentence in article.text), None)
        fact = next(((a, k) for a, k in _answers(sentence) if everything.count(a) == sentence.count(a) == 1), None)
        if home and fact:
            yield Fact(home.path, home.language, sentence, home.text.index(sentence), *fact)


def _answers(sentence: str) -> Iterator[tuple[str, Kind]]:
    """What may be asked for, the best first: a day, a figure, a name of two words or more."""
    for day in _DAY.findall(sentence):
        yield day, "date"
    for token in hard_tokens(sentence):
        if token[0].isdigit():
            yield token, "figure"
    for token in hard_tokens(sentence):
        if token[0].isupper() and len(tokens(token)) > 1 and not sentence.startswith(token):
            yield token, "name"


def draft(found: Sequence[Fact], count: int) -> tuple[list[Question], list[Fact]]:
    """(questions, facts that have to be taken out of the corpus), evenly spread; every fourth has no answer."""
    chosen = [found[place * len(found) // count] for place in range(count)] if len(found) > count else list(found)
    without = chosen[_EVERY_UNANSWERABLE - 1 :: _EVERY_UNANSWERABLE]
    return [_question(fact, number, fact in without) for number, fact in enumerate(chosen)], without


def _question(fact: Fact, number: int, without: bool) -> Question:
    ask = _ASK.get(fact.language, _ASK["en"])[fact.kind]
    words = f"{fact.sentence.replace(fact.answer, _GAP, 1).rstrip(' .')}: {ask}"
    digest = hashlib.sha256(f"{fact.path} {fact.sentence}".encode()).hexdigest()[:8]
    quoted = Evidence(doc_id=fact.path, quote=fact.sentence, start=fact.start, end=fact.start + len(fact.sentence))
    said = KeyFact(id="k1", vital=True, text=fact.answer, match=(AnyOf(any_of=(fact.answer,)),))
    return Question(
        id=f"draft-{digest}",
        type="unanswerable" if without else "factual",
        lang=fact.language,
        split="dev" if number % 2 else "test",
        turns=(Turn(q=words),),
        expected="abstain" if without else "answer",
        references=() if without else (fact.sentence,),
        key_facts=() if without else (said,),
        evidence=() if without else ((quoted,),),
        tags=(DRAFT, fact.kind, *(("taken-out",) if without else ())),
    )


def blanked(text: str, out: Sequence[Fact]) -> str:
    """A text with some sentences replaced by as many spaces: "One. Two." without "One." → "     Two."."""
    for fact in out:
        text = text[: fact.start] + " " * len(fact.sentence) + text[fact.start + len(fact.sentence) :]
    return text


def write(questions: Sequence[Question], out: Sequence[Fact], articles: Mapping[str, str], folder: Path) -> None:
    """Writes questions.jsonl, and corpus/ with what was taken out blanked."""
    folder.mkdir(parents=True, exist_ok=True)
    lines = [question.model_dump_json(exclude_defaults=True) for question in questions]
    (folder / "questions.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    for path, text in articles.items():
        file = folder / "corpus" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(blanked(text, [fact for fact in out if fact.path == path]).encode())
