"""Time logs for tests: from rows, and at random with known truth."""

from __future__ import annotations

from array import array
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from csplan.plan.log import TimeLog

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

MONDAY = date(2026, 1, 5).toordinal()

Row = tuple[int, int, int, int, float]
"""Task, CSM, segment, days after the first, minutes."""


def log_of(  # noqa: PLR0913 - what a log is made of
    rows: Iterable[Row],
    *,
    tasks: Sequence[str] = ("check-in", "review"),
    known_tasks: int = 2,
    csms: Sequence[str] = ("Ann", "Bo"),
    days: int = 14,
    covers: float = 1.0,
    first_day: int = MONDAY,
) -> TimeLog:
    rows = list(rows)
    task, csm, segment, day, minutes = zip(*rows, strict=True) if rows else ((), (), (), (), ())
    return TimeLog(
        file="log.csv",
        tasks=list(tasks),
        known_tasks=known_tasks,
        csms=list(csms),
        task=array("i", task),
        csm=array("i", csm),
        segment=array("i", segment),
        day=array("i", [first_day + each for each in day]),
        minutes=array("d", minutes),
        rows=len(rows),
        bad_rows=0,
        first_day=first_day,
        last_day=first_day + days - 1,
        covers=covers,
    )


class Team(NamedTuple):
    """A team whose entries are drawn at random, in as many segments as tasks are split over."""

    csms: int = 6
    weeks: int = 13
    tasks: int = 8
    segments: int = 4
    a_week: float = 2.0
    """Mean occurrences of one task in one segment by one CSM in one week; gamma-mixed Poisson."""
    mixed: float = 2.0
    """Shape of that gamma: the lower, the more weeks differ."""
    sigma: float = 0.7
    """Of the logarithms of minutes, in a CSM-week."""
    weekly: float = 0.3
    """Of the logarithms of minutes, between CSM-weeks."""
    noise: str = "lognormal"
    rounded: float = 0.0
    """Minutes to which entries are rounded."""
    slow: float = 1.0
    """By what the first CSM's times are longer."""
    typical: float = 40.0
    """Median minutes."""

    @property
    def mean(self) -> float:
        """Minutes of an occurrence: the truth."""
        return float(self.typical * np.exp((self.sigma**2 + self.weekly**2) / 2))

    def log(self, seed: int) -> TimeLog:
        rng = np.random.default_rng(seed)
        shape = (self.tasks, self.segments, self.csms, self.weeks)
        counts = rng.poisson(rng.gamma(self.mixed, self.a_week / self.mixed, shape))
        task, segment, csm, week = (np.repeat(each.ravel(), counts.ravel()) for each in np.indices(shape))
        size = int(counts.sum())
        hard = np.repeat(rng.normal(0, self.weekly, shape).ravel(), counts.ravel())
        if self.noise == "lognormal":
            drawn = np.exp(rng.normal(0, self.sigma, size))
        elif self.noise == "exponential":
            drawn = rng.exponential(1, size)
        else:
            drawn = np.exp(self.sigma * rng.standard_t(3, size))
        minutes = self.typical * drawn * np.exp(hard) * np.where(csm == 0, self.slow, 1)
        if self.rounded:
            minutes = np.maximum(self.rounded, np.round(minutes / self.rounded) * self.rounded)
        day = week * 7 + rng.integers(0, 5, size)
        return log_of(
            zip(task.tolist(), csm.tolist(), segment.tolist(), day.tolist(), minutes.tolist(), strict=True),
            tasks=[f"task {index}" for index in range(self.tasks)],
            known_tasks=self.tasks,
            csms=[f"csm {index:02}" for index in range(self.csms)],
            days=self.weeks * 7,
        )

    @property
    def tiers(self) -> list[str]:
        return [f"tier {index}" for index in range(self.segments)]
