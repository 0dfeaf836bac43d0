"""An answer as the pipeline gives it: with its citations, what comes closest, or "the articles do not say"."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from rag.corpus.article import SECTIONS, Article, Passage, in_short

if TYPE_CHECKING:
    from rag.language.base import Needed  # patterns, which are no part of the menu and take time to make
    from rag.language.requesting import AnswerForm

Status = Literal["answered", "uncertain", "declined", "told"]
"""Answered; likely, but not sure: what comes closest is quoted; nothing is near; no question to the articles."""
Direction = Literal["yes", "no"]
Why = Literal["nothing near", "unknown words"]
FORMAT = 2
"""Version of what ``to_dict`` gives."""


@dataclass(frozen=True, slots=True)
class Context:
    """The surroundings that are to be shown with a quotation, as exact as it: ``article.text[start:end] == quote``."""

    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class Citation:
    """A character-exact quotation: ``article.text[start:end] == quote``; ``page`` counts from 1, for PDFs.

    ``context`` is what is to be shown with it: the header of a table's row, or what announces an item of a list.
    ``section`` is the path of headings below the title under which it stands ("Equipment › How to order"). ``plain``
    is what a reader is shown of it, where that is not simply its words: without marks of Markdown, a row with the
    names of its columns.
    """

    number: int
    article: Article
    start: int
    end: int
    quote: str
    page: int | None = None
    context: Context | None = None
    section: str = ""
    plain: str = ""

    @property
    def text(self) -> str:
        """What a reader is shown of it."""
        return self.plain or " ".join(self.quote.split())

    @property
    def with_context(self) -> str:
        """The quotation below what is to be shown with it."""
        return f"{self.context.quote}\n{self.quote}" if self.context else self.quote

    @property
    def title(self) -> str:
        """The title of the article and the headings under which it stands, the nearest last."""
        return SECTIONS.join(filter(None, (self.article.title, self.section)))

    def __repr__(self) -> str:
        return f"Citation({self.number}, {self.article.path!r}, {self.start}, {self.end}, {in_short(self.quote)})"

    @property
    def place(self) -> str:
        """Where in the article it stands, in words."""
        page = "" if self.page is None else f"page {self.page}, "
        read_by = f", {self.article.ocr}" if self.article.ocr else ""
        return f"{page}characters {self.start}-{self.end}{read_by}"

    def to_dict(self) -> dict[str, Any]:
        return {
            "number": self.number,
            **self.article.to_dict(),
            "start": self.start,
            "end": self.end,
            "quote": self.quote,
            "page": self.page,
            "plain": self.plain,
            "section": self.section,
            "context": self.context and asdict(self.context),
        }


@dataclass(frozen=True, slots=True)
class AnswerSentence:
    """A sentence of an answer with the numbers of its citations.

    ``emphasis`` is the span in ``text`` of the likely short answer, where there is one. ``apart`` tells that it
    stands on a line of its own: a row, a list, or what announces rows.
    """

    text: str
    citations: tuple[int, ...]
    emphasis: tuple[int, int] | None = None
    apart: bool = False

    @property
    def marked(self) -> str:
        """The sentence with its markers: ``He went on. [1]``."""
        return self.text + "".join(f" [{number}]" for number in self.citations)

    def to_dict(self) -> dict[str, Any]:
        return {
            "text": self.text,
            "citations": list(self.citations),
            "emphasis": self.emphasis and list(self.emphasis),
            **({"apart": True} if self.apart else {}),
        }


@dataclass(frozen=True, slots=True)
class Declined:
    """Why a question was not answered: nothing in the articles is near it.

    ``kind`` is the reason as data: "unknown words" where those of the question that occur in no article are it.
    ``meant`` are names of the articles that are spelt much like one that is unknown. ``candidate`` is what would have
    been quoted with no caution at all, without citations. ``chosen``: only some of the articles were asked.
    """

    reason: str
    nearest: tuple[Passage, ...] = ()
    unknown_words: tuple[str, ...] = ()
    candidate: tuple[AnswerSentence, ...] = ()
    meant: tuple[str, ...] = ()
    chosen: bool = False

    @property
    def kind(self) -> Why:
        return "unknown words" if self.unknown_words else "nothing near"

    def to_dict(self) -> dict[str, Any]:
        return {
            "kind": self.kind,
            "reason": self.reason,
            "unknown_words": list(self.unknown_words),
            "meant": list(self.meant),
            "candidate": [sentence.to_dict() for sentence in self.candidate],
        }


@dataclass(frozen=True, slots=True)
class Doubt:
    """Why what is quoted comes closest and is no sure answer.

    ``reason`` leads to the quotation. ``unknown_words`` are names and numbers of the question that no article has, and
    ``meant`` names of the articles that are spelt much like one of them. ``lacks`` is what alone could be the answer,
    "number" or "time", where nothing that is quoted has any.
    """

    reason: str
    unknown_words: tuple[str, ...] = ()
    meant: tuple[str, ...] = ()
    lacks: Needed | None = None

    def to_dict(self) -> dict[str, Any]:
        return {
            "reason": self.reason,
            "unknown_words": list(self.unknown_words),
            "meant": list(self.meant),
            "lacks": self.lacks,
        }


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A sentence that a model wrote and that is not given, and why."""

    text: str
    why: str


@dataclass(frozen=True, slots=True)
class Written:
    """The part that a model has in an answer.

    ``by_model`` says whether the sentences are the model's; otherwise the articles are quoted, and
    ``notices`` say why. ``invented`` are citation numbers that the model was not given. The tokens are
    None where the provider does not tell them.
    """

    model: str
    by_model: bool
    left_out: tuple[LeftOut, ...] = ()
    notices: tuple[str, ...] = ()
    invented: tuple[int, ...] = ()
    tokens_in: int | None = None
    tokens_out: int | None = None
    seconds: float = 0.0
    cached: bool = False

    def to_dict(self) -> dict[str, Any]:
        return {**asdict(self), "seconds": round(self.seconds, 3)}

    @property
    def told(self) -> tuple[str, ...]:
        """What a reader is to know, in sentences: the notices, what was left out, and what was made up."""
        notes = list(self.notices)
        if self.left_out:
            count = len(self.left_out)
            notes.append("1 sentence was left out." if count == 1 else f"{count} sentences were left out.")
        if self.invented:
            numbers = ", ".join(f"[{number}]" for number in self.invented)
            notes.append(f"The model cited {numbers}, which it was not given.")
        return tuple(notes)


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to a question.

    An uncertain one has sentences and citations as one that is answered, and ``doubt`` says why it is uncertain; a
    declined one has ``declined`` and none. ``form`` is what was asked for, beside a fact; ``reply`` is what is told
    where nothing is quoted, as to a greeting, or above the sentences of a list, a timeline and the like.
    ``direction`` is yes or no, to a question that is answered so, where the quotation surely settles it.
    ``unanswered`` are the parts of a question with several that the articles do not answer. ``language`` is the
    question's, by ISO 639-1, as far as it is known: what is told beside quotations is told in it.
    ``confidence`` is the calibrated probability that one of the quoted sentences answers the
    question; it is there for a declined question too. ``understood`` is the question as it was
    understood, where a follow-up needed its subject from the turns before. ``timings`` are the
    milliseconds that each stage took. ``written`` is there where a model was asked to write.
    """

    question: str
    status: Status
    sentences: tuple[AnswerSentence, ...] = ()
    citations: tuple[Citation, ...] = ()
    confidence: float = 0.0
    passages: tuple[Passage, ...] = ()
    declined: Declined | None = None
    understood: str | None = None
    settings: dict[str, Any] = field(default_factory=dict)
    timings: dict[str, float] = field(default_factory=dict, compare=False)
    written: Written | None = None
    doubt: Doubt | None = None
    reply: str = ""
    form: AnswerForm = "plain"
    direction: Direction | None = None
    unanswered: tuple[str, ...] = ()
    language: str = ""

    def __repr__(self) -> str:
        asked, said = in_short(self.question), in_short(self.text)
        return f"Answer({asked}, {self.status}, {said}, confidence={self.confidence:.2f})"

    @property
    def text(self) -> str:
        """The answer as prose with [1] markers, below the reason for its doubt; the reason for declining; the reply."""
        if self.declined:
            return self.declined.reason
        lead = self.doubt.reason if self.doubt else self.reply
        return " ".join([*([lead] if lead else []), *(sentence.marked for sentence in self.sentences), *self.unsaid])

    @property
    def unsaid(self) -> tuple[str, ...]:
        """A sentence for each part of the question that the articles do not answer, in its language."""
        phrase = "The articles do not say: “{part}”."
        return tuple(_say(self.language, phrase, part=part) for part in self.unanswered)

    @property
    def took_over(self) -> bool:
        """Whether the question was understood with what was said before, and not only with its accents."""
        from rag.language.words import fold

        return self.understood is not None and fold(self.understood) != fold(self.question)

    def to_dict(self) -> dict[str, Any]:
        """Everything as JSON types: quotations, spans, digests and the settings that gave them."""
        return {
            "format": FORMAT,
            "question": self.question,
            "understood": self.understood,
            "status": self.status,
            "form": self.form,
            "direction": self.direction,
            "reply": self.reply,
            "text": self.text,
            "sentences": [sentence.to_dict() for sentence in self.sentences],
            "citations": [citation.to_dict() for citation in self.citations],
            "unanswered": list(self.unanswered),
            "confidence": round(self.confidence, 4),
            "passages": [passage.to_dict() for passage in self.passages],
            "doubt": self.doubt and self.doubt.to_dict(),
            "declined": self.declined and self.declined.to_dict(),
            "settings": self.settings,
            "timings": {stage: round(ms, 1) for stage, ms in self.timings.items()},
            "written": self.written and self.written.to_dict(),
        }

    def to_markdown(self) -> str:
        """Question, answer and numbered quotations as Markdown; text from articles is escaped."""
        lines = [f"**{escape_markdown(self.question)}**", "", escape_markdown(self.text)]
        if self.citations:
            lines += [""] + [
                f"{c.number}. > {escape_markdown(c.with_context)}  \n"
                f"   {escape_markdown(c.title)} ({escape_markdown(c.article.path)}, {c.place})"
                for c in self.citations
            ]
        if self.written:
            lines += [line for told in self.written.told for line in ("", escape_markdown(told))]
            lines += [
                "",
                *(f"- {escape_markdown(left.text)} ({escape_markdown(left.why)})" for left in self.written.left_out),
            ]
        return "\n".join(lines).rstrip("\n") + "\n"

    def to_html(self) -> str:
        """The same as an HTML fragment; text from articles is escaped."""
        notes = "".join(
            f"<li value='{c.number}'><blockquote>{html.escape(c.with_context)}</blockquote>"
            f"<cite>{html.escape(c.title)}</cite> "
            f"({html.escape(c.article.path)}, {c.place})</li>"
            for c in self.citations
        )
        return (
            f"<article class='footnote-answer'><h2>{html.escape(self.question)}</h2><p>{html.escape(self.text)}</p>"
            + (f"<ol>{notes}</ol>" if notes else "")
            + (_written_html(self.written) if self.written else "")
            + "</article>"
        )


def _say(language: str, phrase: str, **values: object) -> str:
    from rag.language.packs import language_by  # patterns take time to make, and the menu needs none

    return language_by(language).say(phrase, **values)


def _written_html(written: Written) -> str:
    notes = "".join(f"<p>{html.escape(note)}</p>" for note in written.told)
    listed = "".join(f"<li>{html.escape(left.text)} ({html.escape(left.why)})</li>" for left in written.left_out)
    return notes + (f"<ul>{listed}</ul>" if listed else "")


_LIST_MARK = re.compile(r"^(\d*)([-+.)])")
_MARKDOWN = str.maketrans({c: "\\" + c for c in "\\`*_{}[]()<>#|!&~"})


def escape_markdown(text: str) -> str:
    """Text on one line that Markdown shows as it is: no list, no link, no image, no tag."""
    line = " ".join(text.translate(_MARKDOWN).split())
    return _LIST_MARK.sub(r"\1\\\2", line)


@dataclass(frozen=True, slots=True)
class SentenceReady:
    """A sentence of an answer that is being given, with its citations."""

    sentence: AnswerSentence
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Finished:
    """The whole answer: the last event of a stream."""

    answer: Answer


Event = SentenceReady | Finished


def quoted(answer: Answer) -> Iterator[Event]:
    """The events of an answer that was quoted, which is whole already."""
    if answer.doubt or answer.reply:  # no sentence of it is an answer without what is said above all of them
        yield Finished(answer)
        return
    by_number = {citation.number: citation for citation in answer.citations}
    for sentence in answer.sentences:
        yield SentenceReady(sentence, tuple(by_number[number] for number in sentence.citations))
    yield Finished(answer)


def whole(events: Iterator[Event]) -> Answer:
    """The whole answer of a stream."""
    *_, last = events
    assert isinstance(last, Finished)
    return last.answer
