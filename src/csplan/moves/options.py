"""The ways out of a gap, one by one: each is a changed team, priced by the figures against today's people."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from csplan.engine.nodes import Node
from csplan.engine.tree import what_if
from csplan.figures.arithmetic import exceeds, not_negative, people_down
from csplan.inputs import role_inputs
from csplan.moves.kinds import (
    FIXES,
    TARGETS,
    Step,
    dearer,
    eased,
    fixed,
    hours_by_task,
    pooled,
    rarer,
    retiered,
    served,
)
from csplan.moves.search import CLOSE, NOWHERE, SMALLEST, Outcome, least, outcome
from csplan.moves.situation import situation
from csplan.plan.placing import tiers_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from csplan.inputs import Inputs
    from csplan.moves.kinds import Move
    from csplan.moves.situation import Situation
    from csplan.plan.document import Plan
    from csplan.plan.tiers import Tier

MOST_MOVED = 5
"""Segments of a team tried in other tiers or roles: those with the most work."""
TASKS = 2
"""Tasks with the most avoidable time, and largest proactive ones, tried in combinations; alone, the first of each."""
_HALF = 0.5
_HOLDS = frozenset(("fits", "unchecked", "no-customers"))
_PROACTIVE = frozenset(("proactive",))


class Way(NamedTuple):
    """One way out: what changes, and the nodes of a plan of the team as it would be, with what the change is worth.

    ``closes``: the team fits, or, where it did already, nobody has to be hired.
    """

    kind: str
    steps: tuple[Step, ...]
    closes: bool
    root: Node


class Trial(NamedTuple):
    """A change by itself: how much of it, and the way out that it is."""

    move: Move
    amount: float
    way: Way


class Problem(NamedTuple):
    """A team with a gap, or that does not fit: as it is, and what ways out of it are held against.

    ``before`` are the figures with today's people (``now``), or with the planned ones where today's are unknown.
    """

    team: Node
    start: Situation
    now: float | None
    misfit: bool
    before: dict[str, Any]

    def judge(self, changed: Situation | None) -> Outcome:
        """Return what a change does for a team that does not fit: to its bounds; else: to the people it has to hire."""
        if changed is None:
            return NOWHERE
        if self.misfit:
            return outcome(changed.root)
        heads, needed = changed.root.value("heads"), changed.root.value("csms_needed")
        if heads is None or needed is None or self.now is None:
            return NOWHERE
        lacking = needed - (people_down(self.now) or 0.0)
        bad = any(exceeds(team.value("lo"), team.value("hi")) for team in changed.root.below["team"])
        fits = not bad and not exceeds(heads, self.now)
        return Outcome(fits, not_negative(lacking) or 0.0, lacking, 0.0, heads)

    def closed(self, way: Way) -> float:
        """Return how many of the CSMs that a team lacks a way out closes."""
        return float((self.team.value("shortfall") or 0.0) - outcome(way.root).shortfall)

    def price(self, changed: Situation) -> Node:
        """Return the nodes of a changed team, held against the team before; who changes roles is new there."""
        role = self.team.above["role"].name
        stated: dict[tuple[str, str], dict[str, Any]] = {("plan", changed.root.name): self.before}
        for team in changed.root.below["team"]:
            kept = team.name == self.team.name and team.above["role"].name == role
            if self.now is not None:
                stated["team", team.name] = {"stated_csms_now": self.now if kept else 0.0}
        return what_if(changed.root, stated)

    def way(self, kind: str, steps: Sequence[Step], changed: Situation) -> Way:
        """Return a way out that a change is, with the people that the plan then takes."""
        return Way(kind, tuple(steps), self.judge(changed).fits, self.price(changed))

    def staffed(self, kind: str, heads: float) -> Way:
        """Return the way out in which nothing changes but the number of people."""
        changed = self.start.changed({("team", self.team.name): {"heads": heads}})
        step = Step(kind, "", "CSMs", self.now, heads, None)
        root = self.price(changed)
        closes = root.below["team"][0].value("staffing") == "fits"
        return Way(kind, (step,), closes, root)


def problem(plan: Plan, inputs: Inputs, team: Node) -> Problem | None:
    """Return what is wrong with a team's number of people; None where it fits, and has or knows no others."""
    misfit, gap = bool(team.value("shortfall")), team.value("gap")
    if team.value("heads") is None or (not misfit and not gap):
        return None
    start, now = situation(plan, inputs, team), team.value("csms_now")
    today = start.root if now is None else start.changed({("team", team.name): {"heads": now}}).root
    before = {
        "before_workload": today.value("workload"),
        "before_customer_hours": team.above["role"].value("customer_hours"),
        "before_work_csms": today.value("work_csms"),
        "before_work_cost": today.value("work_cost"),
        "before_contribution": today.value("contribution"),
        "before_people": today.value("heads"),
        "before_cost": today.value("cost"),
        "before_gross_margin": today.value("gross_margin"),
        "before_operating_margin": today.value("operating_margin"),
    }
    return Problem(team, start, now, misfit, before)


def options(found: Problem, trials: Sequence[Trial]) -> list[Way]:
    """Return the ways out of a team's gap one by one, doing nothing first; of tasks only the first."""
    fixes = [trial for trial in trials if trial.move.kind in FIXES.values()]
    rarer_tasks = [trial for trial in trials if trial.move.kind == "times"]
    further = (*fixes[1:], *rarer_tasks[1:])
    alone = [trial.way for trial in trials if all(trial is not other for other in further)]
    people = list(_people(found))
    heads = {way.root.value("heads") for way in people}
    return [*people, *(way for way in alone if _useful(found, way) and not _a_number_only(way, heads))]


def _people(found: Problem) -> Iterator[Way]:
    """Yield what needs no change but in the number of people: none; what the work needs; what the plan takes."""
    team, people = found.team, found.before["before_people"]
    yield found.staffed("nothing" if found.now is not None else "planned", people)
    planned, needed = team.value("heads"), team.value("lo") if found.misfit else team.value("heads")
    seen = {people}
    for kind, heads in (("hire", needed), ("planned", planned)):
        if heads not in seen:
            seen.add(heads)
            yield found.staffed(kind, heads)


def trials(found: Problem) -> list[Trial]:
    """Return the changes worth trying, each by itself: as little of it as it takes, else as much of it as helps."""
    result = []
    for move in _moves(found):
        amount = _amount(found, move)
        changed = move.apply(found.start, amount)
        if changed is not None:
            result.append(Trial(move, amount, found.way(move.kind, [move.step(amount)], changed)))
    return result


def _moves(found: Problem) -> Iterator[Move]:
    """Yield changes of the work where there is too much of it, and of money where there is too little."""
    start, gap = found.start, found.team.value("gap")
    if found.misfit or (gap is not None and gap > 0):
        avoidable = [task for task, hours in hours_by_task(start, "avoidable_hours").items() if hours]
        yield from (fixed(start, task) for task in avoidable[:TASKS])
        yield from _best(found, _pools(found))
        yield from _best(found, _tiers(found))
        yield from (rarer(start, task) for task in list(hours_by_task(start, "hours", _PROACTIVE))[:TASKS])
    if found.misfit:
        if start.root.value("arr"):
            yield dearer(start)
        yield from eased(start)


def _amount(found: Problem, move: Move) -> float:
    """Return how much of a change is taken where it is the only one; of a task that can't do it, half."""
    if move.whole:
        return move.most

    def attempt(amount: float) -> Outcome:
        return found.judge(move.apply(found.start, amount))

    amount, result = least(found.judge(found.start), attempt, move.most, bound=move.bound, tries=move.tries)
    if move.kind == "times" and (not result.fits or not result.heads or amount > 1 - CLOSE):
        return _HALF
    return amount


def _useful(found: Problem, way: Way) -> bool:
    """Tell whether a way closes the gap, or some of it, or makes the work cost less."""
    return way.closes or (way.root.value("saving") or 0.0) > 0 or (found.misfit and found.closed(way) > SMALLEST)


def _a_number_only(way: Way, heads: Collection[float | None]) -> bool:
    """Tell whether a target that closes no gap brings no more than a number of people that is there anyway."""
    return not way.closes and way.kind in TARGETS and way.root.value("heads") in heads


def _best(found: Problem, tried: Sequence[Move]) -> list[Move]:
    """Return the one of several moves that does the most: it closes the gap for the least cost, or lacks the least."""
    possible = [(move, changed) for move in tried if (changed := move.apply(found.start, move.most)) is not None]

    def key(each: tuple[Move, Situation]) -> tuple[bool, bool, float, float]:
        result, root = found.judge(each[1]), each[1].root
        bad = any(team.value("staffing") not in _HOLDS for team in root.below["team"])
        return not result.fits, bad, root.value("cost") or 0.0 if result.fits else 0.0, result.shortfall

    return [min(possible, key=key)[0]] if possible else []


def _pools(found: Problem) -> list[Move]:
    """Return the handing of each segment to the plan's pooled role, where another role serves it now."""
    start = found.start
    role, tier = pooled_role(start.plan, start.root.below["team"][0].above["role"])
    if role is None or (tier is not None and not served(start.plan, tier)):
        return []
    return [pooled(start, index, role, tier) for index in _largest(start)]


def pooled_role(plan: Plan, role: Node) -> tuple[str | None, Tier | None]:
    """Return the pooled role of a plan, and the tier whose work it does; None where there is none but ``role``.

    It is the role of the first tier of digital touch that states one; else, with the work unchanged, the role whose
    hours for customers cost the least, if that is less than those of ``role``.
    """
    for tier in tiers_of(plan.document, plan.rules):
        if tier.touch == "digital" and tier.role is not None:
            return (tier.role, tier) if tier.role != role.name else (None, None)
    others = {
        name: Node("role", name, role_inputs(name, other, plan.rules).values, {}).value("hour_cost")
        for name, other in (plan.document.roles or {}).items()
    }
    cheapest = min(others, key=lambda name: others[name])
    return (cheapest if others[cheapest] < role.value("hour_cost") else None), None


def _tiers(found: Problem) -> list[Move]:
    """Return the moves of each segment to each other tier in which it has less work, but the pooled role's."""
    start = found.start
    _, pool = pooled_role(start.plan, start.root.below["team"][0].above["role"])
    return [
        retiered(start, index, tier)
        for index in _largest(start)
        for tier in tiers_of(start.plan.document, start.plan.rules)
        if (now := start.placed[index].tier) is not None
        and tier.name != now.name
        and (pool is None or tier.name != pool.name)
        and served(start.plan, tier)
    ]


def _largest(start: Situation) -> list[int]:
    """Return the places of the segments with the most work."""
    segments = start.segments
    return sorted(range(len(segments)), key=lambda index: -(segments[index].value("csms_at_least") or 0.0))[:MOST_MOVED]
