"""What somebody in their ramp is worth on a day."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from csplan.plan.people import Person
    from csplan.plan.plan import Plan

MONTHS = 12


def productivity_on(plan: Plan, role: str, person: Person, day: date) -> float:
    """Return what somebody is worth on a day: in the ramp its mean, or what is stated of the month; else 1."""
    stated = (plan.document.roles or {}).get(role)
    if person.first is None or stated is None or stated.ramp is None:
        return 1.0
    months = (day.year - person.first.year) * MONTHS + day.month - person.first.month
    months -= day.day < person.first.day
    at = stated.ramp.at
    if isinstance(at, tuple):
        return at[months] if months < len(at) else 1.0
    return at if stated.ramp.months is not None and months < stated.ramp.months else 1.0
