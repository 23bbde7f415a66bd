"""Intervals of shares, differences, sums, ratios and counts, all in closed form: no seed, the same everywhere.

A share's is Wilson's, that of a difference Newcombe's method 10, that of a weighted sum Zou's MOVER, that of a ratio
Donner and Zou's MOVER-R, that of a count Garwood's. Successes may be fractions, such as the part of a renewal that was
kept: Wilson's interval is then a little wide, never narrow.
"""

from __future__ import annotations

from math import erfc, exp, inf, lgamma, log, sqrt
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

Z = 1.959963984540054
"""Standard deviations to either side that hold 95% of a normal distribution."""
ALPHA = 0.05

_STEPS = 200
_CLOSE = 1e-12


class Estimate(NamedTuple):
    """A value with its interval."""

    value: float
    low: float
    high: float


def share(successes: float, n: float, z: float = Z) -> Estimate | None:
    """Return a share with its interval (Wilson 1927); None of nothing."""
    if n <= 0:
        return None
    p = successes / n
    middle = p + z * z / (2 * n)
    half = z * sqrt(max(0.0, p * (1 - p)) / n + z * z / (4 * n * n))
    scale = 1 + z * z / n
    return Estimate(p, min(p, max(0.0, (middle - half) / scale)), max(p, min(1.0, (middle + half) / scale)))


def weighted_sum(parts: Sequence[tuple[float, Estimate]]) -> Estimate:
    """Return Σ weight × value of independent estimates, with its interval (Zou 2008)."""
    below = above = total = 0.0
    for weight, each in parts:
        total += weight * each.value
        down, up = weight * (each.value - each.low), weight * (each.high - each.value)
        if weight < 0:
            down, up = -up, -down
        below += down * down
        above += up * up
    return Estimate(total, total - sqrt(below), total + sqrt(above))


def difference(first: Estimate, second: Estimate) -> Estimate:
    """Return first − second with its interval: of two shares, Newcombe's method 10 (1998)."""
    return weighted_sum(((1.0, first), (-1.0, second)))


def ratio(first: Estimate, second: Estimate) -> Estimate | None:
    """Return first ÷ second with its interval (Donner and Zou 2012), which may have no upper end; None over 0."""
    if second.value <= 0:
        return None
    product = first.value * second.value

    def parts(over: float, under: float) -> tuple[float, float, float]:
        """Return what stands in the formula of an end, which is (product ± root) ÷ below = above ÷ (product ∓ root)."""
        above, below = over * (2 * first.value - over), under * (2 * second.value - under)
        return above, below, sqrt(max(0.0, product * product - above * below))

    above, _, root = parts(first.low, second.high)
    low = max(0.0, above / (product + root)) if product + root > 0 else 0.0
    _, below, root = parts(first.high, second.low)
    return Estimate(first.value / second.value, low, (product + root) / below if below > 0 else inf)


def count(n: int) -> Estimate:
    """Return a count with the interval of its expectation (Garwood 1936)."""
    # In a Poisson of the low end so many or more come up once in 40, in one of the high end so many or fewer.
    tail = ALPHA / 2
    low = 0.0 if n == 0 else _solved(lambda mean: 1 - _at_most(n - 1, mean), tail, max(0.0, n - 6 * sqrt(n)), float(n))
    high = _solved(lambda mean: -_at_most(n, mean), -tail, float(n), n + 6 * sqrt(n + 1) + 6)
    return Estimate(float(n), low, high)


def _at_most(n: int, mean: float) -> float:
    """Return the chance that a Poisson of this mean is n or less."""
    if mean <= 0:
        return 1.0
    term = exp(n * log(mean) - mean - lgamma(n + 1))
    total, k = 0.0, n
    while k >= 0 and term > total * _CLOSE * _CLOSE:
        total += term
        term *= k / mean
        k -= 1
    return min(1.0, total)


def _solved(rising: Callable[[float], float], wanted: float, low: float, high: float) -> float:
    """Return where a rising function has a value, between two ends."""
    for _ in range(_STEPS):
        middle = (low + high) / 2
        if rising(middle) < wanted:
            low = middle
        else:
            high = middle
        if high - low <= _CLOSE * high:
            break
    return (low + high) / 2


def chance(interval: Callable[[float], Estimate]) -> float:
    """Return how likely an estimate so far from 0 is by chance: from the widest interval that leaves 0 out.

    ``interval`` has the estimate's interval for a number of standard deviations.
    """
    at = interval(Z)
    if at.value == 0:
        return 1.0
    sign = 1 if at.value > 0 else -1

    def reaches(z: float) -> float:
        estimate = interval(z)
        return -estimate.low if sign > 0 else estimate.high

    return erfc(_solved(reaches, 0.0, 0.0, 40.0) / sqrt(2))


def held_by_holm(chances: Sequence[float]) -> list[bool]:
    """Tell which of several findings are not chance, all taken together (Holm 1979)."""
    order = sorted(range(len(chances)), key=chances.__getitem__)
    held = [False] * len(chances)
    for rank, index in enumerate(order):
        if chances[index] > ALPHA / (len(chances) - rank):
            break
        held[index] = True
    return held
