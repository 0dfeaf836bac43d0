"""A bot that answers from the gold, and bots that are worse than it in one way each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from eval.gold import Gold
from eval.questions import Question
from rag import Answer, AnswerSentence, Article, Citation, Declined, Passage, Turn

Change = Callable[[Answer], Answer]


@dataclass
class GoldBot:
    """Quotes the first alternative of every evidence group, and declines where there is none."""

    questions: Sequence[Question]
    corpus: Path
    change: Change = lambda answer: answer
    asked: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        texts = {path.name: path.read_bytes().decode() for path in sorted(self.corpus.glob("*.txt"))}
        self.articles = {name: Article(name, name, text, None, "en", name) for name, text in texts.items()}
        turns = [(question, number) for question in self.questions for number in range(1, len(question.turns) + 1)]
        self.gold = {question.turns[number - 1].q: Gold.of(question, number) for question, number in turns}
        self.gold |= {q.turns[-1].standalone or "": Gold.of(q, len(q.turns)) for q in self.questions}

    def ask(self, question: str) -> Answer:
        self.asked.append(question)
        quotes = [group[0] for group in self.gold[question].evidence]
        citations = tuple(
            Citation(number, self.articles[one.doc_id], one.start, one.end, one.quote)
            for number, one in enumerate(quotes, 1)
        )
        answer = Answer(
            question=question,
            status="answered" if citations else "declined",
            sentences=tuple(AnswerSentence(c.quote, (c.number,)) for c in citations),
            citations=citations,
            confidence=0.9 if citations else 0.1,
            passages=tuple(Passage(c.article, c.start, c.end, c.quote, 1.0 / c.number) for c in citations),
            declined=None if citations else Declined("The articles do not say."),
        )
        return self.change(answer)

    def chat(self) -> GoldChat:
        return GoldChat(self)

    def article(self, path: str) -> Article | None:
        return self.articles.get(path)


@dataclass
class GoldChat:
    """A conversation that keeps its turns and needs none of them."""

    bot: GoldBot
    turns: list[Turn] = field(default_factory=list)

    def ask(self, question: str) -> Answer:
        answer = self.bot.ask(question)
        self.turns.append(Turn.of(answer))
        return answer


# -- Worse in one way each ---------------------------------------------------------------------------------


def first_sentence_always(bot: GoldBot) -> Change:
    """Quotes how the first article begins, whatever is asked."""
    article = next(iter(bot.articles.values()))
    quote = article.text[: article.text.index("\n")]
    citation = Citation(1, article, 0, len(quote), quote)

    def change(answer: Answer) -> Answer:
        if answer.declined:
            return answer
        return replace(answer, sentences=(AnswerSentence(quote, (1,)),), citations=(citation,))

    return change


def never_declines(bot: GoldBot) -> Change:
    """Gives the first sentence rather than declining."""
    first = first_sentence_always(bot)

    def change(answer: Answer) -> Answer:
        return first(replace(answer, status="answered", declined=None)) if answer.declined else answer

    return change


def always_declines(bot: GoldBot) -> Change:
    def change(answer: Answer) -> Answer:
        return replace(answer, status="declined", sentences=(), citations=(), declined=Declined("No."))

    return change


def shuffled_citations(bot: GoldBot) -> Change:
    """Puts the quotations of an answer some while before under the sentences: each exact, each of something else."""
    before: list[tuple[Citation, ...]] = []

    def change(answer: Answer) -> Answer:
        if answer.declined:
            return answer
        before.append(answer.citations)
        others = before[-9] if len(before) > 8 else ()
        citations = tuple(replace(one, number=number) for number, one in enumerate(others, 1))
        numbers = tuple(one.number for one in citations)
        sentences = tuple(replace(said, citations=numbers) for said in answer.sentences)
        return replace(answer, sentences=sentences, citations=citations)

    return change


def padded_with_articles(bot: GoldBot) -> Change:
    """Puts the whole cited article under a citation of its own behind every answer."""

    def change(answer: Answer) -> Answer:
        if answer.declined:
            return answer
        article = answer.citations[0].article
        number = len(answer.citations) + 1
        padding = Citation(number, article, 0, len(article.text), article.text)
        return replace(
            answer,
            sentences=(*answer.sentences, AnswerSentence(article.text, (number,))),
            citations=(*answer.citations, padding),
        )

    return change
