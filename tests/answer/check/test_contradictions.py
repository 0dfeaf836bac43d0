"""What denies, what is denied, and what is overstated."""

from __future__ import annotations

import pytest

from rag.answer.check.contradictions import denial, is_negated, overstated


@pytest.mark.parametrize(
    ("clause", "negated"),
    [
        ("it has yet to open", True),
        ("they tried in vain to buy it", True),
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
        ("The mine broke the lens.", "The mine left the lens unharmed.", "the opposite"),
        ("She won a silver medal.", "She won a gold medal.", "the opposite"),
        ("The fee rises in May.", "The fee stays unchanged in May.", "the opposite"),
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
