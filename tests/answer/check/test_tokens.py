"""The words of a text in one spelling."""

from __future__ import annotations

from rag.answer.check.tokens import spelled, words


def test_one_spelling_of_the_same_letters() -> None:
    assert spelled("“Hoà”") == spelled('"Hòa"')


def test_words_keep_their_places_and_what_they_carry() -> None:
    text = "The 3rd mill burned."
    found = words(text)
    assert all(text[word.start : word.end] == word.text for word in found)
    assert [word.text for word in found if word.content] == ["3rd", "mill", "burned"]
    assert [word.text for word in found if word.opens] == ["The"]


def test_forms_of_a_word_have_one_term() -> None:
    singular, plural = words("mill mills")
    assert singular.term == plural.term
