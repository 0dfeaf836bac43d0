"""Workbooks, presentations, mailboxes and zipped folders: what is read of them, and what is not."""

from __future__ import annotations

import datetime
import io
import zipfile
from collections.abc import Mapping
from types import SimpleNamespace
from typing import Any

import pytest

from rag.corpus.article import Skipped
from rag.corpus.readers.packed import date_of
from rag.corpus.reading import Reader
from rag.settings import Settings


def read(name: str, data: bytes, **limits: Any) -> tuple[dict[str, Any], dict[str, str]]:
    """The articles by path, each with its units, and why others are skipped."""
    with Reader(Settings.of(**limits)) as reader:
        found = list(reader.read(name, data))
    articles = {one[0].path: one for one in found if not isinstance(one, Skipped)}
    return articles, {one.path: one.reason for one in found if isinstance(one, Skipped)}


def workbook(rows: list[list[Any]], formats: Mapping[str, str] | None = None) -> bytes:
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    sheet.title = "Stock"
    for row in rows:
        sheet.append(row)
    for cell, form in (formats or {}).items():
        sheet[cell].number_format = form
    hidden = book.create_sheet("Secret")
    hidden.append(["Nothing to see"])
    hidden.sheet_state = "hidden"
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


@pytest.mark.parametrize(
    ("name", "first", "day"),
    [
        ("stock.xlsx", "Date: 3 May 2020", datetime.date(2020, 5, 3)),
        ("stock 2021-02-03.xlsx", "Stock of the shop", datetime.date(2021, 2, 3)),
    ],
)
def test_a_date_that_a_document_tells_comes_before_that_of_its_last_change(
    name: str, first: str, day: datetime.date
) -> None:
    articles, _ = read(name, workbook([[first], [], ["Article", "Left"], ["Teapot", 4], ["Mug", 5]]))
    assert articles[name][0].date == day


def test_a_mail_is_read_without_the_name_below_it_and_the_line_above_what_it_quotes() -> None:
    head = b"From: Ann Lee <ann@x.example>\nSubject: Tea\n\n"
    body = b"The tea is late.\n\nOn Mon, 3 May 2021, Tom Ray wrote:\n> Where is the tea?\n\nAnn\n"
    _, (units,) = zip(*read("tea.eml", head + body)[0].values())
    assert [unit.kind for unit in units if unit.quotable] == ["text"]


def test_a_workbook_is_read_row_by_row_with_its_columns() -> None:
    rows = [
        ["Stock of the shop"],
        [],
        ["Article", "Price", "Since", "Sold", "Left"],
        ["Teapot", 32, datetime.date(2025, 3, 1), 0.125, True],
        ["Mug | blue", 9.5, datetime.date(2024, 11, 20), 0.5, False],
    ]
    articles, skipped = read("stock.xlsx", workbook(rows, {"B4": '0.00 "€"', "B5": "0.00", "D4": "0.0%", "D5": "0%"}))
    article, units = articles["stock.xlsx"]
    assert not skipped and "Secret" not in article.text and "Nothing" not in article.text
    assert [unit.plain for unit in units if unit.kind == "row"] == [
        "Article: Teapot | Price: 32.00 € | Since: 2025-03-01 | Sold: 12.5 % | Left: yes",
        "Article: Mug ¦ blue | Price: 9.50 | Since: 2024-11-20 | Sold: 50 % | Left: no",
    ]


def test_a_presentation_is_read_slide_by_slide() -> None:
    from pptx import Presentation
    from pptx.util import Inches

    deck = Presentation()
    for title, points in (("Our aims", ["Fewer returns", "Faster parcels"]), ("Figures", [])):
        slide = deck.slides.add_slide(deck.slide_layouts[1])
        slide.shapes.title.text = title
        slide.placeholders[1].text = "\n".join(points)
    table = slide.shapes.add_table(2, 2, Inches(1), Inches(4), Inches(4), Inches(1)).table
    for at, cell in enumerate(["Month", "Parcels", "May", "1,204"]):
        table.cell(at // 2, at % 2).text = cell
    slide.notes_slide.notes_text_frame.text = "The strike cost us four days."
    deck.core_properties.title, deck.core_properties.author = "Parcels 2025", "Ida Moe"
    data = io.BytesIO()
    deck.save(data)
    articles, _ = read("deck.pptx", data.getvalue())
    assert articles["deck.pptx"][0].date is None  # it has only that of the template
    article, units = articles["deck.pptx"]
    assert (article.title, article.author, len(article.pages)) == ("Parcels 2025", "Ida Moe", 2)
    shown = {unit.plain or article.text[unit.start : unit.end]: article.page(unit.start) for unit in units}
    assert shown["Month: May | Parcels: 1,204"] == 2
    assert shown["The strike cost us four days."] == 2
    assert any("Fewer returns" in text and page == 1 for text, page in shown.items())


MBOX = b"""From ann@example.org Mon Mar  3 10:00:00 2025
From: Ann Lee <ann@example.org>
Subject: Keys
Date: Mon, 3 Mar 2025 10:00:00 +0000

The keys are with the porter.
>From Monday on they hang in the office.

From bo@example.org Tue Mar  4 10:00:00 2025
From: Bo Holm <bo@example.org>
Subject: Re: Keys
Date: Tue, 4 Mar 2025 10:00:00 +0000

From here on I have a key of my own.
"""


def test_a_mailbox_is_read_message_by_message() -> None:
    articles, skipped = read("board.mbox", MBOX)
    assert not skipped and list(articles) == ["board.mbox#1", "board.mbox#2"]
    first, second = (one[0] for one in articles.values())
    assert (first.title, first.author, first.date) == ("Keys", "Ann Lee <ann@example.org>", datetime.date(2025, 3, 3))
    assert "\nFrom Monday on" in first.text and "From here on" in second.text


def zipped(files: Mapping[str, bytes], level: int = zipfile.ZIP_DEFLATED) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", level) as packed:
        for name, content in files.items():
            packed.writestr(name, content)
    return data.getvalue()


def test_a_zipped_folder_is_read_file_by_file() -> None:
    data = zipped(
        {
            "Handbook/leave.md": b"# Leave\n\nEveryone has **28 days** of leave.\n",
            "prices.csv": b"name,price\nTea,4\nMug,9\n",
            "board.mbox": MBOX,
            "../../etc/passwd.txt": b"Root may do all.",
            "/abs.txt": b"Root may do all.",
            "C:\\temp\\abs.txt": b"Root may do all.",
            "drawing.dwg": b"\x89PNG",
            "empty.txt": b"",
            "inner.zip": zipped({"a.txt": b"Within within."}),
            "__MACOSX/._leave.md": b"Not for readers.",
            ".hidden.txt": b"Not for readers.",
        }
    )
    articles, skipped = read("old.zip", data)
    assert list(articles) == [
        "old.zip#Handbook/leave.md",
        "old.zip#prices.csv",
        "old.zip#board.mbox#1",
        "old.zip#board.mbox#2",
    ]
    _, units = articles["old.zip#Handbook/leave.md"]
    assert units[-1].plain == "Everyone has 28 days of leave."
    _, units = articles["old.zip#prices.csv"]
    assert [unit.plain for unit in units if unit.kind == "row"] == ["name: Tea | price: 4", "name: Mug | price: 9"]
    assert skipped == {
        "old.zip#…": "a file in it says that it lies outside of it",
        "old.zip#drawing.dwg": "its type is not one that is read",
        "old.zip#empty.txt": "it is empty",
        "old.zip#inner.zip": "it is a zipped folder within another; unpack it",
    }


@pytest.mark.parametrize(
    ("name", "data", "limits", "reason"),
    [
        ("bomb.zip", zipped({"a.txt": b" " * 3_000_000}), {"max_unpacked_mb": 1}, "it unpacks to more than the 1 MB"),
        ("bomb.xlsx", zipped({"a.xml": b" " * 3_000_000}), {"max_unpacked_mb": 1}, "it unpacks to more than the 1 MB"),
        ("many.zip", zipped({f"{n}.txt": b"x" for n in range(2001)}), {}, "it holds 2,001 files; at most 2,000"),
        ("none.zip", zipped({}), {}, "it holds no files"),
        ("bad.zip", b"PK\x03\x04 and no more", {}, "it is damaged, or no file of its type"),
        ("bad.xlsx", b"not a workbook", {}, "it is damaged, or no file of its type"),
        ("bad.pptx", zipped({"a.txt": b"x"}), {}, "it is damaged, or no PowerPoint file"),
        ("bad.mbox", b"Dear all,\n\nno mailbox.\n", {}, "it is no mailbox"),
    ],
)
def test_what_cannot_be_read_is_told(name: str, data: bytes, limits: dict[str, Any], reason: str) -> None:
    articles, skipped = read(name, data, **limits)
    assert not articles and skipped[name].startswith(reason), skipped


def test_a_large_file_in_a_zipped_folder_is_told_and_the_others_are_read() -> None:
    data = zipped({"large.txt": b"x" * 2_000_000, "small.txt": b"It is small."})
    articles, skipped = read("two.zip", data, max_file_mb=1)
    assert list(articles) == ["two.zip#small.txt"]
    assert skipped == {"two.zip#large.txt": "it has more than the 1 MB of the setting max_file_mb"}


MADE = datetime.datetime(2013, 1, 27, 9, 14)


@pytest.mark.parametrize(
    ("created", "modified", "packed", "day"),
    [
        (MADE, MADE.replace(minute=15), (2026, 5, 1, 9, 0, 0), None),  # a program filled in a template
        (MADE, datetime.datetime(2023, 7, 3), (2026, 5, 1, 9, 0, 0), datetime.date(2023, 7, 3)),
        (MADE, MADE.replace(minute=15), (1980, 1, 1, 0, 0, 0), MADE.date()),  # when it was packed is not told
        (MADE, MADE, (2013, 1, 27, 23, 0, 0), MADE.date()),
        (MADE, MADE, (2026, 0, 0, 0, 0, 0), MADE.date()),
        (None, MADE, (2026, 5, 1, 9, 0, 0), MADE.date()),
        (MADE, None, (2026, 5, 1, 9, 0, 0), None),
    ],
)
def test_the_date_of_a_template_is_none_of_the_document(
    created: Any, modified: Any, packed: tuple[int, int, int, int, int, int], day: datetime.date | None
) -> None:
    with zipfile.ZipFile(io.BytesIO(), "w") as file:
        file.writestr(zipfile.ZipInfo("slide.xml", packed), "")
        assert date_of(SimpleNamespace(created=created, modified=modified), file) == day
