"""The notebook: shown from what the browser keeps, and exported as conversations are."""

from __future__ import annotations

import json
from typing import Any

import pytest

from rag import Answer
from tests.ui.fakes import answered, declined, uncertain
from tests.ui.page.test_message import HOSTILE, Collected
from ui.page import history, notebook
from ui.text import Speech


def note(answer: Answer, **changes: Any) -> notebook.Note:
    return notebook.Note(**{"id": "1", "title": answer.question, "answer": answer.to_dict(), **changes})


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (answered("When?"), "The dam was built in 1911."),
        (uncertain("When?"), "This comes closest"),
        (declined("When?"), "The articles do not say."),
    ],
)
def test_a_note_says_what_was_pinned(answer: Answer, said: str) -> None:
    seen = Collected(notebook.contents([note(answer, title="Dams")], Speech()))
    assert said in seen.text and "Dams" in seen.text and "When?" in seen.text


def test_a_note_that_cannot_be_read_says_so_and_can_be_removed() -> None:
    shown = notebook.contents([notebook.Note(id="1", title="Dams", answer={})], Speech())
    assert "This is not an answer that was kept" in Collected(shown).text
    assert 'data-does="remove-note"' in shown


def test_a_note_is_only_text() -> None:
    seen = Collected(notebook.contents([note(declined(HOSTILE), title=HOSTILE, id=HOSTILE)], Speech()))
    assert HOSTILE in seen.text
    assert {"script", "img"}.isdisjoint(seen.tags)


def test_an_exported_note_stands_below_its_title() -> None:
    turn = {"id": "1", "title": "Dams", "answer": answered("When?").to_dict()}
    record = json.dumps({"id": "notes", "title": "Notebook", "turns": [turn]})
    assert "**Dams – When?**" in history.export(record, "md", Speech()).decode()
    [exported] = json.loads(history.export(record, "json", Speech()))["answers"]
    assert (exported["title"], exported["question"]) == ("Dams", "When?")
