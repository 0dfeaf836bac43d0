"""Packages that are not needed by everybody: telling "not installed" from "installed and broken"."""

from __future__ import annotations

import importlib
import importlib.util
from types import ModuleType

from rag.errors import UsageError


def need(module: str, extra: str, purpose: str) -> ModuleType:
    """A module of an extra of Footnote.

    Raises:
        UsageError: it is not installed, or it is and cannot be imported.
    """
    try:
        return importlib.import_module(module)
    except ImportError as error:
        command = f"Run: pip install 'footnote[{extra}]'"
        if _is_missing(module):
            raise UsageError(f"{purpose} needs a package that is not installed ({error.name}).", command) from None
        raise UsageError(
            f"{purpose} needs a package that is installed and cannot be imported ({error}).",
            f"{command} --force-reinstall",
        ) from error


def _is_missing(module: str) -> bool:
    try:
        return importlib.util.find_spec(module) is None
    except ModuleNotFoundError:
        return True
