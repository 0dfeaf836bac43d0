"""Checksums: are the files of a word index as tantivy wrote them? It notes a checksum in each, and does not look at it.

A changed byte would otherwise be a passage that is not found, or a panic in the middle of a question.
"""

from __future__ import annotations

import json
import struct
import zlib
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

_MAGIC = 1337
_ENDING = struct.Struct("<II")
"""How long the footer is, and what tells that it is one."""
_AT_ONCE = 1 << 20
_LARGE_BYTES = 16_000_000
"""Of what is stored of passages, more is not looked at whenever it is opened: each record has a checksum of ours."""


class FileChecks:
    """Which files of an index have been looked at: tantivy writes a file once and never changes it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._seen: set[str] = set()

    def check(self, *, thorough: bool = False) -> None:
        """Looks at the files of the last commit that were not there before, or ``thorough`` at all of them.

        Raises:
            ValueError: one of them is damaged.
            OSError: one of them cannot be read.
        """
        for file in self._committed():
            with suppress(FileNotFoundError):  # somebody has committed meanwhile; what is lost tantivy tells
                is_large = file.suffix == ".store" and file.stat().st_size > _LARGE_BYTES
                if thorough or not (is_large or file.name in self._seen):
                    if not is_intact(file):
                        raise ValueError(f"{file.name} is damaged")
                    self._seen.add(file.name)

    def _committed(self) -> Iterator[Path]:
        listed = self._folder / "meta.json"
        meta = json.loads(listed.read_bytes()) if listed.exists() else {"segments": []}
        for segment in meta["segments"]:
            name = segment["segment_id"].replace("-", "")
            yield from (file for file in self._folder.glob(f"{name}.*") if file.suffix not in (".del", ".tmp"))
            if segment["deletes"]:
                yield self._folder / f"{name}.{segment['deletes']['opstamp']}.del"


def is_intact(file: Path) -> bool:
    """Whether a file of tantivy has the checksum (CRC-32) that its footer tells."""
    size = file.stat().st_size
    with file.open("rb") as opened:
        if size < _ENDING.size:
            return False
        opened.seek(size - _ENDING.size)
        length, magic = _ENDING.unpack(opened.read(_ENDING.size))
        body = size - _ENDING.size - length
        if magic != _MAGIC or body < 0:
            return False
        opened.seek(body)
        try:
            told = json.loads(opened.read(length))["crc"]
        except (ValueError, KeyError, TypeError):
            return False
        opened.seek(0)
        crc = 0
        while body:
            part = opened.read(min(body, _AT_ONCE))
            if not part:
                return False
            crc, body = zlib.crc32(part, crc), body - len(part)
    return bool(crc == told)
