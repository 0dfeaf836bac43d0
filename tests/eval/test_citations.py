"""Exactness, agreement with gold, ALCE by hand."""

from __future__ import annotations

import pytest

from eval.metrics import citations
from eval.metrics.support import containment, hard_tokens, missing, supports
from eval.scored_answer import Said, Span
from tests.eval.rows import Place, given, gold

TEXT = "The bridge is 5 km long. Hanoi built it in 2020. The bridge opened."


@pytest.mark.parametrize(
    ("quote", "start", "end", "state"),
    [
        ("The bridge is 5 km long.", 0, 24, "exact"),
        ("Hanoi built it", 0, 14, "relocatable"),
        ("the  bridge is 5 km LONG.", 0, 24, "normalised"),
        ("The bridge is 5 km lonk and Hanoi built it in 2020", 3, 20, "fabricated"),
        ("Hanoi built it in 2020, The bridge opened", 3, 20, "near"),
        ("The bridge", 60, 99, "dangling"),
        ("", 5, 5, "dangling"),
        ("The bridge", 50, 55, "near"),  # stands twice: nobody can say which is meant
    ],
)
def test_exactness(quote: str, start: int, end: int, state: str) -> None:
    assert citations.exactness(Span("a", start, end, quote), {"a": TEXT}) == state


def test_an_unknown_article_is_dangling() -> None:
    assert citations.exactness(Span("b", 0, 3, "The"), {"a": TEXT}) == "dangling"


EVIDENCE: list[list[Place]] = [[("a", 0, 10), ("b", 0, 10)], [("a", 20, 30)]]


@pytest.mark.parametrize(
    ("cited", "expected"),
    [
        ([("a", 5, 15), ("a", 25, 40)], {"gold_precision": 1, "gold_recall": 1, "gold_f1": 1, "right_article": 1}),
        ([("b", 0, 3)], {"gold_precision": 1, "gold_recall": 0.5, "gold_f1": 2 / 3}),
        ([("a", 10, 20)], {"gold_precision": 0, "gold_recall": 0, "gold_f1": 0, "right_article": 1}),  # ends touch only
        ([("a", 0, 5), ("c", 0, 5)], {"gold_precision": 0.5, "gold_recall": 0.5, "gold_f1": 0.5, "right_article": 0.5}),
    ],
)
def test_against_gold(cited: list[Place], expected: dict[str, float]) -> None:
    row = given(("x", [1]), cited=[(*place, "") for place in cited])
    found = citations.against_gold(gold("x", evidence=EVIDENCE), row)
    assert {name: found[name] for name in expected} == pytest.approx(expected)


def test_a_declined_answer_has_no_precision() -> None:
    assert citations.against_gold(gold("x", evidence=EVIDENCE), given()) == {"gold_recall": 0.0, "gold_f1": 0.0}


# -- ALCE by hand: sentence "Ann met Bob in Hanoi." needs both names ------------------------------------------

SENTENCE = "Yesterday Ann met Bob in Hanoi."
ANN, BOTH, NONE = "Yesterday Ann came to Hanoi.", "Yesterday Ann met Bob in Hanoi, he said.", "Nothing of the kind."
BOB = "Bob met somebody."


@pytest.mark.parametrize(
    ("quotes", "recall", "precision"),
    [
        ([BOTH], 1, 1),
        ([BOTH, NONE], 1, 1 / 2),  # the second supports nothing and is not needed
        ([ANN, BOB], 1, 2 / 2),  # neither alone, both together: both are needed
        ([ANN], 0, 0),  # not supported: nothing counts
        ([BOTH, BOTH], 1, 2 / 2),  # each alone supports it
        ([NONE, NONE, NONE, BOTH], 0, 0),  # only three citations of a sentence count
        ([], 0, 0),
    ],
)
def test_alce(quotes: list[str], recall: float, precision: float) -> None:
    said = Said(SENTENCE, tuple(Span("a", 0, 1, quote) for quote in quotes))
    assert citations.alce_recall([said]) == recall
    assert citations.alce_precision([said]) == pytest.approx(precision)


def test_alce_over_sentences() -> None:
    """Two sentences, the second without a citation: recall 1/2; precision over citations is 1/1."""
    good, bare = Said(SENTENCE, (Span("a", 0, 1, BOTH),)), Said(SENTENCE, ())
    assert citations.alce_recall([good, bare]) == 0.5
    assert citations.alce_precision([good, bare]) == 1.0


def test_a_marker_without_a_citation_is_no_support() -> None:
    assert citations.alce_recall([Said(SENTENCE, (Span("a", 0, 1, BOTH),), dangling=1)]) == 0.0


# -- The support test ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sentence", "tokens"),
    [
        ("In 2017, Vuong said “yes sir” to 3.25% of them.", ("2017", "3.25%", "Vuong", "yes sir")),
        ("Poverty fell. Progress was made.", ()),  # capitals that only begin a sentence
        ("Tran Quoc Vuong spoke.", ("Tran Quoc Vuong",)),
        ("Theo Ủy ban Dân tộc, 36 triệu đồng", ("36", "Ủy", "Dân")),
    ],
)
def test_hard_tokens(sentence: str, tokens: tuple[str, ...]) -> None:
    assert hard_tokens(sentence) == tokens


@pytest.mark.parametrize(
    ("quotation", "sentence", "supported"),
    [
        ("It grew by 3.25% in 2017.", "It grew by 3,25 % in 2017.", True),
        ("It grew by 3.25% in 2017.", "It grew by 32.5% in 2017.", False),
        ("It grew by 15 models.", "It grew by 5 models.", False),
        ("Ann spoke in Hanoi.", "Ann spoke in Hue.", False),
        ("Ann spoke in Hanoi.", "Then Ann talked about something entirely different.", False),
        ("On January 5, 2017 it opened.", "On 5 January 2017 it opened.", True),
        ("The council approved the bridge.", "The council never approved the bridge.", True),  # the known blind spot
    ],
)
def test_supports(quotation: str, sentence: str, supported: bool) -> None:
    assert supports(quotation, sentence) is supported


def test_missing_and_containment() -> None:
    assert missing("In 2017 Ann paid 5.", "Ann paid") == ["2017", "5"]
    assert containment("Ann paid Bob money", "Ann paid") == 0.5
