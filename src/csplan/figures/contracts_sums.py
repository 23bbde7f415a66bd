"""Contracts that come up for renewal in a year, of a team."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplan.figures.arithmetic import absent, first_known, ratio, total

if TYPE_CHECKING:
    from csplan.figures.units import Count, CSMs, Heads, Money

of = "team"


def contracts(renewals: list[Count | None]) -> Count | None:
    """Renewals a year of all segments of the team."""
    return total(renewals)


def contracts_per_head(contracts: Count, csms_now: CSMs | None = absent, heads: Heads | None = absent) -> Count | None:
    """Renewals a year of one CSM: of today's people, else of the planned ones.

    Source: six-pits, section 8.
    """
    return first_known(ratio(contracts, csms_now), ratio(contracts, heads))


def renewing_arr(renewing_arr: list[Money | None]) -> Money | None:
    """ARR that comes up for renewal in the year."""
    return total(renewing_arr)


def renewed_arr(renewed_arr: list[Money | None]) -> Money | None:
    """What of it is renewed."""
    return total(renewed_arr)
