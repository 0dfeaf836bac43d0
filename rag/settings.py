"""Settings: built once at the edge, from arguments and FOOTNOTE_* variables, and passed down."""

from __future__ import annotations

import difflib
import ipaddress
import os
import re
from pathlib import Path
from typing import Any, Literal

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_core import PydanticCustomError
from pydantic_settings import BaseSettings, SettingsConfigDict

from rag.errors import UsageError

_PREFIX = "FOOTNOTE_"
_SECRET = ("store_token", "password", "llm_key")
_SHORTEST_PASSWORD = 8
_NAMED = re.compile(r"\w+:.+")
_EXAMPLE = "seeds" if Path(__file__).parents[1].joinpath("seeds").is_dir() else None
_RAY = re.compile(r"ray://([\w.-]+|\[[0-9a-fA-F:]+\]):\d{1,5}")

Caution = Literal["low", "normal", "high", "highest"]


class Settings(BaseSettings):
    """The settings, in Python by name and in the environment as ``FOOTNOTE_`` and the name.

    Raises:
        UsageError: from ``Settings.of``, for an unknown name or an impossible value.
    """

    model_config = SettingsConfigDict(env_prefix=_PREFIX, extra="forbid", frozen=True)

    corpus: str | None = Field(
        _EXAMPLE, description="the folder of articles; in a checkout, the example is the default"
    )
    store: str = Field(
        ".footnote", description="folder of the store, the address of a Chroma server, or a package's kind:place"
    )
    store_token: SecretStr | None = Field(
        None, description="token that the Chroma server asks for, or Chroma Cloud's API key"
    )
    store_tenant: str = Field("default_tenant", description="tenant on the Chroma server")
    store_database: str = Field("default_database", description="database on the Chroma server")
    password: SecretStr | None = Field(None, description="password of the chat page and of what programs may ask of it")
    users: str | None = Field(
        None, description="file of those who may come, each with a password and a role; kept with footnote users"
    )
    requests_per_minute: int | None = Field(
        None, ge=1, description="questions that one user, or one address without users, may ask the server in a minute"
    )
    audit: str | None = Field(None, description="file in which who did what is noted while the page is served")
    audit_questions: bool = Field(False, description="note there also what was asked on the page")
    trusted_proxy: str | None = Field(
        None, description="addresses, with commas, of the proxies in front of the page that say for whom they speak"
    )
    read_only: bool = Field(False, description="the chat page adds, removes and indexes nothing")
    otlp: str | None = Field(
        None, description="collector of OpenTelemetry that is sent how long each question took, as `http://host:4317`"
    )
    log: Literal["file", "json"] = Field(
        "file", description="where a server writes what happened: failures to a `file`, or `json` to standard error"
    )
    max_file_mb: float = Field(20.0, gt=0, description="larger files are skipped, in megabytes")
    max_drop_mb: float = Field(200.0, gt=0, description="files added on the page at once, together, in megabytes")
    max_unpacked_mb: float = Field(200.0, gt=0, description="files that unpack to more are skipped, in megabytes")
    max_pages: int = Field(3000, gt=0, description="PDFs with more pages are skipped")
    ocr: Literal["off", "rapidocr", "tesseract"] = Field(
        "off",
        description="what reads scanned PDFs and pictures; `rapidocr` (the extra ocr) loses letters of Vietnamese",
    )
    max_article_chars: int = Field(5_000_000, gt=0, description="longer articles are skipped, in characters")
    file_timeout_s: float = Field(60.0, gt=0, description="how long reading one file may take, in seconds")
    reader_memory_mb: int = Field(1000, ge=300, description="memory for reading files of strange formats, in megabytes")
    text_column: str | None = Field(None, description="column or key of a table that holds the articles' texts")
    title_column: str | None = Field(None, description="column or key of a table that holds their titles")
    date_column: str | None = Field(None, description="column or key of a table that holds their dates")
    url_column: str | None = Field(None, description="column or key of a table that holds their addresses")
    max_question_chars: int = Field(2000, gt=0, description="longer questions are refused, in characters")
    max_history: int = Field(100, ge=0, description="longer conversations before a question are refused, in messages")
    max_history_chars: int = Field(
        100_000, ge=0, description="and those with more text in them are refused too, in characters"
    )
    max_sentences: int = Field(3, ge=1, le=10, description="sentences quoted at most in an answer")
    passages: int = Field(5, ge=1, le=100, description="passages shown beside an answer")
    caution: Caution = Field(
        "normal", description="how sure an answer has to be; below, what comes closest is quoted as such"
    )
    reader: str = Field(
        "on",
        description="the model that reads question and passage together: `on`, `fast` (it reads less) or `off`; "
        "`onnx:` and a folder for another",
    )
    embed_model: str | None = Field(
        None, description="another embedding model: `onnx:` and a folder, or a name on the hub, which is fetched once"
    )
    threads: int | None = Field(None, ge=1, description="threads that embed; by default all cores")
    workers: str | None = Field(
        None, description="address of a Ray cluster that reads and embeds when articles are indexed, `ray://host:port`"
    )
    llm: str | None = Field(
        None, description="the model that writes answers, as `openai:name`, `http://host:port/v1#name` or `gguf:file`"
    )
    llm_key: SecretStr | None = Field(
        None, description="key that is sent to the address in llm; OPENAI_API_KEY is sent to OpenAI only"
    )
    llm_timeout_s: float = Field(60.0, gt=0, description="how long the model may take for an answer, in seconds")
    llm_max_tokens: int = Field(600, ge=16, description="how much the model may write, in tokens")
    llm_context: int = Field(8192, ge=512, description="the context of a model that does not tell it, in tokens")
    llm_cache: bool = Field(True, description="keep in the store what the model wrote, and do not ask it twice")
    lock_timeout_s: float = Field(
        10.0, ge=0, description="how long to wait for another process that writes, in seconds"
    )

    @classmethod
    def of(cls, **values: Any) -> Settings:
        """Settings from the environment and these values, which come first; None means not given."""
        _refuse_strangers([name.upper() for name in values], "setting")
        _refuse_strangers([key[len(_PREFIX) :] for key in os.environ if key.startswith(_PREFIX)], "variable " + _PREFIX)
        try:
            return cls(**{name: value for name, value in values.items() if value is not None})
        except ValidationError as error:
            first = error.errors()[0]
            name = ".".join(str(part) for part in first["loc"])
            given = "what was given" if name in _SECRET else repr(first["input"])
            raise UsageError(f"The setting {name!r} cannot be {given}: {first['msg'].lower()}.", "Change it.") from None

    @property
    def folder(self) -> Path:
        """The folder of articles.

        Raises:
            UsageError: none was named, and this is no checkout.
        """
        if self.corpus is None:
            raise UsageError("No folder of articles was named.", "Name one: footnote chat FOLDER, or --corpus FOLDER.")
        return Path(self.corpus)

    @field_validator("password")
    @classmethod
    def _is_long_enough(cls, password: SecretStr | None) -> SecretStr | None:
        if password is not None and len(password) < _SHORTEST_PASSWORD:
            raise PydanticCustomError("short", f"it needs at least {_SHORTEST_PASSWORD} characters")
        return password

    @field_validator("trusted_proxy")
    @classmethod
    def _are_addresses(cls, addresses: str | None) -> str | None:
        for address in addresses.split(",") if addresses else ():
            try:
                ipaddress.ip_network(address.strip())
            except ValueError:
                raise PydanticCustomError("address", "it is not of the form 10.0.0.5 or 10.0.0.0/24") from None
        return addresses

    @field_validator("reader")
    @classmethod
    def _is_a_reader(cls, reader: str) -> str:
        if reader not in ("on", "fast", "off") and not _NAMED.fullmatch(reader):
            raise PydanticCustomError("reader", "it is not on, fast, off or onnx:<folder>")
        return reader

    @field_validator("workers")
    @classmethod
    def _is_of_ray(cls, address: str | None) -> str | None:
        if address is not None and not _RAY.fullmatch(address):
            raise PydanticCustomError("address", "it is not of the form ray://host:port")
        return address


def _refuse_strangers(names: list[str], what: str) -> None:
    known = {name.upper() for name in Settings.model_fields}
    for name in names:
        if name not in known:
            near = difflib.get_close_matches(name, sorted(known), n=1)
            hint = (
                f"Did you mean {near[0].lower() if what == 'setting' else _PREFIX + near[0]}?"
                if near
                else "See footnote --help."
            )
            shown = name.lower() if what == "setting" else name
            raise UsageError(f"There is no {what}{'' if what.endswith('_') else ' '}{shown}.", hint)
