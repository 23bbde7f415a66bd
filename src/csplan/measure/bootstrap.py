"""Resampling of CSM-weeks, and intervals from it.

The interval is Efron's BCa (Better bootstrap confidence intervals, 1987): percentiles of the resamples, moved for their
bias and for how the spread changes with the value, because durations and counts are skewed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from csplan.measure.cells import Floats

CONFIDENCE: Final = 0.95

_BLOCK: Final = 2**20
"""Weights in memory at a time: 8 MB, three times over while a block is worked on."""
_SAME: Final = 1e-12
"""Relative differences below this come from floating point."""


class Interval(NamedTuple):
    """Where the true value lies with 95% confidence."""

    low: float
    high: float


def resampled_sums(sums: Floats, resamples: int, seed: int) -> Floats:
    """Draw as many rows as there are, with replacement, again and again, and add up each column.

    ``sums`` has the shape (cells, columns), the result (resamples, columns). Columns of one call are drawn together,
    and calls with the same number of cells, resamples and seed draw the same cells, so that what varies together in
    the log varies together in the result.
    """
    import numpy as np

    cells = len(sums)
    result = np.empty((resamples, sums.shape[1]))
    rng = np.random.default_rng(seed)
    block = max(1, _BLOCK // cells)
    for start in range(0, resamples, block):
        size = min(block, resamples - start)
        drawn = rng.integers(0, cells, (size, cells))
        drawn += np.arange(0, size * cells, cells)[:, None]
        weights = np.bincount(drawn.ravel(), minlength=size * cells).reshape(size, cells)
        result[start : start + size] = weights.astype(float) @ sums
    return result


def bca(value: float, draws: Floats, without: Floats) -> Interval | None:
    """Return the interval of an estimate; None where the record says nothing about how sure it is.

    ``draws`` has its values in the resamples, shape (resamples,); ``without`` its values when each cell in turn is left
    out, shape (cells,): the jackknife, for the acceleration. It says nothing where there is one cell, where leaving one
    out leaves nothing to estimate from (NaN, infinite), or where all are the same.
    """
    from statistics import NormalDist

    import numpy as np

    if not np.isfinite(without).all() or np.ptp(without) <= _SAME * abs(value):
        return None
    normal = NormalDist()
    apart = without.mean() - without
    tolerance = _SAME * abs(value)
    below = np.count_nonzero(draws < value - tolerance)
    level_with = np.count_nonzero(np.abs(draws - value) <= tolerance)
    share = (below + level_with / 2) / len(draws)
    bias = normal.inv_cdf(min(max(share, 0.5 / len(draws)), 1 - 0.5 / len(draws)))
    acceleration = float((apart**3).sum() / (6 * (apart @ apart) ** 1.5))

    def percentile(z: float) -> float:
        # |acceleration| is at most 1/6, so only a bias past 4 standard errors could turn the divisor's sign.
        return normal.cdf(bias + (bias + z) / max(_SAME, 1 - acceleration * (bias + z)))

    z = normal.inv_cdf((1 + CONFIDENCE) / 2)
    low, high = np.quantile(draws, [percentile(-z), percentile(z)])
    return Interval(float(low), float(high))
