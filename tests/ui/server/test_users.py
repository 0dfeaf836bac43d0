"""Users with roles: the file, what each may do behind the guard, what is noted, and how much each may ask."""

from __future__ import annotations

import base64
import json
import stat
from pathlib import Path
from types import SimpleNamespace

import pytest
from pydantic import SecretStr
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.testclient import TestClient

from rag import UsageError
from tests.commands import Run
from ui.server.allowance import Allowance
from ui.server.audit import audit, audit_to, stop
from ui.server.guard import Guard
from ui.server.users import User, Users, user_of

WORDS = {"ann": "reading is fun", "bob": "adding: too", "eve": "may do it all"}
ROLES = {"ann": "read", "bob": "add", "eve": "admin"}


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("users") / "users.json"
    for name, password in WORDS.items():
        Users(path).add(name, ROLES[name], password)  # type: ignore[arg-type]
    return path


async def who(request: Request) -> Response:
    return PlainTextResponse(user_of(request).name)


def guarded(users: Users, allowance: Allowance | None = None) -> TestClient:
    app = Starlette(routes=[Route("/{path:path}", who, methods=["GET", "POST"])])
    guard = Guard(app, SecretStr("no longer used"), users=users, allowance=allowance)
    return TestClient(guard, "http://127.0.0.1:7860", follow_redirects=False)


def basic(name: str) -> dict[str, str]:
    return {"authorization": "Basic " + base64.b64encode(f"{name}:{WORDS[name]}".encode()).decode()}


def test_the_file_tells_no_password_and_is_its_owners(file: Path) -> None:
    assert not any(word in file.read_text() for word in WORDS.values())
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [(one.name, one.role) for one in Users(file).all()] == list(ROLES.items())


def test_a_user_is_known_by_name_and_password_together(file: Path) -> None:
    users = Users(file)
    for _ in range(2):  # the second time it is remembered
        assert users.known("bob", b"adding: too") == users.named("bob")
    assert users.known("bob", b"reading is fun") is None
    assert users.known("nobody", b"adding: too") is None


@pytest.mark.parametrize(
    ("name", "password", "told"),
    [
        ("a:b", "long enough", "'a:b' can be no user's name."),
        ("", "long enough", "'' can be no user's name."),
        ("ann", "short", "The password is too short."),
    ],
)
def test_what_can_be_no_user_is_told(tmp_path: Path, name: str, password: str, told: str) -> None:
    with pytest.raises(UsageError) as error:
        Users(tmp_path / "users.json").add(name, "read", password)
    assert str(error.value).startswith(told)


@pytest.mark.parametrize(
    ("method", "path", "lets_in"),
    [
        ("POST", "/v1/ask", ["ann", "bob", "eve"]),
        ("POST", "/gradio_api/upload", ["bob", "eve"]),
        ("GET", "/metrics", ["eve"]),
    ],
)
def test_a_role_tells_what_is_let_through(file: Path, method: str, path: str, lets_in: list[str]) -> None:
    visitor = guarded(Users(file))
    statuses = {name: visitor.request(method, path, headers=basic(name)).status_code for name in ROLES}
    assert statuses == {name: 200 if name in lets_in else 403 for name in ROLES}


def test_a_program_sends_name_and_password_as_its_key(file: Path) -> None:
    asked = guarded(Users(file)).post("/v1/ask", headers={"authorization": f"Bearer bob:{WORDS['bob']}"})
    assert (asked.status_code, asked.text) == (200, "bob")


def test_who_enters_the_page_stays_known_until_the_user_is_removed(file: Path, tmp_path: Path) -> None:
    own = tmp_path / "users.json"
    own.write_bytes(file.read_bytes())
    visitor = guarded(Users(own))
    page = visitor.get("/", headers={"accept": "text/html"})
    assert page.status_code == 401
    assert 'name="username"' in page.text
    entered = visitor.post("/", data={"username": "ann", "password": WORDS["ann"]}, headers={"accept": "text/html"})
    assert entered.status_code == 303
    assert visitor.get("/anything").text == "ann"
    Users(own).remove("ann")
    assert visitor.get("/anything").status_code == 401


def test_the_one_password_opens_nothing_where_there_are_users(file: Path) -> None:
    assert guarded(Users(file)).get("/v1/ask", headers={"authorization": "Bearer no longer used"}).status_code == 401


def test_each_user_may_ask_so_much_a_minute(file: Path) -> None:
    visitor = guarded(Users(file), Allowance(2))
    statuses = [visitor.post("/v1/ask", headers=basic("ann")).status_code for _ in range(3)]
    assert statuses == [200, 200, 429]
    assert visitor.post("/v1/ask", headers=basic("bob")).status_code == 200


def test_the_log_tells_who_did_what_and_not_what_was_asked(tmp_path: Path) -> None:
    for wanted in (False, True):
        log = tmp_path / f"{wanted}.jsonl"
        handler = audit_to(log, questions=wanted)
        audit(User("ann", "add"), "ask", asked="Who is ill?")
        audit(User("ann", "add"), "remove", "a.txt")
        stop(handler)
        lines = [json.loads(line) for line in log.read_text().splitlines()]
        assert [(one["user"], one["did"], one.get("about")) for one in lines] == [
            ("ann", "ask", None),
            ("ann", "remove", "a.txt"),
        ]
        assert [one.get("question") for one in lines] == ["Who is ill?" if wanted else None, None]


def test_who_cannot_be_told_may_only_read() -> None:
    assert user_of(SimpleNamespace(request=None)).role == "read"


def test_users_are_kept_by_the_command(footnote: Run, tmp_path: Path) -> None:
    file = tmp_path / "users.json"
    wrong = footnote("users", "add", "ann", "--role", "boss", "--file", file)
    assert wrong.status == 2
    assert "There is no role 'boss'. Choose one: read, add, admin." in wrong.err
    Users(file).add("ann", "add", "long enough")
    assert footnote("users", "list", "--file", file).out == "ann  add\n"
    assert footnote("users", "remove", "ann", "--file", file).status == 0
    assert Users(file).all() == []
