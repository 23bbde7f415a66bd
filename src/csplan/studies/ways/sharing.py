"""Teams that share their people: the slack of one serves another."""

from __future__ import annotations

from heapq import nlargest
from typing import TYPE_CHECKING

from csplan.studies.ways.levers import MOST_SHARED
from csplan.studies.ways.places import shared
from csplan.studies.ways.problem import against

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csplan.engine.nodes import Node
    from csplan.studies.ways.problem import Problem, Way


def shared_people(found: Problem) -> Iterator[Way]:
    """Yield the sharing of people with another team of the role, held together: of a few, what needs the fewest."""
    plan, team = found.start.plan, found.team
    role = team.above["role"].name
    others = [
        each
        for each in found.inputs.root.below["team"]
        if each.name != team.name and each.above["role"].name == role and each.value("at_least") is not None
    ]
    alone = found.misfit and found.inputs.root.value("holds") == "team"
    tried = []
    spare = _money if alone else _time
    for other in nlargest(MOST_SHARED, others, key=spare):
        both = against(plan, found.inputs, found.misfit, team, other)
        move = shared((team.name, other.name))
        changed = move.apply(both.start, 1.0)
        apart, together = both.start.root.value("at_least_people"), changed and changed.root.value("at_least_people")
        if changed is None or together is None:
            continue
        # Where each team has to hold by itself, sharing also pays for one out of what the other has left.
        way = both.way("team", [move.step(1.0)], changed)
        if together < apart or (alone and way.closes):
            tried.append(way)
    if tried:
        yield min(tried, key=lambda way: (not way.closes, way.root.value("cost_change") or 0.0))


def _time(team: Node) -> float:
    return float(team.value("lo") - team.value("at_least"))


def _money(team: Node) -> float:
    return float((team.value("at_most") or 0.0) - team.value("at_least"))
