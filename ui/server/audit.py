"""Who did what and when, as lines of JSON in a file: never what was asked, unless that is wanted."""

from __future__ import annotations

import json
import logging
from datetime import datetime, timezone
from pathlib import Path

from rag import UsageError
from ui.server.users import User

_log = logging.getLogger("footnote.audit")
_log.propagate = False


def audit_to(path: Path, questions: bool) -> logging.Handler:
    """Notes from now on what is done, in a file; ``questions``: with what was asked. Gives what ``stop`` takes.

    Raises:
        UsageError: the file cannot be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handler = _Lines(path, encoding="utf-8")
    except OSError as error:
        raise UsageError(
            f"The audit log {str(path)!r} cannot be written ({error.strerror}).", "Name another in FOOTNOTE_AUDIT."
        ) from error
    handler.questions = questions
    _log.addHandler(handler)
    _log.setLevel(logging.INFO)
    return handler


def stop(handler: logging.Handler) -> None:
    """Ends what ``audit_to`` began."""
    _log.removeHandler(handler)
    handler.close()


def audit(user: User, did: str, about: str = "", *, address: str = "", asked: str = "") -> None:
    """Notes what a user did; ``about`` names a file or a status, ``asked`` is the text of a question."""
    who = {"user": user.name, "role": user.role} | ({"address": address} if address else {})
    _log.info(did, extra={"noted": who | {"did": did} | ({"about": about} if about else {}), "asked": asked})


class _Lines(logging.FileHandler):
    questions = False

    def format(self, record: logging.LogRecord) -> str:
        at = datetime.fromtimestamp(record.created, timezone.utc).isoformat(timespec="milliseconds")
        asked = getattr(record, "asked", "") if self.questions else ""
        line = {"at": at, **getattr(record, "noted", {})} | ({"question": asked} if asked else {})
        return json.dumps(line, ensure_ascii=False)
