"""What the team is credited with: ARR that was renewed, grew or was won, each once, by the first reason that holds.

Credited is not what would not have come without the team. Source: csm-management, section 6.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

from csplan.measure.states import OPT_OUT, RENEWAL, UNKNOWN
from csplan.plan.history import EVENTS, HEALTHY, NOBODY
from csplan.values.names import folded

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from csplan.measure.customers import Customers
    from csplan.measure.periods import Period
    from csplan.measure.states import States
    from csplan.plan.history import Events
    from csplan.plan.value import Module, Reason

BEFORE = 365
"""Days before a renewal in which somebody was at risk who is saved or won by it. Source: csplan."""
MOST_LINKS = 10
"""Links of a chain that are followed."""
YELLOW, RED = 3, 4
_NAMES = {name: index for index, name in enumerate(EVENTS)}
_CSQL, _POC, _EXPANSION = _NAMES["csql"], _NAMES["poc"], _NAMES["expansion"]
_LANDED: dict[int, Reason] = {_NAMES["referral"]: "referral", _NAMES["sale"]: "sale", _NAMES["service"]: "service"}
_SERVICE = _NAMES["service"]


class Credited(NamedTuple):
    """One row of the events that counts once: with its reason, or why it has none."""

    event: int
    """Index into the events."""
    module: Module
    reason: Reason | None
    why: str
    """Where no reason holds: healthy, at_risk, unknown, no_lead."""
    arr: float
    chain: tuple[int, ...]
    """What it came from, link by link, the event itself first."""


def credited(record: Customers, period: Period) -> list[Credited]:
    """Return what was renewed, grew or was won in a period, each ARR once, by day; without a reason too."""
    events = record.history.events
    if events is None:
        return []
    rows = [index for index, day in enumerate(events.day) if period.first <= day <= period.last]
    found = [*_retained(record, events, rows), *_expanded(record, events, rows), *_landed(events, rows)]
    return sorted(found, key=lambda each: (events.day[each.event], each.event))


def _retained(record: Customers, events: Events, rows: Sequence[int]) -> Iterator[Credited]:
    """Yield the last renewal or opt-out of each customer, if anything was kept."""
    last: dict[int, int] = {}
    used: set[int] = set()
    unused: set[int] = set()
    for index in rows:
        if events.kind[index] not in {RENEWAL, OPT_OUT}:
            continue
        customer = events.customer[index]
        if events.kind[index] == OPT_OUT:
            (unused if events.arr[index] > 0 else used).add(customer)
        if customer not in last or _later(events, index) > _later(events, last[customer]):
            last[customer] = index
    for customer, index in last.items():
        kept = min(events.arr[index], events.due[index])
        if kept <= 0:
            continue
        reason, why = recovered(record.states, customer, events.day[index])
        if reason is None and customer in unused - used:
            reason = "opt_out"
        yield Credited(index, "retain", reason, "" if reason else why, kept, (index,))


def _later(events: Events, index: int) -> tuple[int, bool, float, float]:
    """Tell which of two events is the last: of one day, the renewal, whatever the order of the rows."""
    return events.day[index], events.kind[index] == RENEWAL, events.arr[index], events.due[index]


def recovered(states: States, customer: int, day: int) -> tuple[Reason | None, str]:
    """Tell whether a customer was saved or won by a day; else why not: healthy, at_risk or unknown.

    Saved: red in the year before and known not to be red that day. Won: yellow in the year before, and healthy then.
    """
    now, before = states.colour(customer, day), colours_before(states, customer, day)
    if now == UNKNOWN:
        return None, "unknown"
    if RED in before and now != RED:
        return "saved", ""
    if YELLOW in before and now in HEALTHY:
        return "won", ""
    return None, "healthy" if now in HEALTHY else "at_risk"


def colours_before(states: States, customer: int, day: int) -> set[int]:
    """Return the codes of the colours that were recorded in the 365 days before a day."""
    days, codes = states.known(customer)
    return set(codes[bisect_left(days, day - BEFORE) : bisect_left(days, day)])


def _expanded(record: Customers, events: Events, rows: Sequence[int]) -> Iterator[Credited]:
    for index in rows:
        if events.kind[index] != _EXPANSION or not events.arr[index] > 0:
            continue
        links = chain(events, index)
        kinds = {events.kind[each] for each in links}
        reason: Reason | None = "csql" if _CSQL in kinds else "poc" if _POC in kinds else None
        if reason is None and recovered(record.states, events.customer[index], events.day[index])[0]:
            reason = "saved_won"
        yield Credited(index, "expand", reason, "" if reason else "no_lead", events.arr[index], tuple(links))


def _landed(events: Events, rows: Sequence[int]) -> Iterator[Credited]:
    """Yield referrals, sales and services; a new customer who is named several times counts once."""
    order = list(_LANDED)
    landed = [each for each in rows if events.kind[each] in _LANDED and events.arr[each] > 0]
    landed.sort(key=lambda each: (order.index(events.kind[each]), events.day[each], -events.arr[each]))
    seen: set[str] = set()
    for index in landed:
        name = folded(events.values[events.value[index]]) if events.value[index] != NOBODY else ""
        if name and name in seen:
            continue
        if events.kind[index] != _SERVICE:  # of these the value says which, so that several have the same
            seen.add(name)
        yield Credited(index, "land", _LANDED[events.kind[index]], "", events.arr[index], tuple(chain(events, index)))


def chain(events: Events, index: int) -> list[int]:
    """Return an event and what it came from, link by link; one that comes back to itself ends there."""
    links = [index]
    while len(links) <= MOST_LINKS and (origin := events.came[links[-1]]) != NOBODY and origin not in links:
        links.append(origin)
    return links
