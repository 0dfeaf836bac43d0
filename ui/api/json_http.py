"""The same over plain HTTP, for curl and whatever speaks JSON: ``/v1/ask``, ``/v1/search``, ``/v1/articles``.

Beside them stands OpenAI's interface, whose shape of errors all of them share.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Annotated, Any

from fastapi import FastAPI, Query, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict
from starlette.exceptions import HTTPException
from starlette.routing import Mount

from rag import Filter
from ui.api import openai
from ui.api.service import Articles, HowMany, Message, Programs, place_of, told_as, what_is_wrong
from ui.server.refusal import Failure, failure, refusal

_NO_OBJECT = ("json_invalid", "model_attributes_type")


class Refused(BaseModel):
    """What is wrong, in a sentence."""

    message: str
    type: str
    param: str | None = None
    code: str | None = None


class Refusal(BaseModel):
    """The answer to a request that is refused or fails."""

    error: Refused


_REFUSED: dict[int | str, dict[str, Any]] = {
    400: {"model": Refusal, "description": "It cannot be read or answered as it is; the message says why."},
    413: {"model": Refusal, "description": "It is too long."},
    500: {"model": Refusal, "description": "Something failed; the message says what to do."},
    503: {"model": Refusal, "description": "Another process is writing the store: ask again."},
}


class Asked(BaseModel):
    """A question, with the messages before it, and which articles to ask: by path, or by what is known of them.

    ``as_typed`` takes nothing from the messages before.
    """

    model_config = ConfigDict(extra="forbid")

    question: str
    history: list[Message] = []
    as_typed: bool = False
    articles: Articles = None
    since: str | None = None
    until: str | None = None
    author: str | None = None
    within: list[str] | None = None


def door(programs: Programs) -> Mount:
    """The routes below ``/v1``; ``/v1/openapi.json`` documents them."""
    app = FastAPI(title="Footnote", docs_url=None, redoc_url=None, responses=_REFUSED)
    app.add_exception_handler(HTTPException, _told)
    app.add_exception_handler(RequestValidationError, _unreadable)

    @app.post("/ask")
    async def ask(asked: Asked) -> dict[str, Any]:
        """An answer with exact quotations, what comes closest, or why the question is declined; "status" says which."""
        with told_as(failure):
            only = Filter(asked.since, asked.until, asked.author, asked.within)
            found = await programs.ask(asked.question, asked.history, asked.articles, only, asked.as_typed)
            return found.to_dict()

    @app.get("/search")
    async def search(
        query: str,
        k: HowMany = 5,
        articles: Annotated[Articles, Query()] = None,
        since: str | None = None,
        until: str | None = None,
        author: str | None = None,
        within: Annotated[list[str] | None, Query()] = None,
    ) -> list[dict[str, Any]]:
        """The passages nearest to a query, best first."""
        with told_as(failure):
            only = Filter(since, until, author, within)
            return [passage.to_dict() for passage in await programs.search(query, k, articles, only)]

    @app.get("/articles")
    async def articles() -> list[dict[str, Any]]:
        """What is indexed, by path."""
        with told_as(failure):
            return [article.to_dict() for article in await programs.articles()]

    app.include_router(openai.router(programs))
    app.openapi = partial(_documented, app.openapi)  # type: ignore[method-assign]
    return Mount("/v1", app)


def _documented(described: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    """FastAPI's description without its own answer to what cannot be read, which is a 400 here: see ``_unreadable``."""
    found = described()
    for path in found["paths"].values():
        for operation in path.values():
            operation["responses"].pop("422", None)
    for unused in ("HTTPValidationError", "ValidationError"):
        found["components"]["schemas"].pop(unused, None)
    return found


async def _told(_: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)
    known = error.detail.endswith(".")  # else it is the framework's "Not Found"
    told = error.detail if known else f"{error.detail}. See /v1/openapi.json for what there is."
    param, code = (error.param, error.code) if isinstance(error, Failure) else (None, None)
    return refusal(error.status_code, told, error.headers, param=param, code=code)


async def _unreadable(_: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)
    errors = error.errors()
    if errors[0]["type"] in _NO_OBJECT:
        return refusal(400, "This is no JSON object. Send one, with the header Content-Type: application/json.")
    return refusal(400, what_is_wrong(errors), param=place_of(errors[0]) or None)
