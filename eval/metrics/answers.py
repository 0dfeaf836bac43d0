"""Is the answer right, and is it all there? Key facts, overlap with references, CRAG's verdict."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any, Literal

import regex

from eval.gold import Gold
from eval.matchers import matches, normalise
from eval.questions import KeyFact, fact_score
from eval.scored_answer import Given, prose

Verdict = Literal["correct", "acceptable", "missing", "incorrect"]
TRUTHFULNESS: dict[Verdict, float] = {"correct": 1.0, "acceptable": 0.5, "missing": 0.0, "incorrect": -1.0}
"""CRAG's weights (arXiv:2406.04744): perfect, acceptable, missing, incorrect."""


def scores(gold: Gold, given: Given) -> dict[str, float]:
    """The values of one row; what does not apply to it is left out, so that means leave it out too."""
    told = verdict(gold, given)
    values = {"truthfulness": TRUTHFULNESS[told]}
    if not given.declined:
        values["answer_words"] = float(len(given.text.split()))
        values["sentences_per_answer"] = float(len(given.sentences))
    if not gold.answerable:
        return values
    values |= {
        "correct": float(told == "correct"),
        "truthfulness_answerable": TRUTHFULNESS[told],
        **nuggets(gold.key_facts, given.text),
    }
    if shown := nuggets(gold.key_facts, given.text if given.status == "declined" else prose(given.candidate)):
        values["key_facts_shown"] = shown["key_fact_recall"]
    if not given.declined and gold.must_not:
        values["says_must_not"] = float(_hits_must_not(gold, given.text))
    if gold.references:
        values["token_f1"] = token_f1(given.text, gold.references)
        values["chrf"] = chrf(given.text, gold.references)
    return values


def verdict(gold: Gold, given: Given) -> Verdict:
    """CRAG's four verdicts, lexically.

    Correct when every vital fact is said and nothing that must not be, from the one article where one is named;
    acceptable from half of the vital facts on; missing when not answered; else incorrect. Where the articles have no
    answer, declining is correct and answering incorrect: that rule is ours, so the mean over answerable questions alone
    stands beside the mean over all.
    """
    if given.declined:
        return "missing" if gold.answerable else "correct"
    if gold.only and any(quoted.doc != gold.only for quoted in given.citations):
        return "incorrect"
    return of_text(gold, given.text)


def of_text(gold: Gold, text: str) -> Verdict:
    """The verdict on words that are given as the answer."""
    if not gold.answerable or _hits_must_not(gold, text):
        return "incorrect"
    recall = nuggets(gold.key_facts, text)["key_fact_recall"]
    return "correct" if recall == 1.0 else "acceptable" if recall >= 0.5 else "incorrect"


def nuggets(facts: Sequence[KeyFact], text: str) -> dict[str, float]:
    """TREC's nugget recalls over hand-written key facts, each fact full (1), partial (.5) or absent (0).

    key_fact_recall (V_strict): vital facts that are full. key_facts_all (A_strict): vital and okay ones.
    key_facts_weighted (W_strict): okay ones at half weight. contains (STR-HIT): 1 when no vital one lacks.
    """
    full = [(fact.vital, fact_score(fact, text) == 1.0) for fact in facts]
    vital = [hit for is_vital, hit in full if is_vital]
    okay = [hit for is_vital, hit in full if not is_vital]
    if not vital:
        return {}
    return {
        "key_fact_recall": sum(vital) / len(vital),
        "key_facts_all": (sum(vital) + sum(okay)) / len(full),
        "key_facts_weighted": (sum(vital) + 0.5 * sum(okay)) / (len(vital) + 0.5 * len(okay)),
        "contains": float(all(vital)),
    }


def _hits_must_not(gold: Gold, text: str) -> bool:
    return any(matches(matcher, text) for matcher in gold.must_not)


# -- Overlap with references -----------------------------------------------------------------------

_ARTICLES = frozenset("a an the của là cái chiếc những".split())
_FIGURE_MARK = regex.compile(r"(?<=\d)[.,](?=\d)")
_PUNCTUATION = regex.compile(r"[\p{P}\p{S}--[%]]", flags=regex.V1)


def words(text: str) -> list[str]:
    """The words of a text for token F1, without articles.

    As MLQA does it, with Unicode's punctuation and Vietnamese articles, but a figure keeps its marks:
    "the 3.25%" → ["3.25", "%"].
    """
    text = _FIGURE_MARK.sub(lambda mark: "\ue000" if mark.group() == "." else "\ue001", normalise(text))
    text = _PUNCTUATION.sub(" ", text).replace("%", " % ").replace("\ue000", ".").replace("\ue001", ",")
    return [word for word in text.split() if word not in _ARTICLES]


def token_f1(text: str, references: Iterable[str]) -> float:
    """max over references of 2PR / (P + R) on bags of words; 1 when both are empty."""
    return max((bag_f1(words(text), words(reference)) for reference in references), default=0.0)


def bag_f1(given: Sequence[str], wanted: Sequence[str]) -> float:
    """F1 of two bags of words, as in SQuAD's evaluation: 1 when both are empty, 0 when one is."""
    if not given or not wanted:
        return float(not given and not wanted)
    common = sum((Counter(given) & Counter(wanted)).values())
    return 2 * common / (len(given) + len(wanted))


def chrf(text: str, references: Sequence[str]) -> float:
    """chrF++ (Popović 2017) of a sentence, from 0 to 1: sacrebleu with word bigrams, best reference."""
    return float(_chrf().sentence_score(text, list(references)).score) / 100


@cache
def _chrf() -> Any:
    from sacrebleu.metrics.chrf import CHRF  # a tenth of a second: only when scores are wanted

    return CHRF(word_order=2)
