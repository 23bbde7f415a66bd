"""The section ``value``: what the team is credited with, and what is known of what would have come without it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import Field

from csplan.plan.keys import said
from csplan.plan.types import Age, LongForm, Name, Section, Share, Sourced

if TYPE_CHECKING:
    from collections.abc import Mapping

Reason = Literal["saved", "won", "opt_out", "csql", "poc", "saved_won", "referral", "sale", "service"]
Module = Literal["retain", "expand", "land"]
REASONS: Mapping[Reason, Module] = {
    "saved": "retain",
    "won": "retain",
    "opt_out": "retain",
    "csql": "expand",
    "poc": "expand",
    "saved_won": "expand",
    "referral": "land",
    "sale": "land",
    "service": "land",
}
"""Why ARR is credited, with the module: of several that hold, the first counts. Source: csm-management, section 6."""

HOLDOUT = "holdout"
"""The value of an event `play` of a customer who was left alone on purpose, by lot."""
WITHIN = 45.0
"""Days from the start of a spell in which a rescue counts as one of it. Source: csplan."""

Stated = Annotated[Sourced[Share], LongForm]
"""A share that the plan states, with where it comes from."""


class Plays(Section):
    """What counts as a rescue, and when."""

    event: Literal["play", "contact"] | None = Field(
        None, description="the event that says one was begun (default play)"
    )
    task: Name | None = Field(
        None, description="the task that one takes: what it costs; hours logged of it for a customer are one too"
    )
    within: Age | None = Field(
        None, description="so soon after the customer became at risk (default 45 d); later is too late to count"
    )


class Credit(Section):
    """The team's part of what is credited, by reason."""

    saved: Share | None = Field(
        None,
        description="renewed after it was red (default 100%, as of all)",
        json_schema_extra=said(
            "saved_credit", level="plan", meaning="the team's part of what is credited for `saved`", default=1.0
        ),
    )
    won: Share | None = Field(
        None,
        description="renewed after it was yellow",
        json_schema_extra=said(
            "won_credit", level="plan", meaning="the team's part of what is credited for `won`", default=1.0
        ),
    )
    opt_out: Share | None = Field(
        None,
        description="a right to leave that was not used",
        json_schema_extra=said(
            "opt_out_credit", level="plan", meaning="the team's part of what is credited for `opt_out`", default=1.0
        ),
    )
    csql: Share | None = Field(
        None,
        description="expansion that came of a lead handed to sales",
        json_schema_extra=said(
            "csql_credit", level="plan", meaning="the team's part of what is credited for `csql`", default=1.0
        ),
    )
    poc: Share | None = Field(
        None,
        description="expansion that came of a pilot",
        json_schema_extra=said(
            "poc_credit", level="plan", meaning="the team's part of what is credited for `poc`", default=1.0
        ),
    )
    saved_won: Share | None = Field(
        None,
        description="expansion of customers who were at risk, without a lead",
        json_schema_extra=said(
            "saved_won_credit", level="plan", meaning="the team's part of what is credited for `saved_won`", default=1.0
        ),
    )
    referral: Share | None = Field(
        None,
        description="new customers whom another one brought",
        json_schema_extra=said(
            "referral_credit", level="plan", meaning="the team's part of what is credited for `referral`", default=1.0
        ),
    )
    sale: Share | None = Field(
        None,
        description="new customers whom a CSM helped to win",
        json_schema_extra=said(
            "sale_credit", level="plan", meaning="the team's part of what is credited for `sale`", default=1.0
        ),
    )
    service: Share | None = Field(
        None,
        description="premium service and consulting",
        json_schema_extra=said(
            "service_credit", level="plan", meaning="the team's part of what is credited for `service`", default=1.0
        ),
    )


class Anyway(Section):
    """The share that would have come without the team, by reason; of renewals, plays against others say it."""

    csql: Stated | None = Field(
        None,
        description="of expansion after a lead: 60%, or {value: 60%, source: ...}",
        json_schema_extra=said(
            "csql_anyway", level="plan", meaning="share of credited `csql` that would have come anyway", by_hand=True
        ),
    )
    poc: Stated | None = Field(
        None,
        description="of expansion after a pilot",
        json_schema_extra=said(
            "poc_anyway", level="plan", meaning="share of credited `poc` that would have come anyway", by_hand=True
        ),
    )
    saved_won: Stated | None = Field(
        None,
        description="of expansion of customers who were at risk",
        json_schema_extra=said(
            "saved_won_anyway",
            level="plan",
            meaning="share of credited `saved_won` that would have come anyway",
            by_hand=True,
        ),
    )
    referral: Stated | None = Field(
        None,
        description="of new customers whom another one brought",
        json_schema_extra=said(
            "referral_anyway",
            level="plan",
            meaning="share of credited `referral` that would have come anyway",
            by_hand=True,
        ),
    )
    sale: Stated | None = Field(
        None,
        description="of new customers whom a CSM helped to win",
        json_schema_extra=said(
            "sale_anyway", level="plan", meaning="share of credited `sale` that would have come anyway", by_hand=True
        ),
    )
    service: Stated | None = Field(
        None,
        description="of premium service and consulting",
        json_schema_extra=said(
            "service_anyway",
            level="plan",
            meaning="share of credited `service` that would have come anyway",
            by_hand=True,
        ),
    )

    def of(self, reason: str) -> Sourced[float] | None:
        """Return what is stated for a reason; nothing can be for renewals."""
        stated: Sourced[float] | None = getattr(self, reason, None)
        return stated


class Baseline(Section):
    """The share renewed without a play, by the colour at the start of the spell, where nobody was left untreated."""

    red: Stated | None = Field(None, description="of customers in danger: 40%, or {value: 40%, source: ...}")
    yellow: Stated | None = Field(None, description="of unhealthy customers")


class ValueRules(Section):
    """What the team is credited with, and what is known of what would have come without it."""

    plays: Plays | None = Field(
        None, description="what counts as a rescue, and when: {event: play, task: rescue, within: 45 d}"
    )
    credit: Credit | None = Field(None, description="the team's part by reason: {csql: 50%}; 0% leaves one out")
    anyway: Anyway | None = Field(
        None, description="share that would have come without the team, by reason: {csql: 60%}; none by default"
    )
    baseline: Baseline | None = Field(
        None, description="renewed without a play, where nobody was left without one: {red: 40%, yellow: 75%}"
    )
