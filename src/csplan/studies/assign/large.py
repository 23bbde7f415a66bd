"""Looks for assignments of a large team: the best moves of those with most and with least, several at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from csplan.studies.assign.problem import EPSILON, NOBODY, NOT_BETTER

if TYPE_CHECKING:
    from csplan.studies.assign.problem import Problem
    from csplan.studies.assign.state import Best, State

    Array = Any

LARGE = 30_000
"""Accounts × people from which on a team is large."""
_ENDS = 6
"""People with most, and with least, whose moves are looked at."""


def run_large(problem: Problem, first: State, best: Best, within: float, most: int | None) -> None:
    """Go from today until everybody is within a half of what is good enough: the best moves at both ends, at once."""
    state = first
    best.add(state.moved, state.deviations, state.owner)
    movable = ~problem.kept & problem.able.any(axis=1)
    accounts, _ = problem.shape
    for _ in range(accounts):
        worst = float(abs(state.deviations).max())
        if worst <= within / 2 or (most is not None and state.moved >= most):
            return
        if not _round(problem, state, movable, best):
            return


def _round(problem: Problem, state: State, movable: Array, best: Best) -> bool:
    """Make the best move of each of those with most and with least, where they don't touch the same people."""
    import numpy as np

    deviations = state.deviations
    most = np.argsort(-deviations.max(axis=1), kind="stable")[:_ENDS]
    least = np.argsort(deviations.min(axis=1), kind="stable")[:_ENDS]
    steps = [_gift(problem, state, movable, int(person)) for person in most]
    steps += [_gain(problem, state, movable, int(person)) for person in least]
    touched: set[int] = set()
    for _, account, to in sorted(step for step in steps if step is not None):
        whose = int(state.owner[account])
        if whose in touched or to in touched:
            continue
        touched |= {whose, to}
        state.move(account, to)
        best.add(state.moved, state.deviations, state.owner)
    return bool(touched)


def _gift(problem: Problem, state: State, movable: Array, person: int) -> tuple[float, int, int] | None:
    """Return the best move away from a person, with what it changes."""
    import numpy as np

    theirs = ((state.owner == person) & movable).nonzero()[0]
    if not len(theirs):
        return None
    own = problem.size[theirs] / problem.fair[person]
    change = (own * (own - 2.0 * state.deviations[person])).sum(axis=1)
    # Sums over measures of what comes to each person: squares, and twice the deviation.
    change = change[:, None] + problem.size[theirs] ** 2 @ (1.0 / problem.fair**2).T
    change += problem.size[theirs] @ (2.0 * state.deviations / problem.fair).T
    possible = problem.able[theirs].copy()
    possible[:, person] = False
    for used, limit in zip(state.used, problem.limits, strict=True):
        possible &= used[None, :] + limit.size[theirs, None] / limit.most <= 1.0 + EPSILON
    return _least(np.where(possible, change, np.inf), theirs)


def _gain(problem: Problem, state: State, movable: Array, person: int) -> tuple[float, int, int] | None:
    """Return the best move to a person, with what it changes."""
    others = (movable & problem.able[:, person] & (state.owner != person) & (state.owner != NOBODY)).nonzero()[0]
    for used, limit in zip(state.used, problem.limits, strict=True):
        others = others[used[person] + limit.size[others] / limit.most[person] <= 1.0 + EPSILON]
    if not len(others):
        return None
    whose = state.owner[others]
    own = problem.size[others] / problem.fair[whose]
    new = problem.size[others] / problem.fair[person]
    change = (own * (own - 2.0 * state.deviations[whose])).sum(axis=1)
    change += (new * (new + 2.0 * state.deviations[person])).sum(axis=1)
    at = int(change.argmin())
    return (float(change[at]), int(others[at]), person) if change[at] < NOT_BETTER else None


def _least(change: Array, accounts: Array) -> tuple[float, int, int] | None:
    at, to = divmod(int(change.argmin()), change.shape[1])
    return (float(change[at, to]), int(accounts[at]), to) if change[at, to] < NOT_BETTER else None
