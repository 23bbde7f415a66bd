"""The section ``desks``: promises of answers to contacts that come in by themselves, on chat or by phone."""

from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from csplan.plan.keys import said
from csplan.plan.tables import TableFile
from csplan.plan.types import (
    AtOnce,
    DaysOfYear,
    Listed,
    Name,
    PartOf,
    Promise,
    Section,
    Share,
    Text,
    Time,
    TimeOfDay,
)

Names = Annotated[tuple[Name, ...], Listed]
MINUTES_OF_A_DAY = 24 * 60


def _arrivals_form(value: object) -> object:
    if isinstance(value, tuple):
        return {"shares": value}
    return value if isinstance(value, dict) else {"file": value}


ArrivalsForm = BeforeValidator(_arrivals_form)
"""Turns a list of shares, or the path of a table of times, into the form that may say more of the table."""


class Open(Section):
    """When a desk is open; one that is open over midnight ends before it starts."""

    days: DaysOfYear = Field(
        description="days a year", json_schema_extra=said("open_days", meaning="days a year that the desk is open")
    )
    first: TimeOfDay = Field(alias="from", description="time of day at which it opens")
    last: TimeOfDay = Field(alias="to", description="time of day at which it closes")

    @property
    def minutes(self) -> float:
        """Minutes of a day that it is open."""
        return (self.last - self.first) % MINUTES_OF_A_DAY or MINUTES_OF_A_DAY


class Arrivals(TableFile):
    """When contacts come in: shares of the day in equal intervals, or a table of their times."""

    shares: tuple[Share, ...] | None = Field(
        None,
        description="shares of a day's contacts, in equal intervals from opening to closing",
        json_schema_extra=said(kind="none"),
    )
    file: Text | None = Field(None, description="a table with the time of every contact; shares are counted in it")
    column: Text | None = Field(None, description="heading of the times (default: found out)")
    every: Time | None = Field(
        None, description="length of the intervals that are counted (default 1 h)", json_schema_extra=said(kind="none")
    )


class Desk(Section):
    """A promise of answers: who is promised what, when, and what may be taken of people."""

    name: Name = Field(description="what it is called in reports", json_schema_extra=said("desk"))
    tasks: Names = Field(description="tasks that it answers: their volume and times are its contacts")
    segments: Names | None = Field(None, description="whose (default: all that have the tasks); they share one team")
    answered: Promise = Field(
        description="what is promised: 80% within 60 s",
        json_schema_extra=said(unit="Share", meaning="share of contacts to be answered in time", by_hand=True),
    )
    open: Open = Field(description="when it is open")
    arrivals: Annotated[Arrivals, ArrivalsForm] | None = Field(
        None, description="when contacts come in: shares of the day, or a table of times (default: evenly)"
    )
    patience: Time | None = Field(
        None,
        description="mean time until somebody gives up (default: nobody does)",
        json_schema_extra=said(unit="Minutes", by_hand=True),
    )
    most_lost: Share | None = Field(
        None,
        description="share of contacts that may give up, at most, where patience is stated",
        json_schema_extra=said(),
    )
    occupancy: PartOf | None = Field(
        None,
        description="share of the time at the desk in which people may serve contacts, at most (default 85%)",
        json_schema_extra=said(pack="occupancy"),
    )
    at_once: AtOnce | None = Field(
        None,
        description="contacts that one person serves at a time; tasks then take as long as with so many (default 1)",
        json_schema_extra=said(default=1.0, source="csplan, one after the other"),
    )
    shift_fit: PartOf | None = Field(
        None,
        description="share of the hours of shifts that the desk needs (default 100%)",
        json_schema_extra=said(default=1.0, source="csplan, shifts fit the day"),
    )
    at_least_one: Literal["yes", "no"] | None = Field(
        None,
        description="whether somebody is there also where nobody comes in (default no)",
        json_schema_extra=said(kind="none"),
    )


@dataclass(frozen=True, slots=True)
class Day:
    """The intervals of a desk's day: when each starts, in minutes, and its share of the contacts."""

    starts: tuple[float, ...]
    shares: tuple[float, ...]
    file: str = ""
    """The table in which they were counted; "" where none was."""
