"""The command line: ``footnote chat | ask | check | search | index | articles | backup | restore | eval | …``."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict, replace
from pathlib import Path
from typing import Annotated

import typer

import rag
from rag import FootnoteError, UsageError
from ui.shell import results
from ui.shell.inputs import kept, named_folders, read_json, read_password
from ui.shell.next_step import named_store
from ui.shell.opening import open_bot, open_for_page, with_folder
from ui.shell.options import (
    Articles,
    Author,
    Caution,
    Corpus,
    Debug,
    Folders,
    Json,
    Llm,
    Mcp,
    NoCache,
    PasswordFile,
    Port,
    ReadOnly,
    Rebuild,
    Replace,
    Since,
    Sources,
    Store,
    Thorough,
    ToDocx,
    Until,
    Watch,
    Within,
    Workers,
)
from ui.shell.output import (
    ANSWERED,
    DECLINED,
    FAILED,
    UNCERTAIN,
    err,
    mode,
    set_mode,
    show,
)
from ui.shell.progress import checking
from ui.shell.running import run
from ui.text import escaped

_STATUS = {"answered": ANSWERED, "told": ANSWERED, "uncertain": UNCERTAIN, "declined": DECLINED}

app = typer.Typer(
    name="footnote",
    epilog="Exit status: 0 answered, 5 uncertain, 3 declined, 4 contradicted, 2 wrong use, 1 failure.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)

# Names of ``rag`` are used through it, which loads them when a command runs: ``--help`` needs none. Benchmarks and
# evaluation bring heavy libraries too: their own commands are loaded when they are called.
_FORWARDED = {"allow_extra_args": True, "ignore_unknown_options": True, "help_option_names": []}


def _tell_version(wanted: bool) -> None:
    if wanted:
        print(f"footnote {rag.__version__}")
        raise typer.Exit


@app.callback()
def common(
    version: Annotated[
        bool, typer.Option("--version", is_eager=True, callback=_tell_version, help="Print the version.")
    ] = False,
) -> None:
    """Answers questions about a folder of articles, with a character-exact quotation under every sentence."""


@app.command()
def chat(
    folders: Folders = None,
    corpus: Corpus = None,
    store: Store = None,
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Port = None,
    caution: Caution = None,
    llm: Llm = None,
    no_cache: NoCache = False,
    password_file: PasswordFile = None,
    read_only: ReadOnly = None,
    mcp: Mcp = False,
    watch: Watch = True,
    browser: Annotated[bool, typer.Option(help="Open the page in a browser.")] = True,
    as_json: Json = False,
    debug: Debug = False,
) -> None:
    """Open the chat page."""
    set_mode(as_json, debug)
    from ui.page.assembly import serve
    from ui.server.serving import check_address

    password = read_password(password_file) if password_file else None
    named = named_folders(folders, corpus)
    settings = rag.Settings.of(
        corpus=next(iter(named), None), store=store, caution=caution, password=password, llm=llm,
        llm_cache=kept(no_cache), read_only=read_only,
    )  # fmt: skip
    # What can fail at once comes before the indexing, which may take a while.
    check_address(host, port, closed=bool(settings.password or settings.users))
    if mcp:
        rag.check_extra("mcp", "--mcp")
    serve(
        open_for_page(with_folder(settings), named),
        host=host,
        port=port,
        open_browser=browser,
        announce=lambda url: show({"url": url}, f"Footnote is at {url} (Ctrl-C stops it)."),
        mcp=mcp,
        watch=watch,
    )


@app.command()
def ask(
    question: Annotated[list[str], typer.Argument(help="The question; quotes around it are not needed.")],
    corpus: Corpus = None,
    store: Store = None,
    caution: Caution = None,
    article: Articles = None,
    since: Since = None,
    until: Until = None,
    author: Author = None,
    within: Within = None,
    llm: Llm = None,
    no_cache: NoCache = False,
    as_json: Json = False,
    debug: Debug = False,
) -> None:
    """Answer one question; exit status 5 where that is not sure, 3 where the articles do not say."""
    set_mode(as_json, debug)
    settings = rag.Settings.of(corpus=corpus, store=store, caution=caution, llm=llm, llm_cache=kept(no_cache))
    only = rag.Filter(since, until, author, within)
    answer = open_bot(settings).ask(" ".join(question), articles=article or None, only=only)
    show(answer.to_dict(), results.answer(answer))
    raise typer.Exit(_STATUS[answer.status])


@app.command()
def check(
    files: Annotated[list[str], typer.Argument(help="The drafts: text, Markdown, Word, PDF; - for standard input.")],
    corpus: Corpus = None,
    store: Store = None,
    article: Articles = None,
    quotes: Annotated[bool, typer.Option("--quotes", help="Only what stands in quotation marks.")] = False,
    as_markdown: Annotated[bool, typer.Option("--markdown", help="Print the draft with footnotes.")] = False,
    as_html: Annotated[bool, typer.Option("--html", help="Print a page with the claims marked.")] = False,
    as_sarif: Annotated[bool, typer.Option("--sarif", help="Print SARIF, for editors and code hosts.")] = False,
    to_docx: ToDocx = None,
    as_json: Json = False,
    debug: Debug = False,
) -> None:
    """Hold drafts against the articles, claim by claim; exit status 4 when they say otherwise."""
    set_mode(as_json, debug)
    if as_markdown + as_html + as_sarif + as_json > 1:
        raise UsageError("Only one of --markdown, --html, --sarif and --json.", "Leave the others away.")
    if len(files) > 1 and (as_markdown or as_html or as_json or to_docx):
        raise UsageError("Several drafts are shown as text or with --sarif only.", "Name one draft at a time.")
    from ui.shell import check as drafts

    settings = rag.Settings.of(corpus=corpus, store=store)
    texts = [drafts.draft_of(file, settings) for file in files]
    bot = open_bot(settings)
    found: dict[str, rag.Checked] = {}
    for file, text in zip(files, texts):
        with checking(err, len(text), quiet=mode.json or quotes) as advance:
            found[file] = drafts.check(bot, text, file, article or None, advance, quotes=quotes)
        if not (as_markdown or as_html or as_sarif):
            show(found[file].to_dict(), drafts.shown(found[file], file if len(files) > 1 else ""))
    only = found[files[0]]
    if to_docx:
        drafts.write(only, to_docx, files[0])
    if as_markdown or as_html:
        print(only.to_markdown() if as_markdown else only.to_html(), end="")
    elif as_sarif:
        print(escaped(json.dumps(drafts.sarif(found), ensure_ascii=False, indent=2)))
    raise typer.Exit(drafts.CONTRADICTED if any(one.contradicted for one in found.values()) else ANSWERED)


@app.command()
def search(
    query: Annotated[list[str], typer.Argument(help="What to look for.")],
    k: Annotated[int, typer.Option("-k", min=1, max=100, help="How many passages.")] = 5,
    corpus: Corpus = None,
    store: Store = None,
    article: Articles = None,
    since: Since = None,
    until: Until = None,
    author: Author = None,
    within: Within = None,
    as_json: Json = False,
    debug: Debug = False,
) -> None:
    """Show the passages nearest to a query, best first."""
    set_mode(as_json, debug)
    only = rag.Filter(since, until, author, within)
    bot = open_bot(rag.Settings.of(corpus=corpus, store=store))
    passages = bot.search(" ".join(query), k, articles=article or None, only=only)
    show([passage.to_dict() for passage in passages], results.passages(passages))


@app.command()
def index(
    folders: Folders = None,
    corpus: Corpus = None,
    store: Store = None,
    rebuild: Rebuild = False,
    thorough: Thorough = False,
    workers: Workers = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Tell what would be done, and write nothing.")] = False,
    watch: Annotated[bool, typer.Option("--watch", help="Stay, and index what changes in the folder.")] = False,
    as_json: Json = False,
    debug: Debug = False,
) -> None:
    """Bring the store up to date with the folder, and tell what changed."""
    set_mode(as_json, debug)
    if dry_run and watch:
        raise UsageError("Either --dry-run or --watch.", "Leave one of them away.")
    named = named_folders(folders, corpus)
    settings = rag.Settings.of(corpus=next(iter(named), None), store=store, workers=workers)
    if dry_run:
        planned = rag.Bot.plan(named, settings=settings, rebuild=rebuild)
        show(asdict(planned), results.report(planned, planned=True))
        return
    bot = open_bot(settings, named, rebuild=rebuild, thorough=thorough, tell_skipped=False)
    report = (
        bot.report or bot.sync()
    )  # where another process was writing, nothing was indexed: wait once more, then fail
    show(asdict(report), results.report(report), one_line=watch)
    if watch:
        from ui.watching import follow

        err.print(f"Watching {', '.join(map(str, bot.folders))} (Ctrl-C stops it).", markup=False)
        for event in follow(bot):
            if isinstance(event, FootnoteError):
                err.print(f"footnote: {event}", markup=False)
            else:
                show(asdict(event), results.report(event), one_line=True)


@app.command()
def articles(corpus: Corpus = None, store: Store = None, as_json: Json = False, debug: Debug = False) -> None:
    """List the articles that are indexed."""
    set_mode(as_json, debug)
    listed = open_bot(rag.Settings.of(corpus=corpus, store=store)).articles()
    show([article.to_dict() for article in listed], results.articles(listed))


@app.command(name="import")
def import_(
    sources: Sources,
    corpus: Corpus = None,
    store: Store = None,
    replace: Replace = False,
    as_json: Json = False,
    debug: Debug = False,
) -> None:
    """Bring a Zotero library, a feed or pages of the web into the folder; addresses are fetched once, now."""
    set_mode(as_json, debug)
    from ui.shell.importing import bring_in

    done = bring_in(sources, with_folder(rag.Settings.of(corpus=corpus, store=store)), replace=replace)
    show(asdict(done), done.told)
    raise typer.Exit(ANSWERED if done.landed or not done.left_out else FAILED)


@app.command(name="verify")
def verify_(
    file: Annotated[str, typer.Argument(help="JSON of an answer, from footnote ask --json; - for standard input.")],
    corpus: Corpus = None,
    as_json: Json = False,
    debug: Debug = False,
) -> None:
    """Check every quotation of a kept answer against the files: exact, moved, changed or vanished."""
    set_mode(as_json, debug)
    checked = rag.verify(read_json(file), rag.Settings.of(corpus=corpus).folder)
    show([asdict(verified) for verified in checked], results.checked(checked))
    raise typer.Exit(ANSWERED if all(verified.state == "exact" for verified in checked) else FAILED)


@app.command()
def backup(
    file: Annotated[Path, typer.Argument(help="File to write, a .zip; one that is there is replaced.")],
    corpus: Corpus = None,
    store: Store = None,
    as_json: Json = False,
    debug: Debug = False,
) -> None:
    """Write the store into one file; it may be asked meanwhile."""
    set_mode(as_json, debug)
    settings = rag.Settings.of(corpus=corpus, store=store)
    made = rag.back_up(settings.folder, settings, file)
    show(asdict(made), f"{made.name} is kept in {file}. To put it back: footnote restore {file}")


@app.command()
def restore(
    file: Annotated[Path, typer.Argument(help="File that footnote backup has written.")],
    corpus: Corpus = None,
    store: Store = None,
    replace: Replace = False,
    as_json: Json = False,
    debug: Debug = False,
) -> None:
    """Put the store back from a file; start anew what serves it."""
    set_mode(as_json, debug)
    settings = rag.Settings.of(corpus=corpus, store=store)
    made = rag.restore(file, settings.folder, settings, replace=replace)
    show(asdict(made), f"{made.name} is as it was on {made.made}. The next command brings it up to date.")


@app.command()
def doctor(
    corpus: Corpus = None, store: Store = None, llm: Llm = None, as_json: Json = False, debug: Debug = False
) -> None:
    """Look for what is wrong with the installation, the folder, the store and the model, and name what mends it."""
    set_mode(as_json, debug)
    settings = rag.Settings.of(corpus=corpus, store=store, llm=llm)
    named_store.open(settings)
    findings = [replace(one, mend=named_store.in_full(one.mend)) for one in rag.examine(settings)]
    show([asdict(finding) for finding in findings], results.findings(findings))
    raise typer.Exit(FAILED if any(finding.severity == "error" for finding in findings) else ANSWERED)


@app.command(name="eval", context_settings=_FORWARDED)
def eval_(context: typer.Context) -> None:
    """Score the answers with hand-written questions (see footnote eval --help)."""
    set_mode("--json" in context.args, "--debug" in context.args)
    from eval.commands import app as evaluation

    raise typer.Exit(evaluation(args=context.args, prog_name="footnote eval", standalone_mode=False) or ANSWERED)


@app.command(context_settings=_FORWARDED)
def users(context: typer.Context) -> None:
    """Keep the file of those who may come to the page (see footnote users --help)."""
    set_mode("--json" in context.args, "--debug" in context.args)
    from ui.shell.users_commands import app as keeping

    raise typer.Exit(keeping(args=context.args, prog_name="footnote users", standalone_mode=False) or ANSWERED)


@app.command(context_settings=_FORWARDED)
def bench(context: typer.Context) -> None:
    """Measure speed and memory on this machine (see footnote bench --help)."""
    from eval.bench import app as benches

    benches(args=context.args, prog_name="footnote bench", standalone_mode=False)


def main() -> None:
    """Runs a command and tells a failure in a sentence."""
    sys.exit(run(app))


if __name__ == "__main__":
    main()
