"""The steps of a conversation as Gradio calls them, and which event leads to which step."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from rag import Bot, FootnoteError
from ui import feedback, history
from ui.conversation import Conversation
from ui.examples import Examples
from ui.local_gradio import gr
from ui.log import log_place
from ui.text import Speech

AT_ONCE = 8
"""Questions that are answered at the same time; more wait in line."""
QUIET: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden", "queue": False}
"""How a quick step runs: at once, out of sight."""


class Desk:
    """What happens when somebody asks. A browser tab's conversation is made by its first question."""

    def __init__(self, bot: Bot, examples: Examples) -> None:
        self._bot, self._examples = bot, examples

    def put(
        self, question: str, conversation: Conversation | None, chosen: Any, request: gr.Request
    ) -> tuple[Any, ...]:
        """A question appears, and the stop button."""
        conversation = conversation or self._conversation(request)
        conversation.put(question, paths(chosen))
        return conversation, conversation.messages(), gr.Textbox(value="", submit_btn=False, stop_btn=True)

    def put_clicked(
        self, conversation: Conversation | None, chosen: Any, request: gr.Request, clicked: gr.SelectData
    ) -> tuple[Any, ...]:
        """The same for a question that was clicked."""
        value = said(clicked, "value")
        text = str(value.get("text", "")) if isinstance(value, dict) else str(value)
        return self.put(text, conversation, chosen, request)

    def put_again(self, conversation: Conversation | None, chosen: Any, request: gr.Request) -> tuple[Any, ...]:
        """The last question is asked again."""
        return self.put(conversation.take_back() if conversation else "", conversation, chosen, request)

    def answer(self, conversation: Conversation) -> Iterator[list[dict[str, Any]]]:
        """The answer appears, sentence by sentence."""
        for _ in conversation.answer():
            yield conversation.messages()

    def stop(self, conversation: Conversation | None) -> tuple[Any, ...]:
        """What has come of the answer stays."""
        if conversation is None:
            return [], ready()
        conversation.stop()
        return conversation.messages(), ready()

    def take_back(self, conversation: Conversation | None) -> tuple[Any, ...]:
        """The last question returns to the box, to be edited."""
        if conversation is None:
            return [], ""
        question = conversation.take_back()
        return conversation.messages(), question

    def reopen(self, request: gr.Request, kept: gr.EventData) -> tuple[Any, ...]:
        """A conversation that the browser kept is shown again, and can be gone on with."""
        try:
            key, answers = history.read(said(kept, "record"))
        except FootnoteError as error:
            gr.Warning(speech_of(request).error(error))
            return (gr.skip(), gr.skip())
        conversation = self._conversation(request, key)
        conversation.take_up(answers)
        return conversation, conversation.messages()

    def forget(self) -> tuple[Any, ...]:
        """The next question begins a new conversation."""
        return None, []

    def vote(self, conversation: Conversation | None, clicked: gr.LikeData) -> str | None:
        """A thumb is noted; gives the key of the vote when a reason may be told."""
        voted = conversation.voted(said(clicked, "index")) if conversation else None
        if voted is None:
            return None
        answer, before, key = voted
        vote: feedback.Vote = "none" if clicked.liked == "" else "up" if clicked.liked else "down"
        self._note(key, vote, answer, before)
        return str(clicked.index) if vote == "down" else None

    def reason(self, conversation: Conversation | None, told: gr.EventData) -> None:
        """Why an answer got a thumb down."""
        voted = conversation.voted(said(told, "index")) if conversation else None
        if voted:
            answer, before, key = voted
            self._note(key, "down", answer, before, str(said(told, "text")))

    def _note(self, key: str, vote: feedback.Vote, answer: Any, before: list[str], reason: str = "") -> None:
        try:
            feedback.note(feedback.feedback_path(self._bot.corpus), key, vote, answer, before, reason)
        except FootnoteError as error:
            gr.Warning(str(error))

    def _conversation(self, request: gr.Request, key: str | None = None) -> Conversation:
        conversation = Conversation(self._bot, speech_of(request), log_place(), self._examples)
        conversation.key = key or conversation.key
        return conversation

    def wire(
        self, conversation: gr.State, chat: gr.Chatbot, question: gr.Textbox, panel: gr.HTML, choice: gr.HTML
    ) -> None:
        """Connects the page's parts with the steps."""
        kept = gr.JSON(visible=False)
        shown = [conversation, chat, question]
        puts = (
            question.submit(self.put, [question, conversation, choice], shown, **QUIET),
            chat.example_select(self.put_clicked, [conversation, choice], shown, **QUIET),
            chat.option_select(self.put_clicked, [conversation, choice], shown, **QUIET),
            chat.retry(self.put_again, [conversation, choice], shown, **QUIET),
        )
        answers = [
            put.then(self.answer, conversation, chat, api_visibility="private", concurrency_id="answers")
            for put in puts
        ]
        for answer in answers:
            self._keep(answer, conversation, kept)
            answer.then(ready, None, question, **QUIET).then(None, js="() => footnote.openNewest()")
        question.stop(self.stop, conversation, [chat, question], cancels=answers, **QUIET)
        undone = chat.undo(self.take_back, conversation, [chat, question], **QUIET)
        self._keep(undone, conversation, kept)
        chat.clear(self.forget, None, [conversation, chat], **QUIET).then(None, js="() => footnote.begin()")
        panel.fresh(self.forget, None, [conversation, chat], **QUIET)
        reopened = panel.reopen(self.reopen, None, [conversation, chat], **QUIET)
        reopened.then(None, js="() => footnote.openNewest(true)")
        down = gr.JSON(visible=False)
        chat.like(self.vote, conversation, down, **QUIET).then(None, down, js="place => footnote.askWhy(place)")
        panel.reason(self.reason, conversation, None, **QUIET).then(None, js="() => footnote.thank()")

    def _keep(self, done: Any, conversation: gr.State, kept: gr.JSON) -> None:
        given = done.then(lambda talk: talk and talk.keepsake(), conversation, kept, **QUIET)
        given.then(None, kept, js="kept => footnote.keep(kept)")


def paths(chosen: Any) -> list[str]:
    """The articles that the page says are chosen; none means all."""
    rows = chosen if isinstance(chosen, list) else []
    return [str(one["path"]) for one in rows if isinstance(one, dict) and "path" in one]


def said(event: gr.EventData, name: str) -> Any:
    """A part of what the page says with an event; a program that calls in its place may leave it out."""
    try:
        return getattr(event, name)
    except (AttributeError, LookupError, TypeError):
        raise gr.Error("This call cannot be read.", print_exception=False) from None


def ready() -> Any:
    """The box as it is when a question may be asked."""
    return gr.Textbox(submit_btn=True, stop_btn=False)


def speech_of(request: gr.Request | None) -> Speech:
    """The language of whoever sent a request."""
    return Speech.wanted_by(request.headers.get("accept-language") if request else None)
