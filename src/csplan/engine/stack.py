"""Figures of many segments at once: those that are alike as one whose inputs are arrays, an element for each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from csplan.engine.nodes import Node, Rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

MANY = 500
"""Segments from which on this is quicker than one by one, the import of numpy included."""


def fill(segments: Sequence[Node], figures: Iterable[str], of_team: Sequence[str] = ()) -> None:
    """Compute figures of segments and keep them there, ready to be asked for.

    Of what a team has they may rest on ``of_team`` alone. Each comes out as if it were computed alone. Alike are
    segments of one role that state the same inputs (whatever the numbers) and share their rows.
    """
    alike: dict[Any, list[Node]] = {}
    teams = {segment.above["team"].name: segment.above["team"] for segment in segments} if of_team else {}
    known = {name: tuple(team.value(each) is None for each in of_team) for name, team in teams.items()}
    for segment in segments:
        if segment.linked:
            continue  # what it shares with others, such as a desk, is no figure of it alone
        rest = tuple((name, None if type(value) is float else value) for name, value in segment.inputs.items())
        rows = tuple((level, id(rows.inputs)) for level, rows in segment.rows.items())
        lacking = known.get(segment.above["team"].name)
        alike.setdefault((rest, id(segment.above["role"]), rows, lacking), []).append(segment)
    for group in alike.values():
        stacked = _stacked(group, of_team)
        for name in figures:
            for segment, value in zip(group, _elements(stacked.value(name), len(group)), strict=True):
                segment.values[name] = value


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
