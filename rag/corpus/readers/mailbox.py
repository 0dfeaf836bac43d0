"""Mailboxes (mbox): each message as an article, with its subject, sender and date."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from rag.corpus.extract import Extract, Unreadable
from rag.corpus.readers.mail import extract_of
from rag.settings import Settings

_MOST_MESSAGES = 20_000
_BLANK = (b"\n\n", b"\n\r\n")
_FIRST = re.compile(rb"^From \S.*\r?\n(?=[A-Za-z-]+:)", re.MULTILINE)
"""The line between two messages; within one it is written ">From "."""
_ESCAPED = re.compile(rb"^>(>*From )", re.MULTILINE)


def read(data: bytes, settings: Settings) -> Iterator[Extract | Unreadable]:
    """Every message, ``row`` being its number. A strange one is told, and the others are read.

    Raises:
        Unreadable: it is no mailbox, or holds too many messages.
    """
    starts = [
        hit
        for hit in _FIRST.finditer(data)
        if data[max(hit.start() - 3, 0) : hit.start()].endswith(_BLANK) or not hit.start()
    ]
    if not starts or data[: starts[0].start()].strip():
        raise Unreadable('it is no mailbox: it does not begin with a line "From …"')
    if len(starts) > _MOST_MESSAGES:
        raise Unreadable(f"it holds {len(starts):,} messages; at most {_MOST_MESSAGES:,} are read")
    ends = [hit.start() for hit in starts[1:]] + [len(data)]
    for row, (hit, end) in enumerate(zip(starts, ends), 1):
        try:
            yield replace(extract_of(_ESCAPED.sub(rb"\1", data[hit.end() : end])), row=row)
        except Unreadable as error:
            yield Unreadable(str(error), row)
