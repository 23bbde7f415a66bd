"""Reads a table of a time log into rows: its columns, what bare numbers mean in them, and what is said of it."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from csplan.findings.catalogue import log as records
from csplan.findings.catalogue.columns import MISSPELT_COLUMN
from csplan.findings.diagnostic import Finding, Unusable, Where, quoted
from csplan.findings.record import found as finding
from csplan.records.log.layout import COLUMNS, LENGTHS, layout, misspelt
from csplan.records.log.result import Part
from csplan.records.log.sources import LeftOut, TableBlock, table_blocks
from csplan.records.log.trackers import known_headings
from csplan.records.log.units import UnitVote
from csplan.sources.csv_tables import read_table, report_table
from csplan.sources.form import Stated

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from csplan.plan.timelog import TimeLogFile
    from csplan.records.dates import Order
    from csplan.records.log.files import LogFile
    from csplan.records.log.layout import Layout
    from csplan.records.log.rows import Rows
    from csplan.records.log.sources import Columns
    from csplan.sources.table import Table
    from csplan.values.formats import Sign


def add_table(  # noqa: PLR0913, PLR0917 - all that a table is read with
    file: LogFile,
    rows: Rows,
    section: TimeLogFile,
    sign: Sign | None,
    order: Order | None,
    found: list[Finding],
) -> Part:
    """Go through a table once; raises Unusable, OrderNeeded, SignNeeded."""
    result: list[tuple[Table, Layout]] = []
    before = rows.counted, rows.outside

    def read(table: Table) -> None:
        bad = LeftOut()
        table.bad = bad
        columns = layout(table.headings, section)
        result[:] = [(table, columns)]
        blocks = table_blocks(table, columns, bad)
        first = next(blocks, None)
        if first is None:
            return
        columns = with_unit(columns, first, table.headings, order, sign)
        for block in chain([first], blocks):
            rows.take(block.under(columns))

    guessed = read_table(file.path, read, form_of(section))
    [(table, columns)] = result
    table.bad.sort(key=lambda each: each.line)
    used, outside = rows.counted - before[0], rows.outside - before[1]
    # A log of other periods too is no log of which most is lost.
    fine = used < len(table.bad) <= used + outside
    found.extend(report_table(table, file.name, guessed, None if fine else used))
    found.extend(about_columns(table, columns, section, file.name))
    return Part(len(table.bad), table.excerpts)


def form_of(section: TimeLogFile) -> Stated:
    """Return what is known of the form of a log's tables before one is opened."""
    wanted = known_headings() | {
        heading.strip().casefold() for column in (section.columns or {}).values() for heading in column.headings
    }
    return Stated(section.encoding, section.delimiter, section.sheet, wanted.union(COLUMNS))


def table_columns(file: LogFile, section: TimeLogFile, names: Sequence[str]) -> Iterator[tuple[Columns, str]]:
    """Yield some columns of a table, with what stands between its cells; raises Unusable."""
    found: list[tuple[Columns, str]] = []

    def read(table: Table) -> None:
        columns = layout(table.headings, section)
        for block in table_blocks(table, columns, LeftOut()):
            # Texts repeat: all that a vote needs is which there are.
            some: Columns = {name: tuple(dict.fromkeys(block.columns[name])) for name in names if name in block.columns}
            found.append((some, table.delimiter))

    read_table(file.path, read, form_of(section))
    yield from found


def with_unit(
    columns: Layout, first: TableBlock, headings: Sequence[str], order: Order | None, sign: Sign | None
) -> Layout:
    """Return the layout once start and end, where a table has them, were asked what bare numbers mean.

    Raises Unusable where they say otherwise than the plan, or where nothing says it.
    """
    name = next((name for name in LENGTHS if name in columns.at), None)
    if name is None:
        return columns
    vote = UnitVote(order, sign)
    start, end = columns.times or (None, None)
    vote.look(first.columns[name], first.cells(start), first.cells(end))
    heading = headings[columns.at[name][0]]
    if name != "duration":
        vote.check(name, heading)
        return columns
    meant = vote.meant()
    if meant is None and vote.bare:
        facts = {"number": quoted(vote.bare), "heading": quoted(heading), "key": heading}
        raise Unusable(finding(records.AMBIGUOUS_UNIT, **facts))
    return columns.with_lengths_in(meant) if meant else columns


def about_columns(table: Table, columns: Layout, section: TimeLogFile, name: str) -> Iterator[Finding]:
    """Report which tracker's headings were recognised, and which look like those of a column."""
    if columns.guessed:
        yield finding(records.LOG_PRESET, Where(name, 1, 1), tracker=columns.guessed)
    elif not section.preset:
        yield from about_misspelt(table.headings, columns.at, name)


def about_misspelt(names: Iterable[str], used: Iterable[str], file: str) -> Iterator[Finding]:
    """Report names that are nearly those of columns."""
    for name, column in misspelt(names, used):
        yield finding(MISSPELT_COLUMN, Where(file, 1, 1), name=quoted(name), column=column, short=name[:80])
