"""Checks of the plan against its time log: what neither says, and where they contradict."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from csplan.checks.hours import check_hours
from csplan.findings.catalogue import measured as records
from csplan.findings.catalogue import tasks as of_tasks
from csplan.findings.record import found
from csplan.inputs.build import build
from csplan.inputs.roles import hours_per_day
from csplan.measure.apart import nearly_all
from csplan.measure.record import HALF_A_YEAR, saturations
from csplan.measure.saturation import Thresholds
from csplan.measure.values import contradicts
from csplan.plan.types import key_of
from csplan.values import show_number, show_share

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from csplan.engine.nodes import Node
    from csplan.findings.diagnostic import Finding
    from csplan.measure.record import Record
    from csplan.measure.saturation import Saturations
    from csplan.measure.values import Estimate, Measured
    from csplan.plan.placing import Placed
    from csplan.plan.plan import Plan
    from csplan.plan.tasks import Task

    Stated = Mapping[str | None, Collection[float | None]]
    """By tier: how often a task is stated to be done in its segments."""

NEVER = {0.0}


def check_record(plan: Plan) -> Iterator[Finding]:
    """Compare every task that is done for customers with what the log measures of it.

    Where the log was not read, every task is stated in full, or nothing in the log counts.
    """
    record = plan.record
    root = None
    if record is not None:
        root = build(plan).root  # measures the log, once
    serving, counted = _serving(plan), _counted(plan)
    for index, task in enumerate(plan.document.tasks or ()):
        if task.kind == "internal":
            continue
        stated = {
            tier: {counted.get((each.segment.name, task.name), each.often(task)) for each in users}
            for tier, users in serving.items()
        }
        for tier, users in serving.items():
            yield from _missing(index, task, tier, stated[tier], record)
            if record is not None and (measured := record.find(task.name, tier)) is not None:
                yield from _contradicted(plan, index, task, users, measured)
        if record is not None:
            yield from _thin(index, task, stated, record)
            yield from _rare(index, task, stated, record)
    if record is not None and root is not None:
        yield from _merged(plan, record)
        yield from _stray(plan, record)
        if record.log.minutes and _hours_known(root):
            measured = saturations(plan, root, record.log)
            yield from _incomplete(plan, root, measured)
            yield from check_hours(plan, root, record, measured)


def _serving(plan: Plan) -> dict[str | None, list[Placed]]:
    """Return the segments that have customers, by tier."""
    serving: dict[str | None, list[Placed]] = {}
    for each in plan.placed:
        if each.customers:
            serving.setdefault(each.tier.name if each.tier else None, []).append(each)
    return serving


def _counted(plan: Plan) -> Mapping[tuple[str, str], float | None]:
    """Return how often tasks were done by the record of customers, which few plans have; by segment and task."""
    if plan.history is None:
        return {}
    from csplan.inputs.history import counted_times

    return counted_times(plan.history)


def _hours_known(root: Node) -> bool:
    """Tell whether the plan says how many hours people have, to hold a log against; a plan without roles does not."""
    roles = [team.above["role"] for team in root.below["team"]]
    return all(role.value(name) is not None for role in roles for name in ("customer_hours", "paid_hours"))


def _merged(plan: Plan, record: Record) -> Iterator[Finding]:
    """A log of segments has many customers' entries on one day: as one occurrence they look like one long one."""
    section, log = plan.document.time_log, record.log
    if section is None or section.occurrence is not None or plan.document.accounts is not None:
        return
    if log.rows > len(log.minutes):
        facts = {"rows": f"{log.rows:,}", "occurrences": f"{len(log.minutes):,}"}
        yield found(records.MERGED_ENTRIES, ("time_log",), **facts)


def _stray(plan: Plan, record: Record) -> Iterator[Finding]:
    """A mistyped year stretches the period, and all times measured from it shrink."""
    section, days = plan.document.time_log, record.log.day
    if section is None or section.period is not None or (most := nearly_all(days)) is None:
        return
    first, last = (date.fromordinal(day).isoformat() for day in (min(days), max(days)))
    yield found(records.STRAY_DATES, ("time_log",), first=first, last=last, days=most[1] - most[0] + 1)


def _incomplete(plan: Plan, root: Node, found_of: tuple[Saturations, Mapping[str, str]]) -> Iterator[Finding]:
    """How often something is done is measured too low where time is missing from the log."""
    serving = [each for each in plan.placed if each.customers]
    work = [task for task in plan.document.tasks or () if task.kind != "internal"]
    if not any(each.often(task) is None for task in work for each in serving):
        return
    measured, teams = found_of
    if measured.everyone is not None and measured.everyone.recorded < 1 - Thresholds().unrecorded:
        share = show_share(measured.everyone.recorded)
        yield found(records.INCOMPLETE_RECORD, ("time_log",), share=share)
    for team in root.below["team"]:
        people, now = sum(name == team.name for name in teams.values()), team.value("csms_now")
        if now is not None and 0 < people < now - 0.5:
            facts = {"people": str(people), "now": f"{now:g}", "team": team.name}
            yield found(records.MISSING_PEOPLE, ("time_log",), subject=team.name, **facts)


def _missing(
    index: int, task: Task, tier: str | None, stated: Collection[float | None], record: Record | None
) -> Iterator[Finding]:
    measured = record.find(task.name, tier) if record else None
    if None in stated and (measured is None or measured.times is None):
        record_of = of_tasks.TIMES_OF_TIER_IN_NEITHER if tier else of_tasks.TIMES_IN_NEITHER
        at = ("tasks", index) if task.times is None else ("tasks", index, "times")
        yield found(record_of, at, subject=task.name, task=task.name, tier=tier)
    elif task.takes is None and stated != NEVER and (record is None or record.takes(task.name, tier) is None):
        yield found(of_tasks.TAKES_IN_NEITHER, ("tasks", index), subject=task.name, task=task.name)


def _thin(index: int, task: Task, stated: Stated, record: Record) -> Iterator[Finding]:
    """Point at values that the plan takes from very few entries."""
    for tier, often in stated.items():
        if often == NEVER or (None not in often and task.takes is not None):
            continue
        measured = record.takes(task.name, tier)
        if measured is not None and measured.thin:
            of_tier = records.THIN_IN_TIER if tier else records.THIN_RECORD
            kind = of_tier if record.find(task.name, tier) else records.THIN_IN_ALL_TIERS
            yield found(kind, ("tasks", index), subject=task.name, n=measured.n, task=task.name, tier=tier)


def _contradicted(plan: Plan, index: int, task: Task, users: Sequence[Placed], measured: Measured) -> Iterator[Finding]:
    at, name, tier = ("tasks", index), task.name, measured.tier
    each, times = {each.often(task) for each in users}, measured.times
    # The log measures a tier as a whole: where its segments differ, no number of the plan says how often it is done.
    often = each.pop() if len(each) == 1 else None
    if task.takes is not None and often != 0:
        stated = task.takes.in_hours(hours_per_day(plan, measured.tier)) * 60
        if contradicts(stated, measured.takes.value, measured.takes.low, measured.takes.high, measured.n):
            record = records.TAKES_OF_TIER_CONTRADICTED if tier else records.CONTRADICTS_RECORD
            facts = _measured(stated, measured.takes, measured.n)
            yield found(record, (*at, "takes"), subject=name, task=name, tier=tier, **facts)
    if often is not None and times and contradicts(often, times.value, times.low, times.high, measured.n):
        record = records.TIMES_OF_TIER_CONTRADICTED if tier else records.TIMES_CONTRADICTED
        where = (*at, "times", key_of(task.times, tier, users[0].segment.name))
        facts = _measured(often, times, measured.n)
        yield found(record, where, subject=name, task=name, tier=tier, **facts)


def _measured(stated: float, estimate: Estimate, n: int) -> dict[str, str]:
    facts = {"stated": stated, "value": estimate.value, "low": estimate.low, "high": estimate.high}
    return {**{name: show_number(each) for name, each in facts.items()}, "n": str(n)}


def _rare(index: int, task: Task, stated: Stated, record: Record) -> Iterator[Finding]:
    """A short log says little about yearly tasks."""
    if record.log.years >= HALF_A_YEAR:
        return
    unstated = [tier for tier, often in stated.items() if None in often]
    measured = [
        measured.times.value for tier in unstated if (measured := record.find(task.name, tier)) and measured.times
    ]
    if measured and min(measured) <= 1:
        days = record.log.last_day - record.log.first_day + 1
        yield found(records.SHORT_RECORD, ("tasks", index), subject=task.name, days=days, task=task.name)
