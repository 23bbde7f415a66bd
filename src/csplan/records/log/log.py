"""The time log: what CSMs did and how long it took, read from tables, lists and calendars as occurrences."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

from csplan.findings.catalogue import log as records
from csplan.findings.catalogue import values
from csplan.findings.catalogue.columns import NO_COLUMN_OF_LOG
from csplan.findings.diagnostic import Finding, Unusable, Where, has_errors, perhaps, quoted
from csplan.findings.record import found as finding
from csplan.records.dates import Dates, OrderNeeded, OrderVote, in_words
from csplan.records.log.files import files_of
from csplan.records.log.layout import COLUMNS, LENGTHS
from csplan.records.log.numbers import SignNeeded, SignVote
from csplan.records.log.of_entries import add_entries, entry_blocks
from csplan.records.log.of_table import add_table, table_columns
from csplan.records.log.result import Read, report, sparse, time_log
from csplan.records.log.rows import Rows
from csplan.sources.files import shown
from csplan.values.formats import decimal_sign

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from csplan.plan.document import PlanFile
    from csplan.plan.log import TimeLog
    from csplan.plan.placing import Placed
    from csplan.plan.plan import Origins
    from csplan.plan.timelog import TimeLogFile
    from csplan.records.dates import Order
    from csplan.records.log.files import LogFile
    from csplan.records.log.sources import Columns
    from csplan.values.formats import Sign


def read_time_log(  # noqa: PLR0913, PLR0917 - all that a log is read against
    section: TimeLogFile,
    document: PlanFile,
    placed: Sequence[Placed],
    customer_segments: Mapping[str, int] | None,
    folder: Path,
    origins: Origins,
    main: str,
    found: list[Finding],
) -> TimeLog | None:
    """Return what a time log holds; None, with a finding, where there is nothing to be had from it.

    ``customer_segments`` has the index of the segment of each customer in the account book, None where there is none.
    ``main`` is the name of the plan's file, which stands in ``folder``.
    """
    at = origins.where(("time_log", "file"))
    wrong = list(_wrong_settings(section, origins))
    found.extend(wrong)
    if has_errors(wrong):
        return None
    before = len(found)
    segments = {each.segment.name: each.index for each in reversed(placed)}
    reader = Reader(section, document, segments, customer_segments)
    # Rows come and go without cycles: looking for these as they pass costs a third of the time.
    collecting = gc.isenabled()
    gc.disable()
    try:
        reader.name = shown(main, section.file[0])
        read = reader.read(files_of(section, folder, main), found)
    except Unusable as error:
        where, unusable = at, error.of(reader.name)
        if error.place is not None:
            where, unusable = Where(reader.name, error.place[0], 1, error.place[1]), error.finding
        found.append(unusable._replace(where=where, at=None))
        return None
    finally:
        if collecting:
            gc.enable()
    if read is None or has_errors(found[before:]):
        return None
    found.extend(reader.notes())
    if not read.rows.counted:
        found.append(finding(records.EMPTY_LOG, Where(read.names[0], 1, 1)))
        return None
    log = time_log(read, section)
    too_sparse = sparse(log, read)
    if too_sparse is not None:
        found.append(too_sparse)
        return None
    found.extend(report(log, read, document, book=customer_segments is not None))
    return log


def _wrong_settings(section: TimeLogFile, origins: Origins) -> Iterator[Finding]:
    for column in section.columns or ():
        if column not in COLUMNS:
            where = origins.where(("time_log", "columns", column), key=True)
            facts = {"name": quoted(column), "known": ", ".join(COLUMNS)}
            yield finding(NO_COLUMN_OF_LOG, where, hint=perhaps(column, COLUMNS), **facts)
    if section.period and section.period.first > section.period.last:
        yield finding(values.PERIOD_ENDS_FIRST, origins.where(("time_log", "period", "to")))
    if section.covers == 0:
        yield finding(values.COVERS_NOTHING, origins.where(("time_log", "covers")))


class Reader:
    """Reads the files of one time log into the same rows."""

    def __init__(
        self,
        section: TimeLogFile,
        document: PlanFile,
        segments: Mapping[str, int],
        customers: Mapping[str, int] | None,
    ) -> None:
        """Say how the log is to be read, and what its names can mean."""
        self.section = section
        self.tasks = document.tasks or ()
        self.segments = segments
        self.customers = customers
        self.name = ""
        """The file that is being read."""
        self.order: Order | None = section.date_format
        self.short_years: bool | None = None
        self.sign: Sign | None = decimal_sign(section.number_format)
        self.example = ""
        """The date that settled the order of day and month."""
        self.names: list[str] = []

    def read(self, files: Sequence[LogFile], found: list[Finding]) -> Read | None:
        """Read all files; raises Unusable. None where one can't be used, which is then among ``found``."""
        self.names = [file.name for file in files]
        while True:
            try:
                return self._once(files, found)
            except OrderNeeded:
                self._find_order(files)
            except SignNeeded:
                self._find_sign(files)

    def start(self) -> Rows:
        """Return sums of no rows."""
        period = self.section.period
        days = (period.first, period.last) if period else None
        dates = Dates(self.order, days, short_years=self.short_years)
        each_row = self.section.occurrence == "row"
        return Rows(self.tasks, self.segments, self.customers, dates, self.sign, each_row=each_row)

    def _once(self, files: Sequence[LogFile], found: list[Finding]) -> Read | None:
        rows = self.start()
        read = Read(rows, self.names)
        said: list[Finding] = []
        for index, file in enumerate(files):
            self.name = file.name
            rows.begin(index, several=len(files) > 1)
            add = add_entries if file.of_entries else add_table
            part = add(file, rows, self.section, self.sign, self.order, said)
            if part is None:
                found.extend(said)
                return None
            read.parts.append(part)
        found.extend(said)
        return read

    def _columns(self, files: Sequence[LogFile], names: Sequence[str]) -> Iterator[tuple[Columns, str]]:
        """Yield some columns of all rows, with what stands between the cells."""
        for file in files:
            self.name = file.name
            yield from (entry_blocks if file.of_entries else table_columns)(file, self.section, names)

    def _find_order(self, files: Sequence[LogFile]) -> None:
        """Find out from all dates of the log which of day and month comes first."""
        vote = OrderVote()
        for columns, _ in self._columns(files, ("date", "end_date", "start", "end")):
            vote.look(columns)
        self.order = vote.decide()
        self.short_years = vote.short_years
        self.example = vote.only[self.order] if self.order else ""

    def _find_sign(self, files: Sequence[LogFile]) -> None:
        """Find out from all lengths of the log which sign marks decimals."""
        vote = SignVote()
        for columns, delimiter in self._columns(files, LENGTHS):
            for texts in columns.values():
                vote.look(texts, delimiter)
        self.sign = vote.decide()

    def notes(self) -> Iterator[Finding]:
        """Report how the dates were understood."""
        if self.order is not None and self.example:
            facts = {"order": in_words(self.order), "example": quoted(self.example), "stated": self.order}
            yield finding(records.LOG_DATES, Where(self.names[0], 1, 1), **facts)
