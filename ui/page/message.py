"""Questions and answers as HTML for the conversation; a footnote is an ordinary link to its place."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from rag import Answer, AnswerSentence, Citation, Declined, Doubt, FootnoteError, Passage, Settings, Written
from ui.markup import el, inert, shortened, time
from ui.page import links
from ui.page.links import Place
from ui.text import Speech
from ui.wording import confidence_words

_QUESTION_CHARS = 400
_SNIPPET_CHARS = 220
_NEAREST = 3
_AROUND_CHARS = 160
_CAUTION = {
    "low": "Caution: low",
    "normal": "Caution: normal",
    "high": "Caution: high",
    "highest": "Caution: highest",
}
_CLOSEST_BY_LACK = {
    None: "This comes closest",
    "price": "This comes closest, but gives no price",
    "age": "This comes closest, but gives no age",
    "phone": "This comes closest, but gives no number",
    "email": "This comes closest, but gives no address",
    "number": "This comes closest, but gives no number",
    "time": "This comes closest, but gives no date",
}


def question(text: str) -> str:
    """A question as it was asked."""
    trimmed = text.strip() or "…"
    shown = trimmed if len(trimmed) <= _QUESTION_CHARS else trimmed[:_QUESTION_CHARS] + " …"
    return el("p", inert(shown), css="fn-question", dir="auto")


def partial(sentences: Sequence[AnswerSentence], citations: Sequence[Citation], speech: Speech) -> str:
    """The part of an answer that is there already."""
    return _framed("fn-answer", _sentences(sentences, citations, speech))


def answer(given: Answer, speech: Speech) -> str:
    """An answer with its footnotes, what comes closest with its own, or why there is none."""
    understood = _understood(given.understood, speech)
    if given.declined:
        return _framed("fn-declined", understood, *_declined(given.declined, speech))
    if given.status == "told":
        return _framed("fn-told", el("p", inert(given.reply), css="fn-reason", dir="auto"))
    return _framed(
        "fn-answer",
        understood,
        el("p", inert(given.reply), css="fn-lead fn-direction" if given.direction else "fn-lead", dir="auto")
        if given.reply
        else "",
        _doubt(given.doubt, speech),
        _sentences(given.sentences, given.citations, speech),
        _unanswered(given.unanswered, speech),
        _written(given.written, speech),
        el("p", el("a", speech("Check this answer"), href="#check"), css="fn-hint") if given.written else "",
        _sources(given.citations, speech),
        _confidence(given.confidence, speech),
        _weighed(given.passages, speech),
    )


def note(given: Answer, speech: Speech) -> str:
    """An answer as the notebook has it: what is quoted, or why nothing is, and where it is from."""
    said = (given.declined.reason if given.declined else "") or given.reply
    return "".join(
        (
            el("p", inert(speech.told(said)), css="fn-reason") if said else "",
            _doubt(given.doubt, speech),
            _sentences(given.sentences, given.citations, speech),
            _sources(given.citations, speech) if given.citations else "",
        )
    )


def as_typed(question: str, speech: Speech) -> str:
    """What asks a question as it stands that was understood with what was said before."""
    told = speech("Ask as typed: “{question}”", question=question)
    button = el("button", told, css="fn-link", type="button", data_does="again", data_typed="yes")
    return el("div", button, css="fn-actions")


def unusual(given: Answer, usual: Settings, speech: Speech) -> str:
    """With which settings a question was answered, where they are not the usual ones."""
    caution, most = given.settings.get("caution", usual.caution), given.settings.get("max_sentences")
    told = []
    if caution != usual.caution and caution in _CAUTION:
        told.append(speech(_CAUTION[caution]))
    if most not in (None, usual.max_sentences):
        told.append(speech("At most 1 sentence") if most == 1 else speech("At most {count} sentences", count=most))
    return el("p", " · ".join(told), css="fn-unusual") if told else ""


def tools(speech: Speech, *, answered: bool) -> str:
    """What can be done with a question that is done: only an answer can be copied and judged."""
    again = (_tool("Ask again", "again", speech), _tool("Edit", "edit", speech))
    if not answered:
        return el("div", *again, css="fn-actions")
    votes = (
        _tool("Good", "vote", speech, data_vote="up", title=speech.plain("A good answer"), aria_pressed="false"),
        _tool("Bad", "vote", speech, data_vote="down", title=speech.plain("A bad answer"), aria_pressed="false"),
    )
    pin = _tool("Pin", "pin", speech, title=speech.plain("Keep it in the notebook"), aria_pressed="false")
    return el("div", _tool("Copy", "copy", speech), pin, *again, *votes, css="fn-actions")


def _tool(phrase: str, does: str, speech: Speech, **more: str) -> str:
    return el("button", speech(phrase), type="button", css="fn-link", data_does=does, **more)


def suggested(questions: Sequence[str], speech: Speech, label: str = "The articles do say") -> str:
    """Questions to click that have answers, or nothing."""
    if not questions:
        return ""
    items = (
        el("li", el("button", inert(question), type="button", data_does="ask", dir="auto")) for question in questions
    )
    return _label(label, speech) + el("ul", *items, css="fn-questions")


def error(failed: FootnoteError, speech: Speech) -> str:
    """What failed and what to do next, told apart from an answer."""
    return _framed("fn-error", _label("That could not be done", speech), el("p", inert(speech.error(failed))))


def crash(failed: BaseException, log: str, speech: Speech) -> str:
    """A failure that nobody foresaw, in one sentence."""
    phrase = "Something went wrong inside Footnote ({error}). The details are in {log}."
    return _framed("fn-error", el("p", speech(phrase, error=type(failed).__name__, log=log)))


def stopped(speech: Speech) -> str:
    """What is put below an answer that was stopped."""
    return _framed("fn-stopped", _label("Stopped", speech))


def _framed(kind: str, *inner: str) -> str:
    return el("div", *inner, css=f"fn-message {kind}")


def _label(phrase: str, speech: Speech, css: str = "fn-label") -> str:
    return el("p", speech(phrase), css=css)


def _understood(meaning: str | None, speech: Speech) -> str:
    if not meaning:
        return ""
    return el("p", el("span", speech("Understood as"), css="fn-label"), " ", inert(meaning), css="fn-understood")


def _sentences(sentences: Sequence[AnswerSentence], citations: Sequence[Citation], speech: Speech) -> str:
    if not sentences:
        return ""
    before = ("", *("<br>" if above.apart or below.apart else " " for above, below in pairwise(sentences)))
    parts = (gap + _sentence(sentence, citations, speech) for gap, sentence in zip(before, sentences))
    return el("p", *parts, css="fn-prose", dir="auto")


def _sentence(sentence: AnswerSentence, citations: Sequence[Citation], speech: Speech) -> str:
    return _emphasized(sentence) + "".join(_mark(number, citations, speech) for number in sentence.citations)


def _emphasized(sentence: AnswerSentence) -> str:
    if not sentence.emphasis:
        return _lines(sentence.text)
    start, end = sentence.emphasis
    return _lines(sentence.text[:start]) + el("b", _lines(sentence.text[start:end])) + _lines(sentence.text[end:])


def _lines(text: str) -> str:
    """Text whose lines stand below each other, as those of a list do."""
    return inert(text).replace("\n", "<br>")


def _written(written: Written | None, speech: Speech) -> str:
    """What is to be known of a model's part in an answer, with the sentences that were left out behind a click."""
    if written is None:
        return ""
    told = "".join(el("p", inert(speech.told(notice)), css="fn-notice") for notice in written.notices)
    if written.invented:
        numbers = ", ".join(f"[{number}]" for number in written.invented)
        told += el("p", speech("The model cited {numbers}, which it was not given.", numbers=numbers), css="fn-notice")
    if not written.left_out:
        return told
    listed = "".join(
        el("li", inert(sentence.text), " – ", el("i", inert(speech.told(sentence.why))))
        for sentence in written.left_out
    )
    summary = el("summary", speech("Sentences left out: {count}", count=len(written.left_out)))
    return told + el("details", summary, el("ul", listed), css="fn-left-out")


def _mark(number: int, citations: Sequence[Citation], speech: Speech) -> str:
    """A footnote mark: a link to its place, which tells the quotation when it is pointed at."""
    index = next(i for i, citation in enumerate(citations) if citation.number == number)
    cited = citations[index]
    before, after = _around(cited.article.text, cited.start, cited.end)
    return el(
        "a",
        f"[{number}]",
        css="fn-mark",
        href=links.quotations(citations).at(index).link,
        data_quote=" ".join(cited.quote.split()),
        data_before=before,
        data_after=after,
        data_about=quoted_from(cited, speech),
    )


def quoted_from(cited: Citation, speech: Speech) -> str:
    """Title, page and date of what is quoted, in a line."""
    page = speech.plain("page {n}", n=cited.page) if cited.page else ""
    date = speech.date(cited.article.date) if cited.article.date else ""
    return " · ".join(filter(None, (cited.title, page, date)))


def _around(text: str, start: int, end: int) -> tuple[str, str]:
    """The words right before and after a span, each on one line and cut between words."""
    before = " ".join(text[max(0, start - _AROUND_CHARS) : start].split())
    after = " ".join(text[end : end + _AROUND_CHARS].split()) if text else ""
    if start > _AROUND_CHARS:
        before = "… " + before.partition(" ")[2]
    if end + _AROUND_CHARS < len(text):
        after = after.rpartition(" ")[0] + " …"
    return before, after


def _sources(citations: Sequence[Citation], speech: Speech) -> str:
    """The articles quoted, each with the numbers of its quotations."""
    by_article: dict[str, list[int]] = {}
    for index, citation in enumerate(citations):
        by_article.setdefault(citation.article.path, []).append(index)
    quoted = links.quotations(citations)
    return el("ul", *(_source(citations, indexes, quoted, speech) for indexes in by_article.values()), css="fn-sources")


def _source(citations: Sequence[Citation], indexes: Sequence[int], quoted: Place, speech: Speech) -> str:
    article = citations[indexes[0]].article
    numbers = ", ".join(str(citations[i].number) for i in indexes)
    titles = {citations[i].title for i in indexes}
    inner = (
        el("span", numbers, css="fn-number"),
        " ",
        el("span", inert(titles.pop() if len(titles) == 1 else article.title), css="fn-title"),
        " ",
        time(article.date, speech),
    )
    return el("li", el("a", *inner, css="fn-source", href=quoted.at(indexes[0]).link))


def _confidence(confidence: float, speech: Speech) -> str:
    """The confidence in words and as a number, with what it means behind a click."""
    percent = min(99, max(1, round(confidence * 100)))  # no figure that was fitted is certain
    words = speech(confidence_words(confidence))
    number = el("span", f"{percent}&#8239;%", css="fn-percent")
    explained = speech(
        "Of 100 answers given with this figure, about {percent} quote a sentence that answers the question. "
        "Each quotation is exact either way.",
        percent=percent,
    )
    summary = el("summary", words[:1].upper(), words[1:], " · ", number)
    return el("details", summary, el("p", explained), css="fn-confidence")


def _weighed(found: Sequence[Passage], speech: Speech) -> str:
    """The passages that were nearest, behind a click."""
    if not found:
        return ""
    summary = el("summary", speech("Nearest passages"), f" · {len(found)}")
    return el("details", summary, _passages(found), css="fn-weighed")


def _declined(declined: Declined, speech: Speech) -> tuple[str, ...]:
    """That the articles do not say, and below it why."""
    said = speech("The chosen articles do not say." if declined.chosen else "The articles do not say.")
    return (
        _label("Not answered", speech),
        el("p", said, css="fn-reason"),
        _unknown(declined.unknown_words, speech),
        _meant(declined.meant, speech),
        _widened(speech) if declined.chosen else "",
        _nearest(declined.nearest[:_NEAREST], speech),
    )


def _widened(speech: Speech) -> str:
    return el(
        "p", el("button", speech("Ask all articles"), css="fn-tool", type="button", data_does="again", data_all="yes")
    )


def _unknown(words: Sequence[str], speech: Speech) -> str:
    if not words:
        return ""
    listed = " ".join(el("span", inert(word), css="fn-word") for word in words)
    return el("p", speech("No article has these words"), ": ", listed, css="fn-unknown")


def _meant(names: Sequence[str], speech: Speech) -> str:
    if not names:
        return ""
    listed = ", ".join(f"“{name}”" for name in names)
    return el("p", speech("Did you mean {names}?", names=listed), css="fn-unknown")


def _unanswered(parts: Sequence[str], speech: Speech) -> str:
    """The parts of a question with several that the articles do not answer."""
    phrase = "The articles do not say: “{part}”."
    return "".join(el("p", speech(phrase, part=part), css="fn-unknown") for part in parts)


def _doubt(doubt: Doubt | None, speech: Speech) -> str:
    """What stands above a quotation that comes closest and is no sure answer."""
    if doubt is None:
        return ""
    about = _unknown(doubt.unknown_words, speech) + _meant(doubt.meant, speech)
    return about + _label(_CLOSEST_BY_LACK[doubt.lacks], speech)


def _nearest(found: Sequence[Passage], speech: Speech) -> str:
    return _label("Nearest passages", speech) + _passages(found) if found else ""


def _passages(found: Sequence[Passage]) -> str:
    near = links.passages(found)
    return el("ol", *(_near(passage, near.at(i)) for i, passage in enumerate(found)), css="fn-nearest")


def _near(passage: Passage, at: Place) -> str:
    title = el("span", inert(passage.article.title), css="fn-title")
    snippet = el("span", inert(shortened(passage.shown, _SNIPPET_CHARS)), css="fn-snippet")
    return el("li", el("a", title, " ", snippet, css="fn-near", href=at.link))
