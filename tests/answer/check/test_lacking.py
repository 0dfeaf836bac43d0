"""The facts of a sentence that its source lacks."""

from __future__ import annotations

import pytest

from rag.answer.check.facts import facts_of
from rag.answer.check.lacking import lacking

SAME = [
    ("Ms Obi answers, as does Dr Moe.", "Ms Adaeze Obi answers, and Jan Moe."),
    ("They have three boats.", "They have 3 boats."),
    ("They have 21 boats.", "They have twenty-one boats."),
    ("It was on Jan. 5.", "It was on January 5, 2017."),
    ("It was on 5 January 2017.", "On January 5, all met. The year was 2017."),
    ("Ngày 5/1/2017 họ gặp nhau.", "Họ gặp nhau ngày 5 tháng 1 năm 2017."),
    ("Họ gặp nhau tháng 12.", "Họ gặp nhau ngày 3 tháng mười hai."),
    ("It cost 1.2 million pounds.", "It cost £1.2 million."),
    ("The rate fell by 3.25 percent.", "The rate fell by 3.25%."),
    ("Tỷ lệ giảm 3,25 phần trăm.", "Tỷ lệ giảm 3,25%."),
    ("Sáu trăm nghìn đồng.", "600.000 đồng."),
    ("Có 1250 căn nhà.", "Có 1.250 căn nhà."),
    ("There were 3,400 books.", "There were 3400 books."),
    ("87 tỉ đồng", "87 tỷ đồng"),
    ("Nông Đức Mạnh spoke.", "Nong Duc Manh spoke."),
    ("Bà Phạm Thị Hoà nói.", "Bà Phạm Thị Hòa nói."),
    ("The Vietnamese team won.", "The team of Vietnam won."),
    ("The United Nations agreed.", "The UN agreed."),
    ("Minister Binh came.", "Binh, the Minister, came."),
    ("He said “yes, sir”.", "“Yes, sir,” he said."),
    ("They met twice a month.", "They met two times a month."),
]


OTHER = [
    ("Ms Obi answers.", "Ms Adaeze Moe answers.", "name"),
    ("They have three boats.", "They have 13 boats.", "number"),
    ("It grew by 3 percent.", "It grew by 3 million.", "number"),
    ("It took three times as long.", "It took three years.", "number"),
    ("It cost 36 billion.", "It cost 36 million.", "number"),
    ("It cost $5.", "It cost €5.", "number"),
    ("They won the second prize.", "They won the first prize of two.", "number"),
    ("It fell from 45 to 52.", "It fell from 52 to 45.", "number"),
    ("It was on January 15.", "It was on January 5.", "date"),
    ("It was on 5 January 2018.", "It was on 5 January 2017.", "date"),
    ("It was on Thursday.", "It was on Friday.", "date"),
    ("Chiều 5/1 họ gặp nhau.", "Sáng 5/1 họ gặp nhau.", "date"),
    ("Nguyen Duc Viet spoke.", "Nguyen Duy Viet and Le Duc Anh spoke.", "name"),
    ("Bà Phạm Thị Hoa nói.", "Bà Phạm Thị Hòa nói.", "name"),
    ("He saw Nguyen Van Linh.", "He saw Nguyen Van An and Tran Linh.", "name"),
    ("He said “no, sir”.", "“Yes, sir,” he said.", "quotation"),
]


@pytest.mark.parametrize(("sentence", "source"), SAME)
def test_the_same_in_other_words(sentence: str, source: str) -> None:
    assert list(lacking(facts_of(sentence), facts_of(source))) == []


@pytest.mark.parametrize(("sentence", "source", "kind"), OTHER)
def test_another_fact_is_missed(sentence: str, source: str, kind: str) -> None:
    assert [found for found, _ in lacking(facts_of(sentence), facts_of(source))][:1] == [kind]


def test_the_year_of_an_article_may_be_known_beside_its_text() -> None:
    said, source = facts_of("It was on January 5, 2017."), facts_of("It was on January 5.")
    assert [kind for kind, _ in lacking(said, source)] == ["date"]
    assert list(lacking(said, source, {2017})) == []
