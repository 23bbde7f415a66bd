"""The sections ``bonus`` and ``commission``: what a bonus is paid for, and how commission goes by net retention."""

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from csplan.findings.catalogue import pay as records
from csplan.findings.catalogue.values import NO_VALUE_BY_ROLE
from csplan.plan.keys import said
from csplan.plan.refusals import refusal
from csplan.plan.types import ALL, Age, Cap, Count, Fullness, Goal, Name, PartOf, Ratio, Section, Share

EXPECTED = "expected"
"""The key of a goal that is a share of what the team's own rates would give, instead of a number."""
REFUSED = {
    **dict.fromkeys(("renewal", "renewals", "renewal_rate", "retention", "grr", "nrr"), records.RENEWALS_REFUSED),
    **dict.fromkeys(("at_risk", "risk", "risks", "saves"), records.RISKS_REFUSED),
    **dict.fromkeys(("nps", "csat", "satisfaction"), records.NPS_REFUSED),
}
"""What is no indicator of a bonus, and why. Source: csm-management, section 7."""


def _by_role(value: object) -> object:
    if not isinstance(value, dict):
        return {ALL: value}
    if not value:
        raise refusal(NO_VALUE_BY_ROLE)
    return value


ByRole = BeforeValidator(_by_role)
"""Turns one goal into one for every role."""
Goals = Annotated[dict[Name, Goal], ByRole]


class Wins(Section):
    """Customers who became healthy: yellow or red on the first day of a period, green or lime on its last."""

    weight: PartOf = Field(description="how much of the bonus they decide: 50%")
    target: Goals = Field(description="a full-time goal of the period: 2, {csm: 2, pooled: 8}, {expected: 110%}")
    count: Literal["wins", "net", "surplus"] | None = Field(
        None,
        description="wins (default), net of those who slipped, or surplus over what the team's rates would give",
        json_schema_extra=said("wins_count", level="plan", meaning="what counts of wins: wins, net or surplus"),
    )
    again: Age | None = Field(None, description="a customer won again so soon does not count (default 1 year)")


class Leads(Section):
    """Customers in whom a CSM found an opportunity and handed it to sales (CSQL)."""

    weight: PartOf = Field(description="how much of the bonus they decide: 30%")
    target: Goals = Field(description="a full-time goal of the period: 5, or by role")
    count: Literal["handed", "won"] | None = Field(
        None, description="handed (default): every lead; won: only of customers who then bought"
    )


class Advocates(Section):
    """Case studies, testimonials, references and events of customers (CSQA)."""

    weight: PartOf = Field(description="how much of the bonus they decide: 20%")
    target: Goals = Field(description="a full-time goal of the period: 2, or by role")


class Payout(Section):
    """What is paid for how much of a goal (default: as far as attained, 100% at most)."""

    threshold: Share | None = Field(
        None,
        description="share of the goal below which nothing is paid (default: none)",
        json_schema_extra=said("bonus_threshold", level="plan"),
    )
    at_threshold: Share | None = Field(
        None,
        description="what is paid at the threshold (default: as far as attained)",
        json_schema_extra=said("bonus_at_threshold", level="plan"),
    )
    accelerator: Count | None = Field(
        None,
        description="how many times as much each part of the goal pays above it (default 1)",
        json_schema_extra=said("bonus_accelerator", level="plan", unit="Factor"),
    )
    cap: Fullness | None = Field(
        None,
        description="the most that is paid, 150% (default 100%)",
        json_schema_extra=said("bonus_cap", level="plan", meaning="the most of a bonus that is paid"),
    )


class CommissionStep(Section):
    """From which net retention on how much is paid."""

    first: Ratio = Field(alias="from", description="net retention from which on it is paid: 110%")
    pays: Ratio = Field(description="share of commission on target that is paid: 80%")


class Commission(Section):
    """The plan's own rule for commission: by the net retention (NRR) of whose customers they are."""

    first: Ratio | None = Field(
        None,
        alias="from",
        description="net retention up to which nothing is paid: 100%",
        json_schema_extra=said("commission_from", level="plan"),
    )
    full: Ratio | None = Field(
        None,
        description="net retention at which all of it is paid, in a line from there: 115%",
        json_schema_extra=said("commission_full", level="plan", meaning="net retention at which all of it is paid"),
    )
    cap: Cap | None = Field(
        None,
        description="the most that is paid, 120%, or none (default 100%)",
        json_schema_extra=said(
            "commission_cap", level="plan", meaning="the most of commission that is paid", by_hand=True
        ),
    )
    steps: tuple[CommissionStep, ...] | None = Field(
        None, description="steps instead of a line: [{from: 100%, pays: 50%}, {from: 110%, pays: 100%}]"
    )
    gate: Ratio | None = Field(
        None,
        description="gross retention (GRR) below which nothing is paid: 88%",
        json_schema_extra=said(
            "commission_gate", level="plan", meaning="gross retention below which no commission is paid"
        ),
    )


class Bonus(Section):
    """What a bonus is paid for: wins, CSQL and CSQA, and nothing else."""

    period: Literal["quarter", "half", "year"] | None = Field(None, description="what it is paid by (default quarter)")
    wins: Wins | None = Field(None, description="customers who became healthy")
    csql: Leads | None = Field(None, description="customers with a lead that sales took over")
    csqa: Advocates | None = Field(None, description="advocacy: case studies, testimonials, references, events")
    payout: Payout | None = Field(None, description="what is paid for how much of a goal")
    hold: Age | None = Field(None, description="so long after the period a win has to last: 30 d (default: not asked)")
