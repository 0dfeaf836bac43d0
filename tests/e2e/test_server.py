"""A store on a Chroma server: its whole life, two machines on one, and who may ask it."""

from __future__ import annotations

import http.server
import json
import shutil
import threading
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from rag import Bot, Settings, StoreBusyError, StoreError
from rag.index.chroma import open_client
from rag.index.chroma_store import ChromaStore
from rag.index.index import access_of
from rag.llama_index.embedding import FootnoteEmbedding
from tests.commands import Run, assert_told
from tests.conftest import MakeCorpus
from tests.e2e.conftest import ARTICLES, ChromaServer
from tests.fakes import FakeEncoder

QUESTION = "Where was a school opened in 2019?"


CHANGED = {**ARTICLES, "road.txt": "The road was mended in May.", "school.txt": "A school was closed in Hanoi."}


def test_the_life_of_a_chroma_server(
    chroma_server: ChromaServer, corpus: MakeCorpus, monkeypatch: pytest.MonkeyPatch, footnote: Run
) -> None:
    folder, address = corpus(dict(ARTICLES)), chroma_server.address
    here, there = FakeEncoder(), FakeEncoder()

    def opened(encoder: FakeEncoder, home: str) -> Bot:
        """A bot of its own, with its own word index, of the same folder and server."""
        Path(home).mkdir(exist_ok=True)
        with monkeypatch.context() as moved:
            moved.chdir(home)
            return Bot.open(folder, store=address, embed_model=FootnoteEmbedding(encoder))

    first = opened(here, "here")
    assert not list(Path().rglob("chroma"))
    assert {passage.article.path for passage in first.search("rice", k=9)} == set(ARTICLES)
    second = opened(there, "there")
    assert there.embedded == []  # what it needs is on the server
    assert {passage.article.path for passage in second.search("rice", k=9)} == set(ARTICLES)

    # One bot indexes a change; the other is brought up to date with what it lacks, and nothing is embedded twice.
    corpus(CHANGED)
    (folder / "rice.txt").unlink()
    assert first.sync().deleted == ("rice.txt",)
    assert len(here.embedded) == 5 + 2
    assert {passage.article.path for passage in second.search("rice", k=9)} == {"road.txt", "school.txt", "tin.txt"}
    assert (second.articles(), there.embedded) == (first.articles(), [])

    # A damaged word index is this bot's own affair: it is made again from what the server has.
    (meta,) = Path("there").rglob("words/meta.json")
    meta.write_text("{")
    with pytest.raises(StoreError, match=r"cannot be opened .* Remove the folder .*words', then run: footnote index"):
        opened(there, "there")
    shutil.rmtree(meta.parent)
    second = opened(there, "there")
    assert (second.articles(), there.embedded) == (first.articles(), [])

    # The server is killed in the middle of a run, started again, and the run goes on.
    corpus({f"more-{n}.txt": f"Field {n} was ploughed." for n in range(6)})
    monkeypatch.setattr("rag.index.sync._BATCH_SENTENCES", 1)
    add, added = ChromaStore.add, []

    def killed_at_the_third(store: ChromaStore, batch: Any, again: Any = ()) -> None:
        added.append(batch)
        if len(added) == 3:
            chroma_server.kill()
        add(store, batch, again)

    with monkeypatch.context() as patched:
        patched.setattr(ChromaStore, "add", killed_at_the_third)
        with pytest.raises(
            StoreError, match=r"The Chroma server does not answer .* Check that it runs, then try again"
        ):
            first.sync()
    with pytest.raises(StoreError, match="The Chroma server does not answer"):
        first.search("rice")
    assert_told(
        footnote("ask", QUESTION, "--corpus", folder, "--store", address),
        1,
        f"The Chroma server at {address} does not answer",
        "Check the address",
    )
    chroma_server.start()
    here.embedded.clear()
    report = first.sync()
    assert len(report.unchanged) == 3 + 2  # two were stored before the server went down
    assert len(here.embedded) == 4
    assert first.sync().unchanged == tuple(sorted(file.name for file in folder.iterdir()))
    second.sync()
    assert second.articles() == first.articles()
    assert {passage.article.path for passage in second.search("field ploughed", k=6)} == {
        f"more-{n}.txt" for n in range(6)
    }


def test_two_machines_that_index_into_one_server_keep_out_of_each_others_way(
    chroma_server: ChromaServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    def store(writer: str) -> ChromaStore:
        return ChromaStore(open_client(chroma_server.address), "news", "fake", 32, writer)

    store("alpha")._mark(["digest"])  # and there it was killed, or is about to write
    with pytest.raises(StoreBusyError, match=r"Another bot \(alpha, since 20.*is writing the same articles"):
        store("beta").mend()
    monkeypatch.setattr("rag.index.chroma_store._OTHERS_MAY_TAKE_S", 0)
    store("beta").mend()
    monkeypatch.undo()
    store("alpha")._mark(["digest"])
    store("alpha").mend()  # what is its own is left by a run that was killed
    assert store("gamma").articles() == {}


@pytest.fixture
def proxy() -> Iterator[tuple[str, list[Any]]]:
    """The address of something in front of a Chroma server, and the requests that it has seen."""
    seen: list[Any] = []
    answers = {
        "/api/v2/auth/identity": {"user_id": "u", "tenant": "acme", "databases": ["press"]},
        "/api/v2/tenants/acme": {"name": "acme"},
        "/api/v2/tenants/acme/databases/press": {"id": str(uuid.uuid4()), "name": "press", "tenant": "acme"},
    }

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            seen.append((self.path, self.headers["x-chroma-token"], self.headers["authorization"]))
            body = json.dumps(answers.get(self.path, {})).encode()
            self.send_response(200)
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *told: Any) -> None:
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}", seen
        server.shutdown()
        thread.join()


def test_a_server_is_asked_with_token_tenant_and_database(proxy: tuple[str, list[Any]]) -> None:
    address, seen = proxy
    settings = Settings.of(store=address, store_token="secret", store_tenant="acme", store_database="press")
    open_client(settings.store, access_of(settings))
    assert {path for path, _, _ in seen} >= {"/api/v2/tenants/acme", "/api/v2/tenants/acme/databases/press"}
    assert {(token, bearer) for _, token, bearer in seen} == {("secret", "Bearer secret")}
