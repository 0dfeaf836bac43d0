"""What whoever reads has chosen on the page; their browser keeps it, and sends it along as a cookie."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal
from urllib.parse import parse_qsl, urlsplit

from pydantic import BaseModel, Field, ValidationError
from starlette.requests import cookie_parser

from rag import Bot
from ui.text import Speech

_COOKIE = "footnote-settings"
_HERE = ("localhost", "127.0.0.1", "::1")


class Preferences(BaseModel):
    """What is chosen; None is what is usual: as the bot is set, as the browser asks."""

    caution: Literal["low", "normal", "high", "highest"] | None = None
    sentences: Annotated[int, Field(ge=1, le=10)] | None = None
    language: str | None = None

    @classmethod
    def of(cls, headers: Mapping[str, str]) -> Preferences:
        """What a request's cookie says; nothing where the page cannot have written it.

        >>> Preferences.of({"cookie": "a=b; footnote-settings=caution=high&theme=dark"}).caution
        'high'
        """
        kept = cookie_parser(headers.get("cookie", "")).get(_COOKIE, "")
        try:
            return cls.model_validate(dict(parse_qsl(kept)))
        except ValidationError:
            return cls()


def speech_for(headers: Mapping[str, str]) -> Speech:
    """The language that is chosen on the page, or that the browser asks for."""
    return Speech.wanted_by(Preferences.of(headers).language or headers.get("accept-language"))


def model(bot: Bot, speech: Speech) -> str:
    """The model that writes the answers, and what is sent to it."""
    name = bot.model
    if name is None:
        return speech.plain("None: the articles are quoted, and no question is sent to a model.")
    if name.startswith("gguf:") or urlsplit(name).hostname in _HERE:
        return speech.plain("{model}, on the machine that Footnote runs on.", model=name)
    return speech.plain("{model}. It is sent each question, and the passages that are found for it.", model=name)
