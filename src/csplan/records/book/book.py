"""The account book: one row a customer, added up by segment as it streams by."""

from __future__ import annotations

import re
from itertools import islice
from math import inf
from typing import TYPE_CHECKING, NamedTuple

from csplan.findings.catalogue import amounts as records
from csplan.findings.catalogue.columns import NO_SEGMENT
from csplan.findings.catalogue.files import NO_ROWS
from csplan.findings.diagnostic import Finding, Unusable, Where, has_errors, quoted
from csplan.findings.record import found
from csplan.plan.accounts import AccountBook, AccountRows
from csplan.records.book.amounts import Amounts, undecided
from csplan.records.book.columns import COLUMNS, Columns, claims
from csplan.records.book.counted import KEPT
from csplan.records.book.each import one_by_one
from csplan.records.book.findings import left_out, measured, of_cells, unknown_of
from csplan.records.book.headings import Unit
from csplan.records.book.renewals import RenewalDates
from csplan.records.book.rows import Adding, Subtotals
from csplan.records.book.sums import total_differs
from csplan.sources.csv_tables import read_table, report_table
from csplan.sources.files import inside, shown
from csplan.sources.form import Stated
from csplan.sources.table import Table, columns_of
from csplan.values.columns import kinds
from csplan.values.formats import Ambiguous, Column, decimal_sign

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from csplan.plan.currencies import Currencies
    from csplan.plan.document import PlanFile
    from csplan.records.book.counted import Counted


class BookRead(NamedTuple):
    """The book, or None where it can't be used, and what was found: in the plan by path, in the table by place."""

    book: AccountBook | None
    findings: list[Finding]
    rows: list[Finding]


def read_book(  # noqa: PLR0913 - what a book is read by
    document: PlanFile,
    currencies: Currencies,
    folder: Path,
    main: str,
    *,
    large: float | None,
    contract_years: float,
    complete: bool,
    each: bool = False,
) -> BookRead:
    """Read the account book of a plan; ``main`` is the name of the plan's main file, as it is shown.

    ``large`` is the ARR from which a customer counts as large, for those without a CSM; contracts are of
    ``contract_years`` where a segment does not say. Where the segments are not
    ``complete``, because some can't be read, nothing is said about customers without one. With ``each`` the
    accounts are kept one by one.
    """
    file = document.accounts.file if document.accounts else ""
    name = shown(main, file)
    reader = _Reader(document, currencies, inf if large is None else large, complete=complete, each=each)
    try:
        path = inside(folder, file)
        encoding = read_table(path, reader.read, stated_form(document))
    except Unusable as unusable:
        return BookRead(None, [unusable.of(name, "accounts", "file")], [])
    whole, findings = reader.counted, reader.findings
    if whole is None:
        about = report_table(reader.table, name, encoding, None) if reader.table else ()
        return BookRead(None, findings, [*about])
    rows = [*report_table(whole.table, name, encoding, len(whole.customers)), *reader.notes(name)]
    complete = complete and not has_errors(rows)
    section = document.accounts
    dates = RenewalDates(section.date_format if section else None)
    if whole.at["renewal_date"] is not None and (document.year is not None or each):
        try:
            rows.extend(dates.decide([each.dates for each in whole.sums.values()], name))
        except Unusable as unusable:
            findings.append(unusable.of(name, "accounts", "file"))
            return BookRead(None, findings, rows)
    sums = {}
    for index, segment in enumerate(document.segments or ()):
        counted = measured(whole, document, index, dates, large=large is not None, contract_years=contract_years)
        if counted is not None:
            sums[segment.name] = counted
        findings.extend(unknown_of(whole, document, index, counted, dates, complete=complete))
    findings.extend(left_out(whole, document, complete=complete))
    rows.extend(of_cells(whole, name))
    book = AccountBook(name, sums, _customers(whole) if document.time_log else {})
    if each or has_record(document):
        book.rows = AccountRows(list(whole.customers), whole.places, whole.arrs, whole.cells)
    if each and book.rows is not None:
        try:
            book.each = one_by_one(book.rows, reader.others, section.date_format if section else None, dates)
        except Unusable as unusable:
            findings.append(unusable.of(name, "accounts", "file"))
    return BookRead(book, findings, rows)


def has_record(document: PlanFile) -> bool:
    """Tell whether a plan has a record of its customers, which is read with each of them."""
    return document.events is not None or document.snapshots is not None


def stated_form(document: PlanFile) -> Stated:
    """Return what the plan says of the table's form."""
    section = document.accounts
    if section is None:
        return Stated()
    mapped = [heading for headings in (section.columns or {}).values() for heading in headings]
    wanted = {name.strip().casefold() for name in (*COLUMNS, *mapped)}
    return Stated(section.encoding, section.delimiter, section.sheet, wanted)


def _customers(whole: Counted) -> dict[str, int]:
    return {customer: place for customer, place in zip(whole.customers, whole.places, strict=True) if place >= 0}


class _Reader:
    """Reads one book; twice where its numbers have to be decided by all of a column."""

    def __init__(self, document: PlanFile, currencies: Currencies, large: float, *, complete: bool, each: bool) -> None:
        self.document = document
        self.currencies = currencies
        self.large = large
        self.complete = complete
        self.each = each
        self.others: list[str] = []
        """Columns beside the book's own that are kept of each account."""
        self.findings: list[Finding] = []
        self.counted: Counted | None = None
        self.table: Table | None = None
        self.numbers: dict[int, Amounts] = {}
        """Columns of amounts, by where they stand."""

    def read(self, table: Table) -> None:
        """Add up the rows of an open table; raises Unusable."""
        sample = list(islice(table.rows(), _SAMPLE))
        self.table = table = table.again()
        columns = Columns(self.document, table, sample)
        at = columns.all()
        money = at["arr"] if at["mrr"] is None else at["mrr"]
        if money is not None:
            unit = columns.unit(money)
            self._numbers(money, table, unit, times=1 if at["mrr"] is None else 12)
        claim = claims(self.document, columns, at["segment"], lambda place: self._reading(place, table))
        others = columns.asked_for()
        self.others = list(others)
        columns.report_lacking()
        if claim is None and at["segment"] is None and self.complete:
            columns.wrong.append(found(NO_SEGMENT, ("accounts",)))
        self.findings.extend((*columns.wrong, *columns.told, *columns.unknown()))
        if columns.wrong or money is None:
            return
        section = self.document.accounts
        subscriptions = section is not None and section.rows == "subscriptions"

        names = [segment.name for segment in self.document.segments or ()]
        careful, keep = False, None
        if self.each or has_record(self.document):
            keep = {name: place for name in KEPT if (place := at[name]) is not None}
            keep |= others if self.each else {}
        while True:
            adding = Adding(table, at, names, claim, self.numbers[money], self.large, columns.others, keep)
            adding.careful = careful
            try:
                self.counted = adding.all(subscriptions=subscriptions)
                break
            except Ambiguous:
                self._decide(table.again())
            except Subtotals:
                careful = True
            table = table.again()
        self.findings.extend(self._missing(self.counted, table))
        if self._is_small(self.counted):
            self.findings.append(found(records.SMALL_AMOUNTS, ("accounts",), most=f"{self.counted.most:,.4g}"))

    def _numbers(self, at: int, table: Table, unit: Unit, times: int = 1) -> Amounts:
        section = self.document.accounts
        stated = decimal_sign(section.number_format if section else None)
        column = Column("money", table.delimiter, stated)
        self.numbers[at] = Amounts(column, self.currencies, unit, times)
        return self.numbers[at]

    def _reading(self, at: int, table: Table) -> Callable[[str], float]:
        """Return how the numbers of another column are read, which the `where` of a segment compares."""
        amounts = self.numbers.get(at) or self._numbers(at, table, Unit())
        return amounts.read_any

    def _decide(self, table: Table) -> None:
        """Go through the table once to decide how the numbers of its columns are written; raises Unusable."""
        columns = [(at, amounts.column) for at, amounts in self.numbers.items()]
        for rows, _ in table.blocks(_BLOCK):
            cells = columns_of(rows, len(columns))
            for at, column in columns:
                for text in kinds(cells[at]).values():
                    column.look(text)
        for at, column in columns:
            if column.opened and not column.decide():
                raise undecided(column, table.headings[at])

    def notes(self, name: str) -> Iterator[Finding]:
        """Tell how amounts were understood, where they could have been understood otherwise."""
        assert self.table is not None  # noqa: S101 - it was read
        for at, amounts in self.numbers.items():
            column, heading = amounts.column, quoted(self.table.headings[at])
            where = Where(name, self.table.heading_line, 1)
            if column.opened and not column.stated and (column.decimal == "," or "." in column.opened):
                example, because = column.examples
                form = "1.234,56" if column.decimal == "," else "1,234.56"
                record = records.NUMBERS_BY_CELL if because else records.NUMBERS_BY_FORM
                facts = {"heading": heading, "example": quoted(example), "form": form, "because": quoted(because)}
                yield found(record, where, **facts)
            if amounts.unit.power or amounts.unit.currency not in (None, amounts.currencies.plan):
                yield found(records.UNIT, where, heading=heading, unit=quoted(amounts.unit.text))

        if self.counted is not None:
            money, amounts = next(iter(self.numbers.items()))
            yield from total_differs(self.counted, money, amounts, name)

    def _missing(self, counted: Counted, table: Table) -> Iterator[Finding]:
        """Report a table that has no rows, and amounts whose thousands stand in the next column."""
        if not counted.customers and not table.bad and not any(table.asides.count.values()):
            yield found(NO_ROWS, ("accounts",))
        at = next(iter(self.numbers))
        if counted.most < _PARTED and len(counted.customers) > 1 and at + 1 < len(table.headings):
            some = list(islice(table.again().rows(), _BLOCK))
            after = [row[at + 1].strip() for row in some if row[at].strip()]
            if all(map(_THREE_DIGITS.fullmatch, after)) and any(each.startswith("0") for each in after):
                facts = {"heading": quoted(table.headings[at]), "amount": some[0][at].strip(), "rest": after[0]}
                yield found(records.PARTED_AMOUNTS, ("accounts",), **facts)

    def _is_small(self, counted: Counted) -> bool:
        """Tell whether the ARR of every customer is so small that its unit may be thousands or millions."""
        stated = any(amounts.unit.power for amounts in self.numbers.values())
        enough = len(counted.customers) > 1 and counted.most > 0
        return enough and not stated and counted.most < _SMALL


_BLOCK = 1024
_SAMPLE = 50
"""Rows that are looked at for a column of currencies."""
_PARTED = 1000.0
_THREE_DIGITS = re.compile(r"[0-9]{3}(?:\.[0-9]+)?")
_SMALL = 100.0
"""Of any currency: no company pays so little a year for what a CSM looks after."""
