"""Scanned pages: what an engine reads of them becomes an article with pages, and how sure it is is told."""

from __future__ import annotations

import faulthandler
import io
import pickle
import sys
import time
from collections.abc import Iterable
from itertools import count
from typing import Any

import pytest
from PIL import Image

from rag.answer.answer import Answer, Citation
from rag.answer.outcome.from_json import read_answer
from rag.corpus import apart
from rag.corpus.article import Article
from rag.corpus.extract import Extract, PartDone, Unreadable
from rag.corpus.readers import ocr, pdf, picture
from rag.corpus.readers.ocr import Engine, Seen
from rag.settings import Settings
from tests.corpus.documents import column
from tests.corpus.documents import pdf as document

SCAN = document([], [])
RAIN = ["The mill of Harwick was built in 1911, of stone and of", "brick. It was not sold in 1954."]
NOON = ["At noon the mill stands still."]


def lines(said: Iterable[str], left: float = 200, confidence: float = 0.9) -> list[Seen]:
    """Lines below each other, as an engine sees them on a page of some 1650 pixels."""
    return [
        Seen(text, left, 200 + 50 * at, left + 18 * len(text), 235 + 50 * at + at % 3, confidence)
        for at, text in enumerate(said)
    ]


@pytest.fixture
def pages(monkeypatch: pytest.MonkeyPatch) -> list[list[Seen]]:
    """What the engine sees, page by page."""
    seen: list[list[Seen]] = []

    def fake(name: str) -> Engine:
        return lambda picture: seen.pop(0)

    monkeypatch.setattr(pdf, "engine", fake)
    return seen


def read(data: bytes, engine: str = "rapidocr") -> Extract:
    *parts, found = pdf.read(data, Settings.of(ocr=engine))
    assert isinstance(found, Extract) and all(isinstance(part, PartDone) for part in parts)
    return found


def test_scanned_pages_are_read_with_their_pages_and_how_sure_that_is(pages: list[list[Seen]]) -> None:
    pages += [lines(RAIN), lines(NOON, confidence=0.7)]
    found = read(SCAN)
    assert found.text == f"{' '.join(RAIN)}\n\n{NOON[0]}"
    assert [found.text[start:][:3] for start in found.pages] == ["The", "At "]
    assert found.encoding == "OCR by rapidocr, 80% sure, least of page 2 (70%)"


def test_each_scanned_page_has_the_time_of_a_file(monkeypatch: pytest.MonkeyPatch) -> None:
    allowed: list[float] = []
    clock = count(0, 40)  # each part takes 40 s of the 60
    parts = [PartDone(), PartDone(), Extract("It rained.")]
    monkeypatch.setattr(apart, "whatever_comes", lambda *given: iter(parts))
    monkeypatch.setattr(time, "monotonic", lambda: next(clock))
    monkeypatch.setattr(faulthandler, "dump_traceback_later", lambda left, **how: allowed.append(left))
    apart._answer(told := io.BytesIO(), "scan.pdf", b"", Settings.of())
    assert allowed == [60, 60, 60, 20]
    assert pickle.loads(told.getvalue()) == parts[-1]


def test_an_answer_tells_by_what_its_letters_were_read() -> None:
    article = Article("scan.pdf", "Scan", NOON[0], None, "en", "d1", pages=(0,), encoding="OCR by rapidocr, 80% sure")
    answer = Answer("Does it stand?", "answered", citations=(Citation(1, article, 0, 30, NOON[0], 1),))
    kept = answer.to_dict()
    assert kept["citations"][0]["ocr"] == read_answer(kept).citations[0].article.ocr == "OCR by rapidocr, 80% sure"
    assert "page 1, characters 0-30, OCR by rapidocr, 80% sure" in answer.to_markdown()


def test_a_page_with_text_is_not_looked_at(pages: list[list[Seen]]) -> None:
    pages += [lines(NOON)]
    found = read(document(column(["It rained on the whole day."]), []))
    assert found.text == f"It rained on the whole day.\n\n{NOON[0]}"


def test_columns_are_read_one_after_the_other(pages: list[list[Seen]]) -> None:
    left, right = lines(["The mill was built", "in the year 1911."]), lines(["It was not sold", "in 1954."], left=900)
    pages += [[*left[:1], *right, *left[1:]], []]
    assert read(SCAN).text.split() == "The mill was built in the year 1911. It was not sold in 1954.".split()


@pytest.mark.parametrize(
    ("said", "engine", "reason"),
    [
        ([], "rapidocr", "none of its 2 pages holds text that can be read"),
        (["y ban nhân dân xã hp ngày 12 tháng 5 đ bàn v đưng mi ca xã này."], "rapidocr", "in Vietnamese"),
    ],
)
def test_what_cannot_be_read_well_is_skipped(
    said: list[str], engine: str, reason: str, pages: list[list[Seen]]
) -> None:
    pages += [lines(said), []]
    with pytest.raises(Unreadable, match=reason):
        read(SCAN, engine)


def test_nothing_is_read_without_the_setting(pages: list[list[Seen]]) -> None:
    with pytest.raises(Unreadable, match="it is a scan; the setting ocr reads scans"):
        read(SCAN, "off")


@pytest.mark.parametrize(("name", "told"), [("rapidocr", "pip install"), ("tesseract", "the program tesseract")])
def test_an_engine_that_is_missing_is_told(name: str, told: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "rapidocr", None)
    monkeypatch.setattr("shutil.which", lambda program: None)
    ocr.engine.cache_clear()
    with pytest.raises(Unreadable, match=told):
        ocr.engine(name)


HEAD = "level page_num block_num par_num line_num word_num left top width height conf text".replace(" ", "\t")
TABLE = f"""{HEAD}
4\t1\t1\t1\t1\t0\t10\t20\t90\t12\t-1\t
5\t1\t1\t1\t1\t1\t10\t20\t40\t12\t96\tThe
5\t1\t1\t1\t1\t2\t55\t21\t45\t12\t90\tmill
5\t1\t1\t1\t2\t1\t10\t40\t40\t12\t80\tstands.
"""


def test_the_words_of_tesseract_are_put_together_to_lines() -> None:
    assert ocr.lines_of(TABLE) == [
        Seen("The mill", 10, 20, 100, 33, pytest.approx(0.93)),  # type: ignore[arg-type]
        Seen("stands.", 10, 40, 50, 52, 0.8),
    ]


def test_rapidocr_reads_a_page() -> None:
    pytest.importorskip("rapidocr")
    import pypdfium2

    page: Any = pypdfium2.PdfDocument(document(column([RAIN[1]])))[0]
    ocr.engine.cache_clear()
    assert RAIN[1] in [one.text for one in ocr.engine("rapidocr")(page.render(scale=200 / 72).to_pil())]


def image(form: str, count: int = 1) -> bytes:
    """A white picture, or several in one file."""
    pages = [Image.new("RGBA", (600, 400), "white") for _ in range(count)]
    data = io.BytesIO()
    more: dict[str, Any] = {"save_all": True, "append_images": pages[1:]} if count > 1 else {}
    (pages[0] if form != "JPEG" else pages[0].convert("RGB")).save(data, form, **more)
    return data.getvalue()


def of_picture(data: bytes, engine: str = "rapidocr") -> Extract:
    *_, found = picture.read(data, Settings.of(ocr=engine))
    assert isinstance(found, Extract)
    return found


def test_a_picture_is_read_as_a_page_is(pages: list[list[Seen]]) -> None:
    pages += [lines(RAIN)]
    found = of_picture(image("JPEG"))
    assert (found.text, found.pages) == (" ".join(RAIN), (0,))
    assert found.encoding == "OCR by rapidocr, 90% sure"


def test_each_picture_of_a_tiff_is_a_page(pages: list[list[Seen]]) -> None:
    pages += [lines(RAIN), lines(NOON)]
    found = of_picture(image("TIFF", 2))
    assert found.text[found.pages[1] :] == NOON[0]


@pytest.mark.parametrize(
    ("data", "engine", "reason"),
    [
        (b"", "off", "it is a picture; the setting ocr reads pictures"),
        (b"not a picture", "rapidocr", "it is damaged, or no picture"),
        (image("PNG"), "rapidocr", "no text can be read in it"),
        (image("PNG")[:60], "rapidocr", "it is damaged, or no picture"),
    ],
)
def test_a_picture_that_is_not_read_says_why(data: bytes, engine: str, reason: str, pages: list[list[Seen]]) -> None:
    pages += [[]]
    with pytest.raises(Unreadable, match=reason):
        of_picture(data, engine)
