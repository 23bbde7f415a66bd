"""Checks of the plan against its time log: what neither says, and where they contradict."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplan.checks.finding import Finding, error, warning
from csplan.inputs import build, hours_per_day
from csplan.measure.values import contradicts
from csplan.plan.types import ALL, for_tier
from csplan.values import show_number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csplan.measure.values import Measured
    from csplan.plan.document import Plan
    from csplan.plan.tasks import Task
    from csplan.record import Record

HALF_A_YEAR = 0.5
"""Years; a shorter log says little about what is done once a year."""


def check_record(plan: Plan) -> Iterator[Finding]:
    """Compare every task that is done for customers with what the log measures of it."""
    record = plan.record
    if record is None:
        return
    build(plan)  # measures the log, once
    tiers = dict.fromkeys(each.tier.name if each.tier else None for each in plan.placed if each.customers)
    for index, task in enumerate(plan.document.tasks or ()):
        if task.kind == "internal":
            continue
        for tier in tiers:
            yield from _missing(index, task, tier, record)
            found = record.find(task.name, tier)
            if found is not None:
                yield from _contradicted(plan, index, task, found)
        yield from _rare(index, task, record)


def _missing(index: int, task: Task, tier: str | None, record: Record) -> Iterator[Finding]:
    where = f"in tier {tier}" if tier else "in segments without a tier"
    stated = for_tier(task.times, tier)
    found = record.find(task.name, tier)
    if stated is None and (found is None or found.times is None):
        message = f"neither the plan nor the time log says how often {task.name} is done {where}"
        hint = f"add it to times, 0 if never: {{{tier}: 0}}" if tier else "add `times:`, one number for all"
        yield error("missing-times", message, hint, "tasks", index, subject=task.name)
    elif task.takes is None and (stated is None or stated > 0) and record.takes(task.name, tier) is None:
        message = f"neither the plan nor the time log says how long {task.name} takes"
        yield error("missing-takes", message, "add `takes: 45 min`", "tasks", index, subject=task.name)
    if found is not None and found.thin and (stated is None or task.takes is None):
        message = f"the time log has only {found.n} entries of {task.name} {where}"
        yield warning(
            "thin-record", message, "state its value until more is recorded", "tasks", index, subject=task.name
        )


def _contradicted(plan: Plan, index: int, task: Task, found: Measured) -> Iterator[Finding]:
    where = f" in tier {found.tier}" if found.tier else ""
    path = ("tasks", index)
    if task.takes is not None:
        stated = task.takes.in_hours(hours_per_day(plan)) * 60
        takes = found.takes
        if contradicts(stated, takes.value, takes.low, takes.high, found.n):
            measured = (
                f"{show_number(takes.value)} min ({show_number(takes.low)} to {show_number(takes.high)}, n {found.n})"
            )
            message = (
                f"{task.name}{where} is stated to take {show_number(stated)} min, the time log measures {measured}"
            )
            hint = "state what is measured, or leave takes out"
            yield warning("contradicts-record", message, hint, *path, "takes", subject=task.name)
    often, times = for_tier(task.times, found.tier), found.times
    if often and times and contradicts(often, times.value, times.low, times.high, found.n):
        measured = f"{show_number(times.value)} ({show_number(times.low)} to {show_number(times.high)}, n {found.n})"
        message = f"{task.name}{where} is stated {show_number(often)} times a year, the time log measures {measured}"
        hint = "state what is measured, or check covers and period of the log"
        at = (*path, "times") if ALL in (task.times or {}) else (*path, "times", str(found.tier))
        yield warning("contradicts-record", message, hint, *at, subject=task.name)


def _rare(index: int, task: Task, record: Record) -> Iterator[Finding]:
    """A short log says little about yearly tasks."""
    rare = [
        found
        for found in (record.by_tier or {}).values()
        if found.task == task.name
        and found.times
        and found.times.value <= 1
        and for_tier(task.times, found.tier) is None
    ]
    if rare and record.log.years < HALF_A_YEAR:
        days = record.log.last_day - record.log.first_day + 1
        message = f"a log of {days} days says little about {task.name}, which is done about once a year"
        yield warning(
            "short-record", message, "state its times, or record for half a year", "tasks", index, subject=task.name
        )
