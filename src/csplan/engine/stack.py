"""Figures of many segments at once: those that are alike as one whose inputs are arrays, an element for each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from csplan.engine.nodes import Node, Rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

MANY = 500
"""Segments from which on this is quicker than one by one, the import of numpy included."""


def fill(
    segments: Sequence[Node], figures: Iterable[str], shares: Iterable[str] = (), of_team: Sequence[str] = ()
) -> None:
    """Compute figures of segments, then shares in their teams, and keep them there, ready to be asked for.

    Figures rest on no figure of a team, shares on those ``of_team`` alone. Each comes out as if it were computed alone.
    Alike are segments of one role that state the same inputs (whatever the numbers) and share their rows.
    """
    groups: dict[Any, list[Node]] = {}
    for segment in segments:
        if segment.linked:
            continue  # what it shares with others, such as a desk, is no figure of it alone
        values = [None if type(value) is float else value for value in segment.inputs.values()]
        rows = [(level, id(rows.inputs)) for level, rows in segment.rows.items()]
        key = (*segment.inputs, *values, *rows, id(segment.above["role"]))
        groups.setdefault(key, []).append(segment)
    for group in groups.values():
        _keep(group, _stacked(group, ()), figures)
    if not shares:
        return
    for group in groups.values():
        for alike in _with_teams_alike(group, of_team):
            _keep(alike, _stacked(alike, of_team), shares)


def _keep(group: Sequence[Node], stacked: Node, figures: Iterable[str]) -> None:
    for name in figures:
        for segment, value in zip(group, _elements(stacked.value(name), len(group)), strict=True):
            segment.values[name] = value


def _with_teams_alike(segments: Sequence[Node], of_team: Sequence[str]) -> Iterable[list[Node]]:
    """Return segments apart by which figures of their teams are known."""
    lacking: dict[str, tuple[bool, ...]] = {}
    groups: dict[tuple[bool, ...], list[Node]] = {}
    for segment in segments:
        team = segment.above["team"]
        if team.name not in lacking:
            lacking[team.name] = tuple(team.value(each) is None for each in of_team)
        groups.setdefault(lacking[team.name], []).append(segment)
    return groups.values()


def _stacked(group: Sequence[Node], of_team: Sequence[str]) -> Node:
    import numpy as np

    first = group[0]
    whose = [segment.above["team"] for segment in group]
    team = {
        name: np.array([each.value(name) for each in whose]) for name in of_team if whose[0].value(name) is not None
    }
    inputs = {
        name: np.array([segment.inputs[name] for segment in group]) if type(value) is float else value
        for name, value in first.inputs.items()
    }
    above = {**first.above, "team": Node("team", "", {**dict.fromkeys(of_team), **team}, {})}
    stacked = Node("segment", "", inputs, above)
    stacked.rows = {level: Rows(level, rows.inputs, stacked) for level, rows in first.rows.items()}
    return stacked


def _elements(value: Any, count: int) -> list[Any]:
    """Return the value of each segment; what an array has no word for is absent."""
    if not hasattr(value, "tolist"):
        return [value] * count
    import numpy as np

    elements = np.broadcast_to(value, count).tolist()
    return [None if each == "" or each != each else each for each in elements]  # noqa: PLR0124 - NaN
