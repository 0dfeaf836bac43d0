"""Checking an answer that was kept: does every quotation still stand where it was?"""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal

from rag.corpus.article import Skipped, digest_of
from rag.corpus.extract import Extract
from rag.corpus.formats import file_of
from rag.corpus.reading import Reader, article_paths, check_folder, read_bytes
from rag.errors import UsageError
from rag.settings import Settings

State = Literal["exact", "moved", "changed", "vanished"]


@dataclass(frozen=True, slots=True)
class Verified:
    """The outcome for a citation.

    "exact": the quotation stands at its span. "moved": it stands elsewhere, at ``start`` (or in the
    file ``path``). "changed": the file is there but no longer holds it. "vanished": no file is there.
    ``answer`` counts the answers of a conversation from 1.
    """

    number: int
    path: str
    state: State
    start: int | None = None
    answer: int | None = None

    @property
    def sentence(self) -> str:
        """The outcome, as one sentence."""
        whose = f"Answer {self.answer}, citation" if self.answer else "Citation"
        told = {
            "exact": f"stands in {self.path} at character {self.start}",
            "moved": f"moved to character {self.start} of {self.path}",
            "changed": f"is no longer in {self.path}",
            "vanished": f"cannot be found: there is no {self.path}",
        }
        return f"{whose} {self.number} {told[self.state]}."


def verify(kept: dict[str, Any], corpus: str | Path, settings: Settings | None = None) -> list[Verified]:
    """Checks every quotation of ``Answer.to_dict()``, or of a conversation of such answers, against a folder's files.

    Raises:
        UsageError: the dictionary is neither, or the folder is missing.
    """
    folder = Path(corpus)
    check_folder(folder)
    try:
        claims = [
            (number, _Claim.read(citation))
            for number, answer in (enumerate(kept["answers"], 1) if "answers" in kept else [(None, kept)])
            for citation in _quotations(answer)
        ]
    except (KeyError, TypeError, ValueError) as error:
        raise UsageError(
            f"This is not the JSON of an answer ({error} is missing or wrong).",
            "Give a file of footnote ask --json or check --json, or a conversation exported from the page.",
        ) from None
    settings = settings or Settings.of()
    with Reader(settings) as reader:
        files = _Files(folder, frozenset(article_paths(folder)), reader, settings)
        return [replace(_check(claim, files), answer=number) for number, claim in claims]


def _quotations(answer: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The citations of a kept answer; in format 1 what came nearest stood in a declined one."""
    instead = (answer.get("declined") or {}).get("instead")
    return [*answer["citations"], *([instead] if instead else [])]


@dataclass(frozen=True, slots=True)
class _Claim:
    """The facts that a kept citation tells of itself."""

    number: int
    path: str
    digest: str
    start: int
    end: int
    quote: str

    @classmethod
    def read(cls, row: dict[str, Any]) -> _Claim:
        number, start, end = (int(row[name]) for name in ("number", "start", "end"))
        return cls(number, str(row["path"]), str(row["digest"]), start, end, str(row["quote"]))

    def stands_in(self, text: str) -> bool:
        return 0 <= self.start < self.end and text[self.start : self.end] == self.quote


@dataclass(frozen=True, slots=True)
class _Files:
    """The files of a folder by name, read as they are when they are indexed."""

    folder: Path
    names: Set[str]
    reader: Reader
    settings: Settings

    def texts(self, name: str) -> dict[str, str] | None:
        """The texts of the articles in a file by path; None where it is missing or may not be read."""
        data = read_bytes(name, self.folder / name, self.settings) if name in self.names else None
        if data is None or isinstance(data, Skipped):
            return None
        return {
            path: extract.text for path, extract in self.reader.extracts(name, data) if isinstance(extract, Extract)
        }


def _check(claim: _Claim, files: _Files) -> Verified:
    texts = files.texts(file_of(claim.path))
    if texts is not None and claim.path in texts:
        return _in_text(claim, claim.path, texts[claim.path])
    return _elsewhere(claim, files) or Verified(claim.number, claim.path, "vanished" if texts is None else "changed")


def _in_text(claim: _Claim, path: str, text: str) -> Verified:
    if claim.stands_in(text):
        return Verified(claim.number, path, "exact" if path == claim.path else "moved", claim.start)
    found = text.find(claim.quote) if claim.quote else -1
    return Verified(claim.number, path, "moved", found) if found >= 0 else Verified(claim.number, path, "changed")


def _elsewhere(claim: _Claim, files: _Files) -> Verified | None:
    """The same content under another name, if the quotation stands there as well."""
    for name in sorted(files.names):
        for path, text in (files.texts(name) or {}).items():
            if digest_of(text) == claim.digest:
                checked = _in_text(claim, path, text)
                return checked if checked.state == "moved" else None
    return None
