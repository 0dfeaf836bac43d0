"""Footnote inside an ordinary llama-index program."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import numpy as np
from llama_index.core import get_response_synthesizer
from llama_index.core.base.embeddings.base import BaseEmbedding
from llama_index.core.base.response.schema import Response
from llama_index.core.llms import MockLLM
from llama_index.core.query_engine import RetrieverQueryEngine
from llama_index.core.schema import QueryBundle

from rag.index.embedding import LlamaEncoder, encoder_for
from rag.llama_index.embedding import FootnoteEmbedding
from tests.fakes import FakeEncoder

if TYPE_CHECKING:
    from rag import Bot

QUESTION = "How many models had been recognized by the end of 2023?"


def test_the_retriever_gives_passages_as_nodes(seed_bot: Bot) -> None:
    nodes = seed_bot.as_retriever(k=3).retrieve(QUESTION)
    passages = seed_bot.search(QUESTION, k=3)
    assert [(n.node.get_content(), n.score) for n in nodes] == [(p.text, p.score) for p in passages]
    assert [n.node.metadata["path"] for n in nodes] == [p.article.path for p in passages]
    assert [n.node.source_node.node_id for n in nodes if n.node.source_node] == [p.article.digest for p in passages]


def test_the_retriever_serves_a_query_engine_of_llama_index(seed_bot: Bot) -> None:
    engine = RetrieverQueryEngine(seed_bot.as_retriever(k=1), get_response_synthesizer(llm=MockLLM()))
    response = engine.query(QUESTION)
    assert seed_bot.search(QUESTION, k=1)[0].text in str(response)


def test_the_query_engine_gives_the_quotations_as_source_nodes(seed_bot: Bot) -> None:
    response = seed_bot.as_query_engine().query(QUESTION)
    answer = seed_bot.ask(QUESTION)
    assert isinstance(response, Response)
    assert str(response) == answer.text
    assert [n.node.get_content() for n in response.source_nodes] == [c.quote for c in answer.citations]
    told = response.metadata["answer"] if response.metadata else {}
    assert {**told, "timings": {}} == {**answer.to_dict(), "timings": {}}


def test_the_query_engine_may_be_awaited(seed_bot: Bot) -> None:
    response = asyncio.run(seed_bot.as_query_engine().aquery(QueryBundle(QUESTION)))
    assert str(response) == seed_bot.ask(QUESTION).text


def test_the_embedding_keeps_queries_and_passages_apart() -> None:
    encoder = FakeEncoder()
    embedding = FootnoteEmbedding(encoder)
    assert embedding.get_text_embedding("rice") == encoder.passages(["rice"])[0].tolist()
    assert embedding.get_query_embedding("rice") == encoder.queries(["rice"])[0].tolist()
    assert encoder.embedded == ["rice", "rice"]  # the query was not embedded as a passage


class Lengths(BaseEmbedding):
    """An embedding model of somebody else: not of unit length, and zero for an empty text."""

    def _get_text_embedding(self, text: str) -> list[float]:
        return [float(len(text)), 0.0]

    def _get_query_embedding(self, query: str) -> list[float]:
        return [0.0, float(len(query))]

    async def _aget_query_embedding(self, query: str) -> list[float]:
        return self._get_query_embedding(query)


def test_any_embedding_of_llama_index_is_an_encoder() -> None:
    encoder = encoder_for(Lengths(model_name="lengths"))
    assert isinstance(encoder, LlamaEncoder)
    assert (encoder.name, encoder.dim) == ("base_component:lengths", 2) or encoder.name.endswith(":lengths")
    assert np.array_equal(encoder.passages(["four", ""]), [[1, 0], [0, 0]])
    assert np.array_equal(encoder.queries(["four"]), [[0, 1]])
    assert encoder.passages([]).shape == (0, 2)
