"""Answers that were kept as JSON, read again."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

from rag.answer.answer import Answer, AnswerSentence, Citation, Context, Declined, LeftOut, Written
from rag.corpus.article import Article, Passage
from rag.errors import UsageError


def read_answer(kept: Mapping[str, Any]) -> Answer:
    """The answer that ``Answer.to_dict()`` gave; its articles are without their texts.

    Raises:
        UsageError: the mapping is no such answer.
    """
    try:
        return _answer(kept)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise UsageError(
            f"This is not an answer that was kept ({error} is missing or wrong).", "Ask the question again."
        ) from None


def _answer(kept: Mapping[str, Any]) -> Answer:
    passages = tuple(map(_passage, kept["passages"]))
    understood = kept["understood"]
    return Answer(
        question=str(kept["question"]),
        status="declined" if kept["declined"] else "answered",
        sentences=tuple(map(_sentence, kept["sentences"])),
        citations=tuple(map(_citation, kept["citations"])),
        confidence=float(kept["confidence"]),
        passages=passages,
        declined=_declined(kept["declined"], passages) if kept["declined"] else None,
        understood=str(understood) if understood else None,
        settings=dict(kept["settings"]),
        timings={str(stage): float(ms) for stage, ms in kept.get("timings", {}).items()},
        written=_written(kept["written"]) if kept.get("written") else None,
    )


def _written(kept: Mapping[str, Any]) -> Written:
    return Written(
        model=str(kept["model"]),
        by_model=bool(kept["by_model"]),
        left_out=tuple(LeftOut(str(one["text"]), str(one["why"])) for one in kept["left_out"]),
        notices=tuple(map(str, kept["notices"])),
        invented=tuple(map(int, kept["invented"])),
        tokens_in=None if kept["tokens_in"] is None else int(kept["tokens_in"]),
        tokens_out=None if kept["tokens_out"] is None else int(kept["tokens_out"]),
        seconds=float(kept["seconds"]),
        cached=bool(kept["cached"]),
    )


def _declined(kept: Mapping[str, Any], nearest: tuple[Passage, ...]) -> Declined:
    candidate = tuple(map(_sentence, kept.get("candidate", ())))
    instead = _citation(kept["instead"]) if kept.get("instead") else None
    unknown_words = tuple(map(str, kept["unknown_words"]))
    return Declined(str(kept["reason"]), nearest, unknown_words, candidate, instead, kept.get("lacks"))


def _sentence(kept: Mapping[str, Any]) -> AnswerSentence:
    emphasis = kept["emphasis"]
    return AnswerSentence(
        str(kept["text"]),
        tuple(map(int, kept["citations"])),
        (int(emphasis[0]), int(emphasis[1])) if emphasis else None,
        bool(kept.get("apart")),
    )


def _citation(kept: Mapping[str, Any]) -> Citation:
    page = kept["page"]
    span = int(kept["start"]), int(kept["end"])
    context = kept.get("context")
    return Citation(
        int(kept["number"]),
        _article(kept),
        *span,
        str(kept["quote"]),
        int(page) if page else None,
        Context(int(context["start"]), int(context["end"]), str(context["quote"])) if context else None,
        str(kept.get("section", "")),
        str(kept.get("plain", "")),
    )


def _passage(kept: Mapping[str, Any]) -> Passage:
    return Passage(
        _article(kept),
        int(kept["start"]),
        int(kept["end"]),
        str(kept.get("text", "")),
        float(kept["score"]),
        str(kept.get("plain", "")),
    )


def _article(kept: Mapping[str, Any]) -> Article:
    date = datetime.date.fromisoformat(kept["date"]) if kept["date"] else None
    author, url = str(kept.get("author", "")), str(kept.get("url", ""))
    return Article(str(kept["path"]), str(kept["title"]), "", date, "", str(kept["digest"]), author, url)
