"""What is made even, and in which amounts."""

from __future__ import annotations

from csplan.lang.say import later, say, say_many
from csplan.values import show_hours, show_money, show_number

MEASURES = {
    "arr": "ARR",
    "hours": later("hours"),
    "customers": later("customers"),
    "renewals": later("renewals"),
    "at_risk": later("customers at risk"),
}


def so_much(measure: str, value: float, currency: str) -> str:
    """Return so much of a measure."""
    if measure == "hours":
        return show_hours(value)
    if measure == "customers":
        return say_many(value, "1 customer", "{customers} customers", customers=show_number(value))
    number = show_money(value, currency) if measure == "arr" else show_number(value)
    return say("{number} {measure}", number=number, measure=say(MEASURES[measure]))
