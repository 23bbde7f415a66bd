"""Who moved: customers by their health on the first and on the last day of a period, whatever lies between."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from csplan.measure.part import Part
from csplan.measure.states import UNKNOWN
from csplan.measure.whose import longest
from csplan.plan.history import AT_RISK, COLOURS, HEALTHY

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from csplan.measure.customers import Customers
    from csplan.measure.periods import Period
    from csplan.measure.states import States

_RED = COLOURS.index("red") + 1
LEFT = len(COLOURS) + 1
"""The code of a customer who left, among those of colours."""


class Move(NamedTuple):
    """A customer of the cohort: known on the first day, and known or left on the last."""

    before: int
    after: int

    @property
    def win(self) -> bool:
        """Whether at risk on the first day and healthy on the last."""
        return self.before in AT_RISK and self.after in HEALTHY

    @property
    def save(self) -> bool:
        """Whether red on the first day, and neither red nor gone on the last."""
        return self.before == _RED and self.after not in {_RED, LEFT}

    @property
    def slip(self) -> bool:
        """Whether healthy on the first day, and at risk or gone on the last."""
        return self.before in HEALTHY and self.after not in HEALTHY


def move_of(record: Customers, customer: int) -> Move | None:
    """Return how a customer moved; None where that is not known. Source: csm-management, section 6."""
    return move_in(record.states, customer, record.period)


def move_in(states: States, customer: int, period: Period) -> Move | None:
    """Return how a customer moved in any period; None where that is not known."""
    first, last = period
    left = states.left[customer]
    before = states.colour(customer, first)
    if before == UNKNOWN or (left is not None and left < first):
        return None
    after = LEFT if left is not None and left <= last else states.colour(customer, last)
    return None if after == UNKNOWN else Move(before, after)


def movement_of(record: Customers) -> Iterator[Part]:
    """Yield what each customer counts in the movement of a period, with whoever had it for most of its days."""
    if record.history.snapshots is None:
        return
    for customer in range(len(record.history.customers)):
        move = move_of(record, customer)
        if move is not None or record.there(customer, record.period.last):
            yield Part(customer, longest(record, customer, record.period), _numbers(record, customer, move))


def _numbers(record: Customers, customer: int, move: Move | None) -> Mapping[str, float]:
    if move is None:
        new = not record.known_on(customer, record.period.first)
        nothing = dict.fromkeys(("cohort", "at_risk_start", "at_risk_end", "wins", "saves", "slips", "left"), 0)
        return {**nothing, "new": new, "unknown": not new}
    return {
        "cohort": 1,
        "at_risk_start": move.before in AT_RISK,
        "at_risk_end": move.after in AT_RISK,
        "wins": move.win,
        "saves": move.save,
        "slips": move.slip,
        "left": move.after == LEFT,
        "new": 0,
        "unknown": 0,
    }
