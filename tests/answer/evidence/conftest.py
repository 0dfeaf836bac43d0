"""A bot over the folder about making books, opened once."""

from __future__ import annotations

import pytest

from rag import Bot
from tests.answer.evidence.loft import ATELIER, ROOM, TALLER, XUONG
from tests.fakes import write


@pytest.fixture(scope="package")
def bot(tmp_path_factory: pytest.TempPathFactory) -> Bot:
    folder = tmp_path_factory.mktemp("loft")
    write(folder, {"loft.md": ROOM, "atelier.md": ATELIER, "xuong.md": XUONG, "taller.md": TALLER})
    return Bot.open(folder, store=tmp_path_factory.mktemp("store"))
