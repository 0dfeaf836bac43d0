"""The check of written sentences: what it lets pass and what not, and how well on the labelled set."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from eval.workshop.support_check import FACTS, PARTS, TRUE, Labelled, Wordless, labelled, measure
from rag.answer.check.alignment import Source, Statement
from rag.answer.check.contradictions import denial, is_negated, overstated
from rag.answer.check.facts import facts_of
from rag.answer.check.order import jumps
from rag.answer.check.roles import turned_share
from rag.answer.check.support import supported
from rag.index.embedding import encoder_for
from tests.conftest import SEEDS

BRIDGE = ("The bridge was opened on 3 May 1934 by Mayor Edith Lorne.", "Ben Adeyemi accused the company of neglect.")


@pytest.mark.parametrize(
    ("sentence", "passes"),
    [
        ("Edith Lorne opened the bridge on May 3, 1934.", True),
        ("The company was accused of neglect by Ben Adeyemi.", True),
        ("The bridge was opened on 3 May 1935.", False),
        ("The bridge was not opened on 3 May 1934.", False),
        ("The company accused Ben Adeyemi of neglect.", False),
        ("Ben Adeyemi opened the bridge.", False),
        ("The bridge is the longest in the country.", False),
        ("Cây cầu được mở ngày 3 tháng 5 năm 1934.", False),  # another language: cannot be checked
    ],
)
def test_a_sentence_is_given_only_with_what_says_so(sentence: str, passes: bool) -> None:
    encoder = encoder_for()
    verdict = supported(Statement.of(sentence, encoder), Source.of(BRIDGE, encoder))
    assert verdict.supported is passes
    assert bool(verdict.why) is not passes


@pytest.mark.parametrize(
    ("clause", "negated"),
    [
        ("it has yet to open", True),
        ("they did not go", True),
        ("Decision No. 217 was taken", False),
        ("not only the mayor came", False),
        ("chưa ai được hỏi", True),
        ("hãng hàng không mở đường bay", False),
    ],
)
def test_what_denies(clause: str, negated: bool) -> None:
    assert is_negated(clause) is negated


@pytest.mark.parametrize(
    ("sentence", "source", "found"),
    [
        ("Prices rose last week.", "Prices fell last week.", "the opposite"),
        ("Prices fell, wages rose.", "Wages rose while prices fell.", None),
        ("Giá vàng tăng sáng nay.", "Giá vàng sáng nay giảm.", "the opposite"),
        ("They plan to close the mine.", "They do not plan to close the mine.", "a negation"),
        ("It is in Rome that they will build it.", "They will build it in Milan, not in Rome.", "a negation"),
    ],
)
def test_a_denial_is_found(sentence: str, source: str, found: str | None) -> None:
    assert denial(sentence, [source]) == found


@pytest.mark.parametrize(
    ("sentence", "source", "found"),
    [
        ("All villages have a well.", "Most villages have a well.", "all"),
        ("Every village has a well.", "Each village has a well.", None),
        ("Only two villages have a well.", "Two villages have a well.", "only"),
        ("Tất cả các hộ có lãi.", "Hầu hết các hộ có lãi.", "all"),
        ("Phần lớn các hộ có lãi.", "Hầu hết các hộ có lãi.", None),
    ],
)
def test_an_overstatement_is_found(sentence: str, source: str, found: str | None) -> None:
    assert overstated(sentence, [source]) == found


def test_order_costs_nothing_in_a_copy_and_something_when_roles_are_swapped() -> None:
    source = facts_of("The harbour company sold an old ferry to Lena Brandt in 1954.")
    copied, passive, swapped = (
        jumps(facts_of(text), [source])
        for text in (
            "The harbour company sold a ferry to Lena Brandt.",
            "In 1954 an old ferry was sold by the harbour company.",
            "Lena Brandt sold an old ferry to the harbour company.",
        )
    )
    assert copied == 0
    assert passive < swapped
    assert turned_share("The dog bit the man.", ["The man bit the dog."]) == 1


def test_every_sentence_of_the_seeds_is_supported_by_itself() -> None:
    from rag.corpus.sentences import split_sentences

    encoder = encoder_for()
    for path in sorted(SEEDS.iterdir())[:2]:
        text = path.read_text(encoding="utf-8")
        for one in split_sentences(text, "en"):
            sentence = " ".join(text[one.start : one.end].split())
            if one.quotable:
                assert supported(Statement.of(sentence, encoder), Source.of([sentence], encoder)).supported, sentence


def test_the_labelled_set_is_what_it_says() -> None:
    rows = {part: labelled(part) for part in PARTS}
    assert sum(map(len, rows.values())) >= 700
    passages = {part: {text for row in found for text in row.passages} for part, found in rows.items()}
    assert not passages["dev"] & passages["test"]
    for found in rows.values():
        assert {row.kind for row in found} >= {*TRUE, *FACTS, "negation", "quantifier", "role", "merge", "invention"}
        assert {row.language for row in found} == {"en", "vi", "fr", "es"}
    assert not [
        s for s, count in Counter(row.sentence for found in rows.values() for row in found).items() if count > 1
    ]


@pytest.mark.parametrize("block", ["dev-en", "test-en", "dev-fr", "dev-es", "test-fr", "test-es"])
def test_what_is_said_to_be_from_the_seeds_stands_there(block: str) -> None:
    import yaml

    from eval.workshop.support_check import LABELLED

    for group in yaml.safe_load((LABELLED / f"{block}.yaml").read_text("utf-8")):
        if "source" in group:
            text = Path(SEEDS.parent, group["source"]).read_text("utf-8")
            assert all(passage in text for passage in group["passages"])


@pytest.mark.parametrize("words", [True, False])
def test_error_rates_on_dev_are_kept(words: bool) -> None:
    encoder = encoder_for() if words else Wordless(encoder_for())
    found = measure(labelled("dev"), encoder)
    assert found["true_left_out"] <= 0.12
    assert found["facts_pass"] <= 0.03
    assert found["rest_pass"] <= 0.10


def test_a_row_tells_whether_it_is_true() -> None:
    assert [Labelled("", kind, "en", (), 0).true for kind in ("fusion", "merge")] == [True, False]
