"""What evenness costs: by number of accounts moved the most even assignment found; and the one to take."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from csplan.studies.assign.bound import moves_bound, worst_bound
from csplan.studies.assign.large import LARGE, run_large
from csplan.studies.assign.limits import as_held, eased, excesses
from csplan.studies.assign.problem import EPSILON
from csplan.studies.assign.search import Search
from csplan.studies.assign.state import Best, State, start

if TYPE_CHECKING:
    from collections.abc import Sequence

    from csplan.studies.assign.bound import Bound
    from csplan.studies.assign.limits import Excess
    from csplan.studies.assign.problem import Problem
    from csplan.studies.assign.state import Found

_SHOWN = 6
"""Points of a curve that are looked at by themselves where it is long."""
TIMES = 40
"""How often a number of moves is looked at in a small team."""


class Answer(NamedTuple):
    """What was found for one team."""

    problem: Problem
    """As it was solved: limits that people can't keep allow as much more as they have to hold."""
    curve: Sequence[Found]
    chosen: Found
    must_move: int
    """Accounts that can't stay: nobody's, of somebody who left, with somebody who may not have them, over a limit."""
    moves_bound: int
    bound: Bound
    """How far from their share somebody has to be."""
    homeless: Sequence[int]
    """Accounts that nobody may have."""
    excesses: Sequence[Excess]
    """Limits that some people can't all keep."""

    def reached(self, within: float) -> bool:
        """Tell whether nobody is further than that from their share."""
        return self.chosen.worst <= within + EPSILON

    def moves_for(self, within: float) -> int | None:
        """Return how many moves were found to reach an evenness; None where none were."""
        return next((each.moved for each in self.curve if each.worst <= within + EPSILON), None)


def assign(problem: Problem, within: float, most: int | None = None) -> Answer:
    """Return who should have which account: ``within`` reached with the fewest moves, else the best of ``most``."""
    best = Best()
    found = excesses(problem)
    first = start(eased(problem, found))
    problem = as_held(first.problem, first.used)
    first = State(problem, first.owner)
    fewest = moves_bound(problem, within)
    accounts, people = problem.shape
    if accounts * people > LARGE:
        run_large(problem, first, best, within, most)
    else:
        search = Search(problem, best)
        search.run(first)
        _look_closer(search, within, fewest)
    curve = best.curve()
    must_move = curve[0].moved
    homeless = (~problem.able.any(axis=1)).nonzero()[0].tolist()
    chosen = _chosen(best, within, None if most is None else max(most, must_move))
    return Answer(problem, curve, chosen, must_move, fewest, worst_bound(problem), homeless, found)


def _chosen(best: Best, within: float, most: int | None) -> Found:
    """Return the fewest moves that reach an evenness; else what makes the furthest least far off.

    Where somebody stays far off whatever moves, the others are made even as well, as long as a move takes more from
    Σ deviation² than the square of what is good enough.
    """
    allowed = [each for each in best.curve() if most is None or each.moved <= most]
    reached = [each for each in allowed if each.worst <= within + EPSILON]
    if reached:
        return reached[0]
    as_good = [
        each
        for each in best.by_moved.values()
        if each.worst <= allowed[-1].worst + EPSILON and (most is None or each.moved <= most)
    ]
    return min(as_good, key=lambda each: (each.squares + within**2 * each.moved, each.moved))


def _look_closer(search: Search, within: float, fewest: int) -> None:
    """Look at numbers of moves by themselves: all of a small team; else some of them, and the fewest that will do."""
    best = search.best
    curve = best.curve()
    if search.small:
        for moved in range(curve[0].moved, max(best.by_moved) + 1):
            search.look_at(moved, TIMES)
    else:
        step = max(1, len(curve) // _SHOWN)
        for each in curve[::step]:
            search.look_at(each.moved, 1 + search.effort)
    while (reached := next((each for each in best.curve() if each.worst <= within + EPSILON), None)) is not None:
        if reached.moved <= max(fewest, curve[0].moved):
            return
        found = search.look_at(reached.moved - 1, TIMES if search.small else 3 + 2 * search.effort)
        if found is None or found.worst > within + EPSILON:
            return
