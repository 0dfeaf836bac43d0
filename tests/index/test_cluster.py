"""Workers that read and embed elsewhere: the same store as without them, and what is told when they fail."""

from __future__ import annotations

import pickle
import socket
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import TimeoutError
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from rag import Bot, FootnoteError, Settings, UsageError
from rag.corpus.reading import limits
from rag.index import cluster
from rag.index.cluster import Cluster
from rag.index.workers import Begun, in_order
from rag.llama_index.embedding import FootnoteEmbedding
from tests.conftest import MakeCorpus
from tests.fakes import FakeEncoder
from tests.index.conftest import OpenPlace, Place, contents

AGAIN = "What was indexed is kept: see that the cluster runs, then run the same command again."
SAME = "Install the same version of Footnote on every machine of the cluster, and the same packages."


@pytest.mark.parametrize(
    ("ahead", "most", "in_advance"),
    # what is begun keeps 10 bytes
    [(0, 99, 0), (1, 99, 1), (3, 99, 3), (99, 99, 9), (3, 30, 3), (3, 29, 2), (3, 5, 0)],
)
def test_results_come_in_order_and_so_much_is_begun_in_advance(ahead: int, most: int, in_advance: int) -> None:
    begun: list[int] = []

    def task(number: int) -> Begun[int]:
        begun.append(number)
        return lambda: number, 10

    results = in_order(map(task, range(20)), lambda: ahead, most)
    for number in range(20):
        assert next(results) == number
        assert len(begun) == min(number + 1 + in_advance, 20)
    assert list(results) == []


@dataclass
class FakeRay:
    """As much of Ray as is used, in this process; a task is done when its result is asked for.

    ``cores`` are those that are there when it is asked once and again, ``manner`` and ``encoder`` what workers have
    instead of what is here; ``names`` are the files that were read, ``most`` is how many tasks waited at once.
    """

    cores: Sequence[int] = (2,)
    manner: str = ""
    encoder: str = "fake"
    fails: dict[int, Exception] = field(default_factory=dict)
    refuses: Exception | None = None
    initialized: bool = False
    names: list[str] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    begun: int = 0
    waiting: int = 0
    most: int = 0
    options: dict[str, Any] = field(default_factory=dict)

    def is_initialized(self) -> bool:
        return self.initialized

    def init(self, address: str, **options: Any) -> None:
        assert not self.initialized
        assert options["log_to_driver"] is False
        if self.refuses:
            raise self.refuses
        self.initialized = True

    def shutdown(self) -> None:
        self.initialized = False

    def cluster_resources(self) -> dict[str, float]:
        there, self.cores = self.cores[0], self.cores[1:] or self.cores
        return {"CPU": float(there)} if there else {}

    def remote(self, **options: Any) -> Any:
        self.options = options
        return lambda function: _Remote(self, function)


@dataclass
class _Remote:
    ray: FakeRay
    function: Callable[[str, bytes], bytes]

    def remote(self, here: str, task: bytes) -> _Ref:
        ray = self.ray
        ray.begun += 1
        ray.waiting += 1
        ray.most = max(ray.most, ray.waiting)
        given = pickle.loads(task)
        if isinstance(given, cluster.ReadingTask):
            ray.names += [name for name, _ in given.files]
        else:
            ray.texts += given.texts
        return _Ref(ray, ray.begun, lambda: self.function(ray.manner or here, task))


@dataclass
class _Ref:
    ray: FakeRay
    number: int
    work: Callable[[], bytes]

    def future(self) -> _Ref:
        return self

    def done(self) -> bool:
        return False

    def result(self, timeout: float) -> bytes:
        if self.number in self.ray.fails:
            raise self.ray.fails[self.number]
        self.ray.waiting -= 1
        return self.work()


@pytest.fixture
def ray(monkeypatch: pytest.MonkeyPatch) -> FakeRay:
    fake = FakeRay()
    monkeypatch.setitem(sys.modules, "ray", fake)  # type: ignore[arg-type]
    monkeypatch.setattr("rag.index.cluster.encoder_for", lambda model, threads: FakeEncoder(fake.encoder))
    for name in cluster._QUIET:
        monkeypatch.setenv(name, "")
    return fake


@pytest.fixture
def address() -> Iterator[str]:
    """Where somebody listens."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield f"ray://127.0.0.1:{server.getsockname()[1]}"


@pytest.fixture
def workers(ray: FakeRay, address: str) -> Iterator[Cluster]:
    with Cluster(address, Settings.of(max_file_mb=1), None, "fake") as opened:
        yield opened


def articles(count: int) -> dict[str, str | bytes]:
    """Small articles, a twin of the first, a table with a row that is skipped, and a file that is."""
    texts: dict[str, str | bytes] = {
        f"{n:02}.txt": f"Mill {n} was built. It burnt down in {1800 + n}." for n in range(count)
    }
    return {**texts, "05-twin.txt": texts["00.txt"], "07.csv": "text\nA barn was sold.\nLatest\n", "09.html": b"\x00"}


def test_the_store_is_the_same_as_without_workers(
    place: Place,
    workers: Cluster,
    ray: FakeRay,
    tmp_path: Path,
    open_place: OpenPlace,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("rag.index.sync._BATCH_SENTENCES", 3)
    monkeypatch.setattr("rag.index.cluster._PARCEL_FILES", 2)
    place.write(articles(30))
    told: list[str] = []
    report = place.sync(lambda done, files, path: told.append(path), workers=workers)
    here = open_place(place.folder, tmp_path / "here")
    told_here: list[str] = []
    assert report == here.sync(lambda done, files, path: told_here.append(path))
    assert (contents(place), told) == (contents(here), told_here)
    assert report.duplicates == (("05-twin.txt", "00.txt"),)
    assert ray.texts == here.encoder.embedded
    assert ray.names == sorted(path.name for path in place.folder.iterdir())
    # With two cores three tasks are begun in advance, both of reading and of embedding, and one is waited for.
    assert ray.most == 7
    assert ray.options == {"num_cpus": 1, "max_retries": 5}


def test_only_what_has_changed_is_sent(place: Place, workers: Cluster, ray: FakeRay) -> None:
    place.write(articles(10))
    place.sync()
    assert place.sync(workers=workers).unchanged
    assert (ray.begun, ray.initialized) == (0, False)  # nothing to do: nobody is called
    place.write({"03.txt": "A pond was dug."})
    assert place.sync(workers=workers).changed == ("03.txt",)
    assert (ray.names, ray.texts) == (["03.txt"], ["A pond was dug."])


def test_a_run_whose_workers_fail_is_finished_by_the_next(
    place: Place, workers: Cluster, ray: FakeRay, tmp_path: Path, open_place: OpenPlace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rag.index.sync._BATCH_SENTENCES", 3)
    place.write(articles(12))
    ray.fails[5] = RuntimeError("Traceback of theirs\nNodeDiedError: gone.")
    with pytest.raises(FootnoteError) as lost:
        place.sync(workers=workers)
    assert str(lost.value).endswith(f" failed (NodeDiedError: gone). {AGAIN}")
    assert 0 < len(place.store.articles()) < 13
    ray.fails.clear()
    place.sync(workers=workers)
    here = open_place(place.folder, tmp_path / "here")
    here.sync()
    assert contents(place) == contents(here)


class TaskError(Exception):
    """As Ray tells what a task has raised."""

    def __init__(self, cause: Exception) -> None:
        super().__init__("a long traceback")
        self.cause = cause


ERRORS: list[tuple[dict[str, Any], str, str]] = [
    # what is different, the class of the error, what is told
    (
        {"refuses": RuntimeError("Version mismatch: Ray 2.9")},
        "cannot be used (Version mismatch: Ray 2.9). Check the",
        "",
    ),
    ({"cores": (0,)}, "has no workers (left). Start some. " + AGAIN, ""),
    ({"fails": {1: TimeoutError()}, "cores": (2, 0)}, "has no workers (left). Start some. " + AGAIN, ""),
    ({"fails": {1: TaskError(ModuleNotFoundError("No module named 'rag'"))}}, "cannot run Footnote (No module", SAME),
    ({"fails": {1: TaskError(ValueError("odd"))}}, "failed (odd). " + AGAIN, ""),
    ({"fails": {1: ConnectionError("gone")}}, "failed (gone). " + AGAIN, ""),
    ({"manner": "9.9"}, "has another Footnote (", SAME),
    ({"encoder": "other"}, "has another embedding model (other, here fake).", SAME),
    ({"initialized": True}, "Ray is already in use in this process. Index in a process of its own.", ""),
]


@pytest.mark.parametrize(("different", "told", "step"), ERRORS)
def test_what_fails_is_told(
    different: dict[str, Any], told: str, step: str, place: Place, ray: FakeRay, address: str
) -> None:
    place.write({"a.txt": "A barn was sold."})
    for name, value in different.items():
        setattr(ray, name, value)
    with pytest.raises(FootnoteError) as error, Cluster(address, Settings.of(), None, "fake") as workers:
        place.sync(workers=workers)
    assert told in str(error.value)
    assert str(error.value).endswith(step)


def test_an_address_where_nobody_answers_is_told_at_once(place: Place, ray: FakeRay) -> None:
    place.write({"a.txt": "A barn was sold."})
    with Cluster("ray://127.0.0.1:1", Settings.of(), None, "fake") as workers:
        with pytest.raises(FootnoteError, match=r"^The Ray cluster at ray://127.0.0.1:1 cannot be used \(Connection"):
            place.sync(workers=workers)
        assert not ray.initialized


def test_ray_that_is_not_installed_is_told(
    place: Place, ray: FakeRay, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "ray", None)
    place.write({"a.txt": "A barn was sold."})
    with Cluster(address, Settings.of(), None, "fake") as workers, pytest.raises(UsageError) as error:
        place.sync(workers=workers)
    assert "pip install 'ray[client]>=2.50'" in str(error.value)


def test_a_model_that_is_an_object_cannot_be_spread(corpus: MakeCorpus) -> None:
    settings = Settings.of(workers="ray://127.0.0.1:1")
    with pytest.raises(UsageError, match="cannot be sent to other machines"):
        Bot.open(corpus({"a.txt": "A barn was sold."}), embed_model=FootnoteEmbedding(FakeEncoder()), settings=settings)


def test_workers_are_told_no_secrets() -> None:
    sent = limits(Settings.of(store_token="secret-token", password="secret-word", max_pages=7, text_column="body"))
    assert b"secret" not in pickle.dumps(sent)
    assert (sent.max_pages, sent.text_column, sent.password) == (7, "body", None)
