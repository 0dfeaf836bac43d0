"""Plugins, which other packages register as entry points: encoders, readers of files, stores, models.

A package says in its ``pyproject.toml`` which function makes what is named ``kind:name`` in the settings, or reads the
files of an ending:

    [project.entry-points."footnote.encoders"]
    acme = "acme_footnote:encoder"      # embed_model = acme:large  ->  encoder("large", threads)

    [project.entry-points."footnote.readers"]
    ics = "acme_footnote:read"          # calendar.ics  ->  read(data, settings)
"""

from __future__ import annotations

from collections.abc import Callable
from importlib.metadata import entry_points
from typing import Any, Literal

from rag.errors import UsageError

Group = Literal["encoders", "readers", "scorers", "stores", "llms"]


def registered(group: Group) -> dict[str, str]:
    """What packages have registered in a group, sorted: the package with its version, by the name of the kind."""
    packages = {point.name: point.dist for point in entry_points(group=f"footnote.{group}")}
    return {name: f"{dist.name} {dist.version}" if dist else "" for name, dist in sorted(packages.items())}


def maker(group: Group, kind: str) -> Callable[..., Any] | None:
    """The function that a package has registered for a kind; None where there is none.

    Raises:
        UsageError: the package is there and cannot be imported.
    """
    for point in entry_points(group=f"footnote.{group}", name=kind):
        try:
            made: Callable[..., Any] = point.load()
        except (ImportError, AttributeError) as error:
            raise UsageError(
                f"What was registered for {kind!r} cannot be imported ({error}).", f"Install {point.value} again."
            ) from error
        return made
    return None
