"""The windows that the reader reads."""

from __future__ import annotations

from rag.answer.evidence.features import Candidate
from rag.answer.evidence.ranking import Evidence
from rag.answer.reader.windows import LONGEST, stretches
from rag.corpus.passages import split_passages
from rag.corpus.sentences import split_sentences
from tests.answer.evidence.made_up import held

FERRY = "The ferry sails on Mondays. Ingrid Solheim steers it. It does not sail in a storm. Tickets cost nine crowns."


def candidate(path: str, text: str) -> Candidate:
    (stretch,) = split_passages(split_sentences(text))
    return held(path, text, stretch.sentences, (0.0,) * len(stretch.sentences), title=path.title())


def evidence(*held: tuple[Candidate, int]) -> tuple[Evidence, ...]:
    return tuple(Evidence(c, i, -float(place), 1 / len(held)) for place, (c, i) in enumerate(held))


def test_sentences_of_one_passage_share_a_window() -> None:
    ferry = candidate("ferry", FERRY)
    (only,) = stretches(evidence((ferry, 3), (ferry, 0)))
    window = only.window()
    assert window.text == FERRY and [FERRY[a:b] for a, b in window.units][1] == "Ingrid Solheim steers it."
    assert window.title == "Ferry"


def test_a_long_passage_is_read_in_windows_of_whole_sentences() -> None:
    text = " ".join(f"Sentence number {n} tells something of the ferry and of nothing else." for n in range(14))
    long = candidate("long", text)
    found = stretches(evidence((long, 0), (long, 13), (long, 1)))
    assert [(s.first, s.last - s.first) for s in found] == [
        (0, found[0].last),
        (14 - found[1].last + found[1].first, 14 - found[1].first),
    ]
    assert all(len(s.window().text) <= LONGEST for s in found)
    assert found[0].first == 0 and found[1].last == 14


def test_a_sentence_longer_than_a_window_is_read_alone() -> None:
    text = "The ferry sails " + "and sails " * 60 + "on. It stops."
    long = candidate("long", text)
    assert [(s.first, s.last) for s in stretches(evidence((long, 0)))] == [(0, 1)]
