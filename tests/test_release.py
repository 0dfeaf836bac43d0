"""A release: what stands against it, and what it changes."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import REPOSITORY
from tests.release import CHANGES, NOT_RELEASED, STORE, VERSION, RefusedError, git, release, stated

CHANGELOG = "# Changes\n\n## Not released yet\n\n- A thing is new.\n\n## 0.1.0\n\n- The first.\n"


def write(root: Path, changelog: str = CHANGELOG, schema: str = "3") -> None:
    """The files that a release reads, committed."""
    written = {
        CHANGES: changelog,
        VERSION: '"""The version."""\n\n__version__ = "0.1.0"\n',
        STORE: f'SCHEMA = "{schema}"\n',
    }
    for file, text in written.items():
        (root / file).parent.mkdir(parents=True, exist_ok=True)
        (root / file).write_text(text, encoding="utf-8")
    git(root, "add", ".")
    git(root, "commit", "--quiet", "--allow-empty", "--message", "Work")


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository of 0.1.0, of whose person git knows no more than the name."""
    for role in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{role}_NAME", "Ann")
        monkeypatch.setenv(f"GIT_{role}_EMAIL", "ann@example.org")
    root = tmp_path / "repository"
    root.mkdir()
    git(root, "init", "--quiet")
    write(root)
    git(root, "tag", "v0.1.0")
    return root


def no_build(root: Path) -> None:
    pass


def state(root: Path) -> tuple[str, ...]:
    return git(root, "rev-parse", "HEAD"), git(root, "status", "--porcelain"), git(root, "tag")


def test_a_release_is_a_commit_and_a_tag_of_what_was_built(repository: Path) -> None:
    built: list[str] = []
    assert release(repository, "0.1.1", lambda root: built.append((root / VERSION).read_text())) == "v0.1.1"
    assert (
        built
        == ['"""The version."""\n\n__version__ = "0.1.1"\n']
        == [git(repository, "show", f"v0.1.1:{VERSION}") + "\n"]
    )
    told = "# Changes\n\n## Not released yet\n\n## 0.1.1\n\n- A thing is new.\n\n## 0.1.0\n\n- The first.\n"
    assert (repository / CHANGES).read_text() == told
    head, changed, tags = state(repository)
    assert git(repository, "rev-parse", "v0.1.1^{commit}") == head
    assert (changed, tags) == ("", "v0.1.0\nv0.1.1")


@pytest.mark.parametrize(
    ("prepare", "number", "told"),
    [
        (lambda root: (root / "notes.txt").write_text("?"), "0.1.1", "not committed"),
        (lambda root: git(root, "tag", "v0.1.1"), "0.1.1", "is there already"),
        (lambda root: write(root, CHANGELOG.replace("- A thing is new.\n\n", "")), "0.1.1", "tells nothing"),
        (lambda root: write(root, "# Changes\n"), "0.1.1", "tells nothing"),
        (lambda root: write(root, schema="4"), "0.1.1", "takes another minor version"),
        (no_build, "0.0.9", "does not come after 0.1.0"),
        (no_build, "0.1.0rc1", "does not come after 0.1.0"),
        (no_build, "0.2", "is no version"),
        (no_build, "v0.2.0", "is no version"),
        (no_build, "next", "is no version"),
    ],
)
def test_what_stands_against_a_release(
    prepare: Callable[[Path], object], number: str, told: str, repository: Path
) -> None:
    prepare(repository)
    before = state(repository)
    with pytest.raises(RefusedError, match=told):
        release(repository, number, no_build)
    assert state(repository) == before


def test_a_store_laid_out_anew_is_a_minor_version(repository: Path) -> None:
    write(repository, schema="4")
    assert release(repository, "0.2.0", no_build) == "v0.2.0"


def test_after_a_build_that_failed_all_is_as_before(repository: Path) -> None:
    def fail(root: Path) -> None:
        raise subprocess.CalledProcessError(1, ["build"])

    before = state(repository)
    with pytest.raises(subprocess.CalledProcessError):
        release(repository, "0.2.0", fail)
    assert state(repository) == before


def test_what_a_release_reads_is_where_it_looks() -> None:
    assert NOT_RELEASED in (REPOSITORY / CHANGES).read_text(encoding="utf-8")
    for file, name in ((VERSION, "__version__"), (STORE, "SCHEMA")):
        assert stated((REPOSITORY / file).read_text(encoding="utf-8"), name)
