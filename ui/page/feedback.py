"""Thumbs up and down: noted in a file of this machine, which ``footnote eval add`` turns into questions."""

from __future__ import annotations

import datetime
import hashlib
import json
import os
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Literal

import platformdirs

from rag import Answer, UsageError

Vote = Literal["up", "down", "none"]
_REASON_CHARS = 2000
_MOST_MB = 50
"""As much as all votes together may take: whoever can open the page can vote."""
_writing = threading.Lock()


def feedback_path(corpus: Path) -> Path:
    """Where the votes on answers about a folder are noted: its name, and a few letters that tell namesakes apart."""
    folder = corpus.resolve()
    letters = hashlib.sha256(os.fsencode(folder)).hexdigest()[:8]
    name = os.fsencode(folder.name).decode(errors="replace")
    return platformdirs.user_data_path("footnote", appauthor=False) / "feedback" / f"{name}-{letters}.jsonl"


def note(path: Path, key: str, vote: Vote, answer: Answer, history: Sequence[str], reason: str = "") -> None:
    """Appends a vote; of several lines with one key, the last counts.

    Raises:
        UsageError: the file cannot be written, or is full.
    """
    line: dict[str, Any] = {
        "id": key,
        "vote": vote,
        "question": answer.question,
        "answer": answer.to_dict(),
        "reason": reason.strip()[:_REASON_CHARS],
        "history": list(history),
        "at": datetime.datetime.now(datetime.timezone.utc).isoformat(timespec="seconds"),
    }
    data = (json.dumps(line, ensure_ascii=False) + "\n").encode()
    try:
        with _writing:
            if (path.stat().st_size if path.exists() else 0) + len(data) > _MOST_MB * 1e6:
                raise UsageError(f"The votes in {str(path)!r} have reached {_MOST_MB} MB.", "Move the file away.")
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("ab") as file:
                file.write(data)
    except OSError as error:
        raise UsageError(
            f"The vote could not be noted in {str(path)!r} ({error.strerror}).", "Check the folder's permissions."
        ) from error
