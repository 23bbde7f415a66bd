"""Checks of targets and cost lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplan.checks.finding import Finding, error, warning
from csplan.plan.types import for_tier
from csplan.values import show_share

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from csplan.plan.document import PlanFile
    from csplan.plan.economics import CostLine, Economics
    from csplan.plan.placing import Placed


def check_economics(document: PlanFile, placed: Sequence[Placed]) -> Iterator[Finding]:
    """Check the section economics, by itself and against the segments."""
    economics = document.economics
    if economics is None:
        return
    margins = economics.gross_margin is not None or economics.operating_margin is not None
    if economics.cs_budget is not None and (margins or economics.growth is not None):
        message = "cs_budget stands instead of margins and growth"
        yield error("budget-and-margins", message, "keep one of them", "economics", "cs_budget")
    if margins and economics.costs is None:
        message = "no cost lines: all that the margin leaves counts as money for service"
        yield warning("no-costs", message, "list the costs of a customer, or write `costs: []`", "economics")
    if economics.service_share is not None and economics.growth is None:
        message = "service_share has no effect without a growth budget"
        yield warning("no-effect", message, "add `growth:`, or take it out", "economics", "service_share")
    for index, line in enumerate(economics.costs or ()):
        yield from _line(index, line, placed)
    yield from _growth(economics, placed)
    yield from _whole_price(economics, placed)


def _line(index: int, line: CostLine, placed: Sequence[Placed]) -> Iterator[Finding]:
    path = ("economics", "costs", index)
    if (line.share is None) == (line.amount is None):
        message = f"cost {line.name} needs either a share or an amount"
        yield error("share-or-amount", message, "one of the two", *path, subject=line.name)
        return
    if line.share is not None and line.years is not None:
        message = f"cost {line.name} is a share of each year's price; years has no effect"
        yield warning("no-effect", message, "years spreads an amount", *path, "years", subject=line.name)
    key, values = ("share", line.share) if line.share is not None else ("amount", line.amount)
    for tier in dict.fromkeys(each.tier.name if each.tier else None for each in placed if each.customers):
        if for_tier(values, tier) is None:  # type: ignore[misc]
            message = f"cost {line.name} says nothing for tier {tier}" if tier else f"cost {line.name} goes by tier only"
            hint = f"add it, 0 if there is none: {{{tier}: 0}}" if tier else "a segment has no tier"
            yield error("missing-cost", message, hint, *path, key, subject=line.name)


def _growth(economics: Economics, placed: Sequence[Placed]) -> Iterator[Finding]:
    growth, path = economics.growth, ("economics", "growth")
    if growth is None:
        return
    own = any(each.segment.credited_revenue is not None for each in placed)
    by_return = growth.credited_revenue is not None or growth.required_return is not None or own
    if (growth.cost_per_100 is not None) == by_return:
        message = "growth needs either cost_per_100, or credited_revenue with required_return"
        yield error("growth-form", message, "one of the two forms", *path)
        return
    if growth.cost_per_100 is not None:
        for each in placed:
            if each.customers and each.segment.renewal_rate is None:
                message = f"{each.segment.name} states no renewal_rate: its growth budget is unknown"
                hint = "without it the growth account gives no bound"
                yield warning("missing-renewal-rate", message, hint, "segments", each.index, subject=each.segment.name)
        return
    if growth.required_return is None:
        message = "required_return is missing"
        yield error("missing-key", message, "the return asked of each unit spent: `required_return: 3`", *path)
    if growth.credited_revenue is None and not own:
        message = "credited_revenue is missing"
        yield error("missing-key", message, "incremental revenue credited to the team", *path)


def _whole_price(economics: Economics, placed: Sequence[Placed]) -> Iterator[Finding]:
    seen: set[tuple[str | None, float]] = set()
    for each in placed:
        tier, acv = each.tier.name if each.tier else None, each.acv
        if not acv or (tier, acv) in seen:
            continue
        seen.add((tier, acv))
        whole = 0.0
        for line in economics.costs or ():
            share, amount = for_tier(line.share, tier), for_tier(line.amount, tier)
            whole += share if share is not None else (amount or 0.0) / (line.years or 1.0) / acv
        if whole >= 1:
            message = f"the costs of a customer of {each.segment.name} are {show_share(whole)} of the price"
            hint = "nothing is left for customer success"
            yield warning("costs-eat-price", message, hint, "economics", "costs", subject=each.segment.name)
