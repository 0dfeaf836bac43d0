"""Are requests told better by a small fitted head over a question's embedding than by the tables of the languages?

    python -m eval.workshop.request_head

The head is a logistic regression, fitted on the dev requests and on the dev questions for facts, its strength chosen by
cross-validation there; both are held against the test requests and the test questions, which neither was made on.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GridSearchCV

from eval.evaluation import DOCUMENT_QUESTIONS, SEEDS
from eval.questions import load
from eval.requests import ALIKE, read_rows
from rag.answer.question.question import Question
from rag.index.embedding import encoder_for

HELD = frozenset({"en", "vi", "fr", "es"})
FACT = "plain"
QUESTIONS = frozenset({FACT, "definition", "steps", "reason", "section", "rows"})
"""Forms of answers to a question: how they are told is another matter."""
STRENGTHS = (1.0, 10.0, 100.0, 1000.0)


@dataclass(frozen=True, slots=True)
class Typed:
    """What somebody typed, and the form that it asks for."""

    text: str
    form: str
    is_request: bool


def typed(split: str) -> list[Typed]:
    """The requests of a split, and the questions for facts."""
    rows = [row for row in read_rows() if row.split == split]
    requests = [Typed(row.question, _form(row.form), True) for row in rows]
    files = [question for path in (SEEDS, DOCUMENT_QUESTIONS) for question in load(path)]
    facts = [question.turns[-1].q for question in files if question.split == split and len(question.turns) == 1]
    return [*requests, *(Typed(text, FACT, False) for text in facts)]


def _form(form: str) -> str:
    return FACT if form in QUESTIONS else ALIKE.get(form, form)


def by_tables(text: str) -> str:
    """The form that the tables tell."""
    question = Question(text, HELD, text)
    if question.reply(()) is not None:
        return "told"
    return _form(question.request.form) if question.request else FACT


def by_head(fitted: Sequence[Typed], asked: Sequence[Typed]) -> list[str]:
    """The forms that a head tells which was fitted on others."""
    encoder = encoder_for()

    def embed(some: Sequence[Typed]) -> npt.NDArray[np.float64]:
        return np.asarray(encoder.queries([one.text for one in some]), float)

    head = GridSearchCV(LogisticRegression(max_iter=2000, class_weight="balanced"), {"C": STRENGTHS}, cv=2)
    head.fit(embed(fitted), [one.form for one in fitted])
    return [str(form) for form in head.predict(embed(asked))]


def main() -> None:
    test = typed("test")
    found = {"tables": [by_tables(one.text) for one in test], "head": by_head(typed("dev"), test)}
    for name, forms in found.items():
        right = [form == one.form for form, one in zip(forms, test)]
        requests = [ok for ok, one in zip(right, test) if one.is_request]
        facts = [ok for ok, one in zip(right, test) if not one.is_request]
        print(
            f"{name}: {np.mean(requests):.3f} of {len(requests)} requests, {np.mean(facts):.3f} of {len(facts)} facts"
        )


if __name__ == "__main__":
    main()
