"""Entries below a year, a day, a number of a part, or a name."""

from __future__ import annotations

import pytest

from rag.corpus.entries import dated
from rag.corpus.sentences import split_sentences

TIMELINE = "The mill\n\n1987\n22 April – The parish buys it.\n\n1988\n3 February: The county pays.\nMay – It opens.\n"
LOG = "Station log\n\nThứ Hai, 4/3\nTrực: Lâm\n06:30 Tuần tra.\n\nThứ Ba, 5/3\nTrời mưa.\n"
CONTRACT = "CONTRACT\n\nArticle 1 – Object\nRoom 7 is let.\n\nArticle 2 – Rent\n2.1 It is 780 euros.\n"
STAFF = (
    "Who works here\n\nJens Hallberg (clerk)\nFront desk. Extension 214.\n\nPavel Dostal (caretaker)\n"
    + "Keys and heating, lost property, the lift and the bicycles in the yard. " * 3
    + "Off on Fridays.\n"
)


@pytest.mark.parametrize(
    ("told", "heading", "whole"),
    [
        ("22 April – The parish buys it.", "1987", "22 April 1987 – The parish buys it."),
        ("Mon 4 March: closed", "2024", "Mon 4 March 2024: closed"),
        ("22 avril : achat du moulin", "1987", "22 avril 1987 : achat du moulin"),
        ("14/3: họp", "2023", "14/3/2023: họp"),
        ("22 April 1990 – again", "1987", "22 April 1990 – again"),
        ("It was sold on 22 April.", "1987", "It was sold on 22 April."),
        ("06:30 Patrol", "Monday, 4 March", "Monday, 4 March, 06:30 Patrol"),
        ("We walked.", "Monday, 4 March", "We walked."),
    ],
)
def test_entry_is_shown_with_its_year_or_day(told: str, heading: str, whole: str) -> None:
    assert dated(told, heading) == whole


def test_timeline_is_quoted_with_the_year_as_its_context() -> None:
    units = [unit for unit in split_sentences(TIMELINE) if unit.quotable]
    assert [unit.shown(TIMELINE) for unit in units] == [
        "22 April 1987 – The parish buys it.",
        "3 February 1988: The county pays.",
        "May 1988 – It opens.",
    ]
    assert [TIMELINE[slice(*unit.context)] for unit in units if unit.context] == ["1987", "1988", "1988"]


def test_log_has_the_day_with_what_begins_with_an_hour_or_a_label() -> None:
    shown = [unit.shown(LOG) for unit in split_sentences(LOG, "vi") if unit.quotable]
    assert shown == ["Thứ Hai, 4/3, Trực: Lâm", "Thứ Hai, 4/3, 06:30 Tuần tra.", "Trời mưa."]


def test_one_day_is_that_of_the_whole_and_no_heading() -> None:
    text = "Mill sold\n\n4 March 2024\n\nThe parish bought the mill for one pound.\n"
    assert {unit.section for unit in split_sentences(text)} == {""}


def test_counted_parts_are_headings() -> None:
    units = [unit for unit in split_sentences(CONTRACT) if unit.quotable]
    assert [unit.section for unit in units] == ["Article 1 – Object", "Article 2 – Rent"]


def test_items_below_a_part_that_announces_them_have_it_as_their_context() -> None:
    text = (
        "Rules\n\nArticle 1 Scope\nAll guests.\n\nArticle 2 Guests may not:\na) run in the hall;\nb) shout at night.\n"
    )
    items = [unit for unit in split_sentences(text) if unit.quotable][1:]
    assert {text[slice(*unit.context)] for unit in items if unit.context} == {"Article 2 Guests may not:"}
    assert {unit.section for unit in items} == {"Article 2 Guests may not:"}


def test_name_stands_with_what_is_said_of_it() -> None:
    units = [unit for unit in split_sentences(STAFF) if unit.quotable]
    assert units[0].shown(STAFF) == "Jens Hallberg (clerk): Front desk. Extension 214."
    assert units[1].shown(STAFF).startswith("Pavel Dostal (caretaker): Keys and heating")
    assert (units[-1].shown(STAFF), units[-1].section) == ("Off on Fridays.", "Pavel Dostal (caretaker)")


def test_years_of_a_life_in_work_stand_with_the_lines_next_to_them() -> None:
    text = "Ann Lee\n\nExperience\n\n2014 – today\nHead of sound, Ghent\n\n2009 – 2014\nClerk, Hull\n\nLanguages\n\nFrench\n"
    units = [unit for unit in split_sentences(text) if unit.quotable]
    assert [unit.shown(text) for unit in units] == [
        "2014 – today: Head of sound, Ghent",
        "2009 – 2014: Clerk, Hull",
        "Languages",
        "French",
    ]
    assert [unit.section for unit in units[:3]] == [
        "Experience › 2014 – today",
        "Experience › 2009 – 2014",
        "Experience",
    ]


def test_quantities_stand_below_what_they_are_of() -> None:
    text = "Soup\n\nIngredients\n3 leeks\n500 g potatoes\n\nIt keeps for three days.\n"
    sections = {unit.shown(text): unit.section for unit in split_sentences(text)}
    assert sections["3 leeks"] == sections["500 g potatoes"] == "Ingredients"


def test_abbreviated_parts_are_headings_though_a_line_would_go_on_and_one_number_is_left_out() -> None:
    text = (
        "BYLAWS\n\nArt. 1 Name\nThe name is Rowers.\n\nArt. 2 Termination of membership\n"
        "Membership ends by resignation or by death.\n\nArt. 4 Year\nIt ends in June.\n\nArt. 5 Seat\nIt is in Vinh.\n"
    )
    units = [unit for unit in split_sentences(text) if unit.quotable]
    assert [unit.section for unit in units] == [
        "Art. 1 Name",
        "Art. 2 Termination of membership",
        "Art. 4 Year",
        "Art. 5 Seat",
    ]
