"""The section ``time_log``, and what a time log says once it is read."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Annotated, Literal, NamedTuple

from pydantic import Field

from csplan.plan.types import Date, FileForm, Section, Share, Text

if TYPE_CHECKING:
    from array import array

Preset = Literal["toggl", "clockify", "harvest", "tempo"]
Occurrence = Literal["day", "row"]
DateFormat = Literal["dmy", "mdy"]


class Period(Section):
    """The days that a log covers, both included."""

    first: Date = Field(alias="from", description="first day")
    last: Date = Field(alias="to", description="last day")


class TimeLogFile(Section):
    """Where the time log is, how its headings read, and what share of the work it holds."""

    file: Text = Field(description="a YAML list or a CSV file, one row for a piece of work")
    preset: Preset | None = Field(None, description="headings of a time tracker's export")
    columns: dict[str, Text] | None = Field(None, description="headings of the file: {minutes: Duration}")
    date_format: DateFormat | None = Field(None, description="dmy: 31/12/2026; mdy: 12/31/2026 (default: found out)")
    covers: Share | None = Field(None, description="share of the team's work that it holds (default 100%)")
    period: Period | None = Field(None, description="the days it covers (default: the span of its dates)")
    occurrence: Occurrence | None = Field(
        None, description="day: rows of one task, CSM, customer and day are one occurrence (default); row: each is one"
    )


TimeLogSection = Annotated[TimeLogFile, FileForm]


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
    unknown: list[UnknownTask] = field(default_factory=list)
    full_days: list[FullDay] = field(default_factory=list)

    @property
    def years(self) -> float:
        """Length of the period in years of 365 days."""
        return (self.last_day - self.first_day + 1) / 365
