"""How customers were on a day: the colour that was recorded last, for as long as it says something; and who left."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from csplan.plan.history import EVENTS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from csplan.plan.history import Events, History

UNKNOWN = 0
STALE = 62
"""Days for which a snapshot says something where the plan does not say: of a monthly export one may be missing."""
RENEWAL, OPT_OUT, CHURN, EXPANSION = (EVENTS.index(name) for name in ("renewal", "opt_out", "churn", "expansion"))


class States:
    """Recorded colours of customers by day. Source: csm-management, section 6."""

    def __init__(self, history: History, stale: float, scored: Callable[[int], int] | None = None) -> None:
        """Look at a record; where no row of it has a colour, ``scored`` says the colour of a row by its scores."""
        self.stale = int(stale)
        self.rows: list[Sequence[int]] = []
        """All rows of a customer, by day."""
        self.row_days: list[list[int]] = []
        self.days: list[list[int]] = []
        """Days of a customer on which a colour was recorded, and which."""
        self.codes: list[list[int]] = []
        shots = history.snapshots
        recorded = shots is not None and any(shots.colour)
        for customer in range(len(history.customers)):
            rows: Sequence[int] = ()
            if shots is not None and customer < len(shots.rows):
                rows = shots.rows[customer]
            self.rows.append(rows)
            days = [shots.day[row] for row in rows] if shots is not None else []
            self.row_days.append(days)
            codes = [] if shots is None else [shots.colour[row] for row in rows]
            if not recorded and scored is not None:
                codes = [scored(row) for row in rows]
            known = [(day, code) for day, code in zip(days, codes, strict=True) if code]
            self.days.append([day for day, _ in known])
            self.codes.append([code for _, code in known])
        self.left = _left(history.events, history.since, len(history.customers))

    def colour(self, customer: int, day: int) -> int:
        """Return the code of the colour on a day: the last one recorded, UNKNOWN where that is stale or none is."""
        days = self.days[customer]
        at = bisect_right(days, day) - 1
        return UNKNOWN if at < 0 or day - days[at] > self.stale else self.codes[customer][at]

    def row(self, customer: int, day: int) -> int | None:
        """Return the last row on or before a day; None where it is stale or there is none."""
        days = self.row_days[customer]
        at = bisect_right(days, day) - 1
        return None if at < 0 or day - days[at] > self.stale else self.rows[customer][at]


def _left(events: Events | None, since: Mapping[int, int], count: int) -> list[int | None]:
    """Return the day on which each customer left last; None of those who stay, or came back since."""
    left: list[int | None] = [None] * count
    if events is None:
        return left
    for index, kind in enumerate(events.kind):
        lost = kind == CHURN or (kind in {RENEWAL, OPT_OUT} and events.arr[index] == 0)
        customer, day = events.customer[index], events.day[index]
        if lost and since.get(customer, 0) <= day:
            left[customer] = max(day, left[customer] or 0)
    return left
