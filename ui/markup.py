"""HTML that is safe by construction: text passes through ``inert``, attributes through ``el``."""

from __future__ import annotations

import datetime
from html import escape

from ui.text import Speech


def inert(text: str) -> str:
    """Text that a browser shows and does nothing else with, character for character.

    >>> inert("<b>\\r\\n")
    '&lt;b&gt;&#13;\\n'
    """
    return escape(text).replace("\r", "&#13;").replace("\0", "\ufffd")


def el(tag: str, *inner: str, css: str = "", **attributes: str) -> str:
    """An element. Its inner parts are HTML already; attributes are plain text, and empty ones are left out.

    >>> el("a", "1", css="fn-mark", href="#q=x&n=1", aria_label="")
    '<a class="fn-mark" href="#q=x&amp;n=1">1</a>'
    """
    named = {"class": css, **{name.replace("_", "-"): value for name, value in attributes.items()}}
    written = "".join(f' {name}="{inert(value)}"' for name, value in named.items() if value)
    return f"<{tag}{written}>" if tag in ("input", "img") else f"<{tag}{written}>{''.join(inner)}</{tag}>"


def tool(label: str, does: str, **attributes: str) -> str:
    """A button by its label in HTML, which does what the page's script knows by a name."""
    return el("button", label, css="fn-tool", type="button", data_does=does, **attributes)


def time(date: datetime.date | None, speech: Speech) -> str:
    """A date, or nothing."""
    return el("time", inert(speech.date(date)), datetime=date.isoformat()) if date else ""


def shortened(text: str, most: int) -> str:
    """The beginning of a text on one line, cut between words.

    >>> shortened("one two three", 9)
    'one two …'
    """
    line = " ".join(text.split())
    if len(line) <= most:
        return line
    cut = line.rfind(" ", 0, most)
    return line[: cut if cut > 0 else most] + " …"
