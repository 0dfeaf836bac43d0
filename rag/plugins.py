"""What other packages add: encoders, readers and language models, registered as entry points.

A package says in its ``pyproject.toml`` which function makes what is named ``kind:name`` in the settings:

    [project.entry-points."footnote.encoders"]
    acme = "acme_footnote:encoder"      # embed_model = acme:large  ->  encoder("large", threads)
"""

from __future__ import annotations

from collections.abc import Callable
from importlib.metadata import entry_points
from typing import Any, Literal

from rag.errors import UsageError

Group = Literal["encoders", "scorers", "llms"]


def registered(group: Group) -> tuple[str, ...]:
    """The kinds that packages have registered in a group, sorted."""
    return tuple(sorted(entry_point.name for entry_point in entry_points(group=f"footnote.{group}")))


def maker(group: Group, kind: str) -> Callable[..., Any] | None:
    """The function that a package has registered for a kind; None where there is none.

    Raises:
        UsageError: the package is there and cannot be imported.
    """
    for one in entry_points(group=f"footnote.{group}", name=kind):
        try:
            made: Callable[..., Any] = one.load()
        except (ImportError, AttributeError) as error:
            raise UsageError(
                f"What was registered for {kind!r} cannot be imported ({error}).", f"Install {one.value} again."
            ) from error
        return made
    return None
