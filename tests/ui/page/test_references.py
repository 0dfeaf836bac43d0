from __future__ import annotations

import datetime
import json
from dataclasses import replace

from rag import Answer
from tests.ui.fakes import ARTICLE, answered, citation
from ui.page.references import bibtex, csl, quoted, ris

WRITTEN = replace(
    ARTICLE, title="50 % of {dams}", date=datetime.date(2017, 1, 5), author="Ann Lee", url="https://dams.example/a"
)
SAME_NAME = replace(ARTICLE, path="lakes/a b.md", title="A lake")


def cited() -> list[Answer]:
    both = (citation(1, 0, 26, WRITTEN), citation(2, 0, 26, SAME_NAME))
    return [answered("When?", citations=both), answered("When again?", citations=both)]


def test_an_article_is_listed_once_with_a_key_of_its_own() -> None:
    assert {key: one.path for key, one in quoted(cited()).items()} == {"a-b": "dams/a b.txt", "a-b-2": "lakes/a b.md"}


def test_csl_json_has_what_is_known_of_an_article_and_nothing_else() -> None:
    first, second = json.loads(csl(quoted(cited())))
    assert first == {
        "id": "a-b",
        "type": "article",
        "title": "50 % of {dams}",
        "author": [{"literal": "Ann Lee"}],
        "issued": {"date-parts": [[2017, 1, 5]]},
        "URL": "https://dams.example/a",
        "note": "dams/a b.txt",
    }
    assert second == {"id": "a-b-2", "type": "article", "title": "A lake", "note": "lakes/a b.md"}


def test_bibtex_has_nothing_that_tex_would_obey() -> None:
    assert bibtex({"a-b": WRITTEN}) == (
        "@misc{a-b,\n  title = {{50 \\% of \\{dams\\}}},\n  author = {{Ann Lee}},\n  date = {2017-01-05},\n"
        "  year = {2017},\n  url = {https://dams.example/a},\n  note = {dams/a b.txt},\n}\n"
    )


def test_a_ris_record_has_a_line_for_each_tag_and_no_other() -> None:
    lines = ris({"a-b": replace(WRITTEN, title="A title\nER  - of two lines")}).splitlines()
    assert lines[:5] == [
        "TY  - GEN",
        "TI  - A title ER - of two lines",
        "AU  - Ann Lee",
        "PY  - 2017",
        "DA  - 2017/01/05/",
    ]
    assert lines[-2:] == ["ER  - ", ""]
