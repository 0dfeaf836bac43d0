"""Labelled situations as rows of features, and which of them are right."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from eval.workshop.evidence.linear import Flags
from eval.workshop.situations import Situation
from rag.answer.evidence import ranking
from rag.answer.evidence.features import Candidate, Crossing, bring_home, passage_features, weigh
from rag.answer.evidence.late_interaction import QuestionStates
from rag.answer.evidence.weights import Linear
from rag.index.vectors import Array


@dataclass(frozen=True, slots=True)
class Case:
    """A situation with its passages' features and which of them hold the answer."""

    situation: Situation
    crossing: Crossing
    features: dict[str, Array]
    holds: Flags


def prepare(found: Iterable[Situation], crossing: Crossing) -> list[Case]:
    cases = []
    for s in found:
        facts = s.asked.facts
        candidates = bring_home(facts, s.candidates(), crossing)
        holds = np.array([any(answers(c, i, s) for i in range(len(c.sentences))) for c in candidates], bool)
        cases.append(Case(s, crossing, passage_features(weigh(facts, s.corpus.statistics), candidates), holds))
    return cases


def answers(candidate: Candidate, index: int, situation: Situation) -> bool:
    """Whether a sentence holds a gold answer, where the answer was marked."""
    if candidate.path != situation.path:
        return False
    sentence = candidate.sentences[index]
    return any(a < sentence.end and sentence.start < b for a, b in situation.spans)


@dataclass(frozen=True, slots=True)
class SentenceCase:
    """The quotable sentences of a case's best passages: features, and which hold the answer."""

    kind: str
    shape: str
    title: str
    table: dict[str, Array]
    places: npt.NDArray[np.intp]
    right: Flags


def sentence_case(case: Case, passage: Linear) -> SentenceCase:
    """As :mod:`rag.answer.evidence.ranking` does it, stopping before the sentences' scores."""
    s = case.situation
    facts = s.asked.facts
    candidates, weighed = bring_home(facts, s.candidates(), case.crossing), weigh(facts, s.corpus.statistics)
    top = np.sort(np.argsort(-passage(case.features), kind="stable")[: ranking.DEPTH])
    chosen = [candidates[i] for i in top]
    late = QuestionStates.of(s.asked, s.states) if s.states and chosen[0].states else None
    own = {name: values[top] for name, values in case.features.items()}
    table = ranking.sentence_table(weighed, chosen, own, case.crossing, late)
    places = np.flatnonzero(table["quotable"])
    right = np.array([answers(c, i, s) for c in chosen for i in range(len(c.sentences))], bool)[places]
    return SentenceCase(s.kind, s.shape, s.question.title, table, places, right)
