"""Rows to values: every metric of every asked turn, kept beside what it was computed from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from eval.gold import Gold
from eval.metrics import answers, citations, declining, groundedness, outcomes, retrieval, squad2
from eval.outcome import SQUAD, Outcome, short_answer
from eval.questions import Question
from eval.run import Row
from eval.scored_answer import Given


@dataclass(frozen=True, slots=True)
class Scored:
    """An asked turn with its gold and its values; a metric that does not apply to it has no value."""

    row: Row
    question: Question
    gold: Gold
    given: Given
    verdict: answers.Verdict
    outcome: Outcome
    values: Mapping[str, float]

    @property
    def cluster(self) -> str:
        """What hangs together and is drawn together: the languages of one question, a question and its twin."""
        return self.question.parallel or self.question.id


def score(rows: Sequence[Row], questions: Iterable[Question], articles: Mapping[str, str]) -> list[Scored]:
    """Scores every row against its question; `articles` are the texts by path."""
    by_id = {question.id: question for question in questions}
    golds = {row.key: Gold.of(by_id[row.id], row.turn) for row in rows}
    givens = {row.key: Given.of(row.answer) for row in rows}
    found = retrieval.scores({row.key: (golds[row.key], givens[row.key]) for row in rows})
    return [
        Scored(
            row=row,
            question=by_id[row.id],
            gold=(gold := golds[row.key]),
            given=(given := givens[row.key]),
            verdict=answers.verdict(gold, given),
            outcome=Outcome.of(gold, given, by_id[row.id].tags),
            values={
                **found.get(row.key, {}),
                **answers.scores(gold, given),
                **citations.scores(gold, given, articles),
                **groundedness.scores(given),
                **declining.scores(gold, given),
                **outcomes.scores(gold, given),
                **(_squad(gold, given) if SQUAD in by_id[row.id].tags else {}),
                "ms": row.ms,
                **{f"ms_{stage}": ms for stage, ms in row.answer.get("timings", {}).items()},
            },
        )
        for row in rows
    ]


def _squad(gold: Gold, given: Given) -> dict[str, float]:
    """SQuAD 1.1's scores of the short answer, declined as "": 1 where there is no answer either."""
    text = "" if given.declined else short_answer(given)
    references = gold.references or ("",)
    return {"squad_em": squad2.exact_match(text, references), "squad_f1": squad2.f1(text, references)}


def of_mode(scored: Iterable[Scored], mode: str = "gold", split: str | None = None) -> list[Scored]:
    """The rows of one way of asking, and of one split where one is named."""
    return [one for one in scored if one.row.mode == mode and split in (None, one.question.split)]
