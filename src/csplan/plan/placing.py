"""Where a segment belongs: its tier, its team, its role, and the customers that the account book counts in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from csplan.plan.accounts import AccountBook, SegmentSums
    from csplan.plan.document import PlanFile
    from csplan.plan.rules import RulePack
    from csplan.plan.segments import Segment, Team
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


def place(document: PlanFile, rules: RulePack | None, book: AccountBook | None) -> tuple[Placed, ...]:
    """Fill in tier, team, role and book of every segment, in the order of the plan."""
    among = _Among(
        {tier.name: tier for tier in tiers_of(document, rules)},
        {team.name: team for team in document.teams or ()},
        next(iter(document.roles or ()), None),
        book,
    )
    return tuple(_place(index, segment, among) for index, segment in enumerate(document.segments or ()))


def _place(index: int, segment: Segment, among: _Among) -> Placed:
    sums = among.book.segments.get(segment.name) if among.book else None
    customers, arr = (sums.customers, sums.arr) if sums else (segment.customers, segment.arr)
    tier = None
    if segment.tier is not None:
        tier = among.tiers.get(segment.tier)
    elif customers and arr is not None:
        acv = arr / customers
        tier = next((tier for tier in among.tiers.values() if tier.acv.holds(acv)), None)
    team = segment.team or segment.name
    role = role_of(segment, among.teams.get(team), tier, among.first_role)
    return Placed(index, segment, customers, arr, tier, team, role, sums)


def role_of(segment: Segment, team: Team | None, tier: Tier | None, first: str | None) -> str | None:
    """Return who serves a segment: its own role, else the team's, else the tier's, else the first of the plan."""
    return segment.role or (team.role if team else None) or (tier.role if tier else None) or first
