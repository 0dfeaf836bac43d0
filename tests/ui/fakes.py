"""A bot whose answers are written in the test."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from rag import Answer, AnswerSentence, Article, Citation, Declined, Doubt, Finished, Listed, SentenceReady, Settings

TEXT = "The dam was built in 1911.\r\n\r\n\r\n\r\nIt holds the lake. <b>Nobody</b> swims there.\n"
ARTICLE = Article("dams/a b.txt", "The <i>dam</i>", TEXT, None, "en", "1f3a5c7e" + "0" * 56)


def citation(number: int, start: int, end: int, article: Article = ARTICLE) -> Citation:
    return Citation(number, article, start, end, article.text[start:end])


def answered(question: str, **changes: Any) -> Answer:
    """An answer that quotes the first sentence of the article."""
    first = citation(1, 0, 26)
    sentence = AnswerSentence(first.quote, (1,))
    given = {"sentences": (sentence,), "citations": (first,), "confidence": 0.93, **changes}
    return Answer(question, "answered", **given)


def declined(question: str, **changes: Any) -> Answer:
    return Answer(question, "declined", declined=Declined("The articles do not say.", **changes))


def uncertain(question: str, **changes: Any) -> Answer:
    """An answer that quotes the same as what comes closest."""
    doubt = Doubt("This comes closest:", **changes)
    return replace(answered(question), status="uncertain", confidence=0.2, doubt=doubt)


class FakeBot:
    """Answers with what ``reply`` returns or raises."""

    corpus = Path("dams")
    folders = (corpus,)
    settings = Settings()
    notice: str | None = None
    report = None
    model: str | None = None
    state = "indexed"
    version = 1

    def __init__(self, reply: Callable[[str], Answer] = answered, pause: Callable[[], Any] = lambda: None) -> None:
        self.reply, self.pause = reply, pause

    def articles(self) -> list[Listed]:
        return [Listed(ARTICLE.digest, (ARTICLE.path,), ARTICLE.title, None, "en", 14, 1)]

    def article(self, path: str) -> Article | None:
        return ARTICLE if path == ARTICLE.path else None

    def looks(self, article: Article) -> list[Any]:
        return []

    def states(self, paths: Iterable[str]) -> dict[str, str]:
        return dict.fromkeys(paths, self.state)

    def file(self, path: str) -> Path:
        return self.corpus / path

    def waiting(self) -> list[str]:
        return []

    def removed(self) -> list[Any]:
        return []

    def ask(self, question: str) -> Answer:
        return self.reply(question)

    def chat(self) -> FakeChat:
        return FakeChat(self)


class FakeChat:
    """Keeps the questions; pauses between the sentences and the end."""

    def __init__(self, bot: FakeBot) -> None:
        self._bot = bot
        self.turns: list[str] = []
        self.articles: list[str] | None = None
        self.caution, self.max_sentences = bot.settings.caution, bot.settings.max_sentences

    def resume(self, answer: Answer) -> None:
        self.turns.append(answer.question)

    def stream(self, question: str, *, as_typed: bool = False) -> Iterator[SentenceReady | Finished]:
        given = self._bot.reply(question)
        asked = {"caution": self.caution, "max_sentences": self.max_sentences}
        given = replace(given, settings={**given.settings, **asked})
        for sentence in () if given.doubt else given.sentences:
            yield SentenceReady(sentence, given.citations)
        self._bot.pause()
        self.turns.append(question)
        yield Finished(given)
