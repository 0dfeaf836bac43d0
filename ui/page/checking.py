"""The place where a text is checked: a draft goes in, and stands there with what the articles say to each claim."""

from __future__ import annotations

import base64
import binascii
import json
import tempfile
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from pydantic import BaseModel
from starlette.exceptions import HTTPException

from rag import Bot, Checked, CheckedClaim, FootnoteError, UsageError, read_draft
from ui.api.service import told_as
from ui.local_gradio import gr
from ui.markup import el, inert
from ui.page import files, marked_draft
from ui.page.conversation_events import paths, said, speech_of
from ui.server.refusal import failure
from ui.text import Speech

_EVENTS = ("check",)
_ATTACH = f"footnote.attachCheck(server, trigger, watch); // {_EVENTS}"  # Gradio finds their names here
_STEP_S = 0.4
"""How often what is ready is shown."""
_STEP: dict[str, Any] = {
    "api_visibility": "private",
    "show_progress": "hidden",
    "concurrency_id": "checks",
    "trigger_mode": "always_last",
}
_KEPT = 8
"""Checked drafts that an export finds ready."""


class _Read(BaseModel):
    """A file that was dropped, as base64, and the language of whoever dropped it."""

    name: str
    data: str
    language: str | None = None


class _Exported(BaseModel):
    """Which draft the page wants to have as a file of which kind."""

    text: str
    kind: str
    name: str = ""
    articles: list[dict[str, Any]] = []


class CheckRoom:
    """What happens when somebody puts in a draft."""

    def __init__(self, bot: Bot) -> None:
        self._bot = bot
        self._done: OrderedDict[tuple[object, ...], Checked] = OrderedDict()
        self._lock = threading.Lock()

    def check(self, chosen: Any, request: gr.Request, given: gr.EventData) -> Iterator[str]:
        """The draft with its claims marked, as they are judged."""
        speech, text, name = speech_of(request), str(said(given, "text")), str(said(given, "name"))
        try:
            with told_as(failure, speech):
                yield from self._steps(text, name, files.asked(self._bot, paths(chosen)), speech)
        except HTTPException as error:
            yield el("p", inert(str(error.detail)), css="fn-notice")

    def _steps(self, text: str, name: str, articles: list[str], speech: Speech) -> Iterator[str]:
        shown_at, claims = time.monotonic(), list[CheckedClaim]()
        for event in self._events(text, name, articles):
            if isinstance(event, Checked):
                yield marked_draft.whole(event, speech)
            else:
                claims.append(event)
                if time.monotonic() - shown_at > _STEP_S:
                    shown_at = time.monotonic()
                    yield marked_draft.so_far(text, claims, speech)

    def _events(self, text: str, name: str, articles: list[str]) -> Iterator[CheckedClaim | Checked]:
        """What a check gives, and the last thing of it is kept for an export."""
        most = self._bot.settings.max_history_chars
        if len(text) > most:
            raise UsageError(
                f"The text has {len(text):,} characters; at most {most:,} are checked here.",
                "Check it in a shell: footnote check FILE.",
            )
        for event in self._bot.check_stream(text, name=name, articles=articles or None):
            if isinstance(event, Checked):
                with self._lock:
                    self._done[self._key(text, name, articles)] = event
                    while len(self._done) > _KEPT:
                        self._done.popitem(last=False)
            yield event

    def _key(self, text: str, name: str, articles: list[str]) -> tuple[object, ...]:
        return self._bot.version, text, name, tuple(articles)

    def _checked(self, asked: _Exported) -> Checked:
        articles = files.asked(self._bot, paths(asked.articles))
        with self._lock:
            ready = self._done.get(self._key(asked.text, asked.name, articles))
        if ready:
            return ready
        *_, last = self._events(asked.text, asked.name, articles)
        assert isinstance(last, Checked)
        return last

    def read(self, wanted: Any) -> str:
        """The text of a file that was dropped or chosen, as JSON, or why there is none."""
        with told_as(failure):
            asked = _Read.model_validate(wanted)
            try:
                return json.dumps({"text": self._text_of(asked)})
            except FootnoteError as error:
                return json.dumps({"refused": Speech.wanted_by(asked.language).error(error)})

    def _text_of(self, asked: _Read) -> str:
        name = Path(asked.name).name or "draft.txt"
        try:
            data = base64.b64decode(asked.data, validate=True)
        except binascii.Error:
            raise UsageError(f"{name!r} did not arrive whole.", "Choose it once more.") from None
        if len(data) > self._bot.settings.max_file_mb * 1_000_000:
            raise UsageError(
                f"{name!r} is larger than {self._bot.settings.max_file_mb} MB.", "Check it in a shell: footnote check."
            )
        with tempfile.TemporaryDirectory() as place:
            file = Path(place) / name
            file.write_bytes(data)
            try:
                return read_draft(file, self._bot.settings)
            except UsageError as error:
                raise UsageError(error.problem.replace(str(file), name), error.next_step) from None

    def export(self, wanted: Any) -> str:
        """The checked draft as a file: base64 of its bytes."""
        with told_as(failure):
            asked = _Exported.model_validate(wanted)
            return base64.b64encode(_written(self._checked(asked), asked.kind)).decode()

    def wire(self, choice: gr.HTML) -> gr.HTML:
        """Puts the room on the page, out of sight until it is opened; gives the part that speaks a language."""

        def read(wanted: Any) -> str:  # Gradio writes on a function, and cannot on a method
            return self.read(wanted)

        def export(wanted: Any) -> str:
            return self.export(wanted)

        with gr.Column(elem_id="checking", min_width=0):
            room = gr.HTML(
                form(Speech()),
                elem_id="check-form",
                apply_default_css=False,
                js_on_load=_ATTACH,
                server_functions=[read, export],
            )
            checked = gr.HTML(
                "", elem_id="checked", js_on_load="watch('value', () => footnote.refresh())", apply_default_css=False
            )
        room.check(self.check, choice, checked, **_STEP)
        return room


def greet(request: gr.Request) -> str:
    """Where a draft is put in, in the language of whoever looks."""
    return form(speech_of(request))


def _written(checked: Checked, kind: str) -> bytes:
    makers: dict[str, Callable[[], bytes]] = {
        "md": lambda: checked.to_markdown().encode(),
        "html": lambda: checked.to_html().encode(),
        "json": lambda: json.dumps(checked.to_dict(), ensure_ascii=False, indent=2).encode(),
        "docx": checked.to_docx,
    }
    if kind not in makers:
        raise UsageError(f"There is no export called {kind!r}.", f"Known are: {', '.join(makers)}.")
    return makers[kind]()


def form(speech: Speech) -> str:
    """Where a draft is put in."""
    lead = el("h2", speech("Check a text"), css="fn-lead")
    how = el("p", speech("Paste a draft or drop a file: each claim is held against the articles."), css="fn-how")
    field = el(
        "textarea",
        css="fn-text-in",
        rows="8",
        dir="auto",
        spellcheck="false",
        aria_label=speech.plain("Text to be checked"),
    )
    check = el("button", speech("Check"), css="fn-tool fn-go", type="button", data_does="check")
    choose = el("button", speech("Choose a file"), css="fn-tool", type="button", data_does="draft-file")
    file = el(
        "input", css="fn-file-in", type="file", accept=".txt,.md,.docx,.pdf,.html", hidden="hidden", tabindex="-1"
    )
    back = el("a", speech("Back to the conversation"), css="fn-back", href="#ask")
    return el("div", lead, how, field, file, el("p", check, choose, back, css="fn-does"), css="fn-form")
