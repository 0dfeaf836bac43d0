"""An answer as it is being given: its sentences one after the other, then the whole."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rag.answer.answer import Answer, AnswerSentence, Citation


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
