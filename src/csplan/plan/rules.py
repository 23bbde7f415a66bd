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

FACTS = ("stage", "touch", "complexity", "automation")
"""What the conditions of a rule may go by: the plan's stage, the segment's complexity, and its tier's ways."""


def _fact(name: str) -> str:
    if name not in FACTS:
        raise refusal("unknown-key", f"unknown key {quoted(name)}", did_you_mean(name, FACTS))
    return name


class ArrRule(Section):
    """ARR per CSM where all conditions hold; the first rule that matches counts."""

    when: dict[Annotated[str, AfterValidator(_fact)], Conditions] | None = Field(
        None, description=f"conditions on {', '.join(FACTS)}"
    )
    value: PositiveMoney = Field(description="ARR per CSM")
    source: Text | None = Field(None, description="where it comes from: short name and section")
    note: Text | None = Field(None, description="what to know about it")


class Triggers(Section):
    """Thresholds of the signals."""

    hire_early: Annotated[Sourced[Share], LongForm] | None = None
    large_customer: Annotated[Sourced[Cost], LongForm] | None = None
    large_customers: Annotated[Sourced[Count], LongForm] | None = None
    automate_first: Annotated[Sourced[Share], LongForm] | None = None
    overloaded: Annotated[Sourced[PositiveNumber], LongForm] | None = None
    idle: Annotated[Sourced[Share], LongForm] | None = None


class Benchmark(Section):
    """What is seen in practice: shown, never a bound."""

    name: Text
    value: Text
    source: Text | None = None
    note: Text | None = None


class Defaults(Section):
    """What counts where a plan says nothing."""

    hours_per_day: Annotated[Sourced[HoursOfDay], LongForm] = Sourced[float](
        value=8.0, source="csplan", note="a working day of eight hours"
    )
    sick_days: Annotated[Sourced[Count], LongForm] = Sourced[float](value=0.0, source="csplan", note="none stated")
    realization: Annotated[Sourced[Share], LongForm] = Sourced[float](value=1.0, source="csplan", note="no loss stated")
    other_costs: Annotated[Sourced[Cost], LongForm] = Sourced[float](value=0.0, source="csplan", note="none stated")
    complexity: Annotated[Sourced[PositiveNumber], LongForm] = Sourced[float](
        value=1.0, source="csplan", note="the standard product"
    )
    contract_years: Annotated[Sourced[PositiveNumber], LongForm] = Sourced[float](
        value=1.0, source="csplan", note="contracts of one year"
    )
    owned: Annotated[Sourced[Share], LongForm] = Sourced[float](
        value=1.0, source="csplan", note="all renewal and expansion revenue is the team's"
    )
    expansion: Annotated[Sourced[Cost], LongForm] = Sourced[float](value=0.0, source="csplan", note="none stated")


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
    triggers: Triggers = Triggers()
    benchmarks: tuple[Benchmark, ...] = ()
    defaults: Defaults = Defaults()
