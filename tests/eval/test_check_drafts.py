"""The labelled drafts of the check: how verdicts are put together and counted."""

from __future__ import annotations

from pathlib import Path

import pytest

from eval.check_drafts import VERDICTS, Draft, drafts, told_verdicts
from rag import Checked, CheckedClaim


@pytest.mark.parametrize("part", ["dev", "test"])
def test_every_draft_has_articles_and_known_verdicts(part: str) -> None:
    for draft in drafts(part):
        assert draft.articles.is_dir()
        assert {verdict for _, verdict in draft.claims} <= set(VERDICTS)


def test_no_claim_is_in_both_parts() -> None:
    dev, test = ({text for draft in drafts(part) for text, _ in draft.claims} for part in ("dev", "test"))
    assert not dev & test


@pytest.mark.parametrize(
    ("inside", "together"),
    [
        (("supported", "supported"), "supported"),
        (("supported", "contradicted"), "contradicted"),
        (("supported", "not found"), "partly"),
    ],
)
def test_clauses_of_one_claim_come_to_one_verdict(inside: tuple[str, str], together: str) -> None:
    draft = Draft(Path(), (("Ab, and cd.", "supported"), ("Ef.", "supported")))
    one, other = inside
    claims = (
        CheckedClaim("Ab", 0, 2, one),  # type: ignore[arg-type]
        CheckedClaim("cd.", 8, 11, other),  # type: ignore[arg-type]
        CheckedClaim("Ef.", 12, 15, "not found"),
    )
    assert list(told_verdicts(draft, Checked(draft.text, claims))) == [together, "not found"]
