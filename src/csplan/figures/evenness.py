"""How even the books of a team are today."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplan.figures.arithmetic import larger, total

if TYPE_CHECKING:
    from csplan.figures.units import Hours, Share

of = "team"


def capacity_of_all(capacity: list[Hours | None]) -> Hours | None:
    """Hours a year that all who are there have for customers, as productive as they are on the day."""
    return total(capacity)


def worst(furthest: list[Share | None]) -> Share | None:
    """How far the one is from their share who is furthest off."""
    return larger(*furthest)
