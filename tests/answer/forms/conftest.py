"""A bot over the folder about an island, opened once."""

from __future__ import annotations

import pytest

from rag import Bot
from tests.answer.forms.oster import BEES, FERRY, RULES
from tests.fakes import write


@pytest.fixture(scope="package")
def bot(tmp_path_factory: pytest.TempPathFactory) -> Bot:
    folder = tmp_path_factory.mktemp("oster")
    write(folder, {"ferry.txt": FERRY, "bees.txt": BEES, "camp.md": RULES})
    return Bot.open(folder, store=tmp_path_factory.mktemp("store"))
