"""OpenAI's chat completions: the corpus as a model, for chat clients that know no other interface.

https://platform.openai.com/docs/api-reference/chat
"""

from __future__ import annotations

import json
import secrets
import time
from collections.abc import AsyncIterator, Sequence
from typing import Any

from fastapi import APIRouter
from fastapi.responses import JSONResponse, StreamingResponse
from pydantic import BaseModel
from starlette.exceptions import HTTPException

from rag import Answer, Checked, CheckedClaim, Citation, Finished, SentenceReady
from ui.api.service import Message, Programs, told_as
from ui.server.refusal import Failure, body, failure

MODEL = "footnote"


class Part(BaseModel):
    """A part of a message's content; only text is read."""

    type: str
    text: str = ""


class ChatMessage(BaseModel):
    """A message as chat clients send it."""

    role: str
    content: str | list[Part] | None = None


class StreamOptions(BaseModel):
    """Whether a last chunk tells the tokens."""

    include_usage: bool = False


class Wanted(BaseModel):
    """What a chat client wants. What else it sends, temperature and the like, means nothing to quotations."""

    model: str
    messages: list[ChatMessage]
    stream: bool = False
    stream_options: StreamOptions | None = None


class ToCheck(BaseModel):
    """A text that is to be held against the articles, all or some of them by their paths."""

    text: str
    articles: list[str] | None = None
    stream: bool = False


def router(programs: Programs) -> APIRouter:
    """``/chat/completions`` and ``/models``; and ``/check``, which OpenAI does not have."""
    routes = APIRouter()
    started = int(time.time())
    model = {"id": MODEL, "object": "model", "created": started, "owned_by": "footnote"}

    @routes.get("/models")
    async def models() -> dict[str, Any]:
        return {"object": "list", "data": [model]}

    @routes.get("/models/{name}")
    async def one_model(name: str) -> dict[str, Any]:
        _check_model(name)
        return model

    @routes.post("/check", response_model=None)
    async def check(wanted: ToCheck) -> JSONResponse | StreamingResponse:
        with told_as(failure):
            if wanted.stream:
                events = programs.check_stream(wanted.text, wanted.articles)
                claims = _checked(await anext(events), events)
                return StreamingResponse(_server_sent(claims), media_type="text/event-stream")
            return JSONResponse((await programs.check(wanted.text, wanted.articles)).to_dict())

    @routes.post("/chat/completions", response_model=None)
    async def complete(wanted: Wanted) -> JSONResponse | StreamingResponse:
        _check_model(wanted.model)
        *history, last = _messages(wanted.messages)
        with told_as(failure):
            if wanted.stream:
                events = programs.stream(last.content, history)
                first = await anext(events)  # what fails at once fails with its status
                usage = bool(wanted.stream_options and wanted.stream_options.include_usage)
                return StreamingResponse(_server_sent(_chunks(first, events, usage)), media_type="text/event-stream")
            return JSONResponse(_completion(await programs.ask(last.content, history, None)))

    return routes


def _check_model(name: str) -> None:
    if name != MODEL:
        told = f"There is no model {name!r} here. The one that there is has the name {MODEL!r}."
        raise Failure(404, told, "model", "model_not_found")


def _messages(given: Sequence[ChatMessage]) -> list[Message]:
    """Questions and answers as plain text; what is said to the model itself is left out."""
    talk = [
        Message(role=message.role, content=_text(message)) for message in given if message.role in ("user", "assistant")
    ]
    if not talk or talk[-1].role != "user":
        raise Failure(400, "There is no question: the last message has to be of the role 'user'.", "messages")
    return talk


def _text(message: ChatMessage) -> str:
    if isinstance(message.content, list):
        return "\n".join(part.text for part in message.content if part.type == "text")
    return message.content or ""


def _completion(answer: Answer) -> dict[str, Any]:
    message = {"role": "assistant", "content": answer.text + _notes(answer.citations), "refusal": None}
    choice = {"index": 0, "message": message, "logprobs": None, "finish_reason": "stop"}
    return {
        **_head("chat.completion"),
        "choices": [choice],
        "usage": _usage(answer),
        "footnote": answer.to_dict(),
    }


def _usage(answer: Answer) -> dict[str, int]:
    """The tokens that a language model read and wrote; quotations cost none."""
    written = answer.written
    read, wrote = (written.tokens_in or 0, written.tokens_out or 0) if written else (0, 0)
    return {"prompt_tokens": read, "completion_tokens": wrote, "total_tokens": read + wrote}


def _notes(citations: Sequence[Citation]) -> str:
    """The quotations below an answer, each on a line of its own."""
    lines = (
        f"[{citation.number}] “{' '.join(citation.quote.split())}” ({citation.article.title}, {citation.article.path}, "
        f"characters {citation.start}–{citation.end})"
        for citation in citations
    )
    return "".join(f"\n\n{line}" for line in lines)


async def _chunks(
    first: SentenceReady | Finished, rest: AsyncIterator[SentenceReady | Finished], with_usage: bool
) -> AsyncIterator[dict[str, Any]]:
    """The chunks of a streamed completion: who speaks, sentence by sentence, the notes, and the whole answer.

    ``with_usage``: one more tells the tokens, and those before it that they do not.
    """
    head = _head("chat.completion.chunk") | ({"usage": None} if with_usage else {})

    def chunk(delta: dict[str, str], finish: str | None = None, **more: Any) -> dict[str, Any]:
        return {**head, "choices": [{"index": 0, "delta": delta, "logprobs": None, "finish_reason": finish}], **more}

    yield chunk({"role": "assistant", "content": ""})
    event, spoken = first, ""
    while isinstance(event, SentenceReady):
        text = (" " if spoken else "") + event.sentence.marked
        spoken += text
        yield chunk({"content": text})
        event = await anext(rest)
    answer = event.answer
    yield chunk({"content": ("" if spoken else answer.text) + _notes(answer.citations)})
    yield chunk({}, "stop", footnote=answer.to_dict())
    if with_usage:
        yield {**head, "choices": [], "usage": _usage(answer)}


async def _checked(
    first: CheckedClaim | Checked, rest: AsyncIterator[CheckedClaim | Checked]
) -> AsyncIterator[dict[str, Any]]:
    """Each claim as it is judged, then all that is given without a stream; a claim's end tells how far it has come."""
    event = first
    while isinstance(event, CheckedClaim):
        yield {"claim": event.to_dict()}
        event = await anext(rest)
    yield event.to_dict()


async def _server_sent(chunks: AsyncIterator[dict[str, Any]]) -> AsyncIterator[str]:
    """Chunks as server-sent events; a failure on the way is one too."""
    try:
        with told_as(failure):
            async for chunk in chunks:
                yield _event(chunk)
    except HTTPException as failed:
        yield _event(body(failed.status_code, failed.detail))
    yield "data: [DONE]\n\n"


def _event(data: dict[str, Any]) -> str:
    return f"data: {json.dumps(data, ensure_ascii=False)}\n\n"


def _head(kind: str) -> dict[str, Any]:
    return {"id": f"chatcmpl-{secrets.token_hex(12)}", "object": kind, "created": int(time.time()), "model": MODEL}
