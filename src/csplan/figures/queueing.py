"""What people at a desk can promise to those who wait: operations on numbers, on arrays (draws), on traced cells.

Where those who wait have patience without end they are Erlang C's, where ``patience`` says after how many minutes
people give up on average, Erlang A's. ``load`` is how many contacts are served at once on average (erlangs); ``takes``
and ``within`` are minutes; one person serves ``at_once`` contacts at a time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplan.figures.erlang import MOST_LOAD, people_for, promise
from csplan.figures.operation import operation
from csplan.figures.queueing_arrays import people_on_arrays, promise_on_arrays

if TYPE_CHECKING:
    from csplan.figures.erlang import Promise


@operation(people_on_arrays)
def people_to_answer(
    load: float | None,
    takes: float | None,
    within: float,
    share: float,
    occupancy: float,
    at_once: float,
    patience: float | None = None,
    most_lost: float | None = None,
) -> float | None:
    """Return the least whole number of people who keep a promise; absent in, absent out, 0 where nobody calls.

    They answer the ``share`` within so many minutes, are busy no more than ``occupancy``, and lose no more than
    ``most_lost`` of those whose patience ends. Absent as well for a load that no desk has.
    """
    if load is None or load > MOST_LOAD:
        return None
    if load <= 0:
        return 0.0
    if takes is None:
        return None
    most = 1.0 if most_lost is None else most_lost
    return people_for(load, takes, within, share, occupancy, at_once, patience, most)


def _promise(
    load: float | None, people: float | None, takes: float | None, within: float, at_once: float, patience: float | None
) -> Promise | None:
    """Return what people come to; None where something is absent, or nobody is there for nobody."""
    if load is None or people is None or takes is None or people <= 0:
        return None
    return promise(load, people, takes, within, at_once, patience)


@operation(promise_on_arrays("answered"))
def answered_in_time(
    load: float | None, people: float | None, takes: float | None, within: float, at_once: float, patience: float | None
) -> float | None:
    """Return the share of all contacts that so many people answer in time; who gave up before was not answered."""
    found = _promise(load, people, takes, within, at_once, patience)
    return None if found is None else found.answered


@operation(promise_on_arrays("lost"))
def given_up(
    load: float | None, people: float | None, takes: float | None, within: float, at_once: float, patience: float | None
) -> float | None:
    """Return the share of all contacts that give up before so many people answer them; absent without patience."""
    found = _promise(load, people, takes, within, at_once, patience)
    return None if found is None else found.lost


@operation(promise_on_arrays("wait"))
def mean_wait(
    load: float | None, people: float | None, takes: float | None, within: float, at_once: float, patience: float | None
) -> float | None:
    """Return the minutes that a contact waits on average at so many people, those who give up included."""
    found = _promise(load, people, takes, within, at_once, patience)
    return None if found is None else found.wait
