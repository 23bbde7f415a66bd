"""How likely so many are by chance."""

from __future__ import annotations

from math import comb


def at_least(k: int, n: int, p: float) -> float:
    """Return the chance of k or more of n, each with a chance of p."""
    return sum(comb(n, each) * p**each * (1 - p) ** (n - each) for each in range(k, n + 1))
