"""The steps by which articles are added and indexed as Gradio calls them, and the notice of a new index."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from rag import Bot, Content
from ui.local_gradio import gr
from ui.page.adding import Shelf, Shown
from ui.page.conversation_events import said, speech_of
from ui.server.audit import audit
from ui.server.users import Role, user_of

_ONE_AFTER_THE_OTHER: dict[str, Any] = {
    "api_visibility": "private",
    "show_progress": "hidden",
    "concurrency_id": "indexing",
    "concurrency_limit": 1,
}


class Workroom:
    """What happens when somebody changes the articles. Questions go on meanwhile."""

    def __init__(self, bot: Bot) -> None:
        self._bot = bot

    def upload(self, files: list[str], request: gr.Request) -> Iterator[tuple[Any, ...]]:
        """Files that were chosen or dropped."""
        names = {Path(file).name: Path(file) for file in files or ()}
        yield from _told(self._shelf(request, "add", "add", ", ".join(names)).add(names))

    def paste(self, request: gr.Request, given: gr.EventData) -> Iterator[tuple[Any, ...]]:
        """A text that was pasted."""
        name = str(said(given, "name"))
        yield from _told(self._shelf(request, "add", "paste", name).paste(name, str(said(given, "text"))))

    def replace(
        self, waiting: Mapping[str, Content], request: gr.Request, given: gr.EventData
    ) -> Iterator[tuple[Any, ...]]:
        """A file takes the place of the one that has its name."""
        name = str(said(given, "file"))
        if name in waiting:
            content = waiting[name]
            shelf = self._shelf(request, "admin", "replace", name)
            yield from _told(shelf.add({name: content}, replace=True), _without(name, waiting))

    def undo(self, request: gr.Request, given: gr.EventData) -> Iterator[tuple[Any, ...]]:
        """A file that was removed comes back."""
        name = str(said(given, "file"))
        yield from _told(self._shelf(request, "admin", "restore", name).restore(name))

    def remove(self, request: gr.Request, given: gr.EventData) -> Iterator[tuple[Any, ...]]:
        """A file of the folder."""
        name = str(said(given, "file"))
        yield from _told(self._shelf(request, "admin", "remove", name).remove(name))

    def sync(self, request: gr.Request) -> Iterator[tuple[Any, ...]]:
        """Everything that changed in the folder."""
        yield from _told(self._shelf(request, "add", "index").sync())

    def example(self, request: gr.Request) -> Iterator[tuple[Any, ...]]:
        """The articles that come with Footnote, to try it."""
        texts = {file.name: file.read_text(encoding="utf-8") for file in sorted(_seeds().glob("*.txt"))}
        yield from _told(self._shelf(request, "add", "add examples").add(texts))

    def rebuild(self, request: gr.Request) -> Iterator[tuple[Any, ...]]:
        """The store is made anew."""
        yield from _told(self._shelf(request, "admin", "rebuild").rebuild())

    def _shelf(self, request: gr.Request, role: Role, did: str, what: str = "") -> Shelf:
        """Where things are changed, for one who may do that; what is done is noted."""
        user, speech = user_of(request), speech_of(request)
        if not user.may(role):
            audit(user, did, f"refused: {what}" if what else "refused")
            told = speech.plain("Your user may not do this: it needs the role {role}.", role=role)
            raise gr.Error(told, print_exception=False)
        audit(user, did, what)
        return Shelf(self._bot, speech)

    def wire(self, panel: gr.HTML) -> list[Any]:
        """Puts what is told and the button for files below the panel, and connects all with the steps.

        Gives the events after each of which the articles may be others.
        """
        told = gr.HTML(elem_id="told", js_on_load=None, apply_default_css=False)
        upload = gr.UploadButton(file_count="multiple", elem_id="upload")
        waiting = gr.State({})
        shown = [told, waiting]
        steps = (
            upload.upload(self.upload, upload, shown, **_ONE_AFTER_THE_OTHER),
            panel.paste(self.paste, None, shown, **_ONE_AFTER_THE_OTHER),
            panel.replace(self.replace, waiting, shown, **_ONE_AFTER_THE_OTHER),
            panel.remove(self.remove, None, shown, **_ONE_AFTER_THE_OTHER),
            panel.undo(self.undo, None, shown, **_ONE_AFTER_THE_OTHER),
            panel.example(self.example, None, shown, **_ONE_AFTER_THE_OTHER),
            panel.rebuild(self.rebuild, None, shown, **_ONE_AFTER_THE_OTHER),
            panel.sync(self.sync, None, shown, **_ONE_AFTER_THE_OTHER),
        )
        return [step.then(None, js="() => footnote.refresh()") for step in steps]


def _told(steps: Iterator[Shown], others: Mapping[str, Any] | None = None) -> Iterator[tuple[Any, ...]]:
    """What is shown, and what waits for a decision then: what the steps say, and others that waited before."""
    for step in steps:
        yield step.html, {**(others or {}), **step.waiting}


def _without(name: str, waiting: Mapping[str, Any]) -> dict[str, Any]:
    return {other: content for other, content in waiting.items() if other != name}


def _seeds() -> Path:
    """The articles that come with Footnote: within `ui` where it is installed, in a checkout at the top."""
    here = Path(__file__).parents[1]
    return next(folder for folder in (here / "seeds", here.parent / "seeds") if folder.is_dir())
