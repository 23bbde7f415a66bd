"""Assignments: one that is being changed, the best of those that were met, and today's with what has to move placed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from csplan.studies.assign.problem import EPSILON, NOBODY

if TYPE_CHECKING:
    from csplan.studies.assign.problem import Problem

    Array = Any

_NO_ROOM = 1e6
"""What it counts to be over a limit where somebody has to be."""


class Found(NamedTuple):
    """An assignment: how many accounts move, how far the furthest is off, Σ deviation², and who has what."""

    moved: int
    worst: float
    squares: float
    owner: Array


class Best:
    """The best assignment found for each number of accounts moved."""

    def __init__(self) -> None:
        """Start with none."""
        self.by_moved: dict[int, Found] = {}

    def add(self, moved: int, deviations: Array, owner: Array) -> None:
        """Keep an assignment, if none with as many moves is better."""
        worst = float(abs(deviations).max())
        known = self.by_moved.get(moved)
        if known is not None and worst > known.worst + EPSILON:
            return
        squares = float((deviations**2).sum())
        if (
            known is None
            or (worst, squares) < (known.worst - EPSILON, known.squares)
            or (worst <= known.worst + EPSILON and squares < known.squares - EPSILON)
        ):
            self.by_moved[moved] = Found(moved, worst, squares, owner.copy())

    def curve(self) -> list[Found]:
        """Return the assignments that more moves are worth: each is more even than all with fewer."""
        found: list[Found] = []
        for _, each in sorted(self.by_moved.items()):
            if not found or each.worst < found[-1].worst - EPSILON:
                found.append(each)
        return found

    def up_to(self, moved: int) -> Found | None:
        """Return the most even assignment of so many moves at most; None where there is none."""
        found = [each for each in self.curve() if each.moved <= moved]
        return found[-1] if found else None


class State:
    """An assignment that is being changed."""

    def __init__(self, problem: Problem, owner: Array) -> None:
        """Start from who has what."""
        self.problem = problem
        self.owner = owner.copy()
        self.deviations = problem.deviations(owner)
        self.used = problem.used(owner)
        self.moved = problem.moved(owner)

    def copy(self) -> State:
        """Return the same state, to be changed by itself."""
        other = State.__new__(State)
        other.problem, other.owner = self.problem, self.owner.copy()
        other.deviations, other.moved = self.deviations.copy(), self.moved
        other.used = [each.copy() for each in self.used]
        return other

    def move(self, account: int, to: int) -> None:
        """Give an account to somebody."""
        problem, before = self.problem, int(self.owner[account])
        size, fair, today = problem.size[account], problem.fair, int(problem.today[account])
        if before != NOBODY:
            self.deviations[before] -= size / fair[before]
        if to != NOBODY:
            self.deviations[to] += size / fair[to]
        for used, limit in zip(self.used, problem.limits, strict=True):
            if before != NOBODY:
                used[before] -= limit.size[account] / limit.most[before]
            if to != NOBODY:
                used[to] += limit.size[account] / limit.most[to]
        self.owner[account] = to
        self.moved += (to != today) - (before != today)


def start(problem: Problem) -> State:
    """Return today's assignment with everything placed that can't stay: the largest first, where it fits best."""
    import numpy as np

    owner = problem.today.copy()
    leaving = problem.must_leave()
    owner[leaving] = NOBODY
    leaving &= problem.able.any(axis=1)
    state = State(problem, owner)
    weight = (problem.size / problem.fair.sum(axis=0)).max(axis=1)
    for account in sorted(np.nonzero(leaving)[0].tolist(), key=lambda each: (-weight[each], each)):
        _place(state, account, problem.able[account])
    _relieve(state)
    return state


def _place(state: State, account: int, able: Array) -> None:
    """Give an account to whom it makes least uneven; where nobody has room, to whom has most of it."""
    import numpy as np

    score = _uneven(state, account, able)
    for used, limit in zip(state.used, state.problem.limits, strict=True):
        score += np.maximum(used + limit.size[account] / limit.most - 1.0 - EPSILON, 0.0) * _NO_ROOM
    state.move(account, int(score.argmin()))


def _uneven(state: State, account: int, able: Array) -> Array:
    """Return how much less even it makes books to give an account to each; infinite for who may not have it."""
    import numpy as np

    added = state.problem.size[account] / state.problem.fair
    return np.where(able, (added * (2 * state.deviations + added)).sum(axis=1), np.inf)


def _relieve(state: State) -> None:
    """Take from those who are over a limit as few accounts as it takes, the largest of them, for whom has room.

    Where that does not bring somebody under it, everything stays with them: other moves would help nobody.
    """
    import numpy as np

    problem = state.problem
    for at, limit in enumerate(problem.limits):
        for person in np.nonzero(state.used[at] > 1.0 + EPSILON)[0].tolist():
            theirs = np.nonzero((state.owner == person) & ~problem.stays())[0]
            given = []
            for account in theirs[np.argsort(-limit.size[theirs], kind="stable")].tolist():
                if state.used[at][person] <= 1.0 + EPSILON:
                    break
                score = _uneven(state, account, problem.able[account] & _room(state, account))
                score[person] = np.inf
                if np.isfinite(score.min()):
                    state.move(account, int(score.argmin()))
                    given.append(account)
            if state.used[at][person] > 1.0 + EPSILON:
                for account in given:
                    state.move(account, person)


def _room(state: State, account: int) -> Array:
    """Tell who has room for an account."""
    import numpy as np

    room = np.ones(len(state.deviations), bool)
    for used, limit in zip(state.used, state.problem.limits, strict=True):
        room &= used + limit.size[account] / limit.most <= 1.0 + EPSILON
    return room
