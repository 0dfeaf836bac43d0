"""What is counted while the page is served, as Prometheus reads it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector, generate_latest

from rag import Answer
from ui.server.log import log_answer

_SECONDS = (0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 30, 60)

_registry = CollectorRegistry()
ProcessCollector(registry=_registry)
_questions = Counter("footnote_questions", "Questions, by how they came out.", ["status"], registry=_registry)
_question_s = Histogram(
    "footnote_question_seconds", "Time a question took, in seconds.", buckets=_SECONDS, registry=_registry
)
_stage_s = Histogram(
    "footnote_stage_seconds", "Time a stage took, in seconds.", ["stage"], buckets=_SECONDS, registry=_registry
)
_responses = Counter(
    "footnote_responses", "HTTP responses, by who asked and the status.", ["door", "status"], registry=_registry
)
_waiting = Gauge("footnote_waiting", "Programs' requests that are worked on or wait in line.", registry=_registry)


_told: list[Callable[[Answer], None]] = [log_answer]


def also_tell(one: Callable[[Answer], None]) -> None:
    """Has somebody else told of each answer."""
    _told.append(one)


def observe(answer: Answer) -> None:
    """Counts an answer, and tells all who want to know of it."""
    _questions.labels(answer.status).inc()
    _question_s.observe(sum(answer.timings.values()) / 1000)
    for stage, ms in answer.timings.items():
        _stage_s.labels(stage).observe(ms / 1000)
    for tell in _told:
        tell(answer)


def waiting() -> Any:
    """Counts a request for the length of a ``with`` statement."""
    return _waiting.track_inprogress()


def exposition() -> bytes:
    """All figures, in Prometheus' text format."""
    return generate_latest(_registry)


class Counted:
    """ASGI middleware: counts responses. Paths are told apart by their door only: more would be endless."""

    def __init__(self, app: Callable[..., Any]) -> None:
        self._app = app

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        async def counted(message: Any) -> None:
            if message["type"] == "http.response.start":
                _responses.labels(_door(scope["path"]), message["status"]).inc()
            await send(message)

        await self._app(scope, receive, counted if scope["type"] == "http" else send)


def _door(path: str) -> str:
    """Which part of the server a path belongs to.

    >>> _door("/v1/ask"), _door("/mcp"), _door("/gradio_api/queue/join")
    ('v1', 'mcp', 'page')
    """
    first = path.split("/")[1] if path.startswith("/") else ""
    return first if first in ("v1", "mcp", "health", "ready", "metrics") else "page"
