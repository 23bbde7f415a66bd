"""The sections ``events`` and ``snapshots``, and what the tables hold: what happened, and how customers were."""

from __future__ import annotations

from array import array
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Annotated, Literal, NamedTuple, get_args

from pydantic import Field

from csplan.plan.accounts import Headings
from csplan.plan.tables import TableFile
from csplan.plan.types import FileForm, Name, Text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

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


Kind = Literal["number", "yes", "day"]


class Cells(NamedTuple):
    """A column that ``health`` names, and what its cells hold."""

    column: str
    kind: Kind


class EventsFile(TableFile):
    """Where the table of events is, how its headings read, and what its words mean."""

    file: Text = Field(description="a CSV file or an Excel workbook, one row for one thing that happened")
    columns: dict[Name, Headings] | None = Field(None, description="headings of the file: {event: Type, arr: Amount}")
    names: dict[Name, Event] | None = Field(None, description="what its words mean: {Upsell: expansion, 续费: renewal}")


class SnapshotsFile(TableFile):
    """Where the table of snapshots is, and how its headings read."""

    file: Text = Field(description="a CSV file or an Excel workbook, one row for a customer on a day")
    columns: dict[Name, Headings] | None = Field(None, description="headings of the file: {health: Status}")


EventsSection = Annotated[EventsFile, FileForm]
SnapshotsSection = Annotated[SnapshotsFile, FileForm]


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
    """Those that ``health`` names: numbers, 1 and 0 for yes and no, ordinals of days; NaN where nothing is said."""
    people: list[str] = field(default_factory=list)
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
