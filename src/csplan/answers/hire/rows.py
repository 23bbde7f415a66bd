"""What JSON and CSV have of a hiring plan: teams and segments month by month, openings, policies."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING, Any

from csplan.answers.hire.profile import is_first, main_segment, profile_of
from csplan.figures.months import YEAR
from csplan.figures.operation import TOLERANCE
from csplan.inputs.calendar import later
from csplan.studies.hiring.plans import can_hire, hiring_of, numbers
from csplan.studies.hiring.triggers import triggers

if TYPE_CHECKING:
    from collections.abc import Sequence

    from csplan.engine.nodes import Node
    from csplan.inputs.calendar import Calendar
    from csplan.plan.plan import Plan
    from csplan.studies.hiring.plans import Decided, HiringPlans
    from csplan.studies.hiring.schedule import Person

    Row = dict[str, Any]

MONTHLY = (
    *("customers", "arr", "new_customers", "renewals", "month_hours", "at_least", "at_most", "csms_needed"),
    *("needed_to_staff", "people_due", "starts", "leavers", "away", "people", "productive_people"),
    *(
        "month_utilization",
        "utilization_now",
        "month_hours_not_delivered",
        "month_cost",
        "month_budget",
        "month_cash",
        "extra_cash",
    ),
    "gross_margin",
)
"""Figures of a team or the plan, one number a month."""
_CALLED = {"gross_margin": "month_gross_margin"}
_OF_SEGMENTS = {"new_customers": "month_new_customers", "renewals": "month_renewals"}
SEGMENT_MONTHLY = ("customers", "arr", "new_customers", "renewals", "lost_customers", "workload", "csms_at_least")
_OF_SEGMENT = {**_OF_SEGMENTS, "lost_customers": "month_lost_customers"}


def monthly(node: Node, count: int) -> Row:
    """Return the figures of a team or of the plan, one number a month."""
    return {name: _column(node, name, count) for name in MONTHLY}


def _column(node: Node, name: str, count: int) -> list[Any]:
    if name in _OF_SEGMENTS:
        below = [
            each for team in ([node] if node.level == "team" else node.below["team"]) for each in team.below["segment"]
        ]
        return added([numbers(each.value(_OF_SEGMENTS[name]), count) for each in below])
    if name == "at_most" and node.level == "plan":
        return added([numbers(team.value(name), count) for team in node.below["team"]])
    if node.level == "team" and name in {"starts", "leavers", "away"} and name not in node.inputs:
        return [None] * count
    return numbers(node.value(_CALLED.get(name, name)), count)


def added(columns: Sequence[Sequence[float | None]]) -> list[float | None]:
    """Add columns month by month; absent where any is."""
    return [
        None if None in row else sum(each for each in row if each is not None) for row in zip(*columns, strict=True)
    ]


def one(node: Node, name: str) -> float | None:
    """Return a figure that is one number."""
    found: float | None = numbers(node.value(name), 1)[0]
    return found


def team_row(plans: HiringPlans, team: Node, count: int, verdict: str) -> Row:
    """Return what JSON has of one team."""
    months = monthly(team, count)
    year = next(each for each in plans.year.below["team"] if each.name == team.name)
    left = plans.chosen.schedule.left.get(team.name)
    return {
        "team": team.name,
        "role": team.above["role"].name,
        "csms_now": year.value("csms_now"),
        "months": months,
        "heads": year.value("heads"),
        "expected_leavers_left": None if left is None else max(0.0, left),
        "funded_from": _name(plans.calendar, _funded(months["at_most"], months["people"])),
        "hiring_plan_cost": one(team, "hiring_plan_cost"),
        "hiring_plan_margin": one(team, "hiring_plan_margin"),
        "verdict": verdict,
    }


def _funded(most: Sequence[float | None], people: Sequence[float | None]) -> int | None:
    """Return the first month from which money pays for people for good; None where it never does."""
    found = None
    for month in reversed(range(len(most))):
        pays, there = most[month], people[month]
        if pays is None or there is None or pays < there - TOLERANCE * max(1.0, there):
            break
        found = month
    return found


def _name(calendar: Calendar, month: int | None) -> str | None:
    return None if month is None else calendar.name(month)


def segment_row(plans: HiringPlans, segment: Node, people: Sequence[float | None], count: int) -> Row:
    """Return what JSON has of one segment."""
    months = {name: numbers(segment.value(_OF_SEGMENT.get(name, name)), count) for name in SEGMENT_MONTHLY}
    after, arr_after = (numbers(segment.value(f"{name}_after_month"), count)[-1] for name in ("customers", "arr"))
    return {
        "segment": segment.name,
        "team": segment.above["team"].name,
        "customers_at_start": _else(one(segment, "customers_at_start"), months["customers"][0]),
        "customers_at_end": _else(after, months["customers"][-1]),
        "arr_at_start": _else(one(segment, "arr_at_start"), months["arr"][0]),
        "arr_at_end": _else(arr_after, months["arr"][-1]),
        "months": months,
        "triggers": [
            {"trigger": name, "from": plans.calendar.name(at)}
            for name, at in triggers(segment, people, plans.calendar.count)
        ],
    }


def _else(value: float | None, steady: float | None) -> float | None:
    return steady if value is None else value


def opening_rows(plan: Plan, plans: HiringPlans, teams: Sequence[Node], count: int) -> list[Row]:
    """Return the openings in the order of their first days; of a team without a ramp only when people are needed."""
    by_name = {team.name: team for team in teams}
    found = [
        _opening(plan, plans, by_name[person.team], person, count)
        for person in plans.chosen.schedule.people
        if person.team in by_name and person.start < count
    ]
    for team in teams:
        if not can_hire(team):
            found += _needed_only(plan, plans, team, count)
    found.sort(key=lambda row: (row["start"] or row["needed"], row["needed"]))
    return [{**row, "number": number} for number, row in enumerate(found, 1)]


def _opening(plan: Plan, plans: HiringPlans, team: Node, person: Person, count: int) -> Row:
    calendar, hiring = plans.calendar, hiring_of(plan, team)
    first = calendar.first_day(person.start)
    open_by = None if hiring is None or hiring.lead is None else later(first, -hiring.lead)
    ramp = ceil((one(team.above["role"], "ramp_months") or 0.0) - TOLERANCE)
    whole = calendar.count
    at_most, leavers = (numbers(team.value(name), whole) for name in ("at_most", "leavers"))
    today = one(team, "csms_now") or 0.0
    gone = sum(each or 0.0 for each in leavers[: max(person.start, 0) + 1])
    there = [today + person.number + 1 - gone] * whole
    decided = numbers(team.value("decided_by"), count)
    return {
        "number": 0,
        "team": team.name,
        "role": team.above["role"].name,
        "why": person.why,
        "decided_by": decided[min(max(person.needed, 0), count - 1)],
        "open_by": None if open_by is None else open_by.isoformat()[:7],
        "start": calendar.name(person.start),
        "needed": calendar.name(person.needed),
        "productive": calendar.name(person.start + ramp),
        "late_months": max(0, person.start - person.ideal),
        "funded_from": _name(calendar, _funded(at_most, there)),
        "short_month": _name(calendar, person.short_month),
        "short_by": None if person.short_month is None else person.asked - person.there,
        "short_there": None if person.short_month is None else person.there,
        "short_of": None if person.short_month is None else person.asked,
        **looked_for(plan, team),
    }


def looked_for(plan: Plan, team: Node) -> Row:
    """Return whom an opening of a team looks for, and whether it is the first one who knows the customers' trade."""
    placed = main_segment(plan, team)
    if placed is None:
        return {"profile": None, "first": None}
    return {"profile": profile_of(plan, placed).look_for, "first": is_first(plan, placed)}


def _needed_only(plan: Plan, plans: HiringPlans, team: Node, count: int) -> list[Row]:
    """Return the months in which people beyond today's are needed, where nothing says how long their ramp is."""
    due, today = numbers(team.value("people_due"), count), one(team, "csms_now")
    if today is None:
        return []
    absent = dict.fromkeys(("open_by", "start", "productive", "late_months", "funded_from", "short_month", "short_by"))
    absent |= dict.fromkeys(("short_there", "short_of"))
    absent |= looked_for(plan, team)
    decided = numbers(team.value("decided_by"), count)
    found: list[Row] = []
    for month, each in enumerate(due):
        while each is not None and each > today + len(found) + TOLERANCE:
            found.append(
                {
                    "number": 0,
                    "team": team.name,
                    "role": team.above["role"].name,
                    "why": "growth",
                    "decided_by": decided[month],
                    **absent,
                    "needed": plans.calendar.name(month),
                }
            )
    return found


def policy_row(plans: HiringPlans, decided: Decided, teams: Sequence[str], count: int, verdict: str) -> Row:
    """Return what a policy comes to, over the teams asked for."""
    nodes = [team for team in decided.root.below["team"] if team.name in teams]
    columns = [monthly(node, count) for node in nodes]
    people, lost = (added([each[name] for each in columns]) for name in ("people", "month_hours_not_delivered"))
    busy = [value for each in columns for value in each["month_utilization"] if value is not None]
    cash = added([each["extra_cash"] for each in columns])
    known = [value for value in cash if value is not None]
    hires = sum(person.team in teams and person.start < count for person in decided.schedule.people)
    costs = [one(node, "hiring_plan_cost") for node in nodes]
    whole = len(nodes) == len(decided.root.below["team"])
    margin = one(decided.root if whole else nodes[0], "hiring_plan_margin") if whole or len(nodes) == 1 else None
    return {
        "policy": decided.policy,
        "hires": None if None in people else hires,
        "people_at_end": people[-1],
        "person_months": _sum(people),
        "cost": _sum(costs),
        "hours_not_delivered": _sum(lost),
        "months_over": len(over_months(nodes, count, 0)) if busy else None,
        "highest_utilization": max(busy, default=None),
        "gross_margin": margin,
        "cash_low": min(known) if known else None,
        "cash_low_month": plans.calendar.name(cash.index(min(known))) if known else None,
        "verdict": verdict,
    }


def _sum(values: Sequence[float | None]) -> float | None:
    return None if None in values else sum(each for each in values if each is not None)


def over_months(teams: Sequence[Node], count: int, history: int) -> list[int]:
    """Return the months, history apart, in which the work of a team takes more hours than its people have.

    Or in which its desks answer late, whatever hours there are.
    """
    found = set(late_months(teams, count))
    for team in teams:
        busy = numbers(team.value("month_utilization"), count)
        found |= {at for at, each in enumerate(busy) if each is not None and each > 1 + TOLERANCE}
    return sorted(at for at in found if at >= history)


def late_months(teams: Sequence[Node], count: int) -> list[int]:
    """Return the months in which desks of teams answer late: fewer are productive than their promise takes."""
    short = [numbers(team.value("month_desk_short"), count) for team in teams]
    return [at for at in range(count) if any(each[at] is not None and each[at] > TOLERANCE for each in short)]


FEW = 4
"""One month in so many may be short before people are too few."""


def verdict_of(teams: Sequence[Node], count: int, history: int, *, over_budget: bool) -> str:
    """Judge a plan of teams: fits, short (in a few months), too-few, over-budget, or unchecked without hours."""
    if over_budget:
        return "over-budget"
    if all(team.value("month_utilization") is None for team in teams):
        return "unchecked"
    over = over_months(teams, count, history)
    if not over:
        return "fits"
    return "short" if len(over) * FEW <= max(count, YEAR) else "too-few"
