"""Leads and advocacy by CSM: who handed how many to sales, what came of them, who brought which advocate."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from csplan.measure.states import EXPANSION
from csplan.measure.whose import csms_of
from csplan.plan.history import EVENTS, NOBODY

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csplan.measure.customers import Customers
    from csplan.measure.periods import Period
    from csplan.plan.history import Events

CSQL, CSQA = (EVENTS.index(name) for name in ("csql", "csqa"))
LINKS = 10
"""So far a chain of events is followed."""


class Did(NamedTuple):
    """Something that a CSM did: a lead, or an advocate."""

    event: int
    customer: int
    day: int
    csms: tuple[str, ...]


def done(record: Customers, kind: int, period: Period) -> Iterator[Did]:
    """Yield the events of a kind in a period; where none is named, whoever had the customer that day did it."""
    events = record.history.events
    for index, each in enumerate(events.kind if events is not None else ()):
        if events is None or each != kind or not period.first <= events.day[index] <= period.last:
            continue
        yield Did(index, events.customer[index], events.day[index], csms_of(record, index))


def followed(events: Events, last: int) -> dict[int, int]:
    """Return the first day on which anything came of an event, directly or by other events, up to a last day."""
    found: dict[int, int] = {}
    for index, day in enumerate(events.day):
        if day <= last:
            for source in sources(events, index):
                found[source] = min(day, found.get(source, day))
    return found


def bought(events: Events, last: int) -> set[int]:
    """Return the events of which an expansion came, up to a last day."""
    found: set[int] = set()
    for index, kind in enumerate(events.kind):
        if kind == EXPANSION and events.day[index] <= last:
            found.update(sources(events, index))
    return found


def sources(events: Events, index: int) -> Iterator[int]:
    """Yield what an event came from, and that from, up to ten links."""
    for _ in range(LINKS):
        index = events.came[index]
        if index == NOBODY:
            return
        yield index


def customers_of(events: list[Did]) -> dict[str, float]:
    """Count distinct customers by CSM; those of several in equal parts."""
    found: dict[tuple[str, int], float] = {}
    for each in events:
        for name in each.csms:
            part = 1 / len(each.csms)
            found[name, each.customer] = max(part, found.get((name, each.customer), 0.0))
    return _by_name(found)


def count_of(events: list[Did]) -> dict[str, float]:
    """Count events by CSM; those of several in equal parts."""
    found: dict[tuple[str, int], float] = {}
    for each in events:
        for name in each.csms:
            found[name, each.event] = 1 / len(each.csms)
    return _by_name(found)


def _by_name(parts: dict[tuple[str, int], float]) -> dict[str, float]:
    found: dict[str, float] = {}
    for (name, _), part in parts.items():
        found[name] = found.get(name, 0.0) + part
    return found
