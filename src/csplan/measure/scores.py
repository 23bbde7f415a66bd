"""Outcome and experience of customers by the columns of snapshots, and the health that both make.

The formulas are those of the figures: of many customers at once, on arrays.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from csplan.engine.nodes import Node, Rows
from csplan.plan.history import COLOURS, Cells

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from csplan.plan.health import Dimension, HealthRules
    from csplan.plan.history import Snapshots

QUADRANTS = ("successful", "pleased", "captive", "failing", "unknown")
HALVES = ("outcome", "experience")
NO_SCALE = (0.0, 100.0)
"""Worst and best value where the plan states no scale."""
_CODES = {"": 0, **{colour: code for code, colour in enumerate(COLOURS, 1)}}


class Scores(NamedTuple):
    """What a snapshot says of a customer, from 0 to 100; None where too little is known."""

    outcome: float | None
    experience: float | None
    health: float | None
    quadrant: str
    colour: int
    """The code of the colour that health makes; 0 where it makes none."""


NO_SCORES = Scores(None, None, None, "unknown", 0)


def halves_of(rules: HealthRules) -> Mapping[str, Mapping[str, Dimension]]:
    """Return what outcome and experience are told from, where the plan says it."""
    both = {"outcome": rules.outcome, "experience": rules.experience}
    return {half: dimensions for half, dimensions in both.items() if dimensions}


def score_node(
    rules: HealthRules, value_of: Callable[[Cells], Any], name: str = "", above: Mapping[str, Node] | None = None
) -> Node:
    """Return a customer, or many at once where values are arrays, as a node whose figures are scores."""
    halves, colours = halves_of(rules), rules.colours
    combine = next(iter(halves)) if len(halves) == 1 else rules.combine or "lower"
    inputs: dict[str, Any] = {"combine": combine, "high": high_of(rules)}
    if colours is not None:
        inputs |= {"green": colours.green, "lime": colours.lime, "yellow": colours.yellow}
    known = {name: value for name, value in inputs.items() if value is not None}
    node = Node("customer", name, known, above or {})
    for half, dimensions in halves.items():
        scales = [each.scale or NO_SCALE for each in dimensions.values()]
        columns: dict[str, list[Any]] = {
            "dimension": list(dimensions),
            "value": [value_of(Cells(each.column or name, "number")) for name, each in dimensions.items()],
            "worst": [scale[0] for scale in scales],
            "best": [scale[1] for scale in scales],
            "weight": [each.weight for each in dimensions.values()],
        }
        node.rows[half] = Rows(half, columns, node)
    return node


def scores_of(rules: HealthRules, shots: Snapshots, rows: Sequence[int]) -> list[Scores]:
    """Return the scores of rows of the snapshots. Source: cs-overview."""
    if not rows:
        return []
    node, count = score_node(rules, _reader(shots, rows)), len(rows)
    numbers = (_listed(node.value(name), count) for name in ("outcome_score", "experience_score", "health_score"))
    quadrants, colours = (_listed(node.value(name), count) for name in ("quadrant", "score_colour"))
    return [
        Scores(outcome, experience, health, quadrant or "unknown", _CODES[colour or ""])
        for outcome, experience, health, quadrant, colour in zip(*numbers, quadrants, colours, strict=True)
    ]


def colours_of(rules: HealthRules, shots: Snapshots) -> Sequence[int]:
    """Return the codes of the colours that the scores of all rows make."""
    count = len(shots.day)
    node = score_node(rules, _reader(shots, range(count)))
    return [_CODES[colour or ""] for colour in _listed(node.value("score_colour"), count)]


def _reader(shots: Snapshots, rows: Sequence[int]) -> Callable[[Cells], Any]:
    """Return what gives a column of some rows as an array; None where there is no such column."""
    import numpy as np

    def read(cells: Cells) -> Any:
        column = shots.columns.get(cells)
        return None if column is None else np.frombuffer(column)[np.asarray(rows)]

    return read


def _listed(found: Any, count: int) -> list[Any]:
    """Return a figure of many customers one by one; None where it is absent."""
    if found is None:
        return [None] * count
    import numpy as np

    return [None if each != each else each for each in np.broadcast_to(found, count).tolist()]  # noqa: PLR0124 - NaN


def high_of(rules: HealthRules) -> float | None:
    """Return the score from which outcome or experience is high; None where the plan does not say."""
    if rules.high is not None:
        return rules.high
    return rules.colours.lime if rules.colours else None
