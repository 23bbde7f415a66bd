"""Checks of the tiers' bands: they must not overlap, and should leave no gap."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from csplan.checks.finding import Finding, error, warning
from csplan.values import show_money

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csplan.plan.document import PlanFile


def check_tiers(document: PlanFile) -> Iterator[Finding]:
    """Check the bands of the plan's own tiers against each other."""
    currency = document.currency or ""
    bands = []
    for index, tier in enumerate(document.tiers or ()):
        least = tier.acv.min if tier.acv.min is not None else 0.0
        most = tier.acv.max if tier.acv.max is not None else math.inf
        if least >= most:
            message = f"tier {tier.name} holds nothing: min is not below max"
            yield error("empty-band", message, "min <= acv < max", "tiers", index, "acv", subject=tier.name)
        else:
            bands.append((least, most, index, tier.name))
    bands.sort()
    for (_, end, _, name), (start, _, index, other) in zip(bands, bands[1:], strict=False):
        if start < end:
            message = f"tiers {name} and {other} overlap: both hold an ACV of {show_money(start, currency)}"
            yield error("tiers-overlap", message, "min <= acv < max", "tiers", index, "acv", subject=other)
        elif start > end:
            message = f"no tier holds an ACV between {show_money(end, currency)} and {show_money(start, currency)}"
            hint = "a segment in the gap needs its tier stated"
            yield warning("tiers-gap", message, hint, "tiers", index, "acv", subject=other)
