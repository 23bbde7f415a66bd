"""Checks of the plan against its time log: what neither says, and where they contradict."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from csplan.checks.finding import Finding, error, warning
from csplan.inputs import build, hours_per_day
from csplan.measure.saturation import Thresholds
from csplan.measure.values import contradicts
from csplan.plan.types import ALL, for_tier
from csplan.record import HALF_A_YEAR, saturations
from csplan.values import show_number, show_share

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from csplan.engine.nodes import Node
    from csplan.measure.values import Estimate, Measured
    from csplan.plan.document import Plan
    from csplan.plan.tasks import Task
    from csplan.record import Record

ENOUGH_DAYS = 20
"""Occurrences from which on a few far from the rest are strays."""


def check_record(plan: Plan) -> Iterator[Finding]:
    """Compare every task that is done for customers with what the log measures of it.

    Where the log was not read, every task is stated in full, or nothing in the log counts.
    """
    record = plan.record
    root = None
    if record is not None:
        root = build(plan).root  # measures the log, once
    tiers = dict.fromkeys(each.tier.name if each.tier else None for each in plan.placed if each.customers)
    for index, task in enumerate(plan.document.tasks or ()):
        if task.kind == "internal":
            continue
        for tier in tiers:
            yield from _missing(index, task, tier, record)
            if record is not None and (found := record.find(task.name, tier)) is not None:
                yield from _contradicted(plan, index, task, found)
        if record is not None:
            yield from _thin(index, task, tiers, record)
            yield from _rare(index, task, tiers, record)
    if record is not None and root is not None:
        yield from _merged(plan, record)
        yield from _stray(plan, record)
        yield from _incomplete(plan, root, record)


def _merged(plan: Plan, record: Record) -> Iterator[Finding]:
    """A log of segments has many customers' entries on one day: as one occurrence they look like one long one."""
    section, log = plan.document.time_log, record.log
    if section is None or section.occurrence is not None or plan.document.accounts is not None:
        return
    if log.rows > len(log.minutes):
        message = (
            f"{log.rows:,} entries of the time log count as {len(log.minutes):,} occurrences: one a day and segment"
        )
        hint = "say what is meant: `occurrence: row` where each entry is one, else `occurrence: day`"
        yield warning("merged-entries", message, hint, "time_log")


def _stray(plan: Plan, record: Record) -> Iterator[Finding]:
    """A mistyped year stretches the period, and all times measured from it shrink."""
    section, days = plan.document.time_log, sorted(record.log.day)
    if section is None or section.period is not None or len(days) < ENOUGH_DAYS:
        return
    most = days[len(days) * 98 // 100] - days[len(days) * 2 // 100]
    whole = days[-1] - days[0]
    if whole > 2 * most + 31:
        first, last = (date.fromordinal(day).isoformat() for day in (days[0], days[-1]))
        message = f"the time log runs from {first} to {last}, but nearly all of its entries lie within {most + 1} days"
        hint = "mend the dates that are wrong, or state the period: {from: ..., to: ...}"
        yield warning("stray-dates", message, hint, "time_log")


def _incomplete(plan: Plan, root: Node, record: Record) -> Iterator[Finding]:
    """How often something is done is measured too low where time is missing from the log."""
    tiers = {each.tier.name if each.tier else None for each in plan.placed if each.customers}
    work = [task for task in plan.document.tasks or () if task.kind != "internal"]
    if not any(for_tier(task.times, tier) is None for task in work for tier in tiers):
        return
    found, teams = saturations(plan, root, record.log)
    hint = "state times, or record all of the time; covers says what share of it the log holds"
    if found.everyone is not None and found.everyone.recorded < 1 - Thresholds().unrecorded:
        recorded = show_share(found.everyone.recorded)
        message = (
            f"only {recorded} of the paid time of its people is in the time log: times measured from it are too low"
        )
        yield warning("incomplete-record", message, hint, "time_log")
    for team in root.below["team"]:
        people, now = sum(name == team.name for name in teams.values()), team.value("csms_now")
        if now is not None and 0 < people < now - 0.5:
            message = (
                f"the time log has {people} of the {now:g} people of {team.name}: times measured from it are too low"
            )
            yield warning("incomplete-record", message, hint, "time_log", subject=team.name)


def _in_tier(tier: str | None) -> str:
    return f" in tier {tier}" if tier else ""


def _missing(index: int, task: Task, tier: str | None, record: Record | None) -> Iterator[Finding]:
    stated = for_tier(task.times, tier)
    found = record.find(task.name, tier) if record else None
    if stated is None and (found is None or found.times is None):
        message = f"neither the plan nor the time log says how often {task.name} is done{_in_tier(tier)}"
        hint = f"add it to times, 0 if never: {{{tier}: 0}}" if tier else "add `times:`, one number for all"
        path = ("tasks", index) if task.times is None else ("tasks", index, "times")
        yield error("missing-times", message, hint, *path, subject=task.name)
    elif task.takes is None and stated != 0 and (record is None or record.takes(task.name, tier) is None):
        message = f"neither the plan nor the time log says how long {task.name} takes"
        yield error("missing-takes", message, "add `takes: 45 min`", "tasks", index, subject=task.name)


def _thin(index: int, task: Task, tiers: Iterable[str | None], record: Record) -> Iterator[Finding]:
    """Point at values that the plan takes from very few entries."""
    for tier in tiers:
        stated = for_tier(task.times, tier)
        if stated == 0 or (stated is not None and task.takes is not None):
            continue
        found = record.takes(task.name, tier)
        if found is not None and found.thin:
            entries = "only 1 entry" if found.n == 1 else f"only {found.n} entries"
            where = _in_tier(tier) if record.find(task.name, tier) else " in all tiers together"
            message = f"the time log has {entries} of {task.name}{where}"
            hint = "state its value until more is recorded"
            yield warning("thin-record", message, hint, "tasks", index, subject=task.name)


def _contradicted(plan: Plan, index: int, task: Task, found: Measured) -> Iterator[Finding]:
    where = _in_tier(found.tier)
    path = ("tasks", index)
    often, times = for_tier(task.times, found.tier), found.times
    if task.takes is not None and often != 0:
        stated = task.takes.in_hours(hours_per_day(plan, found.tier)) * 60
        if contradicts(stated, found.takes.value, found.takes.low, found.takes.high, found.n):
            message = (
                f"{task.name}{where} is stated to take {show_number(stated)} min, "
                f"the time log measures {_measured(found.takes, found.n, ' min')}"
            )
            hint = "state what is measured, or leave takes out"
            yield warning("contradicts-record", message, hint, *path, "takes", subject=task.name)
    if often is not None and times and contradicts(often, times.value, times.low, times.high, found.n):
        message = (
            f"{task.name}{where} is stated {show_number(often)} times a year, "
            f"the time log measures {_measured(times, found.n)}"
        )
        hint = "state what is measured, or check covers and period of the log"
        at = (*path, "times") if ALL in (task.times or {}) else (*path, "times", str(found.tier))
        yield warning("contradicts-record", message, hint, *at, subject=task.name)


def _measured(value: Estimate, n: int, unit: str = "") -> str:
    interval = f"{show_number(value.low)} to {show_number(value.high)}"
    return f"{show_number(value.value)}{unit} ({interval}, n {n})"


def _rare(index: int, task: Task, tiers: Iterable[str | None], record: Record) -> Iterator[Finding]:
    """A short log says little about yearly tasks."""
    if record.log.years >= HALF_A_YEAR:
        return
    unstated = [tier for tier in tiers if for_tier(task.times, tier) is None]
    measured = [found.times.value for tier in unstated if (found := record.find(task.name, tier)) and found.times]
    if measured and min(measured) <= 1:
        days = record.log.last_day - record.log.first_day + 1
        message = (
            f"a log of {days} days says little about how often {task.name} is done: "
            "that is about once a year, or more rarely"
        )
        hint = "state its times, or record for half a year"
        yield warning("short-record", message, hint, "tasks", index, subject=task.name)
