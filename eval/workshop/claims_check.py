"""What the check makes of claims written by hand over short passages: ``python -m eval.workshop.claims_check [FILE]``.

The passages and claims stand in ``reader/written``; a file is a corpus, each of its passages an article, so that a claim
is looked up among all of them. A claim that follows should be supported, one that is contradicted found so, and one that is
left open neither.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from eval.check_drafts import VERDICTS, Draft, told_verdicts
from eval.workshop.reader.written import FOLDER, Written, read_file
from rag import Bot

TUNED = ("handbooks", "french-spanish", "vietnamese")
"""Files that were looked at; the check was fitted on their claims. News was only measured."""
FILES = (*TUNED, "news")
MARKS: Mapping[str, str] = {"+": "supported", "-": "contradicted", "~": "not found"}


@dataclass(frozen=True, slots=True)
class WrittenClaim:
    """A claim with its mark, and the title and language of the passage that it was written over."""

    mark: str
    text: str
    language: str
    title: str


def passages(name: str) -> list[Written]:
    """The passages of a file that stand in it themselves."""
    return list(read_file(FOLDER / f"{name}.txt"))


def written_claims(some: Sequence[Written]) -> Iterator[WrittenClaim]:
    for one in some:
        for mark, language, line in one.lines:
            if mark in MARKS:
                yield WrittenClaim(mark, line, language, one.title)


def write_articles(some: Sequence[Written], folder: Path) -> None:
    """A Markdown article for each passage."""
    for number, one in enumerate(some, 1):
        (folder / f"{number:03}.md").write_text(f"# {one.title}\n\n{one.text}\n", "utf-8")


@contextmanager
def opened(name: str) -> Iterator[Bot]:
    """A bot over the passages of a file."""
    with tempfile.TemporaryDirectory() as place:
        articles = Path(place) / "articles"
        articles.mkdir()
        write_articles(passages(name), articles)
        yield Bot.open(articles, store=Path(place) / "store")


def checked(name: str) -> Iterator[tuple[WrittenClaim, str]]:
    """Each claim of a file with the verdict of the check."""
    with opened(name) as bot:
        for one in written_claims(passages(name)):
            draft = Draft(Path(), ((one.text, MARKS[one.mark]),))
            yield one, next(told_verdicts(draft, bot.check(one.text)))


def table(found: Mapping[tuple[str, str, str], int]) -> str:
    """Counts by (language, mark, verdict), as lines."""
    lines = [f"{'':<6}{'':<4}{'n':>5}" + "".join(f"{verdict:>18}" for verdict in VERDICTS)]
    for language, mark in sorted({key[:2] for key in found}):
        row = [found.get((language, mark, verdict), 0) for verdict in VERDICTS]
        lines.append(f"{language:<6}[{mark}] {sum(row):>5}" + "".join(f"{n:>18}" for n in row))
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description="Check the claims that were written over short passages.")
    parser.add_argument("files", nargs="*", default=FILES, help=f"of {', '.join(FILES)}; all without")
    parser.add_argument("--wrong", action="store_true", help="show each claim that is told otherwise than it is")
    options = parser.parse_args()
    for name in options.files:
        began, found = time.process_time(), Counter[tuple[str, str, str]]()
        for one, verdict in checked(name):
            found[one.language, one.mark, verdict] += 1
            if options.wrong and verdict != MARKS[one.mark] and name in TUNED:
                print(f"[{one.mark}] {verdict}: {one.text} ({one.title})")
        print(f"\n{name}, {time.process_time() - began:.0f} s of processor time\n{table(found)}", flush=True)


if __name__ == "__main__":
    main()
