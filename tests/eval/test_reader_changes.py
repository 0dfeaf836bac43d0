"""Questions changed so that their passage does not answer them any more."""

from __future__ import annotations

import random

from eval.workshop.reader import changes

PASSAGE = (
    "In 1931 the engineer Ada Quill drew the bridge for Port Aldous. Later Bram Stone widened it for 4,000 crowns."
)


def test_a_name_or_number_is_exchanged_for_one_of_the_passage_that_neither_question_nor_answer_has() -> None:
    made = {
        changes.exchanged("What did Ada Quill draw in 1931?", PASSAGE, ["the bridge"], "", random.Random(seed))
        for seed in range(30)
    }
    assert "What did Bram Stone draw in 1931?" in made
    assert "What did Ada Quill draw in 4,000?" in made
    answered = (
        changes.exchanged("Who came after Ada Quill?", PASSAGE, ["Bram Stone"], "", random.Random(s)) for s in range(30)
    )
    assert not any("Bram" in question for question in answered if question)


def test_what_has_no_name_or_number_of_the_passage_stays() -> None:
    assert changes.exchanged("who drew it?", PASSAGE, ["Ada Quill"], PASSAGE, random.Random(1)) is None
    assert changes.denied("Name the engineer", random.Random(1)) is None


def test_a_question_is_denied_at_its_helping_verb() -> None:
    assert changes.denied("Who was born in Port Aldous?", random.Random(0)) == "Who was not born in Port Aldous?"
    assert changes.denied("Who was not born in Port Aldous?", random.Random(0)) is None
