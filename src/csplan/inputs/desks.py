"""Desks of a plan as nodes below their teams, linked with the tasks that they answer and with whom they serve."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from csplan.engine.nodes import Link, Node, Rows
from csplan.inputs.collect import Collector, Origin
from csplan.inputs.roles import defaults_of, hours_of_a_day
from csplan.lang.say import say
from csplan.values import write_time_of_day

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from csplan.plan.desks import Day, Desk
    from csplan.plan.placing import Placed
    from csplan.plan.plan import Plan

    Origins = dict[tuple[str, str], dict[str, Origin]]


def add_desks(plan: Plan, nodes: Sequence[tuple[Node, Placed]], origins: Origins) -> None:
    """Put each desk below the team whose segments it serves; where these have several teams, below each of them."""
    for index, desk in enumerate(plan.document.desks or ()):
        served: dict[str, tuple[Placed, list[Node]]] = {}
        for segment, placed in nodes:
            if serves(desk, segment):
                served.setdefault(placed.team, (placed, []))[1].append(segment)
        for placed, segments in served.values():
            _add(plan, index, placed, segments, origins)


def serves(desk: Desk, segment: Node) -> bool:
    """Tell whether a desk serves a segment: it is named, or none is and it has one of the tasks."""
    if "task" not in segment.rows:
        return False
    if desk.segments is not None:
        return segment.name in desk.segments
    return any(task in desk.tasks for task in segment.rows["task"].inputs["task"])


def _add(plan: Plan, index: int, placed: Placed, segments: Sequence[Node], origins: Origins) -> None:
    desk = (plan.document.desks or ())[index]
    team = segments[0].above["team"]
    found = _inputs(plan, index, hours_of_a_day(plan, placed.role))
    origins["desk", desk.name] = found.origins
    day = day_of(plan, desk)
    labels = [write_time_of_day(start) for start in day.starts]
    intervals: dict[str, list[Any]] = {"interval": labels, "arrival_share": list(day.shares)}
    attach(Node("desk", desk.name, found.values, {**team.above, "team": team}), segments, desk.tasks, intervals)
    for label in labels:
        origins["interval", f"{desk.name}/{label}"] = {"arrival_share": _origin_of(index, desk, day)}


def attach(desk: Node, segments: Sequence[Node], tasks: Collection[str], intervals: Mapping[str, list[Any]]) -> None:
    """Put a desk below its team, with its intervals, and link it with the tasks that it answers in segments."""
    desk.above["team"].below.setdefault("desk", []).append(desk)
    desk.rows["interval"] = Rows("interval", intervals, desk)
    desk.linked["task"] = []
    for segment in segments:
        rows = segment.rows["task"].inputs
        before = rows.get("at_desk") or [None] * len(rows["task"])
        answered = [task in tasks for task in rows["task"]]
        at_desk = [desk.name if here else other for here, other in zip(answered, before, strict=True)]
        segment.rows["task"] = Rows("task", {**rows, "at_desk": at_desk}, segment)
        desk.linked["task"] += [Link(segment, row) for row, here in enumerate(answered) if here]
        segment.linked.setdefault("desk", []).append(Link(desk))


def _inputs(plan: Plan, index: int, hours_per_day: float) -> Collector:
    desk, path, found = (plan.document.desks or ())[index], ("desks", index), Collector()
    found.section(desk, *path, level="desk")
    found.section(desk.open, *path, "open", level="desk")
    found.stated("answered", desk.answered.share, *path, "answered")
    found.stated("within", desk.answered.within.in_hours(hours_per_day) * 60, *path, "answered")
    found.stated("open_hours", desk.open.minutes / 60, *path, "open")
    if desk.patience is not None:
        found.stated("patience", desk.patience.in_hours(hours_per_day) * 60, *path, "patience")
    if desk.at_least_one == "yes":
        found.stated("least_people", 1.0, *path, "at_least_one")
    found.defaults(desk, "desks", level="desk", defaults=defaults_of(plan.rules))
    return found


def day_of(plan: Plan, desk: Desk) -> Day:
    """Return the intervals of a desk's day: as counted or stated, else one in which contacts come evenly."""
    if desk.name in plan.days:
        return plan.days[desk.name]
    shares = (desk.arrivals.shares if desk.arrivals else None) or (1.0,)
    length = desk.open.minutes / len(shares)
    from csplan.plan.desks import Day  # few plans have desks

    return Day(tuple(desk.open.first + at * length for at in range(len(shares))), shares)


def _origin_of(index: int, desk: Desk, day: Day) -> Origin:
    if day.file:
        return Origin("measured", (), day.file)
    if desk.arrivals is None:
        return Origin("default", (), say("csplan, contacts come evenly over the day"))
    return Origin("stated", ("desks", index, "arrivals"))
