"""Books of accounts shared out: processor seconds for the curve of a team, a change in a large one, a whole new order.

The goals are seconds of a processor: nothing that finds assignments is known well enough to be measured against.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

import numpy as np

from csplan.studies.assign.curve import assign
from csplan.studies.assign.problem import NOBODY, Problem, fair_shares

if TYPE_CHECKING:
    Array = Any

CURVE_GOAL, CHANGE_GOAL, WHOLE_GOAL = 0.5, 1.0, 5.0
WITHIN = 0.1
RUNS = 3


def made(seed: int, accounts: int, people: int, *, even: bool, hard: bool = False) -> Problem:
    """Return a team: its books even, but that one has left, one has come and 50 accounts are new; or grown at random.

    ``hard``: three languages, which not everybody speaks, and one account in ten stays where it is.
    """
    chance = np.random.default_rng(seed)
    size = np.stack([chance.lognormal(10, 0.7, accounts), chance.lognormal(3, 0.4, accounts)], axis=1)
    today = _evenly(size, people) if even else chance.choice(people, accounts, p=chance.dirichlet([2.0] * people))
    able, kept = np.ones((accounts, people), bool), np.zeros(accounts, bool)
    if even:
        today[today == people - 1] = NOBODY  # who has left; the column is whoever comes in their place
        today[chance.choice(accounts, 50, replace=False)] = NOBODY
    if hard:
        speak = chance.random((people, 3)) < [0.95, 0.5, 0.4]
        speak[0], speak[:, 0] = True, speak[:, 0] | ~speak.any(axis=1)
        able = speak[:, chance.choice(3, accounts, p=[0.7, 0.2, 0.1])].T
        kept = chance.random(accounts) < WITHIN
    return Problem(
        accounts=[f"{at:05}" for at in range(accounts)],
        people=[f"{at:03}" for at in range(people)],
        size=size,
        fair=fair_shares(size.sum(axis=0), np.ones(people)),
        able=able,
        kept=kept,
        today=today,
    )


def _evenly(size: Array, people: int) -> Array:
    """Return who has what where the largest first go to whoever has least."""
    owner, loads, share = np.zeros(len(size), int), np.zeros((people, 2)), size.sum(axis=0) / people
    for account in np.argsort(-size[:, 0]):
        owner[account] = ((loads + size[account]) / share).max(axis=1).argmin()
        loads[owner[account]] += size[account]
    return owner


def spent(problem: Problem) -> float:
    """Return the least processor seconds of some runs; raises AssertionError where the books do not become even."""
    found = []
    for _ in range(RUNS):
        start = time.process_time()
        answer = assign(problem, WITHIN)
        found.append(time.process_time() - start)
        assert answer.reached(WITHIN)
    return min(found)


def rows() -> list[tuple[str, float, float]]:
    """Return what was measured, with its goal."""
    return [
        ("assign: curve of 500 accounts and 10 people, CPU seconds", spent(made(2, 500, 10, even=False)), CURVE_GOAL),
        (
            "assign: 10,000 and 100: one leaves, one comes, 50 are new, CPU seconds",
            spent(made(5, 10_000, 100, even=True)),
            CHANGE_GOAL,
        ),
        (
            "assign: 10,000 and 100, all anew with skills and locks, CPU seconds",
            spent(made(6, 10_000, 100, even=False, hard=True)),
            WHOLE_GOAL,
        ),
    ]
