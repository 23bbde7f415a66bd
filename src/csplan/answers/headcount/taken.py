"""What a plan leaves open and csplan takes by itself, in the words of the default line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplan.answers.left_open import by_acv, by_first_role, by_itself, of_plan
from csplan.answers.phrases import named
from csplan.lang.say import say
from csplan.values import show_money

if TYPE_CHECKING:
    from collections.abc import Sequence

    from csplan.plan.placing import Placed
    from csplan.plan.plan import Plan

FEW = 3
"""Segments that are named one by one; of more their number is said."""


def taken(plan: Plan, segments: Sequence[str]) -> list[str]:
    """Return what was taken by default for segments of these names, and for the plan, beside single numbers."""
    placed = [each for each in plan.placed if each.segment.name in segments]
    return [*_tiers(plan, placed), *_roles(plan, placed), *_teams(plan, placed), *_conflict(plan)]


def _tiers(plan: Plan, placed: Sequence[Placed]) -> list[str]:
    found = by_acv(placed)
    if len(found) > FEW:
        return [say("the tier by mean ACV ({number} segments)", number=len(found))]
    return [
        say(
            "tier {tier} by mean ACV {acv} ({segment})",
            tier=tier,
            acv=show_money(each.acv or 0.0, plan.currency),
            segment=each.segment.name,
        )
        for each, tier in found
    ]


def _roles(plan: Plan, placed: Sequence[Placed]) -> list[str]:
    found = by_first_role(plan, placed)
    if not found:
        return []
    role = found[0][1]
    if len(found) > FEW:
        return [say("role {role}, the first one ({number} segments)", role=role, number=len(found))]
    return [say("role {role}, the first one ({segments})", role=role, segments=_named(found))]


def _teams(plan: Plan, placed: Sequence[Placed]) -> list[str]:
    found = by_itself(plan, placed)
    if not found:
        return []
    if len(found) > FEW:
        return [say("a team of its own ({number} segments)", number=len(found))]
    return [say("a team of its own ({segments})", segments=_named(found))]


def _named(found: Sequence[tuple[Placed, str]]) -> str:
    return named([each.segment.name for each, _ in found])


def _conflict(plan: Plan) -> list[str]:
    if "conflict" not in dict(of_plan(plan)):
        return []
    return [say("where money ends, nobody is let go (conflict: keep)")]
