"""The section ``economics``: margins to reach, what customers cost, what growth may cost."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from csplan.plan.types import (
    ByTier,
    Cost,
    Date,
    Name,
    PositiveMoney,
    PositiveNumber,
    Ratio,
    Section,
    Share,
    Target,
)

CountsIn = Literal["gross", "growth", "operating"]
Term = Literal["short_term", "long_cycle"]


class CostLine(Section):
    """A yearly cost of one customer, customer success apart: a share of ACV or an amount."""

    name: Name = Field(description="what it is for")
    share: ByTier[Ratio] | None = Field(None, description="share of ACV, by tier where it differs")
    amount: ByTier[Cost] | None = Field(None, description="amount for one customer, by tier where it differs")
    years: PositiveNumber | None = Field(None, description="years over which the amount is spread (default 1)")
    counts_in: CountsIn = Field(alias="in", description="the margin or account it counts in")


class Growth(Section):
    """What renewal and expansion may cost: by a ratio to their revenue, or by the return asked of spending."""

    cost_per_100: Cost | None = Field(None, description="what 100 of renewal and expansion revenue may cost")
    owned: Share | None = Field(None, description="share of that revenue that is the team's (default 100%)")
    credited_revenue: Cost | None = Field(None, description="incremental revenue credited to the team")
    required_return: PositiveNumber | None = Field(None, description="return asked of each unit spent")


class Spending(Section):
    """Money spent on growth besides people, and what it has brought back."""

    name: Name = Field(description="what it was spent on")
    amount: PositiveMoney = Field(description="money spent so far")
    kind: Term = Field(description="when it returns; a long cycle is judged at its review, not by its return now")
    returned: Cost | None = Field(None, description="incremental revenue that it has brought back so far")
    review: Date | None = Field(None, description="the day by which its outcome is looked at again")


class Economics(Section):
    """Targets and costs."""

    gross_margin: ByTier[Target] | None = Field(None, description="gross margin to reach")
    operating_margin: ByTier[Target] | None = Field(None, description="operating margin to reach")
    arr_multiple: PositiveNumber | None = Field(None, description="company value per unit of ARR")
    costs: tuple[CostLine, ...] | None = Field(None, description="yearly costs of one customer")
    growth: Growth | None = Field(None, description="the renewal-and-expansion account")
    cs_budget: ByTier[Share] | None = Field(None, description="what customer success may cost, as a share of ARR")
    service_share: ByTier[Share] | None = Field(None, description="share of the work that is after-sales service")
    spending: tuple[Spending, ...] | None = Field(None, description="money spent on growth besides people")
