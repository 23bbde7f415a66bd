"""How far the people of teams move when what they rest on is off: all of it at once, through the figures.

Each assumption is one draw up and one down, so every figure is computed once on arrays, however many assumptions
there are. A segment is computed with the draws that reach it only; then its bounds are spread out for its team.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from csplan.engine.catalogue import CATALOGUE
from csplan.engine.tree import what_if
from csplan.figures.inputs import INPUTS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from csplan.engine.nodes import Node

    Floats = NDArray[Any]
    _Reached = Mapping[tuple[str, str], Mapping[int, Sequence["Slot"]]]
    """Slots of the assumptions that reach a node, by their number."""

OFF = 0.1
"""How far each assumption is off, up and down."""
FIGURES = ("at_least", "csms_needed", "at_most")
"""The figures of a team whose moves are told, before people become whole."""
_BELOW = tuple(
    dict.fromkeys(each.name for name in FIGURES for each in CATALOGUE["team"][name].parameters if each.below)
)
"""What these figures read of the segments."""
_BOUNDS = frozenset(("csms_at_least", "csms_at_most"))


class Slot(NamedTuple):
    """One input of one node; ``node`` is the segment's name for a ``row`` of its tasks or cost lines."""

    level: str
    node: str
    name: str
    row: int = -1


class Moves(NamedTuple):
    """What each assumption moves, in CSMs: ``total`` by assumption and figure; of a segment's bounds, by its name."""

    total: list[tuple[float, float, float]]
    segments: dict[str, dict[int, float]]
    """The larger move of csms_at_least and csms_at_most, by assumption."""


def moves(root: Node, teams: Sequence[Node], assumptions: Sequence[Sequence[Slot]]) -> Moves:
    """Return how far the figures of the teams, added up, move when each assumption is off: the larger direction.

    An assumption is the inputs that one number of the plan reaches; they are off together.
    """
    import numpy as np

    total = np.zeros((len(assumptions), len(FIGURES), 2))
    segments: dict[str, dict[int, float]] = {}
    at: dict[tuple[str, str], dict[int, list[Slot]]] = {}
    for number, slots in enumerate(assumptions):
        for slot in slots:
            level = "segment" if slot.row >= 0 else slot.level
            at.setdefault((level, slot.node), {}).setdefault(number, []).append(slot)
    for team in teams:
        _one_team(root, team, at, total, segments)
    largest = np.abs(total).max(axis=2)
    return Moves([tuple(row) for row in largest.tolist()], segments)


def _one_team(root: Node, team: Node, at: _Reached, total: Floats, moved: dict[str, dict[int, float]]) -> None:
    import numpy as np

    above = (team.above["plan"], team.above["role"], team)
    shared = {number: slots for node in above for number, slots in at.get((node.level, node.name), {}).items()}
    own = {node.name: at.get(("segment", node.name), {}) for node in team.below["segment"]}
    width = 2 * (len(shared) + max(map(len, own.values())))
    numbers = list(dict.fromkeys([*shared, *(number for each in own.values() for number in each)]))
    place = {number: 2 * position for position, number in enumerate(numbers)}
    [drawn] = what_if(root, _changes(team, shared, own, width), only={team.name}).below["team"]
    spread: dict[tuple[str, str], dict[str, Any]] = {}
    for node, copy in zip(team.below["segment"], drawn.below["segment"], strict=True):
        reach = [*shared, *own[node.name]]
        columns = np.array([place[number] + side for number in reach for side in (0, 1)], dtype=int)
        bounds = {name: (node.value(name), copy.value(name)) for name in _BELOW if node.value(name) is not None}
        copy.forget()  # arrays are big
        spread["segment", node.name] = change = {}
        moved[node.name] = dict.fromkeys(reach, 0.0)
        for name, (base, draws) in bounds.items():
            change[name] = np.full(2 * len(numbers), base)
            change[name][columns] = np.broadcast_to(draws, (width,))[: len(columns)]
            if name in _BOUNDS:
                sizes = np.nan_to_num(np.abs(change[name][columns] - base)).reshape(-1, 2).max(axis=1).tolist()
                for number, size in zip(reach, sizes, strict=True):
                    moved[node.name][number] = max(size, moved[node.name][number])
    [drawn] = what_if(root, spread, only={team.name}).below["team"]
    for position, name in enumerate(FIGURES):
        base = team.value(name)
        if base is not None:
            total[numbers, position] += np.nan_to_num(drawn.value(name) - np.full(2 * len(numbers), base)).reshape(
                -1, 2
            )


def _changes(
    team: Node, shared: Mapping[int, Sequence[Slot]], own: Mapping[str, Mapping[int, Sequence[Slot]]], width: int
) -> dict[tuple[str, str], dict[str, Any]]:
    """Return the inputs of a team and all around it with the draws of what reaches them: shared ones first."""
    changes: dict[tuple[str, str], dict[str, Any]] = {}
    nodes = {(node.level, node.name): node for node in (*team.above.values(), team, *team.below["segment"])}
    for position, slots in enumerate(shared.values()):
        _put(changes, nodes, slots, position, width)
    for each in own.values():
        for position, slots in enumerate(each.values(), len(shared)):
            _put(changes, nodes, slots, position, width)
    return changes


def _put(
    changes: dict[tuple[str, str], dict[str, Any]],
    nodes: Mapping[tuple[str, str], Node],
    slots: Sequence[Slot],
    position: int,
    width: int,
) -> None:
    """Put an assumption's two draws into the inputs that it reaches."""
    for slot in slots:
        if slot.row < 0:
            inputs = nodes[slot.level, slot.node].inputs
            change = changes.setdefault((slot.level, slot.node), {})
            change[slot.name] = _off(change.get(slot.name, inputs[slot.name]), slot, position, width)
        else:
            inputs = nodes["segment", slot.node].rows[slot.level].inputs
            column = changes.setdefault((slot.level, slot.node), {}).setdefault(slot.name, list(inputs[slot.name]))
            column[slot.row] = _off(column[slot.row], slot, position, width)


def _off(value: Any, slot: Slot, position: int, width: int) -> Floats:  # noqa: ANN401 - a number or an array
    """Return a value with two more draws: so much more, and so much less."""
    import numpy as np

    drawn: Floats = np.full(width, value) if isinstance(value, int | float) else value
    more, less = drawn[2 * position] * (1 + OFF), drawn[2 * position] * (1 - OFF)
    if drawn[2 * position] <= 1 and INPUTS[slot.level].get(slot.name, ("",))[0] == "Share":
        more = min(more, 1.0)  # a share of a whole is never more than all of it
    drawn[2 * position], drawn[2 * position + 1] = more, less
    return drawn
