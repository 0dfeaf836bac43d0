"""From files to articles: one reader per format."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterator, Sequence
from pathlib import Path

from rag.corpus.article import Article, Sentence, Skipped
from rag.corpus.metadata import find_date, find_language, find_title
from rag.corpus.sentences import split_sentences
from rag.errors import UsageError

READABLE = (".txt", ".md", ".markdown")
MARKDOWN = (".md", ".markdown")


def readable_endings() -> tuple[str, ...]:
    """The endings of the files that are read, in lower case."""
    return READABLE


def check_folder(folder: Path) -> None:
    """Makes sure that a folder of articles can be read.

    Raises:
        UsageError: the folder is missing, is a file, or cannot be listed.
    """
    if not folder.exists():
        raise UsageError(
            f"There is no folder {str(folder)!r}.", "Check the path, or create it and put articles (.txt, .md) in it."
        )
    if not folder.is_dir():
        raise UsageError(f"{str(folder)!r} is a file, not a folder.", "Name the folder that holds the articles.")
    try:
        os.listdir(folder)
    except OSError as error:
        raise UsageError(
            f"The folder {str(folder)!r} cannot be read ({error.strerror}).", "Check its permissions."
        ) from error


def nothing_to_read(folder: Path, skipped: Sequence[Skipped]) -> UsageError:
    """The error for a folder without a single article."""
    if not skipped:
        return UsageError(f"The folder {str(folder)!r} is empty.", "Put articles (.txt, .md) in it.")
    first = skipped[0]
    others = f" ({len(skipped) - 1} more were skipped too)" if len(skipped) > 1 else ""
    return UsageError(
        f"The folder {str(folder)!r} holds no article that can be read: "
        f"{first.path} was skipped because {first.reason}{others}.",
        "Put articles (.txt, .md) in it.",
    )


def article_paths(folder: Path) -> Iterator[tuple[str, Path]]:
    """Every file below a folder as (path relative to it, path), in a fixed order, hidden ones left out.

    Folders that cannot be listed come last, to be told of as skipped.
    """
    closed: list[OSError] = []
    for root, folders, names in os.walk(folder, onerror=closed.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if not name.startswith("."):
                path = Path(root, name)
                yield path.relative_to(folder).as_posix(), path
    for error in closed:
        yield Path(error.filename).relative_to(folder).as_posix(), Path(error.filename)


def read_bytes(name: str, path: Path, max_file_mb: float) -> bytes | Skipped:
    """The bytes of a file that may be an article, or why it is none."""
    shown = name.encode(errors="backslashreplace").decode()
    if shown != name:
        return Skipped(shown, "its name is not UTF-8 text; rename it")
    if path.is_dir():
        return Skipped(name, "the folder cannot be read; check its permissions")
    if path.suffix.lower() not in READABLE:
        kind = path.suffix or "no ending"
        return Skipped(name, f"its type ({kind}) is not one that is read; these are: {', '.join(READABLE)}")
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            return Skipped(name, "it is not a regular file")
        if status.st_size > max_file_mb * 1e6:
            megabytes = f"{status.st_size / 1e6:.0f} MB, more than the {max_file_mb:g} MB"
            return Skipped(name, f"it has {megabytes} of the setting max_file_mb")
        return path.read_bytes()
    except OSError as error:
        return Skipped(name, f"it cannot be read ({error.strerror})")


def digest_of(data: bytes) -> str:
    """The SHA-256 of a file's bytes, in hexadecimal: what an article is known by."""
    return hashlib.sha256(data).hexdigest()


def read_article(name: str, data: bytes) -> tuple[Article, list[Sentence]] | Skipped:
    """An article and its sentences, from a file's bytes; or why the file is no article."""
    if not data.strip():
        return Skipped(name, "it is empty")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return Skipped(name, f"it is not UTF-8 text (byte {error.start} cannot be decoded); save it as UTF-8")
    if "\x00" in text:
        return Skipped(name, "it holds NUL bytes, so it is not text")
    language = find_language(text)
    sentences = split_article(name, text, language)
    if not any(sentence.quotable for sentence in sentences):
        return Skipped(name, "it holds no sentence that could be quoted")
    article = Article(name, find_title(text, sentences), text, find_date(text, language), language, digest_of(data))
    return article, sentences


def split_article(name: str, text: str, language: str) -> list[Sentence]:
    """The sentences of an article, by the format that its name tells."""
    return split_sentences(text, language, markdown=is_markdown(name))


def is_markdown(name: str) -> bool:
    return name.lower().endswith(MARKDOWN)
