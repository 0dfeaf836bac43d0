"""The digest of the rules: what changes it, and what does not."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import rag
from rag.corpus import rules
from rag.corpus.rules import libraries, rules_in, version_of

ROOT = Path(rag.__file__).parent


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """A copy of our package, to be changed."""
    return Path(shutil.copytree(ROOT, tmp_path / "rag", ignore=shutil.ignore_patterns("__pycache__")))


def edit(file: Path, old: str, new: str) -> None:
    text = file.read_text()
    assert text.count(old) == 1
    file.write_text(text.replace(old, new))


def test_a_copy_has_the_same_rules(copied: Path) -> None:
    assert rules_in(copied) == rules_in(ROOT) == rules.rules()


@pytest.mark.parametrize(
    ("file", "old", "new", "changes"),
    [
        ("corpus/segments.py", "MAX_SENTENCE = 700\n", "MAX_SENTENCE = 600\n", True),
        ("corpus/passages.py", "MAX_PASSAGE = 1000\n", "MAX_PASSAGE = (1000)  # as before\n", False),
        ("corpus/passages.py", '"""Passages (', '"""Parts (', False),
        ("corpus/passages.py", '    """Packs sentences', '    """\n    Puts sentences', False),
        ("corpus/sentences.py", "_MOST_ITEMS = 20", "_MOST_ITEMS = 21", True),
        ("corpus/metadata.py", "MAX_TITLE = 90", "MAX_TITLE = 91", True),
        ("language/words.py", 'plain.replace("đ", "d")', 'plain.replace("đ", "t")', True),
        ("corpus/readers/web.py", "include_comments=False", "include_comments=True", True),
        ("errors.py", "Something failed", "Nothing failed", False),
        ("answer/question/overview.py", "from __future__", "import os\nfrom __future__", False),
    ],
)  # fmt: skip
def test_a_rule_changes_the_digest_and_a_comment_does_not(
    file: str, old: str, new: str, changes: bool, copied: Path
) -> None:
    edit(copied / file, old, new)
    assert (rules_in(copied) != rules_in(ROOT)) is changes


@pytest.mark.parametrize("name", ["corpus/new.py", "corpus/readers/data.json"])
def test_a_new_file_of_the_package_is_a_rule(name: str, copied: Path) -> None:
    (copied / name).write_text("1")
    assert rules_in(copied) != rules_in(ROOT)


def test_what_is_imported_is_a_rule_wherever_it_lies(copied: Path) -> None:
    (copied / "elsewhere").mkdir()
    (copied / "elsewhere" / "__init__.py").write_text("")
    (copied / "elsewhere" / "one.py").write_text("FIGURE = 1\n")
    (copied / "corpus" / "new.py").write_text("def late():\n    from rag.elsewhere import one\n    return one\n")
    before = rules_in(copied)
    (copied / "elsewhere" / "one.py").write_text("FIGURE = 2\n")
    assert rules_in(copied) != before


def test_another_version_of_a_library_is_another_rule(monkeypatch: pytest.MonkeyPatch) -> None:
    before = rules_in(ROOT)
    monkeypatch.setattr(rules, "version_of", lambda library: "9" if library == "sentencex" else version_of(library))
    assert rules_in(ROOT) != before


def test_every_library_has_a_version() -> None:
    used = libraries(file.read_bytes() for file in (ROOT / "corpus").rglob("*.py"))
    assert {"sentencex", "trafilatura", "pypdfium2", "regex"} <= set(used)
    assert all(version_of(library)[0].isdigit() for library in used)


def test_the_quick_digest_changes_with_every_edit_and_is_the_same_in_every_process(copied: Path) -> None:
    def told() -> list[str]:
        code = "from rag.corpus.rules import rules, sources; print(sources(), rules())"
        run = [sys.executable, "-P", "-c", code] if sys.version_info >= (3, 11) else [sys.executable, "-c", code]
        return subprocess.run(
            run, cwd=copied.parent, env={"PYTHONPATH": str(copied.parent)}, capture_output=True, text=True, check=True
        ).stdout.split()

    first = told()
    assert told() == first
    assert first == [rules.sources(), rules.rules()]
    edit(copied / "corpus" / "passages.py", "MAX_PASSAGE = 1000\n", "MAX_PASSAGE = 1000  # characters\n")
    quick, thorough = told()
    assert quick != first[0]
    assert thorough == first[1]
