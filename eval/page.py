"""The report as one HTML file: nothing is fetched, and every text is escaped."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from eval.measures import BY_NAME
from eval.plots import plots
from eval.report import scores_of
from eval.summary import SLICED

_TEMPLATES = Path(__file__).parent / "templates"


def page(report: Mapping[str, Any]) -> str:
    """`report.json` as HTML: table, plots, slices, and rows that can be filtered and opened."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined
    from markupsafe import Markup

    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("report.html").render(
        report=report,
        groups=_groups(report),
        gates=list(report.get("gates", ())),
        slices={name: report["slices"][name] for name in ("type", "language", "tag") if report["slices"].get(name)},
        sliced=[(name, BY_NAME[name].label) for name in SLICED],
        gap={BY_NAME[name].label: cell for name, cell in report["language_gap"].items()},
        modes=report["conversations"].get("last turn", {}),
        plots={title: Markup(svg) for title, svg in plots(report).items()},  # our own drawing, no text of the corpus
        rows=list(_rows(report)),
    )


def _groups(report: Mapping[str, Any]) -> dict[str, list[dict[str, Any]]]:
    """Measures by group, with their values as text."""
    dev = report.get("dev_scores", {})
    groups: dict[str, list[dict[str, Any]]] = {}
    for name, cell in scores_of(report).items():
        measure = BY_NAME[name]
        shown = {
            "label": measure.label,
            "headline": measure.headline,
            "value": measure.show(cell["value"]),
            "interval": f"{measure.show(cell['low'])} – {measure.show(cell['high'])}"
            if cell["low"] is not None
            else "–",
            "n": cell["n"],
            "gates": [gate for gate in report.get("gates", ()) if gate["measure"] == name],
            "dev": measure.show(dev[name]["value"]) if name in dev else "",
        }
        groups.setdefault(measure.group, []).append(shown)
    return groups


def _rows(report: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Rows with their gold; worst first, as the report ranks them, then by id."""
    rank = {key: place for place, key in enumerate(report["worst"])}
    for row in sorted(report["rows"], key=lambda row: (rank.get(row["key"], len(rank)), row["key"])):
        gold = report["gold"][row["id"]]
        is_last = row["turn"] == len(gold["turns"])
        yield {
            **row,
            "gold": gold if is_last else gold["turns"][row["turn"] - 1],
            "history": [turn["q"] for turn in gold["turns"][: row["turn"] - 1]]
            if row["mode"] in ("gold", "live")
            else [],
            "references": gold["references"] if is_last else [],
            "quotes": list(zip(row["answer"]["citations"], row["contexts"], strict=False)),
            "told": [
                (BY_NAME[name].label, BY_NAME[name].show(value))
                for name, value in row["values"].items()
                if name in _TOLD
            ],
        }


_TOLD = (
    "recall@5",
    "key_fact_recall",
    "token_f1",
    "gold_precision",
    "gold_recall",
    "alce_recall",
    "unsupported",
    "exactness",
)
