"""The sections ``segments`` and ``teams``: the customers to serve, and who shares people."""

from __future__ import annotations

from pydantic import Field

from csplan.plan.types import (
    Conditions,
    Cost,
    Count,
    MoneyOrNone,
    Name,
    PositiveMoney,
    PositiveNumber,
    Section,
    Share,
    Text,
)


class Health(Section):
    """Shares of customers by colour of health; they add up to 100%."""

    green: Share | None = Field(None, description="healthy")
    lime: Share | None = Field(None, description="sub-healthy")
    yellow: Share | None = Field(None, description="unhealthy")
    red: Share | None = Field(None, description="in danger")

    @property
    def at_risk(self) -> float:
        """Share of customers that are yellow or red."""
        return (self.yellow or 0.0) + (self.red or 0.0)


class Segment(Section):
    """A group of customers with like needs."""

    name: Name = Field(description="what reports and the account book call it")
    tier: Name | None = Field(None, description="default: the tier whose band holds the mean ACV")
    team: Name | None = Field(None, description="default: a team of its own")
    role: Name | None = Field(None, description="default: the team's, the tier's, the first role")
    customers: Count | None = Field(None, description="the year's average, new ones included")
    arr: Cost | None = Field(None, description="annual recurring revenue, the year's average")
    new_customers: Count | None = Field(None, description="onboarded in the year")
    contract_years: PositiveNumber | None = Field(None, description="length of a contract (default 1)")
    renewals: Count | None = Field(None, description="default: customers / contract_years")
    renewal_rate: Share | None = Field(None, description="share of due renewals that are won")
    expansion: Cost | None = Field(None, description="expansion ARR, a year")
    at_risk: Share | None = Field(None, description="share of customers in yellow or red health")
    health: Health | None = Field(None, description="the health mix, instead of at_risk")
    complexity: PositiveNumber | None = Field(None, description="how much more work than the standard (default 1)")
    csms_now: Count | None = Field(None, description="CSMs who serve it today; or on the team")
    arr_per_csm: PositiveMoney | None = Field(None, description="overrides the rule pack")
    arr_cap: MoneyOrNone | None = Field(None, description="overrides the rule pack; none switches it off")
    credited_revenue: Cost | None = Field(None, description="overrides economics.growth.credited_revenue")
    attributes: dict[Name, Text] | None = Field(None, description="anything of your own")
    where: dict[Name, Conditions] | None = Field(None, description="which rows of the account book belong here")


class Team(Section):
    """Segments that share people."""

    name: Name = Field(description="what its segments call it")
    role: Name | None = Field(None, description="who works in it")
    csms_now: Count | None = Field(None, description="CSMs today")
