"""Fits the two scores of the check's verdict: ``python -m eval.workshop.verdict --nli FOLDER --date DATE``.

The first is fitted on public pairs of a premise and a hypothesis and on the labelled sentences of ``eval/support``, the
second on the dev drafts of ``eval/drafts`` and on claims written over short passages. Measured on two sets of pairs that
nothing is fitted on. Without ``--nli`` the first score stays as it is.
"""

from __future__ import annotations

import argparse
import json
import random
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import regex

from eval.check_drafts import Draft, drafts
from eval.workshop import claims_check
from eval.workshop.evidence.fit import one_line_leaves
from eval.workshop.support_check import TRUE, labelled
from rag import Bot
from rag.answer.check import weighing
from rag.answer.check.alignment import Source, Statement
from rag.answer.check.checking import Checker
from rag.answer.check.claims import claims_of
from rag.answer.check.judging import READ, claim_features, findings
from rag.answer.check.reading import read_claim
from rag.answer.evidence.weights import Linear
from rag.answer.reader.load import reader_for
from rag.index.embedding import Encoder, TokenEncoder, encoder_for
from rag.index.states import PassageStates
from rag.language.detect import guess

Array = npt.NDArray[np.float64]
Features = Mapping[str, float]
SETS = {"en_fever": 900, "en_conjnli": 300, "en_mnli_ni": 300, "id_indonli": 300, "en_snli_devtest": 150}
"""How many pairs are drawn of each set that is fitted on."""
WITH_OTHERS = ("en_fever", "en_conjnli", "id_indonli")
"""Sets whose hypotheses are also held against the premise of another that is nearest to them: neither."""
UNSEEN = {"en_contractnli": 300, "en_fever_symmetric": 400}
WEIGHT = {"en_conjnli": 0.5, "id_indonli": 0.8}
_LONGEST = 1500
_BATCH = 64
_PAIR_PENALTY, _CLAIM_PENALTY = 0.003, 0.05
"""What scikit-learn calls C: the smaller, the smaller the weights."""
_NEITHER = 3.0
"""How much a claim that the articles do not have counts: there are few in the drafts, and many in other people's."""
_WRITTEN = 0.2
"""How much a claim over a short passage counts beside one of a draft: mostly it takes knowledge that no score here has."""
_STANDS = {"entailment": "entailed", "contradiction": "contradicted", "neutral": "neither"}
_TOLD = {"partly": "neither", "not found": "neither"}
_CLOSING, _OPENING = regex.compile(r"\s+([.,;:!?')\]])"), regex.compile(r"([(\[])\s+")


@dataclass(frozen=True, slots=True)
class Row:
    """The features of a pair or a claim, what it is, and the set, file or draft that it is from."""

    features: Features
    outcome: str
    home: str


# -- Pairs ---------------------------------------------------------------------------------------------


def pairs(folder: Path, name: str, most: int, encoder: Encoder) -> Iterator[Row]:
    """The pairs of a public set; of some also each hypothesis with the premise of another."""
    rows = [json.loads(line) for line in (folder / f"{name}.jsonl").read_text("utf-8").splitlines()]
    rows = [row for row in rows if row["hypothesis"].strip() and len(row["premise"]) < _LONGEST]
    random.Random(1).shuffle(rows)
    rows = rows[:most]
    sources = _sources([_typeset(row["premise"]) for row in rows], encoder)
    premises = np.concatenate([source.vectors for source in sources])
    for row, own in zip(rows, sources):
        statement = Statement.of(_typeset(row["hypothesis"]), encoder)
        yield Row(weighing.compare(statement, own, own, ()), _STANDS[row["label"]], name)
        if name in WITH_OTHERS:
            order = np.argsort(-(premises @ statement.vector))
            other = next(sources[at] for at in order if sources[at].sentences != own.sentences)
            yield Row(weighing.compare(statement, other, other, ()), "neither", f"{name}, others")


def _typeset(text: str) -> str:
    """A tokenized text as people write it."""
    text = text.replace("-LRB-", "(").replace("-RRB-", ")").replace("`` ", '"').replace(" ''", '"')
    text = text.replace(" '", "'").replace(" n't", "n't").replace(" -- ", " – ")
    return _OPENING.sub(r"\1", _CLOSING.sub(r"\1", text))


def _sources(texts: Sequence[str], encoder: Encoder) -> list[Source]:
    assert isinstance(encoder, TokenEncoder)
    found = []
    for at in range(0, len(texts), _BATCH):
        some = texts[at : at + _BATCH]
        vectors, codes = encoder.passages_with_codes(some)
        found += [Source((t,), vectors[i : i + 1], PassageStates.of([codes[i]])) for i, t in enumerate(some)]
    return found


def sentences(encoder: Encoder) -> Iterator[Row]:
    """The labelled sentences of dev, each with the cited sentence that is nearest to it."""
    for one in labelled("dev"):
        source, statement = Source.of(one.cited, encoder), Statement.of(one.sentence, encoder)
        if one.kind != "fusion":
            source = source.only([max(range(len(one.cited)), key=lambda at: statement.nearness(source, at))])
        outcome = "entailed" if one.kind in TRUE else "neither" if one.kind == "invention" else "contradicted"
        yield Row(weighing.compare(statement, source, source, ()), outcome, "support")


# -- Claims --------------------------------------------------------------------------------------------


def claims(some: Sequence[Draft], pair: weighing.Shares) -> Iterator[Row]:
    """The claims of drafts, as the check sees them."""
    with tempfile.TemporaryDirectory() as place:
        bots: dict[Path, Bot] = {}
        for number, draft in enumerate(some):
            bot = bots.get(draft.articles) or Bot.open(draft.articles, store=Path(place) / "store")
            bots[draft.articles] = bot
            yield from _claims_in(draft, bot, pair, str(number))


def over_passages(name: str, pair: weighing.Shares) -> Iterator[Row]:
    """The claims of a file that was written over short passages, each a draft of its own."""
    with claims_check.opened(name) as bot:
        for one in claims_check.written_claims(claims_check.passages(name)):
            draft = Draft(Path(), ((one.text, claims_check.MARKS[one.mark]),))
            yield from _claims_in(draft, bot, pair, "written")


def _claims_in(draft: Draft, bot: Bot, pair: weighing.Shares, home: str) -> Iterator[Row]:
    """The claims of a draft; those that the check cuts in several or has nothing to check in are left out."""
    checker, at = Checker(bot._index), 0
    cut = list(claims_of(draft.text, guess(draft.text, bot._index.words.languages)))
    for text, verdict in draft.claims:
        inside = [claim for claim in cut if at <= claim.start < at + len(text)]
        at += len(text) + 1
        if len(inside) == 1 and not inside[0].nothing and verdict != "nothing to check":
            statements, near = checker.nearest(inside[0])
            found = findings(statements[0], statements[-1], near)
            _, features = claim_features(statements[0], near, found, pair)
            stands = read_claim(reader_for("on").reader, statements[0].text, [one.text for one in near[:READ]])
            read = {} if stands is None else weighing.gather_read(stands)
            yield Row(features | read, _TOLD.get(verdict, verdict), home)


# -- Fitting and measuring -----------------------------------------------------------------------------


def fitted(
    rows: Sequence[Row], names: Sequence[str], outcomes: tuple[str, ...], weights: Sequence[float], penalty: float
) -> weighing.Shares:
    """A multinomial logistic regression."""
    from sklearn.linear_model import LogisticRegression

    table = np.array([[row.features[name] for name in names] for row in rows])
    means, deviations = table.mean(axis=0), np.maximum(table.std(axis=0), 1e-6)
    model = LogisticRegression(C=penalty, max_iter=3000)
    model.fit((table - means) / deviations, [row.outcome for row in rows], sample_weight=weights)
    order = [list(model.classes_).index(outcome) for outcome in outcomes]
    linear = (Linear(tuple(names), model.coef_[at], means, deviations, float(model.intercept_[at])) for at in order)
    return weighing.Shares(outcomes, tuple(linear))


def _fit_pairs(rows: Sequence[Row]) -> weighing.Shares:
    weights = [WEIGHT.get(row.home, 1.0) for row in rows]
    return fitted(rows, weighing.PAIR_FEATURES, weighing.STANDS, weights, _PAIR_PENALTY)


def _fit_claims(rows: Sequence[Row], names: Sequence[str] = weighing.CLAIM_FEATURES) -> weighing.Shares:
    weights = [_WRITTEN if row.home == "written" else _NEITHER if row.outcome == "neither" else 1.0 for row in rows]
    return fitted(rows, names, weighing.TOLD, weights, _CLAIM_PENALTY)


def measured(rows: Sequence[Row], pair: weighing.Shares) -> dict[str, float]:
    """How well "entailed" is told from the rest on pairs that were not fitted on, beside the cosine."""
    from sklearn.metrics import balanced_accuracy_score, roc_auc_score

    shares = pair([row.features for row in rows])
    right = [row.outcome == "entailed" for row in rows]
    return {
        "pairs": len(rows),
        "auc": round(roc_auc_score(right, shares[:, 0]), 3),
        "auc_cosine": round(roc_auc_score(right, [row.features["cosine"] for row in rows]), 3),
        "balanced_accuracy": round(balanced_accuracy_score(right, shares.argmax(axis=1) == 0), 3),
    }


def left_out(rows: Sequence[Row], beside: Sequence[Row]) -> dict[str, float]:
    """How sure the score of claims is of each draft when it was fitted on the others and on what is beside them: log loss,
    and expected calibration error over five bins of equal size (Guo et al. 2017)."""
    shares = np.zeros((len(rows), len(weighing.TOLD)))
    for home in {row.home for row in rows}:
        inside = np.array([row.home == home for row in rows])
        shares[inside] = _fit_claims([*(row for row in rows if row.home != home), *beside])(
            [row.features for row in rows if row.home == home]
        )
    truth = np.array([weighing.TOLD.index(row.outcome) for row in rows])
    sure, right = shares.max(axis=1), shares.argmax(axis=1) == truth
    bins = np.array_split(np.argsort(sure), 5)
    error = sum(len(one) * abs(float(sure[one].mean() - right[one].mean())) for one in bins) / len(rows)
    loss = -np.log(shares[np.arange(len(rows)), truth]).mean()
    return {"claims": len(rows), "log_loss": round(float(loss), 3), "calibration_error": round(error, 3)}


def _to_dict(shares: weighing.Shares) -> dict[str, Any]:
    return {outcome: linear.to_dict() for outcome, linear in zip(shares.outcomes, shares.linear)}


def main() -> None:
    parser = argparse.ArgumentParser(description="Fit the scores of the check's verdict.")
    parser.add_argument("--nli", type=Path, help="folder of pairs, a .jsonl for each set")
    parser.add_argument("--date", required=True, help="written into the file")
    parser.add_argument("--out", type=Path, default=weighing.SHIPPED)
    options = parser.parse_args()
    pair, unseen = _of_pairs(options.nli) if options.nli else _shipped()
    of_drafts = list(claims(drafts("dev"), pair))
    written = [row for name in claims_check.TUNED for row in over_passages(name, pair)]
    write(options.out, options.date, pair, unseen, of_drafts, written)


def _of_pairs(folder: Path) -> tuple[weighing.Shares, dict[str, Any]]:
    """The first score fitted on pairs, and how it does on those that it was not fitted on."""
    encoder = encoder_for()
    rows = [row for name, most in SETS.items() for row in pairs(folder, name, most, encoder)]
    pair = _fit_pairs([*rows, *sentences(encoder)])
    return pair, {name: measured(list(pairs(folder, name, most, encoder)), pair) for name, most in UNSEEN.items()}


def _shipped() -> tuple[weighing.Shares, dict[str, Any]]:
    found = json.loads(weighing.SHIPPED.read_text("utf-8"))
    return weighing.load_weights().pair, found["made"]["unseen"]


def write(
    out: Path, date: str, pair: weighing.Shares, unseen: Mapping[str, Any], rows: Sequence[Row], written: Sequence[Row]
) -> None:
    """Fits the second score, and writes both."""
    fitted_on = ["eval/drafts dev", *(f"written claims, {name}" for name in claims_check.TUNED)]
    made: dict[str, Any] = {"date": date, "pairs": [*SETS, "eval/support dev"], "claims": fitted_on}
    reader = reader_for("on").reader
    made["read"] = {"claims": ["eval/drafts dev"], "reader": reader.name if reader else ""}
    found = {
        "about": "The scores of rag/answer/check/weighing.py. Written by: python -m eval.workshop.verdict",
        "made": made | {"unseen": unseen, "left_out": left_out(rows, written)},
        "pair": _to_dict(pair),
        "claim": _to_dict(_fit_claims([*rows, *written])),
        # The reader has learnt from the written claims: what it says of them is no measure of what it says of others.
        "read": _to_dict(_fit_claims(rows, (*weighing.CLAIM_FEATURES, *weighing.READ_FEATURES))),
    }
    out.write_text(one_line_leaves(json.dumps(found, indent=1)) + "\n", "utf-8")
    print(json.dumps(found["made"], indent=1))


if __name__ == "__main__":
    main()
