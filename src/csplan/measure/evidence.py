"""Which rows of a record a number counts, so that whoever doubts it can look at them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from csplan.measure.groups import groups_of
from csplan.measure.lagging import is_holdout, play_of
from csplan.measure.movement import LEFT, move_of, movement_of
from csplan.measure.standing import standing_of
from csplan.measure.states import CHURN, EXPANSION, OPT_OUT, RENEWAL

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from csplan.measure.customers import Customers

_ON_THE_FIRST_DAY = frozenset(("cohort", "at_risk_start", "wins", "saves", "slips", "left"))
_ON_THE_LAST_DAY = frozenset(("cohort", "at_risk_end", "wins", "saves", "slips"))
_DAY_BY_DAY = frozenset(("days_known", "days_at_risk", "spells", "at_risk"))
_NO_ROWS = frozenset(("new", "unknown"))
_RENEWALS = frozenset(("renewals_due", "renewals_kept", "arr_due", "arr_renewed", "renewal_rate"))
_WALKED_BACK = frozenset(("arr_start", "arr_kept", "arr_end"))
"""Numbers for which today's ARR is walked back through what happened since."""


class Evidence(NamedTuple):
    """Rows of a table: their lines, in the order of the table."""

    file: str
    lines: Sequence[int]
    beside: str = ""
    """The account book, where its ARR is walked back through these rows."""


def evidence(record: Customers, name: str, by: str, group: str) -> Evidence | None:
    """Return the rows that a number of a segment, or with ``by`` csm of a CSM, is counted from; None where none are."""
    events, shots = record.history.events, record.history.snapshots
    customers = {
        customer for customer in range(len(record.history.customers)) if group in groups_of(record, customer, by)
    }
    if events is not None and (chosen := _events(record, name)) is not None:
        rows = [index for index in chosen if events.customer[index] in customers]
        accounts = record.document.accounts
        book = accounts.file if accounts is not None and name in _WALKED_BACK else ""
        return Evidence(events.file, sorted(events.line[row] for row in rows), book)
    if shots is None or name in _NO_ROWS:
        return None
    found = set(_snapshots(record, name, customers))
    return Evidence(shots.file, sorted(shots.line[row] for row in found)) if found else None


def _events(record: Customers, name: str) -> list[int] | None:
    """Return the events that a number counts, of whomever; None where it counts none."""
    events, year = record.history.events, record.year
    assert events is not None  # noqa: S101 - asked before
    if name in _WALKED_BACK:
        kinds, first, last = {RENEWAL, OPT_OUT, CHURN, EXPANSION}, year.first, record.history.last_day
    elif name == "times":
        kinds, first, last = {play_of(record.document)}, *year
    elif name in _RENEWALS or name == "expansion":
        kinds, first, last = {RENEWAL if name in _RENEWALS else EXPANSION}, *year
    else:
        return None
    return [
        index
        for index, kind in enumerate(events.kind)
        if kind in kinds
        and first <= events.day[index] <= last
        and not (name == "renewals_kept" and events.arr[index] == 0)
        and not (name == "times" and is_holdout(events, index))
    ]


def _snapshots(record: Customers, name: str, customers: Collection[int]) -> Iterator[int]:
    """Yield the rows by which a number counts customers."""
    if name in _DAY_BY_DAY:
        for customer in customers:
            yield from _of_the_year(record, customer)
        return
    for part in (movement_of, standing_of):
        for customer, numbers in part(record):
            if customer in customers and numbers.get(name):
                yield from _of_a_period(record, name, customer)


def _of_the_year(record: Customers, customer: int) -> Iterator[int]:
    """Yield the rows of a customer that say something of a day of the twelve months."""
    days = record.states.row_days(customer)
    for at, row in enumerate(record.states.rows(customer)):
        holds = days[at + 1] - 1 if at + 1 < len(days) else record.year.last
        if days[at] <= record.year.last and holds >= record.year.first:
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
