"""A change in its company: the whole people of each team, as ``headcount`` would give them of the changed plan."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from csplan.engine.catalogue import OF_THE_WHOLE
from csplan.engine.nodes import Node
from csplan.engine.tree import what_if
from csplan.figures.whole import breaks

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from csplan.inputs.build import Inputs
    from csplan.studies.ways.kinds import Step
    from csplan.studies.ways.situation import Situation

_TARGETS = {
    "gross_margin": "gross_margin_target",
    "operating_margin": "operating_margin_target",
    "growth_cost": "growth_cost_ratio",
    "cs_budget": "cs_budget_share",
}
_OF_ALL = (*OF_THE_WHOLE, "cs_budget_money")
"""Inputs of the plan that a change of one team changes for all."""


class Staffed(NamedTuple):
    """Whole people of each team that a change touches, and whether those of the company overspend its accounts."""

    people: dict[str, float | None]
    overspends: bool


def in_company(
    inputs: Inputs, steps: Sequence[Step], changed: Situation, given: Mapping[str, float] | None = None
) -> Staffed:
    """Return the people of the changed teams: those of the company, or by themselves where each has to hold alone.

    ``given`` are people that stand whatever the plan would take; the other teams then keep those that are planned.
    """
    names = [team.name for team in changed.root.below["team"]]
    if inputs.root.value("holds") == "team":
        people = {team.name: team.value("heads") for team in changed.root.below["team"]} | dict(given or {})
        accounts, heads = changed.root.value("accounts"), [people[name] for name in names]
        return Staffed(people, bool(breaks("team", accounts, *heads)))
    teams = _teams(inputs, steps, changed)
    root = Node("plan", inputs.root.name, changed.root.inputs, {})
    root.below["team"] = list(teams.values())
    if given is None:
        people = root.value("whole_people")
    else:
        people = {name: given[name] if name in given else team.value("heads") for name, team in teams.items()}
    overspends = breaks(root.value("holds"), root.value("accounts"), *(people[name] for name in teams))
    return Staffed({name: people[name] for name in names}, bool(overspends))


def _teams(inputs: Inputs, steps: Sequence[Step], changed: Situation) -> dict[str, Node]:
    """Return all teams of the company after a change, in the order of the plan: the others are as they were."""
    new = {team.name: team for team in changed.root.below["team"]}
    old = {team.name: team for team in _others(inputs, steps, changed).below["team"]}
    moved = {each.segment.name: each.team for each in changed.placed}
    order = dict.fromkeys(moved.get(name, each.team) for name, each in inputs.placed.items())
    return {name: new[name] if name in new else old[name] for name in order}


def _others(inputs: Inputs, steps: Sequence[Step], changed: Situation) -> Node:
    """Return the plan as all but the changed teams have it: a target is the company's, and so is credited revenue."""
    changes: dict[tuple[str, str], dict[str, Any]] = {}
    whole = {name: changed.root.inputs[name] for name in _OF_ALL if name in changed.root.inputs}
    if any(inputs.root.value(name) != value for name, value in whole.items()):
        changes["plan", inputs.root.name] = whole
    eased = {_TARGETS[step.kind]: step.change or 0.0 for step in steps if step.kind in _TARGETS}
    if eased:
        for team in inputs.root.below["team"]:
            for segment in team.below["segment"]:
                stated = {name: segment.value(name) for name in eased}
                changes["segment", segment.name] = {
                    name: value + eased[name] for name, value in stated.items() if value is not None
                }
    return what_if(inputs.root, changes) if changes else inputs.root
