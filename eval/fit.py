"""Fits the evidence model's weights: ``python -m eval.fit --squad FILE … --out rag/answer/evidence/weights.json``."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize

from eval.memory import Embedder, KeptVectors
from eval.situations import KINDS, Situation, paragraph_corpus, situations, small_corpora
from eval.texts import Asked, QuestionSet, digest, read_squad
from rag.answer.evidence import ranking
from rag.answer.evidence.features import Array, Candidate, Crossing, bring_home, passage_features, weigh
from rag.answer.evidence.late_interaction import QuestionStates, nearest
from rag.answer.evidence.weights import Linear, Regime
from rag.answer.question.question import Question
from rag.corpus.sentences import split_sentences
from rag.index.embedding import PassageStates

Flags = npt.NDArray[np.bool_]

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


def standardise(rows: Array) -> tuple[Array, Array]:
    """Means and deviations of the columns of (n, F); a constant column gets deviation 1."""
    deviations = rows.std(axis=0)
    return rows.mean(axis=0), np.where(deviations > 1e-9, deviations, 1.0)


def columns(features: dict[str, Array], names: Sequence[str]) -> Array:
    return np.stack([features[name] for name in names], axis=-1)


def fit_listwise(groups: Sequence[tuple[Array, Flags]], names: Sequence[str], penalty: float = 1e-3) -> Linear:
    """A conditional logit: maximises the mean of ``ln(sum of softmax over the right ones)``.

    Groups are (n, F) features and (n,) which are right. McFadden 1974; as listwise loss Cao et al. 2007,
    ListNet's top-one probability.
    """
    groups = [(rows, right) for rows, right in groups if right.any() and not right.all()]
    rows, right = np.vstack([g[0] for g in groups]), np.concatenate([g[1] for g in groups])
    means, deviations = standardise(rows)
    rows = (rows - means) / deviations
    sizes = np.array([len(g[1]) for g in groups])
    starts = np.cumsum(sizes) - sizes
    owner = np.repeat(np.arange(len(sizes)), sizes)

    def loss(w: Array) -> tuple[float, Array]:
        scores = rows @ w
        raised = np.exp(scores - np.maximum.reduceat(scores, starts)[owner])
        total, good = np.add.reduceat(raised, starts), np.maximum(np.add.reduceat(raised * right, starts), 1e-300)
        residual = raised / total[owner] - raised * right / good[owner]
        return float(np.mean(np.log(total) - np.log(good)) + penalty * w @ w / 2), residual @ rows / len(
            sizes
        ) + penalty * w

    found = minimize(
        loss, np.zeros(len(names)), jac=True, method="L-BFGS-B", options={"maxiter": 1000, "ftol": 1e-10, "gtol": 1e-7}
    )
    return Linear(tuple(names), found.x, means, deviations)


def fit_logistic(rows: Array, right: Flags, importance: Array, names: Sequence[str], penalty: float = 1e-3) -> Linear:
    """Logistic regression of (n,) right on (n, F), each row counted by its importance."""
    means, deviations = standardise(rows)
    rows, importance = (rows - means) / deviations, importance / importance.sum()
    signs = np.where(right, 1.0, -1.0)

    def loss(w: Array) -> tuple[float, Array]:
        margins = signs * (rows @ w[:-1] + w[-1])
        pull = -importance * signs / (1 + np.exp(margins))
        return float(importance @ np.logaddexp(0, -margins) + penalty * w[:-1] @ w[:-1] / 2), np.r_[
            pull @ rows + penalty * w[:-1], pull.sum()
        ]

    found = minimize(
        loss,
        np.zeros(len(names) + 1),
        jac=True,
        method="L-BFGS-B",
        options={"maxiter": 1000, "ftol": 1e-12, "gtol": 1e-8},
    )
    return Linear(tuple(names), found.x[:-1], means, deviations, float(found.x[-1]))


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


CAUTION = {"low": 0.15, "normal": 0.3, "high": 0.5, "highest": 0.7}
"""Thresholds by name. With a calibrated confidence, t is best where a wrong answer costs t / (1 - t) of a missed one."""
ABOUT = (
    "Weights of Footnote's evidence model, written by eval/fit.py and read by rag/answer/evidence/weights.py; change them by "
    "fitting, not by hand. score = intercept + sum of weight * (value - mean) / deviation. home: question and passage "
    "in one language, foreign: in two; with tokens: where the store has token states."
)


def halves(data: QuestionSet) -> tuple[list[str], list[str]]:
    """A file's titles in two halves of about as many questions, largest first to the smaller half."""
    counts = {t: sum(q.title == t for q in data.questions) for t in data.titles}
    sides: tuple[list[str], list[str]] = ([], [])
    for title in sorted(counts, key=lambda t: (-counts[t], t)):
        min(sides, key=lambda side: sum(counts[t] for t in side)).append(title)
    return sides


@dataclass(frozen=True, slots=True)
class Held:
    """A situation's confidence by weights that have not seen its title, and whether a quoted sentence was right."""

    kind: str
    confidence: float
    right: bool
    importance: float


def fit_halves(
    cases: Sequence[Case], data: QuestionSet, relation: str = "home"
) -> list[tuple[dict[str, Regime], list[str]]]:
    """The regimes of a relation fitted on each half of the titles, with the titles of the other half."""
    sides = halves(data)
    return [
        (fit_relation([c for c in cases if c.situation.question.title in learnt], relation), held)
        for learnt, held in (sides, sides[::-1])
    ]


def held_out(cases: Sequence[Case], folds: Sequence[tuple[dict[str, Regime], list[str]]]) -> list[Held]:
    """Each situation's confidence by the weights of the half that its title is not in."""
    found: list[Held] = []
    for regimes, titles in folds:
        regime = regimes.get("home with tokens", regimes["home"])
        tables = [sentence_case(c, regime.passage) for c in cases if c.situation.question.title in titles]
        rows, right = confidence_rows(tables, regime.sentence)
        logits = regime.confidence({name: np.array([row[name] for row in rows]) for name in rows[0]})
        confidences = 1 / (1 + np.exp(-logits))
        found += [
            Held(t.kind, float(c), bool(r), float(i))
            for t, c, r, i in zip(tables, confidences, right, importance_of(tables))
        ]
    return found


def at_threshold(held: Sequence[Held], threshold: float) -> dict[str, Any]:
    """What a threshold does: coverage and risk over the mix, what is declined of each kind."""
    kinds, confidences = np.array([h.kind for h in held]), np.array([h.confidence for h in held])
    right, importance = np.array([h.right for h in held]), np.array([h.importance for h in held])
    answered = confidences >= threshold
    weight = importance[answered].sum()
    declined = {
        k.replace(" ", "_"): round(float(np.average(~answered[kinds == k], weights=importance[kinds == k])), 3)
        for k in KINDS
    }
    return {
        "threshold": threshold,
        "coverage": round(float(weight / importance.sum()), 3),
        "risk": round(float((importance * ~right)[answered].sum() / weight), 3) if weight else 0.0,
        "declined": declined,
    }


def to_file(fitted: dict[str, Regime], crossing: Crossing, held: Sequence[Held], made: dict[str, Any]) -> str:
    """The weights file's text."""
    parts = {
        name: {part: getattr(regime, part).to_dict() for part in ("passage", "sentence", "confidence")}
        for name, regime in fitted.items()
    }
    decline = {
        "about": "Measured on titles not fitted on (two-fold). risk: share of answers without a right sentence, over the mix of situations.",
        "mix": {k: round(v, 3) for k, v in MIX.items()},
        "threshold": CAUTION["normal"],
        "caution": {name: at_threshold(held, t) for name, t in CAUTION.items()},
        "curve": [at_threshold(held, round(t, 2)) for t in np.arange(0.05, 1, 0.05)],
    }
    lines = {
        "about": "Similarity across languages to similarity within one: slope, offset.",
        "cosine": list(crossing.cosine),
        "tokens": list(crossing.tokens),
    }
    text = json.dumps(
        {"about": ABOUT, "made": made, "crossing": lines, **parts, "decline": decline}, indent=1, ensure_ascii=False
    )
    return one_line_leaves(text) + "\n"


def one_line_leaves(text: str) -> str:
    """Puts JSON objects without inner objects on one line each, so that a feature is a line.

    >>> one_line_leaves('{\\n "a": {\\n  "b": 1\\n }\\n}')
    '{\\n "a": {"b": 1}\\n}'
    """
    import re

    return re.sub(r"\{\s+([^{}]*?)\s+\}", lambda m: "{" + re.sub(r"\s*\n\s*", " ", m.group(1)) + "}", text)


def foreign_situations(data: QuestionSet, embedder: Embedder, seed: int) -> list[Situation]:
    """As :func:`situations`, for questions in another language than the paragraphs."""
    return [*paragraph_corpus(data, embedder), *small_corpora(data, embedder, seed)]


def measure_crossing(own: QuestionSet, crossed: QuestionSet, embedder: Embedder, sample: int = 200) -> Crossing:
    """The line that takes similarities across languages to those within one.

    It goes through two points, both of the first ``sample`` questions in both languages: the mean similarity to a
    sentence that answers, and to the first ``sample`` sentences of the file, which hardly ever do.
    """
    words = {q.id: q.text for q in crossed.questions}
    asked = [q for q in own.answerable if q.id in words][:sample]
    answering = [answering_sentence(own, q) for q in asked]
    others = [text for p in own.paragraphs for text in sentence_texts(p.text, p.language)][:sample]
    points = {
        language: [similarities(text, a, others, embedder) for text, a in zip(texts, answering, strict=True)]
        for language, texts in (("own", [q.text for q in asked]), ("other", [words[q.id] for q in asked]))
    }
    (right, right_tokens), (wrong, wrong_tokens) = np.mean(points["own"], axis=0)
    (far_right, far_right_tokens), (far_wrong, far_wrong_tokens) = np.mean(points["other"], axis=0)
    return Crossing(
        line(far_wrong, wrong, far_right, right), line(far_wrong_tokens, wrong_tokens, far_right_tokens, right_tokens)
    )


def line(x0: float, y0: float, x1: float, y1: float) -> tuple[float, float]:
    """Slope and offset of the line through two points.

    >>> line(0.0, 1.0, 2.0, 5.0)
    (2.0, 1.0)
    """
    slope = (y1 - y0) / (x1 - x0)
    return round(float(slope), 4), round(float(y0 - slope * x0), 4)


def answering_sentence(data: QuestionSet, asked: Asked) -> str:
    """The sentence in which a question's first answer begins."""
    paragraph = next(p for p in data.paragraphs if p.number == asked.paragraph)
    start = asked.spans[0][0]
    spans = [(s.start, s.end) for s in split_sentences(paragraph.text, paragraph.language)]
    return next(paragraph.text[a:b] for a, b in spans if start < b)


def sentence_texts(text: str, language: str) -> list[str]:
    return [text[s.start : s.end] for s in split_sentences(text, language)]


def similarities(
    question: str, answer: str, others: Sequence[str], embedder: Embedder
) -> tuple[tuple[float, float], tuple[float, float]]:
    """(cosine, token similarity) to the answering sentence, and the means of those to the others."""
    texts = [answer, *others]
    cosines = embedder.sentences(texts) @ embedder.questions([question])[0]
    tokens = np.zeros(len(texts))
    states, kept = embedder.question_states(question), [embedder.sentence_states(t) for t in texts]
    if states:
        late = QuestionStates.of(Question(question), states)
        tokens = nearest(late, [PassageStates.of([s for s in kept if s])]).mean(axis=1)
    return (float(cosines[0]), float(tokens[0])), (float(cosines[1:].mean()), float(tokens[1:].mean()))


def main(arguments: Sequence[str] | None = None, embedder: Embedder | None = None) -> None:
    parser = argparse.ArgumentParser(description="Fit the evidence model's weights on SQuAD-format files.")
    parser.add_argument("--squad", nargs="+", type=Path, required=True, help="files to fit on, of one language each")
    parser.add_argument(
        "--pair",
        nargs=2,
        type=Path,
        required=True,
        help="a parallel pair: questions of the first file over the second one's paragraphs, for two languages",
    )
    parser.add_argument("--out", type=Path, required=True, help="the weights file to write")
    parser.add_argument("--date", required=True, help="written into the file: the same command gives the same file")
    parser.add_argument("--seed", type=int, default=1, help="for drawing the small corpora")
    parser.add_argument("--vectors", type=Path, default=Path(".vectors"), help="folder in which embeddings are kept")
    options = parser.parse_args(arguments)
    embedder = embedder or open_embedder(options.vectors)
    questions, paragraphs = options.pair
    files = [{"file": p.name, "sha256": digest(p)} for p in (*options.squad, *options.pair)]
    own = read_squad(paragraphs)
    crossed = own.asked_in(read_squad(questions))
    crossing = measure_crossing(own, crossed, embedder)
    home: list[Case] = []
    held: list[Held] = []
    for path in options.squad:
        data = read_squad(path)
        prepared = prepare(situations(data, embedder, options.seed), crossing)
        held += held_out(prepared, fit_halves(prepared, data))
        home += prepared
    foreign = prepare(foreign_situations(crossed, embedder, options.seed), crossing)
    names = " ".join(p.name for p in options.squad)
    command = f"python -m eval.fit --squad {names} --pair {questions.name} {paragraphs.name} --out weights.json"
    made = {"by": f"{command} --date {options.date} --seed {options.seed}", "date": options.date, "data": files}
    fitted = fit_relation(home, "home")
    fitted |= take_over(fit_relation(foreign, "foreign"), fitted)
    options.out.write_text(to_file(fitted, crossing, held, made), "utf-8")


def open_embedder(folder: Path) -> KeptVectors:
    """The bot's own embedding engine, its vectors kept in a folder."""
    from rag.index.e5 import load

    return KeptVectors(folder, load().engine)


if __name__ == "__main__":
    main()
