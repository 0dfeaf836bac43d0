"""Verifying a kept answer: nothing passes that does not stand in the files."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import pytest

from rag.answer.check.verify import verify
from rag.errors import UsageError
from tests.conftest import MakeCorpus

TEXT = "Before. He went on. After."
QUOTE = "He went on."


def citation(**changes: Any) -> dict[str, Any]:
    digest = hashlib.sha256(TEXT.encode()).hexdigest()
    return {"number": 1, "path": "a.txt", "digest": digest, "start": 8, "end": 19, "quote": QUOTE, **changes}


def checked(folder: Path, **changes: Any) -> tuple[str, str, int | None]:
    (one,) = verify({"citations": [citation(**changes)]}, folder)
    return one.state, one.path, one.start


def test_what_a_declined_answer_says_that_the_articles_say_is_checked_too(corpus: MakeCorpus) -> None:
    declined = {"citations": [], "declined": {"instead": citation(start=9)}}
    assert [one.state for one in verify(declined, corpus({"a.txt": TEXT}))] == ["moved"]


@pytest.mark.parametrize(
    ("files", "changes", "expected"),
    [
        # what the folder holds, what the citation says (else the truth about a.txt), the verdict
        ({"a.txt": TEXT}, {}, ("exact", "a.txt", 8)),
        ({"a.txt": "Long " + TEXT}, {}, ("moved", "a.txt", 13)),
        ({"a.txt": "\ufeff" + TEXT}, {}, ("moved", "a.txt", 9)),
        ({"a.txt": "Before. He went off. After."}, {}, ("changed", "a.txt", None)),
        ({"a.txt": "Before. He went on After."}, {}, ("changed", "a.txt", None)),
        ({"a.txt": "Before. he went on. After."}, {}, ("changed", "a.txt", None)),
        ({"a.txt": "Before. He  went on. After."}, {}, ("changed", "a.txt", None)),
        ({"a.txt": ""}, {}, ("changed", "a.txt", None)),
        ({"b.txt": "Other."}, {}, ("vanished", "a.txt", None)),
        ({"x/b.txt": TEXT, "c.txt": "Other."}, {}, ("moved", "x/b.txt", 8)),
        ({"a.txt": TEXT}, {"end": 18}, ("moved", "a.txt", 8)),
        ({"a.txt": TEXT}, {"quote": ""}, ("changed", "a.txt", None)),
        ({"a.txt": TEXT}, {"quote": "He never went on."}, ("changed", "a.txt", None)),
        (
            {"b.txt": TEXT},
            {"quote": "He never went on."},
            ("vanished", "a.txt", None),
        ),  # the right digest proves no quotation
        ({"a.txt": TEXT}, {"start": -18, "end": -7}, ("moved", "a.txt", 8)),
        ({"b.txt": TEXT}, {"path": "../outside.txt", "digest": ""}, ("vanished", "../outside.txt", None)),
        ({"b.txt": TEXT}, {"path": "/etc/hostname", "digest": ""}, ("vanished", "/etc/hostname", None)),
        ({"b.txt": TEXT}, {"path": "x\0y", "digest": ""}, ("vanished", "x\0y", None)),
        ({"b.txt": TEXT}, {"path": "", "digest": ""}, ("vanished", "", None)),
    ],
)
def test_what_became_of_a_citation(
    files: dict[str, str | bytes],
    changes: dict[str, Any],
    expected: tuple[str, str, int | None],
    corpus: MakeCorpus,
    tmp_path: Path,
) -> None:
    (tmp_path / "outside.txt").write_text(TEXT)
    assert checked(corpus(files), **changes) == expected


def test_an_article_behind_a_link_is_read_as_it_is_when_indexing(corpus: MakeCorpus, tmp_path: Path) -> None:
    (tmp_path / "outside.txt").write_text(TEXT)
    folder = corpus({})
    (folder / "a.txt").symlink_to(tmp_path / "outside.txt")
    assert checked(folder) == ("exact", "a.txt", 8)


@pytest.mark.usefixtures("unprivileged")
def test_a_file_that_cannot_be_read_is_no_proof_and_no_accident(corpus: MakeCorpus) -> None:
    folder = corpus({"a.txt": TEXT, "b.txt": "Other."})
    (folder / "a.txt").chmod(0)
    assert checked(folder) == ("vanished", "a.txt", None)


@pytest.mark.parametrize(
    "answer",
    [
        {},
        {"citations": None},
        {"citations": [1]},
        {"citations": "text"},
        {"citations": [citation(start="x")]},
        {"citations": [{"number": 1}]},
    ],
)
def test_what_is_no_answer_is_refused(answer: dict[str, Any], corpus: MakeCorpus) -> None:
    with pytest.raises(UsageError, match="This is not the JSON of an answer"):
        verify(answer, corpus({"a.txt": TEXT}))


def test_a_missing_folder_is_an_error_and_no_verdict() -> None:
    with pytest.raises(UsageError, match="There is no folder 'nowhere'"):
        verify({"citations": [citation()]}, "nowhere")


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({}, "Citation 1 stands in a.txt at character 8."),
        ({"end": 20}, "Citation 1 moved to character 8 of a.txt."),
        ({"quote": "Never."}, "Citation 1 is no longer in a.txt."),
        ({"path": "b.txt", "digest": ""}, "Citation 1 cannot be found: there is no b.txt."),
    ],
)
def test_the_verdict_as_a_sentence(changes: dict[str, Any], sentence: str, corpus: MakeCorpus) -> None:
    assert verify({"citations": [citation(**changes)]}, corpus({"a.txt": TEXT}))[0].sentence == sentence
