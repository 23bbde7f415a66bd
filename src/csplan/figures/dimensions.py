"""One column of the snapshots that a customer's outcome or experience is told from."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from csplan.figures.units import Count

of = ("outcome", "experience")


def scaled(value: Count, worst: Count, best: Count) -> Count:
    """Where a value stands between the worst of its scale, 0, and the best, 100.

    Source: csplan.
    """
    return 100.0 * (value - worst) / (best - worst)
