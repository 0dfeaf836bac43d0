"""Conversations as the browser keeps them, and as they are taken elsewhere. Nothing of them stays on the server."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from pydantic import BaseModel, ValidationError

from rag import Answer, Bot, Passage, UsageError, read_answer
from ui.markup import el, inert
from ui.page import links
from ui.page.message import quoted_from
from ui.page.references import REFERENCES, quoted
from ui.page.word import document
from ui.text import Speech

LINK = "#kept"
KINDS = {
    "md": "Markdown",
    "html": "HTML",
    "docx": "Word",
    "json": "JSON",
    "bib": "BibTeX",
    "ris": "RIS",
    "csl.json": "CSL-JSON",
}
"""What a conversation is exported as, by the ending of the file."""
FORMAT = 1
"""Version of an exported conversation."""


def keepsake(answer: Answer) -> dict[str, Any]:
    """What the browser keeps of an answer: all but the texts of passages, which the articles have."""
    kept = answer.to_dict()
    kept["passages"] = [{name: part for name, part in row.items() if name != "text"} for row in kept["passages"]]
    return kept


class _Kept(BaseModel):
    """A turn as the browser keeps it: the answer says the question. A note of the notebook has a title."""

    id: str
    title: str = ""
    answer: dict[str, Any]


class _Record(BaseModel):
    """A conversation as the browser keeps it."""

    id: str
    title: str
    turns: list[_Kept]


def _read(record: str) -> _Record:
    try:
        return _Record.model_validate_json(record)
    except ValidationError:
        raise UsageError("This conversation cannot be read.", "Delete it from the list.") from None


def read(record: str) -> tuple[str, list[tuple[str, Answer]]]:
    """What a kept conversation is known by, and its turns: what each is known by, and its answer.

    Raises:
        UsageError: what the browser gave is none.
    """
    kept = _read(record)
    return kept.id, [(turn.id, read_answer(turn.answer)) for turn in kept.turns]


def with_texts(answer: Answer, bot: Bot) -> Answer:
    """An answer with the texts of its nearest passages, where the articles still have them."""
    found = tuple(_with_text(passage, bot) for passage in answer.passages)
    declined = replace(answer.declined, nearest=found) if answer.declined else None
    return replace(answer, passages=found, declined=declined)


def _with_text(passage: Passage, bot: Bot) -> Passage:
    article = bot.article(passage.article.path)
    if article is None or article.digest != passage.article.digest:
        return passage
    return replace(passage, article=article, text=article.text[passage.start : passage.end])


def copied(record: str, address: str, speech: Speech) -> str:
    """A kept answer as text: the prose, then its quotations, numbered, each with what it is from and its link.

    Raises:
        UsageError: it is none.
    """
    answers = [answer for _, answer in read(record)[1]]
    return "\n\n".join(part for answer in answers for part in _copied(answer, address, speech))


def _copied(answer: Answer, address: str, speech: Speech) -> Iterator[str]:
    yield answer.text or answer.reply or speech.plain("The articles do not say.")
    quoted = links.quotations(answer.citations)
    for at, citation in enumerate(answer.citations):
        quote = " ".join(citation.quote.split())
        yield f"[{citation.number}] “{quote}” – {quoted_from(citation, speech)}\n{address}{quoted.at(at).link}"


def export(record: str, kind: str, speech: Speech) -> bytes:
    """A kept conversation, or the notebook, as a file: with quotations and spans, or the references of what it quotes.

    ``footnote verify`` checks the JSON.

    Raises:
        UsageError: it is no conversation, or there is no such kind.
    """
    kept = _read(record)
    title, answers = kept.title, [_named(turn) for turn in kept.turns]
    if kind == "md":
        return "\n".join(answer.to_markdown() for answer in answers).encode()
    if kind == "html":
        head = el("head", '<meta charset="utf-8">', el("title", inert(title)))
        return f"<!doctype html>{el('html', head, el('body', *(one.to_html() for one in answers)))}\n".encode()
    if kind == "json":
        turns = [{**turn.answer, **({"title": turn.title} if turn.title else {})} for turn in kept.turns]
        data = {"format": FORMAT, "title": title, "answers": turns}
        return (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode()
    if kind == "docx":
        return document(answers, speech)
    if kind in REFERENCES:
        return REFERENCES[kind](quoted(answers)).encode()
    raise UsageError(f"A conversation cannot be exported as {kind!r}.", f"These can be made: {', '.join(KINDS)}.")


def _named(kept: _Kept) -> Answer:
    """A kept answer, below the name that its note was given."""
    answer = read_answer(kept.answer)
    if kept.title in ("", answer.question):
        return answer
    return replace(answer, question=f"{kept.title} – {answer.question}")


def contents(kept: Iterable[Mapping[str, Any]], speech: Speech) -> str:
    """The conversations that a browser says it keeps: each with ``id``, ``title``, ``about`` and ``open``."""
    rows = [_row(row, speech) for row in kept]
    close = el("button", "×", css="fn-close", type="button", aria_label=speech.plain("Close"))
    hint = (
        "Conversations are kept in this browser only." if rows else "What you ask is kept here, in this browser only."
    )
    other = el("a", speech("Notebook"), href="#notes")
    bar = el("div", el("h2", speech("Conversations")), other, close, css="fn-bar")
    label = speech.plain("Search conversations")
    seek = el("input", css="fn-seek", type="search", placeholder=label, aria_label=label) if len(rows) > 1 else ""
    body = el("div", el("p", speech(hint), css="fn-hint"), seek, el("ol", *rows), css="fn-scroll", tabindex="0")
    return el("section", bar, body, css="fn-contents fn-kept", aria_label=speech.plain("Conversations"))


def _row(one: Mapping[str, Any], speech: Speech) -> str:
    key, title = str(one.get("id", "")), str(one.get("title", ""))
    asked = f"{title}\n{one.get('asked', '')}"
    opened = el("button", inert(title), css="fn-title", type="button", data_does="open")
    about = el("span", inert(str(one.get("about", ""))), css="fn-about")
    actions = (
        action(speech.plain("Rename"), "rename", title),
        exports("export", speech, title),
        action(speech.plain("Delete"), "delete", title),
    )
    current = "true" if one.get("open") else ""
    return el(
        "li", opened, about, el("div", *actions, css="fn-actions"), data_id=key, data_asked=asked, aria_current=current
    )


def exports(does: str, speech: Speech, title: str = "") -> str:
    """The kinds of files that something with a title is exported as, behind a click."""
    return el(
        "details", el("summary", speech("Export")), *(action(name, does, title, kind) for kind, name in KINDS.items())
    )


def action(name: str, does: str, title: str, kind: str = "") -> str:
    """A button of something with a title, which is read out with it."""
    told = f"{name}: {title}" if title else ""
    return el("button", inert(name), css="fn-link", type="button", data_does=does, data_kind=kind, aria_label=told)
