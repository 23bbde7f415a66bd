"""Checks of what segments state against what the account book counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplan.figures.customers import at_risk
from csplan.findings.catalogue import book as records
from csplan.findings.record import found
from csplan.values import show_number, show_share

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from csplan.findings.diagnostic import Finding
    from csplan.plan.placing import Placed
    from csplan.plan.segments import Segment

_NEAR = 0.005
"""What rounding makes, as a share of a number; of a share, in points."""


def check_sums(placed: Sequence[Placed]) -> Iterator[Finding]:
    """Report what segments state otherwise than the book has it."""
    for each in placed:
        segment, sums = each.segment, each.sums
        if sums is None or not sums.customers:
            continue
        name = segment.name
        for key in ("customers", "arr", "new_customers", "renewals"):
            stated, counted = getattr(segment, key), getattr(sums, key)
            if stated is not None and counted is not None and abs(stated - counted) > _NEAR * max(stated, counted):
                facts = {"key": key, "segment": name, "stated": show_number(stated), "counted": show_number(counted)}
                yield found(records.BOOK_DIFFERS, ("segments", each.index, key), subject=name, **facts)
        if sums.at_risk_customers is None:
            continue
        share = sums.at_risk_customers / sums.customers
        for key, risk in (("at_risk", segment.at_risk), ("health", at_risk_by_colour(segment))):
            if risk is not None and abs(risk - share) > _NEAR:
                facts = {"key": key, "segment": name, "stated": show_share(risk), "counted": show_share(share)}
                yield found(records.AT_RISK_DIFFERS, ("segments", each.index, key), subject=name, **facts)


def at_risk_by_colour(segment: Segment) -> float | None:
    """Return the share of a segment's customers that are at risk by the colours that it states."""
    health = segment.health
    return None if health is None else at_risk(health.yellow or 0.0, health.red or 0.0)
