"""The report of a run of ``sync``, by path."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

from rag.corpus.adding import Refused
from rag.corpus.article import Skipped


@dataclass(frozen=True, slots=True)
class SyncReport:
    """The changes that a run of ``sync`` has made, by path."""

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    renamed: tuple[tuple[str, str], ...] = ()
    deleted: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    duplicates: tuple[tuple[str, str], ...] = ()
    encodings: tuple[tuple[str, str], ...] = ()
    """The text files that are not in UTF-8, each with what they were read as."""

    @property
    def did_something(self) -> bool:
        return bool(self.added or self.changed or self.renamed or self.deleted)

    def when_unchanged(self) -> SyncReport:
        """What a next run tells when nothing has changed since."""
        unchanged = sorted((*self.added, *self.changed, *(new for _, new in self.renamed), *self.unchanged))
        return replace(self, added=(), changed=(), renamed=(), deleted=(), unchanged=tuple(unchanged))

    def to_json(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False)

    @classmethod
    def of_json(cls, text: str) -> SyncReport:
        """The inverse of ``to_json``."""
        told: dict[str, Any] = {name: tuple(map(_hashable, rows)) for name, rows in json.loads(text).items()}
        return cls(**told)


@dataclass(frozen=True, slots=True)
class Added:
    """The outcome for files that were added: the paths of those that are in the folder now, and why others are not.

    ``report`` says what indexing made of them.
    """

    landed: tuple[str, ...]
    refused: Mapping[str, Refused]
    report: SyncReport


def _hashable(row: Any) -> Any:
    if isinstance(row, dict):
        return Skipped(**row)
    return row if isinstance(row, str) else tuple(row)
