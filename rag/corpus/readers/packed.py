"""Packed files (ZIP), whose parts are looked at before they are unpacked."""

from __future__ import annotations

import datetime
import io
import zipfile
from contextlib import suppress
from typing import Any

from lxml import etree

from rag.corpus.extract import Unreadable
from rag.settings import Settings

_MOST_PARTS = 10_000
_AT_ONCE = datetime.timedelta(minutes=10)
_LATER = datetime.timedelta(days=2)
"""More than clocks and time zones can differ."""


def unpack(data: bytes, settings: Settings) -> zipfile.ZipFile:
    """A ZIP file of which no part is unpacked yet; zipfile unpacks no more of one than it declares.

    Raises:
        Unreadable: it is no ZIP file, or would unpack to more than the settings allow.
    """
    try:
        packed = zipfile.ZipFile(io.BytesIO(data))
    except zipfile.BadZipFile:
        raise Unreadable("it is damaged, or no file of its type") from None
    parts = packed.infolist()
    if len(parts) > _MOST_PARTS:
        raise Unreadable(f"it is packed from {len(parts):,} parts, which is too many")
    if sum(part.file_size for part in parts) > settings.max_unpacked_mb * 1e6:
        raise Unreadable(f"it unpacks to more than the {settings.max_unpacked_mb:g} MB of the setting max_unpacked_mb")
    if any(part.flag_bits & 1 for part in parts):
        raise Unreadable("it is encrypted; save it without a password")
    return packed


def date_of(properties: Any, packed: zipfile.ZipFile) -> datetime.date | None:
    """The day on which a document was last changed, by its properties ``created`` and ``modified``.

    None where it is only that of the template from which a program has made it: it says that it was never changed since
    it was begun, and yet it was packed later. Programs of Microsoft do not tell when they pack.
    """
    created, modified = properties.created, properties.modified
    if not isinstance(modified, datetime.datetime):
        return None
    modified = modified.replace(tzinfo=None)
    is_unchanged = isinstance(created, datetime.datetime) and modified - created.replace(tzinfo=None) <= _AT_ONCE
    return None if is_unchanged and _packed_at(packed) - modified > _LATER else modified.date()


def _packed_at(packed: zipfile.ZipFile) -> datetime.datetime:
    """When the last part was packed; where that is not told, 1980."""
    told = [datetime.datetime(1980, 1, 1)]
    for part in packed.infolist():
        with suppress(ValueError):  # a date that is none
            told.append(datetime.datetime(*part.date_time))
    return max(told)


def xml_of(data: bytes) -> Any:
    """The root of an XML document; nothing that it refers to is loaded, and no entity is expanded."""
    try:
        return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))
    except etree.XMLSyntaxError as error:
        if error.code == etree.ErrorTypes.ERR_NO_MEMORY:
            raise MemoryError from None
        raise
