"""One evaluation from files to report: opens the bot, asks, scores, builds `report.json`."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import Any, Literal

from eval import gate, judge, report
from eval.own import is_own, read_own
from eval.questions import Question, lint, load
from eval.run import Progress, run, texts
from eval.score import of_mode, score
from eval.squad import evenly, read_squad
from rag import Bot, Settings, UsageError

HERE = Path(__file__).parent
SEEDS = HERE / "questions" / "seeds.jsonl"
GATES = HERE / "gates.yaml"
BASELINE = HERE / "baseline.json"
DOCUMENTS = HERE / "documents"
DOCUMENT_QUESTIONS = HERE / "questions" / "documents.jsonl"
DOCUMENT_GATES = HERE / "gates-documents.yaml"
LANGUAGES = {"fr": "french", "es": "spanish"}
"""The languages of which there are articles and questions of their own, with the names of their files."""
LANGUAGE_GATES = HERE / "gates-languages.yaml"
PASSAGES = 10
"""Passages beside an answer: recall@10 wants ten."""

Split = Literal["dev", "test", "all"]


@dataclass(frozen=True, slots=True)
class Task:
    """What is to be asked over which folder; `squad` files bring their articles with them; `llm` writes the answers;
    ``skip_bad`` leaves out questions that cannot be used;
    ``gated`` asks only what the shipped gates look at: the test questions, in the mode gold."""

    corpus: str | None = None
    store: str | None = None
    questions: Path | None = None
    squad: Path | None = None
    split: Split = "all"
    limit: int | None = None
    judge: str | None = None
    llm: str | None = None
    skip_bad: bool = False
    gated: bool = False

    @classmethod
    def of_documents(cls) -> Task:
        """The shipped questions over documents of many shapes."""
        return cls(str(DOCUMENTS), questions=DOCUMENT_QUESTIONS)

    @classmethod
    def of_language(cls, code: str) -> Task:
        """The shipped questions over articles in French or Spanish.

        Raises:
            UsageError: there are none in that language.
        """
        if code not in LANGUAGES:
            raise UsageError(f"There are no questions in the language {code!r}.", f"There are: {', '.join(LANGUAGES)}.")
        folder, questions = HERE / "languages" / code, HERE / "questions" / f"{LANGUAGES[code]}.jsonl"
        return cls(str(folder), questions=questions)

    @property
    def is_seeds(self) -> bool:
        """Whether it is the shipped questions over the shipped articles: only for them are there gates."""
        return self.questions is None and self.squad is None and self.corpus is None


def evaluate(task: Task, progress: Progress | None = None) -> dict[str, Any]:
    """The report of a task; with the outcome of the gates where they are meant for it.

    Raises:
        UsageError: questions, articles or options cannot be used.
    """
    gates = gate.read_gates(GATES) if task.is_seeds else None
    with _prepared(task) as (settings, questions):
        found = _report(settings, questions, task, progress)
    if gates:
        found["gates"] = [one.to_dict() for one in gate.check(gates, found)]
    return found


@contextmanager
def _prepared(task: Task) -> Iterator[tuple[Settings, list[Question]]]:
    """Settings and questions; SQuAD's paragraphs stand in a temporary folder as long as they are needed."""
    squad = task.squad or (task.questions if task.questions and task.questions.suffix == ".json" else None)
    if squad is None:
        settings = Settings.of(corpus=task.corpus, store=task.store, passages=PASSAGES)
        yield settings, _chosen(_load(task.questions or SEEDS, settings.folder, task.skip_bad), task)
        return
    other = Path(task.corpus) if task.corpus else None
    if other and other.is_dir():
        raise UsageError(
            "SQuAD's questions are asked over SQuAD's paragraphs.", "Give a SQuAD file as --corpus, or none."
        )
    found = read_squad(squad, other)
    with tempfile.TemporaryDirectory(prefix="footnote-squad-") as folder:
        articles = Path(folder, "articles")
        found.write_articles(articles)
        store = task.store or str(Path(folder, "store"))
        yield Settings.of(corpus=str(articles), store=store, passages=PASSAGES), _chosen(list(found.questions), task)


def problems_of(path: Path, corpus: Path) -> list[str]:
    """Everything that is wrong with a question file, a sentence each; none where it fits the articles.

    Raises:
        UsageError: it cannot be read.
    """
    return _read(path, corpus)[1]


def _load(path: Path, corpus: Path, skip_bad: bool) -> list[Question]:
    """The questions of a file, when they fit the articles: a wrong span would be scored as a wrong answer."""
    questions, problems = _read(path, corpus)
    if problems and not (skip_bad and is_own(path)):
        told = f"{path} does not fit the articles of {corpus}: {problems[0]}"
        more = f" There are {len(problems)} problems." if len(problems) > 1 else ""
        skip = ", or leave out such rows with --skip-bad" if is_own(path) else ""
        raise UsageError(
            told + more,
            "Mend the questions (footnote eval lint names every problem), or name the folder that they are about with "
            f"--corpus{skip}.",
        )
    return questions


def _read(path: Path, corpus: Path) -> tuple[list[Question], list[str]]:
    """The questions of a file, and what is wrong with it."""
    try:
        if is_own(path):
            found, told = read_own(path, corpus)
            return found, [str(one) for one in told]
        questions = load(path)
        # Opening the bot tells what is wrong with a folder that is none.
        return questions, lint(questions, corpus) if corpus.is_dir() else []
    except (OSError, ValueError) as error:
        raise UsageError(f"The questions cannot be read: {error}.", "See eval/README.md for the format.") from error


def _chosen(questions: Sequence[Question], task: Task) -> list[Question]:
    chosen = evenly([question for question in questions if task.split in ("all", question.split)], task.limit)
    if not chosen:
        raise UsageError(f"There is no question of the split {task.split!r}.", "Choose --split all.")
    return chosen


def _report(settings: Settings, questions: Sequence[Question], task: Task, progress: Progress | None) -> dict[str, Any]:
    began = perf_counter()
    bot = Bot.open(settings=settings.model_copy(update={"llm": task.llm}))  # only the model that was named here
    opened = perf_counter()
    looked_at = [one for one in questions if one.split == "test"] if task.gated else questions
    rows = run(bot, looked_at, progress, gold_only=task.gated)
    asked = perf_counter()
    articles = texts(bot, rows, settings.folder)
    scored = score(rows, questions, articles)
    named = task.squad or task.questions
    found = report.build(
        report.Run(
            scored=scored,
            questions=questions,
            articles=articles,
            corpus=str(task.corpus or (task.squad.name if task.squad else settings.corpus)),
            question_file=str(named or SEEDS.name),
            split="test" if task.gated else task.split,
            opening_s=opened - began,
            asking_s=asked - opened,
            corpus_digest=report.digest_of_articles([(one.paths, one.digest) for one in bot.articles()]),
        )
    )
    return {**found, "judge": judge.judge(of_mode(scored), judge.find_llm(task.judge))} if task.judge else found
