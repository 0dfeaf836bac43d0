"""What a question asks for, and whether a sentence may tell it."""

from __future__ import annotations

import pytest

from rag.answer.question.answer_type import asked_kinds, may_tell, needed_kind
from rag.language.base import Needed
from rag.language.detect import guess
from rag.language.packs import language_by


@pytest.mark.parametrize(
    ("question", "kinds"),
    [
        ("How many boats were there?", {"number"}),
        ("In what year did it close?", {"time"}),
        ("Who led the council?", {"person"}),
        ("Where did the hives come from?", {"place"}),
        ("Why did it close?", {"reason"}),
        ("What did the council decide?", set()),
        ("Có bao nhiêu thuyền ở cảng?", {"number"}),
        ("Co bao nhieu thuyen o cang?", {"number"}),
        ("Nhà máy đóng cửa khi nào?", {"time"}),
        ("Ai đã cắt băng khánh thành?", {"person"}),
        ("Dầu mỏ được dùng để làm gì?", set()),  # not "đâu", where
        ("Cuoc hop dien ra o dau?", {"place"}),
    ],
)
def test_what_a_question_asks_for(question: str, kinds: set[str]) -> None:
    assert asked_kinds(question, language_by(guess(question))) == kinds


@pytest.mark.parametrize(
    ("question", "needed"),
    [
        ("How many boats were there?", "number"),
        ("what's the current population", "number"),
        ("How old was the harbour master?", "number"),
        ("How much is the library card?", "price"),
        ("how old is Ada Quill", "age"),
        ("Quel âge avait Henri Salles ?", "age"),
        ("¿Cuántos años tiene la alcaldesa?", "age"),
        ("Ông Lâm bao nhiêu tuổi?", "age"),
        ("What is the phone number of the kiosk?", "phone"),
        ("Số điện thoại của thư viện là gì?", "phone"),
        ("Combien a coûté le pont ?", "price"),
        ("¿Cuánto cuesta la entrada?", "price"),
        ("Động cơ mới giá bao nhiêu?", "price"),
        ("Có bao nhiêu nước tham gia?", "number"),  # "gia" alone is no price
        ("How much importance did he attach to it?", None),
        ("How much do the keepers earn?", "number"),
        ("By how much has it fallen?", "number"),
        ("How do the boats leave?", None),
        ("What was built there, and for how many boats?", None),
        ("When and where did it open?", None),
        ("Ai đến, và có bao nhiêu thuyền?", None),
        ("On what date did it close?", "time"),
        ("Date of the council's meeting?", "time"),
        ("When was it closed?", "time"),
        ("The mill was open until when?", "time"),
        ("When the mill closed, who left?", None),
        ("What happens when the mill closes?", None),
        ("Who left when it closed?", None),
        ("Dân số của tỉnh là bao nhiêu?", "number"),
        ("dan so cua tinh la bao nhieu", "number"),
        ("Nhà máy đóng cửa ngày nào?", "time"),
        ("Ai đóng cửa nhà máy?", None),
    ],
)
def test_what_alone_can_answer_a_question(question: str, needed: str | None) -> None:
    assert needed_kind(question, language_by(guess(question))) == needed


@pytest.mark.parametrize(
    ("kind", "text", "known", "expected"),
    [
        ("number", "There were 412 boats.", set(), True),
        ("number", "There were nine boats.", set(), True),
        ("number", "Hardly any left, but most of the boats stayed.", set(), True),  # vague, and an answer
        ("number", "There were boats.", set(), False),
        ("number", "Decision 217 was discussed.", {"217"}, False),  # the question's own number
        ("age", "Ada Quill, 61, drew it.", set(), True),
        ("age", "She died at the age of 81.", set(), True),
        ("age", "Ada Quill drew it in 1931.", set(), False),
        ("age", "Ông Lâm, 54 tuổi, đã phát biểu.", set(), True),
        ("phone", "Call 020 7946 0018.", set(), True),
        ("phone", "Cars are booked by telephone in 2024.", set(), False),
        ("price", "Children travel free.", set(), True),
        ("price", "A ticket for £4", set(), True),
        ("price", "The card lends five books.", set(), False),
        ("price", "Mỗi thẻ được mượn năm cuốn.", set(), False),
        ("price", "Phí làm thẻ là 30.000 đồng.", set(), True),
        ("time", "It closed on a Monday.", set(), True),
        ("time", "It closed in the early nineteenth century.", set(), True),
        ("time", "It closed on 5/1.", set(), True),
        ("time", "It closed.", set(), False),
        ("time", "Nhà máy đóng cửa tuần trước.", set(), True),
    ],
)
def test_what_a_sentence_may_tell(kind: Needed, text: str, known: set[str], expected: bool) -> None:
    assert may_tell(kind, text, known, language_by(guess(text))) is expected
