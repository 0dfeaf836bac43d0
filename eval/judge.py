"""A model as judge: an extra column beside the lexical verdict, never mixed into a score."""

from __future__ import annotations

import hashlib
import importlib
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, cast

from eval.score import Scored
from rag import UsageError

if TYPE_CHECKING:
    from llama_index.core.llms import LLM

PROMPT = """You check an answer to a question against what a full answer has to say.

Question: {question}
A full answer says: {facts}
For example: {references}
Answer to check: {answer}

Reply with one word: CORRECT when the answer says all of it, PARTLY when it says some of it, WRONG otherwise."""

_VERDICTS = {"CORRECT": "correct", "PARTLY": "acceptable", "WRONG": "incorrect"}
_WORD = re.compile(r"\b(CORRECT|PARTLY|WRONG)\b")


def find_llm(name: str) -> LLM:
    """The model at "module:name": a llama-index LLM, or what makes one when it is called.

    Raises:
        UsageError: there is none.
    """
    module, _, attribute = name.partition(":")
    try:
        found = getattr(importlib.import_module(module), attribute)
    except (ImportError, AttributeError, ValueError) as error:
        raise UsageError(f"There is no model {name!r} ({error}).", "Give --judge module:name.") from error
    return cast("LLM", found if hasattr(found, "complete") else found())


def judge(rows: Sequence[Scored], llm: LLM) -> dict[str, Any]:
    """The judge's verdicts on answered questions that have an answer, and its agreement with the lexical ones.

    The model does not see the run's name, the evidence or the lexical verdict. A reply that is no verdict is a
    failure, which is counted and not dropped. `kappa` is Cohen's over the three verdicts.
    """
    judged = [row for row in rows if row.gold.answerable and not row.given.declined]
    told = {row.row.key: _verdict(str(llm.complete(_prompt(row)))) for row in judged}
    pairs = [(row.verdict, verdict) for row in judged if (verdict := told[row.row.key])]
    return {
        "model": llm.metadata.model_name,
        "prompt": hashlib.sha256(PROMPT.encode()).hexdigest()[:12],
        "n": len(judged),
        "failures": sum(verdict is None for verdict in told.values()),
        "agreement": sum(a == b for a, b in pairs) / len(pairs) if pairs else None,
        "kappa": _kappa(pairs),
        "verdicts": told,
    }


def _prompt(row: Scored) -> str:
    return PROMPT.format(
        question=row.row.asked,
        facts="; ".join(fact.text for fact in row.gold.key_facts if fact.vital),
        references=" / ".join(row.gold.references),
        answer=row.given.text,
    )


def _verdict(reply: str) -> str | None:
    """The last verdict in a reply: a model that thinks aloud ends with it."""
    found = _WORD.findall(reply.upper())
    return _VERDICTS[found[-1]] if found else None


def _kappa(pairs: Sequence[tuple[str, str]]) -> float | None:
    """Cohen's kappa by scikit-learn; None where both always say the same one thing, and it is 0/0."""
    if len({verdict for pair in pairs for verdict in pair}) < 2:
        return None
    from sklearn.metrics import cohen_kappa_score

    return float(cohen_kappa_score([a for a, _ in pairs], [b for _, b in pairs]))
