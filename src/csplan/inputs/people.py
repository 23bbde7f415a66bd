"""What the account book, or the plan's own people, say of CSMs: split before figures are computed, so no lens."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from csplan.values.names import folded

if TYPE_CHECKING:
    from collections.abc import Mapping

    from csplan.figures.units import CSMs, Customers, HoursPerCustomer
    from csplan.plan.plan import Plan


class Present(NamedTuple):
    """CSMs of a team who are there, by their shares of full time, and how many people that are."""

    csms: float
    people: int


def people_by_team(plan: Plan) -> dict[str, Present]:
    """Return the CSMs of each team on the last day of the record, of the people of the plan.

    Nothing, where the plan has no people or no record, which says what day it is; or where nobody knows which team
    somebody is of. Who is of several teams counts in equal parts.
    """
    if plan.people is None or plan.history is None:
        return {}
    day = date.fromordinal(plan.history.as_of)
    teams = {folded(each.segment.name): each.team for each in plan.placed}
    teams |= {folded(each.team): each.team for each in plan.placed}
    found = dict.fromkeys((each.team for each in plan.placed), Present(0.0, 0))
    for person in plan.people.persons:
        own = {teams[folded(name)] for name in person.teams if folded(name) in teams}
        if not person.there(day):
            continue
        if not own:
            return {}
        for team in own:
            found[team] = Present(found[team].csms + person.share / len(own), found[team].people + 1)
    return found


def days_by_team(plan: Plan, first: int, last: int) -> dict[str, float]:
    """Return the days of full time on which CSMs of each team were there, from one day to another.

    Nothing where nobody knows which team somebody is of who was there. Who is of several teams counts in equal parts.
    """
    if plan.people is None:
        return {}
    teams = {folded(each.segment.name): each.team for each in plan.placed}
    teams |= {folded(each.team): each.team for each in plan.placed}
    found = dict.fromkeys((each.team for each in plan.placed), 0.0)
    for person in plan.people.persons:
        begins = max(first, person.first.toordinal() if person.first else first)
        ends = min(last, person.last.toordinal() if person.last else last)
        own = {teams[folded(name)] for name in person.teams if folded(name) in teams}
        if ends < begins:
            continue
        if not own:
            return {}
        for team in own:
            found[team] += person.share * (ends - begins + 1) / len(own)
    return found


def csms_by_segment(
    held: Mapping[str, Mapping[str, Customers]], hours_per_customer: Mapping[str, HoursPerCustomer | None]
) -> dict[str, CSMs]:
    """CSMs who serve each segment today: each distinct CSM counts 1, split over segments by workload.

    ``held`` has the customers of each CSM by segment. Where any of a CSM's segments has no hours, that CSM is split by
    customers.
    """
    csms: dict[str, CSMs] = {}
    for customers in held.values():
        hours = {segment: hours_per_customer.get(segment) for segment in customers}
        known = all(hours.values())
        weights = {segment: count * ((hours[segment] or 1.0) if known else 1.0) for segment, count in customers.items()}
        whole = sum(weights.values())
        for segment, weight in weights.items():
            csms[segment] = csms.get(segment, 0.0) + weight / whole
    return csms
