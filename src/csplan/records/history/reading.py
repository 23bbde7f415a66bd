"""What reading any table of the record needs: columns, days, customers, people, rows that are left out."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

from csplan.findings.catalogue import columns, files
from csplan.findings.catalogue.tables import TABLE_DATES
from csplan.findings.catalogue.values import MISSING_KEY
from csplan.findings.diagnostic import At, Unusable, did_you_mean, quoted
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
from csplan.sources.left_out import BadRow
from csplan.sources.lists import ListTable
from csplan.sources.table import columns_of
from csplan.values import Unreadable
from csplan.values.formats import Ambiguous
from csplan.values.names import folded, is_blank, is_nobody, visible

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from csplan.findings.diagnostic import Finding, Where
    from csplan.plan.history import EventsFile, SnapshotsFile
    from csplan.plan.types import Section
    from csplan.records.dates import Order
    from csplan.sources.lists import PlaceOf
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
    """Reads one table of the record, once more where a pass asks how its days or numbers are written."""

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

    def decide(self, table: Table) -> None:
        """Find out from the whole table how its numbers are written; raises Unusable."""

    def settle(self) -> None:
        """Decide what only the whole table tells."""

    def notes(self) -> Iterator[Finding]:
        """Report what there is to say of the rows that count."""
        yield from ()

    def lines(self) -> array[int]:
        """Return the lines of the rows that count."""
        raise NotImplementedError

    def day_columns(self) -> list[int]:
        """Return the columns that hold days."""
        return [self.at["date"]]

    # --- what is the same for all ------------------------------------------------------------------------------------

    def run(self, folder: Path, main: str, place_of: PlaceOf) -> bool:
        """Read the table or list; tell whether anything can be had from it.

        What was found is in ``findings``, ``of_rows``. ``main`` is the plan's main file, ``place_of`` says where in its
        files a path leads.
        """
        guessed = ""
        try:
            if self.stated.listed is not None:
                self._read_list(self.stated.listed, lambda path: place_of((self.section, *path)))
            elif self.stated.file is not None:
                guessed = self._read_file(folder, main, self.stated.file)
            else:
                hint = say("name the table, or list what would stand in it")
                self.findings.append(found(MISSING_KEY, (self.section,), hint=hint, key="file"))
        except Unusable as unusable:
            self._unusable(unusable)
        if self.table is None:
            return False
        self.settle()
        self.bad.sort(key=lambda each: each.line)
        self.of_rows += report_table(self.table, self.name, guessed, self.counted)
        if self.order is not None:
            order, example = self.order
            facts = {"order": in_words(order), "example": quoted(example), "stated": order}
            self.of_rows.append(found(TABLE_DATES, self.table.whole(self.name), **facts))
        if not self.counted and not self.bad:
            self.findings.append(found(_NO_ROWS[self.section], (self.section,)))
        self.of_rows += self.notes()
        if self.stated.listed is not None:
            lines = self.lines()
            lines[:] = array("i", map(self.table.line_of, lines))
        return self.counted > 0

    def _unusable(self, unusable: Unusable) -> None:
        """Report that nothing can be had from the table or list."""
        self.table = None
        if self.stated.listed is not None:
            self.findings.append(unusable.finding._replace(at=At((self.section,))))
        else:
            self.findings.append(unusable.of(self.name, self.section, "file"))

    def _read_list(self, items: Sequence[Section], place_of: PlaceOf) -> None:
        if items:
            self.name = place_of((0,)).file
            self._read(ListTable([_cells(item) for item in items], place_of))
        else:
            self.findings.append(found(files.NOTHING_LISTED, (self.section,)))

    def _read_file(self, folder: Path, main: str, file: str) -> str:
        """Read a table; return its encoding where that was guessed."""
        self.name = shown(main, file)
        mapped = [heading for headings in (self.stated.columns or {}).values() for heading in headings]
        wanted = {name.strip().casefold() for name in (*self.known, *mapped)}
        form = Stated(self.stated.encoding, self.stated.delimiter, self.stated.sheet, wanted)
        return read_table(inside(folder, file), self._read, form)

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
            return None
        self.others = {place: others for place, others in headings.others.items() if others}
        self.table = table
        while True:
            try:
                return self._rows()
            except OrderNeeded:
                self._decide_days(table.again())
            except Ambiguous:
                self.decide(table.again())

    def _decide_days(self, table: Table) -> None:
        """Find out from the whole table which of day and month comes first; raises Unusable."""
        texts: set[str] = set()
        for rows, _ in table.blocks(BLOCK):
            texts.update(row[place] for row in filled_in(rows, self.others) for place in self.day_columns())
        self.dates, self.order = dates_of(self.stated.date_format, {each for each in texts if not is_blank(each)})

    def _rows(self) -> None:
        """Go through the rows from the first on."""
        assert self.table is not None  # noqa: S101 - it is open
        self.counted, self.people = 0, People()
        self.begin()
        self.table = table = self.table.again()  # from its start, whatever looked ahead
        self.bad = table.bad = LeftOut(_MOST_LISTED)
        for rows, ends in table.blocks(BLOCK):
            filled = filled_in(rows, self.others)
            columns = columns_of(filled, len(self.at))
            self.counted += self.take(columns, filled, _starts(filled, ends))

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

    def where(self, line: int, column: str = "") -> Where:
        """Return the place of a row, or of its cell in a column."""
        assert self.table is not None  # noqa: S101 - it was read
        return self.table.places(self.name, [BadRow(line, self.at.get(column), "")])[0]

    def left_out(self) -> list[RowLeftOut]:
        """Return the rows that are left out, as far as they are kept in full."""
        line_of = self.table.line_of if self.table is not None else int
        return [
            RowLeftOut(self.name, line_of(each.line), each.reason) for each in self.bad[:_MOST_LISTED] if each.reason
        ]


def customer_of(text: str) -> str:
    """Return the name in a cell; raises Unreadable where it names nobody."""
    if is_blank(text):
        raise Unreadable("customer", say("it names no customer"))
    return visible(text)


def _cells(item: Section) -> dict[str, str]:
    """Return an item of a list as the row of a table: its values by column."""
    stated = {field.alias or name: getattr(item, name) for name, field in type(item).model_fields.items()}
    both = stated | (item.model_extra or {})
    return {name: value if isinstance(value, str) else "; ".join(value) for name, value in both.items() if value}


def filled_in(rows: Sequence[list[str]], others: Mapping[int, Sequence[int]]) -> Sequence[list[str]]:
    """Return rows whose empty cells are filled in from the other columns that the plan names for them."""
    if not others:
        return rows
    filled = list(rows)
    for at, places in others.items():
        for row in filled:
            if not row[at].strip():
                row[at] = next((row[place] for place in places if row[place].strip()), "")
    return filled


def _starts(rows: Sequence[list[str]], ends: Sequence[int]) -> Sequence[int]:
    """Return the lines in which rows start."""
    if isinstance(ends, range):  # one line each
        return ends
    return [end - sum(map(_more_lines, row)) for row, end in zip(rows, ends, strict=True)]


def _more_lines(cell: str) -> int:
    return cell.count("\n") + cell.count("\r") - cell.count("\r\n")
