"""Titles, dates and languages."""

from __future__ import annotations

import datetime

import pytest

from rag.corpus.metadata import MAX_TITLE, find_date, find_title, shorten
from rag.corpus.reading import Reader
from rag.corpus.sentences import split_sentences
from rag.settings import Settings
from tests.conftest import SEEDS

LONG = "The committee met on Monday to talk about the budget of the coming year, which a working group had drawn up."


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("A conference on rice\n\nIt was held in the spring.", "A conference on rice"),
        ("# A conference on rice\n\nIt was held.", "A conference on rice"),
        ("\ufeff# A conference on rice\r\n\r\nIt was held.", "A conference on rice"),
        ("Home\n\nA conference on rice\n\nIt was held in the spring of this year.", "A conference on rice"),
        (LONG, "The committee met on Monday to talk about the budget of the coming year, which a working…"),
        ("Mr. Ha spoke . He left.", "Mr. Ha spoke."),
        ("At the conference (Photo: VNA)\n\nIt was held.", "At the conference"),
        ("| Name | Since |\n|---|---|\n| Ann Lee | 2018 |\n| Bob Ray | 2019 |\n", "notes"),  # a header names no table
    ],
)
def test_titles(text: str, title: str) -> None:
    assert find_title("notes.txt", text, split_sentences(text, "en")) == title


@pytest.mark.parametrize("line", ["x" * 200, "word " * 60, LONG, "a", ""])
def test_a_shortened_title_is_never_longer_than_it_may_be(line: str) -> None:
    assert len(shorten(line)) <= MAX_TITLE + 1  # the ellipsis


@pytest.mark.parametrize(
    ("line", "language", "date"),
    [
        ("January 5, 2017 13:06", "en", "2017-01-05"),
        ("Published: 5 January 2017", "en", "2017-01-05"),
        ("Posted on March 3, 2021 at 10:15 am", "en", "2021-03-03"),
        ("Date: 14 April 2026, 18:30 to 20:10", "en", "2026-04-14"),
        ("2017-01-05", "en", "2017-01-05"),
        ("01/05/2017", "en", "2017-01-05"),  # months first in English
        ("05/01/2017", "vi", "2017-01-05"),  # days first in Vietnamese
        ("Ngày đăng: 05/01/2017", "vi", "2017-01-05"),
        ("Thứ Năm, 05/01/2017 13:06 (GMT+7)", "vi", "2017-01-05"),
        ("Date: Thursday, January 5, 2017", "en", "2017-01-05"),
        ("Dated 3 May 2020", "en", "2020-05-03"),
        ("**Issued on** 4 June 2021 by Ann Lee", "en", "2021-06-04"),
        ("Ban hành ngày 5/3/2023", "vi", "2023-03-05"),
        ("Hà Nội, ngày 5 tháng 3 năm 2023", "vi", "2023-03-05"),
        ("Publié le 3 mars 2021 par Ann Lee", "fr", "2021-03-03"),
        ("Fait à Lyon, le 3 mars 2021", "fr", "2021-03-03"),
        ("Fecha de publicación: 03/05/2021", "es", "2021-05-03"),
        ("Madrid, a 3 de mayo de 2021", "es", "2021-05-03"),
        ("Le maire fut élu à Lyon, le 3 mars 2021", "fr", None),
        ("Issued permits end on 4 June 2021", "en", None),
        ("January 2017", "en", None),  # no day
        ("In 2017 the committee met.", "en", None),
        ("On January 5, 2017 the committee met in Hanoi to talk.", "en", None),
        ("Hanoi", "en", None),
        ("1234567890", "en", None),
    ],
)
def test_a_date_counts_where_a_line_states_it_and_nothing_else(line: str, language: str, date: str | None) -> None:
    expected = datetime.date.fromisoformat(date) if date else None
    assert find_date(f"A title\n\n{line}\n\nIt was held in the spring.", language) == expected


@pytest.mark.parametrize(
    ("name", "title", "date"),
    [
        (
            "000_3d2def1b4960c5b3.txt",
            "Tran Quoc Vuong, permanent member of the Party Central Committee’s Secretariat, speaks at…",
            None,
        ),
        ("001_f1e156fe392b070f.txt", "Renovating mass mobilization work for international integration", None),
        (
            "002_03fe7c24a6b2ee3d.txt",
            "Comrade Dinh The Huynh: Must strongly innovate mass mobilization work",
            datetime.date(2017, 1, 5),
        ),
        (
            "003_dce22e8a43f1b747.txt",
            "Vietnam’s party chief has confirmed that mass mobilisation work is extremely important…",
            None,
        ),
        (
            "004_5a6339f489f90295.txt",
            "This was the opinion of Pham Tat Thang, member of the Central Committee of the Communist…",
            None,
        ),
    ],
)
def test_the_seeds(name: str, title: str, date: datetime.date | None) -> None:
    (read,) = Reader(Settings.of()).read(name, (SEEDS / name).read_bytes())
    assert isinstance(read, tuple)
    assert (read[0].title, read[0].date, read[0].language) == (title, date, "en")
