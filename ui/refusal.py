"""What programs are told when something is refused or fails, in the shape that clients of OpenAI's interface read."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse

_KINDS = {401: "authentication_error", 429: "rate_limit_error"}


def refusal(status: int, told: str, headers: Mapping[str, str] | None = None) -> JSONResponse:
    """A response that says in a sentence what is wrong."""
    kind = _KINDS.get(status, "invalid_request_error" if status < 500 else "server_error")
    return JSONResponse({"error": {"message": told, "type": kind, "param": None, "code": None}}, status, headers)


def failure(told: str, status: int) -> HTTPException:
    """The same, to be raised in a route."""
    return HTTPException(status, told)
