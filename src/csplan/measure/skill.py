"""Who takes longer than the team for the same task in the same tier, by more than chance, and what that costs.

How it is decided, and why so:

- Minutes are compared as logarithms. Durations are skewed, about lognormal, so their logarithms are nearly normal and a
  t-test on them keeps its level; tests/measure/test_skill.py holds it to that by simulation.
- What counts as one observation is a CSM-week, because a hard week makes all of its entries alike. Its weight is
  n / (1 + (n - 1) × alike), with the intraclass correlation from an analysis of variance over the whole log (Kish,
  Survey Sampling, 1965). The variance is pooled over the CSMs of a task and tier, or the CSM's own where that is
  larger: an erratic CSM is not a slow one.
- Logarithms speak of medians, hours are made of means, and a CSM of steadier or wilder times than the others may differ
  in one and not in the other. So the mean minutes have to be longer as well: the larger of the two chances counts.
- Each CSM is compared with the others, and only for being slower: nothing is saved on one who is faster. Holm's
  procedure (A simple sequentially rejective multiple test procedure, 1979) over all CSMs, tasks and tiers keeps the
  chance that anybody is named wrongly below 5%. Naming people is no place for a share of false discoveries, hence not
  Benjamini and Hochberg's.
- How far a CSM is from the team is shrunk by how much is known of each: empirical Bayes (Efron and Morris, Data
  analysis using Stein's estimator and its generalizations, 1975), with the variance between CSMs from DerSimonian and
  Laird (Meta-analysis in clinical trials, 1986). It is shrunk by one standard error at most, the limited translation of
  Efron and Morris (Limiting the risk of Bayes and empirical Bayes estimators, 1972): one slow CSM among many who are
  alike would else be shrunk away. Back to minutes it goes by Duan's smearing estimate (1983).

What it cannot see is whose customers are harder: a CSM who alone serves a demanding segment differs by that as well.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final, NamedTuple

from csplan.measure.cells import add_up, cells_by_tier
from csplan.plan.log import NOBODY

if TYPE_CHECKING:
    from collections.abc import Sequence

    from csplan.measure.cells import Cells, Floats, Ints
    from csplan.plan.log import TimeLog

LEAST_OCCURRENCES: Final = 5
"""A CSM with fewer of a task in a tier is not compared."""
LEAST_CELLS: Final = 4
"""Nor is one with fewer CSM-weeks of it, or where the others have fewer: nothing says how much they vary."""

_LEAST_VARIANCE: Final = 1e-12
"""Times that are always the same still differ by rounding."""


class SkillGap(NamedTuple):
    """A CSM whose time for a task in a tier is longer than the team's by more than chance."""

    csm: str
    task: str
    tier: str | None
    n: int
    """Occurrences of the CSM's."""
    mean: float
    """Minutes, as recorded."""
    shrunk_mean: float
    """Minutes, shrunk towards the team's mean by how much is known."""
    team_mean: float
    """Minutes that a typical CSM of the team takes."""
    chance: float
    """That a team without differences shows one as large anywhere in such a log (adjusted by Holm)."""
    hours_a_year: float
    """Saved if the CSM worked at the team's mean: (shrunk_mean - team_mean) × n / (years × covers)."""


class _Pairs(NamedTuple):
    """What is known of each CSM in each group (task and tier); arrays of shape (groups, CSMs)."""

    cells: Floats
    """CSM-weeks with occurrences."""
    n: Floats
    minutes: Floats
    n_squared: Floats
    """Sum over cells, as the next two."""
    n_minutes: Floats
    minutes_squared: Floats
    weight: Floats
    log: Floats
    """Weighted mean of the cells' mean logarithms; 0 where there are none."""
    scatter: Floats
    """Weighted sum of squares around it."""


def skill(log: TimeLog, tier_of_segment: Sequence[str | None], *, level: float = 0.05) -> list[SkillGap]:
    """Return the CSMs who are slower than the team by more than chance, the most hours a year first.

    ``tier_of_segment`` has the tier of each segment of the plan, in order; ``level`` is the chance that anybody at all
    is named where nobody differs. Source: notes-17, section 5.
    """
    import numpy as np

    cells = cells_by_tier(log, tier_of_segment)
    if not cells.groups:
        return []
    pairs = _pairs(cells)
    rest = _Pairs(*(each.sum(axis=1, keepdims=True) - each for each in pairs))
    df = (pairs.cells - (pairs.cells > 0)).sum(axis=1)
    with np.errstate(divide="ignore", invalid="ignore"):
        pooled = np.maximum(pairs.scatter.sum(axis=1) / df, _LEAST_VARIANCE)[:, None]
        variance = np.fmax(pooled, pairs.scatter / (pairs.cells - 1))
        in_logs = _difference_of_logs(pairs, pooled, variance)
        in_means = _difference_of_means(pairs, rest)
        far, team, smear = _shrunk(pairs, variance / pairs.weight)
    compared = (pairs.n >= LEAST_OCCURRENCES) & (pairs.cells >= LEAST_CELLS) & (rest.cells >= LEAST_CELLS)
    if NOBODY in cells.csms:
        compared[:, cells.csms.index(NOBODY)] = False
    where = np.argwhere(compared).tolist()
    chances = holm([max(chance_above(each[g, k], df[g]) for each in (in_logs, in_means)) for g, k in where])
    found = []
    for (g, k), chance in zip(where, chances, strict=True):
        if chance > level:
            continue
        n, group = int(pairs.n[g, k]), cells.groups[g]
        team_mean = math.exp(team[g]) * smear[g]
        shrunk_mean = math.exp(team[g] + far[g, k]) * smear[g]
        saved = (shrunk_mean - team_mean) / 60 * n / (log.years * log.covers)
        mean = pairs.minutes[g, k] / n
        name = log.tasks[group.task]
        found.append(SkillGap(cells.csms[k], name, group.tier, n, mean, shrunk_mean, team_mean, chance, saved))
    return sorted(found, key=lambda gap: -gap.hours_a_year)


def _pairs(cells: Cells) -> _Pairs:
    """Sum up by CSM and group. Weights depend on how alike the entries of one CSM-week are in the whole log."""
    import numpy as np

    groups, csms = len(cells.groups), len(cells.csms)
    key = cells.group * cells.number + cells.cell
    logs = np.log(cells.minutes)
    size = groups * cells.number
    n = add_up(key, None, size)
    at = np.flatnonzero(n)
    n = n[at]
    minutes = add_up(key, cells.minutes, size)[at]
    log = add_up(key, logs, size)[at] / n
    pair = at // cells.number * csms + at % cells.number // cells.weeks

    def by_pair(values: Floats) -> Floats:
        return add_up(pair, values, groups * csms)

    # Within cells directly, not as a difference of squares: times that are always the same must come out so.
    within = float(((logs - log[np.searchsorted(at, key)]) ** 2).sum())
    weight = n / (1 + (n - 1) * _alike(n, log, pair, within))
    in_all = by_pair(weight)
    mean = by_pair(weight * log) / np.where(in_all, in_all, 1)
    sums = (
        by_pair(np.ones(len(n))),
        by_pair(n),
        by_pair(minutes),
        by_pair(n**2),
        by_pair(n * minutes),
        by_pair(minutes**2),
        in_all,
        mean,
        by_pair(weight * (log - mean[pair]) ** 2),
    )
    return _Pairs(*(each.reshape(groups, csms) for each in sums))


def _alike(n: Floats, log: Floats, pair: Ints, within: float) -> float:
    """Return the share of the variance of logarithms that is common to a CSM-week: 0 to 1.

    ``n`` and ``log`` are of each cell, ``pair`` the CSM and group it is of, ``within`` the sum of squares in cells.
    Source: Searle, Variance Components: analysis of variance for unequal numbers.
    """
    import numpy as np

    entries = np.bincount(pair, n)
    mean = np.bincount(pair, n * log) / np.where(entries, entries, 1)
    between = float(n @ (log - mean[pair]) ** 2)
    pairs = np.count_nonzero(entries)
    size = float(n.sum() - (n**2 / entries[pair]).sum())
    if n.sum() == len(n) or len(n) == pairs:
        return 0.0
    noise = within / float(n.sum() - len(n))
    common = max(0.0, (between - (len(n) - pairs) * noise) / size)
    return common / (common + noise) if common else 0.0


def _difference_of_logs(pairs: _Pairs, pooled: Floats, variance: Floats) -> Floats:
    """Return how many standard errors each CSM's mean logarithm is above the others'."""
    import numpy as np

    summed = pairs.weight * pairs.log
    others = pairs.weight.sum(axis=1, keepdims=True) - pairs.weight
    apart = pairs.log - (summed.sum(axis=1, keepdims=True) - summed) / others
    return np.asarray(apart / np.sqrt(variance / pairs.weight + pooled / others))


def _difference_of_means(pairs: _Pairs, rest: _Pairs) -> Floats:
    """Return how many standard errors the logarithm of each CSM's mean minutes is above that of the others'.

    The error of a mean is that of a ratio of two sums over CSM-weeks (Cochran, Sampling Techniques, 1977).
    """
    import numpy as np

    def relative_error_squared(sums: _Pairs) -> Floats:
        mean = sums.minutes / sums.n
        scatter = sums.minutes_squared - 2 * mean * sums.n_minutes + mean**2 * sums.n_squared
        error = np.maximum(scatter, 0) / sums.minutes**2 * sums.cells / (sums.cells - 1)
        return np.asarray(np.maximum(error, _LEAST_VARIANCE))

    apart = np.log((pairs.minutes / pairs.n) / (rest.minutes / rest.n))
    return np.asarray(apart / np.sqrt(relative_error_squared(pairs) + relative_error_squared(rest)))


def _shrunk(pairs: _Pairs, error: Floats) -> tuple[Floats, Floats, Floats]:
    """Return how far each CSM is from the team in logarithms, the team's mean logarithm, and e^residual on average.

    ``error`` is the squared standard error of each CSM's mean logarithm. The first has the shape (groups, CSMs), the
    others (groups,).
    """
    import numpy as np

    here = pairs.n > 0
    known = np.where(here, 1 / error, 0)
    total = known.sum(axis=1)
    centre = (known * pairs.log).sum(axis=1) / total
    excess = (known * (pairs.log - centre[:, None]) ** 2).sum(axis=1) - (here.sum(axis=1) - 1)
    between = np.fmax(0, excess / (total - (known**2).sum(axis=1) / total))[:, None]
    known = np.where(here, 1 / (between + error), 0)
    team = (known * pairs.log).sum(axis=1) / known.sum(axis=1)
    apart = pairs.log - team[:, None]
    shrunk = apart * between / (between + error)
    far = np.sign(apart) * np.maximum(np.abs(shrunk), np.abs(apart) - np.sqrt(error))
    smear = (pairs.minutes * np.exp(-pairs.log)).sum(axis=1) / pairs.n.sum(axis=1)
    return np.asarray(far), np.asarray(team), np.asarray(smear)


def chance_above(t: float, df: float) -> float:
    """Return the chance of a t as large as this one or larger, for 3 degrees of freedom or more.

    Source: Hill, Algorithm 395: Student's t-distribution, 1970, within 0.4%.
    """
    a = df - 0.5
    b = 48 * a * a
    y = a * math.log1p(t * t / df)
    z = (((((-0.4 * y - 3.3) * y - 24) * y - 85.5) / (0.8 * y * y + 100 + b) + y + 3) / b + 1) * math.sqrt(y)
    return math.erfc(math.copysign(z, t) / math.sqrt(2)) / 2


def holm(chances: Sequence[float]) -> list[float]:
    """Adjust chances for how many there are, so that the smallest is that of finding any by chance (Holm, 1979)."""
    adjusted = [0.0] * len(chances)
    largest = 0.0
    for rank, index in enumerate(sorted(range(len(chances)), key=chances.__getitem__)):
        largest = max(largest, min(1.0, (len(chances) - rank) * chances[index]))
        adjusted[index] = largest
    return adjusted
