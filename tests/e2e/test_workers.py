"""A real Ray cluster reads and embeds, and loses workers while it does."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from rag import Bot, FootnoteError, Settings
from rag.index.chroma import open_client
from rag.index.sync import Progress
from tests.commands import portable
from tests.conftest import REPOSITORY, MakeCorpus
from tests.e2e.ray_cluster import RayCluster
from tests.fakes import write
from tests.index.conftest import close, held_in

pytest.importorskip("ray")

VILLAGES = "Ashby Barton Calder Denholm Elmley Farndon Garth Holme Irby Kelso".split()
QUESTIONS = ["How many bridges were mended in Calder in 1907?", "Who opened the library?", "What did the ferry cost?"]


def article(number: int) -> str:
    village, year = VILLAGES[number % 10], 1900 + number
    return (
        f"Works of {year}\n\nIn {village}, {3 + number} bridges were mended in {year}. A school was opened there by "
        f"Mrs {VILLAGES[number // 10]}. It took {number + 2} weeks. The council was pleased with it."
    )


@pytest.fixture
def news(corpus: MakeCorpus) -> Path:
    """Sixty short articles, a table, twins, and files of all the other formats."""
    texts: dict[str, str | bytes] = {f"{number // 20}/works-{number}.txt": article(number) for number in range(60)}
    rows = "".join(f'"Row {number}","Row {number} tells of {number} boats. They were sold."\n' for number in range(20))
    folder = corpus({**texts, "boats.csv": "title,text\n" + rows, "twin.txt": article(3), "empty.txt": ""})
    shutil.copytree(REPOSITORY / "tests" / "corpus" / "files", folder / "others")
    return folder


def held(store: str) -> dict[str, Any]:
    (place,) = Path(store).iterdir()
    client = open_client(str(place / "chroma"))
    try:
        return held_in(client, place / "words")
    finally:
        close(client)


def test_a_cluster_may_lose_a_worker_and_one_that_is_lost_is_told_and_nothing_is_doubled(
    news: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rag.index.sync._BATCH_SENTENCES", 16)  # many small tasks, also of a small folder
    monkeypatch.setattr("rag.index.cluster._PARCEL_FILES", 4)
    monkeypatch.setenv("RAY_CLIENT_RECONNECT_GRACE_PERIOD", "1")
    added: list[str] = []
    with RayCluster() as cluster:
        here = Bot.open(news, store="here")
        cluster.wait()

        def lose(worker_or_all: Callable[[], None]) -> Progress:
            def progress(done: int, files: int, path: str) -> None:
                if not added:  # the first articles are stored
                    worker_or_all()
                added.append(path)

            return progress

        settings = Settings.of(workers=cluster.address)
        spread = Bot.open(news, store="spread", settings=settings, progress=lose(cluster.kill_worker))
        assert spread.report == here.report
        assert spread.report.duplicates == (("0/works-3.txt", "twin.txt"),)
        assert len(added) == len(set(added)) == len(spread.articles())
        assert held("spread") == held("here")
        for question in QUESTIONS:
            assert portable(spread.ask(question)) == portable(here.ask(question))

        added.clear()
        write(news, {f"more-{number}.txt": article(number) for number in range(60, 80)})
        with pytest.raises(FootnoteError, match=r"^The Ray cluster at ray://.* What was indexed is kept"):
            spread.sync(lose(cluster.kill))
        assert not cluster.refused.exists()
    assert capfd.readouterr() == ("", "")  # nothing of what Ray has to tell reaches the terminal
    finished = Bot.open(news, store="spread").report
    assert {*finished.added} == {*here.sync().added} - {*added} != set()
    assert held("spread") == held("here")
