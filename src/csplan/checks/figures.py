"""Checks that need figures or the inputs they are made of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplan.checks.finding import Finding, error, warning
from csplan.engine.nodes import Node
from csplan.inputs import matching_rule, role_inputs
from csplan.values import show_hours

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csplan.plan.document import Plan


def check_roles(plan: Plan) -> Iterator[Finding]:
    """A role whose hours come to nothing can serve nobody."""
    for name, role in (plan.document.roles or {}).items():
        node = Node("role", name, role_inputs(name, role, plan.rules).values, {})
        hours = node.value("customer_hours")
        if hours <= 0:
            message = f"role {name} has no hours for customers: {show_hours(node.value('paid_hours'))} paid, of which {show_hours(node.value('internal_hours'))} internal"
            yield error("no-hours", message, "check contracted, leave, sick and internal", "roles", name, "time", subject=name)


def check_rules(plan: Plan) -> Iterator[Finding]:
    """A rule pack that has rules, but none for a segment, leaves it without a target."""
    if plan.rules is None or not plan.rules.arr_per_csm:
        return
    stage = plan.document.stage
    for placed in plan.placed:
        complexity = placed.segment.complexity or plan.rules.defaults.complexity.value
        if placed.segment.arr_per_csm is None and matching_rule(plan.rules, placed.tier, complexity, stage) is None:
            hint = "state arr_per_csm" if stage else "state the company's stage: new, growth or mature"
            message = f"no ARR rule of {plan.rules.name} matches {placed.segment.name}"
            yield warning("no-arr-rule", message, hint, "segments", placed.index, subject=placed.segment.name)


def check_people(plan: Plan) -> Iterator[Finding]:
    """Where the account book counts people, what the plan states of them should agree."""
    from csplan.inputs import build, counted_in_book

    placed_in_book = [placed for placed in plan.placed if placed.sums is not None and placed.sums.held]
    if not placed_in_book:
        return
    root = build(plan).root
    teams = {team.name: team for team in root.below["team"]}
    segments = {segment.name: segment for team in teams.values() for segment in team.below["segment"]}
    stated_segments = (
        (placed.segment.csms_now, segments[placed.segment.name], ("segments", placed.index, "csms_now"))
        for placed in placed_in_book
    )
    stated_teams = (
        (team.csms_now, teams[team.name], ("teams", index, "csms_now"))
        for index, team in enumerate(plan.document.teams or ())
        if team.name in teams and counted_in_book(plan, team.name)
    )
    for stated, node, path in (*stated_segments, *stated_teams):
        counted = node.value("csms_now")
        if stated is not None and abs(stated - counted) > 0.05:  # noqa: PLR2004 - less than anybody plans with
            message = f"csms_now of {node.name} is stated as {stated:g}, the account book counts {counted:.2f}"
            hint = "the book counts; take csms_now out, or mend the book"
            yield warning("csms-now-differs", message, hint, *path, subject=node.name)
