"""How long each CSM had a customer: from the snapshots that name one, else as it is now."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from csplan.measure.periods import Period
from csplan.plan.history import NOBODY
from csplan.values.names import names_in

if TYPE_CHECKING:
    from collections.abc import Mapping

    from csplan.measure.customers import Customers


def days_held(record: Customers, customer: int, period: Period) -> Mapping[tuple[str, ...], int]:
    """Return the days of a period on which somebody was a customer, by whose customer it was then."""
    there = _there(record, customer, period)
    if there is None:
        return {}
    first, last = there
    shots = record.history.snapshots
    found: dict[tuple[str, ...], int] = {}
    own, since = record.csms[customer], first
    for row in record.states.rows(customer):
        if shots is None or shots.csm[row] == NOBODY:
            continue
        day, names = shots.day[row], names_in(shots.people[shots.csm[row]])
        if day > last:
            break
        if names == own:
            continue
        if day > since:
            found[own] = found.get(own, 0) + day - since
            since = day
        own = names
    found[own] = found.get(own, 0) + last - since + 1
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
