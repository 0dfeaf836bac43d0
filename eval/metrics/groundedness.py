"""Does the answer say more than its sources? Figures and names that the citation lacks."""

from __future__ import annotations

from eval.metrics.support import hard_tokens, missing, supports
from eval.scored_answer import Given, Said


def scores(given: Given) -> dict[str, float]:
    """Of an answered row. It catches what is made up outright, not a paraphrase that contradicts."""
    if given.declined or not given.sentences:
        return {}
    tokens = [token for said in given.sentences for token in hard_tokens(said.text)]
    lacking = [token for said in given.sentences for token in ungrounded(said)]
    shown = " ".join(passage.text for passage in given.passages)
    grounded = [supports(f"{shown} {_quoted(said)}", said.text) for said in given.sentences]
    return {
        "unsupported": len(lacking) / len(tokens) if tokens else 0.0,
        "grounded_sentences": sum(grounded) / len(grounded),
    }


def ungrounded(said: Said) -> list[str]:
    """Figures and names of a sentence that its citations lack."""
    return missing(said.text, _quoted(said))


def _quoted(said: Said) -> str:
    return " ".join(span.text for span in said.cited)
