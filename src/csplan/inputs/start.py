"""Customers of segments that state only how many there are on the first day: the year's average follows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplan.figures.start import EVEN, average_customers
from csplan.inputs.roles import defaults_of

if TYPE_CHECKING:
    from csplan.plan.document import PlanFile
    from csplan.plan.rules import RulePack
    from csplan.plan.segments import Segment


def averages(document: PlanFile, rules: RulePack | None) -> dict[str, float]:
    """Return the year's average of each segment that states its customers at the start, and no others."""
    return {
        segment.name: _average(segment, rules)
        for segment in document.segments or ()
        if segment.customers is None and segment.customers_at_start is not None
    }


def _average(segment: Segment, rules: RulePack | None) -> float:
    months, pack = segment.months, defaults_of(rules).contract_years
    renewals = months.renewals if months else None
    return average_customers(
        segment.customers_at_start or 0.0,
        new_customers=segment.new_customers,
        new_season=(months.new_customers if months else None) or EVEN,
        renewals=segment.renewals,
        contract_years=segment.contract_years or pack.value,
        renewal_rate=1.0 if segment.renewal_rate is None else segment.renewal_rate,
        renewal_season=renewals if isinstance(renewals, tuple) else EVEN,
        churn=segment.churn or 0.0,
    )
