"""Where a claim and a sentence part: numbers that are bounds, times of one sort, what "one" and "once" say."""

from __future__ import annotations

import pytest

from rag.answer.check.differing import _rival_date, keeps_bound
from rag.answer.check.facts import facts_of


@pytest.mark.parametrize(
    ("claim", "source", "kept"),
    [
        ("The mill employs at least 60 people.", "The mill employs 64 people.", True),
        ("The mill employs at least 70 people.", "The mill employs 64 people.", False),
        ("It lasts more than an hour, or over 80 minutes.", "It lasts 2 hours.", True),
        ("Plus de 10 personnes y travaillent.", "12 personnes y travaillent.", True),
        ("Au plus 10 personnes y travaillent.", "12 personnes y travaillent.", False),
        ("Los talleres del pueblo emplean a menos de 20 personas.", "Emplean a 12 personas.", True),
        ("Children under ten enter free.", "Children under six enter free.", False),
        ("The mill has over 60 workers.", "The mill has over 64 workers.", True),
        ("Xưởng có trên 20 người.", "Xưởng có 25 người.", True),
        ("Xưởng có không quá 20 người.", "Xưởng có 25 người.", False),
    ],
)
def test_a_bound_is_kept_by_what_lies_within_it(claim: str, source: str, kept: bool) -> None:
    mine, theirs = facts_of(claim), facts_of(source)
    assert keeps_bound(mine.numbers[-1], theirs.numbers[0], mine, theirs) is kept


@pytest.mark.parametrize(
    ("claim", "source", "rival"),
    [
        ("Closed on Monday.", "Closed on Tuesday.", "Tuesday"),
        ("Closed in winter.", "Closed on Tuesday.", None),
        ("Delivered in the morning.", "Delivered between eight and noon.", None),
        ("Delivered in the morning.", "Delivered in the evening.", "evening"),
        ("Fermé le lundi.", "Fermé le mardi.", "mardi"),
        ("Ngâm qua đêm.", "Ngâm từ tối.", None),
    ],
)
def test_a_time_stands_only_for_one_of_its_sort(claim: str, source: str, rival: str | None) -> None:
    mine, theirs = facts_of(claim), facts_of(source)
    found = _rival_date(mine.dates[0], mine, theirs)
    assert (found and found.text) == rival
