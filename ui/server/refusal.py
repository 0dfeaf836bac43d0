"""What programs are told when something is refused or fails, in the shape that clients of OpenAI's interface read.

https://platform.openai.com/docs/guides/error-codes
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse

from ui.text import Speech

_KINDS = {401: "authentication_error", 403: "permission_error", 429: "rate_limit_error"}
_CODES = {401: "invalid_api_key", 404: "not_found", 413: "too_long", 429: "rate_limit_exceeded", 503: "busy"}


class Failure(HTTPException):
    """What is wrong, to be raised in a route; ``param`` is the field that is, and ``code`` says it to programs."""

    def __init__(self, status: int, told: str, param: str | None = None, code: str | None = None) -> None:
        super().__init__(status, told)
        self.param, self.code = param, code


def failure(told: str, status: int) -> Failure:
    """A failure of which nothing more is known."""
    return Failure(status, told)


def refusal(
    status: int,
    told: str,
    headers: Mapping[str, str] | None = None,
    *,
    param: str | None = None,
    code: str | None = None,
) -> JSONResponse:
    """A response that says in a sentence what is wrong."""
    return JSONResponse(body(status, told, param, code), status, headers)


def body(status: int, told: str, param: str | None = None, code: str | None = None) -> dict[str, Any]:
    """The object that says it, in the language of whoever asks; what was told in it before stays."""
    kind = _KINDS.get(status, "invalid_request_error" if status < 500 else "server_error")
    return {
        "error": {
            "message": Speech.of_reader().told(told),
            "type": kind,
            "param": param,
            "code": code or _CODES.get(status),
        }
    }
