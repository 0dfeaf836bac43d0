"""The stream, cut into sentences: whatever the pieces, the sentences are the same."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rag.answer.written.reading import LONGEST, EndlessError, Said, SentenceReader

TEXT = "The bridge opened in 1934. [1] Dr. Smith said it **cost** £1.2 million [2][3]. He left [1, 2].\n- An item 【4】\nNo end"
SAID = [
    Said("The bridge opened in 1934.", (1,)),
    Said("Dr. Smith said it cost £1.2 million.", (2, 3)),
    Said("He left.", (1, 2)),
    Said("An item", (4,)),
    Said("No end", ()),
]


def read(*pieces: str, whole: bool = True) -> list[Said]:
    reader = SentenceReader()
    return [said for piece in pieces for said in reader.feed(piece)] + list(reader.close(whole))


@settings(deadline=None, max_examples=60)
@given(st.lists(st.integers(0, len(TEXT)), max_size=12).map(sorted))
def test_the_pieces_make_no_difference(cuts: list[int]) -> None:
    ends = [0, *cuts, len(TEXT)]
    assert read(*(TEXT[a:b] for a, b in zip(ends, ends[1:]))) == SAID


def test_a_sentence_is_given_when_the_next_has_begun() -> None:
    reader = SentenceReader()
    assert list(reader.feed("It rained. [")) == []
    assert list(reader.feed("1")) == []
    assert list(reader.feed("] ")) == []
    assert list(reader.feed("Then")) == [Said("It rained.", (1,))]


@pytest.mark.parametrize(
    ("pieces", "said"),
    [
        (("A cat \ud83d", "\ude00 ran. [1]"), [Said("A cat \U0001f600 ran.", (1,))]),
        (("A cat \ud83d ran. [1]",), [Said("A cat \ufffd ran.", (1,))]),
        (("<thi", "nk>Let me see. [2] ", "Hm.</think>It rained. [1]"), [Said("It rained.", (1,))]),
        (("## A heading\n\nIt `rained`. [1]",), [Said("A heading", ()), Said("It rained.", (1,))]),
        (("[1] [2]",), []),
        (("[-1] [1",), []),
        (("[", "-", "1] [1"), []),
        (("It rained. [-1] [1",), [Said("It rained.", (-1,))]),
        (("It was -3 degrees. [1, -2]",), [Said("It was -3 degrees.", (1, -2))]),
        (("",), []),
    ],
)
def test_what_is_no_prose(pieces: tuple[str, ...], said: list[Said]) -> None:
    assert read(*pieces) == said


def test_what_broke_off_is_not_given() -> None:
    assert read("It rained. [1] Then the su", whole=False) == [Said("It rained.", (1,))]


def test_what_has_no_end_is_noticed_early() -> None:
    reader = SentenceReader()
    for _ in range(LONGEST // 5):
        assert list(reader.feed("word ")) == []
    with pytest.raises(EndlessError):
        list(reader.feed("word "))
