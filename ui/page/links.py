"""Places in articles, as links: what a footnote's address says, and what it means when it is opened.

A link carries everything that is needed to open it again, in another tab or tomorrow:
``#q=a.txt:10:42:1f3a5c7e&q=b.txt:0:30:77aa0011&n=2`` is the second of an answer's two quotations.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal
from urllib.parse import parse_qsl, urlencode

if TYPE_CHECKING:
    from rag import Citation, Passage

Kind = Literal["q", "p", "a"]
"""Quotations of an answer, passages that came nearest, or a whole article."""

_KINDS: tuple[Kind, ...] = ("q", "p", "a")
_DIGEST_CHARS = 8
_MOST_SPOTS = 100


@dataclass(frozen=True, slots=True)
class Spot:
    """A span of an article; ``digest`` begins like the digest of the text that the span was taken from."""

    path: str
    start: int = 0
    end: int = 0
    digest: str = ""

    @classmethod
    def of(cls, what: Citation | Passage) -> Spot:
        return cls(what.article.path, what.start, what.end, what.article.digest[:_DIGEST_CHARS])

    @property
    def key(self) -> str:
        """The spot within a link; the browser knows a quotation by it."""
        return f"{self.path}:{self.start}:{self.end}:{self.digest}"


@dataclass(frozen=True, slots=True)
class Place:
    """Some spots that belong together and which of them is shown, counted from 0."""

    kind: Kind
    spots: tuple[Spot, ...]
    shown: int = 0

    @property
    def spot(self) -> Spot:
        return self.spots[self.shown]

    def at(self, shown: int) -> Place:
        return Place(self.kind, self.spots, shown)

    @property
    def link(self) -> str:
        """The address of the place within the page.

        >>> Place("q", (Spot("a b.txt", 3, 9, "1f3a5c7e"),)).link
        '#q=a+b.txt:3:9:1f3a5c7e&n=1'
        """
        if self.kind == "a":
            return "#" + urlencode({"a": self.spot.path}, safe="/")
        spots = [(self.kind, s.key) for s in self.spots]
        return "#" + urlencode([*spots, ("n", self.shown + 1)], safe=":/")


def quotations(citations: Sequence[Citation]) -> Place:
    """The quotations of an answer."""
    return Place("q", tuple(map(Spot.of, citations)))


def passages(found: Sequence[Passage]) -> Place:
    """Passages that came near."""
    return Place("p", tuple(map(Spot.of, found)))


def article(path: str) -> Place:
    """An article from its beginning."""
    return Place("a", (Spot(path),))


def read_link(link: str) -> Place | None:
    """The place that a link means, or None when it means none.

    >>> read_link("#q=a+b.txt:3:9:1f3a5c7e&n=1").spot.end
    9
    >>> read_link("#q=nonsense") is None
    True
    """
    try:
        pairs = parse_qsl(link.removeprefix("#"), max_num_fields=_MOST_SPOTS)
        kind = next(key for key in _KINDS if key == pairs[0][0])
        spots = tuple(_spot(kind, value) for key, value in pairs if key == kind)
        shown = int(dict(pairs).get("n", "1")) - 1
    except (ValueError, IndexError, StopIteration):
        return None
    return Place(kind, spots, shown) if 0 <= shown < len(spots) else None


def _spot(kind: Kind, value: str) -> Spot:
    if kind == "a":
        return Spot(value)
    path, start, end, digest = value.rsplit(":", 3)
    return Spot(path, int(start), int(end), digest)
