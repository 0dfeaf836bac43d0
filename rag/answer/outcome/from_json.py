"""Answers that were kept as JSON, read again."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, get_args

from rag.answer.answer import Answer, AnswerSentence, Citation, Context, Declined, Doubt, LeftOut, Status, Written
from rag.answer.outcome.declining import lead
from rag.corpus.article import Article, Passage
from rag.errors import UsageError


def read_answer(kept: Mapping[str, Any]) -> Answer:
    """The answer that ``Answer.to_dict()`` gave; its articles are without their texts.

    Raises:
        UsageError: the mapping is no such answer.
    """
    try:
        return _answer(_as_now(kept))
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise UsageError(
            f"This is not an answer that was kept ({error} is missing or wrong).", "Ask the question again."
        ) from None


def _as_now(kept: Mapping[str, Any]) -> Mapping[str, Any]:
    """An answer as it is kept now: before, what came nearest stood in a declined one, and is an uncertain one."""
    instead = kept["declined"].get("instead") if kept["declined"] else None
    if not instead:
        return kept
    said = {"text": instead.get("plain") or " ".join(instead["quote"].split()), "citations": [1], "emphasis": None}
    lacks = kept["declined"].get("lacks")
    doubt = {"reason": lead(lacks), "unknown_words": [], "meant": [], "lacks": lacks}
    changed = {"status": "uncertain", "declined": None, "doubt": doubt, "sentences": [said], "citations": [instead]}
    return {**kept, **changed}


def _answer(kept: Mapping[str, Any]) -> Answer:
    passages = tuple(map(_passage, kept["passages"]))
    understood, status = kept["understood"], kept["status"]
    if status not in get_args(Status):
        raise ValueError(f"the status {status!r}")
    return Answer(
        question=str(kept["question"]),
        status=status,
        sentences=tuple(map(_sentence, kept["sentences"])),
        citations=tuple(map(_citation, kept["citations"])),
        confidence=float(kept["confidence"]),
        passages=passages,
        declined=_declined(kept["declined"], passages) if kept["declined"] else None,
        understood=str(understood) if understood else None,
        settings=dict(kept["settings"]),
        timings={str(stage): float(ms) for stage, ms in kept.get("timings", {}).items()},
        written=_written(kept["written"]) if kept.get("written") else None,
        doubt=_doubt(kept["doubt"]) if kept.get("doubt") else None,
        reply=str(kept["text"]) if status == "told" else str(kept.get("reply", "")),
        form=kept.get("form", "plain"),
        direction=kept.get("direction"),
        unanswered=tuple(kept.get("unanswered", ())),
    )


def _written(kept: Mapping[str, Any]) -> Written:
    return Written(
        model=str(kept["model"]),
        by_model=bool(kept["by_model"]),
        left_out=tuple(LeftOut(str(left["text"]), str(left["why"])) for left in kept["left_out"]),
        notices=tuple(map(str, kept["notices"])),
        invented=tuple(map(int, kept["invented"])),
        tokens_in=None if kept["tokens_in"] is None else int(kept["tokens_in"]),
        tokens_out=None if kept["tokens_out"] is None else int(kept["tokens_out"]),
        seconds=float(kept["seconds"]),
        cached=bool(kept["cached"]),
    )


def _declined(kept: Mapping[str, Any], nearest: tuple[Passage, ...]) -> Declined:
    candidate = tuple(map(_sentence, kept.get("candidate", ())))
    unknown_words, meant = tuple(map(str, kept["unknown_words"])), tuple(map(str, kept.get("meant", ())))
    return Declined(str(kept["reason"]), nearest, unknown_words, candidate, meant)


def _doubt(kept: Mapping[str, Any]) -> Doubt:
    unknown_words, meant = tuple(map(str, kept["unknown_words"])), tuple(map(str, kept["meant"]))
    return Doubt(str(kept["reason"]), unknown_words, meant, kept["lacks"])


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
    author, url, encoding = (str(kept.get(name, "")) for name in ("author", "url", "ocr"))
    marks = str(kept["path"]), str(kept["title"]), "", date, "", str(kept["digest"])
    return Article(*marks, author, url, encoding=encoding)
