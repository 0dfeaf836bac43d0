"""Bringing the store to what the folder holds: planning, reading, embedding, writing, forgetting."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from hashlib import sha256
from pathlib import Path

from rag.corpus.formats import form_of
from rag.corpus.passages import split_passages
from rag.corpus.reading import Reader, article_paths
from rag.corpus.sentences import split_sentences
from rag.index.cut import Cut, Former, SentenceVectors, embedded_batches, keys_of, stored_passages
from rag.index.embedding import Encoder, TokenEncoder
from rag.index.inventory import Inventory
from rag.index.listed import Listed
from rag.index.plan import plan, status_of
from rag.index.reading_cache import ReadingCache, is_settled, stamp
from rag.index.report import SyncReport
from rag.index.store import Store
from rag.index.word_index import Words
from rag.index.workers import Here, ReadsHere, Workers
from rag.settings import Settings

Progress = Callable[[int, int, str], None]
"""Called with (files done, files in the folder, the path of the article just done)."""

_BATCH_SENTENCES = 512
_TEXTS_AT_ONCE = 100


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
        readings: where it is kept what the files gave (see ``ReadingCache``).
        thorough: read every file, also those of which the file system tells that nothing has changed.
        workers: those who read and embed; by default this process does it with the encoder.
    """
    with ReadingCache(readings) as cache, Reader(settings) as reader:
        state = None if thorough else _state(folder, reader)
        told = cache.told(f"{state} {words.revision}") if state and store.revision() == words.revision else None
        if told:
            return SyncReport.of_json(told)
        planned = plan(folder, _before(store, words), cache, reader, thorough=thorough)
        inventory = Inventory(planned, cache, reader, settings)
        apply(inventory, Target(store, words, encoder), workers or Here(reader, encoder), progress)
        cache.forget_unused()
        report = inventory.report()
        if state and inventory.is_certain:
            cache.tell(f"{state} {words.revision}", report.when_unchanged().to_json())
    store.remove(planned.before.keys() - words.articles.keys())
    store.note(words.revision)
    return report


def preview(folder: Path, before: Mapping[str, Listed], readings: Path, settings: Settings) -> SyncReport:
    """What ``sync`` would report of an index that lists these articles; nothing is written or embedded."""
    with ReadingCache(readings, aside=True) as cache, Reader(settings) as reader:
        inventory = Inventory(plan(folder, before, cache, reader), cache, reader, settings)
        deque(inventory.fresh(ReadsHere(reader)), maxlen=0)
        return inventory.report()


def _state(folder: Path, reader: Reader) -> str | None:
    """A digest of what the file system tells of every file, and of how they are read.

    None where a file may change without being noticed, since it was written just now or cannot be looked at.
    """
    form = [field.name for field in fields(SyncReport)]  # what was kept by another version may not be read
    digest = sha256(f"{reader.manner} {form}".encode())
    for name in article_paths(folder):
        status = status_of(f"{folder}/{name}")
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


@dataclass(frozen=True, slots=True)
class Target:
    """The store and words that a run brings to the folder's state, and what embeds for it."""

    store: Store
    words: Words
    encoder: Encoder


def apply(inventory: Inventory, to: Target, workers: Workers, progress: Progress | None = None) -> None:
    """Stores what is fresh, batch by batch; at the end the word index lists what the folder holds.

    Passages are written as they come, so that memory stays flat.
    """
    before = inventory.plan.before
    known = Former(to.store, to.words, to.encoder, before)
    with to.words.changing(before.keys()) as change:
        stored = dict(before)
        for batch, vectors in embedded_batches(workers, _batches(inventory.fresh(workers)), known):
            again = [item.listed.digest for item in batch if item.listed.digest in before]
            known.forget(again)
            to.store.add([vectors.of(item) for item in batch], again)
            for cut in batch:
                stored[cut.listed.digest] = cut.listed
                change.add(stored_passages(cut, vectors))
                if progress:
                    progress(cut.place, len(inventory.plan.files), cut.listed.path)
        listed = inventory.listed()
        to.store.move([article for digest, article in listed.items() if article != stored[digest]])
        old = [article for digest, article in listed.items() if digest in before and digest not in known.gone]
        lacking = [article for article in old if not to.words.lists(article) and not to.words.holds(article)]
        for cut, vectors in _derived(lacking, to, workers, known):
            change.add(stored_passages(cut, vectors))
        change.commit(listed)


def _derived(
    listed: Sequence[Listed], to: Target, workers: Workers, known: Former
) -> Iterator[tuple[Cut, SentenceVectors]]:
    """Stored articles with their vectors, from the store alone.

    The store holds no token states: an encoder that gives them embeds the articles again.
    """
    batches = _batches(_stored(to.store, listed))
    if isinstance(to.encoder, TokenEncoder):
        found = embedded_batches(workers, batches, known)
    else:
        found = ((batch, SentenceVectors(to.store.vectors(keys_of(batch)), {})) for batch in batches)
    return ((item, vectors) for batch, vectors in found for item in batch)


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
        digests = [article.digest for article in part]
        texts, marked = store.texts(digests), store.blocks(digests)
        for article in part:
            text, blocks = texts[article.digest], marked.get(article.digest, ())
            sentences = split_sentences(text, article.language, form_of(article.path), blocks)
            yield Cut(article, text, split_passages(sentences), blocks=blocks)
