"""Reading a long article in the panel, in a real browser."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from rag import Bot
from rag.llama_index.embedding import FootnoteEmbedding
from tests.fakes import FakeEncoder, write

pytestmark = pytest.mark.browser

NODES = "document.querySelectorAll('#evidence *').length"
NUMBERS = "Array.from(document.querySelectorAll('.fn-piece'), one => Number(one.dataset.number))"
MIDDLE = "Line number 6000 is in the middle."


@pytest.fixture(scope="module")
def long_article(serve_bot: Callable[[Any], str], tmp_path_factory: pytest.TempPathFactory) -> str:
    """The page of an article of half a megabyte, at a place in its middle."""
    folder = tmp_path_factory.mktemp("long")
    text = "\n\n".join(f"Line number {n} is in the middle." for n in range(12_000))
    write(folder / "articles", {"long.txt": text})
    embed = FootnoteEmbedding(FakeEncoder())
    bot = Bot.open(folder / "articles", store=folder / "store", embed_model=embed)
    start = text.index(MIDDLE)
    digest = bot.articles()[0].digest[:8]
    return f"{serve_bot(bot)}#q=long.txt:{start}:{start + len(MIDDLE)}:{digest}"


def test_a_long_article_shows_what_is_around_the_quotation_and_more_as_one_scrolls(
    visit: Any, long_article: str
) -> None:
    tab = visit(long_article)
    assert tab.inner_text("#fn-here") == MIDDLE
    assert tab.evaluate(NODES) < 4_000
    last = max(tab.evaluate(NUMBERS))
    for _ in range(8):
        before = tab.evaluate(NUMBERS)
        tab.evaluate("document.querySelector('#evidence .fn-scroll').scrollTop += 1e6")
        tab.wait_for_function(f"Math.max(...{NUMBERS}) > {max(before)}")
    assert max(tab.evaluate(NUMBERS)) >= last + 8 and tab.evaluate(NODES) < 6_000
    first = min(tab.evaluate(NUMBERS))
    tab.evaluate("document.querySelector('#evidence .fn-scroll').scrollTop = 0")
    tab.wait_for_function(f"Math.min(...{NUMBERS}) < {first}")
    assert not tab.failures
