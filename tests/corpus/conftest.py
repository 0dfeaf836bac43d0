"""What reads articles."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from rag.corpus.reading import Reader
from rag.settings import Settings


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    with Reader(Settings.of()) as opened:
        yield opened
