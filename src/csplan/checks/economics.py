"""Checks of targets and cost lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplan.checks.tasks import tiers_in_use
from csplan.figures.arithmetic import ratio, reaches, total_known
from csplan.figures.cost_lines import line_cost
from csplan.findings.catalogue import economics as records
from csplan.findings.catalogue import values
from csplan.findings.diagnostic import At
from csplan.findings.record import found
from csplan.plan.types import ALL, Amount, for_tier
from csplan.values import show_number, show_share

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from csplan.checks.known import Known
    from csplan.checks.tasks import InUse
    from csplan.findings.diagnostic import Finding
    from csplan.plan.document import PlanFile
    from csplan.plan.economics import CostLine, Economics, Growth
    from csplan.plan.placing import Placed


def check_economics(document: PlanFile, placed: Sequence[Placed], known: Known) -> Iterator[Finding]:
    """Check the section economics, by itself and against the segments."""
    economics = document.economics
    whole = "economics" not in known.partial
    if whole and (economics is None or economics.growth is None):
        yield from _credited_for_nothing(placed)
    if economics is None:
        return
    in_use = tiers_in_use(placed, known)
    if whole:
        yield from _no_costs(economics)
    if whole and economics.service_share is not None and economics.growth is None:
        yield found(records.NO_EFFECT, At(("economics", "service_share"), key=True))
    yield from _targets(economics, in_use)
    yield from _budget(economics)
    for index, line in enumerate(economics.costs or ()):
        yield from _line(index, line, in_use)
    if economics.growth is not None:
        yield from _growth(economics.growth, placed)
    for index, item in enumerate(economics.spending or ()):
        if item.kind == "long_cycle" and item.review is None:
            yield found(records.NO_REVIEW, ("economics", "spending", index), subject=item.name, item=item.name)
    yield from _whole_price(economics, in_use)


def _no_costs(economics: Economics) -> Iterator[Finding]:
    """What a margin leaves counts as money for service, but for the costs that are known."""
    margins = economics.gross_margin is not None or economics.operating_margin is not None
    if margins and economics.costs is None:
        yield found(records.NO_COSTS, ("economics",))
    elif economics.operating_margin is not None and all(
        each.counts_in != "operating" for each in economics.costs or ()
    ):
        yield found(records.NO_OPERATING_COSTS, ("economics", "operating_margin"))


def _targets(economics: Economics, in_use: InUse) -> Iterator[Finding]:
    for name in ("gross_margin", "operating_margin", "cs_budget", "service_share"):
        stated = getattr(economics, name)
        for tier in in_use if stated is not None else ():
            if tier is not None and for_tier(stated, tier) is None:
                yield found(records.MISSING_TARGET, ("economics", name), key=name, tier=tier)


_LEAST_BUDGET = 1000
"""Of a year: less pays for nobody, and is a share without its sign."""


def _budget(economics: Economics) -> Iterator[Finding]:
    """Money is for all customers together, and of a likely size: who writes 9 means 9%."""
    for tier, stated in (economics.cs_budget or {}).items():
        if isinstance(stated, Amount) and tier != ALL:
            yield found(values.MONEY_BY_TIER, ("economics", "cs_budget", tier))
        elif isinstance(stated, Amount) and stated < _LEAST_BUDGET:
            number = show_number(stated)
            yield found(values.SMALL_BUDGET, ("economics", "cs_budget"), budget=number, share=f"{number}%")


def _credited_for_nothing(placed: Sequence[Placed]) -> Iterator[Finding]:
    for each in placed:
        if each.segment.credited_revenue is not None:
            at = ("segments", each.index, "credited_revenue")
            yield found(records.CREDITED_FOR_NOTHING, At(at, key=True), subject=each.segment.name)


def _line(index: int, line: CostLine, in_use: InUse) -> Iterator[Finding]:
    at = ("economics", "costs", index)
    if (line.share is None) == (line.amount is None):
        yield found(records.SHARE_OR_AMOUNT, at, subject=line.name, line=line.name)
        return
    if line.share is not None and line.years is not None:
        yield found(records.YEARS_OF_A_SHARE, At((*at, "years"), key=True), subject=line.name, line=line.name)
    key, stated = ("share", line.share) if line.share is not None else ("amount", line.amount)
    for tier in in_use:
        if for_tier(stated, tier) is None:
            record = records.MISSING_COST if tier else records.COST_WITHOUT_TIER
            yield found(record, (*at, key), subject=line.name, line=line.name, tier=tier)


def _growth(growth: Growth, placed: Sequence[Placed]) -> Iterator[Finding]:
    at = ("economics", "growth")
    stated = sum(each.segment.credited_revenue or 0.0 for each in placed)
    if isinstance(growth.credited_revenue, float) and stated > growth.credited_revenue:
        yield found(values.CREDITED_TWICE, (*at, "credited_revenue"))
    own = any(each.segment.credited_revenue is not None for each in placed)
    by_return = growth.credited_revenue is not None or growth.required_return is not None or own
    if (growth.cost_per_100 is not None) == by_return:
        yield found(records.GROWTH_FORM, at)
    elif growth.cost_per_100 is not None:
        for each in placed:
            if each.customers and each.segment.renewal_rate is None:
                name = each.segment.name
                yield found(records.MISSING_RENEWAL_RATE, ("segments", each.index), subject=name, segment=name)
    else:
        if growth.owned is not None:
            yield found(records.OWNED_AND_CREDITED, At((*at, "owned"), key=True))
        if growth.required_return is None:
            yield found(values.NO_RETURN, at)
        if growth.credited_revenue is None and not own:
            yield found(values.NO_CREDIT, at)


def _whole_price(economics: Economics, in_use: InUse) -> Iterator[Finding]:
    """Warn where the costs of a customer leave nothing of its price: once a tier, of its smallest contract."""
    for tier, users in in_use.items():
        smallest = min((each for each in users if each.acv), key=lambda each: each.acv or 0.0, default=None)
        if smallest is None:
            continue
        costs = [
            line_cost(line.years or 1.0, smallest.acv, for_tier(line.share, tier), for_tier(line.amount, tier))
            for line in economics.costs or ()
        ]
        eaten = ratio(total_known(costs), smallest.acv)
        if eaten is not None and reaches(eaten, 1.0):
            name = smallest.segment.name
            at = ("economics", "costs")
            yield found(records.COSTS_EAT_PRICE, at, subject=name, segment=name, share=show_share(eaten))
