"""One name for one thing: no two public types of the core have the same name."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from tests.conftest import REPOSITORY


def types(file: Path) -> Iterator[str]:
    """The public types that a module defines: its classes, and the names that it gives to types."""
    for node in ast.parse(file.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.ClassDef):
            yield node.name
        elif isinstance(node, ast.Assign) and isinstance(node.value, ast.Subscript | ast.BinOp):
            yield from (name.id for name in node.targets if isinstance(name, ast.Name) and not name.id.isupper())


def test_no_public_type_name_twice() -> None:
    homes = defaultdict(list)
    for file in sorted((REPOSITORY / "rag").rglob("*.py")):
        for name in types(file):
            if name[0].isupper():
                homes[name].append(str(file.relative_to(REPOSITORY)))
    assert {name: files for name, files in homes.items() if len(files) > 1} == {}
