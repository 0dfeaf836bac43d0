"""``footnote eval``: scores the bot; ``compare``, ``gate``, ``draft`` and ``add`` beside it."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console, Group, RenderableType
from rich.text import Text

from eval import add as adding
from eval import compare as comparing
from eval import draft as drafting
from eval import gate as gating
from eval import report, terminal
from eval import requests as requesting
from eval.evaluation import BASELINE, DOCUMENT_GATES, GATES, LANGUAGE_GATES, Split, Task, evaluate, problems_of
from eval.questions import lint
from eval.run import Progress
from rag import Bot, Settings, UsageError, check_extra

OK, FAILED = 0, 1

app = typer.Typer(
    name="eval",
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)

Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Debug = Annotated[bool, typer.Option("--debug", help="Show the traceback of a failure.")]
Corpus = Annotated[str | None, typer.Option("--corpus", "-c", help="Folder of articles.", show_default=False)]
Store = Annotated[
    str | None, typer.Option("--store", help="Folder of the store. [default: .footnote]", show_default=False)
]
Report = Annotated[Path, typer.Argument(help="report.json of a run, from footnote eval --out.")]


@app.callback(invoke_without_command=True)
def run(
    context: typer.Context,
    corpus: Corpus = None,
    store: Store = None,
    questions: Annotated[
        Path | None, typer.Option(help="Question file: .csv or .jsonl, or SQuAD's .json.", show_default="the seeds'")
    ] = None,
    squad: Annotated[Path | None, typer.Option(help="SQuAD or XQuAD file: its questions and paragraphs.")] = None,
    split: Annotated[Split, typer.Option(help="Which questions to ask; of all, test is reported.")] = "all",
    limit: Annotated[int | None, typer.Option(min=1, help="At most so many questions, evenly spread.")] = None,
    out: Annotated[Path | None, typer.Option(help="Folder for report.json, report.html and plots.png.")] = None,
    skip_bad: Annotated[bool, typer.Option("--skip-bad", help="Leave out rows that cannot be used.")] = False,
    llm: Annotated[
        str | None, typer.Option(help="Model that writes the answers: they are scored beside the verbatim ones.")
    ] = None,
    judge: Annotated[str | None, typer.Option(help="A llama-index model as extra column, as module:name.")] = None,
    as_json: Json = False,
    debug: Debug = False,
) -> None:
    """Ask the bot hand-written questions and print the scores; the seeds' questions by default."""
    if context.invoked_subcommand:
        return
    task = Task(corpus, store, questions, squad, split, limit, judge, skip_bad=skip_bad)
    if llm is None:
        data = _evaluated(task, out, requests=task.is_seeds and limit is None)
        _print(as_json, data, terminal.report(data))
        return
    quoted = _evaluated(task, out / "verbatim" if out else None)
    written = _evaluated(replace(task, llm=llm), out)
    found = comparing.compare(quoted, written)
    told = Group(Text("A quotes, B is written."), terminal.comparison(found), terminal.report(written))
    _print(as_json, {"verbatim": quoted, "written": written, "comparison": found.to_dict()}, told)


@app.command("lint")
def lint_file(
    questions: Annotated[Path, typer.Argument(help="Question file: .csv or .jsonl.")],
    corpus: Corpus = None,
    as_json: Json = False,
    debug: Debug = False,
) -> None:
    """Name everything that is wrong with a question file; exit status 1 where there is something."""
    problems = problems_of(questions, Settings.of(corpus=corpus).folder)
    _print(as_json, problems, Text("\n".join(problems) if problems else "Nothing is wrong with it."))
    raise typer.Exit(FAILED if problems else OK)


@app.command()
def compare(
    a: Report,
    b: Report,
    split: Annotated[Split | None, typer.Option(help="Which questions.", show_default="what was reported")] = None,
    force: Annotated[bool, typer.Option("--force", help="Compare over different questions or articles.")] = False,
    as_json: Json = False,
    debug: Debug = False,
) -> None:
    """Tell what differs between two runs, how surely, and which questions flipped."""
    _check_scoring()
    found = comparing.compare(report.read(a), report.read(b), split, force)
    _print(as_json, found.to_dict(), terminal.comparison(found))


@app.command()
def gate(
    run_: Annotated[
        Path | None, typer.Argument(metavar="REPORT", help="report.json of a run.", show_default="asks the seeds'")
    ] = None,
    documents: Annotated[
        bool, typer.Option("--documents", help="Ask the questions over documents of many shapes instead of the seeds'.")
    ] = False,
    requests: Annotated[
        bool, typer.Option("--requests", help="Ask the requests (newest, timeline, more …) instead of the seeds'.")
    ] = False,
    language: Annotated[
        str | None, typer.Option(help="Ask the questions over articles in this language: fr or es.")
    ] = None,
    gates: Annotated[Path | None, typer.Option(help="File of gates.", show_default="eval/gates.yaml")] = None,
    baseline: Annotated[
        Path, typer.Option(help="Kept run to compare with.", show_default="eval/baseline.json")
    ] = BASELINE,
    junit: Annotated[Path | None, typer.Option(help="Write the outcome as JUnit XML here.")] = None,
    out: Annotated[Path | None, typer.Option(help="Folder for report.json, report.html and plots.png.")] = None,
    keep: Annotated[bool, typer.Option("--keep", help="Write this run as the new baseline.")] = False,
    as_json: Json = False,
    debug: Debug = False,
) -> None:
    """Hold a run against its floors, its ceilings and the kept baseline; exit status 1 when one is not kept."""
    _check_scoring()
    task, held = Task(), GATES
    if documents:
        task, held = Task.of_documents(), DOCUMENT_GATES
    elif language:
        task, held = Task.of_language(language), LANGUAGE_GATES
    elif requests:
        held = requesting.GATES
    if not (out or keep or gates):
        task = replace(task, gated=True)
    data = report.read(run_) if run_ else _requested("test") if requests else _evaluated(task, out)
    kept = report.read(baseline) if baseline.exists() and not keep and not requests else None
    checked = gating.check(gating.read_gates(gates or held), data, kept)
    if junit:
        junit.parent.mkdir(parents=True, exist_ok=True)
        junit.write_text(gating.junit(checked), encoding="utf-8")
    if keep and not requests:
        report.write(report.slim(data), baseline)
    _print(as_json, [one.to_dict() for one in checked], terminal.gates(checked))
    raise typer.Exit(OK if all(one.outcome == "pass" for one in checked) else FAILED)


@app.command()
def draft(
    out: Annotated[Path, typer.Option(help="Folder for questions.jsonl and corpus/.")] = Path("drafts"),
    corpus: Corpus = None,
    store: Store = None,
    count: Annotated[int, typer.Option(min=1, help="How many questions at most.")] = 40,
    as_json: Json = False,
    debug: Debug = False,
) -> None:
    """Write a starter question file from a folder of articles, without a model: drafts, to be read and reworded."""
    bot = Bot.open(settings=Settings.of(corpus=corpus, store=store))
    questions, taken_out = drafting.draft(list(drafting.facts(bot, count)), count)
    if not questions:
        raise UsageError(
            "No sentence of the articles has a shape that is made a question of and is answered.",
            "Write questions by hand.",
        )
    texts = {one.path: article.text for one in bot.articles() for article in [bot.article(one.path)] if article}
    drafting.write(questions, taken_out, texts, out)
    told = (
        f"Drafts of questions in {out / 'questions.jsonl'}: {len(questions)}. Their answers that were taken out of the "
        f"copy {out / 'corpus'}: {len(taken_out)}.\nRead and reword them, then: "
        f"footnote eval --corpus {out / 'corpus'} --questions {out / 'questions.jsonl'}"
    )
    _print(as_json, [question.model_dump(mode="json") for question in questions], Text(told))


@app.command()
def add(
    feedback: Annotated[Path, typer.Argument(help="JSONL of answers with a thumbs-down, from the chat page.")],
    to: Annotated[Path, typer.Option(help="Question file to append to.")],
    corpus: Corpus = None,
    quote: Annotated[str | None, typer.Option(help="The words of the article that answer it.")] = None,
    fact: Annotated[list[str] | None, typer.Option(help="What has to be said; forms between |. Repeatable.")] = None,
    abstain: Annotated[bool, typer.Option("--abstain", help="The articles do not say: it has to be declined.")] = False,
    as_json: Json = False,
    debug: Debug = False,
) -> None:
    """Turn answers with a thumbs-down into questions; without --quote and --fact, or --abstain, into drafts."""
    folder = Settings.of(corpus=corpus).folder
    lines = adding.read_feedback(feedback)
    if len(lines) > 1 and (quote or fact or abstain):
        raise UsageError(
            f"{str(feedback)!r} has {len(lines)} answers.", "Give one line, or write the gold into the file."
        )
    questions = [adding.to_question(line, _texts(folder), quote, fact or (), abstain) for line in lines]
    added = list(adding.append(questions, to))
    told = [f"{len(added)} of {len(questions)} added to {to}."]
    told += [f"To do: {problem}" for problem in lint(added, folder)]
    _print(as_json, [question.model_dump(mode="json") for question in added], Text("\n".join(told)))


@app.command()
def support(
    split: Annotated[Split, typer.Option(help="dev, which the check was made on, or test.")] = "test",
    fit: Annotated[
        Path | None, typer.Option("--fit", help="Fit the score on dev anew and write it into this file, before.")
    ] = None,
    as_json: Json = False,
    debug: Debug = False,
) -> None:
    """Measure on labelled sentences how well the check of written answers tells what is supported."""
    from eval.workshop import support_check

    if fit:
        support_check.write(support_check.fit(), fit)
    rows = [row for part in support_check.PARTS if split in (part, "all") for row in support_check.labelled(part)]
    found = support_check.measure(list(support_check.judge(rows)))
    _print(as_json, found, support_check.table(found))


@app.command("requests")
def ask_requests(
    split: Annotated[Split, typer.Option(help="dev, which forms were made on, or test.")] = "test",
    store: Store = None,
    as_json: Json = False,
    debug: Debug = False,
) -> None:
    """Ask what people type that is no question for a fact: is each told for what it is, and is the answer useful?"""
    _check_scoring()
    found = _requested(split, store)
    _print(as_json, found, requesting.table(found))


@app.command()
def check(
    split: Annotated[Split, typer.Option(help="dev, which the check was made on, or test.")] = "test",
    as_json: Json = False,
    debug: Debug = False,
) -> None:
    """Measure on labelled drafts how well claims are told to be supported, contradicted or not found."""
    from eval import check_drafts

    some = [draft for part in ("dev", "test") if split in (part, "all") for draft in check_drafts.drafts(part)]
    found = check_drafts.measure(some)
    _print(as_json, found, check_drafts.table(found))


@app.command()
def conversations(
    split: Annotated[Split, typer.Option(help="dev, which follow-ups were mended on, or test.")] = "test",
    store: Store = None,
    as_json: Json = False,
    debug: Debug = False,
) -> None:
    """Measure how well follow-ups are understood; exit status 1 when it is not well enough."""
    from eval import conversations as talks

    with _progress() as progress:
        rows = [row for row in talks.read_rows() if split in (row.split, "all")]
        found = talks.measure(list(talks.ask(rows, store, progress)))
    _print(as_json, found, talks.table(found))
    raise typer.Exit(OK if talks.holds(found) else FAILED)


@app.command("directions")
def ask_directions(
    split: Annotated[Split, typer.Option(help="dev, which the rule was made on, or test.")] = "test",
    store: Store = None,
    as_json: Json = False,
    debug: Debug = False,
) -> None:
    """Measure how surely yes or no is told in front of an answer; exit status 1 when it is not surely enough."""
    from eval import directions

    _check_scoring()
    with _progress() as progress:
        rows = [row for row in directions.read_rows() if split in (row.split, "all")]
        found = directions.measure(list(directions.ask(rows, store, progress)))
    _print(as_json, found, directions.table(found))
    raise typer.Exit(OK if directions.holds(found) else FAILED)


_ALL: tuple[Callable[[], None], ...] = (
    gate,
    partial(gate, documents=True),
    partial(gate, requests=True),
    partial(gate, language="fr"),
    partial(gate, language="es"),
    conversations,
    ask_directions,
)
"""What ``footnote eval gates`` holds, each as by itself: the models are loaded once for all."""


@app.command()
def gates(debug: Debug = False) -> None:
    """Hold seeds, documents, requests, French, Spanish, follow-ups, yes-or-no; exit status 1 when one is not kept."""
    raise typer.Exit(max([_status(hold) for hold in _ALL]))


def _status(hold: Callable[[], None]) -> int:
    try:
        hold()
    except typer.Exit as left:
        return left.exit_code
    return OK


def _texts(folder: Path) -> dict[str, str]:
    """The plain articles of a folder, by path."""
    files = sorted(file for file in folder.rglob("*") if file.suffix.lower() in (".txt", ".md", ".markdown"))
    return {file.relative_to(folder).as_posix(): file.read_bytes().decode(errors="replace") for file in files}


def _check_scoring() -> None:
    check_extra("eval", "footnote eval")


def _requested(split: Split, store: str | None = None) -> dict[str, Any]:
    with _progress() as progress:
        return requesting.measure(split, store, progress)


def _evaluated(task: Task, out: Path | None, *, requests: bool = False) -> dict[str, Any]:
    """The report of a task, written where it is to be; ``requests`` are asked too, and stand beside its scores."""
    _check_scoring()
    with _progress() as progress:
        data = evaluate(task, progress)
    if requests:
        data["requests"] = _requested(data["split"])
    if out:
        from eval.page import page
        from eval.plots import picture

        report.write(data, out / "report.json")
        (out / "report.html").write_text(page(data), encoding="utf-8")
        (out / "plots.png").write_bytes(picture(data))
    return data


@contextmanager
def _progress() -> Iterator[Progress | None]:
    """A progress bar on a terminal, and nothing in a pipe."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield None
        return
    from rich.progress import Progress as Bar

    with Bar(console=console, transient=True) as bar:
        task = bar.add_task("Asking")
        yield lambda done, total, name: bar.update(task, completed=done, total=total, description=f"Asking {name}")


def _print(as_json: bool, data: Any, text: RenderableType) -> None:
    """One result, as JSON or for a person; a pipe gets whole lines."""
    if as_json:
        print(json.dumps(data, ensure_ascii=False, indent=1))
    else:
        Console(highlight=False, width=None if sys.stdout.isatty() else 200).print(text)
