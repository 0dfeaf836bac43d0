"""How something is done: the whole list, the run of steps or the short part in which the answer stands."""

from __future__ import annotations

import regex

from rag.answer.evidence.features import Candidate
from rag.answer.evidence.marks import begins_steps, goes_on_in_list, is_item, is_step
from rag.answer.evidence.ranking import Ranking
from rag.answer.evidence.sections import MOST, Section
from rag.corpus.article import SECTIONS

_LONGEST_TITLE = 70
_ENDS = regex.compile(r"[.!?…:;,)”\"»]\s*$")
_NUMBERED = regex.compile(r"\s*\d")
_NEAR = 2
"""A run of steps may begin so many sentences behind the one that is nearest to the question."""


def steps_around(ranking: Ranking) -> list[Section]:
    """The steps to which the likeliest sentence belongs, or which it announces; none where it stands for itself."""
    if not ranking.evidence:
        return []
    first = ranking.evidence[0]
    candidate, at = first.candidate, first.index
    found = (
        _listed(candidate, at) or _run(candidate, at) or _below_title(candidate, at) or _below_heading(candidate, at)
    )
    return [(candidate, candidate.sentences[i]) for i in found or ()]


def _listed(candidate: Candidate, at: int) -> range | None:
    """A list, or a sentence that announces one, with it."""
    units, following = candidate.sentences, at + 1
    if units[at].kind == "list" and not is_item(candidate, at):
        return range(at, following)
    if following < len(units) and units[at].kind == "text" and units[following].kind == "list":
        return range(at, following + 1) if _is_near(candidate, at, following) else None
    return None


def _run(candidate: Candidate, at: int) -> range | None:
    """The sentences around one that follow each other as steps: "First …", "Then …", or items of a list."""
    behind = range(at, min(at + _NEAR, len(candidate.sentences) - 1) + 1)
    start = next((i for i in behind if begins_steps(candidate, i) or is_step(candidate, i)), None)
    if start is None or any(not _is_near(candidate, at, i) for i in range(at, start + 1)):
        return None
    first = last = start
    while first > 0 and _goes_back(candidate, first) and _is_near(candidate, start, first - 1):
        first -= 1
    while last + 1 < len(candidate.sentences) and _goes_on(candidate, last + 1) and _is_near(candidate, at, last + 1):
        last += 1
    return range(min(at, first), last + 1) if last > first else None


def _goes_on(candidate: Candidate, at: int) -> bool:
    """Whether a unit is a step as the one before it is, or the rest of one of several sentences."""
    return is_step(candidate, at) or (is_item(candidate, at - 1) and goes_on_in_list(candidate, at))


def _goes_back(candidate: Candidate, at: int) -> bool:
    """Whether the sentence before one is a step as well: what begins with "then" goes on from something."""
    if begins_steps(candidate, at) or not is_step(candidate, at):
        return False
    return not is_item(candidate, at) or is_item(candidate, at - 1)


def _below_title(candidate: Candidate, at: int) -> range | None:
    """What stands below a line that is a title by its looks, as far as the next one; it alone tells nothing."""
    if not _is_title(candidate, at):
        return None
    last = at
    for i in range(at + 1, len(candidate.sentences)):
        long = candidate.sentences[i].end - candidate.sentences[at].start > MOST
        if long or _is_title(candidate, i) or not _is_near(candidate, at, i):
            break
        last = i
    return range(at, last + 1) if last > at else None


def _below_heading(candidate: Candidate, at: int) -> range | None:
    """All that stands in running text below the heading of a short part."""
    units, section = candidate.sentences, candidate.sentences[at].section
    first = last = at
    while first and units[first - 1].kind == "text" and units[first - 1].section == section:
        first -= 1
    while last + 1 < len(units) and f"{units[last + 1].section}{SECTIONS}".startswith(section + SECTIONS):
        last += 1
    is_text = all(unit.kind == "text" for unit in units[first : last + 1])
    is_short = units[last].end - units[first].start <= MOST // 2
    is_headed = bool(section) and first > 0 and units[first - 1].kind == "heading"
    return range(first, last + 1) if is_headed and is_short and is_text and last > first else None


def _is_title(candidate: Candidate, at: int) -> bool:
    unit, text = candidate.sentences[at], candidate.shown(at)
    return unit.kind == "text" and len(text) <= _LONGEST_TITLE and not _ENDS.search(text) and not _NUMBERED.match(text)


def _is_near(candidate: Candidate, at: int, other: int) -> bool:
    """Whether two units stand under the same heading and may both be quoted."""
    first, second = candidate.sentences[at], candidate.sentences[other]
    return first.section == second.section and first.quotable and second.quotable and second.kind != "row"
