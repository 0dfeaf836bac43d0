"""Errors that users meet: what happened, why, and what to do next."""

from __future__ import annotations


class FootnoteError(Exception):
    """Something failed: ``str(error)`` is one clear sentence or two, ending with the next step.

    >>> str(FootnoteError("There is no folder 'news'.", "Check the path."))
    "There is no folder 'news'. Check the path."
    """

    def __init__(self, problem: str, next_step: str) -> None:
        super().__init__(f"{problem} {next_step}")
        self.problem = problem
        self.next_step = next_step


def is_panic(error: BaseException) -> bool:
    """Whether a library in Rust has panicked: what it raises then is no ``Exception``, and has a class of its own."""
    return type(error).__name__ == "PanicException"


class UsageError(FootnoteError):
    """The caller asked for something that cannot be: mend the call (exit status 2)."""


class StoreError(FootnoteError):
    """The store cannot be opened, read or written."""


class SupersededError(StoreError):
    """What was found is no longer stored, because the index has moved on meanwhile: ask again."""


class StoreGoneError(StoreError):
    """The store was removed while it was open: ``Bot.rebuild`` makes it anew."""


class StoreBusyError(StoreError):
    """Another process is writing the store: waiting may help."""
