"""One file of every format in a folder: a question is answered from each with an exact quotation, which is verified."""

from __future__ import annotations

import json
import re
import shutil
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest

from rag import Bot
from rag.corpus.formats import FORMATS, format_of
from tests.commands import Run
from tests.conftest import REPOSITORY
from tests.corpus.made import FILES
from tests.corpus.test_formats import windows_1258

HARBOUR = "Cảng Sa Kỳ được nạo vét vào mùa hè năm ngoái. Bảy chiếc tàu chở đá ra đảo Lý Sơn."
KILN = """\
# The kiln of Phuoc Tich

[Home](index.md) | [Map](map.md)

> When the kiln is fired with **rice husks**, it does
> _not_ reach the heat for glaze.

| Firing | Wood | Degrees |
|---|---|---|
| first | pine | 850 |
| second | eucalyptus | 1,180 |
"""
BIRDS = [
    {"title": "Cranes", "date": "2020-02-03", "text": "Eleven cranes were counted at Tram Chim in the dry season."},
    {"title": "Storks", "date": "2020-02-04", "text": "The storks nest on the roof of the post office."},
]
MARKUPS = {
    "weather.wiki": "== Weather station ==\nThe weather station on Mount Sac is kept by [[People|Dang Van Hop]].\n",
    "well.rst": "The well\n========\n\nThe well in Tan Phu is 31 metres deep.\n",
    "salt.adoc": "= Salt\n\nThe salt of Bac Lieu costs 900 dong a kilogram.\n",
    "timber.org": "* Timber\nThe timber of Dak Song is sawn by the Nam Cuong mill.\n",
}
ASKED = [
    # question, where the answer stands, words of the quotation, page
    ("How many engineers drew the bridge at Ben Luc?", "bridge.docx", "twelve engineers", None),
    ("When was the lighthouse of Ke Ga finished?", "lighthouse.odt", "1899", None),
    ("When was the orchard planted?", "orchard.epub", "1954", None),
    ("How often does the ferry to Can Gio leave?", "ferry.rtf", "every twenty minutes", None),
    ("When did the first turbine of the dam run?", "dam.pdf", "1988", 1),
    ("How many lanes does the road to the dam have?", "dam.pdf", "two lanes", 2),
    ("What colour was the guard house painted?", "dam.pdf", "yellow", 3),
    ("How many boats sell fruit at the market of Cai Rang?", "market.html", "three hundred boats", None),
    ("How many clocks does the museum in Sa Dec have?", "museum.mhtml", "412 clocks", None),
    ("How many stations will the railway have?", "crawl.warc.gz#3", "nine stations", None),
    ("How many seats does the new reading room have?", "library.eml", "fifty-four seats", None),
    ("How long is the bridge of Can Tho?", "bridges.xlsx", "2750", None),
    ("How far does the salt reach inland?", "rice.pptx", "sixty kilometres", 1),
    ("When does the library open?", "board.mbox#1", "opens at seven", None),
    ("When did the ferry of Vam Cong stop?", "old.zip#old/ferry.md", "May 2019", None),
    ("Where do the storks nest?", "birds.jsonl#2", "roof of the post office", None),
    ("Who painted the school in Long Hai?", "schools.csv#3", "parents", None),
    ("Does the kiln fired with rice husks reach the heat for glaze?", "kiln.md", "_not_ reach the heat", None),
    ("How many degrees has the firing with eucalyptus wood?", "kiln.md", "| second | eucalyptus | 1,180 |", None),
    ("Bao nhiêu chiếc tàu chở đá ra đảo Lý Sơn?", "harbour.txt", "Bảy chiếc tàu", None),
    ("Who keeps the weather station on Mount Sac?", "weather.wiki", "Dang Van Hop", None),
    ("How deep is the well in Tan Phu?", "well.rst", "31 metres", None),
    ("What does the salt of Bac Lieu cost?", "salt.adoc", "900 dong", None),
    ("Which mill saws the timber of Dak Song?", "timber.org", "Nam Cuong mill", None),
]  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every made file, and one of each format that people write by hand."""
    place = tmp_path_factory.mktemp("formats")
    for file in FILES.iterdir():
        shutil.copy(file, place)
    (place / "harbour.txt").write_bytes(windows_1258(HARBOUR))
    (place / "kiln.md").write_text(KILN)
    (place / "birds.jsonl").write_text("\n".join(map(json.dumps, BIRDS)))
    schools = "name;content\nAn Hoa;The school in An Hoa has six rooms.\nLong Hai;The school in Long Hai was painted by the parents."
    (place / "schools.csv").write_text(schools)
    for name, text in MARKUPS.items():
        (place / name).write_text(text)
    return place


@pytest.fixture(scope="module")
def bot(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bot]:
    return Bot.open(folder, store=tmp_path_factory.mktemp("store"))


@pytest.mark.parametrize(("question", "path", "words", "page"), ASKED)
def test_a_question_is_answered_with_an_exact_quotation(
    question: str, path: str, words: str, page: int | None, bot: Bot
) -> None:
    first = bot.ask(question).citations[0]
    assert (first.article.path, first.page) == (path, page)
    assert words in unicodedata.normalize("NFC", first.quote)
    assert first.article.text[first.start : first.end] == first.quote


def test_every_quotation_is_verified_against_its_file(bot: Bot, folder: Path, footnote: Run, tmp_path: Path) -> None:
    cited = [citation.to_dict() for question, *_ in ASKED for citation in bot.ask(question).citations]
    kept = tmp_path / "answer.json"
    kept.write_text(json.dumps({"citations": cited}))
    checked = json.loads(footnote("verify", kept, "--corpus", folder, "--json").out)
    assert {one["path"] for one in checked} >= {path for _, path, _, _ in ASKED}
    assert {one["state"] for one in checked} == {"exact"}


def test_a_text_file_in_another_encoding_is_quoted_as_its_decoded_bytes(bot: Bot, folder: Path) -> None:
    article = bot.article("harbour.txt")
    assert article is not None
    assert article.encoding == "windows-1258"
    assert article.text == (folder / "harbour.txt").read_bytes().decode("windows-1258")


def test_markdown_is_shown_without_its_marks_and_a_row_with_its_header(bot: Bot) -> None:
    said = bot.ask("Does the kiln fired with rice husks reach the heat for glaze?").sentences[0].text
    assert said == "When the kiln is fired with rice husks, it does not reach the heat for glaze."
    answer = bot.ask("How many degrees has the firing with eucalyptus wood?")
    assert answer.sentences[0].text == "Firing: second | Wood: eucalyptus | Degrees: 1,180"
    context = answer.citations[0].context
    assert context and context.quote == "| Firing | Wood | Degrees |" == KILN[context.start : context.end]


def test_what_comes_nearest_is_told_without_marks(bot: Bot) -> None:
    answer = bot.ask("How many degrees does the third firing of the kiln reach?")
    assert answer.doubt is not None
    rows = ("Firing: first | Wood: pine | Degrees: 850", "Firing: second | Wood: eucalyptus | Degrees: 1,180")
    assert any(row in answer.text for row in rows)


def test_every_format_was_asked() -> None:
    by_engine = {format_of("any.png")}  # tests/corpus/test_ocr.py has pictures
    assert {format_of(path.partition("#")[0]) for _, path, _, _ in ASKED} == set(FORMATS) - by_engine


def test_what_was_not_read_is_told_with_its_reason(bot: Bot) -> None:
    assert bot.report is not None
    assert {one.path: one.reason[:24] for one in bot.report.skipped} == {
        "crawl.warc.gz#5": "no article was found in ",
        "locked.pdf": "it is encrypted; save it",
        "scan.pdf": "its only page holds no t",
    }


def test_the_docs_list_the_formats_that_are_read() -> None:
    docs = (REPOSITORY / "docs/formats.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| ([\w -]+) \| ((?:`\.[\w.]+`(?:, )?)+) \|", docs, flags=re.MULTILINE)
    assert rows == [(one.name, ", ".join(f"`{ending}`" for ending in one.endings)) for one in FORMATS]
