"""Checks of the tasks: each needs a time and a frequency for every tier in use, and a volume that is known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplan.findings.catalogue import tasks as records
from csplan.findings.catalogue import values
from csplan.findings.record import found
from csplan.plan.types import ALL, for_tier

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from csplan.checks.known import Known
    from csplan.findings.diagnostic import Finding
    from csplan.plan.document import PlanFile
    from csplan.plan.placing import Placed
    from csplan.plan.tasks import Task

    InUse = Mapping[str | None, Sequence[Placed]]


def check_tasks(document: PlanFile, placed: Sequence[Placed], known: Known) -> Iterator[Finding]:
    """Check every task against the segments that it is done for."""
    in_use = tiers_in_use(placed, known)
    if "tasks" not in known.partial:
        work = [task for task in document.tasks or () if task.kind != "internal"]
        yield from _unanswered(work, placed)
    for index, task in enumerate(document.tasks or ()):
        at, name = ("tasks", index), task.name
        if task.kind == "internal":
            for key in ("per", "times"):
                if getattr(task, key) is not None:
                    yield found(records.INTERNAL_TASK, (*at, key), subject=name, task=name, key=key)
            continue
        if task.per is None:
            yield found(values.NO_DRIVER, at, subject=name, task=name)
        if task.takes is None and document.time_log is None:
            yield found(records.MISSING_TAKES, at, subject=name, task=name)
        if task.waste is None and task.avoidable:
            yield found(records.WASTE_KIND, (*at, "avoidable"), subject=name, task=name)
        yield from _times(index, task, in_use, known, measured=document.time_log is not None)


def _unanswered(tasks: Sequence[Task], placed: Sequence[Placed]) -> Iterator[Finding]:
    """In a digital tier automation serves customers, and what they ask has to be answered fast all the same.

    Source: csm-management, section 1.
    """
    answering = [task for task in tasks if task.kind == "reactive"]
    for each in placed if tasks else ():
        tier = each.tier
        if tier is None or tier.touch != "digital" or not each.customers:
            continue
        if not any(each.often(task) != 0 for task in answering):
            name = each.segment.name
            at = ("segments", each.index, "name")
            yield found(records.DIGITAL_WITHOUT_SERVICE, at, subject=name, segment=name, tier=tier.name)


def tiers_in_use(placed: Sequence[Placed], known: Known) -> InUse:
    """Return the segments that have customers by tier; those whose tier is in error are left out."""
    in_use: dict[str | None, list[Placed]] = {}
    for each in placed:
        if each.customers and known.tier_is_settled(each):
            in_use.setdefault(each.tier.name if each.tier else None, []).append(each)
    return in_use


def _times(index: int, task: Task, in_use: InUse, known: Known, *, measured: bool) -> Iterator[Finding]:
    at: tuple[str | int, ...] = ("tasks", index) if task.times is None else ("tasks", index, "times")
    name = task.name
    stated = task.times or {}
    apart = ALL not in stated and any(key not in known.tiers for key in stated) if known.tiers is not None else True
    for tier, users in in_use.items():
        common = for_tier(stated, tier)
        often = [each.often(task) for each in users] if apart else [common] * len(users)
        known_of_all = measured or (not apart and common is not None)
        silent = [] if known_of_all else [each for each, times in zip(users, often, strict=True) if times is None]
        unknown = [each for each in silent if (each.segment.name, name) not in known.counted]
        if unknown and tier:
            yield found(records.MISSING_TIMES, at, subject=name, task=name, tier=tier)
        elif unknown:
            segment = unknown[0].segment.name
            yield found(records.TIMES_WITHOUT_TIER, at, subject=name, task=name, segment=segment)
        if task.per in _VOLUMES:
            without = {each.index for each in unknown}
            kept = zip(users, often, strict=True)
            done = [each for each, times in kept if times != 0 and each.index not in without]
            yield from _volumes(task, [each for each in done if (each.segment.name, task.per) not in known.measured])


_VOLUMES = {"new_customer": records.MISSING_VOLUME, "at_risk_customer": records.NO_AT_RISK}


def _volumes(task: Task, users: Sequence[Placed]) -> Iterator[Finding]:
    for each in users:
        segment, sums = each.segment, each.sums
        stated, counted = (
            (segment.new_customers, sums and sums.new_customers)
            if task.per == "new_customer"
            else (segment.health or segment.at_risk, sums and sums.at_risk_customers)
        )
        if stated is None and counted is None:
            at, name = ("segments", each.index), segment.name
            yield found(_VOLUMES[task.per or ""], at, subject=name, task=task.name, segment=name)
