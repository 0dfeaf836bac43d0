"""Names of the articles that are spelt much like one that no article has: "Did you mean Quang Tri?"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import regex
from rapidfuzz import process
from rapidfuzz.distance import OSA

from rag.answer.question.question import Question
from rag.language.words import fold

READ_TITLES = 2000
"""Titles that are looked through at most; with them the texts that came near are."""
_WORD = regex.compile(r"\p{L}[\p{L}\p{M}]*(?:['’-]\p{L}+)*")
_NAME = regex.compile(r"\p{Lu}[\p{L}\p{M}'’-]*(?:[ \u00a0]\p{Lu}[\p{L}\p{M}'’-]*)*")
_LONGEST = 4
"""Words that are compared together at most."""
_LETTERS_A_SLIP = 6
"""A name may be spelt wrong in one letter of so many: what is shorter is like too many others."""
_MOST_SLIPS = 2


def meant(question: Question, unknown: Sequence[str], texts: Iterable[str]) -> tuple[str, ...]:
    """For each unknown word of a question the name in some texts that is spelt much like it, with the words beside it.

    A word in small letters counts where the question has no capitals at all: people type names so.

    >>> meant(Question("Who leads Quang Try?"), ["Try"], ["The party of Quang Tri met."])
    ('Quang Tri',)
    >>> meant(Question("who leads the squad?"), ["squad"], ["The Squat is a house. Square Hill is a place."])
    ()
    """
    asked = question.facts
    wanted = [w for w in _WORD.finditer(question.text) if any(w.group() in run.split() for run in unknown)]
    wanted = [w for w in wanted if asked.caseless or w.group()[0].isupper()]
    if not wanted:
        return ()
    function = {t for t, content in zip(asked.terms, asked.content) if not content}
    names = _names(texts)
    closest = (_closest(question.text, w, names, function) for w in wanted)
    return tuple(dict.fromkeys(name for name in closest if name))


def _names(texts: Iterable[str]) -> dict[int, dict[str, str]]:
    """Names by how many words they have, folded, as the texts write them; of longer ones every part."""
    names: dict[int, dict[str, str]] = {count: {} for count in range(1, _LONGEST + 1)}
    for text in texts:
        for run in _NAME.finditer(text):
            parts = run.group().split()
            for count, known in names.items():
                for at in range(len(parts) - count + 1):
                    name = " ".join(parts[at : at + count])
                    known.setdefault(fold(name), name)
    return names


def _closest(text: str, word: regex.Match[str], names: dict[int, dict[str, str]], function: set[str]) -> str | None:
    """The name that is closest to a word with as many of its neighbours as make it one."""
    for typed in _with_neighbours(text, word, function):
        slips = min(_MOST_SLIPS, len(typed.replace(" ", "")) // _LETTERS_A_SLIP)
        known = names[len(typed.split())]
        if slips and (near := process.extractOne(typed, known.keys(), scorer=OSA.distance, score_cutoff=slips)):
            return known[near[0]]
    return None


def _with_neighbours(text: str, word: regex.Match[str], function: set[str]) -> Iterator[str]:
    """Runs of a question's words that hold a word and no function word, folded, the longest first."""
    run = next(r for r in _phrases(text) if r[0].start() <= word.start() < r[-1].end())
    at = [w.start() for w in run].index(word.start())
    for count in range(min(_LONGEST, len(run)), 0, -1):
        for start in range(max(0, at - count + 1), min(at, len(run) - count) + 1):
            folded = [fold(w.group()) for w in run[start : start + count]]
            if not function.intersection(folded):
                yield " ".join(folded)


def _phrases(text: str) -> Iterator[list[regex.Match[str]]]:
    """The question's words, parted where more than a space is between two."""
    run: list[regex.Match[str]] = []
    for word in _WORD.finditer(text):
        if run and not text[run[-1].end() : word.start()].isspace():
            yield run
            run = []
        run.append(word)
    if run:
        yield run
