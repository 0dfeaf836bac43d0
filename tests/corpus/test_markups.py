"""Markups beside Markdown: their blocks are known where they are certain, and their marks are not shown."""

from __future__ import annotations

import pytest

from rag.corpus.blocks import Form
from rag.corpus.looks import looks_of
from rag.corpus.sentences import split_sentences

WIKI = """'''Lake Orr''' is a [[lake]] in the [[Orr district|district of Orr]].<ref>Survey, 1999.</ref> It is
112 metres deep.

{{Infobox lake
| area = 12
}}
== Fish ==
Three kinds live in it:
* trout
** brown trout
* [http://x.example/eel eel]
=== Fishing rights ===
# Buy a card.
# Show it.

{| class="wikitable"
! Card !! Price
|-
| Day || €8
|-
| style="color:red" | Week
| €30
|}
[[Category:Lakes]]
"""
RST = """=====
Mixer
=====

The *mixer* has ``two`` drums, see `the site <http://x.example>`_ for
more of it::

    mix()

Cleaning
--------

1. Unplug it.
2. Wash both drums
   with warm water.

.. note::

   Never use bleach.

.. image:: drum.png
   :alt: A drum.
"""
RST_LISTED = """\
.. list-table:: Fares of the *ferry*
   :widths: 20 80
   :header-rows: 1

   * - Zone
     - Fare
   * - Inner
     - £2, or
       £1.50 with a **card**
   * - Outer
     -

It sails daily.
"""
RST_TABLES = """:Author: Ann Lee

.. table:: Drums

   +--------+------------------+
   | Drum   | For              |
   +========+==================+
   | Big    | dough, and what  |
   |        | is *heavy*       |
   +--------+------------------+

=====  ===== ========
Part   Price In stock
=====  ===== ========
Whisk  €8    yes
Bowl         from May
       only  on
=====  ===== ========

.. note:: Never wash
   them hot.

.. glossary::

   proof
      What dough does
      before it is baked.

=====  =====
overlapping columns
=====  =====
"""
ASCIIDOC = """= Release guide
:toc:

The *release* is cut by link:http://x.example[the bot].

== Steps
. Freeze the branch.
. Tag it.

----
git tag
----
"""
ORG = """#+TITLE: Garden
* Beds
:PROPERTIES:
:ID: 1
:END:
Bed one has *leeks*. Water it
daily.
** TODO Paths   :work:
- gravel
- [X] bark
"""
UNDERLINED = (
    "Opening hours\n=============\nWe open at nine. We close at five.\n\nName   Price\n------------\nTea    3\n"
)


def test_an_item_of_a_wiki_ends_with_its_line() -> None:
    text = "== Fish ==\n* trout\n* eel\nThe lake froze in 1963.\n== Birds ==\nNone."
    found = [s.shown(text) for s in split_sentences(text, "en", "plain") if s.quotable]
    assert found == ["• trout\n• eel", "The lake froze in 1963.", "None."]


@pytest.mark.parametrize(
    ("text", "form", "expected"),
    [
        (WIKI, "plain", [
            ("text", "Lake Orr is a lake in the district of Orr."), ("text", "It is 112 metres deep."), ("heading", "Fish"),
            ("list", "Three kinds live in it:\n• trout\n\u2003• brown trout\n• eel"), ("heading", "Fishing rights"),
            ("list", "1. Buy a card.\n2. Show it."), ("lead", "Card | Price"), ("row", "Card: Day | Price: €8"),
            ("row", "Card: Week | Price: €30"),
        ]),
        (RST, "rst", [
            ("heading", "Mixer"), ("list", "The mixer has two drums, see the site for more of it:\n    mix()"), ("heading", "Cleaning"),
            ("list", "1. Unplug it.\n2. Wash both drums with warm water."), ("text", "Never use bleach."),
        ]),
        (RST_LISTED, "rst", [
            ("caption", "Fares of the ferry"), ("lead", "Zone | Fare"),
            ("row", "Zone: Inner | Fare: £2, or £1.50 with a card"), ("row", "Zone: Outer"),
            ("text", "It sails daily."),
        ]),
        (RST_TABLES, "rst", [
            ("row", "Author: Ann Lee"), ("caption", "Drums"), ("lead", "Drum | For"), ("row", "Drum: Big | For: dough, and what is heavy"),
            ("lead", "Part | Price | In stock"), ("row", "Part: Whisk | Price: €8 | In stock: yes"),
            ("row", "Part: Bowl | Price: only | In stock: from May on"), ("text", "Never wash them hot."),
            ("row", "proof: What dough does before it is baked."), ("text", "overlapping columns"),
        ]),
        (ASCIIDOC, "plain", [
            ("heading", "Release guide"), ("text", "The release is cut by the bot."), ("heading", "Steps"),
            ("list", "1. Freeze the branch.\n2. Tag it."), ("code", "----\ngit tag\n----"),
        ]),
        (ORG, "org", [
            ("heading", "Beds"), ("text", "Bed one has leeks."), ("text", "Water it daily."), ("heading", "Paths"),
            ("list", "• gravel\n• bark"),
        ]),
        (UNDERLINED, "plain", [
            ("heading", "Opening hours"), ("text", "We open at nine."), ("text", "We close at five."),
            ("lead", "Name | Price"), ("row", "Name: Tea | Price: 3"),
        ]),
    ],
)  # fmt: skip
def test_the_units_of_a_markup(text: str, form: Form, expected: list[tuple[str, str]]) -> None:
    units = split_sentences(text, "en", form)
    assert [(one.kind, one.shown(text)) for one in units if one.kind != "furniture"] == expected


def test_signs_in_running_text_are_no_markup() -> None:
    text = "== this is loud == and goes on.\n* one\nx == y is a comparison.\n"
    assert "heading" not in {one.kind for one in split_sentences(text)}


def test_the_marks_of_a_wiki_are_hidden() -> None:
    text = "== Fish ==\nIt is '''deep'''.\n== Rain ==\nIt rained.\n"
    hidden = [text[one.start : one.end] for one in looks_of(text, "plain") if one.look == "hidden"]
    assert hidden == ["== ", " ==", "'''", "'''", "== ", " =="]


def test_fences_that_nothing_closes_are_quickly_read() -> None:
    text = "== a ==\nb.\n== c ==\n" + "{{x\n<ref>\n" * 5000
    assert split_sentences(text)[0].shown(text) == "a"
