"""Checks of each segment: its numbers agree with each other and with its tier."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from csplan.findings.catalogue import customers as records
from csplan.findings.catalogue import values
from csplan.findings.record import found
from csplan.values import show_money, show_number, show_share

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from csplan.checks.known import Known
    from csplan.findings.diagnostic import Finding
    from csplan.plan.document import PlanFile
    from csplan.plan.placing import Placed
    from csplan.plan.plan import Plan
    from csplan.plan.segments import Segment
    from csplan.plan.tiers import Tier

_MOST_YEARS = 10
_MANY_CUSTOMERS = 50
"""Customers from which on one segment for all of them is doubted: ours."""


def check_segments(plan: Plan, tiers: Sequence[Tier], known: Known) -> Iterator[Finding]:
    """Check every segment by itself, and the people of a team against those of its segments."""
    # Where an exchange rate or the currency can't be read, amounts are not numbers; that, and min over max, was said.
    wrong_bands = any(
        not (tier.acv.min or 0.0) < (math.inf if tier.acv.max is None else tier.acv.max) for tier in tiers if tier.acv
    )
    for each in plan.placed:
        yield from _missing(each, known)
        yield from _numbers(each)
        yield from _stated_twice(each.index, each.segment)
        if "tiers" not in known.partial and not wrong_bands:
            yield from _tier(each, tiers, plan.currency)
    if "segments" not in known.partial:
        yield from _one_for_all(plan, tiers)
        yield from _people(plan.document, plan.placed)


def _one_for_all(plan: Plan, tiers: Sequence[Tier]) -> Iterator[Finding]:
    """The ARR rule is for segments of like customers, never for the whole base at once.

    Source: csm-management, section 1.
    """
    if len(plan.placed) != 1 or plan.rules is None or len(tiers) < 2:  # noqa: PLR2004 - of one tier there is no choice
        return
    [each] = plan.placed
    if each.segment.tier is None and (each.customers or 0.0) >= _MANY_CUSTOMERS:
        name, customers = each.segment.name, show_number(each.customers)
        at = ("segments", each.index, "name")
        yield found(records.ONE_SEGMENT_FITS_ALL, at, subject=name, segment=name, customers=customers)


def _missing(each: Placed, known: Known) -> Iterator[Finding]:
    segment, at = each.segment, ("segments", each.index)
    if segment.where is not None and "accounts" not in known.present:
        yield found(records.WHERE_WITHOUT_ACCOUNTS, (*at, "where"), subject=segment.name)
    if each.sums is not None or ("accounts" in known.present and not known.book_read):
        return
    record = values.NOT_IN_BOOK if known.book_read else records.NOT_STATED
    for key, value in (("customers", each.customers), ("arr", segment.arr)):
        if value is None:
            yield found(record, at, subject=segment.name, segment=segment.name, key=key)


def _numbers(each: Placed) -> Iterator[Finding]:
    segment, at, name = each.segment, ("segments", each.index), each.segment.name
    customers, sums = each.customers, each.sums
    if customers == 0 and each.arr:
        yield found(records.ARR_WITHOUT_CUSTOMERS, (*at, "arr"), subject=name, segment=name)
    for key in ("new_customers", "renewals"):
        value = getattr(segment, key)
        counted = sums is not None and getattr(sums, key) is not None
        if value is not None and customers is not None and not counted and value > customers:
            facts = {"value": show_number(value), "key": key, "customers": show_number(customers)}
            yield found(records.MORE_THAN_CUSTOMERS, (*at, key), subject=name, segment=name, **facts)
    if segment.contract_years is not None and segment.contract_years > _MOST_YEARS:
        years = show_number(segment.contract_years)
        yield found(values.LONG_CONTRACTS, (*at, "contract_years"), subject=name, segment=name, years=years)


def _stated_twice(index: int, segment: Segment) -> Iterator[Finding]:
    at, name = ("segments", index), segment.name
    for one, other in (("renewals", "contract_years"), ("at_risk", "health")):
        if getattr(segment, one) is not None and getattr(segment, other) is not None:
            yield found(records.STATED_TWICE, (*at, one), subject=name, key=one, other=other)
    if segment.health is not None:
        whole = sum(share for _, share in segment.health if share is not None)
        if abs(whole - 1) > 0.0005:  # noqa: PLR2004 - half of a tenth of a percent, which people write
            yield found(records.HEALTH_MIX, (*at, "health"), subject=name, segment=name, whole=show_share(whole))


def _tier(each: Placed, tiers: Sequence[Tier], currency: str) -> Iterator[Finding]:
    segment, acv = each.segment, each.acv
    if acv is None or math.isnan(acv):
        return
    at, name = ("segments", each.index), segment.name
    if segment.tier is None and tiers and each.tier is None:
        yield found(records.NO_TIER, at, subject=name, segment=name, acv=show_money(acv, currency))
    elif segment.tier is not None and each.tier is not None and each.tier.acv and not each.tier.holds(acv):
        fitting = next((tier.name for tier in tiers if tier.holds(acv)), None)
        record = records.ACV_OUTSIDE_TIER if fitting else records.ACV_OUTSIDE_TIERS
        facts = {"segment": name, "acv": show_money(acv, currency), "tier": segment.tier, "fitting": fitting or ""}
        yield found(record, (*at, "tier"), subject=name, **facts)


def _people(document: PlanFile, placed: Sequence[Placed]) -> Iterator[Finding]:
    of_team: dict[str, list[float | None]] = {}
    for each in placed:
        of_team.setdefault(each.team, []).append(each.segment.csms_now)
    for index, team in enumerate(document.teams or ()):
        stated = of_team.get(team.name, [])
        if team.csms_now is None or all(value is None for value in stated):
            continue
        if None in stated:
            record = records.CSMS_NOW_IN_PART
        elif not math.isclose(sum(value or 0.0 for value in stated), team.csms_now, abs_tol=1e-6):
            record = records.CSMS_NOW
        else:
            continue
        yield found(record, ("teams", index, "csms_now"), subject=team.name, team=team.name)
