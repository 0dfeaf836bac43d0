"""What the cells of a table are: figures, or the names of columns."""

from __future__ import annotations

from collections.abc import Sequence

import regex

_FIGURE = regex.compile(r"[\p{Sc}~≈<>+−–-]?\s*\d[\d.,\s:/–-]*\s*(?:\p{Sc}|%|‰|\p{L}{1,12})?")


def names_columns(rows: Sequence[Sequence[str]]) -> bool:
    """Tells whether the first of some rows names the columns of the others, where the file does not say: it has no
    figure, and there is a column in which all others have one.

    >>> names_columns([["Band", "Pay"], ["L1", "21,300 £"], ["L2", "23,480 £"]])
    True
    """
    head, *others = rows
    if not others or not all(head) or any(map(_FIGURE.fullmatch, head)):
        return False
    return any(all(_FIGURE.fullmatch(cell) for cell in column) for column in zip(*others))
