"""Short ways to write gold and answers in tests."""

from __future__ import annotations

from typing import Any

from eval.gold import Gold
from eval.questions import Evidence, Question
from eval.scored_answer import Given

Place = tuple[str, int, int]


def gold(*facts: str, evidence: list[list[Place]] | None = None, **fields: Any) -> Gold:
    """Gold with one vital fact for each phrase (okay ones end with "?"), and evidence as places."""
    groups = [
        [Evidence(doc_id=d, start=a, end=b, quote="x" * (b - a)) for d, a, b in group] for group in evidence or []
    ]
    row = Question.model_validate(
        {
            "id": "q",
            "type": "factual",
            "lang": "en",
            "split": "test",
            "turns": [{"q": "?"}],
            "expected": "answer",
            "key_facts": [
                {"id": f"k{n}", "vital": not f.endswith("?"), "text": f, "match": [{"any_of": [f.rstrip("?")]}]}
                for n, f in enumerate(facts)
            ],
            "evidence": groups,
            **fields,
        }
    )
    return Gold.of(row, 1)


def given(
    *sentences: tuple[str, list[int]],
    cited: list[tuple[str, int, int, str]] | None = None,
    passages: list[Place] | None = None,
    confidence: float = 0.9,
    **fields: Any,
) -> Given:
    """An answer of (text, citation numbers); declined when there is no sentence."""
    return Given.of(
        {
            "status": "answered" if sentences else "declined",
            "confidence": confidence,
            "sentences": [{"text": text, "citations": numbers} for text, numbers in sentences],
            "citations": [
                {"number": n, "path": doc, "start": start, "end": end, "quote": quote}
                for n, (doc, start, end, quote) in enumerate(cited or [], 1)
            ],
            "passages": [{"path": d, "start": a, "end": b, "text": ""} for d, a, b in passages or []],
            **fields,
        }
    )
