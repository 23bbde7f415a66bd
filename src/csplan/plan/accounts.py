"""The section ``accounts``, and what the account book adds up to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from pydantic import Field

from csplan.plan.types import FileForm, Name, Section, Text


class Accounts(Section):
    """Where the account book is and how its headings read."""

    file: Text = Field(description="a CSV file, one row a customer")
    columns: dict[Name, Name] | None = Field(None, description="headings of the file: {arr: Annual Value}")


AccountsSection = Annotated[Accounts, FileForm]


@dataclass(slots=True)
class SegmentSums:
    """What the rows of one segment add up to; None where the book has no such column."""

    customers: int = 0
    arr: float = 0.0
    at_risk_customers: float | None = None
    new_customers: int | None = None
    renewals: float | None = None
    unserved_large_customers: int | None = None
    held: dict[str, int] | None = None
    """Customers by CSM."""


@dataclass(slots=True)
class AccountBook:
    """The account book, added up by segment."""

    file: str
    segments: dict[str, SegmentSums]
    customers: dict[str, int]
    """The index of the segment of each customer, for the time log; empty where there is none."""
