"""Figures and inputs by name: what they are, and which node of a plan somebody means who names one."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING, Any, NamedTuple

from csplan.diagnostics import did_you_mean, quoted
from csplan.engine.catalogue import ABOVE, CATALOGUE, ROWS
from csplan.engine.tree import roles_of
from csplan.figures.inputs import INPUTS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from csplan.engine.nodes import Node

LABEL = {"task": "task", "cost_line": "line"}
"""The column that names the rows of a level."""
_FEW = 6
"""Names that a hint lists."""
WORDS = {level: level.replace("_", " ") for level in ABOVE}


class Meaning(NamedTuple):
    """What a figure or input is: its unit, one sentence, and the source it rests on."""

    unit: str
    meaning: str
    source: str


class Chosen(NamedTuple):
    """The nodes that somebody asks about, by name; None where they name none. ``line`` is a cost line."""

    segment: str | None = None
    team: str | None = None
    role: str | None = None
    task: str | None = None
    line: str | None = None
    spending: str | None = None


class Place(NamedTuple):
    """A node of a plan, or a row of a segment."""

    level: str
    node: Node
    row: int = -1

    @property
    def name(self) -> str:
        """The name of the node or row."""
        return self.node.name if self.row < 0 else str(self.node.rows[self.level].inputs[LABEL[self.level]][self.row])


class Unclear(Exception):  # noqa: N818 - no error of csplan: the question has no answer as it stands
    """A question that can't be answered as it was put: what is wrong, and what to say instead."""

    def __init__(self, message: str, hint: str = "") -> None:
        """Keep both."""
        super().__init__(message, hint)
        self.message = message
        self.hint = hint


def about(level: str, name: str) -> Meaning:
    """Return what a figure or input of a level is."""
    if name in CATALOGUE[level]:
        figure = CATALOGUE[level][name]
        return Meaning(figure.unit, figure.meaning.rstrip(".:"), figure.source)
    return Meaning(*INPUTS[level][name], "")


def value_at(place: Place, name: str) -> Any:  # noqa: ANN401 - any figure
    """Return a figure or input of a node or row; None where it is absent."""
    if place.row < 0:
        return place.node.value(name)
    column = place.node.rows[place.level].column(name)
    return None if column is None else column[place.row]


def labelled(place: Place, name: str, seen_from: Place) -> str:
    """Return a figure's name, with that of its node where it is seen from another one."""
    same = place.level == seen_from.level or (place.level == "segment" and seen_from.row >= 0)
    return name if same else f"{name} of {WORDS[place.level]} {place.name}"


def levels_of(name: str) -> list[str]:
    """Return the levels on which a figure or input of this name stands, the plan's own first."""
    order = ("plan", "team", "segment", "role", *ROWS, "spending")
    return [level for level in order if name in CATALOGUE[level] or name in INPUTS[level]]


def known_levels(name: str) -> list[str]:
    """Return the levels of a figure or input; raises Unclear where none has the name."""
    levels = levels_of(name)
    if not levels:
        hint = did_you_mean(name, known_names()) or "`csplan explain` lists them"
        raise Unclear(f"no figure is named {quoted(name)}", hint)
    return levels


def known_names() -> list[str]:
    """Return the names of all figures and inputs."""
    return list(dict.fromkeys(name for level in ABOVE for name in (*CATALOGUE[level], *INPUTS[level])))


def find(root: Node, name: str, chosen: Chosen) -> Place:
    """Return the node or row whose figure is meant; raises Unclear where none is, or more than one may be.

    A figure of a node above is found from one below, as formulas do: the hours of a segment's role, its team's heads.
    """
    levels = known_levels(name)
    start = _start(root, chosen)
    if start is None:
        return _alone(root, name, levels)
    for level in (start.level, *ABOVE[start.level]):
        if level in levels:
            return start if level == start.level else Place(level, _above(start, level))
    others = " and a ".join(WORDS[level] for level in levels)
    message = f"{name} is no figure of a {WORDS[start.level]}, it is one of a {others}"
    raise Unclear(message, _how(root, levels, start.node))


def _above(place: Place, level: str) -> Node:
    return place.node if place.node.level == level else place.node.above[level]


def _start(root: Node, chosen: Chosen) -> Place | None:
    """Return the lowest node or row that was named."""
    place = None
    for level in ("role", "team", "segment", "spending"):
        name = getattr(chosen, level)
        if name is not None:
            if place is not None:
                raise Unclear(f"--{place.level} and --{level} can't both be meant", f"name the {level} alone")
            place = Place(level, named_node(root, level, name))
    for level, column in LABEL.items():
        name = getattr(chosen, column)
        if name is not None:
            if place is not None and place.level != "segment":
                raise Unclear(f"a {WORDS[level]} is one of a segment", "name it with --segment, and the task or line")
            place = _row(level, name, place.node if place else _only(root, "segment", f"{WORDS[level]} {quoted(name)}"))
            break
    return place


def nodes(root: Node, level: str) -> list[Node]:
    """Return all nodes of a level, in order."""
    if level == "plan":
        return [root]
    if level == "spending":
        return root.below.get("spending", [])
    teams = root.below["team"]
    if level == "team":
        return teams
    return (
        list(roles_of(root).values()) if level == "role" else [node for team in teams for node in team.below["segment"]]
    )


def named_node(root: Node, level: str, name: str) -> Node:
    """Return a node by its name; raises Unclear where none has it."""
    by_name = {node.name: node for node in nodes(root, level)}
    if name not in by_name:
        raise Unclear(f"no {level} is named {quoted(name)}", did_you_mean(name, by_name))
    return by_name[name]


def _row(level: str, name: str, segment: Node) -> Place:
    labels: Sequence[str] = segment.rows[level].inputs[LABEL[level]] if level in segment.rows else ()
    if name not in labels:
        hint = did_you_mean(name, labels)
        raise Unclear(f"segment {quoted(segment.name)} has no {WORDS[level]} {quoted(name)}", hint)
    return Place(level, segment, labels.index(name))


def _alone(root: Node, name: str, levels: Sequence[str]) -> Place:
    """Return the place where nothing is named: the plan's own figure, else that of the only node of a level."""
    for level in levels:
        if level in ROWS:
            segment = _only(root, "segment", name)
            labels: Sequence[str] = segment.rows[level].inputs[LABEL[level]] if level in segment.rows else ()
            if len(labels) == 1:
                return Place(level, segment, 0)
        elif len(nodes(root, level)) == 1:
            return Place(level, nodes(root, level)[0])
    raise Unclear(
        f"{name} is not one number: there is one for each {' and each '.join(WORDS[each] for each in levels)}",
        _how(root, levels),
    )


def _only(root: Node, level: str, what: str) -> Node:
    found = nodes(root, level)
    if len(found) > 1:
        raise Unclear(f"{what} may be of several {level}s", _how(root, [level]))
    return found[0]


def _how(root: Node, levels: Sequence[str], segment: Node | None = None) -> str:
    """Say what can be named."""
    options = []
    for level in levels:
        option, names = f"--{level}", [node.name for node in nodes(root, level)] if level not in ROWS else []
        if level in ROWS:
            option = f"--{LABEL[level]}" if segment else f"--segment NAME --{LABEL[level]}"
            names = segment.rows[level].inputs[LABEL[level]] if segment and level in segment.rows else ["NAME"]
        more = f" or {len(names) - _FEW} more" if len(names) > _FEW else ""
        options.append(f"{option} {', '.join(map(shlex.quote, names[:_FEW]))}{more}")
    return "name one: " + "; ".join(options) if options else ""
