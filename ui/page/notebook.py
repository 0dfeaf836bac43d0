"""The notebook: answers and quotations that were pinned. The browser keeps them, and nothing of them stays here."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pydantic import BaseModel

from rag import FootnoteError, read_answer
from ui.markup import el, inert
from ui.page import history, message
from ui.text import Speech

LINK = "#notes"


class Note(BaseModel):
    """What was pinned: an answer, whole or with one quotation of it alone, below a title that can be changed."""

    id: str
    title: str
    answer: dict[str, Any]


def contents(notes: Sequence[Note], speech: Speech) -> str:
    """The notes that a browser says it keeps, in its order."""
    close = el("button", "×", css="fn-close", type="button", aria_label=speech.plain("Close"))
    other = el("a", speech("Conversations"), href=history.LINK)
    bar = el("div", el("h2", speech("Notebook")), other, close, css="fn-bar")
    hint = "Notes are kept in this browser only." if notes else "Pin an answer or a quotation: it is kept here."
    exports = el("div", history.exports("export-notes", speech), css="fn-actions fn-whole") if notes else ""
    rows = el("ol", *(_row(one, speech) for one in notes))
    scroll = el("div", el("p", speech(hint), css="fn-hint"), exports, rows, css="fn-scroll", tabindex="0")
    return el("section", bar, scroll, css="fn-contents fn-kept", aria_label=speech.plain("Notebook"))


def _row(note: Note, speech: Speech) -> str:
    try:
        answer = read_answer(note.answer)
        shown, question = message.note(answer, speech), answer.question
    except FootnoteError as error:
        shown, question = el("p", inert(speech.error(error)), css="fn-notice"), note.title
    asked = el("p", inert(question), css="fn-about", dir="auto") if question != note.title else ""
    actions = (
        history.action(speech.plain("Rename"), "rename-note", note.title),
        history.action(speech.plain("Remove"), "remove-note", note.title),
    )
    title = el("h3", inert(note.title), dir="auto")
    return el("li", title, asked, shown, el("div", *actions, css="fn-actions"), css="fn-note", data_id=note.id)
