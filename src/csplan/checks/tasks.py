"""Checks of the tasks: each needs a time and a frequency for every tier in use, and a volume that is known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplan.checks.finding import Finding, error, warning
from csplan.plan.types import for_tier

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from csplan.checks.known import Known
    from csplan.plan.document import PlanFile
    from csplan.plan.placing import Placed
    from csplan.plan.tasks import Task

    InUse = Mapping[str | None, Sequence[Placed]]


def check_tasks(document: PlanFile, placed: Sequence[Placed], known: Known) -> Iterator[Finding]:
    """Check every task against the segments that it is done for."""
    in_use = tiers_in_use(placed, known)
    for index, task in enumerate(document.tasks or ()):
        path = ("tasks", index)
        if task.kind == "internal":
            for key in ("per", "times"):
                if getattr(task, key) is not None:
                    message = f"{task.name} is internal: it checks time.internal and makes no workload"
                    yield warning("internal-task", message, f"leave {key} out", *path, key, subject=task.name)
            continue
        if task.per is None:
            message = f"per is missing: what drives {task.name}?"
            hint = "customer, new_customer, renewal or at_risk_customer"
            yield error("missing-key", message, hint, *path, subject=task.name)
        if task.takes is None and document.time_log is None:
            message = f"nothing says how long {task.name} takes"
            yield error("missing-takes", message, "add `takes: 45 min`", *path, subject=task.name)
        if task.waste is None and task.avoidable:
            message = f"{task.name} has avoidable time, but of no kind"
            hint = "add waste: mechanical, coordination or skill"
            yield warning("waste-kind", message, hint, *path, "avoidable", subject=task.name)
        yield from _times(index, task, in_use, measured=document.time_log is not None)


def tiers_in_use(placed: Sequence[Placed], known: Known) -> InUse:
    """Return the segments that have customers by tier; those whose tier is in error are left out."""
    in_use: dict[str | None, list[Placed]] = {}
    for each in placed:
        if each.customers and known.tier_is_settled(each):
            in_use.setdefault(each.tier.name if each.tier else None, []).append(each)
    return in_use


def _times(index: int, task: Task, in_use: InUse, *, measured: bool) -> Iterator[Finding]:
    path: tuple[str | int, ...] = ("tasks", index)
    for tier, users in in_use.items():
        times = for_tier(task.times, tier)
        if times is None and not measured:
            where = f"in tier {tier}" if tier else f"in {users[0].segment.name}, which has no tier"
            message = f"nothing says how often {task.name} is done {where}"
            at = (*path, "times") if task.times is not None else path
            hint = f"add it to times, 0 if never: {{{tier}: 0}}" if tier else "add `times:`, one number for all"
            yield error("missing-times", message, hint, *at, subject=task.name)
        elif times is None or times:
            yield from _volumes(task, users)


def _volumes(task: Task, users: Sequence[Placed]) -> Iterator[Finding]:
    keys = {"new_customer": "new_customers", "at_risk_customer": "at_risk or health"}.get(task.per or "")
    for each in users if keys else ():
        segment, sums = each.segment, each.sums
        stated, counted = (
            (segment.new_customers, sums and sums.new_customers)
            if task.per == "new_customer"
            else (segment.health or segment.at_risk, sums and sums.at_risk_customers)
        )
        if stated is None and counted is None:
            message = f"{task.name} is done per {task.per}, but {segment.name} does not say how many there are"
            yield error("missing-volume", message, f"add {keys}", "segments", each.index, subject=segment.name)
