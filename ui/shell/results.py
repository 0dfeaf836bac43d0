"""Results as a person reads them in a shell."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from rich.console import Console, ConsoleOptions, Group, RenderableType
from rich.padding import Padding
from rich.segment import Segment
from rich.table import Table
from rich.text import Text

from ui.text import Speech, visible
from ui.wording import confidence_words

if TYPE_CHECKING:
    from rag import Answer, Finding, Listed, Passage, SyncReport, Verified, Written


class Screen(Console):
    """A terminal, a pipe or a file, on which texts of articles and names of files are shown and nothing else.

    Whatever a result puts there, what a terminal would obey is taken out of it.
    """

    def render(self, renderable: RenderableType, options: ConsoleOptions | None = None) -> Iterator[Segment]:
        for text, style, control in super().render(renderable, options):
            yield Segment(text if control else visible(text), style, control)


_SHOWN_ROWS = 50
"""Of each kind of change; more are counted."""


def answer(given: Answer) -> RenderableType:
    """An answer with its quotations, what comes closest with its own, or why there is none."""
    speech = Speech.of_shell(os.environ)
    parts: list[RenderableType] = []
    if given.understood:
        parts.append(Text(speech.plain("Understood as: {meaning}", meaning=given.understood), style="dim"))
    if given.declined:
        parts.append(Text(given.declined.reason))
        if given.declined.nearest:
            parts += [Text("\n" + speech.plain("Nearest passages:"), style="dim"), passages(given.declined.nearest[:3])]
        return Group(*parts)
    if given.status == "told":
        return Text(given.reply)
    if given.reply:
        parts.append(Text(f"{given.reply}\n"))
    if given.doubt:
        parts.append(Text(f"{given.doubt.reason}\n", style="yellow"))
    parts.append(_prose(given))
    parts += [Text(sentence, style="yellow") for sentence in given.unsaid]
    if given.written:
        parts += _written(given.written)
    for citation in given.citations:
        parts += [
            Text(
                f"\n[{citation.number}] {_source(citation.article, citation.start, citation.end, citation.title)}",
                style="cyan",
            )
        ]
        if citation.context:
            parts += [Padding(Text(citation.context.quote, style="dim"), (0, 0, 0, 4), expand=False)]
        parts += [Padding(Text(f"“{citation.quote}”", style="dim"), (0, 0, 0, 4), expand=False)]
    words, number = speech.plain(confidence_words(given.confidence)), f"{given.confidence:.2f}"
    parts.append(Text("\n" + speech.plain("Confidence: {words} ({number})", words=words, number=number), style="dim"))
    if given.written:
        parts.append(Text(_cost(given.written), style="dim"))
    return Group(*parts)


def _written(written: Written) -> Iterator[RenderableType]:
    """What is to be known of a model's part in an answer, and the sentences that were left out."""
    for told in written.told:
        yield Text(f"\n{told}", style="yellow")
    for sentence in written.left_out:
        yield Padding(Text(f"{sentence.text} – {sentence.why}", style="dim"), (0, 0, 0, 4), expand=False)


def _cost(written: Written) -> str:
    """Which model it was, its tokens and its time."""
    tokens = f", {written.tokens_in or 0:,} + {written.tokens_out:,} tokens" if written.tokens_out else ""
    kept = ", kept from before" if written.cached else ""
    return f"Model: {written.model}{tokens}, {written.seconds:.1f} s{kept}"


def _prose(given: Answer) -> Text:
    prose = Text()
    above_apart = False
    for sentence in given.sentences:
        if prose:
            prose.append("\n" if sentence.apart or above_apart else " ")
        above_apart = sentence.apart
        start = len(prose)
        prose.append(sentence.text)
        if sentence.emphasis:
            prose.stylize("bold", start + sentence.emphasis[0], start + sentence.emphasis[1])
        prose.append("".join(f" [{number}]" for number in sentence.citations), style="cyan")
    return prose


def passages(found: Sequence[Passage]) -> RenderableType:
    """Passages with where they stand, best first."""
    if not found:
        return Text(Speech.of_shell(os.environ).plain("Nothing was found."))
    parts: list[RenderableType] = []
    for place, passage in enumerate(found, 1):
        parts.append(Text(f"{place}. {_source(passage.article, passage.start, passage.end)}", style="cyan"))
        parts.append(Padding(Text(passage.shown), (0, 0, 0, 3), expand=False))
    return Group(*parts)


def articles(listed: Sequence[Listed]) -> RenderableType:
    """The articles as a table."""
    table = _table("Title", "File", "Date", "Language", "Words", "Passages")
    for article in listed:
        date = article.date.isoformat() if article.date else "–"
        table.add_row(
            Text(article.title),
            Text("\n".join(article.paths)),
            date,
            article.language or "–",
            f"{article.words:,}",
            str(article.passages),
        )
    return table


def report(done: SyncReport, *, planned: bool = False) -> RenderableType:
    """What indexing did or, where it is ``planned``, would do: a row for each file, and a sentence."""
    notes = {path: f"read as {encoding}" for path, encoding in done.encodings}
    kinds: list[tuple[str, Sequence[tuple[str, str]]]] = [
        ("added", [(path, notes.get(path, "")) for path in done.added]),
        ("changed", [(path, notes.get(path, "")) for path in done.changed]),
        ("renamed", [(new, f"was {old}") for old, new in done.renamed]),
        ("deleted", [(path, "") for path in done.deleted]),
        ("same text", [(path, f"as {other}, kept once") for path, other in done.duplicates]),
        ("skipped", [(file.path, file.reason) for file in done.skipped]),
    ]
    table = _table("What", "File", "")
    for what, rows in kinds:
        for path, note in rows[:_SHOWN_ROWS]:
            table.add_row(what, Text(path), Text(note))
        if len(rows) > _SHOWN_ROWS:
            table.add_row(what, f"and {len(rows) - _SHOWN_ROWS:,} more", "--json lists all")
    total = len(done.added) + len(done.changed) + len(done.unchanged) + len(done.renamed)
    would_be, nothing = ("would be ", " Nothing was written.") if planned else ("", "")
    told = Text(f"{_count(total, 'article')} {would_be}in the store, {len(done.unchanged):,} unchanged.{nothing}")
    return Group(table, told) if table.row_count else told


def checked(results: Sequence[Verified]) -> RenderableType:
    """One sentence for each citation."""
    if not results:
        return Text("The answer has no citations.")
    return Text("\n".join(verified.sentence for verified in results))


def findings(found: Sequence[Finding]) -> RenderableType:
    """What the doctor found, worst last."""
    signs = {"ok": ("ok", "green"), "note": ("note", "yellow"), "error": ("error", "red")}
    lines = Text()
    for finding in found:
        sign, style = signs[finding.severity]
        lines.append(f"{sign:>6}", style=style)
        lines.append(f"  {finding.name}: {finding.told}" + (f" {finding.mend}" if finding.mend else "") + "\n")
    lines.rstrip()
    return lines


def _source(article: Any, start: int, end: int, title: str = "") -> str:
    speech = Speech.of_shell(os.environ)
    date = article.date.isoformat() if article.date else ""
    page = speech.plain("page {n}", n=article.page(start)) if article.pages else ""
    place = speech.plain("characters {start}–{end}", start=start, end=end)
    return f"{title or article.title} ({', '.join(filter(None, (article.path, date, page, place)))})"


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" + ("" if number == 1 else "s")


def _table(*columns: str) -> Table:
    table = Table(box=None, pad_edge=False)
    for column in columns:
        table.add_column(column, justify="right" if column in ("Words", "Passages") else "left", overflow="fold")
    return table
