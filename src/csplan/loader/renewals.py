"""How often a contract renews in the year planned for."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date


def renewals_due(renewal: date, starts: date, contract_years: float) -> int:
    """Count the renewals of one contract in the year from ``starts``: at its next renewal, then every contract length.

    A renewal date before the year is counted on to those that follow it.
    """
    step = contract_years * 12
    offset = (renewal.year - starts.year) * 12 + renewal.month - starts.month + (renewal.day - starts.day) / 31
    first = max(0, ceil(-offset / step - 1e-9))
    return max(0, ceil((12 - offset) / step - 1e-9) - first)
