"""The check of written sentences: what it lets pass and what not, and how well on the labelled set."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from eval.workshop.support_check import FACTS, PARTS, TRUE, Labelled, Wordless, judge, labelled, measure
from rag.answer.check.alignment import Source, Statement
from rag.answer.check.support import support_of
from rag.index.embedding import encoder_for
from tests.conftest import SEEDS


def test_every_sentence_of_the_seeds_is_supported_by_itself() -> None:
    from rag.corpus.sentences import split_sentences

    encoder = encoder_for()
    for path in sorted(SEEDS.iterdir())[:2]:
        text = path.read_text(encoding="utf-8")
        for one in split_sentences(text, "en"):
            sentence = " ".join(text[one.start : one.end].split())
            if one.quotable:
                assert support_of(Statement.of(sentence, encoder), Source.of([sentence], encoder)), sentence


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


@pytest.mark.parametrize("reading", ["on", "off"])
def test_error_rates_on_dev_are_kept(reading: str) -> None:
    encoder = encoder_for() if reading == "on" else Wordless(encoder_for())
    judged = list(judge(labelled("dev"), encoder, reading))
    fitted = measure([one for one in judged if one.row.fitted])
    # Of those written since, in quite other words, more of the true ones are left out (docs/check.md).
    assert fitted["true_left_out"] <= 0.12
    for found in (fitted, measure(judged)):
        assert found["facts_pass"] <= 0.03
        assert found["rest_pass"] <= 0.10


def test_a_row_tells_whether_it_is_true() -> None:
    assert [Labelled("", kind, "en", (), 0).true for kind in ("fusion", "merge")] == [True, False]
