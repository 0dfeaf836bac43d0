"""Articles that are added, pasted, removed and indexed again from the page, told file by file."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from queue import SimpleQueue

from rag import Bot, FootnoteError, SyncReport
from ui.markup import el, inert
from ui.text import Speech
from ui.uploads import Drop, Refused, is_slash

Content = Path | str
"""A file that was uploaded, or a text that was pasted."""
_NAME_CHARS = 60


@dataclass(frozen=True, slots=True)
class Told:
    """What became of a file; ``waits`` where it may take the place of one that is there."""

    name: str
    what: str
    good: bool = False
    waits: bool = False


@dataclass(frozen=True, slots=True)
class Shown:
    """What is to be seen of a change that is being made, and what waits for a decision, by name."""

    html: str
    waiting: Mapping[str, Content] = field(default_factory=dict)


class Shelf:
    """Changes the folder of articles and then the index, which gives its last complete state meanwhile."""

    def __init__(self, bot: Bot, speech: Speech) -> None:
        self._bot, self._speech = bot, speech

    def add(self, given: Mapping[str, Content], *, overwrite: bool = False) -> Iterator[Shown]:
        """Puts files or texts into the folder and indexes them."""
        drop = Drop(self._bot.corpus, self._bot.settings)
        refused: list[Told] = []
        landed: list[str] = []
        waiting: dict[str, Content] = {}
        for name, content in given.items():
            became = drop.accept(name, content, overwrite=overwrite)
            if isinstance(became, Refused):
                refused.append(Told(name, self._refusal(became), waits=became.exists))
            else:
                landed.append(became.relative_to(self._bot.corpus).as_posix())
            if isinstance(became, Refused) and became.exists:
                waiting[name] = content
            elif isinstance(content, Path):
                content.unlink(missing_ok=True)  # the copy that Gradio made, taken or not
        report = (yield from self._sync()) if landed else SyncReport()
        if report:
            yield Shown(self._results([*refused, *(self._became(name, report) for name in landed)]), waiting)

    def paste(self, name: str, text: str) -> Iterator[Shown]:
        """Puts a text into the folder, named by its first words if by nothing else."""
        words = " ".join((name.strip() or text.strip().split("\n")[0]).split())[:_NAME_CHARS]
        words = "".join("-" if is_slash(letter) else letter for letter in words).strip(" .-")  # a title is no path
        return self.add({words if Path(words).suffix in (".txt", ".md") else f"{words}.txt": text})

    def remove(self, path: str) -> Iterator[Shown]:
        """Deletes a file of the folder and forgets its article."""
        if path not in self._known():
            yield Shown(self._notice(self._speech.plain("{path} is not here any more.", path=path)))
            return
        file = self._bot.file(path)
        if file != self._bot.corpus / path:
            part = "{path} is a part of {file}, and cannot be removed by itself. Take it out of the file."
            yield Shown(self._notice(self._speech.plain(part, path=path, file=file.name)))
            return
        try:
            file.unlink(missing_ok=True)
        except OSError as error:
            yield Shown(self._notice(f"{path}: {error.strerror}."))
            return
        yield from self.sync()

    def sync(self) -> Iterator[Shown]:
        """Brings the index to the folder's state and tells what that changed."""
        report = yield from self._sync()
        if report:
            renamed = [new for _, new in report.renamed]
            touched = [*report.added, *report.changed, *renamed, *report.deleted]
            yield Shown(self._results([self._became(path, report) for path in touched]))

    def _known(self) -> set[str]:
        skipped = {one.path for one in self._bot.report.skipped} if self._bot.report else set()
        return skipped | set(self._bot.waiting()) | {path for one in self._bot.articles() for path in one.paths}

    def _sync(self) -> Generator[Shown, None, SyncReport | None]:
        """Indexes in a thread of its own and shows how far it is; None where it failed, which is shown too."""
        steps: SimpleQueue[tuple[int, int, str] | None] = SimpleQueue()
        yield Shown(self._progress(0, 0, ""))
        with ThreadPoolExecutor(1) as thread:
            running = thread.submit(self._bot.sync, lambda *step: steps.put(step))
            running.add_done_callback(lambda _: steps.put(None))
            while (step := steps.get()) is not None:
                yield Shown(self._progress(*step))
        try:
            return running.result()
        except FootnoteError as error:
            yield Shown(self._notice(self._speech.error(error)))
            return None

    def _became(self, path: str, report: SyncReport) -> Told:
        """What indexing made of a file."""
        skipped = next((one.reason for one in report.skipped if one.path == path), None)
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

    def _notice(self, told: str) -> str:
        return el("div", el("p", inert(told), css="fn-notice"), self._dismiss(), css="fn-added", role="status")

    def _results(self, told: Sequence[Told]) -> str:
        folder = self._speech("Files are in {folder}", folder=self._bot.corpus)
        rows = [self._row(one) for one in told]
        nothing = el("p", self._speech("Nothing has changed."))
        inner = (el("ul", *rows) if rows else nothing, el("p", folder, css="fn-hint"), self._dismiss())
        return el("div", *inner, css="fn-added", role="status")

    def _row(self, told: Told) -> str:
        replace = (
            el(
                "button", self._speech("Replace it"), css="fn-tool", type="button", data_does="replace",
                data_path=told.name, aria_label=self._speech.plain("Replace {name}", name=told.name),
            )
            if told.waits
            else ""
        )  # fmt: skip
        return el("li", inert(told.what), " ", replace, css="fn-good" if told.good else "fn-bad")

    def _dismiss(self) -> str:
        return el(
            "button", "×", css="fn-dismiss", type="button", data_does="dismiss", aria_label=self._speech.plain("Close")
        )
