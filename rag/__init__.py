"""Footnote: questions about a folder of articles, answered with character-exact quotations.

>>> from rag import Bot
>>> bot = Bot.open("seeds")  # doctest: +SKIP
>>> bot.ask("How many models had been recognized by the end of 2023?").text  # doctest: +SKIP
"""

from __future__ import annotations

import os
from importlib import import_module
from typing import TYPE_CHECKING, Any

from rag.version import __version__ as __version__

if TYPE_CHECKING:
    from rag.answer.answer import (
        Answer,
        AnswerSentence,
        Citation,
        Declined,
        Doubt,
        Finished,
        LeftOut,
        SentenceReady,
        Written,
    )
    from rag.answer.check.checked import Checked
    from rag.answer.check.findings import CheckedClaim, CheckedQuotation
    from rag.answer.check.verify import Verified, verify
    from rag.answer.outcome.from_json import read_answer
    from rag.answer.question.followup import Turn
    from rag.answer.reader.scorer import Scorer, WindowScores
    from rag.answer.reader.windows import Window
    from rag.bot import Bot
    from rag.chat import Chat
    from rag.corpus.adding import Content, Refused
    from rag.corpus.article import Article, Passage, Skipped
    from rag.corpus.draft import read_draft
    from rag.corpus.extract import Extract, Unreadable
    from rag.corpus.formats import file_of, readable_endings
    from rag.corpus.looks import Looking
    from rag.corpus.readers.ocr import Seen
    from rag.corpus.readers.pdf_scanned import read_picture
    from rag.corpus.removing import Removed
    from rag.doctor import Finding, examine
    from rag.errors import FootnoteError, StoreBusyError, StoreError, StoreGoneError, UsageError, is_panic
    from rag.importing.gathering import gather
    from rag.index.backup import Backup, back_up, restore
    from rag.index.embedding import Encoder
    from rag.index.filter import Filter
    from rag.index.index import FileState
    from rag.index.listed import Listed
    from rag.index.report import Added, SyncReport
    from rag.index.store import Embedded, Store
    from rag.language.posed import Posed, pose
    from rag.llama_index.embedding import FootnoteEmbedding
    from rag.llama_index.faithfulness import FootnoteFaithfulness
    from rag.llama_index.nodes import FootnoteNodeParser, FootnoteReader, FootnoteRerank
    from rag.optional import check_extra
    from rag.settings import Settings


# As soon as it is imported, whoever does so, onnxruntime writes an identifier of this machine into the home folder and
# sends it to its makers. This comes before every import of ours, and reaches every process that is started.
os.environ.setdefault("ORT_DISABLE_TELEMETRY", "1")

# Names are imported when they are first used: importing chromadb and numpy is most of a second.
_HOME = {
    "Added": "rag.index.report",
    "Answer": "rag.answer.answer",
    "AnswerSentence": "rag.answer.answer",
    "Article": "rag.corpus.article",
    "Backup": "rag.index.backup",
    "Bot": "rag.bot",
    "Chat": "rag.chat",
    "Checked": "rag.answer.check.checked",
    "CheckedClaim": "rag.answer.check.findings",
    "CheckedQuotation": "rag.answer.check.findings",
    "Citation": "rag.answer.answer",
    "Content": "rag.corpus.adding",
    "Declined": "rag.answer.answer",
    "Doubt": "rag.answer.answer",
    "Embedded": "rag.index.store",
    "Encoder": "rag.index.embedding",
    "Extract": "rag.corpus.extract",
    "FileState": "rag.index.index",
    "Filter": "rag.index.filter",
    "Finding": "rag.doctor",
    "Finished": "rag.answer.answer",
    "FootnoteEmbedding": "rag.llama_index.embedding",
    "FootnoteError": "rag.errors",
    "FootnoteFaithfulness": "rag.llama_index.faithfulness",
    "FootnoteNodeParser": "rag.llama_index.nodes",
    "FootnoteReader": "rag.llama_index.nodes",
    "FootnoteRerank": "rag.llama_index.nodes",
    "LeftOut": "rag.answer.answer",
    "Listed": "rag.index.listed",
    "Looking": "rag.corpus.looks",
    "Passage": "rag.corpus.article",
    "Posed": "rag.language.posed",
    "Refused": "rag.corpus.adding",
    "Removed": "rag.corpus.removing",
    "Scorer": "rag.answer.reader.scorer",
    "Seen": "rag.corpus.readers.ocr",
    "SentenceReady": "rag.answer.answer",
    "Settings": "rag.settings",
    "Skipped": "rag.corpus.article",
    "Store": "rag.index.store",
    "StoreBusyError": "rag.errors",
    "StoreError": "rag.errors",
    "StoreGoneError": "rag.errors",
    "SyncReport": "rag.index.report",
    "Turn": "rag.answer.question.followup",
    "Unreadable": "rag.corpus.extract",
    "UsageError": "rag.errors",
    "Verified": "rag.answer.check.verify",
    "Window": "rag.answer.reader.windows",
    "WindowScores": "rag.answer.reader.scorer",
    "Written": "rag.answer.answer",
    "back_up": "rag.index.backup",
    "check_extra": "rag.optional",
    "examine": "rag.doctor",
    "file_of": "rag.corpus.formats",
    "gather": "rag.importing.gathering",
    "is_panic": "rag.errors",
    "pose": "rag.language.posed",
    "read_answer": "rag.answer.outcome.from_json",
    "read_draft": "rag.corpus.draft",
    "read_picture": "rag.corpus.readers.pdf_scanned",
    "readable_endings": "rag.corpus.formats",
    "restore": "rag.index.backup",
    "verify": "rag.answer.check.verify",
}
__all__ = [
    "Added",
    "Answer",
    "AnswerSentence",
    "Article",
    "Backup",
    "Bot",
    "Chat",
    "Checked",
    "CheckedClaim",
    "CheckedQuotation",
    "Citation",
    "Content",
    "Declined",
    "Doubt",
    "Embedded",
    "Encoder",
    "Extract",
    "FileState",
    "Filter",
    "Finding",
    "Finished",
    "FootnoteEmbedding",
    "FootnoteError",
    "FootnoteFaithfulness",
    "FootnoteNodeParser",
    "FootnoteReader",
    "FootnoteRerank",
    "LeftOut",
    "Listed",
    "Looking",
    "Passage",
    "Posed",
    "Refused",
    "Removed",
    "Scorer",
    "Seen",
    "SentenceReady",
    "Settings",
    "Skipped",
    "Store",
    "StoreBusyError",
    "StoreError",
    "StoreGoneError",
    "SyncReport",
    "Turn",
    "Unreadable",
    "UsageError",
    "Verified",
    "Window",
    "WindowScores",
    "Written",
    "back_up",
    "check_extra",
    "examine",
    "file_of",
    "gather",
    "is_panic",
    "pose",
    "read_answer",
    "read_draft",
    "read_picture",
    "readable_endings",
    "restore",
    "verify",
]


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module 'rag' has no attribute {name!r}")
    return getattr(import_module(_HOME[name]), name)


def __dir__() -> list[str]:
    return sorted(__all__)
