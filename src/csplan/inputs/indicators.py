"""Indicators of health as nodes below the plan, each with the segments within which it is looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplan.engine.nodes import Node, Rows
from csplan.inputs.collect import Collector
from csplan.lang.say import say
from csplan.measure.evidence import Evidence
from csplan.measure.indicators import compared

if TYPE_CHECKING:
    from collections.abc import Sequence

    from csplan.inputs.build import Inputs
    from csplan.measure.customers import Customers
    from csplan.measure.indicators import Cell, Compared
    from csplan.plan.plan import Plan


def add_indicators(plan: Plan, inputs: Inputs) -> list[Compared]:
    """Put what goes with renewing below the plan, and return it: only who asks for it waits for it."""
    if plan.history is None:
        return []
    found = compared(plan.history)
    inputs.root.below["indicator"] = [_node(plan.history, each, inputs) for each in found]
    return found


def _node(record: Customers, each: Compared, inputs: Inputs) -> Node:
    file = record.history.events.file if record.history.events else ""
    taken = Collector()
    for end, (cases, kept), lines in zip(("with", "without"), (each.with_it, each.without), each.lines, strict=True):
        for name, number in ((f"cases_{end}", cases), (f"kept_{end}", kept)):
            taken.measured(name, number, file, rows=Evidence(file, lines) if lines else None)
    every = Evidence(file, sorted((*each.lines[0], *each.lines[1])))
    estimates = (("lift", each.lift), ("rate_difference", each.difference), ("lift_within", each.within))
    for name, estimate in estimates:
        if estimate is not None:
            taken.measured(f"{name}_low", estimate.low, file, rows=every)
            taken.measured(f"{name}_high", estimate.high, file, rows=every)
    node = Node("indicator", each.indicator, taken.values, {"plan": inputs.root})
    if each.verdict is not None:
        taken.values["verdict"] = each.verdict
        taken.origins["verdict"] = taken.origins["cases_with"]._replace(rows=every)
    inputs.origins["indicator", each.indicator] = taken.origins
    if each.strata:
        names = [record.placed[at].segment.name if at >= 0 else say("(no segment)") for at in each.strata]
        node.rows["stratum"] = Rows("stratum", _columns(names, list(each.strata.values())), node)
        of_all = {name: origin._replace(rows=None) for name, origin in taken.origins.items()}
        of_all["stratum"] = of_all["cases_with"]
        for name in names:
            inputs.origins["stratum", f"{each.indicator}/{name}"] = of_all
    return node


def _columns(names: Sequence[str], cells: Sequence[tuple[Cell, Cell]]) -> dict[str, list[object]]:
    columns: dict[str, list[object]] = {"stratum": list(names)}
    for at, end in enumerate(("with", "without")):
        columns[f"cases_{end}"] = [both[at][0] for both in cells]
        columns[f"kept_{end}"] = [both[at][1] for both in cells]
    return columns
