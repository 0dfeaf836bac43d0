"""How a claim stands to one sentence: what the two share and where they part, in numbers for the fitted verdict."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from rag.answer.check.alignment import NEAR, Array, Source, Statement
from rag.answer.check.contradictions import clauses, denial, overstated, turned_share
from rag.answer.check.facts import Facts, facts_of
from rag.answer.check.lacking import lacking
from rag.answer.check.names import key_of
from rag.answer.check.order import jumps
from rag.answer.check.tokens import Word

PAIR_FEATURES = (
    "said", "unsaid", "least", "second", "back", "cosine", "jumps", "turned", "length", "around", "unmatched", "rival",
    "rival_sure", "rival_like", "loose", "loose_like", "only_rival",
    "number", "number_rival", "date", "date_rival", "name", "name_rival", "named", "kept", "quoted",
    "denied", "opposite", "quantifier", "parity",
)  # fmt: skip
_MOST = 3.0


def aligned(statement: Statement, source: Source) -> Array:
    return statement.likeness(source).max(axis=0)


@dataclass(frozen=True, slots=True)
class Rival:
    """A claim's word, the source's in its place, and on how many sides what stands beside them is the same."""

    claim: Word
    source: Word
    sides: int


def rivals(mine: Facts, theirs: Facts) -> Iterator[Rival]:
    """Content words of a claim that a source has not, each with the source's word that stands in its very place.

    That is next to the same content word: "a roof of slate", "a roof of copper".
    """
    own = [w for w in mine.words if w.content]
    other = [w for w in theirs.words if w.content]
    keys, places = {key_of(w) for w in own}, defaultdict[str, list[int]](list)
    for at, word in enumerate(other):
        places[key_of(word)].append(at)
    for at, word in enumerate(own):
        if key_of(word) in places:
            continue
        beside = [(own[at + step], -step) for step in (-1, 1) if 0 <= at + step < len(own)]
        there = [place + way for word_, way in beside for place in places[key_of(word_)]]
        free = [other[n] for n in there if 0 <= n < len(other) and key_of(other[n]) not in keys]
        if free:
            yield Rival(word, free[0], sum(n is free[0] for n in free))


def compare(statement: Statement, source: Source, around: Source, years: Collection[int]) -> dict[str, float]:
    mine, theirs = statement.facts, source.facts
    like = statement.likeness(source).max(axis=0)
    content = np.array([w.content for w in mine.words], bool)
    fixed = [(o.start, o.end) for kind in (mine.numbers, mine.dates) for o in kind]
    fixed += [(n.start, n.end) for n in mine.names if not n.unsure]
    plain = np.array([c and not any(a <= w.start < b for a, b in fixed) for w, c in zip(mine.words, content)], bool)
    told = like[plain] if plain.any() else np.ones(1)
    beside = np.maximum(like, statement.likeness(around).max(axis=0)) if around is not source else like
    low = np.sort(told)
    found_rivals = [r for r in rivals(mine, theirs) if not any(a <= r.claim.start < b for a, b in fixed)]
    by_start = {w.start: float(v) for w, v in zip(mine.words, like)}
    their_keys = {key_of(w) for w in theirs.words}
    unmatched = [w for w, is_plain in zip(mine.words, plain) if is_plain and key_of(w) not in their_keys]
    in_place = {r.claim.start for r in found_rivals}
    loose = [w for w in unmatched if w.start not in in_place]
    theirs_keys = [key_of(w) for w in theirs.words if w.content]
    own_keys = {key_of(w) for w in mine.words}
    lacks = list(lacking(mine, theirs, years))
    lost = {k: sum(kind == k for kind, _ in lacks) for k in ("number", "date", "name", "quotation")}
    facts = len(mine.numbers) + len(mine.dates) + sum(not n.unsure for n in mine.names)
    names = [n for n in mine.names if not n.unsure]
    lost_names = {t for k, t in lacks if k == "name"}
    den = denial(statement.text, source.sentences)
    neg = [any(c.negated for c in clauses(f.text)) for f in (mine, theirs)]
    free_numbers = any(not o.stands_among(mine.numbers) for o in theirs.numbers)
    free_dates = any(not o.stands_among(mine.dates, ()) for o in theirs.dates)
    free_names = any(not {key_of(w) for w in o.words} & own_keys for o in theirs.names)
    return {
        "said": float(np.minimum(told, 1).mean()),
        "unsaid": float((told < NEAR).mean()),
        "least": float(low[0]),
        "second": float(low[1]) if len(low) > 1 else 1.0,
        "back": float(np.mean([k in own_keys for k in theirs_keys])) if theirs_keys else 0.0,
        "cosine": float((source.vectors @ statement.vector).max()),
        "jumps": min(jumps(mine, [facts_of(s) for s in source.sentences]), 6.0),
        "turned": turned_share(statement.text, source.sentences),
        "length": float(np.log1p(content.sum())),
        "around": float((beside[plain] < NEAR).mean()) if plain.any() else 0.0,
        "unmatched": len(unmatched) / max(int(plain.sum()), 1),
        "rival": min(len(found_rivals), _MOST),
        "rival_sure": float(any(r.sides == 2 for r in found_rivals)),
        "rival_like": min((by_start[r.claim.start] for r in found_rivals), default=1.0),
        "loose": min(len(loose), _MOST),
        "loose_like": min((by_start[w.start] for w in loose), default=1.0),
        "only_rival": float(len(found_rivals) == 1 and not loose),
        "number": float(lost["number"] > 0),
        "number_rival": float(lost["number"] > 0 and free_numbers),
        "date": float(lost["date"] > 0),
        "date_rival": float(lost["date"] > 0 and free_dates),
        "name": float(lost["name"] > 0),
        "name_rival": float(lost["name"] > 0 and free_names),
        "named": float(np.mean([n.text not in lost_names for n in names])) if names else 1.0,
        "kept": float(min(facts - sum(lost.values()), 3)),
        "quoted": float(lost["quotation"] > 0),
        "denied": float(den == "a negation"),
        "opposite": float(den == "the opposite"),
        "quantifier": float(overstated(statement.text, source.sentences) is not None),
        "parity": float(neg[0] != neg[1]),
    }
