"""Turns: lines that say who speaks, as in a chat that was exported, in an interview, in a transcript."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import regex

from rag.corpus.mails import is_field

_DAY = r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}"
_CLOCK = r"\d{1,2}[:.]\d\d(?:[:.]\d\d)?(?:\s?[AaPp]\.?\s?[Mm]\.?)?"
_STAMP = rf"(?:{_DAY},?\s+)?{_CLOCK}"
_NAME = r"(?P<name>[\p{L}\p{N}+][^\s:<>\[\]()][^:<>\[\]\n]{0,38}|\p{L})"
# "[02/03/24, 18:04] Marisa: hello", "12/04/2024 18:22 - Karim: hello", "18:04 <marisa> hello"
_STAMPED = regex.compile(
    rf"[\u200e\u200f\ufeff]*(?:\[{_STAMP}\]|{_DAY},?\s+{_CLOCK}(?=\s+[-–—])|{_CLOCK}(?=\s+<))\s*[-–—]?\s*[\u200e\u200f]*"
    rf"(?:<{_NAME}>|{_NAME}:)\s+(?P<said>\S.*)",
    regex.DOTALL,
)
# Of a message that stands below: "Marisa, [02.03.2024 18:04]", "Marisa  [6:04 PM]", "Marisa — 02/03/2024 18:04"
_ABOVE = regex.compile(
    rf"{_NAME}(?:,?\s*\[{_STAMP}\]|\s+[-–—]\s+{_DAY},?\s+{_CLOCK})(?:\s*\n\s*(?P<said>\S.*))?", regex.DOTALL
)
_WORD = r"\p{Lu}[\p{L}\p{M}.'’-]*"
_SPOKEN = regex.compile(
    rf"(?P<name>{_WORD}(?:\s[\p{{L}}\p{{M}}.'’-]+){{0,3}})(?:\s\([^():]{{1,60}}\)){{0,2}}\s?:\s+(?P<said>\S.*)",
    regex.DOTALL,
)
_LEAST = 3
"""Turns, one speaker of which has two: so many make a conversation of lines that have no time of day."""


@dataclass(frozen=True, slots=True)
class SpeakerTurn:
    """The beginning of what somebody says: the name, what is said on the same line, whether the time stands with it."""

    name: str
    said: str
    stamped: bool


def turns(paragraphs: Sequence[str]) -> dict[int, SpeakerTurn]:
    """The paragraphs, or lines, with which somebody begins to speak, by their places; none where nobody converses.

    >>> turns(["[02/03/24, 18:04] Marisa: Who has the keys?", "[02/03/24, 18:09] Ana: Me"])[1].name
    'Ana'
    >>> turns(["Q: Why?", "A: It broke.", "Q: When?"])[1].said, turns(["Present: Ann Lee", "Absent: Tom Ray"])
    ('It broke.', {})
    """
    stamped = _found(paragraphs, _STAMPED) | _found(paragraphs, _ABOVE)
    stamped = {at: turn for at, turn in sorted(stamped.items()) if not _is_of_log(turn)}
    if len(stamped) > 1:
        return stamped
    spoken = {at: turn for at, turn in _found(paragraphs, _SPOKEN).items() if not is_field(paragraphs[at].strip())}
    counts = Counter(turn.name for turn in spoken.values())
    first = next((at for at, paragraph in enumerate(paragraphs) if paragraph.strip()), 0)
    if first in spoken and counts[spoken[first].name] == 1:
        del spoken[first]  # the title: "Bikes: questions and answers"
    is_conversation = len(spoken) >= _LEAST and 1 < len(counts) < len(spoken)
    return spoken if is_conversation else {}


def _found(paragraphs: Sequence[str], pattern: regex.Pattern[str]) -> dict[int, SpeakerTurn]:
    hits = ((at, pattern.fullmatch(paragraph.strip())) for at, paragraph in enumerate(paragraphs))
    is_stamped = pattern is not _SPOKEN
    return {
        at: SpeakerTurn(hit["name"].strip(" ,"), hit.groupdict().get("said") or "", is_stamped)
        for at, hit in hits
        if hit is not None
    }


def _is_of_log(turn: SpeakerTurn) -> bool:
    """Whether no person speaks: "[2024-03-02 18:04:11] ERROR: the disk is full"."""
    return turn.name.rpartition(".")[2].isupper() and " " not in turn.name


def speakers(found: Mapping[int, SpeakerTurn]) -> list[str]:
    """The names of those who speak, in order.

    >>> speakers({at: SpeakerTurn(name, "Hello", True) for at, name in enumerate(("Ana", "Tom", "Ana"))})
    ['Ana', 'Tom']
    """
    return list(dict.fromkeys(turn.name for turn in found.values()))
