"""Tables of articles: which columns hold what, and what becomes of strange rows."""

from __future__ import annotations

import csv
import datetime
import io
import json
from typing import Any

import pytest

from rag.corpus.article import Article
from rag.corpus.reading import Reader
from rag.settings import Settings

RICE = "Rice was planted in the spring. It was harvested in the autumn."
SCHOOL = "Một trường học được mở tại Hà Nội. Chín mươi em đã đến."


def table(*rows: list[str], delimiter: str = ",") -> bytes:
    file = io.StringIO(newline="")
    csv.writer(file, delimiter=delimiter).writerows(rows)
    return file.getvalue().encode()


def lines(*rows: Any) -> bytes:
    return "\n".join(json.dumps(row) if not isinstance(row, str) else row for row in rows).encode()


def read(name: str, data: bytes, **settings: Any) -> dict[str, Article | str]:
    """What a file gave, by path: an article or a reason."""
    found = Reader(Settings.of(**settings)).read(name, data)
    return dict((one[0].path, one[0]) if isinstance(one, tuple) else (one.path, one.reason) for one in found)


def texts(found: dict[str, Article | str]) -> dict[str, str]:
    return {path: one.text if isinstance(one, Article) else one for path, one in found.items()}


def test_a_row_is_an_article_with_all_that_its_columns_tell() -> None:
    header = ["id", "Headline", "Published At", "URL", "Author", "Body"]
    row = ["7", "A good year", "2023-05-01 10:00", "https://example.org/7", "An Nguyen", RICE]
    (article,) = read("news.csv", table(header, row)).values()
    assert isinstance(article, Article)
    assert article.path == "news.csv#2"  # as a spreadsheet counts: the header is row 1
    assert article.text == "# A good year\n\n" + RICE
    told = (article.title, article.date, article.url, article.author)
    assert told == ("A good year", datetime.date(2023, 5, 1), "https://example.org/7", "An Nguyen")


@pytest.mark.parametrize(
    ("name", "data", "settings", "expected"),
    [
        ("a.csv", table(["text"], [RICE], [SCHOOL]), {}, {"a.csv#2": RICE, "a.csv#3": SCHOOL}),
        ("a.csv", b"\xef\xbb\xbf" + table(["text"], [RICE]), {}, {"a.csv#2": RICE}),
        ("a.csv", table(["n", "Nội dung"], ["1", SCHOOL], delimiter=";"), {}, {"a.csv#2": SCHOOL}),
        ("a.tsv", table(["n", "content"], ["1", RICE], delimiter="\t"), {}, {"a.tsv#2": RICE}),
        ("a.csv", table(["text"], ["One came.\n\nTwo went."]), {}, {"a.csv#2": "One came.\n\nTwo went."}),
        ("a.csv", table(["text", "n"], ["", "1"], [RICE]), {}, {"a.csv#2": "it is empty", "a.csv#3": RICE}),
        ("a.csv", table(["n", "t"], ["1", RICE]), {"text_column": "t"}, {"a.csv#2": RICE}),
        ("a.csv", table(["n", "t"], ["1", RICE]), {}, {"a.csv": "no column in it is known to hold the text; name it with the setting text_column (n, t)"}),
        ("a.csv", b'text\n"open', {}, {"a.csv": "it is no table (unexpected end of data)"}),
        ("a.jsonl", lines({"text": RICE}, "", {"content": SCHOOL}), {}, {"a.jsonl#1": RICE, "a.jsonl#3": SCHOOL}),
        ("a.jsonl", lines({"text": RICE}, "{", {"n": 1}, "7", {"text": None}, {"text": SCHOOL}), {}, {
            "a.jsonl#1": RICE,
            "a.jsonl#2": "it is no JSON (Expecting property name enclosed in double quotes: line 1 column 2 (char 1))",
            "a.jsonl#3": "no column in it is known to hold the text; name it with the setting text_column (n)",
            "a.jsonl#4": "it is no JSON object",
            "a.jsonl#5": "it is empty",
            "a.jsonl#6": SCHOOL,
        }),
        ("a.csv", b"title,text\n", {}, {"a.csv": "it has a header and no rows"}),
        ("a.csv", b"title,text\n,\n \n", {}, {"a.csv": "it has a header and no rows"}),
        ("a.jsonl", b"\xef\xbb\xbf\n", {}, {"a.jsonl": "it holds no article"}),
        ("a.jsonl", lines({"text": RICE}) + b"\n{\"text\": " + b"[" * 600 + b"]" * 600 + b"}\n" + lines({"text": SCHOOL}), {}, {
            "a.jsonl#1": RICE, "a.jsonl#2": "it is nested too deep", "a.jsonl#3": SCHOOL,
        }),
        ("a.jsonl", lines({"text": RICE, "title": "\ud800", "author": "\udfff", "url": "\udc00"}), {}, {"a.jsonl#1": "# \ufffd\n\n" + RICE}),
        ("a.jsonl", lines("nonsense", {"text": RICE}), {}, {"a.jsonl": "it is no JSON (Expecting value: line 1 column 1 (char 0))"}),
        ("a.jsonl", lines({"text": RICE + " \ud800\x00"}), {}, {"a.jsonl#1": RICE + " \ufffd"}),
    ],
)  # fmt: skip
def test_tables(name: str, data: bytes, settings: dict[str, Any], expected: dict[str, str]) -> None:
    assert texts(read(name, data, **settings)) == expected
