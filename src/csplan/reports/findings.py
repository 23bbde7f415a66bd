"""Findings that need the figures: where the plan does not hold, and what could not be checked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplan.diagnostics import Diagnostic
from csplan.figures.arithmetic import exceeds
from csplan.inputs import build
from csplan.values import show_csms, show_money

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from csplan.engine.nodes import Node
    from csplan.plan.document import Plan


OF_SEGMENTS = (
    *("csms_at_least", "csms_at_most", "csms_by_cap", "csms", "csms_target", "csms_by_budget", "unchecked"),
    *("workload", "service_share", "service_account", "growth_account", "operating_account"),
    *("gross_costs", "all_costs"),
)
"""The figures of segments that the findings below rest on."""


def plan_findings(plan: Plan, as_of: date | None = None) -> list[Diagnostic]:
    """Report all that only figures tell of a whole plan, beside what loading found; no lever is computed.

    Reviews of spending are due ``as_of`` a day; without one, none is.
    """
    from csplan.engine.stack import MANY, fill
    from csplan.reports.cost_findings import margin_findings, spending_findings  # headcount does without

    root = build(plan, as_of=as_of).root
    teams = root.below["team"]
    if len(plan.placed) >= MANY:
        fill([segment for team in teams for segment in team.below["segment"]], OF_SEGMENTS)
    return [*team_findings(plan, teams), *margin_findings(plan, teams), *spending_findings(plan, root)]


def team_findings(plan: Plan, teams: Sequence[Node]) -> list[Diagnostic]:
    """Report each team that does not fit, and what is wrong with or unknown of its segments, as the plan rates it."""
    index = {placed.segment.name: placed.index for placed in plan.placed}
    found: list[Diagnostic] = []
    for team in teams:
        segments: Sequence[Node] = team.below["segment"]
        of_nodes = [(segments[0], _of_team(team)), *((each, _of_segment(each, plan.currency)) for each in segments)]
        for node, findings in of_nodes:
            for each in findings:
                rated = plan.document.rated(each)
                if rated is not None:
                    where = plan.origins.where(("segments", index[node.name], "name"))
                    found.append(rated._replace(where=where))
    return found


def budgets_added(segment: Node) -> bool:
    """Tell whether both accounts count together, because the split of the work between them is unknown."""
    return segment.value("csms_by_budget") is not None and segment.value("cs_budget_share") is None


def _of_team(team: Node) -> Iterator[Diagnostic]:
    verdict = team.value("verdict")
    need, most = show_csms(team.value("at_least")), show_csms(team.value("at_most"))
    if verdict == "over-budget":
        message = f"{team.name}: {need} CSMs are needed, money pays for {most}"
        yield Diagnostic(
            verdict, "error", message, "`csplan headcount` says what would close the gap", subject=team.name
        )
    elif verdict == "no-whole-number":
        message = f"{team.name}: no whole number of people lies between {need} and {most} CSMs"
        yield Diagnostic(verdict, "warning", message, "share people with another team", subject=team.name)


def _of_segment(segment: Node, currency: str) -> Iterator[Diagnostic]:
    name, cap = segment.name, segment.value("csms_by_cap")
    if cap is not None and exceeds(cap, csms := segment.value("csms")):
        limit = show_money(segment.value("arr_cap"), currency)
        message = f"{name}: {show_csms(csms)} CSMs would each hold more than the cap of {limit}"
        hint = "the cap needs more people than money allows"
        yield Diagnostic("cap-exceeded", "warning", message, hint, subject=name)
    unchecked = segment.value("unchecked")
    if unchecked:
        message = f"{name}: unchecked, because nothing is known of {unchecked}"
        hint = " and ".join(_REMEDIES[part] for part in unchecked.split(" and "))
        yield Diagnostic("unchecked", "note", message, hint, subject=name)
    if budgets_added(segment):
        message = f"{name}: how the work splits between service and growth is unknown, so both budgets are added up"
        yield Diagnostic("budgets-added", "note", message, "add `tasks:`, or state `service_share:`", subject=name)


_REMEDIES = {"time": "say how long the work takes in `tasks:`", "cost": "say what may be spent in `economics:`"}
