"""Articles that give several values of one kind."""

from __future__ import annotations

from rag import Bot
from tests.answer.forms.oster import quotes
from tests.conftest import MakeCorpus

DISAGREEING = {
    "plan.txt": "Bridge of Melby\n\nThe repair of the bridge of Melby will cost 32 million crowns. It was built in 1934.",
    "news.txt": "News\n\nThe repair of the bridge of Melby cost 36 million crowns, the mayor said. It rained.",
    "letter.txt": "A letter\n\nDear editor, the repair of the bridge of Melby cost 36 million crowns. That is too much.",
}


def test_articles_that_disagree_are_shown_as_disagreeing(corpus: MakeCorpus) -> None:
    chat = Bot.open(corpus(DISAGREEING)).chat()
    answer = chat.ask("How much did the repair of the bridge of Melby cost?")
    assert answer.reply == "The articles disagree: 2 articles say 36 million crowns, 1 says 32 million crowns:"
    assert {one.article.path for one in answer.citations} == DISAGREEING.keys() and quotes(answer)
    assert "The articles disagree" in chat.ask("are you sure?").reply
