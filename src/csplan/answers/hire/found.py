"""What a hiring plan means: months that are short, openings that are late, people whom money does not pay for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from csplan.checks.book_by_month import shrinks
from csplan.figures.arithmetic import exceeds
from csplan.figures.operation import TOLERANCE
from csplan.findings.catalogue import hiring as records
from csplan.findings.record import found
from csplan.studies.hiring.plans import can_hire, numbers
from csplan.values import show_csms, show_number, show_share

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from csplan.engine.nodes import Node
    from csplan.findings.diagnostic import Finding
    from csplan.plan.plan import Plan
    from csplan.studies.hiring.plans import HiringPlans


def hiring_findings(
    plan: Plan, plans: HiringPlans, teams: Sequence[Node], openings: Sequence[dict[str, object]], count: int
) -> list[Finding]:
    """Return what a hiring plan of some teams means, as the plan rates it."""
    listed = [
        *_late(openings),
        *(each for team in teams for each in _of_team(plans, team, count)),
        *_budget(plans),
        *_shrinking(plans, teams),
        *_without_process(plan, teams, count),
    ]
    rated = (plan.document.rated(each) for each in listed)
    return [_placed(plan, plans, each) for each in rated if each is not None]


MANY_PEOPLE = 10.0
"""People beyond whom nobody is hired into work that nobody described. Source: csplan, after gainsight-ceo."""


def _without_process(plan: Plan, teams: Sequence[Node], count: int) -> Iterator[Finding]:
    """Report many people whose work nobody described, where somebody is to be hired."""
    if any(task.kind != "internal" for task in plan.document.tasks or ()):
        return
    due = [numbers(team.value("people_due"), count) for team in teams]
    most = sum(max((each for each in column if each is not None), default=0.0) for column in due)
    today = sum(numbers(team.value("csms_now"), 1)[0] or 0.0 for team in teams)
    if most > MANY_PEOPLE and most > today:
        path = ("segments",)
        yield found(records.WITHOUT_PROCESS, path, count=show_number(most))


def _placed(plan: Plan, plans: HiringPlans, each: Finding) -> Finding:
    """Return a finding with its place in the plan: that of the role or team that it is about, else of the money."""
    own = plans.inputs.origins.get(("team", each.subject), {}).get("team")
    path: tuple[str | int, ...] = own.path if own else ("economics",)
    if each.at is not None:
        path = each.at.path
    elif each.code == records.RAMP_MISSING.slug:
        path = ("roles", each.subject)
    return each._replace(where=plan.origins.where(path), at=None)


def _late(openings: Sequence[dict[str, object]]) -> Iterator[Finding]:
    for row in openings:
        months = row["late_months"]
        if isinstance(months, int) and months > 0:
            facts: dict[str, Any] = {
                "team": row["team"],
                "number": row["number"],
                "months": months,
                "start": row["start"],
            }
            yield found(records.HIRE_LATE, None, subject=str(row["team"]), productive=row["productive"], **facts)


def _of_team(plans: HiringPlans, team: Node, count: int) -> Iterator[Finding]:
    name = team.name
    yield from _unpaid(plans, team, count)
    if not can_hire(team):
        role = team.above["role"]
        due, today = numbers(team.value("people_due"), count), numbers(team.value("csms_now"), 1)[0]
        needed = today is not None and any(each is not None and each > today + TOLERANCE for each in due)
        if needed and role.value("productivity") is None:
            yield found(records.RAMP_MISSING, subject=role.name, role=role.name)
        return
    due, need = (numbers(team.value(each), count) for each in ("people_due", "needed_to_staff"))
    history = max(plans.calendar.from_day(plans.as_of), 0)
    yield from _short(plans, team, history, count)
    people = numbers(team.value("people"), count)
    idle = count
    while idle > history and due[idle - 1] is not None and people[idle - 1] >= due[idle - 1] + 1 - TOLERANCE:
        idle -= 1
    if idle < count:
        over = [people[month] - need[month] for month in range(idle, count) if need[month] is not None]
        facts: dict[str, Any] = {
            "team": name,
            "month": plans.calendar.name(idle),
            "csms": show_csms(sum(over) / max(len(over), 1)),
        }
        yield found(records.IDLE_PEOPLE, subject=name, **facts)


class Unpaid(NamedTuple):
    """The first month in which the work needs people whom money does not pay for: how many, and how many it pays."""

    month: int
    need: float
    wanted: float
    paid: float


def unpaid(plans: HiringPlans, team: Node, count: int) -> Unpaid | None:
    """Return the first month, history apart, in which money pays for fewer people than the work needs.

    What the ARR rule asks for beyond the work of the month is a wish, which nothing has to pay for.
    """
    if plans.chosen.policy == "level":
        return None
    columns = (numbers(team.value(each), count) for each in ("needed_to_staff", "wanted_to_staff", "people_due", "lo"))
    history = max(plans.calendar.from_day(plans.as_of), 0)
    for month, (need, wanted, paid, least) in enumerate(zip(*columns, strict=True)):
        if month >= history and wanted is not None and paid is not None and wanted > paid:
            if least is not None and not exceeds(least, paid):
                continue
            return Unpaid(month, need, wanted, paid)
    return None


def _unpaid(plans: HiringPlans, team: Node, count: int) -> Iterator[Finding]:
    first = unpaid(plans, team, count)
    if first is not None:
        facts = {"wanted": show_number(first.wanted), "paid": show_number(first.paid)}
        month, need = plans.calendar.name(first.month), show_csms(first.need)
        yield found(records.UNFUNDED_HIRE, None, subject=team.name, team=team.name, month=month, need=need, **facts)


def _short(plans: HiringPlans, team: Node, history: int, count: int) -> Iterator[Finding]:
    """Find the months in a row in which fewer are productive than the work asks for."""
    asked, there = numbers(team.value("staff_asked"), count), numbers(team.value("productive_people"), count)
    short = [
        month >= history and asked[month] is not None and asked[month] - there[month] > TOLERANCE * 10
        for month in range(count)
    ]
    borne = numbers(team.above["plan"].value("peak_months"), 1)[0] or 0.0
    month = 0
    while month < count:
        if not short[month]:
            month += 1
            continue
        end = month
        while end + 1 < count and short[end + 1]:
            end += 1
        worst = max(range(month, end + 1), key=lambda each: asked[each] - there[each])
        names = {key: plans.calendar.name(at) for key, at in (("month", month), ("last", end), ("worst", worst))}
        facts = {"team": team.name, "there": show_csms(there[worst]), "need": show_csms(asked[worst])}
        record = records.SHORT_MONTHS if end > month else records.SHORT_MONTH
        made = found(record, None, subject=team.name, count=end - month + 1, **names, **facts)
        yield made._replace(severity="error") if end - month + 1 > borne and borne else made
        month = end + 1


def over_budget(plans: HiringPlans, root: Node) -> bool:
    """Tell whether the year's gross margin with a hiring plan stays below its target."""
    margin, target = numbers(root.value("hiring_plan_margin"), 1)[0], plans.year.value("gross_margin_target")
    return margin is not None and target is not None and target - margin > TOLERANCE


def _budget(plans: HiringPlans) -> Iterator[Finding]:
    root = plans.chosen.root
    if over_budget(plans, root):
        facts = {
            "margin": show_share(numbers(root.value("hiring_plan_margin"), 1)[0]),
            "target": show_share(plans.year.value("gross_margin_target")),
        }
        yield found(records.HIRE_OVER_BUDGET, None, **facts)


def _shrinking(plans: HiringPlans, teams: Sequence[Node]) -> Iterator[Finding]:
    placed = plans.inputs.placed
    for team in teams:
        for segment in team.below["segment"]:
            yield from shrinks(placed[segment.name], segment, plans.calendar, stated=True)
