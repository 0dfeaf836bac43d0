"""Questions to begin with, made from the corpus at hand and kept only when the bot answers them.

A question is kept when the answer quotes the very sentence that it was made from, with confidence, so that each one
that is shown has an answer.
"""

from __future__ import annotations

import logging
import threading
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import islice

from rag import Answer, Article, Bot, Posed, pose

_WANTED = 4
_ARTICLES_READ = 16
_TRIES_PER_ARTICLE = 6
_QUOTATIONS_FOLLOWED = 2
_AROUND_CHARS = 5000
_CONFIDENT = 0.5


def find(bot: Bot) -> tuple[str, ...]:
    """A few questions that the articles answer, from different articles and of different shapes where possible."""
    kept = [answered_from(bot, listed.path) for listed in bot.articles()[:_ARTICLES_READ]]
    firsts = [one for article in kept if (one := next(article, None))]
    seconds = [one for article in kept if len(firsts) < _WANTED and (one := next(article, None))]
    return tuple(dict.fromkeys(question.question for question in [*_mixed(firsts), *seconds]))[:_WANTED]


def near(bot: Bot, answer: Answer) -> tuple[str, ...]:
    """A few questions next to an answer: made from what stands around its first quotations, and answered."""
    found: list[str] = []
    for citation in answer.citations[:_QUOTATIONS_FOLLOWED]:
        article = bot.article(citation.article.path)
        if article is None or article.digest != citation.article.digest:
            continue
        begin = max(0, citation.start - _AROUND_CHARS)
        window = article.text[begin : citation.end + _AROUND_CHARS]
        made = (replace(question, at=question.at + begin) for question in pose(window, article.language))
        aside = [question for question in made if not citation.start <= question.at < citation.end]
        aside.sort(key=lambda one: abs(one.at - citation.start))
        tried = (question for question in aside[:_TRIES_PER_ARTICLE] if question.question not in found)
        found += (question.question for question in tried if _answers(bot.ask(question.question), question, article))
    return tuple(found[:_WANTED])


def _mixed(found: Sequence[Posed]) -> list[Posed]:
    """One of each shape, then the second of each."""
    nth: Counter[int] = Counter()
    order: list[tuple[int, int]] = []
    for question in found:
        order.append((nth[question.shape], question.shape))
        nth[question.shape] += 1
    return [question for _, question in sorted(zip(order, found, strict=True), key=lambda pair: pair[0])]


def answered_from(bot: Bot, path: str) -> Iterator[Posed]:
    """Questions that the bot answers from the article at a path, each asked before it is given."""
    article = bot.article(path)
    if article is None:
        return
    for question in islice(pose(article.text, article.language), _TRIES_PER_ARTICLE):
        if _answers(bot.ask(question.question), question, article):
            yield question


def _answers(answer: Answer, made: Posed, article: Article) -> bool:
    """Whether an answer is sure and quotes the sentence that the question was made from."""
    quoted = any(c.article.digest == article.digest and c.start <= made.at < c.end for c in answer.citations)
    return answer.status == "answered" and answer.confidence >= _CONFIDENT and quoted


class Examples:
    """The questions of a corpus, found when they are asked for and it has changed, not while the page starts."""

    def __init__(self, bot: Bot) -> None:
        self._bot = bot
        self._found: tuple[int, tuple[str, ...]] | None = None
        self._finding = threading.Lock()

    def __call__(self) -> tuple[str, ...]:
        with self._finding:
            version = self._bot.version
            if self._found is None or self._found[0] != version:
                self._found = version, self._or_none(lambda: find(self._bot))
            return self._found[1]

    def next_to(self, answer: Answer | None) -> tuple[str, ...]:
        """Questions to go on with: next to an answer, or of the whole corpus where there is none."""
        return self() if answer is None else self._or_none(lambda: near(self._bot, answer))

    def _or_none(self, find: Callable[[], tuple[str, ...]]) -> tuple[str, ...]:
        try:
            return find()
        except Exception:
            # The page does without; whoever asks a question is told what is wrong.
            logging.getLogger("footnote.page").exception("no questions to begin with")
            return ()
