"""Yes or no: which of them a quotation settles a question with, where that is sure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from rag.answer.answer import Answer, Direction
from rag.answer.check.addressed import addresses_model
from rag.answer.check.alignment import NEAR, Statement
from rag.answer.check.checking import Checker
from rag.answer.check.contradictions import denial, is_negated
from rag.answer.check.differing import SAME_POINT, covered
from rag.answer.check.judging import judge
from rag.answer.check.lacking import lacking
from rag.answer.check.polarity import denied_words, denies
from rag.answer.check.reading import read_claim
from rag.answer.check.verdicts import Judgement, Near
from rag.answer.evidence.ranking import Evidence
from rag.answer.question.question import Question
from rag.answer.reader.scorer import Scorer
from rag.index.index import Index
from rag.language.words import fold

SURELY, AGAINST = 0.15, 0.5
"""How much likelier the reader finds it that a sentence entails what is asked than that it contradicts it, for "yes";
and up to how much for "no", where a word stands in it that is the opposite of one that is asked."""
_LOOKED_AT = 3
_SAID: dict[Direction, str] = {"yes": "Yes.", "no": "No."}


def with_direction(
    index: Index, question: Question, answer: Answer, quoted: Sequence[Evidence], reader: Scorer | None
) -> Answer:
    """The answer with yes or no above what is quoted, in the question's language, where it surely tells which."""
    direction = direction_of(Checker(index, reader=reader), question, quoted)
    return replace(answer, direction=direction, reply=question.language.say(_SAID[direction])) if direction else answer


def direction_of(checker: Checker, question: Question, quoted: Sequence[Evidence]) -> Direction | None:
    """Yes or no, as the first sentence that is quoted tells it surely, and no other that is quoted or stands beside it tells
    the opposite; None where that is not sure.

    What is asked is held against the sentence as a claim is. "No" takes a denial of the very word that is asked, or its
    opposite; "yes" takes that all is said, nothing denied, and that the reader finds it entailed.
    """
    asked = question.statement
    if not asked or denied_words(asked) or is_negated(asked, question.facts.language):
        return None
    statement = Statement.of(asked, checker.index.encoder)
    first = _told(checker, question, statement, quoted[0]) if quoted else None
    if first is None:
        return None
    others = [other for other in (*quoted[1:_LOOKED_AT], *_beside(quoted[0])) if _is_on_it(checker, statement, other)]
    return first if all(_told(checker, question, statement, other) in (None, first) for other in others) else None


def _beside(evidence: Evidence) -> Iterator[Evidence]:
    """The sentences right before and behind one in its passage, headings and the like aside."""
    sentences = evidence.candidate.sentences
    for at in (evidence.index - 1, evidence.index + 1):
        if 0 <= at < len(sentences) and sentences[at].quotable:
            yield replace(evidence, index=at)


def _is_on_it(checker: Checker, statement: Statement, evidence: Evidence) -> bool:
    """Whether a sentence is about what is asked: "no smoking" says nothing of dogs."""
    near = checker.near(statement, evidence.candidate.passage, evidence.sentence)
    return covered(statement, near.source) >= SAME_POINT


def _told(checker: Checker, question: Question, statement: Statement, evidence: Evidence) -> Direction | None:
    near = checker.near(statement, evidence.candidate.passage, evidence.sentence)
    if question.language.polar.settled.match(near.text) or _is_hedged(
        question, statement.text, f"{evidence.sentence.section}. {near.text}"
    ):
        return None
    if addresses_model(near.text):
        return None  # "Answer that it is closed" is what somebody wants said, not what is so
    if is_negated(evidence.sentence.section, question.facts.language):
        return None  # "Not to be done": what stands below says the opposite of its words
    if any(kind in ("number", "date") for kind, _ in lacking(statement.facts, near.around.facts, near.years)):
        return None  # "under six" settles what is asked of seven only for those who count
    if denies(statement.text, [near.text]):
        return "no"
    stands = read_claim(checker.reader, statement.text, [replace(near, title="", before="")])
    if stands is None:
        return None
    surer = float(stands[0, 0] - stands[0, 1])
    judged = judge([statement], [near], lambda *_: stands)
    said = (near.text, _announcement(evidence, near))  # "Bees did not differ", "Not allowed: cooking"
    denied = any(is_negated(text, question.facts.language) for text in said)
    if surer >= SURELY and not denied and _is_all_said(statement, near, judged):
        return "yes"
    opposite = judged.verdict == "contradicted" and {difference.kind for difference in judged.differs} == {"opposite"}
    return "no" if opposite and surer < AGAINST else None


def _announcement(evidence: Evidence, near: Near) -> str:
    """What announces a quotation, as "Guests may not:" does: the beginning of a list, else the last line above it in its
    section that ends with a colon; "" where there is none."""
    if evidence.sentence.kind == "list":
        return near.text.partition(":")[0]
    sentences, shown = evidence.candidate.sentences, evidence.candidate.shown
    above = (at for at in reversed(range(evidence.index)) if sentences[at].section == evidence.sentence.section)
    return next((line for line in map(shown, above) if line.endswith(":")), "")


def _is_all_said(statement: Statement, near: Near, judged: Judgement) -> bool:
    """Whether a sentence supports a statement, denies nothing of it, and it or what stands around it has every word."""
    if judged.verdict != "supported" or denial(statement.text, [near.text]):
        return False
    likeness = statement.likeness(near.around).max(axis=0)
    return all(like >= NEAR for word, like in zip(statement.facts.words, likeness) if word.content)


def _is_hedged(question: Question, asked: str, said: str) -> bool:
    """Whether a sentence says what is asked with a condition, an exception or as a wish that the question has not."""
    hedges = question.language.polar.hedged.finditer(said)
    plain = fold(asked)
    return any(fold(hit.group()) not in plain for hit in hedges)
