"""Whom a sentence means: people named, and sentences that go on about them."""

from __future__ import annotations

import pytest

from rag.corpus.people import people
from rag.corpus.sentences import split_sentences


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Mayor Ingrid Solheim said the harbour was full.", ["Ingrid Solheim"]),
        (
            "Nguyen The Trung, deputy head of the office, stressed it.",
            ["Nguyen The Trung"],
        ),  # "The" and "Trung" are names
        ("Ông Lê Văn Tám phát biểu tại hội nghị.", ["Lê Văn Tám"]),
        ("He lives in Quang Tri.", []),
        ("The Central Committee met on Monday.", []),
    ],
)
def test_people_named_in_a_text(text: str, named: list[str]) -> None:
    assert [person.name for person in people(text) if person.trust > 0] == named


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Ingrid Solheim, the mayor, spoke. She was pleased.", ["", "Ingrid Solheim"]),
        ("Ingrid Solheim, the mayor, spoke. The harbour is full. Boats wait, she said.", ["", "", "Ingrid Solheim"]),
        ("Ingrid Solheim, the mayor, spoke. Solheim was pleased.", ["", "Ingrid Solheim"]),
        ("Ingrid Solheim, the mayor, spoke. The party leader said it was late.", ["", "Ingrid Solheim"]),
        ("Ingrid Solheim, the mayor, spoke: “It was late. We went home.” Nobody came.", ["", "Ingrid Solheim", ""]),
        (
            "Ingrid Solheim, the mayor, met Tomas Reyl, a beekeeper. Solheim left. He stayed.",
            ["", "Ingrid Solheim", "Ingrid Solheim"],  # who "he" is, is not known from names: the last one spoken of
        ),
        ("The harbour is full. He was pleased.", ["", ""]),
        ("Ingrid Solheim, the mayor, spoke. Solheim Street was closed.", ["", ""]),
        ("Ông Lê Văn Tám phát biểu. Ông cũng cắt băng.", ["", "Lê Văn Tám"]),
    ],
)
def test_whom_each_sentence_means(text: str, meant: list[str]) -> None:
    assert [sentence.meant for sentence in split_sentences(text)] == meant


def test_a_sentence_is_told_with_whom_it_means_and_quoted_without() -> None:
    text = "Ingrid Solheim, the mayor, spoke. She was pleased."
    _, second = split_sentences(text)
    assert second.told(text) == "Ingrid Solheim: She was pleased."
    assert text[second.start : second.end] == "She was pleased."
