"""What came of it in twelve months: renewals, expansion, what customers paid before and after; days at risk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplan.measure.spells import at_risk_days
from csplan.measure.states import EXPANSION, RENEWAL
from csplan.plan.history import EVENTS, NOBODY
from csplan.plan.value import HOLDOUT
from csplan.values.names import folded

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from csplan.measure.customers import Customers
    from csplan.plan.document import PlanFile
    from csplan.plan.history import Events


_OF_EVENTS = ("renewals_due", "arr_due", "arr_renewed", "renewals_kept", "grown", "growths", "plays")


def play_of(document: PlanFile) -> int:
    """Return the code of the event that says that a rescue was begun."""
    plays = document.value.plays if document.value else None
    return EVENTS.index((plays.event if plays else None) or "play")


def is_holdout(events: Events, index: int) -> bool:
    """Tell whether an event says that a customer was left alone on purpose."""
    at = events.value[index]
    return at != NOBODY and folded(events.values[at]) == HOLDOUT


def lagging_of(record: Customers) -> Iterator[tuple[int, Mapping[str, float]]]:
    """Yield what each customer counts in the twelve months that end with the period."""
    if record.history.snapshots is not None:
        for customer in range(len(record.history.customers)):
            known, at_risk, spells = at_risk_days(record.states, customer, record.year)
            yield customer, {"days_known": known, "days_at_risk": at_risk, "spells": spells}
    if record.history.events is not None:
        yield from _of_events(record)
        yield from _kept(record)
    if record.history.since:
        for customer, day in record.history.since.items():
            yield customer, {"joined": record.year.first <= day <= record.year.last}


def _of_events(record: Customers) -> Iterator[tuple[int, Mapping[str, float]]]:
    events, year = record.history.events, record.year
    assert events is not None  # noqa: S101 - asked before
    play, none_at_all = play_of(record.document), dict.fromkeys(_OF_EVENTS, 0)
    for customer in range(len(record.history.customers)):
        yield customer, none_at_all
    for index, kind in enumerate(events.kind):
        if not year.first <= events.day[index] <= year.last:
            continue
        arr, due = events.arr[index], events.due[index]
        if kind == RENEWAL:
            yield (
                events.customer[index],
                {
                    "renewals_due": 1,
                    "arr_due": due,
                    "arr_renewed": min(arr, due),
                    "renewals_kept": arr > 0,
                },
            )
        elif kind == EXPANSION:
            yield events.customer[index], {"grown": arr, "growths": 1}
        elif kind == play and not is_holdout(events, index):
            yield events.customer[index], {"plays": 1}


def _kept(record: Customers) -> Iterator[tuple[int, Mapping[str, float]]]:
    """Yield what customers who were there before the twelve months paid then, what they kept, and pay at the end."""
    for customer in range(len(record.history.customers)):
        arr = start_and_end(record, customer)
        if arr is None:
            continue
        start, end = arr
        if start > 0:
            yield customer, {"arr_start": start, "arr_kept": min(start, end), "arr_end": end}


def start_and_end(record: Customers, customer: int) -> tuple[float, float] | None:
    """Return the ARR before the twelve months and at their end; None of those who were no customers then.

    A start of nothing or less says that the events contradict the account book.
    """
    first, left = record.year.first, record.states.left[customer]
    since = record.history.since.get(customer)
    there = record.known_on(customer, first) if since is None else since < first
    if not there or (left is not None and left < first):
        return None
    start, end = record.paid.on(customer, first - 1), record.paid.on(customer, record.year.last)
    return None if start is None or end is None else (start, max(0.0, end))
