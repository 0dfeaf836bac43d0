"""What an opened page begins with: its head, how to ask, and, while there are no articles yet, how to add some."""

from __future__ import annotations

from typing import Any

from rag import Bot, StoreError
from ui.local_gradio import gr
from ui.markup import el, inert, tool
from ui.page import history
from ui.page.conversation_events import speech_of
from ui.page.talk import ASKING, first_sight
from ui.text import Speech

_FOLDER = {
    True: "They are kept in the folder {folder}, where you can add to them in any other way too.",
    False: "They are kept in the folder {folder}, which is made when the first one comes.",
}
_NAMED = 5
_GONE = -1
"""The version of a store that cannot be read."""


class Welcome:
    """The parts of the page that follow the articles, in the language of whoever looks."""

    def __init__(self, bot: Bot) -> None:
        self._bot = bot

    def greet(self, request: gr.Request) -> tuple[Any, ...]:
        """Head, beginning and question box.

        Not gr.I18n: it speaks only the languages that Gradio itself is translated to, and Vietnamese is none of them.
        """
        speech = speech_of(request)
        asking = speech.plain(ASKING)
        return self.masthead(speech), self.beginning(speech), gr.Textbox(label=asking, placeholder=asking)

    def first_sight(self, speech: Speech) -> str:
        """The page as it is seen before it can be used."""
        return first_sight(self.masthead(speech), self.beginning(speech), speech)

    def news(self, seen: int, request: gr.Request) -> tuple[Any, ...]:
        """What an open page is told when the articles have changed, whoever indexed them."""
        version = self.version
        if version == seen:
            return gr.skip(), gr.skip(), gr.skip()
        speech = speech_of(request)
        return version, self.masthead(speech), self.beginning(speech)

    @property
    def version(self) -> int:
        """Which state of the articles is in view."""
        try:
            return self._bot.version
        except StoreError:
            return _GONE

    def masthead(self, speech: Speech) -> str:
        """Name, ways to conversations and articles, and what is to be told of the bot and its store."""
        bot = self._bot
        count = len(bot.articles())
        phrase = "1 article in {folder}" if count == 1 else "{count} articles in {folder}"
        corpus = speech(phrase, count=count, folder=", ".join(f"{at.name or at}/" for at in bot.folders))
        name = el("h1", "Footnote", el("sup", "1", aria_hidden="true"))
        notice = el("p", inert(speech.told(bot.notice)), css="fn-notice") if bot.notice else ""
        new = el("button", speech("New"), type="button", data_does="new", title=speech.plain("New conversation"))
        check = el("a", speech("Check"), href="#check")
        kept = el("a", speech("Conversations"), href=history.LINK)
        chosen = el("button", speech("Settings"), css="fn-plain", type="button", data_does="settings")
        links = el("nav", new, check, kept, el("a", corpus, href="#all"), chosen)
        return el("div", name, links, css="fn-masthead") + notice + self._trouble(speech)

    def _trouble(self, speech: Speech) -> str:
        """That the store cannot be read, and the button that makes it anew."""
        try:
            _ = self._bot.version
        except StoreError as error:
            mend = "" if self._bot.settings.read_only else tool(speech("Index again"), "rebuild")
            return el("p", inert(speech.told(error.problem)), " ", mend, css="fn-notice", role="alert")
        return ""

    def beginning(self, speech: Speech) -> str:
        """How to add the first articles; nothing once there are some."""
        if self._bot.articles():
            return ""
        if self._bot.settings.read_only:
            return el("div", el("h2", speech("There are no articles yet.")), css="fn-begin")
        folder = _FOLDER[self._bot.corpus.exists()]
        sentences = (
            speech("Drop files here: text, Markdown, PDF, Word, web pages, mail, tables and more."),
            speech(folder, folder=self._bot.folders[0]),
            speech("Then ask, and every sentence of an answer is quoted from them."),
        )
        buttons = (
            tool(speech("Add files"), "add"),
            tool(speech("Paste text"), "paste"),
            tool(speech("Try it with five example articles"), "example"),
        )
        told = el("h2", speech("Begin with your articles")), el("p", " ".join(sentences)), el("div", *buttons)
        return el("div", *told, self._unreadable(speech), css="fn-begin")

    def _unreadable(self, speech: Speech) -> str:
        """Files that are there and are no articles, with the reason."""
        skipped = self._bot.report.skipped if self._bot.report else ()
        rows = [el("li", inert(file.path), ": ", inert(speech.told(file.reason))) for file in skipped[:_NAMED]]
        more = len(skipped) - len(rows)
        others = el("li", speech("and {count} more", count=more)) if more > 0 else ""
        heading = el("p", speech("What is in the folder could not be read:"))
        return el("div", heading, el("ul", *rows, others), css="fn-unreadable") if rows else ""
