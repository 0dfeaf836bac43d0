"""Compiled patterns are kept between starts, and nothing but patterns is read."""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from pathlib import Path

import pytest
import regex

from rag.language import compiled as module
from rag.language.compiled import compiled


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    file = tmp_path / "cache" / f"patterns-{module.__version__}-x.pickle"
    monkeypatch.setattr(module, "_file", lambda: file)
    module._kept.cache_clear()
    yield file
    module._kept.cache_clear()


def test_a_pattern_is_had_back_as_it_was(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = compiled(r"(?i)\b(?P<what>à+)\b")
    module._write()
    module._kept.cache_clear()
    monkeypatch.setattr(regex, "compile", None)  # it is not compiled again
    had = compiled(made.pattern)
    hit = had.search("b ÀÀ b")
    assert hit is not None
    assert (hit["what"], had.flags, had.groupindex) == ("ÀÀ", made.flags, made.groupindex)


def test_those_of_an_earlier_version_are_removed(file: Path) -> None:
    file.parent.mkdir()
    old, other = file.with_name("patterns-0.0.1-x.pickle"), file.with_name("e5.graph")
    old.touch()
    other.touch()
    compiled("a")
    module._write()
    assert {one.name for one in file.parent.iterdir()} == {file.name, other.name}


class _Dangerous:
    def __reduce__(self) -> tuple[object, tuple[str]]:
        return Path.mkdir, ("somewhere",)


@pytest.mark.parametrize("content", [b"", b"no pickle", pickle.dumps({"a": _Dangerous()}), None])
def test_what_cannot_be_read_is_made_anew(file: Path, content: bytes | None) -> None:
    file.parent.mkdir()
    if content is None:
        file.mkdir()  # nor can it be written
    else:
        file.write_bytes(content)
    assert compiled("a+").fullmatch("aaa")
    module._write()
    assert {one.name for one in file.parent.iterdir()} >= {file.name}
