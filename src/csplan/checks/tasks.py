"""Checks of the tasks: each needs a time and a frequency for every tier in use, and a volume that is known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplan.checks.finding import Finding, error, warning
from csplan.plan.types import for_tier

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from csplan.plan.document import PlanFile
    from csplan.plan.placing import Placed
    from csplan.plan.tasks import Task

_VOLUMES = {
    "new_customer": ("new_customers", "new_customers"),
    "at_risk_customer": ("at_risk", "at_risk or health"),
}


def check_tasks(document: PlanFile, placed: Sequence[Placed]) -> Iterator[Finding]:
    """Check every task against the segments that it is done for."""
    in_use: dict[str | None, list[Placed]] = {}
    for each in placed:
        if each.customers:
            in_use.setdefault(each.tier.name if each.tier else None, []).append(each)
    for index, task in enumerate(document.tasks or ()):
        path = ("tasks", index)
        if task.kind == "internal":
            if task.per is not None or task.times is not None:
                key = "per" if task.per is not None else "times"
                message = f"{task.name} is internal: it checks time.internal and makes no workload"
                yield warning("internal-task", message, f"leave {key} out", *path, key, subject=task.name)
            continue
        if task.per is None:
            hint = "customer, new_customer, renewal or at_risk_customer"
            yield error("missing-key", f"per is missing: what drives {task.name}?", hint, *path, subject=task.name)
        if task.takes is None:
            message = f"nothing says how long {task.name} takes"
            yield error("missing-takes", message, "add `takes: 45 min`", *path, subject=task.name)
        if task.waste is None and task.avoidable:
            message = f"{task.name} has avoidable time, but of no kind"
            hint = "waste is mechanical, coordination or skill"
            yield warning("waste-kind", message, hint, *path, "avoidable", subject=task.name)
        yield from _times(index, task, in_use)


def _times(index: int, task: Task, in_use: dict[str | None, list[Placed]]) -> Iterator[Finding]:
    path: tuple[str | int, ...] = ("tasks", index)
    for tier, users in in_use.items():
        times = for_tier(task.times, tier)
        if times is None:
            where = f"in tier {tier}" if tier else f"in {users[0].segment.name}, which has no tier"
            message = f"nothing says how often {task.name} is done {where}"
            at = (*path, "times") if task.times is not None else path
            hint = f"add it to times, 0 if never: {{{tier}: 0}}" if tier else "add `times:`, one number for all"
            yield error("missing-times", message, hint, *at, subject=task.name)
        elif times and task.per in _VOLUMES:
            field, keys = _VOLUMES[task.per]
            for each in users:
                if not _known(each, field):
                    message = f"{task.name} is done per {task.per}, but {each.segment.name} does not say how many there are"
                    hint = f"add {keys} to the segment"
                    yield error("missing-volume", message, hint, "segments", each.index, subject=each.segment.name)


def _known(each: Placed, field: str) -> bool:
    segment, sums = each.segment, each.sums
    if field == "new_customers":
        return segment.new_customers is not None or (sums is not None and sums.new_customers is not None)
    in_book = sums is not None and sums.at_risk_customers is not None
    return segment.at_risk is not None or segment.health is not None or in_book
