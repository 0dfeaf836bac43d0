"""Measures the reader alone, each question over its own paragraph: ``python -m eval.workshop.reader.measure FILE``.

The files are in SQuAD's format. Span EM and F1 are over the questions with an answer, AUC tells those from the ones
without; ``declined`` is the share of those without below the line that 8 % of those with an answer fall below.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from sklearn.metrics import roc_auc_score

from eval.metrics.squad2 import exact_match, f1
from eval.workshop.texts import Asked, Paragraph, read_squad
from rag.answer.evidence.features import Candidate
from rag.answer.evidence.ranking import Evidence
from rag.answer.reader.model import ReaderModel
from rag.answer.reader.scorer import WindowScores
from rag.answer.reader.weights import SHIPPED, read_weights
from rag.answer.reader.windows import Window, stretches
from rag.corpus.sentences import split_sentences
from rag.index.e5 import package as layout
from rag.index.e5.vocabulary import Vocabulary, package_file
from rag.index.stored_passage import StoredPassage


def windows_of(paragraph: Paragraph) -> list[Window]:
    """The windows that a paragraph is read in."""
    sentences = tuple(s for s in split_sentences(paragraph.text, paragraph.language) if s.quotable)
    passage = StoredPassage("", "", 0, len(paragraph.text), paragraph.text, sentences, np.empty((0, 0), np.float32))
    candidate = Candidate(paragraph.title, paragraph.title.replace("_", " "), passage, sentences, (), 0.0)
    return [s.window() for s in stretches([Evidence(candidate, i, 0.0, 0.0) for i in range(len(sentences))])]


def best(windows: Sequence[Window], readings: Sequence[WindowScores]) -> tuple[str, float, float]:
    """The likeliest short answer of some windows, its score, and that of the window that answers most surely."""
    spans = [(r.spans[u], w.text[slice(*r.short[u])]) for w, r in zip(windows, readings) for u in range(len(r.spans))]
    score, text = max(spans)
    return text, float(score), max(r.answers for r in readings)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--reader", type=Path, default=SHIPPED)
    parser.add_argument("--every", type=int, default=1, help="ask every nth question only")
    options = parser.parse_args()
    reader = ReaderModel(read_weights(options.reader), Vocabulary(layout.read(package_file())))
    for file in options.files:
        data = read_squad(file)
        held = {p.number: windows_of(p) for p in data.paragraphs}
        asked: list[Asked] = list(data.questions[:: options.every])
        found = [best(held[q.paragraph], reader.read(q.text, held[q.paragraph])) for q in asked]
        has = np.array([bool(q.spans) for q in asked])
        told: dict[str, float] = {
            "EM": float(np.mean([exact_match(t, q.answers) for q, (t, _, _) in zip(asked, found) if q.spans])),
            "F1": float(np.mean([f1(t, q.answers) for q, (t, _, _) in zip(asked, found) if q.spans])),
        }
        for name, scores in (
            ("span", [s for _, s, _ in found]),
            ("window", [a for _, _, a in found]),
            ("both", [s / 2 + a for _, s, a in found]),
        ):
            if has.all():
                break
            values = np.array(scores)
            told[f"AUC {name}"] = float(roc_auc_score(has, values))
            told[f"declined {name}"] = float((values[~has] < np.quantile(values[has], 0.08)).mean())
        print(file.name, len(asked), {k: round(v, 3) for k, v in told.items()}, flush=True)


if __name__ == "__main__":
    main()
