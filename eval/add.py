"""An answer that got a thumbs-down becomes a question, so that it stays mended."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from eval.draft import DRAFT
from eval.matchers import AnyOf
from eval.questions import Evidence, KeyFact, Question, Turn
from rag import UsageError


def read_feedback(path: Path) -> list[dict[str, Any]]:
    """Lines of {question, answer, reason, history} as the chat page writes them, of thumbs that still are down.

    Of several lines with one ``id`` the last counts; a line that says no ``vote`` is a thumb down.

    Raises:
        UsageError: the file cannot be read, or a line is something else.
    """
    try:
        lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
        latest = {line.get("id", number): line for number, line in enumerate(map(json.loads, lines))}
        return [_checked(line) for line in latest.values() if line.get("vote", "down") == "down"]
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise UsageError(
            f"{str(path)!r} is no file of feedback ({error!r}).", "Give the JSONL of the chat page."
        ) from error


def _checked(line: dict[str, Any]) -> dict[str, Any]:
    if not isinstance(line["question"], str) or not isinstance(line["answer"]["status"], str):
        raise TypeError("question and answer")
    return line


def to_question(
    line: Mapping[str, Any], articles: Mapping[str, str], quote: str | None, facts: Sequence[str], abstain: bool
) -> Question:
    """A question from one line of feedback.

    With `quote` and `facts` (what has to be said, each with its forms between "|"), or with `abstain`, it is
    complete; without them it is a draft, which the linter names until someone has written the gold.
    """
    reason = str(line.get("reason") or "").strip()
    history = [_asked(one) for one in line.get("history") or ()]
    missing = not abstain and not (quote and facts)
    evidence = ((_find(quote, articles),),) if quote else ()
    return Question(
        id=_id(line["question"], history),
        type="unanswerable" if abstain else "follow_up" if any(history) else "factual",
        lang=_language(line["answer"]),
        split="dev",
        turns=(*(Turn(q=words, expected="answer") for words in history if words), Turn(q=line["question"])),
        expected="abstain" if abstain else "answer",
        references=(quote,) if quote else (),
        key_facts=tuple(_fact(number, forms) for number, forms in enumerate(facts, 1)),
        evidence=evidence,
        tags=("thumbs-down", *((DRAFT,) if missing else ()), *((f"reason: {reason}",) if reason else ())),
    )


def _id(question: str, history: Sequence[str]) -> str:
    return "added-" + hashlib.sha256("\n".join([*history, question]).encode()).hexdigest()[:8]


def _asked(turn: Any) -> str:
    """What the user asked in a turn before: a text, {question: ...}, or a chat message of the user's."""
    if isinstance(turn, Mapping):
        if turn.get("role") == "assistant":
            return ""
        return str(turn.get("question") or turn.get("content") or "")
    return str(turn[0] if isinstance(turn, list) and turn else turn)


def _language(answer: Mapping[str, Any]) -> str:
    """The language of the question, by its marks: Vietnamese has letters that English does not."""
    return "vi" if any("\u1ea0" <= c <= "\u1ef9" or c in "ăđơưĂĐƠƯ" for c in str(answer.get("question", ""))) else "en"


def _fact(number: int, forms: str) -> KeyFact:
    accepted = tuple(form.strip() for form in forms.split("|") if form.strip())
    return KeyFact(id=f"k{number}", vital=True, text=accepted[0], match=(AnyOf(any_of=accepted),))


def _find(quote: str, articles: Mapping[str, str]) -> Evidence:
    for path, text in articles.items():
        start = text.find(quote)
        if start >= 0:
            return Evidence(doc_id=path, quote=quote, start=start, end=start + len(quote))
    raise UsageError(f"No article holds the quotation {quote!r}.", "Copy it from the article, character by character.")


def append(questions: Iterable[Question], path: Path) -> Iterator[Question]:
    """Appends questions that the file does not have yet, and yields them."""
    there = path.read_text(encoding="utf-8") if path.exists() else ""
    known = {json.loads(line)["id"] for line in there.splitlines() if line.strip()}
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="utf-8") as file:
        if there and not there.endswith("\n"):
            file.write("\n")
        for question in questions:
            if question.id not in known:
                known.add(question.id)
                file.write(question.model_dump_json(exclude_defaults=True) + "\n")
                yield question
