"""Findings of the cost check: targets that the staffing misses, spending that does not pay or is due for review."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from csplan.figures.arithmetic import exceeds
from csplan.findings.catalogue import figures as records
from csplan.findings.record import found
from csplan.values import show_money, show_number, show_share
from csplan.values.units import shown

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from csplan.engine.nodes import Node
    from csplan.findings.diagnostic import Finding, Where
    from csplan.findings.record import Record
    from csplan.plan.plan import Plan


class _Case(NamedTuple):
    """How missed targets are found and said of the planned people, and of today's."""

    when: str
    suffix: str
    people: str
    margins: Mapping[str, Record]
    growth_cost: Record
    growth_return: Record
    growth_unpaid: Record
    budgets: Record


_PLANNED = _Case(
    "planned",
    "",
    "heads",
    {"gross": records.MARGIN_MISSED, "operating": records.PLANNED_OPERATING},
    records.PLANNED_GROWTH_COST,
    records.PLANNED_GROWTH_RETURN,
    records.PLANNED_GROWTH_UNPAID,
    records.PLANNED_BUDGETS_OVERSPENT,
)
_TODAY = _Case(
    "now",
    "_now",
    "csms_now",
    {"gross": records.MARGIN_MISSED_NOW, "operating": records.TODAYS_OPERATING},
    records.TODAYS_GROWTH_COST,
    records.TODAYS_GROWTH_RETURN,
    records.TODAYS_GROWTH_UNPAID,
    records.TODAYS_BUDGETS_OVERSPENT,
)


def margin_findings(plan: Plan, root: Node, teams: Sequence[Node]) -> list[Finding]:
    """Report each target of cost that is missed: an error with the planned people, a warning with today's.

    By the whole company (``root``), or by each team where each has to hold. The plan may accept or re-rate them.
    """
    missed: list[Finding] = []
    for node, where in _who_holds(plan, root, teams):
        planned = list(_misses(node, _PLANNED, plan.currency, where))
        missed += planned or _misses(node, _TODAY, plan.currency, where)
    return [rated for each in missed if (rated := plan.document.rated(each)) is not None]


def _who_holds(plan: Plan, root: Node, teams: Sequence[Node]) -> Iterator[tuple[Node, Where | None]]:
    """Return whose targets and budgets have to hold, each with its place in the plan."""
    if root.value("holds") != "team":
        yield root, plan.origins.where(("economics",))
        return
    index = {placed.segment.name: placed.index for placed in plan.placed}
    for team in teams:
        yield team, plan.origins.where(("segments", index[team.below["segment"][0].name], "name"))


def _misses(node: Node, case: _Case, currency: str, where: Where | None) -> Iterator[Finding]:
    """Report which targets a team or the company misses with the people of a case."""
    value, suffix, when, name = node.value, case.suffix, case.when, node.name
    people = value(case.people)
    if value("customers") == 0:
        return  # nothing is earned, and no target can be missed
    if not (value(f"overspends{suffix}") if node.level == "plan" else exceeds(people, value("at_most"))):
        return
    facts = {"team": name, "people": shown(people, "CSMs") if people is None else show_number(people)}
    named = False
    for kind, record in case.margins.items():
        if value(f"{kind}_missed{suffix}"):
            named = True
            short = -value(f"{kind}_margin_gap_{when}")
            yield found(
                record,
                where,
                subject=name,
                margin=show_share(value(f"{kind}_margin_{when}")),
                target=show_share(value(f"{kind}_margin_target")),
                points=show_number(100 * short),
                money=show_money(short * value("arr"), currency),
                **facts,
            )
    if value(f"growth_missed{suffix}"):
        named = True
        facts["money"] = show_money(-value(f"growth_left_{when}"), currency)
        cost, target = value(f"growth_cost_ratio_{when}"), value("growth_cost_ratio_target")
        if cost is not None and target is not None:
            per_100 = {"cost": show_number(100 * cost), "target": show_number(100 * target)}
            yield found(case.growth_cost, where, subject=name, **facts, **per_100)
        else:
            unpaid = value("credited_margin") is None
            yield found(case.growth_unpaid if unpaid else case.growth_return, where, subject=name, **facts)
    if not named:
        facts |= {"most": shown(value("at_most"), "CSMs"), "money": show_money(value(f"overspent{suffix}"), currency)}
        yield found(case.budgets, where, subject=name, **facts)


def spending_findings(plan: Plan, root: Node) -> list[Finding]:
    """Report spending that has not brought back what is asked of it, and reviews whose day has passed."""
    result: list[Finding] = []
    economics = plan.document.economics
    items = (economics.spending if economics else None) or ()
    for index, (item, node) in enumerate(zip(items, root.below.get("spending", ()), strict=True)):
        if node.value("verdict") == "does-not-pay":
            where = plan.origins.where(("economics", "spending", index, "returned"))
            returned, asked = (show_number(node.value(each)) for each in ("spending_return", "required_return"))
            facts = {"item": item.name, "returned": returned, "asked": asked}
            result.append(found(records.SPENDING_DOES_NOT_PAY, where, subject=item.name, **facts))
        if node.value("overdue") and item.review is not None:
            where = plan.origins.where(("economics", "spending", index, "review"))
            day = item.review.isoformat()
            result.append(found(records.REVIEW_OVERDUE, where, subject=item.name, item=item.name, day=day))
    return [rated for each in result if (rated := plan.document.rated(each)) is not None]
