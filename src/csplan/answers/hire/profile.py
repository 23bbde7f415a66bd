"""Whom an opening looks for: by what its customers are sold, and whether anybody knows their trade already."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplan.figures.months import YEAR
from csplan.plan.profiles import Profiles
from csplan.studies.hiring.plans import numbers
from csplan.values.names import folded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from csplan.engine.nodes import Node
    from csplan.plan.placing import Placed
    from csplan.plan.plan import Plan
    from csplan.plan.profiles import Profile

TRADES = ("industry", "vertical", "trade", "sector", "branche", "行业", "產業", "行業")
"""What a column of people, or an attribute of a segment, is called that names a trade."""


def profiles_of(plan: Plan) -> Profiles:
    """Return whom to hire, by product: as the rule pack says."""
    return plan.rules.profiles if plan.rules else Profiles()


def profile_of(plan: Plan, placed: Placed) -> Profile:
    """Return whom to hire for a segment."""
    return profiles_of(plan).of(placed.segment.product)


def main_segment(plan: Plan, team: Node) -> Placed | None:
    """Return the segment of a team that makes most of its work, or has most customers, where no work is known."""
    placed = {each.segment.name: each for each in plan.placed}
    nodes: Sequence[Node] = [node for node in team.below["segment"] if node.name in placed]
    sizes = {node.name: (_year(node, "workload"), _year(node, "customers")) for node in nodes}
    return placed[max(sizes, key=lambda name: sizes[name])] if sizes else None


def _year(node: Node, name: str) -> float:
    """Return a figure that differs by month, added up over a year; months in which it is absent count nothing."""
    return sum(each or 0.0 for each in numbers(node.value(name), YEAR))


def is_first(plan: Plan, placed: Placed) -> bool | None:
    """Tell whether nobody in the team knows the trade of a vertical product yet; None where nobody can tell.

    The first CSM of a vertical should have worked in it. Source: csm-management, section 10.
    """
    people = plan.people
    if placed.segment.product != "vertical" or people is None:
        return None
    known = [name for name in TRADES if name in people.columns]
    if not known:
        return None
    wanted = folded(trade_of(placed))
    there = {folded(value) for person in people.persons for name in known for value in person.values.get(name, ())}
    return wanted not in there


def trade_of(placed: Placed) -> str:
    """Return the trade of a segment's customers: an attribute of it, else its name."""
    attributes = {folded(name): text for name, text in (placed.segment.attributes or {}).items()}
    return next((attributes[name] for name in TRADES if name in attributes), placed.segment.name)
