"""What commands are given, as they use it."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from rag import UsageError


def named_folders(folders: list[str] | None, corpus: str | None) -> list[str]:
    """The folders of articles, named as arguments or as an option; none where it is left to the settings."""
    if folders and corpus:
        raise UsageError("Two folders of articles were named.", "Leave one of them away.")
    return folders or ([corpus] if corpus else [])


def kept(no_cache: bool) -> bool | None:
    """The setting ``llm_cache`` of an option: False, or not given."""
    return False if no_cache else None


def read_password(file: Path) -> str:
    """The first line of a file."""
    try:
        return file.read_text(encoding="utf-8").partition("\n")[0].rstrip("\r")
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "it is not UTF-8 text"
        raise UsageError(
            f"The password file {str(file)!r} cannot be read ({reason}).", "Name a file that holds the password."
        ) from None


def read_json(file: str) -> dict[str, Any]:
    """The object in a file, or in standard input for "-"."""
    try:
        text = sys.stdin.read() if file == "-" else Path(file).read_text(encoding="utf-8")
        data = json.loads(text)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise UsageError(
            f"{file!r} cannot be read as JSON ({reason}).", "Give a file written by footnote ask --json."
        ) from error
    if not isinstance(data, dict):
        raise UsageError(f"{file!r} is not the JSON of an answer.", "Give a file written by footnote ask --json.")
    return data
