"""The measure of claims over short passages: what is read, and how it is counted."""

from __future__ import annotations

from pathlib import Path

import pytest

from eval.workshop.claims_check import FILES, MARKS, passages, table, write_articles, written_claims
from eval.workshop.reader.written import Written

HELD = Written("Rules › Pets", "en", "Dogs are welcome.", [("?", "en", "who => Dogs"), ("-", "en", "No dogs.")])


@pytest.mark.parametrize("name", FILES)
def test_every_file_has_claims_of_each_mark(name: str) -> None:
    assert {one.mark for one in written_claims(passages(name))} == set(MARKS)


def test_only_claims_are_taken_and_a_passage_is_an_article_with_its_title(tmp_path: Path) -> None:
    (one,) = written_claims([HELD])
    write_articles([HELD], tmp_path)
    assert (one.mark, one.text, one.title) == ("-", "No dogs.", "Rules › Pets")
    assert (tmp_path / "001.md").read_text("utf-8") == "# Rules › Pets\n\nDogs are welcome.\n"


def test_each_language_and_mark_has_a_line() -> None:
    lines = table({("en", "-", "contradicted"): 2, ("en", "-", "partly"): 1, ("vi", "+", "supported"): 3}).splitlines()
    assert [line.split()[:3] for line in lines[1:]] == [["en", "[-]", "3"], ["vi", "[+]", "3"]]
