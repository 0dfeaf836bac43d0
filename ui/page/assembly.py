"""The chat page: conversation on one side, evidence on the other."""

from __future__ import annotations

import hashlib
import json
from base64 import b64encode
from collections.abc import Callable
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from rag import Bot, UsageError
from ui.api.gradio import publish
from ui.api.json_http import door
from ui.api.mcp import tools
from ui.api.service import Programs, told_as
from ui.local_gradio import gr
from ui.page import checking, evidence, files, history, introduction, notebook
from ui.page.article_events import Workroom
from ui.page.conversation_events import AT_ONCE, QUIET, Desk
from ui.page.examples import Examples
from ui.page.sheet import sheets
from ui.page.talk import conversation_box, invitation, question_box
from ui.page.theme import theme
from ui.page.welcome import Welcome
from ui.preferences import model
from ui.server.allowance import Allowance
from ui.server.audit import audit_to, stop
from ui.server.frame import MAIN, lean_style
from ui.server.log import log_to
from ui.server.metrics import also_tell
from ui.server.operations import operations
from ui.server.refusal import failure
from ui.server.serving import Serving, serve_page
from ui.server.tracing import Tracing
from ui.server.users import Users
from ui.text import LANGUAGES, Speech
from ui.watching import follow_beside

_BROWSER = Path(__file__).parents[1] / "browser"
_EVENTS = ("paste", "replace", "remove", "undo", "rebuild", "example", "sync")
_ATTACH = f"footnote.attach(element, server, trigger, props); // {_EVENTS}"  # Gradio finds their names here
_NEWS_S = 3.0
_STYLES = ("style.css", "talk.css")
_UPLOADS_KEPT_S = (600, 3600)
"""How often is looked for old uploads, and how old these are."""
_SAID_IN_BROWSER = {
    "lost": "The page has lost its connection. Check that Footnote still runs, then reload the page.",
    "submit-button": "Ask",
    "stop-button": "Stop",
    "too-long": "{count} characters of at most {most}",
    "editing": "Editing the last question. Its answer stays until the new one is there.",
    "not-editing": "Do not edit",
    "all": "Asking all articles",
    "only": "Asking only",
    "choose": "Choose",
    "ask-all": "Ask all",
    "leave-out": "Leave out {title}",
    "chosen": "{count} chosen",
    "more": "and {count} more",
    "conversation": "Conversation",
    "question": "1 question",
    "questions": "{count} questions",
    "cancel": "Cancel",
    "send": "Send",
    "save": "Save",
    "saved": "Saved. The next question is answered so.",
    "settings": "Settings",
    "caution": "How sure an answer has to be",
    "caution-low": "Less: answers more often, and errs more often",
    "caution-normal": "Normal",
    "caution-high": "More: says more often that it is not sure",
    "caution-highest": "Most: answers only where it is surest",
    "sentences": "Sentences quoted at most in an answer",
    "language": "Language of the page",
    "as-browser": "As the browser asks",
    "theme": "Light or dark",
    "as-device": "As the device is set",
    "light": "Light",
    "dark": "Dark",
    "model": "Model that writes the answers",
    "do-add": "Add",
    "do-remove": "Remove",
    "do-rename": "Rename",
    "do-delete": "Delete",
    "rename": "Rename the conversation",
    "name": "Name",
    "delete": "Delete this conversation? It is kept nowhere else.",
    "notebook": "Notebook",
    "pinned": "Pinned to the notebook, which is beside the conversations.",
    "not-quoted": "No answer that this browser keeps has this quotation.",
    "rename-note": "Rename the note",
    "remove-note": "Remove this note? It is kept nowhere else.",
    "remove": "Remove {path}? The file leaves the folder, and can be had back for a day.",
    "paste": "Paste text",
    "title": "Title, which becomes the file's name",
    "text": "Text",
    "why": "What is wrong with this answer?",
    "reason": "Reason (optional)",
    "thanks": "Noted, thank you.",
    "copied": "Copied",
    "close": "Close",
    "keys": "Keys",
    "key-ask": "Write a question",
    "key-last": "In an empty box: the last question again",
    "key-next": "Next quotation",
    "key-before": "Previous quotation",
    "key-pin": "Pin the open quotation, or the last answer",
    "key-close": "Close what lies on top",
    "key-help": "Show these keys",
    "checked": "checked",
    "full": "The browser has no room left for this conversation. Export or delete older ones.",
}


class _Shown(BaseModel):
    """What the page wants to be shown beside the conversation."""

    link: str = ""
    language: str | None = None
    kept: list[dict[str, Any]] = []
    notes: list[notebook.Note] = []
    start: int = 0


class _Introduced(BaseModel):
    """Which article the page wants to be introduced."""

    path: str
    language: str | None = None


class _Piece(BaseModel):
    """Which piece the page wants to have of the text that a link opens."""

    link: str
    number: int


class _Exported(BaseModel):
    """Which conversation the page wants to have as a file of which kind."""

    record: str
    kind: str
    language: str | None = None


def serve(
    bot: Bot,
    host: str = "127.0.0.1",
    port: int | None = None,
    open_browser: bool = True,
    announce: Callable[[str], Any] = print,
    mcp: bool = False,
    watch: bool = True,
) -> None:
    """Shows the page until it is interrupted.

    ``announce`` is told its address, ``mcp`` serves tools for assistants, ``watch`` indexes what changes meanwhile.

    Raises:
        UsageError: the port is taken, the host is not of this machine, or it needs a password.
    """
    log_to(bot.settings.log)
    tracing = Tracing.to(bot.settings.otlp) if bot.settings.otlp else None
    if tracing:
        also_tell(tracing.send)
    audited = audit_to(Path(bot.settings.audit), bot.settings.audit_questions) if bot.settings.audit else None
    page, serving = assemble(bot, mcp)
    if watch and not bot.settings.read_only:
        follow_beside(bot)
    try:
        serve_page(page, host, port, open_browser, announce, serving, **looks(bot))
    finally:
        if tracing:
            tracing.close()
        if audited:
            stop(audited)


def assemble(bot: Bot, mcp: bool = False) -> tuple[gr.Blocks, Serving]:
    """The page, and what else its server gives: the same answers for programs, behind the same password."""
    programs, allowance = Programs(bot), Allowance(bot.settings.requests_per_minute)
    routes, lifespan = tools(programs) if mcp else ([], None)
    settings = bot.settings
    serving = Serving(
        password=settings.password,
        read_only=settings.read_only,
        max_file_mb=settings.max_file_mb,
        max_drop_mb=settings.max_drop_mb,
        users=_users(settings.users) if settings.users else None,
        allowance=allowance,
        trusted_proxy=settings.trusted_proxy,
        routes=[door(programs), sheets(bot), *operations(bot), *routes],
        lifespan=lifespan,
    )
    return build(bot, programs, allowance), serving


def _users(file: str) -> Users:
    users = Users(Path(file))
    if not users.all():
        raise UsageError(
            f"There are no users in {file!r}, so nobody could come.",
            f"Add one: footnote users add NAME --role admin --file {file}",
        )
    return users


def build(bot: Bot, programs: Programs | None = None, allowance: Allowance | None = None) -> gr.Blocks:
    """The page for a bot, to be started with ``looks(bot)``, and what programs may ask of it."""
    examples, welcome = Examples(bot), Welcome(bot)
    # What is uploaded and waits for a decision is deleted when it is old, and all of it at the end.
    page = gr.Blocks(title="Footnote", analytics_enabled=False, fill_width=True, delete_cache=_UPLOADS_KEPT_S)
    with page:
        conversation = gr.State()
        masthead = gr.HTML(
            welcome.masthead(Speech()),
            elem_id="masthead",
            js_on_load="watch('value', () => footnote.renew())",
            apply_default_css=False,
        )
        with gr.Row(elem_id="desk"):
            with gr.Column(elem_id="talk", min_width=0):
                beginning = gr.HTML(welcome.beginning(Speech()), elem_id="begin", apply_default_css=False)
                talk, news = conversation_box(bot, examples)
                choice = gr.HTML(
                    [],
                    elem_id="choice",
                    html_template="${footnote.choice(value)}",
                    js_on_load="footnote.attachChoice(props, watch)",
                    apply_default_css=False,
                    corpus=_named(bot),
                )
                question = question_box()
                room = checking.CheckRoom(bot).wire(choice)
            with gr.Column(elem_id="reading", min_width=0):
                panel = _evidence_panel(bot)
                changes = [] if bot.settings.read_only else Workroom(bot).wire(panel)
        greeted = page.load(welcome.greet, None, [masthead, beginning, question], **QUIET)
        greeted.then(None, js="() => footnote.ready()")
        page.load(checking.greet, None, room, **QUIET)
        publish(programs or Programs(bot))
        Desk(bot, examples, allowance or Allowance()).wire(conversation, talk, news, question, choice)
        seen = gr.State(welcome.version)
        for happened in (gr.Timer(_NEWS_S).tick, *(change.then for change in changes)):
            happened(welcome.news, seen, [seen, masthead, beginning], **QUIET)
    page.queue(default_concurrency_limit=AT_ONCE)
    return page


def looks(bot: Bot) -> dict[str, Any]:
    """What ``start`` needs to show the page as it is meant, and its first sight before it can be used."""
    style = lean_style("\n".join((_BROWSER / name).read_text(encoding="utf-8") for name in _STYLES))

    def head(speech: Speech) -> str:
        phrases = json.dumps(_said_in_browser(bot, speech), ensure_ascii=False).replace("<", "\\u003c")
        told = f'<script type="application/json" id="fn-phrases">{phrases}</script>'
        return f'<style id="fn-style">{style}</style>{told}{MAIN}'

    return {
        "theme": theme(),
        "head": head,
        "first_sight": Welcome(bot).first_sight,
        "favicon_path": str(_BROWSER / "favicon.png"),
    }


def _evidence_panel(bot: Bot) -> gr.HTML:
    def show(wanted: Any) -> str:
        with told_as(failure):
            asked = _Shown.model_validate(wanted)
            speech = Speech.wanted_by(asked.language)
            if asked.link == history.LINK:
                return history.contents(asked.kept, speech)
            if asked.link == notebook.LINK:
                return notebook.contents(asked.notes, speech)
            return evidence.show(bot, asked.link, speech, asked.start)

    def piece(wanted: Any) -> str:
        with told_as(failure):
            asked = _Piece.model_validate(wanted)
            return evidence.piece(bot, asked.link, asked.number)

    def found(wanted: Any) -> list[dict[str, str]]:
        with told_as(failure):
            asked = _Shown.model_validate(wanted)
            return files.choice(bot, asked.link, Speech.wanted_by(asked.language))

    def introduce(wanted: Any) -> str:
        with told_as(failure):
            asked = _Introduced.model_validate(wanted)
            return introduction.introduce(bot, asked.path, Speech.wanted_by(asked.language))

    def export(wanted: Any) -> str:
        with told_as(failure):
            asked = _Exported.model_validate(wanted)
            return b64encode(history.export(asked.record, asked.kind, Speech.wanted_by(asked.language))).decode()

    return gr.HTML(
        evidence.show(bot, "", Speech()),
        elem_id="evidence",
        apply_default_css=False,
        js_on_load=_ATTACH,
        server_functions=[show, piece, found, introduce, export],
        corpus=_named(bot),
    )


def _named(bot: Bot) -> str:
    """By what a browser knows a folder: its name, and a few letters that tell namesakes apart."""
    return f"{bot.corpus.name}-{hashlib.sha256(str(bot.corpus).encode()).hexdigest()[:8]}"


def _said_in_browser(bot: Bot, speech: Speech) -> dict[str, Any]:
    """What the browser says itself, in the language of whoever looks, and what the others call themselves."""
    phrases = {key: speech.plain(phrase) for key, phrase in _SAID_IN_BROWSER.items()}
    made = {"invitation": invitation(speech), "model-told": model(bot, speech)}
    languages = {code: Speech(code).language_name(code) for code in LANGUAGES}
    return {"language": speech.language, "languages": languages, "phrases": phrases | made}
