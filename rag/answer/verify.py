"""Checking an answer that was kept: does every quotation still stand where it was?"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from rag.errors import UsageError

State = Literal["exact", "moved", "changed", "vanished"]


@dataclass(frozen=True, slots=True)
class Checked:
    """What became of a citation.

    "exact": the quotation stands at its span. "moved": it stands elsewhere, at ``start`` (or in the
    file ``path``). "changed": the file is there but no longer holds it. "vanished": no file is there.
    """

    number: int
    path: str
    state: State
    start: int | None = None

    @property
    def sentence(self) -> str:
        """What is to be told, as one sentence."""
        told = {
            "exact": f"stands in {self.path} at character {self.start}",
            "moved": f"moved to character {self.start} of {self.path}",
            "changed": f"is no longer in {self.path}",
            "vanished": f"cannot be found: there is no {self.path}",
        }
        return f"Citation {self.number} {told[self.state]}."


def verify(answer: dict[str, Any], corpus: str | Path) -> list[Checked]:
    """Checks every citation of ``Answer.to_dict()`` against the files of a folder.

    Raises:
        UsageError: the dictionary is no answer.
    """
    try:
        return [_check(citation, Path(corpus)) for citation in answer["citations"]]
    except (KeyError, TypeError) as error:
        raise UsageError(
            f"This is not the JSON of an answer ({error} is missing or wrong).",
            "Give a file written by footnote ask --json.",
        ) from None


def _check(citation: dict[str, Any], corpus: Path) -> Checked:
    number, path, quote, start = (
        int(citation["number"]),
        str(citation["path"]),
        str(citation["quote"]),
        int(citation["start"]),
    )
    text = _text(corpus, path)
    if text is None:
        return _elsewhere(corpus, citation) or Checked(number, path, "vanished")
    if quote and text[start : start + len(quote)] == quote and int(citation["end"]) == start + len(quote):
        return Checked(number, path, "exact", start)
    found = text.find(quote) if quote else -1
    return Checked(number, path, "moved", found) if found >= 0 else Checked(number, path, "changed")


def _elsewhere(corpus: Path, citation: dict[str, Any]) -> Checked | None:
    """The same file under another name."""
    for path in sorted(corpus.rglob("*")):
        if path.is_file() and hashlib.sha256(path.read_bytes()).hexdigest() == citation["digest"]:
            return Checked(
                int(citation["number"]), path.relative_to(corpus).as_posix(), "moved", int(citation["start"])
            )
    return None


def _text(corpus: Path, path: str) -> str | None:
    """The text of an article; a path that climbs out of the folder names none."""
    file = (corpus / path).resolve()
    if not file.is_relative_to(corpus.resolve()) or not file.is_file():
        return None
    return file.read_bytes().decode("utf-8", errors="replace")
