"""What was computed for a node stays for another one where it rests on nothing that differs."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from csplan.engine.catalogue import CATALOGUE, OF_THE_WHOLE
from csplan.figures.inputs import INPUTS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from csplan.engine.nodes import Node

    Names = frozenset[tuple[str, str]]


def keep(pairs: Iterable[tuple[Node, Node]], stale: Mapping[str, frozenset[str]]) -> None:
    """Give nodes (the second of each pair) what was computed for others, but what is stale: names by level."""
    none: frozenset[str] = frozenset()
    for old, new in pairs:
        new.values = _kept(old.values, new.values, stale.get(old.level, none))
        for level, rows in old.rows.items():
            new.rows[level].columns = _kept(rows.columns, new.rows[level].columns, stale.get(level, none))


def _kept(old: dict[str, Any], new: dict[str, Any], stale: frozenset[str]) -> dict[str, Any]:
    """Return what is known of a new node, and of the old one but what is stale."""
    values = old.copy()
    for name in stale & values.keys():
        del values[name]
    values.update(new)
    return values


def keep_alike(plan: Node, before: Node) -> None:
    """Give the nodes of a plan what was computed for the same ones where segments were placed otherwise.

    The same is a role, or a segment in the same role, that has the same inputs, and a team that has the same people and
    segments.
    """
    names = {*OF_THE_WHOLE, *plan.inputs, *before.inputs}
    differ = frozenset(("plan", name) for name in names if plan.value(name) != before.value(name))
    roles = {team.above["role"].name: team.above["role"] for team in before.below["team"]}
    teams = {team.name: team for team in before.below["team"]}
    segments = {segment.name: segment for team in teams.values() for segment in team.below["segment"]}
    for team in plan.below["team"]:
        role = team.above["role"]
        if role.name not in roles or role.inputs != roles[role.name].inputs:
            continue
        pairs = [
            (old, new)
            for new in team.below["segment"]
            if (old := segments.get(new.name)) and old.above["role"].name == role.name and _alike(old, new)
        ]
        other = teams.get(team.name)
        same = other is not None and _alike(other, team) and [old for old, _ in pairs] == other.below["segment"]
        same = same and len(pairs) == len(team.below["segment"])
        keep([(roles[role.name], role)], _resting_on_others(differ, ("plan", "team")))
        keep(pairs, _resting_on_others(differ, ("plan",) if same else ("plan", "team")))
        if same and other is not None:
            keep([(other, team)], _resting_on_others(differ, ("plan",)))


def _alike(old: Node, new: Node) -> bool:
    """Tell whether two nodes have the same inputs and rows, and nothing else that they list but segments."""
    if old.linked or new.linked or not {*old.below, *new.below} <= {"segment"}:
        return False
    if old.inputs != new.inputs or old.rows.keys() != new.rows.keys():
        return False
    return all(rows.inputs == new.rows[level].inputs for level, rows in old.rows.items())


@cache
def _resting_on_others(differ: Names, levels: tuple[str, ...]) -> Mapping[str, frozenset[str]]:
    """Return what rests on what differs, or on anything of these levels but what the plan says and has in all."""
    anything = {(level, name) for level in levels for name in (*CATALOGUE[level], *INPUTS[level])}
    same = {("plan", name) for name in (*OF_THE_WHOLE, *INPUTS["plan"])}
    return resting_on(frozenset(anything - same | differ))


@cache
def _readers() -> Mapping[tuple[str, str], Sequence[tuple[str, str]]]:
    """Return the figures that read a figure or input, each by its level and name."""
    found: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for level, named in CATALOGUE.items():
        for name, figure in named.items():
            for other, above, *_ in figure.reads:
                found.setdefault((above, other), []).append((level, name))
    return found


@cache
def resting_on(changed: Names) -> Mapping[str, frozenset[str]]:
    """Return figures and inputs (level and name), and all figures that rest on them: names by level."""
    found, left = set(changed), list(changed)
    while left:
        for reader in _readers().get(left.pop(), ()):
            if reader not in found:
                found.add(reader)
                left.append(reader)
    by_level: dict[str, set[str]] = {}
    for level, name in found:
        by_level.setdefault(level, set()).add(name)
    return {level: frozenset(names) for level, names in by_level.items()}


@cache
def of_company() -> Mapping[str, frozenset[str]]:
    """Return the figures, by level, that rest on figures of the whole plan."""
    return resting_on(frozenset(("plan", name) for name in CATALOGUE["plan"]))
