"""Gradio, imported so that it asks nothing of other machines and starts in half the time.

While it is imported, Gradio parses the source of each of its components to write type stubs beside
them, which is 1.2 of 2.6 seconds and needs a writable installation. It leaves that out for a class whose file
cannot be told, so it is told of none.
"""

from __future__ import annotations

import inspect
import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import safehttpx

os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")


@contextmanager
def _no_stubs() -> Iterator[None]:
    getfile = inspect.getfile

    def unless_component(thing: Any) -> str:
        if type(thing).__name__ == "ComponentMeta":
            raise OSError("no stubs are written")
        return getfile(thing)

    inspect.getfile = unless_component  # type: ignore[assignment]
    try:
        yield
    finally:
        inspect.getfile = getfile


with _no_stubs():
    import gradio as gr


async def _fetch_nothing(host: str) -> str:
    """Stands where Gradio looks up a host before it fetches the file that somebody names to it by an address."""
    raise gr.Error("Footnote fetches nothing from other machines.", print_exception=False)


safehttpx.async_validate_url = _fetch_nothing

__all__ = ["gr"]
