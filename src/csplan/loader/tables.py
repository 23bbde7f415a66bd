"""Reads CSV tables as people export them: UTF-8 or GB18030, comma, semicolon or tab, with what can't be read listed."""

from __future__ import annotations

import csv
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from csplan.diagnostics import Diagnostic, Where
from csplan.loader.files import Unusable, check_regular, check_width, unreadable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path
    from typing import TextIO

ENCODINGS = ("utf-8-sig", "gb18030")
LISTED = 20
"""Bad rows that are reported one by one; the rest are counted."""

LEFT_OUT = "unreadable-row"

_DELIMITERS = ",;\t"
_MOST_RETURNS = 20
_LONGEST_EXCERPT = 2000


class BadRow(NamedTuple):
    """A row that was left out: the line it starts in, the cell that is wrong (from 0), and why.

    With another code it is an error: nothing that only this row suffers from.
    """

    line: int
    cell: int | None
    reason: str
    hint: str = ""
    code: str = LEFT_OUT


class Table:
    """An open table: its headings, and its rows as they stream by."""

    def __init__(self, file: TextIO) -> None:
        """Read the headings of an open file; raises Unusable where there are none."""
        first = file.readline()
        if not first.strip(_DELIMITERS + " \r\n"):
            raise Unusable("empty-file", "the first line is empty; it has to be the headings")
        self.file = file
        self.delimiter = max(_DELIMITERS, key=first.count)
        self.bad: list[BadRow] = []
        self._go_to(0)
        try:
            self.headings = [heading.strip() for heading in next(self.reader)]
        except csv.Error as error:
            raise Unusable("unreadable-file", f"the headings can't be read: {_reason(error)}") from None

    def _go_to(self, line: int) -> None:
        """Read on after this many lines."""
        self.file.seek(0)
        for _ in islice(self.file, line):
            pass
        self.lines_before = line
        self.reader = csv.reader(self.file, delimiter=self.delimiter, strict=True)

    def rows(self) -> Iterator[list[str]]:
        """Yield the rows that have as many cells as headings; blank lines are passed over, others become bad rows."""
        width, returns = len(self.headings), 0
        while True:
            reader = self.reader
            end = reader.line_num
            try:
                for row in reader:
                    end = reader.line_num
                    if len(row) == width:
                        yield row
                    elif any(row):
                        self.refuse(row, None, f"it has {len(row)} cells, the headings are {width}")
            except csv.Error as error:
                # A quote that is not closed swallows the lines after it: leave out the line that it stands in, and go
                # back to the next. Where that happens over and over, all of these lines are left out instead.
                first, last = self.lines_before + end + 1, self.lines_before + reader.line_num
                if last > first and returns < _MOST_RETURNS:
                    returns += 1
                    last = first
                    self._go_to(first)
                self.bad.extend(BadRow(line, None, _reason(error)) for line in range(first, last + 1))
                continue
            return

    def refuse(self, row: Sequence[str], cell: int | None, reason: str, hint: str = "", code: str = LEFT_OUT) -> None:
        """Note a row that is left out; it may span several lines, of which the first counts."""
        more = sum(each.count("\n") + each.count("\r") - each.count("\r\n") for each in row)
        self.bad.append(BadRow(self.lines_before + self.reader.line_num - more, cell, reason, hint, code))


def _reason(error: csv.Error) -> str:
    text = str(error)
    if "end of data" in text:
        return "a quote is not closed"
    if "larger" in text:
        return f"a quote is not closed, or a cell has more than {csv.field_size_limit():,} characters"
    return "a quote ends before its cell does"


def read_table(path: Path, read: Callable[[Table], None]) -> str:
    """Open a table in the first encoding that fits and let ``read`` go through it; return the encoding.

    ``read`` is called again from the start where the encoding turns out wrong. Raises Unusable.
    """
    check_regular(path)
    for encoding in ENCODINGS:
        try:
            with path.open("rb") as start:
                check_width(start.read(4))
            with path.open(encoding=encoding, newline="") as file:
                read(Table(file))
        except UnicodeDecodeError:
            continue
        except OSError as error:
            raise unreadable(error) from None
        return encoding
    raise Unusable("encoding", "the table is neither UTF-8 nor GB18030", "save it as CSV in UTF-8")


def report_bad_rows(table: Table, path: Path, name: str, encoding: str) -> Iterator[Diagnostic]:
    """Report rows that were left out: the first ones by line, then how many there are; and errors once for a reason."""
    errors = {each.reason: each for each in reversed(table.bad) if each.code != LEFT_OUT}
    left_out = [each for each in table.bad if each.code == LEFT_OUT]
    listed = [*errors.values(), *left_out[:LISTED]]
    excerpts = _excerpts(path, encoding, {each.line for each in listed})
    for each in listed:
        excerpt = excerpts[each.line]
        at, width = (0, 1) if each.cell is None else _span(excerpt, table.delimiter, each.cell)
        where = Where(name, each.line, at + 1, excerpt, width)
        if each.code == LEFT_OUT:
            yield Diagnostic(LEFT_OUT, "warning", f"this row is left out: {each.reason}", each.hint, where)
        else:
            yield Diagnostic(each.code, "error", each.reason, each.hint, where)
    if left_out:
        count = f"{len(left_out):,} rows are" if len(left_out) > 1 else "1 row is"
        more = f"; the first {LISTED} are listed" if len(left_out) > LISTED else ""
        message = f"{count} left out of all sums{more}"
        yield Diagnostic("rows-left-out", "warning", message, "mend them in the export", Where(name, 1, 1))


def _excerpts(path: Path, encoding: str, lines: set[int]) -> dict[int, str]:
    """Return the text of some lines of a table."""
    excerpts: dict[int, str] = {}
    with path.open(encoding=encoding, newline="") as file:
        for number, text in enumerate(file, 1):
            if len(excerpts) == len(lines):
                break
            if number in lines:
                excerpts[number] = text[:_LONGEST_EXCERPT].rstrip("\r\n")
    return excerpts


def _span(line: str, delimiter: str, cell: int) -> tuple[int, int]:
    """Return where a cell stands in a line and how long it is; the start of the line where it is in a later one."""
    start, in_quotes = 0, False
    for at, char in enumerate(line):
        if char == '"':
            in_quotes = not in_quotes
        elif char == delimiter and not in_quotes:
            if not cell:
                return start, max(1, at - start)
            cell -= 1
            start = at + 1
    return (0, 1) if cell else (start, max(1, len(line) - start))
