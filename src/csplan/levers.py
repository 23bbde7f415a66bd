"""What would make a team fit: one thing changed at a time, as little as it takes, each computed through the figures."""

from __future__ import annotations

from dataclasses import replace
from heapq import nlargest, nsmallest
from math import inf
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from csplan.engine.nodes import Node
from csplan.engine.tree import what_if
from csplan.inputs import build, matching_rule
from csplan.plan.placing import role_of, tiers_of
from csplan.plan.types import for_tier

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from csplan.engine.tree import Changes
    from csplan.inputs import Inputs
    from csplan.plan.document import Plan
    from csplan.plan.placing import Placed
    from csplan.plan.tasks import Task
    from csplan.plan.tiers import Tier

LARGEST_TASKS = 3
MOST_PARTNERS = 3
"""Teams tried for sharing people, those that promise the most."""
_STEPS = 100
_EDGE = 1e-10
"""A fitting change whose bound is this close to the other is the least one."""
_CLOSE = 1e-4
_HALF = 0.5
_SMALLEST = 1e-6
"""A lever that closes less than this many CSMs does nothing."""
_MOST_MOVED = 5
"""Segments of a team tried in other tiers: those that lack the most."""
_LOOKED_AT = 50
"""Teams whose bounds are added up to tell which promise the most: those with the most to spare."""
_WAYPOINTS = 24
"""Looked at on the way to the most, where more of a change is not always better."""


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


class _Outcome(NamedTuple):
    """What a change does: ``work`` and ``money`` are what each bound still lacks, below 0 what it has to spare."""

    fits: bool
    shortfall: float
    work: float
    money: float
    heads: float | None


_NOWHERE = _Outcome(fits=False, shortfall=inf, work=inf, money=inf, heads=None)


def levers(plan: Plan, inputs: Inputs, team: Node) -> list[Lever]:
    """Return the levers of a team whose bounds leave no whole number of people; those that close the gap first."""
    if not team.value("shortfall"):
        return []
    found = [
        *_work(plan, inputs, team),
        *_price(plan, inputs, team),
        *_targets(inputs, team),
        *_cost_of_a_csm(inputs, team),
        *_other_role(plan, inputs, team),
        *_other_tier(plan, inputs, team),
        *_shared_team(plan, inputs, team),
    ]
    useful = [lever for lever in found if lever.fits or lever.closes > _SMALLEST]
    return sorted(useful, key=lambda lever: not lever.fits)


def _outcome(team: Node) -> _Outcome:
    at_least, at_most = team.value("at_least"), team.value("at_most")
    lo, hi = team.value("lo"), team.value("hi")
    if at_most is None or hi is None:
        # Nothing says any more what may be spent: that closes no gap.
        return _NOWHERE
    work, money = (at_least or 0.0) - hi, lo - at_most
    return _Outcome(lo <= hi, team.value("shortfall") or 0.0, work, money, team.value("heads"))


def _try(inputs: Inputs, team: Node, changes: Changes) -> _Outcome:
    return _outcome(what_if(inputs.root, changes, only={team.name}).below["team"][0])


def _least(
    team: Node, attempt: Callable[[float], _Outcome], most: float, *, moves: Literal["work", "money"], tries: int = 1
) -> tuple[float, _Outcome]:
    """Return the least change up to ``most`` that makes the team fit, and what it does; else how far it gets.

    ``moves`` says which bound the change moves, so that the distance to the other runs smoothly towards 0. Looks at
    ``tries`` steps on the way, because more of a change is not always better; then closes in on the edge by regula
    falsi (Illinois): a few evaluations, because most levers are straight lines.
    """
    below, start = 0.0, _outcome(team)
    distance_below = getattr(start, moves)
    best = below, start
    for step in range(1, tries + 1):
        above = most * step / tries
        outcome = attempt(above)
        if outcome.fits:
            break
        if outcome.shortfall < best[1].shortfall:
            best = above, outcome
        below, distance_below = above, getattr(outcome, moves)
    else:
        return _enough(attempt, *best)
    distance_above = getattr(outcome, moves)
    for _ in range(_STEPS):
        if above - below <= _EDGE * most or getattr(outcome, moves) >= -_EDGE:
            break
        weight = distance_below / (distance_below - distance_above) if 0 < distance_below < inf else _HALF
        middle = below + (above - below) * min(max(weight, _SMALLEST), 1 - _SMALLEST)
        tried = attempt(middle)
        if tried.fits:
            above, outcome, distance_above = middle, tried, getattr(tried, moves)
            distance_below /= 2
        else:
            below, distance_below = middle, getattr(tried, moves)
            distance_above /= 2
    return above, outcome


def _enough(attempt: Callable[[float], _Outcome], most: float, best: _Outcome) -> tuple[float, _Outcome]:
    """Return the least change that gets as far as ``most`` does: beyond it, some other bound is in the way."""
    above, below = most, 0.0
    share = 0.999
    while above - below > _CLOSE * most:
        middle = below + (above - below) * share
        outcome = attempt(middle)
        if outcome.shortfall <= best.shortfall + _SMALLEST:
            above, best = middle, outcome
        elif share > _HALF:
            return above, best
        else:
            below = middle
        share = _HALF
    return above, best


def _lever(  # noqa: PLR0913, PLR0917 - the parts of a lever
    team: Node,
    lever: str,
    subject: str,
    unit: str,
    before: float | str | None,
    after: float | str | None,
    change: float | None,
    outcome: _Outcome,
) -> Lever:
    short = team.value("shortfall")
    closes = short - outcome.shortfall
    return Lever(lever, subject, unit, before, after, change, outcome.fits, closes, short, outcome.heads)


def _segments(team: Node) -> Sequence[Node]:
    return team.below["segment"]


def _work(plan: Plan, inputs: Inputs, team: Node) -> Iterator[Lever]:
    """Less work: fewer hours for each customer, less complexity, the largest tasks done less often."""
    workload, customers = team.value("workload"), team.value("customers")
    if not workload:
        return

    def less(share: float) -> Changes:
        return {
            ("segment", each.name): {"complexity": each.value("complexity") * (1 - share)} for each in _segments(team)
        }

    share, outcome = _least(team, lambda share: _try(inputs, team, less(share)), 1.0, moves="work")
    if share < 1 - _CLOSE:  # with no work left there would be nothing to plan
        hours = workload / customers
        yield _lever(team, "hours", "", "HoursPerCustomer", hours, hours * (1 - share), -share, outcome)
        complexities = {each.value("complexity") for each in _segments(team)}
        before = complexities.pop() if len(complexities) == 1 else None
        after = None if before is None else before * (1 - share)
        simpler = {
            (level, name): {**change, **_rule(plan, inputs.placed[name], change["complexity"])}
            for (level, name), change in less(share).items()
        }
        yield _lever(team, "complexity", "", "Factor", before, after, -share, _try(inputs, team, simpler))
    hours_by_task: dict[str, float] = {}
    for each in _segments(team):
        rows = each.rows["task"]
        for task, task_hours in zip(rows.inputs["task"], rows.column("task_hours") or (), strict=True):
            hours_by_task[task] = hours_by_task.get(task, 0.0) + each.value("complexity") * task_hours
    for task in sorted(hours_by_task, key=lambda task: -hours_by_task[task])[:LARGEST_TASKS]:
        yield from _rarer(inputs, team, task)


def _rule(plan: Plan, placed: Placed, complexity: float) -> dict[str, Any]:
    """Return the ARR per CSM that a rule pack has for another complexity, where the segment states none."""
    if placed.segment.arr_per_csm is not None or plan.rules is None:
        return {}
    rule = matching_rule(plan.rules, placed.tier, complexity, plan.document.stage)
    return {"arr_per_csm": rule.value if rule else None}


def _rarer(inputs: Inputs, team: Node, task: str) -> Iterator[Lever]:
    def column(segment: Node, share: float) -> list[float]:
        rows = segment.rows["task"].inputs
        pairs = zip(rows["task"], rows["times"], strict=True)
        return [times * (1 - share) if name == task else times for name, times in pairs]

    def less(share: float) -> Changes:
        return {("task", each.name): {"times": column(each, share)} for each in _segments(team)}

    # Less of one kind of work moves money between the two accounts, which may take from the one that binds.
    tries = _WAYPOINTS if any(each.value("growth_budget") is not None for each in _segments(team)) else 1
    share, outcome = _least(team, lambda share: _try(inputs, team, less(share)), 1.0, moves="work", tries=tries)
    if share > 1 - _CLOSE:
        share, outcome = 1.0, _try(inputs, team, less(1.0))
    if outcome.heads == 0:
        return  # it was all there is
    frequencies = {
        times
        for each in _segments(team)
        for name, times in zip(each.rows["task"].inputs["task"], column(each, 0.0), strict=True)
        if name == task
    }
    before = frequencies.pop() if len(frequencies) == 1 else None
    after = None if before is None else before * (1 - share)
    yield _lever(team, "times", task, "Times", before, after, -share, outcome)


def _price(plan: Plan, inputs: Inputs, team: Node) -> Iterator[Lever]:
    """A higher price for every customer of the team."""
    arr, customers = team.value("arr"), team.value("customers")
    if not arr:
        return
    members = _members(inputs, team)
    economics = plan.document.economics
    credited = economics is not None and economics.growth is not None and economics.growth.credited_revenue is not None

    def dearer(share: float) -> _Outcome:
        moved = [_dearer(plan, placed, 1 + share) for placed in members]
        retiered = [new.tier for new, old in zip(moved, members, strict=True) if new.tier is not old.tier]
        if not all(tier is not None and _served(plan, tier) for tier in retiered):
            return _NOWHERE
        if credited or retiered:
            return _moved(plan, team, moved)
        raised = {("segment", each.name): {"arr": each.value("arr") * (1 + share)} for each in _segments(team)}
        return _try(inputs, team, raised)

    # A cap on ARR makes a higher price ask for more people too, and another tier for other work.
    winding = any(each.value("arr_cap") for each in _segments(team)) or any(
        placed.segment.tier is None and placed.tier is not None for placed in members
    )
    share, outcome = _least(team, dearer, 3.0, moves="money", tries=_WAYPOINTS if winding else 1)
    acv = arr / customers
    yield _lever(team, "price", "", "MoneyPerCustomer", acv, acv * (1 + share), share, outcome)


def _dearer(plan: Plan, placed: Placed, factor: float) -> Placed:
    """Return a segment at another price, and so perhaps in another tier."""
    arr = (placed.arr or 0.0) * factor
    if placed.sums is None:
        placed = placed._replace(arr=arr, segment=placed.segment.model_copy(update={"arr": arr}))
    else:
        placed = placed._replace(arr=arr, sums=replace(placed.sums, arr=arr))
    acv = placed.acv
    if placed.segment.tier is not None or acv is None:
        return placed
    tiers = tiers_of(plan.document, plan.rules)
    return _retiered(plan, placed, next((tier for tier in tiers if tier.acv.holds(acv)), None))


def _retiered(plan: Plan, placed: Placed, tier: Tier | None) -> Placed:
    teams = (team for team in plan.document.teams or () if team.name == placed.team)
    first = next(iter(plan.document.roles or ()), None)
    return placed._replace(tier=tier, role=role_of(placed.segment, next(teams, None), tier, first))


def _targets(inputs: Inputs, team: Node) -> Iterator[Lever]:
    """A lower margin target, or a larger budget: whichever targets the team has."""
    for lever, name, direction, end in (
        ("gross_margin", "gross_margin_target", -1.0, 0.0),  # below it every customer is a loss
        ("operating_margin", "operating_margin_target", -1.0, 0.0),
        ("growth_cost", "growth_cost_ratio", 1.0, 2.0),
        ("cs_budget", "cs_budget_share", 1.0, 1.0),
    ):
        held = [each for each in _segments(team) if each.value(name) is not None]
        most = direction * (end - max((each.value(name) for each in held), default=end))
        if most > 0:
            yield _target(inputs, team, held, lever, name, direction, most)


def _target(  # noqa: PLR0913, PLR0917 - what one kind of target is
    inputs: Inputs, team: Node, held: Sequence[Node], lever: str, name: str, direction: float, most: float
) -> Lever:
    def eased(points: float) -> Changes:
        return {("segment", each.name): {name: each.value(name) + direction * points} for each in held}

    points, outcome = _least(team, lambda points: _try(inputs, team, eased(points)), most, moves="money")
    values = {each.value(name) for each in held}
    before = values.pop() if len(values) == 1 else None
    after = None if before is None else before + direction * points
    return _lever(team, lever, "", "Share", before, after, direction * points, outcome)


def _cost_of_a_csm(inputs: Inputs, team: Node) -> Iterator[Lever]:
    """A CSM who costs less."""
    role, cost = team.above["role"].name, team.above["role"].value("csm_cost")

    # In times that the money goes further: the CSMs that it pays for are a straight line in that, and soon found.
    def cheaper(further: float) -> Changes:
        return {("role", role): {"csm_cost": cost / (1 + further)}}

    further, outcome = _least(team, lambda further: _try(inputs, team, cheaper(further)), 99.0, moves="money")
    after = cost / (1 + further)
    yield _lever(team, "csm_cost", role, "MoneyPerCSM", cost, after, after / cost - 1, outcome)


def _other_role(plan: Plan, inputs: Inputs, team: Node) -> Iterator[Lever]:
    """Another role of the plan serves the whole team: its hours and its cost."""
    now = team.above["role"].name
    for role in plan.document.roles or ():
        if role != now:
            moved = [placed._replace(role=role) for placed in _members(inputs, team)]
            yield _lever(team, "role", "", "Text", now, role, None, _moved(plan, team, moved))


def _other_tier(plan: Plan, inputs: Inputs, team: Node) -> Iterator[Lever]:
    """One segment is served as another tier: of all such moves, the best for each segment."""
    members = _members(inputs, team)
    lacking = nlargest(_MOST_MOVED, range(len(members)), key=lambda index: _lack(_segments(team)[index]))
    for index in sorted(lacking):
        placed = members[index]
        tried = []
        for tier in tiers_of(plan.document, plan.rules):
            if placed.tier is None or tier.name == placed.tier.name or not _served(plan, tier):
                continue
            moved = [*members[:index], _retiered(plan, placed, tier), *members[index + 1 :]]
            tried.append((tier, _moved(plan, team, moved)))
        if tried and placed.tier is not None:
            tier, outcome = min(tried, key=lambda each: (not each[1].fits, each[1].shortfall))
            yield _lever(team, "tier", placed.segment.name, "Text", placed.tier.name, tier.name, None, outcome)


def _lack(segment: Node) -> float:
    return (segment.value("csms_at_least") or 0.0) - (segment.value("csms_at_most") or 0.0)


def _served(plan: Plan, tier: Tier) -> bool:
    """Tell whether for a tier it is known what each task takes and what each cost line is."""
    document = plan.document
    tasks = (task for task in document.tasks or () if task.kind != "internal")
    lines = (document.economics.costs if document.economics else None) or ()
    return all(_known(plan, task, tier.name) for task in tasks) and all(
        for_tier(line.share or line.amount, tier.name) is not None for line in lines
    )


def _known(plan: Plan, task: Task, tier: str) -> bool:
    """Tell whether the plan or its time log says how often a task is done in a tier and how long it takes."""
    times, record = for_tier(task.times, tier), plan.record
    if times is None and record and (found := record.find(task.name, tier)):
        times = found.times and found.times.value
    if times is None:
        return False
    return times == 0 or task.takes is not None or (record is not None and record.takes(task.name, tier) is not None)


def _shared_team(plan: Plan, inputs: Inputs, team: Node) -> Iterator[Lever]:
    """The team shares people with another of the same role: the slack of one serves the other."""
    members = _members(inputs, team)
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
        joined = [*members, *(placed._replace(team=team.name) for placed in _members(inputs, other))]
        tried.append((_moved(plan, team, joined), _shortfalls(team, other), other))
    if tried:
        outcome, short, other = min(tried, key=lambda each: (not each[0].fits, each[0].shortfall - each[1]))
        closes = short - outcome.shortfall
        yield Lever("team", "", "Text", team.name, other.name, None, outcome.fits, closes, short, outcome.heads)


def _shortfalls(*teams: Node) -> float:
    return sum(team.value("shortfall") or 0.0 for team in teams)


def _joined_shortfall(team: Node, other: Node) -> float:
    bounds = {
        "at_least": (team.value("at_least") or 0.0) + (other.value("at_least") or 0.0),
        "at_most": team.value("at_most") + other.value("at_most"),
    }
    return Node("team", team.name, bounds, team.above).value("shortfall") or 0.0


def _members(inputs: Inputs, team: Node) -> list[Placed]:
    return [inputs.placed[segment.name] for segment in _segments(team)]


def _moved(plan: Plan, team: Node, placed: Sequence[Placed]) -> _Outcome:
    """Return what it does to the team to place segments otherwise, as one team of which no less is known than now."""
    if len({each.role for each in placed}) > 1:
        return _NOWHERE
    moved = build(plan, placed).root.below["team"][0]
    unknown = {segment.name: _unknown(segment) for segment in _segments(team)}
    if any(not _unknown(segment) <= unknown.get(segment.name, set()) for segment in _segments(moved)):
        return _NOWHERE
    return _outcome(moved)


def _unknown(segment: Node) -> set[str]:
    return set((segment.value("unchecked") or "").split())
