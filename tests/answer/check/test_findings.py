"""The findings in a draft, counted and as JSON."""

from __future__ import annotations

import json

import pytest

from rag.answer.check.findings import CheckedClaim, CheckedQuotation, Findings

DRAFT = "The mill burned down. It was rebuilt."
CLAIMS = (CheckedClaim(DRAFT[:21], 0, 21, "supported", 0.9), CheckedClaim(DRAFT[22:], 22, 37, "not found"))


def test_each_verdict_is_counted() -> None:
    assert Findings(DRAFT, CLAIMS).summary == {
        "supported": 1, "partly": 0, "contradicted": 0, "not found": 1, "nothing to check": 0
    }  # fmt: skip


@pytest.mark.parametrize(
    ("claims", "quotations", "contradicted"),
    [
        (CLAIMS, (), False),
        ((CheckedClaim(DRAFT, 0, 37, "contradicted"),), (), True),
        (CLAIMS, (CheckedQuotation("a", 0, 1, "altered"),), True),
        (CLAIMS, (CheckedQuotation("a", 0, 1, "exact"),), False),
    ],
)
def test_what_speaks_against_a_draft(
    claims: tuple[CheckedClaim, ...], quotations: tuple[CheckedQuotation, ...], contradicted: bool
) -> None:
    assert Findings(DRAFT, claims, quotations=quotations).contradicted is contradicted


def test_they_are_json_with_the_places_in_the_draft() -> None:
    kept = json.loads(json.dumps(Findings(DRAFT, CLAIMS).to_dict()))
    assert [DRAFT[claim["start"] : claim["end"]] for claim in kept["claims"]] == [claim.text for claim in CLAIMS]
