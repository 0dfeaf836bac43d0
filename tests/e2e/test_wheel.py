"""The wheel stands alone: built offline, installed elsewhere, asked from another folder."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

import rag
from tests.conftest import REPOSITORY, MakeCorpus

TEXT = "The ferry to Holm was built in 1931.\n\nIts captain is Ann Lee, who came from Tarn in 2019.\n"


def ran(*command: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([str(part) for part in command], capture_output=True, text=True)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built as the container builds it: from what its file copies, and nothing else."""
    folder, source = tmp_path_factory.mktemp("dist"), tmp_path_factory.mktemp("source")
    for line in re.findall("^COPY ([^-].*) .*$", (REPOSITORY / "Dockerfile").read_text(encoding="utf-8"), re.MULTILINE):
        for name in line.split():
            place = REPOSITORY / name
            if place.is_dir():
                shutil.copytree(place, source / name, ignore=shutil.ignore_patterns("__pycache__"))
            else:
                shutil.copy(place, source)
    built = subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)],
        cwd=source, capture_output=True, text=True,
    )  # fmt: skip
    assert built.returncode == 0, built.stderr
    (made,) = folder.glob("*.whl")
    return made


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of commands of an environment with the wheel, and with the packages of this one beside it."""
    place = tmp_path_factory.mktemp("environment")
    venv.create(place, with_pip=False)
    python = place / "bin" / "python"
    site = sysconfig.get_path("purelib", vars={"base": str(place), "platbase": str(place)})
    here = "\n".join(dict.fromkeys(sysconfig.get_path(kind) for kind in ("purelib", "platlib")))
    Path(site, "beside.pth").write_text(here + "\n")
    done = ran(sys.executable, "-m", "pip", "--python", python, "install", "-qq", "--no-deps", "--no-index",
               "--no-compile", "--force-reinstall", "--disable-pip-version-check", wheel)  # fmt: skip
    assert done.returncode == 0, done.stderr
    return python.parent


def test_everything_that_is_kept_of_it_is_inside(wheel: Path) -> None:
    tracked = subprocess.run(
        ["git", "ls-files", "rag", "ui", "eval"], cwd=REPOSITORY, capture_output=True, text=True, check=True
    ).stdout.split("\n")
    with zipfile.ZipFile(wheel) as packed:
        names = set(packed.namelist())
        metadata = packed.read(f"footnote_qa-{rag.__version__}.dist-info/METADATA").decode()
    assert [name for name in tracked if name and name not in names and (REPOSITORY / name).exists()] == []
    assert {"rag/py.typed", "rag/answer/reader/reader.safetensors"} <= names
    assert not [name for name in names if name.startswith(("tests/", "docs/", "seeds/"))]
    assert f"Version: {rag.__version__}\n" in metadata and "Provides-Extra: eval\n" in metadata


@pytest.mark.slow
def test_it_answers_from_another_folder(installed: Path, corpus: MakeCorpus, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("VIRTUAL_ENV", raising=False)
    where = ran(installed / "python", "-c", "import rag, ui; print(rag.__file__, ui.__path__)").stdout
    assert str(REPOSITORY) not in where and str(installed.parent) in where

    folder = corpus({"ferry.txt": TEXT}, "harbour")
    assert Path.cwd() not in folder.parents and os.listdir() == []
    answer = ran(installed / "footnote", "ask", "--corpus", folder, "When was the ferry built?")
    assert answer.returncode == 0 and "1931" in answer.stdout, answer.stderr
    assert ran(installed / "footnote", "index", folder).stdout == "1 article in the store, 1 unchanged.\n"


@pytest.mark.slow
def test_it_has_no_articles_of_its_own(installed: Path) -> None:
    refused = ran(installed / "footnote", "ask", "When?")
    told = "No folder of articles was named. Name one: footnote chat FOLDER, or --corpus FOLDER."
    assert (refused.returncode, refused.stderr) == (2, f"footnote: {told}\n")
