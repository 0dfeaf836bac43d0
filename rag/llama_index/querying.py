"""Footnote as a retriever and as a query engine of a llama-index program."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from llama_index.core.base.base_query_engine import BaseQueryEngine
from llama_index.core.base.response.schema import RESPONSE_TYPE, Response
from llama_index.core.callbacks import CallbackManager
from llama_index.core.prompts.mixin import PromptMixinType
from llama_index.core.retrievers import BaseRetriever
from llama_index.core.schema import NodeRelationship, NodeWithScore, QueryBundle, RelatedNodeInfo, TextNode

from rag.answer.answer import Answer
from rag.corpus.article import Article, Passage


class FootnoteRetriever(BaseRetriever):
    """Passages by Footnote's hybrid search, best first."""

    def __init__(self, search: Callable[[str], Sequence[Passage]]) -> None:
        self._search = search
        super().__init__()

    def _retrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
        return [
            NodeWithScore(node=_node(p.article, p.start, p.end), score=p.score)
            for p in self._search(query_bundle.query_str)
        ]


class FootnoteQueryEngine(BaseQueryEngine):
    """Answers with citations: ``source_nodes`` are the quotations, ``metadata["answer"]`` is ``Answer.to_dict()``."""

    def __init__(self, ask: Callable[[str], Answer]) -> None:
        self._ask = ask
        super().__init__(callback_manager=CallbackManager([]))

    def _get_prompt_modules(self) -> PromptMixinType:
        return {}

    def _query(self, query_bundle: QueryBundle) -> RESPONSE_TYPE:
        answer = self._ask(query_bundle.query_str)
        nodes = [
            NodeWithScore(node=_node(c.article, c.start, c.end), score=answer.confidence) for c in answer.citations
        ]
        return Response(response=answer.text, source_nodes=nodes, metadata={"answer": answer.to_dict()})

    async def _aquery(self, query_bundle: QueryBundle) -> RESPONSE_TYPE:
        import asyncio

        return await asyncio.to_thread(self._query, query_bundle)


def _node(article: Article, start: int, end: int) -> TextNode:
    return TextNode(
        id_=f"{article.digest}:{start}:{end}",
        text=article.text[start:end],
        start_char_idx=start,
        end_char_idx=end,
        metadata={
            "path": article.path,
            "title": article.title,
            "date": article.date.isoformat() if article.date else None,
            "language": article.language,
        },
        relationships={NodeRelationship.SOURCE: RelatedNodeInfo(node_id=article.digest)},
    )
