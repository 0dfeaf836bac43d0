"""A starter question file from a corpus, without a model: questions that somebody would ask, to be read and reworded.

A sentence of a plain shape becomes a question ("The dam was built in 1911" asks when), the bot is asked it, and it is
kept where the bot is sure and answers from that very sentence. What answers it is known from the shape, or is what the
reader marks. Some facts' sentences are taken out
of a copy of the corpus, blanked so that every offset stays true: their questions have no answer there.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from eval.matchers import AnyOf
from eval.questions import Evidence, KeyFact, Question, Turn
from rag import Answer, Article, Bot, Citation, Posed, pose

DRAFT = "draft"
"""Tag of a question that nobody has read yet."""
_EVERY_UNANSWERABLE = 4
_TRIES = 4
"""Questions that are tried for each that is wanted: the bot does not answer all from their own sentences."""


@dataclass(frozen=True, slots=True)
class Fact:
    """A question with its answer and the sentence that says it: ``start`` is a code point of the article.

    ``alone`` tells that the answer stands in no other sentence of the corpus.
    """

    path: str
    language: str
    question: str
    sentence: str
    start: int
    answer: str
    kind: str
    alone: bool


def facts(bot: Bot, count: int) -> Iterator[Fact]:
    """Questions that are answered from the sentence that they were made from, one a sentence, of ``count`` articles."""
    listed = bot.articles()
    chosen = [listed[place * len(listed) // count] for place in range(count)] if len(listed) > count else listed
    articles = [article for one in chosen for article in [bot.article(one.path)] if article]
    said = list(bot.sentences())
    seen: set[tuple[str, int]] = set()
    tries = -(-_TRIES * count // max(len(articles), 1))
    for article in articles:
        for posed in islice(pose(article.text, article.language), tries):
            fact = _answered(bot.ask(posed.question), posed, article, said)
            if fact and (fact.path, fact.start) not in seen:
                seen.add((fact.path, fact.start))
                yield fact


def _answered(answer: Answer, posed: Posed, article: Article, said: Sequence[str]) -> Fact | None:
    """What an answer tells, where it is sure and quotes the sentence that the question was made from."""
    home = next((one for one in answer.citations if _is_home(one, posed, article)), None)
    if answer.status != "answered" or home is None:
        return None
    short = posed.answer or _short(answer, home.number)
    if not short or short not in " ".join(home.quote.split()):
        return None
    alone = sum(short in sentence for sentence in said) == 1
    return Fact(article.path, article.language, posed.question, home.quote, home.start, short, posed.kind, alone)


def _is_home(citation: Citation, posed: Posed, article: Article) -> bool:
    return citation.article.digest == article.digest and citation.start <= posed.at < citation.end


def _short(answer: Answer, number: int) -> str | None:
    """The short answer that is marked in the sentence of a citation."""
    for sentence in answer.sentences:
        if number in sentence.citations and sentence.emphasis:
            return sentence.text[slice(*sentence.emphasis)]
    return None


def draft(found: Sequence[Fact], count: int) -> tuple[list[Question], list[Fact]]:
    """(questions, facts that have to be taken out of the corpus), evenly spread; up to every fourth has no answer."""
    chosen = [found[place * len(found) // count] for place in range(count)] if len(found) > count else list(found)
    without = [fact for fact in chosen if fact.alone][: len(chosen) // _EVERY_UNANSWERABLE]
    return [_question(fact, number, fact in without) for number, fact in enumerate(chosen)], without


def _question(fact: Fact, number: int, without: bool) -> Question:
    digest = hashlib.sha256(f"{fact.path} {fact.question}".encode()).hexdigest()[:8]
    quoted = Evidence(doc_id=fact.path, quote=fact.sentence, start=fact.start, end=fact.start + len(fact.sentence))
    said = KeyFact(id="k1", vital=True, text=fact.answer, match=(AnyOf(any_of=(fact.answer,)),))
    return Question(
        id=f"draft-{digest}",
        type="unanswerable" if without else "factual",
        lang=fact.language,
        split="dev" if number % 2 else "test",
        turns=(Turn(q=fact.question),),
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
