"""Where a segment belongs: its tier, its team, its role, and the customers that the account book counts in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from csplan.plan.accounts import AccountBook, SegmentSums
    from csplan.plan.document import PlanFile
    from csplan.plan.rules import RulePack
    from csplan.plan.segments import Segment, Team
    from csplan.plan.tiers import Tier


class Placed(NamedTuple):
    """A segment with all that was left to a default filled in. None where there is nothing to fill in."""

    index: int
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


def place(document: PlanFile, rules: RulePack | None, book: AccountBook | None) -> tuple[Placed, ...]:
    """Fill in tier, team, role and book of every segment, in the order of the plan."""
    tiers = tiers_of(document, rules)
    by_name = {tier.name: tier for tier in tiers}
    teams = {team.name: team for team in document.teams or ()}
    first_role = next(iter(document.roles or ()), None)
    return tuple(
        _place(index, segment, tiers, by_name, teams, first_role, book)
        for index, segment in enumerate(document.segments or ())
    )


def _place(  # noqa: PLR0913 - what one segment is placed among
    index: int,
    segment: Segment,
    tiers: Sequence[Tier],
    by_name: Mapping[str, Tier],
    teams: Mapping[str, Team],
    first_role: str | None,
    book: AccountBook | None,
) -> Placed:
    sums = book.segments.get(segment.name) if book else None
    customers, arr = (sums.customers, sums.arr) if sums else (segment.customers, segment.arr)
    if segment.tier is not None:
        tier = by_name.get(segment.tier)
    elif customers and arr is not None:
        acv = arr / customers
        tier = next((tier for tier in tiers if tier.acv.holds(acv)), None)
    else:
        tier = None
    team = segment.team or segment.name
    role = role_of(segment, teams.get(team), tier, first_role)
    return Placed(index, segment, customers, arr, tier, team, role, sums)


def role_of(segment: Segment, team: Team | None, tier: Tier | None, first: str | None) -> str | None:
    """Return who serves a segment: its own role, else the team's, else the tier's, else the first of the plan."""
    return segment.role or (team.role if team else None) or (tier.role if tier else None) or first
