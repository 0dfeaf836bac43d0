"""E-mail: a message with its subject, its sender and its date; what is attached is left out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from email import message_from_bytes, policy
from email.message import EmailMessage, MIMEPart
from email.utils import parsedate_to_datetime

import regex
from lxml import html

from rag.corpus.blocks import Block
from rag.corpus.extract import Extract, Unreadable, clean
from rag.corpus.readers.blocks import build
from rag.corpus.readers.building import Building
from rag.corpus.readers.plain import decode, decode_as
from rag.settings import Settings

_WORD = regex.compile(r"\p{L}[\p{L}\p{M}'’-]*")


def read(data: bytes, settings: Settings) -> Iterator[Extract]:
    """The message as one article."""
    yield extract_of(data)


def extract_of(data: bytes) -> Extract:
    """A message.

    Raises:
        Unreadable: it is none, or has no text.
    """
    message = message_from_bytes(data, policy=policy.default)
    assert isinstance(message, EmailMessage)
    if not any(name in message for name in ("From", "Subject", "Date")):
        raise Unreadable("it is no e-mail message")
    body = message.get_body(("plain", "html"))
    if body is None:
        raise Unreadable("it holds no text")
    building, encoding = _body(body)
    title = clean(str(message.get("Subject") or ""))
    try:
        date = parsedate_to_datetime(str(message.get("Date") or "")).date()
    except ValueError:
        date = None
    author = clean(str(message.get("From") or ""))
    text, blocks = building.done(title)
    return Extract(
        text, blocks=_without_signature(text, blocks, author), title=title, date=date, author=author, encoding=encoding
    )


def _without_signature(text: str, blocks: tuple[Block, ...], author: str) -> tuple[Block, ...]:
    """The blocks of a message, of which those that are only the name of its sender say nothing."""
    name = frozenset(_WORD.findall(author.partition("<")[0].casefold()))
    words = [frozenset(_WORD.findall(text[block.start : block.end].casefold())) for block in blocks]
    return tuple(
        replace(block, kind="furniture", level=0) if own and own <= name and block.kind == "paragraph" else block
        for block, own in zip(blocks, words)
    )


def _body(part: MIMEPart) -> tuple[Building, str]:
    data = part.get_payload(decode=True)
    data = data if isinstance(data, bytes) else b""
    charset = part.get_content_charset()
    told = decode_as(data, charset) if charset else None
    text, encoding = (told, "") if told is not None else decode(data)
    if part.get_content_type() != "text/html":
        return Building.of_lines(clean(text)), encoding
    return build([html.document_fromstring(text)] if text.strip() else []), encoding
