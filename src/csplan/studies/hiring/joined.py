"""Who of today's people joined lately, or leaves on a day that is known: as the plan's people say it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from csplan.studies.hiring.schedule import EARLIEST

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from csplan.engine.nodes import Node
    from csplan.inputs.calendar import Calendar
    from csplan.plan.people import Person
    from csplan.plan.plan import Plan


def persons_of(plan: Plan, team: Node) -> Iterator[Person]:
    """Yield the people of a team; who names none belongs to the only one there is."""
    if plan.people is None:
        return
    names = {team.name, *(segment.name for segment in team.below["segment"])}
    alone = len({each.team for each in plan.placed}) == 1
    for person in plan.people.persons:
        if names & set(person.teams) or (alone and not person.teams):
            yield person


def learning(plan: Plan, team: Node, calendar: Calendar, as_of: date, worth: Sequence[Any]) -> Any:
    """Return what those who joined before a day still lack to be fully productive, in CSMs in each month.

    ``worth`` has what a newcomer is worth in each month, by the month of the first day.
    """
    import numpy as np

    lacking = np.zeros(calendar.count)
    for person in persons_of(plan, team):
        if person.first is None or not person.there(as_of):
            continue
        start = calendar.from_day(person.first)
        if EARLIEST <= start < EARLIEST + len(worth):
            there = np.arange(calendar.count) >= start
            lacking += person.share * np.where(there, 1.0 - worth[start - EARLIEST], 0.0)
    return lacking


def leavers(plan: Plan, team: Node, calendar: Calendar, as_of: date) -> Any:
    """Return how many of those who are there on a day are known to leave, by the month that is without them."""
    import numpy as np

    found = np.zeros(calendar.count)
    for person in persons_of(plan, team):
        if person.last is not None and person.there(as_of):
            gone = calendar.from_day(person.last + timedelta(days=1))
            if gone < calendar.count:
                found[max(gone, 0)] += person.share
    return found
