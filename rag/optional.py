"""Packages that are not needed by everybody: telling "not installed" from "installed and broken"."""

from __future__ import annotations

import importlib
import importlib.util
from importlib.metadata import requires
from types import ModuleType

from packaging.requirements import Requirement

from rag.errors import UsageError


def need(module: str, extra: str, purpose: str) -> ModuleType:
    """A module of an extra of Footnote.

    Raises:
        UsageError: it is not installed, or it is and cannot be imported.
    """
    try:
        return importlib.import_module(module)
    except ImportError as error:
        command = f"Run: pip install {_packages(extra)}"
        if _is_missing(module):
            raise UsageError(f"{purpose} needs a package that is not installed ({error.name}).", command) from None
        raise UsageError(
            f"{purpose} needs a package that is installed and cannot be imported ({error}).",
            f"{command} --force-reinstall",
        ) from error


def _packages(extra: str) -> str:
    """What an extra brings, quoted for a shell."""
    wanted = [Requirement(one) for one in requires("footnote") or ()]
    brought = [one for one in wanted if one.marker and one.marker.evaluate({"extra": extra})]
    return " ".join(f"'{_without_marker(one)}'" for one in brought)


def _without_marker(one: Requirement) -> str:
    extras = f"[{','.join(sorted(one.extras))}]" if one.extras else ""
    return f"{one.name}{extras}{one.specifier}"


def _is_missing(module: str) -> bool:
    try:
        return importlib.util.find_spec(module) is None
    except ModuleNotFoundError:
        return True
