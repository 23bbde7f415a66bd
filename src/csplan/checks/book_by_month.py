"""Checks of the book by month: the start and the year's average go together, and no month has fewer than nobody."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from csplan.findings.catalogue import months as records
from csplan.findings.record import found
from csplan.values import show_number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csplan.engine.nodes import Node
    from csplan.findings.diagnostic import Finding
    from csplan.inputs.calendar import Calendar
    from csplan.plan.placing import Placed
    from csplan.plan.plan import Plan

_CLOSE = 0.01
"""The start may be off by so much of what fits."""
_NOBODY = -1e-9


def check_book(plan: Plan) -> Iterator[Finding]:
    """Check the book by month of a plan that has no errors."""
    from csplan.inputs.build import build
    from csplan.inputs.calendar import calendar_of
    from csplan.inputs.months import by_month

    inputs = build(plan)
    months = by_month(plan, inputs, calendar_of(plan, 12, date.min.replace(year=2000)))
    nodes = {node.name: node for team in months.root.below["team"] for node in team.below["segment"]}
    for placed in plan.placed:
        node = nodes[placed.segment.name]
        yield from _start(placed, node)
        yield from shrinks(placed, node, months.calendar, stated=plan.document.year is not None)


def _start(placed: Placed, node: Node) -> Iterator[Finding]:
    """Compare the start that is stated with the one that the year's average asks for."""
    stated, average = placed.segment.customers_at_start, placed.customers
    if placed.sums is None and placed.segment.customers is None:
        return  # the average is that of the start
    by_month = node.value("month_customers")
    if stated is None or average is None or by_month is None:
        return
    # Every customer more at the start is one more in each month, but for those who leave.
    lasting = 1 - (node.value("churn") or 0.0) / 2
    fits = stated + (average - float(by_month[:12].mean())) / lasting
    if abs(fits - stated) > _CLOSE * max(abs(fits), 1.0):
        facts = {"stated": show_number(stated), "customers": show_number(average), "fits": show_number(fits)}
        at = ("segments", placed.index, "customers_at_start")
        name = placed.segment.name
        yield found(records.GROWTH_CONTRADICTS, at, subject=name, segment=name, **facts)


def shrinks(placed: Placed, node: Node, calendar: Calendar, *, stated: bool) -> Iterator[Finding]:
    """Find the first month at whose end a segment would have fewer customers than none."""
    after = node.value("customers_after_month")
    below = [] if after is None else [month for month, number in enumerate(after.ravel()) if number < _NOBODY]
    if below:
        name = placed.segment.name
        month = calendar.name(below[0]) if stated else f"month {below[0] + 1}"
        at = ("segments", placed.index, "customers")
        yield found(records.SHRINKS, at, subject=name, segment=name, month=month)
