"""The record as a whole: snapshots, events, and the customers that these and the account book name."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from csplan.findings.diagnostic import Unusable
from csplan.plan.history import History
from csplan.records.dates import dates_of
from csplan.records.history.events import ReadEvents
from csplan.records.history.reading import Names
from csplan.records.history.snapshots import ReadSnapshots
from csplan.records.history.spelling import spell_alike
from csplan.records.history.words import truth
from csplan.values import Unreadable
from csplan.values.names import is_blank

if TYPE_CHECKING:
    from pathlib import Path

    from csplan.findings.diagnostic import Finding
    from csplan.plan.accounts import AccountBook, AccountRows
    from csplan.plan.currencies import Currencies
    from csplan.plan.document import PlanFile
    from csplan.records.dates import Order
    from csplan.records.history.reading import Reading
    from csplan.sources.lists import PlaceOf


class HistoryRead(NamedTuple):
    """The record, or None where there is nothing to be had from it; findings in the plan, and in the tables."""

    history: History | None
    findings: list[Finding]
    rows: list[Finding]


def read_history(  # noqa: PLR0913, PLR0917 - what a record is read against
    document: PlanFile,
    currencies: Currencies,
    book: AccountBook | None,
    folder: Path,
    main: str,
    place_of: PlaceOf,
) -> HistoryRead:
    """Read the record of a plan; ``main`` is the name of the plan's main file, as it is shown.

    ``place_of`` says where in its files a path leads.
    """
    rows = book.rows if book else None
    customers = Names(rows.names if rows else ())
    findings: list[Finding] = []
    of_rows: list[Finding] = []
    readings: list[Reading] = []
    shots, events, unknown_renewals = None, None, 0
    if document.snapshots is not None:
        snapshots = ReadSnapshots(document.snapshots, customers, document.health, document.scorecard)
        readings.append(snapshots)
        if snapshots.run(folder, main, place_of):
            shots = snapshots.snapshots
            shots.people = snapshots.people.names.names
    if document.events is not None:
        known = rows is not None or shots is not None
        reading = ReadEvents(document.events, customers, currencies, all_known=known)
        readings.append(reading)
        if reading.run(folder, main, place_of):
            events, unknown_renewals = reading.events, reading.unknown_renewals
    for each in readings:
        findings += each.findings
        of_rows += each.of_rows
    history = History(customers.names, rows, events, shots, [row for each in readings for row in each.left_out()])
    history.unknown_renewals = unknown_renewals
    if history.empty:
        return HistoryRead(None, findings, of_rows)
    spell_alike(history)
    if rows is not None:
        order = document.accounts.date_format if document.accounts else None
        history.since = _days_in(rows, "since", order)
        history.renewal_day = _days_in(rows, "renewal_date", order)
        history.opt_out = {index for index, text in enumerate(rows.cells.get("opt_out", ())) if truth(text)}
    return HistoryRead(history, findings, of_rows)


def _days_in(rows: AccountRows, column: str, order: Order | None) -> dict[int, int]:
    """Return the days in a column of the account book, by the index of the customer; those that can be read."""
    cells = rows.cells.get(column, [])
    texts = {each for each in cells if not is_blank(each)}
    try:
        dates, _ = dates_of(order, texts)
    except Unusable:
        return {}  # of the renewal dates it is said where the book is read
    days: dict[str, int] = {}
    for text in texts:
        try:
            days[text] = dates.read(text)
        except Unreadable:
            continue
    return {index: days[text] for index, text in enumerate(cells) if text in days}
