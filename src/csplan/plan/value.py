"""The section ``value``: what the team is credited with, and what is known of what would have come without it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import Field

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
    task: Name | None = Field(None, description="a task: hours logged for it for a customer say so too")
    within: Age | None = Field(
        None, description="so soon after the customer became at risk (default 45 d); later is too late to count"
    )


class Credit(Section):
    """The team's part of what is credited, by reason."""

    saved: Share | None = Field(None, description="renewed after it was red (default 100%, as of all)")
    won: Share | None = Field(None, description="renewed after it was yellow")
    opt_out: Share | None = Field(None, description="a right to leave that was not used")
    csql: Share | None = Field(None, description="expansion that came of a lead handed to sales")
    poc: Share | None = Field(None, description="expansion that came of a pilot")
    saved_won: Share | None = Field(None, description="expansion of a customer who was at risk, without a lead")
    referral: Share | None = Field(None, description="new customers whom another one brought")
    sale: Share | None = Field(None, description="new customers whom a CSM helped to win")
    service: Share | None = Field(None, description="premium service and consulting")

    def of(self, reason: Reason) -> float:
        """Return the team's part of what is credited for a reason."""
        stated: float | None = getattr(self, reason)
        return 1.0 if stated is None else stated


class Anyway(Section):
    """The share that would have come without the team, by reason; of renewals, plays against others say it."""

    csql: Stated | None = Field(None, description="of expansion after a lead: 60%, or {value: 60%, source: ...}")
    poc: Stated | None = Field(None, description="of expansion after a pilot")
    saved_won: Stated | None = Field(None, description="of expansion of customers who were at risk")
    referral: Stated | None = Field(None, description="of new customers whom another one brought")
    sale: Stated | None = Field(None, description="of new customers whom a CSM helped to win")
    service: Stated | None = Field(None, description="of premium service and consulting")

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
