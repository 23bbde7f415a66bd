"""The section ``hiring``: how it is decided when people start."""

from typing import Literal

from pydantic import Field

from csplan.plan.keys import said
from csplan.plan.types import Count, Fullness, PositiveNumber, Section

Policy = Literal["ahead", "at-need", "late", "level"]
POLICIES: tuple[Policy, ...] = ("ahead", "at-need", "late", "level")


class Peaks(Section):
    """Overload that is borne."""

    up_to: Fullness = Field(
        description="utilization that is borne at most: 115%",
        json_schema_extra=said("peak_up_to", level="plan", meaning="utilization that is borne in a peak, at most"),
    )
    months: Count = Field(
        description="for no more months in a row than these",
        json_schema_extra=said(
            "peak_months", level="plan", unit="Count", meaning="months in a row in which a peak is borne"
        ),
    )


class HiringPlan(Section):
    """How `csplan hire` decides when people start."""

    policy: Policy | None = Field(
        None,
        description="ahead (default): productive in time; at-need: in the month; late: opened in it; level",
        json_schema_extra=said(kind="none"),
    )
    peaks: Peaks | None = Field(None, description="overload that is borne (default: none): {up_to: 115%, months: 1}")
    months: PositiveNumber | None = Field(
        None, description="months to look ahead, 36 at most (default 12)", json_schema_extra=said(kind="none")
    )
