"""A sentence that says another day, year or code than is asked is no answer."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from rag import Bot
from rag.answer.evidence.conditions import fixed_in, is_of_another, says_another, says_same
from rag.answer.question.question import Question
from tests.conftest import MakeCorpus


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("When does it leave on Saturdays?", "It leaves at 07:40 from Monday to Friday."),
        ("who became harbour master in 2019", "She took over in March 2022."),
        ("Is the K30 recalled?", "The K40 is recalled."),
        ("Was it closed on 3 May?", "It was closed on 4 May."),
        ("Tàu chạy lúc nào vào chủ nhật?", "Tàu chạy lúc 7 giờ từ thứ hai đến thứ sáu."),
        ("Quand part-il le samedi ?", "Il part à 7 h du lundi au vendredi."),
        ("What was built in the 1970s?", "The hall was built in 1985."),
        ("what is shown in room 3", "Room: 4 | Subject: Clocks | Cases: 3"),
        ("Ai ở phòng 12?", "Ông Tám ở phòng 21, tầng 12."),
        ("Who leads the evening shift?", "The morning shift is led by Ida Moe."),
        ("What does a weekly ticket cost?", "Ticket: Child day ticket | Price: £3"),
        ("When do doors open on weekends?", "Weekdays: doors open at 7."),
        ("Ai phụ trách ca tối?", "Ca sáng do anh Tuấn phụ trách."),
        ("Qui dirige l'équipe du soir ?", "L'équipe du matin est dirigée par Ida."),
        ("¿Quién dirige el turno de noche?", "El turno de tarde lo dirige Ida."),
    ],
)
def test_another_day_year_or_code_is_told(asked: str, said: str) -> None:
    assert says_another(fixed_in(asked), fixed_in(said))
    assert not says_same(fixed_in(asked), fixed_in(said))


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("who has plot 31", "Plots 8 and 31 are vacant."),
        ("Who leads the evening shift?", "Ida leads the morning shift and the evening shift."),
        ("Giá vé cuối tuần là mấy đồng?", "Vé ngày thường 40.000 đồng, vé cuối tuần 60.000 đồng."),
        ("When does it leave on Wednesday?", "It leaves at 07:40 from Monday to Friday."),
        ("Is it open on sundays?", "Open Tuesday to Friday and Sunday."),
        ("Who led it in 1995?", "From 1991 until 2000 Ada Quill led it."),
        ("What was built in the 1970s?", "The hall was built in 1974."),
        ("Is the K40 recalled?", "Kettles with a number that begins with K40-2 are recalled."),
        ("When did it happen in May 2021?", "It happened on 4 May 2021."),
    ],
)
def test_the_same_is_told(asked: str, said: str) -> None:
    assert says_same(fixed_in(asked), fixed_in(said))
    assert not says_another(fixed_in(asked), fixed_in(said))


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("How many live in Warsaw?", "In 1939 there were 1,300,000."),
        ("What does it cost in 2023?", "It costs 35 euros."),
        ("population 2019", "Melby (population 1,300,000) is a town."),
        ("Is the K30 recalled?", "Print it on A4 paper."),
        ("Who has 1,950 members?", "The club had 1950 members."),
    ],
)
def test_what_is_not_fixed_or_not_said_is_neither(asked: str, said: str) -> None:
    assert not says_another(fixed_in(asked), fixed_in(said))
    assert not says_same(fixed_in(asked), fixed_in(said))


def test_a_contrasting_word_beside_other_things_says_nothing() -> None:
    asked, said = fixed_in("Who led the first expedition?"), fixed_in("The last tram leaves at nine.")
    assert not says_another(asked, said)
    assert not says_same(asked, fixed_in("The first tram leaves at five."))


@pytest.mark.parametrize(
    ("title", "is_told"), [("Figures", False), ("Figures of 2023", True), ("Figures, 2022 to 2024", False)]
)
def test_a_title_tells_the_year_of_a_sentence_unless_it_has_both(title: str, *, is_told: bool) -> None:
    text = "The budget was 184,000 pounds in 2024."
    candidate = SimpleNamespace(title=title, text=text, shown=lambda at: text)
    evidence: Any = SimpleNamespace(
        text=text, index=0, foreign=False, candidate=candidate, sentence=SimpleNamespace(section=""), is_of_asked=None
    )
    assert is_of_another(Question("What was the budget in 2023?"), evidence) is not is_told


def test_a_part_whose_number_no_heading_has_is_missing(corpus: MakeCorpus) -> None:
    rules = "# Rules\n\n" + "".join(f"## Article {n}\n\nDogs of size {n} may come in.\n\n" for n in (1, 2, 3))
    bot = Bot.open(corpus({"rules.md": rules}))
    assert "size 2" in bot.ask("What does article 2 say about dogs?").text
    assert "size 3" in bot.ask("What does article 3 say?").text
    for missing in ("What does article 9 say?", "What does article 9 say about dogs?"):
        assert bot.ask(missing).status in ("uncertain", "declined")
