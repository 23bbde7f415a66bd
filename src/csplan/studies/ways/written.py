"""A change as words have it: rounded so that what is printed is at least as much as it takes.

Whoever writes the printed number into the plan has to get what was promised; so the search and the words round alike.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from csplan.studies.ways.search import Outcome, least
from csplan.values.units import beyond, three_digits

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csplan.studies.ways.kinds import Move, Step
    from csplan.studies.ways.search import Attempt

_DIGITS = 3
_MOST_PRINTED = 40
"""Numbers that are tried as they would be printed; where none of so many is enough, none may be."""
_MINUTES = 60
_KEPT = 4
"""Outcomes that are kept while one looks further: more of a company of many teams would fill the memory."""


def numbers(step: Step) -> tuple[float, float] | None:
    """Return before and after where they are numbers: a team's segments may differ in theirs."""
    if isinstance(step.before, float) and isinstance(step.after, float):
        return step.before, step.after
    return None


def by(step: Step) -> float:
    """Return by how much of itself something changes, or by how many points of a share."""
    change = step.change or 0.0
    return beyond(change, change, _DIGITS)


def hours_off(step: Step) -> tuple[float, bool]:
    """Return the time that is taken out of each customer, and whether it is in hours: else it is in minutes."""
    before, after = numbers(step) or (0.0, 0.0)
    off = before - after
    return (beyond(off, 1, 1), True) if off >= 1 else (beyond(off * _MINUTES, 1, 0), False)


def times_left(step: Step) -> float:
    """Return how often a task is still done, rounded down to two decimals, or to as many as it takes to be at all."""
    _, after = numbers(step) or (0.0, 0.0)
    return next((each for digits in (2, 4, 6) if (each := beyond(after, -1, digits))), 0.0)


def money_after(step: Step) -> float:
    """Return a price or a cost as it would be, in the digits that money is shown with."""
    _, after = numbers(step) or (0.0, 0.0)
    return three_digits(after, step.change or 0.0)


def share_after(step: Step) -> float:
    """Return a target as it would be."""
    _, after = numbers(step) or (0.0, 0.0)
    return beyond(after, step.change or 0.0, _DIGITS)


def changes(step: Step) -> Iterator[float]:
    """Yield the change of a step in each form in which its words have it."""
    values = numbers(step)
    if values is None or step.unit != "Share":
        yield by(step)
    if values is None:
        return
    before = values[0]
    if step.unit == "Share":
        yield share_after(step) - before
    elif step.unit == "HoursPerCustomer":
        off, in_hours = hours_off(step)
        yield -off / (1 if in_hours else _MINUTES) / before
    elif step.unit == "Times":
        yield times_left(step) / before - 1
    elif step.unit in {"MoneyPerCustomer", "MoneyPerCSM", "Money"}:
        yield money_after(step) / before - 1


def least_written(start: Outcome, attempt: Attempt, move: Move) -> tuple[float, Outcome]:
    """Return the least of a change that is enough also as it is printed; else how far it gets.

    What works at one point only, or in a window narrower than the digits that people write, can't be written into a
    plan: then what comes after the printed number counts.
    """
    past, amount, found = 0.0, 0.0, start
    attempt = lru_cache(_KEPT)(attempt)
    for _ in range(_MOST_PRINTED):
        amount, found = least(start, attempt, move.most, jumps=move.jumps, past=past)
        if not found.fits:
            return amount, found
        printed = [abs(each) for each in changes(move.step(amount))]
        wrong = [each for each in printed if not attempt(each).fits]
        if not wrong:
            return amount, found
        past = max(amount, *wrong)
    return amount, found._replace(fits=False)
