"""From a question as it was typed to the events of its answer."""

from __future__ import annotations

from rag import Bot, Filter
from rag.answer.responder import Scope
from tests.conftest import MakeCorpus


def test_a_scope_is_the_chosen_articles_that_a_filter_keeps(corpus: MakeCorpus) -> None:
    files = {"a.txt": "The mill in Harwick burned.\n", "b/a.txt": "The mill in Oster turned.\n"}
    bot = Bot.open(corpus(files))
    asked = "Which mill burned?"
    assert {passage.article.path for passage in bot.search(asked, k=5)} == set(files)
    only = bot.ask(asked, only=Filter(within=["b/*"]))
    assert {passage.article.path for passage in only.passages} == {"b/a.txt"} and "only" in only.settings


def test_without_a_choice_all_are_asked() -> None:
    assert Scope().articles is None and Scope().only is None
