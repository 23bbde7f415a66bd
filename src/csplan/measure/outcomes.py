"""What came of the work of CSMs: renewals kept against expected, silent customers, requests, payments.

Renewals of a book are judged by what the team's own rates would give for that very book.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

from csplan.measure.indicators import LEAD
from csplan.measure.part import Part
from csplan.measure.states import CHURN, OPT_OUT, RENEWAL, UNKNOWN
from csplan.measure.whose import csms_of
from csplan.plan.history import AT_RISK, EVENTS, NOBODY
from csplan.values.names import folded

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from csplan.measure.customers import Customers
    from csplan.plan.history import Events
    from csplan.plan.log import TimeLog

_REQUEST, _USED, _INVOICE, _PAYMENT, _CONTACT = (
    EVENTS.index(name) for name in ("request", "used", "invoice", "payment", "contact")
)
TALKED_FROM, TALKED_UNTIL = 365, 60
"""Days before a renewal: who was not spoken with between them was left alone until it was too late. Source: csplan."""
USED_BY = 180
"""Days after which a request that nobody uses was one for nothing. Source: csplan."""


class Renewal(NamedTuple):
    """A renewal of the twelve months: the share kept, and what the team's rate gives for one like it."""

    event: int
    customer: int
    kept: float
    expected: float


def renewals_of(record: Customers) -> list[Renewal]:
    """Return the renewals of the twelve months, each with the team's rate in its segment and at risk or not before."""
    events, year = record.history.events, record.year
    rules = record.rules
    lead = int(rules.lead if rules and rules.lead else LEAD)
    units: list[tuple[int, tuple[int, bool | None], float]] = []
    sums: dict[tuple[int, bool | None], tuple[float, int]] = {}
    for index, kind in enumerate(events.kind if events is not None else ()):
        if events is None or kind != RENEWAL or not year.first <= events.day[index] <= year.last:
            continue
        customer, due = events.customer[index], events.due[index]
        colour = record.states.colour(customer, events.day[index] - lead)
        cell = record.segments[customer], None if colour == UNKNOWN else colour in AT_RISK
        kept = min(events.arr[index], due) / due
        units.append((index, cell, kept))
        total, n = sums.get(cell, (0.0, 0))
        sums[cell] = total + kept, n + 1
    return [
        Renewal(index, events.customer[index], kept, sums[cell][0] / sums[cell][1])
        for index, cell, kept in units
        if events is not None
    ]


def outcomes_of(record: Customers, talks: Talks | None) -> Iterator[Part]:
    """Yield what came of the work, renewal by renewal, request by request, payment by payment."""
    events = record.history.events
    if events is None:
        return
    for each in renewals_of(record):
        chance = each.expected * (1 - each.expected)
        numbers = {"renewals_judged": 1.0, "kept_shares": each.kept, "renewals_expected": each.expected}
        yield Part(each.customer, csms_of(record, each.event), {**numbers, "renewals_variance": chance}, row=each.event)
    for index, silent in silent_ones(record, talks):
        numbers = {"silent_known": float(silent is not None), "silent": float(bool(silent))}
        yield Part(events.customer[index], csms_of(record, index), {**numbers, "decided": 1.0}, row=index)
    yield from _requests(record, events)
    yield from _payments(record, events)


# --- silence -------------------------------------------------------------------------------------------------------


class Talks(NamedTuple):
    """When somebody spoke with each customer, by events and the time log; and since when that is recorded."""

    days: Mapping[int, Sequence[int]]
    since: int


def talks_of(record: Customers, log: TimeLog | None) -> Talks | None:
    """Return when somebody spoke with customers; None where neither an event nor the time log ever says it."""
    days: dict[int, set[int]] = {}
    firsts: list[int] = []
    events = record.history.events
    for index, kind in enumerate(events.kind if events is not None else ()):
        if kind == _CONTACT and events is not None:
            days.setdefault(events.customer[index], set()).add(events.day[index])
    if days:
        firsts.append(min(min(each) for each in days.values()))
    if log is not None and any(log.customers):
        ours = {folded(name): at for at, name in enumerate(record.history.customers)}
        known = [ours.get(name, NOBODY) if name else NOBODY for name in log.customers]
        tasks = record.document.tasks or ()
        internal = {index for index, task in enumerate(tasks) if task.kind == "internal"}
        for place, task, day in zip(log.place, log.task, log.day, strict=True):
            if known[place] != NOBODY and task not in internal:
                days.setdefault(known[place], set()).add(day)
        firsts.append(log.first_day)
    return Talks({customer: sorted(each) for customer, each in days.items()}, min(firsts)) if firsts else None


def silent_ones(record: Customers, talks: Talks | None) -> Iterator[tuple[int, bool | None]]:
    """Yield who renewed or was lost in the period, as an event, and whether nobody spoke with them long before.

    That is from 365 to 60 days before; None where the record does not reach back so far.
    """
    events, period = record.history.events, record.period
    for index, kind in enumerate(events.kind if events is not None and talks is not None else ()):
        if events is None or talks is None or kind not in {RENEWAL, OPT_OUT, CHURN}:
            continue
        day, customer = events.day[index], events.customer[index]
        if not period.first <= day <= period.last:
            continue
        if kind == OPT_OUT and events.arr[index] > 0:
            continue  # they stayed, and did not renew
        days = talks.days.get(customer, ())
        at = bisect_left(days, day - TALKED_FROM)
        talked = at < len(days) and days[at] <= day - TALKED_UNTIL
        yield index, None if not talked and day - TALKED_FROM < talks.since else not talked


# --- requests and payments -----------------------------------------------------------------------------------------


def _requests(record: Customers, events: Events) -> Iterator[Part]:
    last = record.period.last
    used = {
        events.came[index]
        for index, kind in enumerate(events.kind)
        if kind == _USED and events.came[index] != NOBODY and events.day[index] <= last
    }
    for index, kind in enumerate(events.kind):
        if kind == _REQUEST and events.day[index] < last - USED_BY:
            numbers = {"requests_old": 1.0, "requests_with_use": float(index in used)}
            yield Part(events.customer[index], csms_of(record, index), numbers, row=index)


def _payments(record: Customers, events: Events) -> Iterator[Part]:
    year = record.year
    paid: set[int] = set()
    for index, kind in enumerate(events.kind):
        invoice, day = events.came[index], events.day[index]
        if kind != _PAYMENT or invoice == NOBODY or events.kind[invoice] != _INVOICE or day > year.last:
            continue
        paid.add(invoice)
        if day >= year.first:
            numbers = {"payments": 1.0, "days_late_total": float(day - events.day[invoice])}
            yield Part(events.customer[index], csms_of(record, index), numbers, row=index)
    for index, kind in enumerate(events.kind):
        if kind == _INVOICE and index not in paid and year.first <= events.day[index] <= year.last:
            yield Part(events.customer[index], csms_of(record, index), {"invoices_open": 1.0}, row=index)
