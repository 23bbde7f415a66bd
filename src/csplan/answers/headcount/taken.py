"""What a plan leaves open and csplan takes by itself, in the words of the default line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplan.answers.left_open import by_acv, by_first_role, by_itself, of_plan
from csplan.answers.phrases import named
from csplan.inputs.roles import defaults_of
from csplan.lang.say import later, say
from csplan.values import show_money, show_share

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


def of_desks(plan: Plan, names: Sequence[str]) -> list[str]:
    """Return what was taken by default for desks of these names."""
    desks = [each for each in plan.document.desks or () if each.name in names]
    open_ = {key: [each.name for each in desks if getattr(each, key) is None] for key in _DESKS}
    busy = show_share(defaults_of(plan.rules).occupancy.value)
    return [say(_DESKS[key], desks=named(found), busy=busy) for key, found in open_.items() if found]


_DESKS = {
    "arrivals": later("contacts come evenly over the day ({desks})"),
    "patience": later("nobody who waits gives up ({desks})"),
    "occupancy": later("people at a desk are busy {busy} of the time at most ({desks})"),
    "shift_fit": later("shifts fit the hours of the desk ({desks})"),
}


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
    return [say("where money ends, nobody who is needed is let go (conflict: keep)")]
