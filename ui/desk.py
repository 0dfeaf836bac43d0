"""The steps of a conversation as Gradio calls them, and which event leads to which step."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from rag import Bot
from ui.conversation import Conversation
from ui.examples import Examples
from ui.local_gradio import gr
from ui.serving import log_path
from ui.text import Speech

AT_ONCE = 8
"""Questions that are answered at the same time; more wait in line."""
QUIET: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden", "queue": False}
"""How a quick step runs: at once, out of sight."""
_OPEN_NEWEST = "() => footnote.openNewest()"


class Desk:
    """What happens when somebody asks. A browser tab's conversation is made by its first question."""

    def __init__(self, bot: Bot, examples: Examples) -> None:
        self._bot, self._examples = bot, examples

    def put(self, question: str, conversation: Conversation | None, request: gr.Request) -> tuple[Any, ...]:
        """A question appears, and the stop button."""
        conversation = conversation or Conversation(self._bot, speech_of(request), str(log_path()), self._examples)
        conversation.put(question)
        return conversation, conversation.messages(), gr.Textbox(value="", submit_btn=False, stop_btn=True)

    def put_chosen(
        self, conversation: Conversation | None, request: gr.Request, chosen: gr.SelectData
    ) -> tuple[Any, ...]:
        """The same for a question that was clicked."""
        text = chosen.value["text"] if isinstance(chosen.value, dict) else str(chosen.value)
        return self.put(text, conversation, request)

    def put_again(self, conversation: Conversation | None, request: gr.Request) -> tuple[Any, ...]:
        """The last question is asked again."""
        return self.put(conversation.take_back() if conversation else "", conversation, request)

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

    def forget(self) -> None:
        """The next question begins a new conversation."""

    def wire(self, conversation: gr.State, chat: gr.Chatbot, question: gr.Textbox) -> None:
        """Connects the page's parts with the steps."""
        shown = [conversation, chat, question]
        puts = (
            question.submit(self.put, [question, conversation], shown, **QUIET),
            chat.example_select(self.put_chosen, conversation, shown, **QUIET),
            chat.option_select(self.put_chosen, conversation, shown, **QUIET),
            chat.retry(self.put_again, conversation, shown, **QUIET),
        )
        answers = [
            put.then(self.answer, conversation, chat, api_visibility="private", concurrency_id="answers")
            for put in puts
        ]
        for answer in answers:
            answer.then(ready, None, question, **QUIET).then(None, js=_OPEN_NEWEST)
        question.stop(self.stop, conversation, [chat, question], cancels=answers, **QUIET)
        chat.undo(self.take_back, conversation, [chat, question], **QUIET)
        chat.clear(self.forget, None, conversation, **QUIET)


def ready() -> Any:
    """The box as it is when a question may be asked."""
    return gr.Textbox(submit_btn=True, stop_btn=False)


def speech_of(request: gr.Request | None) -> Speech:
    """The language of whoever sent a request."""
    return Speech.wanted_by(request.headers.get("accept-language") if request else None)
