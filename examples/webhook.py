"""A webhook of a chat service, in the manner of Telegram's: a message comes, a quoted answer goes back in the response.

    FOOTNOTE_CORPUS=articles uvicorn --factory --app-dir examples webhook:app --port 8443

Each chat is a conversation of its own, so "And who signed it?" is understood. The service proves itself with the token
in ``WEBHOOK_TOKEN``.
"""

from __future__ import annotations

import os
import secrets
from collections import OrderedDict

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from rag import Bot, Chat, FootnoteError

MOST_CHATS = 1000
"""As many conversations are remembered."""


class Webhook:
    """Answers the messages of many chats."""

    def __init__(self, bot: Bot, token: str) -> None:
        self._bot, self._token = bot, token
        self._chats: OrderedDict[int, Chat] = OrderedDict()

    async def receive(self, request: Request) -> Response:
        given = request.headers.get("x-telegram-bot-api-secret-token", "")
        if not secrets.compare_digest(given.encode(), self._token.encode()):
            return Response(status_code=401)
        message = (await request.json()).get("message", {})
        if not message.get("text"):
            return Response()  # a picture, a sticker: nothing to answer
        chat_id = message["chat"]["id"]
        text = await run_in_threadpool(self._reply, chat_id, message["text"])
        return JSONResponse({"method": "sendMessage", "chat_id": chat_id, "text": text})

    def _reply(self, chat_id: int, question: str) -> str:
        try:
            answer = self._chat(chat_id).ask(question)
        except FootnoteError as error:
            return str(error)
        notes = (f"[{one.number}] {one.article.title}: “{one.quote}”" for one in answer.citations)
        return "\n\n".join([answer.text, *notes])

    def _chat(self, chat_id: int) -> Chat:
        chat = self._chats.pop(chat_id, None) or self._bot.chat()
        self._chats[chat_id] = chat  # the newest is the last
        if len(self._chats) > MOST_CHATS:
            self._chats.popitem(last=False)
        return chat


def app(bot: Bot | None = None) -> Starlette:
    """The service; the folder is that of FOOTNOTE_CORPUS."""
    webhook = Webhook(bot or Bot.open(), os.environ["WEBHOOK_TOKEN"])
    return Starlette(routes=[Route("/", webhook.receive, methods=["POST"])])
