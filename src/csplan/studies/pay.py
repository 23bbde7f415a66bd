"""What variable pay makes of floors and margins: nothing of it paid, on target, and at its cap."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from csplan.engine.tree import nodes, what_if
from csplan.figures.tiers import cost_floor

if TYPE_CHECKING:
    from collections.abc import Mapping

    from csplan.engine.nodes import Node

ENDS = ("low", "high")


class Paid(NamedTuple):
    """What comes of one way to pay, of a team or of the plan."""

    cost: float | None
    floor: float | None
    gross_margin: float | None


def ends(root: Node) -> Mapping[str, Mapping[str, Paid]]:
    """Return what comes of each team, by its name, and of the plan ("") at both ends of variable pay.

    The planned people stay who they are, so that what differs is what they cost. A role of which no end is known costs
    what it costs.
    """
    heads = {("team", team.name): {"heads": team.value("heads")} for team in root.below["team"]}
    found = {}
    for end in ENDS:
        costs = {("role", each.name): {"csm_cost": each.value(f"csm_cost_{end}")} for each in nodes(root, "role")}
        known = {at: change for at, change in costs.items() if change["csm_cost"] is not None}
        found[end] = at_these_costs(what_if(root, {**heads, **known}))
    return found


def at_these_costs(root: Node) -> Mapping[str, Paid]:
    """Return what comes of each team and of the plan at what people cost."""
    paid = {
        team.name: Paid(
            team.value("cost"),
            None if team.value("at_most") is None else cost_floor(team.value("customers"), team.value("at_most")),
            team.value("gross_margin_planned"),
        )
        for team in root.below["team"]
    }
    return {**paid, "": Paid(root.value("cost"), None, root.value("gross_margin_planned"))}
