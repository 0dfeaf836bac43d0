"""The list of articles: what is there, to read, to choose and to change; of a long one the rows in view.

Not gr.Dataframe: its check boxes have no names, its headers cannot be reached with the keyboard, and
it looks like a spreadsheet.
"""

from __future__ import annotations

from rag import Bot, FileState, Skipped, UsageError, file_of
from ui.markup import el, inert, time, tool
from ui.page.files import FILTERS, LINK, SORTS, File, Group, Wanted, rows
from ui.page.links import article
from ui.text import Speech

_AT_ONCE = 120
_FIELDS: dict[str, dict[str, str]] = {
    "since": {"type": "date"}, "until": {"type": "date"}, "author": {"type": "text"},
    "place": {"type": "text"},
}  # fmt: skip
_SORT_NAMES = {"title": "Title", "date": "Date"}
_STATES = {
    "waiting": "Not indexed yet", "failed": "Could not be read", "removed": "Removed",
    "changed": "Changed", "gone": "Gone",
}  # fmt: skip


def is_link(link: str) -> bool:
    """Whether a link means the list."""
    return link in ("", "#", LINK) or link.startswith(LINK + "&")


def table(bot: Bot, link: str, speech: Speech, notice: str = "", start: int = 0) -> str:
    """The rows that a link means from one of them on, below a notice if there is one."""
    wanted = Wanted.read(link)
    try:
        found = wanted.among(bot)
    except UsageError as error:
        found, notice = [], notice or speech.error(error)
    told = el("p", inert(notice), css="fn-notice") if notice else ""
    tools = () if bot.settings.read_only else _tools(speech)
    bar = el("div", _heading(wanted, speech), *tools, _close(speech), css="fn-bar")
    head = el("div", _search(wanted, speech), _orders(wanted, len(found), speech), css="fn-tools")
    body = el("div", told, head, _list(bot, wanted, found, start, speech), css="fn-scroll", tabindex="0")
    return el("section", bar, body, css="fn-contents", aria_label=speech.plain("Articles"))


def _heading(wanted: Wanted, speech: Speech) -> str:
    """Articles, and the folder or file inside of which they are."""
    if not wanted.within:
        return el("h2", speech("Articles"))
    back = el("a", speech("Articles"), href=wanted.but(within="").link)
    return el("h2", back, " / ", inert(wanted.within.removesuffix("/")))


def _tools(speech: Speech) -> tuple[str, ...]:
    return (
        tool(speech("Add files"), "add"),
        tool(speech("Paste text"), "paste"),
        tool(speech("Check for changes"), "sync"),
    )


def _close(speech: Speech) -> str:
    return el("button", "×", css="fn-close", type="button", aria_label=speech.plain("Close"))


def _search(wanted: Wanted, speech: Speech) -> str:
    """What is typed into these fields becomes part of the link, by their names."""
    label = speech.plain("Search titles and files")
    field = el(
        "input", css="fn-find", type="search", name="find", value=wanted.find, placeholder=label, aria_label=label
    )
    shown = {"place": {"placeholder": speech.plain("Handbook/*")}}
    narrow = [
        el(
            "label",
            speech(phrase),
            " ",
            el("input", css="fn-find", name=name, value=getattr(wanted, name), **_FIELDS[name], **shown.get(name, {})),
        )
        for name, phrase in FILTERS.items()
    ]
    is_open = {"open": "open"} if wanted.is_filtered else {}
    more = el("details", el("summary", speech("Filter")), el("div", *narrow), css="fn-filter", **is_open)
    return el("form", field, more, role="search")


def _orders(wanted: Wanted, count: int, speech: Speech) -> str:
    """How the rows are sorted, whether details are shown, what is chosen, and the button that chooses all found."""
    links = [el("span", speech("Sort by"))]
    for name in SORTS:
        way = {name: "↑", "-" + name: "↓"}.get(wanted.sort, "")
        to = wanted.but(sort="-" + name if way == "↑" else name).link
        sign = el("span", way, aria_hidden="true") if way else ""
        links.append(el("a", speech(_SORT_NAMES[name]), sign, href=to, aria_current="true" if way else ""))
    details = el(
        "a", speech("Details"), href=wanted.but(details="" if wanted.details else "1").link,
        aria_current="true" if wanted.details else "",
    )  # fmt: skip
    by = wanted.but(sort="", details="").link
    tick = tool(speech("Tick all {count} found", count=count), "tick", data_link=by)
    chosen = el("p", css="fn-chosen", aria_live="polite")
    return el("div", *links, details, tick if wanted.is_narrow and count else "", chosen, css="fn-orders")


def _list(bot: Bot, wanted: Wanted, found: list[File], start: int, speech: Speech) -> str:
    """The rows from one on; as high as all of them would be."""
    all_rows = rows(found)
    first = max(0, min(start, len(all_rows) - 1))
    shown = all_rows[first : first + _AT_ONCE]
    known = [row.articles[0].path for row in shown if isinstance(row, File) and row.articles]
    states = bot.states(known)
    made = [
        _group(row, wanted, speech) if isinstance(row, Group) else _row(row, wanted, states, bot, speech)
        for row in shown
    ]
    placed = [
        el("li", html, css=css, data_at=str(at), aria_setsize=str(len(all_rows)), aria_posinset=str(at + 1))
        for at, (css, html) in enumerate(made, first)
    ]
    if not placed:
        return el("div", el("p", speech(_nothing(wanted)), css="fn-hint"), css="fn-list")
    space = f"--fn-rows: {len(all_rows)}; --fn-first: {first}"
    return el("div", el("ul", *placed, css="fn-rows"), css="fn-list", style=space, data_rows=str(len(all_rows)))


def _nothing(wanted: Wanted) -> str:
    return "Nothing is called that." if wanted.is_narrow else "There are no articles yet."


def _group(group: Group, wanted: Wanted, speech: Speech) -> tuple[str, str]:
    here = wanted.but(within=group.folder).link
    name = group.folder.removesuffix("/") or speech.plain("At the top")
    title = el("a", inert(name), href=here) if group.folder else el("span", inert(name))
    tick = tool(speech("Tick"), "tick", data_link=here, aria_label=speech.plain("Tick all in {folder}", folder=name))
    count = el("span", str(group.count), css="fn-file")
    return "fn-group", title + count + (tick if group.folder else "")


def _row(file: File, wanted: Wanted, states: dict[str, FileState], bot: Bot, speech: Speech) -> tuple[str, str]:
    name = speech.plain("Ask “{title}”", title=file.title)
    box = el("input", type="checkbox", value=file.path, aria_label=name, data_title=file.title, css="fn-choose")
    lines = el("div", _title(file, speech), _about(file, wanted, states, speech), css="fn-named")
    change = "" if bot.settings.read_only else _change(file, speech)
    return "fn-row", el("label", box if file.articles else "", css="fn-tick") + lines + change


def _title(file: File, speech: Speech) -> str:
    """What the file is called; a link to its article, or to the list of those in it."""
    if not file.articles:
        return el("span", inert(file.title), css="fn-title")
    several = len(file.articles) > 1
    href = Wanted(within=file.path).link if several else article(file.articles[0].path).link
    language = "" if several else file.articles[0].language
    return el("a", inert(file.title), css="fn-title", lang=language, href=href)


def _about(file: File, wanted: Wanted, states: dict[str, FileState], speech: Speech) -> str:
    """Where it lies, of when it is, and what is to be said of its state."""
    state = file.state if not file.articles else states.get(file.articles[0].path, "indexed")
    several = speech("{count} articles", count=len(file.articles)) if len(file.articles) > 1 else ""
    stated = el("span", speech(_STATES[state]), css=f"fn-state fn-{state}") if state in _STATES else ""
    path = "" if file.title == file.path else inert(file.path)
    parts = (path, several, time(file.date, speech), *(_details(file, speech) if wanted.details else ()))
    reasons = "; ".join(_reason(reason, speech) for reason in file.reasons)
    why = el("span", inert(reasons), css="fn-why", title=reasons) if reasons else ""
    return el("span", " · ".join(filter(None, (stated, *parts, why))), css="fn-file")


def _reason(skipped: Skipped, speech: Speech) -> str:
    """Why a file is no article, or which of its rows is none and why."""
    row = skipped.path.removeprefix(file_of(skipped.path))
    return f"{row}: {speech.told(skipped.reason)}" if row else speech.told(skipped.reason)


def _details(file: File, speech: Speech) -> tuple[str, ...]:
    """What only machines need to know of it."""
    if not file.articles:
        return ()
    languages = sorted({speech.language_name(article.language) for article in file.articles if article.language})
    words, passages = (sum(getattr(article, name) for article in file.articles) for name in ("words", "passages"))
    counted = (
        speech("1 word" if words == 1 else "{count} words", count=f"{words:,}"),
        speech("1 passage" if passages == 1 else "{count} passages", count=f"{passages:,}"),
    )
    return *counted, *filter(None, [inert(", ".join(languages))])


def _change(file: File, speech: Speech) -> str:
    """The button that removes a file, or has it back; what is a part of one cannot be removed by itself."""
    if file.state == "removed":
        label = speech.plain("Have {name} back", name=file.path)
        return tool(speech("Undo"), "undo", data_path=file.path, aria_label=label)
    if file_of(file.path) != file.path:
        return ""
    label = speech.plain("Remove “{title}”", title=file.title)
    return el(
        "button", "×", css="fn-remove", type="button", data_does="remove", data_path=file.path, aria_label=label,
        title=label,
    )  # fmt: skip
