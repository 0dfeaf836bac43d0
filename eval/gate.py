"""The gate: floors and ceilings on the bound of the interval, and no regression against a kept baseline."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from eval import compare
from eval.measures import BY_NAME
from rag import UsageError

Outcome = Literal["pass", "fail", "insufficient"]


class Limit(BaseModel):
    """A floor or a ceiling of a measure, to be kept by the worse bound of its 95 % interval or by its value."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    measure: str
    floor: float | None = None
    ceiling: float | None = None
    by: Literal["bound", "value"] = "bound"


class Gates(BaseModel):
    """`gates.yaml`. `min_rows`: with fewer, a limit is "insufficient", which never passes.

    `margin`: by how much the lower bound of a paired difference to the baseline may be below 0.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    min_rows: int = Field(10, ge=1)
    limits: tuple[Limit, ...] = ()
    margin: float = Field(0.03, ge=0)
    no_regression: tuple[str, ...] = ()
    p95_ms: float | None = Field(None, gt=0)


@dataclass(frozen=True, slots=True)
class Checked:
    """One gate with its outcome; `told` is the sentence that explains it."""

    measure: str
    rule: str
    outcome: Outcome
    told: str

    def to_dict(self) -> dict[str, Any]:
        return asdict(self)


def read_gates(path: Path) -> Gates:
    """Reads gates.yaml.

    Raises:
        UsageError: it cannot be read, or names a measure that does not exist.
    """
    import yaml

    try:
        gates = Gates.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))
    except (OSError, yaml.YAMLError, ValidationError) as error:
        raise UsageError(f"{str(path)!r} is no file of gates: {error}.", "See eval/README.md.") from error
    for name in [*(limit.measure for limit in gates.limits), *gates.no_regression]:
        if name not in BY_NAME:
            raise UsageError(
                f"{str(path)!r} names the measure {name!r}, which does not exist.", "See eval/measures.py."
            )
    return gates


def check(gates: Gates, report: Mapping[str, Any], baseline: Mapping[str, Any] | None = None) -> list[Checked]:
    """Every gate over a report; no regression is checked where there is a baseline."""
    checked = [_limit(limit, gates.min_rows, report) for limit in gates.limits]
    if gates.p95_ms is not None:
        checked.append(_p95(gates.p95_ms, report))
    return [*checked, *(_regressions(gates, report, baseline) if baseline is not None else ())]


def _limit(limit: Limit, min_rows: int, report: Mapping[str, Any]) -> Checked:
    measure = BY_NAME[limit.measure]
    sign, wanted = ("≥", limit.floor) if limit.floor is not None else ("≤", limit.ceiling or 0.0)
    rule = f"{sign} {measure.show(wanted)}"
    cell = report["scores"].get(limit.measure)
    if cell is None or cell["n"] < min_rows:
        n = cell["n"] if cell else 0
        return Checked(limit.measure, rule, "insufficient", f"{n} rows, {min_rows} are needed")
    bound = cell["low"] if limit.floor is not None else cell["high"]
    if limit.by == "bound" and bound is None:
        return Checked(limit.measure, rule, "insufficient", "there is no interval")
    value = cell["value"] if limit.by == "value" else bound
    kept = value >= wanted - 1e-9 if limit.floor is not None else value <= wanted + 1e-9
    what = "value" if limit.by == "value" else "lower bound" if limit.floor is not None else "upper bound"
    told = f"{what} {measure.show(value)}, value {measure.show(cell['value'])} of {cell['n']} rows"
    return Checked(limit.measure, rule, "pass" if kept else "fail", told)


def _p95(ceiling: float, report: Mapping[str, Any]) -> Checked:
    p95 = report["times_ms"].get("total", {}).get("p95")
    rule = f"≤ {ceiling:.0f} ms"
    if p95 is None:
        return Checked("p95", rule, "insufficient", "too few rows for a p95")
    return Checked("p95", rule, "pass" if p95 <= ceiling else "fail", f"p95 {p95:.0f} ms")


def _regressions(gates: Gates, report: Mapping[str, Any], baseline: Mapping[str, Any]) -> Iterator[Checked]:
    """The worse bound of each paired difference to the baseline stays within the margin."""
    rule = f"no regression > {gates.margin:g}"
    try:
        found = {one.measure: one for one in compare.compare(baseline, report, only=gates.no_regression).differences}
    except UsageError as error:
        for name in gates.no_regression:
            yield Checked(name, rule, "insufficient", f"{error.problem} Write the baseline anew.")
        return
    for name in gates.no_regression:
        one = found.get(name)
        if one is None or one.n < gates.min_rows:
            yield Checked(
                name, rule, "insufficient", f"{one.n if one else 0} rows in both, {gates.min_rows} are needed"
            )
            continue
        better = BY_NAME[name].better or 1
        low, high = (one.difference if bound is None else bound for bound in (one.low, one.high))
        worst = low if better > 0 else -high
        told = f"difference {one.difference:+.3f}, worse bound {worst:+.3f} over {one.n} questions"
        yield Checked(name, rule, "pass" if worst >= -gates.margin else "fail", told)


def junit(checked: Sequence[Checked]) -> str:
    """The gates as JUnit XML: "insufficient" is a failure too."""
    failures = sum(one.outcome != "pass" for one in checked)
    suite = ET.Element("testsuite", name="footnote eval gate", tests=str(len(checked)), failures=str(failures))
    for one in checked:
        case = ET.SubElement(suite, "testcase", classname="eval.gate", name=f"{one.measure} {one.rule}")
        if one.outcome != "pass":
            ET.SubElement(case, "failure", message=f"{one.outcome}: {one.told}").text = one.told
    return ET.tostring(suite, encoding="unicode", xml_declaration=True)
