"""Is the evidence among the passages? By evidence (offsets) and by article, with trec_eval's measures."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from eval.gold import Gold
from eval.questions import Evidence
from eval.scored_answer import Given, Span

CUTS = (1, 3, 5, 10)
_COVERED = 0.5  # share of a quotation's characters that a passage has to hold

Covers = Callable[[Span, Evidence], bool]


def scores(rows: Mapping[str, tuple[Gold, Given]]) -> dict[str, dict[str, float]]:
    """Values by row key, for rows whose question has evidence; a query that found nothing scores 0.

    Questions without an answer have no evidence and are left out, as MultiHop-RAG does.
    """
    with_evidence = {key: row for key, row in rows.items() if row[0].evidence}
    values: dict[str, dict[str, float]] = {key: {} for key in with_evidence}
    levels: tuple[tuple[str, Covers, Callable[[Sequence[Span]], Sequence[Span]]], ...] = (
        ("", _holds, list),
        ("article_", _same_article, _best_of_each_article),
    )
    for level, covers, units in levels:
        places = {k: _places(gold, units(given.passages), covers) for k, (gold, given) in with_evidence.items()}
        for key, (gold, _) in with_evidence.items():
            values[key] |= _recalls(places[key], len(gold.evidence), level)
        for key, found in _trec(places, with_evidence).items():
            values[key] |= {f"{level}{name}": value for name, value in found.items()}
    return values


def _places(gold: Gold, passages: Sequence[Span], covers: Covers) -> list[tuple[int, int]]:
    """(rank from 1, group from 0) of the first passage that covers each evidence group, best first."""
    firsts = []
    for number, group in enumerate(gold.evidence):
        ranks = (rank for rank, span in enumerate(passages, 1) if any(covers(span, one) for one in group))
        firsts += [(rank, number) for rank in [next(ranks, None)] if rank]
    return sorted(firsts)


def _best_of_each_article(passages: Sequence[Span]) -> list[Span]:
    """Articles ranked by their best passage, so that several passages of one article count once."""
    best: dict[str, Span] = {}
    for passage in passages:
        best.setdefault(passage.doc, passage)
    return list(best.values())


def _holds(passage: Span, evidence: Evidence) -> bool:
    """Whether a passage holds at least half of a quotation's characters."""
    shared = min(passage.end, evidence.end) - max(passage.start, evidence.start)
    return passage.doc == evidence.doc_id and shared >= _COVERED * (evidence.end - evidence.start)


def _same_article(passage: Span, evidence: Evidence) -> bool:
    return passage.doc == evidence.doc_id


def _recalls(places: Sequence[tuple[int, int]], groups: int, level: str) -> dict[str, float]:
    """recall@k = evidence groups covered by the first k passages / groups; all evidence@10 = 1 when all are."""
    recalls = {f"{level}recall@{k}": sum(rank <= k for rank, _ in places) / groups for k in CUTS}
    return recalls | {f"{level}all_evidence@10": float(recalls[f"{level}recall@10"] == 1.0)}


def _trec(
    places: Mapping[str, Sequence[tuple[int, int]]], rows: Mapping[str, tuple[Gold, Given]]
) -> dict[str, dict[str, float]]:
    """RR@10 and nDCG@10 of each row by ir-measures (trec_eval).

    The documents of the run are evidence groups at the rank of the first passage that covers each, and
    the judgements say that every group is relevant. Ranks are given as the score 1/rank, since trec_eval
    would put equal scores into the order of their names; a passage that covers two groups takes two places.
    """
    import ir_measures
    from ir_measures import RR, nDCG

    judged = {key: {f"group{n}": 1 for n in range(len(gold.evidence))} for key, (gold, _) in rows.items()}
    runs = {key: _run_of(found) for key, found in places.items()}
    names = {str(RR @ 10): "mrr@10", str(nDCG @ 10): "ndcg@10"}
    values: dict[str, dict[str, float]] = {key: dict.fromkeys(names.values(), 0.0) for key in rows}
    for one in ir_measures.iter_calc([RR @ 10, nDCG @ 10], judged, {key: run for key, run in runs.items() if run}):
        values[one.query_id][names[str(one.measure)]] = float(one.value)
    return values


def _run_of(places: Sequence[tuple[int, int]]) -> dict[str, float]:
    """Groups and fillers with the score 1/place: [(1, 0), (3, 1)] → group0 1, filler 1/2, group1 1/3."""
    run: dict[str, float] = {}
    rank_reached = 0
    for rank, group in places:
        for skipped in range(rank_reached + 1, rank):
            run[f"filler{skipped}"] = 1.0 / (len(run) + 1)
        run[f"group{group}"] = 1.0 / (len(run) + 1)
        rank_reached = max(rank_reached, rank)
    return run
