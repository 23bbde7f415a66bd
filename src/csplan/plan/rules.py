"""A rule pack: what comparable companies do, every number with its source."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, Field

from csplan.diagnostics import did_you_mean, quoted
from csplan.plan.tiers import Tier
from csplan.plan.types import (
    Conditions,
    Cost,
    Count,
    Currency,
    HoursOfDay,
    LongForm,
    Name,
    PositiveMoney,
    PositiveNumber,
    Section,
    Share,
    Sourced,
    Text,
    refusal,
)

FACTS = {
    "stage": "the company's stage, which the plan states",
    "touch": "the tier's: high, mid, low or digital",
    "complexity": "the segment's complexity, where 1 is the standard",
    "automation": "the tier's: strong where automation serves most of it",
}
"""What the conditions of a rule may go by."""


def _fact(name: str) -> str:
    if name not in FACTS:
        raise refusal("unknown-key", f"unknown key {quoted(name)}", did_you_mean(name, FACTS))
    return name


Fact = Annotated[str, AfterValidator(_fact)]


class ArrRule(Section):
    """ARR per CSM where all conditions hold; the first rule that matches counts."""

    when: dict[Fact, Conditions] | None = Field(None, description=f"conditions on {', '.join(FACTS)}")
    value: PositiveMoney = Field(description="ARR per CSM")
    source: Text | None = Field(None, description="where it comes from: short name and section")
    note: Text | None = Field(None, description="what to know about it")


class Triggers(Section):
    """Thresholds of the signals."""

    hire_early: Annotated[Sourced[Share], LongForm] | None = Field(
        None, description="share of the ARR per CSM at which the next hire is due"
    )
    large_customer: Annotated[Sourced[Cost], LongForm] | None = Field(
        None, description="ARR from which a customer without a CSM counts towards a hire"
    )
    large_customers: Annotated[Sourced[Count], LongForm] | None = Field(
        None, description="so many large customers without a CSM are reason to hire"
    )
    automate_first: Annotated[Sourced[Share], LongForm] | None = Field(
        None, description="share of mechanical work in a low or digital tier above which automating comes first"
    )
    overloaded: Annotated[Sourced[PositiveNumber], LongForm] | None = Field(
        None, description="utilization above which CSMs are overloaded: 1 is 100%"
    )
    idle: Annotated[Sourced[Share], LongForm] | None = Field(
        None, description="utilization below which CSMs have room for more customers"
    )


class Benchmark(Section):
    """What is seen in practice: shown, never a bound."""

    name: Text = Field(description="what is compared")
    value: Text = Field(description="what is seen, in words")
    source: Text | None = Field(None, description="where it comes from: short name and section")
    note: Text | None = Field(None, description="what to know about it")


class Defaults(Section):
    """What counts where a plan says nothing."""

    hours_per_day: Annotated[Sourced[HoursOfDay], LongForm] = Field(
        Sourced[float](value=8.0, source="csplan", note="a working day of eight hours"), description="hours of a day"
    )
    sick_days: Annotated[Sourced[Count], LongForm] = Field(
        Sourced[float](value=0.0, source="csplan", note="none stated"), description="days of sickness, a year"
    )
    realization: Annotated[Sourced[Share], LongForm] = Field(
        Sourced[float](value=1.0, source="csplan", note="no loss stated"),
        description="share of planned customer time that happens",
    )
    other_costs: Annotated[Sourced[Cost], LongForm] = Field(
        Sourced[float](value=0.0, source="csplan", note="none stated"),
        description="costs of a CSM beyond pay and loading, a year",
    )
    complexity: Annotated[Sourced[PositiveNumber], LongForm] = Field(
        Sourced[float](value=1.0, source="csplan", note="the standard product"),
        description="how much more work than the standard",
    )
    contract_years: Annotated[Sourced[PositiveNumber], LongForm] = Field(
        Sourced[float](value=1.0, source="csplan", note="contracts of one year"), description="length of a contract"
    )
    owned: Annotated[Sourced[Share], LongForm] = Field(
        Sourced[float](value=1.0, source="csplan", note="all renewal and expansion revenue is the team's"),
        description="share of renewal and expansion revenue that is the team's",
    )
    expansion: Annotated[Sourced[Cost], LongForm] = Field(
        Sourced[float](value=0.0, source="csplan", note="none stated"), description="expansion ARR, a year"
    )


class RulePack(Section):
    """A set of rules for one market."""

    csplan: Text | None = Field(None, description="format version")
    name: Name = Field(description="the name a plan uses")
    title: Text | None = Field(None, description="one line on what it is")
    currency: Currency = Field(description="currency of its money")
    based_on: Name | None = Field(None, alias="from", description="the pack that it overrides")
    arr_per_csm: tuple[ArrRule, ...] = Field((), description="ARR per CSM; the first rule that matches counts")
    arr_cap: Annotated[Sourced[PositiveMoney], LongForm] | None = Field(
        None, description="contract value per CSM never to exceed"
    )
    tiers: tuple[Tier, ...] = Field((), description="tiers of a plan that states none")
    triggers: Triggers = Field(Triggers(), description="thresholds of the signals")
    benchmarks: tuple[Benchmark, ...] = Field((), description="what is seen in practice; never a bound")
    defaults: Defaults = Field(Defaults(), description="what counts where a plan says nothing")
