"""Queues once more, by Erlang's own formulas and by integrals, as slow and as plain as they are in books."""

from __future__ import annotations

import math
from importlib import import_module
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


def inverse_loss(load: float, lines: int) -> float:
    """Return 1/B, one over the share that so many lines turn away, from no line on."""
    inverse = 1.0
    for line in range(1, lines + 1):
        inverse = 1 + line / load * inverse
    return inverse


def in_time(load: float, people: int, takes: float, within: float) -> float:
    """Return the share that people answer in time, of whom there are more than the load."""
    loss = 1 / inverse_loss(load, people)
    waits = people * loss / (people - load * (1 - loss))
    return 1 - waits * math.exp(-(people - load) * within / takes)


def integrated(  # noqa: PLR0913 - what a queue is made of
    load: float, people: int, takes: float, within: float, patience: float, *, near: float = 1e-13
) -> tuple[float, float]:
    """Return who is answered in time and who gives up, by adaptive integration over the wait that is offered.

    As Baccelli and Hebuterne have it; ``near`` is the relative error that is asked for.
    """
    quad = import_module("scipy.integrate").quad  # which has no types
    rate = load / takes

    def density(wait: float) -> float:
        return math.exp(-rate * patience * math.expm1(-wait / patience) - people * wait / takes)

    def area(function: Callable[[float], float], low: float) -> float:
        cuts = sorted({low, *(max(low, each) for each in (patience, 5 * patience, takes, 40 * takes, 400 * takes))})
        return math.fsum(quad(function, a, b, epsabs=near / 100, epsrel=near, limit=500)[0] for a, b in pairwise(cuts))

    everybody = inverse_loss(load, people - 1) + rate * area(density, 0.0)
    lost = rate * area(lambda wait: -density(wait) * math.expm1(-wait / patience), 0.0) / everybody
    late = rate * area(lambda wait: density(wait) * math.exp(-wait / patience), within) / everybody
    return 1 - lost - late, lost
