"""What an article that was added is about: its title, three of its sentences, and questions that it answers."""

from __future__ import annotations

from itertools import islice

from rag import Answer, Bot, FootnoteError
from ui.markup import el, inert
from ui.page.examples import answered_from
from ui.page.links import article, quotations
from ui.text import Speech

_SUMMARY = "Summarise the article"
_SENTENCES = 3
_QUESTIONS = 3


def introduce(bot: Bot, path: str, speech: Speech) -> str:
    """The introduction of an article as HTML; nothing where there is none at the path."""
    found = bot.article(path)
    if found is None:
        return ""
    title = el("a", inert(found.title), href=article(path).link, lang=found.language)
    try:
        sentences = _sentences(bot.ask(_SUMMARY, articles=[path]))
        questions = [question.question for question in islice(answered_from(bot, path), _QUESTIONS)]
    except FootnoteError:  # whoever asks is told; an introduction can be done without
        return ""
    summary = el("p", " ".join(sentences), css="fn-summary", lang=found.language) if sentences else ""
    buttons = [
        el("li", el("button", inert(question), css="fn-link", type="button", data_does="ask", data_question=question))
        for question in questions
    ]
    asked = el("p", speech("It answers"), css="fn-label") + el("ul", *buttons, css="fn-asked") if buttons else ""
    return el("h3", title) + summary + asked


def _sentences(answer: Answer) -> list[str]:
    """The first sentences of a summary, each with the link to where it stands."""
    place = quotations(answer.citations)
    marked = []
    for sentence in answer.sentences[:_SENTENCES] if answer.status == "answered" else ():
        number = sentence.citations[0]
        mark = el("a", str(number), css="fn-mark", href=place.at(number - 1).link)
        marked.append(inert(sentence.text) + mark)
    return marked
