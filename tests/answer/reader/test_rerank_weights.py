"""The fitted weights of the reranking."""

from __future__ import annotations

import numpy as np
import pytest

from rag.answer.reader.rerank_weights import ANSWER_FEATURES, RELATIONS, SUBJECT_FEATURES, load_rerank, read_rerank
from rag.errors import UsageError


@pytest.mark.parametrize("relation", RELATIONS)
def test_a_confidence_is_likely_where_something_is_there_and_answers(relation: str) -> None:
    weights = load_rerank().relations[relation]
    columns = {name: np.array([-4.0, 4.0]) for name in (*SUBJECT_FEATURES, *ANSWER_FEATURES)}
    found = weights.confidence(columns)
    each = [1 / (1 + np.exp(-score(columns))) for score in (weights.subject, weights.answers)]
    assert found == pytest.approx(each[0] * each[1]) and ((found >= 0) & (found <= 1)).all()


def test_a_key_that_nobody_knows_is_told() -> None:
    with pytest.raises(UsageError, match="strange"):
        read_rerank({"strange": 1})
