"""Findings that need the figures: where the plan does not hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplan.diagnostics import Diagnostic
from csplan.values import show_csms, show_money

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from csplan.engine.nodes import Node
    from csplan.plan.document import Plan


def team_findings(plan: Plan, teams: Sequence[Node]) -> Iterator[Diagnostic]:
    """Report each team that does not fit, and each segment whose CSMs would hold more than the cap allows."""
    ignored = set(plan.document.checks.ignore) if plan.document.checks else set()
    index = {placed.segment.name: placed.index for placed in plan.placed}
    for team in teams:
        verdict = team.value("verdict")
        first = team.below["segment"][0].name
        where = plan.origins.where(("segments", index[first], "name"))
        need, most = show_csms(team.value("at_least")), show_csms(team.value("at_most"))
        if verdict == "over-budget":
            message = f"{team.name}: the work needs {need} CSMs, money pays for {most}"
            yield Diagnostic("over-budget", "error", message, "see what would close the gap", where, team.name)
        elif verdict == "no-whole-number" and "no-whole-number" not in ignored:
            message = f"{team.name}: no whole number of people lies between {need} and {most} CSMs"
            yield Diagnostic("no-whole-number", "warning", message, "share people with another team", where, team.name)
        for segment in team.below["segment"]:
            cap, heads = segment.value("csms_by_cap"), segment.value("csms")
            if cap is not None and heads is not None and heads < cap - 1e-9 and "cap-exceeded" not in ignored:
                limit = show_money(segment.value("arr_cap"), plan.currency)
                message = f"{segment.name}: {show_csms(heads)} CSMs would each hold more than the cap of {limit}"
                place = plan.origins.where(("segments", index[segment.name], "name"))
                yield Diagnostic(
                    "cap-exceeded",
                    "warning",
                    message,
                    "the cap needs more people than money allows",
                    place,
                    segment.name,
                )
