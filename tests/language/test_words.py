"""Words: what is compared as the same."""

from __future__ import annotations

import unicodedata
from itertools import pairwise
from typing import Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rag.language.words import fold, term, terms, words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Nông Đức Mạnh", "nong duc manh"),
        ("Đinh Thế Huynh", "DINH THE HUYNH"),
        ("Thường trực", "Thuong truc"),
        ("café", "CAFE"),
        ("Straße", "STRASSE"),
        ("ﬁnance", "finance"),
    ],
)
def test_accents_and_cases_are_folded_in_either_normal_form(one: str, other: str) -> None:
    assert fold(one) == fold(unicodedata.normalize("NFD", one)) == fold(other)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("…!?", []),
        ("3.25% of 1,500", ["3.25", "of", "1,500"]),
        ("No. 217-QĐ/TW", ["no", "217", "qd", "tw"]),
        ("committee's committees’ Committee", ["committe", "committe", "committe"]),
        ("mobilising mobilises mobilised", ["mobilis"] * 3),
        ("Nông Đức Mạnh", ["nong", "duc", "manh"]),
    ],
)
def test_the_terms_of_a_text(text: str, expected: list[str]) -> None:
    assert terms(text) == expected


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_spans_point_at_the_words_as_written(form: Literal["NFC", "NFD"]) -> None:
    text = unicodedata.normalize(form, "Ông Nông Đức Mạnh đã đến.")
    assert [text[w.start : w.end] for w in words(text)] == [w.rstrip(".") for w in text.split()]


@settings(max_examples=100, deadline=None, derandomize=True)
@given(st.text(max_size=100))
def test_words_are_in_order_and_terms_are_whole(text: str) -> None:
    found = words(text)
    assert [w.term for w in found] == terms(text) == [term(text[w.start : w.end]) for w in found]
    assert all(one.end <= two.start for one, two in pairwise(found))
    assert not [w for w in found if not w.term or w.term != "".join(w.term.split())]
