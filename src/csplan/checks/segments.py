"""Checks of each segment: do its numbers agree with each other and with its tier?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplan.checks.finding import Finding, error, warning
from csplan.values import show_money, show_number, show_share

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from csplan.plan.document import PlanFile
    from csplan.plan.placing import Placed
    from csplan.plan.segments import Segment
    from csplan.plan.tiers import Tier


def check_segments(document: PlanFile, placed: Sequence[Placed], tiers: Sequence[Tier]) -> Iterator[Finding]:
    """Check every segment by itself."""
    for each in placed:
        path = ("segments", each.index)
        segment, name = each.segment, each.segment.name
        if segment.where is not None and document.accounts is None:
            yield error("where-without-accounts", "where needs an account book", "add `accounts:`", *path, "where", subject=name)
        if document.accounts is None:
            for key, value in (("customers", segment.customers), ("arr", segment.arr)):
                if value is None:
                    yield error("missing-key", f"{key} is missing", "state it, or add an account book", *path, subject=name)
        yield from _numbers(each)
        yield from _health(each.index, segment)
        yield from _tier(each, tiers, document.currency or "")
        if segment.renewals is not None and segment.contract_years is not None:
            message = "renewals and contract_years say the same thing"
            yield error("stated-twice", message, "keep one of them", *path, "renewals", subject=name)
    yield from _people(document, placed)


def _numbers(each: Placed) -> Iterator[Finding]:
    segment, path, name = each.segment, ("segments", each.index), each.segment.name
    customers = each.customers
    if customers == 0 and each.arr:
        message = f"{name} has ARR but no customers"
        yield error("arr-without-customers", message, "", *path, "arr", subject=name)
    if customers is None:
        return
    for key in ("new_customers", "renewals"):
        value = getattr(segment, key)
        if value is not None and value > customers:
            message = f"{show_number(value)} {key} are more than the {show_number(customers)} customers of {name}"
            hint = "customers is the year's average, new ones included"
            yield warning("more-than-customers", message, hint, *path, key, subject=name)


def _health(index: int, segment: Segment) -> Iterator[Finding]:
    path = ("segments", index, "health")
    if segment.health is None:
        return
    if segment.at_risk is not None:
        message = "at_risk and health say the same thing"
        yield error("stated-twice", message, "keep one of them", *path, subject=segment.name)
    shares = [share for _, share in segment.health if share is not None]
    if abs(sum(shares) - 1) > 0.0005:  # noqa: PLR2004 - half of what people write, a tenth of a percent
        message = f"the health mix adds up to {show_share(sum(shares))}"
        yield error("health-mix", message, "the colours add up to 100%", *path, subject=segment.name)


def _tier(each: Placed, tiers: Sequence[Tier], currency: str) -> Iterator[Finding]:
    segment, acv = each.segment, each.acv
    if acv is None:
        return
    path, shown = ("segments", each.index), show_money(acv, currency)
    if segment.tier is None and tiers and each.tier is None:
        message = f"no tier holds the mean ACV of {segment.name}, {shown}"
        yield error("no-tier", message, "state its tier, or widen a band", *path, subject=segment.name)
    elif segment.tier is not None and each.tier is not None and not each.tier.acv.holds(acv):
        fitting = next((tier.name for tier in tiers if tier.acv.holds(acv)), None)
        hint = f"its ACV belongs to tier {fitting}" if fitting else ""
        message = f"the mean ACV of {segment.name}, {shown}, lies outside tier {segment.tier}"
        yield warning("acv-outside-tier", message, hint, *path, "tier", subject=segment.name)


def _people(document: PlanFile, placed: Sequence[Placed]) -> Iterator[Finding]:
    for index, team in enumerate(document.teams or ()):
        stated = [each.segment.csms_now for each in placed if each.team == team.name]
        if team.csms_now is None or not any(value is not None for value in stated):
            continue
        if None in stated:
            message = f"csms_now is stated for team {team.name} and for some of its segments"
        elif abs(sum(value or 0.0 for value in stated) - team.csms_now) > 1e-6:  # noqa: PLR2004 - float noise
            message = f"csms_now of team {team.name} is not the sum of its segments'"
        else:
            continue
        yield error("csms-now", message, "state it once: on the team or on its segments", "teams", index, "csms_now", subject=team.name)
