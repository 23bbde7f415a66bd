"""An open table: its headings, and its rows as they stream by; what is no row of it is passed over, and told."""

from __future__ import annotations

import csv
import re
from itertools import islice
from typing import TYPE_CHECKING

from csplan.findings.catalogue import files
from csplan.findings.catalogue import tables as records
from csplan.findings.diagnostic import Unusable, Where, first_of, quoted
from csplan.findings.record import found, found_many
from csplan.lang.say import say
from csplan.sources.asides import Asides, is_below, is_total, may_start_total, may_start_totals
from csplan.sources.left_out import LEFT_OUT, BadRow, span
from csplan.sources.text import Flat
from csplan.values.names import visible

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from csplan.findings.diagnostic import Finding
    from csplan.sources.form import Form
    from csplan.sources.text import Records

_MOST_RETURNS = 20
_BLOCK = 1024
"""Rows that are read at once."""
_TALL = 20
"""Lines of a row that nobody wonders about."""
_SURE = 8
"""Delimiters in the lines of a row, all of which look like rows, from which on they are taken for rows."""

_WIDE = 3
"""Times as many columns as are used."""
_SHEETS = 5
"""Sheets that are named."""

_MOST_HELD = 100
"""Rows of one cell that are held back until it is clear whether they are the end of the table."""


_TO_FILL_IN = re.compile(
    r"\A\*+ ?| ?\*+\Z| ?[(（\[【](?:required|mandatory|pflichtfeld|erforderlich|obligatoire|obligatorio|obrigatório"
    r"|必填|必填项|必須)[)）\]】]\Z|\s*[↑↓▲▼⇅]\Z",
    re.IGNORECASE,
)
"""What forms add to headings of what has to be filled in, and reports to those by which they are sorted."""


class Table:
    """An open table: its headings, and its rows as they stream by."""

    def __init__(self, records: Records, form: Form) -> None:
        """Read the headings; raises Unusable where they can't be."""
        self.records = records
        self.delimiter = form.delimiter
        self.bad: list[BadRow] = []
        self.asides = Asides()
        self.tall: list[tuple[int, int]] = []
        """Rows of suspiciously many lines: the line in which they start, and how many they have."""
        self.form = form
        self._returns = 0
        self._end: int | None = None
        self._go_to(form.above)
        try:
            self._heading_row = next(row for row in self.reader if any(row))
        except csv.Error as error:
            raise Unusable(found(files.UNREADABLE_HEADINGS, reason=_reason(error))) from None
        except StopIteration:
            raise Unusable(found(files.EMPTY_TABLE)) from None
        self.headings = [tidy_heading(heading) for heading in self._heading_row]
        self.heading_line = self.line_end - _more_lines(self._heading_row)
        """The line in which the headings start, from 1."""

    @property
    def line_end(self) -> int:
        """The line in which the row that was yielded last ends, from 1."""
        return self._read_to if self._end is None else self._end

    @property
    def _read_to(self) -> int:
        """The line up to which the table was read."""
        return self.lines_before + self.reader.line_num

    def again(self) -> Table:
        """Return the same table from its start, with nothing said of it yet.

        Raises Unusable where its headings are others by now: whoever looked for columns in them would look beside.
        """
        table = Table(self.records, self.form)
        if table.headings != self.headings:
            raise Unusable(found(files.CHANGED))
        return table

    def excerpts(self, lines: set[int]) -> dict[int, str]:
        """Return some lines as they are shown."""
        return self.records.lines(lines)

    def places(self, name: str, rows: Sequence[BadRow]) -> list[Where]:
        """Return where rows stand, each with its line and the cell that is wrong."""
        excerpts = self.excerpts({each.line for each in rows})
        result = []
        for each in rows:
            excerpt = excerpts.get(each.line, "")
            at, width = (0, 1) if each.cell is None else span(excerpt, self.delimiter, each.cell)
            result.append(Where(name, each.line, at + 1, excerpt, width))
        return result

    @staticmethod
    def line_of(row: int) -> int:
        """Return the line of its file in which a row stands."""
        return row

    def whole(self, name: str) -> Where:
        """Return where the table stands."""
        return Where(name, 1, 1)

    def _go_to(self, line: int) -> None:
        """Read on after this many lines."""
        self.reader = self.records.after(line)
        self.lines_before = line

    def rows(self) -> Iterator[list[str]]:
        """Yield the rows, as wide as the headings.

        What is missing at the end of a row is empty, and empty cells beyond the headings are nothing. Blank lines are
        passed over, totals and what stands below the table too, which is told; all else becomes bad rows.
        """
        for rows, ends in self.blocks(_BLOCK):
            yield from self.each(rows, ends)

    def each(self, rows: Sequence[list[str]], ends: Sequence[int]) -> Iterator[list[str]]:
        """Yield the rows of a block one by one, so that ``line_end`` and what is refused are those of each."""
        for row, self._end in zip(rows, ends, strict=True):
            yield row
        self._end = None

    def _one_by_one(self) -> Iterator[list[str]]:
        """Yield the rows, each of which is looked at."""
        width = len(self.headings)
        first = self._heading_row[0]
        held: list[tuple[int, list[str]]] = []
        while True:
            reader = self.reader
            end, reason = reader.line_num, ""
            try:
                for row in reader:
                    before, end = end, reader.line_num
                    if end - before > 1 and self._swallows(row, before, end):
                        lines = f"{end - before - 1:,}"
                        reason = say("a quote opens in it that ends {lines} lines below, after other rows", lines=lines)
                        end = before
                        break
                    fitted = row if len(row) == width else self._fitted(row, width, held)
                    if not fitted or ((fitted[0] == first or may_start_total(fitted[0])) and self._is_aside(fitted)):
                        continue
                    if held:
                        yield from self._released(held, width)
                    yield fitted
            except csv.Error as error:
                reason = _reason(error)
            if not reason:
                for line, row in held:
                    self.asides.other(line, row)
                return
            self._leave_out(end, reason)

    def blocks(self, size: int) -> Iterator[tuple[Sequence[list[str]], Sequence[int]]]:
        """Yield the rows as ``rows`` does, about ``size`` at once, with the lines in which they end.

        As long as all rows of a block are plain, which is nearly always, none of them is looked at alone.
        """
        while True:
            start = self._read_to
            rows: Sequence[list[str]] = []
            try:
                rows = self.reader.block(size)
            except csv.Error:
                plain = False
            else:
                plain = self._read_to - start == len(rows) and self._are_plain(rows)
            if not plain:
                self._go_to(start)
                break
            if not rows:
                return
            yield rows, range(start + 1, start + 1 + len(rows))
        remaining = self._one_by_one()
        while True:
            one_by_one, ends = [], []
            for row in islice(remaining, size):
                one_by_one.append(row)
                ends.append(self._read_to)
            if not one_by_one:
                return
            yield one_by_one, ends

    def _are_plain(self, rows: Sequence[list[str]]) -> bool:
        """Tell whether all of some rows are as wide as the headings, and none is anything else than a row."""
        if not rows:
            return True
        widths = {rows.width} if isinstance(rows, Flat) else set(map(len, rows))
        if widths != {len(self.headings)}:
            return False
        heading = self._heading_row[0]
        firsts = rows.column(0) if isinstance(rows, Flat) else [row[0] for row in rows]
        if heading not in firsts and not may_start_totals(firsts):
            return True
        suspect = (row for row in rows if row[0] == heading or may_start_total(row[0]))
        return not any(row == self._heading_row or is_total(row) or not any(row) for row in suspect)

    def _swallows(self, row: list[str], before: int, end: int) -> bool:
        """Tell whether the lines of a row are rows themselves: two stray quotes make one cell of all that they enclose.

        Where that is not sure, the row counts, and is noted.
        """
        lines = self.delimiter.join(row).splitlines()
        commas = len(self.headings) - 1
        alike = commas > 0 and all(line.count(self.delimiter) == commas for line in lines if line.strip())
        if alike and commas * len(lines) >= _SURE:
            return True
        if alike or len(lines) > _TALL:
            self.tall.append((self.lines_before + before + 1, end - before))
        return False

    def _leave_out(self, end: int, reason: str) -> None:
        """Leave out the line in which a quote opens that swallows the lines after it, and go back to the next.

        Where that happens over and over, all of these lines are left out instead.
        """
        first, last = self.lines_before + end + 1, self.lines_before + self.reader.line_num
        if last > first and self._returns < _MOST_RETURNS:
            self._returns += 1
            last = first
            self._go_to(first)
        self.bad.extend(BadRow(line, None, reason) for line in range(first, last + 1))

    def _fitted(self, row: list[str], width: int, held: list[tuple[int, list[str]]]) -> list[str]:
        """Return a row with as many cells as there are headings; none where it is nothing, or is held back."""
        if len(row) > width:
            if any(map(str.strip, row[width:])):
                count = len(row)
                reason = say("it has {count} cells, the headings are {width}", count=count, width=width)
                self.bad.append(BadRow(self._read_to - _more_lines(row), None, reason))
                return []
            return row[:width] if any(row) else []
        if not any(row):
            return []
        if len(row) == 1 < width:
            if is_below(row[0]):
                self.asides.other(self._read_to, row)
                return []
            if len(held) < _MOST_HELD and not is_total(row):
                held.append((self._read_to, row))
                return []
        return [*row, *[""] * (width - len(row))]

    def _is_aside(self, row: list[str]) -> bool:
        """Note a row that is none of the table's: one that adds up others, or the headings once more."""
        if row == self._heading_row:
            self.asides.other(self._read_to - _more_lines(row), row)
            return True
        if not is_total(row):
            return False
        self.asides.total(self._read_to - _more_lines(row), row)
        return True

    def _released(self, held: list[tuple[int, list[str]]], width: int) -> Iterator[list[str]]:
        """Yield rows of one cell that others follow: they are rows of the table."""
        here = self.lines_before
        for line, row in held:
            self.lines_before = line - self.reader.line_num
            yield [*row, *[""] * (width - len(row))]
        held.clear()
        self.lines_before = here

    def refuse(self, row: Sequence[str], cell: int | None, reason: str, hint: str = "", code: str = LEFT_OUT) -> None:
        """Note a row that is left out; it may span several lines, of which the first counts."""
        self.bad.append(BadRow(self.line_end - _more_lines(row), cell, reason, hint, code))

    def remarks(self, name: str) -> Iterator[Finding]:
        """Tell how the table was understood, once its rows have passed."""
        if self.form.told:
            line = self.heading_line
            yield found(records.TABLE_FORM, Where(name, line, 1), line=f"{line:,}")
        if self.form.merged:
            count = self.form.merged
            yield found_many(records.MERGED_CELLS, count, Where(name, 1, 1), count=f"{count:,}")
        if self.form.alike:
            facts = {"sheet": quoted(self.form.sheet), "others": _some(self.form.alike)}
            yield found_many(records.SHEETS_LEFT_OUT, len(self.form.alike), Where(name, 1, 1), **facts)
        if self.form.others:
            facts = {"sheet": quoted(self.form.sheet), "others": _some(self.form.others)}
            yield found(records.OTHER_SHEETS, Where(name, 1, 1), **facts)
        if self.tall:
            line, lines = self.tall[0]
            where = Where(name, line, 1, self.excerpts({line}).get(line, ""))
            count = len(self.tall)
            yield found_many(records.STRAY_QUOTE, count, where, count=f"{count:,}", lines=f"{lines:,}")
        yield from self.asides.findings(name)


def _some(sheets: Sequence[str]) -> str:
    return first_of([quoted(each) for each in sheets[:_SHEETS]], len(sheets))


def columns_of(rows: Sequence[list[str]], used: int) -> Mapping[int, Sequence[str]]:
    """Return the columns of some rows, of which about ``used`` will be asked for."""
    if isinstance(rows, Flat) or len(rows[0]) > _WIDE * used:
        return _Columns(rows)
    return dict(enumerate(zip(*rows, strict=True)))  # faster, but for all columns


class _Columns(dict[int, "Sequence[str]"]):
    """Columns of which each is made when it is asked for."""

    def __init__(self, rows: Sequence[list[str]]) -> None:
        super().__init__()
        self.rows = rows

    def __missing__(self, at: int) -> Sequence[str]:
        rows = self.rows
        self[at] = rows.column(at) if isinstance(rows, Flat) else [row[at] for row in rows]
        return self[at]


def tidy_heading(text: str) -> str:
    """Return a heading on one line, without space around it, marks that nobody sees, or that it has to be filled in."""
    plain = visible(text)
    return _TO_FILL_IN.sub("", plain) or plain


def _more_lines(row: Sequence[str]) -> int:
    """Return how many lines more than one a row has."""
    return sum(each.count("\n") + each.count("\r") - each.count("\r\n") for each in row)


def _reason(error: csv.Error) -> str:
    text = str(error)
    if "end of data" in text:
        return say("a quote is not closed")
    if "larger" in text:
        most = f"{csv.field_size_limit():,}"
        return say("a quote is not closed, or a cell has more than {most} characters", most=most)
    return say("a quote ends before its cell does")
