"""What was found elsewhere, before it is in the folder of articles."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from rag.corpus.adding import Content

_NO_NAME = re.compile(r"[^\w.,;()&'’–—+-]+")
_LONGEST = 120
"""Characters of a file's name: less than any file system takes, whatever the letters."""


@dataclass
class Gathered:
    """What was found: files elsewhere, or texts, by the names that they are to have; and why the rest is not there."""

    contents: dict[str, Content] = field(default_factory=dict)
    left_out: list[str] = field(default_factory=list)

    def put(self, name: str, ending: str, content: Content) -> None:
        """Keeps a file under a name that is safe anywhere; of two alike the second is numbered."""
        stem = _NO_NAME.sub(" ", name)[:_LONGEST].strip(" .") or "Untitled"
        names = (f"{stem}{again}{ending}" for again in ("", *(f" ({count})" for count in range(2, 10**6))))
        self.contents[next(name for name in names if name not in self.contents)] = content
