"""Why books of a team can't be as even as is asked for: what would have to go so that they could."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from csplan.studies.assign.books import able_of, matched
from csplan.studies.assign.bound import Bound, worst_bound
from csplan.studies.assign.curve import assign
from csplan.studies.assign.problem import EPSILON

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from csplan.plan.plan import Plan
    from csplan.studies.assign.books import Books
    from csplan.studies.assign.curve import Answer
    from csplan.studies.assign.problem import Problem

ACCOUNT, ACCOUNTS, KEEP, LIMITS, SIZE = "account", "accounts", "keep", "limits", "size"
"""One that is larger than a share; too few and too unlike ones; what stays in place; what people may hold at most; so
many that not all was looked at. Other causes are columns by which accounts and people match, and "segment"."""
_MOST = 300_000
"""Accounts × people up to which it is tried what would do without each thing that may be in the way."""


class Causes(NamedTuple):
    """What is in the way."""

    names: Sequence[str]
    bound: Bound | None
    """What binds; None where no bound says that it is impossible, and no way was found."""


def causes_of(plan: Plan, books: Books, answer: Answer, within: float, most: int | None) -> Causes | None:
    """Return why an evenness is not reached; None where it is, or where more moves would do.

    What alone is in the way is named; else what makes it worse; else all of it, which is in the way together.
    """
    if answer.reached(within) or (most is not None and answer.moves_for(within) is not None):
        return None
    problem, bound = answer.problem, answer.bound
    if bound.value > within + EPSILON:
        free = worst_bound(_free(problem))
        if free.value > within + EPSILON:
            return Causes([ACCOUNT], free)
        return Causes(
            _in_the_way(plan, books, problem, bound.value, within, lambda each: worst_bound(each).value), bound
        )
    if problem.shape[0] * problem.shape[1] > _MOST:
        return Causes([SIZE], None)
    if assign(_free(problem), within).chosen.worst > within + EPSILON:
        return Causes([ACCOUNTS], None)
    worst = answer.chosen.worst
    return Causes(
        _in_the_way(plan, books, problem, worst, within, lambda each: assign(each, within).chosen.worst), None
    )


def _in_the_way(  # noqa: PLR0913, PLR0917 - what is asked, and how
    plan: Plan, books: Books, problem: Problem, now: float, within: float, worst: Callable[[Problem], float]
) -> Sequence[str]:
    found = {name: worst(other) for name, other in _without(plan, books, problem).items()}
    alone = [name for name, value in found.items() if value <= within + EPSILON]
    return alone or [name for name, value in found.items() if value < now - EPSILON] or list(found)


def _free(problem: Problem) -> Problem:
    """Return the problem where everybody may have everything."""
    import numpy as np

    return replace(problem, limits=(), kept=np.zeros_like(problem.kept), able=np.ones_like(problem.able))


def _without(plan: Plan, books: Books, problem: Problem) -> dict[str, Problem]:
    """Return the problem without each thing that may be in its way."""
    import numpy as np

    found = {}
    if problem.limits:
        found[LIMITS] = replace(problem, limits=())
    if problem.kept.any():
        found[KEEP] = replace(problem, kept=np.zeros_like(problem.kept))
    columns = ("segment", *matched(plan))
    for column in columns:
        able = able_of(books.accounts, books.carriers, [each for each in columns if each != column])
        if (able != problem.able).any():
            found[column] = replace(problem, able=able)
    return found
