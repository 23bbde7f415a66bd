"""From the price of a customer down to the cost floor, one step a line, the segments side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from csplan.lang.say import later, say
from csplan.report.report import Column, Table
from csplan.values.units import shown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from csplan.engine.nodes import Node

    Cell = Callable[[Node], str]

HEADING = 45
"""Signs of a segment's name over its steps; longer ones are cut."""


class _Step(NamedTuple):
    """One line of the waterfall: a label, and the figure of each segment."""

    label: str
    values: Sequence[float | None]
    unit: str = "MoneyPerCustomer"


def waterfall(nodes: Sequence[Node], currency: str) -> Table:
    """Return the steps from price to floor of these segments or tiers, one customer and year."""
    names = [str(index) for index in range(len(nodes))]
    columns = [
        Column("step", "Label", say("one customer, a year")),
        *(Column(name, "Figure", _heading(node.name)) for name, node in zip(names, nodes, strict=True)),
    ]
    rows = []
    for step in _steps(nodes):
        cells = [shown(value, step.unit, currency) if value is not None else None for value in step.values]
        if any(cell is not None for cell in cells):
            rows.append({"step": step.label, **dict(zip(names, cells, strict=True))})
    return Table("waterfall", say("From price to floor"), columns, rows, behind=True)


def _heading(name: str) -> str:
    if not name:
        return say("no tier")
    return name if len(name) <= HEADING else f"{name[: HEADING - 1]}…"


def _steps(nodes: Sequence[Node]) -> Iterator[_Step]:
    def figure(label: str, name: str, unit: str = "MoneyPerCustomer") -> _Step:
        return _Step(label, [node.value(name) for node in nodes], unit)

    kept = later("− operating margin to keep")
    price = figure(say("price (ACV)"), "acv")
    if any(node.value("service_budget") is not None for node in nodes):
        yield price
        yield from _lines(nodes, "gross")
        yield figure(_aimed(later("− gross margin to keep"), nodes, "gross_margin_target"), "gross_margin_kept")
        yield figure(say("= after-sales service may cost"), "service_budget")
    if any(node.value("growth_budget") is not None for node in nodes):
        yield figure(say("renewal and expansion revenue"), "growth_revenue")
        ratio = _target(_segments(nodes), "growth_cost_ratio")
        allowed = say("of it may be spent ({target})", target=ratio) if ratio else say("the return asked justifies")
        yield figure(allowed, "growth_allowance")
        yield from _lines(nodes, "growth")
        yield figure(say("= renewal and expansion may cost"), "growth_budget")
    if any(node.value("operating_budget") is not None for node in nodes):
        yield price
        gross = [node.value("gross_costs_per_customer") or None for node in nodes]
        yield _Step(say("− costs in the gross margin"), gross)
        growth = [node.value("growth_costs_per_customer") or None for node in nodes]
        yield _Step(say("− costs of growth"), growth)
        yield from _lines(nodes, "operating")
        yield figure(_aimed(kept, nodes, "operating_margin_target"), "operating_margin_kept")
        yield figure(say("= customer success may cost in all"), "operating_budget")
    if any(node.value("stated_budget") is not None for node in nodes):
        yield price
        yield figure(_aimed(later("budget stated"), nodes, "cs_budget_share"), "stated_budget")
    accounts = ("service_budget", "growth_budget", "operating_budget", "stated_budget")
    if sum(any(node.value(name) is not None for node in nodes) for name in accounts) > 1:
        yield figure(say("so serving one customer may cost"), "cs_budget")
    yield _Step(say("one CSM costs"), [_cost_of_a_csm(node) for node in nodes], "MoneyPerCSM")
    yield figure(say("cost floor, customers per CSM"), "cost_floor", "CustomersPerCSM")


def _cost_of_a_csm(node: Node) -> float | None:
    cost: float | None = (node.above.get("role") or node).value("csm_cost")
    return cost


def _target(nodes: Sequence[Node], name: str) -> str:
    """Return a target where all of the segments have the same."""
    targets = {node.value(name) for node in nodes}
    return f"{100 * targets.pop():.10g}%" if len(targets) == 1 and None not in targets else ""


def _aimed(label: str, nodes: Sequence[Node], name: str) -> str:
    """Return a label, with the target in brackets where all of the segments have the same."""
    target = _target(nodes, name)
    return say("{label} ({target})", label=say(label), target=target) if target else say(label)


def _segments(nodes: Sequence[Node]) -> list[Node]:
    return [segment for node in nodes for segment in node.below.get("segment", [node])]


def _lines(nodes: Sequence[Node], counts_in: str) -> Iterator[_Step]:
    """Return the cost lines of one kind, in the order of the plan."""
    costs = [_line_costs(node, counts_in) for node in nodes]
    for line in dict.fromkeys(line for each in costs for line in each):
        yield _Step(f"− {line}", [each.get(line) for each in costs])


def _line_costs(node: Node, counts_in: str) -> dict[str, float | None]:
    rows = node.rows.get("cost_line")
    if rows is None:
        return {}
    columns = (rows.inputs["line"], rows.inputs["counts_in"], rows.column("line_cost") or ())
    return {line: cost for line, where, cost in zip(*columns, strict=True) if where == counts_in}
