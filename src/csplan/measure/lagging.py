"""What came of it in twelve months: renewals, expansion, what customers paid before and after; days at risk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplan.measure.part import Part
from csplan.measure.spells import at_risk_days
from csplan.measure.states import EXPANSION, RENEWAL
from csplan.measure.whose import csms_of, csms_on, parts_of_change, times_of
from csplan.plan.history import EVENTS, NOBODY
from csplan.plan.value import HOLDOUT
from csplan.values.names import folded

if TYPE_CHECKING:
    from collections.abc import Iterator

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


def lagging_of(record: Customers) -> Iterator[Part]:
    """Yield what each customer counts in the twelve months that end with the period, with whoever had it then."""
    if record.history.snapshots is not None:
        for customer in range(len(record.history.customers)):
            for csms, days in times_of(record, customer, record.year):
                known, at_risk, spells = at_risk_days(record.states, customer, days)
                yield Part(customer, csms, {"days_known": known, "days_at_risk": at_risk, "spells": spells})
    if record.history.events is not None:
        yield from _of_events(record)
        yield from _kept(record)
    if record.history.since:
        for customer, day in record.history.since.items():
            joined = record.year.first <= day <= record.year.last
            yield Part(customer, csms_on(record, customer, day), {"joined": joined})


def _of_events(record: Customers) -> Iterator[Part]:
    events, year = record.history.events, record.year
    assert events is not None  # noqa: S101 - asked before
    play, none_at_all = play_of(record.document), dict.fromkeys(_OF_EVENTS, 0)
    for customer in range(len(record.history.customers)):
        yield Part(customer, record.csms[customer], none_at_all)
    for index, kind in enumerate(events.kind):
        if not year.first <= events.day[index] <= year.last:
            continue
        numbers: dict[str, float] = {}
        arr, due = events.arr[index], events.due[index]
        if kind == RENEWAL:
            numbers = {"renewals_due": 1, "arr_due": due, "arr_renewed": min(arr, due), "renewals_kept": arr > 0}
        elif kind == EXPANSION:
            numbers = {"grown": arr, "growths": 1}
        elif kind == play and not is_holdout(events, index):
            numbers = {"plays": 1}
        if numbers:
            yield Part(events.customer[index], csms_of(record, index), numbers, row=index)


def _kept(record: Customers) -> Iterator[Part]:
    """Yield what customers who were there before the twelve months paid then, what they kept, and pay at the end."""
    there = range(len(record.history.customers)) if record.history.book is not None else ()
    for customer in there:  # without a book it is known of those alone who left
        arr = start_and_end(record, customer)
        if arr is None or arr[0] <= 0:
            continue
        start, end = arr
        numbers = {"arr_start": start, "arr_kept": min(start, end), "arr_end": end}
        yield Part(customer, (), numbers, "segment")
        for csms, part in parts_of_change(record, customer, record.year, end - start).items():
            yield Part(customer, csms, {name: number * part for name, number in numbers.items()}, "csm")


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
