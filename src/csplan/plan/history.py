"""The sections ``events`` and ``snapshots``, and what the tables hold: what happened, and how customers were."""

from __future__ import annotations

from array import array
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Annotated, Literal, NamedTuple, get_args

from pydantic import ConfigDict, Field

from csplan.plan.accounts import Headings
from csplan.plan.tables import TableFile
from csplan.plan.types import ALL, FileOrList, Listed, Name, Section, Text

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from csplan.plan.accounts import AccountRows

Event = Literal[
    "renewal", "opt_out", "churn", "expansion", "csql", "poc", "csqa", "referral", "sale", "service",
    "play", "contact", "request", "used", "invoice", "payment",
]  # fmt: skip
EVENTS: tuple[Event, ...] = get_args(Event)
"""What may happen, in the order of their codes."""
EVENT_COLUMNS = ("date", "event", "customer", "csm", "arr", "due", "value", "id", "from")
SNAPSHOT_COLUMNS = ("date", "customer", "csm", "health")
"""Those that csplan knows; others are of use where ``health`` names them."""
COLOURS = ("green", "lime", "yellow", "red")
"""Of health, the best first; codes count from 1, 0 is none."""
HEALTHY, AT_RISK = (1, 2), (3, 4)
NOBODY = -1
"""Stands for whoever is not named."""


Kind = Literal["number", "yes", "day", "share", "filled"]


class Cells(NamedTuple):
    """A column that ``health`` or ``scorecard`` names, and what its cells hold."""

    column: str
    kind: Kind


Texts = Annotated[tuple[Text, ...], Listed]
"""One text, or a list of them."""


class EventItem(Section):
    """One thing that happened, in a list; its values are written as in a table."""

    date: Text = Field(description="the day")
    event: Text = Field(description="what happened: renewal, opt_out, churn, expansion, csql, ...")
    customer: Text = Field(description="whose event it is, as the account book has it")
    csm: Texts | None = Field(None, description="who did it: one name, or several")
    arr: Text | None = Field(None, description="ARR that was renewed, kept or added")
    due: Text | None = Field(None, description="ARR that was up for renewal, or could have left")
    value: Text | None = Field(None, description="why or which: a reason, the new customer, the play")
    id: Text | None = Field(None, description="by which other events name it")
    origin: Text | None = Field(None, alias="from", description="id of the event that it came from")


class SnapshotItem(Section):
    """How a customer was on a day, in a list; other keys are the columns that ``health`` names."""

    model_config = ConfigDict(extra="allow")
    __pydantic_extra__: dict[str, Text] = Field(init=False)

    date: Text = Field(description="the day")
    customer: Text = Field(description="who, as the account book has it")
    csm: Texts | None = Field(None, description="whose customer it was that day: one name, or several")
    health: Text | None = Field(None, description="a colour, or a score")


class EventsFile(TableFile):
    """Where the table of events is, how its headings read, and what its words mean."""

    file: Text | None = Field(None, description="a CSV file or an Excel workbook, one row for one thing that happened")
    columns: dict[Name, Headings] | None = Field(None, description="headings of the file: {event: Type, arr: Amount}")
    names: dict[Name, Event] | None = Field(None, description="what its words mean: {Upsell: expansion, 续费: renewal}")
    listed: tuple[EventItem, ...] | None = Field(None, alias=ALL, description="the events themselves")


class SnapshotsFile(TableFile):
    """Where the table of snapshots is, and how its headings read."""

    file: Text | None = Field(None, description="a CSV file or an Excel workbook, one row for a customer on a day")
    columns: dict[Name, Headings] | None = Field(None, description="headings of the file: {health: Status}")
    listed: tuple[SnapshotItem, ...] | None = Field(None, alias=ALL, description="the snapshots themselves")


EventsSection = Annotated[EventsFile, FileOrList]
SnapshotsSection = Annotated[SnapshotsFile, FileOrList]


class RowLeftOut(NamedTuple):
    """A row that is left out, and why."""

    file: str
    line: int
    why: str


@dataclass(slots=True)
class Events:
    """What happened, as columns: one element for each row that counts, in the order of the table."""

    file: str
    kind: array[int] = field(default_factory=lambda: array("b"))
    """Index into EVENTS."""
    day: array[int] = field(default_factory=lambda: array("i"))
    """Ordinals, as of date.toordinal."""
    customer: array[int] = field(default_factory=lambda: array("i"))
    """Index into the history's customers."""
    csm: array[int] = field(default_factory=lambda: array("i"))
    """Index into ``people``; NOBODY where a row names none."""
    arr: array[float] = field(default_factory=lambda: array("d"))
    due: array[float] = field(default_factory=lambda: array("d"))
    """NaN where a row says none."""
    value: array[int] = field(default_factory=lambda: array("i"))
    """Index into ``values``; NOBODY where a row says none."""
    came: array[int] = field(default_factory=lambda: array("i"))
    """The event that it came from; NOBODY where it came from none that is there."""
    line: array[int] = field(default_factory=lambda: array("i"))
    people: list[str] = field(default_factory=list)
    """What stands where a CSM is named: one name, or several with semicolons."""
    values: list[str] = field(default_factory=list)

    def lost(self, index: int) -> bool:
        """Tell whether an event says that a customer left."""
        kind = EVENTS[self.kind[index]]
        return kind == "churn" or (kind in {"renewal", "opt_out"} and self.arr[index] == 0)


@dataclass(slots=True)
class Snapshots:
    """How customers were, as columns: one element for each row that counts, in the order of the table."""

    file: str
    day: array[int] = field(default_factory=lambda: array("i"))
    customer: array[int] = field(default_factory=lambda: array("i"))
    colour: array[int] = field(default_factory=lambda: array("b"))
    """1 to 4, an index into COLOURS from 1; 0 where a row says none."""
    csm: array[int] = field(default_factory=lambda: array("i"))
    line: array[int] = field(default_factory=lambda: array("i"))
    columns: dict[Cells, array[float]] = field(default_factory=dict)
    """Those that ``health`` and ``scorecard`` name: numbers, shares, 1 and 0 for yes and no, ordinals of days.

    NaN where nothing is said.
    """
    people: list[str] = field(default_factory=list)
    unread: int = 0
    """Rows whose health is a word that is no colour."""
    rows: list[array[int]] = field(default_factory=list)
    """The rows of each customer, by index, in the order of their days: of several on one day, the last."""


@dataclass(slots=True)
class History:
    """The record of a plan: events, snapshots, and the customers that these and the account book name."""

    customers: list[str]
    """Names, as first written; those of the account book first, in its order."""
    book: AccountRows | None
    events: Events | None
    snapshots: Snapshots | None
    left_out: Sequence[RowLeftOut] = ()
    renewal_day: Mapping[int, int] = field(default_factory=dict)
    """When the contract of a customer renews, by the account book."""
    since: Mapping[int, int] = field(default_factory=dict)
    """Since when a customer is one, by the account book."""
    unknown_renewals: int = 0
    """Renewals that are left out, because nobody knows whose they are."""
    opt_out: Collection[int] = ()
    """Who may leave before the contract ends, by the account book."""

    @property
    def first_day(self) -> int:
        """The first day of the record, an ordinal."""
        return min(min(each.day) for each in (self.events, self.snapshots) if each is not None and each.day)

    @property
    def last_day(self) -> int:
        """The last day of the record."""
        return max(max(each.day) for each in (self.events, self.snapshots) if each is not None and each.day)

    @property
    def empty(self) -> bool:
        """Whether no row of either table counts."""
        return not any(each is not None and each.day for each in (self.events, self.snapshots))
