"""The articles of a folder, each with all its places, as they come to be known file by file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256
from itertools import chain
from operator import itemgetter

from rag.corpus.article import Article, Sentence, Skipped
from rag.corpus.formats import format_of
from rag.corpus.passages import split_passages
from rag.corpus.reading import Reader, is_text, read_bytes
from rag.index.cut import Cut
from rag.index.listed import Listed
from rag.index.plan import Plan, PlannedFile, as_held, is_held, status_of
from rag.index.reading_cache import Reading, ReadingCache
from rag.index.report import SyncReport
from rag.index.workers import File, ReadsFiles
from rag.settings import Settings


@dataclass
class Inventory:
    """The content of a folder: at first what is known of the planned files; it grows as the others are looked into.

    ``is_certain`` unless a file could not be read that may be read the next time.
    """

    plan: Plan
    cache: ReadingCache
    reader: Reader
    settings: Settings
    is_certain: bool = True
    _places: dict[str, list[tuple[int, Listed]]] = field(default_factory=dict)
    _skipped: list[Skipped] = field(default_factory=list)

    def __post_init__(self) -> None:
        for file in self.plan.files:
            if file.known:
                self._note(file.place, file.known)

    def fresh(self, workers: ReadsFiles) -> Iterator[Cut]:
        """Reads the files that are not known, and gives the articles that are not indexed, as their turn comes."""
        for file, told in workers.read(self._opened()):
            articles, skipped = [], []
            for read in told:
                if isinstance(read, Skipped):
                    skipped.append(read)
                    continue
                cut = _cut(file.place, *read)
                articles.append(cut.listed)
                is_new = not self._is_held(cut.listed.digest)
                self._note(file.place, Reading((cut.listed,)))
                if is_new:
                    yield cut
            self._skipped += skipped
            self.cache.put(
                self.reader.key(file.name, file.content), file.name, Reading(tuple(articles), tuple(skipped))
            )
            self._saw(file)

    def _opened(self) -> Iterator[File]:
        """The files that have to be read, with their bytes as they are in their turn."""
        for planned in self.plan.files:
            file = None if planned.known else self._looked_into(planned)
            reading = self.cache.get(self._key(file), file.name) if file else None
            known = as_held(reading, self.plan.before, self._places)
            if file and known:
                self._note(file.place, known)
                self._saw(file)
            elif file:
                yield file

    def _looked_into(self, planned: PlannedFile) -> File | None:
        path = self.plan.folder / planned.name
        status = status_of(path) if is_text(planned.name) else None
        data = read_bytes(planned.name, path, self.settings)
        if isinstance(data, Skipped):
            self.is_certain &= format_of(planned.name) is None or not is_text(planned.name)
            self._skipped.append(data)
            return None
        return File(planned.name, planned.place, data, sha256(data).digest(), status)

    def _key(self, file: File) -> str:
        return self.reader.key(file.name, file.content)

    def _saw(self, file: File) -> None:
        if file.status:
            self.cache.saw(file.name, file.status, file.content)

    def _is_held(self, digest: str) -> bool:
        """Whether an article is indexed, or is about to be."""
        return digest in self._places or is_held(digest, self.plan.before)

    def _note(self, place: int, reading: Reading) -> None:
        for article in reading.articles:
            self._places.setdefault(article.digest, []).append((place, article))
        self._skipped += reading.skipped

    def listed(self) -> dict[str, Listed]:
        """Every article by its digest, with all its places, as the first of these tells it."""
        return {digest: _together(_ordered(told)) for digest, told in self._places.items()}

    def report(self) -> SyncReport:
        """What becomes of the index by it, by path."""
        listed = self.listed()
        was = {path: article.digest for article in self.plan.before.values() for path in article.paths}
        is_now = {path: digest for digest, article in listed.items() for path in article.paths}
        new = sorted(path for path in is_now if path not in was)
        gone = {digest: path for path, digest in was.items() if path not in is_now}
        renamed = {path: gone.pop(is_now[path]) for path in new if is_now[path] in gone}
        deleted = set(was) - set(is_now) - set(renamed.values())
        told = _ordered([*chain.from_iterable(self._places.values())])
        return SyncReport(
            added=tuple(path for path in new if path not in renamed),
            changed=tuple(sorted(path for path in is_now if path in was and was[path] != is_now[path])),
            renamed=tuple(sorted((old, path) for path, old in renamed.items())),
            deleted=tuple(sorted(deleted)),
            unchanged=tuple(sorted(path for path in is_now if was.get(path) == is_now[path])),
            skipped=tuple(sorted(self._skipped, key=lambda skip: skip.path)),
            duplicates=tuple((path, article.path) for article in listed.values() for path in article.paths[1:]),
            encodings=tuple((article.path, article.encoding) for article in told if article.encoding),
        )


def _cut(place: int, article: Article, sentences: Sequence[Sentence]) -> Cut:
    stretches = split_passages(sentences)
    listed = Listed.of(article, len(article.text.split()), len(stretches))
    return Cut(listed, article.text, stretches, place, article.blocks)


def _ordered(told: Sequence[tuple[int, Listed]]) -> list[Listed]:
    return [item for _, item in sorted(told, key=itemgetter(0))]


def _together(told: Sequence[Listed]) -> Listed:
    return told[0] if len(told) == 1 else replace(told[0], paths=tuple(article.path for article in told))
