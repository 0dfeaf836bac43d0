"""Every format: what is taken out of a file that another program made, and what becomes of a strange one.

The files were made by pandoc (DOCX, ODT, EPUB, RTF), Chromium (PDF, MHTML), groff and qpdf (PDF), wget (WARC), Perl
(the e-mail), openpyxl (XLSX), python-pptx (PPTX), Python's mailbox (mbox) and zip; the page was written by hand.
"""

from __future__ import annotations

import datetime
import gzip
import io
import random
import signal
import zipfile
from typing import Any

import pytest

from rag.corpus.article import Article
from rag.corpus.formats import FORMATS, file_of, format_of, readable_endings
from rag.corpus.reading import Reader, article_paths
from rag.settings import Settings
from tests.conftest import MakeCorpus
from tests.corpus.made import FILES, MADE, article, read


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


ABOUT: list[tuple[str, str, tuple[Any, ...]]] = [
    # file, path of the article, title, date, author, address
    ("bridge.docx", "bridge.docx", ("The bridge at Ben Luc", day("2026-11-22"), "Hoa Tran", "")),
    ("lighthouse.odt", "lighthouse.odt", ("The lighthouse of Ke Ga", day("2026-11-22"), "Hoa Tran", "")),
    ("orchard.epub", "orchard.epub", ("The Orchard Book", day("2021-06-03"), "Mai Pham", "")),
    ("ferry.rtf", "ferry.rtf", ("The ferry", None, "", "")),
    ("dam.pdf", "dam.pdf", ("The dam of Tri An", None, "", "")),
    ("market.html", "market.html", ("Floating market moves to the shore", day("2022-09-14"), "Lan Vu", "https://deltapost.example/market")),
    ("museum.mhtml", "museum.mhtml", ("Museum of clocks reopens", day("2022-09-14"), "Lan Vu", "http://127.0.0.1:8731/museum.html")),
    ("crawl.warc.gz", "crawl.warc.gz#3", ("Railway to the border is surveyed", day("2022-09-14"), "Lan Vu", "http://127.0.0.1:8731/railway.html")),
    ("library.eml", "library.eml", ("Phòng đọc mới of the library", day("2023-07-03"), "Nguyễn An <an@library.example>", "")),
    ("bridges.xlsx", "bridges.xlsx", ("Bridges of the delta", day("2023-07-03"), "Hoa Tran", "")),
    ("rice.pptx", "rice.pptx", ("Rice in the delta", day("2023-07-03"), "Hoa Tran", "")),
    ("board.mbox", "board.mbox#1", ("Opening hours", day("2023-07-03"), "Nguyễn An <an@library.example>", "")),
    ("old.zip", "old.zip#old/ferry.md", ("The ferry of Vam Cong", None, "", "")),
]  # fmt: skip


@pytest.mark.parametrize(("name", "path", "about"), ABOUT)
def test_title_date_author_and_address_are_kept(name: str, path: str, about: tuple[Any, ...], reader: Reader) -> None:
    found = article(reader, name)
    assert (found.path, (found.title, found.date, found.author, found.url)) == (path, about)


KINDS: list[tuple[str, list[tuple[str, str]]]] = [
    # every sentence of an article and what it is: as they are shown
    ("bridge.docx", [
        ("heading", "The bridge at Ben Luc"),
        ("text", "Hoa Tran"),
        ("heading", "The old bridge"),
        ("text", "The bridge at Ben Luc was opened in 1968, and twelve engineers from four countries had drawn it."),
        ("text", "It was repaired after the flood of 2011."),
        ("heading", "What it carried"),
        ("lead", "Year | Lorries a day"),
        ("row", "Year: 2009 | Lorries a day: 4,100"),
        ("row", "Year: 2019 | Lorries a day: 9,700"),
        ("text", "Cyclists cross it on the northern side."),
        ("text", "Ferries stopped in the year in which it was opened."),
        ("heading", "Cầu Bến Lức"),
        ("text", "Cầu Bến Lức được sơn lại màu xanh vào tháng ba năm 2020."),
        ("text", "Công việc kéo dài bốn mươi ngày."),
        ("text", "The repair cost nine million dong."),
    ]),
    ("ferry.rtf", [
        ("heading", "The ferry"),
        ("text", "The ferry to Can Gio leaves every twenty minutes, and the crossing takes a quarter of an hour."),
        ("lead", "Boat | Seats"),
        ("row", "Boat: Sao Mai | Seats: 240"),
        ("text", "Bến phà Bình Khánh phục vụ mười sáu nghìn lượt khách mỗi ngày."),
        ("text", "Giá vé là hai nghìn đồng."),
    ]),
    ("dam.pdf", [
        ("heading", "The dam of Tri An"),
        ("text", "The dam of Tri An was built in seven years by eleven thousand workers, and its first turbine ran in 1988."),
        ("text", "The provincial committee for agricultural development said that its four turbines give electricity to approximately two million households, which was a well-known reason for the long-term plan of the region."),
        ("text", "Nobody had expected the lake to fill so quickly after the drought of the year before."),
        ("text", "Ms. Hoa leads a co-operative of ninety fishermen on the lake."),
        ("text", "Her co-operative sells most of its catch to three markets in Bien Hoa, and what is left over is dried on the shore in the same week."),
        ("text", "Hồ Trị An rộng hơn ba trăm cây số vuông và có bảy mươi sáu hòn đảo."),
        ("text", "Người dân nuôi cá bè trên hồ từ năm 1990."),
        ("text", "The road to the dam has two lanes."),
        ("text", "It was paid for by the co-operative, whose members had saved for it during eleven years."),
        ("text", "Visitors may walk on the crest of the dam on Sundays."),
        ("text", "The guard house was painted yellow in 2015."),
    ]),
    ("market.html", [
        ("heading", "Floating market moves to the shore"),
        ("text", "The floating market of Cai Rang will move to the shore in 2024, the city council decided on Wednesday with nineteen votes to four."),
        ("text", "Some three hundred boats sell fruit and noodles there every morning."),
        ("text", "In the year 2005 there had been more than five hundred."),
        ("heading", "What the traders say"),
        ("text", "“My mother sold pineapples from this boat,” said Ms. Ut. “I will not sell them from a stall.”"),
        ("lead", "Year | Boats"),
        ("row", "Year: 2005 | Boats: more than 500"),
        ("row", "Year: 2022 | Boats: about 300"),
        ("text", "Chợ nổi Cái Răng họp từ năm giờ sáng và tan lúc chín giờ."),
        ("text", "Khách du lịch thường đến bằng thuyền nhỏ."),
    ]),
]  # fmt: skip


@pytest.mark.parametrize(("name", "expected"), KINDS)
def test_sentences_are_whole_and_nothing_around_the_article_is_among_them(
    name: str, expected: list[tuple[str, str]], reader: Reader
) -> None:
    ((found, sentences),) = [one for one in reader.read(name, (FILES / name).read_bytes()) if isinstance(one, tuple)]
    assert [(s.kind, s.shown(found.text)) for s in sentences] == expected
    assert not any(mark in found.text for mark in ("#", "**", "|"))


# The other files are told by sentences that they hold.
HELD = [
    ("lighthouse.odt", "Keeper\tYears of service\nNguyen Van Tam\t31", "He drowned before the lamp was lit."),
    ("orchard.epub", "\n\nNgười làm vườn\n\n", "Ông Bảy chăm sóc vườn cây suốt năm mươi năm."),
    ("museum.mhtml", "“It takes me four hours.”", "Vé vào cửa là ba mươi nghìn đồng."),
    ("crawl.warc.gz", "“I do not believe it yet.”", "Tuyến đường sắt sẽ chạy qua ba tỉnh."),
    ("library.eml", "The new room has fifty-four seats", "Thư viện sẽ đóng cửa vào ngày 30 tháng 4."),
]


@pytest.mark.parametrize(("name", "one", "two"), HELD)
def test_the_text_is_there(name: str, one: str, two: str, reader: Reader) -> None:
    text = article(reader, name).text
    assert one in text and two in text


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("scan.pdf", None, "its only page holds no text: it is a scan; the setting ocr reads scans"),
        ("locked.pdf", None, "it is encrypted; save it without a password"),
        ("a.pdf", b"%PDF-1.7 nonsense", "it is damaged, or no PDF file"),
        ("a.docx", b"PK nonsense", "it is damaged, or no file of its type"),
        ("a.epub", b"nonsense", "it is damaged, or no file of its type"),
        ("a.rtf", b"nonsense", "it is damaged, or no RTF file"),
        ("a.eml", b"nonsense", "it is no e-mail message"),
        ("a.mhtml", b"nonsense", "it holds no web page"),
        ("a.html", b"<html><body></body></html>", "no article was found in the page"),
    ],
)
def test_what_cannot_be_read_is_told(name: str, data: bytes | None, reason: str, reader: Reader) -> None:
    assert read(reader, name, data) == {name: reason}


ENCODED = [
    # text, what it is encoded in, what is told (None: that it is not certain)
    ("Một trường học được mở tại Hà Nội. Chín mươi em đã đến.", "windows-1258", "windows-1258"),
    ("L’été dernier, les élèves ont visité le château. « C’était génial », disait-il.", "windows-1252", "windows-1252"),
    ("The café was closed all day, and nobody came to the meeting.", "windows-1252", "windows-1252"),
    ("Комитет собрался в Ханое в понедельник. Обсуждали бюджет.", "windows-1251", "windows-1251"),
    ("委員会は月曜日にハノイで会合を開いた。来年の予算について話し合った。", "shift_jis", "shift_jis"),
    ("Một trường học được mở tại Hà Nội.", "utf-16", "utf-16"),
    ("Một trường học được mở tại Hà Nội.", "utf-8", ""),
    ("\ufeffMột trường học được mở tại Hà Nội.", "utf-8", ""),
    ("Komite pazartesi günü Hanoi'de toplandı. Gelecek yılın bütçesi görüşüldü. Şehir çok güzeldi.", "windows-1254", None),
    ("ÿ", "latin-1", None),
]  # fmt: skip


def windows_1258(text: str) -> bytes:
    """As a Vietnamese typist's machine writes it: letters with their hat or horn, tones as marks of their own."""
    import unicodedata

    tones = "\u0300\u0301\u0303\u0309\u0323"
    parts = []
    for letter in text:
        apart = unicodedata.normalize("NFD", letter)
        base = unicodedata.normalize("NFC", "".join(c for c in apart if c not in tones))
        parts.append(base + "".join(c for c in apart if c in tones))
    return "".join(parts).encode("windows-1258")


@pytest.mark.parametrize("name", ["a.txt", "a.md"])
@pytest.mark.parametrize(("text", "encoding", "told"), ENCODED)
def test_an_encoding_is_told_and_never_guessed(
    text: str, encoding: str, told: str | None, name: str, reader: Reader
) -> None:
    data = windows_1258(text) if encoding == "windows-1258" else text.encode(encoding)
    (found,) = read(reader, name, data).values()
    if told is None:
        assert isinstance(found, str)
        assert found.startswith("it is not UTF-8 text, and its encoding cannot be told for certain")
    else:
        assert isinstance(found, Article)
        assert (found.encoding, found.text) == (told, data.decode(told or "utf-8"))


def zipped(parts: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, part in parts.items():
            packed.writestr(name, part)
    return file.getvalue()


def repacked(name: str, part: str, data: bytes) -> bytes:
    """A made file with other content in one of its parts."""
    with zipfile.ZipFile(FILES / name) as packed:
        return zipped({one: data if one == part else packed.read(one) for one in packed.namelist()})


ODT = '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:text><text:p>Before &{};.</text:p></office:text></office:body></office:document-content>'
BOMB = (
    '<!DOCTYPE x [<!ENTITY a0 "lol">' + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12)) + "]>"
)


def record(number: int) -> bytes:
    """A record of a crawl: a web page that was found."""
    page = f"<html><body><article><p>{'Rice was planted in the spring. ' * 20}{number}</p></article></body></html>"
    http = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: {len(page)}\r\n\r\n{page}"
    told = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-00000000000{number}>\r\n"
        f"WARC-Date: 2020-01-01T00:00:00Z\r\nWARC-Target-URI: http://a.example/\r\nContent-Type: application/http\r\nContent-Length: {len(http)}\r\n\r\n"
    )
    return f"{told}{http}\r\n\r\n".encode()


ONE, TWO = gzip.compress(record(1), mtime=0), gzip.compress(record(2), mtime=0)


@pytest.mark.parametrize(
    ("name", "data", "articles", "skipped"),
    [
        ("a.warc", record(1) + record(2), ["a.warc#1", "a.warc#2"], {}),
        ("a.warc.gz", ONE + TWO, ["a.warc.gz#1", "a.warc.gz#2"], {}),
        ("a.warc", b"This is no crawl, but a text.\n" * 5, [], {"a.warc": "it holds no web page"}),
        ("a.warc", record(1).replace(b": response", b": resource"), [], {"a.warc": "it holds no web page"}),
        ("a.warc.gz", b"\0\1\2" * 100, [], {"a.warc.gz": "it is damaged, or no WARC file (ArchiveLoadFailed)"}),
        ("a.warc", record(1) + record(2)[:-200], ["a.warc#1"], {"a.warc#2": "it is cut off"}),
        ("a.warc.gz", ONE + TWO[:15], ["a.warc.gz#1"], {"a.warc.gz": "it is cut off or damaged behind record 1"}),
        ("a.warc.gz", ONE[:15], [], {"a.warc.gz": "it is cut off or damaged"}),
    ],
)
def test_a_crawl_tells_what_of_it_could_not_be_read(
    name: str, data: bytes, articles: list[str], skipped: dict[str, str], reader: Reader
) -> None:
    found = read(reader, name, data)
    assert [path for path, one in found.items() if isinstance(one, Article)] == articles
    assert {path: one for path, one in found.items() if isinstance(one, str)} == skipped


class TestLimits:
    """Each with its setting, and none by trying how far it goes."""

    @pytest.mark.parametrize(
        ("name", "data", "settings", "reason"),
        [
            ("dam.pdf", None, {"max_pages": 2}, "it has 3 pages, more than the 2 of the setting max_pages"),
            ("a.txt", b"A sentence. " * 100, {"max_article_chars": 1000}, "it has 1,200 characters, more than the 1,000 of the setting max_article_chars"),
            ("a.docx", zipped({"word/document.xml": b" " * 2_000_000}), {"max_unpacked_mb": 1}, "it unpacks to more than the 1 MB of the setting max_unpacked_mb"),
            ("a.odt", zipped({str(n): b"" for n in range(10_001)}), {}, "it is packed from 10,001 parts, which is too many"),
            ("crawl.warc.gz", None, {"max_unpacked_mb": 0.001}, "it unpacks to more than the 0.001 MB of the setting max_unpacked_mb"),
            ("bridge.docx", None, {"file_timeout_s": 0.0001}, "reading it took longer than the 0.0001 s of the setting file_timeout_s"),
            ("a.odt", zipped({"content.xml": b"<a>" + b"<a/>" * 5_000_000 + b"</a>"}), {"reader_memory_mb": 300}, "reading it takes more than the 300 MB of the setting reader_memory_mb"),
        ],
    )  # fmt: skip
    def test_is_told_and_the_next_file_is_read(
        self, name: str, data: bytes | None, settings: dict[str, Any], reason: str
    ) -> None:
        with Reader(Settings.of(max_file_mb=100, **settings)) as limited:
            assert read(limited, name, data) == {name: reason}
            if "file_timeout_s" not in settings:
                assert article(limited, "ferry.rtf").title == "The ferry"

    def test_a_reader_that_breaks_takes_nothing_with_it(self, reader: Reader) -> None:
        expected = article(reader, "ferry.rtf")
        process = reader._apart._process
        assert process is not None
        process.send_signal(signal.SIGSEGV)
        assert read(reader, "bridge.docx") == {"bridge.docx": "it broke its reader; it may be damaged"}
        assert article(reader, "ferry.rtf") == expected

    @pytest.mark.parametrize(
        "data",
        [
            repacked("lighthouse.odt", "content.xml", (BOMB + ODT.format("a11")).encode()),
            repacked("lighthouse.odt", "content.xml", ('<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + ODT.format("a")).encode()),
            repacked("lighthouse.odt", "content.xml", ('<!DOCTYPE x [<!ENTITY a SYSTEM "http://10.0.0.1/">]>' + ODT.format("a")).encode()),
        ],
        ids=["bomb", "file", "address"],
    )  # fmt: skip
    def test_what_xml_refers_to_is_not_fetched_nor_expanded(self, data: bytes, reader: Reader) -> None:
        (found,) = read(reader, "a.odt", data).values()
        if isinstance(found, Article):
            assert "Before ." in found.text
            assert len(found.text) < 100
        else:
            assert found == "it is damaged, or no OpenDocument file (XMLSyntaxError)"

    @pytest.mark.parametrize("part", ["word/document.xml", "docProps/core.xml"])
    def test_a_word_bomb_is_no_bomb(self, part: str, reader: Reader) -> None:
        data = repacked("bridge.docx", part, (BOMB + "<x>&a11;</x>").encode())
        (found,) = read(reader, "a.docx", data).values()
        assert len(found if isinstance(found, str) else found.text) < 10_000

    def test_a_page_fetches_nothing(self, reader: Reader) -> None:
        page = (FILES / "market.html").read_bytes().replace(
            b"<article>", b'<article><img src="http://10.0.0.1/a.png"><link rel="stylesheet" href="http://10.0.0.1/a.css">'
        )  # fmt: skip
        assert isinstance(read(reader, "a.html", page)["a.html"], Article)


def spoilt(data: bytes, seed: int) -> bytes:
    """Bytes cut off, overwritten or put in somewhere, always the same for a seed."""
    chance = random.Random(seed)
    if seed % 3 == 0:
        return data[: chance.randrange(len(data))]
    changed = bytearray(data)
    for _ in range(chance.choice([1, 10, 200])):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    if seed % 3 == 1:
        return bytes(changed)
    place = chance.randrange(len(changed))
    return bytes(changed[:place]) + chance.randbytes(chance.randrange(500)) + bytes(changed[place:])


@pytest.mark.parametrize("ending", readable_endings())
def test_random_bytes_are_no_article_and_no_accident(ending: str, reader: Reader) -> None:
    for seed in range(6):
        data = random.Random(seed).randbytes(10 ** (seed % 4 + 1))
        assert [one for one in read(reader, "a" + ending, data).values() if isinstance(one, Article)] == []


@pytest.mark.parametrize("name", MADE)
def test_a_damaged_file_is_an_article_or_a_reason(name: str, reader: Reader) -> None:
    data = (FILES / name).read_bytes()
    for seed in range(12):
        assert all(read(reader, name, spoilt(data, seed)).values())


@pytest.mark.parametrize("name", MADE)
def test_a_wrong_ending_is_no_accident_and_gives_no_noise(name: str, reader: Reader) -> None:
    data = (FILES / name).read_bytes()
    for ending in readable_endings():
        if not name.endswith(ending):
            for found in read(reader, "a" + ending, data).values():
                assert isinstance(found, str) or found.text.isprintable() or "\n" in found.text
                assert isinstance(found, str) or "\x00" not in found.text


def test_what_a_browser_puts_beside_a_saved_page_belongs_to_it(corpus: MakeCorpus) -> None:
    folder = corpus({"page.html": "", "page_files/a.js": "", "other_files/b.txt": "", "page_files.txt": ""})
    assert list(article_paths(folder)) == ["page.html", "page_files.txt", "other_files/b.txt"]


@pytest.mark.parametrize(
    ("path", "file"),
    [("a.csv#12", "a.csv"), ("a.csv", "a.csv"), ("C#.txt", "C#.txt"), ("a#1.txt", "a#1.txt"), ("x/a.warc.gz#3", "x/a.warc.gz")],
)  # fmt: skip
def test_the_file_of_an_article(path: str, file: str) -> None:
    assert file_of(path) == file


@pytest.mark.parametrize(
    ("name", "format_name"),
    [("a.PDF", "PDF"), ("a.warc.gz", "WARC"), ("a.gz", None), (".txt", None), ("txt", None), ("x.txt/a", None)],
)
def test_a_format_is_known_by_the_ending(name: str, format_name: str | None) -> None:
    found = format_of(name)
    assert (found.name if found else None) == format_name


def test_every_format_has_a_file_that_another_program_made() -> None:
    by_hand = {"text", "Markdown", "wiki markup", "reStructuredText", "AsciiDoc", "Org", "CSV", "JSONL"}
    by_engine = {"picture"}  # tests/corpus/test_ocr.py has pictures
    made = {found.name for found in map(format_of, MADE) if found}
    assert made == {one.name for one in FORMATS} - by_hand - by_engine
