"""The main part of a web page, by the marks of the page itself: what stands in it, and what only stands around it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import regex

from rag.corpus.readers.blocks import build
from rag.corpus.readers.building import Building

_MAIN_SHARE = 0.3
"""Share of a page's letters from which what is marked as its main part is that."""
_LOST_SHARE = 0.15
"""Share of the letters of a main part that an extraction may lose."""
_LINKED_SHARE = 0.25
"""Share of the letters of a main part in links, from which parts of it are other articles announced: what an extraction
has left out of it is not lost then."""
_LONG_LINK = 50
"""Letters of a link on the whole, from which links are sentences."""
_MOST_CONSENT = 800
"""Letters of a request to agree to cookies."""
_NEVER = {"title", "footer", "dialog"}
_UNSEEN = {"title", "script", "style", "noscript", "template"}
_HIDING = regex.compile(r"(?i)display\s*:\s*none|visibility\s*:\s*hidden")
# Of such words the classes and identities are made that pages give to what stands around an article.
_WORD = regex.compile(r"\p{Lu}?\p{Ll}+|\p{Lu}+")
_AROUND = frozenset(
    "nav navbar navi navigation topnav subnav sidenav breadcrumb breadcrumbs footer masthead cookie cookies "
    "cookiebar consent gdpr newsletter subscribe share sharing social ad ads advert advertisement sponsored "
    "pagination pager popup modal login comments copyright imprint skip".split()
)
_AROUND_IF_LINKS = frozenset("menu menubar sidebar aside related recommended toc tags banner header links".split())
_NEUTRAL = frozenset(
    "main top bottom left right site page global primary secondary inner outer wrapper wrap container content "
    "box bar block widget area section list item row col link links to icons buttons notice message overlay "
    "dialog info hint".split()
)


@dataclass(frozen=True, slots=True)
class MainPart:
    """The blocks of the main part of a page, and the share of its letters that are in links."""

    building: Building
    linked: float

    def is_lost_in(self, extracted: Building) -> bool:
        """Tells whether an extraction has lost how its text is parted, or much of its text.

        An extraction that finds no article on a page gives all its words as one paragraph.
        """
        parts = [_letters(said) for said in _said(extracted)]
        text, apart = "\n".join(parts), set(parts)
        blocks = list(filter(None, map(_letters, _said(self.building))))
        whole = sum(map(len, blocks))
        lost = sum(len(block) for block in blocks if block not in text)
        melted = sum(len(block) for block in blocks if block not in apart) - lost
        return melted > 0.5 * whole or (self.linked < _LINKED_SHARE and lost > _LOST_SHARE * whole)


def main_part(page: Any) -> MainPart:
    """The main part of a page (a tree of lxml), without navigation, banners and footers.

    A page need not say where its body begins; what is not known to stand in a head is part of it then.
    """
    tallies = _tallies(page)
    letters = tallies[page].letters
    marked = _marked(page)
    is_main = marked is not None and tallies[marked].letters >= _MAIN_SHARE * letters
    root = marked if is_main else page
    around = _Around(tallies, letters / 2, not is_main)
    building = build([root], around)
    letters, linked = around.left_of(tallies[root])
    return MainPart(building, linked / max(letters, 1))


def _said(building: Building) -> Iterator[str]:
    text, blocks = building.done()
    return (text[block.start : block.end] for block in blocks)


def _letters(said: str | None) -> str:
    return "".join(filter(str.isalnum, said or ""))


def _marked(page: Any) -> Any | None:
    """The element that a page marks as its main part, or its only article."""
    mains = [node for node in page.iter("{*}*") if node.tag == "main" or node.get("role") == "main"]
    articles = list(page.iter("article"))
    return mains[0] if mains else articles[0] if len(articles) == 1 else None


@dataclass(slots=True)
class _Tally:
    """How many letters an element holds, how many of them in links, and how many links."""

    letters: int = 0
    linked: int = 0
    links: int = 0
    has_control: bool = False
    has_title: bool = False


def _tallies(page: Any) -> dict[Any, _Tally]:
    """The tally of each element; children come before their parents, so that each is counted once."""
    found: dict[Any, _Tally] = {}
    for node in reversed(list(page.iter())):
        own = found[node] = _Tally(len(_letters(node.text)) if isinstance(node.tag, str) else 0)
        for child in node:
            inner = found[child]
            own.letters += inner.letters + len(_letters(child.tail))
            own.linked, own.links = own.linked + inner.linked, own.links + inner.links
            own.has_control |= inner.has_control
            own.has_title |= inner.has_title
        if node.tag in _UNSEEN:
            found[node] = _Tally()
        elif node.tag == "a":
            own.linked, own.links = own.letters, 1
        own.has_control |= node.tag in ("button", "input")
        own.has_title |= node.tag == "h1"
    return found


@dataclass(slots=True)
class _Around:
    """Tells which elements of a page only stand around its main part, and keeps the tallies of those.

    ``most`` are the letters from which an element is the main part, however it is named. ``whole`` says whether the
    whole page is walked, since it marks no main part.
    """

    tallies: dict[Any, _Tally]
    most: float
    whole: bool
    found: list[_Tally] = field(default_factory=list)

    def __call__(self, node: Any) -> bool:
        is_around = self._is_around(node, self.tallies[node])
        if is_around:
            self.found.append(self.tallies[node])
        return is_around

    def left_of(self, root: _Tally) -> tuple[int, int]:
        """The letters of what is left of a root, and those of them that are in links."""
        letters = root.letters - sum(part.letters for part in self.found)
        return letters, root.linked - sum(part.linked for part in self.found)

    def _is_around(self, node: Any, tally: _Tally) -> bool:
        if node.tag == "a":
            return False
        if node.tag in _NEVER or node.get("aria-hidden") == "true" or node.get("hidden") is not None:
            return True
        if _HIDING.search(node.get("style") or "") or _is_way(tally):
            return True
        if tally.letters > self.most:
            return False
        if self.whole and (node.tag == "aside" or (node.tag == "header" and not tally.has_title)):
            return True
        is_consent = tally.has_control and tally.letters <= _MOST_CONSENT and "cookie" in node.text_content().lower()
        return is_consent or _is_named(node, tally)


def _is_way(tally: _Tally) -> bool:
    """Tells whether an element is nothing but ways to other places."""
    return tally.links > 1 and tally.linked == tally.letters and tally.letters < _LONG_LINK * tally.links


def _is_named(node: Any, tally: _Tally) -> bool:
    """Tells whether what stands around an article is named so by its class or identity."""
    around = _AROUND | _AROUND_IF_LINKS if 2 * tally.linked >= tally.letters else _AROUND
    names = (*(node.get("class") or "").split(), node.get("id") or "")
    named = ({word.lower() for word in _WORD.findall(name)} for name in names)
    return any(words & around and words <= _AROUND | _AROUND_IF_LINKS | _NEUTRAL for words in named)
