"""When a contract renews, from one of its dates on."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from math import ceil, floor
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_LAST_OF_SHORTEST = 28


@lru_cache(maxsize=1 << 14)
def months_due(renewal: date, starts: date, contract_years: float) -> Sequence[int]:
    """Return the months of the year from ``starts`` in which one contract renews, from 0; of a short contract several.

    A renewal date before the year is counted on to those that follow it.
    """
    step = contract_years * 12
    offset = (renewal.year - starts.year) * 12 + renewal.month - starts.month + (renewal.day - starts.day) / 31
    first = max(0, ceil(-offset / step - 1e-9))
    last = max(first, ceil((12 - offset) / step - 1e-9))
    return [min(11, max(0, floor(offset + each * step + 1e-9))) for each in range(first, last)]


def next_renewal(renewal: date, day: date, contract_years: float) -> date:
    """Return the first renewal on a day or after it: a date before it is counted on by whole contracts."""
    if renewal >= day:
        return renewal
    step = max(1.0, contract_years * 12)
    behind = (day.year - renewal.year) * 12 + day.month - renewal.month
    times = max(1, floor(behind / step))
    while (found := _later(renewal, round(times * step))) < day:
        times += 1
    return found


def _later(day: date, months: int) -> date:
    """Return a day so many months later; one that the month does not have is its 28th."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if year > date.max.year:
        return date.max
    try:
        return date(year, month + 1, day.day)
    except ValueError:
        return date(year, month + 1, _LAST_OF_SHORTEST)
