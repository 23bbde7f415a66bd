"""What logged time serves: by purpose of a team, and by person, of the time for customers."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from csplan.figures.workload import CUSTOMER_WORK, SERVICE
from csplan.measure.cells import columns
from csplan.plan.log import NOBODY

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from csplan.plan.log import TimeLog
    from csplan.plan.tasks import Task

NOWHERE = -1
"""Stands for the segment of entries that name none."""


class OfPerson(NamedTuple):
    """Hours that one person logged for customers."""

    csm: str
    hours: float
    by_kind: Mapping[str, float]
    unserved: Mapping[str, float]
    """Those of after-sales service by kind that serve no purpose."""


class Logged(NamedTuple):
    """Hours of one person, task and segment."""

    csm: int
    """Index into the log's people, sorted by name."""
    task: int
    segment: int
    hours: float


def logged(log: TimeLog) -> Iterator[Logged]:
    """Add up a log by person, task of the plan and segment."""
    import numpy as np

    found = columns(log)
    known = found.task < log.known_tasks
    tasks, segments = max(log.known_tasks, 1), int(found.segment.max(initial=0)) + 2
    key = ((found.csm * tasks + found.task) * segments + found.segment + 1)[known]
    cells, place = np.unique(key, return_inverse=True)
    minutes = np.bincount(place, found.minutes[known], len(cells))
    for cell, each in zip(cells.tolist(), minutes.tolist(), strict=True):
        rest, segment = divmod(cell, segments)
        csm, task = divmod(rest, tasks)
        yield Logged(csm, task, segment - 1, each / 60)


def serves(task: Task, segment: int, purposes: Sequence[Collection[str]]) -> bool:
    """Tell whether a task serves a purpose of a segment; of one that nobody names, any purpose of the plan."""
    own = purposes if segment == NOWHERE else (purposes[segment],)
    return any(purpose in each for each in own for purpose in task.serves or ())


def time_of_people(log: TimeLog, tasks: Sequence[Task], purposes: Sequence[Collection[str]]) -> list[OfPerson]:
    """Return what everybody logged for customers, by kind of work, and what of it serves no purpose.

    ``tasks`` and ``purposes`` (of each segment) are the plan's, in its order. Source: six-pits.
    """
    names = sorted(log.csms)
    found: dict[int, tuple[dict[str, float], dict[str, float]]] = {}
    for each in logged(log):
        task = tasks[each.task]
        if task.kind not in CUSTOMER_WORK or names[each.csm] == NOBODY:
            continue
        by_kind, unserved = found.setdefault(each.csm, ({}, {}))
        by_kind[task.kind] = by_kind.get(task.kind, 0.0) + each.hours
        if task.kind in SERVICE and not serves(task, each.segment, purposes):
            unserved[task.kind] = unserved.get(task.kind, 0.0) + each.hours
    return [
        OfPerson(names[csm], sum(by_kind.values()), by_kind, unserved) for csm, (by_kind, unserved) in found.items()
    ]


def time_of_purposes(
    log: TimeLog, tasks: Sequence[Task], purposes: Sequence[Collection[str]], teams: Sequence[str]
) -> tuple[dict[tuple[str, str], float], dict[str, float]]:
    """Return logged hours by team and purpose, and all hours for customers by team.

    ``teams`` are those of the segments. A task's hours are split over all purposes of the segment that it serves.
    """
    served: dict[tuple[str, str], float] = {}
    whole: dict[str, float] = {}
    for each in logged(log):
        task = tasks[each.task]
        if task.kind not in CUSTOMER_WORK or each.segment == NOWHERE:
            continue
        team, own = teams[each.segment], frozenset(task.serves or ()) & frozenset(purposes[each.segment])
        whole[team] = whole.get(team, 0.0) + each.hours
        for purpose in own:
            served[team, purpose] = served.get((team, purpose), 0.0) + each.hours / len(own)
    return served, whole
