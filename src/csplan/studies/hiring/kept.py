"""Who is needed in some month of the year, though not on its average: nobody lets them go to hire them again."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from csplan.engine.nodes import Node
    from csplan.inputs.build import Inputs
    from csplan.plan.plan import Plan

YEAR_OF_NO_MATTER = date(2000, 1, 1)
"""Where a plan says no year, its months are counted all the same."""


def knows_months(plan: Plan) -> bool:
    """Tell whether a plan or its account book says of any number on which months it falls."""
    return any(
        each.segment.months is not None or (each.sums is not None and any(each.sums.renewals_by_month or ()))
        for each in plan.placed
    )


def goes_by_month(plan: Plan) -> bool:
    """Tell whether a plan is one of a certain year that says something of its months, or of how people are hired."""
    hires = any(role.hiring is not None for role in (plan.document.roles or {}).values())
    return plan.document.year is not None and (hires or knows_months(plan))


def most_due(plan: Plan, inputs: Inputs) -> dict[str, float]:
    """Return the most people of each team who are due in a month of the year; none where the plan knows no months."""
    if not goes_by_month(plan):
        return {}
    from csplan.inputs.calendar import calendar_of
    from csplan.inputs.months import by_month

    months = by_month(plan, inputs, calendar_of(plan, 12, YEAR_OF_NO_MATTER))
    due = {team.name: team.value("people_due") for team in months.root.below["team"]}
    found = {name: float(each.max()) for name, each in due.items() if each is not None}
    for team in inputs.root.below["team"]:
        # Whoever is in the ramp does less than they will: nobody knows yet whom the work does not need.
        if team.name in found and _in_ramp(plan, team):
            found[team.name] = max(found[team.name], team.value("csms_now") or 0.0)
    return found


def _in_ramp(plan: Plan, team: Node) -> bool:
    """Tell whether somebody of a team is still in the ramp when the plan's year begins, or joins in it."""
    from csplan.inputs.calendar import later
    from csplan.studies.hiring.joined import persons_of

    ramp, year = team.above["role"].value("ramp_months"), plan.document.year
    if ramp is None or year is None:
        return False
    return any(
        person.first is not None and later(person.first, ramp) > year.starts for person in persons_of(plan, team)
    )
