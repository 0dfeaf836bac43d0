"""Fits the scores of the check's verdict: ``python -m eval.workshop.verdict --nli FOLDER --date DATE``.

The first is fitted on public pairs of a premise and a hypothesis and on the labelled sentences of ``eval/support``, the
second on the dev drafts of ``eval/drafts``, these sentences and claims written over short passages, the third on the same
without the latter, as the reader reads them. Measured on two sets of pairs that nothing is fitted on, and on drafts that are
left out. Without ``--nli`` the first score stays as it is; with ``--read`` also the second, which has no reader.
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
from rag.answer.check.cited import CitedPassage, nearest_cited
from rag.answer.check.claims import claims_of
from rag.answer.check.judging import READ, claim_features, findings
from rag.answer.check.reading import read_claim
from rag.answer.check.verdicts import Near
from rag.answer.evidence.weights import Linear
from rag.answer.reader.load import reader_for
from rag.answer.reader.scorer import Scorer
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
_DEV = ("eval/drafts dev", "eval/support dev")
_CITED = "cited"
"""How the homes of sentences begin that are held against what they cite."""
_FOLDS = 12
_PRECISE, _LEAST = 0.85, (0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8)
"""The precision that contradictions are to have on drafts that were left out, and the least probabilities that are tried."""
_READ = (*weighing.CLAIM_FEATURES, *weighing.READ_FEATURES)
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
        bots, reader = dict[Path, Bot](), reader_for("on").reader
        for number, draft in enumerate(some):
            bot = bots.get(draft.articles) or Bot.open(draft.articles, store=Path(place) / "store")
            bots[draft.articles] = bot
            yield from _claims_in(draft, bot, pair, str(number), reader)


def over_passages(name: str, pair: weighing.Shares) -> Iterator[Row]:
    """The claims of a file that was written over short passages, each a draft of its own."""
    with claims_check.opened(name) as bot:
        for one in claims_check.written_claims(claims_check.passages(name)):
            draft = Draft(Path(), ((one.text, claims_check.MARKS[one.mark]),))
            yield from _claims_in(draft, bot, pair, "written")


def _claims_in(draft: Draft, bot: Bot, pair: weighing.Shares, home: str, reader: Scorer | None = None) -> Iterator[Row]:
    """The claims of a draft, read where there is a reader; those that the check cuts in several or has nothing to check in
    are left out.
    """
    checker, at = Checker(bot._index), 0
    cut = list(claims_of(draft.text, guess(draft.text, bot._index.words.languages)))
    for text, verdict in draft.claims:
        inside = [claim for claim in cut if at <= claim.start < at + len(text)]
        at += len(text) + 1
        if len(inside) == 1 and not inside[0].nothing and verdict != "nothing to check":
            statements, near = checker.nearest(inside[0])
            yield Row(_features(statements, near, pair, reader), _TOLD.get(verdict, verdict), home)


def over_cited(pair: weighing.Shares) -> Iterator[Row]:
    """The labelled sentences of dev as claims that are held against what they cite."""
    encoder, reader = encoder_for(), reader_for("on").reader
    held: dict[tuple[str, ...], list[CitedPassage]] = {}
    for one in labelled("dev"):
        cited = held.get(one.passages) or held.setdefault(one.passages, one.held_against(encoder))
        statement = Statement.of(one.sentence, encoder)
        near = [place.near for place in nearest_cited(cited, statement)]
        outcome = "supported" if one.true else "neither" if one.kind == "invention" else "contradicted"
        yield Row(_features([statement], near, pair, reader), outcome, f"{_CITED} {one.language} {one.group}")


def _features(
    statements: Sequence[Statement], near: Sequence[Near], pair: weighing.Shares, reader: Scorer | None
) -> Features:
    """The features of a claim, with those of what was read where there is a reader."""
    found = findings(statements[0], statements[-1], near)
    _, features = claim_features(statements[0], near, found, pair)
    stands = read_claim(reader, statements[0].text, near[:READ])
    return features if stands is None else features | weighing.gather_read(stands)


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
    weights = [_weight(row) for row in rows]
    return fitted(rows, names, weighing.TOLD, weights, _CLAIM_PENALTY)


def _weight(row: Row) -> float:
    if row.home == "written":
        return _WRITTEN
    return _NEITHER if row.outcome == "neither" and not row.home.startswith(_CITED) else 1.0


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


@dataclass(frozen=True, slots=True)
class LeftOut:
    """The claims of drafts as they are told by scores that were fitted without their draft: probabilities (n, 3), what each
    is, and from what probability on a contradiction is told.
    """

    shares: Array
    truth: npt.NDArray[np.intp]

    @classmethod
    def of(cls, rows: Sequence[Row]) -> LeftOut:
        """Some rows are left out at a time, all of a draft or about the same passages together; those of drafts are kept."""
        homes = sorted({row.home for row in rows})
        random.Random(1).shuffle(homes)
        fold = {home: at % _FOLDS for at, home in enumerate(homes)}
        drafted = [row for row in rows if not row.home.startswith(_CITED)]
        shares = np.zeros((len(drafted), len(weighing.TOLD)))
        for out in range(_FOLDS):
            score = _fit_claims([row for row in rows if fold[row.home] != out], _READ)
            inside = [at for at, row in enumerate(drafted) if fold[row.home] == out]
            if inside:
                shares[inside] = score([drafted[at].features for at in inside])
        return cls(shares, np.array([weighing.TOLD.index(row.outcome) for row in drafted]))

    def precision(self, outcome: str, least: float) -> float:
        told, right = self._told(outcome, least)
        return float((told & right).sum() / max(told.sum(), 1))

    def recall(self, outcome: str, least: float) -> float:
        told, right = self._told(outcome, least)
        return float((told & right).sum() / right.sum())

    def _told(self, outcome: str, least: float) -> tuple[npt.NDArray[np.bool_], npt.NDArray[np.bool_]]:
        at = weighing.TOLD.index(outcome)
        return self.shares[:, at] > least, self.truth == at

    def least(self) -> dict[str, float]:
        """Supported is told where that is likelier than not; contradicted from where on it is precise enough."""
        enough = (least for least in _LEAST if self.precision("contradicted", least) >= _PRECISE)
        return {"supported": 0.5, "contradicted": next(enough, _LEAST[-1])}

    def to_dict(self) -> dict[str, float]:
        """Log loss, expected calibration error over five bins of equal size (Guo et al. 2017), and how well verdicts are told."""
        sure, right = self.shares.max(axis=1), self.shares.argmax(axis=1) == self.truth
        bins = np.array_split(np.argsort(sure), 5)
        error = sum(len(one) * abs(float(sure[one].mean() - right[one].mean())) for one in bins) / len(sure)
        loss = -np.log(self.shares[np.arange(len(sure)), self.truth]).mean()
        found = {"claims": len(sure), "log_loss": float(loss), "calibration_error": error}
        for outcome, least in self.least().items():
            found[f"{outcome}_precision"] = self.precision(outcome, least)
            found[f"{outcome}_recall"] = self.recall(outcome, least)
        return {name: round(value, 3) for name, value in found.items()}


def _to_dict(shares: weighing.Shares) -> dict[str, Any]:
    return {outcome: linear.to_dict() for outcome, linear in zip(shares.outcomes, shares.linear)}


def main() -> None:
    parser = argparse.ArgumentParser(description="Fit the scores of the check's verdict.")
    parser.add_argument("--nli", type=Path, help="folder of pairs, a .jsonl for each set")
    parser.add_argument(
        "--read", action="store_true", help="only the score of claims that were read: after new weights"
    )
    parser.add_argument("--date", required=True, help="written into the file")
    parser.add_argument("--out", type=Path, default=weighing.SHIPPED)
    options = parser.parse_args()
    pair, made = _of_pairs(options.nli) if options.nli else _shipped()
    rows = [*claims(drafts("dev"), pair), *over_cited(pair)]
    out, reader = LeftOut.of(rows), reader_for("on").reader
    found: dict[str, Any] = {
        "about": "The scores of rag/answer/check/weighing.py. Written by: python -m eval.workshop.verdict",
        "made": made | {"read": {"date": options.date, "reader": reader.name if reader else "", **out.to_dict()}},
        "least": out.least(),
        "pair": _to_dict(pair),
    }
    if options.read:
        found["claim"] = _to_dict(weighing.load_weights().claim)
    else:
        written = [row for name in claims_check.TUNED for row in over_passages(name, pair)]
        found["claim"] = _to_dict(_fit_claims([*rows, *written]))
        found["made"]["claim"] = {"date": options.date, "claims": [*_DEV, *claims_check.TUNED]}
    # The reader has learnt from the written claims: what it says of them is no measure of what it says of others.
    found["read"] = _to_dict(_fit_claims(rows, _READ))
    options.out.write_text(one_line_leaves(json.dumps(found, indent=1)) + "\n", "utf-8")
    print(json.dumps(found["made"], indent=1))


def _of_pairs(folder: Path) -> tuple[weighing.Shares, dict[str, Any]]:
    """The first score fitted on pairs, and what it was made of, with how it does on those that it was not fitted on."""
    encoder = encoder_for()
    rows = [row for name, most in SETS.items() for row in pairs(folder, name, most, encoder)]
    pair = _fit_pairs([*rows, *sentences(encoder)])
    unseen = {name: measured(list(pairs(folder, name, most, encoder)), pair) for name, most in UNSEEN.items()}
    return pair, {"pairs": [*SETS, "eval/support dev"], "unseen": unseen}


def _shipped() -> tuple[weighing.Shares, dict[str, Any]]:
    found = json.loads(weighing.SHIPPED.read_text("utf-8"))
    return weighing.load_weights().pair, found["made"]


if __name__ == "__main__":
    main()
