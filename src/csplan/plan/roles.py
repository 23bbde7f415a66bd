"""The section ``roles``: what a CSM of each kind costs and how much time they have."""

from typing import Annotated

from pydantic import Field

from csplan.plan.by_month import ShareOrCurve
from csplan.plan.keys import said
from csplan.plan.types import (
    Cost,
    Fullness,
    HoursOfDay,
    Loading,
    MonthsOfYear,
    PositiveMoney,
    PositiveNumber,
    Ratio,
    Section,
    Share,
    ShareOrTime,
    Span,
    Time,
    WholeForm,
)


class RoleTime(Section):
    """The year of one CSM."""

    total: Time | None = Field(
        None,
        description="hours for customers, a year, instead of the parts: time: 1,600 h",
        json_schema_extra=said("customer_hours", kind="figure", by_hand=True, unit="Hours"),
    )
    contracted: Time | None = Field(
        None, description="time in the contract, a year: 250 d or 2000 h", json_schema_extra=said("contracted")
    )
    hours_per_day: HoursOfDay | None = Field(
        None, description="hours of a day (default: the rule pack's, 8)", json_schema_extra=said(pack="hours_per_day")
    )
    leave: Time | None = Field(None, description="holidays and leave, a year", json_schema_extra=said("leave"))
    sick: Time | None = Field(
        None,
        description="sickness, a year (default: none)",
        json_schema_extra=said("sick", pack="sick_days"),
    )
    internal: ShareOrTime | None = Field(
        None,
        description="meetings, training, admin: hours, days or a share of paid hours",
        json_schema_extra=said("internal", by_hand=True),
    )
    realization: Share | None = Field(
        None,
        description="share of planned customer time that happens (default 100%)",
        json_schema_extra=said(pack="realization"),
    )


class Ramp(Section):
    """How a new hire becomes productive. Without it the first year of a hire is not computed."""

    months: MonthsOfYear | None = Field(
        None,
        description="months until fully productive, 12 at most: of more, state the first 12",
        json_schema_extra=said("ramp_months", by_hand=True),
    )
    at: ShareOrCurve = Field(
        description="mean productivity in these months, such as 45%; or that of each: [20%, 50%, 80%]",
        json_schema_extra=said(
            "ramp_productivity", unit="Share", meaning="mean productivity in these months", by_hand=True
        ),
    )


class Hiring(Section):
    """How people of a role are hired, and how long they stay."""

    lead: Span | None = Field(
        None,
        description="from opening a position to the first day, notice included: 3 months",
        json_schema_extra=said(kind="none"),
    )
    cost: Cost | None = Field(
        None,
        description="what one hire costs, in the month of the first day (default: nothing)",
        json_schema_extra=said("hiring_cost", meaning="what one hire costs, in the month of the first day"),
    )
    turnover: Share | None = Field(
        None,
        description="share of people who leave in a year (default: measured from `people`, else nobody, which is said)",
        json_schema_extra=said("turnover", meaning="share of people who leave in a year"),
    )
    mentoring: Share | None = Field(
        None,
        description="of one colleague's time for each newcomer in their ramp (default: none)",
        json_schema_extra=said("mentoring", meaning="share of one colleague's time for each newcomer in their ramp"),
    )
    most_starts: PositiveNumber | None = Field(
        None,
        description="people of the role who can start in one month (default: no limit)",
        json_schema_extra=said(kind="none"),
    )


class Variable(Section):
    """Parts of pay that depend on what comes of the work; the rest is fixed."""

    performance: Share | None = Field(
        None,
        description="part of pay that is a bonus for results: 20%",
        json_schema_extra=said("performance_share", meaning="part of pay that is a bonus for results"),
    )
    commission: Share | None = Field(
        None,
        description="part of pay that is commission on renewals and expansion: 40%",
        json_schema_extra=said("commission_share", meaning="part of pay that is commission"),
    )


class Role(Section):
    """A kind of CSM."""

    cost: PositiveMoney | None = Field(
        None,
        description="what a CSM costs, a year, instead of pay, loading and other costs",
        json_schema_extra=said("csm_cost", kind="figure"),
    )
    pay: PositiveMoney | None = Field(None, description="on-target pay, a year")
    variable: Variable | None = Field(
        None, description="what of pay is not fixed: {performance: 20%}, {commission: 40%, performance: 10%}"
    )
    variable_paid: Ratio | None = Field(
        None,
        description="share of variable pay that is paid (default 100%)",
        json_schema_extra=said(by_hand=True),
    )
    loading: Loading | None = Field(None, description="employer taxes, benefits, tools, management, on top of pay")
    other_costs: Cost | None = Field(
        None, description="other costs, a year (default: none)", json_schema_extra=said(pack="other_costs")
    )
    time: Annotated[RoleTime, WholeForm] | None = Field(
        None, description="the year of one CSM, or the hours for customers in all"
    )
    full_at: Fullness | None = Field(
        None, description="utilization at which a CSM is full (default 100%)", json_schema_extra=said(default=1.0)
    )
    ramp: Ramp | None = Field(None, description="how a new hire becomes productive: {months: 6, at: 45%}")
    hiring: Hiring | None = Field(None, description="how people are hired: {lead: 3 months, cost: 15k, turnover: 15%}")
