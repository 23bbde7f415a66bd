"""What a plan leaves open, so that csplan decides by itself: tier, role, team, and what it does where money ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from csplan.plan.placing import Placed
    from csplan.plan.plan import Plan


def by_acv(placed: Collection[Placed]) -> list[tuple[Placed, str]]:
    """Return the segments whose tier is that of their mean ACV, each with its tier."""
    return [(each, each.tier.name) for each in placed if each.segment.tier is None and each.tier is not None]


def by_first_role(plan: Plan, placed: Collection[Placed]) -> list[tuple[Placed, str]]:
    """Return the segments that the first role serves because nothing says which, each with it; of one none."""
    if len(plan.document.roles or ()) < 2:  # noqa: PLR2004 - of one there is no choice
        return []
    teams = {team.name: team.role for team in plan.document.teams or ()}
    return [
        (each, each.role)
        for each in placed
        if each.role and not (each.segment.role or teams.get(each.team) or (each.tier and each.tier.role))
    ]


def by_itself(plan: Plan, placed: Collection[Placed]) -> list[tuple[Placed, str]]:
    """Return the segments that are a team of their own, each with its name; a plan's only one can share with nobody."""
    return [(each, each.team) for each in placed if each.segment.team is None and len(plan.placed) > 1]


def of_plan(plan: Plan) -> Sequence[tuple[str, str]]:
    """Return the keys of the plan that decide whom money pays for and are left out, each with what is taken."""
    economics = plan.document.economics
    if economics is None:
        return []
    stated = {"conflict": plan.document.conflict, "holds": economics.holds}
    return [(key, value) for key, value in (("conflict", "keep"), ("holds", "company")) if stated[key] is None]
