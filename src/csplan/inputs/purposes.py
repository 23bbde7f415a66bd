"""Purposes of teams as nodes below them, linked with the tasks that serve them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplan.engine.nodes import Link, Node, Rows
from csplan.inputs.collect import Origin
from csplan.plan.placing import purposes_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from csplan.plan.placing import Placed
    from csplan.plan.plan import Plan

    Origins = dict[tuple[str, str], dict[str, Origin]]


def add_purposes(plan: Plan, nodes: Sequence[tuple[Node, Placed]], origins: Origins) -> None:
    """Put what the people of each team are there for below it, with the tasks of its segments that serve that."""
    serves = {task.name: frozenset(task.serves or ()) for task in plan.document.tasks or ()}
    for segment, placed in nodes:
        own = purposes_of(plan.document, placed)
        rows = segment.rows.get("task")
        if not own:
            continue
        served: list[str] = []
        if rows is not None:
            served = rows.inputs["task"]
            numbers = [float(len(serves[task])) or None for task in served]
            segment.rows["task"] = Rows("task", {**rows.inputs, "purposes_served": numbers}, segment)
        team = segment.above["team"]
        there = team.below.setdefault("purpose", [])
        for purpose in own:
            node = next((each for each in there if each.name == purpose), None)
            if node is None:
                node = Node("purpose", purpose, {"purpose": purpose}, {**team.above, "team": team})
                node.linked["segment"] = []
                there.append(node)
                origins["purpose", purpose] = {"purpose": Origin("stated", ("segments", placed.index, "purpose"))}
            node.linked["segment"].append(Link(segment))
            links = [Link(segment, row) for row, task in enumerate(served) if purpose in serves[task]]
            if rows is not None:
                node.linked.setdefault("task", []).extend(links)
