"""Who comes or goes soon after a day: what a question of that day does not see."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from csplan.studies.assign.carriers import places_of
from csplan.values.names import folded

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import date

    from csplan.plan.people import Person
    from csplan.plan.plan import Plan

SOON = 90
"""Days after the day of the question in which who comes or goes is told: a quarter, in which books are handed over."""


class Change(NamedTuple):
    """Somebody who comes, or goes."""

    person: Person
    joins: bool
    day: date
    """The first day of who comes, the last of who goes."""


def changes_after(plan: Plan, day: date, without: Collection[str] = (), teams: Collection[str] = ()) -> list[Change]:
    """Return who of some teams comes or goes within ``SOON`` days of a day, the first one first.

    Who comes and goes in that time does both. Those ``without`` whom the question is are not among them.
    """
    end = day + timedelta(days=SOON) if day.toordinal() + SOON <= day.max.toordinal() else day.max
    left_out = {folded(name) for name in without}
    holding = _holding(plan)
    found = []
    for person in plan.people.persons if plan.people else ():
        key = folded(person.name)
        places = places_of(plan, person, holding.get(key, {})).keys()
        if key in left_out or not places or (teams and places.isdisjoint(teams)):
            continue
        if person.first is not None and day < person.first <= end:
            found.append(Change(person, joins=True, day=person.first))
        if person.last is not None and day <= person.last < end:
            found.append(Change(person, joins=False, day=person.last))
    return sorted(found, key=lambda each: (each.day, each.person.name))


def seen_from(changes: Sequence[Change]) -> date:
    """Return the first day on which all of some changes have happened."""
    return max(each.day if each.joins else each.day + timedelta(days=1) for each in changes)


def _holding(plan: Plan) -> Mapping[str, dict[str, int]]:
    """Return how many accounts of each team everybody has, by their names folded."""
    found: dict[str, dict[str, int]] = {}
    rows = plan.accounts
    if rows is None:
        return found
    team_of = {each.index: each.team for each in plan.placed}
    for name, segment in zip(rows.csms, rows.segments, strict=True):
        if name:
            held = found.setdefault(folded(name), {})
            held[team_of[segment]] = held.get(team_of[segment], 0) + 1
    return found
