"""Renewals that can be compared: of spells that were played and of those that were not, of the served and the unserved.

The unit of plays is a spell whose next renewal was decided in the period. Who was played is told at a landmark, some
days after the spell began, and only what was decided after it counts: otherwise who recovers at once is never played,
and who is played has lasted long enough to be. Source: csplan.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, NamedTuple

from csplan.measure.spells import spells_of
from csplan.measure.states import RENEWAL
from csplan.measure.whose import csms_on
from csplan.plan.history import EVENTS, NOBODY
from csplan.plan.value import HOLDOUT, WITHIN
from csplan.values.names import folded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from csplan.measure.customers import Customers
    from csplan.measure.periods import Period
    from csplan.measure.spells import Spell
    from csplan.plan.history import Events
    from csplan.plan.log import TimeLog

LONGEST = 365
"""Days after the start of a spell in which the next renewal is one of it. Source: csplan."""
SERVED = 0
"""Stands for a colour where the served are compared with the unserved."""
LEFT_OUT = ("before_landmark", "open", "other_period", "later_spell", "too_late")
"""Why a spell is not compared."""


class Unit(NamedTuple):
    """A renewal that is compared: whose, whether they were treated, what was due, and which share of it was kept."""

    customer: int
    segment: int
    colour: int
    treated: bool
    due: float
    kept: float
    held_out: bool = False
    """Left alone on purpose, by lot."""


class Played(NamedTuple):
    """Spells that are compared, how many are left out, by why, and how many plays were begun in each segment."""

    units: list[Unit]
    left_out: dict[str, int]
    plays: dict[int, int]


def within_of(record: Customers) -> float:
    """Return the days from the start of a spell to the landmark."""
    rules = record.document.value.plays if record.document.value else None
    return rules.within if rules is not None and rules.within is not None else WITHIN


def played(record: Customers, period: Period, within: float, log: TimeLog | None = None) -> Played:
    """Return the spells whose next renewal was decided in a period, after the landmark.

    Where ``value`` names the task that a rescue takes, hours that the ``log`` has of it for a customer are one too.
    """
    events = record.history.events
    left_out = dict.fromkeys(LEFT_OUT, 0)
    if events is None or record.history.snapshots is None:
        return Played([], left_out, {})
    renewals, plays, held_out = _by_customer(record, events)
    logged = _logged(record, log)
    begun: dict[int, int] = {}
    found: list[Unit] = []
    for customer, segment in enumerate(record.segments):
        begins = _begun(plays[customer], logged.get(customer, ()), within)
        plays[customer] = sorted((*plays[customer], *logged.get(customer, ())))
        count = sum(period.first <= day <= period.last for day in begins)
        if count:
            begun[segment] = begun.get(segment, 0) + count
        days = [events.day[index] for index in renewals[customer]]
        last: dict[int, Spell] = {}
        for spell in spells_of(record.states, customer):
            at = bisect_right(days, spell.start)
            why = _left_out(spell.start, days[at] if at < len(days) else None, period, within)
            if why is None:
                left_out["later_spell"] += at in last
                last[at] = spell
            elif why:
                left_out[why] += 1
        for at, spell in last.items():
            index, span = renewals[customer][at], (spell.start, spell.start + int(within))
            kept = min(events.arr[index], events.due[index]) / events.due[index]
            treated, held = _any_in(plays[customer], *span), _any_in(held_out[customer], *span)
            found.append(Unit(customer, segment, spell.colour, treated, events.due[index], kept, held and not treated))
    return Played(found, left_out, begun)


def _left_out(start: int, day: int | None, period: Period, within: float) -> str | None:
    """Tell why a spell with its next renewal is not compared: None where it is, nothing of other times."""
    if day is None:
        return "open" if start <= period.last else ""
    if not period.first <= day <= period.last:
        return "other_period" if period.first <= start <= period.last else ""
    if day <= start + within:
        return "before_landmark"
    return None if day <= start + LONGEST else "too_late"


def _by_customer(record: Customers, events: Events) -> tuple[list[list[int]], list[list[int]], list[list[int]]]:
    """Return the renewals of each customer by day, and the days of their plays and of being left alone on purpose."""
    rules = record.document.value.plays if record.document.value else None
    word = EVENTS.index((rules.event if rules else None) or "play")
    play = EVENTS.index("play")
    held = {index for index, text in enumerate(events.values) if folded(text) == HOLDOUT}
    count = len(record.history.customers)
    renewals: list[list[int]] = [[] for _ in range(count)]
    plays: list[list[int]] = [[] for _ in range(count)]
    alone: list[list[int]] = [[] for _ in range(count)]
    for index, kind in enumerate(events.kind):
        customer, day = events.customer[index], events.day[index]
        if day > record.as_of:
            continue
        if kind == RENEWAL:
            renewals[customer].append(index)
        elif kind == play and events.value[index] != NOBODY and events.value[index] in held:
            alone[customer].append(day)
        elif kind == word:
            plays[customer].append(day)
    for rows in renewals:
        rows.sort(key=lambda index: (events.day[index], events.arr[index], events.due[index]))
    for days in (*plays, *alone):
        days.sort()
    return renewals, plays, alone


def _logged(record: Customers, log: TimeLog | None) -> dict[int, list[int]]:
    """Return the days on which the log has hours of a rescue, by customer."""
    rules = record.document.value.plays if record.document.value else None
    found: dict[int, list[int]] = {}
    if log is None or rules is None or rules.task not in log.tasks:
        return found
    task = log.tasks.index(rules.task)
    index = {folded(name): at for at, name in enumerate(record.history.customers)}
    for entry, of in enumerate(log.task):
        if of == task and log.day[entry] <= record.as_of:
            customer = index.get(log.customers[log.place[entry]])
            if customer is not None:
                found.setdefault(customer, []).append(log.day[entry])
    return found


def _begun(plays: Sequence[int], logged: Sequence[int], within: float) -> list[int]:
    """Return the days on which rescues began: logged hours near a play, or near others, are of the same one."""
    begun, last = list(plays), None
    for day in sorted(logged):
        near = any(abs(day - play) <= within for play in plays)
        if not near and (last is None or day - last > within):
            begun.append(day)
        last = day
    return begun


def _any_in(days: Sequence[int], first: int, last: int) -> bool:
    at = bisect_left(days, first)
    return at < len(days) and days[at] <= last


def served(record: Customers, period: Period) -> list[Unit]:
    """Return the renewals of a period: treated are those of customers who had a CSM that day."""
    events = record.history.events
    if events is None:
        return []
    found = []
    for index, kind in enumerate(events.kind):
        day = events.day[index]
        if kind == RENEWAL and period.first <= day <= period.last:
            customer, due = events.customer[index], events.due[index]
            has = bool(csms_on(record, customer, day))
            kept = min(events.arr[index], due) / due
            found.append(Unit(customer, record.segments[customer], SERVED, has, due, kept))
    return found
