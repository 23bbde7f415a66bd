"""How far the people of teams move when what they rest on is off: all of it at once, through the figures.

Each assumption is one draw up and one down, so figures are computed on arrays, for many assumptions at once.
"""

from __future__ import annotations

from math import isnan
from typing import TYPE_CHECKING, Any, NamedTuple

from csplan.engine.levels import LEVEL, inside
from csplan.engine.tree import inside as all_inside
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
AT_ONCE = 128
"""Assumptions that are tried in one pass over a team: arrays of its segments are big."""
_BOUNDS = ("csms_at_least", "csms_at_most")
_OF_SEGMENTS = inside("segment")


class Slot(NamedTuple):
    """One input of one node; ``node`` is the name of the node that a ``row`` is of."""

    level: str
    node: str
    name: str
    row: int = -1


class Moves(NamedTuple):
    """What each assumption moves, in CSMs: ``total`` by assumption and figure; of a segment's bounds, by its name.

    A figure that is absent in all teams that an assumption reaches is None, not 0.
    """

    total: list[tuple[float | None, ...]]
    segments: dict[str, dict[int, float]]
    """The larger move of csms_at_least and csms_at_most, by assumption."""


def moves(root: Node, teams: Sequence[Node], assumptions: Sequence[Sequence[Slot]]) -> Moves:
    """Return how far the figures of the teams, added up, move when each assumption is off: the larger direction.

    An assumption is the inputs that one number of the plan reaches; they are off together.
    """
    import numpy as np

    total = np.full((len(assumptions), len(FIGURES), 2), np.nan)
    segments: dict[str, dict[int, float]] = {}
    at: dict[tuple[str, str], dict[int, list[Slot]]] = {}
    for number, slots in enumerate(assumptions):
        for slot in slots:
            level = LEVEL[slot.level].part_of if slot.row >= 0 else slot.level
            at.setdefault((level, slot.node), {}).setdefault(number, []).append(slot)
    for team in teams:
        _one_team(root, team, at, total, segments)
    largest = np.abs(total).max(axis=2)
    return Moves([tuple(None if isnan(move) else move for move in row) for row in largest.tolist()], segments)


def _one_team(root: Node, team: Node, at: _Reached, total: Floats, moved: dict[str, dict[int, float]]) -> None:
    import numpy as np

    nodes = {(node.level, node.name): node for node in (*team.above.values(), *all_inside(team))}
    reaching: dict[int, list[Slot]] = {}
    for place in nodes:
        for number, slots in at.get(place, {}).items():
            reaching.setdefault(number, []).extend(slots)
    moved.update({segment.name: {} for segment in team.below["segment"]})
    numbers = list(reaching)
    for start in range(0, len(numbers), AT_ONCE):
        chunk = {number: reaching[number] for number in numbers[start : start + AT_ONCE]}
        changes: dict[tuple[str, str], dict[str, Any]] = {}
        for position, slots in enumerate(chunk.values()):
            _put(changes, nodes, slots, position, 2 * len(chunk))
        [drawn] = what_if(root, changes, only={team.name}).below["team"]
        of_all, of_one = _whose(chunk)
        for segment, copy in zip(team.below["segment"], drawn.below["segment"], strict=True):
            numbers_of = [*of_all, *of_one.get(segment.name, ())]
            if numbers_of:  # most segments of a large team have none: looking at each would take n times n steps
                sizes = [size for name in _BOUNDS if (size := _moves(segment, copy, name, len(chunk))) is not None]
                largest = dict(zip(chunk, _largest(sizes), strict=False))
                moved[segment.name].update((number, largest[number]) for number in numbers_of if number in largest)
        for position, name in enumerate(FIGURES):
            size = _moves(team, drawn, name, len(chunk))
            if size is not None:
                total[list(chunk), position] = np.nan_to_num(total[list(chunk), position]) + size


def _whose(chunk: Mapping[int, Sequence[Slot]]) -> tuple[list[int], dict[str, list[int]]]:
    """Return the assumptions that reach all segments of a team, and those that reach one, by its name."""
    of_all: list[int] = []
    of_one: dict[str, list[int]] = {}
    for number, slots in chunk.items():
        if any(slot.level not in _OF_SEGMENTS for slot in slots):
            of_all.append(number)
            continue
        for name in dict.fromkeys(slot.node for slot in slots):
            of_one.setdefault(name, []).append(number)
    return of_all, of_one


def _moves(node: Node, drawn: Node, name: str, count: int) -> Floats | None:
    """Return how far a figure moves, up and down, in each draw; None where it is absent."""
    import numpy as np

    base = node.value(name)
    if base is None:
        return None
    moved: Floats = np.nan_to_num(np.broadcast_to(drawn.value(name), 2 * count) - base)
    return moved.reshape(-1, 2)


def _largest(sizes: Sequence[Floats]) -> list[float]:
    """Return the largest of the moves of each assumption, in either direction."""
    import numpy as np

    found: list[float] = np.abs(np.hstack(sizes)).max(axis=1).tolist() if sizes else []
    return found


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
            inputs = nodes[LEVEL[slot.level].part_of, slot.node].rows[slot.level].inputs
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
