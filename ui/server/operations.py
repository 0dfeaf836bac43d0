"""What whoever runs a server asks of it: ``/health``, ``/ready`` and ``/metrics``.

Whether it lives and can answer is told without a password, since it tells nothing of the articles.
"""

from __future__ import annotations

import time

from prometheus_client import CONTENT_TYPE_LATEST
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from rag import Bot, FootnoteError
from ui.server.metrics import exposition
from ui.server.refusal import refusal

OPEN_PATHS = ("/health", "/ready")
"""What is answered without a password."""
_BELIEVED_S = 5.0
"""How long it is believed that the store can be asked: probes may come often."""


def operations(bot: Bot) -> list[BaseRoute]:
    """The routes."""
    asked_at = float("-inf")

    async def health(_: Request) -> Response:
        return JSONResponse({"status": "ok"})

    async def ready(_: Request) -> Response:
        nonlocal asked_at
        if time.monotonic() - asked_at > _BELIEVED_S:
            try:
                await run_in_threadpool(bot.search, "ready", 1)
            except FootnoteError as error:
                return refusal(503, str(error))
            asked_at = time.monotonic()
        return JSONResponse({"status": "ready", "articles": len(bot.articles())})

    async def metrics(_: Request) -> Response:
        return Response(exposition(), media_type=CONTENT_TYPE_LATEST)

    return [Route("/health", health), Route("/ready", ready), Route("/metrics", metrics)]
