"""Commission of a CSM by the plan's own rule: the net retention of their customers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplan.figures.arithmetic import (
    absent,
    difference,
    exceeds,
    first_true,
    is_absent,
    not_negative,
    ratio,
    reaches,
    smaller,
)

if TYPE_CHECKING:
    from csplan.figures.units import Money, Share, Shares

of = "csm"


def commission_on_target(period_pay: Money, commission_share: Share) -> Money:
    """Commission of a CSM for the period on target.

    Source: six-pits, section 8.
    """
    return period_pay * commission_share


def commission_payout(
    nrr: Share,
    grr: Share | None = absent,
    commission_from: Share | None = absent,
    commission_full: Share | None = absent,
    commission_cap: Share | None = absent,
    commission_gate: Share | None = absent,
    commission_steps_from: Shares | None = absent,
    commission_steps_pay: Shares | None = absent,
) -> Share | None:
    """Share of commission that the net retention of twelve months pays: in a line, or by steps; nothing below the gate.

    Source: csplan, the plan's own rule.
    """
    above = not_negative(difference(nrr, commission_from))
    line = smaller(commission_cap, ratio(above, difference(commission_full, commission_from)))
    steps = list(zip(commission_steps_from or (), commission_steps_pay or (), strict=True))
    by_steps = first_true(*((reaches(nrr, first), pays) for first, pays in reversed(steps)), otherwise=0.0)
    paid = by_steps if steps else line
    if commission_gate is None:
        return paid
    return first_true((is_absent(grr), absent), (exceeds(commission_gate, grr), 0.0), otherwise=paid)


def commission(commission_on_target: Money, commission_payout: Share) -> Money:
    """Commission of a CSM for the period, by the plan's own rule.

    Source: csplan, the plan's own rule.
    """
    return commission_on_target * commission_payout
