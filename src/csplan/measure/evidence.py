"""Which rows of a record a number counts, so that whoever doubts it can look at them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from csplan.measure.groups import groups_of, segment_of
from csplan.measure.lagging import lagging_of
from csplan.measure.movement import LEFT, move_of, movement_of
from csplan.measure.standing import standing_of
from csplan.measure.whose import times_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from csplan.measure.customers import Customers
    from csplan.measure.groups import By
    from csplan.measure.periods import Period

_ON_THE_FIRST_DAY = frozenset(("cohort", "at_risk_start", "wins", "saves", "slips", "left"))
_ON_THE_LAST_DAY = frozenset(("cohort", "at_risk_end", "wins", "saves", "slips"))
_DAY_BY_DAY = frozenset(("days_known", "days_at_risk", "spells", "at_risk"))
_NO_ROWS = frozenset(("new", "unknown"))
_EVENTS = {
    **dict.fromkeys(("renewals_due", "arr_due", "arr_renewed", "renewal_rate"), "renewals_due"),
    "renewals_kept": "renewals_kept",
    "expansion": "growths",
    "times": "plays",
}
"""Numbers that are counted of events, and what tells that one counts."""
_WALKED_BACK = frozenset(("arr_start", "arr_kept", "arr_end"))
"""Numbers for which today's ARR is walked back through what happened since."""


class Evidence(NamedTuple):
    """Rows of a table: their lines, in the order of the table."""

    file: str
    lines: Sequence[int]
    beside: str = ""
    """The account book, where its ARR is walked back through these rows."""


def evidence(record: Customers, name: str, by: By, group: str) -> Evidence | None:
    """Return the rows that a number of a segment, or with ``by`` csm of a CSM, is counted from; None where none are."""
    events, shots = record.history.events, record.history.snapshots
    if events is not None and name in {*_EVENTS, *_WALKED_BACK}:
        accounts = record.document.accounts
        book = accounts.file if accounts is not None and name in _WALKED_BACK else ""
        return Evidence(events.file, sorted(events.line[row] for row in _of_events(record, name, by, group)), book)
    if shots is None or name in _NO_ROWS:
        return None
    found = set(_of_snapshots(record, name, by, group))
    return Evidence(shots.file, sorted(shots.line[row] for row in found)) if found else None


def _of_events(record: Customers, name: str, by: By, group: str) -> Iterator[int]:
    """Yield the events that a number of a group counts, or by which its customers' ARR is walked back."""
    mine = (part for part in lagging_of(record) if group in groups_of(record, part, by))
    if name in _EVENTS:
        yield from (part.row for part in mine if part.row is not None and part.numbers.get(_EVENTS[name]))
        return
    for part in mine:
        if name in part.numbers:
            changes = record.paid.changes[part.customer]
            yield from (each.event for each in changes if each.day >= record.year.first)


def _of_snapshots(record: Customers, name: str, by: By, group: str) -> Iterator[int]:
    """Yield the snapshots by which a number counts customers of a group."""
    if name in _DAY_BY_DAY:
        for customer in range(len(record.history.customers)):
            if by == "csm" or segment_of(record, customer) == group:
                for csms, days in times_of(record, customer, record.year):
                    if by == "segment" or group in csms:
                        yield from _of_days(record, customer, days)
        return
    for counted in (movement_of, standing_of):
        for part in counted(record):
            if group in groups_of(record, part, by) and part.numbers.get(name):
                yield from _of_a_period(record, name, part.customer)


def _of_days(record: Customers, customer: int, period: Period) -> Iterator[int]:
    """Yield the rows of a customer that say something of a day of a period."""
    days = record.states.row_days(customer)
    for at, row in enumerate(record.states.rows(customer)):
        holds = days[at + 1] - 1 if at + 1 < len(days) else period.last
        if days[at] <= period.last and holds >= period.first:
            yield row


def _of_a_period(record: Customers, name: str, customer: int) -> Iterator[int]:
    """Yield the rows that say how a customer was on the first day, on the last, or on both."""
    states, (first, last) = record.states, record.period
    found = []
    if name in _ON_THE_FIRST_DAY:
        found.append(states.coloured(customer, first))
    move = move_of(record, customer)
    if name in _ON_THE_LAST_DAY and not (move is not None and move.after == LEFT):
        found.append(states.coloured(customer, last))
    if name not in _ON_THE_FIRST_DAY | _ON_THE_LAST_DAY:
        found.append(states.row(customer, last))
    yield from (row for row in found if row is not None)
