"""The section ``time_log``, and what a time log says once it is read."""

from __future__ import annotations

from array import array
from dataclasses import dataclass, field
from typing import Annotated, Literal, NamedTuple

from pydantic import BeforeValidator, Field

from csplan.plan.tables import TableFile
from csplan.plan.types import Date, FileForm, Listed, Section, Share, Text

Preset = Literal[
    "toggl", "clockify", "harvest", "tempo", "kimai", "outlook", "google-calendar", "gainsight", "rescuetime", "timely",
    "paymo", "solidtime", "watson", "timewarrior", "icalendar",
]  # fmt: skip
Occurrence = Literal["day", "row"]
Files = Annotated[tuple[Text, ...], Listed]

NOBODY = "(nobody)"
"""Stands among a log's people for whoever did the work of entries that name no person."""
NO_TASK = "(no task)"
"""Stands among a log's tasks for entries that name none."""


class Column(Section):
    """Where the values of a column are: under one of several headings, or the same for every entry."""

    headings: tuple[Text, ...] = Field(
        (), description="headings, of which in every row the first that is filled counts"
    )
    value: Text | None = Field(None, description="one value for every row: {value: Ana}")


def _column_form(value: object) -> object:
    if isinstance(value, dict):
        return value
    return {"headings": value if isinstance(value, tuple) else (value,)}


ColumnForm = BeforeValidator(_column_form)
"""Turns a heading, or a list of headings, into the form that may have one value for every row instead."""


class Period(Section):
    """The days that a log covers, both included."""

    first: Date = Field(alias="from", description="first day")
    last: Date = Field(alias="to", description="last day")


class TimeLogFile(TableFile):
    """Where the time log is, how its headings read, and what share of the work it holds."""

    file: Files = Field(
        description="CSV, a YAML list or a calendar, one row for a piece of work; a list of them, or a folder"
    )
    preset: Preset | None = Field(None, description="headings of a time tracker's export")
    columns: dict[str, Annotated[Column, ColumnForm]] | None = Field(
        None, description="headings of the file: {minutes: Duration, task: [Task, Notes], csm: {value: Ana}}"
    )
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
