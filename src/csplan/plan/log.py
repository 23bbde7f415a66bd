"""What a time log says, once it is read."""

from __future__ import annotations

from array import array
from dataclasses import dataclass, field
from typing import NamedTuple

NOBODY = "(nobody)"
"""Stands among a log's people for whoever did the work of entries that name no person."""
NO_TASK = "(no task)"
"""Stands among a log's tasks for entries that name none."""


class UnknownTask(NamedTuple):
    """Entries under a name that is no task of the plan: counted as time, in no task."""

    name: str
    rows: int
    minutes: float


class FullDay(NamedTuple):
    """A day on which one person logged more than 24 hours: flagged, and kept."""

    csm: str
    day: int
    """Ordinal, as of date.toordinal."""
    minutes: float


@dataclass(slots=True)
class TimeLog:
    """What a time log holds, as columns: one element for each occurrence, in no particular order.

    ``task`` is an index into ``tasks`` (the plan's tasks first, in their order, then unknown names); ``segment`` an
    index into the plan's segments, -1 where an entry says neither segment nor a customer of the account book, or none
    that is known; ``day`` a date ordinal.
    """

    file: str
    tasks: list[str]
    known_tasks: int
    """How many of ``tasks`` are tasks of the plan."""
    csms: list[str]
    task: array[int]
    csm: array[int]
    segment: array[int]
    day: array[int]
    minutes: array[float]
    rows: int
    """Rows that were read and counted."""
    bad_rows: int
    first_day: int
    last_day: int
    """The period, stated or the span of the dates; both ends included."""
    covers: float
    place: array[int] = field(default_factory=lambda: array("i"))
    """Index into ``customers``."""
    customers: list[str] = field(default_factory=list)
    """Names, folded; "" where an entry names none."""
    unknown: list[UnknownTask] = field(default_factory=list)
    full_days: list[FullDay] = field(default_factory=list)

    @property
    def people(self) -> int:
        """How many people it names."""
        return len(self.csms) - (NOBODY in self.csms)

    @property
    def years(self) -> float:
        """Length of the period in years of 365 days."""
        return (self.last_day - self.first_day + 1) / 365
