"""Builds the nodes of a plan from a description in plain numbers: the cases here, and random plans in properties."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from csplan.engine.catalogue import CATALOGUE
from csplan.engine.nodes import Node, Rows
from csplan.figures.inputs import INPUTS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    Described = Mapping[str, Any]

ROW_DEFAULTS: dict[str, dict[str, Any]] = {
    "task": {"kind": "reactive", "per": "customer", "avoidable": 0.0, "waste": None},
    "cost_line": {"counts_in": "gross", "share": None, "amount": None, "years": 1.0},
}


def plan_of(case: Described) -> Node:
    """Return the plan node of a described plan.

    ``roles``, ``teams`` and ``segments`` map names to inputs, ``plan`` has those of the plan. A segment's ``team``
    defaults to one of its own, a team's ``role`` to the first. ``tasks`` and ``costs`` are rows that hold for every
    segment; a list in one has a value for each segment in order. Left out, there are none and nothing is known.
    ``spending`` maps the names of items to their inputs.
    """
    plan = Node("plan", "plan", checked("plan", {"conflict": "money", **case.get("plan", {})}), {})
    roles = {
        name: Node("role", name, checked("role", inputs), {"plan": plan}) for name, inputs in case["roles"].items()
    }
    plan.below["team"] = []
    if "spending" in case:
        plan.below["spending"] = [
            Node("spending", name, checked("spending", inputs), {"plan": plan})
            for name, inputs in case["spending"].items()
        ]
    teams: dict[str, Node] = {}
    for position, (name, described) in enumerate(case["segments"].items()):
        inputs = dict(described)
        team_name = inputs.pop("team", name)
        if team_name not in teams:
            teams[team_name] = team_of(team_name, case.get("teams", {}).get(team_name, {}), roles, plan)
            plan.below["team"].append(teams[team_name])
        team = teams[team_name]
        segment = Node("segment", name, checked("segment", inputs), {**team.above, "team": team})
        for level, key in (("task", "tasks"), ("cost_line", "costs")):
            if key in case:
                segment.rows[level] = Rows(level, columns(level, case[key], position), segment)
        team.below["segment"].append(segment)
    return plan


def team_of(name: str, described: Described, roles: Mapping[str, Node], plan: Node) -> Node:
    inputs = dict(described)
    role = roles[inputs.pop("role", next(iter(roles)))]
    team = Node("team", name, checked("team", inputs), {"role": role, "plan": plan})
    team.below["segment"] = []
    return team


def columns(level: str, rows: Sequence[Described], position: int) -> dict[str, list[Any]]:
    """Turn rows into columns, with the values of the segment at this position."""
    complete = [checked(level, {**ROW_DEFAULTS[level], **row}) for row in rows]
    names = INPUTS[level].keys() & {name for row in complete for name in row} if complete else INPUTS[level]
    return {name: [at(row.get(name), position) for row in complete] for name in names}


def at(value: Any, position: int) -> Any:
    return value[position] if isinstance(value, list) else value


def checked(level: str, inputs: Described) -> Described:
    """Make sure that a case names inputs that exist, or figures that it states."""
    unknown = inputs.keys() - INPUTS[level].keys() - CATALOGUE[level].keys()
    assert not unknown, f"{level}: no input or figure is named {', '.join(sorted(unknown))}"
    return inputs


def segments_of(plan: Node) -> dict[str, Node]:
    return {segment.name: segment for team in plan.below["team"] for segment in team.below["segment"]}


def teams_of(plan: Node) -> dict[str, Node]:
    return {team.name: team for team in plan.below["team"]}


def spending_of(plan: Node) -> dict[str, Node]:
    return {item.name: item for item in plan.below.get("spending", [])}


def tiers_of(plan: Node, tiers: Mapping[str, Sequence[str]]) -> dict[str, Node]:
    """Group segments, by name, as tiers; they have the cost lines of their first segment."""
    segments = segments_of(plan)
    result = {}
    for name, members in tiers.items():
        tier = result[name] = Node("tier", name, {}, {"plan": plan})
        tier.below["segment"] = [segments[each] for each in members]
        rows = segments[members[0]].rows
        if "cost_line" in rows:
            tier.rows["cost_line"] = Rows("cost_line", rows["cost_line"].inputs, tier)
    return result
