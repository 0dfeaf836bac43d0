"""A question that is asked while articles are indexed is answered from the last complete state, and does not wait."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence

import pytest

from rag import Bot
from rag.index.vectors import Vectors
from tests.conftest import MakeCorpus
from tests.fakes import FakeEncoder

PATIENCE_S = 60
"""So long a broken test takes to fail."""


class Held(FakeEncoder):
    """An encoder that embeds no passage until it is let go, once it is ``holding``."""

    def __init__(self) -> None:
        super().__init__()
        self.holding, self.begun, self.go = False, threading.Event(), threading.Event()

    def passages(self, texts: Sequence[str]) -> Vectors:
        if self.holding:
            self.begun.set()
            assert self.go.wait(PATIENCE_S)
        return super().passages(texts)


@pytest.fixture
def held() -> Iterator[Held]:
    encoder = Held()
    yield encoder
    encoder.go.set()


def test_a_question_does_not_wait_for_the_indexing(held: Held, corpus: MakeCorpus) -> None:
    folder = corpus({"a.txt": "Rice was planted in the spring."})
    bot = Bot.open(folder, encoder=held)
    corpus({"b.txt": "A school was opened in Hanoi."})
    held.holding = True
    indexing = threading.Thread(target=bot.sync)
    indexing.start()
    assert held.begun.wait(PATIENCE_S)
    passages = bot.search("Where was a school opened?")
    assert [one.article.path for one in passages] == ["a.txt"]
    assert indexing.is_alive()
    held.go.set()
    indexing.join(PATIENCE_S)
    assert {one.article.path for one in bot.search("Where was a school opened?")} == {"a.txt", "b.txt"}
