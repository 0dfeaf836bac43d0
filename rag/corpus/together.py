"""Several folders as one: a folder of links, in which each of them is a folder by its own name.

So a path, a quotation, a removal and its undo are what they are in any folder, and ``--corpus`` takes it too.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from itertools import combinations, permutations
from pathlib import Path

from rag.errors import UsageError

_FIRST = ".footnote-first"
"""The link to the folder that takes what is added; by it a folder of links is told from one of articles."""
_NAME_CHARS = 60


def together(folders: Sequence[Path], place: Path) -> Path:
    """The folder of links to some folders, made below a place; of the same folders it is the same in any order.

    What is added to it lands in the first of them.

    Raises:
        UsageError: one of them lies in another, or links cannot be made there.
    """
    named = _by_name(list(dict.fromkeys(folder.resolve() for folder in folders)))
    for inner, outer in permutations(named.values(), 2):
        if inner.is_relative_to(outer):
            raise UsageError(f"The folder {str(inner)!r} lies in {str(outer)!r}.", "Leave one of them away.")
    ways = sorted(os.path.relpath(folder, place) for folder in named.values())
    letters = hashlib.sha256("\0".join(ways).encode(errors="surrogateescape")).hexdigest()[:8]
    made = place / f"{'+'.join(sorted(named))[:_NAME_CHARS]}-{letters}"
    try:
        made.mkdir(parents=True, exist_ok=True)
        for name, folder in {**named, _FIRST: next(iter(named.values()))}.items():
            _link(made / name, folder)
    except OSError as error:
        raise UsageError(
            f"The folders cannot be linked in {str(place)!r} ({error.strerror}).",
            "Choose another place with --store, or open one folder.",
        ) from error
    return made


def parts(folder: Path) -> dict[str, Path]:
    """The folders that a folder of links holds, by their names in it, the one that takes what is added first.

    None where it is a folder of articles itself.
    """
    first = folder / _FIRST
    if not first.is_symlink():
        return {}
    links = sorted(link for link in folder.iterdir() if link.is_symlink() and link != first)
    return {link.name: link.resolve() for link in sorted(links, key=lambda link: link.resolve() != first.resolve())}


def _by_name(folders: Sequence[Path]) -> dict[str, Path]:
    """Folders by their names, of which namesakes have those of the folders around them in front.

    >>> list(_by_name([Path("/a/notes"), Path("/b/notes"), Path("/b/mail")]))
    ['a-notes', 'b-notes', 'mail']
    """
    depths = dict.fromkeys(folders, 1)
    for _ in range(max(len(folder.parts) for folder in folders)):
        same = [
            pair for pair in combinations(folders, 2) if len({_name(one, depths[one]).casefold() for one in pair}) < 2
        ]
        for folder in {folder for pair in same for folder in pair}:
            depths[folder] += 1
    return {_name(folder, depth): folder for folder, depth in depths.items()}


def _name(folder: Path, depth: int) -> str:
    return "-".join(part.strip("/\\") for part in folder.parts[-depth:]).lstrip(".-") or "folder"


def _link(link: Path, folder: Path) -> None:
    """Leads a link to a folder, by the way from one to the other, so that both can be moved together."""
    way = os.path.relpath(folder, link.parent.resolve())
    if link.is_symlink() and os.readlink(link) == way:
        return
    link.unlink(missing_ok=True)
    link.symlink_to(way, target_is_directory=True)
