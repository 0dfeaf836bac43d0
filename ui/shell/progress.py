"""How far something has come: a bar on a terminal, and nothing in a pipe."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from rich.console import Console


@contextmanager
def indexing(console: Console, *, quiet: bool) -> Iterator[Any]:
    """Takes (articles done, articles to do, path); None where nothing is to be shown."""
    if not console.is_terminal or quiet:
        yield None
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (TextColumn("Indexing"), BarColumn(), MofNCompleteColumn(), TextColumn("{task.description}"))
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("", total=None, visible=False)
        yield lambda done, total, path: bar.update(task, completed=done, total=total, description=path, visible=True)


@contextmanager
def checking(console: Console, total: int, *, quiet: bool) -> Iterator[Any]:
    """Takes how many of ``total`` characters are behind."""
    if not console.is_terminal or quiet:
        yield lambda done: None
        return
    from rich.progress import Progress

    with Progress(console=console, transient=True) as bar:
        task = bar.add_task("Checking", total=total)
        yield lambda done: bar.update(task, completed=done)
