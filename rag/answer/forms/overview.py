"""An article part by part, or its points: sentences of that article only, spread over its parts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import groupby, pairwise

import numpy as np
import numpy.typing as npt
import regex

from rag.answer.answer import Answer
from rag.answer.forms.article import article_meant
from rag.answer.forms.inquiry import Inquiry, Place, Unit, tells_something, without_doubles
from rag.index.listed import Listed
from rag.language.english.pack import PACK as ENGLISH
from rag.language.packs import CLAUSES, PRINTING
from rag.language.words import terms

Vector = npt.NDArray[np.float32]
PARTS, POINTS = 7, 5
"""Sentences of an overview at most, and points where no number is asked for."""
_MOST_POINTS = 12
_LEAST_CHARS, _MOST_CHARS = 20, 360
"""What is shorter tells little, what is longer is no overview."""
_FIRST, _LEANS, _LENGTH, _NUMBER, _ROW, _SALIENT = 0.1, 0.1, 0.1, 0.03, 0.12, 0.3
"""What it is worth, in cosines, to come first in a part, to have a figure, to have the words that the article repeats;
and costs to lean on what stands before it, to be too short or too long, or to be one row of many."""
_ENDS, _LONGEST_LINE = (".", "!", "?", "…", "”", '"', "»", ")", "。"), 80
_FIELD = regex.compile(rf"(?i)(?:{PRINTING.mail})\s*:\s")
_LEANING = regex.compile(rf"(?i)(?:(?:{CLAUSES.leaning})\b|[“\"«‘])")


def overview(inquiry: Inquiry) -> Answer | None:
    """An overview of the article that is named; None where none is."""
    listed = article_meant(inquiry, inquiry.request.one)
    fresh = inquiry.fresh(inquiry.units(listed)) if listed else []
    units = parts_of_article(fresh, PARTS) or fresh[:PARTS]  # a table has rows only
    if listed is None or not units:
        return None
    return inquiry.quoted(inquiry.say("overview", title=listed.title), units)


def takeaways(inquiry: Inquiry) -> Answer | None:
    """So many points of the article that is named, or of all; None where what is named is none."""
    request = inquiry.request
    most = min(request.count or POINTS, _MOST_POINTS)
    if not request.one or len(inquiry.articles) == 1:
        units = points_of_all(inquiry, most)
        return inquiry.quoted(inquiry.say("takeaways all", count=len(units)), units) if units else None
    listed = article_meant(inquiry, request.one)
    units = parts_of_article(inquiry.fresh(inquiry.units(listed)), most) if listed else []
    if listed is None or not units:
        return None
    return inquiry.quoted(_points(inquiry, listed, len(units)), units)


def _points(inquiry: Inquiry, listed: Listed, count: int) -> str:
    return inquiry.say("takeaways 1" if count == 1 else "takeaways", title=listed.title, count=count)


def points_of_all(inquiry: Inquiry, most: int) -> list[Unit]:
    """The best sentences of all articles, at first one of each."""
    found = []
    articles = sorted(
        inquiry.articles, key=lambda article: (-(article.date.toordinal() if article.date else 0), article.path)
    )
    each = -(-most // max(1, len(articles)))
    for listed in articles[:most]:
        found += parts_of_article(inquiry.fresh(inquiry.units(listed)), each)
    return found[:most]


def parts_of_article(units: Sequence[Unit], most: int) -> list[Unit]:
    """At most so many units in reading order, spread over the parts of an article: a sentence of each, the best.

    Where the article has more parts than are wanted, its first and those nearest to the whole are taken; where it has
    fewer, further sentences that say something else.
    """
    telling = without_doubles([unit for unit in units if tells_something(unit)])
    usable = [unit for unit in telling if not _is_line(unit)] or telling
    if not usable:
        return []
    worth = _worths(usable)
    first, *others = (_best(part, worth) for part in _parts(usable, most))
    others.sort(key=lambda unit: -worth[unit.place])
    chosen = [first, *others[: most - 1]]
    rest = [unit for unit in usable if unit not in chosen]
    while rest and len(chosen) < most and len(chosen) < (len(usable) + 1) // 2:
        following = max(rest, key=lambda unit: worth[unit.place] - _nearness(unit, chosen))
        chosen.append(following)
        rest.remove(following)
    place = {id(unit): at for at, unit in enumerate(units)}
    return sorted(chosen, key=lambda unit: place[id(unit)])


def _is_line(unit: Unit) -> bool:
    """Whether a unit is a line of a head rather than a sentence: "Board meeting, spring", "To: Board"."""
    is_sentence = unit.text.endswith(_ENDS) or len(unit.text) > _LONGEST_LINE
    return unit.sentence.kind == "text" and (not is_sentence or bool(_FIELD.match(unit.text)))


def _parts(units: Sequence[Unit], most: int) -> list[list[Unit]]:
    """The units by the headings under which they stand; without headings, in stretches of one length."""
    by_heading = [list(part) for _, part in groupby(units, key=lambda unit: unit.sentence.section)]
    if len(by_heading) > 1:
        return by_heading
    count = min(most, max(1, (len(units) + 1) // 2))
    bounds = np.linspace(0, len(units), count + 1).round().astype(int)
    return [list(units[start:end]) for start, end in pairwise(bounds) if end > start]


def _middle(units: Sequence[Unit]) -> Vector:
    """The direction of all units together, (dim,)."""
    summed: Vector = np.sum([unit.vector for unit in units], axis=0)
    mean: Vector = summed / np.float32(max(float(np.linalg.norm(summed)), 1e-6))
    return mean


def _best(part: Sequence[Unit], worth: Mapping[Place, float]) -> Unit:
    """The unit that stands for a part best; the first has an advantage."""
    return max(part, key=lambda unit: worth[unit.place] + _FIRST * (unit is part[0]))


def _worths(units: Sequence[Unit]) -> dict[Place, float]:
    """How well each unit stands for the whole, by its place: near to it, with its words, and understood alone."""
    middle = _middle(units)
    held = [set(terms(unit.text)) for unit in units]
    repeated = Counter(t for own in held for t in own)
    common = {t for t, count in repeated.items() if count > 1 and not ENGLISH.is_function_word(t)}
    worths = {}
    for unit, own in zip(units, held):
        salient = sum(repeated[t] for t in own & common) / (len(units) * max(len(own), 5))
        worths[unit.place] = float(unit.vector @ middle) + _SALIENT * salient + _looks(unit)
    return worths


def _looks(unit: Unit) -> float:
    """What a unit is worth by its looks: understood alone, with figures, of a length that is read at a glance."""
    length = len(unit.text)
    worth = _NUMBER * any(c.isdigit() for c in unit.text) - _LEANS * bool(_LEANING.match(unit.text))
    worth -= _LENGTH * (length < _LEAST_CHARS and unit.sentence.kind == "text") + _LENGTH * (length > _MOST_CHARS)
    return worth - _ROW * (unit.sentence.kind == "row")


def _nearness(unit: Unit, chosen: Sequence[Unit]) -> float:
    return max(float(unit.vector @ other.vector) for other in chosen)
