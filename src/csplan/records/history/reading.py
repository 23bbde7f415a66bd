"""What reading any table of the record needs: columns, days, customers, people, rows that are left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplan.findings.catalogue import columns, files
from csplan.findings.catalogue.tables import TABLE_DATES
from csplan.findings.diagnostic import At, Unusable, Where, did_you_mean, quoted
from csplan.findings.record import found
from csplan.lang.say import say
from csplan.plan.history import NOBODY, RowLeftOut
from csplan.records.dates import Dates, OrderNeeded, dates_of, in_words
from csplan.records.headings import Headings
from csplan.records.log.sources import LeftOut
from csplan.records.log.words import Remembered
from csplan.sources.csv_tables import read_table, report_table
from csplan.sources.files import inside, shown
from csplan.sources.form import Stated
from csplan.sources.table import columns_of
from csplan.values import Unreadable
from csplan.values.names import folded, is_blank, is_nobody, visible

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from csplan.findings.diagnostic import Finding
    from csplan.plan.history import EventsFile, SnapshotsFile
    from csplan.records.dates import Order
    from csplan.sources.table import Table

BAD = -2
"""What stands for a text that can't be read."""
BLOCK = 512
_MOST_LISTED = 1000
"""Rows that are left out and listed for programs, at most."""
_NO_ROWS = {"events": files.NO_EVENTS, "snapshots": files.NO_SNAPSHOTS}
_NO_COLUMN = {"events": columns.NO_COLUMN_OF_EVENTS, "snapshots": columns.NO_COLUMN_OF_SNAPSHOTS}
MOST_CUSTOMERS = 1_000_000


class Names:
    """Names that several tables have, each once, whatever its case and width."""

    def __init__(self, names: Sequence[str] = ()) -> None:
        """Start with some names."""
        self.names = list(names)
        self.index = {folded(name): at for at, name in reversed(list(enumerate(names)))}

    def find(self, name: str) -> int | None:
        """Return where a name stands; None where nobody is called so."""
        return self.index.get(folded(name))

    def add(self, name: str) -> int:
        """Return where a name stands, once it is there."""
        at = self.index.setdefault(folded(name), len(self.names))
        if at == len(self.names):
            self.names.append(visible(name))
        return at


class People:
    """Texts that name one CSM or several, each once."""

    def __init__(self) -> None:
        """Start with none."""
        self.names = Names()

    def code(self, text: str) -> int:
        """Return the index of a text; NOBODY where it names nobody."""
        return NOBODY if is_nobody(text) else self.names.add(text)


class Reading:
    """Reads one table of the record, in two passes where its first pass asks for the order of day and month."""

    section = ""
    known: tuple[str, ...] = ()
    needed: tuple[str, ...] = ()

    def __init__(self, stated: EventsFile | SnapshotsFile, customers: Names) -> None:
        """Know what the plan says of the table, and the customers that are known so far."""
        self.stated = stated
        self.customers = customers
        self.findings: list[Finding] = []
        self.of_rows: list[Finding] = []
        self.table: Table | None = None
        self.at: dict[str, int] = {}
        self.bad = LeftOut(_MOST_LISTED)
        self.dates = Dates(stated.date_format)
        self.order: tuple[Order, str] | None = None
        self.counted = 0
        self.others: dict[int, tuple[int, ...]] = {}
        self.name = ""
        self.people = People()

    # --- what each table does in its own way -------------------------------------------------------------------------

    def find(self, headings: Headings) -> None:
        """Look for further columns."""

    def begin(self) -> None:
        """Start with no rows."""

    def take(self, columns: Mapping[int, Sequence[str]], rows: Sequence[list[str]], lines: Sequence[int]) -> int:
        """Add a block of rows; return how many of them count."""
        raise NotImplementedError

    def notes(self) -> Iterator[Finding]:
        """Report what there is to say of the rows that count."""
        yield from ()

    def day_columns(self) -> list[int]:
        """Return the columns that hold days."""
        return [self.at["date"]]

    # --- what is the same for all ------------------------------------------------------------------------------------

    def run(self, folder: Path, main: str) -> bool:
        """Read the table; tell whether anything can be had from it. What was found is in ``findings``, ``of_rows``."""
        self.name = shown(main, self.stated.file)
        mapped = [heading for headings in (self.stated.columns or {}).values() for heading in headings]
        wanted = {name.strip().casefold() for name in (*self.known, *mapped)}
        form = Stated(self.stated.encoding, self.stated.delimiter, self.stated.sheet, wanted)
        try:
            encoding = read_table(inside(folder, self.stated.file), self._read, form)
        except Unusable as unusable:
            self.findings.append(unusable.of(self.name, self.section, "file"))
            return False
        if self.table is None:
            return False
        self.bad.sort(key=lambda each: each.line)
        self.of_rows += report_table(self.table, self.name, encoding, self.counted)
        if self.order is not None:
            order, example = self.order
            facts = {"order": in_words(order), "example": quoted(example), "stated": order}
            self.of_rows.append(found(TABLE_DATES, Where(self.name, 1, 1), **facts))
        if not self.counted and not self.bad:
            self.findings.append(found(_NO_ROWS[self.section], (self.section,)))
        self.of_rows += self.notes()
        return self.counted > 0

    def _read(self, table: Table) -> None:
        headings = Headings(self.section, self.stated.columns or {}, table)
        for name in self.known:
            place = headings.find(name, needed=name in self.needed)
            if place is not None:
                self.at[name] = place
        self.find(headings)
        headings.report_lacking()
        self.findings += [*headings.wrong, *self._unknown(headings)]
        if any(each.severity == "error" for each in headings.wrong):
            return
        self.others = {place: others for place, others in headings.others.items() if others}
        self.table = table
        try:
            self._rows()
        except OrderNeeded:
            texts: set[str] = set()
            for rows, _ in table.again().blocks(BLOCK):
                texts.update(row[place] for row in rows for place in self.day_columns())
            self.dates, self.order = dates_of(self.stated.date_format, {each for each in texts if not is_blank(each)})
            self._rows()

    def _rows(self) -> None:
        """Go through the rows from the first on."""
        assert self.table is not None  # noqa: S101 - it is open
        self.counted, self.people = 0, People()
        self.begin()
        self.table = table = self.table.again()  # from its start, whatever looked ahead
        self.bad = table.bad = LeftOut(_MOST_LISTED)
        for rows, ends in table.blocks(BLOCK):
            fill_in(rows, self.others)
            columns = columns_of(rows, len(self.at))
            self.counted += self.take(columns, rows, _starts(rows, ends))

    def _unknown(self, headings: Headings) -> Iterator[Finding]:
        for name in headings.mapped:
            if name not in self.at and name not in self.known:
                hint = did_you_mean(name, self.known) or say("known: {known}", known=", ".join(self.known))
                at = At((self.section, "columns", name), key=True)
                yield found(_NO_COLUMN[self.section], at, hint=hint, name=quoted(name))

    def days(self) -> Remembered[str, int]:
        """Return what reads days, each text once."""
        return Remembered(self.dates.read, BAD)

    def refuse(self, line: int, column: str, reason: str) -> None:
        """Leave a row out."""
        self.bad.note(lambda: line, self.at.get(column), reason)

    def left_out(self) -> list[RowLeftOut]:
        """Return the rows that are left out, as far as they are kept in full."""
        return [RowLeftOut(self.name, each.line, each.reason) for each in self.bad[:_MOST_LISTED] if each.reason]


def customer_of(text: str) -> str:
    """Return the name in a cell; raises Unreadable where it names nobody."""
    if is_blank(text):
        raise Unreadable("customer", say("it names no customer"))
    return visible(text)


def fill_in(rows: Sequence[list[str]], others: Mapping[int, Sequence[int]]) -> None:
    """Fill empty cells in from the other columns that the plan names for them."""
    for at, places in others.items():
        for row in rows:
            if not row[at].strip():
                row[at] = next((row[place] for place in places if row[place].strip()), "")


def _starts(rows: Sequence[list[str]], ends: Sequence[int]) -> Sequence[int]:
    """Return the lines in which rows start."""
    if isinstance(ends, range):  # one line each
        return ends
    return [end - sum(map(_more_lines, row)) for row, end in zip(rows, ends, strict=True)]


def _more_lines(cell: str) -> int:
    return cell.count("\n") + cell.count("\r") - cell.count("\r\n")
