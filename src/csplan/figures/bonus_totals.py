"""What the bonuses of all CSMs come to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplan.figures.arithmetic import ratio, total_known

if TYPE_CHECKING:
    from csplan.figures.units import Money, Share

of = "plan"


def pool(on_target: list[Money | None]) -> Money | None:
    """Bonuses of all CSMs for the period where every goal is just attained."""
    return total_known(on_target)


def bonuses(bonus: list[Money | None]) -> Money | None:
    """Bonuses of all CSMs for the period."""
    return total_known(bonus)


def payout_share(bonuses: Money, pool: Money) -> Share | None:
    """Share of the pool that is paid."""
    return ratio(bonuses, pool)


def commissions(commission: list[Money | None]) -> Money | None:
    """Commission of all CSMs for the period, by the plan's own rule."""
    return total_known(commission)


def commission_pool(commission_on_target: list[Money | None]) -> Money | None:
    """Commission of all CSMs for the period on target."""
    return total_known(commission_on_target)
