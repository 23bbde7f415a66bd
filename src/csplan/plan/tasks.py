"""The section ``tasks``: what CSMs do, for whom, how often and how long."""

from typing import Literal

from pydantic import Field

from csplan.plan.by_month import SpanOrShares
from csplan.plan.keys import said
from csplan.plan.purpose import Purposes
from csplan.plan.types import ByTier, ByTierOrSegment, Count, Name, Section, Share, Span, Time

Kind = Literal["implementation", "reactive", "proactive", "renewal", "internal"]
Driver = Literal["customer", "new_customer", "renewal", "at_risk_customer"]
Waste = Literal["mechanical", "coordination", "skill"]


class Task(Section):
    """A kind of work."""

    name: Name = Field(description="what it is called in the time log and in reports", json_schema_extra=said("task"))
    aliases: tuple[Name, ...] | None = Field(None, description="its names in the time log")
    kind: Kind = Field(
        description="implementation and reactive are service; proactive and renewal are growth",
        json_schema_extra=said(),
    )
    per: Driver | None = Field(
        None, description="what drives it; internal tasks have none", json_schema_extra=said(unit="Text")
    )
    takes: Time | None = Field(
        None, description="how long each time", json_schema_extra=said(unit="Minutes", measured_by="log")
    )
    times: ByTierOrSegment[Count] | None = Field(
        None,
        description="how often per driver and year, by tier or segment, or one number",
        json_schema_extra=said(unit="Times", measured_by="log"),
    )
    waste: Waste | None = Field(
        None, description="what kind of its time a fix would remove", json_schema_extra=said(unit="Text")
    )
    avoidable: Share | None = Field(
        None,
        description="share of its time that a fix would remove",
        json_schema_extra=said(default=0.0, source="csplan, none of it"),
    )
    over: ByTier[SpanOrShares] | None = Field(
        None,
        description="the months its hours fall on, from what drives it on: 3 months, or [50%, 30%, 20%]",
        json_schema_extra=said(kind="none"),
    )
    before: ByTier[Span] | None = Field(
        None,
        description="the months before what drives it that its hours fall on, with that month: 2 months",
        json_schema_extra=said(kind="none"),
    )
    serves: Purposes | None = Field(
        None,
        description="what it is done for, its hours split evenly: [use_level, stickiness]",
        json_schema_extra=said(kind="none"),
    )
