"""What whoever runs a server sees: whether it lives, whether it can answer, what was counted and what was logged."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from typing import Any

import pytest
from prometheus_client.parser import text_string_to_metric_families
from pydantic import SecretStr
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.testclient import TestClient

from rag import Passage, StoreError
from tests.ui.fakes import FakeBot, answered, declined
from ui.server import log, metrics
from ui.server.guard import Guard
from ui.server.metrics import Counted
from ui.server.operations import operations


class Searched(FakeBot):
    """A bot whose search fails as long as it has a failure."""

    failure: StoreError | None = None
    searches = 0

    def search(self, query: str, k: int = 5) -> list[Passage]:
        self.searches += 1
        if self.failure:
            raise self.failure
        return []


def client_of(bot: Any, password: str | None = None) -> TestClient:
    guard = Middleware(Guard, password=password and SecretStr(password))
    app = Starlette(routes=operations(bot), middleware=[Middleware(Counted), guard])
    return TestClient(app, "http://127.0.0.1:7860", client=("192.0.2.1", 1))


def figures() -> dict[tuple[str, ...], float]:
    """Each sample by its name and labels."""
    found = text_string_to_metric_families(metrics.exposition().decode())
    return {(one.name, *one.labels.values()): one.value for family in found for one in family.samples}


@pytest.fixture
def logger() -> Iterator[logging.Logger]:
    root = logging.getLogger("footnote")
    before = root.handlers, root.propagate, root.level
    root.handlers = []
    yield root
    root.handlers, root.propagate, level = before
    root.setLevel(level)


def test_it_lives_and_is_ready() -> None:
    bot = Searched()
    client = client_of(bot)
    assert client.get("/health").json() == {"status": "ok"}
    for _ in range(3):
        assert client.get("/ready").json() == {"status": "ready", "articles": 1}
    assert bot.searches == 1  # what was found is believed for a while


def test_a_store_that_cannot_be_asked_makes_it_unready_and_not_dead() -> None:
    bot = Searched()
    bot.failure = StoreError("The Chroma server does not answer.", "Start it.")
    client = client_of(bot)
    refused = client.get("/ready")
    assert (refused.status_code, client.get("/health").status_code) == (503, 200)
    assert refused.json()["error"]["message"] == "The Chroma server does not answer. Start it."
    bot.failure = None
    assert client.get("/ready").status_code == 200


def test_probes_need_no_password_and_figures_do() -> None:
    client = client_of(Searched(), "a long password")
    assert [client.get(path).status_code for path in ("/health", "/ready", "/metrics")] == [200, 200, 401]
    assert client.get("/metrics", headers={"authorization": "Bearer a long password"}).status_code == 200


def test_answers_and_responses_are_counted() -> None:
    before = figures()
    metrics.observe(answered("When?", timings={"retrieval": 300.0, "reading": 100.0}))
    metrics.observe(declined("Who?"))
    client_of(Searched()).get("/nowhere/at/all")

    def added(*sample: str) -> float:
        return figures()[sample] - before.get(sample, 0)

    assert added("footnote_questions_total", "answered") == added("footnote_questions_total", "declined") == 1
    assert added("footnote_question_seconds_count") == 2
    assert added("footnote_question_seconds_sum") == pytest.approx(0.4)
    assert added("footnote_stage_seconds_sum", "reading") == pytest.approx(0.1)
    assert added("footnote_responses_total", "page", "404") == 1


def test_the_log_as_json_tells_the_outcome_and_not_the_question(
    logger: logging.Logger, capsys: pytest.CaptureFixture[str]
) -> None:
    log.log_to("json")
    log.log_to("json")  # once is enough
    metrics.observe(answered("A secret question?", timings={"retrieval": 12.34}))
    try:
        raise ValueError("no such thing")
    except ValueError:
        logging.getLogger("footnote.programs").exception("a program's question failed")
    told, failed = map(json.loads, capsys.readouterr().err.splitlines())
    assert told == {
        "time": told["time"], "level": "info", "logger": "footnote.answers", "event": "a question was dealt with",
        "status": "answered", "confidence": 0.93, "ms": 12.3,
    }  # fmt: skip
    assert (failed["level"], failed["event"]) == ("error", "a program's question failed")
    assert failed["traceback"].endswith("ValueError: no such thing")
    assert log.log_place() == "standard error"


def test_the_log_as_a_file_is_made_when_something_fails(logger: logging.Logger) -> None:
    log.log_to("file")
    metrics.observe(answered("When?"))
    assert not log.log_path().exists()
    logger.error("it failed")
    for handler in logger.handlers:
        handler.close()
    assert "ERROR it failed" in log.log_path().read_text()
    assert log.log_place() == str(log.log_path())
