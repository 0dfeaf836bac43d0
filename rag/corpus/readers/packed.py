"""Packed files (ZIP), whose parts are looked at before they are unpacked."""

from __future__ import annotations

import io
import zipfile
from typing import Any

from lxml import etree

from rag.corpus.extract import Unreadable
from rag.settings import Settings

_MOST_PARTS = 10_000


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


def xml_of(data: bytes) -> Any:
    """The root of an XML document; nothing that it refers to is loaded, and no entity is expanded."""
    try:
        return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))
    except etree.XMLSyntaxError as error:
        if error.code == etree.ErrorTypes.ERR_NO_MEMORY:
            raise MemoryError from None
        raise
