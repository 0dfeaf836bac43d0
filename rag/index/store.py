"""The store: where articles, and the vectors of their sentences, are kept. Footnote's own is in Chroma.

Others are given to ``Bot.open``, or registered by a package and named ``kind:place`` in the setting ``store``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import partial
from typing import Protocol

import regex

from rag.corpus.article import Sentence
from rag.corpus.blocks import Block
from rag.errors import UsageError
from rag.index.chroma import is_server
from rag.index.listed import Listed
from rag.index.vectors import Vectors
from rag.plugins import maker, registered

_NAMED = regex.compile(r"(?P<kind>[a-z][a-z0-9_-]+):(?P<place>.+)")
"""A store of a package; a drive of Windows has one letter."""


@dataclass(frozen=True, slots=True, eq=False)
class Embedded:
    """An article with its quotable sentences by key, and their vectors, shape (sentences, dim).

    ``blocks`` are those that its file has marked.
    """

    listed: Listed
    text: str
    sentences: Mapping[str, Sentence]
    vectors: Vectors
    blocks: tuple[Block, ...] = ()


class Store(Protocol):
    """A corpus as it is kept; what the last complete run listed is known by its revision.

    An article is known by its digest, a sentence by a key that begins with the digest of its article and a colon.
    Whatever cannot be read or written is a ``StoreError``.
    """

    def articles(self) -> dict[str, Listed]:
        """Every stored article by its digest."""

    def revision(self) -> str | None:
        """The digest of what the last complete run listed; None where something has changed since."""

    def note(self, revision: str) -> None:
        """Ends a run that has left the store complete."""

    def texts(self, digests: Sequence[str]) -> dict[str, str]:
        """The texts of articles by digest, as they were stored; one that is not stored is left out.

        Raises:
            StoreError: one of them is not as it was stored.
        """

    def blocks(self, digests: Sequence[str]) -> dict[str, tuple[Block, ...]]:
        """The blocks that the files of articles have marked, by digest; of those that have marked any.

        Raises:
            StoreError: they cannot be read.
        """

    def check(self, digests: Sequence[str]) -> None:
        """Reads the texts of articles, page by page.

        Raises:
            StoreError: one of them is not as it was stored.
        """

    def nearest(self, vector: Vectors, k: int, within: Set[str] | None = None) -> list[tuple[str, float]]:
        """The ``k`` sentences nearest to a vector of shape (dim,), as (key, cosine), best first.

        ``within`` are the digests of the articles to look in; None means all.
        """

    def vectors(self, keys: Sequence[str]) -> dict[str, Vectors]:
        """The vectors of sentences by key, each of shape (dim,); one that is not stored is left out."""

    def add(self, batch: Sequence[Embedded], again: Sequence[str] = ()) -> None:
        """Stores articles, sentences first.

        Args:
            batch: what is to be stored.
            again: the digests of those that the store holds already, cut by other rules.
        """

    def move(self, listed: Sequence[Listed]) -> None:
        """Gives stored articles the paths that they have now."""

    def remove(self, digests: Iterable[str]) -> None:
        """Removes articles and their sentences; what is not there is no error."""

    def mend(self) -> None:
        """Removes what a killed run left half written or half removed.

        Raises:
            StoreBusyError: another machine, or another bot of this one, may be writing at this moment.
        """


OpenStore = Callable[[str, str, int], Store]
"""Opens a store of one's own: for the name of a corpus, the name of the encoder, and the length of its vectors."""


def is_elsewhere(address: str) -> bool:
    """Whether a setting ``store`` names what is no folder of this machine: a server, or a store of a package.

    Raises:
        UsageError: it names a kind of store that no package has registered.
    """
    named = _NAMED.fullmatch(address)
    if named is None or is_server(address):
        return is_server(address)
    if named["kind"] not in registered("stores"):
        raise UsageError(
            f"There is no store {address!r}.",
            "Name a folder (with a colon in its name: ./a:b), or the address of a Chroma server.",
        )
    return True


def registered_store(address: str) -> OpenStore | None:
    """Opens the store of a package that a setting ``store`` names; None where it names none.

    Raises:
        UsageError: no package has registered it, or it cannot be imported.
    """
    if is_server(address) or not is_elsewhere(address):
        return None
    kind, _, place = address.partition(":")
    make = maker("stores", kind)
    return partial(make, place) if make else None
