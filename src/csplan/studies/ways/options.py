"""The ways out of a gap, one by one: each is a changed team, priced by the figures against today's people."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from csplan.figures.arithmetic import exceeds
from csplan.plan.placing import tiers_of
from csplan.studies.ways.kinds import FIXES, LESS_SERVICE, TARGETS, eased, fixed, hours_by_task, rarer
from csplan.studies.ways.levers import MOST_SHARED
from csplan.studies.ways.places import pooled, retiered, served, shared
from csplan.studies.ways.pool import pool_of, pooled_role
from csplan.studies.ways.price import dearer
from csplan.studies.ways.problem import FITS, against
from csplan.studies.ways.promises import desks_in, one_desk, promised
from csplan.studies.ways.search import CLOSE, SMALLEST, Outcome
from csplan.studies.ways.sharing import shared_people
from csplan.studies.ways.written import least_written

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from csplan.engine.nodes import Node
    from csplan.studies.ways.kinds import Move
    from csplan.studies.ways.problem import Problem, Way
    from csplan.studies.ways.situation import Situation

MOST_MOVED = 5
"""Segments of a team tried in other tiers or roles: those with the most work."""
TASKS = 2
"""Tasks with the most avoidable time, and largest proactive ones, tried in combinations; alone, the first of each."""
_HALF = 0.5
_HOLDS = frozenset(("fits", "unchecked", "no-customers"))
_PROACTIVE = frozenset(("proactive",))


class Trial(NamedTuple):
    """A change by itself: how much of it, and the way out that it is."""

    move: Move
    amount: float
    way: Way


def options(found: Problem, trials: Sequence[Trial]) -> list[Way]:
    """Return the ways out of a team's gap one by one, doing nothing first; of tasks only the first."""
    fixes = [trial for trial in trials if trial.move.kind in FIXES.values()]
    rarer_tasks = [trial for trial in trials if trial.move.kind == "times"]
    further = (*fixes[1:], *rarer_tasks[1:])
    alone = [trial.way for trial in trials if all(trial is not other for other in further)]
    people = list(_people(found))
    heads = {way.root.value("heads") for way in people}
    hiring = max((way.cost_of_people for way in people), default=0.0)
    useful = [
        way
        for way in alone
        if _useful(found, way, hiring) and not _a_number_only(way, heads) and not _in_vain(way, people)
    ]
    advised = sorted(useful, key=lambda way: way.would_take)
    return [*people[:1], *shared_people(found), *_one_desk(found), *people[1:], *advised]


def _people(found: Problem) -> Iterator[Way]:
    """Yield what needs no change but in the number of people: none; what the work needs; what the plan takes."""
    team, people = found.team, found.before["before_people"]
    yield found.staffed("nothing" if found.now is not None else "planned", people)
    planned, needed = team.value("heads"), team.value("lo") if found.misfit else team.value("heads")
    seen = {people}
    for kind, least in (("hire", needed), ("planned", planned)):
        heads = least if people is None else max(least, min(people, found.kept))
        if heads not in seen and (people is None or heads > people or _work_is_known(team)):
            seen.add(heads)
            yield found.staffed(kind, heads)


def _work_is_known(team: Node) -> bool:
    """Tell whether there is evidence of all the work: without it nobody can say that fewer people would do."""
    return all(segment.value("csms_by_time") is not None for segment in team.below["segment"])


def _one_desk(found: Problem) -> Iterator[Way]:
    """Yield the best of two desks that become one, with the people of both teams: of a few, what needs the fewest."""
    role = found.team.above["role"].name
    teams = [each for each in found.inputs.root.below["team"] if each.below.get("desk")]
    tried = []
    for other in [each for each in teams if each.above["role"].name == role][: MOST_SHARED + 1]:
        same = other.name == found.team.name
        both = found if same else against(found.start.plan, found.inputs, found.misfit, found.team, other)
        own = [desk.name for desk in found.team.below.get("desk", ())]
        theirs = [desk.name for desk in desks_in(both.start) if desk.name not in own] if not same else own
        pairs = [(a, b) for a in own for b in theirs if a < b or not same]
        for one, second in pairs:
            move = one_desk(both.start, one, second, (found.team.name, other.name))
            changed = move and move.apply(both.start, 1.0)
            apart, together = (
                both.start.root.value("at_least_people"),
                changed and changed.root.value("at_least_people"),
            )
            if move is not None and changed is not None and together is not None and together < apart:
                share = [] if same else [shared((found.team.name, other.name)).step(1.0)]
                tried.append(both.way("one_desk", [move.step(1.0), *share], changed))
    if tried:
        yield min(tried, key=lambda way: (not way.closes, way.root.value("cost_change") or 0.0))


def trials(found: Problem) -> list[Trial]:
    """Return the changes worth trying, each by itself: as little of it as it takes, else as much of it as helps."""
    result = []
    for move in _moves(found):
        amount = _amount(found, move)
        changed = move.apply(found.start, amount)
        if changed is not None:
            result.append(Trial(move, amount, _way(found, move, amount, changed)))
    return result


def _way(found: Problem, move: Move, amount: float, changed: Situation) -> Way:
    """Return a way out; of a segment that goes to a pool that is there, held against both teams as they are."""
    pool = pool_of(found.inputs.root, _pooled_role_name(found)) if move.kind == "pool" else None
    if pool is None or pool.name == found.team.name:
        return found.way(move.kind, [move.step(amount)], changed)
    role, tier = pooled_role(found.start.plan, found.team.above["role"])
    both = against(found.start.plan, found.inputs, found.misfit, found.team, pool)
    index = next(at for at, each in enumerate(both.start.placed) if each.segment.name == move.subject)
    joined = pooled(both.start, index, str(role), tier, pool.name)
    there = joined.apply(both.start, amount)
    if there is None:
        return found.way(move.kind, [move.step(amount)], changed)
    return both.way("pool", [joined.step(1.0)], there)


def _pooled_role_name(found: Problem) -> str:
    return str(pooled_role(found.start.plan, found.team.above["role"])[0])


def _moves(found: Problem) -> Iterator[Move]:
    """Yield changes of the work where there is too much of it, and of money where there is too little."""
    start, gap = found.start, found.team.value("gap")
    if found.misfit or (gap is not None and gap > 0):
        avoidable = [task for task, hours in hours_by_task(start, "avoidable_hours").items() if hours]
        yield from (fixed(start, task) for task in avoidable[:TASKS])
        yield from _best(found, _pools(found))
        yield from _best(found, _tiers(found))
        yield from (rarer(start, task) for task in list(hours_by_task(start, "hours", _PROACTIVE))[:TASKS])
        yield from promised(start)
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

    amount, result = least_written(found.judge(found.start), attempt, move)
    if move.kind == "times" and (not result.fits or not result.heads or amount > 1 - CLOSE):
        return _HALF
    return amount


def _useful(found: Problem, way: Way, hiring: float) -> bool:
    """Tell whether a way closes the gap, or some of it, makes people cost less than hiring them, or the work less."""
    value = way.root.value
    less = (value("saving") or 0.0) > 0 or (value("hours_released") or 0.0) > 0
    if not found.misfit and way.verdict in _HOLDS and way.cost_of_people < hiring:
        return True
    return way.closes or less or (found.misfit and found.closed(way) > SMALLEST)


def _a_number_only(way: Way, heads: Collection[float | None]) -> bool:
    """Tell whether a target that closes no gap brings no more than a number of people that is there anyway."""
    return not way.closes and way.kind in TARGETS and way.root.value("heads") in heads


def _in_vain(way: Way, people: Sequence[Way]) -> bool:
    """Tell whether nobody would choose a way: so large a change that is not enough, or less service for nothing.

    For nothing it is where as few people, without any change, cost no more, leave no more undone and hold as well.
    """
    if way.would_take and way.verdict not in FITS | {"unchecked"}:
        return True
    if way.kind not in LESS_SERVICE or len(way.root.below["team"]) > 1:
        return False

    def does(other: Way) -> bool:
        worse = any(exceeds(other.root.value(name), way.root.value(name)) for name in ("heads", "hours_not_delivered"))
        worse = worse or exceeds(other.cost_of_people, way.cost_of_people)
        return not worse and (other.verdict in FITS or way.verdict not in FITS)

    return any(map(does, people))


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
