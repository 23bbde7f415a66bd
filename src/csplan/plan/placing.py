"""Where a segment belongs: its tier, its team, its role, and the customers that the account book counts in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from csplan.plan.types import for_tier

if TYPE_CHECKING:
    from collections.abc import Mapping

    from csplan.plan.accounts import AccountBook, SegmentSums
    from csplan.plan.document import PlanFile
    from csplan.plan.purpose import Purpose
    from csplan.plan.rules import RulePack
    from csplan.plan.segments import Segment, Team
    from csplan.plan.tasks import Task
    from csplan.plan.tiers import Tier


class Placed(NamedTuple):
    """A segment with all that was left to a default filled in. None where there is nothing to fill in."""

    index: int  # type: ignore[assignment]  # tuple.index, which nobody wants of a segment
    segment: Segment
    customers: float | None
    arr: float | None
    tier: Tier | None
    team: str
    role: str | None
    sums: SegmentSums | None

    def often(self, task: Task) -> float | None:
        """Return how often a year a task is stated to be done for each in the segment: its own, else its tier's."""
        return for_tier(task.times, self.tier.name if self.tier else None, self.segment.name)

    @property
    def in_any_tier(self) -> bool:
        """Tell whether nobody knows its tier: none is stated, and customers or ARR, which would tell, are not known."""
        return self.tier is None and self.segment.tier is None and None in (self.customers, self.arr)

    @property
    def acv(self) -> float | None:
        """Annual contract value of the mean customer."""
        return self.arr / self.customers if self.arr is not None and self.customers else None


def tiers_of(document: PlanFile, rules: RulePack | None) -> tuple[Tier, ...]:
    """Return the tiers that a plan works with: its own, else the rule pack's."""
    return document.tiers if document.tiers is not None else rules.tiers if rules else ()


class _Among(NamedTuple):
    """What segments are placed among."""

    tiers: Mapping[str, Tier]
    teams: Mapping[str, Team]
    first_role: str | None
    book: AccountBook | None
    averages: Mapping[str, float]


def place(
    document: PlanFile,
    rules: RulePack | None,
    book: AccountBook | None,
    averages: Mapping[str, float] | None = None,
) -> tuple[Placed, ...]:
    """Fill in tier, team, role and book of every segment, in the order of the plan.

    ``averages`` has the customers of segments that state only how many there are on the first day.
    """
    among = _Among(
        {tier.name: tier for tier in tiers_of(document, rules)},
        {team.name: team for team in document.teams or ()},
        next(iter(document.roles or ()), None),
        book,
        averages or {},
    )
    placed = tuple(_place(index, segment, among) for index, segment in enumerate(document.segments or ()))
    if all(each.role for each in placed) or not document.roles:
        return placed
    # A team has one role: that of its other segments is that of one whose tier, and so its role, nobody knows.
    known = {each.team: each.role for each in placed if each.role}
    return tuple(each if each.role else each._replace(role=known.get(each.team)) for each in placed)


def _place(index: int, segment: Segment, among: _Among) -> Placed:
    sums = among.book.segments.get(segment.name) if among.book else None
    customers, arr = (
        (sums.customers, sums.arr) if sums else (among.averages.get(segment.name, segment.customers), segment.arr)
    )
    tier = None
    if segment.tier is not None:
        tier = among.tiers.get(segment.tier)
    elif customers and arr is not None:
        acv = arr / customers
        tier = next((tier for tier in among.tiers.values() if tier.holds(acv)), None)
    team = segment.team or segment.name
    role = role_of(segment, among.teams.get(team), tier, among.first_role)
    placed = Placed(index, segment, customers, arr, tier, team, role, sums)
    if placed.in_any_tier:
        roles = {role_of(segment, among.teams.get(team), each, among.first_role) for each in among.tiers.values()}
        return placed._replace(role=role if roles <= {role} else None)
    return placed


def role_of(segment: Segment, team: Team | None, tier: Tier | None, first: str | None) -> str | None:
    """Return who serves a segment: its own role, else the team's, else the tier's, else the first of the plan."""
    return segment.role or (team.role if team else None) or (tier.role if tier else None) or first


def speaks_of_purpose(document: PlanFile) -> bool:
    """Tell whether a plan says of anybody what they are there for, or of any work what it is done for."""
    stated = [
        *(segment.purpose for segment in document.segments or ()),
        *(team.purpose for team in document.teams or ()),
        *(task.serves for task in document.tasks or ()),
    ]
    return any(stated)


def purposes_of(document: PlanFile, placed: Placed) -> tuple[Purpose, ...]:
    """Return what a segment's people are there for, each once: as it says itself, else as its team says."""
    own = placed.segment.purpose
    if own is None:
        own = next((team.purpose for team in document.teams or () if team.name == placed.team), None)
    return tuple(dict.fromkeys(own or ()))
