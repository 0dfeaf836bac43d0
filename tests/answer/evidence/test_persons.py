"""Whom the sentences of an article are about."""

from __future__ import annotations

import pytest
import regex

from rag.answer.evidence.persons import about_persons, persons_of
from rag.corpus.article import Sentence
from rag.language.words import terms
from tests.answer.evidence.made_up import held


def told_of(text: str, name: str, title: str = "") -> list[str]:
    """The sentences of a text about a person."""
    ends = [m.end() for m in regex.finditer(r"\.(?= |$)", text)]
    sentences = [Sentence(start, end, "text") for start, end in zip([0, *(end + 1 for end in ends)], ends)]
    passage = held("a.txt", text, sentences).passage
    about = about_persons([passage], persons_of([passage]), title)
    own = [places for person, places in about.items() if person[-2:] == tuple(terms(name))[-2:]]
    return [text[s.start : s.end] for s in passage.sentences for places in own if (passage.key, s.start) in places]


@pytest.mark.parametrize(
    ("text", "name", "about"),
    [
        (
            "Engineer Ida Brandt spoke first. She asked for a pump. Mayor Otto Kern said no. He left early.",
            "Ida Brandt",
            ["Engineer Ida Brandt spoke first.", "She asked for a pump."],
        ),
        (
            "Engineer Ida Brandt spoke first. She asked for a pump. Brandt has two sons.",
            "Ida Brandt",
            ["Engineer Ida Brandt spoke first.", "She asked for a pump.", "Brandt has two sons."],
        ),
        (
            "Ida Brandt was born in Oster. There she met Otto Kern. They have two sons.",
            "Ida Brandt",
            ["Ida Brandt was born in Oster.", "There she met Otto Kern.", "They have two sons."],
        ),
        (
            "Ida Brandt spoke first. Her niece Ruth Lund, a baker, spoke next. She sells rye bread.",
            "Ida Brandt",
            ["Ida Brandt spoke first.", "Her niece Ruth Lund, a baker, spoke next."],
        ),
        (
            "Chủ tịch xã, ông Đặng Văn Thức, chủ trì cuộc họp về đập Hồ Sen. Ông ấy đề nghị tỉnh hỗ trợ.",
            "Đặng Văn Thức",
            ["Chủ tịch xã, ông Đặng Văn Thức, chủ trì cuộc họp về đập Hồ Sen.", "Ông ấy đề nghị tỉnh hỗ trợ."],
        ),
        (
            "Le maire, Gérard Maupin, a parlé mardi. Il propose une piscine.",
            "Gérard Maupin",
            ["Le maire, Gérard Maupin, a parlé mardi.", "Il propose une piscine."],
        ),
    ],
)
def test_sentences_are_about_whom_was_named_last(text: str, name: str, about: list[str]) -> None:
    assert told_of(text, name) == about


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("They met in Quang Tri. He liked it.", id="a place"),
        pytest.param("The Anchor Inn burnt down. Nobody was hurt.", id="no pronoun"),
        pytest.param("Ida Brandt and Otto Kern were there. She left.", id="two people"),
    ],
)
def test_what_is_about_nobody_that_is_sure(text: str) -> None:
    assert not any(told_of(text, name) for name in ("Quang Tri", "Anchor Inn", "Ida Brandt", "Otto Kern"))


def test_what_stands_before_a_name_only_at_times_is_none_of_it() -> None:
    text = "Engineer Ida Brandt spoke. They heard Ida Brandt with patience. She left."
    passage = held("a.txt", text, [Sentence(0, len(text), "text")]).passage
    assert persons_of([passage]) == {tuple(terms("Ida Brandt"))}


def test_an_article_begins_with_the_person_in_its_title() -> None:
    text = "She left school at fourteen. Ida Brandt then baked bread."
    assert told_of(text, "Ida Brandt", "Ida Brandt, baker") == [
        "She left school at fourteen.",
        "Ida Brandt then baked bread.",
    ]
    assert told_of(text, "Ida Brandt", "A baker") == []
