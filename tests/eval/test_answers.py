"""Key facts, overlap with references, verdicts."""

from __future__ import annotations

from typing import Any

import pytest
import sacrebleu

from eval.metrics import answers
from eval.scored_answer import Given
from tests.eval.rows import given, gold


def test_nuggets_count_full_facts() -> None:
    """Two vital facts, one said; two okay ones, one said: V 1/2, A 2/4, W (1 + .5) / (2 + 1)."""
    facts = gold("Ann", "Bob", "Cid?", "Dan?").key_facts
    assert answers.nuggets(facts, "Ann met Cid.") == {
        "key_fact_recall": 0.5,
        "key_facts_all": 0.5,
        "key_facts_weighted": 0.5,
        "contains": 0.0,
    }


@pytest.mark.parametrize(
    ("fields", "said", "verdict"),
    [
        ({}, "Ann and Bob", "correct"),
        ({}, "Ann", "acceptable"),
        ({}, "nobody", "incorrect"),
        ({}, None, "missing"),
        ({"must_not": [{"any_of": ["Eve"]}]}, "Ann, Bob and Eve", "incorrect"),
        ({"expected": "abstain", "key_facts": []}, "Ann", "incorrect"),
        ({"expected": "abstain", "key_facts": []}, None, "correct"),
        ({"expected": "correct_premise"}, None, "missing"),
    ],
)
def test_verdict(fields: dict[str, Any], said: str | None, verdict: str) -> None:
    assert answers.verdict(gold("Ann", "Bob", **fields), given(*([(said, [])] if said else []))) == verdict


@pytest.mark.parametrize(
    ("text", "reference", "f1"),
    [
        ("the men", "men", 1.0),
        ("a b", "c d", 0.0),
        ("", "", 1.0),
        ("", "men", 0.0),
        ("1.5", "15", 0.0),  # SQuAD's normaliser makes them equal
        ("tăng 3,25%", "tăng 3.25 %", 2 * 2 / 6),  # "tăng" and "%" of three each: marks in figures are kept
        ("one two three four", "one two", 2 * 2 / 6),
        ("hoà bình", "hòa bình", 1.0),
        ("2016–2021", "2016-2021", 1.0),  # ASCII punctuation alone would leave the en dash
    ],
)
def test_token_f1(text: str, reference: str, f1: float) -> None:
    assert answers.token_f1(text, [reference]) == pytest.approx(f1)
    assert answers.token_f1(text, ["something else", reference]) >= f1


def test_chrf_is_sacrebleus_with_word_bigrams() -> None:
    text, references = (
        "Thủ tướng Phạm Minh Chính phát biểu",
        ["Phạm Minh Chính phát biểu.", "The Prime Minister spoke."],
    )
    assert answers.chrf(text, references) == sacrebleu.sentence_chrf(text, references, word_order=2).score / 100


def test_the_text_of_an_answer_is_its_sentences_and_a_marker_without_a_citation_is_counted() -> None:
    told = {"status": "answered", "confidence": 1, "citations": [], "passages": []}
    found = Given.of({**told, "sentences": [{"text": "He went on.", "citations": [7]}, {"text": "She left."}]})
    assert found.text == "He went on. She left."
    assert found.sentences[0].dangling == 1
