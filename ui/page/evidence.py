"""The evidence panel: an article's whole text with its quotations marked, or the table of all articles."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import pairwise

from rag import Article, Bot, FileState, FootnoteError, Looking
from ui.markup import el, inert, time, tool
from ui.page import articles, files
from ui.page.links import Place, Spot, read_link
from ui.page.sheet import address, is_drawn
from ui.text import Speech

_FILE = {
    "changed": "The file has changed since it was indexed; this is the text that was.",
    "gone": "The file is no longer in the folder; this is the text that was indexed.",
}
_BLANK_LINES = re.compile(r"(?:\r?\n[ \t]*){2,}")
_ANY_LINES = re.compile(r"(?:\r?\n[ \t]*)+")
_UNWRAPPED_CHARS = 200
_WHOLE_CHARS = 30_000
_PIECE_CHARS = 8_000
"""A text of more than so many characters is shown in pieces of about so many, those around the quotation first."""

Mark = tuple[int, int, int]
"""Start, end, and which of the place's spots it is."""


def show(bot: Bot, link: str, speech: Speech, start: int = 0) -> str:
    """What a link opens, as HTML, of the list of articles from a row on.

    A link that leads nowhere says so and lists the articles.
    """
    try:
        return _show(bot, link, speech, start)
    except FootnoteError as error:
        return el("p", inert(speech.error(error)), css="fn-notice")


def piece(bot: Bot, link: str, number: int) -> str:
    """One more piece of the text that a link opens, as HTML; nothing where there is none."""
    place = read_link(link)
    found = bot.article(place.spot.path) if place else None
    spans = pieces(found.text) if found else []
    if place is None or found is None or number not in range(len(spans)):
        return ""
    return _piece(found, bot.looks(found), place, number, spans[number], len(spans))


def pieces(text: str) -> list[tuple[int, int]]:
    """The spans of the pieces in which a text is shown, cut at ends of lines where it has some."""
    cuts = [0]
    while len(text) > _WHOLE_CHARS and len(text) - cuts[-1] > 1.5 * _PIECE_CHARS:
        end = text.rfind("\n", cuts[-1] + _PIECE_CHARS // 2, cuts[-1] + _PIECE_CHARS)
        cuts.append(end + 1 if end > 0 else cuts[-1] + _PIECE_CHARS)
    return list(pairwise([*cuts, len(text)]))


def _show(bot: Bot, link: str, speech: Speech, start: int) -> str:
    if articles.is_link(link):
        return articles.table(bot, link, speech, start=start)
    place = read_link(link)
    if place is None:
        return articles.table(bot, files.LINK, speech, speech.plain("This link leads nowhere."))
    path = place.spot.path
    found = bot.article(path)
    if found is None:
        return articles.table(bot, files.LINK, speech, speech.plain("This article is no longer here."))
    state, drawn = bot.states([path])[path], is_drawn(bot, found)
    return _page(found, bot.looks(found), place, state, speech, drawn=drawn)


def _about(one: Article, place: Place, speech: Speech) -> str:
    """Date, language, the page where there are pages, file, and how sure whatever has read it from a picture is."""
    page = one.page(place.spot.start) if place.kind != "a" else None
    parts = (
        time(one.date, speech),
        inert(speech.language_name(one.language)),
        speech("page {n}", n=page) if page else "",
        inert(place.spot.path),
        inert(speech.told(one.ocr)) if one.ocr else "",
    )
    return " · ".join(filter(None, parts))


def _page(
    found: Article, looks: Sequence[Looking], place: Place, state: FileState, speech: Speech, *, drawn: bool
) -> str:
    current = found.digest.startswith(place.spot.digest)
    changed = "This article has changed since it was quoted, so the quotation is not marked."
    text = el("div", *_around(found, looks, place), css="fn-text", dir="auto")
    bar = el("div", *_steps(place, speech), _close(speech), css="fn-bar")
    title = el("h2", inert(found.title), css="fn-headline", lang=found.language)
    head = el("header", title, el("p", _about(found, place, speech), css="fn-about"), css="fn-head")
    notice = "" if current else el("p", speech(changed), css="fn-notice")
    scroll = el("div", text, css="fn-scroll", tabindex="0", lang=found.language)
    sheet = _sheet(found, place, speech) if drawn and current and place.kind != "a" else ""
    return el("article", bar, head, notice, _stale(state, speech), sheet, scroll, css="fn-page", aria_label=found.title)


def _sheet(found: Article, place: Place, speech: Speech) -> str:
    """The page of a PDF around the quotation, as it looks; a click opens the whole page."""
    spot = place.spot
    told = speech("page {n}", n=found.page(spot.start) or 1)
    image = el("img", src=address(found, spot.start, spot.end), alt=told)
    whole = address(found, spot.start, spot.end, whole=True)
    return el("a", image, css="fn-sheet", href=whole, target="_blank", title=speech("The whole page"))


def _around(found: Article, looks: Sequence[Looking], place: Place) -> list[str]:
    """The pieces of a text around the place that is shown."""
    spans = pieces(found.text)
    shown = next((number for number, (_, end) in enumerate(spans) if place.spot.start < end), 0)
    near = range(max(0, shown - 1), min(len(spans), shown + 2))
    return [_piece(found, looks, place, number, spans[number], len(spans)) for number in near]


def _piece(found: Article, looks: Sequence[Looking], place: Place, number: int, span: tuple[int, int], of: int) -> str:
    current = found.digest.startswith(place.spot.digest)
    html = marked(found.text, _marks(found, place) if current else [], place, looks, span)
    return el("div", html, css="fn-piece", data_number=str(number), data_of=str(of) if of > 1 else "")


def _stale(state: FileState, speech: Speech) -> str:
    """That the file is not what was indexed, and the button that mends it."""
    if state == "indexed":
        return ""
    button = el("button", speech("Check for changes"), css="fn-tool", type="button", data_does="sync")
    return el("p", speech(_FILE[state]), " ", button, css="fn-notice")


def _steps(place: Place, speech: Speech) -> tuple[str, ...]:
    """The way back to all articles, which of the quotations this is, and the way to the one before and after."""
    to_all = el("a", speech("All articles"), css="fn-all", href="#all")
    if place.kind == "a":
        return (to_all, _copy(speech))
    phrase = "Quotation {n} of {count}" if place.kind == "q" else "Passage {n} of {count}"
    count = len(place.spots)
    told = el("span", speech(phrase, n=place.shown + 1, count=count), css="fn-count")
    pin = _pin(place.spot, speech) if place.kind == "q" else ""
    if count == 1:
        return to_all, told, pin, _copy(speech)
    before, after = place.at((place.shown - 1) % count), place.at((place.shown + 1) % count)
    return to_all, _step("‹", before, "Previous", speech), told, _step("›", after, "Next", speech), pin, _copy(speech)


def _pin(spot: Spot, speech: Speech) -> str:
    told = speech.plain("Keep it in the notebook")
    return tool(speech("Pin"), "pin", data_spot=spot.key, title=told, aria_pressed="false")


def _copy(speech: Speech) -> str:
    return el("button", speech("Copy link"), css="fn-tool", type="button", data_does="link")


def _step(sign: str, to: Place, name: str, speech: Speech) -> str:
    return el("a", sign, css="fn-step", href=to.link, aria_label=speech.plain(name), title=speech.plain(name))


def _close(speech: Speech) -> str:
    return el("button", "×", css="fn-close", type="button", aria_label=speech.plain("Close"))


def _marks(found: Article, place: Place) -> list[Mark]:
    """The place's spots that lie in an article, the shown one first."""
    order = sorted(range(len(place.spots)), key=lambda i: i != place.shown)
    spots = [(place.spots[i], i) for i in order]
    within = len(found.text)
    return [(s.start, s.end, i) for s, i in spots if s.path == place.spot.path and 0 <= s.start < s.end <= within]


def marked(
    text: str,
    marks: Sequence[Mark],
    place: Place,
    looks: Sequence[Looking] = (),
    within: tuple[int, int] | None = None,
) -> str:
    """A text, or a span of it, as HTML with marks; where they overlap, an earlier one in the list wins.

    Every character of it is there, also those that the looks hide.

    >>> marked("one two", [(0, 3, 0)], Place("q", ()))
    '<mark class="fn-here" id="fn-here" tabindex="-1">one</mark> two'
    """
    breaks = _paragraph_breaks(text)
    first, last = within or (0, len(text))
    marks = [(max(start, first), min(end, last), i) for start, end, i in marks if start < last and end > first]
    edges = sorted({first, last, *(edge for start, end, _ in marks for edge in (start, end))})
    shown = _Shown(text, breaks, looks)
    parts: list[str] = []
    for start, end in pairwise(edges):
        index = next((i for s, e, i in marks if s <= start and end <= e), None)
        parts.append(_part(shown.between(start, end), index, place))
    return "".join(parts)


class _Shown:
    """Pieces of a text as HTML, each with its looks; they are asked for one after the other."""

    def __init__(self, text: str, breaks: re.Pattern[str], looks: Sequence[Looking]) -> None:
        self._text, self._breaks = text, breaks
        self._edges = sorted({edge for look in looks for edge in (look.start, look.end)})
        self._looks, self._next = looks, 0
        self._open: list[Looking] = []

    def between(self, start: int, end: int) -> str:
        first, last = bisect_right(self._edges, start), bisect_left(self._edges, end)
        edges = [start, *self._edges[first:last], end]
        return "".join(self._piece(*span) for span in pairwise(edges))

    def _piece(self, start: int, end: int) -> str:
        while self._next < len(self._looks) and self._looks[self._next].start <= start:
            self._open.append(self._looks[self._next])
            self._next += 1
        self._open = [look for look in self._open if look.end > start]
        names = " ".join(dict.fromkeys(f"fn-look-{look.look}" for look in self._open))
        spaced = _spaced(self._text[start:end], self._breaks)
        return el("span", spaced, css=names) if names else spaced


def _part(shown: str, index: int | None, place: Place) -> str:
    if index is None:
        return shown
    if index == place.shown:
        return el("mark", shown, css="fn-here", id="fn-here", tabindex="-1")
    return el("mark", shown, css="fn-there")


def _paragraph_breaks(text: str) -> re.Pattern[str]:
    """What parts paragraphs: blank lines, or each line end where a line holds a paragraph."""
    return _ANY_LINES if max(map(len, text.splitlines()), default=0) > _UNWRAPPED_CHARS else _BLANK_LINES


def _spaced(text: str, breaks: re.Pattern[str]) -> str:
    """Escaped text in which any number of blank lines looks like one, though all of them are there."""
    parts: list[str] = []
    at = 0
    for blank in breaks.finditer(text):
        parts += [inert(text[at : blank.start()]), el("span", inert(blank.group()), css="fn-gap")]
        at = blank.end()
    return "".join([*parts, inert(text[at:])])
