"""What would make a team fit: one thing changed at a time, as little as it takes, each computed through the figures."""

from __future__ import annotations

from heapq import nlargest, nsmallest
from typing import TYPE_CHECKING, Any, NamedTuple

from csplan.engine.nodes import Node
from csplan.inputs import matching_rule
from csplan.moves.kinds import Step, common, dearer, eased, hours_by_task, rarer, retiered, served
from csplan.moves.search import CLOSE, NOWHERE, SMALLEST, Outcome, least, outcome
from csplan.moves.situation import situation
from csplan.plan.placing import tiers_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csplan.engine.tree import Changes
    from csplan.inputs import Inputs
    from csplan.moves.kinds import Move
    from csplan.moves.situation import Situation
    from csplan.plan.document import Plan
    from csplan.plan.placing import Placed

LARGEST_TASKS = 3
MOST_PARTNERS = 3
"""Teams tried for sharing people, those that promise the most."""
MOST_MOVED = 5
"""Segments of a team tried in other tiers: those that lack the most."""
_LOOKED_AT = 50
"""Teams whose bounds are added up to tell which promise the most: those with the most to spare."""


class Lever(NamedTuple):
    """One change and what it does.

    ``before`` and ``after`` are in ``unit`` (texts for a role, a tier or a team); ``change`` is a share of before
    (points for a margin). ``closes`` of ``shortfall`` CSMs are closed; ``heads`` is the team's number then.
    """

    lever: str
    subject: str
    unit: str
    before: float | str | None
    after: float | str | None
    change: float | None
    fits: bool
    closes: float
    shortfall: float
    heads: float | None

    @property
    def step(self) -> Step:
        """The change by itself."""
        return Step(self.lever, self.subject, self.unit, self.before, self.after, self.change)


def levers(plan: Plan, inputs: Inputs, team: Node) -> list[Lever]:
    """Return the levers of a team whose bounds leave no whole number of people; those that close the gap first."""
    if not team.value("shortfall"):
        return []
    start = situation(plan, inputs, team)
    found = [
        *_work(start, team),
        *_price(start, team),
        *(_by(move, start, team) for move in eased(start)),
        *_cost_of_a_csm(start, team),
        *_other_role(start, team),
        *_other_tier(start, team),
        *_shared_team(inputs, start, team),
    ]
    useful = [lever for lever in found if lever.fits or lever.closes > SMALLEST]
    return sorted(useful, key=lambda lever: not lever.fits)


def _lever(team: Node, step: Step, found: Outcome) -> Lever:
    short = team.value("shortfall")
    return Lever(*step, found.fits, short - found.shortfall, short, found.heads)


def _after(changed: Situation | None) -> Outcome:
    return NOWHERE if changed is None else outcome(changed.root)


def _least(move: Move, start: Situation) -> tuple[float, Outcome]:
    return least(
        outcome(start.root),
        lambda amount: _after(move.apply(start, amount)),
        move.most,
        bound=move.bound,
        tries=move.tries,
    )


def _by(move: Move, start: Situation, team: Node) -> Lever:
    amount, found = _least(move, start)
    return _lever(team, move.step(amount), found)


def _work(start: Situation, team: Node) -> Iterator[Lever]:
    """Less work: fewer hours for each customer, less complexity, the largest tasks done less often."""
    workload, customers = team.value("workload"), team.value("customers")
    if not workload:
        return

    def less(share: float) -> Changes:
        return {
            ("segment", each.name): {"complexity": each.value("complexity") * (1 - share)} for each in start.segments
        }

    share, found = least(outcome(start.root), lambda share: _after(start.changed(less(share))), 1.0, bound="work")
    if share < 1 - CLOSE:  # with no work left there would be nothing to plan
        hours = workload / customers
        yield _lever(team, Step("hours", "", "HoursPerCustomer", hours, hours * (1 - share), -share), found)
        before = common({each.value("complexity") for each in start.segments})
        after = None if before is None else before * (1 - share)
        placed = {each.segment.name: each for each in start.placed}
        simpler = {
            (level, name): {**change, **_rule(start.plan, placed[name], change["complexity"])}
            for (level, name), change in less(share).items()
        }
        step = Step("complexity", "", "Factor", before, after, -share)
        yield _lever(team, step, _after(start.changed(simpler)))
    for task in list(hours_by_task(start, "hours"))[:LARGEST_TASKS]:
        yield from _rarer(start, team, task)


def _rule(plan: Plan, placed: Placed, complexity: float) -> dict[str, Any]:
    """Return the ARR per CSM that a rule pack has for another complexity, where the segment states none."""
    if placed.segment.arr_per_csm is not None or plan.rules is None:
        return {}
    rule = matching_rule(plan.rules, placed.tier, complexity, plan.document.stage)
    return {"arr_per_csm": rule.value if rule else None}


def _rarer(start: Situation, team: Node, task: str) -> Iterator[Lever]:
    move = rarer(start, task)
    share, found = _least(move, start)
    if share > 1 - CLOSE:
        share, found = 1.0, _after(move.apply(start, 1.0))
    if found.heads != 0:  # else it was all there is
        yield _lever(team, move.step(share), found)


def _price(start: Situation, team: Node) -> Iterator[Lever]:
    """A higher price for every customer of the team."""
    if team.value("arr"):
        yield _by(dearer(start), start, team)


def _cost_of_a_csm(start: Situation, team: Node) -> Iterator[Lever]:
    """A CSM who costs less."""
    role, cost = team.above["role"].name, team.above["role"].value("csm_cost")

    # In times that the money goes further: the CSMs that it pays for are a straight line in that, and soon found.
    def cheaper(further: float) -> Outcome:
        return _after(start.changed({("role", role): {"csm_cost": cost / (1 + further)}}))

    further, found = least(outcome(start.root), cheaper, 99.0, bound="money")
    after = cost / (1 + further)
    yield _lever(team, Step("csm_cost", role, "MoneyPerCSM", cost, after, after / cost - 1), found)


def _other_role(start: Situation, team: Node) -> Iterator[Lever]:
    """Another role of the plan serves the whole team: its hours and its cost."""
    now = team.above["role"].name
    for role in start.plan.document.roles or ():
        if role != now:
            moved = start.placed_anew([placed._replace(role=role) for placed in start.placed])
            yield _lever(team, Step("role", "", "Text", now, role, None), _after(moved))


def _other_tier(start: Situation, team: Node) -> Iterator[Lever]:
    """One segment is served as another tier: of all such moves, the best for each segment."""
    for index in lacking_most(start):
        placed, tried = start.placed[index], []
        for tier in tiers_of(start.plan.document, start.plan.rules):
            if placed.tier is not None and tier.name != placed.tier.name and served(start.plan, tier):
                move = retiered(start, index, tier)
                tried.append((move.step(1.0), _after(move.apply(start, 1.0))))
        if tried:
            step, found = min(tried, key=lambda each: (not each[1].fits, each[1].shortfall))
            yield _lever(team, step, found)


def lacking_most(start: Situation) -> list[int]:
    """Return which segments of a team lack the most CSMs, by their place in it."""
    segments = start.segments
    return sorted(nlargest(MOST_MOVED, range(len(segments)), key=lambda index: _lack(segments[index])))


def _lack(segment: Node) -> float:
    return (segment.value("csms_at_least") or 0.0) - (segment.value("csms_at_most") or 0.0)


def _shared_team(inputs: Inputs, start: Situation, team: Node) -> Iterator[Lever]:
    """The team shares people with another of the same role: the slack of one serves the other."""
    partners = (
        other
        for other in inputs.root.below["team"]
        if other.name != team.name
        and other.above["role"].name == team.above["role"].name
        and other.value("at_most") is not None
    )
    # Joined teams add their bounds: that tells who is worth joining, before any of it is computed in full.
    spare = nsmallest(_LOOKED_AT, partners, key=lambda other: (other.value("at_least") or 0.0) - other.value("at_most"))
    worth = nsmallest(MOST_PARTNERS, spare, key=lambda other: _joined_shortfall(team, other) - _shortfalls(team, other))
    tried = []
    for other in worth:
        others = (inputs.placed[segment.name] for segment in other.below["segment"])
        joined = [*start.placed, *(placed._replace(team=team.name) for placed in others)]
        tried.append((_after(start.placed_anew(joined)), _shortfalls(team, other), other))
    if tried:
        found, short, other = min(tried, key=lambda each: (not each[0].fits, each[0].shortfall - each[1]))
        step = Step("team", "", "Text", team.name, other.name, None)
        yield Lever(*step, found.fits, short - found.shortfall, short, found.heads)


def _shortfalls(*teams: Node) -> float:
    return sum(team.value("shortfall") or 0.0 for team in teams)


def _joined_shortfall(team: Node, other: Node) -> float:
    bounds = {
        "at_least": (team.value("at_least") or 0.0) + (other.value("at_least") or 0.0),
        "at_most": team.value("at_most") + other.value("at_most"),
    }
    return Node("team", team.name, bounds, team.above).value("shortfall") or 0.0
