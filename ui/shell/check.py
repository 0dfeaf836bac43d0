"""``footnote check``: a draft against the articles, in a shell, for editors and in pipelines."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from rag import Bot, Checked, CheckedClaim, Settings, UsageError, read_draft

CONTRADICTED = 4
_STYLES = {"supported": "green", "partly": "yellow", "contradicted": "bold red", "not found": "magenta"}
_NOTHING_DIFFERS = ("negation", "opposite", "role")
"""Differences of whole sentences, which are shown anyway."""


def draft_of(file: str, settings: Settings) -> str:
    """The text of a file, or of standard input.

    Raises:
        UsageError: it cannot be read.
    """
    return sys.stdin.read() if file == "-" else read_draft(file, settings)


def check(
    bot: Bot, draft: str, name: str, articles: list[str] | None, advance: Callable[[int], None], *, quotes: bool
) -> Checked:
    """Checks a draft, or only its ``quotes``; ``advance`` is told how many characters of it are behind."""
    if quotes:
        return bot.check_quotations(draft, articles=articles)
    last: Checked | None = None
    for event in bot.check_stream(draft, name=name, articles=articles):
        if isinstance(event, Checked):
            last = event
        else:
            advance(event.end)
    assert last is not None
    return last


def sarif(found: Mapping[str, Checked]) -> dict[str, Any]:
    """One report on drafts by their names; a code host takes one run of a tool."""
    reports = [checked.to_sarif(name) for name, checked in found.items()]
    whole = reports[0]
    for report in reports[1:]:
        whole["runs"][0]["results"] += report["runs"][0]["results"]
    return whole


def write(checked: Checked, place: Path, draft: str) -> None:
    """Writes a checked draft as a Word file, its verdicts as comments.

    Raises:
        UsageError: the file is the draft itself, or cannot be written.
    """
    if draft != "-" and place.resolve() == Path(draft).resolve():
        raise UsageError(f"The Word file would take the place of the draft {draft}.", "Give it another name.")
    try:
        place.write_bytes(checked.to_docx())
    except OSError as error:
        raise UsageError(
            f"The Word file {place} cannot be written: {error.strerror}.", "Give a file in a folder that is there."
        ) from error


def shown(checked: Checked, name: str = "") -> RenderableType:
    """The claims one below the other, each with its verdict and what it rests on, below the draft's name."""
    parts: list[RenderableType] = [Text(f"{name}\n", style="bold")] if name else []
    by_number = {citation.number: citation for citation in checked.citations}
    for claim in checked.claims:
        if claim.verdict == "nothing to check":
            parts.append(Text(f"{'–':>14}  {claim.text}", style="dim"))
            continue
        line = Text(f"{claim.verdict:>14}", style=_STYLES[claim.verdict])
        line.append(f"  {claim.text}" + "".join(f" [{n}]" for n in claim.citations), style="default")
        parts += [line, *_because(claim)]
    for quotation in checked.quotations:
        changes = "; ".join(f"“{mine}” for “{theirs}”" for mine, theirs in quotation.changes)
        parts.append(
            Text(
                f"{quotation.state:>14}  “{quotation.text}” {changes}" + "".join(f" [{n}]" for n in quotation.citations)
            )
        )
    used = [by_number[n] for n in sorted(by_number)]
    for citation in used:
        source = f"[{citation.number}] {citation.title} ({citation.article.path}, {citation.place})"
        parts += [
            Text(f"\n{source}", style="cyan"),
            Padding(Text(f"“{citation.quote}”", style="dim"), (0, 0, 0, 4), expand=False),
        ]
    parts += [Text(f"\n{notice}", style="yellow") for notice in checked.notices]
    told = ", ".join(f"{count:,} {verdict}" for verdict, count in checked.summary.items())
    return Group(*parts, Text(f"\n{told}") if checked.claims else Text())


def _because(claim: CheckedClaim) -> Iterator[RenderableType]:
    for difference in claim.differs:
        if difference.kind not in _NOTHING_DIFFERS:
            source = f" – the article has “{difference.source}”" if difference.source else ""
            yield Text(f"{'':>16}{difference.kind}: “{difference.claim}”{source}", style="dim")
        else:
            yield Text(f"{'':>16}{difference.kind}", style="dim")
    if claim.why:
        yield Text(f"{'':>16}{claim.why}", style="dim")
