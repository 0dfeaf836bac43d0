"""The inquiry behind a form of answer: request, articles, their units, and how an answer is put together."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import regex

from rag.answer.answer import Answer, AnswerSentence, Citation
from rag.answer.evidence.ranking import Evidence, Ranking
from rag.answer.outcome.quoting import citation_of
from rag.answer.question.request import Request
from rag.corpus.article import Sentence
from rag.index.index import Index
from rag.index.listed import Listed
from rag.index.stored_passage import StoredPassage
from rag.language.words import fold

SURE = 0.95
"""The confidence of what is no guess: an article by its date, its parts, dates in their order."""
SHOWN = 12
"""Units that an answer shows at most; "more" goes on."""
MOST_PASSAGES = 4000
"""Passages that are looked through for what may stand anywhere; it is told where there are more."""
_LETTERS = regex.compile(r"\p{L}")
_LINK = regex.compile(r"https?://\S+|\bwww\.\S+|\S+@\S+")
_LEAST_WORDS = 3

Place = tuple[str, int, int]
"""What a unit is known by: the article's digest and its span."""
Search = Callable[[str], Ranking]


@dataclass(frozen=True, eq=False)
class Unit:
    """A quotable unit of an article as it stands there and as it is shown, with its vector of unit length, (dim,)."""

    listed: Listed
    sentence: Sentence
    quote: str
    text: str
    vector: npt.NDArray[np.float32]

    @property
    def place(self) -> Place:
        return self.listed.digest, self.sentence.start, self.sentence.end

    def is_in(self, shown: str) -> bool:
        """Whether a text has it, lines broken in whatever way."""
        return " ".join(self.quote.split()) in " ".join(shown.split())


@dataclass(frozen=True, eq=False)
class Inquiry:
    """A request, and where to look for what it asks for.

    ``articles`` are those that are asked; ``search`` ranks what answers a question; ``blank`` is the answer before
    anything is found; ``shown`` is what was quoted before, and is not to be quoted again.
    """

    index: Index
    request: Request
    articles: tuple[Listed, ...]
    search: Search
    blank: Answer
    shown: str = ""

    def say(self, key: str, **values: object) -> str:
        """What is said to the request, in its language."""
        said = self.request.language.requests.said
        return said[key].format(articles=self.counted(len(self.articles)), **values)

    def counted(self, count: int) -> str:
        """So many articles, in words."""
        said = self.request.language.requests.said
        return said["article"] if count == 1 else said["articles"].format(count=f"{count:,}")

    def date(self, day: datetime.date) -> str:
        """A date as it is written in the language of the request."""
        language = self.request.language
        month = language.months[day.month - 1] if len(language.months) == 12 else str(day.month)
        values = {"day": day.day, "month": month, "month_number": day.month, "year": day.year}
        return language.requests.said["date"].format(**values)

    def units(self, listed: Listed) -> list[Unit]:
        """The quotable units of an article in reading order."""
        passages = sorted(self.index.words.passages_of(listed), key=lambda passage: passage.start)
        return [unit for passage in passages for unit in units_in(passage, listed)]

    def scan(self, articles: Sequence[Listed] | None = None) -> tuple[list[Unit], int]:
        """The units of some articles, all by default, as far as they are looked through, and of how many these are."""
        found: list[Unit] = []
        passages = 0
        asked = self.articles if articles is None else articles
        for looked, listed in enumerate(asked):
            if passages and passages + listed.passages > MOST_PASSAGES:
                return found, looked
            passages += listed.passages
            found += self.units(listed)
        return found, len(asked)

    def looked(self, count: int) -> str:
        """That not all articles were looked at, where it is so."""
        if count >= len(self.articles):
            return ""
        return " " + self.say("looked", looked=f"{count:,}")

    def told(self, reply: str) -> Answer:
        """An answer that quotes nothing."""
        return replace(self.blank, status="told", form=self.request.form, reply=reply)

    def fresh(self, units: Sequence[Unit]) -> list[Unit]:
        """The units that were not quoted before."""
        return [unit for unit in units if not unit.is_in(self.shown)] if self.shown else list(units)

    def quoted(
        self,
        lead: str,
        units: Sequence[Unit],
        confidence: float = SURE,
        emphasis: Callable[[Unit], tuple[int, int] | None] | None = None,
    ) -> Answer:
        """An answer of the first units, each on a line of its own with its citation, below what is said of them."""
        fresh = self.fresh(units)
        if len(fresh) > SHOWN:
            lead += " " + self.say("first", shown=SHOWN)
        marked = [emphasis(unit) if emphasis else None for unit in fresh[:SHOWN]]
        return self.cited(lead, [cite(self.index, 0, unit) for unit in fresh[:SHOWN]], confidence, marked)

    def cited(
        self,
        lead: str,
        citations: Sequence[Citation],
        confidence: float = SURE,
        emphasis: Sequence[tuple[int, int] | None] = (),
    ) -> Answer:
        """The same of citations, which are numbered here; ``emphasis`` has the bold part of each."""
        numbered = tuple(replace(citation, number=number) for number, citation in enumerate(citations, 1))
        spans = emphasis or [None] * len(numbered)
        sentences = tuple(
            AnswerSentence(citation.text, (citation.number,), span, apart=True)
            for citation, span in zip(numbered, spans)
        )
        return replace(
            self.blank,
            status="answered",
            form=self.request.form,
            reply=lead,
            sentences=sentences,
            citations=numbered,
            confidence=confidence,
        )


def cite(index: Index, number: int, unit: Unit) -> Citation:
    """The citation of a unit."""
    return citation_of(index.article(unit.listed.digest), number, unit.sentence)


def units_in(passage: StoredPassage, listed: Listed) -> Iterator[Unit]:
    """The quotable units of a passage."""
    for sentence, vector in zip(passage.sentences, passage.vectors):
        if sentence.quotable:
            body = passage.text[sentence.start - passage.start : sentence.end - passage.start]
            yield Unit(listed, sentence, body, sentence.plain or " ".join(body.split()), vector)


def unit_of(index: Index, evidence: Evidence) -> Unit:
    """A sentence that was ranked, as a unit."""
    passage = evidence.candidate.passage
    listed = index.listed(passage.digest)
    return next(unit for unit in units_in(passage, listed) if unit.sentence.start == evidence.start)


def tells_something(unit: Unit) -> bool:
    """Whether a unit says something by itself: no caption, title, row of links or address.

    >>> from types import SimpleNamespace as N
    >>> tells_something(N(sentence=Sentence(0, 9, "text"), text="Home", listed=N(title="")))
    False
    """
    if (
        unit.sentence.kind == "caption"
        or unit.text.endswith(":")
        or fold(unit.text).strip(" .") == fold(unit.listed.title).strip(" .")
    ):
        return False
    words = _LINK.sub(" ", unit.text).split()
    linked = len(unit.text.split()) - len(words)
    telling = [word for word in words if _LETTERS.search(word)]
    return len(telling) >= max(_LEAST_WORDS, linked) and unit.text.count("|") < 2


def without_doubles(units: Sequence[Unit]) -> list[Unit]:
    """The units without those that say again what one before them says."""
    seen: set[str] = set()
    kept = []
    for unit in units:
        words = " ".join(regex.findall(r"\w+", fold(unit.text)))
        if words not in seen:
            seen.add(words)
            kept.append(unit)
    return kept
