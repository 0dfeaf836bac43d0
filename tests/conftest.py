"""What every test starts from: no network but this machine's, a home of its own, no settings of the developer's."""

from __future__ import annotations

import ctypes
import os
import shutil
import signal
import tempfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from filelock import FileLock
from hypothesis.configuration import set_hypothesis_home_dir

from tests.closed import sitecustomize
from tests.commands import Ran, Run
from tests.fakes import FakeEncoder, write

if TYPE_CHECKING:
    from rag import Bot

REPOSITORY = Path(__file__).parent.parent
SEEDS = REPOSITORY / "seeds"
MakeCorpus = Callable[..., Path]


def pytest_configure(config: pytest.Config) -> None:
    """Forgets the developer's settings, and gives all tests and workers one cache: the model is made ready once."""
    for name in [name for name in os.environ if name.startswith("FOOTNOTE_") or name == "PORT"]:
        del os.environ[name]
    if not hasattr(config, "workerinput"):
        os.environ["XDG_CACHE_HOME"] = tempfile.mkdtemp(prefix="footnote-test-cache-")
    os.environ["LC_ALL"] = "C.UTF-8"  # the shell tells errors in the language of its environment
    set_hypothesis_home_dir(os.environ["XDG_CACHE_HOME"])
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        # A shell has what it starts in the background ignore Ctrl-C, and so would the processes under test.
        signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_unconfigure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):
        shutil.rmtree(os.environ["XDG_CACHE_HOME"], ignore_errors=True)


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home and a working directory of the test's own, also for the processes that it starts."""
    place = tmp_path / "home"
    place.mkdir()
    for name, folder in {
        "HOME": "",
        "XDG_CONFIG_HOME": ".config",
        "XDG_DATA_HOME": ".local",
    }.items():
        monkeypatch.setenv(name, str(place / folder))
    work = tmp_path / "work"
    work.mkdir()
    monkeypatch.chdir(work)
    return place


@pytest.fixture(autouse=True)
def closed_network(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Fails a test that tries to leave this machine, itself or in a Python process that it starts.

    Gives the file in which refused attempts are written down.
    """
    record = tmp_path / "refused-connections"
    folder = str(Path(sitecustomize.__file__).parent)
    monkeypatch.setenv("REFUSED_CONNECTIONS", str(record))
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(filter(None, [folder, os.environ.get("PYTHONPATH")])))
    yield record
    if record.exists():
        pytest.fail(f"The network is closed in tests, but was tried:\n{record.read_text()}")


@pytest.fixture
def corpus(tmp_path: Path) -> MakeCorpus:
    """Makes a folder of articles: ``corpus({"a.txt": "Some text."})``."""

    def make(files: Mapping[str, str | bytes], name: str = "news") -> Path:
        folder = tmp_path / name
        folder.mkdir(exist_ok=True)
        return write(folder, files)

    return make


@pytest.fixture
def encoder() -> FakeEncoder:
    return FakeEncoder()


@pytest.fixture(scope="session")
def seeds() -> Path:
    """The five articles that come with Footnote."""
    return SEEDS


@pytest.fixture(scope="session")
def seed_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of the seeds, made once for all workers. Tests may not write to it."""
    from rag import Bot

    root = tmp_path_factory.getbasetemp()
    root = root.parent if "PYTEST_XDIST_WORKER" in os.environ else root
    with FileLock(root / "seed-store.lock"):
        Bot.open(SEEDS, store=root / "seed-store")
    return root / "seed-store"


@pytest.fixture(scope="session")
def seed_bot(seed_store: Path) -> Bot:
    """A bot over the seeds, with the real store and model. Tests may not sync it."""
    from rag import Bot

    return Bot.open(SEEDS, store=seed_store)


@pytest.fixture
def footnote(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """``footnote("ask", "Who?")``: a command, run in this process but with nothing left open by the one before."""

    def run(*args: str | Path, **environment: str) -> Ran:
        from rag.index.chroma import forget_clients
        from ui.cli import main

        forget_clients()
        capfd.readouterr()
        with monkeypatch.context() as patched:
            patched.setattr("sys.argv", ["footnote", *map(str, args)])
            for name, value in environment.items():
                patched.setenv(name, value)
            with pytest.raises(SystemExit) as left:
                main()
        assert isinstance(left.value.code, int)
        return Ran(left.value.code, *capfd.readouterr())

    return run


@pytest.fixture
def unprivileged() -> Iterator[None]:
    """Has files' permissions hold for the length of a test, also where the tests run as root."""
    if os.geteuid() != 0:
        yield
        return
    # Linux, capset(2): without CAP_DAC_OVERRIDE and CAP_DAC_READ_SEARCH, root is a user like others.
    libc = ctypes.CDLL(None)
    header, rights = (ctypes.c_uint32 * 2)(0x20080522, 0), (ctypes.c_uint32 * 6)()
    libc.capget(header, rights)
    effective, rights[0] = rights[0], rights[0] & ~0b110
    libc.capset(header, rights)
    try:
        yield
    finally:
        rights[0] = effective
        libc.capset(header, rights)
