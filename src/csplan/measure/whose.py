"""Whose a customer was on a day, in a period, and whom an event names: equal parts where these are several."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from csplan.measure.periods import Period
from csplan.measure.states import OPT_OUT, RENEWAL
from csplan.plan.history import NOBODY
from csplan.values.names import names_in

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from csplan.measure.arr import Change
    from csplan.measure.customers import Customers

    Names = tuple[str, ...]
    """One CSM, several, or nobody."""


def csms_on(record: Customers, customer: int, day: int) -> Names:
    """Return whose a customer was on a day: by the last snapshot until then, the first after it, else as it is now.

    Snapshots that name nobody are passed over.
    """
    days, names = record.holders(customer)
    return names[max(0, bisect_right(days, day) - 1)] if days else record.csms[customer]


def csms_of(record: Customers, event: int) -> Names:
    """Return whom an event names, else whose the customer was that day."""
    events = record.history.events
    assert events is not None  # noqa: S101 - it is one of theirs
    named = names_in(events.people[events.csm[event]]) if events.csm[event] != NOBODY else ()
    return named or csms_on(record, events.customer[event], events.day[event])


def times_of(record: Customers, customer: int, period: Period) -> Sequence[tuple[Names, Period]]:
    """Return who had a customer from when to when in a period, one after the other, as ``csms_on`` says of each day."""
    found: list[tuple[Names, Period]] = []
    own, since = csms_on(record, customer, period.first), period.first
    for day, names in zip(*record.holders(customer), strict=True):
        if period.first < day <= period.last and names != own:
            found.append((own, Period(since, day - 1)))
            own, since = names, day
    return [*found, (own, Period(since, period.last))]


def days_held(record: Customers, customer: int, period: Period) -> Mapping[Names, int]:
    """Return the days of a period on which somebody was a customer, by whose customer it was then."""
    there = _there(record, customer, period)
    found: dict[Names, int] = {}
    for names, (first, last) in times_of(record, customer, there) if there is not None else ():
        found[names] = found.get(names, 0) + last - first + 1
    return found


def _there(record: Customers, customer: int, period: Period) -> Period | None:
    """Return the days of a period on which somebody was a customer: nothing of those who came after or left before."""
    first, last = period
    left = record.states.left[customer]
    since = record.history.since.get(customer)
    days = record.states.row_days(customer)
    if since is None and days and not record.known_on(customer, first):
        since = days[0]
    if since is not None:
        first = max(first, since)
    if left is not None:
        last = min(last, left)
    elif not record.in_book(customer):  # nobody knows when it left: not before the last snapshot
        at = bisect_right(days, last)
        last = days[at - 1] if at else first - 1
    return Period(first, last) if first <= last else None


def longest(record: Customers, customer: int, period: Period) -> Names:
    """Return who had a customer for most days of a period; of equally many, who had it last."""
    found = days_held(record, customer, period)
    return max(reversed([*found]), key=found.__getitem__) if found else record.csms[customer]


def parts_of_change(record: Customers, customer: int, period: Period, grown: float) -> Mapping[Names, float]:
    """Return whose it is that a customer pays more or less after a period than before it, in parts of 1.

    Whose it was when it changed, in parts of how much. Where nothing changed, whose it was when it renewed last; where
    that did not come up, whoever had it, by days.
    """
    changes = [each for each in record.paid.changes[customer] if period.first <= each.day <= period.last]
    found: dict[Names, float] = {}
    for each in changes:
        if each.grown * grown > 0:
            csms = csms_of(record, each.event)
            found[csms] = found.get(csms, 0.0) + abs(each.grown)
    if not found and (decided := _decided(record, changes)) is not None:
        return {csms_of(record, decided): 1.0}
    found = found or dict(days_held(record, customer, period)) or {record.csms[customer]: 1.0}
    total = sum(found.values())
    return {csms: part / total for csms, part in found.items()}


def _decided(record: Customers, changes: Sequence[Change]) -> int | None:
    """Return the last event in which a customer might have left; None where there is none."""
    events = record.history.events
    asked = [each for each in changes if events is not None and events.kind[each.event] in {RENEWAL, OPT_OUT}]
    return max(asked, key=lambda each: each.day).event if asked else None
