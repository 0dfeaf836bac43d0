from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rag.corpus.looks import looks_of
from tests.ui.fakes import ARTICLE, TEXT, FakeBot
from tests.ui.page.test_message import Collected
from ui.page import evidence
from ui.page.links import Place, Spot, read_link
from ui.text import Speech

BOT: Any = FakeBot()
ENGLISH = Speech()


def quoted(*spans: tuple[int, int], shown: int = 0, digest: str = "1f3a5c7e") -> str:
    return Place("q", tuple(Spot(ARTICLE.path, start, end, digest) for start, end in spans), shown).link


def between(html: str, begin: str, end: str) -> str:
    return html.split(begin, 1)[1].split(end, 1)[0]


def test_the_whole_text_is_there_and_the_quotation_marked() -> None:
    html = evidence.show(BOT, quoted((0, 26)), ENGLISH)
    assert between(html, 'id="fn-here" tabindex="-1">', "</mark>") == "The dam was built in 1911."
    text = between(html, 'class="fn-text" dir="auto">', "</div>")
    assert Collected(text).text == TEXT


def test_other_quotations_of_the_answer_are_marked_more_lightly() -> None:
    html = evidence.show(BOT, quoted((0, 26), (34, 52), shown=1), ENGLISH)
    assert between(html, '<mark class="fn-there">', "</mark>") == "The dam was built in 1911."
    assert between(html, 'id="fn-here" tabindex="-1">', "</mark>") == "It holds the lake."
    assert "Quotation 2 of 2" in html


@pytest.mark.parametrize(
    ("link", "told"),
    [
        ("#q=gone.txt:0:5:1f3a5c7e", "This article is no longer here."),
        ("#q=nonsense", "This link leads nowhere."),
        ("#q=a:1:2:3&n=0", "This link leads nowhere."),
        ("#q=a:1:2:3&n=x", "This link leads nowhere."),
        ("#" + "q=a:1:2:3&" * 500, "This link leads nowhere."),
        ("#q=../../etc/passwd:0:5:", "This article is no longer here."),
        (quoted((0, 26), digest="00000000"), "This article has changed since it was quoted"),
    ],
)
def test_a_link_that_does_not_fit_says_why(link: str, told: str) -> None:
    html = evidence.show(BOT, link, ENGLISH)
    assert told in html
    assert "<mark" not in html


def test_the_page_of_a_quotation_is_told_where_there_are_pages() -> None:
    class Paged(FakeBot):
        def article(self, path: str) -> Any:
            return replace(ARTICLE, pages=(0, 30))

    paged: Any = Paged()
    assert " · page 1 · " in evidence.show(paged, quoted((0, 26)), ENGLISH)
    assert " · page 2 · " in evidence.show(paged, quoted((34, 52)), ENGLISH)
    assert "page" not in between(evidence.show(BOT, quoted((0, 26)), ENGLISH), 'class="fn-about">', "</p>")


@pytest.mark.parametrize(("state", "told"), [("changed", "The file has changed"), ("gone", "no longer in the folder")])
def test_a_file_that_is_not_what_was_indexed_is_told_with_what_mends_it(state: str, told: str) -> None:
    bot: Any = FakeBot()
    bot.state = state
    html = evidence.show(bot, quoted((0, 26)), ENGLISH)
    assert told in html
    assert 'data-does="sync"' in html
    assert "<mark" in html


@pytest.mark.parametrize("span", [(-5, 5), (5, 5), (0, 10_000), (9, 3)])
def test_a_span_outside_the_article_is_not_marked(span: tuple[int, int]) -> None:
    html = evidence.show(BOT, quoted(span), ENGLISH)
    assert "<mark" not in html
    assert "holds the lake" in html


@settings(deadline=None)
@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"], include_characters="\r\n\t<>&\"'")), st.data())
def test_marks_keep_every_character_in_its_place(text: str, data: st.DataObject) -> None:
    position = st.integers(0, len(text))
    spans = data.draw(st.lists(st.tuples(position, position).map(sorted), max_size=4))
    marks = [(start, end, i) for i, (start, end) in enumerate(spans) if start < end]
    html = evidence.marked(text, marks, Place("q", ()))
    assert Collected(html).text == text


@settings(deadline=None)
@given(
    st.lists(
        st.builds(Spot, st.text(), st.integers(0), st.integers(0), st.text("0123456789abcdef")), min_size=1, max_size=9
    )
)
def test_a_link_means_the_place_that_it_was_made_of(spots: list[Spot]) -> None:
    place = Place("p", tuple(spots), len(spots) - 1)
    assert read_link(place.link) == place


MARKDOWN = "# Rain\n\nIt **rained** <b>much</b>.\n\n| Day | mm |\n|---|---|\n| Monday | 3 |\n"


def test_marks_are_hidden_rows_and_headings_look_so_and_every_character_is_there() -> None:
    start = MARKDOWN.index("It **")
    html = evidence.marked(MARKDOWN, [(start, start + 13, 0)], Place("q", ()), looks_of(MARKDOWN, "markdown"))
    assert Collected(html).text == MARKDOWN
    assert '<span class="fn-look-hidden"># </span><span class="fn-look-heading">Rain</span>' in html
    assert '<span class="fn-look-hidden">**</span><span class="fn-look-strong">rained</span>' in html
    assert '<span class="fn-look-row">Monday </span>' in html or 'class="fn-look-row"> Monday ' in html
    assert '<span class="fn-look-hidden">|---|---|</span>' in html
    assert "<b>" not in html and html.count("<mark") == 1


def test_an_article_that_is_too_long_is_shown_as_it_is() -> None:
    assert looks_of("# Rain\n\n" * 60_000, "markdown") == []


@given(st.text(alphabet="ab*_`#| \n->[]()", max_size=120), st.sampled_from(["plain", "markdown", "table", "records"]))
@settings(max_examples=60, deadline=None)
def test_whatever_a_text_looks_like_all_of_it_is_shown(text: str, form: Any) -> None:
    assert Collected(evidence.marked(text, [], Place("q", ()), looks_of(text, form))).text == text


LINE = "The water stood two metres high on that day.\r\n\r\n"


class Long(FakeBot):
    """An article of a megabyte."""

    long = replace(ARTICLE, text=LINE * 20_000)

    def article(self, path: str) -> Any:
        return self.long


@pytest.mark.parametrize(("text", "least"), [("", 1), ("a" * 30_000, 1), ("a" * 100_000, 10), (LINE * 20_000, 100)])
def test_pieces_are_the_whole_text(text: str, least: int) -> None:
    spans = evidence.pieces(text)
    assert "".join(text[start:end] for start, end in spans) == text
    assert len(spans) >= least and max(end - start for start, end in spans) <= 30_000


@pytest.mark.parametrize("at", [0, 480_000, 960_000 - 48])
def test_of_a_long_article_what_is_around_the_quotation_is_shown_and_the_rest_given_piece_by_piece(at: int) -> None:
    bot: Any = Long()
    html = evidence.show(bot, quoted((at, at + 44)), ENGLISH)
    assert between(html, 'id="fn-here" tabindex="-1">', "</mark>") == LINE.strip()
    assert html.count("<") < 3_000
    count = int(between(html, 'data-of="', '"'))
    parts = [Collected(evidence.piece(bot, quoted((at, at + 44)), number)).text for number in range(count)]
    assert "".join(parts) == Long.long.text
    assert evidence.piece(bot, quoted((0, 44)), count) == evidence.piece(bot, "#nonsense", 0) == ""


def test_a_quotation_across_two_pieces_is_marked_in_both() -> None:
    bot: Any = Long()
    edge = evidence.pieces(Long.long.text)[1][1]
    html = evidence.show(bot, quoted((edge - 48, edge + 44)), ENGLISH)
    assert html.count('<mark class="fn-here"') == 2
