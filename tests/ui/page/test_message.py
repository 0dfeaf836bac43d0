from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from html.parser import HTMLParser
from typing import Literal

import pytest

from rag import Answer, AnswerSentence, UsageError
from tests.ui.fakes import ARTICLE, answered, citation, declined, uncertain
from ui.page import message
from ui.text import Speech

ENGLISH = Speech()
HOSTILE = "<script>x</script> **b** ![i](http://198.51.100.7/i.png) $$x$$ &amp; \"'"


class Collected(HTMLParser):
    """The tags and the text of some HTML."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        assert not [name for name, _ in attrs if name.startswith("on")]

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.mark.parametrize(
    "html",
    [
        message.question(HOSTILE),
        message.answer(answered("q", sentences=(AnswerSentence(HOSTILE, (1,)),)), ENGLISH),
        message.answer(answered("q", understood=HOSTILE), ENGLISH),
        message.answer(declined("q", unknown_words=(HOSTILE,)), ENGLISH),
        message.error(UsageError(HOSTILE, "Stop."), ENGLISH),
        message.crash(ValueError(), HOSTILE, ENGLISH),
    ],
)
def test_text_is_seen_and_never_markup(html: str) -> None:
    seen = Collected(html)
    assert HOSTILE in seen.text
    assert {"script", "img"}.isdisjoint(seen.tags)


def test_the_likely_short_answer_is_bold() -> None:
    sentence = AnswerSentence("He swam in 1911.", (1,), emphasis=(11, 15))
    html = message.partial([sentence], [citation(1, 0, 26)], ENGLISH)
    assert 'He swam in <b>1911</b>.<a class="fn-mark"' in html


def test_a_row_stands_on_a_line_of_its_own() -> None:
    sentences = [AnswerSentence(text, (), apart=text == "A row") for text in ("One.", "A row", "Two.", "Three.")]
    html = message.partial(sentences, [], ENGLISH)
    assert "One.<br>A row<br>Two. Three." in html


def test_yes_or_no_stands_above_what_is_quoted() -> None:
    html = message.answer(answered("Did he swim?", direction="yes", reply="Yes."), ENGLISH)
    assert html.index('<p class="fn-lead fn-direction" dir="auto">Yes.</p>') < html.index("fn-mark")


def test_a_footnote_leads_to_its_quotation_and_tells_it() -> None:
    html = message.partial([AnswerSentence("Two.", (1, 2))], [citation(1, 0, 26), citation(2, 34, 52)], ENGLISH)
    links = [unescape(link) for link in re.findall(r'href="(.*?)"', html)]
    both = "#q=dams/a+b.txt:0:26:1f3a5c7e&q=dams/a+b.txt:34:52:1f3a5c7e&n="
    assert links == [both + "1", both + "2"]
    assert 'data-quote="The dam was built in 1911."' in html and 'data-about="The &lt;i&gt;dam' in html
    assert 'data-after="It holds the lake.' in html and 'data-before="The dam was built in 1911."' in html


@pytest.mark.parametrize(
    ("confidence", "told"),
    [(0.93, "Very likely right · 93 %"), (0.5, "More likely right than not · 50 %"), (1.0, "99 %"), (0.0, "1 %")],
)
def test_confidence_is_told_in_words_and_as_a_number_and_never_as_certainty(confidence: float, told: str) -> None:
    html = message.answer(answered("q", confidence=confidence), ENGLISH)
    assert told in Collected(html).text.replace("\u202f", " ")


def test_a_near_miss_is_quoted_with_a_footnote() -> None:
    seen = Collected(message.answer(uncertain("q"), ENGLISH))
    before, _, after = seen.text.partition(citation(1, 0, 26).quote)
    assert before == "This comes closest" and after.startswith("[1]") and "Not answered" not in seen.text
    assert "very likely right" not in after


@pytest.mark.parametrize(("lacks", "told"), [("number", "gives no number"), ("time", "gives no date")])
def test_a_near_miss_tells_what_it_lacks(lacks: Literal["number", "time"], told: str) -> None:
    given = uncertain("q", lacks=lacks)
    assert f"This comes closest, but {told}" in Collected(message.answer(given, ENGLISH)).text
    assert told not in Collected(message.answer(given, Speech("vi"))).text


@pytest.mark.parametrize("make", [uncertain, declined])
def test_a_name_that_may_be_meant_is_offered_as_text(make: Callable[..., Answer]) -> None:
    html = message.answer(make("q", unknown_words=("Try",), meant=("Quang <b>Tri</b>",)), ENGLISH)
    assert "Did you mean “Quang <b>Tri</b>”?" in Collected(html).text and "<b>" not in html


def test_unknown_words_are_named_once() -> None:
    html = message.answer(Answer("q", "declined", declined=declined("q", unknown_words=("zorblax",)).declined), ENGLISH)
    assert Collected(html).text.count("zorblax") == 1


def test_a_very_long_question_is_shown_shortened() -> None:
    assert len(message.question("x" * 100_000)) < 1000


def test_articles_quoted_twice_are_listed_once() -> None:
    given = answered(
        "q",
        sentences=(AnswerSentence("One.", (1,)), AnswerSentence("Two.", (2,))),
        citations=(citation(1, 0, 26), citation(2, 34, 52)),
    )
    seen = Collected(message.answer(given, ENGLISH))
    assert seen.tags.count("li") == 1
    assert seen.text.count(ARTICLE.title) == 1


def test_small_talk_is_no_question_that_was_not_answered() -> None:
    given = Answer("Hello!", "told", reply="Hello. Ask me something.")
    assert Collected(message.answer(given, ENGLISH)).text == "Hello. Ask me something."
