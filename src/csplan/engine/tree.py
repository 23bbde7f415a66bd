"""Copies of a plan's nodes: with some inputs changed, of another kind (traced), or below another plan."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from csplan.engine.catalogue import OF_THE_WHOLE
from csplan.engine.kept import keep, of_company, resting_on
from csplan.engine.nodes import Node, Rows, linked

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    Changes = Mapping[tuple[str, str], Mapping[str, Any]]


def nodes(root: Node, level: str) -> list[Node]:
    """Return all nodes of a level from one down, in order, and those that nodes below have beside it, such as roles."""
    if level == root.level:
        return [root]
    if level in root.below:
        return root.below[level]
    found: list[Node] = []
    for below in root.below.values():
        for node in below:
            found += [node.above[level]] if level in node.above else nodes(node, level)
    return list(dict.fromkeys(found))


def inside(root: Node) -> Iterator[Node]:
    """Return a node and all nodes below it, in order."""
    yield root
    for below in root.below.values():
        for node in below:
            yield from inside(node)


def what_if(
    plan: Node,
    changes: Changes,
    *,
    only: Collection[str] | None = None,
    node: type[Node] = Node,
    rows: type[Rows] = Rows,
) -> Node:
    """Return a copy of a plan's nodes in which some inputs differ.

    ``changes`` has new values by (level, node name) and input name; for rows by (their level, name of their node) and
    column. ``only`` limits the copy to the teams of these names. Values may be arrays (last axis: draws). What was
    computed stays where it rests on nothing that changes.
    """
    whole = {} if only is None else {name: plan.value(name) for name in OF_THE_WHOLE}
    top, pairs = _copied(plan, changes, whole, only, node, rows)
    linked(pairs)
    if only is None and node is Node:
        keep(pairs.values(), resting_on(_names(changes)))
    return top


def _copied(  # noqa: PLR0913, PLR0917 - what a copy is made of
    plan: Node,
    changes: Changes,
    whole: Mapping[str, Any],
    only: Collection[str] | None,
    node: type[Node],
    rows: type[Rows],
) -> tuple[Node, Mapping[int, tuple[Node, Node]]]:
    """Return the copy, and all pairs of a node and its copy by the id of the first."""

    def changed(level: str, name: str, inputs: Mapping[str, Any]) -> Mapping[str, Any]:
        change = changes.get((level, name))
        return {**inputs, **change} if change else inputs

    top = node("plan", plan.name, {**changed("plan", plan.name, plan.inputs), **whole}, {})
    beside: dict[tuple[str, str], Node] = {}
    pairs: dict[int, tuple[Node, Node]] = {}

    def copied(old: Node, above: Mapping[str, Node]) -> Node:
        """Return a copy of a node that stands below these; what else it has above, such as a role, is copied once."""
        if old.above.keys() != above.keys():
            above = {level: above.get(level) or once(each) for level, each in old.above.items()}
        return node(old.level, old.name, changed(old.level, old.name, old.inputs), above)

    def once(old: Node) -> Node:
        key = old.level, old.name
        if key not in beside:
            beside[key] = copied(old, {"plan": top})
            pairs[id(old)] = old, beside[key]
        return beside[key]

    def fill(new: Node, old: Node) -> None:
        """Copy what is below a node."""
        pairs[id(old)] = old, new
        new.rows = {level: rows(level, changed(level, old.name, each.inputs), new) for level, each in old.rows.items()}
        above = {new.level: new, **new.above}
        for level, below in old.below.items():
            new.below[level] = copies = []
            for each in below:
                if level != "team" or only is None or each.name in only:
                    copies.append(copy := copied(each, above))
                    fill(copy, each)

    fill(top, plan)
    return top, pairs


def _names(changes: Changes) -> frozenset[tuple[str, str]]:
    return frozenset((level, name) for (level, _), inputs in changes.items() for name in inputs)


def adopted(team: Node, plan: Node) -> Node:
    """Return a team of one plan as a team of another, with all that was computed but what rests on the whole plan."""

    def copy(node: Node, above: Mapping[str, Node]) -> Node:
        return Node(node.level, node.name, node.inputs, above)

    pairs: dict[int, tuple[Node, Node]] = {}

    def fill(new: Node, old: Node) -> Node:
        pairs[id(old)] = old, new
        new.rows = {level: Rows(level, each.inputs, new) for level, each in old.rows.items()}
        above = {**new.above, new.level: new}
        for level, below in old.below.items():
            new.below[level] = [fill(copy(each, above), each) for each in below]
        return new

    new_team = fill(copy(team, {**team.above, "plan": plan}), team)
    linked(pairs)
    keep(pairs.values(), of_company())
    return new_team
