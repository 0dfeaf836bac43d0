"""Questions written for the reader: how their files are read, and what becomes of them."""

from __future__ import annotations

import random
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from eval.workshop.reader import written
from eval.workshop.reader.pairs import LABELS, qa_pairs

_FILE = """\
@ Mill › The mill | en
The mill was built in 1784 by Josiah Tolver. It burned down in 1811.
- Rebuilt: with an iron frame
[?] who put up the mill => Josiah Tolver
[?] was it ever hit by 1 => 1
[!] Who set fire to the mill?
[?vi] Xây lại bằng gì? => with an iron frame
[+] The first building was destroyed by fire.
[-] The mill was put up by a Methodist.

@ squad:0f
[!] Who lives there?
"""


def _row(name: str, digest: str) -> Mapping[str, Any]:
    assert (name, digest) == ("squad", "0f")
    return {"title": "A_house", "lang": "en", "context": "Nobody is at home."}


@pytest.fixture
def passages(tmp_path: Path) -> list[written.Written]:
    file = tmp_path / "a.txt"
    file.write_text(_FILE, "utf-8")
    return list(written.read_file(file, _row))


def test_passages_are_read_with_their_lines(passages: list[written.Written]) -> None:
    own, given = passages
    assert (own.title, own.language) == ("Mill › The mill", "en")
    assert own.text.endswith("- Rebuilt: with an iron frame")
    assert ("?", "vi", "Xây lại bằng gì? => with an iron frame") in own.lines
    assert (given.title, given.text) == ("A house", "Nobody is at home.")


def test_a_question_has_its_answer_in_one_sentence_or_is_left_out(passages: list[written.Written]) -> None:
    row = written.row_of(passages[0])
    asked = {q["question"]: q for q in row["questions"]}
    assert "was it ever hit by 1" not in asked
    assert asked["Who set fire to the mill?"]["impossible"]
    for question in asked.values():
        for answer in question["answers"]:
            assert row["context"].startswith(answer["text"], answer["start"])


def test_pairs_of_questions_and_claims(passages: list[written.Written]) -> None:
    asked = list(qa_pairs([written.row_of(p) for p in passages], "", random.Random(0), frozenset()))
    assert len(asked) == 4
    claims = list(written.claim_pairs(passages, random.Random(0)))
    assert sorted(LABELS[c.label] for c in claims) == ["contradiction", "entailment"]


def test_a_line_out_of_place_is_named(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("@ A | en\nText.\n[!] Who?\nMore text.\n", "utf-8")
    with pytest.raises(ValueError, match=r"a\.txt, line 4"):
        list(written.read_file(file, _row))


def test_the_files_that_come_with_it_are_well_formed() -> None:
    for file in written.FOLDER.glob("*.txt"):
        for passage in written.read_file(file, lambda name, digest: {"title": name, "lang": "en", "context": digest}):
            assert passage.lines, f"{file.name}: {passage.title} has no line"


def test_a_document_is_asked_in_its_language_or_in_another(passages: list[written.Written]) -> None:
    alike, foreign = (written.as_questions(passages, foreign=other) for other in (False, True))
    assert [q.text for q in alike.questions] == ["who put up the mill", "Who set fire to the mill?", "Who lives there?"]
    assert [q.text for q in foreign.questions] == ["Xây lại bằng gì?"]
    assert alike.titles == ["Mill", "A house"]
    for question in (*alike.answerable, *foreign.answerable):
        text = alike.paragraphs[question.paragraph].text
        assert tuple(text[a:b] for a, b in question.spans) == question.answers
