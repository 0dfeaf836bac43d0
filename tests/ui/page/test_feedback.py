"""Votes are noted so that evaluation reads them."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from rag import Bot, UsageError
from tests.commands import Run
from ui.page import feedback
from ui.page.feedback import note

QUESTION = "How many models had been recognized by the end of 2023?"


def test_a_thumb_down_becomes_a_question_and_others_do_not(
    seed_bot: Bot, footnote: Run, seeds: Path, tmp_path: Path
) -> None:
    file = tmp_path / "new" / "votes.jsonl"
    answer = seed_bot.ask(QUESTION)
    note(file, "a", "down", answer, ["Who spoke?"])
    note(file, "a", "down", answer, ["Who spoke?"], reason="The year is wrong.")  # the same vote, with its reason
    note(file, "b", "up", seed_bot.ask("Who is Nong Duc Manh?"), [])
    note(file, "c", "down", seed_bot.ask("Who is Tran Quoc Vuong?"), [])
    note(file, "c", "none", seed_bot.ask("Who is Tran Quoc Vuong?"), [])  # taken back
    ran = footnote("eval", "add", file, "--to", tmp_path / "mine.jsonl", "--corpus", seeds, "--json")
    (added,) = json.loads(ran.out)
    assert [turn["q"] for turn in added["turns"]] == ["Who spoke?", QUESTION]
    assert "reason: The year is wrong." in added["tags"]


def test_votes_lie_in_the_data_folder_by_corpus(home: Path) -> None:
    here, there = (feedback.feedback_path(Path(folder) / "news") for folder in ("/here", "/there"))
    assert re.fullmatch(r"news-[0-9a-f]{8}\.jsonl", here.name)
    assert home in here.parents
    assert here != there  # two folders of one name
    assert here == feedback.feedback_path(Path("/there/../here/news"))


def test_a_vote_that_cannot_be_noted_says_so(seed_bot: Bot, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(UsageError, match="The vote could not be noted"):
        note(tmp_path / "file" / "votes.jsonl", "a", "up", seed_bot.ask(QUESTION), [])


def test_votes_do_not_fill_the_disk(seed_bot: Bot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file, answer = tmp_path / "votes.jsonl", seed_bot.ask(QUESTION)
    note(file, "a", "up", answer, [])
    size = file.stat().st_size
    monkeypatch.setattr(feedback, "_MOST_MB", 1.5 * size / 1e6)
    with pytest.raises(UsageError, match=r"The votes in .* have reached .* MB\. Move the file away\."):
        note(file, "b", "up", answer, [])
    assert file.stat().st_size == size
