"""Footnote's pieces for anyone's llama-index pipeline: files read, texts cut, and nodes read with the question."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from llama_index.core.bridge.pydantic import PrivateAttr
from llama_index.core.node_parser.interface import NodeParser
from llama_index.core.postprocessor.types import BaseNodePostprocessor
from llama_index.core.readers.base import BaseReader
from llama_index.core.schema import (
    BaseNode,
    Document,
    MetadataMode,
    NodeRelationship,
    NodeWithScore,
    QueryBundle,
    TextNode,
)

from rag.answer.reader.load import reader_for
from rag.answer.reader.scorer import Scorer
from rag.answer.reader.windows import LONGEST, Window
from rag.corpus.article import Sentence, Skipped
from rag.corpus.blocks import Block
from rag.corpus.formats import form_of
from rag.corpus.passages import split_passages
from rag.corpus.reading import Reader, read_bytes
from rag.corpus.sentences import split_sentences
from rag.errors import UsageError
from rag.language.detect import guess
from rag.settings import Settings

_BLOCKS = "blocks"
"""The metadata in which a document keeps the blocks that its file has marked; no model and no embedding sees them."""


class FootnoteReader(BaseReader):
    """Reads a file of any format that Footnote reads, an article a document; ``text`` is what is quoted from.

    For ``SimpleDirectoryReader(folder, file_extractor={".pdf": FootnoteReader()})``, or by itself.
    """

    def load_data(self, file: str | Path, extra_info: dict[str, Any] | None = None, **_: Any) -> list[Document]:
        """The articles of a file.

        Raises:
            UsageError: it cannot be read, or no article is in it.
        """
        place, settings = Path(file), Settings.of()
        data = read_bytes(place.name, place, settings)
        if isinstance(data, Skipped):
            raise UsageError(f"{str(file)!r} cannot be read: {data.reason}.", "Leave it out.")
        with Reader(settings) as reader:
            results = list(reader.read(place.name, data))
        documents = [self._document(read[0], extra_info or {}) for read in results if not isinstance(read, Skipped)]
        if not documents:
            reason = next(read.reason for read in results if isinstance(read, Skipped))
            raise UsageError(f"{str(file)!r} cannot be read: {reason}.", "Leave it out.")
        return documents

    @staticmethod
    def _document(article: Any, extra: dict[str, Any]) -> Document:
        date = article.date.isoformat() if article.date else None
        about = {"path": article.path, "title": article.title, "date": date, "language": article.language}
        blocks = [[block.start, block.end, block.kind, block.level] for block in article.blocks]
        hidden = [_BLOCKS]
        return Document(
            id_=article.digest,
            text=article.text,
            metadata={**about, **extra, _BLOCKS: blocks},
            excluded_llm_metadata_keys=hidden,
            excluded_embed_metadata_keys=hidden,
        )


class FootnoteNodeParser(NodeParser):
    """Cuts documents into Footnote's passages: ``document.text[node.start_char_idx:node.end_char_idx] == node.text``.

    ``metadata["section"]`` is the path of headings, ``metadata["sentences"]`` the spans within the node that may be
    quoted.
    """

    @classmethod
    def class_name(cls) -> str:
        return "FootnoteNodeParser"

    def _parse_nodes(self, nodes: Sequence[BaseNode], show_progress: bool = False, **_: Any) -> list[BaseNode]:
        return [node for node_in in nodes for node in self._cut(node_in)]

    def _cut(self, document: BaseNode) -> Iterable[BaseNode]:
        text = document.get_content(metadata_mode=MetadataMode.NONE)
        metadata = dict(document.metadata)
        blocks = [Block(*row) for row in metadata.pop(_BLOCKS, ())]
        path = str(metadata.get("path") or metadata.get("file_name") or "")
        units = split_sentences(text, str(metadata.get("language") or guess(text, frozenset())), form_of(path), blocks)
        for stretch in split_passages(units):
            spans = [[s.start - stretch.start, s.end - stretch.start] for s in stretch.sentences if s.quotable]
            yield TextNode(
                text=text[stretch.start : stretch.end],
                start_char_idx=stretch.start,
                end_char_idx=stretch.end,
                metadata={**metadata, "section": stretch.section, "sentences": spans},
                excluded_llm_metadata_keys=["sentences"],
                excluded_embed_metadata_keys=["sentences"],
                relationships={NodeRelationship.SOURCE: document.as_related_node_info()},
            )


class FootnoteRerank(BaseNodePostprocessor):
    """Nodes of any retriever in the order of how well they answer, as the reader that comes with Footnote reads them.

    A node's score is the probability that the reader gives its best window, between 0 and 1;
    ``metadata["answer_span"]`` is the sentence in it that answers best, in characters of the node. Nodes below
    ``least`` are left out: with none left, a query engine has nothing to answer from, and says so.
    """

    top_n: int = 5
    least: float = 0.0
    _reader: Scorer = PrivateAttr()

    def __init__(self, top_n: int = 5, least: float = 0.0, reader: Scorer | None = None) -> None:
        """
        Raises:
            UsageError: the reader that comes with Footnote cannot be loaded.
        """
        super().__init__(top_n=top_n, least=least)  # type: ignore[call-arg]  # pydantic's fields
        loaded = reader or reader_for("on").reader
        if loaded is None:
            raise UsageError(f"The reader cannot be loaded: {reader_for('on').reason}.", "Run: footnote doctor")
        self._reader = loaded

    @classmethod
    def class_name(cls) -> str:
        return "FootnoteRerank"

    def _postprocess_nodes(
        self, nodes: list[NodeWithScore], query_bundle: QueryBundle | None = None
    ) -> list[NodeWithScore]:
        if query_bundle is None or not nodes:
            return nodes
        read = [self._read(query_bundle.query_str, node) for node in nodes]
        kept = [node for node in read if node.score is not None and node.score >= self.least]
        return sorted(kept, key=lambda node: -(node.score or 0.0))[: self.top_n]

    def _read(self, question: str, found: NodeWithScore) -> NodeWithScore:
        """A node with its score; one without a sentence that may be quoted has 0."""
        node = found.node.model_copy(deep=True)
        text = node.get_content(metadata_mode=MetadataMode.NONE)
        windows, spans = _windows(text, str(node.metadata.get("title") or ""), _units(text, node.metadata))
        if not windows:
            return NodeWithScore(node=node, score=0.0)
        readings = self._reader.read(question, windows)
        best = int(np.argmax([reading.answers for reading in readings]))
        node.metadata["answer_span"] = list(spans[best][int(np.argmax(readings[best].units))])
        node.excluded_llm_metadata_keys.append("answer_span")
        node.excluded_embed_metadata_keys.append("answer_span")
        return NodeWithScore(node=node, score=float(1 / (1 + np.exp(-readings[best].answers))))


def _units(text: str, metadata: dict[str, Any]) -> list[tuple[int, int]]:
    """The sentences of a node that may be quoted: as its parser has told them, or cut here."""
    if stored := metadata.get("sentences"):
        return [(int(a), int(b)) for a, b in stored]
    units: list[Sentence] = split_sentences(text, guess(text, frozenset()))
    return [(unit.start, unit.end) for unit in units if unit.quotable]


def _windows(
    text: str, title: str, units: Sequence[tuple[int, int]]
) -> tuple[list[Window], list[list[tuple[int, int]]]]:
    """Sentences packed into windows as long as the reader was fitted on, with their spans in the text."""
    groups: list[list[tuple[int, int]]] = []
    for start, end in units:
        if groups and end - groups[-1][0][0] <= LONGEST:
            groups[-1].append((start, end))
        else:
            groups.append([(start, end)])
    windows = []
    for group in groups:
        body, inside = "", []
        for start, end in group:
            said = " ".join(text[start:end].split())
            body += " " if body else ""
            inside.append((len(body), len(body) + len(said)))
            body += said
        windows.append(Window(title, body, tuple(inside)))
    return windows, groups
