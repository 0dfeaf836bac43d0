"""A file's name counts: a question that names it finds what it says."""

from __future__ import annotations

import pytest

from rag import Bot
from rag.answer.evidence.retrieval import retrieve
from rag.answer.question.named_files import named_in
from rag.llama_index.embedding import FootnoteEmbedding
from rag.settings import Settings
from tests.conftest import MakeCorpus
from tests.fakes import FakeEncoder

MANY = {f"{n:03}_3d2def1b4960c5b3.txt": f"The fee for a boat of {n} metres is {n} crowns a day." for n in range(60)}
FILES = {
    **MANY,
    "harbourRules.txt": "Whoever moors longer than a day pays at the office. A fee is due.",
    "charges-2024.txt": "It is forty for all.",
    "charges-2025.txt": "It is fifty for all.",
}


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("What is the fee for a boat in the harbour rules?", {"harbourRules.txt"}),
        ("charges of 2025", {"charges-2025.txt"}),
        ("What are the charges?", {"charges-2024.txt", "charges-2025.txt"}),
        ("What is moored in the harbour?", set()),
    ],
)
def test_a_file_that_is_named_is_among_the_candidates(question: str, named: set[str], corpus: MakeCorpus) -> None:
    model = FootnoteEmbedding(FakeEncoder())
    bot = Bot.open(corpus(FILES), embed_model=model, settings=Settings.of(reader="off"))
    paths = {one.digest: one.path for one in bot.articles()}
    assert {paths[digest] for digest in named_in(bot._index, question)} == named
    found = retrieve(bot._index, question).candidates
    for path in named - {"charges-2024.txt", "charges-2025.txt"}:
        (candidate,) = [one for one in found if one.path == path]
        assert candidate.title.startswith("harbour Rules: ")
