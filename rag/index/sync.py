"""Bringing the store to what the folder holds: reading, embedding, writing, forgetting."""

from __future__ import annotations

import itertools
import json
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields, replace
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any

from rag.corpus.article import Skipped
from rag.corpus.formats import form_of, format_of
from rag.corpus.passages import split_passages
from rag.corpus.reading import Reader, article_paths, is_text, read_bytes
from rag.corpus.rules import rules
from rag.corpus.sentences import split_sentences
from rag.index.cut import Cut, Former, Found, embedded_batches, keys_of, stored_passages
from rag.index.embedding import Encoder, TokenEncoder
from rag.index.listed import Listed
from rag.index.reading_cache import Reading, Readings, is_settled, stamp
from rag.index.store import Store
from rag.index.stored_passage import StoredPassage
from rag.index.word_index import Words
from rag.index.workers import File, Here, Told, Workers, read_here
from rag.settings import Settings

Progress = Callable[[int, int, str], None]
"""Called with (files done, files in the folder, the path of the article just done)."""

_BATCH_SENTENCES = 512
_TEXTS_AT_ONCE = 100


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
    encodings: tuple[tuple[str, str], ...] = ()
    """The text files that are not in UTF-8, each with what they were read as."""

    @property
    def did_something(self) -> bool:
        return bool(self.added or self.changed or self.renamed or self.deleted)

    def when_unchanged(self) -> SyncReport:
        """What a next run tells when nothing has changed since."""
        unchanged = sorted((*self.added, *self.changed, *(new for _, new in self.renamed), *self.unchanged))
        return replace(self, added=(), changed=(), renamed=(), deleted=(), unchanged=tuple(unchanged))

    def to_json(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False)

    @classmethod
    def of_json(cls, text: str) -> SyncReport:
        """The inverse of ``to_json``."""
        told: dict[str, Any] = {name: tuple(map(_hashable, rows)) for name, rows in json.loads(text).items()}
        return cls(**told)


def _hashable(row: Any) -> Any:
    if isinstance(row, dict):
        return Skipped(**row)
    return row if isinstance(row, str) else tuple(row)


def sync(
    folder: Path,
    store: Store,
    words: Words,
    encoder: Encoder,
    readings: Path,
    settings: Settings,
    progress: Progress | None = None,
    thorough: bool = False,
    workers: Workers | None = None,
) -> SyncReport:
    """Brings store and word index to the folder's state; only new content is read and embedded.

    An article that was cut by other rules (see ``rag.corpus.rules``) is read and cut anew, and so is one whose text has
    changed; of both only those sentences are embedded that were not there before.

    A run that is killed at any instant leaves a store that the next run completes: articles are
    stored one batch after the other, readers see them when the word index lists them at the end,
    and old sentences go only after that.

    Args:
        readings: where it is kept what the files gave (see ``Readings``).
        thorough: read every file, also those of which the file system tells that nothing has changed.
        workers: those who read and embed; by default this process does it with the encoder.
    """
    with Readings(readings) as kept, Reader(settings) as reader:
        state = None if thorough else _state(folder, reader)
        told = kept.told(f"{state} {words.revision}") if state and store.revision() == words.revision else None
        if told:
            return SyncReport.of_json(told)
        before = _before(store, words)
        work = workers or Here(reader, encoder)
        found = _Folder(folder, settings, reader, work.read, kept, before, thorough)
        run = _Run(store, encoder, work, found, progress)
        words.update(run.passages(words), run.listed, before.keys())
        kept.forget_unused()
        report = _report(before.values(), run.listed, found)
        if state and found.is_certain:
            kept.tell(f"{state} {words.revision}", report.when_unchanged().to_json())
    store.remove(before.keys() - run.listed.keys())
    store.note(words.revision)
    return report


def _state(folder: Path, reader: Reader) -> str | None:
    """A digest of what the file system tells of every file, and of how they are read.

    None where a file may change without being noticed, since it was written just now or cannot be looked at.
    """
    form = [one.name for one in fields(SyncReport)]  # what was kept by another version may not be read
    digest = sha256(f"{reader.manner} {form}".encode())
    for name in article_paths(folder):
        status = _status(f"{folder}/{name}")
        if status is None or not is_settled(status):
            return None
        digest.update(f"{name}\0{stamp(status)}\0".encode(errors="surrogateescape"))
    return digest.hexdigest()


def _before(store: Store, words: Words) -> Mapping[str, Listed]:
    """What the store holds: read from there only where the word index does not know it."""
    if store.revision() == words.revision:
        return words.articles
    store.mend()
    return store.articles()


def plan(folder: Path, before: Mapping[str, Listed], readings: Path, settings: Settings) -> SyncReport:
    """What ``sync`` would report of an index that lists these articles; nothing is written or embedded."""
    with Readings(readings, aside=True) as kept, Reader(settings) as reader:
        found = _Folder(folder, settings, reader, partial(read_here, reader), kept, before)
        deque(found.fresh(), maxlen=0)
    return _report(before.values(), found.listed(), found)


@dataclass(frozen=True, slots=True)
class _Turn:
    """A file when its turn has come: what is known of it, or its bytes where they are still to be read."""

    name: str
    place: int
    known: Reading | None = None
    data: bytes | None = None
    content: bytes | None = None
    status: os.stat_result | None = None

    @property
    def to_read(self) -> File:
        return self.name, self.data


@dataclass
class _Folder:
    """The folder as it is now; ``places`` and ``skipped`` grow as it is gone through.

    ``is_certain`` unless a file could not be read that may be read the next time.

    ``places`` has an article as each of its places tells it, by digest. Where it is ``thorough``, also those files
    are read of which the file system tells that nothing has changed.
    """

    folder: Path
    settings: Settings
    reader: Reader
    read: Callable[[Iterable[File]], Iterator[Told]]
    readings: Readings
    before: Mapping[str, Listed]
    thorough: bool = False
    places: dict[str, list[Listed]] = field(default_factory=dict)
    skipped: list[Skipped] = field(default_factory=list)
    files: int = 0
    is_certain: bool = True

    def fresh(self) -> Iterator[Cut]:
        """Goes through the folder once, and gives what is not in the store."""
        self.files = sum(1 for _ in article_paths(self.folder))
        turns, ahead = itertools.tee(self._turns())  # whoever reads may be some files ahead of the one whose turn it is
        for turn, told in zip(turns, self.read(one.to_read for one in ahead)):
            if turn.known:
                self._note(turn.known)
            elif turn.content:
                yield from self._fresh_of(turn, told, self.reader.key(turn.name, turn.content))
            if turn.status and turn.content:
                self.readings.saw(turn.name, turn.status, turn.content)

    def _turns(self) -> Iterator[_Turn]:
        for place, name in enumerate(article_paths(self.folder), 1):
            path = self.folder / name
            status = _status(path) if is_text(name) and not self.thorough else None
            content = self.readings.content(name, status) if status else None
            known = self._known(name, content) if content else None
            if known:
                yield _Turn(name, place, known)
                continue
            data = read_bytes(name, path, self.settings)
            if isinstance(data, Skipped):
                self.is_certain &= format_of(name) is None or not is_text(name)
                yield _Turn(name, place, Reading(skipped=(data,)))
                continue
            content = sha256(data).digest()
            known = self._known(name, content)
            yield _Turn(name, place, known, None if known else data, content, status)

    def _known(self, name: str, content: bytes) -> Reading | None:
        """What a file gave when it was last read, where the store holds it all or is about to."""
        known = self.readings.get(self.reader.key(name, content), name)
        return known if known and all(self._is_held(one.digest) for one in known.articles) else None

    def _is_held(self, digest: str) -> bool:
        """Whether the store holds an article as today's rules cut it, or is about to."""
        before = self.before.get(digest)
        return digest in self.places or (before is not None and before.rules == rules())

    def _note(self, known: Reading) -> None:
        for one in known.articles:
            self.places.setdefault(one.digest, []).append(self._shared(one))
        self.skipped += known.skipped

    def _shared(self, one: Listed) -> Listed:
        """The article as it was before, where it still is: two of each would need twice the memory."""
        before = self.before.get(one.digest)
        return before if before == one else one

    def _fresh_of(self, turn: _Turn, told: Told, key: str) -> Iterator[Cut]:
        articles, skipped = [], []
        for read in told:
            if isinstance(read, Skipped):
                skipped.append(read)
                continue
            article, sentences = read
            stretches = split_passages(sentences)
            listed = Listed.of(article, len(article.text.split()), len(stretches))
            articles.append(listed)
            seen = self._is_held(listed.digest)
            self.places.setdefault(listed.digest, []).append(listed)
            if not seen:
                yield Cut(listed, article.text, stretches, turn.place, article.blocks)
        self.skipped += skipped
        self.readings.put(key, turn.name, Reading(tuple(articles), tuple(skipped)))

    def listed(self) -> dict[str, Listed]:
        """Every article with all its places, as the first of these tells it."""
        return {digest: _together(told) for digest, told in self.places.items()}


def _together(told: Sequence[Listed]) -> Listed:
    return told[0] if len(told) == 1 else replace(told[0], paths=tuple(one.path for one in told))


def _status(path: Path | str) -> os.stat_result | None:
    try:
        return os.stat(path)
    except OSError:
        return None


@dataclass
class _Run:
    """Fresh articles on their way into the store; ``listed`` is filled when all have arrived there."""

    store: Store
    encoder: Encoder
    workers: Workers
    folder: _Folder
    progress: Progress | None
    listed: dict[str, Listed] = field(default_factory=dict)

    def passages(self, words: Words) -> Iterator[StoredPassage]:
        """Embeds and stores what is fresh, and yields every passage that the word index does not hold."""
        stored = dict(self.folder.before)
        known = Former(self.store, words, self.encoder, self.folder.before)
        for batch, vectors in embedded_batches(self.workers, _batches(self.folder.fresh()), known):
            again = [one.listed.digest for one in batch if one.listed.digest in self.folder.before]
            known.forget(again)
            self.store.add([vectors.of(one) for one in batch], again)
            for one in batch:
                stored[one.listed.digest] = one.listed
                yield from stored_passages(one, vectors)
                if self.progress:
                    self.progress(one.place, self.folder.files, one.listed.path)
        self.listed.update(self.folder.listed())
        self.store.move([one for digest, one in self.listed.items() if one != stored[digest]])
        old = [one for digest, one in self.listed.items() if digest in self.folder.before and digest not in known.gone]
        lacking = [one for one in old if not _lists(words, one) and not words.holds(one)]
        yield from self._derived(lacking, known)

    def _derived(self, listed: Sequence[Listed], known: Former) -> Iterator[StoredPassage]:
        """The passages of stored articles, from the store alone.

        The store holds no token states: an encoder that gives them embeds the articles again.
        """
        batches = _batches(_stored(self.store, listed))
        if isinstance(self.encoder, TokenEncoder):
            found = embedded_batches(self.workers, batches, known)
        else:
            found = ((batch, Found(self.store.vectors(keys_of(batch)), {})) for batch in batches)
        for batch, vectors in found:
            for one in batch:
                yield from stored_passages(one, vectors)


def _lists(words: Words, one: Listed) -> bool:
    """Whether the word index lists an article as its rules cut it."""
    listed = words.articles.get(one.digest)
    return listed is not None and listed.rules == one.rules


def _batches(articles: Iterable[Cut]) -> Iterator[list[Cut]]:
    batch: list[Cut] = []
    count = 0
    for article in articles:
        batch.append(article)
        count += sum(len(stretch.sentences) for stretch in article.stretches)
        if count >= _BATCH_SENTENCES:
            yield batch
            batch, count = [], 0
    if batch:
        yield batch


def _stored(store: Store, listed: Sequence[Listed]) -> Iterator[Cut]:
    for start in range(0, len(listed), _TEXTS_AT_ONCE):
        part = listed[start : start + _TEXTS_AT_ONCE]
        digests = [one.digest for one in part]
        texts, marked = store.texts(digests), store.blocks(digests)
        for one in part:
            text, blocks = texts[one.digest], marked.get(one.digest, ())
            sentences = split_sentences(text, one.language, form_of(one.path), blocks)
            yield Cut(one, text, split_passages(sentences), blocks=blocks)


def _report(before: Iterable[Listed], listed: Mapping[str, Listed], found: _Folder) -> SyncReport:
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
        skipped=tuple(sorted(found.skipped, key=lambda one: one.path)),
        duplicates=tuple((path, one.path) for one in listed.values() for path in one.paths[1:]),
        encodings=tuple((one.path, one.encoding) for told in found.places.values() for one in told if one.encoding),
    )
