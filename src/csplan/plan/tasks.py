"""The section ``tasks``: what CSMs do, for whom, how often and how long."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from csplan.plan.types import ByTier, Count, Name, Section, Share, Time

Kind = Literal["implementation", "reactive", "proactive", "renewal", "internal"]
Driver = Literal["customer", "new_customer", "renewal", "at_risk_customer"]
Waste = Literal["mechanical", "coordination", "skill"]


class Task(Section):
    """A kind of work."""

    name: Name = Field(description="what it is called in the time log and in reports")
    aliases: tuple[Name, ...] | None = Field(None, description="its names in the time log")
    kind: Kind = Field(description="implementation and reactive are service; proactive and renewal are growth")
    per: Driver | None = Field(None, description="what drives it; internal tasks have none")
    takes: Time | None = Field(None, description="how long each time")
    times: ByTier[Count] | None = Field(None, description="how often per driver and year, by tier or one number")
    waste: Waste | None = Field(None, description="what kind of its time a fix would remove")
    avoidable: Share | None = Field(None, description="share of its time that a fix would remove")
