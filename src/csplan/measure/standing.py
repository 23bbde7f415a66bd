"""How customers stand on the last day of a period: outcome and experience, and colours that say otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplan.measure.part import Part
from csplan.measure.scores import QUADRANTS, high_of
from csplan.measure.whose import csms_on
from csplan.plan.history import AT_RISK, HEALTHY, Cells

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csplan.measure.customers import Customers
    from csplan.plan.health import HealthRules

OVERALL = "overall"
"""The dimension of experience whose column is shown as NPS."""
UNSCORED = "unscored"


def has_quadrants(rules: HealthRules | None) -> bool:
    """Tell whether the plan says what outcome and experience are, and from when on they are high."""
    return bool(rules and rules.outcome and rules.experience and high_of(rules) is not None)


def has_scores(rules: HealthRules | None) -> bool:
    """Tell whether the plan says what colour a score has, and how the score is made."""
    return bool(rules and rules.colours and (rules.outcome or rules.experience))


def nps_cells(rules: HealthRules | None) -> Cells | None:
    """Return the column whose mean is shown as NPS; None where the plan names none."""
    overall = (rules.experience or {}).get(OVERALL) if rules else None
    return Cells(overall.column or OVERALL, "number") if overall else None


def called_healthy(record: Customers, customer: int) -> bool:
    """Tell whether the recorded colour is healthy and the score is not. Source: cs-overview."""
    if not has_scores(record.rules):
        return False
    day = record.period.last
    return record.scores(customer, day).colour in AT_RISK and record.states.colour(customer, day) in HEALTHY


def standing_of(record: Customers) -> Iterator[Part]:
    """Yield what each customer counts on the last day, with whoever has it then."""
    shots, rules = record.history.snapshots, record.rules
    if shots is None or rules is None:
        return
    quadrants, scores, nps = has_quadrants(rules), has_scores(rules), nps_cells(rules)
    column = shots.columns.get(nps) if nps else None
    for customer in range(len(record.history.customers)):
        if not record.there(customer, record.period.last):
            continue
        found: dict[str, float] = {}
        if quadrants:
            quadrant = record.scores(customer, record.period.last).quadrant
            found |= {UNSCORED if each == "unknown" else each: each == quadrant for each in QUADRANTS}
        if scores:
            called = called_healthy(record, customer)
            arr = record.paid.on(customer, record.period.last) or 0.0
            found |= {"called_healthy": called, "called_healthy_arr": arr * called}
        row = record.states.row(customer, record.period.last)
        if column is not None and row is not None and column[row] == column[row]:
            found |= {"nps_total": column[row], "nps_known": 1}
        yield Part(customer, csms_on(record, customer, record.period.last), found)
