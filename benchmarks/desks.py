"""People of a desk: Erlang C in one pass against each number of people by itself, Erlang A against adaptive quadrature.

Packages that staff desks start anew for each number of people, with Erlang's formula from no line on. What pyworkforce
0.5 does is written here once more, because it brings solvers along that csplan needs for nothing; where it is
installed, it is measured itself (0.5.1: 0.03 to 0.04, the same people for all volumes). The quadrature is scipy's, one
number of people after the other. All have to give the same answers before they are timed.
"""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from itertools import product
from typing import TYPE_CHECKING, Any

import numpy as np

from benchmarks.timing import ratio, report
from csplan.figures.queueing import answered_in_time, given_up, people_to_answer
from tests.oracle.queues import in_time, integrated

if TYPE_CHECKING:
    from collections.abc import Callable

ERLANG_C_GOAL, ERLANG_A_GOAL, LARGE_GOAL, DRAWS_GOAL = 0.6, 0.15, 0.6, 0.15
LOADS = [0.5 * 1.11**step for step in range(79)]
PROMISES = ((0.8, 20 / 60), (0.9, 1.0), (0.8, 5.0), (0.95, 0.5))
VOLUMES = list(product(LOADS, PROMISES))
"""316 volumes of half an erlang to some 1,700."""
IMPATIENT = [
    (load, share, patience) for load in (0.7, 3.0, 12.0, 40.0) for share in (0.8, 0.9) for patience in (1.0, 6.0)
]
TAKES = 6.0
CLOSE = 1e-9


ROUNDED = (0.6, 0.8, 20.0)
"""Of whom one person answers 80% within 20 minutes: packages start at two."""
DRAWS, MEANS = 2_000, (5.0, 500.0)
ON_DRAWS: Any = people_to_answer
"""Its annotations speak of numbers; here it gets arrays, too."""


def one_by_one(load: float, share: float, within: float) -> float:
    """Return the people who keep a promise as pyworkforce finds them, each number of them computed from the start."""
    people = round(load + 1)
    while in_time(load, people, TAKES, within) < share:
        people += 1
    return float(people)


def packaged(load: float, share: float, within: float) -> float:
    """Return the people whom pyworkforce itself finds."""
    queue = import_module("pyworkforce.queuing").ErlangC(load / TAKES * 60, aht=TAKES, asa=within, interval=60)
    return float(queue.required_positions(share)["raw_positions"])


def ours(load: float, share: float, within: float) -> float | None:
    """Return the people whom csplan finds."""
    return people_to_answer(load, TAKES, within, share, 1.0, 1.0)


def scanned(load: float, share: float, patience: float) -> float:
    """Return the people who keep a promise to those who give up, one number after the other."""
    people = 1
    while integrated(load, people, TAKES, 1.0, patience, near=CLOSE / 100)[0] < share - CLOSE:
        people += 1
    return float(people)


def at_once(mean: float) -> float:
    """Return how long it takes to find the people of many draws at once, against one by one."""
    loads = np.random.default_rng(1).gamma(16.0, mean / 16.0, DRAWS)

    def together() -> list[float]:
        found: list[float] = ON_DRAWS(loads, TAKES, 1.0, 0.8, 0.85, 1.0).tolist()
        return found

    def alone() -> list[float]:
        return [ON_DRAWS(load, TAKES, 1.0, 0.8, 0.85, 1.0) for load in loads.tolist()]

    assert together() == alone()
    return ratio(together, alone, 3)


def rows() -> list[tuple[str, float, float]]:
    """Hold all ways to the same people, and measure."""
    others = {"a package's loop": one_by_one}
    if find_spec("pyworkforce"):
        others["pyworkforce"] = packaged
    for other in others.values():
        assert all(ours(load, *promise) == other(load, *promise) for load, promise in VOLUMES)
        assert other(*ROUNDED) == (ours(*ROUNDED) or 0.0) + 1
    for load, share, patience in IMPATIENT:
        people = scanned(load, share, patience)
        assert people_to_answer(load, TAKES, 1.0, share, 1.0, 1.0, patience) == people
        answered, lost = integrated(load, int(people), TAKES, 1.0, patience)
        assert abs((answered_in_time(load, people, TAKES, 1.0, 1.0, patience) or 0.0) - answered) < CLOSE
        assert abs((given_up(load, people, TAKES, 1.0, 1.0, patience) or 0.0) - lost) < CLOSE
    impatient = ratio(
        lambda: [people_to_answer(load, TAKES, 1.0, share, 1.0, 1.0, patience) for load, share, patience in IMPATIENT],
        lambda: [scanned(load, share, patience) for load, share, patience in IMPATIENT],
        3,
    )
    large = ratio(lambda: ours(100_000.0, 0.8, 0.5), lambda: one_by_one(100_000.0, 0.8, 0.5), 3)
    return [
        *(
            (f"people by Erlang C for 316 volumes, against {name}", of_volumes(other), ERLANG_C_GOAL)
            for name, other in others.items()
        ),
        ("people by Erlang C at 100,000 erlangs, against the same loop", large, LARGE_GOAL),
        ("people by Erlang A, against adaptive quadrature one after the other", impatient, ERLANG_A_GOAL),
        *(
            (f"people of {DRAWS:,} draws at once, {mean:g} erlangs, one by one", at_once(mean), DRAWS_GOAL)
            for mean in MEANS
        ),
    ]


def of_volumes(other: Callable[[float, float, float], float]) -> float:
    """Return how long csplan takes for all volumes, against another way."""
    return ratio(
        lambda: [ours(load, *promise) for load, promise in VOLUMES],
        lambda: [other(load, *promise) for load, promise in VOLUMES],
        3,
    )


if __name__ == "__main__":
    report(rows())
