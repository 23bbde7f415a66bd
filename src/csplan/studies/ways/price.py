"""A higher price: more money, another share of credited revenue, perhaps another tier and so other work.

Other costs stay the amounts that they are: nobody hosts more because customers pay more. Commission and campaigns, the
lines in ``growth``, are shares of the price and follow it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from csplan.inputs.build import shares
from csplan.plan.placing import tiers_of
from csplan.studies.ways.kinds import Move, Step
from csplan.studies.ways.places import in_tier, served

if TYPE_CHECKING:
    from csplan.engine.nodes import Node
    from csplan.engine.tree import Changes
    from csplan.plan.placing import Placed
    from csplan.plan.plan import Plan
    from csplan.studies.ways.situation import Situation

_MOST = 3.0
"""A price four times as high."""


def dearer(start: Situation) -> Move:
    """A higher price for every customer of the team."""
    plan, shared = start.plan, shares(start.plan.document.economics)
    jumps = tuple(jump for placed in start.placed for jump in _jumps(plan, placed))

    def apply(situation: Situation, share: float) -> Situation | None:
        moved = [_dearer(plan, placed, 1 + share) for placed in situation.placed]
        retiered = [new.tier for new, old in zip(moved, situation.placed, strict=True) if new.tier is not old.tier]
        if not all(tier is not None and served(plan, tier) for tier in retiered):
            return None
        before = {each.name: each.value("acv") for each in situation.segments}
        if shared or retiered:
            placed = situation.placed_anew(moved)
            return placed and placed.changed(_other_costs(placed, before))
        raised = {("segment", each.name): {"arr": each.value("arr") * (1 + share)} for each in situation.segments}
        return situation.changed({**raised, **_other_costs(situation, before)})

    acv = start.root.value("arr") / start.root.value("customers")

    def step(share: float) -> Step:
        moved = ((old, _dearer(plan, old, 1 + share)) for old in start.placed)
        tiers = {new.segment.name: new.tier.name for old, new in moved if new.tier and new.tier is not old.tier}
        return Step("price", "", "MoneyPerCustomer", acv, acv * (1 + share), share, tiers or None)

    return Move("price", "", apply, step, _MOST, jumps=jumps, places=shared or bool(jumps))


def _jumps(plan: Plan, placed: Placed) -> list[float]:
    """Return how much dearer a segment is where it comes into another tier."""
    if placed.segment.tier is not None or not placed.acv:
        return []
    ends = {end for tier in tiers_of(plan.document, plan.rules) if tier.acv for end in (tier.acv.min, tier.acv.max)}
    return [jump for end in ends if end is not None and 0 < (jump := end / placed.acv - 1) < _MOST]


def _other_costs(situation: Situation, acvs: dict[str, float | None]) -> Changes:
    """Return the cost lines of segments with shares of the price as the amounts that they were at another one."""
    return {
        ("cost_line", segment.name): _as_amounts(segment, acvs[segment.name])
        for segment in situation.segments
        if "cost_line" in segment.rows and acvs[segment.name] is not None
    }


def _as_amounts(segment: Node, acv: float | None) -> dict[str, list[Any]]:
    rows = segment.rows["cost_line"].inputs
    columns = zip(*(rows[name] for name in ("counts_in", "share", "amount", "years")), strict=True)
    return {
        "amount": [
            amount if amount is not None or share is None or acv is None or where == "growth" else share * acv * years
            for where, share, amount, years in columns
        ]
    }


def _dearer(plan: Plan, placed: Placed, factor: float) -> Placed:
    """Return a segment at another price, and so perhaps in another tier."""
    arr = (placed.arr or 0.0) * factor
    if placed.sums is None:
        placed = placed._replace(arr=arr, segment=placed.segment.model_copy(update={"arr": arr}))
    else:
        placed = placed._replace(arr=arr, sums=replace(placed.sums, arr=arr))
    acv = placed.acv
    if placed.segment.tier is not None or acv is None:
        return placed
    tiers = tiers_of(plan.document, plan.rules)
    return in_tier(plan, placed, next((tier for tier in tiers if tier.holds(acv)), None))
