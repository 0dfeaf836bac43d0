"""The table of articles: what is there, in which state, to read, to choose and to change.

Not gr.Dataframe: its check boxes have no names, its headers cannot be reached with the keyboard, and
it looks like a spreadsheet.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, urlencode

from rag import Bot, FileState, Listed
from ui.markup import el, inert, time, tool
from ui.place import article
from ui.text import Speech

LINK = "#all"
_MOST_SHOWN = 200
_COLUMNS: dict[str, tuple[str, Callable[[Listed], Any]]] = {
    "title": ("Title", lambda one: one.title.casefold()),
    "date": ("Date", lambda one: one.date.isoformat() if one.date else ""),
    "words": ("Words", lambda one: one.words),
    "language": ("Language", lambda one: one.language),
    "passages": ("Passages", lambda one: one.passages),
    "state": ("State", lambda one: ""),  # is not known without looking at the files
}
_STATES = {"indexed": "Indexed", "changed": "Changed", "gone": "Gone"}


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which articles are looked for, and by which column they are sorted; a minus sorts downwards."""

    find: str = ""
    sort: str = ""

    @classmethod
    def read(cls, link: str) -> Wanted:
        """What a link to the table says.

        >>> Wanted.read("#all&find=rice&sort=-words")
        Wanted(find='rice', sort='-words')
        """
        said = dict(parse_qsl(link.removeprefix(LINK)))
        sort = said.get("sort", "")
        return cls(said.get("find", ""), sort if sort.removeprefix("-") in _COLUMNS else "")

    @property
    def link(self) -> str:
        said = {name: value for name, value in (("find", self.find), ("sort", self.sort)) if value}
        return LINK + ("&" + urlencode(said) if said else "")

    def among(self, bot: Bot) -> list[Listed]:
        """The articles in whose title or file all words occur, in the order that is wanted."""
        words = self.find.casefold().split()
        found = [one for one in bot.articles() if all(word in _searched(one) for word in words)]
        column = self.sort.removeprefix("-")
        if not column:
            return found
        states = bot.states(one.path for one in found) if column == "state" else {}
        key = _COLUMNS[column][1]
        return sorted(found, key=lambda one: states.get(one.path) or key(one), reverse=self.sort.startswith("-"))


def _searched(one: Listed) -> str:
    return " ".join((one.title, *one.paths)).casefold()


def is_link(link: str) -> bool:
    """Whether a link means the table."""
    return link in ("", "#", LINK) or link.startswith(LINK + "&")


def table(bot: Bot, link: str, speech: Speech, notice: str = "") -> str:
    """The articles that a link means, below a notice if there is one."""
    wanted = Wanted.read(link)
    told = el("p", inert(notice), css="fn-notice") if notice else ""
    tools = () if bot.settings.read_only else _tools(speech)
    bar = el("div", el("h2", speech("Articles")), *tools, _close(speech), css="fn-bar")
    head = el("div", _search(wanted, speech), el("p", css="fn-chosen", aria_live="polite"), css="fn-tools")
    body = el("div", told, head, _list(bot, wanted, speech), css="fn-scroll", tabindex="0")
    return el("section", bar, body, css="fn-contents", aria_label=speech.plain("Articles"))


def _tools(speech: Speech) -> tuple[str, ...]:
    return (
        tool(speech("Add files"), "add"),
        tool(speech("Paste text"), "paste"),
        tool(speech("Check for changes"), "sync"),
    )


def _close(speech: Speech) -> str:
    return el("button", "×", css="fn-close", type="button", aria_label=speech.plain("Close"))


def _search(wanted: Wanted, speech: Speech) -> str:
    label = speech.plain("Search titles and files")
    field = el("input", css="fn-find", type="search", value=wanted.find, placeholder=label, aria_label=label)
    return el("form", field, role="search")


def _list(bot: Bot, wanted: Wanted, speech: Speech) -> str:
    found = wanted.among(bot)
    shown = found[:_MOST_SHOWN]
    states = bot.states(one.path for one in shown)
    rows = [_row(one, states[one.path], _removable(one, bot), speech) for one in shown]
    more = len(found) - len(rows)
    others = _others(bot, wanted, speech) if not wanted.sort else ""
    parts = (el("thead", _headings(wanted, speech), role="rowgroup"), el("tbody", *rows, role="rowgroup"))
    nothing = "Nothing is called that." if wanted.find else "There are no articles yet."
    inner = (
        el("table", *parts, css="fn-table", role="table") if rows else el("p", speech(nothing), css="fn-hint"),
        el("p", speech("and {count} more", count=more), css="fn-hint") if more > 0 else "",
        others,
    )
    return el("div", *inner, css="fn-list")


def _headings(wanted: Wanted, speech: Speech) -> str:
    """The names of the columns, which sort by them; once more turns the order."""
    cells = [_heading(el("span", speech("Ask"), css="fn-unseen"), css="fn-ask")]
    for name, (phrase, _) in _COLUMNS.items():
        sorting = {name: "ascending", "-" + name: "descending"}.get(wanted.sort, "")
        to = Wanted(wanted.find, "-" + name if sorting == "ascending" else name).link
        arrow = el("span", "↑" if sorting == "ascending" else "↓", aria_hidden="true") if sorting else ""
        cells.append(_heading(el("a", speech(phrase), arrow, href=to), css=f"fn-{name}", aria_sort=sorting))
    cells.append(_heading(el("span", speech("Remove"), css="fn-unseen")))
    return el("tr", *cells, role="row")


def _heading(inner: str, **attributes: str) -> str:
    return el("th", inner, scope="col", role="columnheader", **attributes)


def _removable(one: Listed, bot: Bot) -> bool:
    """Whether the page may remove an article; one that is a part of a file cannot be removed by itself."""
    return not bot.settings.read_only and bot.file(one.path) == bot.corpus / one.path


def _row(one: Listed, state: FileState, removable: bool, speech: Speech) -> str:
    name = speech.plain("Ask “{title}”", title=one.title)
    box = el("input", type="checkbox", value=one.path, aria_label=name, data_title=one.title, css="fn-choose")
    title = el("a", inert(one.title), css="fn-title", lang=one.language, href=article(one.path).link)
    files = el("span", inert(", ".join(one.paths)), css="fn-file")
    remove = speech.plain("Remove “{title}”", title=one.title)
    cells = (
        el("td", box, css="fn-ask", role="cell"),
        el("td", title, files, css="fn-named", role="cell"),
        el("td", time(one.date, speech) or "–", css="fn-date", role="cell"),
        el("td", f"{one.words:,}", css="fn-number", data_label=speech.plain("Words"), role="cell"),
        el("td", inert(speech.language_name(one.language)), css="fn-language", role="cell"),
        el("td", str(one.passages), css="fn-number", data_label=speech.plain("Passages"), role="cell"),
        el("td", el("span", speech(_STATES[state]), css=f"fn-state fn-{state}"), css="fn-stated", role="cell"),
        el("td", _remove(one.path, remove) if removable else "", css="fn-removing", role="cell"),
    )
    return el("tr", *cells, role="row")


def _remove(path: str, name: str) -> str:
    return el(
        "button", "×", css="fn-remove", type="button", data_does="remove", data_path=path, aria_label=name, title=name
    )


def _others(bot: Bot, wanted: Wanted, speech: Speech) -> str:
    """Files of the folder that cannot be asked: not indexed yet, or skipped with a reason."""
    skipped = [(one.path, one.reason) for one in bot.report.skipped] if bot.report else []
    waiting = [(path, "") for path in bot.waiting()]
    sections = (("Not indexed yet", waiting), ("Could not be read", skipped))
    return "".join(_section(speech(phrase), rows, wanted) for phrase, rows in sections)


def _section(heading: str, rows: list[tuple[str, str]], wanted: Wanted) -> str:
    """Files in whose path all words that are looked for occur, each with what is to be said of it."""
    words = wanted.find.casefold().split()
    found = [row for row in rows if all(word in row[0].casefold() for word in words)]
    if not found:
        return ""
    items = [el("li", el("span", inert(path), css="fn-file"), " ", inert(why)) for path, why in found[:_MOST_SHOWN]]
    return el("h3", heading, css="fn-label") + el("ul", *items, css="fn-others")
