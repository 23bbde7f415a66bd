"""Days that stand apart: one mistyped year, and a record or a log lasts until then."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

ENOUGH_DAYS = 20
"""Rows from which on a few of them may be told from the others by a distance of weeks."""
_FEWEST = 5
"""Rows from which on one of them may be told from the others at all, by more than a year."""
_FEW = 0.02
_WEEKS, _YEAR = 31, 366


def nearly_all(days: Sequence[int], *, after: bool = False) -> tuple[int, int] | None:
    """Return the first and last day (ordinals) of nearly all rows, where the few others lie far from them.

    Far: further, by a month, than those are from each other; of fewer than 20 rows, by a year. Few: 2 of 100 at the
    start and at the end, or one of fewer. ``after``: far after them only. None where no row stands apart. All of it is
    ours (csplan).
    """
    if len(days) < _FEWEST or all(later - day <= _WEEKS for day, later in pairwise(sorted(set(days)))):
        return None
    ordered = sorted(days)
    cut = max(1, int(len(ordered) * _FEW))
    first, last = ordered[cut], ordered[-1 - cut]
    far = _WEEKS if len(ordered) >= ENOUGH_DAYS else _YEAR
    away = ordered[-1] - last + (0 if after else first - ordered[0])
    return (first, last) if away > last - first + far else None
