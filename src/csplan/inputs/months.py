"""A plan month by month: its figures on a tree whose inputs are arrays, the months in the axis before the draws.

First the book: what the plan states of a year falls on the months. Then the same figures as of the year, with the
customers, ARR, new customers, renewals and expansion that a year would have in which every month is like this one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from csplan.engine.nodes import Node, Rows
from csplan.engine.tree import what_if
from csplan.figures import book_by_month
from csplan.figures.months import YEAR
from csplan.inputs.collect import Collector, Origin
from csplan.lang.say import say
from csplan.plan.types import MOST_SPAN

if TYPE_CHECKING:
    from collections.abc import Mapping

    from csplan.inputs.build import Inputs
    from csplan.inputs.calendar import Calendar
    from csplan.plan.placing import Placed
    from csplan.plan.plan import Plan

BOOK_FIGURES = tuple(
    name
    for name, function in vars(book_by_month).items()
    if getattr(function, "__module__", "") == book_by_month.__name__
)
"""Figures of the book by month."""

_AS_A_YEAR = {
    "customers": "month_customers",
    "arr": "month_arr",
    "new_customers": "yearly_new_customers",
    "renewals": "yearly_renewals",
    "expansion": "yearly_expansion",
    "at_risk_customers": "month_at_risk_customers",
}
"""What stands for the numbers of the year in a month."""
_STEADY = ("customers", "arr", "renewals")
"""What is known of the year and stays as it is where nothing says how it changes."""


class ByMonth(NamedTuple):
    """A plan's nodes month by month, and where the inputs come from that only months have."""

    root: Node
    calendar: Calendar
    origins: dict[tuple[str, str], dict[str, Origin]]


def by_month(
    plan: Plan, inputs: Inputs, calendar: Calendar, *, node: type[Node] = Node, rows: type[Rows] = Rows
) -> ByMonth:
    """Return the nodes of a plan month by month, the people of each month not decided yet."""
    collected = _inputs_of_months(plan, inputs, calendar)
    changes: dict[tuple[str, str], Mapping[str, Any]] = {at: each.values for at, each in collected.items()}
    book = what_if(inputs.root, changes, node=node, rows=rows)
    second: dict[tuple[str, str], Mapping[str, Any]] = {}
    for role in {id(team.above["role"]): team.above["role"] for team in book.below["team"]}.values():
        hours = role.value("month_customer_hours")
        if hours is not None:
            second["role", role.name] = {"customer_hours": hours, "month_customer_hours": hours}
    for team in book.below["team"]:
        for segment in team.below["segment"]:
            second["segment", segment.name] = _as_a_year(segment, calendar.count)
    # What stands in the second tree is of the first one: its cells say how each month came about.
    for at, values in changes.items():
        second[at] = {**values, **second.get(at, {})}
    root = what_if(inputs.root, second, node=node, rows=rows)
    return ByMonth(root, calendar, {at: each.origins for at, each in collected.items()})


def _as_a_year(segment: Node, count: int) -> dict[str, Any]:
    """Return the figures of the book by month, and what they put in the place of the numbers of the year."""
    import numpy as np

    known = {name: segment.value(name) for name in BOOK_FIGURES}
    changes = {name: value for name, source in _AS_A_YEAR.items() if (value := known[source]) is not None}
    for name in _STEADY:
        steady = segment.value(name)
        if name not in changes and steady is not None and not hasattr(steady, "record"):
            changes[name] = steady + np.zeros((count, 1))
    return {**known, **changes}


def _inputs_of_months(plan: Plan, inputs: Inputs, calendar: Calendar) -> dict[tuple[str, str], Collector]:
    found = {("plan", inputs.root.name): _peaks(inputs.root)}
    for team in inputs.root.below["team"]:
        role = team.above["role"]
        if ("role", role.name) not in found:
            found["role", role.name] = _of_role(plan, role, calendar)
        for segment in team.below["segment"]:
            found["segment", segment.name] = _seasons(inputs.placed[segment.name], calendar)
    return found


def _peaks(root: Node) -> Collector:
    found = Collector()
    if "peak_months" not in root.inputs:
        found.default("peak_months", 0.0, say("csplan, no overload is borne"))
        found.default("peak_up_to", 1.0, say("csplan, no overload is borne"))
    return found


def _of_role(plan: Plan, role: Node, calendar: Calendar) -> Collector:
    import numpy as np

    found, count = Collector(), calendar.count
    # Who started before the plan may be long there when it ends.
    worked = np.arange(1.0, count + MOST_SPAN + 1).reshape(-1, 1)
    found.default("month_of_work", worked, say("csplan, months are counted"))
    year = plan.document.year
    if year is not None and year.working_days is not None:
        days = np.resize(np.array(year.working_days), (count, 1))
        found.stated("month_weight", days * (YEAR / sum(year.working_days)), "year", "working_days")
    ramp = (plan.document.roles or {}).get(role.name)
    at = ramp.ramp.at if ramp and ramp.ramp else None
    if isinstance(at, tuple):
        curve = np.ones_like(worked)
        curve[: len(at), 0] = at
        found.stated("productivity", curve, "roles", role.name, "ramp", "at")
    return found


def _seasons(placed: Placed, calendar: Calendar) -> Collector:
    import numpy as np

    found, path = Collector(), ("segments", placed.index, "months")
    stated, count = placed.segment.months, calendar.count
    even = (1 / YEAR,) * YEAR
    for name, shares in (
        ("new_season", stated.new_customers if stated else None),
        ("expansion_season", stated.expansion if stated else None),
    ):
        key = "new_customers" if name == "new_season" else "expansion"
        if shares is not None:
            found.stated(name, np.resize(np.array(shares), (count, 1)), *path, key)
        found.default(name, np.resize(np.array(even), (count, 1)), say("csplan, a twelfth each"))
    renewals = stated.renewals if stated else None
    dates = placed.sums.renewals_by_month if placed.sums else None
    if renewals is not None and not isinstance(renewals, str):
        found.stated("renewal_season", np.resize(np.array(renewals), (count, 1)), *path, "renewals")
    elif dates is not None and sum(dates) > 0:
        season = np.resize(np.array(dates) / sum(dates), (count, 1))
        found.values["renewal_season"] = season
        found.origins["renewal_season"] = Origin("measured", (), say("the renewal dates of the account book"))
    found.default("renewal_season", np.resize(np.array(even), (count, 1)), say("csplan, a twelfth each"))
    years = (np.arange(count) // YEAR).reshape(-1, 1)
    if placed.segment.next_year is not None:
        found.stated("year_growth", np.power(1 + placed.segment.next_year, years), *path[:-1], "next_year")
    found.default("year_growth", np.ones((count, 1)), say("csplan, as many new customers each year"))
    return found


def decided(policy: str) -> Origin:
    """Return where a decision comes from: who starts and leaves when."""
    return Origin("default", (), say("the schedule of csplan hire, policy {policy}", policy=policy))
