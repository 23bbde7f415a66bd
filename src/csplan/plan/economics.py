"""The section ``economics``: margins to reach, what customers cost, what growth may cost."""

from typing import Literal

from pydantic import Field

from csplan.plan.keys import said
from csplan.plan.types import (
    Amount,
    ByTier,
    Cost,
    CostOrMeasured,
    Date,
    Name,
    PositiveMoney,
    PositiveNumber,
    Ratio,
    Section,
    Share,
    ShareOrMoney,
    Target,
    for_tier,
)

CountsIn = Literal["gross", "growth", "operating"]
Term = Literal["short_term", "long_cycle"]
Holds = Literal["company", "team"]


MEASURED_LOW = "measured_low"
"""Stands for measured credited revenue that counts at the lower end of its interval."""


class CostLine(Section):
    """A yearly cost of one customer, customer success apart: a share of ACV or an amount."""

    name: Name = Field(description="what it is for", json_schema_extra=said("line"))
    share: ByTier[Ratio] | None = Field(
        None,
        description="share of ACV, by tier where it differs",
        json_schema_extra=said(add="an `amount` or a `share` for the tier to the cost line"),
    )
    amount: ByTier[Cost] | None = Field(
        None,
        description="amount for one customer, by tier where it differs",
        json_schema_extra=said(add="an `amount` or a `share` for the tier to the cost line"),
    )
    years: PositiveNumber | None = Field(
        None,
        description="years over which the amount is spread (default 1)",
        json_schema_extra=said(unit="Years", default=1.0, source="csplan, each year anew"),
    )
    counts_in: CountsIn = Field(alias="in", description="the margin or account it counts in", json_schema_extra=said())


class Growth(Section):
    """What renewal and expansion may cost: by a ratio to their revenue, or by the return asked of spending."""

    cost_per_100: Cost | None = Field(
        None,
        description="what 100 of renewal and expansion revenue may cost",
        json_schema_extra=said(level="segment", add="`growth: {cost_per_100: ...}` to `economics`", by_hand=True),
    )
    owned: Share | None = Field(
        None,
        description="share of that revenue that is the team's (default 100%)",
        json_schema_extra=said(
            level="segment", pack="owned", add="`growth: {cost_per_100: ...}` to `economics`", by_hand=True
        ),
    )
    credited_revenue: CostOrMeasured | None = Field(
        None,
        description="incremental revenue credited to the team; measured: what the record says was added",
        json_schema_extra=said(
            meaning="incremental revenue credited to the team",
            add="`growth: {credited_revenue: ..., required_return: ...}` to `economics`",
            by_hand=True,
        ),
    )
    required_return: PositiveNumber | None = Field(
        None,
        description="return asked of each unit spent",
        json_schema_extra=said(
            level="segment", add="`growth: {credited_revenue: ..., required_return: ...}` to `economics`", by_hand=True
        ),
    )

    @property
    def measured(self) -> bool:
        """Whether the credited revenue is what a record of customers says was added."""
        return isinstance(self.credited_revenue, str)


class Spending(Section):
    """Money spent on growth besides people, and what it has brought back."""

    name: Name = Field(description="what it was spent on", json_schema_extra=said("spending"))
    amount: PositiveMoney = Field(description="money spent so far", json_schema_extra=said("spent"))
    kind: Term = Field(
        description="when it returns; a long cycle is judged at its review, not by its return now",
        json_schema_extra=said("term"),
    )
    returned: Cost | None = Field(
        None,
        description="incremental revenue that it has brought back so far",
        json_schema_extra=said(add="`returned` to the item of `spending`"),
    )
    review: Date | None = Field(
        None, description="the day by which its outcome is looked at again", json_schema_extra=said(kind="none")
    )


class Economics(Section):
    """Targets and costs."""

    holds: Holds | None = Field(
        None,
        description="what targets and budgets have to hold for (default: the company)",
        json_schema_extra=said(level="plan", default="company"),
    )
    gross_margin: ByTier[Target] | None = Field(
        None, description="gross margin to reach", json_schema_extra=said("gross_margin_target")
    )
    operating_margin: ByTier[Target] | None = Field(
        None, description="operating margin to reach", json_schema_extra=said("operating_margin_target")
    )
    arr_multiple: PositiveNumber | None = Field(
        None,
        description="company value per unit of ARR",
        json_schema_extra=said(level="plan", unit="Years", meaning="company value per unit of ARR"),
    )
    costs: tuple[CostLine, ...] | None = Field(None, description="yearly costs of one customer")
    growth: Growth | None = Field(None, description="the renewal-and-expansion account")
    cs_budget: ByTier[ShareOrMoney] | None = Field(
        None,
        description="what customer success may cost, as a share of ARR, such as 9%, or money a year, such as 1.2M",
        json_schema_extra=said("cs_budget_share", meaning="what customer success may cost, as a share of ARR"),
    )
    service_share: ByTier[Share] | None = Field(
        None,
        description="share of the work that is after-sales service",
        json_schema_extra=said(kind="figure", by_hand=True),
    )
    spending: tuple[Spending, ...] | None = Field(None, description="money spent on growth besides people")

    @property
    def measured(self) -> bool:
        """Whether the credited revenue is what a record of customers says was added."""
        return self.growth is not None and self.growth.measured

    @property
    def limits(self) -> bool:
        """Whether any target or budget is stated, for all customers or for some."""
        return any(each is not None for each in (self.gross_margin, self.operating_margin, self.growth, self.cs_budget))

    @property
    def budget(self) -> Amount | None:
        """The budget of customer success, where it is stated as money for all customers together."""
        stated = for_tier(self.cs_budget, None)
        return stated if isinstance(stated, Amount) else None
