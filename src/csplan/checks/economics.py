"""Checks of targets and cost lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplan.checks.finding import Finding, error, warning
from csplan.checks.tasks import tiers_in_use
from csplan.plan.types import for_tier
from csplan.values import show_share

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from csplan.checks.known import Known
    from csplan.checks.tasks import InUse
    from csplan.plan.document import PlanFile
    from csplan.plan.economics import CostLine, Economics, Growth
    from csplan.plan.placing import Placed


def check_economics(document: PlanFile, placed: Sequence[Placed], known: Known) -> Iterator[Finding]:
    """Check the section economics, by itself and against the segments."""
    economics = document.economics
    if "economics" not in known.partial and (economics is None or economics.growth is None):
        yield from _credited_for_nothing(placed)
    if economics is None:
        return
    in_use = tiers_in_use(placed, known)
    margins = economics.gross_margin is not None or economics.operating_margin is not None
    if economics.cs_budget is not None and (margins or economics.growth is not None):
        message = "cs_budget stands instead of margins and growth"
        yield error("budget-and-margins", message, "keep one of them", "economics", "cs_budget")
    if margins and economics.costs is None:
        message = "no cost lines: all that the margin leaves counts as money for service"
        yield warning("no-costs", message, "list the costs of a customer, or write `costs: []`", "economics")
    if economics.service_share is not None and economics.growth is None:
        message = "service_share has no effect without a growth budget"
        yield warning("no-effect", message, "add `growth:`, or take it out", "economics", "service_share", key=True)
    yield from _targets(economics, in_use)
    for index, line in enumerate(economics.costs or ()):
        yield from _line(index, line, in_use)
    if economics.growth is not None:
        yield from _growth(economics.growth, placed)
    for index, item in enumerate(economics.spending or ()):
        if item.kind == "long_cycle" and item.review is None:
            message = f"{item.name} returns in a long cycle, and nobody says when its outcome is looked at"
            hint = "add the day: `review: 2027-06-30`"
            yield warning("no-review", message, hint, "economics", "spending", index, subject=item.name)
    yield from _whole_price(economics, in_use)


def _targets(economics: Economics, in_use: InUse) -> Iterator[Finding]:
    for name in ("gross_margin", "operating_margin", "cs_budget", "service_share"):
        values = getattr(economics, name)
        for tier in in_use if values is not None else ():
            if tier is not None and for_tier(values, tier) is None:
                message = f"{name} says nothing for tier {tier}"
                yield warning("missing-target", message, f"add it: {{{tier}: 10%}}", "economics", name)


def _credited_for_nothing(placed: Sequence[Placed]) -> Iterator[Finding]:
    for each in placed:
        if each.segment.credited_revenue is not None:
            path = ("segments", each.index, "credited_revenue")
            message = "credited_revenue has no effect without a growth budget"
            hint = "add `growth: {required_return: 3}` to economics"
            yield warning("no-effect", message, hint, *path, subject=each.segment.name, key=True)


def _line(index: int, line: CostLine, in_use: InUse) -> Iterator[Finding]:
    path = ("economics", "costs", index)
    if (line.share is None) == (line.amount is None):
        message = f"cost {line.name} needs either a share or an amount"
        yield error("share-or-amount", message, "one of the two", *path, subject=line.name)
        return
    if line.share is not None and line.years is not None:
        message = f"cost {line.name} is a share of each year's price; years has no effect"
        yield warning("no-effect", message, "years spreads an amount", *path, "years", subject=line.name, key=True)
    key, values = ("share", line.share) if line.share is not None else ("amount", line.amount)
    for tier in in_use:
        if for_tier(values, tier) is None:
            message = (
                f"cost {line.name} says nothing for tier {tier}" if tier else f"cost {line.name} goes by tier only"
            )
            hint = f"add it, 0 if there is none: {{{tier}: 0}}" if tier else "write one value: there are no tiers"
            yield error("missing-cost", message, hint, *path, key, subject=line.name)


def _growth(growth: Growth, placed: Sequence[Placed]) -> Iterator[Finding]:
    path = ("economics", "growth")
    stated = sum(each.segment.credited_revenue or 0.0 for each in placed)
    if growth.credited_revenue is not None and stated > growth.credited_revenue:
        message = "the segments' credited_revenue adds up to more than the plan's"
        hint = "the plan's is that of all segments; those that state none share the rest"
        yield error("out-of-range", message, hint, *path, "credited_revenue")
    own = any(each.segment.credited_revenue is not None for each in placed)
    by_return = growth.credited_revenue is not None or growth.required_return is not None or own
    if (growth.cost_per_100 is not None) == by_return:
        message = "growth needs either cost_per_100, or credited_revenue with required_return"
        yield error("growth-form", message, "one of the two forms", *path)
    elif growth.cost_per_100 is not None:
        for each in placed:
            if each.customers and each.segment.renewal_rate is None:
                message = f"{each.segment.name} states no renewal_rate: its growth budget is unknown"
                hint = "without it the growth account gives no bound"
                yield warning("missing-renewal-rate", message, hint, "segments", each.index, subject=each.segment.name)
    else:
        if growth.owned is not None:
            message = "owned has no effect where revenue is credited"
            yield warning("no-effect", message, "it goes with cost_per_100", *path, "owned", key=True)
        if growth.required_return is None:
            hint = "the return asked of each unit spent: `required_return: 3`"
            yield error("missing-key", "required_return is missing", hint, *path)
        if growth.credited_revenue is None and not own:
            yield error("missing-key", "credited_revenue is missing", "incremental revenue credited to the team", *path)


def _whole_price(economics: Economics, in_use: InUse) -> Iterator[Finding]:
    """Warn where the costs of a customer leave nothing of its price: once a tier, of its smallest contract."""
    for tier, users in in_use.items():
        smallest = min((each for each in users if each.acv), key=lambda each: each.acv or 0.0, default=None)
        if smallest is None:
            continue
        whole = 0.0
        for line in economics.costs or ():
            share, amount = for_tier(line.share, tier), for_tier(line.amount, tier)
            whole += share if share is not None else (amount or 0.0) / (line.years or 1.0) / (smallest.acv or 1.0)
        if whole >= 1:
            name = smallest.segment.name
            message = f"the costs of a customer of {name} are {show_share(whole)} of the price"
            hint = "nothing is left for customer success"
            yield warning("costs-eat-price", message, hint, "economics", "costs", subject=name)
