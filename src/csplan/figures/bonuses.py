"""The bonus of a CSM: wins that count, against what the team's own rates would give for that very book."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplan.figures.arithmetic import (
    absent,
    any_true,
    difference,
    first_true,
    is_absent,
    not_negative,
    product,
    ratio,
    total_known,
)

if TYPE_CHECKING:
    from csplan.figures.units import Count, Customers, Money, Share, Text

of = "csm"


def period_pay(pay: Money, bonus_periods: Count, full_time: Share, presence: Share) -> Money | None:
    """On-target pay of a CSM for the period: by share of full time, and the days on which they are there."""
    return ratio(pay * full_time * presence, bonus_periods)


def on_target(period_pay: Money, performance_share: Share) -> Money:
    """Bonus of a CSM for the period where every goal is just attained.

    Source: csm-management, section 7.
    """
    return period_pay * performance_share


def deducted(again: Customers, by_hand: Customers, not_held: Customers) -> Customers:
    """Wins that do not count: won before within the year, healthy by a colour that the score denies, or not lasting.

    Source: csplan.
    """
    return again + by_hand + not_held


def wins_counted(held_wins: Customers, deducted: Customers) -> Customers:
    """Wins that count.

    Source: csm-management, section 7.
    """
    return held_wins - deducted


def surplus(
    held_wins: Customers, held_slips: Customers, expected_wins: Customers, expected_slips: Customers
) -> Customers:
    """Healthy customers more, or fewer, than the team's own rates would give for that very book.

    Source: csplan.
    """
    return (held_wins - expected_wins) - (held_slips - expected_slips)


def surplus_chance(surplus_deviation: Customers) -> Customers:
    """Within so much of 0 a surplus may be chance, in 95 of 100 cases.

    Source: csplan.
    """
    return 1.959963984540054 * surplus_deviation


def wins_per_spell(held_wins: Customers, held_at_risk: Customers, held_spells: Count) -> Share | None:
    """Wins among all who were at risk on the first day or became so in the period.

    Source: csplan.
    """
    return ratio(held_wins, held_at_risk + held_spells)


def own_inflow(own_wins: Customers, held_wins: Customers) -> Share | None:
    """Share of the wins of customers who became at risk within a year in the same hands.

    Source: csplan.
    """
    return ratio(own_wins, held_wins)


def wins_done(
    wins_counted: Customers,
    held_slips: Customers,
    deducted: Customers,
    surplus: Customers | None = absent,
    wins_count: Text | None = absent,
) -> Customers | None:
    """What the bonus counts of wins: those that count, net of those who slipped, or the surplus without deductions.

    Source: csm-management, section 7.
    """
    if wins_count == "net":
        return not_negative(wins_counted - held_slips)
    if wins_count == "surplus":
        return difference(surplus, deducted)
    return wins_counted


def payout_share(
    weight: list[Share | None],
    indicator_payout: list[Share | None],
    done: list[Count | None],
    goal: list[Count | None],
) -> Share | None:
    """Share of the bonus that is paid: by weight, of what has a goal above 0; not known where the record lacks a part.

    What the record lacks may be what was done, or what was to be expected where a goal or the surplus goes by it.

    Source: csm-management, section 7.
    """
    pairs = list(zip(weight, indicator_payout, strict=True))
    known = [first_true((is_absent(paid), absent), otherwise=each) for each, paid in pairs]
    share = ratio(total_known(product(each, paid) for each, paid in pairs), total_known(known))
    return first_true((any_true(*(is_absent(each) for each in (*done, *goal))), absent), otherwise=share)


def bonus(on_target: Money, payout_share: Share) -> Money:
    """Bonus of a CSM for the period.

    Source: csm-management, section 7.
    """
    return on_target * payout_share
