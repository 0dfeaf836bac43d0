"""From files to articles: one reader per format."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterator, Sequence
from pathlib import Path

from rag.corpus.apart import Apart, broken, whatever_comes
from rag.corpus.article import Article, Sentence, Skipped, digest_of
from rag.corpus.extract import Extract, PartDone, Unreadable, clean
from rag.corpus.formats import form_of, format_of, readable_endings
from rag.corpus.metadata import date_in_name, find_date, find_front, find_title, shorten
from rag.corpus.rules import rules, sources
from rag.corpus.sentences import split_sentences
from rag.corpus.together import parts
from rag.errors import UsageError
from rag.language.detect import find_language
from rag.settings import Settings

Read = tuple[Article, list[Sentence]]


def check_folder(folder: Path) -> None:
    """Makes sure that a folder of articles can be read.

    Raises:
        UsageError: the folder is missing, is a file, or cannot be listed.
    """
    if not folder.exists():
        raise UsageError(f"There is no folder {str(folder)!r}.", "Check the path, or create it. " + _put_articles())
    if not folder.is_dir():
        raise UsageError(f"{str(folder)!r} is a file, not a folder.", "Name the folder that holds the articles.")
    try:
        os.listdir(folder)
    except OSError as error:
        raise UsageError(
            f"The folder {str(folder)!r} cannot be read ({error.strerror}).", "Check its permissions."
        ) from error
    for part in parts(folder).values():
        check_folder(part)


def nothing_to_read(folder: Path, skipped: Sequence[Skipped]) -> UsageError:
    """The error for a folder without a single article."""
    if not skipped:
        return UsageError(f"The folder {str(folder)!r} is empty.", _put_articles())
    first = skipped[0]
    others = f" ({len(skipped) - 1} more were skipped too)" if len(skipped) > 1 else ""
    return UsageError(
        f"The folder {str(folder)!r} holds no article that can be read: "
        f"{first.path} was skipped because {first.reason}{others}.",
        _put_articles(),
    )


def _put_articles() -> str:
    return f"Put articles ({', '.join(readable_endings())}) in it."


def article_paths(folder: Path) -> Iterator[str]:
    """Every file below a folder by its path relative to it, in a fixed order, hidden ones left out.

    So are those that a browser has put beside a saved page ("page.html" and "page_files").

    Folders that cannot be listed come last, to be told of as skipped.
    """
    for part in (linked := parts(folder)):
        yield from (f"{part}/{name}" for name in article_paths(folder / part))
    if linked:
        return
    closed: list[OSError] = []
    for root, folders, names in os.walk(folder, onerror=closed.append):
        folders[:] = sorted(name for name in folders if not name.startswith(".") and not _belongs(name, names))
        below = f"{Path(root).relative_to(folder).as_posix()}/".removeprefix("./")
        for name in sorted(names):
            if not name.startswith("."):
                yield below + name
    for error in closed:
        if Path(error.filename) != folder:
            yield Path(error.filename).relative_to(folder).as_posix()


def _belongs(folder: str, files: Sequence[str]) -> bool:
    page = folder.removesuffix("_files")
    return page != folder and any(page + ending in files for ending in (".html", ".htm"))


def is_text(name: str) -> bool:
    """Tells whether a name can be written in UTF-8: on Linux it may hold any bytes, which are surrogates in it."""
    return not any("\ud800" <= letter <= "\udfff" for letter in name)


def read_bytes(name: str, path: Path, settings: Settings) -> bytes | Skipped:
    """The bytes of a file that may hold articles, or why it holds none."""
    if not is_text(name):
        shown = name.encode(errors="backslashreplace").decode()
        return Skipped(shown, "its name is not UTF-8 text; rename it")
    if path.is_dir():
        return Skipped(name, "the folder cannot be read; check its permissions")
    if format_of(name) is None:
        kind = path.suffix or "no ending"
        return Skipped(name, f"its type ({kind}) is not one that is read; these are: {', '.join(readable_endings())}")
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            return Skipped(name, "it is not a regular file")
        if status.st_size > settings.max_file_mb * 1e6:
            megabytes = f"{status.st_size / 1e6:.0f} MB, more than the {settings.max_file_mb:g} MB"
            return Skipped(name, f"it has {megabytes} of the setting max_file_mb")
        return path.read_bytes()
    except OSError as error:
        return Skipped(name, f"it cannot be read ({error.strerror})")


_MATTERING = {
    "max_file_mb",
    "max_unpacked_mb",
    "max_pages",
    "ocr",
    "max_article_chars",
    "file_timeout_s",
    "reader_memory_mb",
} | {f"{what}_column" for what in ("text", "title", "date", "url")}
"""The settings that decide what is read."""


def limits(settings: Settings) -> Settings:
    """Those of the settings that decide what is read; everything else, secrets above all, is as if it were not set."""
    return Settings.model_construct(None, **settings.model_dump(include=_MATTERING))


class Reader:
    """Reads files into articles. Use it in a ``with`` statement."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._apart = Apart(settings)
        self._limits = settings.model_dump_json(include=_MATTERING)

    def __enter__(self) -> Reader:
        return self

    def __exit__(self, *error: object) -> None:
        self._apart.close()

    @property
    def manner(self) -> str:
        """Changes whenever something has changed that decides what is read beside the files; quickly told."""
        return f"{sources()} {self._limits}"

    def key(self, name: str, content: bytes) -> str:
        """The key of the reading of a file: equal where format, content, limits and rules are.

        ``content`` is the SHA-256 of its bytes.
        """
        found = format_of(name)
        about = f"{found.name if found else None} {rules()} {self._limits} ".encode()
        return hashlib.sha256(about + content).hexdigest()

    def read(self, name: str, data: bytes) -> Iterator[Read | Skipped]:
        """The articles of a file with their sentences, one after the other; and why what is none is none."""
        for path, found in self.extracts(name, data):
            try:
                read = self._article(path, found) if isinstance(found, Extract) else Skipped(path, str(found))
            except BaseException as error:  # noqa: BLE001 - whatever one text does, the others are read
                read = Skipped(path, str(broken(error, "its text cannot be taken apart")))
            yield read

    def extracts(self, name: str, data: bytes) -> Iterator[tuple[str, Extract | Unreadable]]:
        """The contents of a file, not yet looked at, by path; or why it cannot be read."""
        one = None
        for one in self._extracts(name, data):
            path = f"{name}#{one.place}" if one.place else name
            yield (path if one.row is None else f"{path}#{one.row}"), one
        if one is None:
            yield name, Unreadable("it holds no article")

    def _extracts(self, name: str, data: bytes) -> Iterator[Extract | Unreadable]:
        found = format_of(name)
        if found is None or not data.strip():
            yield Unreadable("it is empty")
            return
        try:
            read = self._apart.read(name, data) if found.apart else whatever_comes(found, data, self._settings)
            yield from (part for part in read if not isinstance(part, PartDone))
        except Unreadable as error:
            yield error

    def _article(self, path: str, extract: Extract) -> Read | Skipped:
        text = extract.text
        if not text.strip():
            return Skipped(path, "it is empty")
        most = self._settings.max_article_chars
        if len(text) > most:
            return Skipped(
                path, f"it has {len(text):,} characters, more than the {most:,} of the setting max_article_chars"
            )
        language = find_language(text)
        sentences = split_sentences(text, language, form_of(path), extract.blocks)
        if not any(sentence.quotable for sentence in sentences):
            return Skipped(path, "it holds no sentence that could be quoted")
        front = find_front(text)
        title = shorten(clean(extract.title or front.title)) or find_title(path, text, sentences)
        date = extract.date or front.date or find_date(text, language) or date_in_name(path) or extract.changed
        about = (clean(extract.author or front.author), clean(extract.url), extract.pages, extract.encoding)
        return Article(path, title, text, date, language, digest_of(text), *about, extract.blocks), sentences
