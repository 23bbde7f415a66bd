"""How far a book is from even, in one measure such as ARR or hours.

Accounts and people are many, so where books are shared out these are called on arrays.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplan.figures.arithmetic import larger

if TYPE_CHECKING:
    from csplan.figures.units import Count, Hours, Share

of = "measure"


def fair_share(total: Count, capacity: Hours, capacity_of_all: Hours) -> Count:
    """What somebody would have of the team's accounts if all had as much for what they can carry."""
    return total * capacity / capacity_of_all


def deviation(load: Count, fair_share: Count) -> Share:
    """How far somebody is from their share, as a part of it: 10% is that much more than it."""
    return load / fair_share - 1.0


def off(deviation: Share) -> Share | None:
    """How far somebody is from their share, above it or below."""
    return larger(deviation, 0.0 - deviation)
