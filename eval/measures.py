"""What is reported, in which order and words, and which way is better."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["share", "number"]


@dataclass(frozen=True, slots=True)
class Measure:
    """A name in `report.json`, and how it is shown. `better` is 1, -1, or 0 for what is only told."""

    name: str
    group: str
    label: str
    better: Literal[1, 0, -1]
    overall: bool = False
    kind: Kind = "share"
    headline: bool = False

    def show(self, value: float) -> str:
        """A value for people: three decimals for a share, one for a number."""
        return f"{value:.3f}" if self.kind == "share" else f"{value:.1f}"


MEASURES: tuple[Measure, ...] = (
    *(Measure(f"recall@{k}", "Retrieval", f"evidence recall@{k}", 1, headline=k == 5) for k in (1, 3, 5, 10)),
    Measure("all_evidence@10", "Retrieval", "all evidence@10", 1),
    Measure("mrr@10", "Retrieval", "MRR@10", 1),
    Measure("ndcg@10", "Retrieval", "nDCG@10", 1),
    Measure("article_recall@1", "Retrieval", "article recall@1", 1),
    Measure("article_recall@3", "Retrieval", "article recall@3", 1),
    Measure("article_mrr@10", "Retrieval", "article MRR@10", 1),
    Measure("article_ndcg@10", "Retrieval", "article nDCG@10", 1),
    Measure("key_fact_recall", "Answers", "key-fact recall", 1, headline=True),
    Measure("key_facts_all", "Answers", "key-fact recall, okay ones too", 1),
    Measure("key_facts_shown", "Answers", "key-fact recall, uncertain ones too", 1),
    Measure("key_facts_weighted", "Answers", "key-fact recall, weighted", 1),
    Measure("contains", "Answers", "contains every vital fact", 1),
    Measure("correct", "Answers", "correct", 1, headline=True),
    Measure("says_must_not", "Answers", "says what it must not", -1),
    Measure("token_f1", "Answers", "token F1", 1, headline=True),
    Measure("chrf", "Answers", "chrF++", 1),
    Measure("squad_em", "Answers", "SQuAD exact match", 1),
    Measure("squad_f1", "Answers", "SQuAD F1", 1),
    Measure("answer_words", "Answers", "answer length, words", 0, kind="number"),
    Measure("sentences_per_answer", "Answers", "answer length, sentences", 0, kind="number"),
    Measure("truthfulness", "Answers", "CRAG truthfulness", 1, headline=True),
    Measure("truthfulness_answerable", "Answers", "CRAG truthfulness, answerable only", 1),
    Measure("exactness", "Citations", "exactness", 1, headline=True),
    Measure("cited_was_shown", "Citations", "cited from what was retrieved", 1),
    Measure("dangling_markers", "Citations", "markers without a citation", -1, kind="number"),
    Measure("right_article", "Citations", "right article cited", 1),
    Measure("gold_precision", "Citations", "gold citation precision", 1, headline=True),
    Measure("gold_recall", "Citations", "gold citation recall", 1, headline=True),
    Measure("gold_f1", "Citations", "gold citation F1", 1),
    Measure("alce_recall", "Citations", "ALCE recall, lexical", 1, headline=True),
    Measure("alce_precision", "Citations", "ALCE precision, lexical", 1),
    Measure("cited_answers", "Citations", "answers with a citation", 1),
    Measure("unsupported", "Groundedness", "figures and names unsupported", -1, headline=True),
    Measure("grounded_sentences", "Groundedness", "sentences grounded", 1),
    *(
        measure
        for outcome in ("answered", "uncertain", "declined")
        for measure in (
            Measure(outcome, "Outcomes", outcome, 0),
            Measure(f"{outcome}_right", "Outcomes", f"{outcome}, right", 1),
        )
    ),
    Measure("decline_right", "Declining", "declined where it should, and only there", 1),
    Measure("decline_precision", "Declining", "declining precision", 1),
    Measure("decline_recall", "Declining", "declining recall", 1),
    Measure("decline_f1", "Declining", "declining F1", 1, overall=True, headline=True),
    Measure("over_declining", "Declining", "over-declining", -1, headline=True),
    Measure("premise_corrected", "Declining", "false premise corrected", 1),
    Measure("squad2_f1", "Declining", "SQuAD 2.0 F1 at the dev threshold", 1, overall=True),
    Measure("squad2_has_answer", "Declining", "SQuAD 2.0 F1, has an answer", 1, overall=True),
    Measure("squad2_no_answer", "Declining", "SQuAD 2.0 F1, has none", 1, overall=True),
    Measure("aurc", "Confidence", "AURC", -1, overall=True, headline=True),
    Measure("e_aurc", "Confidence", "E-AURC", -1, overall=True),
    Measure("augrc", "Confidence", "AUGRC", -1, overall=True),
    Measure("coverage@risk5", "Confidence", "coverage at 5 % risk", 1, overall=True),
    Measure("auroc_answerable", "Confidence", "AUROC, has an answer", 1, overall=True),
    Measure("ece", "Confidence", "calibration error (ECE)", -1, overall=True),
    Measure("brier", "Confidence", "Brier score", -1, overall=True),
)
REQUESTS: tuple[Measure, ...] = (
    Measure("right_form", "Requests", "right form", 1),
    Measure("useful", "Requests", "useful", 1),
    Measure("wrongly_declined", "Requests", "wrongly declined", -1),
    Measure("wrongly_answered", "Requests", "wrong shown as answered", -1),
)
BY_NAME = {measure.name: measure for measure in (*MEASURES, *REQUESTS)}
