"""Footnote's pieces inside pipelines that are llama-index's own; the example of the docs is run as it stands."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from llama_index.core import SimpleDirectoryReader, VectorStoreIndex
from llama_index.core.schema import NodeWithScore, TextNode

from rag import FootnoteEmbedding, FootnoteNodeParser, FootnoteReader, FootnoteRerank, UsageError
from tests.conftest import REPOSITORY
from tests.fakes import FakeEncoder

TEXT = (
    "# Boats\n\n## Prices\n\nA ticket costs 12 euros. Children pay half.\n\n## Piers\n\nThe boat leaves from pier 4.\n"
)
DOCS = (REPOSITORY / "docs" / "llama-index.md").read_text(encoding="utf-8")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "boats.md").write_text(TEXT, encoding="utf-8")
    (tmp_path / "page.html").write_text(
        "<html><body><article><h1>Ferries</h1><p>The ferry to Kon leaves at noon, and it is never late.</p>"
        "<ul><li>Bring water.</li><li>Bring a hat.</li></ul></article></body></html>",
        encoding="utf-8",
    )
    return tmp_path


def test_nodes_are_exact_spans_with_their_sections(folder: Path) -> None:
    (document,) = FootnoteReader().load_data(folder / "boats.md")
    nodes = FootnoteNodeParser().get_nodes_from_documents([document])
    assert [document.text[n.start_char_idx : n.end_char_idx] for n in nodes] == [n.text for n in nodes]
    assert [n.metadata["section"] for n in nodes] == ["Prices", "Piers"]
    assert [n.text[a:b] for n in nodes for a, b in n.metadata["sentences"]] == [
        "A ticket costs 12 euros.",
        "Children pay half.",
        "The boat leaves from pier 4.",
    ]
    assert {n.ref_doc_id for n in nodes} == {document.doc_id}


def test_a_stock_reader_of_folders_reads_with_it(folder: Path) -> None:
    reader = SimpleDirectoryReader(folder, file_extractor={".md": FootnoteReader(), ".html": FootnoteReader()})
    documents = reader.load_data()
    assert {one.metadata["title"] for one in documents} == {"Boats", "Ferries"}
    nodes = FootnoteNodeParser().get_nodes_from_documents(documents)
    assert any("never late" in node.get_content() for node in nodes)


def test_what_cannot_be_read_is_told(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_text("")
    for name in ("empty.txt", "gone.txt"):
        with pytest.raises(UsageError, match="cannot be read"):
            FootnoteReader().load_data(tmp_path / name)


def test_nodes_of_any_retriever_are_read_with_the_question() -> None:
    nodes = [
        NodeWithScore(node=TextNode(text="The boat leaves from pier 4. It is green."), score=0.9),
        NodeWithScore(node=TextNode(text="Children pay half. A ticket costs 12 euros."), score=0.1),
        NodeWithScore(node=TextNode(text="## Prices"), score=0.5),
    ]
    read = FootnoteRerank(top_n=2).postprocess_nodes(nodes, query_str="How much is a ticket?")
    first = read[0].node
    assert first.get_content()[slice(*first.metadata["answer_span"])] == "A ticket costs 12 euros."
    assert len(read) == 2 and "answer_span" not in nodes[1].node.metadata
    assert read[0].score is not None and read[1].score is not None and 1 > read[0].score > read[1].score
    asked = "Who painted the ceiling of the chapel?"
    assert FootnoteRerank(least=0.5).postprocess_nodes(nodes, query_str=asked) == []


def test_they_stand_in_a_stock_pipeline(folder: Path) -> None:
    documents = FootnoteReader().load_data(folder / "boats.md")
    embedding = FootnoteEmbedding(FakeEncoder())
    index = VectorStoreIndex.from_documents(
        documents, transformations=[FootnoteNodeParser()], embed_model=embedding, show_progress=False
    )
    found = index.as_retriever(similarity_top_k=2).retrieve("How much is a ticket?")
    assert {n.node.metadata["section"] for n in found} == {"Prices", "Piers"}
    read = FootnoteRerank(top_n=1).postprocess_nodes(found, query_str="How much is a ticket?")
    assert [n.node.metadata["section"] for n in read] == ["Prices"]


@pytest.mark.slow
def test_the_examples_of_the_docs_run_one_after_the_other(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder.parent)
    held: dict[str, Any] = {}
    for code in re.findall(r"```python\n(.*?)```", DOCS, flags=re.DOTALL):
        exec(compile(code.replace('"articles"', repr(str(folder))), "docs/llama-index.md", "exec"), held)
    assert "12 euros" in held["nodes"][0].get_content()
    assert "12 euros" in held["engine"].query("How much is a ticket?").source_nodes[0].text
    assert held["response"].response == "A ticket costs 12 euros. [1]"
    assert (held["result"].passing, held["result"].score) == (True, 1.0)
    assert (held["path"], held["nearest"].text) == ("boats.md", "A ticket costs 12 euros.")
