"""Books with a row for each subscription: the rows of a customer are added up, and the customer counts once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplan.findings.diagnostic import quoted
from csplan.lang.say import say
from csplan.sources.left_out import LEFT_OUT, BadRow
from csplan.values.names import folded

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csplan.records.book.counted import Counted
    from csplan.sources.table import Table

    Row = tuple[list[str], str, float]


def added_up(rows: Iterator[Row], table: Table, counted: Counted) -> Iterator[Row]:
    """Yield each customer once, with the sum of its rows; a cell is that of the first row that fills it.

    A row that is like one before in every cell is no second subscription: it is left out.
    """
    customers: dict[str, tuple[list[str], str, float]] = {}
    known: set[int] = set()
    for row, customer, arr in rows:
        identity = hash(tuple(row))
        name = folded(customer)
        before = customers.get(name)
        if before is None:
            customers[name] = row, customer, arr
        elif identity in known:
            reason = say("it is like another row of {customer} in every cell", customer=quoted(customer))
            table.bad.append(BadRow(table.line_end, None, reason, "", LEFT_OUT))
            continue
        else:
            counted.repeated.add(customer, arr)
            filled = [one or other for one, other in zip(before[0], row, strict=True)]
            customers[name] = filled, before[1], before[2] + arr
        known.add(identity)
    yield from customers.values()
