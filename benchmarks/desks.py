"""People of a desk: Erlang C in one pass against each number of people by itself, Erlang A against adaptive quadrature.

Packages that staff desks start anew for each number of people, with Erlang's loss formula from 0 lines on; that is
written here once more, by itself, because such a package brings solvers along that csplan needs for nothing. The
quadrature is scipy's, one number of people after the other. Both have to give the same answers before they are timed.
"""

from __future__ import annotations

import math
from importlib import import_module
from itertools import pairwise, product
from typing import TYPE_CHECKING

from benchmarks.timing import ratio, report
from csplan.figures.queueing import answered_in_time, given_up, people_to_answer

if TYPE_CHECKING:
    from collections.abc import Callable

ERLANG_C_GOAL, ERLANG_A_GOAL, LARGE_GOAL = 0.6, 0.15, 0.6
LOADS = [0.5 * 1.11**step for step in range(79)]
PROMISES = ((0.8, 20 / 60), (0.9, 1.0), (0.8, 5.0), (0.95, 0.5))
VOLUMES = list(product(LOADS, PROMISES))
"""316 volumes of half an erlang to some 1,700."""
IMPATIENT = [
    (load, share, patience) for load in (0.7, 3.0, 12.0, 40.0) for share in (0.8, 0.9) for patience in (1.0, 6.0)
]
TAKES = 6.0
CLOSE = 1e-9


def one_by_one(load: float, share: float, within: float) -> float:
    """Return the people who keep a promise, each number of them computed from the start."""
    people = math.floor(load) + 1
    while True:
        loss = 1.0
        for line in range(1, people + 1):
            loss = load * loss / (line + load * loss)
        waits = loss / (1 - load / people * (1 - loss))
        if 1 - waits * math.exp(-(people - load) * within / TAKES) >= share - CLOSE:
            return float(people)
        people += 1


def integrated(load: float, people: int, within: float, patience: float) -> tuple[float, float]:
    """Return who is answered in time and who gives up, by scipy."""
    quad = import_module("scipy.integrate").quad  # which has no types

    rate = load / TAKES

    def density(wait: float) -> float:
        return math.exp(-rate * patience * math.expm1(-wait / patience) - people * wait / TAKES)

    def area(function: Callable[[float], float], low: float) -> float:
        cuts = sorted({low, max(low, patience), max(low, 40 * TAKES), max(low, 400 * TAKES)})
        return math.fsum(quad(function, a, b, epsabs=1e-12, epsrel=1e-11, limit=200)[0] for a, b in pairwise(cuts))

    inverse = 1.0
    for line in range(1, people):
        inverse = 1 + line / load * inverse
    everybody = inverse + rate * area(density, 0.0)
    lost = rate * area(lambda wait: -density(wait) * math.expm1(-wait / patience), 0.0) / everybody
    late = rate * area(lambda wait: density(wait) * math.exp(-wait / patience), within) / everybody
    return 1 - lost - late, lost


def scanned(load: float, share: float, patience: float) -> float:
    """Return the people who keep a promise to those who give up, one number after the other."""
    people = 1
    while integrated(load, people, 1.0, patience)[0] < share - CLOSE:
        people += 1
    return float(people)


def rows() -> list[tuple[str, float, float]]:
    """Hold both ways to the same people, and measure."""
    for load, (share, within) in VOLUMES:
        assert people_to_answer(load, TAKES, within, share, 1.0, 1.0) == one_by_one(load, share, within)
    for load, share, patience in IMPATIENT:
        people = scanned(load, share, patience)
        assert people_to_answer(load, TAKES, 1.0, share, 1.0, 1.0, patience) == people
        answered, lost = integrated(load, int(people), 1.0, patience)
        assert abs((answered_in_time(load, people, TAKES, 1.0, 1.0, patience) or 0.0) - answered) < CLOSE
        assert abs((given_up(load, people, TAKES, 1.0, 1.0, patience) or 0.0) - lost) < CLOSE
    patient = ratio(
        lambda: [people_to_answer(load, TAKES, within, share, 1.0, 1.0) for load, (share, within) in VOLUMES],
        lambda: [one_by_one(load, share, within) for load, (share, within) in VOLUMES],
        3,
    )
    impatient = ratio(
        lambda: [people_to_answer(load, TAKES, 1.0, share, 1.0, 1.0, patience) for load, share, patience in IMPATIENT],
        lambda: [scanned(load, share, patience) for load, share, patience in IMPATIENT],
        3,
    )
    large = ratio(
        lambda: people_to_answer(100_000.0, TAKES, 0.5, 0.8, 1.0, 1.0), lambda: one_by_one(100_000.0, 0.8, 0.5), 3
    )
    return [
        ("people by Erlang C for 316 volumes, against one number after the other", patient, ERLANG_C_GOAL),
        ("people by Erlang C at 100,000 erlangs, against the same", large, LARGE_GOAL),
        ("people by Erlang A, against adaptive quadrature one after the other", impatient, ERLANG_A_GOAL),
    ]


if __name__ == "__main__":
    report(rows())
