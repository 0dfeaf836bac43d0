"""The evidence panel: an article's whole text with its quotations marked, or the list of all articles."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape
from itertools import pairwise

from rag import Article, Bot, FootnoteError, Listed
from ui.message import inert
from ui.place import Place, article, read_link
from ui.text import Speech

_CONTENTS = ("", "#", "#all")
_MOST_LISTED = 200
_BLANK_LINES = re.compile(r"(?:\r?\n[ \t]*){2,}")
_ANY_LINES = re.compile(r"(?:\r?\n[ \t]*)+")
_UNWRAPPED_CHARS = 200


def show(bot: Bot, link: str, speech: Speech) -> str:
    """What a link opens, as HTML; a link that leads nowhere says so and lists the articles."""
    if link in _CONTENTS:
        return contents(bot, speech)
    place = read_link(link)
    if place is None:
        return contents(bot, speech, speech("This link leads nowhere."))
    try:
        found = bot.article(place.spot.path)
    except FootnoteError as error:
        return contents(bot, speech, escape(str(error)))
    if found is None:
        return contents(bot, speech, speech("This article is no longer here."))
    return _page(found, place, speech)


def contents(bot: Bot, speech: Speech, notice: str = "") -> str:
    """All articles to choose from; ``notice`` is HTML."""
    listed = bot.articles()
    items = "".join(_listed(one, speech) for one in listed[:_MOST_LISTED])
    more = len(listed) - _MOST_LISTED
    rest = f'<p class="fn-hint">{speech("and {count} more", count=more)}</p>' if more > 0 else ""
    told = f'<p class="fn-notice">{notice}</p>' if notice else ""
    hint = speech("What a click on a footnote opens is shown here: the article, with the quotation marked.")
    return (
        f'<section class="fn-contents"><header class="fn-bar"><h2>{speech("All articles")}</h2>{_close(speech)}</header>'
        f'<div class="fn-scroll" tabindex="0">{told}<p class="fn-hint">{hint}</p><ol>{items}</ol>{rest}</div></section>'
    )


def _listed(one: Listed, speech: Speech) -> str:
    date = f'<time datetime="{one.date.isoformat()}">{speech.date(one.date)}</time> · ' if one.date else ""
    return (
        f'<li><a href="{escape(article(one.path).link)}"><span class="fn-title" lang="{escape(one.language)}">{inert(one.title)}</span>'
        f'<span class="fn-about">{date}{escape(speech.language_name(one.language))} · {inert(one.path)}</span></a></li>'
    )


def _page(found: Article, place: Place, speech: Speech) -> str:
    current = found.digest.startswith(place.spot.digest)
    notice = "This article has changed since it was quoted, so the quotation is not marked."
    return (
        f'<article class="fn-page" lang="{escape(found.language)}"><header class="fn-bar">{_steps(place, speech)}{_close(speech)}</header>'
        f'<div class="fn-scroll" tabindex="0"><h2 class="fn-headline">{inert(found.title)}</h2><p class="fn-about">{_about(found, speech)}</p>'
        + ("" if current else f'<p class="fn-notice">{speech(notice)}</p>')
        + f'<div class="fn-text" dir="auto">{marked(found.text, _marks(found, place) if current else [], place)}</div></div></article>'
    )


def _about(found: Article, speech: Speech) -> str:
    date = [f'<time datetime="{found.date.isoformat()}">{speech.date(found.date)}</time>'] if found.date else []
    return " · ".join([*date, escape(speech.language_name(found.language)), inert(found.path)])


def _steps(place: Place, speech: Speech) -> str:
    """Which of the quotations this is, and the way to the one before and after."""
    contents_link = f'<a class="fn-all" href="#">{speech("All articles")}</a>'
    if place.kind == "a":
        return contents_link
    phrase = "Quotation {n} of {count}" if place.kind == "q" else "Passage {n} of {count}"
    count = len(place.spots)
    told = f'<span class="fn-count">{speech(phrase, n=place.shown + 1, count=count)}</span>'
    if count == 1:
        return contents_link + told
    before, after = place.at((place.shown - 1) % count), place.at((place.shown + 1) % count)
    return (
        f'{contents_link}<a class="fn-step" href="{escape(before.link)}" aria-label="{speech("Previous")}">‹</a>{told}'
        f'<a class="fn-step" href="{escape(after.link)}" aria-label="{speech("Next")}">›</a>'
    )


def _close(speech: Speech) -> str:
    return f'<button type="button" class="fn-close" aria-label="{speech("Close")}">×</button>'


def _marks(found: Article, place: Place) -> list[tuple[int, int, int]]:
    """(start, end, index) of the place's spots in an article, the shown one first."""
    order = sorted(range(len(place.spots)), key=lambda i: i != place.shown)
    spots = [(place.spots[i], i) for i in order]
    within = len(found.text)
    return [(s.start, s.end, i) for s, i in spots if s.path == place.spot.path and 0 <= s.start < s.end <= within]


def marked(text: str, marks: Sequence[tuple[int, int, int]], place: Place) -> str:
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
        return f'<mark class="fn-here" id="fn-here" tabindex="-1">{shown}</mark>'
    return f'<mark class="fn-there">{shown}</mark>'


def _paragraph_breaks(text: str) -> re.Pattern[str]:
    """What parts paragraphs: blank lines, or each line end where a line holds a paragraph."""
    return _ANY_LINES if max(map(len, text.splitlines()), default=0) > _UNWRAPPED_CHARS else _BLANK_LINES


def _spaced(text: str, breaks: re.Pattern[str]) -> str:
    """Escaped text in which any number of blank lines looks like one, though all of them are there."""
    parts: list[str] = []
    at = 0
    for blank in breaks.finditer(text):
        parts += [inert(text[at : blank.start()]), f'<span class="fn-gap">{inert(blank.group())}</span>']
        at = blank.end()
    return "".join([*parts, inert(text[at:])])
