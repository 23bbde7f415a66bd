"""What nobody can do better than, whatever they search: evenness with any number of moves, and moves for evenness."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from csplan.studies.assign.problem import EPSILON, NOBODY

if TYPE_CHECKING:
    from collections.abc import Sequence

    from csplan.studies.assign.problem import Problem

    Array = Any

_MOST_ROUNDS = 100


class Bound(NamedTuple):
    """How far somebody has to be from their share in any assignment, and what makes it so."""

    value: float
    kind: Literal["none", "little", "one", "many"] = "none"
    """Somebody may have too little; one account is too large for all who may have it; some have to have too much."""
    measure: int = 0
    people: Sequence[int] = ()
    """Who has too little; who may have the account; who has too much."""
    amount: float = 0.0
    """What they may have at most; what the account counts; what they have to have at least."""
    account: int = -1


def worst_bound(problem: Problem) -> Bound:
    """Return how far somebody has to be from their share in any assignment.

    Accounts as sand, each only where it may go, up to the limits of whoever has it, and the largest of them: somebody
    has so much too much. Whoever may have little has too little even with all of it.
    """
    import numpy as np

    stays = problem.stays()
    free = ~stays & problem.able.any(axis=1)
    who, heap = heaps_of(problem)
    indices = np.nonzero(free)[0]
    found = [Bound(0.0)]
    for measure in range(problem.size.shape[1]):
        size, fair = problem.size[:, measure], problem.fair[:, measure]
        kept = np.bincount(problem.today[stays], weights=size[stays], minlength=len(fair))
        heavy = np.bincount(heap, weights=size[free], minlength=len(who))
        most = np.minimum(kept + (who * heavy[:, None]).sum(axis=0), _most(problem, measure, kept))
        least = int((most / fair).argmin())
        found.append(_of_sand(who, heavy, kept, fair, most)._replace(measure=measure))
        found.append(Bound(1.0 - float(most[least] / fair[least]), "little", measure, [least], float(most[least])))
        if len(who):
            largest = np.zeros(len(who))
            np.maximum.at(largest, heap, size[free])
            alone = np.where(who, (largest[:, None] + kept[None, :]) / fair[None, :] - 1.0, np.inf).min(axis=1)
            at = int(alone.argmax())
            account = int(indices[heap == at][size[free][heap == at].argmax()])
            people = np.nonzero(who[at])[0].tolist()
            found.append(Bound(float(alone[at]), "one", measure, people, float(largest[at]), account))
    return max(found, key=lambda each: each.value)


def heaps_of(problem: Problem) -> tuple[Array, Array]:
    """Return who may have each heap, and the heap of each account that may move: those that the same may have."""
    import numpy as np

    free = ~problem.stays() & problem.able.any(axis=1)
    heaps: dict[bytes, int] = {}
    rows = np.packbits(problem.able[free], axis=1)
    heap = np.array([heaps.setdefault(row.tobytes(), len(heaps)) for row in rows], dtype=np.intp)
    return problem.able[free][np.unique(heap, return_index=True)[1]], heap


def _most(problem: Problem, measure: int, kept: Array) -> Array:
    """Return how much each may have of a measure within their limits, if accounts could be cut."""
    import numpy as np

    stays = problem.stays()
    found = np.full(len(kept), np.inf)
    for limit in problem.limits:
        with np.errstate(divide="ignore", invalid="ignore"):
            worth = np.where(limit.size > 0, problem.size[:, measure] / limit.size, np.inf)
        order = np.argsort(-worth, kind="stable")
        held = np.bincount(problem.today[stays], weights=limit.size[stays], minlength=len(kept))
        for person in np.nonzero(np.isfinite(limit.most))[0].tolist():
            theirs = order[(problem.able[:, person] & ~stays)[order]]
            room = max(0.0, float(limit.most[person] - held[person]))
            before = np.concatenate([[0.0], np.cumsum(limit.size[theirs])[:-1]])
            taken = np.clip(room - before, 0.0, limit.size[theirs])
            with np.errstate(divide="ignore", invalid="ignore"):
                part = np.where(limit.size[theirs] > 0, taken / limit.size[theirs], 1.0)
            found[person] = min(found[person], kept[person] + float((part * problem.size[theirs, measure]).sum()))
    return found


def _of_sand(who: Array, heaps: Array, kept: Array, fair: Array, most: Array) -> Bound:
    """Return by how much somebody has to be over their share even if accounts could be cut.

    Starts from no overload at all; as long as not everything finds a place, those who are full where the rest has to go
    need so much more, each up to their limit. Each round takes another set of people, so it ends.
    """
    import numpy as np

    first = int((kept / fair).argmax())
    found = Bound(max(0.0, float(kept[first] / fair[first]) - 1.0), "many", 0, [first], float(kept[first]))
    for _ in range(_MOST_ROUNDS):
        share = (1.0 + found.value) * fair
        people, stuck = full(who, heaps, np.minimum(share, most) - kept)
        more = people & (share < most)
        if not more.any():
            return found
        amount = float(heaps[stuck].sum() + kept[people].sum() - most[people & ~more].sum())
        needed = amount / float(fair[more].sum()) - 1.0
        if needed <= found.value + EPSILON:
            return found
        found = Bound(needed, "many", 0, np.nonzero(more)[0].tolist(), amount)
    return found


def full(who: Array, heaps: Array, room: Array) -> tuple[Array, Array]:
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


def moves_bound(problem: Problem, within: float) -> int:
    """Return how many accounts have to change hands at least so that nobody is further than that from their share.

    Of those who have too much, or more than a limit, each gives as many as it takes, largest first; of those who have
    too little each takes as many. Givers and takers may be the same moves, so the larger sum counts; and at least those
    that can't stay have to.
    """
    import numpy as np

    _, people = problem.shape
    stays, leaving = problem.stays(), problem.must_leave() & problem.able.any(axis=1)
    loads, used = problem.loads(problem.today), problem.used(problem.today)
    given, taken = int(((problem.today == NOBODY) & problem.able.any(axis=1)).sum()), 0
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
        for limit, now in zip(problem.limits, used, strict=True):
            if now[person] > 1.0 + EPSILON:
                over = (now[person] - 1.0) * limit.most[person]
                gives = max(gives, _fewest(np.sort(limit.size[theirs])[::-1], over, limit.most[person]))
        given, taken = given + gives, taken + takes
    return max(given, taken, int(leaving.sum()))


def _fewest(sizes: Array, amount: float, fair: float) -> int:
    """Return how many of some sizes, largest first, come to an amount at least; all where they don't."""
    import numpy as np

    if amount <= EPSILON * fair:
        return 0
    return min(len(sizes), int(np.searchsorted(np.cumsum(sizes), amount - EPSILON * fair)) + 1)
