"""What somebody asks of the record: a period, a day, one CSM; and what to say where it has none of it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from csplan.findings.diagnostic import quoted
from csplan.lang.say import say
from csplan.measure.periods import period_called

if TYPE_CHECKING:
    from csplan.measure.customers import Customers
    from csplan.measure.periods import Period
    from csplan.plan.plan import Plan

    Problem = tuple[str, str]


def asked(plan: Plan, period: str | None, as_of: date | None) -> tuple[Period | None, Problem | None]:
    """Return the period that is meant, None where none is named; and what to say where the record has nothing of it."""
    record: Customers = plan.history
    history = record.history
    if as_of is not None and not history.first_day <= as_of.toordinal() <= history.last_day:
        return None, _beyond("--as-of", as_of.isoformat(), record)
    if period is None:
        return None, None
    found = period_called(period)
    if found is None:
        message = say("--period: {text} is no period", text=quoted(period))
        return None, (message, say("write it like 2026, 2026-H1, 2026-Q3, 2026-09 or 2026-07-01..2026-09-30"))
    last = history.last_day if as_of is None else as_of.toordinal()
    if found.first > last or found.last < history.first_day:
        return None, _beyond("--period", period.strip(), record)
    return found, None


def _beyond(option: str, text: str, record: Customers) -> Problem:
    first, last = (date.fromordinal(day).isoformat() for day in (record.history.first_day, record.history.last_day))
    message = say("{option}: the record says nothing of {text}", option=option, text=text)
    return message, say("it goes from {first} to {last}", first=first, last=last)
