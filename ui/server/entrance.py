"""The page that asks for the password."""

from __future__ import annotations

from ui.markup import el
from ui.text import Speech

WRONG = "That is not the password."
TOO_MANY = "There were too many wrong passwords. Wait five minutes."
_STYLE = """
:root { color-scheme: light dark; --paper: #fdfcf9; --ink: #24211d; --soft: #6a6256; --rule: #8a8172;
  --accent: #9b2c1f; }
@media (prefers-color-scheme: dark) {
  :root { --paper: #1d1b19; --ink: #e9e4da; --soft: #a79f92; --rule: #8a8172; --accent: #ec9c87; }
}
body { margin: 0; min-height: 100vh; display: grid; place-items: center; background: var(--paper); color: var(--ink);
  font: 1rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", sans-serif; }
main { width: min(20rem, 100vw - 3rem); }
h1 { margin: 0 0 1.5rem; font: 600 1.6rem/1.2 Palatino, Georgia, "Noto Serif", "Liberation Serif", serif; }
sup { margin-left: .1em; font-size: .6em; color: var(--accent); }
label { display: block; margin-bottom: .35rem; color: var(--soft); font-size: .875rem; }
input, button { box-sizing: border-box; width: 100%; padding: .6rem .75rem; border: 1px solid var(--rule);
  border-radius: 4px; background: transparent; color: inherit; font: inherit; }
button { margin-top: .75rem; border-color: var(--accent); background: var(--accent); color: var(--paper);
  cursor: pointer; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
p { margin: .75rem 0 0; color: var(--accent); }
"""


def entrance(speech: Speech, told: str = "", named: bool = False) -> str:
    """The page as HTML; ``told`` says why one is still here, and ``named`` asks for a name too.

    The form goes to the address at hand, so that a link to a footnote still leads there afterwards.
    """
    name = (
        el("label", speech("Name"), **{"for": "username"}),
        '<input id="username" name="username" autocomplete="username" required>',
    )
    asking = (
        *(name if named else ()),
        el("label", speech("Password"), **{"for": "password"}),
        '<input id="password" name="password" type="password" autocomplete="current-password" required autofocus>',
        el("button", speech("Open")),
        el("p", speech(told), role="alert") if told else "",
    )
    head = (
        '<meta charset="utf-8"><meta name="viewport" content="width=device-width"><link rel="icon" href="data:,">'
        + el("title", "Footnote")
        + el("style", _STYLE)
    )
    body = el("main", el("h1", "Footnote", el("sup", "1")), el("form", *asking, method="post"))
    return f"<!doctype html>{el('html', el('head', head), el('body', body), lang=speech.language)}"
