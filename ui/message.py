"""Questions and answers as HTML for the conversation.

Everything that was not written here is escaped: text of articles and questions is seen, never run. Gradio removes
data attributes and scripts from messages, so a footnote is an ordinary link to its place.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from rag import Answer, AnswerSentence, Citation, Declined, FootnoteError, Passage
from ui import place
from ui.text import Speech
from ui.wording import confidence_words

_SNIPPET_CHARS = 220
_SAY_NOTHING = "The articles do not say."
_QUESTION_CHARS = 400
_NEAREST = 3


def question(text: str) -> str:
    """A question as it was asked."""
    trimmed = text.strip() or "…"
    shown = trimmed if len(trimmed) <= _QUESTION_CHARS else trimmed[:_QUESTION_CHARS] + " …"
    return f'<p class="fn-question" dir="auto">{inert(shown)}</p>'


def partial(sentences: Sequence[AnswerSentence], citations: Sequence[Citation]) -> str:
    """The part of an answer that is there already."""
    return _framed("fn-answer", _sentences(sentences, citations))


def answer(given: Answer, speech: Speech, *, suggesting: bool = False) -> str:
    """An answer with its footnotes, or why there is none and what came nearest.

    ``suggesting`` introduces the questions to click that Gradio puts below a declined one.
    """
    understood = _understood(given.understood, speech)
    if given.declined:
        return _framed("fn-declined", understood + _declined(given.declined, speech, suggesting))
    return _framed(
        "fn-answer",
        understood
        + _sentences(given.sentences, given.citations)
        + _sources(given.citations, speech)
        + _confidence(given.confidence, speech),
    )


def error(failed: FootnoteError, speech: Speech) -> str:
    """What failed and what to do next, told apart from an answer."""
    return _framed("fn-error", f'<p class="fn-label">{speech("That could not be done")}</p><p>{inert(str(failed))}</p>')


def crash(failed: Exception, log: str, speech: Speech) -> str:
    """A failure that nobody foresaw, in one sentence."""
    told = speech(
        "Something went wrong inside Footnote ({error}). The details are in {log}.",
        error=type(failed).__name__,
        log=log,
    )
    return _framed("fn-error", f"<p>{told}</p>")


def stopped(speech: Speech) -> str:
    """Where a stopped answer ends."""
    return f'<p class="fn-label">{speech("Stopped")}</p>'


def inert(text: str) -> str:
    """Text that a browser shows and does nothing else with, character for character.

    >>> inert("<b>\\r\\n")
    '&lt;b&gt;&#13;\\n'
    """
    return escape(text).replace("\r", "&#13;").replace("\0", "\ufffd")


def _framed(kind: str, inner: str) -> str:
    return f'<div class="fn-message {kind}">{inner}</div>'


def _understood(question: str | None, speech: Speech) -> str:
    if not question:
        return ""
    return f'<p class="fn-understood"><span class="fn-label">{speech("Understood as")}</span> {inert(question)}</p>'


def _sentences(sentences: Sequence[AnswerSentence], citations: Sequence[Citation]) -> str:
    if not sentences:
        return ""
    return '<p class="fn-prose" dir="auto">' + " ".join(_sentence(one, citations) for one in sentences) + "</p>"


def _sentence(sentence: AnswerSentence, citations: Sequence[Citation]) -> str:
    subject = f'<span class="fn-subject">[{inert(sentence.subject)}]</span> ' if sentence.subject else ""
    return subject + _emphasized(sentence) + "".join(_mark(number, citations) for number in sentence.citations)


def _emphasized(sentence: AnswerSentence) -> str:
    if not sentence.emphasis:
        return inert(sentence.text)
    start, end = sentence.emphasis
    return f"{inert(sentence.text[:start])}<b>{inert(sentence.text[start:end])}</b>{inert(sentence.text[end:])}"


def _mark(number: int, citations: Sequence[Citation]) -> str:
    """A footnote mark: a link to its place, which tells the quotation when it is pointed at."""
    index = next(i for i, citation in enumerate(citations) if citation.number == number)
    cited = citations[index]
    title = inert(f"“{' '.join(cited.quote.split())}” – {cited.article.title}")
    link = escape(place.quotations(citations).at(index).link)
    return f'<a class="fn-mark" href="{link}" title="{title}">[{number}]</a>'


def _sources(citations: Sequence[Citation], speech: Speech) -> str:
    """The articles quoted, each with the numbers of its quotations."""
    by_article: dict[str, list[int]] = {}
    for index, citation in enumerate(citations):
        by_article.setdefault(citation.article.path, []).append(index)
    place_of = place.quotations(citations)
    items = "".join(_source(citations, indexes, place_of, speech) for indexes in by_article.values())
    return f'<ul class="fn-sources">{items}</ul>'


def _source(citations: Sequence[Citation], indexes: Sequence[int], place_of: place.Place, speech: Speech) -> str:
    article = citations[indexes[0]].article
    numbers = ", ".join(str(citations[i].number) for i in indexes)
    date = f' <time datetime="{article.date.isoformat()}">{speech.date(article.date)}</time>' if article.date else ""
    return (
        f'<li><a class="fn-source" href="{escape(place_of.at(indexes[0]).link)}"><span class="fn-number">{numbers}</span> '
        f'<span class="fn-title">{inert(article.title)}</span>{date}</a></li>'
    )


def _confidence(confidence: float, speech: Speech) -> str:
    percent = min(99, max(1, round(confidence * 100)))  # no figure that was fitted is certain
    words = speech(confidence_words(confidence))
    explained = speech(
        "Of 100 answers given with this figure, about {percent} quote a sentence that answers the question. "
        "Each quotation is exact either way.",
        percent=percent,
    )
    summary = f'{words[:1].upper()}{words[1:]} · <span class="fn-percent">{percent}&#8239;%</span>'
    return f'<details class="fn-confidence"><summary>{summary}</summary><p>{explained}</p></details>'


def _declined(declined: Declined, speech: Speech, suggesting: bool) -> str:
    """The reason; words that it names already are not named again."""
    reason = _SAY_NOTHING if declined.unknown_words and declined.reason.startswith(_SAY_NOTHING) else declined.reason
    return (
        f'<p class="fn-label">{speech("Not answered")}</p><p class="fn-reason">{speech(reason)}</p>'
        + _unknown(declined.unknown_words, speech)
        + _nearest(declined.nearest[:_NEAREST], speech)
        + (f'<p class="fn-label fn-suggested">{speech("The articles do say")}</p>' if suggesting else "")
    )


def _unknown(words: Iterable[str], speech: Speech) -> str:
    listed = " ".join(f'<span class="fn-word">{inert(word)}</span>' for word in words)
    return f'<p class="fn-unknown">{speech("No article has these words")}: {listed}</p>' if listed else ""


def _nearest(found: Sequence[Passage], speech: Speech) -> str:
    place_of = place.passages(found)
    items = "".join(
        f'<li><a class="fn-near" href="{escape(place_of.at(i).link)}"><span class="fn-title">{inert(p.article.title)}</span> '
        f'<span class="fn-snippet">{inert(shortened(p.text))}</span></a></li>'
        for i, p in enumerate(found)
    )
    return f'<p class="fn-label">{speech("Nearest passages")}</p><ol class="fn-nearest">{items}</ol>' if items else ""


def shortened(text: str, most: int = _SNIPPET_CHARS) -> str:
    """The beginning of a text on one line, cut between words.

    >>> shortened("one two three", 9)
    'one two …'
    """
    line = " ".join(text.split())
    if len(line) <= most:
        return line
    cut = line.rfind(" ", 0, most)
    return line[: cut if cut > 0 else most] + " …"
