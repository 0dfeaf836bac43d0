"""Where a server writes what happened: failures into a file of the user's, or everything as lines of JSON."""

from __future__ import annotations

import json
import logging
import sys
from datetime import datetime, timezone
from pathlib import Path
from typing import Any, Literal

import platformdirs

from rag import Answer

_ROOT = logging.getLogger("footnote")
_answers = logging.getLogger("footnote.answers")


def log_path() -> Path:
    """The file in which details of unforeseen failures are written."""
    return platformdirs.user_log_path("footnote", appauthor=False) / "page.log"


def log_place() -> str:
    """Where somebody who is told of a failure finds its details."""
    return "standard error" if any(isinstance(handler, _Lines) for handler in _ROOT.handlers) else str(log_path())


def log_to(kind: Literal["file", "json"]) -> None:
    """Sends failures to the file, which is made when there is something to write, or all events to standard error."""
    if any(isinstance(handler, (_Lines, _LazyFile)) for handler in _ROOT.handlers):
        return
    handler: logging.Handler
    if kind == "json":
        handler = _Lines(sys.stderr)
        _ROOT.setLevel(logging.INFO)
    else:
        handler = _LazyFile(log_path(), encoding="utf-8", delay=True)
        handler.setFormatter(logging.Formatter("%(asctime)s %(name)s %(levelname)s %(message)s"))
    _ROOT.addHandler(handler)
    _ROOT.propagate = False


def log_answer(answer: Answer) -> None:
    """Notes how a question came out, and not what it was."""
    ms = round(sum(answer.timings.values()), 1)
    about = {"status": answer.status, "confidence": round(answer.confidence, 3), "ms": ms}
    _answers.info("a question was dealt with", extra={"about": about})


class _LazyFile(logging.FileHandler):
    def _open(self) -> Any:
        Path(self.baseFilename).parent.mkdir(parents=True, exist_ok=True)
        return super()._open()


class _Lines(logging.StreamHandler[Any]):
    """One JSON object a line: time, level, logger, event, what is ``about`` it, and the traceback of a failure."""

    def format(self, record: logging.LogRecord) -> str:
        line = {
            "time": datetime.fromtimestamp(record.created, timezone.utc).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "event": record.getMessage(),
            **getattr(record, "about", {}),
        }
        if record.exc_info:
            line["traceback"] = logging.Formatter().formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)
