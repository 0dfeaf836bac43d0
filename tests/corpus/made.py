"""Files that other programs made, and what is read of them."""

from __future__ import annotations

from pathlib import Path

from rag.corpus.article import Article
from rag.corpus.reading import Reader

FILES = Path(__file__).parent / "files"
MADE = sorted(path.name for path in FILES.iterdir())
Found = dict[str, Article | str]


def read(reader: Reader, name: str, data: bytes | None = None) -> Found:
    """What a file gives, by path: an article or a reason; without data, what the made file gives."""
    found = reader.read(name, (FILES / name).read_bytes() if data is None else data)
    return dict((one[0].path, one[0]) if isinstance(one, tuple) else (one.path, one.reason) for one in found)


def article(reader: Reader, name: str) -> Article:
    (found,) = [one for one in read(reader, name).values() if isinstance(one, Article)]
    return found
