"""What each person may hold at most, of customers and of ARR; and who can't all keep to it, whatever moves."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

from csplan.studies.assign.bound import full, heaps_of
from csplan.studies.assign.problem import EPSILON, NOBODY, Limit

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from csplan.studies.assign.problem import Problem

    Array = Any


class Excess(NamedTuple):
    """People who have to hold more than they may, whoever has what."""

    limit: Limit
    people: Sequence[int]
    holds: float
    """What they hold together at least."""
    most: float
    """What they may."""


def limits_of(
    arr: Sequence[float],
    segments: Sequence[str],
    own: Sequence[float | None],
    customers: Mapping[str, float | None],
    caps: Mapping[str, float | None],
) -> list[Limit]:
    """Return the limits of a team: of accounts their ARR and segments, of people their own most customers.

    ``customers`` and ``caps`` are what one CSM may hold in each segment, of customers and of ARR.
    """
    import numpy as np

    has_own = np.array([each is not None for each in own])
    theirs = np.array([np.inf if each is None else each for each in own])
    ones = np.ones(len(arr))
    of_tier = {customers[name] for name in segments}
    found = []
    if len(of_tier) == 1 and (most := next(iter(of_tier))) is not None:
        found.append(Limit("max_customers_per_csm", ones, np.where(has_own, theirs, most)))
    else:
        if has_own.any():
            found.append(Limit("max_customers", ones, theirs))
        if of_tier != {None} and not has_own.all():
            sizes = _parts(ones.tolist(), [customers[name] for name in segments])
            found.append(Limit("max_customers_per_csm", sizes, np.where(has_own, np.inf, 1.0), amounts=False))
    of_segment = [caps[name] for name in segments]
    if len(set(of_segment)) == 1 and of_segment[0] is not None:
        found.append(Limit("arr_cap", np.array(arr, dtype=float), np.full(len(own), of_segment[0])))
    elif set(of_segment) != {None}:
        found.append(Limit("arr_cap", _parts(arr, of_segment), np.ones(len(own)), amounts=False))
    return found


def _parts(sizes: Sequence[float], most: Sequence[float | None]) -> Array:
    """Return what each account takes of what one may hold in its segment; nothing where that has no limit."""
    import numpy as np

    return np.array([0.0 if each is None else size / each for size, each in zip(sizes, most, strict=True)])


def excesses(problem: Problem) -> list[Excess]:
    """Return the limits that some people can't all keep: who may have what, and what stays, leaves no other way."""
    import numpy as np

    stays = problem.stays()
    who, heap = heaps_of(problem)
    free = ~stays & problem.able.any(axis=1)
    found = []
    for limit in problem.limits:
        kept = np.bincount(problem.today[stays], weights=limit.size[stays], minlength=len(limit.most))
        alone = kept > limit.most * (1.0 + EPSILON)
        found += [Excess(limit, [at], float(kept[at]), float(limit.most[at])) for at in np.nonzero(alone)[0].tolist()]
        heavy = np.bincount(heap, weights=limit.size[free], minlength=len(who))
        people, stuck = full(who, heavy, np.maximum(limit.most - kept, 0.0))
        if people.any():
            holds, most = float(heavy[stuck].sum() + kept[people].sum()), float(limit.most[people].sum())
            found.append(Excess(limit, np.nonzero(people)[0].tolist(), holds, most))
    return found


def eased(problem: Problem, found: Sequence[Excess]) -> Problem:
    """Return the same where people who can't keep a limit may hold as much more of it as they have to, all alike.

    Who has more already may keep it: to take it from them would bring nobody under the limit.
    """
    import numpy as np

    held = problem.today != NOBODY
    limits = []
    for limit in problem.limits:
        today = np.bincount(problem.today[held], weights=limit.size[held], minlength=len(limit.most))
        most = limit.most.copy()
        for each in found:
            if each.limit is limit:
                more = np.maximum(limit.most * (each.holds / each.most), today)
                most[each.people] = np.maximum(most, more)[each.people]
        limits.append(limit._replace(most=most))
    return replace(problem, limits=limits)


def as_held(problem: Problem, used: Sequence[Array]) -> Problem:
    """Return the same where those who are over a limit may go on holding what they use of it now, and no more."""
    import numpy as np

    limits = [
        limit._replace(most=limit.most * np.maximum(now, 1.0)) for limit, now in zip(problem.limits, used, strict=True)
    ]
    return replace(problem, limits=limits)
