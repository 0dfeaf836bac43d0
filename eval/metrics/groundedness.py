"""Does the answer say more than its sources? Figures and names that the citation lacks."""

from __future__ import annotations

from collections.abc import Mapping

from eval.given import Given, Said
from eval.metrics.support import hard_tokens, missing, supports


def scores(given: Given, articles: Mapping[str, str]) -> dict[str, float]:
    """Of an answered row. It catches what is made up outright, not a paraphrase that contradicts."""
    if given.declined or not given.sentences:
        return {}
    tokens = [token for said in given.sentences for token in hard_tokens(_spoken(said))]
    lacking = [token for said in given.sentences for token in ungrounded(said, articles)]
    shown = " ".join(passage.text for passage in given.passages)
    grounded = [supports(f"{shown} {_quoted(said)}", said.text) for said in given.sentences]
    return {
        "unsupported": len(lacking) / len(tokens) if tokens else 0.0,
        "grounded_sentences": sum(grounded) / len(grounded),
    }


def ungrounded(said: Said, articles: Mapping[str, str]) -> list[str]:
    """Figures and names of a sentence that its citations lack.

    A subject is taken over from the sentence before the quotation: it must stand in the cited article.
    """
    lacking = missing(said.text, _quoted(said))
    if said.subject:
        lacking += missing(said.subject, " ".join(articles.get(span.doc, "") for span in said.cited))
    return lacking


def _quoted(said: Said) -> str:
    return " ".join(span.text for span in said.cited)


def _spoken(said: Said) -> str:
    return f"{said.subject}: {said.text}" if said.subject else said.text
