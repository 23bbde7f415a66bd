"""Looks for assignments: every state on its way is one, and the best for each number of accounts moved is kept.

What is made small is Σ deviation² + price × moved, for a price that falls, by the best move of one account, by
exchanges of two, and from states that are shaken a little. Moved is against today: an account that is placed twice
counts once, and one that comes back counts nothing. Where a number of moves is looked at by itself, high powers of the
deviations stand for the largest. Nothing is left to chance: the shaking has a seed, and ties go by the order of names.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from csplan.studies.assign.problem import EPSILON, NOBODY, NOT_BETTER
from csplan.studies.assign.state import State

if TYPE_CHECKING:
    from csplan.studies.assign.problem import Problem
    from csplan.studies.assign.state import Best, Found

    Array = Any

PRICES = (0.3, 0.1, 0.04, 0.015, 0.006, 0.002, 0.0005, 0.0)
"""What a moved account costs against squared deviations: from few moves to many."""
KICKS = 12
"""How often a state is shaken at each price; less often where there is so much that each time takes long."""
SQUARE, HIGH = 1, 3
"""How often deviations are squared: once, or to the eighth power, where nearly only the largest counts."""
_SMALL = 200
"""Accounts × people up to which every number of moves is looked at by itself."""
_EFFORT = 12_000
"""Accounts × people up to which a state is shaken more than once at each price."""
_OTHERS = 3
"""People at the other end with whom somebody exchanges accounts, where a team is not small."""


class Search:
    """Looks for assignments of one team that is not large."""

    def __init__(self, problem: Problem, best: Best) -> None:
        """Every state on the way goes to ``best``."""
        import numpy as np

        self.problem, self.best = problem, best
        accounts, people = problem.shape
        self.parts = problem.size[:, None, :] / problem.fair[None, :, :]
        """What an account counts of each person's share."""
        self.limits = [each.parts() for each in problem.limits]
        self.rows = np.arange(accounts)
        self.allowed = problem.able & ~problem.kept[:, None]
        self.away = np.arange(people)[None, :] != problem.today[:, None]
        self.free = self.allowed.any(axis=1)
        self.random = np.random.default_rng(20260101)
        self.small = accounts * people <= _SMALL
        self.effort = max(1, min(KICKS, _EFFORT // (accounts * people)))

    def run(self, first: State) -> None:
        """Go from few moves to many."""
        state = first
        self._note(state)
        for price in PRICES:
            self.descend(state, price)
            for _ in range(self.effort):
                other = state.copy()
                self._shake(other)
                self.descend(other, price)
                if self._cost(other, price) < self._cost(state, price) - EPSILON:
                    state = other

    def look_at(self, moved: int, times: int) -> Found | None:
        """Look for the most even assignment of so many moves at most; return the best there is."""
        known = self.best.up_to(moved)
        if known is None:
            return None
        state = State(self.problem, known.owner)
        for turn in range(times):
            other = state.copy()
            if turn:
                self._take_back(other)
            self.descend(other, 0.0, HIGH, most=moved)
            if self._cost(other, 0.0, HIGH) <= self._cost(state, 0.0, HIGH) + EPSILON:
                state = other
        return self.best.up_to(moved)

    def descend(self, state: State, price: float, power: int = SQUARE, most: int | None = None) -> None:
        """Make the best move, or exchange, as long as there is one; ``most`` is how many accounts may be moved."""
        while True:
            while (step := self._best_move(state, price, power, most)) is not None:
                state.move(*step)
                self._note(state)
            pair = self._best_exchange(state, price, power, most)
            if pair is None:
                return
            one, other = pair
            first, second = int(state.owner[one]), int(state.owner[other])
            state.move(one, second)
            state.move(other, first)
            self._note(state)

    def _note(self, state: State) -> None:
        self.best.add(state.moved, state.deviations, state.owner)

    def _cost(self, state: State, price: float, power: int = SQUARE) -> float:
        return float(_raised(state.deviations, power).sum()) + price * state.moved

    def _shake(self, state: State) -> None:
        """Give a few accounts to somebody by chance."""
        for _ in range(int(self.random.integers(2, 5))):
            account = int(self.random.integers(len(self.rows)))
            people = self.allowed[account].nonzero()[0]
            if len(people):
                self._try(state, account, int(people[self.random.integers(len(people))]))

    def _take_back(self, state: State) -> None:
        """Give a few accounts back to those who have them today, or to somebody else where they can't go back."""
        [moved] = (state.owner != self.problem.today).nonzero()
        for _ in range(min(len(moved), int(self.random.integers(1, 4)))):
            account = int(moved[self.random.integers(len(moved))])
            today = int(self.problem.today[account])
            if today != NOBODY and self.allowed[account, today]:
                self._try(state, account, today)
            else:
                people = self.allowed[account].nonzero()[0]
                self._try(state, account, int(people[self.random.integers(len(people))]))

    def _try(self, state: State, account: int, to: int) -> None:
        room = all(
            used[to] + limit[account, to] <= 1.0 + EPSILON for used, limit in zip(state.used, self.limits, strict=True)
        )
        if room and int(state.owner[account]) != to:
            state.move(account, to)

    def _leaving(self, state: State, power: int) -> Array:
        """Return what it changes to take each account from whoever has it."""
        import numpy as np

        owner = state.owner
        own = self.parts[self.rows, owner]
        before = state.deviations[owner]
        change = (_raised(before - own, power) - _raised(before, power)).sum(axis=1)
        return np.where(owner == NOBODY, 0.0, change)

    def _best_move(self, state: State, price: float, power: int, most: int | None) -> tuple[int, int] | None:
        import numpy as np

        deviations = state.deviations
        if power == SQUARE:
            change = (self.parts * (2.0 * deviations + self.parts)).sum(axis=2)
        else:
            change = (_raised(deviations + self.parts, power) - _raised(deviations, power)).sum(axis=2)
        change += self._leaving(state, power)[:, None]
        more = self.away.astype(np.int64) - (state.owner != self.problem.today)[:, None]
        if price:
            change += price * more
        possible = self.allowed & (state.owner[:, None] != np.arange(change.shape[1])[None, :])
        if most is not None and state.moved >= most:
            possible &= more <= 0
        for used, limit in zip(state.used, self.limits, strict=True):
            possible &= used[None, :] + limit <= 1.0 + EPSILON
        change = np.where(possible, change, np.inf)
        at = int(change.argmin())
        account, to = divmod(at, change.shape[1])
        return (account, to) if change[account, to] < NOT_BETTER else None

    def _best_exchange(self, state: State, price: float, power: int, most: int | None) -> tuple[int, int] | None:
        """Return the best exchange of an account of the one who is furthest off; in a small team, of anybody."""
        import numpy as np

        off = abs(state.deviations).max(axis=1)
        people = np.argsort(-off, kind="stable")
        for person in (people if self.small else people[:1]).tolist():
            found = self._exchange_of(state, person, price, power, most)
            if found is not None:
                return found
        return None

    def _exchange_of(
        self, state: State, person: int, price: float, power: int, most: int | None
    ) -> tuple[int, int] | None:
        import numpy as np

        owner, today, deviations = state.owner, self.problem.today, state.deviations
        theirs = ((owner == person) & self.free).nonzero()[0]
        others = ((owner != person) & (owner != NOBODY) & self.allowed[:, person]).nonzero()[0]
        if not self.small:
            others = others[self._at_the_other_end(deviations, person)[owner[others]]]
        if not len(theirs) or not len(others):
            return None
        whose = owner[others]
        here = deviations[person] - self.parts[theirs, person][:, None] + self.parts[others, person][None]
        there = (deviations[whose] - self.parts[others, whose])[None] + self.parts[theirs][:, whose]
        change = (_raised(here, power) + _raised(there, power)).sum(axis=2)
        change -= _raised(deviations[person], power).sum() + _raised(deviations[whose], power).sum(axis=1)[None]
        was = (today[theirs] != person).astype(np.int64)[:, None] + (today[others] != whose)[None]
        more = (today[theirs][:, None] != whose[None]).astype(np.int64) + (today[others] != person)[None] - was
        possible = self.allowed[theirs][:, whose]
        if most is not None:
            possible &= state.moved + more <= most
        for used, limit in zip(state.used, self.limits, strict=True):
            taken = used[person] - limit[theirs, person][:, None] + limit[others, person][None]
            given = (used[whose] - limit[others, whose])[None] + limit[theirs][:, whose]
            possible &= (taken <= 1.0 + EPSILON) & (given <= 1.0 + EPSILON)
        change = np.where(possible, change + price * more, np.inf)
        one, other = divmod(int(change.argmin()), len(others))
        return (int(theirs[one]), int(others[other])) if change[one, other] < NOT_BETTER else None

    def _at_the_other_end(self, deviations: Array, person: int) -> Array:
        """Tell who has least, where a person has too much, and who has most, where it is too little."""
        import numpy as np

        over = deviations[person].max() >= -deviations[person].min()
        order = np.argsort(deviations.min(axis=1) if over else -deviations.max(axis=1), kind="stable")
        chosen = np.zeros(len(order), bool)
        chosen[order[:_OTHERS]] = True
        return chosen


def _raised(values: Array, power: int) -> Array:
    """Return values squared so often."""
    for _ in range(power):
        values = values * values
    return values
