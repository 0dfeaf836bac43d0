"""Units of a document: what is quoted as a whole, what is no answer alone, and what a reader is shown of it."""

from __future__ import annotations

import textwrap
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rag.corpus.article import Sentence
from rag.corpus.blocks import Form
from rag.corpus.inline import without_marks
from rag.corpus.sentences import split_sentences

Unit = tuple[str, str]


def units(text: str, form: Form = "markdown") -> list[Unit]:
    """The kind of each unit and what a reader is shown of it."""
    return [(s.kind, s.shown(text)) for s in split_sentences(text, "en", form)]


def quotable(text: str, form: Form = "markdown") -> list[Sentence]:
    return [s for s in split_sentences(text, "en", form) if s.quotable]


INLINE = [
    ("**Use** `Box<T>`, see [the _book_](ch1.md).", "Use Box<T>, see the book."),
    ("2 * 3 * 4 and snake_case_name and a_ b", "2 * 3 * 4 and snake_case_name and a_ b"),
    ("An `a * b` and a *star*; ~~gone~~ \\*kept\\*", "An a * b and a star; gone *kept*"),
    ("[One][1], ![a picture](x.png) [two](<u v> \"t\")", "One, two"),
    ("<a id=\"x\"></a>It is so.[^1] 1 < 2 &amp; 3 > 2<br>here", "It is so. 1 < 2 & 3 > 2 here"),
    ("``a `tick` b`` and ` one", "a `tick` b and ` one"),
    ("***both*** and __it__ and **open", "both and it and **open"),
    ("does\n> _not_ include", "does not include"),
    ("Bought by [[People/Ann Lee|Ann Lee]] from [[Jon Berg]]. ^abc1", "Bought by Ann Lee from Jon Berg."),
    ("![[mill.png]] It weighs ==four tonnes==. %%not yet%% So", "It weighs four tonnes. So"),
    ("[!note]- Opening hours", "Opening hours"),
    ("if a == b and a[[1]] == c[[2]], 5 %% of 10^3", "if a == b and a[[1]] == c[[2]], 5 %% of 10^3"),
]  # fmt: skip


@pytest.mark.parametrize(("marked", "shown"), INLINE)
def test_a_reader_is_shown_no_marks(marked: str, shown: str) -> None:
    assert without_marks(marked) == shown


BOOK = """\
---
title: Ownership
---
<!-- Old headings. Do not remove or links may break. -->
<a id="old"></a>

## What Is *Ownership*?

* [What is Ownership?](ch04-01.md)
  * [References](ch04-02.md)

> **Note:** When you're compiling in release mode with the `--release` flag, Rust does
> _not_ include checks. It is [so][ref].

{{#include ../listings/x.rs}}

[ref]: https://example.org/so

[← Before](ch03.md) | [Next →](ch05.md)

Is it safe? It is.
"""


def test_only_what_is_for_readers_is_quoted_and_a_quotation_keeps_its_not() -> None:
    assert [(s.kind, s.shown(BOOK), BOOK[s.start : s.end]) for s in quotable(BOOK)] == [
        (
            "text",
            "Note: When you're compiling in release mode with the --release flag, Rust does not include checks.",
            "**Note:** When you're compiling in release mode with the `--release` flag, Rust does\n"
            "> _not_ include checks.",
        ),
        ("text", "It is so.", "It is [so][ref]."),
        ("text", "It is.", "It is."),
    ]
    assert ("question", "Is it safe?") in units(BOOK)
    assert ("heading", "What Is Ownership?") in units(BOOK)


LISTS: list[tuple[str, list[Unit]]] = [
    ("You need two things. They are:\n\n* a **hook**\n* a line\n", [("text", "You need two things."), ("list", "They are:\n• a hook\n• a line")]),
    ("## How to order\n\n1. Open the portal.\n2. Pay.\n", [("heading", "How to order"), ("list", "1. Open the portal.\n2. Pay.")]),
    ("- Tom is on call.\n- The budget was passed.\n", [("text", "Tom is on call."), ("text", "The budget was passed.")]),
    ("- one\n  - inner\n- two\n", [("list", "• one\n\u2003• inner\n• two")]),
    ("Install it with:\n\n```sh\npip install x\n```\n", [("list", "Install it with:\npip install x")]),
    ("It begins:\n\nThen nothing.\n", [("text", "It begins:"), ("text", "Then nothing.")]),
    ("Who is it?\n\nIt is Tom.\n", [("heading", "Who is it?"), ("text", "It is Tom.")]),
    ("The figures:\n\n| a | b |\n|---|---|\n| 1 | 2 |\n", [("lead", "The figures:"), ("lead", "a | b"), ("row", "a: 1 | b: 2")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), LISTS)
def test_a_list_and_what_announces_it_are_one(text: str, expected: list[Unit]) -> None:
    assert units(text) == expected


@pytest.mark.parametrize(("text", "expected"), [one for one in LISTS if "|" not in one[0] and "  -" not in one[0]])
def test_so_they_are_in_plain_text(text: str, expected: list[Unit]) -> None:
    assert units(text.replace("**", ""), "plain") == expected


def test_a_long_list_is_quoted_by_its_items_with_what_announces_it() -> None:
    items = [f"- Part {n}: {'it does much and more ' * 6}." for n in range(9)]
    text = "The parts are:\n\n" + "\n".join(items)
    found = quotable(text)
    assert [text[s.start : s.end] for s in found] == [item[2:] for item in items]
    assert {s.context and text[slice(*s.context)] for s in found} == {"The parts are:"}
    assert units(text)[0] == ("lead", "The parts are:")


def test_steps_that_each_say_much_are_quoted_one_by_one() -> None:
    steps = [f"{n}. Warm part {n} of the sample in the bath for exactly {n} minutes, and stir it." for n in range(1, 7)]
    text = "## Procedure\n\n" + "\n".join(steps)
    assert [text[s.start : s.end] for s in quotable(text)] == [step[3:] for step in steps]


PRICES = """\
FRAMES (per metre)
  Oak, limed, 20 mm .......... £21.00
  Walnut (1) ................. £34.00

PIECES
Hooks ... as above ........... 12
Nails ........................ 4
"""


def test_dots_lead_to_the_value_of_a_row_and_not_to_a_page() -> None:
    assert units(PRICES, "plain") == [
        ("heading", "FRAMES (per metre)"), ("row", "Oak, limed, 20 mm: £21.00"), ("row", "Walnut (1): £34.00"),
        ("heading", "PIECES"), ("row", "Hooks ... as above: 12"), ("row", "Nails: 4"),
    ]  # fmt: skip
    contents = "Guide\n\nThe river .......... 4\nThe mill ........... 11\n\nIt rained on the day."
    assert [kind for kind, _ in units(contents, "plain")] == ["heading", "furniture", "furniture", "text"]


def test_the_headings_above_a_unit_are_known_but_for_the_title() -> None:
    text = "# Handbook\n\n## Equipment\n\n### How to order\n\nAsk Tom.\n\n## Leave\n\nAsk Ann.\n\nMay I?\n\nYou may.\n"
    assert [s.section for s in quotable(text)] == [
        "Equipment › How to order",
        "Leave",
        "Leave › May I?",
    ]


@pytest.mark.parametrize("form", ["plain", "markdown"])
@pytest.mark.parametrize("mark", ["", "> ", "   "])
def test_a_line_break_ends_no_sentence(mark: str, form: Form) -> None:
    whole = "He met Mr. Lee of the bridge office at St. Mary and it did not please him at all, he said. They left."
    wrapped = "\n".join(mark + line for line in textwrap.wrap(whole, 45))
    assert [shown for _, shown in units(wrapped, form)] == [shown for _, shown in units(whole, form)]


STRANGE: list[tuple[str, Form, str]] = [
    ("lists", "markdown", "\n".join(f"{'  ' * min(n, 100)}- Item {n} is here." for n in range(2000))),
    ("lists by lines", "plain", "\n".join(f"{'  ' * min(n, 100)}- Item {n} is here." for n in range(2000))),
    ("quotations", "markdown", "> " * 3000 + "Item 1 is here."),
    ("a table", "markdown", "| a | b |\n|---|---|\n" + "\n".join(f"| Item {n} is here. | x |" for n in range(5000))),
    ("headings", "markdown", "\n".join(f"{'#' * (n % 6 + 1)} Item {n} is here." for n in range(5000))),
    ("one line", "markdown", " ".join(f"Item {n} is **here**." for n in range(20_000))),
    ("ticks", "markdown", "` `` ``` " * 5000 + "Item 1 is here."),
    ("comments", "markdown", "<!-- " * 5000 + "Item 1 is here."),
    ("right to left", "markdown", "# عنوان\n\n" + "هذا نص Item 1 is here. " * 200),
]


@pytest.mark.parametrize(("form", "text"), [one[1:] for one in STRANGE], ids=[one[0] for one in STRANGE])
def test_nothing_of_a_strange_document_is_lost(form: Form, text: str) -> None:
    found = split_sentences(text, "en", form)
    assert all(one.end <= two.start for one, two in pairwise(found))
    read = " ".join(text[s.start : s.end].replace("*", "") for s in found)
    assert read.count("is here.") == text.replace("*", "").count("is here.")


WORDS = st.sampled_from(
    "the a bridge Tom was built not in 1998, of stone. It cost 3.5 million; Dr. Hall said: “No.” Why? yes (see p. 4) and".split()
)


@settings(max_examples=150, deadline=None, derandomize=True)
@given(st.lists(WORDS, min_size=30, max_size=120), st.integers(60, 100), st.sampled_from(["plain", "markdown"]))
def test_a_wrapped_text_has_the_same_sentences(words: list[str], width: int, form: Form) -> None:
    whole = "Here " + " ".join(words)
    wrapped = textwrap.fill(whole, width, break_on_hyphens=False)
    assert [wrapped[s.start : s.end].split() for s in split_sentences(wrapped, "en", form)] == [
        whole[s.start : s.end].split() for s in split_sentences(whole, "en", form)
    ]


MARKDOWN = st.lists(
    st.sampled_from([
        "# ", "## ", "- ", "  - ", "1. ", "> ", "| a | b |", "|---|---|", "```", "<!-- ", " -->", "[x](y.md)", "**", "_", "`", "\\",
        "word", "two words.", "é漢🎉", "?", ":", "\n", "\n\n", "\r\n", "    ", "\t", "\u2028", "[^1]: ", "---", "<b>", "&amp;",
    ]),
    max_size=40,
).map("".join)  # fmt: skip


@settings(max_examples=300, deadline=None, derandomize=True)
@given(MARKDOWN, st.sampled_from(["plain", "markdown"]))
def test_whatever_the_marks_units_are_in_order_and_say_what_stands_there(text: str, form: Form) -> None:
    found = split_sentences(text, "en", form)
    assert all(0 <= s.start < s.end <= len(text) for s in found)
    assert all(one.end <= two.start for one, two in pairwise(found))
    assert all(
        c in text[s.start : s.end] for s in found if s.kind == "text" for c in s.plain if c.isalpha() and c not in "&"
    )


def test_a_sentence_that_only_its_list_ends_announces_it() -> None:
    text = "Before a boat is taken out, rowers\n\n- enter the outing\n- check the hatches\n\nThen they go."
    assert units(text) == [
        ("list", "Before a boat is taken out, rowers\n• enter the outing\n• check the hatches"),
        ("text", "Then they go."),
    ]


def test_an_item_of_several_sentences_is_quoted_by_sentences_under_its_label() -> None:
    slipway = (
        "Ove Stark reported that the tender came in at 1.2 million. Pia Rasmus proposed to wait for a second offer. "
    )
    text = f"1. The slipway. {slipway}Nobody of the three others seconded her, and it was settled.\n\n2. Fuel. The pump is closed in April.\n"
    found = quotable(text, "plain")
    assert [(s.section, s.shown(text)) for s in found] == [
        ("", "The slipway. Ove Stark reported that the tender came in at 1.2 million."),
        ("The slipway", "Pia Rasmus proposed to wait for a second offer."),
        ("The slipway", "Nobody of the three others seconded her, and it was settled."),
        ("", "Fuel. The pump is closed in April."),
    ]


ASKED = "## Bread\n\n**Is it stuck? What now?** Feed it. Wait a day.\n\nKeep it warm.\n\n**Can it be frozen?** Yes, in slices."


def test_a_question_with_which_a_paragraph_begins_heads_its_answer() -> None:
    found = [(s.section, s.shown(ASKED)) for s in quotable(ASKED)]
    assert [section.rpartition(" › ")[2] for section, _ in found] == ["Is it stuck? What now?"] * 3 + [
        "Can it be frozen?"
    ]
    text = "Opening\n\nIs it open? On Sundays only. Ring the bell.\n\nThe door is at the side of the house."
    assert [s.section.rpartition(" › ")[2] for s in quotable(text, "plain")] == ["Is it open?", "Is it open?", ""]


def test_lines_in_capitals_are_headings_unless_all_stand_with_what_is_below() -> None:
    manual = "GUIDE\n\nSAFETY\nKeep it dry.\nKeep it cool.\n\nREPAIRS\n\nErrors are shown in red.\n\nCARE\nWipe it. Dry it.\n"
    assert [s.section for s in quotable(manual, "plain")] == ["SAFETY", "SAFETY", "REPAIRS", "CARE", "CARE"]
    people = "CREW\n\nANN LEE\nShe steers. She cooks.\n\nTOM RAY\nHe rows. He sings.\n"
    assert not any(s.section == "ANN LEE" and s.shown(people) == "She steers." for s in quotable(people, "plain"))
