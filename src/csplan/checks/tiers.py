"""Checks of the tiers' bands: they must not overlap, and should leave no gap."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from csplan.checks.finding import Finding, error, warning
from csplan.values import show_money

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from csplan.plan.tiers import Tier


def check_tiers(tiers: Sequence[Tier], currency: str, *path: str) -> Iterator[Finding]:
    """Check the bands of tiers against each other; ``path`` leads to their list."""
    bands = []
    for index, tier in enumerate(tiers):
        least = tier.acv.min if tier.acv.min is not None else 0.0
        most = tier.acv.max if tier.acv.max is not None else math.inf
        if math.isnan(least) or math.isnan(most):
            return  # an exchange rate can't be read, which has been said
        if least >= most:
            message = f"tier {tier.name} holds nothing: min is not below max"
            yield error("empty-band", message, "min <= acv < max", *path, index, "acv", subject=tier.name)
        else:
            bands.append((least, most, index, tier.name))
    bands.sort()
    reached, below = (bands[0][1], bands[0][3]) if bands else (0.0, "")
    for least, most, index, name in bands[1:]:
        if least < reached:
            message = f"tiers {below} and {name} overlap: both hold an ACV of {show_money(least, currency)}"
            yield error("tiers-overlap", message, "min <= acv < max", *path, index, "acv", subject=name)
        elif least > reached:
            message = f"no tier holds an ACV from {show_money(reached, currency)} up to {show_money(least, currency)}"
            hint = "a segment in the gap needs its tier stated"
            yield warning("tiers-gap", message, hint, *path, index, "acv", subject=name)
        if most > reached:
            reached, below = most, name
