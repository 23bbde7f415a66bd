"""The section ``health``: how a customer's health is told from columns of the snapshots."""

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from csplan.plan.types import Age, Name, Number, PartOf, Section

Scale = tuple[Number, ...]


class Dimension(Section):
    """One column of the snapshots that health is told from."""

    column: Name | None = Field(None, description="its heading (default: the dimension's name)")
    scale: Scale | None = Field(None, description="its worst and its best value (default: [0, 100])")
    weight: PartOf = Field(description="how much it counts, beside the others: 45%")


def _dimension_form(value: object) -> object:
    return value if isinstance(value, dict) else {"weight": value}


DimensionForm = BeforeValidator(_dimension_form)
"""Turns a weight into the form that may say more of the column."""
Dimensions = dict[Name, Annotated[Dimension, DimensionForm]]


class Colours(Section):
    """The least score of each colour; below the last one it is red."""

    green: Number = Field(description="least score of a healthy customer: 75")
    lime: Number = Field(description="least score of a sub-healthy customer: 62")
    yellow: Number = Field(description="least score of an unhealthy customer: 45")

    def code(self, score: float) -> int:
        """Return the code of the colour of a score: 1 is green, 4 red; 0 where there is no score."""
        if score != score:  # noqa: PLR0124 - NaN
            return 0
        ends = (self.green, self.lime, self.yellow)
        return next((code for code, least in enumerate(ends, 1) if score >= least), len(ends) + 1)


class Indicator(Section):
    """Something that customers have or do, and that may go with renewing."""

    name: Name | None = Field(None, description="what reports call it (default: its column, with its limit)")
    column: Name = Field(description="of the snapshots: yes and no, numbers or days")
    at_least: Number | None = Field(None, description="from this number on a customer has it")
    at_most: Number | None = Field(None, description="up to this number a customer has it")
    within: Age | None = Field(None, description="a day at most so long ago counts: 90 d")
    goes_with: Literal["renewal", "expansion"] | None = Field(
        None, alias="for", description="renewal (default), or expansion within 180 days"
    )


def _indicator_form(value: object) -> object:
    return value if isinstance(value, dict) else {"column": value}


IndicatorForm = BeforeValidator(_indicator_form)
"""Turns the name of a column into the form that may say from when on a customer has it."""


class HealthRules(Section):
    """How a customer's health is told from columns of the snapshots."""

    outcome: Dimensions | None = Field(
        None, description="what customers get out of it, weights by column: {adoption: 45%, roi: 20%}"
    )
    experience: Dimensions | None = Field(
        None, description="how they find it: {overall: {column: nps, scale: [-100, 100], weight: 40%}}"
    )
    combine: Literal["lower", "mean"] | None = Field(None, description="of both: lower (default), or their mean")
    colours: Colours | None = Field(None, description="least score of each: {green: 75, lime: 62, yellow: 45}")
    high: Number | None = Field(
        None, description="score from which outcome or experience is high (default: that of lime)"
    )
    stale: Age | None = Field(None, description="how long a snapshot says something (default 62 d)")
    lead: Age | None = Field(
        None, description="how long before a renewal indicators are read (default 90 d); more than your notice period"
    )
    indicators: tuple[Annotated[Indicator, IndicatorForm], ...] | None = Field(
        None, description="what may go with renewing: [sso, {column: adoption, at_least: 70}]"
    )
