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
    assert article.text == "# A good year\n\n" + RICE + "\n\n- id: 7"
    told = (article.title, article.date, article.url, article.author)
    assert told == ("A good year", datetime.date(2023, 5, 1), "https://example.org/7", "An Nguyen")


@pytest.mark.parametrize(
    ("name", "data", "settings", "expected"),
    [
        ("a.csv", table(["text"], [RICE], [SCHOOL]), {}, {"a.csv#2": RICE, "a.csv#3": SCHOOL}),
        ("a.csv", b"\xef\xbb\xbf" + table(["text"], [RICE]), {}, {"a.csv#2": RICE}),
        ("a.csv", table(["n", "Nội dung"], ["1", SCHOOL], delimiter=";"), {}, {"a.csv#2": SCHOOL + "\n\n- n: 1"}),
        ("a.tsv", table(["n", "content"], ["1", RICE], delimiter="\t"), {}, {"a.tsv#2": RICE + "\n\n- n: 1"}),
        ("a.csv", table(["text"], ["One came.\n\nTwo went."]), {}, {"a.csv#2": "One came.\n\nTwo went."}),
        ("a.csv", table(["text", "n"], ["", "1"], [RICE]), {}, {"a.csv#2": "it is empty", "a.csv#3": RICE}),
        ("a.csv", table(["article", "n"], ["Oak board", "1"]), {}, {"a.csv": "article,n\r\nOak board,1\r\n"}),
        ("a.csv", table(["article", "n"], ["Oak board", "1"]), {"text_column": "article"}, {"a.csv#2": "Oak board\n\n- n: 1"}),
        ("a.csv", table(["n", "t"], ["1", RICE]), {"text_column": "t"}, {"a.csv#2": RICE + "\n\n- n: 1"}),
        ("a.csv", table(["n", "t"], ["1", RICE]), {}, {"a.csv": f"n,t\r\n1,{RICE}\r\n"}),
        ("a.csv", b'text\n"open', {}, {"a.csv": "it is no table (unexpected end of data)"}),
        ("a.jsonl", lines({"text": RICE}, "", {"content": SCHOOL}), {}, {"a.jsonl#1": RICE, "a.jsonl#3": SCHOOL}),
        ("a.jsonl", lines({"text": RICE}, "{", {"n": 1}, "7", {"text": None}, {"text": SCHOOL}), {}, {
            "a.jsonl#1": RICE,
            "a.jsonl#2": "it is no JSON (Expecting property name enclosed in double quotes: line 1 column 2 (char 1))",
            "a.jsonl#3": "no key in it is known to hold the text; name it with the setting text_column (n)",
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
        ("a.jsonl", b"{\"text\": " + b"[" * 900 + b"]" * 900 + b"}\n" + lines({"text": SCHOOL}), {}, {
            "a.jsonl#1": "it is nested too deep", "a.jsonl#2": SCHOOL,
        }),
        ("a.jsonl", lines({"text": RICE, "title": "\ud800", "author": "\udfff", "url": "\udc00"}), {}, {"a.jsonl#1": "# \ufffd\n\n" + RICE}),
        ("a.jsonl", lines("nonsense", {"text": RICE}), {}, {"a.jsonl": "it is no JSON (Expecting value: line 1 column 1 (char 0))"}),
        ("a.jsonl", lines({"text": RICE + " \ud800\x00"}), {}, {"a.jsonl#1": RICE + " \ufffd"}),
    ],
)  # fmt: skip
def test_tables(name: str, data: bytes, settings: dict[str, Any], expected: dict[str, str]) -> None:
    assert texts(read(name, data, **settings)) == expected


def units(name: str, data: bytes) -> list[tuple[str, str, str, str]]:
    """Kind, quotation, what is shown, and what it is shown with, of every unit that may be quoted."""
    ((article, sentences),) = [one for one in Reader(Settings.of()).read(name, data) if isinstance(one, tuple)]
    text = article.text
    return [
        (s.kind, text[s.start : s.end], s.shown(text), text[slice(*s.context)] if s.context else "")
        for s in sentences
        if s.quotable
    ]


INCIDENTS = 'id;owner;note\r\n7;Tom;"slow;\r\nthen down"\r\n\r\n8;;"say ""hi"""\r\n'


@pytest.mark.parametrize(
    ("name", "data", "expected"),
    [
        ("incidents.csv", INCIDENTS.encode(), [
            ("row", '7;Tom;"slow;\r\nthen down"', "id: 7 | owner: Tom | note: slow; then down", "id;owner;note"),
            ("row", '8;;"say ""hi"""', 'id: 8 | note: say "hi"', "id;owner;note"),
        ]),
        ("incidents.csv", b"\xef\xbb\xbfid,owner\n7,Tom", [("row", "7,Tom", "id: 7 | owner: Tom", "id,owner")]),
        ("incidents.jsonl", b'{"id": 7, "owner": "Tom", "on": ["a", "b"]}\n\n{"id": 8}', [
            ("row", '{"id": 7, "owner": "Tom", "on": ["a", "b"]}', "id: 7 | owner: Tom | on: a, b", ""),
            ("row", '{"id": 8}', "id: 8", ""),
        ]),
        ("notes.md", b"| Metric | Q1 |\n|---|---|\n| **Churn** | 3.1 % |\n", [
            ("row", "| **Churn** | 3.1 % |", "Metric: Churn | Q1: 3.1 %", "| Metric | Q1 |"),
        ]),
        ("notes.txt", b"| Metric | Q1 |\n|---|---|\n| Churn | 3.1 % |\n", [
            ("row", "| Churn | 3.1 % |", "Metric: Churn | Q1: 3.1 %", "| Metric | Q1 |"),
        ]),
    ],
)  # fmt: skip
def test_a_row_is_read_with_the_names_of_its_columns(name: str, data: bytes, expected: list[tuple[str, ...]]) -> None:
    assert units(name, data) == expected
