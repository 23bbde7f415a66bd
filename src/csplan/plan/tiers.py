"""The section ``tiers``: contract tiers by annual contract value."""

from typing import Literal

from pydantic import Field

from csplan.plan.keys import said
from csplan.plan.types import Cost, Name, PositiveNumber, Section, Text

Touch = Literal["high", "mid", "low", "digital"]
Automation = Literal["strong", "weak"]
LOW_TOUCH = ("low", "digital")


class Band(Section):
    """Annual contract values from ``min`` up to, not including, ``max``."""

    min: Cost | None = Field(None, description="least ACV, included")
    max: Cost | None = Field(None, description="ACV below which it ends")

    def holds(self, acv: float) -> bool:
        """Tell whether an ACV lies in the band."""
        return (self.min is None or self.min <= acv) and (self.max is None or acv < self.max)


class Tier(Section):
    """A contract tier: who it holds and how its customers are served."""

    name: Name = Field(description="what segments and values by tier call it")
    acv: Band | None = Field(
        None, description="the annual contract values of the tier: min <= acv < max (default: only where it is named)"
    )
    touch: Touch | None = Field(None, description="high, mid, low or digital")
    automation: Automation | None = Field(None, description="strong where automation serves most of the tier")
    role: Name | None = Field(None, description="who serves it (default: the first role)")
    max_customers_per_csm: PositiveNumber | None = Field(
        None,
        description="customers that one CSM may hold",
        json_schema_extra=said(unit="CustomersPerCSM", add="`max_customers_per_csm` to the tier", by_hand=True),
    )
    source: Text | None = Field(None, description="where its numbers come from (rule packs)")
    note: Text | None = Field(None, description="what to know about it (rule packs)")

    def holds(self, acv: float) -> bool:
        """Tell whether a segment of this mean ACV is in the tier by itself; a tier without a band is only named."""
        return self.acv is not None and self.acv.holds(acv)
