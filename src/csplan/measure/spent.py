"""Where the recorded time goes, and how much of it could be removed."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from csplan.measure.cells import columns

if TYPE_CHECKING:
    from collections.abc import Sequence

    from csplan.measure.cells import Columns, Ints
    from csplan.plan.log import TimeLog
    from csplan.plan.tasks import Task, Waste

_KINDS = ("implementation", "reactive", "proactive", "renewal", "internal")
_WASTES: tuple[Waste, ...] = ("mechanical", "coordination", "skill")


class Spent(NamedTuple):
    """Time that was recorded for something."""

    name: str | None
    """None: for tasks that the plan does not know, or for no known segment or tier."""
    occurrences: int
    minutes: float
    share: float
    """Of all recorded time; 0 in an empty log."""


class Removable(NamedTuple):
    """Time that fixes of one kind of waste would remove."""

    waste: Waste | None
    """None: the plan does not say which kind."""
    hours: float
    """In the log's period."""
    hours_a_year: float
    """In a year of the whole team: hours / (years × covers)."""
    share: float
    """Of all recorded time; 0 in an empty log."""


class TimeSpent(NamedTuple):
    """Where the time of a log's period goes; every split adds up to all recorded time."""

    minutes: float
    by_task: list[Spent]
    """The plan's tasks in order, also those without occurrences; then unknown ones together, where there are any."""
    by_kind: list[Spent]
    """All kinds, in their order; then unknown tasks, where there are any."""
    by_csm: list[Spent]
    """By name."""
    by_tier: list[Spent]
    """The tiers of the plan's segments in order; then what has no tier, where there is any."""
    waste: list[Removable]
    """Mechanical, coordination, skill; then none stated, where there is any. Of all tasks, internal ones too."""


def time_spent(log: TimeLog, tier_of_segment: Sequence[str | None], tasks: Sequence[Task]) -> TimeSpent:
    """Return where the time of a log goes.

    ``tier_of_segment`` has the tier of each segment of the plan, ``tasks`` the plan's tasks, both in its order.
    Source: notes-17, section 5.
    """
    import numpy as np

    found = columns(log)
    task = np.minimum(found.task, len(tasks))
    kind = np.array([*(_KINDS.index(each.kind) for each in tasks), len(_KINDS)], dtype=np.int64)[task]
    tiers = list(dict.fromkeys(tier for tier in tier_of_segment if tier is not None))
    place: dict[str | None, int] = {tier: index for index, tier in enumerate(tiers)}
    # The last stands for segment -1.
    tier = np.array([place.get(each, len(tiers)) for each in (*tier_of_segment, None)], dtype=np.int64)
    by_task = _spent(found, [each.name for each in tasks], task)
    return TimeSpent(
        minutes=float(found.minutes.sum()),
        by_task=by_task,
        by_kind=_spent(found, _KINDS, kind),
        by_csm=_spent(found, sorted(log.csms), found.csm),
        by_tier=_spent(found, tiers, tier[found.segment]),
        waste=_removable(log, tasks, by_task),
    )


def _spent(found: Columns, names: Sequence[str], index: Ints) -> list[Spent]:
    """Split by an index into names; the index after the last stands for what has none."""
    import numpy as np

    size = len(names) + 1
    total = float(found.minutes.sum())
    counts = np.bincount(index, minlength=size)
    minutes = np.bincount(index, found.minutes, size)
    rows = [
        Spent(name, int(count), float(each), float(each) / total if total else 0.0)
        for name, count, each in zip([*names, None], counts, minutes, strict=True)
    ]
    return rows if rows[-1].occurrences else rows[:-1]


def _removable(log: TimeLog, tasks: Sequence[Task], by_task: list[Spent]) -> list[Removable]:
    hours: dict[Waste | None, float] = dict.fromkeys(_WASTES, 0.0)
    for task, spent in zip(tasks, by_task, strict=False):
        if task.avoidable:
            hours[task.waste] = hours.get(task.waste, 0.0) + spent.minutes / 60 * task.avoidable
    total = sum(spent.minutes for spent in by_task) / 60
    return [
        Removable(waste, each, each / (log.years * log.covers), each / total if total else 0.0)
        for waste, each in hours.items()
    ]
