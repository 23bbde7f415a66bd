"""Builds the nodes of a plan from a description in plain numbers: the cases here, and random plans in properties."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from csplan.engine.catalogue import CATALOGUE
from csplan.engine.levels import LEVELS, Level
from csplan.engine.nodes import Link, Node, Rows
from csplan.engine.tree import nodes
from csplan.figures.inputs import INPUTS
from csplan.inputs.desks import attach

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
    ``spending`` maps the names of items to their inputs; other levels below the plan or a segment, by the key of a
    plan that lists them, are given alike. ``desks`` map names to inputs, with their ``tasks``, their ``team`` (the
    first one) and the shares of their ``arrivals``.
    """
    given = {name: tuple(value) if isinstance(value, list) else value for name, value in case.get("plan", {}).items()}
    plan = Node("plan", "plan", checked("plan", {"conflict": "money", "holds": "company", **given}), {})
    roles = {
        name: Node("role", name, checked("role", inputs), {"plan": plan}) for name, inputs in case["roles"].items()
    }
    plan.below["team"] = []
    for level in (each for each in LEVELS if each.part_of == "plan" and each.name != "team"):
        if level.section and level.section[-1] in case:
            plan.below[level.name] = [below(plan, level, *each) for each in case[level.section[-1]].items()]
    teams: dict[str, Node] = {}
    for position, (name, described) in enumerate(case["segments"].items()):
        inputs = dict(described)
        team_name = inputs.pop("team", name)
        if team_name not in teams:
            teams[team_name] = team_of(team_name, case.get("teams", {}).get(team_name, {}), roles, plan)
            plan.below["team"].append(teams[team_name])
            teams[team_name].above["role"].linked.setdefault("team", []).append(Link(teams[team_name]))
        team = teams[team_name]
        segment = Node("segment", name, checked("segment", inputs), {**team.above, "team": team})
        for level in (each for each in LEVELS if each.label and each.part_of == "segment"):
            key = level.section[-1] if level.section else f"{level.name}s"
            if key in case:
                rows = columns(level.name, case[key], position)
                segment.rows[level.name] = Rows(level.name, rows, segment)
        team.below["segment"].append(segment)
    for name, described in case.get("desks", {}).items():
        inputs = {"desk": name, "occupancy": 1.0, "at_once": 1.0, "shift_fit": 1.0, **described}
        shares, tasks = inputs.pop("arrivals", [1.0]), inputs.pop("tasks")
        team = teams[inputs.pop("team", next(iter(teams)))]
        desk = Node("desk", name, checked("desk", inputs), {**team.above, "team": team})
        intervals = {"interval": ["interval"] * len(shares), "arrival_share": shares}
        attach(desk, [each for each in team.below["segment"] if "task" in each.rows], tasks, intervals)
    return plan


def below(plan: Node, level: Level, name: str, described: Described) -> Node:
    """Return a node below the plan; ``parts`` of a CSM's bonus are rows, by what each is paid for."""
    inputs = dict(described)
    parts = inputs.pop("parts", {})
    node = Node(level.name, name, checked(level.name, inputs), {"plan": plan})
    if parts:
        rows = [checked("bonus_part", {"part": part, **row}) for part, row in parts.items()]
        names = {name for row in rows for name in row}
        node.rows["bonus_part"] = Rows("bonus_part", {name: [row.get(name) for row in rows] for name in names}, node)
    return node


def team_of(name: str, described: Described, roles: Mapping[str, Node], plan: Node) -> Node:
    inputs = dict(described)
    role = roles[inputs.pop("role", next(iter(roles)))]
    team = Node("team", name, {"team": name, **checked("team", inputs)}, {"role": role, "plan": plan})
    team.below["segment"] = []
    return team


def columns(level: str, rows: Sequence[Described], position: int) -> dict[str, list[Any]]:
    """Turn rows into columns, with the values of the segment at this position."""
    complete = [checked(level, {**ROW_DEFAULTS.get(level, {}), **row}) for row in rows]
    inputs = INPUTS.get(level, {})
    names = inputs.keys() & {name for row in complete for name in row} if complete else inputs
    return {name: [at(row.get(name), position) for row in complete] for name in names}


def at(value: Any, position: int) -> Any:
    return value[position] if isinstance(value, list) else value


def checked(level: str, inputs: Described) -> Described:
    """Make sure that a case names inputs that exist, or figures that it states."""
    unknown = inputs.keys() - INPUTS.get(level, {}).keys() - CATALOGUE[level].keys()
    assert not unknown, f"{level}: no input or figure is named {', '.join(sorted(unknown))}"
    return inputs


def named(plan: Node, level: str) -> dict[str, Node]:
    return {node.name: node for node in nodes(plan, level)}


def roles_of(plan: Node) -> dict[str, Node]:
    return named(plan, "role")


def segments_of(plan: Node) -> dict[str, Node]:
    return named(plan, "segment")


def teams_of(plan: Node) -> dict[str, Node]:
    return named(plan, "team")


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
