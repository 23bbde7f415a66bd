"""Findings that need the figures: where the plan does not hold, and what could not be checked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplan.diagnostics import Diagnostic
from csplan.figures.arithmetic import exceeds
from csplan.values import show_csms, show_money

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from csplan.diagnostics import Where
    from csplan.engine.nodes import Node
    from csplan.plan.document import Plan


def team_findings(plan: Plan, teams: Sequence[Node]) -> list[Diagnostic]:
    """Report each team that does not fit, and what is wrong with or unknown of its segments.

    The plan may accept all but errors.
    """
    index = {placed.segment.name: placed.index for placed in plan.placed}
    found: list[Diagnostic] = []
    for team in teams:
        segments: Sequence[Node] = team.below["segment"]
        places = [plan.origins.where(("segments", index[segment.name], "name")) for segment in segments]
        found += _of_team(team, places[0])
        for segment, place in zip(segments, places, strict=True):
            found += _of_segment(segment, place, plan.currency)
    return accepted(plan, found)


def accepted(plan: Plan, found: Sequence[Diagnostic]) -> list[Diagnostic]:
    """Leave out what the plan accepts; errors stay."""
    ignored = set(plan.document.checks.ignore) if plan.document.checks else set()
    return [each for each in found if each.severity == "error" or each.code not in ignored]


def budgets_added(segment: Node) -> bool:
    """Tell whether both accounts count together, because the split of the work between them is unknown."""
    return segment.value("csms_by_budget") is not None and segment.value("cs_budget_share") is None


def _of_team(team: Node, where: Where) -> Iterator[Diagnostic]:
    verdict = team.value("verdict")
    need, most = show_csms(team.value("at_least")), show_csms(team.value("at_most"))
    if verdict == "over-budget":
        message = f"{team.name}: {need} CSMs are needed, money pays for {most}"
        yield Diagnostic(verdict, "error", message, "see what would close the gap", where, team.name)
    elif verdict == "no-whole-number":
        message = f"{team.name}: no whole number of people lies between {need} and {most} CSMs"
        yield Diagnostic(verdict, "warning", message, "share people with another team", where, team.name)


def _of_segment(segment: Node, where: Where, currency: str) -> Iterator[Diagnostic]:
    name, cap, csms = segment.name, segment.value("csms_by_cap"), segment.value("csms")
    if exceeds(cap, csms):
        limit = show_money(segment.value("arr_cap"), currency)
        message = f"{name}: {show_csms(csms)} CSMs would each hold more than the cap of {limit}"
        hint = "the cap needs more people than money allows"
        yield Diagnostic("cap-exceeded", "warning", message, hint, where, name)
    unchecked = segment.value("unchecked")
    if unchecked:
        message = f"{name}: unchecked, because nothing is known of {unchecked}"
        hint = " and ".join(_REMEDIES[part] for part in unchecked.split(" and "))
        yield Diagnostic("unchecked", "note", message, hint, where, name)
    if budgets_added(segment):
        message = f"{name}: how the work splits between service and growth is unknown, so both budgets are added up"
        yield Diagnostic("budgets-added", "note", message, "add `tasks:`, or state `service_share:`", where, name)


_REMEDIES = {"time": "say how long the work takes in `tasks:`", "cost": "say what may be spent in `economics:`"}
