"""Articles that are added, pasted, removed and indexed again from the page, told file by file."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from queue import SimpleQueue
from typing import Literal, TypeVar

from rag import Bot, Content, FootnoteError, Refused, StoreGoneError, SyncReport
from ui.markup import el, inert, tool
from ui.text import Speech

_NAME_CHARS = 60
_INTRODUCED = 3
"""So many new articles at most are introduced; of more one does not read it."""
_DONE = {"replace": ("Replace it", "Replace {name}"), "undo": ("Undo", "Have {name} back")}
_Step = tuple[int, int, str]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Told:
    """What became of a file; ``does`` is what can be done about it then: to replace one that is there, or to undo."""

    name: str
    what: str
    good: bool = False
    does: Literal["", "replace", "undo"] = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """What is to be seen of a change that is being made, and what waits for a decision, by name."""

    html: str
    waiting: Mapping[str, Content] = field(default_factory=dict)


class Shelf:
    """Changes the folder of articles and then the index, which gives its last complete state meanwhile."""

    def __init__(self, bot: Bot, speech: Speech) -> None:
        self._bot, self._speech = bot, speech

    def add(self, given: Mapping[str, Content], *, replace: bool = False) -> Iterator[Shown]:
        """Puts files or texts into the folder and indexes them."""
        added = yield from self._run(lambda progress: self._bot.add(given, replace=replace, progress=progress))
        if added is None:
            return
        waiting = {name: given[name] for name, refused in added.refused.items() if refused.exists}
        for name, content in given.items():
            if isinstance(content, Path) and name not in waiting:
                content.unlink(missing_ok=True)  # the copy that Gradio made, taken or not
        refused = [
            Told(name, self._refusal(why), does="replace" if why.exists else "") for name, why in added.refused.items()
        ]
        told = [*refused, *(self._became(name, added.report) for name in added.landed)]
        yield Shown(self._results(told, self._introduced(added.report)), waiting)

    def paste(self, name: str, text: str) -> Iterator[Shown]:
        """Puts a text into the folder, named by its first words if by nothing else."""
        words = " ".join((name.strip() or text.strip().split("\n")[0]).split())[:_NAME_CHARS]
        words = "".join("-" if _is_slash(letter) else letter for letter in words).strip(" .-")  # a title is no path
        return self.add({words if Path(words).suffix in (".txt", ".md") else f"{words}.txt": text})

    def remove(self, path: str) -> Iterator[Shown]:
        """Takes a file out of the folder and forgets its articles, until it is had back."""
        removed = yield from self._run(lambda progress: self._bot.remove(path, progress))
        if removed:
            told = Told(path, self._speech.plain("{path} was removed.", path=path), good=True, does="undo")
            yield Shown(self._results([told]))

    def restore(self, path: str) -> Iterator[Shown]:
        """Has a file back that was removed lately."""
        removed = next((removed_file for removed_file in self._bot.removed() if removed_file.path == path), None)
        if removed is None:
            yield from self.sync()  # somebody else had it back
            return
        report = yield from self._run(lambda progress: self._bot.restore(removed, progress))
        if report:
            yield Shown(self._results([self._became(removed.path, report)]))

    def sync(self) -> Iterator[Shown]:
        """Brings the index to the folder's state and tells what that changed."""
        report = yield from self._run(self._bot.sync)
        if report:
            yield Shown(self._results(self._touched(report)))

    def rebuild(self) -> Iterator[Shown]:
        """Makes the store anew from the files."""
        report = yield from self._run(self._bot.rebuild)
        if report:
            yield Shown(self._results(self._touched(report)))

    def _touched(self, report: SyncReport) -> list[Told]:
        renamed = [new for _, new in report.renamed]
        paths = [*report.added, *report.changed, *renamed, *report.deleted]
        return [self._became(path, report) for path in paths]

    def _run(self, change: Callable[[Callable[[int, int, str], None]], T]) -> Generator[Shown, None, T | None]:
        """Makes a change in a thread of its own and shows how far it is; None where it failed, which is shown too."""
        steps: SimpleQueue[_Step | None] = SimpleQueue()
        yield Shown(self._progress(0, 0, ""))
        with ThreadPoolExecutor(1) as thread:
            running = thread.submit(change, lambda done, total, path: steps.put((done, total, path)))
            running.add_done_callback(lambda _: steps.put(None))
            while (step := steps.get()) is not None:
                yield Shown(self._progress(*step))
        try:
            return running.result()
        except FootnoteError as error:
            yield Shown(self._failed(error))
            return None

    def _became(self, path: str, report: SyncReport) -> Told:
        """What indexing made of a file."""
        skipped = next((skip.reason for skip in report.skipped if skip.path == path), None)
        twin = next((other for same, other in report.duplicates if same == path), None)
        if skipped:
            told = self._speech.plain(
                "{path} is in the folder, but is no article: {reason}.", path=path, reason=self._speech.told(skipped)
            )
            return Told(path, told)
        if twin:
            return Told(
                path, self._speech.plain("{path} has the same text as {other}.", path=path, other=twin), good=True
            )
        said = {
            "{path} was added.": report.added,
            "{path} was indexed again.": report.changed,
            "{path} was renamed.": [new for _, new in report.renamed],
            "{path} was removed.": report.deleted,
        }
        phrase = next((phrase for phrase, paths in said.items() if path in paths), "{path} is as it was.")
        return Told(path, self._speech.plain(phrase, path=path), good=True)

    def _refusal(self, refused: Refused) -> str:
        return self._speech.plain(refused.phrase, name=refused.name, **refused.values)

    def _progress(self, done: int, total: int, path: str) -> str:
        told = self._speech("Indexing {done} of {total}", done=done, total=total) if total else self._speech("Indexing")
        bar = el("progress", max=str(total), value=str(done)) if total else el("progress")
        return el("div", el("p", told, " ", el("span", inert(path), css="fn-file")), bar, css="fn-added", role="status")

    def _failed(self, error: FootnoteError) -> str:
        mend = tool(self._speech("Index again"), "rebuild") if isinstance(error, StoreGoneError) else ""
        told = el("p", inert(self._speech.error(error)), " ", mend, css="fn-notice")
        return el("div", told, self._dismiss(), css="fn-added", role="status")

    def _introduced(self, report: SyncReport) -> list[str]:
        """Where the page puts what the new articles are about, once it is known."""
        if len(report.added) > _INTRODUCED:
            return []
        return [el("div", css="fn-intro", data_path=path, aria_live="polite") for path in report.added]

    def _results(self, told: Sequence[Told], introduced: Sequence[str] = ()) -> str:
        folder = self._speech("Files are in {folder}", folder=self._bot.folders[0])
        rows = [self._row(outcome) for outcome in told]
        nothing = el("p", self._speech("Nothing has changed."))
        inner = (el("ul", *rows) if rows else nothing, *introduced, el("p", folder, css="fn-hint"), self._dismiss())
        return el("div", *inner, css="fn-added", role="status")

    def _row(self, told: Told) -> str:
        done = ""
        if told.does:
            phrase, name = _DONE[told.does]
            label = self._speech.plain(name, name=told.name)
            done = tool(self._speech(phrase), told.does, data_path=told.name, aria_label=label)
        return el("li", inert(told.what), " ", done, css="fn-good" if told.good else "fn-bad")

    def _dismiss(self) -> str:
        return el(
            "button", "×", css="fn-dismiss", type="button", data_does="dismiss", aria_label=self._speech.plain("Close")
        )


def _is_slash(letter: str) -> bool:
    """Whether a letter parts folders in a path, or looks like one that does.

    >>> [_is_slash(letter) for letter in "/\\\\\uff0fa"]
    [True, True, True, False]
    """
    return any(sign in unicodedata.normalize("NFKC", letter) for sign in "/\\")
