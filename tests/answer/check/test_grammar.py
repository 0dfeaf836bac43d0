"""The little grammar that tells who is spoken of."""

from __future__ import annotations

import pytest

from rag.answer.check.grammar import is_passive, looks_like_participle
from rag.answer.check.tokens import words


@pytest.mark.parametrize(
    ("text", "verb", "passive"),
    [
        ("The mill was opened by Ann.", "opened", True),
        ("Ann opened the mill.", "opened", False),
        ("a group led by Ann", "led", True),
        ("Ông Nam bị bắt", "bắt", True),
    ],
)
def test_a_verb_in_the_passive(text: str, verb: str, passive: bool) -> None:
    (word,) = [word for word in words(text) if word.text == verb]
    assert is_passive(text, word) is passive


@pytest.mark.parametrize(("text", "may"), [("opened", True), ("led", True), ("mill", False), ("bắt", False)])
def test_what_may_be_a_participle(text: str, may: bool) -> None:
    (word,) = words(text)
    assert looks_like_participle(word) is may
