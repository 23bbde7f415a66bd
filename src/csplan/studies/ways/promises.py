"""Other promises of a desk as ways out: a later answer, more contacts at once, a smaller share, two desks as one."""

from __future__ import annotations

from dataclasses import replace
from itertools import product
from typing import TYPE_CHECKING, Any

from csplan.engine.tree import what_if
from csplan.figures.arithmetic import exceeds
from csplan.inputs.desks import day_of
from csplan.studies.desks import AT_ONCE, LATER
from csplan.studies.ways.kinds import Move, Step

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from csplan.engine.nodes import Node
    from csplan.plan.desks import Desk
    from csplan.plan.plan import Plan
    from csplan.studies.ways.situation import Situation

_LATER = (1.0, 2.0, 5.0, 10.0, 15.0, 30.0, 60.0, 120.0, 240.0)
"""Minutes in which a desk may answer instead: the soonest that does is the way out."""
LESS_SHARE = 0.1
"""So much less of the contacts, in points of a share, is another promise."""
_ALIKE = ("answered", "open", "patience", "most_lost", "occupancy", "at_once", "shift_fit", "at_least_one")
"""What two desks have in common that can be one."""


def desks_in(start: Situation) -> list[Node]:
    """Return the desks of the teams."""
    return [desk for team in start.root.below["team"] for desk in team.below.get("desk", ())]


def promised(start: Situation) -> Iterator[Move]:
    """Yield for each desk a later answer, more contacts at once, and an answer to fewer of them."""
    for desk in desks_in(start):
        within, at_once, share = (desk.value(name) for name in ("within", "at_once", "answered"))
        latest = next((each for each in LATER if each > within), None)
        if latest is not None:
            later = [each for each in _LATER if within < each <= latest]
            yield _promise("later", desk, "within", _least(start, desk, "within", later), "Minutes")
        if at_once < AT_ONCE:
            more = [float(each) for each in range(int(at_once) + 1, int(AT_ONCE) + 1)]
            yield _promise("at_once", desk, "at_once", _least(start, desk, "at_once", more), "Count")
        if share > LESS_SHARE:
            yield _promise("answered", desk, "answered", share - LESS_SHARE, "Share")


def _least(start: Situation, desk: Node, name: str, values: Sequence[float]) -> float:
    """Return the first of values, of which each promises less, that takes no more people than the last."""

    def needed(value: float) -> float | None:
        found: float | None = what_if(start.root, {("desk", desk.name): {name: value}}).value("at_least")
        return found

    least = needed(values[-1])
    return values[-1] if least is None else next(each for each in values if not exceeds(needed(each), least))


def _promise(kind: str, desk: Node, name: str, after: float, unit: str) -> Move:
    before = desk.value(name)

    def apply(situation: Situation, _: float) -> Situation:
        return situation.changed({("desk", desk.name): {name: after}})

    def step(_: float) -> Step:
        return Step(kind, desk.name, unit, before, after, None)

    return Move(kind, desk.name, apply, step, whole=True)


def one_desk(start: Situation, one: str, other: str, teams: Sequence[str]) -> Move | None:
    """Two desks that promise the same become one, and their teams share people; None where they can't be one."""
    merged = _merged(start, one, other)
    if merged is None:
        return None

    def apply(situation: Situation, _: float) -> Situation | None:
        placed = [each._replace(team=teams[0]) if each.team in teams else each for each in situation.placed]
        return situation.of_plan(merged).placed_anew(placed)

    def step(_: float) -> Step:
        return Step("one_desk", one, "Text", one, other, None)

    return Move("one_desk", one, apply, step, whole=True, places=True)


def _merged(start: Situation, one: str, other: str) -> Plan | None:
    """Return the plan in which two desks are one; None where they are not alike."""
    plan = start.plan
    nodes = {desk.name: desk for desk in desks_in(start)}
    first, second = (next(each for each in plan.document.desks or () if each.name == name) for name in (one, other))
    if any(getattr(first, key) != getattr(second, key) for key in _ALIKE):
        return None
    answered = {name: _served(nodes[name]) for name in (one, other)}
    both = answered[one] | answered[other]
    tasks, segments = ({each[at] for each in both} for at in (1, 0))
    if {(segment, task) for segment, task in product(segments, tasks) if _has(start, segment, task)} != both:
        return None  # one of them answers what another desk, or nobody, answers for the other's customers
    day = _day(plan, first, second, nodes)
    if day is None:
        return None
    joined = first.model_copy(
        update={
            "tasks": tuple(sorted(tasks)),
            "segments": tuple(sorted(segments)),
            "arrivals": None if first.arrivals is None else first.arrivals.model_copy(update={"shares": day}),
        }
    )
    desks = tuple(joined if each is first else each for each in plan.document.desks or () if each is not second)
    days = {name: each for name, each in plan.days.items() if name not in {one, other}}
    return replace(plan, document=plan.document.model_copy(update={"desks": desks}), days=days)


def _day(plan: Plan, first: Desk, second: Desk, nodes: dict[str, Node]) -> tuple[float, ...] | None:
    """Return the shares of the day of both together; None where their intervals differ, or contacts are unknown."""
    one, other = (day_of(plan, desk).shares for desk in (first, second))
    weights = [nodes[desk.name].value("contacts") for desk in (first, second)]
    if (first.arrivals is None) != (second.arrivals is None) or len(one) != len(other) or None in weights:
        return None
    whole = sum(weights)
    if not whole:
        return None
    return tuple((a * weights[0] + b * weights[1]) / whole for a, b in zip(one, other, strict=True))


def _served(desk: Node) -> set[tuple[str, Any]]:
    return {(link.node.name, link.node.rows["task"].inputs["task"][link.row]) for link in desk.linked["task"]}


def _has(start: Situation, segment: str, task: str) -> bool:
    node = next(each for each in start.segments if each.name == segment)
    return "task" in node.rows and task in node.rows["task"].inputs["task"]
