"""Who is there on a day and can carry how much: teams and segments, hours, and how productive they are in the ramp."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from csplan.engine.nodes import Node
from csplan.figures.carried import capacity
from csplan.inputs.ramp import productivity_on
from csplan.inputs.roles import role_inputs

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from csplan.plan.people import Person
    from csplan.plan.plan import Plan


class Carrier(NamedTuple):
    """Somebody who is there on the day, with what they can carry in one team."""

    person: Person
    known: bool
    """Whether the plan has them among its people; others are taken to be there, full time, able to do everything."""
    segments: frozenset[str]
    hours: float | None
    """For customers, a year, as productive as they are on the day; None where the plan does not say."""
    weight: float
    """What counts of them in sharing out: hours where those are known of everybody."""
    productivity: float
    """1 for who is not in a ramp."""
    ramped_weight: float
    """What will count of them once they are productive."""
    role: str
    full: float
    """Hours for customers, a year, of somebody full time in the role; 1 where the plan does not say."""
    part: float
    """Of them that is in the team."""


def places_of(plan: Plan, person: Person, holding: Mapping[str, int]) -> dict[str, tuple[frozenset[str], float]]:
    """Return the teams that somebody is in: the segments that they serve there, and the part of them that is there."""
    segments: dict[str, set[str]] = {}
    for each in plan.placed:
        segments.setdefault(each.team, set()).add(each.segment.name)
    serves: dict[str, set[str]] = {}
    if person.teams:
        for place in person.teams:
            for team, names in segments.items():
                own = names if team == place else names & {place}
                if own:
                    serves.setdefault(team, set()).update(own)
    elif holding:
        serves = {team: segments[team] for team in holding}
    else:
        of_role = {each.team for each in plan.placed if person.role in (None, each.role)}
        serves = {team: segments[team] for team in of_role} if len(of_role) == 1 else {}
    whole = sum(holding.get(team, 0) for team in serves)
    return {
        team: (frozenset(names), holding.get(team, 0) / whole if whole else 1.0 / len(serves))
        for team, names in serves.items()
    }


def carrier_of(  # noqa: PLR0913 - what they are measured by
    plan: Plan,
    team: Node,
    person: Person,
    day: date,
    places: Mapping[str, tuple[frozenset[str], float]],
    *,
    known: bool,
) -> Carrier:
    """Return what somebody can carry on a day in a team that they are in; ``known``: the plan has them as people."""
    segments, part = places[team.name]
    role = team.above["role"]
    stated = (plan.document.roles or {}).get(person.role or "")
    if person.role is not None and person.role != role.name and stated is not None:
        role = Node("role", person.role, role_inputs(person.role, stated, plan.rules).values, role.above)
    productivity = productivity_on(plan, role.name, person, day)
    hours = role.value("customer_hours")
    full = (hours or 1.0) * part
    return Carrier(
        person,
        known,
        segments,
        None if hours is None else capacity(full, person.share, productivity),
        capacity(full, person.share, productivity),
        productivity,
        capacity(full, person.share, 1.0),
        role.name,
        hours or 1.0,
        part,
    )
