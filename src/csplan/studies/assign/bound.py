"""What nobody can do better than, whatever they search: evenness with any number of moves, and moves for evenness."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, Any

from csplan.studies.assign.problem import EPSILON

if TYPE_CHECKING:
    from csplan.studies.assign.problem import Problem

    Array = Any

_MOST_ROUNDS = 100


def worst_bound(problem: Problem) -> float:
    """Return how far somebody has to be from their share in any assignment.

    Accounts as sand, each only where it may go, and the largest of them: somebody has so much too much. Whoever may
    have little has too little even with all of it.
    """
    import numpy as np

    free = ~problem.kept & problem.able.any(axis=1)
    heaps: dict[bytes, int] = {}
    """Accounts that the same people may have are one heap."""
    rows = np.packbits(problem.able[free], axis=1)
    heap = np.array([heaps.setdefault(row.tobytes(), len(heaps)) for row in rows], dtype=np.intp)
    first = np.unique(heap, return_index=True)[1]
    who = problem.able[free][first]
    bound = 0.0
    for measure in range(problem.size.shape[1]):
        size, fair = problem.size[:, measure], problem.fair[:, measure]
        kept = np.bincount(problem.today[problem.kept], weights=size[problem.kept], minlength=len(fair))
        heavy = np.bincount(heap, weights=size[free], minlength=len(who))
        largest = np.zeros(len(who))
        np.maximum.at(largest, heap, size[free])
        too_little = 1.0 - float(((kept + (who * heavy[:, None]).sum(axis=0)) / fair).min())
        alone = (largest[:, None] + kept[None, :]) / fair[None, :] - 1.0
        of_one = float(np.where(who, alone, np.inf).min(axis=1).max(initial=0.0))
        bound = max(bound, too_little, of_one, _of_sand(who, heavy, kept, fair))
    return bound


def _of_sand(who: Array, heaps: Array, kept: Array, fair: Array) -> float:
    """Return by how much somebody has to be over their share even if accounts could be cut.

    Starts from no overload at all; as long as not everything finds a place, those who are full where the rest has to go
    need so much more. Each round takes another set of people, so it ends.
    """
    over = max(0.0, float((kept / fair).max()) - 1.0)
    for _ in range(_MOST_ROUNDS):
        full, stuck = _full(who, heaps, (1.0 + over) * fair - kept)
        if not full.any():
            return over
        needed = float((heaps[stuck].sum() + kept[full].sum()) / fair[full].sum()) - 1.0
        if needed <= over + EPSILON:
            return over
        over = needed
    return over


def _full(who: Array, heaps: Array, room: Array) -> tuple[Array, Array]:
    """Return who is full and which heaps can only go to them, where not everything finds room; by maximal flow."""
    import numpy as np

    flow = np.zeros(who.shape)
    left, room = heaps.copy(), np.maximum(room, 0.0)
    least = EPSILON * max(1.0, float(heaps.sum()))
    while True:
        came_from: dict[tuple[str, int], tuple[str, int] | None] = {
            ("heap", int(at)): None for at in np.nonzero(left > least)[0]
        }
        waiting = deque(came_from)
        end = None
        while waiting and end is None:
            kind, at = waiting.popleft()
            if kind == "heap":
                steps = [("person", int(each)) for each in np.nonzero(who[at])[0]]
            else:
                steps = [("heap", int(each)) for each in np.nonzero(flow[:, at] > least)[0]]
            for step in steps:
                if step not in came_from:
                    came_from[step] = (kind, at)
                    waiting.append(step)
                    if step[0] == "person" and room[step[1]] > least:
                        end = step
                        break
        if end is None:
            full, stuck = np.zeros(len(room), bool), np.zeros(len(heaps), bool)
            for kind, at in came_from:
                (full if kind == "person" else stuck)[at] = True
            return full, stuck
        _send(came_from, end, flow, left, room)


def _send(
    came_from: dict[tuple[str, int], tuple[str, int] | None],
    end: tuple[str, int],
    flow: Array,
    left: Array,
    room: Array,
) -> None:
    """Send as much as there is room for along the way that leads to a person."""
    way = [end]
    while (before := came_from[way[-1]]) is not None:
        way.append(before)
    way.reverse()
    backward = [(way[at], way[at + 1]) for at in range(1, len(way) - 1, 2)]
    amount = min(left[way[0][1]], room[end[1]], *(flow[heap, person] for (_, person), (_, heap) in backward))
    for at in range(0, len(way) - 1, 2):
        flow[way[at][1], way[at + 1][1]] += amount
    for (_, person), (_, heap) in backward:
        flow[heap, person] -= amount
    left[way[0][1]] -= amount
    room[end[1]] -= amount


def moves_bound(problem: Problem, within: float, must_move: int) -> int:
    """Return how many accounts have to change hands at least so that nobody is further than that from their share.

    Of those who have too much each gives as many as it takes, largest first; of those who have too little each takes as
    many. Givers and takers may be the same moves, so the larger sum counts, and at least those that have to move.
    """
    import numpy as np

    _, people = problem.shape
    stays = problem.kept
    loads = problem.loads(problem.today)
    given, taken = int((problem.today < 0).sum()), 0
    for person in range(people):
        theirs = (problem.today == person) & ~stays
        comes = (problem.today != person) & problem.able[:, person] & ~stays
        gives = takes = 0
        for measure in range(problem.size.shape[1]):
            size, fair = problem.size[:, measure], problem.fair[person, measure]
            over = loads[person, measure] - (1.0 + within) * fair
            under = (1.0 - within) * fair - loads[person, measure]
            gives = max(gives, _fewest(np.sort(size[theirs])[::-1], over, fair))
            takes = max(takes, _fewest(np.sort(size[comes])[::-1], under, fair))
        given, taken = given + gives, taken + takes
    return max(given, taken, must_move)


def _fewest(sizes: Array, amount: float, fair: float) -> int:
    """Return how many of some sizes, largest first, come to an amount at least; all where they don't."""
    import numpy as np

    if amount <= EPSILON * fair:
        return 0
    return min(len(sizes), int(np.searchsorted(np.cumsum(sizes), amount - EPSILON * fair)) + 1)
