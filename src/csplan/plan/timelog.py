"""The section ``time_log``."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from csplan.plan.tables import TableFile
from csplan.plan.types import Date, FileForm, Listed, Section, Share, Text

Preset = Literal[
    "toggl", "clockify", "harvest", "tempo", "kimai", "outlook", "google-calendar", "gainsight", "rescuetime", "timely",
    "paymo", "solidtime", "watson", "timewarrior", "icalendar",
]  # fmt: skip
Occurrence = Literal["day", "row"]
Files = Annotated[tuple[Text, ...], Listed]


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
