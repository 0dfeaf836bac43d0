"""Pages of PDFs as images, with a quotation boxed."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image
from starlette.applications import Starlette
from starlette.testclient import TestClient

from rag import Article, Seen, UsageError, read_draft
from tests.corpus.documents import column, pdf
from tests.ui.fakes import FakeBot
from ui.page import evidence
from ui.page.drawing import drawn, letters
from ui.page.links import Place, Spot
from ui.page.sheet import address, draw, sheets
from ui.text import Speech

LINES = ["The pump is old and was mended twice.", "It stands in the yard."]
AMBER = (196, 120, 0)


class PdfBot(FakeBot):
    """Has one article, a PDF of two pages."""

    def __init__(self, corpus: Path) -> None:
        super().__init__()
        self.corpus = corpus
        (corpus / "a.pdf").write_bytes(pdf(column(LINES), column(["The end of it is here.", "Nobody knows more."])))
        text = read_draft(corpus / "a.pdf")
        pages = (0, text.index("The end"))
        self.one = Article("a.pdf", "Pump", text, None, "en", "ab" * 32, pages=pages)

    def article(self, path: str) -> Article | None:
        return self.one if path == "a.pdf" else None


@pytest.fixture
def bot(tmp_path: Path) -> PdfBot:
    return PdfBot(tmp_path)


def boxed(png: bytes) -> tuple[int, tuple[int, int]]:
    """How many pixels of a box's edge there are, and the size of the image."""
    image = Image.open(io.BytesIO(png)).convert("RGB")
    near = (sum(abs(a - b) for a, b in zip(one, AMBER)) < 40 for one in image.get_flattened_data())
    return sum(near), image.size


def test_the_quotation_is_boxed_and_the_page_is_shown_around_it(bot: PdfBot) -> None:
    start = bot.one.text.index("yard") - 17
    part = boxed(draw(bot.file("a.pdf"), bot.one, start, start + 22))
    whole = boxed(draw(bot.file("a.pdf"), bot.one, start, start + 22, whole=True))
    assert part[0] > 100 and whole[0] > 100
    assert part[1][0] == whole[1][0] == 1200 and part[1][1] < whole[1][1] / 4


def test_what_is_not_found_on_the_page_is_not_boxed_and_the_whole_page_is_shown(bot: PdfBot) -> None:
    other = Article("a.pdf", "Pump", "Nothing of this stands there.", None, "en", "ab" * 32, pages=(0,))
    edges, size = boxed(draw(bot.file("a.pdf"), other, 0, 29))
    assert edges == 0 and size[1] > size[0]


def test_what_was_read_in_a_picture_is_boxed_where_the_engine_saw_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = [Seen(line, 100, 100 + 50 * at, 700, 130 + 50 * at, 0.9) for at, line in enumerate(LINES)]
    monkeypatch.setattr("rag.read_picture", lambda picture, engine: seen, raising=False)
    Image.new("RGB", (1200, 1600), "white").save(tmp_path / "a.png")
    asked = {"file": str(tmp_path / "a.png"), "page": 0, "before": letters(LINES[0]), "ocr": "rapidocr", "whole": True}
    assert boxed(drawn(**asked, quoted=letters(LINES[1])))[0] > 1000  # round a line of 600 pixels
    assert boxed(drawn(**asked, quoted="elsewhere"))[0] == 0


def test_a_file_that_cannot_be_drawn_is_told(bot: PdfBot) -> None:
    bot.file("a.pdf").write_bytes(b"%PDF-1.4 broken")
    with pytest.raises(UsageError, match=r"Page 1 of 'a\.pdf' cannot be drawn"):
        draw(bot.file("a.pdf"), bot.one, 0, 9)


def test_the_route_gives_images_of_pdfs_as_they_were_indexed(bot: PdfBot) -> None:
    client = TestClient(Starlette(routes=[sheets(bot)]))  # type: ignore[arg-type]
    right = address(bot.one, 0, 9)[1:]
    assert client.get(right).headers["content-type"] == "image/png"
    assert client.get(right.replace("ab" * 4, "cd" * 4)).status_code == 404
    assert client.get(right.replace("a.pdf", "b.pdf")).status_code == 404
    assert client.get("/sheet.png?path=a.pdf").status_code == 400
    bot.state = "changed"
    assert client.get(right).status_code == 404


def test_the_panel_shows_the_page_of_a_pdf_above_its_text(bot: PdfBot) -> None:
    link = Place("q", (Spot("a.pdf", 0, 9, "ab" * 4),)).link
    html = evidence.show(bot, link, Speech("en"))  # type: ignore[arg-type]
    assert (
        '<a class="fn-sheet" href="./sheet.png?path=a.pdf&amp;start=0&amp;end=9&amp;digest=abababab&amp;whole=1"'
        in html
    )
    assert '<img src="./sheet.png?path=a.pdf&amp;start=0&amp;end=9&amp;digest=abababab" alt="page 1">' in html
