"""The place where a text is checked: what it shows, reads and gives away."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from starlette.exceptions import HTTPException

from rag import Bot, Checked, CheckedClaim
from tests.ui.page.test_message import HOSTILE, Collected
from ui.page import marked_draft
from ui.page.checking import CheckRoom, form
from ui.text import LANGUAGES, Speech, catalogue

ARTICLE = "The Lantern Bridge was built in 1931 by the engineer Marta Holm. It carries about 4,200 bicycles a day.\n"
DRAFT = "The Lantern Bridge was built in 1941 by the engineer Marta Holm. The mayor sings in a choir."


@pytest.fixture(scope="module")
def bot(tmp_path_factory: pytest.TempPathFactory) -> Bot:
    place = tmp_path_factory.mktemp("room")
    (place / "articles").mkdir()
    (place / "articles" / "bridge.txt").write_text(ARTICLE, encoding="utf-8")
    return Bot.open(place / "articles", store=place / "store")


def given(text: str, name: str = "") -> Any:
    return type("Given", (), {"text": text, "name": name})()


def last(steps: Iterator[str]) -> str:
    *_, html = steps
    return html


def test_a_draft_is_shown_with_its_claims_marked(bot: Bot) -> None:
    html = last(CheckRoom(bot).check([], None, given(DRAFT)))  # type: ignore[arg-type]
    assert re.findall(r'class="fn-claim (fn-[a-z-]+)', html) == ["fn-contradicted", "fn-not-found"]
    assert "1941" in html and "1931" in html and 'href="#q=bridge.txt:' in html
    assert re.sub(r"[✓✗~?]|contradicted: |not found: ", "", Collected(html[html.index('<div class="fn-draft"') : html.index("<h3")]).text) == DRAFT  # fmt: skip


@pytest.mark.parametrize("draft", ["", "   \n", "x" * 200_000])
def test_what_cannot_be_checked_is_refused_in_a_sentence(bot: Bot, draft: str) -> None:
    html = last(CheckRoom(bot).check([], None, given(draft)))  # type: ignore[arg-type]
    assert html.startswith('<p class="fn-notice">')


def test_nothing_in_a_draft_runs() -> None:
    claim = CheckedClaim(HOSTILE, 0, len(HOSTILE), "not found", why=HOSTILE)
    shown = (
        marked_draft.whole(Checked(HOSTILE, (claim,)), Speech()),
        marked_draft.so_far(HOSTILE, [claim], Speech("vi")),
    )
    for html in shown:
        assert not {"script", "img"} & set(Collected(html).tags)


@pytest.mark.parametrize("kind", ["md", "html", "json", "docx"])
def test_a_checked_draft_can_be_taken_along(bot: Bot, kind: str) -> None:
    room = CheckRoom(bot)
    data = base64.b64decode(room.export({"text": DRAFT, "kind": kind}))
    assert data.startswith(b"PK") if kind == "docx" else b"1941" in data


def test_a_file_is_read_or_refused(bot: Bot) -> None:
    room = CheckRoom(bot)

    def read(name: str, data: bytes) -> dict[str, str]:
        found: dict[str, str] = json.loads(room.read({"name": name, "data": base64.b64encode(data).decode()}))
        return found

    assert read("draft.md", b"# A draft") == {"text": "# A draft"}
    assert read("../../draft.md", b"# A draft") == {"text": "# A draft"}
    refused = read("draft.docx", b"no Word file")["refused"]
    assert "draft.docx" in refused and "/tmp" not in refused
    assert "refused" in json.loads(room.read({"name": "draft.md", "data": "*"}))


def test_no_other_kind_of_file_is_made(bot: Bot) -> None:
    with pytest.raises(HTTPException, match="no export called"):
        CheckRoom(bot).export({"text": DRAFT, "kind": "exe"})


@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_all_that_is_said_is_in_the_catalogue(language: str) -> None:
    said = [*marked_draft._VERDICTS.values(), *marked_draft._STATES.values(), *marked_draft._KINDS.values()]
    assert not set(said) - set(catalogue(language))
    assert catalogue(language)["Check"] in form(Speech(language))
