"""What programs may ask: the same four things whoever carries them, Gradio, MCP or OpenAI's interface."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from typing import Annotated, Any

import anyio
from pydantic import BaseModel, Field, SkipValidation, ValidationError, validate_call
from starlette.concurrency import iterate_in_threadpool, run_in_threadpool

from rag import (
    Answer,
    Bot,
    Chat,
    Checked,
    CheckedClaim,
    Filter,
    Finished,
    FootnoteError,
    Listed,
    Passage,
    SentenceReady,
    Settings,
    StoreBusyError,
    UsageError,
    is_panic,
)
from ui.server.log import log_place
from ui.server.metrics import observe, waiting
from ui.text import Speech

Articles = list[str] | None
Only = Annotated[Filter | None, SkipValidation]
HowMany = Annotated[int, Field(ge=1, le=100)]
_AT_ONCE = 8
_log = logging.getLogger("footnote.programs")


class Message(BaseModel):
    """A part of a conversation; ``role`` is "user" for a question and "assistant" for an answer."""

    role: str
    content: str


class Programs:
    """Answers programs. Many may ask at once: some are answered, the others wait in line."""

    def __init__(self, bot: Bot) -> None:
        self.bot = bot
        self._line = anyio.Semaphore(_AT_ONCE)

    @validate_call
    async def ask(
        self, question: str, history: list[Message], articles: Articles, only: Only = None, as_typed: bool = False
    ) -> Answer:
        """The answer to a question, understood in the light of the messages before it unless it is asked as typed."""
        async with self._turn():
            chat = self._chat
            answer = await run_in_threadpool(lambda: chat(history, articles, only).ask(question, as_typed=as_typed))
        observe(answer)
        return answer

    async def stream(self, question: str, history: list[Message]) -> AsyncIterator[SentenceReady | Finished]:
        """The answer's sentences as they are ready, then the whole answer."""
        async with self._turn():
            chat = await run_in_threadpool(self._chat, history, None)
            async for event in iterate_in_threadpool(chat.stream(question)):
                if isinstance(event, Finished):
                    observe(event.answer)
                yield event

    @validate_call
    async def search(self, query: str, k: HowMany, articles: Articles, only: Only = None) -> list[Passage]:
        """The passages nearest to a query, best first."""
        async with self._turn():
            return await run_in_threadpool(self.bot.search, query, k, articles=articles, only=only)

    @validate_call
    async def check(self, text: str, articles: Articles) -> Checked:
        """A text held against the articles, claim by claim."""
        _check_text(text, self.bot.settings)
        async with self._turn():
            return await run_in_threadpool(self.bot.check, text, articles=articles)

    async def check_stream(self, text: str, articles: Articles) -> AsyncIterator[CheckedClaim | Checked]:
        """The claims of a text as each is judged, then the whole."""
        _check_text(text, self.bot.settings)
        async with self._turn():
            async for event in iterate_in_threadpool(self.bot.check_stream(text, articles=articles)):
                yield event

    async def articles(self) -> list[Listed]:
        """What is indexed, by path."""
        return await run_in_threadpool(self.bot.articles)

    @asynccontextmanager
    async def _turn(self) -> AsyncIterator[None]:
        """A place in the line, and then one among those that are worked on."""
        with waiting():
            async with self._line:
                yield

    def _chat(self, history: Sequence[Message], articles: Articles, only: Filter | None = None) -> Chat:
        """A conversation that has come as far as its messages tell."""
        _check_length(history, self.bot.settings)
        chat = self.bot.chat(articles=articles, only=only)
        for place, message in enumerate(history):
            if message.role == "user":
                answered = [
                    message.content for message in history[place + 1 : place + 2] if message.role == "assistant"
                ]
                chat.recall(message.content, *answered)
        return chat


def _check_length(history: Sequence[Message], settings: Settings) -> None:
    """Keeps one who asks with a long conversation from holding up the others."""
    chars = sum(len(message.content) for message in history)
    for count, most, what in (
        (len(history), settings.max_history, "messages"),
        (chars, settings.max_history_chars, "characters"),
    ):
        if count > most:
            raise UsageError(
                f"The conversation before the question has {count:,} {what}; at most {most:,} are read.",
                "Send only the last turns.",
            )


def _check_text(text: str, settings: Settings) -> None:
    """Keeps one who checks a long text from holding up the others: whole books are for the command line."""
    if len(text) > settings.max_history_chars:
        raise UsageError(
            f"The text has {len(text):,} characters; at most {settings.max_history_chars:,} are checked here.",
            "Send it in parts, or use: footnote check",
        )


@contextmanager
def told_as(error: Callable[[str, int], Exception], speech: Speech | None = None) -> Iterator[None]:
    """Turns whatever fails into an error with one clear sentence and the HTTP status that fits.

    It is told in ``speech``, or in the language that the request asks for. What nobody foresaw is logged.
    """
    speech = speech or Speech.of_reader()
    try:
        yield
    except FootnoteError as failed:
        status = 400 if isinstance(failed, UsageError) else 503 if isinstance(failed, StoreBusyError) else 500
        raise error(speech.error(failed), status) from None
    except ValidationError as failed:
        raise error(what_is_wrong(failed.errors()), 400) from None
    except BaseException as failed:
        if not isinstance(failed, Exception) and not is_panic(failed):
            raise
        _log.exception("a program's question failed")
        phrase = "Something went wrong inside Footnote ({error}). The details are in {log}."
        raise error(speech.plain(phrase, error=type(failed).__name__, log=log_place()), 500) from None


def place_of(error: Any) -> str:
    """Which field one of pydantic's errors is about, or ""."""
    return ".".join(str(part) for part in error["loc"] if part not in ("body", "query"))


def what_is_wrong(errors: Sequence[Any]) -> str:
    """The first of pydantic's errors as a sentence."""
    place, why = place_of(errors[0]), errors[0]["msg"].lower()
    return f"The value of {place} cannot be read: {why}." if place else f"This cannot be read: {why}."
