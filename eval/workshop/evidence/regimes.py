"""The regimes of the evidence model, fitted: its passages, its sentences, its confidence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from eval.workshop.evidence.cases import Case, SentenceCase, sentence_case
from eval.workshop.evidence.linear import Flags, columns, fit_listwise, fit_logistic
from rag.answer.evidence import ranking
from rag.answer.evidence.weights import Linear, Regime
from rag.index.vectors import Array

MIX: dict[str, float] = {"answerable": 0.5, "adversarial": 1 / 6, "taken out": 1 / 6, "elsewhere": 1 / 6}
"""The share of each kind of situation among those that the confidence is fitted for."""

HOME_PASSAGE = ("best", "cover_all", "named", "pairs", "window", "length", "sentences")
HOME_SENTENCE = (
    "best", "cover_all", "named", "cosine", "own_cover", "own_cover_all", "around_soft", "own_named", "own_length",
    "own_brief", "has_number", "has_time", "number_asked", "time_asked", "person_asked", "place_asked", "reason_asked",
    "nothing_asked_number",
)  # fmt: skip
HOME_TOKENS = ("tokens_own", "tokens_around")
FOREIGN_PASSAGE = ("best", "named", "sentences")
FOREIGN_SENTENCE = (
    "best", "named", "sentences", "cosine", "beside", "own_named", "own_length", "own_brief", "has_number", "has_time",
    "number_asked", "time_asked", "person_asked", "place_asked",
)  # fmt: skip
CONFIDENCE = ("best", "missing_named", "share", "share_quoted")
LACKS = "lacks_needed"
FOREIGN_TOKENS = ("tokens_own", "tokens_around", "tokens_passage")
FEATURES = {
    "home": (HOME_PASSAGE, HOME_SENTENCE, HOME_TOKENS, (*CONFIDENCE, LACKS)),
    "foreign": (FOREIGN_PASSAGE, FOREIGN_SENTENCE, FOREIGN_TOKENS, CONFIDENCE),
}


def confidence_rows(cases: Sequence[SentenceCase], sentence: Linear) -> tuple[list[dict[str, float]], Flags]:
    """Each case's confidence features, and whether one of the quoted sentences is right."""
    rows, right = [], []
    for case in cases:
        scores = ranking.sentence_scores(sentence, case.table)[case.places]
        best = np.argsort(-scores, kind="stable")
        rows.append(ranking.confidence_features(case.table, case.places[best], scores[best]))
        right.append(bool(case.right[best[: ranking.QUOTED]].any()))
    return rows, np.array(right)


def importance_of(cases: Sequence[SentenceCase]) -> Array:
    """Weights with which the kinds of situations come to the shares of ``MIX``, the shapes of corpora counting alike."""
    labels = [(c.kind, c.shape) for c in cases]
    sizes = {label: labels.count(label) for label in set(labels)}
    shapes = {kind: sum(k == kind for k, _ in sizes) for kind in MIX}
    return np.array([MIX[k] / shapes[k] / sizes[k, s] for k, s in labels])


def fit_relation(cases: Sequence[Case], relation: str, penalty: float = 1e-3) -> dict[str, Regime]:
    """Passages, then the sentences of the best passages, then whether the best sentences are right.

    The regimes without and, where all cases have them, with token states, by name.
    """
    passage_names, sentence_names, token_names, confidence_names = FEATURES[relation]
    passage = fit_listwise(
        [(columns(c.features, passage_names), c.holds) for c in cases if c.situation.kind == "answerable"],
        passage_names,
        penalty,
    )
    tables = [sentence_case(c, passage) for c in cases]
    fitted = {relation: Regime(passage, *fit_sentences(tables, sentence_names, confidence_names, penalty))}
    if all(token_names[0] in t.table for t in tables):
        late = fit_sentences(tables, (*sentence_names, *token_names), (*confidence_names, "tokens_around"), penalty)
        fitted[f"{relation} with tokens"] = Regime(passage, *late)
    return fitted


def take_over(foreign: Mapping[str, Regime], home: Mapping[str, Regime]) -> dict[str, Regime]:
    """The regimes across languages, with what those within one have learnt of answers that lack what is asked for.

    It has little to do with languages, and across them there are not enough cases to fit it.
    """
    likes = {name: home[name.replace("foreign", "home")].confidence for name in foreign}
    return {
        name: replace(regime, confidence=regime.confidence.with_term(LACKS, likes[name]))
        for name, regime in foreign.items()
    }


def fit_sentences(
    tables: Sequence[SentenceCase], names: Sequence[str], confidence_names: Sequence[str], penalty: float
) -> tuple[Linear, Linear]:
    """The sentences' scores, and the confidence made of them."""
    groups = [(columns(t.table, names)[t.places], t.right) for t in tables if t.kind == "answerable"]
    sentence = level(fit_listwise(groups, names, penalty), tables)
    rows, right = confidence_rows(tables, sentence)
    values = np.array([[row[name] for name in confidence_names] for row in rows])
    return sentence, fit_logistic(values, right, importance_of(tables), confidence_names)


def level(sentence: Linear, tables: Sequence[SentenceCase]) -> Linear:
    """The scores moved so that 0 is the middle of the best scores where there is no answer."""
    best = [
        float(ranking.sentence_scores(sentence, t.table)[t.places].max())
        for t in tables
        if t.kind in ("taken out", "elsewhere")
    ]
    return replace(sentence, intercept=-float(np.median(best)))
