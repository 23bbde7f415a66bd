"""Totals of a table held against the rows that count: where they differ, rows count twice, or are lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplan.findings.catalogue import book as records
from csplan.findings.diagnostic import Where, quoted
from csplan.findings.record import found
from csplan.records.book.amounts import Nothing
from csplan.sources.asides import MOST_TOTALS, sums_up
from csplan.values import Unreadable, show_number
from csplan.values.formats import Ambiguous

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from csplan.findings.diagnostic import Finding
    from csplan.records.book.amounts import Amounts
    from csplan.records.book.counted import Counted

_NEAR = 0.005
"""By which share a total may differ: it is rounded, or written short."""


def total_differs(counted: Counted, at: int, amounts: Amounts, name: str) -> Iterator[Finding]:
    """Report a total that the rows do not add up to: neither the largest of all totals, nor those of the groups.

    None where there are several currencies, in which no total is right.
    """
    rows = counted.table.asides.rows
    if counted.at["currency"] is not None or not 0 < len(rows) <= MOST_TOTALS:
        return
    totals = [(total, row) for row in rows if (total := _amount(row, at, amounts))]
    if not totals:
        return
    largest, row = max(totals, key=lambda each: each[0])
    groups = sum(total for total, _ in totals)
    whole = sum(sums.arr for sums in counted.sums.values()) + counted.unclaimed.arr + counted.contested.arr
    said = (largest, groups, groups - largest)
    if not any(abs(one - other) <= _NEAR * one for one in (whole, whole + counted.repeated.arr) for other in said):
        label = next(cell.strip() for cell in row if cell.strip())
        facts = {"label": quoted(label), "total": show_number(largest), "whole": show_number(whole)}
        yield found(records.TOTAL_DIFFERS, Where(name, 1, 1), **facts)


def _amount(row: Sequence[str], at: int, amounts: Amounts) -> float | None:
    """Return what a total says; None where it says nothing, or is a mean or a count."""
    if not sums_up(next((cell for cell in row if cell.strip()), "")):
        return None
    try:
        return amounts.read(row[at])
    except (Nothing, Unreadable, Ambiguous):
        return None
