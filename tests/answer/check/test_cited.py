"""A written sentence held against what it cites."""

from __future__ import annotations

import pytest

from rag.answer.check.alignment import Source
from rag.answer.check.cited import CitedPassage, judge_cited
from rag.answer.reader.load import reader_for
from rag.index.embedding import encoder_for

BRIDGE = ("The bridge was opened on 3 May 1934 by Mayor Edith Lorne.", "Ben Adeyemi accused the company of neglect.")
FERRY = ("The ferry to Holm carries 40 cars.", "The fares are:\n- Adults: 40 crowns\n- Children: a basket of shells")


@pytest.fixture(scope="module")
def cited() -> list[CitedPassage]:
    return [CitedPassage(Source.of(some, encoder_for())) for some in (BRIDGE, FERRY)]


@pytest.mark.parametrize(
    ("sentence", "by", "why"),
    [
        ("Edith Lorne opened the bridge on May 3, 1934.", [(0, 0)], ""),
        ("The company was accused of neglect by Ben Adeyemi.", [(0, 1)], ""),
        ("While the ferry to Holm carries 40 cars, Ben Adeyemi accused the company of neglect.", [(0, 1), (1, 0)], ""),
        ("The fare for adults is 40 crowns.", [(1, 1)], ""),
        ("The fare for children is 40 crowns.", [], "the number “40” is not so in what it cites"),
        ("The bridge was opened on 3 May 1935.", [], "the date “3 May 1935” is not so in what it cites"),
        ("The bridge was not opened on 3 May 1934.", [], "what it cites differs by a negation"),
        ("The company accused Ben Adeyemi of neglect.", [], ""),
        ("Ben Adeyemi opened the bridge.", [], ""),
        ("The bridge is the longest in the country.", [], ""),
        ("Cây cầu được mở ngày 3 tháng 5 năm 1934.", [], "it is in another language than what it cites"),
    ],
)
def test_a_sentence_is_given_only_with_what_says_so(
    cited: list[CitedPassage], sentence: str, by: list[tuple[int, int]], why: str
) -> None:
    held = judge_cited(sentence, cited, encoder_for(), reader_for("on").reader)
    assert sorted({(one.passage, one.at) for one in held.by}) == by
    assert held.supported is bool(by)
    assert held.why.startswith(why) and bool(held.why) is not held.supported
