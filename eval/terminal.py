"""A report on the terminal: the table, the slices, the worst rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from eval.compare import Comparison, Difference
from eval.gate import Checked
from eval.measures import BY_NAME, Measure
from eval.report import scores_of
from eval.summary import SLICED

_GATE_STYLE = {"pass": "green", "fail": "red bold", "insufficient": "yellow"}


def report(data: Mapping[str, Any]) -> RenderableType:
    """Everything a person wants to see of `report.json`."""
    parts: list[RenderableType] = [Text(_heading(data)), scores(data)]
    parts += [slice_table(name, parts_) for name, parts_ in data["slices"].items() if name in ("type", "language")]
    if data.get("conversations"):
        parts.append(slice_table("last turn of conversations", data["conversations"]["last turn"]))
    return Group(*parts, worst(data), Text(_footer(data), style="dim"))


def scores(data: Mapping[str, Any]) -> Table:
    """Value, interval, n and gate of the split that is reported; the value on dev beside it."""
    shown, dev = scores_of(data), data.get("dev_scores", {})
    table = _plain("", "value", "95 % interval", "n", "gate", *(["dev"] if dev else []))
    group = ""
    for name, cell in shown.items():
        measure = BY_NAME[name]
        if measure.group != group:
            table.add_section()
            table.add_row(Text(measure.group, style="bold"))
            group = measure.group
        row: list[RenderableType] = [
            Text(f"  {measure.label}"),
            measure.show(cell["value"]),
            _interval(name, cell),
            str(cell["n"]),
        ]
        row.append(_gate(data, name))
        if dev:
            row.append(measure.show(dev[name]["value"]) if name in dev else "")
        table.add_row(*row, style="bold" if measure.headline else "")
    return table


def _interval(name: str, cell: Mapping[str, Any]) -> str:
    show = BY_NAME[name].show
    return f"{show(cell['low'])} – {show(cell['high'])}" if cell["low"] is not None else "–"


def _gate(data: Mapping[str, Any], name: str) -> Text:
    """ "≥ 0.800 pass" where a gate is set."""
    found = [gate for gate in data.get("gates", ()) if gate["measure"] == name]
    text = Text()
    for gate in found:
        text.append(f"{gate['rule']} ")
        text.append(gate["outcome"], style=_GATE_STYLE[gate["outcome"]])
        text.append("  " if gate is not found[-1] else "")
    return text


def slice_table(name: str, parts: Mapping[str, Any]) -> Table:
    """The main measures over each part of a slice."""
    table = _plain(f"by {name}", "rows", *(BY_NAME[measure].label for measure in SLICED))
    for part, cells in parts.items():
        rows = cells.get("rows") or max((cell["n"] for cell in cells.values()), default=0)
        values = [f"{cells[m]['value']:.3f}" if m in cells else "–" for m in SLICED]
        table.add_row(Text(f"  {part}"), str(rows), *values)
    return table


def worst(data: Mapping[str, Any]) -> Table:
    """The ten worst rows: what was asked, and what went wrong."""
    table = Table(box=None, pad_edge=False, title="worst rows", title_justify="left", title_style="bold")
    for column in ("", "question", "verdict", "answer"):
        table.add_column(column, overflow="fold", ratio=None if column in ("", "verdict") else 1)
    rows = {row["key"]: row for row in data["rows"]}
    for key in data["worst"]:
        row = rows[key]
        answer = " ".join(row["answer"]["text"].split())
        table.add_row(Text(row["id"]), Text(row["asked"]), row["verdict"], Text(answer[:160], style="dim"))
    return table


def _heading(data: Mapping[str, Any]) -> str:
    counts = ", ".join(f"{n} {split}" for split, n in data["questions"]["splits"].items())
    return (
        f"{data['questions']['count']} questions ({counts}) over {data['corpus']['folder']}; scores of {data['split']}"
    )


def _footer(data: Mapping[str, Any]) -> str:
    return "\n".join(_times(data))


def _times(data: Mapping[str, Any]) -> Iterator[str]:
    for stage, ms in data["times_ms"].items():
        p95 = f", p95 {ms['p95']:.0f}" if "p95" in ms else ""
        yield f"{stage}: p50 {ms['p50']:.0f} ms{p95}, max {ms['max']:.0f} (n {ms['n']:.0f})"
    yield f"asked in {data['seconds']['asking']:.1f} s, opened in {data['seconds']['opening']:.1f} s"


def _plain(first: str, *columns: str) -> Table:
    table = Table(box=None, pad_edge=False, title_justify="left")
    table.add_column(first, overflow="fold")
    for column in columns:
        table.add_column(column, justify="left" if column == "gate" else "right")
    return table


# -- Compare and gate ------------------------------------------------------------------------------------


def comparison(found: Comparison) -> RenderableType:
    """Flipped questions first, then the measures, then the settings that differ."""
    parts: list[RenderableType] = [Text(f"{len(found.flipped)} questions flipped (split {found.split})", style="bold")]
    parts += [Text(f"  {id_}: {before} -> {after}") for id_, before, after in found.flipped]
    table = _plain("", "A", "B", "difference", "95 % interval", "p", "p (Holm)", "won", "lost", "n")
    for one in found.differences:
        measure = BY_NAME[one.measure]
        bounds = f"{one.low:+.3f} – {one.high:+.3f}" if one.low is not None and one.high is not None else "–"
        values = [measure.show(one.a), measure.show(one.b), f"{one.difference:+.3f}", bounds]
        table.add_row(measure.label, *values, _p(one.p), _p(one.p_holm), str(one.won), str(one.lost), str(one.n),
                      style=_difference_style(one, measure))  # fmt: skip
    parts.append(table)
    parts += [Text(f"{name}: {a} -> {b}", style="dim") for name, a, b in found.settings]
    return Group(*parts)


def _p(p: float | None) -> str:
    return "" if p is None else "<0.001" if p < 0.001 else f"{p:.3f}"


def _difference_style(one: Difference, measure: Measure) -> str:
    """Green or red where the interval leaves 0 out."""
    if one.low is None or one.high is None or one.low <= 0 <= one.high or not measure.better:
        return ""
    return "green" if one.difference * measure.better > 0 else "red"


def gates(checked: Sequence[Checked]) -> RenderableType:
    """One line a gate, and the verdict."""
    lines = Text()
    for one in checked:
        lines.append(f"{one.outcome:>12}", style=_GATE_STYLE[one.outcome])
        label = BY_NAME[one.measure].label if one.measure in BY_NAME else one.measure
        lines.append(f"  {label} {one.rule}: {one.told}\n")
    kept = sum(one.outcome == "pass" for one in checked)
    lines.append(f"{kept} of {len(checked)} gates kept.")
    return lines
