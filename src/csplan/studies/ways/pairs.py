"""Two changes that together close a gap, found by search: half of one, the least of another, then the least of one."""

from __future__ import annotations

from itertools import permutations
from typing import TYPE_CHECKING

from csplan.studies.ways.kinds import FIXES, LESS_SERVICE
from csplan.studies.ways.search import CLOSE, SMALLEST, Outcome, closing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from csplan.studies.ways.kinds import Move
    from csplan.studies.ways.options import Trial
    from csplan.studies.ways.problem import Problem, Way
    from csplan.studies.ways.situation import Situation

_HALF = 0.5
_FIXES = frozenset(FIXES.values())


def pairs(found: Problem, trials: Sequence[Trial]) -> list[Way]:
    """Return the combinations of two changes that close a gap which neither closes as far as it goes in them.

    The best of each two kinds: first those that cost the least a year in people; among these, those that take the
    fewest hours of service from customers, then those that raise the price and lower a margin the least.
    """
    trials = [trial for trial in trials if not _joins_others(found, trial)]
    best: dict[tuple[int, ...], tuple[tuple[float, ...], Way]] = {}
    for one, other in permutations(range(len(trials)), 2):
        first, second, key = trials[one], trials[other], tuple(sorted((one, other)))
        if first.move.places and second.move.places and first.move.whole and second.move.whole:
            continue  # a segment is handed over or served as another tier, not both
        for amount, rest in _closing(found, first, second):
            changed = _both(found.start, first.move, amount, second.move, rest)
            if changed is not None:
                amounts = {one: amount, other: rest}
                ranked = _ranked(found, changed, [(trials[index], amounts[index]) for index in key])
                if key not in best or ranked[0] < best[key][0]:
                    best[key] = ranked
    return [way for _, way in sorted(best.values(), key=lambda each: each[0]) if way.closes]


def _joins_others(found: Problem, trial: Trial) -> bool:
    """Tell whether a change brings customers to a team that is there: then two changes are no longer this team's."""
    there = {team.name for team in found.inputs.root.below["team"]} - {found.team.name}
    return any(team.name in there for team in trial.way.root.below["team"])


def _halves(trial: Trial) -> Sequence[float]:
    """Return how much of a change stands in front: half of what would be enough alone, else all of it too.

    Of one that does nothing alone, such as a target behind another, as much as there is; the least of it comes after.
    """
    if trial.move.whole:
        return () if trial.way.closes else (trial.amount,)
    if not trial.amount:
        return (trial.move.most,)
    return (trial.amount * _HALF,) if trial.way.closes else (trial.amount * _HALF, trial.amount)


def _closing(found: Problem, first: Trial, second: Trial) -> Iterator[tuple[float, float]]:
    """Yield how much of the first change goes with the least of the second that closes what is left: the least too."""
    if second.move.whole and second.way.closes:
        return
    for each in _halves(first):
        amount, attempt = each, _attempt(found, first.move, each, second.move)
        if second.move.whole:
            rest, result = second.amount, attempt(second.amount)
        else:
            most = second.amount if second.way.closes else second.move.most
            rest, result = closing(attempt(0.0), attempt, most, jumps=second.move.jumps)
        if second.move.kind == "times" and rest > 1 - CLOSE:
            rest = 1.0
        if not result.fits or rest <= SMALLEST:
            continue
        alone = found.judge(second.move.apply(found.start, rest))
        if not alone.fits and not first.move.whole:
            attempt = _attempt(found, second.move, rest, first.move)
            amount, result = closing(alone, attempt, each, jumps=first.move.jumps)
        if not alone.fits and result.heads and amount > SMALLEST:
            yield amount, rest


def _attempt(found: Problem, first: Move, amount: float, second: Move) -> Callable[[float], Outcome]:
    """Return what so much of the second change does after the first; nothing of a change that is made or not."""
    if second.places and not first.places:
        return lambda rest: found.judge(_both(found.start, first, amount, second, rest))
    changed = first.apply(found.start, amount)
    return lambda rest: found.judge(None if changed is None else second.apply(changed, rest))


def _both(start: Situation, first: Move, amount: float, second: Move, rest: float) -> Situation | None:
    """Return a team after both changes; the one that places segments otherwise comes first."""
    changed: Situation | None = start
    for move, much in sorted(((first, amount), (second, rest)), key=lambda step: not step[0].places):
        changed = None if changed is None else move.apply(changed, much)
    return changed


def _ranked(found: Problem, changed: Situation, parts: Sequence[tuple[Trial, float]]) -> tuple[tuple[float, ...], Way]:
    """Return both changes as one way out, after what it is ranked by."""
    steps = [trial.move.step(much) for trial, much in parts]
    way = found.way("+".join(step.kind for step in steps), steps, changed)
    fixed = sum(trial.way.root.value("hours_released") or 0.0 for trial, _ in parts if trial.move.kind in _FIXES)
    less = (way.root.value("hours_released") or 0.0) - fixed if any(s.kind in LESS_SERVICE for s in steps) else 0.0
    dearer = sum(step.change or 0.0 for step in steps if step.kind == "price")
    eased = sum(abs(step.change or 0.0) for step in steps if step.unit == "Share")
    return (way.cost_of_people, less, dearer, eased), way
