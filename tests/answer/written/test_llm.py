"""Models by name, and what is missing."""

from __future__ import annotations

import builtins
from pathlib import Path
from typing import Any

import pytest

from rag import Settings, UsageError
from rag.answer.written.llm import find_llm


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("gpt-5", "There is no model 'gpt-5'. Give one like openai:"),
        ("openai:", "There is no model 'openai:'."),
        ("mistral:large", "There is no model 'mistral:large'."),
        ("openai:gpt-5-mini", "The model 'openai:gpt-5-mini' needs a key. Set OPENAI_API_KEY."),
        ("anthropic:claude", "The model 'anthropic:claude' needs a key. Set ANTHROPIC_API_KEY."),
        ("http://127.0.0.1:8080/v1", "'http://127.0.0.1:8080/v1' does not say which model."),
        ("gguf:/no/such.gguf", "There is no file '/no/such.gguf'."),
    ],
)
def test_a_model_that_cannot_be_is_named(name: str, told: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for key in ("OPENAI_API_KEY", "ANTHROPIC_API_KEY"):
        monkeypatch.delenv(key, raising=False)
    with pytest.raises(UsageError) as error:
        find_llm(name, Settings.of())
    assert str(error.value).startswith(told)


@pytest.mark.parametrize(
    ("address", "set_for_it", "sent"),
    [
        ("http://127.0.0.1:8080/v1", None, "none"),
        ("http://127.0.0.1:8080/v1", "its-own", "its-own"),
        ("https://models.example/v1", None, "none"),
        ("https://api.openai.com/v1", None, "of-openai"),
        ("https://api.openai.com/v1", "its-own", "its-own"),
        ("http://api.openai.com/v1", None, "none"),  # anybody on the way could read it
        ("https://api.openai.com:8443/v1", None, "none"),
        ("https://api.openai.com@models.example/v1", None, "none"),
        ("https://api.openai.com.example/v1", None, "none"),
    ],
)
def test_a_key_is_sent_to_whom_it_belongs(
    address: str, set_for_it: str | None, sent: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "of-openai")
    found: Any = find_llm(f"{address}#model", Settings.of(llm_key=set_for_it))
    assert found._get_client().api_key == sent


def test_a_file_that_is_no_model_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.gguf").write_text("no model")
    with pytest.raises(UsageError, match="cannot be loaded"):
        find_llm(f"gguf:{tmp_path / 'a.gguf'}", Settings.of())


def test_integrations_are_imported_only_when_they_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    imported: list[str] = []
    real = builtins.__import__

    def watched(name: str, *args: Any, **kwargs: Any) -> Any:
        imported.append(name)
        return real(name, *args, **kwargs)

    monkeypatch.setattr(builtins, "__import__", watched)
    with pytest.raises(UsageError):
        find_llm("nothing:here", Settings.of())
    assert not [name for name in imported if name.startswith(("llama_index.llms", "xllamacpp"))]
