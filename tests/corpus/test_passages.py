"""Passages: every sentence that may be quoted stands in exactly one."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rag.corpus.article import Sentence, SentenceKind
from rag.corpus.passages import MAX_PASSAGE, passage_of, split_passages


def sentences(*lengths_and_kinds: tuple[int, SentenceKind]) -> list[Sentence]:
    """Sentences of these lengths with one character between them."""
    made, start = [], 0
    for length, kind in lengths_and_kinds:
        made.append(Sentence(start, start + length, kind))
        start += length + 1
    return made


@pytest.mark.parametrize(
    ("given_", "expected"),
    [
        ([], []),
        ([(10, "furniture"), (10, "heading")], []),
        ([(10, "text"), (10, "text")], [(0, 21)]),
        ([(600, "text"), (399, "text")], [(0, 1000)]),  # 600 + 1 + 399 characters: just fits
        ([(600, "text"), (400, "text")], [(0, 600), (601, 1001)]),
        ([(1500, "text"), (10, "text")], [(0, 1500), (1501, 1511)]),
        ([(10, "text"), (10, "heading"), (10, "text")], [(0, 10), (11, 32)]),
        ([(10, "heading"), (10, "heading"), (10, "text")], [(0, 32)]),
    ],
)
def test_sentences_are_packed(given_: list[tuple[int, SentenceKind]], expected: list[tuple[int, int]]) -> None:
    assert [(one.start, one.end) for one in split_passages(sentences(*given_))] == expected


KINDS = st.sampled_from(["text", "caption", "heading", "furniture"])


@settings(max_examples=100, deadline=None, derandomize=True)
@given(st.lists(st.tuples(st.integers(1, 1200), KINDS), max_size=30))
def test_nothing_quotable_is_lost_or_doubled(lengths_and_kinds: list[tuple[int, SentenceKind]]) -> None:
    given_ = sentences(*lengths_and_kinds)
    passages = split_passages(given_)
    assert [s for one in passages for s in one.sentences if s.quotable] == [s for s in given_ if s.quotable]
    assert all(one.end <= two.start for one, two in pairwise(passages))
    assert all(one.end - one.start <= MAX_PASSAGE or len(one.sentences) == 1 for one in passages)
    keys = [key for one in passages for key in one.quotable("d")]
    assert len(keys) == len(set(keys))
    assert {passage_of(key) for key in keys} == {one.key("d") for one in passages}
