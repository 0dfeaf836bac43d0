"""The reasoned "the articles do not say"."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from rag.answer.analysis import analyse_question
from rag.answer.answer import AnswerSentence, Citation, Declined
from rag.answer.evidence import Ranking
from rag.answer.language import is_vietnamese
from rag.answer.needed import Needed, may_tell
from rag.corpus.article import Passage
from rag.corpus.words import words

_CALLED: dict[Needed, str] = {"number": "number", "time": "date"}


def decline(
    question: str,
    ranking: Ranking,
    nearest: Sequence[Passage],
    candidate: Sequence[AnswerSentence] = (),
    instead: Citation | None = None,
    *,
    chosen: bool = False,
) -> Declined:
    """Why a question is not answered: its words that no article has, and what came nearest.

    ``candidate`` is what would have been quoted; ``instead`` what the articles do say, where they are about what was
    asked; ``chosen`` tells that only some of the articles were asked.
    """
    nothing = "The chosen articles do not say." if chosen else "The articles do not say."
    unknown = unknown_words(question, ranking.unknown)
    if _is_foreign(question, nearest):
        # No English article has a Vietnamese word: only names and numbers tell something.
        unknown = tuple(word for word in unknown if word[0].isupper() or word[0].isdigit())
    told = [nothing, *([f"No article mentions {_listed(unknown)}."] if unknown else [])]
    lacks = _lacks(question, instead.text) if instead else None
    if instead:
        gives = f"gives no {_CALLED[lacks]}:" if lacks else "is"
        told.append(f"What comes nearest {gives} “{' '.join(instead.text.split())}” in “{instead.article.title}”.")
    elif nearest and not unknown:
        told.append(f"What comes nearest is in “{nearest[0].article.title}”.")
    blank = tuple(replace(one, citations=()) for one in candidate)
    return Declined(" ".join(told), tuple(nearest), unknown, blank, instead, lacks)


def _lacks(question: str, sentence: str) -> Needed | None:
    """What alone can answer a question, where a sentence has none."""
    facts = analyse_question(question)
    return facts.needs if facts.needs and not may_tell(facts.needs, sentence, frozenset(facts.terms)) else None


def unknown_words(question: str, terms: Collection[str]) -> tuple[str, ...]:
    """The question's words, as it writes them, whose terms are among those that no article has.

    Neighbours are kept together.

    >>> unknown_words("Who is the mayor of Ho Chi Minh City?", {"mayor", "citi"})
    ('mayor', 'City')
    """
    runs: list[tuple[int, int]] = []
    for word in words(question):
        if word.term not in terms:
            continue
        if runs and question[runs[-1][1] : word.start].isspace():
            runs[-1] = (runs[-1][0], word.end)
        else:
            runs.append((word.start, word.end))
    return tuple(dict.fromkeys(question[start:end] for start, end in runs))


def _is_foreign(question: str, nearest: Sequence[Passage]) -> bool:
    return is_vietnamese(question) and bool(nearest) and nearest[0].article.language != "vi"


def _listed(found: Sequence[str]) -> str:
    quoted = [f"“{word}”" for word in found[:5]]
    return quoted[0] if len(quoted) == 1 else ", ".join(quoted[:-1]) + " or " + quoted[-1]
