"""The plots of the report: as SVG that takes its colour from the page it stands in, and the first as one picture."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

_INK = "#012345"  # drawn with this, and replaced by the page's own text colour
_BLUE, _ORANGE = "#3b82c4", "#d9822b"
_STYLE: dict[Any, Any] = {
    "svg.fonttype": "none",
    "font.family": "sans-serif",
    "font.size": 10,
    "axes.spines.top": False,
    "axes.spines.right": False,
    **dict.fromkeys(("axes.edgecolor", "axes.labelcolor", "text.color", "xtick.color", "ytick.color"), _INK),
}

Axes = Any


def plots(report: Mapping[str, Any]) -> dict[str, str]:
    """Title to SVG; a plot without data is left out."""
    return {title: _svg(draw, data, title) for title, (draw, data) in _drawn(report).items()}


def picture(report: Mapping[str, Any], most: int = 4) -> bytes:
    """The first plots in one PNG, on white."""
    from matplotlib import rc_context
    from matplotlib.figure import Figure

    drawn = list(_drawn(report).items())[:most]
    with rc_context(_STYLE):
        figure = Figure(figsize=(5 * max(1, len(drawn)), 3.4), layout="constrained", dpi=80)
        for place, (title, (draw, data)) in enumerate(drawn):
            axes = figure.add_subplot(1, len(drawn), place + 1)
            draw(axes, data)
            axes.set_title(title, fontsize=11)
        buffer = io.BytesIO()
        figure.savefig(buffer, format="png", metadata={"Software": None})
    return buffer.getvalue()


def _drawn(report: Mapping[str, Any]) -> dict[str, tuple[Callable[[Axes, Any], None], Any]]:
    """Title to what draws it and from which data, where there are any."""
    found: dict[str, tuple[Callable[[Axes, Any], None], Any]] = {
        "Evidence recall by number of passages": (_recall, report["curves"]["recall"]),
        "Risk and coverage": (_risk_coverage, report["curves"]["risk_coverage"]),
        "Reliability of the confidence": (_reliability, report["curves"]["reliability"]),
        "Key-fact recall by type": (_by_type, _types(report)),
        "Time to answer": (_latency, sorted(row["ms"] for row in report["rows"])),
    }
    return {title: (draw, data) for title, (draw, data) in found.items() if data}


def _svg(draw: Callable[[Axes, Any], None], data: Any, title: str) -> str:
    """One plot as an inline SVG, without a script, a font or a date in it."""
    from matplotlib import rc_context
    from matplotlib.figure import Figure

    with rc_context({**_STYLE, "svg.hashsalt": title}):
        figure = Figure(figsize=(5, 3.2), layout="constrained")
        draw(figure.subplots(), data)
        buffer = io.StringIO()
        figure.savefig(buffer, format="svg", transparent=True, metadata={"Date": None, "Creator": None})
    svg = buffer.getvalue()
    svg = svg[svg.index("<svg") :].replace(_INK, "currentColor")
    svg = re.sub(r'width="[\d.]+pt" height="[\d.]+pt" ', "", svg, count=1)
    return re.sub(r"<metadata>.*?</metadata>\s*", "", svg, flags=re.DOTALL)


def _recall(axes: Axes, points: Sequence[Sequence[float]]) -> None:
    ks, values = zip(*points, strict=True)
    axes.plot(ks, values, marker="o", color=_BLUE)
    for k, value in points:
        axes.annotate(f"{value:.2f}", (k, value), textcoords="offset points", xytext=(0, -14), ha="center")
    axes.set(xlabel="passages", ylabel="recall", xticks=ks, ylim=(0, 1.05))


def _risk_coverage(axes: Axes, points: Sequence[Sequence[float]]) -> None:
    coverage, risk = zip(*points, strict=True)
    axes.step(coverage, risk, where="post", color=_ORANGE)
    axes.fill_between(coverage, risk, step="post", color=_ORANGE, alpha=0.2)
    axes.set(xlabel="share of questions answered, most confident first", ylabel="share wrong", xlim=(0, 1), ylim=(0, 1))


def _reliability(axes: Axes, bins: Sequence[tuple[float, float, int]]) -> None:
    most = max(n for _, _, n in bins)
    axes.plot([0, 1], [0, 1], linestyle=":", color=_INK)
    for confidence, right, n in bins:
        axes.scatter(confidence, right, s=20 + 180 * n / most, color=_BLUE, alpha=0.8)
        axes.annotate(str(n), (confidence, right), textcoords="offset points", xytext=(9, 4))
    axes.set(xlabel="mean confidence", ylabel="share right", xlim=(-0.03, 1.08), ylim=(-0.05, 1.1))


def _types(report: Mapping[str, Any]) -> list[tuple[str, float, int]]:
    parts = report["slices"].get("type", {})
    cells = [(name, part.get("key_fact_recall")) for name, part in parts.items()]
    return [(name, cell["value"], cell["n"]) for name, cell in reversed(cells) if cell]


def _by_type(axes: Axes, types: Sequence[tuple[str, float, int]]) -> None:
    """Bars with Wilson's interval of the rounded hits: a hint of how few rows there are."""
    from eval.stats import wilson

    for place, (_, value, n) in enumerate(types):
        interval = wilson(round(value * n), n)
        axes.barh(place, value, color=_BLUE, alpha=0.75)
        axes.plot([interval.low, interval.high], [place, place], color=_INK, linewidth=1)
    axes.set(xlim=(0, 1), xlabel="key-fact recall")
    axes.set_yticks(range(len(types)), [f"{name} ({n})" for name, _, n in types])


def _latency(axes: Axes, ms: Sequence[float]) -> None:
    axes.step(ms, [(place + 1) / len(ms) for place in range(len(ms))], where="post", color=_BLUE)
    axes.set(xlabel="milliseconds", ylabel="share of questions", ylim=(0, 1.02))
    axes.set_xlim(left=0)
