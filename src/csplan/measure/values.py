"""What a time log says of how long tasks take and how often they are done, and how sure that is."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from csplan.measure.bootstrap import bca, resampled_sums
from csplan.measure.cells import cells_by_task, cells_by_tier

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from csplan.measure.cells import Cells, Floats
    from csplan.plan.log import TimeLog

    VolumeOf = Callable[[tuple[str, str | None]], float | None]

RESAMPLES = 2000
THIN = 5
"""Fewer occurrences than this are a thin base."""
ENOUGH_TO_CONTRADICT = 20
"""Occurrences from which on a record can contradict a stated value."""
FAR_OFF = 0.25
"""Share of the measured value by which a stated one has to differ to be contradicted."""
FAR_OFF_POINTS = 0.05
"""By so much a stated share has to be off to be contradicted."""


class Estimate(NamedTuple):
    """A measured number with its 95% interval; ``low`` and ``high`` are None where nothing says how sure it is."""

    value: float
    low: float | None
    high: float | None
    draws: Floats
    """Its values in the resamples of the log, shape (resamples,). Draw i of all estimates is the same resample."""


class Measured(NamedTuple):
    """What the log says of a task in a tier."""

    task: str
    tier: str | None
    """None for segments without a tier (`measured_values`), or for all of the log (`measured_tasks`)."""
    n: int
    """Occurrences."""
    takes: Estimate
    """Minutes each time: the mean, because totals are made of means."""
    median: float
    """Minutes."""
    percentile_80: float
    """Minutes; between two occurrences in proportion (Hyndman and Fan's definition 7, numpy's and Excel's default)."""
    times: Estimate | None
    """How often per driver and year; None where the volume of the driver is unknown or 0."""

    @property
    def thin(self) -> bool:
        """Whether there are too few occurrences to build on."""
        return self.n < THIN


def measured_values(
    log: TimeLog,
    tier_of_segment: Sequence[str | None],
    volumes: Mapping[tuple[str, str | None], float | None],
    *,
    seed: int = 0,
    resamples: int = RESAMPLES,
) -> list[Measured]:
    """Measure each task in each tier that has occurrences, in the order of the plan's tasks and segments.

    ``tier_of_segment`` has the tier of each segment of the plan, in order. ``volumes`` has what drives a task (its
    name) in a tier: customers, new customers, renewals or at-risk customers a year. Occurrences whose segment is
    unknown are in no tier. Uncertainty comes from resampling CSM-weeks (`cells.Cells`): how long and how often vary
    together. Source: csplan.
    """
    [found] = _measured_in(log, [(cells_by_tier(log, tier_of_segment), volumes.get)], seed, resamples)
    return found


def measured_tasks(
    log: TimeLog, volumes: Mapping[str, float | None], *, seed: int = 0, resamples: int = RESAMPLES
) -> list[Measured]:
    """Measure each task that has occurrences, in whatever tier or in none, in the order of the plan's tasks.

    ``volumes`` has what drives it a year in all segments. With the same seed and number, its draws are those of the
    same resamples as in `measured_values`.
    """
    [found] = _measured_in(log, [(cells_by_task(log), lambda key: volumes.get(key[0]))], seed, resamples)
    return found


def measured_both(
    log: TimeLog,
    tier_of_segment: Sequence[str | None],
    volumes: Mapping[tuple[str, str | None], float | None],
    totals: Mapping[str, float | None],
) -> tuple[list[Measured], list[Measured]]:
    """Return what `measured_values` and `measured_tasks` do, in little more than half the time: weeks are drawn once.

    ``totals`` are the volumes of the second.
    """
    cells = [
        (cells_by_tier(log, tier_of_segment), volumes.get),
        (cells_by_task(log), lambda key: totals.get(key[0])),
    ]
    by_tier, by_task = _measured_in(log, cells, 0, RESAMPLES)
    return by_tier, by_task


def _measured_in(
    log: TimeLog, cells: Sequence[tuple[Cells, VolumeOf]], seed: int, resamples: int
) -> list[list[Measured]]:
    import numpy as np

    sums = [np.hstack([each.sums(), each.sums(each.minutes)]) if each.groups else None for each, _ in cells]
    there = [each for each in sums if each is not None]
    if not there:
        return [[] for _ in cells]
    draws = resampled_sums(np.hstack(there), resamples, seed)
    found: list[list[Measured]] = []
    start = 0
    for (each, volume_of), of_each in zip(cells, sums, strict=True):
        columns = 0 if of_each is None else of_each.shape[1]
        own = draws[:, start : start + columns]
        found.append([] if of_each is None else list(_measured(log, each, volume_of, of_each, own)))
        start += columns
    return found


def _measured(log: TimeLog, cells: Cells, volume_of: VolumeOf, sums: Floats, draws: Floats) -> Iterator[Measured]:
    import numpy as np

    groups = len(cells.groups)
    count, minutes = sums[:, :groups], sums[:, groups:]
    ends = np.cumsum(np.bincount(cells.group, minlength=groups))
    by_group = np.split(cells.minutes[np.argsort(cells.group, kind="stable")], ends[:-1])
    for index, (group, of_group) in enumerate(zip(cells.groups, by_group, strict=True)):
        name = log.tasks[group.task]
        volume = volume_of((name, group.tier))
        n, drawn_n = count[:, index], draws[:, index]
        median, percentile_80 = np.quantile(of_group, [0.5, 0.8])
        yield Measured(
            task=name,
            tier=group.tier,
            n=len(of_group),
            takes=_takes(n, minutes[:, index], drawn_n, draws[:, groups + index]),
            median=float(median),
            percentile_80=float(percentile_80),
            times=_times(n, drawn_n, volume * log.years * log.covers) if volume else None,
        )


def _takes(n: Floats, minutes: Floats, drawn_n: Floats, drawn_minutes: Floats) -> Estimate:
    """Return the mean minutes of an occurrence, from occurrences and minutes by cell and by resample."""
    import numpy as np

    total_n, total_minutes = n.sum(), minutes.sum()
    with np.errstate(divide="ignore", invalid="ignore"):
        draws = drawn_minutes / drawn_n
        without = (total_minutes - minutes) / (total_n - n)
    # A resample without the task knows no duration: it borrows one, in turn, from those that do.
    known = drawn_n > 0
    value = float(total_minutes / total_n)
    drawn = draws[known] if known.any() else np.array([value])
    draws[~known] = np.resize(drawn, np.count_nonzero(~known))
    # Leaving out the only cell with the task leaves 0 / 0; with rounding it may leave anything / 0.
    without[n == total_n] = np.nan
    interval = bca(value, drawn, without)
    return Estimate(value, interval and interval.low, interval and interval.high, draws)


def _times(n: Floats, drawn_n: Floats, driver_years: float) -> Estimate:
    """Return occurrences per driver and year, from occurrences by cell and by resample."""
    total = n.sum()
    # A mean over cells, so that leaving one out does not shorten the year.
    without = (total - n) * (len(n) / max(1, len(n) - 1))
    interval = bca(float(total), drawn_n, without) if total > 1 else None
    return Estimate(
        float(total / driver_years),
        interval and interval.low / driver_years,
        interval and interval.high / driver_years,
        drawn_n / driver_years,
    )


def contradicts(stated: float, measured: float, low: float | None, high: float | None, n: int) -> bool:
    """Tell whether a record contradicts a stated value (all in one unit).

    It takes 20 occurrences, a stated value outside the interval, and one that is more than a quarter of the measured
    value off. Without an interval nothing is contradicted. Source: csplan.
    """
    if low is None or high is None or n < ENOUGH_TO_CONTRADICT:
        return False
    return not low <= stated <= high and abs(stated - measured) > FAR_OFF * measured
