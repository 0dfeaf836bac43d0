"""Plain HTTP and OpenAI's interface: what is given, what is refused, and with which status."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from rag import (
    Answer,
    Bot,
    Checked,
    CheckedClaim,
    Finished,
    SentenceReady,
    Settings,
    StoreBusyError,
    StoreError,
    Written,
)
from tests.commands import portable
from tests.fakes import PanicException
from tests.ui.fakes import answered, declined, uncertain
from ui.api.json_http import door
from ui.api.service import Programs

QUESTION = "How many models had been recognized by the end of 2023?"
ADDRESSED = "Who addressed the conference on January 11?"
FOLLOW_UP = "What did he say about 2010?"


def client_of(bot: Any) -> TestClient:
    return TestClient(Starlette(routes=[door(Programs(bot))]))


@pytest.fixture(scope="module")
def client(seed_bot: Bot) -> TestClient:
    return client_of(seed_bot)


class Replying:
    """A bot and a conversation in one, that gives or raises what it was made with."""

    settings = Settings()

    def __init__(self, reply: Answer | BaseException) -> None:
        self._reply = reply

    def chat(self, **limits: Any) -> Replying:
        return self

    def ask(self, question: str, as_typed: bool = False) -> Answer:
        if isinstance(self._reply, BaseException):
            raise self._reply
        return self._reply

    def stream(self, question: str, as_typed: bool = False) -> Iterator[SentenceReady | Finished]:
        answer = self.ask(question)
        for sentence in () if answer.doubt else answer.sentences:
            yield SentenceReady(sentence, answer.citations)
        yield Finished(answer)


def messages(*said: str) -> list[dict[str, str]]:
    return [{"role": ("user", "assistant")[place % 2], "content": one} for place, one in enumerate(said)]


def completed(client: TestClient, *said: str, **more: Any) -> Any:
    return client.post("/v1/chat/completions", json={"model": "footnote", "messages": messages(*said), **more})


def test_an_answer_is_the_same_as_in_python(client: TestClient, seed_bot: Bot) -> None:
    given = client.post("/v1/ask", json={"question": QUESTION})
    assert given.status_code == 200
    assert portable(given.json()) == portable(seed_bot.ask(QUESTION))


def test_passages_and_articles_too(client: TestClient, seed_bot: Bot) -> None:
    found = client.get("/v1/search", params={"query": "land clearance", "k": 2}).json()
    assert found == json.loads(json.dumps([one.to_dict() for one in seed_bot.search("land clearance", 2)]))
    assert [one["paths"] for one in client.get("/v1/articles").json()] == [list(o.paths) for o in seed_bot.articles()]


def test_only_the_chosen_articles_are_asked(client: TestClient, seed_bot: Bot) -> None:
    path = seed_bot.articles()[0].paths[0]
    asked = client.post("/v1/ask", json={"question": QUESTION, "articles": [path]}).json()
    found = client.get("/v1/search", params={"query": "land", "articles": [path]}).json()
    assert {one["path"] for one in [*asked["passages"], *found]} == {path}


def test_a_declined_question_is_an_answer(client: TestClient) -> None:
    given = client.post("/v1/ask", json={"question": "What is the boiling point of tungsten on Zorblax?"})
    assert (given.status_code, given.json()["status"]) == (200, "declined")


@pytest.mark.parametrize("way", ["ask", "completions"])
def test_a_follow_up_is_understood_from_the_messages_before_it(client: TestClient, way: str) -> None:
    before = completed(client, ADDRESSED).json()["choices"][0]["message"]["content"]
    if way == "ask":
        asked = client.post("/v1/ask", json={"question": FOLLOW_UP, "history": messages(ADDRESSED, before)}).json()
    else:
        asked = completed(client, ADDRESSED, before, FOLLOW_UP).json()["footnote"]
    assert asked["understood"] == "What did Nong Duc Manh say about 2010?"


WRONG: list[tuple[str, dict[str, Any], str]] = [
    # path, how it is asked, what is told (the beginning)
    ("ask", {"json": {"question": " "}}, "The question is empty. Ask something"),
    ("ask", {"json": {"question": "why " * 600}}, "The question has 2,399 characters; at most 2,000 are read. Shorten"),
    ("ask", {"json": {}}, "The value of question cannot be read: field required."),
    ("ask", {"json": {"question": 3}}, "The value of question cannot be read: input should be a valid string."),
    ("ask", {"json": {"question": "Who?", "artcles": []}}, "The value of artcles cannot be read: extra inputs"),
    ("ask", {"json": {"question": "Who?", "articles": ["x.txt"]}}, "There is no article 'x.txt'."),
    ("ask", {"json": {"question": "Who?", "history": [{"role": "user"}]}}, "The value of history.0.content"),
    (
        "ask",
        {"json": {"question": "Who?", "history": messages(*["Who?", "He."] * 51)}},
        "The conversation before the question has 102 messages; at most 100 are read. Send only the last turns.",
    ),
    (
        "ask",
        {"json": {"question": "Who?", "history": messages("Who?", "x" * 100_000)}},
        "The conversation before the question has 100,004 characters; at most 100,000 are read. Send only",
    ),
    (
        "chat/completions",
        {"json": {"model": "footnote", "stream": True, "messages": messages(*["Who?", "He."] * 51, "Who?")}},
        "The conversation before the question has 102 messages; at most 100 are read.",
    ),
    ("ask", {"json": []}, "This is no JSON object. Send one, with the header Content-Type: application/json."),
    ("ask", {"content": b"{", "headers": {"content-type": "application/json"}}, "This is no JSON object."),
    ("ask", {"data": {"question": "Who?"}}, "This is no JSON object."),
    ("chat/completions", {"json": {"model": "footnote", "messages": []}}, "There is no question: the last message"),
    ("chat/completions", {"json": {"model": "footnote"}}, "The value of messages cannot be read: field required."),
    (
        "chat/completions",
        {"json": {"model": "footnote", "messages": messages("Who?", "He.")}},
        "There is no question: the last message has to be of the role 'user'.",
    ),
    ("chat/completions", {"json": {"model": "footnote", "messages": messages("?")}}, "The question has no words."),
    (
        "chat/completions",
        {"json": {"model": "footnote", "messages": messages("?"), "stream": True}},
        "The question has no words.",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("path", "asked", "told"), WRONG)
def test_what_cannot_be_asked_is_told_in_a_sentence(
    client: TestClient, path: str, asked: dict[str, Any], told: str
) -> None:
    refused = client.post(f"/v1/{path}", **asked)
    error = refused.json()["error"]
    assert (refused.status_code, error["type"]) == (400, "invalid_request_error")
    assert error["message"].startswith(told)


@pytest.mark.parametrize("k", [0, 101, "many"])
def test_a_number_of_passages_that_cannot_be_is_told(client: TestClient, k: Any) -> None:
    refused = client.get("/v1/search", params={"query": "land", "k": k})
    assert refused.status_code == 400
    assert refused.json()["error"]["message"].startswith("The value of k cannot be read: input should be")


def test_what_is_not_there_is_told(client: TestClient) -> None:
    nothing = client.get("/v1/nothing")
    assert nothing.status_code == 404
    assert nothing.json()["error"]["message"] == "Not Found. See /v1/openapi.json for what there is."
    other = client.post("/v1/chat/completions", json={"model": "gpt-4o", "messages": messages("Who?")})
    assert other.status_code == client.get("/v1/models/gpt-4o").status_code == 404
    told = "There is no model 'gpt-4o' here. The one that there is has the name 'footnote'."
    assert other.json()["error"]["message"] == told


FAILURES: list[tuple[BaseException, int, str]] = [
    (PanicException("out of bounds"), 500, "Something went wrong inside Footnote (PanicException). The details"),
    (StoreError("The store cannot be read.", "Run: footnote doctor"), 500, "The store cannot be read. Run: footnote"),
    (StoreBusyError("Another process writes.", "Wait."), 503, "Another process writes. Wait."),
    (RuntimeError("secret detail"), 500, "Something went wrong inside Footnote (RuntimeError). The details are in "),
]


@pytest.mark.parametrize(("error", "status", "told"), FAILURES)
@pytest.mark.parametrize("stream", [False, True])
def test_a_failure_is_a_sentence_with_its_status(error: Exception, status: int, told: str, stream: bool) -> None:
    client = client_of(Replying(error))
    for failed in (
        client.post("/v1/ask", json={"question": "Who?"}),
        completed(client, "Who?", stream=stream),
    ):
        assert (failed.status_code, failed.json()["error"]["type"]) == (status, "server_error")
        assert failed.json()["error"]["message"].startswith(told)
        assert "secret detail" not in failed.text


def test_a_completion_has_the_answer_and_its_quotations() -> None:
    completion = completed(client_of(Replying(answered("When?"))), "When?").json()
    assert (completion["object"], completion["model"]) == ("chat.completion", "footnote")
    (choice,) = completion["choices"]
    assert choice["finish_reason"] == "stop"
    assert choice["message"]["content"] == (
        "The dam was built in 1911. [1]\n\n"
        "[1] “The dam was built in 1911.” (The <i>dam</i>, dams/a b.txt, characters 0–26)"
    )
    assert completion["footnote"] == json.loads(json.dumps(answered("When?").to_dict()))


@pytest.mark.parametrize(
    "reply", [answered("When?"), uncertain("When?"), declined("When?")], ids=lambda reply: reply.status
)
def test_a_streamed_completion_says_the_same(reply: Answer) -> None:
    client = client_of(Replying(reply))
    whole = completed(client, "When?").json()
    streamed = completed(client, "When?", stream=True)
    assert streamed.headers["content-type"].startswith("text/event-stream")
    *events, done = [line.removeprefix("data: ") for line in streamed.text.split("\n\n") if line]
    chunks = [json.loads(event) for event in events]
    assert done == "[DONE]"
    assert len({chunk["id"] for chunk in chunks}) == 1
    deltas = [chunk["choices"][0]["delta"] for chunk in chunks]
    assert deltas[0] == {"role": "assistant", "content": ""}
    assert "".join(delta.get("content", "") for delta in deltas) == whole["choices"][0]["message"]["content"]
    assert [chunk["choices"][0]["finish_reason"] for chunk in chunks] == [None] * (len(chunks) - 1) + ["stop"]
    assert chunks[-1]["footnote"] == whole["footnote"]


WRITTEN = Written("m", True, tokens_in=120, tokens_out=30)


@pytest.mark.parametrize(("written", "tokens"), [(None, (0, 0, 0)), (WRITTEN, (120, 30, 150))])
def test_the_tokens_of_a_model_are_told(written: Written | None, tokens: tuple[int, int, int]) -> None:
    usage = dict(zip(("prompt_tokens", "completion_tokens", "total_tokens"), tokens))
    client = client_of(Replying(answered("When?", written=written)))
    assert completed(client, "When?").json()["usage"] == usage
    told = completed(client, "When?", stream=True, stream_options={"include_usage": True}).text.strip().split("\n\n")
    *before, last = [json.loads(line.removeprefix("data: ")) for line in told[:-1]]
    assert (last["choices"], last["usage"]) == ([], usage)
    assert [chunk["usage"] for chunk in before] == [None] * len(before)
    assert "usage" not in completed(client, "When?", stream=True).text


@pytest.mark.parametrize(
    ("asked", "status", "param", "code"),
    [
        ({"model": "gpt", "messages": messages("?")}, 404, "model", "model_not_found"),
        ({"model": "footnote", "messages": []}, 400, "messages", None),
        ({"model": "footnote", "messages": [{"content": "?"}]}, 400, "messages.0.role", None),
    ],
)
def test_a_refusal_names_the_field(
    asked: dict[str, Any], status: int, param: str, code: str | None, client: TestClient
) -> None:
    refused = client.post("/v1/chat/completions", json=asked)
    error = refused.json()["error"]
    assert (refused.status_code, error["param"], error["code"]) == (status, param, code)


def test_a_stream_that_breaks_off_says_why() -> None:
    class Breaking(Replying):
        def stream(self, question: str, as_typed: bool = False) -> Iterator[SentenceReady | Finished]:
            yield next(super().stream(question))
            raise StoreError("The store is gone.", "Run: footnote index")

    *_, error, done = completed(client_of(Breaking(answered("When?"))), "When?", stream=True).text.strip().split("\n\n")
    assert json.loads(error.removeprefix("data: "))["error"]["message"] == "The store is gone. Run: footnote index"
    assert done == "data: [DONE]"


@pytest.mark.parametrize("stream", [False, True])
def test_a_check_may_come_claim_by_claim(stream: bool) -> None:
    claim = CheckedClaim("It holds 3 boats.", 0, 17, "not found", 0.7)
    whole = Checked(claim.text, (claim,))

    class Checking(Replying):
        def check(self, text: str, **options: Any) -> Checked:
            return whole

        def check_stream(self, text: str, **options: Any) -> Iterator[CheckedClaim | Checked]:
            yield from (claim, whole)

    given = client_of(Checking(answered("Who?"))).post("/v1/check", json={"text": claim.text, "stream": stream})
    if stream:
        *events, done = (event.removeprefix("data: ") for event in given.text.strip().split("\n\n"))
        assert done == "[DONE]"
        assert [json.loads(event) for event in events] == [{"claim": claim.to_dict()}, whole.to_dict()]
    else:
        assert given.json() == whole.to_dict()


def test_a_message_may_have_parts_and_the_model_is_told_nothing(client: TestClient) -> None:
    talk = [
        {"role": "system", "content": "You are a pirate."},
        {"role": "user", "content": [{"type": "text", "text": QUESTION}, {"type": "image_url", "image_url": {}}]},
    ]
    given = client.post("/v1/chat/completions", json={"model": "footnote", "messages": talk, "temperature": 2})
    assert given.json()["footnote"]["question"] == QUESTION


def test_the_routes_are_documented(client: TestClient) -> None:
    paths = client.get("/v1/openapi.json").json()["paths"]
    assert {"/ask", "/search", "/articles", "/check", "/chat/completions", "/models"} <= set(paths)


def test_what_is_documented_is_what_comes(client: TestClient) -> None:
    described = client.get("/v1/openapi.json").json()
    for path, operations in described["paths"].items():
        for operation in operations.values():
            assert {"200", "400", "413", "500", "503"} == set(operation["responses"]), path
    assert "422" not in json.dumps(described)
    assert "Validation" not in json.dumps(described)
    shape = described["components"]["schemas"]["Refused"]["properties"]
    assert set(shape) == set(client.post("/v1/ask", json={}).json()["error"])
