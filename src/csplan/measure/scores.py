"""Outcome and experience of a customer by the columns of a snapshot, and the health that both make."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from csplan.plan.history import Cells

if TYPE_CHECKING:
    from collections.abc import Mapping

    from csplan.plan.health import Dimension, HealthRules
    from csplan.plan.history import Snapshots

Quadrant = Literal["successful", "pleased", "captive", "failing", "unknown"]
QUADRANTS: tuple[Quadrant, ...] = ("successful", "pleased", "captive", "failing", "unknown")
_ENOUGH = 0.5
"""Share of the weight that has to be known for a score."""
_NOISE = 1e-9


class Scores(NamedTuple):
    """What a snapshot says of a customer, from 0 to 100; None where too little is known."""

    outcome: float | None
    experience: float | None
    health: float | None
    quadrant: Quadrant


def scores_of(rules: HealthRules, shots: Snapshots, row: int) -> Scores:
    """Return the scores of a row. Source: cs-overview."""
    outcome, experience = _score(rules.outcome, shots, row), _score(rules.experience, shots, row)
    if rules.experience is None or rules.outcome is None:
        only = outcome if rules.experience is None else experience
        return Scores(outcome, experience, only, "unknown")
    if outcome is None or experience is None:
        return Scores(outcome, experience, None, "unknown")
    lower = rules.combine != "mean"
    health = min(outcome, experience) if lower else (outcome + experience) / 2
    return Scores(outcome, experience, health, _quadrant(outcome, experience, high_of(rules)))


def _score(dimensions: Mapping[str, Dimension] | None, shots: Snapshots, row: int) -> float | None:
    """Return the mean of what is known, weighted; None where less than half of the weight is."""
    if not dimensions:
        return None
    total = weight = known = 0.0
    for name, each in dimensions.items():
        weight += each.weight
        column = shots.columns.get(Cells(each.column or name, "number"))
        value = column[row] if column is not None else None
        if value is None or value != value:  # noqa: PLR0124 - NaN
            continue
        worst, best = each.scale or (0.0, 100.0)
        total += each.weight * 100 * (value - worst) / (best - worst)
        known += each.weight
    return total / known if known and known >= _ENOUGH * weight - _NOISE else None


def high_of(rules: HealthRules) -> float | None:
    """Return the score from which outcome or experience is high; None where the plan does not say."""
    if rules.high is not None:
        return rules.high
    return rules.colours.lime if rules.colours else None


def _quadrant(outcome: float, experience: float, high: float | None) -> Quadrant:
    if high is None:
        return "unknown"
    if outcome >= high:
        return "successful" if experience >= high else "captive"
    return "pleased" if experience >= high else "failing"
