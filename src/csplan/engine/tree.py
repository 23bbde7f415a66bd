"""Copies of a plan's nodes: with some inputs changed, or of another kind (traced)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from csplan.engine.nodes import Node, Rows

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    Changes = Mapping[tuple[str, str], Mapping[str, Any]]


def roles_of(plan: Node) -> dict[str, Node]:
    """Return the roles that the plan's teams use, by name."""
    return {team.above["role"].name: team.above["role"] for team in plan.below["team"]}


def what_if(
    plan: Node,
    changes: Changes,
    *,
    only: Collection[str] | None = None,
    node: type[Node] = Node,
    rows: type[Rows] = Rows,
) -> Node:
    """Return a copy of a plan's nodes in which some inputs differ.

    ``changes`` has new values by (level, node name) and input name; for rows by (``task`` or ``cost_line``, segment
    name) and column. ``only`` limits the copy to the teams of these names. Values may be arrays (last axis: draws).
    """

    def changed(level: str, name: str, inputs: Mapping[str, Any]) -> Mapping[str, Any]:
        change = changes.get((level, name))
        return {**inputs, **change} if change else inputs

    top = node("plan", plan.name, changed("plan", plan.name, plan.inputs), {})
    top.below["team"] = []
    if "spending" in plan.below:
        above_all = {"plan": top}
        items = plan.below["spending"]
        top.below["spending"] = [
            node("spending", each.name, changed("spending", each.name, each.inputs), above_all) for each in items
        ]
    roles: dict[str, Node] = {}
    for team in plan.below["team"]:
        if only is not None and team.name not in only:
            continue
        old_role = team.above["role"]
        role = roles.get(old_role.name)
        if role is None:
            role = node("role", old_role.name, changed("role", old_role.name, old_role.inputs), {"plan": top})
            roles[old_role.name] = role
        new_team = node("team", team.name, changed("team", team.name, team.inputs), {"role": role, "plan": top})
        top.below["team"].append(new_team)
        above = {"team": new_team, "role": role, "plan": top}
        new_team.below["segment"] = segments = []
        for segment in team.below["segment"]:
            copy = node("segment", segment.name, changed("segment", segment.name, segment.inputs), above)
            copy.rows = {
                level: rows(level, changed(level, segment.name, each.inputs), copy)
                for level, each in segment.rows.items()
            }
            segments.append(copy)
    return top
