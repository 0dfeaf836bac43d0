"""The check of written answers, as an evaluator of llama-index: no model is asked."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence
from typing import Any

from llama_index.core.evaluation.base import BaseEvaluator, EvaluationResult
from llama_index.core.prompts.mixin import PromptDictType

from rag.answer.check.alignment import Source
from rag.answer.check.cited import CitedPassage, Support, judge_cited
from rag.answer.check.claims import claims_of
from rag.answer.reader.load import reader_for
from rag.answer.reader.scorer import Scorer
from rag.corpus.sentences import split_sentences
from rag.index.embedding import Encoder, encoder_for
from rag.language.detect import guess


class FootnoteFaithfulness(BaseEvaluator):
    """Tells whether what a response says is supported by the contexts that it was written from.

    ``score`` is the share of its claims that are, from 0 to 1, and ``passing`` whether that is at least ``least``;
    ``feedback`` has a line for each claim that is not, with the reason.
    """

    def __init__(self, encoder: Encoder | None = None, least: float = 1.0, reader: Scorer | None = None) -> None:
        """``encoder`` is what sentences are compared with, ``reader`` what reads them: without, those of Footnote."""
        self._encoder, self._least = encoder or encoder_for(), least
        self._reader = reader or reader_for("on").reader

    def _get_prompts(self) -> PromptDictType:
        return {}

    def _update_prompts(self, prompts_dict: PromptDictType) -> None:
        """No model is asked, so there is no prompt."""

    async def aevaluate(
        self,
        query: str | None = None,
        response: str | None = None,
        contexts: Sequence[str] | None = None,
        **_: Any,
    ) -> EvaluationResult:
        """The claims of ``response`` against ``contexts``; the query is only repeated."""
        asked: dict[str, Any] = {"query": query, "response": response, "contexts": contexts}
        if not response or not contexts:
            return EvaluationResult(**asked, invalid_result=True, invalid_reason="It needs a response and contexts.")
        found = await asyncio.to_thread(lambda: list(self._judged(response, contexts)))
        against = [f"“{text}”: {support.why}" for text, support in found if not support.supported]
        score = 1 - len(against) / len(found) if found else 1.0
        told = "\n".join(against) or ("Every claim is supported." if found else "There is nothing to check in it.")
        return EvaluationResult(**asked, score=score, passing=score >= self._least, feedback=told)

    def _judged(self, response: str, contexts: Sequence[str]) -> Iterator[tuple[str, Support]]:
        cited = [CitedPassage(Source.of(sentences, self._encoder)) for sentences in _cut(contexts)]
        for claim in claims_of(response, guess(response, frozenset()), "markdown"):
            if not claim.nothing:
                yield claim.text, judge_cited(claim.meant, cited, self._encoder, self._reader)


def _cut(contexts: Sequence[str]) -> Iterator[list[str]]:
    """The sentences of each context that says something."""
    for text in contexts:
        found = [" ".join(text[one.start : one.end].split()) for one in split_sentences(text, guess(text, frozenset()))]
        if found:
            yield found
