"""How many times as often customers renew with an indicator as without, and what is left of it within segments."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplan.figures.arithmetic import absent, all_true, first_true, ratio, reaches, weighted_mean

if TYPE_CHECKING:
    from csplan.figures.units import Count, Factor, Points, Share, TimesAsOften

of = "indicator"

ENOUGH = 5
"""Cases with it, and without, below which nothing is said."""


def lift(with_rate: Share, without_rate: Share, cases_with: Count, cases_without: Count) -> TimesAsOften | None:
    """How many times as often is kept with it as without; absent of fewer than five cases with it, or without.

    That goes together; it does not say that one makes the other.

    Source: Donner and Zou 2012.
    """
    enough = all_true(reaches(cases_with, ENOUGH), reaches(cases_without, ENOUGH))
    return first_true((enough, ratio(with_rate, without_rate)), otherwise=absent)


def lift_within(stratum_rate_difference: list[Points | None], stratum_weight: list[Factor | None]) -> Points | None:
    """Mean difference inside segments, in those that have both: where segments differ in both, all of it may be theirs.

    Source: Zou 2008.
    """
    return weighted_mean(stratum_rate_difference, stratum_weight)
