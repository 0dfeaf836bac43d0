"""A model as judge: beside the scores, never in them."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import pytest

from eval.evaluation import SEEDS
from eval.judge import find_llm, judge
from eval.questions import load
from eval.run import run, texts
from eval.score import Scored, score
from rag import UsageError
from tests.eval.gold_bot import GoldBot


@dataclass
class Metadata:
    model_name: str = "scripted"


@dataclass
class ScriptedLLM:
    """Says the next reply each time, and keeps the prompts."""

    replies: list[str]
    prompts: list[str] = field(default_factory=list)
    metadata: Metadata = field(default_factory=Metadata)

    def complete(self, prompt: str) -> str:
        self.prompts.append(prompt)
        return self.replies[(len(self.prompts) - 1) % len(self.replies)]


def scripted() -> ScriptedLLM:
    return ScriptedLLM(["CORRECT"])


@pytest.fixture
def rows(seeds: Path) -> list[Scored]:
    questions = [question for question in load(SEEDS) if len(question.turns) == 1][:12]
    bot = GoldBot(questions, seeds)
    asked = run(bot, questions)
    return score(asked, questions, texts(bot, asked, seeds))


def test_agreement_and_failures(rows: list[Scored]) -> None:
    """All lexical verdicts are correct; of every three replies one agrees, one does not, one is none."""
    answered = sum(row.gold.answerable for row in rows)
    llm = ScriptedLLM(["I think it is partly so, no: Correct.", "WRONG", "I cannot say."])
    found = judge(rows, llm)  # type: ignore[arg-type]
    assert found["n"] == answered == len(llm.prompts)
    assert found["failures"] == answered // 3
    assert found["agreement"] == pytest.approx(0.5, abs=0.1)
    assert found["kappa"] == pytest.approx(0.0)
    assert not [prompt for prompt in llm.prompts if "seeds" in prompt]


def test_without_any_other_verdict_kappa_is_not_defined(rows: list[Scored]) -> None:
    assert judge(rows, scripted())["kappa"] is None  # type: ignore[arg-type]


def test_a_model_is_named_by_its_module() -> None:
    assert find_llm("tests.eval.test_judge:scripted").complete("") == "CORRECT"  # type: ignore[comparison-overlap]
    for name in ("nowhere:x", "json:nothing", "json", ""):
        with pytest.raises(UsageError):
            find_llm(name)
