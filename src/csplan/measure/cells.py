"""A time log as arrays, and as CSM-weeks: what one CSM did in one ISO week is what gets resampled."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import TypeAlias

    import numpy as np
    from numpy.typing import NDArray

    from csplan.plan.log import TimeLog

    Floats: TypeAlias = NDArray[np.float64]
    Ints: TypeAlias = NDArray[np.int64]

_NO_TIER = -1


class Columns(NamedTuple):
    """The occurrences of a log that lie in its period, as arrays of one length, in no particular order."""

    task: Ints
    csm: Ints
    """Index into the log's CSMs sorted by name, so that results do not depend on who was logged first."""
    segment: Ints
    week: Ints
    """ISO weeks since the one in which the period begins."""
    minutes: Floats


class Group(NamedTuple):
    """A task (its index) in a tier; None stands for segments that have no tier."""

    task: int
    tier: str | None


@dataclass(frozen=True, slots=True)
class Cells:
    """The occurrences of some groups, each in its group and its CSM-week.

    There is a cell for every CSM of the log and every week of its period, empty ones included: that somebody had no
    such work in a week says how often it is done. Cells are numbered by CSM (sorted by name), then by week.
    """

    csms: list[str]
    weeks: int
    groups: list[Group]
    group: Ints
    """Index into ``groups``, one for each occurrence that is in a group."""
    cell: Ints
    """Number of the cell, one for each occurrence that is in a group."""
    minutes: Floats
    """One for each occurrence that is in a group."""

    @property
    def number(self) -> int:
        """How many cells there are."""
        return len(self.csms) * self.weeks

    def sums(self, weights: Floats | None = None) -> Floats:
        """Sum a value of each occurrence (default: count them) by cell and group: shape (cells, groups)."""
        groups = len(self.groups)
        return add_up(self.cell * groups + self.group, weights, self.number * groups).reshape(self.number, groups)


def add_up(place: Ints, values: Floats | None, size: int) -> Floats:
    """Add up the values (default: count) by place, 0 to size - 1."""
    import numpy as np

    return np.bincount(place, values, size).astype(np.float64, copy=False)


def columns(log: TimeLog) -> Columns:
    """Return a log as arrays, without what lies outside its period."""
    import numpy as np

    day = np.asarray(log.day, dtype=np.int64)
    rank = np.argsort(np.argsort(np.array(log.csms, dtype=object), kind="stable"), kind="stable")
    # Ordinal 1 was a Monday, and ISO weeks begin on Mondays.
    inside = (day >= log.first_day) & (day <= log.last_day)
    return Columns(
        task=np.asarray(log.task, dtype=np.int64)[inside],
        csm=rank[np.asarray(log.csm, dtype=np.int64)[inside]],
        segment=np.asarray(log.segment, dtype=np.int64)[inside],
        week=((day - 1) // 7 - (log.first_day - 1) // 7)[inside],
        minutes=np.asarray(log.minutes, dtype=np.float64)[inside],
    )


def weeks_of(log: TimeLog) -> int:
    """Return how many ISO weeks the period of a log touches."""
    return (log.last_day - 1) // 7 - (log.first_day - 1) // 7 + 1


def tier_numbers(tier_of_segment: Sequence[str | None]) -> tuple[list[str | None], Ints]:
    """Number the tiers in order of appearance; the array gives the number by segment, and -1 for segment -1."""
    import numpy as np

    tiers = list(dict.fromkeys(tier_of_segment))
    number = {tier: index for index, tier in enumerate(tiers)}
    return tiers, np.array([*(number[tier] for tier in tier_of_segment), _NO_TIER], dtype=np.int64)


def cells_by_tier(log: TimeLog, tier_of_segment: Sequence[str | None]) -> Cells:
    """Group a log by task and tier: its known tasks, where the segment is known.

    ``tier_of_segment`` has the tier of each segment of the plan, in the plan's order.
    """
    import numpy as np

    found = columns(log)
    tiers, number = tier_numbers(tier_of_segment)
    tier = number[found.segment]
    inside = (found.task < log.known_tasks) & (tier != _NO_TIER)
    key = np.where(inside, found.task * len(tiers) + tier, -1)
    return _cells(log, found, key, [Group(task, each) for task in range(log.known_tasks) for each in tiers])


def cells_by_task(log: TimeLog) -> Cells:
    """Group a log by task, in whatever tier and segment: its known tasks."""
    import numpy as np

    found = columns(log)
    key = np.where(found.task < log.known_tasks, found.task, -1)
    return _cells(log, found, key, [Group(task, None) for task in range(log.known_tasks)])


def _cells(log: TimeLog, found: Columns, key: Ints, groups: list[Group]) -> Cells:
    """Keep the occurrences with a key of 0 or more, an index into ``groups``, and the groups that have any."""
    import numpy as np

    weeks = weeks_of(log)
    kept = key >= 0
    used = np.flatnonzero(np.bincount(key[kept], minlength=len(groups)))
    place = np.zeros(len(groups), dtype=np.int64)
    place[used] = np.arange(len(used))
    return Cells(
        csms=sorted(log.csms),
        weeks=weeks,
        groups=[groups[index] for index in used],
        group=place[key[kept]],
        cell=(found.csm * weeks + found.week)[kept],
        minutes=found.minutes[kept],
    )
