"""What the bonuses of all CSMs come to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplan.figures.arithmetic import absent, exceeds, first_true, is_absent, ratio, total_known

if TYPE_CHECKING:
    from csplan.figures.units import Money, Share

of = "plan"


def pool(on_target: list[Money | None]) -> Money | None:
    """Bonuses of all CSMs for the period where every goal is just attained."""
    return total_known(on_target)


def bonuses(bonus: list[Money | None]) -> Money | None:
    """Bonuses of all CSMs for the period."""
    return total_known(bonus)


def payout_share(bonuses: Money, pool: Money, bonus: list[Money | None], on_target: list[Money | None]) -> Share | None:
    """Share of the pool that is paid; not known where the bonus of anybody is not."""
    pairs = zip(bonus, on_target, strict=True)
    known = total_known(first_true((is_absent(paid), absent), otherwise=full) for paid, full in pairs)
    return first_true((exceeds(pool, known), absent), otherwise=ratio(bonuses, pool))


def commissions(commission: list[Money | None]) -> Money | None:
    """Commission of all CSMs for the period, by the plan's own rule."""
    return total_known(commission)


def commission_pool(commission_on_target: list[Money | None]) -> Money | None:
    """Commission of all CSMs for the period on target."""
    return total_known(commission_on_target)
