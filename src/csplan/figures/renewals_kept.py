"""Whether a CSM kept more renewals, or fewer, than the team's own rates give for the very same customers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplan.figures.arithmetic import all_true, exceeds, first_true, none_true, product, reaches

if TYPE_CHECKING:
    from csplan.figures.units import Count, Text

of = "csm"

FEWEST_RENEWALS = 5.0
"""Renewals below which nothing is said of anybody. Source: csplan."""
CHANCE = 1.96**2
"""Standard deviations to either side that hold 95% of what chance does, squared."""
MORE, LESS, AS_EXPECTED, TOO_FEW = "more than expected", "less than expected", "as expected", "too few"


def renewals_verdict(
    renewals_judged: Count, kept_shares: Count, renewals_expected: Count, renewals_variance: Count
) -> Text:
    """Whether more or fewer renewals were kept than the team's rates give for these customers, or too few to tell.

    More or less than expected where chance alone would not do it in 95 of 100; too few below five renewals.
    """
    more = kept_shares - renewals_expected
    told = exceeds(product(more, more), CHANCE * renewals_variance)
    return first_true(
        (none_true(reaches(renewals_judged, FEWEST_RENEWALS)), TOO_FEW),
        (all_true(told, exceeds(more, 0.0)), MORE),
        (told, LESS),
        otherwise=AS_EXPECTED,
    )
