"""Bringing the store to what the folder holds: reading, embedding, writing, forgetting."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from rag.corpus.article import Sentence, Skipped
from rag.corpus.passages import Stretch, split_passages
from rag.corpus.reading import article_paths, digest_of, is_markdown, read_article, read_bytes, split_article
from rag.index.embedding import Encoder, PassageStates, TokenEncoder, Vectors
from rag.index.store import Embedded, Listed, Store
from rag.index.words import StoredPassage, Words

if TYPE_CHECKING:
    from rag.index.e5 import TokenCodes

Progress = Callable[[int, int, str], None]
"""Called with (articles done, articles to do, the path of the one just done)."""

_BATCH_SENTENCES = 512


@dataclass(frozen=True, slots=True)
class SyncReport:
    """What a run of ``sync`` did, by path."""

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    renamed: tuple[tuple[str, str], ...] = ()
    deleted: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    duplicates: tuple[tuple[str, str], ...] = ()

    @property
    def did_something(self) -> bool:
        return bool(self.added or self.changed or self.renamed or self.deleted)


@dataclass(frozen=True, slots=True)
class _Read:
    """An article that was read and cut into passages."""

    listed: Listed
    text: str
    stretches: list[Stretch]

    @property
    def quotable(self) -> dict[str, Sentence]:
        """Its sentences that may be quoted, by key."""
        digest = self.listed.digest
        return {key: sentence for stretch in self.stretches for key, sentence in stretch.quotable(digest).items()}


@dataclass
class _Folder:
    """The folder as it is now: which content lies where."""

    paths: dict[str, list[str]] = field(default_factory=dict)
    files: dict[str, Path] = field(default_factory=dict)
    skipped: list[Skipped] = field(default_factory=list)


def sync(
    folder: Path, store: Store, words: Words, encoder: Encoder, max_file_mb: float, progress: Progress | None = None
) -> SyncReport:
    """Brings store and word index to the folder's state; only new content is embedded.

    A run that is killed at any instant leaves a store that the next run completes: articles are
    stored one batch after the other, readers see them with the word index's one commit, and old
    sentences go only after that.
    """
    store.mend()
    before = store.articles()
    now = _scan(folder, max_file_mb)
    stored = {digest: one for digest, one in before.items() if not _is_recut(one, now)}
    store.remove(before.keys() - stored.keys())
    kept = {digest: _placed(one, now.paths[digest]) for digest, one in stored.items() if digest in now.paths}
    store.move([one for digest, one in kept.items() if one != stored[digest]])
    run = _Run(store, encoder, now, [digest for digest in now.paths if digest not in stored], kept, progress)
    words.update(run.passages(words.articles), run.listed)
    store.remove(stored.keys() - now.paths.keys())
    return _report(before.values(), run.listed, now)


def _scan(folder: Path, max_file_mb: float) -> _Folder:
    now = _Folder()
    for name, path in article_paths(folder):
        data = read_bytes(name, path, max_file_mb)
        if isinstance(data, Skipped):
            now.skipped.append(data)
            continue
        now.paths.setdefault(digest_of(data), []).append(name)
        now.files[name] = path
    return now


def _is_recut(listed: Listed, now: _Folder) -> bool:
    """Whether an article has a name of another format now, and so other sentences."""
    paths = now.paths.get(listed.digest)
    return paths is not None and is_markdown(paths[0]) != is_markdown(listed.path)


def _placed(listed: Listed, paths: Sequence[str]) -> Listed:
    return Listed(
        listed.digest, tuple(paths), listed.title, listed.date, listed.language, listed.words, listed.passages
    )


@dataclass
class _Run:
    """Fresh articles on their way into the store; ``listed`` grows as they arrive there."""

    store: Store
    encoder: Encoder
    now: _Folder
    fresh: Sequence[str]
    listed: dict[str, Listed]
    progress: Progress | None

    def passages(self, known: Mapping[str, Listed]) -> Iterator[StoredPassage]:
        """Embeds and stores what is fresh, and yields every passage that the word index does not know."""
        for listed in [one for digest, one in self.listed.items() if digest not in known]:
            yield from _derived(self.store, self.encoder, listed)
        done = 0
        for batch in _batches(_read(self.now, self.fresh)):
            vectors = _embed(self.encoder, batch)
            self.store.add([vectors.of(one) for one in batch])
            for one in batch:
                self.listed[one.listed.digest] = one.listed
                yield from _stored_passages(one, vectors)
                done += 1
                if self.progress:
                    self.progress(done, len(self.fresh), one.listed.path)


@dataclass(frozen=True, slots=True)
class _Vectors:
    """Vectors of sentences by key, and the states of their tokens where the encoder gives them."""

    vectors: Mapping[str, Vectors]
    codes: Mapping[str, TokenCodes]

    def of(self, one: _Read) -> Embedded:
        sentences = one.quotable
        return Embedded(one.listed, one.text, sentences, np.stack([self.vectors[key] for key in sentences]))


def _embed(encoder: Encoder, batch: Sequence[_Read]) -> _Vectors:
    """Embeds the quotable sentences of several articles at once, so that batches are full."""
    texts = {key: one.text[s.start : s.end] for one in batch for key, s in one.quotable.items()}
    if isinstance(encoder, TokenEncoder):
        vectors, codes = encoder.passages_with_codes(list(texts.values()))
        return _Vectors(dict(zip(texts, vectors, strict=True)), dict(zip(texts, codes, strict=True)))
    return _Vectors(dict(zip(texts, encoder.passages(list(texts.values())), strict=True)), {})


def _read(now: _Folder, digests: Iterable[str]) -> Iterator[_Read]:
    """Reads fresh files; one that is no article, or has changed since the scan, is noted as skipped."""
    for digest in digests:
        name, others = now.paths[digest][0], now.paths[digest][1:]
        try:
            data = now.files[name].read_bytes()
        except OSError as error:
            now.skipped.append(Skipped(name, f"it cannot be read ({error.strerror})"))
            continue
        read = read_article(name, data)
        if isinstance(read, Skipped):
            now.skipped.extend(Skipped(path, read.reason) for path in (name, *others))
        elif read[0].digest != digest:
            now.skipped.append(Skipped(name, "it changed while it was read; run footnote index again"))
        else:
            article, sentences = read
            stretches = split_passages(sentences)
            paths, words = tuple(now.paths[digest]), len(article.text.split())
            listed = Listed(digest, paths, article.title, article.date, article.language, words, len(stretches))
            yield _Read(listed, article.text, stretches)


def _batches(articles: Iterable[_Read]) -> Iterator[list[_Read]]:
    batch: list[_Read] = []
    count = 0
    for article in articles:
        batch.append(article)
        count += sum(len(stretch.sentences) for stretch in article.stretches)
        if count >= _BATCH_SENTENCES:
            yield batch
            batch, count = [], 0
    if batch:
        yield batch


def _derived(store: Store, encoder: Encoder, listed: Listed) -> Iterator[StoredPassage]:
    """The passages of a stored article, from the store alone.

    The store holds no token states: an encoder that gives them embeds the article again.
    """
    text = store.texts([listed.digest])[listed.digest]
    one = _Read(listed, text, split_passages(split_article(listed.path, text, listed.language)))
    by_tokens = isinstance(encoder, TokenEncoder)
    vectors = _embed(encoder, [one]) if by_tokens else _Vectors(store.vectors(list(one.quotable)), {})
    yield from _stored_passages(one, vectors)


def _stored_passages(one: _Read, found: _Vectors) -> Iterator[StoredPassage]:
    digest = one.listed.digest
    for stretch in one.stretches:
        key = stretch.key(digest)
        keys = [f"{key}:{i}" for i in range(len(stretch.sentences))]
        rows = [found.vectors.get(key) for key in keys]
        blank = np.zeros_like(next(row for row in rows if row is not None))
        matrix = np.asarray([blank if row is None else row for row in rows], dtype=np.float32)
        states = PassageStates.of([found.codes.get(key) for key in keys]) if found.codes else None
        body = one.text[stretch.start : stretch.end]
        yield StoredPassage(key, digest, stretch.start, stretch.end, body, stretch.sentences, matrix, states)


def _report(before: Iterable[Listed], listed: Mapping[str, Listed], now: _Folder) -> SyncReport:
    was = {path: one.digest for one in before for path in one.paths}
    is_now = {path: digest for digest, one in listed.items() for path in one.paths}
    new = sorted(path for path in is_now if path not in was)
    gone = {digest: path for path, digest in was.items() if path not in is_now}
    renamed = {path: gone.pop(is_now[path]) for path in new if is_now[path] in gone}
    deleted = set(was) - set(is_now) - set(renamed.values())
    return SyncReport(
        added=tuple(path for path in new if path not in renamed),
        changed=tuple(sorted(path for path in is_now if path in was and was[path] != is_now[path])),
        renamed=tuple(sorted((old, path) for path, old in renamed.items())),
        deleted=tuple(sorted(deleted)),
        unchanged=tuple(sorted(path for path in is_now if was.get(path) == is_now[path])),
        skipped=tuple(sorted(now.skipped, key=lambda one: one.path)),
        duplicates=tuple((path, one.path) for one in listed.values() for path in one.paths[1:]),
    )
