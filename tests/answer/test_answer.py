"""An answer as it is handed on: JSON, Markdown and HTML that say what the articles say and nothing else."""

from __future__ import annotations

import json
from dataclasses import replace
from html.parser import HTMLParser
from typing import Any

import pytest
from markdown_it import MarkdownIt

from rag import Bot
from rag.answer.answer import Answer, AnswerSentence, Citation, Context, Declined, Doubt, LeftOut, Written
from rag.answer.outcome.from_json import read_answer
from rag.corpus.article import Article, Passage

TEXT = "Before. He went on. After."
ARTICLE = Article("news/a.txt", "A title", TEXT, None, "en", "d1")
CITATION = Citation(1, ARTICLE, 8, 19, "He went on.")
ANSWERED = Answer(
    "Who went on?",
    "answered",
    (AnswerSentence("He went on.", (1,), (0, 2)),),
    (CITATION,),
    0.91234,
    (Passage(ARTICLE, 0, 26, TEXT, 1.23456),),
    settings={"caution": "normal"},
)
DECLINED = Answer("Zebra?", "declined", declined=Declined("The articles do not say.", ANSWERED.passages, ("zebra",)))

NASTY = [
    "<script>alert(1)</script>",
    "<img src=http://192.0.2.1/x.png>",
    "![x](http://192.0.2.1/x.png)",
    "[click](http://192.0.2.1/)",
    "<http://192.0.2.1/>",
    "a * b * c, _under_ **bold** `code` ~~gone~~",
    "AT&amp;T &lt;b&gt; & more",
    "# not a heading",
    "1. not a list",
    "- nor this",
    "+ nor this",
    "> nor a quotation",
    "a | b",
    "back\\slash \\* twice \\\\",
    "“quoted” 'single' \"double\"",
    "first line\n\n# second line\r\n- third",
    "=====",
    "[1]: http://192.0.2.1/ 'reference'",
]


class Seen(HTMLParser):
    """What a reader of HTML sees, and the tags that make it look so."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: set[str] = set()
        self.text = ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        self.tags.add(tag)

    def handle_data(self, data: str) -> None:
        self.text += data


def with_quote(quote: str) -> Answer:
    article = replace(ARTICLE, text=quote, title=quote, path=quote)
    sentence = AnswerSentence(quote, (1,))
    return replace(
        ANSWERED, question=quote, sentences=(sentence,), citations=(Citation(1, article, 0, len(quote), quote),)
    )


def plain(text: str) -> str:
    return " ".join(text.split())


def test_an_answer_as_json_types() -> None:
    given = ANSWERED.to_dict()
    assert json.loads(json.dumps(given)) == given
    where = {"path": "news/a.txt", "title": "A title", "date": None, "digest": "d1"}
    assert (
        given.items()
        >= {
            "question": "Who went on?",
            "understood": None,
            "status": "answered",
            "text": "He went on. [1]",
            "sentences": [{"text": "He went on.", "citations": [1], "emphasis": [0, 2]}],
            "citations": [
                {
                    **{"number": 1, **where, "start": 8, "end": 19, "quote": "He went on.", "page": None},
                    **{"plain": "", "section": "", "context": None},
                }
            ],
            "confidence": 0.9123,
            "passages": [{**where, "start": 0, "end": 26, "text": TEXT, "score": 1.2346}],
            "declined": None,
            "settings": {"caution": "normal"},
        }.items()
    )


def test_a_declined_answer_as_json_types() -> None:
    given = DECLINED.to_dict()
    assert json.loads(json.dumps(given)) == given
    assert (given["status"], given["text"], given["citations"]) == ("declined", "The articles do not say.", [])
    assert given["declined"] == {
        "reason": "The articles do not say.",
        "kind": "unknown words",
        "unknown_words": ["zebra"],
        "meant": [],
        "candidate": [],
    }


def test_an_uncertain_answer_says_so_in_every_form() -> None:
    doubt = Doubt("No article mentions “Kai”. This comes closest:", ("Kai",), lacks="number")
    given = replace(ANSWERED, status="uncertain", doubt=doubt)
    said = f"{doubt.reason} He went on."
    assert given.text == f"{said} [1]"
    assert said in Seen(given.to_html()).text and said in given.to_markdown()
    assert given.to_dict()["doubt"] == {
        **{"reason": doubt.reason, "unknown_words": ["Kai"], "meant": [], "lacks": "number"},
    }


@pytest.mark.parametrize("quote", NASTY)
def test_html_shows_what_the_article_says_and_runs_nothing(quote: str) -> None:
    seen = Seen(with_quote(quote).to_html())
    assert seen.tags == {"article", "h2", "p", "ol", "li", "blockquote", "cite"}
    assert seen.text.count(quote) == 5  # question, sentence, quotation, title, path


@pytest.mark.parametrize("quote", NASTY)
def test_markdown_shows_what_the_article_says_and_fetches_nothing(quote: str) -> None:
    seen = Seen(MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(with_quote(quote).to_markdown()))
    assert seen.tags <= {"p", "strong", "ol", "li", "blockquote", "br"}
    assert plain(seen.text).count(plain(quote)) == 5


def test_a_declined_answer_is_told_in_every_form() -> None:
    assert Seen(DECLINED.to_html()).text == "Zebra?The articles do not say."
    assert DECLINED.to_markdown() == "**Zebra?**\n\nThe articles do not say.\n"


@pytest.mark.parametrize(("page", "place"), [(None, "characters 8-19"), (3, "page 3, characters 8-19")])
def test_the_place_of_a_quotation_has_its_page(page: int | None, place: str) -> None:
    answer = replace(ANSWERED, citations=(replace(CITATION, page=page),))
    assert f"(news/a.txt, {place})" in answer.to_markdown()
    assert f"(news/a.txt, {place})" in answer.to_html()


def test_a_row_is_shown_with_its_header_and_the_headings_above_it_in_every_form() -> None:
    row = replace(CITATION, context=Context(0, 7, "Before."), section="Figures", plain="What: He went on.")
    answer = replace(ANSWERED, citations=(row,))
    assert row.text == "What: He went on."
    assert "1. > Before. He went on.  \n   A title › Figures (news/a.txt, " in answer.to_markdown()
    assert "<blockquote>Before.\nHe went on.</blockquote><cite>A title › Figures</cite>" in answer.to_html()
    assert read_answer(answer.to_dict()).to_dict() == answer.to_dict()


@pytest.mark.parametrize("nasty", NASTY)
def test_what_a_model_had_to_leave_out_is_told_in_every_form(nasty: str) -> None:
    written = Written(
        "fake",
        True,
        left_out=(LeftOut(nasty, "A number in it is not there."),),
        notices=("It was slow.",),
        invented=(9,),
    )
    answer = replace(ANSWERED, written=written)
    told = ["It was slow.", "1 sentence was left out.", "The model cited [9], which it was not given.", nasty]
    html, markdown = Seen(answer.to_html()), Seen(MarkdownIt("commonmark").render(answer.to_markdown()))
    for one in told:
        assert one in html.text and plain(one) in plain(markdown.text)
    assert html.tags == {"article", "h2", "p", "ol", "li", "blockquote", "cite", "ul"}
    assert markdown.tags <= {"p", "strong", "ol", "ul", "li", "blockquote", "br"}


def test_what_is_shown_of_values_in_python_is_short(seed_bot: Bot) -> None:
    answer = seed_bot.ask("How many models had been recognized by the end of 2023?")
    citation, passage = answer.citations[0], answer.passages[0]
    for value in (answer, citation, passage, citation.article):
        assert repr(value).startswith(f"{type(value).__name__}(")
        assert len(repr(value)) < 400
    assert "answered" in repr(answer)
    assert repr(citation.article.path) in repr(citation)
