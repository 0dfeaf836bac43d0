"""One's own corpus, held in CI to what it has to answer: fails when too few questions are answered as they should be.

    python examples/evaluate.py articles/ questions.csv 0.8

``questions.csv`` has the columns question, answer[, file]; an empty answer says that the articles have none. Needs the
extra ``eval``. The same as a step of a workflow: ``run: python examples/evaluate.py articles/ questions.csv 0.8``
"""

from __future__ import annotations

import sys
from pathlib import Path

from eval.evaluation import Task, evaluate


def scores(folder: Path, questions: Path) -> dict[str, float]:
    """How many questions are answered with what has to be said, and how many rightly answered or declined."""
    report = evaluate(Task(corpus=str(folder), questions=questions))
    return {name: report["scores"][name]["value"] for name in ("key_fact_recall", "decline_right")}


if __name__ == "__main__":
    found = scores(Path(sys.argv[1]), Path(sys.argv[2]))
    print("\n".join(f"{name} {value:.2f}" for name, value in found.items()))
    sys.exit(min(found.values()) < float(sys.argv[3]))
