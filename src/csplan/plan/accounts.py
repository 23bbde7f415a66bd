"""The section ``accounts``, and what the account book adds up to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import Field

from csplan.plan.tables import TableFile
from csplan.plan.types import FileForm, Listed, Name, Text

if TYPE_CHECKING:
    from array import array
    from datetime import date

Headings = Annotated[tuple[Name, ...], Listed]
"""One heading, or a list of which the first that is filled counts."""


class Accounts(TableFile):
    """Where the account book is and how its headings read."""

    file: Text = Field(description="a CSV file or an Excel workbook, one row a customer")
    columns: dict[Name, Headings] | None = Field(
        None, description="headings of the file: {arr: Annual Value}; of a list, the first that is filled"
    )
    unit: Text | None = Field(None, description="of its amounts, where that is not 1: k, 万, million")
    rows: Literal["customers", "subscriptions"] | None = Field(
        None, description="subscriptions: the rows of a customer are added up (default: customers, one row each)"
    )


AccountsSection = Annotated[Accounts, FileForm]


@dataclass(slots=True)
class SegmentSums:
    """What the rows of one segment add up to; None where the book has no such column."""

    customers: int = 0
    arr: float = 0.0
    at_risk_customers: float | None = None
    new_customers: float | None = None
    renewals: float | None = None
    renewals_by_month: tuple[float, ...] | None = None
    """Those of each of the year's twelve months."""
    unserved_large_customers: int | None = None
    held: dict[str, int] | None = None
    """Customers by CSM."""


@dataclass(slots=True)
class AccountRows:
    """The customers of the book one by one, as columns."""

    names: list[str]
    segment: array[int]
    """Index of the segment of each; -1 where none, or more than one, claims it."""
    arr: array[float]
    cells: dict[str, list[str]]
    """What stands in other columns, by csplan's names for them: ``csm``, ``since``, ``renewal_date``."""


@dataclass(slots=True)
class AccountList:
    """The accounts one by one, as columns, for answers that are about each; those in one segment alone."""

    customers: list[str]
    segments: list[int]
    """Indices of segments of the plan."""
    arr: list[float]
    csms: list[str]
    """Who has it, as first written; "" where nobody has."""
    at_risk: list[bool | None]
    """None where the book does not say; so for all that follow."""
    new: list[bool | None]
    renewal: list[date | None]
    since: list[date | None]
    """From when it has its CSM."""
    values: dict[str, list[tuple[str, ...]]]
    """What other columns say that are asked for, by their names, folded."""


@dataclass(slots=True)
class AccountBook:
    """The account book, added up by segment."""

    file: str
    segments: dict[str, SegmentSums]
    customers: dict[str, int]
    """The index of the segment of each customer, for the time log; empty where there is none."""
    rows: AccountRows | None = None
    """Each customer, where the plan has a record of them."""
    each: AccountList | None = None
    """The accounts one by one, where they were asked for."""
