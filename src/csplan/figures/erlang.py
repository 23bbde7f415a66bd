"""Queues in plain numbers: Erlang C, and Erlang A where those who wait may give up.

Contacts come by chance at a steady rate, ``load`` is how many are served at once on average (erlangs), ``takes``,
``within`` and ``patience`` are minutes. One person serves ``at_once`` contacts at a time; each of these is a line.

With 1/B(0) = 1 and 1/B(k) = 1 + k / load * 1/B(k - 1), Erlang's loss formula upside down, nothing overflows and one
pass upward knows every number of lines.
"""

from __future__ import annotations

import math
from functools import cache
from itertools import pairwise
from typing import NamedTuple, cast

from csplan.figures.operation import TOLERANCE
from csplan.figures.whole import people_up

MOST_LOAD = 1e9
"""No desk serves a billion contacts at once: beyond it nothing is said of people."""
SPREADS = 12
"""So many roots of the load below it the pass starts: what it starts from has faded to e**-72 where it counts."""
NOBODY_WAITS = 1e30
"""1/B from which on a contact that waits is rarer than any promise can tell."""
DROP = 42.0
"""Exponent below the largest at which an integrand is over: e**-42 is beyond double precision."""
FADES = (1.0, 8.0, DROP)
"""Multiples of the patience at which integrals are cut: where patience is short, all of the change is there."""
_NODES = 24


class Promise(NamedTuple):
    """What a number of lines comes to: shares of all contacts that are answered in time and that give up, mean wait."""

    answered: float
    lost: float | None
    wait: float


def _start(load: float, lines: float) -> float:
    nearer = min(lines, load)
    return max(0.0, math.floor(nearer - SPREADS * math.sqrt(load)))


def _inverse_loss(load: float, lines: float) -> float:
    """Return 1/B, one over the share that so many lines without a queue would turn away."""
    line = _start(load, lines)
    inverse = 1.0
    while line < lines and inverse < NOBODY_WAITS:
        line += 1.0
        inverse = 1.0 + line / load * inverse
    return inverse


# --- who waits has patience without end: Erlang C -----------------------------------------------------------------


def _in_time(inverse: float, load: float, lines: float, takes: float, within: float) -> float:
    waits = 1.0 / (1.0 + (inverse - 1.0) * (1.0 - load / lines))
    return 1.0 - waits * math.exp(-(lines - load) * within / takes)


def _patient(load: float, lines: float, takes: float, within: float) -> Promise:
    if lines <= load:
        return Promise(0.0, None, math.inf)
    inverse = _inverse_loss(load, lines)
    waits = 1.0 / (1.0 + (inverse - 1.0) * (1.0 - load / lines))
    return Promise(_in_time(inverse, load, lines, takes, within), None, waits * takes / (lines - load))


def _people_for_patient(load: float, takes: float, within: float, share: float, least: float, at_once: float) -> float:
    """Return the least people, not below ``least``, who answer the share in time: one pass upward."""
    line = _start(load, least * at_once)
    inverse, people = 1.0, least
    while True:
        while line < people * at_once:
            line += 1.0
            inverse = 1.0 + line / load * inverse
            if inverse > NOBODY_WAITS:
                return people
        if line > load and share - _in_time(inverse, load, line, takes, within) <= TOLERANCE:
            return people
        people += 1.0


# --- who waits gives up after a while: Erlang A -------------------------------------------------------------------


@cache
def gauss() -> tuple[tuple[float, ...], tuple[float, ...]]:
    """Return places between 0 and 1 and weights by which a smooth function is integrated: Gauss and Legendre's."""
    places, weights = [], []
    for position in range(_NODES):
        x = math.cos(math.pi * (position + 0.75) / (_NODES + 0.5))
        slope, step = 1.0, 1.0
        while abs(step) > 1e-15:  # noqa: PLR2004 - as near as doubles come
            before, value = 1.0, x
            for degree in range(2, _NODES + 1):
                before, value = value, ((2 * degree - 1) * x * value - (degree - 1) * before) / degree
            slope = _NODES * (x * value - before) / (x * x - 1)
            step = value / slope
            x -= step
        places.append((1 - x) / 2)
        weights.append(1 / ((1 - x * x) * slope * slope))
    return tuple(places), tuple(weights)


def _impatient(load: float, lines: float, takes: float, within: float, patience: float) -> Promise:
    """Integrate over the wait that is offered: its density is e**exponent for who waits longer than 0."""
    rate = load / takes

    def exponent(wait: float) -> float:
        return -rate * patience * math.expm1(-wait / patience) - lines * wait / takes

    peak = max(0.0, patience * math.log(load / lines))
    largest = exponent(peak)

    def edge(wait: float) -> float:
        """Step towards where the exponent is too small to count; it is concave, so no step goes too far."""
        while (short := exponent(wait) - largest + DROP) < -1.0:
            wait -= short / (rate * math.exp(-wait / patience) - lines / takes)
        return wait

    first = edge(0.0)
    last = edge((rate * patience - largest + DROP) * takes / lines)
    promised = min(max(within, first), last)
    fading = (min(peak + times * patience, last) for times in FADES)
    edges = sorted((first, 0.25 * first + 0.75 * peak, peak, *fading, 0.75 * peak + 0.25 * last, last, promised))
    places, weights = gauss()
    whole = lost = late = 0.0
    for low, high in pairwise(edges):
        width = high - low
        if width <= 0.0:
            continue
        density = gone = 0.0
        for place, weight in zip(places, weights, strict=True):
            wait = low + width * place
            away = -math.expm1(-wait / patience)
            each = weight * math.exp(rate * patience * away - lines * wait / takes - largest)
            density += each
            gone += each * away
        whole += width * density
        lost += width * gone
        late += width * (density - gone) if low >= promised else 0.0
    everybody = _inverse_loss(load, lines - 1.0) * math.exp(-largest) + rate * whole
    given_up = rate * lost / everybody
    return Promise(1.0 - given_up - rate * late / everybody, given_up, given_up * patience)


# --- people, and what they come to --------------------------------------------------------------------------------


def promise(load: float, people: float, takes: float, within: float, at_once: float, patience: float | None) -> Promise:
    """Return what so many people come to, of whom there is one at least."""
    if load <= 0:
        return Promise(1.0, None if patience is None else 0.0, 0.0)
    lines = people * at_once
    if patience is None:
        return _patient(load, lines, takes, within)
    return _impatient(load, lines, takes, within, patience)


def first_guess(load: float, at_once: float) -> float:
    """Return people who are about enough: from there the least are found by doubling and halving."""
    return cast("float", people_up((load + 2.0 * load**0.5 + 1.0) / at_once))


def people_for(
    load: float,
    takes: float,
    within: float,
    share: float,
    occupancy: float,
    at_once: float,
    patience: float | None,
    most_lost: float,
) -> float:
    """Return the least people who keep a promise, for a load above 0."""
    if patience is None:
        least = cast("float", people_up(load / (occupancy * at_once)))
        return _people_for_patient(load, takes, within, share, least, at_once)

    def suffice(people: float) -> bool:
        found = promise(load, people, takes, within, at_once, patience)
        lost = found.lost or 0.0
        busy = load * (1.0 - lost) / (people * at_once)
        return max(share - found.answered, busy - occupancy, lost - most_lost) <= TOLERANCE

    low, high = 0.0, first_guess(load, at_once)
    while not suffice(high):
        low, high = high, 2.0 * high
    while high - low > 1.0:
        middle = (low + high) // 2.0
        low, high = (low, middle) if suffice(middle) else (middle, high)
    return high
