"""Packages that are not needed by everybody: telling "not installed" from "installed and broken"."""

from __future__ import annotations

import importlib
import importlib.util
from importlib.metadata import PackageNotFoundError, requires, version
from types import ModuleType

from packaging.markers import Marker
from packaging.requirements import Requirement

from rag.errors import UsageError

DISTRIBUTION = "footnote-qa"
"""Under which this package is installed; its command is ``footnote``."""


def need(module: str, extra: str, purpose: str) -> ModuleType:
    """A module of an extra of Footnote.

    Raises:
        UsageError: it is not installed, or it is and cannot be imported.
    """
    try:
        return importlib.import_module(module)
    except ImportError as error:
        if _is_missing(module):
            raise _lacking(purpose, extra, str(error.name)) from None
        raise UsageError(
            f"{purpose} needs a package of the extra {extra!r} that is installed and cannot be imported ({error}).",
            f"{_command(extra)} --force-reinstall",
        ) from error


def check_extra(extra: str, purpose: str) -> None:
    """Makes sure that what an extra of Footnote brings is installed, without importing it.

    Raises:
        UsageError: a package is missing, or is of a version that does not fit.
    """
    lacking = [requirement.name for requirement in _brought(extra) if not _is_installed(requirement)]
    if lacking:
        raise _lacking(purpose, extra, ", ".join(lacking))


def _lacking(purpose: str, extra: str, what: str) -> UsageError:
    return UsageError(f"{purpose} needs the extra {extra!r}, of which this is not installed: {what}.", _command(extra))


def _command(extra: str) -> str:
    """What installs an extra's packages, also into a checkout."""
    wanted = [_without_marker(requirement) for requirement in _brought(extra)] or [f"{DISTRIBUTION}[{extra}]"]
    return f"Run: pip install {' '.join(repr(requirement) for requirement in wanted)}"


def _brought(extra: str) -> list[Requirement]:
    """What an extra brings; nothing is known of it where the sources run without being installed."""
    try:
        wanted = [Requirement(line) for line in requires(DISTRIBUTION) or ()]
    except PackageNotFoundError:
        return []
    return [
        requirement
        for requirement in wanted
        if requirement.marker and _holds(requirement.marker, extra) and not _holds(requirement.marker, "")
    ]


def _holds(marker: Marker, extra: str) -> bool:
    return marker.evaluate({"extra": extra})


def _is_installed(requirement: Requirement) -> bool:
    try:
        return requirement.specifier.contains(version(requirement.name), prereleases=True)
    except PackageNotFoundError:
        return False


def _without_marker(requirement: Requirement) -> str:
    extras = f"[{','.join(sorted(requirement.extras))}]" if requirement.extras else ""
    return f"{requirement.name}{extras}{requirement.specifier}"


def _is_missing(module: str) -> bool:
    try:
        return importlib.util.find_spec(module) is None
    except ModuleNotFoundError:
        return True
