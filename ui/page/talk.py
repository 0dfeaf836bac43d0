"""The conversation's side of the page: the turns, the box for a question, and their first sight."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any

from pydantic import BaseModel

from rag import Bot
from ui.api.service import told_as
from ui.local_gradio import gr
from ui.markup import el
from ui.page import history
from ui.page.examples import Examples
from ui.page.message import suggested
from ui.server.refusal import failure
from ui.text import Speech

ASKING = "Ask the articles a question"
_HOW = "Every sentence of an answer is quoted from the articles, and its footnote opens the place where it stands."
_EVENTS = ("ask", "again", "revise", "keep", "reopen", "join", "fresh", "vote")
_ATTACH = f"footnote.attachTalk(element, server, trigger, props); // {_EVENTS}"  # Gradio finds their names here
_PLACE = (
    '<div class="fn-talk" role="log" tabindex="0"></div>'
    '<p class="fn-editing" role="status" hidden></p><p class="fn-length" role="status" hidden></p>'
)


class _Wanted(BaseModel):
    """In which language a browser wants something."""

    language: str | None = None


class _Copied(_Wanted):
    """A turn that is copied, and the page's address."""

    record: str
    address: str


@dataclass(frozen=True, slots=True)
class News:
    """What tells the browser of turns, by kind: of two values that come at once it sees the later one of each.

    Args:
        turn: what there is of the turn that was asked last.
        following: questions to go on with, below a turn.
        beside: turns that another tab has added or taken away.
        whole: a conversation in place of the one that is shown.
    """

    turn: gr.HTML
    following: gr.HTML
    beside: gr.HTML
    whole: gr.HTML


def conversation_box(bot: Bot, examples: Examples) -> tuple[gr.HTML, News]:
    """Where the turns stand, which the browser puts there itself, and what tells it of new ones.

    Not gr.Chatbot: it is sent the whole conversation with each turn.
    """

    def begin(wanted: Any) -> str:
        with told_as(failure):
            speech = Speech.wanted_by(_Wanted.model_validate(wanted).language)
            return suggested(examples(), speech, "Questions to begin with")

    def copy(wanted: Any) -> str:
        with told_as(failure):
            asked = _Copied.model_validate(wanted)
            return history.copied(asked.record, asked.address, Speech.wanted_by(asked.language))

    talk = gr.HTML(
        elem_id="conversation",
        html_template=_PLACE,
        apply_default_css=False,
        js_on_load=_ATTACH,
        server_functions=[begin, copy],
        most=bot.settings.max_question_chars,
        usual={"caution": bot.settings.caution, "sentences": bot.settings.max_sentences},
    )
    return talk, News(*(_told() for _ in fields(News)))


def _told() -> gr.HTML:
    return gr.HTML(
        visible="hidden",
        html_template=" ",
        apply_default_css=False,
        js_on_load="watch('value', () => footnote.take(props.value))",
    )


def question_box() -> gr.Textbox:
    return gr.Textbox(
        elem_id="question",
        show_label=False,
        container=False,
        max_lines=6,
        submit_btn=True,
        html_attributes=gr.InputHTMLAttributes(autocomplete="off", enterkeyhint="send"),
    )


def invitation(speech: Speech) -> str:
    """What an empty conversation says, above the questions to begin with."""
    return el("p", speech(ASKING), css="fn-lead") + el("p", speech(_HOW), css="fn-how")


def first_sight(masthead: str, beginning: str, speech: Speech) -> str:
    """The page as it is seen before it can be used; what is typed in its box is there when it can be."""
    head = el("header", masthead)
    if beginning:
        return el("div", head, el("div", beginning, css="fn-first-begin"), id="fn-first")
    asking = speech.plain(ASKING)
    told = {"placeholder": asking, "aria_label": asking, "enterkeyhint": "send"}
    box = el("textarea", id="fn-early", rows="1", autofocus="autofocus", **told)
    talk = el("div", el("div", invitation(speech), css="fn-welcome"), css="fn-talk")
    desk = el("div", talk, box, css="fn-first-talk") + el("div", css="fn-first-reading")
    return el("div", head, el("div", desk, css="fn-first-desk"), id="fn-first")
