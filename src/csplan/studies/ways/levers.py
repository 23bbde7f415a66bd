"""What would make it fit: one thing changed at a time, as little as it takes, each computed through the figures.

Where nothing that one would advise is enough alone, a few changes together may be (at_once).

The gap is the company's: while its accounts hold there is nothing to close, whatever a single team's bounds say. Where
every team has to hold by itself (``holds: team``), each has a gap of its own.
"""

from __future__ import annotations

from heapq import nlargest
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from csplan.figures.arithmetic import exceeds, larger
from csplan.figures.whole import people_up
from csplan.plan.placing import tiers_of
from csplan.studies.ways.at_once import at_once
from csplan.studies.ways.kinds import cheaper, eased, hours_by_task, rarer, simpler
from csplan.studies.ways.lever import ABSURD, FEW_POINTS, NO_ADVICE, Lever, absurd, is_advice
from csplan.studies.ways.places import pooled, retiered, served, served_by, shared
from csplan.studies.ways.pool import pool_of, pooled_role
from csplan.studies.ways.price import dearer
from csplan.studies.ways.promises import promised
from csplan.studies.ways.search import CLOSE, NOWHERE, SMALLEST, Outcome, outcome
from csplan.studies.ways.situation import situation
from csplan.studies.ways.written import least_written

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from csplan.engine.nodes import Node
    from csplan.inputs.build import Inputs
    from csplan.plan.plan import Plan
    from csplan.studies.ways.kinds import Move
    from csplan.studies.ways.search import Attempt
    from csplan.studies.ways.situation import Situation

LARGEST_TASKS = 3
MOST_SHARED = 3
"""Pairs of teams tried for sharing people, those that promise the most."""
MOST_MOVED = 5
"""Segments tried in other tiers or roles: those that lack the most."""
_MODEST = {
    "hours": ABSURD * (1 + CLOSE),
    "price": ABSURD * (1 + CLOSE),
    "gross_margin": FEW_POINTS * (1 + CLOSE),
    "operating_margin": FEW_POINTS * (1 + CLOSE),
}
"""Changes, each with an amount beyond which it is no advice."""
_LOOKED_AT = 50
"""Teams of which pairs are looked at: those whose people would be least busy."""


class Gaps(NamedTuple):
    """The levers of the company's gap, and of each team's where every team has to hold by itself."""

    company: list[Lever]
    teams: dict[str, list[Lever]]


def gaps(plan: Plan, inputs: Inputs, teams: Sequence[Node], *, everything: bool = True) -> Gaps:
    """Return the levers of all gaps there are, of these teams where teams have to hold by themselves.

    Without ``everything`` only what one would advise, unless that is nothing: to find the rest takes time.
    """
    root = inputs.root
    if root.value("verdict") != "over-budget":
        return Gaps([], {})

    def found(team: Node | None = None) -> list[Lever]:
        return (not everything and levers(plan, inputs, team, everything=False)) or levers(plan, inputs, team)

    if root.value("holds") != "team":
        return Gaps(found(), {})
    return Gaps([], {team.name: found(team) for team in teams if team.value("verdict") == "over-budget"})


def of_team(found: Gaps, team: str) -> list[Lever]:
    """Return the levers of a team's own gap, and those of the company's that touch it and not all teams."""
    company = (lever for lever in found.company if team in lever.teams and not lever.also)
    return [*found.teams.get(team, ()), *company]


def levers(plan: Plan, inputs: Inputs, team: Node | None = None, *, everything: bool = True) -> list[Lever]:
    """Return the levers of the company's gap, or of one team's by itself: sharing first, then what closes it.

    None where there is no gap: where all the work is done by whole people who are paid for. Without ``everything``,
    only what one would advise.
    """
    teams = inputs.root.below["team"] if team is None else [team]
    start = situation(plan, inputs, *teams)
    short = outcome(start.root).shortfall
    if not 0 < short < float("inf"):
        return []
    found = [
        *_shared(plan, inputs, start, team, short),
        *(_lever(start, move, short) for move in _sliding(start) if everything or not _too_much(start, move)),
        *_other_role(start, short),
        *_pool(start, short, everything=everything),
        *_other_tier(start, short, everything=everything),
        *(_lever(start, move, short) for move in promised(start)),
    ]
    if len(teams) == 1:
        found = [lever._replace(teams=_names(teams)) for lever in found]
    useful = [lever for lever in found if (lever.fits or lever.closes > SMALLEST) and not _nothing_left(lever)]
    if team is None:
        useful += at_once(start, useful)
    if not everything:
        useful = list(filter(is_advice, useful))
    return sorted(useful, key=lambda lever: (lever.would_take, not lever.fits, lever.step.kind != "team"))


def _nothing_left(lever: Lever) -> bool:
    """Tell whether a lever takes away all the work there is, so that nothing is left to plan."""
    share = -(lever.step.change or 0.0)
    return lever.step.kind == "hours" and share >= 1 - CLOSE


def _sliding(start: Situation) -> Iterator[Move]:
    """Yield changes that are made to a degree: less work, a higher price, lower targets, a CSM who costs less."""
    if start.root.value("workload"):
        yield simpler(start)
        yield from (rarer(start, task) for task in list(hours_by_task(start, "hours"))[:LARGEST_TASKS])
    if start.root.value("arr"):
        yield dearer(start)
    yield from eased(start)
    roles = {team.above["role"].name: team.above["role"] for team in start.root.below["team"]}
    yield from (cheaper(role) for role in roles.values() if role.value("csm_cost"))


def _attempts(start: Situation, move: Move) -> Attempt:
    """Return what tells what some of a change does."""

    def attempt(amount: float) -> Outcome:
        changed = move.apply(start, amount)
        return NOWHERE if changed is None else outcome(changed.root)

    return attempt


def _too_much(start: Situation, move: Move) -> bool:
    """Tell whether a change is surely no advice: it never is one, or no modest amount is enough and a larger one is."""
    modest = _MODEST.get(move.kind)
    if modest is None or modest >= move.most or any(jump <= modest for jump in move.jumps):
        return move.kind == NO_ADVICE
    attempt = _attempts(start, move)
    if outcome(start.root).may_fit(attempt(modest)):
        return False
    return any(attempt(amount).fits for amount in ((modest + move.most) / 2, move.most))


def _lever(start: Situation, move: Move, short: float, teams: tuple[str, ...] = ()) -> Lever:
    """Return a change by itself: as little of it as it takes, else as far as it gets."""
    attempt = _attempts(start, move)
    if move.whole:
        amount, found = move.most, attempt(move.most)
    else:
        amount, found = least_written(outcome(start.root), attempt, move)
    if move.kind == "times" and amount > 1 - CLOSE:
        amount, found = 1.0, attempt(1.0)
    if not found.fits and found.shortfall <= SMALLEST:
        found = NOWHERE  # all is paid for, and something else is in the way: nothing is closed
    step = move.step(amount)
    return Lever(move, step, found, short, absurd(start, step), teams)


def _other_role(start: Situation, short: float) -> Iterator[Lever]:
    """Another role of the plan serves a whole team: of those that lack the most."""
    teams = start.root.below["team"]
    most = nlargest(MOST_MOVED, teams, key=_lack)
    for team in teams:
        if any(team is each for each in most):
            for role in start.plan.document.roles or ():
                if role != team.above["role"].name:
                    move = served_by(team, role, alone=len(teams) == 1)
                    yield _lever(start, move, short, (team.name,))


def _pool(start: Situation, short: float, *, everything: bool) -> Iterator[Lever]:
    """One segment goes to the pool that is there."""
    for index in lacking_most(start):
        old = start.placed[index]
        role, tier = pooled_role(start.plan, start.segments[index].above["role"])
        pool = None if role is None else pool_of(start.root, role)
        if pool is not None and (tier is None or served(start.plan, tier)):
            move = pooled(start, index, str(role), tier, pool.name)
            if everything or not _absurd(start, move):
                yield _lever(start, move, short, (old.team,))


def _other_tier(start: Situation, short: float, *, everything: bool) -> Iterator[Lever]:
    """One segment is served as another tier: of all such moves, the best for each segment.

    One that nobody would take as advice is another matter: it is said beside the best where only it is enough.
    """
    for index in lacking_most(start):
        old = start.placed[index]
        moves = [
            retiered(start, index, tier)
            for tier in tiers_of(start.plan.document, start.plan.rules)
            if old.tier is not None and tier.name != old.tier.name and served(start.plan, tier)
        ]
        tried = (_lever(start, move, short, (old.team,)) for move in moves if not _absurd(start, move))
        best = min(tried, key=_left_open, default=None)
        if best is not None:
            yield best
        if everything and (best is None or not best.fits):
            tried = (_lever(start, move, short, (old.team,)) for move in moves if _absurd(start, move))
            far = min(tried, key=_left_open, default=None)
            if far is not None and (far.fits or best is None):
                yield far


def _left_open(lever: Lever) -> tuple[bool, float]:
    return not lever.fits, lever.found.shortfall


def _absurd(start: Situation, move: Move) -> bool:
    """Tell whether nobody would take a change as advice that is made or not."""
    return absurd(start, move.step(move.most))


def lacking_most(start: Situation) -> list[int]:
    """Return which segments lack the most CSMs, by their place among them."""
    segments = start.segments
    order = {each.segment.name: index for index, each in enumerate(start.placed)}
    return sorted(order[each.name] for each in nlargest(MOST_MOVED, segments, key=_lack_of_segment))


def _lack_of_segment(segment: Node) -> float:
    return (segment.value("csms_at_least") or 0.0) - (segment.value("csms_at_most") or 0.0)


def _lack(team: Node) -> float:
    return (team.value("at_least") or 0.0) - (team.value("at_most") or 0.0)


def _shared(plan: Plan, inputs: Inputs, start: Situation, team: Node | None, short: float) -> Iterator[Lever]:
    """Teams of one role share their people: of the pairs that promise the most, the best; and all of a role."""
    if team is not None:
        yield from _shared_with(plan, inputs, team)
        return
    by_role: dict[str, list[Node]] = {}
    for each in start.root.below["team"]:
        if each.value("at_least") is not None:
            by_role.setdefault(each.above["role"].name, []).append(each)
    tried = []
    for teams in by_role.values():
        spare = nlargest(_LOOKED_AT, teams, key=lambda each: each.value("lo") - each.value("at_least"))
        pairs = nlargest(MOST_SHARED, combinations(spare, 2), key=_saved)
        tried += [_lever(start, shared(names), short, names) for pair in pairs if (names := _names(pair))]
    pair = min((lever.found.shortfall for lever in tried), default=short)
    whole = (_lever(start, shared(_names(teams)), short, _names(teams)) for teams in by_role.values() if teams[2:])
    more = [lever for lever in whole if exceeds(pair - SMALLEST, lever.found.shortfall)]
    best = min(tried, key=lambda lever: lever.found.shortfall, default=None)
    yield from more if best is None else (best, *more)


def _names(teams: Sequence[Node]) -> tuple[str, ...]:
    return tuple(team.name for team in teams)


def _saved(pair: tuple[Node, Node]) -> float:
    """Return how many whole people fewer two teams need together, before it is computed in full."""
    one, other = pair
    sums = [
        sum(segment.value(name) or 0.0 for team in pair for segment in team.below["segment"])
        for name in ("csms_by_time", "csms_by_cap", "csms_by_coverage", "csms_by_service_level")
    ]
    return float(one.value("lo") + other.value("lo") - (people_up(larger(*sums)) or 0.0))


def _shared_with(plan: Plan, inputs: Inputs, team: Node) -> Iterator[Lever]:
    """Return the best of the teams of the same role with which one could share people, both held together."""
    role = team.above["role"].name
    others = [each for each in inputs.root.below["team"] if each.name != team.name and each.above["role"].name == role]
    known = [each for each in others if each.value("at_most") is not None]
    tried = []
    for other in nlargest(MOST_SHARED, known, key=lambda each: -_lack(each)):
        start = situation(plan, inputs, team, other)
        names = (team.name, other.name)
        tried.append(_lever(start, shared(names), outcome(start.root).shortfall, names))
    if tried:
        yield min(tried, key=lambda lever: (not lever.fits, -lever.closes))
