"""Checks of the tiers' bands: they must not overlap, and should leave no gap."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from csplan.findings.catalogue import customers
from csplan.findings.record import found
from csplan.values import show_money

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from csplan.findings.diagnostic import Finding
    from csplan.plan.tiers import Tier


def check_tiers(tiers: Sequence[Tier], currency: str, *path: str | int) -> Iterator[Finding]:
    """Check the bands of tiers against each other; ``path`` leads to their list."""
    bands: list[tuple[float, float, int, str]] = []
    for index, tier in enumerate(tiers):
        if tier.acv is None:
            continue
        least = tier.acv.min if tier.acv.min is not None else 0.0
        most = tier.acv.max if tier.acv.max is not None else math.inf
        if math.isnan(least) or math.isnan(most):
            return  # an exchange rate can't be read, which has been said
        at = (*path, index, "acv")
        if least >= most:
            yield found(customers.EMPTY_BAND, at, subject=tier.name, tier=tier.name)
        else:
            bands.append((least, most, index, tier.name))
    bands.sort()
    reached, below = (bands[0][1], bands[0][3]) if bands else (0.0, "")
    for least, most, index, name in bands[1:]:
        at = (*path, index, "acv")
        if least < reached:
            acv = show_money(least, currency)
            yield found(customers.TIERS_OVERLAP, at, subject=name, below=below, tier=name, acv=acv)
        elif least > reached:
            low, high = show_money(reached, currency), show_money(least, currency)
            yield found(customers.TIERS_GAP, at, subject=name, low=low, high=high)
        if most > reached:
            reached, below = most, name
