"""The steps of a conversation as Gradio calls them, and which event leads to which step."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from rag import Bot, FootnoteError
from ui.local_gradio import gr
from ui.page import feedback, history
from ui.page.conversation import Conversation, shown_whole
from ui.page.examples import Examples
from ui.page.talk import News
from ui.preferences import Preferences, speech_for
from ui.server.allowance import Allowance
from ui.server.audit import audit
from ui.server.log import log_place
from ui.server.users import user_of
from ui.text import Speech

AT_ONCE = 8
"""Questions that are answered at the same time; more wait in line."""
QUIET: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden", "queue": False}
"""How a quick step runs: at once, out of sight."""


class Desk:
    """What happens when somebody asks. A browser tab's conversation is made by its first question.

    The page is told of the turn that is new; what it shows already is not sent again.
    """

    def __init__(self, bot: Bot, examples: Examples, allowance: Allowance) -> None:
        self._bot, self._examples, self._allowance = bot, examples, allowance

    def put(
        self,
        question: str,
        conversation: Conversation | None,
        chosen: Any,
        request: gr.Request,
        as_typed: bool = False,
    ) -> tuple[Any, ...]:
        """A question appears, and the stop button."""
        self._count(question, request)
        conversation = conversation or self._conversation(request)
        conversation.put(question, paths(chosen), Preferences.of(request.headers), as_typed=as_typed)
        return conversation, conversation.latest(), gr.Textbox(value="", submit_btn=False, stop_btn=True)

    def put_clicked(
        self, conversation: Conversation | None, chosen: Any, request: gr.Request, clicked: gr.EventData
    ) -> tuple[Any, ...]:
        """The same for a question that was clicked."""
        if conversation:
            conversation.revising = False
        return self.put(str(said(clicked, "question")), conversation, chosen, request)

    def put_again(
        self, conversation: Conversation | None, chosen: Any, request: gr.Request, clicked: gr.EventData
    ) -> tuple[Any, ...]:
        """The last question is asked again, of all articles or as it was typed if that was clicked."""
        question = conversation.revise() if conversation else ""
        chosen = [] if said(clicked, "all") else chosen
        return self.put(question, conversation, chosen, request, bool(said(clicked, "typed")))

    def answer(self, conversation: Conversation) -> Iterator[dict[str, Any]]:
        """The answer appears, sentence by sentence."""
        for _ in conversation.answer():
            yield conversation.latest()

    def follow_up(self, conversation: Conversation | None) -> Any:
        """Questions to go on with appear below the answer."""
        if conversation is None or not conversation.exchanges:
            return gr.skip()
        return conversation.follow_up()

    def stop(self, conversation: Conversation | None) -> tuple[Any, ...]:
        """What has come of the answer stays."""
        if conversation is None or not conversation.exchanges:
            return gr.skip(), ready()
        conversation.stop()
        return conversation.latest(), ready()

    def revise(self, conversation: Conversation | None) -> Any:
        """The last question returns to the box, to be edited; its answer stays until the next one is there."""
        return gr.skip() if conversation is None else conversation.revise()

    def keep(self, conversation: Conversation | None) -> Any:
        """The last question is not edited after all."""
        if conversation:
            conversation.revising = False
        return ""

    def reopen(self, request: gr.Request, kept: gr.EventData) -> tuple[Any, ...]:
        """A conversation that the browser kept is shown again, and can be gone on with."""
        try:
            key, turns = history.read(said(kept, "record"))
        except FootnoteError as error:
            gr.Warning(speech_of(request).error(error))
            return gr.skip(), gr.skip(), gr.skip()
        conversation = self._conversation(request, key)
        conversation.take_up(turns)
        return conversation, conversation.whole(), ready()

    def join(self, conversation: Conversation | None, request: gr.Request, given: gr.EventData) -> Any:
        """What another tab has added to the conversation or taken from it."""
        record, gone = said(given, "record"), [str(key) for key in said(given, "gone")]
        try:
            turns = history.read(record)[1]
        except FootnoteError as error:
            gr.Warning(speech_of(request).error(error))
            return gr.skip()
        return conversation.join(turns, gone) if conversation else gr.skip()

    def forget(self) -> tuple[Any, ...]:
        """The next question begins a new conversation."""
        return None, shown_whole(), ready()

    def vote(self, conversation: Conversation | None, request: gr.Request, clicked: gr.EventData) -> None:
        """A thumb is noted, or why an answer got one down."""
        voted = conversation.voted(said(clicked, "turn")) if conversation else None
        vote = said(clicked, "vote")
        if voted is None or vote not in ("up", "down", "none"):
            return
        answer, before, key = voted
        try:
            feedback.note(
                feedback.feedback_path(self._bot.corpus), key, vote, answer, before, str(said(clicked, "reason"))
            )
        except FootnoteError as error:
            gr.Warning(speech_of(request).error(error))

    def _count(self, question: str, request: gr.Request) -> None:
        user = user_of(request)
        wait = self._allowance.take(user.name or str(request.client.host if request.client else ""))
        audit(user, "ask", "refused: too many" if wait else "", asked=question)
        if wait:
            told = speech_of(request).plain("That was too much in a minute. Ask again in {wait} s.", wait=wait)
            raise gr.Error(told, print_exception=False)

    def _conversation(self, request: gr.Request, key: str | None = None) -> Conversation:
        conversation = Conversation(self._bot, speech_of(request), log_place(), self._examples.next_to)
        conversation.key = key or conversation.key
        return conversation

    def wire(self, conversation: gr.State, talk: gr.HTML, news: News, question: gr.Textbox, choice: gr.HTML) -> None:
        """Connects the page's parts with the steps: ``news`` is told what is new, ``talk`` tells what was clicked."""
        shown = [conversation, news.turn, question]
        puts = (
            question.submit(self.put, [question, conversation, choice], shown, **QUIET),
            talk.ask(self.put_clicked, [conversation, choice], shown, **QUIET),
            talk.again(self.put_again, [conversation, choice], shown, **QUIET),
        )
        answers = [
            put.success(
                self.answer,
                conversation,
                news.turn,
                api_visibility="private",
                show_progress="hidden",
                concurrency_id="answers",
            )
            for put in puts
        ]
        for answer in answers:
            answer.then(ready, None, question, **QUIET).then(
                self.follow_up, conversation, news.following, api_visibility="private", show_progress="hidden"
            )
        question.stop(self.stop, conversation, [news.turn, question], cancels=answers, **QUIET)
        talk.revise(self.revise, conversation, question, **QUIET)
        talk.keep(self.keep, conversation, question, **QUIET)
        talk.fresh(self.forget, None, [conversation, news.whole, question], cancels=answers, **QUIET)
        talk.reopen(self.reopen, None, [conversation, news.whole, question], **QUIET)
        talk.join(self.join, conversation, news.beside, trigger_mode="multiple", **QUIET)
        talk.vote(self.vote, conversation, None, **QUIET)


def paths(chosen: Any) -> list[str]:
    """The articles that the page says are chosen; none means all."""
    rows = chosen if isinstance(chosen, list) else []
    return [str(row["path"]) for row in rows if isinstance(row, dict) and "path" in row]


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
    return speech_for(request.headers if request else {})
