"""The examples in the docstrings of the core are true."""

from __future__ import annotations

import doctest
from importlib import import_module

import pytest

from tests.conftest import REPOSITORY

MODULES = [
    ".".join(file.relative_to(REPOSITORY).with_suffix("").parts)
    for file in sorted((REPOSITORY / "rag").rglob("*.py"))
    if ">>> " in file.read_text("utf-8") and file.name != "__init__.py"
]


@pytest.mark.parametrize("name", MODULES)
def test_examples(name: str) -> None:
    result = doctest.testmod(import_module(name))
    assert result.attempted and not result.failed
