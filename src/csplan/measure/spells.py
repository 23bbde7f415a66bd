"""Days at risk: how many of those on which health was known, and how many spells began."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from csplan.plan.history import AT_RISK

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csplan.measure.periods import Period
    from csplan.measure.states import States


class AtRisk(NamedTuple):
    """Days of a customer in a period."""

    known: int
    at_risk: int
    spells: int
    """Spells that began: a customer who was known not to be at risk the day before is."""


def at_risk_days(states: States, customer: int, period: Period) -> AtRisk:
    """Count the days of a customer in a period: a colour holds until the next one, or until it is stale."""
    days, codes = states.known(customer)
    known = at_risk = spells = 0
    # What holds on the day before the period tells whether a spell begins with it.
    start = max(0, bisect_right(days, period.first - 1) - 1)
    ended, before = -1, False
    for index in range(start, len(days)):
        day = days[index]
        if day > period.last:
            break
        last = day + states.stale
        if index + 1 < len(days) and days[index + 1] <= last:
            last = days[index + 1] - 1
        risky = codes[index] in AT_RISK
        inside = min(last, period.last) - max(day, period.first) + 1
        if inside > 0:
            known += inside
            at_risk += inside * risky
            # Nobody knows when a spell began that follows days of which nothing is known.
            spells += risky and not before and ended == day - 1 and day >= period.first
        ended, before = last, risky
    return AtRisk(known, at_risk, spells)


class Spell(NamedTuple):
    """A time at risk: the day on which it is first known, and the colour then."""

    start: int
    colour: int


def spells_of(states: States, customer: int) -> Iterator[Spell]:
    """Yield the times at risk of a customer: also those that follow days of which nothing is known.

    Whether somebody was at risk before a record begins is not known: what is seen first counts as the start.
    """
    days, codes = states.known(customer)
    ended, before = -1, False
    for index, (day, code) in enumerate(zip(days, codes, strict=True)):
        risky = code in AT_RISK
        if risky and not (before and day <= ended + 1):
            yield Spell(day, code)
        ended, before = day + states.stale, risky
        if index + 1 < len(days):
            ended = min(ended, days[index + 1] - 1)
