"""What one CSM can carry of a team's accounts, and how busy those of today make them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplan.figures.arithmetic import larger, ratio

if TYPE_CHECKING:
    from csplan.figures.units import Hours, Share

of = "book"


def capacity(full_hours: Hours, full_time: Share, productivity: Share) -> Hours:
    """Hours a year that somebody has for customers, as productive as they are on the day.

    Where the plan does not say how many hours people have, all count alike. Source: notes-17, section 5; six-pits,
    section 10.
    """
    return full_hours * full_time * productivity


def book_utilization(hours: Hours, capacity: Hours) -> Share | None:
    """Share of the hours that somebody has for customers which their accounts take."""
    return ratio(hours, capacity)


def furthest(off: list[Share | None]) -> Share | None:
    """How far somebody is from their share in the measure in which they are furthest off."""
    return larger(*off)
