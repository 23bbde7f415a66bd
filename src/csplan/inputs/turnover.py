"""Turnover of a role, measured from the people of a plan: who left, over the time that all of them were there."""

from __future__ import annotations

from datetime import date
from math import exp
from typing import TYPE_CHECKING, NamedTuple

from csplan.measure.shares import count
from csplan.values.grammar import DAYS_OF_MONTH
from csplan.values.names import folded

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csplan.inputs.collect import Collector
    from csplan.plan.people import Person
    from csplan.plan.plan import Plan

MOST_MONTHS = 36
"""Turnover is measured of so many months before the day, at most: before that it was another team."""
LEAST_YEARS = 2.0
"""Person-years from which on turnover is measured."""
_DAYS_OF_YEAR = 12 * DAYS_OF_MONTH


class Turnover(NamedTuple):
    """How many of so many people left, in how many person-years; the share that leaves in a year, with its interval."""

    left: int
    people: int
    years: float
    value: float
    low: float
    high: float


def day_of_turnover(plan: Plan, as_of: date | None) -> date | None:
    """Return the day up to which turnover is measured: the last one of the record, else the day of the question."""
    return as_of if plan.history is None else date.fromordinal(plan.history.as_of)


def measured_turnover(plan: Plan, role: str, as_of: date | None) -> Turnover | None:
    """Return the turnover of a role by its people; None where they say too little.

    Persons count, whatever their share of full time, each with the days from their first one on: who has no ``from``
    does not count. It takes two person-years, and somebody of any role who left: a table without anybody who did
    lists today's people, and says nothing of those who were there before. Leavers ÷ person-years is a rate r, and
    1 − exp(−r) the share of people who leave in a year; its interval comes from that of the count (Garwood 1936).
    """
    day = day_of_turnover(plan, as_of)
    if plan.people is None or day is None:
        return None
    if not any(person.last is not None and person.last < day for person in plan.people.persons):
        return None
    opens = day.toordinal() - round(MOST_MONTHS * DAYS_OF_MONTH) + 1
    left = people = days = 0
    for person in _of_role(plan, role):
        if person.first is None:
            continue
        gone = person.last is not None and person.last < day
        last = person.last if person.last is not None and gone else day
        there = last.toordinal() - max(person.first.toordinal(), opens) + 1
        if there > 0:
            days, people, left = days + there, people + 1, left + gone
    years = days / _DAYS_OF_YEAR
    if years < LEAST_YEARS:
        return None
    return Turnover(left, people, years, *(1 - exp(-each / years) for each in count(left)))


def take_turnover(found: Collector, plan: Plan, role: str, as_of: date | None) -> None:
    """Take the turnover of a role as its people have it, where the plan states none."""
    if plan.people is None or "turnover" in found.values:
        return
    measured = measured_turnover(plan, role, as_of)
    if measured is not None:
        low, high, file = measured.low, measured.high, plan.people.file
        found.measured("turnover", measured.value, file, n=measured.people, low=low, high=high)


def _of_role(plan: Plan, role: str) -> Iterator[Person]:
    """Yield the people of a role: their own, else that of their teams, else the only one there is."""
    roles: dict[str, set[str]] = {}
    for each in plan.placed:
        for name in (each.segment.name, each.team):
            roles.setdefault(folded(name), set()).add(each.role or "")
    all_of_them = {name for names in roles.values() for name in names}
    for person in plan.people.persons if plan.people is not None else ():
        own = {name for team in person.teams for name in roles.get(folded(team), ())}
        if role == person.role or (person.role is None and {role} == (own or all_of_them)):
            yield person
