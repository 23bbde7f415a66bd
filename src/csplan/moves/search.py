"""How much of a change it takes: what a change does to a team's bounds, and the least of it that is enough."""

from __future__ import annotations

from math import inf
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

    from csplan.engine.nodes import Node

    Bound = Literal["work", "money"]

CLOSE = 1e-4
SMALLEST = 1e-6
"""A change that closes less than this many CSMs does nothing."""
_STEPS = 100
_EDGE = 1e-10
"""A fitting change whose bound is this close to the other is the least one."""
_HALF = 0.5


class Outcome(NamedTuple):
    """What a change does: ``work`` and ``money`` are what each bound still lacks, below 0 what it has to spare."""

    fits: bool
    shortfall: float
    work: float
    money: float
    heads: float | None


NOWHERE = Outcome(fits=False, shortfall=inf, work=inf, money=inf, heads=None)


def outcome(root: Node) -> Outcome:
    """Return whether every team of a plan has room for a whole number of people, and what is lacking in all."""
    teams = [_of_team(team) for team in root.below["team"]]
    if len(teams) == 1:
        return teams[0]
    heads = [each.heads for each in teams]
    return Outcome(
        all(each.fits for each in teams),
        sum(each.shortfall for each in teams),
        max(each.work for each in teams),
        max(each.money for each in teams),
        None if None in heads else sum(each or 0.0 for each in heads),
    )


def _of_team(team: Node) -> Outcome:
    at_least, at_most = team.value("at_least"), team.value("at_most")
    lo, hi = team.value("lo"), team.value("hi")
    if at_most is None or hi is None:
        # Nothing says any more what may be spent: that closes no gap.
        return NOWHERE
    work, money = (at_least or 0.0) - hi, lo - at_most
    return Outcome(lo <= hi, team.value("shortfall") or 0.0, work, money, team.value("heads"))


def least(
    start: Outcome, attempt: Callable[[float], Outcome], most: float, *, bound: Bound, tries: int = 1
) -> tuple[float, Outcome]:
    """Return the least change up to ``most`` that is enough, and what it does; else how far it gets."""
    amount, found = closing(start, attempt, most, bound=bound, tries=tries)
    return (amount, found) if found.fits else _enough(attempt, amount, found)


def closing(
    start: Outcome, attempt: Callable[[float], Outcome], most: float, *, bound: Bound, tries: int = 1
) -> tuple[float, Outcome]:
    """Return the least change up to ``most`` that is enough, and what it does; else the best of those looked at.

    ``bound`` says which one the change moves, so that the distance to the other runs smoothly towards 0. Looks at
    ``tries`` steps on the way, because more of a change is not always better; then closes in on the edge by regula
    falsi (Illinois): a few evaluations, because most changes are straight lines. Where something else holds the bound
    at the edge, a little less fits as well, and only halving finds where that ends.
    """
    below = 0.0
    distance_below = getattr(start, bound)
    best = below, start
    for step in range(1, tries + 1):
        above = most * step / tries
        found = attempt(above)
        if found.fits:
            break
        if found.shortfall < best[1].shortfall:
            best = above, found
        below, distance_below = above, getattr(found, bound)
    else:
        return best
    distance_above, straight = getattr(found, bound), True
    for _ in range(_STEPS):
        if straight and getattr(found, bound) >= -_EDGE:
            less = max(below, above * (1 - CLOSE))
            tried = attempt(less)
            if not tried.fits:
                break
            above, found, straight = less, tried, False
        if above - below <= _EDGE * most:
            break
        known = straight and 0 < distance_below < inf
        weight = distance_below / (distance_below - distance_above) if known else _HALF
        middle = below + (above - below) * min(max(weight, SMALLEST), 1 - SMALLEST)
        tried = attempt(middle)
        if tried.fits:
            above, found, distance_above = middle, tried, getattr(tried, bound)
            distance_below /= 2
        else:
            below, distance_below = middle, getattr(tried, bound)
            distance_above /= 2
    return above, found


def _enough(attempt: Callable[[float], Outcome], most: float, best: Outcome) -> tuple[float, Outcome]:
    """Return the least change that gets as far as ``most`` does: beyond it, some other bound is in the way."""
    above, below = most, 0.0
    share = 0.999
    while above - below > CLOSE * most:
        middle = below + (above - below) * share
        found = attempt(middle)
        if found.shortfall <= best.shortfall + SMALLEST:
            above, best = middle, found
        elif share > _HALF:
            return above, best
        else:
            below = middle
        share = _HALF
    return above, best
