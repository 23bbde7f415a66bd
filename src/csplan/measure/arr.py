"""What a customer paid on a day: today's ARR of the account book, walked back through what happened since."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from csplan.measure.states import CHURN, EXPANSION, OPT_OUT, RENEWAL, came_back

if TYPE_CHECKING:
    from csplan.plan.history import Events, History

_CENT = 0.01


class Change(NamedTuple):
    """An event, its day, and what the ARR grew by."""

    event: int
    day: int
    grown: float


class Paid:
    """The ARR of customers by day."""

    def __init__(self, history: History, left: list[int | None]) -> None:
        """Know what changes the ARR of each customer, and the day on which they left."""
        known: list[float | None] = list(history.book.arr) if history.book is not None else []
        known += [None] * (len(left) - len(known))
        # Who left pays nothing, also where the book still has them.
        self.now = [arr if day is None else 0.0 for arr, day in zip(known, left, strict=True)]
        self.changes: list[list[Change]] = [[] for _ in history.customers]
        """What changed the ARR of each customer, in the order of the table."""
        if history.events is not None:
            _add(self.changes, history.events)

    def on(self, customer: int, day: int) -> float | None:
        """Return the ARR at the end of a day; None where neither the book has the customer nor an event says so."""
        arr = self.now[customer]
        if arr is None:
            return None
        arr -= sum(each.grown for each in self.changes[customer] if each.day > day)
        return 0.0 if abs(arr) < _CENT else arr


def _add(changes: list[list[Change]], events: Events) -> None:
    back = came_back(events)
    for index, kind in enumerate(events.kind):
        if index in back:
            continue  # what they pay after it, nobody wrote down as won anew
        arr, due = events.arr[index], events.due[index]
        if kind == EXPANSION:
            change = arr
        elif kind in {RENEWAL, OPT_OUT}:
            change = arr - due
        elif kind == CHURN:
            change = -due
        else:
            continue
        changes[events.customer[index]].append(Change(index, events.day[index], change))
