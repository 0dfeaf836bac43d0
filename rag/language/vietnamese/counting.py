"""How Vietnamese counts."""

from __future__ import annotations

from rag.language.counting import Counting, named
from rag.language.stating import numbered

_UNITS = numbered("hai ba bốn năm sáu bảy tám chín mười", 2) | {"mốt": 1, "một": 1, "lăm": 5, "tư": 4, "bẩy": 7}

COUNTING = Counting(
    units=_UNITS,
    hundreds=frozenset({"trăm"}),
    tens=frozenset({"mươi"}),
    scales={"nghìn": 3, "ngàn": 3, "triệu": 6, "tỷ": 9, "tỉ": 9, "tr": 6},
    # "năm" is far oftener "year", "tư" and "một" are other words.
    beside={
        **dict.fromkeys(("một", "mốt", "lăm", "tư"), frozenset[str]()),
        "năm": frozenset(
            "phần người căn chiếc con cái ngôi cuộc lần ngày tháng tuần giờ phút đội làn trường xã huyện".split()
        ),
    },
    names=frozenset(_UNITS) - {"hai"},  # "ba" may be a part of one
    counts_places=frozenset({"thứ", "tháng"}),
    fold=r"lần",
    percent=r"phần\s+trăm",
    currencies={r"đô\s?la(?:\s+mỹ)?": "usd", r"vnđ": "vnd", r"đồng(?!\s+chí)": "vnd"},
    money=named(vnd="đồng dong đ d"),
    measured=named(s="giây", min="phút", h="giờ", d="ngày", week="tuần"),
)
