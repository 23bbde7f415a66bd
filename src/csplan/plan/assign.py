"""The section ``assign``: what makes books even, who may have what, and what stays where it is."""

from typing import Annotated, Literal

from pydantic import Field

from csplan.plan.types import Count, Listed, Name, PositiveMoney, Section, Share, Span

Measure = Literal["arr", "hours", "customers", "renewals", "at_risk"]
MEASURES: tuple[Measure, ...] = ("arr", "hours", "customers", "renewals", "at_risk")
Names = Annotated[tuple[Name, ...], Listed]
BALANCE: tuple[Measure, ...] = ("arr", "hours")
WITHIN = 0.1


class Keep(Section):
    """Accounts that stay with whoever has them, as long as that CSM is there."""

    arr: PositiveMoney | None = Field(None, description="of so much ARR or more: 400k")
    renewal: Span | None = Field(None, description="that renew within this time: 60 d")
    at_risk: Literal["yes", "no"] | None = Field(None, description="yes: those at risk too (default no)")
    moved: Span | None = Field(
        None, description="that have their CSM for less than this, by csm_since of the book or snapshots: 180 d"
    )


class Assign(Section):
    """How accounts are shared out among the CSMs of a team."""

    balance: tuple[Measure, ...] | None = Field(
        None, description="what is even by capacity: arr, hours, customers, renewals, at_risk (default arr and hours)"
    )
    within: Share | None = Field(
        None, description="good enough: nobody further than that from their share (default 10%)"
    )
    match: Names | None = Field(
        None, description="columns of accounts and people: the account's value has to be one of the CSM's"
    )
    keep: Keep | None = Field(None, description="what stays where it is: {arr: 400k, renewal: 60 d}")
    moves: Count | None = Field(None, description="accounts that may move at most, beyond those that have to")
