"""What a PDF draws beside its letters: the dots of a list, the lines of a table."""

from __future__ import annotations

from rag.corpus.readers.pdf import read
from rag.settings import Settings
from tests.corpus.documents import column, pdf


def text_of(data: bytes) -> str:
    return next(read(data, Settings.of())).text


def box(left: float, bottom: float, wide: float, high: float) -> str:
    return f"{left} {bottom} {wide} {high} re f\n"


def test_a_dot_that_is_drawn_is_the_sign_of_an_item() -> None:
    lines = ["We pay when your bicycle", "is stolen in the street,", "is damaged by fire.", "That is all of it."]
    dots = "".join(box(60, 760 - 14 * n + 1.5, 4, 4) for n in (1, 2))
    assert text_of(pdf(column(lines), drawn=dots)) == (
        "We pay when your bicycle\n\n• is stolen in the street,\n• is damaged by fire.\n\nThat is all of it."
    )


def test_lines_part_the_cells_of_a_table_that_stand_close_together() -> None:
    rows = [("Plan", "Premium"), ("City", "4.20"), ("Tour", "7.90"), ("Cargo", "14.80")]
    words = [(72 + 36 * c, 700 - 16 * r, 11, cell) for r, row in enumerate(rows) for c, cell in enumerate(row)]
    rules = "".join(box(x, 646, 0.8, 70) for x in (70, 105.5, 160))
    assert text_of(pdf(words, drawn=rules)) == "Plan\tPremium\nCity\t4.20\nTour\t7.90\nCargo\t14.80"


def test_what_is_drawn_elsewhere_changes_nothing() -> None:
    lines = ["It rained on the whole day, and", "nobody went out."]
    assert text_of(pdf(column(lines), drawn=box(300, 300, 4, 4) + box(70, 740, 0.8, 60))) == " ".join(lines)


def test_dots_lead_from_the_label_of_a_row_to_its_value() -> None:
    prices = ["Oak, limed, 20 mm ........ £21.00", "Walnut (1) ........ £34.00", "Pine ................ £9.00"]
    assert text_of(pdf(column(["The tax is included.", *prices]))) == (
        "The tax is included.\n\nOak, limed, 20 mm\t£21.00\nWalnut (1)\t£34.00\nPine\t£9.00"
    )
