"""What the reports of several commands do alike with the nodes of a plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplan.diagnostics import did_you_mean, quoted

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from csplan.engine.nodes import Node
    from csplan.inputs import Inputs
    from csplan.plan.document import Plan
    from csplan.reports.report import Column, Row


def unknown_segment(plan: Plan, segments: Collection[str]) -> tuple[str, str] | None:
    """Return what to say of the first name that no segment has, and a hint; None where all are known."""
    names = [each.segment.name for each in plan.placed]
    for name in segments:
        if name not in names:
            return f"no segment is named {quoted(name)}", did_you_mean(name, names)
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


def figures_of(node: Node, columns: Sequence[Column], row: Row) -> Row:
    """Fill a row in the order of its columns: what ``row`` has, else the node's figure."""
    return {column.name: row[column.name] if column.name in row else node.value(column.name) for column in columns}
