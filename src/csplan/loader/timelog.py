"""The time log: what CSMs did and how long it took, read from CSV or YAML into columns of occurrences."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

from csplan.diagnostics import Diagnostic, Where, did_you_mean, has_errors, quoted
from csplan.loader.files import Unusable, inside, lines_of, read_text
from csplan.loader.log_dates import ORDERS, Dates, OrderNeeded, OrderVote
from csplan.loader.log_presets import COLUMNS, layout, misspelt
from csplan.loader.log_result import Read, report, sparse, time_log
from csplan.loader.log_rows import Rows
from csplan.loader.log_sources import (
    Entry,
    EntryBlock,
    LeftOut,
    Names,
    Unusual,
    entries_of,
    first_lines,
    report_entries,
    table_blocks,
)
from csplan.loader.sections import open_yaml, shown
from csplan.loader.tables import read_table, report_bad_rows

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from csplan.diagnostics import Severity
    from csplan.loader.log_dates import Order
    from csplan.loader.places import Places, YamlFile
    from csplan.loader.tables import Table
    from csplan.plan.document import PlanFile
    from csplan.plan.placing import Placed
    from csplan.plan.timelog import TimeLog, TimeLogFile

    Entries = Iterator[tuple[list[dict[str, str]], list[int]]]

_YAML = (".yaml", ".yml")


def read_time_log(  # noqa: PLR0913, PLR0917 - all that a log is read against
    section: TimeLogFile,
    document: PlanFile,
    placed: Sequence[Placed],
    customer_segments: Mapping[str, int] | None,
    folder: Path,
    places: Places,
    found: list[Diagnostic],
) -> TimeLog | None:
    """Return what a time log holds; None, with a finding, where there is nothing to be had from it.

    ``customer_segments`` has the index of the segment of each customer in the account book, None where there is none.
    """
    long_form = isinstance(places.main.data.get("time_log"), dict)
    at = places.where(("time_log", "file") if long_form else ("time_log",))
    name = shown(places.main.name, section.file)
    wrong = list(_wrong_settings(section, places))
    found.extend(wrong)
    if has_errors(wrong):
        return None
    reader = _Reader(section, document, placed, customer_segments, name)
    # Rows come and go without cycles: looking for these as they pass costs a third of the time.
    collecting = gc.isenabled()
    gc.disable()
    try:
        path = inside(folder, section.file)
        yaml = path.suffix.casefold() in _YAML
        read = reader.read_yaml(path, found) if yaml else reader.read_csv(path, found)
    except Unusable as error:
        where, message = at, f"{name}: {error.message}"
        if error.place is not None:
            where, message = Where(name, error.place[0], 1, error.place[1]), error.message
        found.append(Diagnostic(error.code, "error", message, error.hint, where))
        return None
    finally:
        if collecting:
            gc.enable()
    if read is None:
        return None
    found.extend(reader.notes())
    if not read.rows.counted:
        found.append(
            reader.say("empty-log", "warning", "no entry of the time log counts", "nothing is measured from it")
        )
        return None
    log = time_log(read, section, name)
    too_sparse = sparse(log)
    if too_sparse is not None:
        found.append(too_sparse)
        return None
    found.extend(report(log, read, document, book=customer_segments is not None))
    return log


def _wrong_settings(section: TimeLogFile, places: Places) -> Iterator[Diagnostic]:
    for column in section.columns or ():
        if column not in COLUMNS:
            near = did_you_mean(column, COLUMNS)
            hint = near if near.startswith("did") else f"known: {', '.join(COLUMNS)}"
            where = places.where(("time_log", "columns", column), key=True)
            yield Diagnostic("unknown-column", "warning", f"{quoted(column)} is no column of a time log", hint, where)
    if section.period and section.period.first > section.period.last:
        message, hint = "the period ends before it starts", "write the first day under `from`, the last under `to`"
        yield Diagnostic("out-of-range", "error", message, hint, places.where(("time_log", "period", "to")))
    if section.covers == 0:
        message = "covers is out of range: a log that holds none of the work measures nothing"
        hint = "state the share of the team's work that is in the log"
        yield Diagnostic("out-of-range", "error", message, hint, places.where(("time_log", "covers")))


class _Reader:
    """Reads one time log."""

    def __init__(
        self,
        section: TimeLogFile,
        document: PlanFile,
        placed: Sequence[Placed],
        customers: Mapping[str, int] | None,
        name: str,
    ) -> None:
        self.section = section
        self.tasks = document.tasks or ()
        self.segments = {each.segment.name: each.index for each in reversed(placed)}
        self.customers = customers
        self.name = name
        self.order: Order | None = section.date_format
        self.example = ""
        """The date that settled the order of day and month."""
        self.about_columns: list[Diagnostic] = []

    def say(self, code: str, severity: Severity, message: str, hint: str) -> Diagnostic:
        """Return a finding about the whole file."""
        return Diagnostic(code, severity, message, hint, Where(self.name, 1, 1))

    def start(self) -> Rows:
        """Return sums of no rows."""
        period = self.section.period
        dates = Dates(self.order, (period.first, period.last) if period else None)
        each_row = self.section.occurrence == "row"
        return Rows(self.tasks, self.segments, self.customers, dates, each_row=each_row)

    def notes(self) -> Iterator[Diagnostic]:
        """Report how the file was understood."""
        yield from self.about_columns
        if self.order is not None and self.example:
            message = f"its dates are read {ORDERS[self.order]}, because {quoted(self.example)} can't be otherwise"
            yield self.say("log-dates", "note", message, f"state `date_format: {self.order}` to be sure")

    def misspelt(self, names: Iterable[str], used: Iterable[str]) -> Iterator[Diagnostic]:
        """Report names that are nearly those of columns."""
        for name, column in misspelt(names, used):
            message = f"{quoted(name)} is passed over; the column that csplan knows is {column}"
            hint = f"rename it, or state `columns: {{{column}: {name[:80]}}}`"
            yield self.say("unknown-column", "warning", message, hint)

    # --- CSV -----------------------------------------------------------------------------------------------------

    def read_csv(self, path: Path, found: list[Diagnostic]) -> Read:
        """Read a table; raises Unusable."""
        try:
            rows, table, encoding = self.add_up(path)
        except OrderNeeded:
            self.find_order(path)
            rows, table, encoding = self.add_up(path)
        table.bad.sort(key=lambda each: each.line)
        found.extend(report_bad_rows(table, path, self.name, encoding))

        def lines(numbers: set[int]) -> dict[int, str]:
            with path.open(encoding=encoding, newline="") as file:
                return first_lines(file, numbers)

        return Read(rows, len(table.bad), lines)

    def add_up(self, path: Path) -> tuple[Rows, Table, str]:
        """Go through a table once."""
        result: list[tuple[Rows, Table]] = []

        def read(table: Table) -> None:
            rows, bad = self.start(), LeftOut()
            table.bad = bad
            columns = layout(table.headings, self.section)
            for block in table_blocks(table, columns, bad):
                rows.take(block)
            self.about_columns = []
            if columns.guessed:
                message = f"its headings are those of {columns.guessed}, and are read as such"
                hint = f"state `preset: {columns.guessed}`, or `columns`"
                self.about_columns.append(self.say("log-preset", "note", message, hint))
            elif not self.section.preset:
                self.about_columns.extend(self.misspelt(table.headings, columns.at))
            result[:] = [(rows, table)]

        encoding = read_table(path, read)
        return *result[0], encoding

    def find_order(self, path: Path) -> None:
        """Find out from all dates of a table which of day and month comes first."""

        def read(table: Table) -> None:
            vote = OrderVote()
            columns = layout(table.headings, self.section)
            for block in table_blocks(table, columns, LeftOut()):
                vote.look(block.columns)
            votes[:] = [vote]

        votes: list[OrderVote] = []
        read_table(path, read)
        self.decide(votes[0])

    def decide(self, vote: OrderVote) -> None:
        """Let the vote count."""
        self.order = vote.decide()
        self.example = vote.only[self.order]

    # --- YAML ----------------------------------------------------------------------------------------------------

    def read_yaml(self, path: Path, found: list[Diagnostic]) -> Read | None:
        """Read a list of entries; None where it is none, or where its YAML is wrong. Raises Unusable."""
        text = read_text(path)
        try:
            rows, bad = self.add_up_entries(lambda: entries_of(text), [])
        except Unusual:
            before = len(found)
            file = open_yaml(path, self.name, None, found)
            if file is None or has_errors(found[before:]):
                return None
            under = ("time_log",) if isinstance(file.data, dict) and list(file.data) == ["time_log"] else ()
            data = file.data["time_log"] if under else file.data
            if not isinstance(data, tuple):
                message = "a time log is a list of entries"
                hint = "write them like this: `- {date: 2026-01-05, csm: Anna, task: check-in, minutes: 30}`"
                found.append(Diagnostic("wrong-shape", "error", message, hint, file.where(under)))
                return None
            entries, lines, odd = _flattened(data, file, under, Names(self.section.columns))
            rows, bad = self.add_up_entries(lambda: iter([(entries, lines)]), odd)
        bad.sort(key=lambda each: each.line)
        found.extend(report_entries(bad, text, self.name))
        return Read(rows, len(bad), lambda numbers: first_lines(lines_of(text), numbers))

    def add_up_entries(self, read: Callable[[], Entries], odd: Sequence[Entry]) -> tuple[Rows, list[Entry]]:
        """Go through the entries; twice where the order of day and month has to be found out first."""
        names = Names(self.section.columns)
        try:
            rows, bad = self.add_entries(read, names)
        except OrderNeeded:
            vote = OrderVote()
            for entries, lines in read():
                vote.look(EntryBlock(entries, lines, names, []).columns)
            self.decide(vote)
            rows, bad = self.add_entries(read, names)
        self.about_columns = list(self.misspelt(names.unknown(), names.values()))
        return rows, [*odd, *bad]

    def add_entries(self, read: Callable[[], Entries], names: Names) -> tuple[Rows, list[Entry]]:
        """Go through the entries once."""
        rows, bad = self.start(), list[Entry]()
        for entries, lines in read():
            rows.take(EntryBlock(entries, lines, names, bad))
        return rows, bad


def _flattened(
    data: tuple[object, ...], file: YamlFile, under: tuple[str, ...], names: Names
) -> tuple[list[dict[str, str]], list[int], list[Entry]]:
    """Return the entries that are mappings of single values, their lines, and the others, which are left out."""
    entries: list[dict[str, str]] = []
    lines: list[int] = []
    odd: list[Entry] = []
    for index, item in enumerate(data):
        line = file.where((*under, index)).line
        if not isinstance(item, dict):
            odd.append(Entry(line, "", "", "it is not a mapping"))
            continue
        flat = {key: value for key, value in item.items() if type(value) is str}
        nested = [key for key in item.keys() - flat.keys() if names[key]]
        if nested:
            odd.append(Entry(line, "", "", f"its {nested[0]} is not a single value"))
        else:
            entries.append(flat)
            lines.append(line)
    return entries, lines, odd
