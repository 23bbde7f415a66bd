"""Findings of the cost check: targets that the staffing misses, spending that does not pay or is due for review."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplan.diagnostics import Diagnostic
from csplan.figures.arithmetic import reaches
from csplan.reports.units import shown
from csplan.values import show_money, show_number, show_share

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from csplan.engine.nodes import Node
    from csplan.plan.document import Plan


def margin_findings(plan: Plan, teams: Sequence[Node]) -> list[Diagnostic]:
    """Report each target of cost that a team misses: an error with the planned people, a warning with today's.

    The plan may accept or re-rate them.
    """
    index = {placed.segment.name: placed.index for placed in plan.placed}
    found: list[Diagnostic] = []
    for team in teams:
        where = plan.origins.where(("segments", index[team.below["segment"][0].name], "name"))
        name = team.name
        planned = [f"{name}: {miss}" for miss in _misses(team, "planned", plan.currency)]
        hint = "see what would close the gap, or set another target"
        found += [Diagnostic("margin-missed", "error", miss, hint, where, name) for miss in planned]
        if not planned:
            now = [f"{name}: {miss}" for miss in _misses(team, "now", plan.currency)]
            hint = "the planned people hold the target"
            found += [Diagnostic("margin-missed-now", "warning", miss, hint, where, name) for miss in now]
    return [rated for each in found if (rated := plan.document.rated(each)) is not None]


def _misses(team: Node, when: str, currency: str) -> Iterator[str]:
    """Say which targets a team misses with the ``planned`` people, or with those of ``now``."""
    value, suffix = team.value, "" if when == "planned" else "_now"
    if _holds(team, when):
        return
    if value("met" + suffix) is not False and not any(value(f"{kind}_missed{suffix}") for kind in _KINDS):
        return
    people = value("heads") if when == "planned" else value("csms_now")
    who = f"{show_number(people)} planned" if when == "planned" else f"today's {show_number(people)}"
    staff = f"with {who} CSM{'' if people == 1 else 's'}"
    named = False
    for kind in ("gross", "operating"):
        if value(f"{kind}_missed{suffix}"):
            named = True
            short = -value(f"{kind}_margin_gap_{when}")
            yield (
                f"{kind} margin {show_share(value(f'{kind}_margin_{when}'))} {staff}, target "
                f"{show_share(value(f'{kind}_margin_target'))}: {show_number(100 * short)} points, "
                f"{show_money(short * value('arr'), currency)} a year short"
            )
    if value(f"growth_missed{suffix}"):
        named = True
        over = show_money(-value(f"growth_left_{when}"), currency)
        cost, target = value(f"growth_cost_ratio_{when}"), value("growth_cost_ratio_target")
        if cost is not None and target is not None:
            rate = f"cost {show_number(100 * cost)} per 100 of their revenue, target {show_number(100 * target)}"
        elif value("credited_margin") is not None:
            rate = "cost more than the return asked of them justifies"
        else:
            rate = "have no revenue that pays for them"
        yield f"renewal and expansion {rate} {staff}: {over} a year over"
    if not named:
        over = show_money(-value(f"budget_left_{when}"), currency)
        yield f"the budgets pay for {shown(value('at_most'), 'CSMs')} CSMs: {over} a year over {staff}"


_KINDS = ("gross", "operating", "growth")


def _holds(team: Node, when: str) -> bool:
    """Tell quickly that a team keeps to all its limits; False where that takes a closer look.

    What can be paid for is the least that any limit pays for, at the mix of work that is planned. Today's people may
    have another mix, which matters where growth has an account of its own; and with nobody at all other costs may
    miss a target.
    """
    people = team.value("heads" if when == "planned" else "csms_now")
    same_mix = when == "planned" or team.value("growth_account") is None
    return bool(people) and same_mix and reaches(team.value("at_most"), people)


def spending_findings(plan: Plan, root: Node) -> list[Diagnostic]:
    """Report spending that has not brought back what is asked of it, and reviews whose day has passed."""
    found: list[Diagnostic] = []
    economics = plan.document.economics
    items = (economics.spending if economics else None) or ()
    for index, (item, node) in enumerate(zip(items, root.below.get("spending", ()), strict=True)):
        if node.value("verdict") == "does-not-pay":
            where = plan.origins.where(("economics", "spending", index, "returned"))
            message = (
                f"{item.name}: each unit spent brought back {show_number(node.value('spending_return'))}, "
                f"asked are {show_number(node.value('required_return'))}"
            )
            hint = "short-term spending is judged by its return now: stop it, or say what it still brings"
            found.append(Diagnostic("spending-does-not-pay", "warning", message, hint, where, item.name))
        if node.value("overdue") and item.review is not None:
            where = plan.origins.where(("economics", "spending", index, "review"))
            message = f"{item.name}: its review was due on {item.review.isoformat()}"
            hint = "look at what it brought back, then set the next review"
            found.append(Diagnostic("review-overdue", "warning", message, hint, where, item.name))
    return [rated for each in found if (rated := plan.document.rated(each)) is not None]
