"""How well the check of any text does on drafts whose claims were labelled by hand (``drafts/``)."""

from __future__ import annotations

import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from rag import Bot, Checked

DRAFTS = Path(__file__).parent / "drafts"
VERDICTS = ("supported", "partly", "contradicted", "not found", "nothing to check")
_Z = 1.96


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft about the articles of a folder: its claims, each with the verdict that it should have."""

    articles: Path
    claims: tuple[tuple[str, str], ...]

    @property
    def text(self) -> str:
        return " ".join(text for text, _ in self.claims)


def drafts(part: str, folder: Path = DRAFTS) -> list[Draft]:
    """The drafts of a part, "dev" or "test"."""
    rows = yaml.safe_load((folder / f"{part}.yaml").read_text("utf-8"))
    root = Path(__file__).parent.parent
    return [
        Draft(root / row["articles"], tuple((text, verdict) for one in row["claims"] for verdict, text in one.items()))
        for row in rows
    ]


def told_verdicts(draft: Draft, checked: Checked) -> Iterator[str]:
    """The verdict of every claim as it was labelled; where it was cut in several, what they come to together."""
    at = 0
    for text, _ in draft.claims:
        inside = {one.verdict for one in checked.claims if at <= one.start < at + len(text)}
        if len(inside) == 1:
            yield inside.pop()
        else:
            yield "contradicted" if "contradicted" in inside else "partly"
        at += len(text) + 1


def measure(some: Sequence[Draft]) -> dict[str, Any]:
    """Per verdict precision and recall with Wilson intervals, every claim that was told otherwise, seconds a claim."""
    pairs: Counter[tuple[str, str]] = Counter()
    wrong, spent, count = [], 0.0, 0
    with tempfile.TemporaryDirectory() as place:
        bots: dict[Path, Bot] = {}
        for draft in some:
            bot = bots.get(draft.articles) or Bot.open(draft.articles, store=Path(place) / "store")
            bots[draft.articles] = bot
            began = time.perf_counter()
            checked = bot.check(draft.text)
            spent, count = spent + time.perf_counter() - began, count + len(checked.claims)
            for (text, expected), told in zip(draft.claims, told_verdicts(draft, checked)):
                pairs[expected, told] += 1
                if told != expected:
                    wrong.append({"claim": text, "expected": expected, "told": told})
    return {
        "claims": sum(pairs.values()),
        "verdicts": {verdict: _scores(verdict, pairs) for verdict in VERDICTS},
        "supported_called_contradicted": pairs["supported", "contradicted"],
        "contradicted_called_supported": pairs["contradicted", "supported"],
        "wrong": wrong,
        "ms_a_claim": 1000 * spent / max(count, 1),
    }


def _scores(verdict: str, pairs: Counter[tuple[str, str]]) -> dict[str, Any]:
    right = pairs[verdict, verdict]
    told = sum(n for (_, one), n in pairs.items() if one == verdict)
    labelled = sum(n for (one, _), n in pairs.items() if one == verdict)
    return {"n": labelled, "told": told, "precision": _share(right, told), "recall": _share(right, labelled)}


def _share(right: int, total: int) -> tuple[float, float, float] | None:
    """A share with its 95 % interval (Wilson 1927); None of nothing."""
    if not total:
        return None
    share, spread = right / total, _Z * _Z / total
    middle = (share + spread / 2) / (1 + spread)
    half = _Z * ((share * (1 - share) / total + spread / (4 * total)) ** 0.5) / (1 + spread)
    return share, max(0.0, middle - half), min(1.0, middle + half)


def table(found: dict[str, Any]) -> RenderableType:
    """What ``measure`` found, for a terminal."""
    rows = Table("", "claims", "precision", "recall", box=None, pad_edge=False)
    for verdict, one in found["verdicts"].items():
        rows.add_row(verdict, str(one["n"]), _interval(one["precision"]), _interval(one["recall"]))
    wrong = Table("claim", "is", "was told", box=None, pad_edge=False)
    for one in found["wrong"]:
        wrong.add_row(Text(one["claim"]), one["expected"], one["told"])
    told = (
        f"{found['claims']} claims, {found['ms_a_claim']:.0f} ms each. True ones called contradicted: "
        f"{found['supported_called_contradicted']}; contradicted ones called supported: "
        f"{found['contradicted_called_supported']}.\n"
    )
    return Group(rows, Text(told), wrong)


def _interval(share: tuple[float, float, float] | None) -> str:
    return "–" if share is None else f"{share[0]:.2f} ({share[1]:.2f}–{share[2]:.2f})"
