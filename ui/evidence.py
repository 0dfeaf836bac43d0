"""The evidence panel: an article's whole text with its quotations marked, or the list of all articles."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from rag import Article, Bot, FootnoteError, Listed
from ui.markup import el, inert, time
from ui.place import Place, article, read_link
from ui.text import Speech

_CONTENTS = ("", "#", "#all")
_MOST_LISTED = 200
_BLANK_LINES = re.compile(r"(?:\r?\n[ \t]*){2,}")
_ANY_LINES = re.compile(r"(?:\r?\n[ \t]*)+")
_UNWRAPPED_CHARS = 200

Mark = tuple[int, int, int]
"""Start, end, and which of the place's spots it is."""


def show(bot: Bot, link: str, speech: Speech) -> str:
    """What a link opens, as HTML; a link that leads nowhere says so and lists the articles."""
    if link in _CONTENTS:
        return contents(bot, speech)
    place = read_link(link)
    if place is None:
        return contents(bot, speech, speech.plain("This link leads nowhere."))
    try:
        found = bot.article(place.spot.path)
    except FootnoteError as error:
        return contents(bot, speech, str(error))
    if found is None:
        return contents(bot, speech, speech.plain("This article is no longer here."))
    return _page(found, place, speech)


def contents(bot: Bot, speech: Speech, notice: str = "") -> str:
    """All articles to choose from, below a notice if there is one."""
    listed = bot.articles()
    more = len(listed) - _MOST_LISTED
    told = el("p", inert(notice), css="fn-notice") if notice else ""
    hint = speech("What a click on a footnote opens is shown here: the article, with the quotation marked.")
    inner = (
        told,
        el("p", hint, css="fn-hint"),
        el("ol", *(_listed(one, speech) for one in listed[:_MOST_LISTED])),
        el("p", speech("and {count} more", count=more), css="fn-hint") if more > 0 else "",
    )
    bar = el("div", el("h2", speech("All articles")), _close(speech), css="fn-bar")
    return el("section", bar, el("div", *inner, css="fn-scroll", tabindex="0"), css="fn-contents")


def _listed(one: Listed, speech: Speech) -> str:
    title = el("span", inert(one.title), css="fn-title", lang=one.language)
    about = el("span", _about(one, speech), css="fn-about")
    return el("li", el("a", title, about, href=article(one.path).link))


def _about(one: Article | Listed, speech: Speech) -> str:
    """Date, language and file."""
    parts = (time(one.date, speech), inert(speech.language_name(one.language)), inert(one.path))
    return " · ".join(filter(None, parts))


def _page(found: Article, place: Place, speech: Speech) -> str:
    current = found.digest.startswith(place.spot.digest)
    changed = "This article has changed since it was quoted, so the quotation is not marked."
    text = el("div", marked(found.text, _marks(found, place) if current else [], place), css="fn-text", dir="auto")
    bar = el("div", *_steps(place, speech), _close(speech), css="fn-bar")
    title = el("h2", inert(found.title), css="fn-headline", lang=found.language)
    head = el("header", title, el("p", _about(found, speech), css="fn-about"), css="fn-head")
    notice = "" if current else el("p", speech(changed), css="fn-notice")
    scroll = el("div", notice, text, css="fn-scroll", tabindex="0", lang=found.language)
    return el("article", bar, head, scroll, css="fn-page")


def _steps(place: Place, speech: Speech) -> tuple[str, ...]:
    """The way back to all articles, which of the quotations this is, and the way to the one before and after."""
    to_all = el("a", speech("All articles"), css="fn-all", href="#all")
    if place.kind == "a":
        return (to_all,)
    phrase = "Quotation {n} of {count}" if place.kind == "q" else "Passage {n} of {count}"
    count = len(place.spots)
    told = el("span", speech(phrase, n=place.shown + 1, count=count), css="fn-count")
    if count == 1:
        return to_all, told
    before, after = place.at((place.shown - 1) % count), place.at((place.shown + 1) % count)
    return to_all, _step("‹", before, "Previous", speech), told, _step("›", after, "Next", speech)


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


def marked(text: str, marks: Sequence[Mark], place: Place) -> str:
    """A text as HTML with marks; where they overlap, an earlier one in the list wins.

    >>> marked("one two", [(0, 3, 0)], Place("q", ()))
    '<mark class="fn-here" id="fn-here" tabindex="-1">one</mark> two'
    """
    breaks = _paragraph_breaks(text)
    edges = sorted({0, len(text), *(edge for start, end, _ in marks for edge in (start, end))})
    parts: list[str] = []
    for start, end in pairwise(edges):
        index = next((i for s, e, i in marks if s <= start and end <= e), None)
        parts.append(_part(_spaced(text[start:end], breaks), index, place))
    return "".join(parts)


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
