"""What the reports of several commands do alike with the nodes of a plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplan.findings.diagnostic import did_you_mean, quoted
from csplan.lang.say import say
from csplan.values import show_csms

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from csplan.engine.nodes import Node
    from csplan.inputs.build import Inputs
    from csplan.plan.plan import Plan
    from csplan.report.report import Column, Row


def unknown_segment(plan: Plan, segments: Collection[str]) -> tuple[str, str] | None:
    """Return what to say of the first name that no segment has, and a hint; None where all are known."""
    names = [each.segment.name for each in plan.placed]
    for name in segments:
        if name not in names:
            return say("no segment is named {name}", name=quoted(name)), did_you_mean(name, names)
    return None


def unknown_team(plan: Plan, teams: Collection[str]) -> tuple[str, str] | None:
    """Return what to say of the first name that no team has, and a hint; None where all are known."""
    names = list(dict.fromkeys(each.team for each in plan.placed))
    for name in teams:
        if name not in names:
            return say("no team is named {name}", name=quoted(name)), did_you_mean(name, names)
    return None


def unknown_role(plan: Plan, roles: Collection[str]) -> tuple[str, str] | None:
    """Return what to say of the first name that no role has, and a hint; None where all are known."""
    names = list(plan.document.roles or ())
    for name in roles:
        if name not in names:
            return say("no role is named {name}", name=quoted(name)), did_you_mean(name, names)
    return None


def chosen(plan: Plan, segments: Collection[str]) -> Collection[str]:
    """Return the names of segments that an answer is limited to; raises ValueError where no segment has a name."""
    segments = [segments] if isinstance(segments, str) else segments
    unknown = unknown_segment(plan, segments)
    if unknown is not None:
        raise ValueError(": ".join(part for part in unknown if part))
    return segments


def teams_of(inputs: Inputs, segments: Collection[str]) -> list[Node]:
    """Return the teams that serve any of these segments; all, where none is named."""
    teams = inputs.root.below["team"]
    if not segments:
        return teams
    return [team for team in teams if any(each.name in segments for each in team.below["segment"])]


def head_of(plan: Plan) -> Row:
    """Return what JSON says of the plan itself."""
    rules = plan.rules.name if plan.rules else None
    changes = {"changes": [each._asdict() for each in plan.changes]} if plan.changes else {}
    return {"name": plan.name, "file": plan.file, "currency": plan.currency, "rules": rules, **changes}


SUMS = ("customers", "arr", "workload")
"""What adds up, of which some segments may not be known."""


def known_sums(root: Node) -> Row:
    """Return what adds up over the segments of which it is known."""
    return {name: root.value(f"known_{name}") for name in SUMS}


def without(teams: Sequence[Node]) -> dict[str, list[str]]:
    """Return whom sums are without, by what is not known of them: customers, arr, workload.

    Where nothing is known of anybody, there is no sum.
    """
    nodes = [node for team in teams for node in team.below["segment"]]
    lacking = {name: [node.name for node in nodes if node.value(name) is None] for name in SUMS}
    return {name: names for name, names in lacking.items() if names and len(names) < len(nodes)}


def as_far_as_known(node: Node, teams: Sequence[Node]) -> Row:
    """Return what the work needs and the CSMs of a team or the company as people see them: "≥" before part of a sum."""
    nodes = [[each for each in team.below["segment"] if each.value("customers") != 0] for team in teams]
    parts = {
        "work_needs": ("at_least", any(not work_is_known(each) for each in nodes)),
        "in_csms": ("csms_needed", any(each.value("csms_target") is None for team in nodes for each in team)),
    }
    result = {name: _part(node.value(figure)) if part else node.value(figure) for name, (figure, part) in parts.items()}
    if node.value("verdict") == "unchecked" and not any(work_asks(each) for team in nodes for each in team):
        result["work_needs"] = None  # what limits of ARR and customers ask for is no work
    return result


def work_asks(segment: Node) -> bool:
    """Tell whether tasks or a desk say how many CSMs a segment needs at least, or a limit that its money can't pay."""
    lenses = ("csms_by_time", "csms_by_service_level")
    return segment.value("verdict") == "over-budget" or any(segment.value(lens) is not None for lens in lenses)


def work_is_known(segments: Sequence[Node]) -> bool:
    """Tell whether one lens says of all segments of a team how many CSMs they need at least."""
    lenses = ("csms_by_time", "csms_by_cap", "csms_by_coverage")
    return any(all(each.value(lens) is not None for each in segments) for lens in lenses)


def _part(csms: float | None) -> str | None:
    return say("≥{csms}", csms=show_csms(csms)) if csms else None  # that it is at least nothing says nothing


def figures_of(node: Node, columns: Sequence[Column], row: Row) -> Row:
    """Fill a row in the order of its columns: what ``row`` has, else the node's figure."""
    return {column.name: row[column.name] if column.name in row else node.value(column.name) for column in columns}
