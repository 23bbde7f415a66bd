"""The section ``roles``: what a CSM of each kind costs and how much time they have."""

from __future__ import annotations

from pydantic import Field

from csplan.plan.types import Cost, HoursOfDay, MonthsOfYear, PositiveMoney, Ratio, Section, Share, ShareOrTime, Time


class RoleTime(Section):
    """The year of one CSM."""

    contracted: Time = Field(description="time in the contract, a year: 250 d or 2000 h")
    hours_per_day: HoursOfDay | None = Field(None, description="hours of a day (default: the rule pack's, 8)")
    leave: Time = Field(description="holidays and leave, a year")
    sick: Time | None = Field(None, description="sickness, a year (default: none)")
    internal: ShareOrTime = Field(description="meetings, training, admin: hours, days or a share of paid hours")
    realization: Share | None = Field(None, description="share of planned customer time that happens (default 100%)")


class Ramp(Section):
    """How a new hire becomes productive. Without it the first year of a hire is not computed."""

    months: MonthsOfYear = Field(description="months until fully productive, 12 at most: of more, state the first 12")
    at: Share = Field(description="mean productivity in these months, such as 45%")


class Role(Section):
    """A kind of CSM."""

    pay: PositiveMoney = Field(description="on-target pay, a year")
    loading: Ratio = Field(description="employer taxes, benefits, tools, management, on top of pay")
    other_costs: Cost | None = Field(None, description="other costs, a year (default: none)")
    time: RoleTime = Field(description="the year of one CSM")
    ramp: Ramp | None = Field(None, description="how a new hire becomes productive: {months: 6, at: 45%}")
