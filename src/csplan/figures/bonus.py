"""What a bonus is paid for, part by part: the goal, how much of it is attained, and what that pays."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplan.figures.arithmetic import (
    absent,
    exceeds,
    first_known,
    first_true,
    known_or,
    not_negative,
    product,
    ratio,
    reaches,
    smaller,
)

if TYPE_CHECKING:
    from csplan.figures.units import Count, Customers, Factor, Share, Text

of = "bonus_part"


def goal(
    target: Count | None = absent,
    expected_share: Share | None = absent,
    full_time: Share | None = absent,
    presence: Share | None = absent,
    productivity: Share | None = absent,
    expected_wins: Customers | None = absent,
) -> Count | None:
    """Goal of a CSM: that of full time, by share, days present and ramp; or a share of what is expected of the book.

    Source: csm-management, section 7.
    """
    return first_known(product(expected_share, expected_wins), product(target, full_time, presence, productivity))


def done(part: Text, of_events: Count | None = absent, wins_done: Customers | None = absent) -> Count | None:
    """What counts of what was done: wins, customers with a lead, or advocates.

    Source: csm-management, section 7.
    """
    return wins_done if part == "wins" else of_events


def attainment(done: Count, goal: Count, part: Text, wins_count: Text | None = absent) -> Share | None:
    """How much of the goal is attained; of surplus, 100% is as many healthy customers as expected, and 0% the least.

    Source: csplan.
    """
    if part == "wins" and wins_count == "surplus":
        return not_negative(1 + done / goal)
    return ratio(done, goal)


def indicator_payout(
    attainment: Share,
    bonus_threshold: Share | None = absent,
    bonus_at_threshold: Share | None = absent,
    bonus_accelerator: Factor | None = absent,
    bonus_cap: Share | None = absent,
) -> Share | None:
    """What is paid for it: nothing below the threshold, in a line up to 100%, above that by the accelerator to the cap.

    Where nothing is said, as far as it is attained, 100% at most. Source: csplan.
    """
    threshold = known_or(bonus_threshold, 0.0)
    least = known_or(bonus_at_threshold, threshold)
    line = least + known_or(ratio(attainment - threshold, 1 - threshold, 0.0), 0.0) * (1 - least)
    above = smaller(known_or(bonus_cap, 1.0), 1 + known_or(bonus_accelerator, 1.0) * (attainment - 1))
    return first_true((reaches(attainment, 1.0), above), (exceeds(threshold, attainment), 0.0), otherwise=line)
