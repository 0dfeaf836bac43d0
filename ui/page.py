"""The chat page: conversation on one side, evidence on the other."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from html import escape
from pathlib import Path
from typing import Any

from rag import Bot
from ui import evidence
from ui.conversation import Conversation
from ui.examples import Examples
from ui.local_gradio import gr
from ui.serving import log_path, log_to, serve_page
from ui.text import Speech
from ui.theme import theme

_HERE = Path(__file__).parent
_AT_ONCE = 8
_QUIET: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}
_AT_LEISURE: dict[str, Any] = {"api_visibility": "private", "concurrency_limit": _AT_ONCE}
_SAID_IN_BROWSER = {
    "lost": "The page has lost its connection. Check that Footnote still runs, then reload the page.",
    "submit-button": "Ask",
    "stop-button": "Stop",
    "Copy message": "Copy",
    "Retry": "Ask again",
    "Undo": "Edit the question",
    "Clear": "New conversation",
}
_ATTACH = "footnote.attach(element, server, props.phrases)"


def serve(
    bot: Bot,
    host: str = "127.0.0.1",
    port: int | None = None,
    open_browser: bool = True,
    announce: Callable[[str], Any] = print,
) -> None:
    """Shows the page until it is interrupted; ``announce`` is told its address.

    Raises:
        UsageError: the port is taken, or the host is not of this machine.
    """
    log_to(log_path())
    serve_page(build(bot), host, port, open_browser, announce, **looks())


def build(bot: Bot) -> gr.Blocks:
    """The page for a bot, to be launched with ``looks()``."""
    examples = Examples(bot)
    with gr.Blocks(title="Footnote", analytics_enabled=False, fill_width=True) as page:
        conversation = gr.State()
        masthead = gr.HTML(_masthead(bot, Speech()), elem_id="masthead", js_on_load=None, apply_default_css=False)
        with gr.Row(elem_id="desk"):
            with gr.Column(elem_id="talk", min_width=0):
                chat = _chatbot()
                question = _question_box()
            with gr.Column(elem_id="reading", min_width=0):
                _evidence_panel(bot)
        desk = _Desk(bot, examples)
        page.load(desk.greet, None, [masthead, chat, question], queue=False, **_QUIET)
        page.load(desk.suggest, None, chat, queue=False, **_QUIET)
        _wire_conversation(desk, conversation, chat, question)
    page.queue(default_concurrency_limit=_AT_ONCE)
    return page


def looks() -> dict[str, Any]:
    """What ``launch`` needs to show the page as it is meant."""
    style, script = ((_HERE / name).read_text(encoding="utf-8") for name in ("style.css", "page.js"))
    head = f"<style>{style}</style><script>{script}</script>"
    return {"theme": theme(), "head": head, "favicon_path": str(_HERE / "favicon.png")}


def _chatbot() -> gr.Chatbot:
    """Messages are HTML that ``ui.message`` made; nothing in them is taken for Markdown or LaTeX."""
    return gr.Chatbot(
        elem_id="conversation",
        label="Conversation",
        show_label=False,
        container=False,
        height=None,
        layout="panel",
        render_markdown=False,
        sanitize_html=True,
        latex_delimiters=[],
        allow_tags=False,
        buttons=["copy"],
        feedback_options=None,
    )


def _question_box() -> gr.Textbox:
    return gr.Textbox(
        elem_id="question",
        label="Question",
        placeholder="Ask the articles a question",
        show_label=False,
        container=False,
        max_lines=6,
        autofocus=True,
        submit_btn=True,
        html_attributes=gr.InputHTMLAttributes(autocomplete="off", enterkeyhint="send"),
    )


def _evidence_panel(bot: Bot) -> gr.HTML:
    def show(wanted: dict[str, str]) -> str:
        return evidence.show(bot, str(wanted.get("link", "")), Speech.wanted_by(wanted.get("language")))

    phrases = {
        lang: {key: Speech(lang).plain(phrase) for key, phrase in _SAID_IN_BROWSER.items()} for lang in ("en", "vi")
    }
    return gr.HTML(
        evidence.contents(bot, Speech()),
        elem_id="evidence",
        label="Evidence",
        apply_default_css=False,
        js_on_load=_ATTACH,
        server_functions=[show],
        phrases=phrases,
    )


def _masthead(bot: Bot, speech: Speech) -> str:
    count = len(bot.articles())
    phrase = "1 article in {folder}" if count == 1 else "{count} articles in {folder}"
    corpus = speech(phrase, count=count, folder=f"{bot.corpus.name or bot.corpus}/")
    notice = f'<p class="fn-notice">{escape(bot.notice)}</p>' if bot.notice else ""
    return f'<div class="fn-masthead"><h1>Footnote<sup>1</sup></h1><a href="#all">{corpus}</a></div>{notice}'


def _speech(request: gr.Request | None) -> Speech:
    return Speech.wanted_by(request.headers.get("accept-language") if request else None)


class _Desk:
    """The steps of a conversation, as Gradio calls them. A tab's conversation is made by its first question."""

    def __init__(self, bot: Bot, examples: Examples) -> None:
        self._bot, self._examples = bot, examples

    def greet(self, request: gr.Request) -> tuple[Any, ...]:
        """What depends on the language of whoever opens the page.

        Not gr.I18n: it knows only the languages that Gradio itself is translated to, and Vietnamese is none of them.
        """
        speech = _speech(request)
        asking = speech.plain("Ask the articles a question")
        how = (
            "Every sentence of an answer is quoted from the articles, and its footnote opens the place where it stands."
        )
        placeholder = (
            f'<p class="fn-lead">{speech("Ask the articles a question")}</p><p class="fn-how">{speech(how)}</p>'
            f'<p class="fn-label">{speech("Questions to begin with")}</p>'
        )
        return (
            _masthead(self._bot, speech),
            gr.Chatbot(placeholder=placeholder),
            gr.Textbox(label=asking, placeholder=asking),
        )

    def suggest(self) -> Any:
        """Questions to click, as soon as they are found."""
        return gr.Chatbot(examples=[{"text": one} for one in self._examples()])

    def put(self, question: str, conversation: Conversation | None, request: gr.Request) -> tuple[Any, ...]:
        """A question appears, and the stop button."""
        conversation = conversation or Conversation(self._bot, _speech(request), str(log_path()), self._examples)
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
        for _ in conversation.answer():
            yield conversation.messages()

    def stop(self, conversation: Conversation | None) -> tuple[Any, ...]:
        if conversation:
            conversation.stop()
        return (conversation.messages() if conversation else []), _ready()

    def take_back(self, conversation: Conversation | None) -> tuple[Any, ...]:
        """The last question returns to the box, to be edited."""
        question = conversation.take_back() if conversation else ""
        return (conversation.messages() if conversation else []), question

    def clear(self) -> None:
        return None


def _ready() -> Any:
    return gr.Textbox(submit_btn=True, stop_btn=False)


def _wire_conversation(desk: _Desk, conversation: gr.State, chat: gr.Chatbot, question: gr.Textbox) -> None:
    shown = [conversation, chat, question]
    puts = (
        question.submit(desk.put, [question, conversation], shown, queue=False, **_QUIET),
        chat.example_select(desk.put_chosen, conversation, shown, queue=False, **_QUIET),
        chat.option_select(desk.put_chosen, conversation, shown, queue=False, **_QUIET),
        chat.retry(desk.put_again, conversation, shown, queue=False, **_QUIET),
    )
    answers = [put.then(desk.answer, conversation, chat, **_AT_LEISURE) for put in puts]
    for answer in answers:
        answer.then(_ready, None, question, queue=False, **_QUIET)
        answer.then(None, js="() => footnote.openNewest()")
    question.stop(desk.stop, conversation, [chat, question], cancels=answers, queue=False, **_QUIET)
    chat.undo(desk.take_back, conversation, [chat, question], queue=False, **_QUIET)
    chat.clear(desk.clear, None, conversation, queue=False, **_QUIET)
