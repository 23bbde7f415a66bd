"""Checks of each segment: its numbers agree with each other and with its tier."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from csplan.checks.finding import Finding, error, warning
from csplan.values import show_money, show_number, show_share

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from csplan.checks.known import Known
    from csplan.plan.document import Plan, PlanFile
    from csplan.plan.placing import Placed
    from csplan.plan.segments import Segment
    from csplan.plan.tiers import Tier

_MOST_YEARS = 10


def check_segments(plan: Plan, tiers: Sequence[Tier], known: Known) -> Iterator[Finding]:
    """Check every segment by itself, and the people of a team against those of its segments."""
    # Where an exchange rate or the currency can't be read, amounts are not numbers; that, and min over max, was said.
    wrong_bands = any(
        not (tier.acv.min or 0.0) < (math.inf if tier.acv.max is None else tier.acv.max) for tier in tiers
    )
    for each in plan.placed:
        yield from _missing(each, known)
        yield from _numbers(each)
        yield from _stated_twice(each.index, each.segment)
        if "tiers" not in known.partial and not wrong_bands:
            yield from _tier(each, tiers, plan.currency)
    if "segments" not in known.partial:
        yield from _people(plan.document, plan.placed)


def _missing(each: Placed, known: Known) -> Iterator[Finding]:
    segment, path = each.segment, ("segments", each.index)
    if segment.where is not None and "accounts" not in known.present:
        hint = "add `accounts:`, or take it out"
        yield error("where-without-accounts", "where needs an account book", hint, *path, "where", subject=segment.name)
    if each.sums is not None or ("accounts" in known.present and not known.book_read):
        return
    hint = (
        "state it: the account book has none of these customers"
        if known.book_read
        else "state it, or add an account book"
    )
    for key, value in (("customers", segment.customers), ("arr", segment.arr)):
        if value is None:
            yield error("missing-key", f"{key} is missing", hint, *path, subject=segment.name)


def _numbers(each: Placed) -> Iterator[Finding]:
    segment, path, name = each.segment, ("segments", each.index), each.segment.name
    customers, sums = each.customers, each.sums
    if customers == 0 and each.arr:
        hint = "state the year's average of both"
        yield error("arr-without-customers", f"{name} has ARR but no customers", hint, *path, "arr", subject=name)
    for key in ("new_customers", "renewals"):
        value = getattr(segment, key)
        counted = sums is not None and getattr(sums, key) is not None
        if value is not None and customers is not None and not counted and value > customers:
            message = f"{show_number(value)} {key} are more than the {show_number(customers)} customers of {name}"
            hint = "customers is the year's average, new ones included"
            yield warning("more-than-customers", message, hint, *path, key, subject=name)
    if segment.contract_years is not None and segment.contract_years > _MOST_YEARS:
        message = f"contracts of {name} run for {show_number(segment.contract_years)} years"
        yield warning("unlikely-value", message, "in years: 1 is twelve months", *path, "contract_years", subject=name)


def _stated_twice(index: int, segment: Segment) -> Iterator[Finding]:
    path, name = ("segments", index), segment.name
    for one, other in (("renewals", "contract_years"), ("at_risk", "health")):
        if getattr(segment, one) is not None and getattr(segment, other) is not None:
            message = f"{one} and {other} say the same thing"
            yield error("stated-twice", message, "keep one of them", *path, one, subject=name)
    if segment.health is not None:
        whole = sum(share for _, share in segment.health if share is not None)
        if abs(whole - 1) > 0.0005:  # noqa: PLR2004 - half of a tenth of a percent, which people write
            message = f"the health mix of {name} adds up to {show_share(whole)}"
            yield error("health-mix", message, "the colours add up to 100%", *path, "health", subject=name)


def _tier(each: Placed, tiers: Sequence[Tier], currency: str) -> Iterator[Finding]:
    segment, acv = each.segment, each.acv
    if acv is None or math.isnan(acv):
        return
    path = ("segments", each.index)
    if segment.tier is None and tiers and each.tier is None:
        message = f"no tier holds the mean ACV of {segment.name}, {show_money(acv, currency)}"
        yield error("no-tier", message, "state its tier, or widen a band", *path, subject=segment.name)
    elif segment.tier is not None and each.tier is not None and not each.tier.acv.holds(acv):
        fitting = next((tier.name for tier in tiers if tier.acv.holds(acv)), None)
        hint = f"its ACV belongs to tier {fitting}" if fitting else "no tier holds its ACV"
        message = f"the mean ACV of {segment.name}, {show_money(acv, currency)}, lies outside tier {segment.tier}"
        yield warning("acv-outside-tier", message, hint, *path, "tier", subject=segment.name)


def _people(document: PlanFile, placed: Sequence[Placed]) -> Iterator[Finding]:
    for index, team in enumerate(document.teams or ()):
        stated = [each.segment.csms_now for each in placed if each.team == team.name]
        if team.csms_now is None or all(value is None for value in stated):
            continue
        if None in stated:
            message = f"csms_now is stated for team {team.name} and for some of its segments"
        elif not math.isclose(sum(value or 0.0 for value in stated), team.csms_now, abs_tol=1e-6):
            message = f"csms_now of team {team.name} is not the sum of its segments'"
        else:
            continue
        hint = "state it once: on the team or on its segments"
        yield error("csms-now", message, hint, "teams", index, "csms_now", subject=team.name)
