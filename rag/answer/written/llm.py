"""Which model writes: a llama-index LLM by its name."""

from __future__ import annotations

import os
import secrets
import weakref
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from rag.errors import UsageError
from rag.optional import need
from rag.plugins import maker
from rag.settings import Settings

if TYPE_CHECKING:
    from llama_index.core.llms import LLM

RETRIES = 2
"""Times that a refused request is sent again, by the provider's own client: it waits as it is told."""
_EXAMPLES = (
    "openai:gpt-5-mini, anthropic:claude-sonnet-4-5, ollama:qwen3:4b, http://host:port/v1#model or gguf:/model.gguf"
)
_KEYS = {"openai": "OPENAI_API_KEY", "anthropic": "ANTHROPIC_API_KEY"}
_OPENAI = "api.openai.com"


def find_llm(name: str, settings: Settings) -> LLM:
    """The model of a name; nothing is asked of it yet. Keys of providers come from their own variables, that of
    an address from the setting llm_key.

    Raises:
        UsageError: there is no such kind of model, its package or its key is missing, or its file.
    """
    kind, _, model = name.partition(":")
    if kind in ("http", "https"):
        return _server(name, settings)
    if kind == "gguf":
        return _in_process(Path(model).expanduser(), settings)
    make = maker("llms", kind) if model and kind not in _MAKERS else None
    if make:
        registered: LLM = make(model, settings)
        return registered
    if kind not in _MAKERS or not model:
        raise UsageError(f"There is no model {name!r}.", f"Give one like {_EXAMPLES}.")
    key = _KEYS.get(kind)
    if key and not os.environ.get(key):
        raise UsageError(f"The model {name!r} needs a key.", f"Set {key}.")
    made: LLM = _MAKERS[kind](model, settings)
    return made


def _openai(model: str, settings: Settings) -> Any:
    module = need("llama_index.llms.openai", "openai", "A model of OpenAI")
    return module.OpenAI(model=model, max_tokens=settings.llm_max_tokens, additional_kwargs=_USAGE, **_asked(settings))


def _anthropic(model: str, settings: Settings) -> Any:
    module = need("llama_index.llms.anthropic", "anthropic", "A model of Anthropic")
    return module.Anthropic(model=model, max_tokens=settings.llm_max_tokens, **_asked(settings))


def _ollama(model: str, settings: Settings) -> Any:
    module = need("llama_index.llms.ollama", "ollama", "A model of Ollama")
    return module.Ollama(
        model=model,
        temperature=0.0,
        request_timeout=settings.llm_timeout_s,
        context_window=settings.llm_context,
        additional_kwargs={"num_predict": settings.llm_max_tokens, "seed": SEED},
    )


_MAKERS: dict[str, Callable[[str, Settings], Any]] = {"openai": _openai, "anthropic": _anthropic, "ollama": _ollama}
"""How a model of each provider is made."""
SEED = 1
_USAGE = {"stream_options": {"include_usage": True}}


def _asked(settings: Settings) -> dict[str, Any]:
    return {"temperature": 0.0, "timeout": settings.llm_timeout_s, "max_retries": RETRIES}


def _server(name: str, settings: Settings, key: str | None = None) -> LLM:
    """A model behind an OpenAI-compatible address; it is sent no key but one that is meant for it."""
    address, _, model = name.partition("#")
    if not model:
        raise UsageError(f"{name!r} does not say which model.", "Add it behind a #: http://127.0.0.1:8080/v1#model")
    module = need("llama_index.llms.openai_like", "openai", "A model behind an address")
    client: LLM = module.OpenAILike(
        model=model,
        api_base=address,
        api_key=key or _key_for(address, settings) or "none",
        is_chat_model=True,
        context_window=settings.llm_context,
        max_tokens=settings.llm_max_tokens,
        additional_kwargs={"seed": SEED, **_USAGE},
        **_asked(settings),
    )
    return client


def _key_for(address: str, settings: Settings) -> str | None:
    """The key that belongs to an address: the one that was set for it, or OpenAI's own for OpenAI."""
    if settings.llm_key:
        return settings.llm_key.get_secret_value()
    place = urlsplit(address)
    is_openai = (place.scheme, place.hostname, place.port or 443) == ("https", _OPENAI, 443)
    return os.environ.get("OPENAI_API_KEY") if is_openai else None


def _in_process(file: Path, settings: Settings) -> LLM:
    """A model from a file, run by llama.cpp in this process; only this process has the key to it."""
    if not file.is_file():
        raise UsageError(f"There is no file {str(file)!r}.", "Give the path of a .gguf file: gguf:/path/to/model.gguf")
    xllamacpp = need("xllamacpp", "gguf", "A model from a file")
    key = secrets.token_hex(16)
    params = xllamacpp.CommonParams()
    params.model.path = str(file)
    params.hostnames, params.port, params.api_keys = ["127.0.0.1"], 0, [key]
    params.n_ctx, params.n_parallel, params.verbosity, params.ui = settings.llm_context, 1, -1, False
    try:
        server = xllamacpp.Server(params)
    except (RuntimeError, ValueError) as error:
        raise UsageError(f"{str(file)!r} cannot be loaded ({error}).", "Is it a whole .gguf file?") from error
    llm = _server(f"{server.listening_address}/v1#{file.stem}", settings, key)
    weakref.finalize(llm, _let_go, server)  # it lives as long as the model that asks it
    return llm


def _let_go(server: Any) -> None:
    """A server ends with the last that knows it."""
