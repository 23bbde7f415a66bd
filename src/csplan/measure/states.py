"""How customers were on a day: the colour that was recorded last, for as long as it says something; and who left."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from csplan.plan.history import EVENTS

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from csplan.plan.history import Events, History

UNKNOWN = 0
STALE = 62
"""Days for which a snapshot says something where the plan does not say: of a monthly export one may be missing."""
RENEWAL, OPT_OUT, CHURN, EXPANSION = (EVENTS.index(name) for name in ("renewal", "opt_out", "churn", "expansion"))


class States:
    """Recorded colours of customers by day. Source: csm-management, section 6."""

    def __init__(self, history: History, stale: float, scored: Sequence[int] | None = None) -> None:
        """Look at a record; where no row of it has a colour, ``scored`` has the colour of each row by its scores."""
        self.stale = int(stale)
        self.shots = history.snapshots
        self.colours: Sequence[int] = scored or (self.shots.colour if self.shots is not None else ())
        count = len(history.customers)
        self._row_days: list[Sequence[int] | None] = [None] * count
        self._known: list[tuple[Sequence[int], Sequence[int]] | None] = [None] * count
        self.left = _left(history.events, history.since, count)

    def rows(self, customer: int) -> Sequence[int]:
        """Return all rows of a customer, by day."""
        shots = self.shots
        return shots.rows[customer] if shots is not None and customer < len(shots.rows) else ()

    def row_days(self, customer: int) -> Sequence[int]:
        """Return the days of these rows."""
        days = self._row_days[customer]
        if days is None:
            day = self.shots.day if self.shots is not None else ()
            days = self._row_days[customer] = [day[row] for row in self.rows(customer)]
        return days

    def known(self, customer: int) -> tuple[Sequence[int], Sequence[int]]:
        """Return the days of a customer on which a colour was recorded, and the code of each."""
        known = self._known[customer]
        if known is None:
            days = self.row_days(customer)
            codes = [self.colours[row] for row in self.rows(customer)]
            if 0 in codes:
                days = [day for day, code in zip(days, codes, strict=True) if code]
                codes = [code for code in codes if code]
            known = self._known[customer] = days, codes
        return known

    def colour(self, customer: int, day: int) -> int:
        """Return the code of the colour on a day: the last one recorded, UNKNOWN where that is stale or none is."""
        days, codes = self.known(customer)
        at = bisect_right(days, day) - 1
        return UNKNOWN if at < 0 or day - days[at] > self.stale else codes[at]

    def row(self, customer: int, day: int) -> int | None:
        """Return the last row on or before a day; None where it is stale or there is none."""
        days = self.row_days(customer)
        at = bisect_right(days, day) - 1
        return None if at < 0 or day - days[at] > self.stale else self.rows(customer)[at]

    def coloured(self, customer: int, day: int) -> int | None:
        """Return the row by which the colour on a day is known; None where it is not."""
        if self.colour(customer, day) == UNKNOWN:
            return None
        days, _ = self.known(customer)
        recorded = days[bisect_right(days, day) - 1]
        return self.rows(customer)[bisect_right(self.row_days(customer), recorded) - 1]


def _left(events: Events | None, since: Mapping[int, int], count: int) -> list[int | None]:
    """Return the day on which each customer left last; None of those who stay, or came back since."""
    left: list[int | None] = [None] * count
    if events is None:
        return left
    back = came_back(events)
    for index, customer in enumerate(events.customer):
        day = events.day[index]
        if events.lost(index) and index not in back and since.get(customer, 0) <= day:
            left[customer] = max(day, left[customer] or 0)
    return left


def came_back(events: Events) -> Collection[int]:
    """Return the losses after which customers renewed or grew: they stayed after all, or came back."""
    there: dict[int, int] = {}
    for index, kind in enumerate(events.kind):
        if kind in {RENEWAL, OPT_OUT, EXPANSION} and events.arr[index] > 0:
            customer = events.customer[index]
            there[customer] = max(there.get(customer, 0), events.day[index])
    losses = (index for index in range(len(events.kind)) if events.lost(index))
    return {index for index in losses if there.get(events.customer[index], 0) > events.day[index]}
