"""Checks of the desks: names that mean something else, promises that are none, a day that adds up, one team."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplan.findings.catalogue import desks as records
from csplan.findings.diagnostic import At, did_you_mean, quoted
from csplan.findings.record import found
from csplan.values import show_share, write_duration

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from csplan.checks.known import Known
    from csplan.findings.diagnostic import Finding
    from csplan.plan.desks import Desk
    from csplan.plan.document import PlanFile
    from csplan.plan.placing import Placed
    from csplan.plan.tasks import Task

LONGEST_HOURS = 4.0
"""Nobody waits longer in a queue."""
MANY = 4
_EXACT = 1e-9


def check_desks(document: PlanFile, placed: Sequence[Placed], known: Known) -> Iterator[Finding]:
    """Check every desk, by itself and against tasks and segments."""
    taken: dict[tuple[str, str], str] = {}
    for index, desk in enumerate(document.desks or ()):
        at = ("desks", index)
        yield from _promise(desk, at)
        yield from _day(desk, at)
        if "tasks" not in known.partial:
            yield from _tasks(desk, document.tasks or (), at)
        if "segments" in known.partial or "tasks" in known.partial:
            continue
        names = [each.segment.name for each in placed]
        for position, name in enumerate(desk.segments or ()):
            if name not in names:
                hint = did_you_mean(name, names)
                yield found(records.UNKNOWN_SEGMENT, (*at, "segments", position), hint=hint, name=quoted(name))
        served = [each for each in placed if served_by(desk, each, document.tasks or ())]
        yield from _one_team(desk, served, at)
        yield from _once(desk, served, document.tasks or (), taken, at)


def served_by(desk: Desk, placed: Placed, tasks: Sequence[Task]) -> list[str]:
    """Return the tasks of a segment that a desk answers: none where it does not serve it."""
    if desk.segments is not None and placed.segment.name not in desk.segments:
        return []
    return [task.name for task in tasks if task.name in desk.tasks and placed.often(task) != 0]


def _promise(desk: Desk, at: tuple[str | int, ...]) -> Iterator[Finding]:
    within = desk.answered.within
    if within.days or within.hours > LONGEST_HOURS:
        yield found(records.NOT_A_DESK, (*at, "answered"), subject=desk.name, within=write_duration(within))
    if desk.patience is None and desk.most_lost is not None:
        yield found(records.NO_PATIENCE, (*at, "most_lost"), subject=desk.name, desk=desk.name)
    if desk.patience is not None and not desk.patience.hours + desk.patience.days:
        yield found(records.ZERO_PATIENCE, (*at, "patience"), subject=desk.name, desk=desk.name)
    if desk.at_once is not None and desk.at_once > MANY:
        facts = {"desk": desk.name, "count": f"{desk.at_once:.0f}"}
        yield found(records.MANY_AT_ONCE, (*at, "at_once"), subject=desk.name, **facts)


def _day(desk: Desk, at: tuple[str | int, ...]) -> Iterator[Finding]:
    if desk.open.first == desk.open.last:
        yield found(records.NO_OPENING, At((*at, "open", "to")), subject=desk.name, desk=desk.name)
    arrivals = desk.arrivals
    if arrivals is None:
        return
    if (arrivals.shares is None) == (arrivals.file is None):
        yield found(records.ARRIVALS_TWICE, (*at, "arrivals"), subject=desk.name, desk=desk.name)
    elif arrivals.shares is not None and abs(sum(arrivals.shares) - 1) > _EXACT:
        facts = {"desk": desk.name, "whole": show_share(sum(arrivals.shares))}
        yield found(records.ARRIVALS_SUM, (*at, "arrivals"), subject=desk.name, **facts)


def _tasks(desk: Desk, tasks: Sequence[Task], at: tuple[str | int, ...]) -> Iterator[Finding]:
    kinds = {task.name: task.kind for task in tasks}
    for position, name in enumerate(desk.tasks):
        here = (*at, "tasks", position)
        if name not in kinds:
            yield found(records.UNKNOWN_TASK, here, hint=did_you_mean(name, kinds), name=quoted(name))
        elif kinds[name] == "internal":
            yield found(records.INTERNAL_AT_DESK, here, subject=name, name=name)


def _one_team(desk: Desk, served: Sequence[Placed], at: tuple[str | int, ...]) -> Iterator[Finding]:
    if not served:
        yield found(records.IDLE_DESK, (*at, "tasks"), subject=desk.name, desk=desk.name)
    for each in served[1:]:
        if each.team != served[0].team:
            facts = {"segment": served[0].segment.name, "team": served[0].team}
            others = {"other": each.segment.name, "other_team": each.team}
            yield found(records.DESK_SPLIT, At((*at, "name")), subject=desk.name, desk=desk.name, **facts, **others)
            return


def _once(
    desk: Desk,
    served: Sequence[Placed],
    tasks: Sequence[Task],
    taken: dict[tuple[str, str], str],
    at: tuple[str | int, ...],
) -> Iterator[Finding]:
    for each in served:
        for task in served_by(desk, each, tasks):
            other = taken.setdefault((each.segment.name, task), desk.name)
            if other != desk.name:
                facts = {"desk": other, "other": desk.name, "task": task, "segment": each.segment.name}
                yield found(records.DESK_TWICE, At((*at, "tasks")), subject=desk.name, **facts)
                return
