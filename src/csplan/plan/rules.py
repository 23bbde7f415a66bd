"""A rule pack: what comparable companies do, every number with its source."""

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field

from csplan.findings.catalogue import values as records
from csplan.findings.diagnostic import did_you_mean, quoted
from csplan.plan.keys import said
from csplan.plan.profiles import Judge, Profiles, PurposeRule, purpose_rules
from csplan.plan.refusals import refusal
from csplan.plan.tiers import Tier
from csplan.plan.types import (
    Conditions,
    Cost,
    Count,
    Currency,
    HoursOfDay,
    LongForm,
    Name,
    PartOf,
    PositiveMoney,
    PositiveNumber,
    Section,
    Share,
    Sourced,
    Text,
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
        raise refusal(records.UNKNOWN_KEY, hint=did_you_mean(name, FACTS), key=quoted(name))
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
        None,
        description="share of the ARR per CSM at which the next hire is due",
        json_schema_extra=said("hire_early_share"),
    )
    fair_customers: Annotated[Sourced[Count], LongForm] | None = Field(
        None,
        description="so many customers at least make it worth to hire early",
        json_schema_extra=said("fair_customer_count"),
    )
    large_customer: Annotated[Sourced[Cost], LongForm] | None = Field(
        None,
        description="ARR from which a customer without a CSM counts towards a hire",
        json_schema_extra=said("large_customer_arr"),
    )
    large_customers: Annotated[Sourced[Count], LongForm] | None = Field(
        None,
        description="so many large customers without a CSM are reason to hire",
        json_schema_extra=said("large_customer_count"),
    )
    automate_first: Annotated[Sourced[Share], LongForm] | None = Field(
        None,
        description="share of mechanical work in a low or digital tier above which automating comes first",
        json_schema_extra=said("automate_first_share"),
    )
    overloaded: Annotated[Sourced[PositiveNumber], LongForm] | None = Field(
        None,
        description="utilization above which CSMs are overloaded: 1 is 100%",
        json_schema_extra=said("overloaded_share", unit="Share"),
    )
    idle: Annotated[Sourced[Share], LongForm] | None = Field(
        None,
        description="utilization below which CSMs have room for more customers",
        json_schema_extra=said("idle_share"),
    )


class Benchmark(Section):
    """What is seen in practice: shown, never a bound."""

    name: Text = Field(description="what is compared")
    value: Text = Field(description="what is seen, in words")
    source: Text | None = Field(None, description="where it comes from: short name and section")
    note: Text | None = Field(None, description="what to know about it")


def _ours(value: float, note: str, description: str) -> Any:  # noqa: ANN401 - a field of pydantic
    """Return a field that csplan itself has a number for; it is made where a pack leaves it out."""
    return Field(
        default_factory=lambda: Sourced[float](value=value, source="csplan", note=note), description=description
    )


class Defaults(Section):
    """What counts where a plan says nothing."""

    hours_per_day: Annotated[Sourced[HoursOfDay], LongForm] = _ours(
        8.0, "a working day of eight hours", "hours of a day"
    )
    sick_days: Annotated[Sourced[Count], LongForm] = _ours(0.0, "none stated", "days of sickness, a year")
    realization: Annotated[Sourced[Share], LongForm] = _ours(
        1.0, "no loss stated", "share of planned customer time that happens"
    )
    other_costs: Annotated[Sourced[Cost], LongForm] = _ours(
        0.0, "none stated", "costs of a CSM beyond pay and loading, a year"
    )
    complexity: Annotated[Sourced[PositiveNumber], LongForm] = _ours(
        1.0, "the standard product", "how much more work than the standard"
    )
    contract_years: Annotated[Sourced[PositiveNumber], LongForm] = _ours(
        1.0, "contracts of one year", "length of a contract"
    )
    occupancy: Annotated[Sourced[PartOf], LongForm] = _ours(
        0.85,
        "people at a desk need a breath between contacts",
        "share of the time at a desk in which people may serve contacts, at most",
    )
    owned: Annotated[Sourced[Share], LongForm] = _ours(
        1.0,
        "all renewal and expansion revenue is the team's",
        "share of renewal and expansion revenue that is the team's",
    )
    expansion: Annotated[Sourced[Cost], LongForm] = _ours(0.0, "none stated", "expansion ARR, a year")


Structure = Literal["fixed+performance", "fixed+commission", "fixed+commission+performance"]


class PayBand(Section):
    """How much of pay is fixed in a structure."""

    structure: Structure = Field(description="what pay is made of")
    least: Share = Field(description="share of pay that is fixed, at least", json_schema_extra=said(kind="none"))
    most: Share = Field(description="share of pay that is fixed, at most", json_schema_extra=said(kind="none"))
    splits: Text = Field(description="fixed to variable, as the source has it: 9:1, 8:2")
    source: Text | None = Field(None, description="where it comes from: short name and section")
    note: Text | None = Field(None, description="what to know about it")


_SIX_PITS = "six-pits, section 8"


def _of_pay(value: float, source: str, note: str, description: str, name: str) -> Any:  # noqa: ANN401 - a field of pydantic
    """Return a field that has a number of its own where a pack leaves it out, and is an input by this name."""
    return Field(
        default_factory=lambda: Sourced[float](value=value, source=source, note=note),
        description=description,
        json_schema_extra=said(name),
    )


def _bands() -> tuple[PayBand, ...]:
    note = "shares of pay that are fixed"
    return (
        PayBand.model_construct(
            structure="fixed+performance", least=0.8, most=0.9, splits="9:1, 8:2", source=_SIX_PITS, note=note
        ),
        PayBand.model_construct(
            structure="fixed+commission", least=0.5, most=0.6, splits="5:5, 6:4", source=_SIX_PITS, note=note
        ),
        PayBand.model_construct(
            structure="fixed+commission+performance",
            least=0.5,
            most=0.5,
            splits="5:4:1, 5:3:2",
            source=_SIX_PITS,
            note=note,
        ),
    )


class PayRules(Section):
    """Which pay structure fits which company."""

    few_contracts: Annotated[Sourced[Count], LongForm] = _of_pay(
        7.0, "csplan", "six-pits says about 5", "renewals a year of one CSM up to which they are few", "few_contracts"
    )
    many_contracts: Annotated[Sourced[Count], LongForm] = _of_pay(
        50.0, _SIX_PITS, "50 and more", "renewals a year of one CSM from which they are many", "many_contracts"
    )
    high_renewal: Annotated[Sourced[Share], LongForm] = _of_pay(
        0.85, _SIX_PITS, "85% and more", "renewal rate from which renewals are no longer the question", "high_renewal"
    )
    bands: tuple[PayBand, ...] = Field(default_factory=_bands, description="how much of pay is fixed in each structure")


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
    triggers: Triggers = Field(default_factory=Triggers, description="thresholds of the signals")
    benchmarks: tuple[Benchmark, ...] = Field((), description="what is seen in practice; never a bound")
    purposes: tuple[PurposeRule, ...] = Field(
        default_factory=purpose_rules, description="which customers each purpose of a team suits"
    )
    profiles: Profiles = Field(default_factory=Profiles, description="whom to hire, by product")
    judge: Judge = Field(default_factory=Judge, description="from when on renewals say too little")
    pay: PayRules = Field(default_factory=PayRules, description="which pay structure fits which company")
    defaults: Defaults = Field(default_factory=Defaults, description="what counts where a plan says nothing")
