"""The real server as programs meet it: the documented examples, clients of three kinds, and a hundred at once."""

from __future__ import annotations

import asyncio
import json
import re
import shlex
import shutil
import subprocess
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from rag import Answer, Bot, Finished, SentenceReady, Settings
from tests.commands import portable
from tests.conftest import REPOSITORY
from tests.ui.fakes import FakeBot, answered
from ui.page import assembly as chat_page
from ui.server.serving import start

FOR_PROGRAMS = (REPOSITORY / "docs/programs.md").read_text(encoding="utf-8")
ADDRESS = "http://127.0.0.1:7860"
QUESTION = "How many models had been recognized by the end of 2023?"
AT_ONCE = 8


@pytest.fixture(scope="module")
def serve() -> Iterator[Callable[[Any], str]]:
    """Serves a bot's page, and what is beside it; gives the address, without the slash at its end."""
    pages: list[Any] = []

    def serve(bot: Any) -> str:
        page, serving = chat_page.assemble(bot, mcp=True)
        pages.append(page)
        return start(page, "127.0.0.1", None, serving, **chat_page.looks(bot)).rstrip("/")

    yield serve
    for page in pages:
        page.close(verbose=False)


@pytest.fixture(scope="module")
def address(serve: Callable[[Any], str], seed_bot: Bot) -> str:
    return serve(seed_bot)


def examples(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", FOR_PROGRAMS, flags=re.DOTALL)


class TestExamples:
    """Each example of docs/programs.md, with the address of this server."""

    @pytest.mark.skipif(shutil.which("curl") is None, reason="curl is not installed")
    def test_curl(self, address: str) -> None:
        commands = [line for example in examples("sh") for line in example.splitlines()]
        assert len(commands) == 5
        given = [
            subprocess.run(
                [*shlex.split(command.replace(ADDRESS, address)), "--silent", "--show-error", "--fail-with-body"],
                capture_output=True, text=True, check=True,
            ).stdout
            for command in commands
        ]  # fmt: skip
        answer, checked, passages, some, articles = map(json.loads, given)
        assert (answer["status"], len(passages), len(articles)) == ("answered", 3, 5)
        assert [one["text"] for one in checked["claims"]] == ["The conference was held in Hanoi."]
        assert some and all(one["date"] >= "2017" for one in some)

    def test_python(self, address: str, seed_bot: Bot) -> None:
        names: dict[str, Any] = {}
        for example in examples("python"):
            exec(example.replace(ADDRESS, address), names)
        expected = portable(seed_bot.ask(QUESTION))
        assert portable(names["completion"].footnote) == portable(names["answer"]) == expected
        assert names["completion"].choices[0].message.content.startswith(expected["text"])
        assert (len(names["passages"]), len(names["articles"])) == (3, 5)

    def test_assistants(self, address: str) -> None:
        (example,) = examples("json")
        (server,) = json.loads(example)["mcpServers"].values()
        listed = asyncio.run(with_tools(server["url"].replace(ADDRESS, address), lambda tools: tools.list_tools()))
        assert [tool.name for tool in listed.tools] == ["ask", "check", "search", "articles"]


async def with_tools(url: str, use: Callable[[Any], Any]) -> Any:
    from mcp.client import Client

    async with Client(url) as tools:
        return await use(tools)


@pytest.mark.parametrize(
    ("tool", "given", "told"),
    [
        ("ask", {"question": QUESTION}, None),
        ("search", {"query": "land"}, None),
        ("articles", {}, None),
        ("ask", {"question": ""}, "The question is empty. Ask something that the articles could answer."),
        ("ask", {"question": "Who?", "articles": ["x.txt"]}, "There is no article 'x.txt'."),
        ("search", {"query": "land", "k": 1000}, "less than or equal to 100"),
    ],
)
def test_tools_give_the_same_or_say_why_not(
    address: str, seed_bot: Bot, tool: str, given: dict[str, Any], told: str | None
) -> None:
    result = asyncio.run(with_tools(f"{address}/mcp", lambda tools: tools.call_tool(tool, given)))
    assert result.is_error == (told is not None)
    if told:
        assert told in result.content[0].text
        assert "Traceback" not in result.content[0].text
    elif tool == "ask":
        assert portable(json.loads(result.content[0].text)) == portable(seed_bot.ask(QUESTION))
    else:
        assert len(result.structured_content["result"]) == 5


def test_gradio_shows_three_endpoints_and_what_they_do(address: str) -> None:
    info = httpx.get(f"{address}/gradio_api/info").json()
    assert set(info["named_endpoints"]) == {"/ask", "/search", "/articles"}
    assert info["unnamed_endpoints"] == {}
    for endpoint in info["named_endpoints"].values():
        assert "Returns:\n    JSON: " in endpoint["description"]


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"question": ""}, "The question is empty. Ask something that the articles could answer."),
        ({"question": 3}, "The value of question cannot be read: input should be a valid string."),
        ({"question": "Who?", "history": ["He."]}, "The value of history.0 cannot be read: "),
        ({"question": "Who?", "articles": ["x.txt"]}, "There is no article 'x.txt'."),
    ],
)
def test_gradios_clients_are_told_in_a_sentence(address: str, given: dict[str, Any], told: str) -> None:
    from gradio_client import Client
    from gradio_client.exceptions import AppError

    client = Client(address, verbose=False, analytics_enabled=False)
    with pytest.raises(AppError, match=re.escape(told)):
        client.predict(**given, api_name="/ask")


def test_gradios_clients_follow_up(address: str) -> None:
    from gradio_client import Client

    client = Client(address, verbose=False, analytics_enabled=False)
    first = json.loads(client.predict("Who addressed the conference on January 11?", api_name="/ask"))
    history = [{"role": "user", "content": first["question"]}, {"role": "assistant", "content": first["text"]}]
    second = json.loads(client.predict("What did he say about 2010?", history=history, api_name="/ask"))
    assert second["understood"] == "What did Nong Duc Manh say about 2010?"


class Crowd(FakeBot):
    """Answers only when as many are asked as may be at once, and counts them."""

    settings = Settings()

    def __init__(self) -> None:
        super().__init__()
        self._together, self._counting = threading.Barrier(AT_ONCE), threading.Lock()
        self.now, self.most = 0, 0

    def chat(self, **limits: Any) -> Any:
        return self

    def ask(self, question: str, **how: Any) -> Answer:
        with self._counting:
            self.now += 1
            self.most = max(self.most, self.now)
        self._together.wait(60)
        with self._counting:
            self.now -= 1
        return answered(question)


def test_a_hundred_questions_at_once_wait_in_line_and_are_not_mixed(serve: Callable[[Any], str]) -> None:
    bot = Crowd()
    address = serve(bot)
    questions = [f"What is number {number}?" for number in range(13 * AT_ONCE)]

    async def ask_all() -> list[str]:
        async with httpx.AsyncClient(base_url=address, timeout=60, limits=httpx.Limits()) as client:

            async def ask(number: int) -> str:
                if number % 2:
                    given = await client.post("/v1/ask", json={"question": questions[number]})
                    return str(given.json()["question"])
                asked = [{"role": "user", "content": questions[number]}]
                given = await client.post("/v1/chat/completions", json={"model": "footnote", "messages": asked})
                return str(given.json()["footnote"]["question"])

            return await asyncio.gather(*map(ask, range(len(questions))))

    assert asyncio.run(ask_all()) == questions
    assert bot.most == AT_ONCE


class Slow(FakeBot):
    """Streams a sentence, and the rest when it is let go."""

    settings = Settings()

    def __init__(self) -> None:
        super().__init__()
        self.go = threading.Event()

    def chat(self, **limits: Any) -> Any:
        return self

    def ask(self, question: str, **how: Any) -> Answer:
        return answered(question)

    def stream(self, question: str) -> Iterator[SentenceReady | Finished]:
        answer = answered(question)
        yield SentenceReady(answer.sentences[0], answer.citations)
        self.go.wait(60)
        yield Finished(answer)


def test_whoever_hangs_up_leaves_the_line(serve: Callable[[Any], str]) -> None:
    bot = Slow()
    address = serve(bot)
    wanted = {"model": "footnote", "messages": [{"role": "user", "content": "When?"}], "stream": True}
    for _ in range(AT_ONCE):
        with httpx.stream("POST", f"{address}/v1/chat/completions", json=wanted) as streamed:
            assert "The dam was built" in next(text for text in streamed.iter_text() if "dam" in text)
    bot.go.set()
    assert httpx.post(f"{address}/v1/ask", json={"question": "When?"}, timeout=60).json()["status"] == "answered"


class TestFiles:
    """Nobody reads the machine's files through the page, or runs what somebody uploaded."""

    def test_files_of_the_machine_are_not_given_away(self, address: str, seeds: Path) -> None:
        article = next(seeds.iterdir())
        for path in (article, "/etc/passwd", REPOSITORY / "pyproject.toml", f"{seeds}/../README.md"):
            for route in ("file=", "file/"):
                assert httpx.get(f"{address}/gradio_api/{route}{path}").status_code in (403, 404)

    def test_an_uploaded_page_is_not_given_back(self, address: str) -> None:
        page = b"<script>alert(1)</script>"
        for name in ("a.html", "a.svg", "a.xhtml"):
            (path,) = httpx.post(f"{address}/gradio_api/upload", files={"files": (name, page)}).json()
            given = httpx.get(f"{address}/gradio_api/file={path}")
            assert (given.status_code, given.headers["x-content-type-options"]) == (404, "nosniff")
            assert "alert" not in given.text

    def test_a_file_that_is_too_large_is_not_taken(self, address: str, seed_bot: Bot) -> None:
        too_large = b" " * (int(seed_bot.settings.max_file_mb * 1e6) + 1)
        refused = httpx.post(f"{address}/gradio_api/upload", files={"files": ("a.txt", too_large)}, timeout=60)
        assert refused.status_code == 413


class TestGradiosOwnRoutes:
    """What Gradio offers beside the page, to whoever calls it."""

    def post(self, url: str, body: Any) -> tuple[int, str]:
        answer = httpx.post(url, json=body, timeout=60)
        return answer.status_code, answer.text

    @pytest.mark.parametrize(
        ("function", "data", "told"),
        [
            ("show", "x", "This cannot be read: "),
            ("show", {"link": 3}, "The value of link cannot be read: "),
            ("show", {"link": "#kept", "kept": [3]}, "The value of kept.0 cannot be read: "),
            ("export", {"kind": "md"}, "The value of record cannot be read: field required."),
            ("export", {"record": "x", "kind": "md"}, "This conversation cannot be read."),
        ],
    )
    def test_a_malformed_call_of_a_function_of_the_page_is_told(
        self, function: str, data: Any, told: str, address: str, capfd: pytest.CaptureFixture[str]
    ) -> None:
        config = httpx.get(f"{address}/config", timeout=60).json()
        (panel,) = (one["id"] for one in config["components"] if one["props"].get("elem_id") == "evidence")
        call = {"data": data, "component_id": panel, "session_hash": "x", "fn_name": function}
        status, text = self.post(f"{address}/gradio_api/component_server", call)
        assert (status, told in text) == (400, True), text
        assert self.post(f"{address}/gradio_api/component_server", {**call, "component_id": 99_999})[0] == 400
        assert self.post(f"{address}/gradio_api/component_server", ["x"])[0] == 400
        assert "Traceback" not in capfd.readouterr().err

    def test_a_file_that_is_named_by_an_address_is_not_fetched(self, address: str, closed_network: Path) -> None:
        assert httpx.get(f"{address}/gradio_api/file=http://any.example/x", timeout=60).status_code == 404
        functions = httpx.get(f"{address}/config", timeout=60).json()["dependencies"]
        (upload,) = (one for one in functions if any(event == "upload" for _, event in one["targets"]))
        named = {"path": "http://any.example/x.txt", "meta": {"_type": "gradio.FileData"}}
        call = {"data": [[named]], "fn_index": upload["id"], "session_hash": "y"}
        joined = httpx.post(f"{address}/gradio_api/queue/join", json=call, timeout=60)
        assert joined.status_code == 200, joined.text
        with httpx.stream("GET", f"{address}/gradio_api/queue/data?session_hash=y", timeout=60) as events:
            told = "".join(line for line in events.iter_lines() if "process_completed" in line)
        assert "Footnote fetches nothing from other machines." in told
        assert not closed_network.exists()
