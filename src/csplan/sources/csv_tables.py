"""Reads tables as people export them: what can't be read is listed, and what is passed over is told."""

from __future__ import annotations

import csv
import os
import re
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING

from csplan.findings.diagnostic import Finding, Where, quoted
from csplan.lang.say import say, say_many
from csplan.sources.asides import Asides, is_below, is_total, may_start_total, may_start_totals
from csplan.sources.encodings import TO_TRY, find_encoding
from csplan.sources.files import Unusable, check_regular, unreadable
from csplan.sources.form import Form, Stated, find_form
from csplan.sources.left_out import LEFT_OUT, LISTED, BadRow, report_left_out, span
from csplan.sources.no_table import check_table, is_workbook
from csplan.sources.text import Flat, Text, stamp
from csplan.values.names import visible

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from csplan.sources.text import Records

__all__ = ["LEFT_OUT", "LISTED", "BadRow", "Table", "read_table", "report_table"]

_MOST_RETURNS = 20
_BLOCK = 1024
"""Rows that are read at once."""
_TALL = 20
"""Lines of a row that nobody wonders about."""
_SURE = 8
"""Delimiters in the lines of a row, all of which look like rows, from which on they are taken for rows."""

_WIDE = 3
"""Times as many columns as are used."""

_LOOKED_AT = 200
"""Lines in which an example of an encoding is looked for."""

_MOST_HELD = 100
"""Rows of one cell that are held back until it is clear whether they are the end of the table."""


_TO_FILL_IN = re.compile(
    r"\A\*+ ?| ?\*+\Z| ?[(（\[【](?:required|mandatory|pflichtfeld|erforderlich|obligatoire|obligatorio|obrigatório"
    r"|必填|必填项|必須)[)）\]】]\Z",
    re.IGNORECASE,
)
"""What forms add to headings of what has to be filled in."""


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
            reason = _reason(error)
            raise Unusable("unreadable-file", say("the headings can't be read: {reason}", reason=reason)) from None
        except StopIteration:
            raise Unusable("empty-file", say("the table is empty: it has not even headings")) from None
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
        """Return the same table from its start, with nothing said of it yet."""
        return Table(self.records, self.form)

    def excerpts(self, lines: set[int]) -> dict[int, str]:
        """Return some lines as they are shown."""
        return self.records.lines(lines)

    def places(self, name: str, rows: Sequence[BadRow]) -> list[Where]:
        """Return where rows stand, each with its line and the cell that is wrong."""
        excerpts = self.excerpts({each.line for each in rows})
        found = []
        for each in rows:
            excerpt = excerpts.get(each.line, "")
            at, width = (0, 1) if each.cell is None else span(excerpt, self.delimiter, each.cell)
            found.append(Where(name, each.line, at + 1, excerpt, width))
        return found

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
            message = say("its headings stand in line {line}; what stands above them is passed over", line=f"{line:,}")
            yield Finding("table-form", "note", message, "", Where(name, line, 1))
        if self.tall:
            line, lines = self.tall[0]
            message = say_many(
                len(self.tall),
                "this row goes on for {lines} lines: perhaps a quote is out of place, and takes other rows in",
                "{count} rows go on for many lines, this one for {lines}: perhaps a quote is out of place, and takes "
                "other rows in",
                count=f"{len(self.tall):,}",
                lines=f"{lines:,}",
            )
            where = Where(name, line, 1, self.excerpts({line}).get(line, ""))
            yield Finding("stray-quote", "warning", message, say("look for a quote that nothing needs"), where)
        yield from self.asides.findings(name)


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


def read_table(path: Path, read: Callable[[Table], None], stated: Stated = Stated()) -> str:  # noqa: B008 - it is frozen
    """Open a table, let ``read`` go through it, and return its encoding where that was guessed ("" where it is sure).

    The table is open while ``read`` runs. Raises Unusable; also where the table changes meanwhile: half of it is no
    number to go by.
    """
    check_regular(path)
    try:
        before = stamp(path.stat())
        with path.open("rb") as file:
            start = file.read(1024)
        if is_workbook(path, start):
            _read_workbook(path, read, stated)
            return ""
        check_table(start)
        if stated.sheet is not None:
            raise Unusable("missing-sheet", say("this is no workbook, and has no sheets"), say("take `sheet` out"))
        encoding = find_encoding(path, stated.encoding)
        with path.open(encoding=encoding.codec, newline="") as text:
            records = Text(text, path, encoding.codec)
            if records.stamp != before:
                raise _changed()
            form = find_form(text, stated)
            records.delimiter = form.delimiter
            try:
                read(Table(records, form))
            except Unusable as error:
                raise _misread(error, encoding.guessed) from None
            if stamp(os.fstat(text.fileno())) != records.stamp or stamp(path.stat()) != records.stamp:
                raise _changed()
    except (FileNotFoundError, UnicodeDecodeError):
        raise _changed() from None
    except OSError as error:
        raise unreadable(error) from None
    return encoding.guessed


def _misread(error: Unusable, guessed: str) -> Unusable:
    """Return an error that a wrong guess of the encoding may be the cause of, with that guess."""
    if not guessed or error.code != "missing-column":
        return error
    said = say(
        "it is not UTF-8, and was read as {encoding}: where that is wrong, state `encoding`, such as {tried}",
        encoding=guessed,
        tried=_others(guessed),
    )
    return Unusable(
        error.code, error.message, say("{hint}; {said}", hint=error.hint, said=said) if error.hint else said
    )


def _others(guessed: str) -> str:
    """Return the encodings to try where a guess is wrong."""
    return ", ".join(each for each in TO_TRY if each != guessed.lower().replace("-", "_"))


def _read_workbook(path: Path, read: Callable[[Table], None], stated: Stated) -> None:
    """Let ``read`` go through a sheet of a workbook; raises Unusable."""
    from csplan.sources.workbooks import Sheet  # few tables are one

    before = stamp(path.stat())
    sheet = Sheet(path, stated.sheet)
    read(Table(sheet, sheet.form(stated)))
    if stamp(path.stat()) != before:
        raise _changed()


def _changed() -> Unusable:
    hint = say("run csplan again when the other program is done")
    return Unusable("unreadable-file", say("another program changed it while it was read"), hint)


def _example(table: Table) -> str:
    """Return a cell by which people see whether the encoding is right: one of the first that is not all ASCII."""
    lines = table.excerpts(set(range(1, _LOOKED_AT)))
    cells = (cell.strip(' "') for line in lines.values() for cell in line.split(table.delimiter))
    return next((cell for cell in cells if not cell.isascii()), "")


def report_table(table: Table, name: str, guessed: str, used: int | None) -> Iterator[Finding]:
    """Report what there is to say of a table once its rows have passed: how it was understood, and what was left out.

    ``guessed`` is what read_table returned; ``used`` how many rows could be used, None where that is not known.
    """
    if guessed:
        example = _example(table)
        message = say("it is not UTF-8, and is read as {encoding}", encoding=guessed)
        if example:
            message = say(
                "it is not UTF-8, and is read as {encoding}: {example}", encoding=guessed, example=quoted(example)
            )
        hint = say(
            "state `encoding: {encoding}` to be sure; where names read wrong, try {tried}",
            encoding=guessed.lower(),
            tried=_others(guessed),
        )
        yield Finding("table-encoding", "note", message, hint, Where(name, 1, 1))
    yield from table.remarks(name)
    yield from report_left_out(table.bad, partial(table.places, name), table.whole(name), used)
