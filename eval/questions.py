"""Hand-written questions: their file format and the linter that checks them against the articles.

A question file is JSONL, one question a line. Gold is an article, a quotation and its span in code
points of `path.read_bytes().decode()`, or of what is taken out of a PDF and the like, never a chunk,
so that other ways of cutting the articles stay comparable.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Literal

from pydantic import Field, ValidationError

from eval.matchers import Matcher, Strict, matches
from rag import read_draft

__all__ = ["Evidence", "KeyFact", "Question", "Turn", "fact_score", "lint", "load", "matches"]

PLAIN = frozenset({".txt", ".md", ".markdown", ".csv", ".tsv"})
"""Endings of files whose bytes are the text of an article."""

Expected = Literal["answer", "abstain", "correct_premise"]
QuestionType = Literal[
    "factual",
    "multi_document",
    "unanswerable",
    "false_premise",
    "follow_up",
    "temporal",
    "comparison",
    "list",
]


class KeyFact(Strict):
    """One thing a full answer says: full when all its matchers hit, partial when some do."""

    id: str
    vital: bool
    text: str
    match: tuple[Matcher, ...] = Field(min_length=1)


class Evidence(Strict):
    """A quotation with its place: `article[start:end] == quote`, in code points."""

    doc_id: str
    quote: str = Field(min_length=1)
    start: int = Field(ge=0)
    end: int


EvidenceGroups = tuple[tuple[Evidence, ...], ...]  # all groups are needed, of each one alternative


class Turn(Strict):
    """One thing the user types; earlier turns carry gold of their own, the last one does not."""

    q: str = Field(min_length=1)
    standalone: str | None = None
    expected: Expected | None = None
    key_facts: tuple[KeyFact, ...] = ()
    evidence: EvidenceGroups = ()


class Question(Strict):
    """One row of a question file."""

    id: str
    type: QuestionType
    lang: str
    split: Literal["dev", "test"]
    turns: tuple[Turn, ...] = Field(min_length=1)
    expected: Expected
    references: tuple[str, ...] = ()
    key_facts: tuple[KeyFact, ...] = ()
    must_not: tuple[Matcher, ...] = ()
    evidence: EvidenceGroups = ()
    tags: tuple[str, ...] = ()
    as_of: str | None = None
    twin: str | None = None
    parallel: str | None = None
    near_miss_docs: tuple[str, ...] = ()
    only: str = ""
    """The one article that may be quoted; "" where any may."""

    def all_evidence(self) -> list[Evidence]:
        """Every quotation of every turn, alternatives included."""
        groups = [group for turn in self.turns for group in turn.evidence] + list(self.evidence)
        return [evidence for group in groups for evidence in group]


def load(path: Path) -> list[Question]:
    """Read a question file; the first bad line is reported with its number."""
    questions = []
    for number, line in enumerate(path.read_bytes().decode().split("\n"), start=1):
        if not line.strip():
            continue
        try:
            questions.append(Question.model_validate_json(line))
        except ValidationError as error:
            first = error.errors()[0]
            where = ".".join(map(str, first["loc"])) or "row"
            raise ValueError(f"{path}, line {number}: {where}: {first['msg']}") from error
    return questions


def fact_score(fact: KeyFact, text: str) -> float:
    """1.0 when every matcher of the fact hits, 0.5 when some do, 0.0 when none does."""
    hits = [matches(matcher, text) for matcher in fact.match]
    return 1.0 if all(hits) else 0.5 if any(hits) else 0.0


# -- The linter ----------------------------------------------------------------------------------


def lint(questions: Sequence[Question], corpus_folder: Path) -> list[str]:
    """What is wrong with a question file, one sentence a problem; empty when all is well."""
    articles = _read_articles(questions, corpus_folder)
    problems = [*_lint_ids(questions)]
    for question in questions:
        problems += _lint_articles(question, articles)
        problems += _lint_gold(question)
        problems += _lint_turns(question)
        problems += _lint_references(question)
    return [
        *problems,
        *_lint_twins(questions),
        *_lint_parallels(questions),
        *_lint_split(questions),
    ]


def _read_articles(questions: Sequence[Question], folder: Path) -> dict[str, str]:
    """The articles the questions name, without those that are not in the folder; of a PDF and the like its text."""
    names = {evidence.doc_id for question in questions for evidence in question.all_evidence()}
    names |= {name for question in questions for name in question.near_miss_docs}
    paths = {name: folder / name for name in names}
    return {name: _text(path) for name, path in paths.items() if path.is_file()}


def _text(path: Path) -> str:
    return path.read_bytes().decode() if path.suffix.lower() in PLAIN else read_draft(path)


def _lint_ids(questions: Sequence[Question]) -> Iterator[str]:
    for id_, count in Counter(question.id for question in questions).items():
        if count > 1:
            yield f"{id_}: {count} questions have this id."


def _lint_articles(question: Question, articles: Mapping[str, str]) -> Iterator[str]:
    """Every quotation stands at its span of an article we have."""
    for name in question.near_miss_docs:
        if name not in articles:
            yield f"{question.id}: near_miss_docs names an unknown article, {name!r}."
    for evidence in question.all_evidence():
        article = articles.get(evidence.doc_id)
        if article is None:
            yield f"{question.id}: evidence names an unknown article, {evidence.doc_id!r}."
        elif article[evidence.start : evidence.end] != evidence.quote:
            place = article.find(evidence.quote)
            hint = f"it stands at {place}" if place >= 0 else "the article does not hold it"
            span = f"{evidence.doc_id}[{evidence.start}:{evidence.end}]"
            yield f"{question.id}: quotation {evidence.quote!r} is not at {span}; {hint}."


def _lint_gold(question: Question) -> Iterator[str]:
    """What is expected agrees with the type, the evidence, the key facts and the references."""
    yield from _lint_expected(question.id, question.expected, question)
    if question.type == "unanswerable" and question.expected != "abstain":
        yield f"{question.id}: type is unanswerable but expected is {question.expected}."
    if (question.expected == "abstain") == bool(question.references):
        some = "a" if question.references else "no"
        yield f"{question.id}: expected is {question.expected} but there is {some} reference."


def _lint_expected(where: str, expected: Expected, gold: Question | Turn) -> Iterator[str]:
    if expected == "abstain":
        if gold.key_facts or gold.evidence:
            yield f"{where}: expected is abstain but there is evidence or a key fact."
        return
    if not gold.evidence or not all(gold.evidence):
        yield f"{where}: expected is {expected} but there is no evidence, or an empty group of it."
    if not any(fact.vital for fact in gold.key_facts):
        yield f"{where}: expected is {expected} but there is no vital key fact."


def _lint_turns(question: Question) -> Iterator[str]:
    """Earlier turns carry gold of their own; the last one is scored by that of the question."""
    *earlier, last = question.turns
    for number, turn in enumerate(earlier, start=1):
        if turn.expected is None:
            yield f"{question.id}: turn {number} does not say what is expected."
        else:
            yield from _lint_expected(f"{question.id}, turn {number}", turn.expected, turn)
    if last.key_facts or last.evidence or last.expected not in (None, question.expected):
        yield f"{question.id}: the last turn has gold of its own beside that of the question."


def _lint_references(question: Question) -> Iterator[str]:
    for reference in question.references:
        for fact in question.key_facts:
            if fact_score(fact, reference) < 1.0:
                yield f"{question.id}: reference {reference!r} does not satisfy key fact {fact.id}."
        for hit in (matcher for matcher in question.must_not if matches(matcher, reference)):
            yield f"{question.id}: reference {reference!r} hits must_not {hit.model_dump()}."


def _lint_twins(questions: Sequence[Question]) -> Iterator[str]:
    """The twin of a question without an answer has an answer, and the other way round."""
    by_id = {question.id: question for question in questions}
    for question in (question for question in questions if question.twin is not None):
        twin = by_id.get(question.twin or "")
        if twin is None:
            yield f"{question.id}: twin {question.twin!r} does not exist."
        elif (twin.expected == "abstain") == (question.expected == "abstain"):
            yield f"{question.id}: of it and its twin {twin.id!r}, one should abstain and one not."


def _lint_parallels(questions: Sequence[Question]) -> Iterator[str]:
    """Rows with one `parallel` name are one question in several languages."""
    pairs: dict[str, list[Question]] = defaultdict(list)
    for question in questions:
        if question.parallel is not None:
            pairs[question.parallel].append(question)
    for name, rows in pairs.items():
        if len(rows) < 2 or len({row.lang for row in rows}) < len(rows):
            yield f"{rows[0].id}: parallel {name!r} needs one row in each of two or more languages."
        if len({(row.split, row.expected) for row in rows}) > 1:
            yield f"{rows[0].id}: the rows of parallel {name!r} differ in split or in expected."


def _lint_split(questions: Sequence[Question]) -> Iterator[str]:
    """Dev and test do not lean on overlapping places of one article."""
    spans = [(question, evidence) for question in questions for evidence in question.all_evidence()]
    dev = [(question.id, evidence) for question, evidence in spans if question.split == "dev"]
    test = [(question.id, evidence) for question, evidence in spans if question.split == "test"]
    for a, b in sorted({(a, b) for a, x in dev for b, y in test if _overlap(x, y)}):
        yield f"{a} (dev) and {b} (test) share an evidence span."


def _overlap(a: Evidence, b: Evidence) -> bool:
    return a.doc_id == b.doc_id and a.start < b.end and b.start < a.end
