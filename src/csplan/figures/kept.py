"""What was kept with an indicator of health and without it, in all and in each segment that has both."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplan.figures.arithmetic import ratio

if TYPE_CHECKING:
    from csplan.figures.units import Count, Points, Share

of = ("indicator", "stratum")


def with_rate(kept_with: Count, cases_with: Count) -> Share | None:
    """Share that was kept of those who had it: of renewals, the ARR of each; of spans, those in which they expanded.

    Source: csplan.
    """
    return ratio(kept_with, cases_with)


def without_rate(kept_without: Count, cases_without: Count) -> Share | None:
    """Share that was kept of those who did not have it.

    Source: csplan.
    """
    return ratio(kept_without, cases_without)


def rate_difference(with_rate: Share, without_rate: Share) -> Points:
    """How much more was kept with it than without.

    Source: Newcombe 1998.
    """
    return with_rate - without_rate
