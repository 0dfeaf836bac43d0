"""The programs of examples/, run as they are."""

from __future__ import annotations

import asyncio
import importlib.util
import json
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from llama_index.core.base.llms.types import ChatMessage, MessageRole, ToolCallBlock
from llama_index.core.llms.mock import MockFunctionCallingLLM
from starlette.testclient import TestClient

from rag import Bot
from tests.conftest import REPOSITORY, SEEDS, MakeCorpus

EXAMPLES = REPOSITORY / "examples"
FERRY = "The ferry to Holm was built in 1931.\n\nIts captain is Ann Lee, who came from Tarn in 2019.\n"


def example(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"example_{name}", EXAMPLES / f"{name}.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def bot(corpus: MakeCorpus) -> Bot:
    return Bot.open(corpus({"ferry.txt": FERRY}))


def test_every_example_is_listed() -> None:
    listed = (EXAMPLES / "README.md").read_text(encoding="utf-8")
    assert [
        path.name for path in EXAMPLES.iterdir() if path.suffix in (".py", ".ipynb") and path.name not in listed
    ] == []


def test_the_newsroom_archive_names_the_pages(tmp_path: Path) -> None:
    crawl = tmp_path / "crawls"
    crawl.mkdir()
    (crawl / "crawl.warc.gz").write_bytes((REPOSITORY / "tests/corpus/files/crawl.warc.gz").read_bytes())
    told = example("newsroom_archive").told(Bot.open(crawl), "What is surveyed to the border?")
    assert "http://127.0.0.1:8731/railway.html" in told and "2022-09-14" in told


def test_the_agent_asks_the_articles_and_tells_what_it_was_told(bot: Bot) -> None:
    def replies(messages: Sequence[ChatMessage], **_: Any) -> ChatMessage:
        """First the tool is called, then what it gave is told."""
        if messages[-1].role == MessageRole.TOOL:
            return ChatMessage(role="assistant", content=str(messages[-1].content))
        call = ToolCallBlock(
            tool_call_id="1", tool_name="ask_articles", tool_kwargs={"question": "When was the ferry built?"}
        )
        return ChatMessage(role="assistant", blocks=[call])

    async def run() -> str:
        return str(
            await example("agent").agent_of(bot, MockFunctionCallingLLM(response_generator=replies)).run("When?")
        )

    told = asyncio.run(run())
    assert "The ferry to Holm was built in 1931." in told and "ferry.txt" in told


def test_the_webhook_answers_each_chat_for_itself(bot: Bot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WEBHOOK_TOKEN", "a secret")
    client = TestClient(example("webhook").app(bot))

    def say(chat: int, text: str, token: str = "a secret") -> Any:
        headers = {"x-telegram-bot-api-secret-token": token}
        return client.post("/", json={"message": {"chat": {"id": chat}, "text": text}}, headers=headers)

    reply = say(7, "When was the ferry built?").json()
    assert (reply["method"], reply["chat_id"]) == ("sendMessage", 7)
    assert "“The ferry to Holm was built in 1931.”" in reply["text"]
    assert say(7, "").content == b"" and say(7, "Who?", "guessed").status_code == 401
    assert "The question has" in say(8, "why " * 600).json()["text"]


@pytest.mark.slow
def test_ones_own_questions_hold_a_corpus(corpus: MakeCorpus, tmp_path: Path) -> None:
    questions = tmp_path / "questions.csv"
    questions.write_text(
        "question,answer,file\nWhen was the ferry built?,1931,ferry.txt\nWho is the captain?,Ann Lee,\n"
    )
    found = example("evaluate").scores(corpus({"ferry.txt": FERRY}), questions)
    assert found == {"key_fact_recall": 1.0, "decline_right": 1.0}


@pytest.mark.slow
def test_the_notebook_runs(monkeypatch: pytest.MonkeyPatch, seed_store: Path) -> None:
    monkeypatch.setenv("MPLBACKEND", "agg")
    monkeypatch.setenv("FOOTNOTE_STORE", str(seed_store))
    monkeypatch.chdir(SEEDS.parent)
    cells = json.loads((EXAMPLES / "tour.ipynb").read_text(encoding="utf-8"))["cells"]
    names: dict[str, Any] = {}
    for cell in cells:
        if cell["cell_type"] == "code":
            assert cell["outputs"] == []
            exec("".join(cell["source"]), names)
    assert [one.status for one in names["answers"]][::2] == ["answered", "declined"]
