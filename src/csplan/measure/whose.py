"""Whose a customer was on a day, and whom an event names: equal parts where these are several."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from csplan.plan.history import NOBODY
from csplan.values.names import names_in

if TYPE_CHECKING:
    from csplan.measure.customers import Customers


def csms_on(record: Customers, customer: int, day: int) -> tuple[str, ...]:
    """Return whose a customer was on a day: by the last snapshot until then, else whose it is now."""
    shots = record.history.snapshots
    if shots is not None:
        rows = record.states.rows(customer)
        until = bisect_right(record.states.row_days(customer), day)
        at = next((row for row in reversed(rows[:until]) if shots.csm[row] != NOBODY), None)
        if at is not None:
            return names_in(shots.people[shots.csm[at]])
    return record.csms[customer]


def csms_of(record: Customers, event: int) -> tuple[str, ...]:
    """Return whom an event names, else whose the customer was that day."""
    events = record.history.events
    assert events is not None  # noqa: S101 - it is one of theirs
    named = names_in(events.people[events.csm[event]]) if events.csm[event] != NOBODY else ()
    return named or csms_on(record, events.customer[event], events.day[event])
