"""The pooled role of a plan, and the pool that is there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplan.engine.nodes import Node
from csplan.inputs.roles import role_inputs
from csplan.plan.placing import tiers_of

if TYPE_CHECKING:
    from csplan.plan.plan import Plan
    from csplan.plan.tiers import Tier


def pool_of(root: Node, role: str) -> Node | None:
    """Return the team of the pooled role that is there: where there are several, the first."""
    return next((team for team in root.below["team"] if team.above["role"].name == role), None)


def pooled_role(plan: Plan, role: Node) -> tuple[str | None, Tier | None]:
    """Return the pooled role of a plan, and the tier whose work it does; None where there is none but ``role``.

    It is the role of the first tier of digital touch that states one; else, with the work unchanged, the role whose
    hours for customers cost the least, if that is less than those of ``role``.
    """
    for tier in tiers_of(plan.document, plan.rules):
        if tier.touch == "digital" and tier.role is not None:
            return (tier.role, tier) if tier.role != role.name else (None, None)
    others = {
        name: Node("role", name, role_inputs(name, other, plan.rules).values, {}).value("hour_cost")
        for name, other in (plan.document.roles or {}).items()
    }
    own, known = role.value("hour_cost"), {name: cost for name, cost in others.items() if cost is not None}
    if own is None or not known:
        return None, None
    cheapest = min(known, key=lambda name: known[name])
    return (cheapest if known[cheapest] < own else None), None
