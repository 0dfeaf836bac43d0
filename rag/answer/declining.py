"""The reasoned "the articles do not say"."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from rag.answer.analysis import QuestionFacts, analyse_question
from rag.answer.answer import AnswerSentence, Citation, Declined
from rag.answer.evidence import Ranking
from rag.answer.features import crosses
from rag.answer.needed import may_tell
from rag.corpus.article import Passage
from rag.language.base import Needed
from rag.language.detect import guess
from rag.language.packs import language_by
from rag.language.words import words

_CALLED: dict[Needed, str] = {"number": "number", "time": "date"}


def decline(
    question: str,
    ranking: Ranking,
    nearest: Sequence[Passage],
    candidate: Sequence[AnswerSentence] = (),
    instead: Citation | None = None,
    *,
    chosen: bool = False,
    held: frozenset[str] = frozenset(),
) -> Declined:
    """Why a question is not answered: its words that no article has, and what came nearest.

    ``candidate`` is what would have been quoted; ``instead`` what the articles do say, where they are about what was
    asked; ``chosen`` tells that only some of the articles were asked, ``held`` are the languages of all.
    """
    nothing = "The chosen articles do not say." if chosen else "The articles do not say."
    unknown = unknown_words(question, ranking.unknown)
    asked = analyse_question(question, held)
    if nearest and crosses(asked, nearest[0].article.language):
        # No English article has a Vietnamese word: only names and numbers tell something.
        unknown = tuple(word for word in unknown if word[0].isupper() or word[0].isdigit())
    told = [nothing, *([f"No article mentions {_listed(unknown)}."] if unknown else [])]
    lacks = _lacks(asked, instead) if instead else None
    if instead:
        gives = f"gives no {_CALLED[lacks]}:" if lacks else "is"
        told.append(f"What comes nearest {gives} “{' '.join(instead.text.split())}” in “{instead.article.title}”.")
    elif nearest and not unknown:
        told.append(f"What comes nearest is in “{nearest[0].article.title}”.")
    blank = tuple(replace(one, citations=()) for one in candidate)
    return Declined(" ".join(told), tuple(nearest), unknown, blank, instead, lacks)


def _lacks(asked: QuestionFacts, instead: Citation) -> Needed | None:
    """What alone can answer a question, where a quotation has none."""
    language = language_by(guess(instead.quote, frozenset({instead.article.language})))
    tells = asked.needs is None or may_tell(asked.needs, instead.quote, frozenset(asked.terms), language)
    return None if tells else asked.needs


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


def _listed(found: Sequence[str]) -> str:
    quoted = [f"“{word}”" for word in found[:5]]
    return quoted[0] if len(quoted) == 1 else ", ".join(quoted[:-1]) + " or " + quoted[-1]
