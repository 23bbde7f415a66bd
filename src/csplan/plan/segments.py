"""The sections ``segments`` and ``teams``: the customers to serve, and who shares people."""

from typing import Literal

from pydantic import Field

from csplan.plan.by_month import ByMonth, ByMonthOrBook
from csplan.plan.keys import said
from csplan.plan.purpose import Purposes
from csplan.plan.types import (
    Conditions,
    Cost,
    Count,
    Date,
    Increase,
    MoneyOrNone,
    Name,
    PositiveMoney,
    PositiveNumber,
    Section,
    Share,
    Span,
    Text,
)


class Health(Section):
    """Shares of customers by colour of health; they add up to 100%."""

    green: Share | None = Field(None, description="healthy", json_schema_extra=said(kind="none"))
    lime: Share | None = Field(None, description="sub-healthy", json_schema_extra=said(kind="none"))
    yellow: Share | None = Field(
        None,
        description="unhealthy",
        json_schema_extra=said(
            "health_yellow",
            meaning="share of customers whose health is yellow",
            add="`at_risk` to segment {name}",
            by_hand=True,
        ),
    )
    red: Share | None = Field(
        None,
        description="in danger",
        json_schema_extra=said(
            "health_red",
            meaning="share of customers whose health is red",
            add="`at_risk` to segment {name}",
            by_hand=True,
        ),
    )


class SegmentMonths(Section):
    """How the numbers of a year fall on its months: twelve shares, or those of quarters: {Q1: 22%, Q2: 25%, ...}."""

    new_customers: ByMonth | None = Field(
        None, description="of new customers (default: a twelfth each)", json_schema_extra=said(kind="none")
    )
    renewals: ByMonthOrBook | None = Field(
        None,
        description="of renewals; book: the account book's dates (default, where it has them; else a twelfth each)",
        json_schema_extra=said(kind="none"),
    )
    expansion: ByMonth | None = Field(
        None, description="of expansion (default: a twelfth each)", json_schema_extra=said(kind="none")
    )


class Segment(Section):
    """A group of customers with like needs."""

    name: Name = Field(description="what reports and the account book call it")
    tier: Name | None = Field(None, description="default: the tier whose band holds the mean ACV")
    team: Name | None = Field(None, description="default: a team of its own")
    role: Name | None = Field(None, description="default: the team's, the tier's, the first role")
    purpose: Purposes | None = Field(
        None,
        description="what its CSMs are there for: [use_level, expansion] (default: the team's)",
        json_schema_extra=said(kind="none"),
    )
    customers: Count | None = Field(
        None,
        description="the year's average, new ones included",
        json_schema_extra=said(unit="Customers", measured_by="book", by_hand=True),
    )
    arr: Cost | None = Field(
        None,
        description="annual recurring revenue, the year's average",
        json_schema_extra=said(measured_by="book", by_hand=True),
    )
    new_customers: Count | None = Field(
        None,
        description="onboarded in the year",
        json_schema_extra=said(unit="Customers", measured_by="book", by_hand=True),
    )
    contract_years: PositiveNumber | None = Field(
        None,
        description="length of a contract (default 1)",
        json_schema_extra=said(unit="Years", pack="contract_years", by_hand=True),
    )
    renewals: Count | None = Field(
        None,
        description="default: customers / contract_years",
        json_schema_extra=said(measured_by="book", kind="figure", by_hand=True),
    )
    renewal_rate: Share | None = Field(None, description="share of due renewals that are won")
    expansion: Cost | None = Field(
        None, description="expansion ARR, a year", json_schema_extra=said(pack="expansion", by_hand=True)
    )
    at_risk: Share | None = Field(
        None,
        description="share of customers in yellow or red health",
        json_schema_extra=said(measured_by="book", kind="figure", by_hand=True),
    )
    health: Health | None = Field(None, description="the health mix, instead of at_risk")
    complexity: PositiveNumber | None = Field(
        None, description="how much more work than the standard (default 1)", json_schema_extra=said(pack="complexity")
    )
    csms_now: Count | None = Field(
        None,
        description="CSMs who serve it today; or on the team",
        json_schema_extra=said(kind="figure", add="`csms_now` to the segment or its team"),
    )
    arr_per_csm: PositiveMoney | None = Field(
        None,
        description="overrides the rule pack",
        json_schema_extra=said(
            unit="MoneyPerCSM",
            meaning="ARR per CSM of comparable companies",
            add="`arr_per_csm` to the segment, or a rule pack with `rules`",
        ),
    )
    arr_cap: MoneyOrNone | None = Field(
        None,
        description="overrides the rule pack; none switches it off",
        json_schema_extra=said(
            unit="MoneyPerCSM",
            meaning="contract value that one CSM should never exceed",
            add="`arr_cap` to the segment, or a rule pack that has one with `rules`",
            by_hand=True,
        ),
    )
    credited_revenue: Cost | None = Field(
        None,
        description="overrides economics.growth.credited_revenue",
        json_schema_extra=said(
            "own_credited_revenue", meaning="credited revenue that the segment states for itself", by_hand=True
        ),
    )
    customers_at_start: Count | None = Field(
        None,
        description="customers on the first day (default: so that the average is `customers`, which may be left out)",
        json_schema_extra=said(unit="Customers", meaning="customers on the first day", kind="figure"),
    )
    months: SegmentMonths | None = Field(None, description="how the year's numbers fall on its months")
    churn: Share | None = Field(
        None,
        description="share of customers who leave in a year besides renewals that are lost (default: none)",
        json_schema_extra=said(meaning="share of customers who leave in a year besides renewals that are lost"),
    )
    next_year: Increase | None = Field(
        None,
        description="new customers of the following plan year against this one: +20% (default: as many)",
        json_schema_extra=said(unit="Share", kind="none"),
    )
    product: Literal["simple", "technical", "vertical", "change"] | None = Field(
        None,
        description="what is sold: simple, technical, vertical (of one trade), or change (of how customers work)",
        json_schema_extra=said(unit="Text", meaning="what is sold: simple, technical, vertical or change"),
    )
    sales_cycle: Span | None = Field(
        None,
        description="how long it takes to sell: 9 months",
        json_schema_extra=said(meaning="how long it takes to sell"),
    )
    attributes: dict[Name, Text] | None = Field(None, description="anything of your own")
    where: dict[Name, Conditions] | None = Field(None, description="which rows of the account book belong here")


class Absence(Section):
    """People of a team who are known to be away; without ``to`` they leave for good."""

    people: PositiveNumber = Field(description="how many", json_schema_extra=said(kind="none"))
    first: Date = Field(alias="from", description="the first day away")
    last: Date | None = Field(None, alias="to", description="the last day away (default: they leave for good)")
    paid: Share | None = Field(
        None,
        description="share of their cost that is paid meanwhile (default 100%)",
        json_schema_extra=said(kind="none"),
    )


class Team(Section):
    """Segments that share people."""

    name: Name = Field(description="what its segments call it")
    role: Name | None = Field(None, description="who works in it")
    purpose: Purposes | None = Field(
        None, description="what it is there for: [use_level, expansion]", json_schema_extra=said(kind="none")
    )
    csms_now: Count | None = Field(
        None,
        description="CSMs today",
        json_schema_extra=said(
            "stated_csms_now",
            unit="CSMs",
            meaning="CSMs of the team today, as stated",
            add="`csms_now` to the team or its segments",
            by_hand=True,
        ),
    )
    absences: tuple[Absence, ...] | None = Field(
        None, description="who is known to be away, or to leave: {people: 1, from: 2027-04-01, to: 2027-09-30}"
    )
