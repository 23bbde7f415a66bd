"""Queues of many draws at once: the forms on arrays of the operations in ``queueing``, element by element the same."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

from csplan.figures.erlang import DROP, FADES, MOST_LOAD, NOBODY_WAITS, SPREADS, first_guess, gauss, promise
from csplan.figures.operation import TOLERANCE
from csplan.figures.whole import people_up

if TYPE_CHECKING:
    from types import ModuleType

_BETWEEN = 16
"""Steps after which it is looked whether all have gone far enough."""
_NEVER = NOBODY_WAITS**2


def _flat(np: ModuleType, *values: Any) -> tuple[tuple[int, ...], list[Any]]:
    """Return the shape of draws and the values in it, one after the other; NaN where any of them is absent."""
    arrays = np.broadcast_arrays(*(np.asarray(value, dtype=float) for value in values))
    return arrays[0].shape, [np.array(each).ravel() for each in arrays]


def people_on_arrays(
    np: ModuleType,
    load: Any,
    takes: Any,
    within: Any,
    share: Any,
    occupancy: Any,
    at_once: Any,
    patience: Any = None,
    most_lost: Any = None,
) -> Any:
    """Return the least people who keep a promise, for every draw."""
    if load is None:
        return None
    if takes is None:
        takes = np.nan
    takes = np.where(np.equal(load, 0), 1.0, takes)  # where nobody comes, nothing need be known of how long it takes
    without_end = patience is None
    rest = (1.0 if without_end else patience, 1.0 if most_lost is None else most_lost)
    shape, columns = _flat(np, load, takes, within, share, occupancy, at_once, *rest)
    known = ~np.isnan(columns).any(axis=0) & (columns[0] <= MOST_LOAD)
    people = np.where(known, 0.0, np.nan)
    left = np.flatnonzero(known & (columns[0] > 0))
    if left.size:
        chosen = [column[left] for column in columns]
        people[left] = (_patient_people if without_end else _impatient_people)(np, *chosen)
    return people.reshape(shape)


def _patient_people(
    np: ModuleType,
    load: Any,
    takes: Any,
    within: Any,
    share: Any,
    occupancy: Any,
    at_once: Any,
    _: Any,
    __: Any,
) -> Any:
    people = people_up(load / (occupancy * at_once))
    found = np.zeros_like(load)
    line = people * at_once
    state = [np.arange(load.size), load, takes, within, share, at_once, people, line, _inverse_losses(np, load, line)]
    while state[0].size:
        index, load, takes, within, share, at_once, people, line, inverse = state
        asked = line >= people * at_once
        over = np.maximum(line - load, 0.0)
        waits = 1.0 / (1.0 + (inverse - 1.0) * np.where(over > 0, 1.0 - load / line, 1.0))
        kept = asked & (over > 0) & (share - (1.0 - waits * np.exp(-over * within / takes)) <= TOLERANCE)
        done = kept | (inverse > NOBODY_WAITS)
        found[index[done]] = people[done]
        people = people + (asked & ~done)
        line = line + 1.0
        inverse = 1.0 + line / load * inverse
        state = [index, load, takes, within, share, at_once, people, line, inverse]
        if done.any():
            state = [each[~done] for each in state]
    return found


def _impatient_people(
    np: ModuleType,
    load: Any,
    takes: Any,
    within: Any,
    share: Any,
    occupancy: Any,
    at_once: Any,
    patience: Any,
    most_lost: Any,
) -> Any:
    def suffice(people: Any) -> Any:
        lines = people * at_once
        answered, lost = _impatient_on_arrays(np, load, lines, takes, within, patience)
        busy = load * (1.0 - lost) / lines
        worst = np.maximum(np.maximum(share - answered, busy - occupancy), lost - most_lost)
        return worst <= TOLERANCE

    low, high = np.zeros_like(load), first_guess(load, at_once)
    while not (enough := suffice(high)).all():
        low, high = np.where(enough, low, high), np.where(enough, high, 2.0 * high)
    while (high - low > 1.0).any():
        middle = np.where(high - low > 1.0, np.floor((low + high) / 2.0), high)
        enough = suffice(middle)
        low, high = np.where(enough, low, middle), np.where(enough, middle, high)
    return high


def _inverse_losses(np: ModuleType, load: Any, lines: Any) -> Any:
    """Return 1/B of each: all start together, and the first in a row are those that arrive first."""
    line = np.maximum(0.0, np.floor(np.minimum(lines, load) - SPREADS * np.sqrt(load)))
    order = np.argsort(lines - line)
    line, steps, of = line[order], (lines - line)[order], load[order]
    inverse, grown = np.ones_like(of), np.empty_like(of)
    most = int(steps[-1])
    with np.errstate(over="ignore"):  # what is beyond all numbers has gone far enough
        for block in range(0, most, _BETWEEN):
            arrived = np.searchsorted(steps, np.arange(block, min(block + _BETWEEN, most)), side="right").tolist()
            for on in (slice(each, None) for each in arrived):
                line[on] += 1.0
                np.divide(line[on], of[on], out=grown[on])
                inverse[on] *= grown[on]
                inverse[on] += 1.0
            if inverse[arrived[-1] :].min() > NOBODY_WAITS:
                break
    found = np.empty_like(inverse)
    found[order] = np.minimum(inverse, _NEVER)
    return found


def _impatient_on_arrays(
    np: ModuleType, load: Any, lines: Any, takes: Any, within: Any, patience: Any
) -> tuple[Any, Any]:
    rate = load / takes

    def exponent(wait: Any) -> Any:
        return -rate * patience * np.expm1(-wait / patience) - lines * wait / takes

    peak = np.maximum(0.0, patience * np.log(load / lines))
    largest = exponent(peak)

    def edge(wait: Any) -> Any:
        while (far := (short := exponent(wait) - largest + DROP) < -1.0).any():
            slope = rate * np.exp(-wait / patience) - lines / takes
            wait = np.where(far, wait - short / np.where(far, slope, 1.0), wait)
        return wait

    first = edge(np.zeros_like(load))
    last = edge((rate * patience - largest + DROP) * takes / lines)
    promised = np.minimum(np.maximum(within, first), last)
    fading = [np.minimum(peak + times * patience, last) for times in FADES]
    cuts = [first, 0.25 * first + 0.75 * peak, peak, *fading, 0.75 * peak + 0.25 * last, last, promised]
    edges = np.sort(cuts, axis=0)
    places, weights = (np.array(each)[:, None] for each in gauss())
    whole, lost, late = np.zeros_like(load), np.zeros_like(load), np.zeros_like(load)
    for low, high in pairwise(edges):
        wait = low + (high - low) * places
        away = -np.expm1(-wait / patience)
        density = (high - low) * weights * np.exp(rate * patience * away - lines * wait / takes - largest)
        whole += density.sum(axis=0)
        lost += (density * away).sum(axis=0)
        late += np.where(low >= promised, (density * (1.0 - away)).sum(axis=0), 0.0)
    everybody = _inverse_losses(np, load, lines - 1.0) * np.exp(-largest) + rate * whole
    given_up = rate * lost / everybody
    return 1.0 - given_up - rate * late / everybody, given_up


def promise_on_arrays(part: str) -> Any:
    """Return the form on arrays of one part of a promise: answered, lost or wait."""

    def on_arrays(np: ModuleType, load: Any, people: Any, takes: Any, within: Any, at_once: Any, patience: Any) -> Any:
        if load is None or people is None or takes is None or (patience is None and part == "lost"):
            return None
        shape, columns = _flat(np, load, people, takes, within, at_once, np.inf if patience is None else patience)
        found = np.full(columns[0].shape, np.nan)
        for index in np.flatnonzero(~np.isnan(columns).any(axis=0) & (columns[1] > 0)).tolist():
            load, people, takes, within, at_once, stays = (float(column[index]) for column in columns)
            each = promise(load, people, takes, within, at_once, None if patience is None else stays)
            found[index] = getattr(each, part)
        return found.reshape(shape)

    return on_arrays
