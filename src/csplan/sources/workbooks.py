"""Reads sheets of workbooks (.xlsx, .xlsb, .xls, .ods) as tables: dates and numbers as they are, not as they look."""

from __future__ import annotations

import csv
import io
import zipfile
from datetime import date, datetime, time, timedelta
from itertools import chain, islice
from typing import TYPE_CHECKING, Any

from csplan.findings.catalogue import files as records
from csplan.findings.catalogue.log import EXTRA_FOR_WORKBOOKS
from csplan.findings.catalogue.tables import MISSING_SHEET
from csplan.findings.diagnostic import Unusable, did_you_mean, quoted
from csplan.findings.record import found
from csplan.sources.error_cells import error_cells
from csplan.sources.form import Form, Stated, headings_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

_MOST_BYTES = 1 << 30
"""Of a workbook unpacked: a file of a few KB can hold any number of zeros."""

_LONGEST_EXCERPT = 2000
_MOST_MERGED = 1 << 20
"""Rows of a sheet of Excel: so many cells of one column may be merged with others."""


class Number(str):
    """The text of a cell that holds a number: it needs no guess about its signs."""

    __slots__ = ()


def text_of(cell: Any) -> str:  # noqa: ANN401, PLR0911 - whatever a spreadsheet holds
    """Return a cell as the text that csplan reads: a whole number without a point, a date year first."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float | int):
        whole = int(cell) if cell == cell and abs(cell) < 1e15 else None  # noqa: PLR0124, PLR2004 - NaN; exact floats
        return Number(whole if whole == cell else repr(cell))
    if isinstance(cell, datetime):
        return str(cell.date()) if cell.time() == time(0) else cell.isoformat(" ", "seconds")
    if isinstance(cell, date | time):
        return cell.isoformat()
    if isinstance(cell, timedelta):
        minutes, seconds = divmod(round(cell.total_seconds()), 60)
        return f"{minutes // 60}:{minutes % 60:02}:{seconds:02}"
    return ""


class Rows:
    """The rows of a sheet, and the number of the last one."""

    def __init__(
        self,
        rows: Iterator[list[Any]],
        errors: Mapping[int, Mapping[int, str]],
        merged: Mapping[int, Mapping[int, int]],
    ) -> None:
        """Start above the first row; ``errors`` are texts of empty cells by row, from 1, and column.

        ``merged``: of cells that are merged with some above, by row and column, the row in which these start.
        """
        self.rows = rows
        self.line_num = 0
        self.errors = errors
        self.merged = merged
        self.tops: dict[int, str] = {}
        """The text of the cell that was merged last with those below it, by column."""
        self.number = 0

    def __iter__(self) -> Rows:
        """Return itself."""
        return self

    def __next__(self) -> list[str]:
        """Return the next row."""
        self.line_num += 1
        self.number += 1
        row = list(map(text_of, next(self.rows)))
        for at, text in self.errors.get(self.number, {}).items():
            if at < len(row) and not row[at]:
                row[at] = text
        for at, top in self.merged.get(self.number, {}).items():
            if at >= len(row):
                continue
            if top == self.number:
                self.tops[at] = row[at]
            elif not row[at] and at in self.tops and not isinstance(self.tops[at], Number):
                row[at] = self.tops[at]  # an amount is one amount, however many rows it stands beside
        return row

    def block(self, size: int) -> list[list[str]]:
        """Return the next rows, ``size`` at most."""
        return list(islice(self, size))


class Sheet:
    """The rows of one sheet of a workbook, as those of a table."""

    delimiter = ","

    def __init__(self, path: Path, name: str | None) -> None:
        """Open a workbook; raises Unusable."""
        self.path = path
        self.workbook = _opened(path)
        self.others: list[str] = []
        self.sheet = self._sheet(name)
        self.merged: dict[int, dict[int, int]] = {}
        first_column = self.sheet.start[1] if self.sheet.start else 0
        self.errors = error_cells(path, self.sheet.name, first_column)

    def _sheet(self, name: str | None) -> Any:  # noqa: ANN401 - a sheet of calamine's
        """Return the sheet of this name, or the first that is not hidden; note the others that are not."""
        from python_calamine import CalamineError, SheetVisibleEnum

        names = list(self.workbook.sheet_names)
        try:
            if name is None:
                shown = [
                    each.name for each in self.workbook.sheets_metadata if each.visible == SheetVisibleEnum.Visible
                ]
                first, *self.others = shown or names
                return self.workbook.get_sheet_by_name(first)
            meant = next((each for each in names if each.strip().casefold() == name.strip().casefold()), None)
            if meant is None:
                facts = {"name": quoted(name), "names": ", ".join(names[:20])}
                raise Unusable(found(MISSING_SHEET, hint=did_you_mean(name, names), **facts))
            return self.workbook.get_sheet_by_name(meant)
        except (CalamineError, IndexError, ValueError) as error:
            raise _unreadable(error) from None

    def after(self, line: int) -> Rows:
        """Return a reader of what follows after this many rows."""
        rows = Rows(self.sheet.iter_rows(), self.errors, self.merged)
        for _ in islice(rows, line):
            pass
        rows.line_num = 0
        return rows

    def lines(self, numbers: set[int]) -> dict[int, str]:
        """Return some rows as they are shown: like lines of CSV."""
        chosen = islice(enumerate(self.after(0), 1), max(numbers, default=0))
        return {number: _line(row)[:_LONGEST_EXCERPT] for number, row in chosen if number in numbers}

    def form(self, stated: Stated) -> Form:
        """Find the row of headings; raises Unusable where there is none."""
        first = list(islice(self.after(0), 50))
        at = headings_in(first, stated.wanted)
        if at is None:
            raise Unusable(found(records.EMPTY_SHEET))
        told = any(cell.strip() for cell in chain.from_iterable(first[:at]))
        count = self._merge_below(at)
        headings = {name: self._row_of(name, at) for name in self.others}
        alike = tuple(name for name, row in headings.items() if row == _words(first[at]))
        others = tuple(name for name, row in headings.items() if row and name not in alike)
        return Form(self.delimiter, at, told=told, sheet=self.sheet.name, alike=alike, others=others, merged=count)

    def _merge_below(self, at: int) -> int:
        """Note the cells below the headings that are merged with others below them; return how many."""
        first_column, height = self.sheet.start[1] if self.sheet.start else 0, self.sheet.total_height
        below = (
            (top, min(bottom, height), left - first_column)
            for (top, left), (bottom, _) in self.sheet.merged_cell_ranges or ()
            if at < top < bottom and left >= first_column
        )
        ranges = list(islice(below, _MOST_MERGED))
        if sum(bottom - top for top, bottom, _ in ranges) > _MOST_MERGED:
            return 0  # they lie on top of each other, as only a broken or hostile file has them
        for top, bottom, column in ranges:
            for row in range(top, bottom + 1):
                self.merged.setdefault(row + 1, {})[column] = top + 1
        return len(ranges)

    def _row_of(self, name: str, at: int) -> list[str]:
        """Return the words of a row of another sheet; none where there is nothing, or no sheet of rows."""
        from python_calamine import CalamineError

        try:
            rows = list(islice(self.workbook.get_sheet_by_name(name).iter_rows(), at + 1))
        except (CalamineError, IndexError, ValueError):
            return []
        return _words(map(text_of, rows[-1])) if rows else []


def _words(row: Iterable[str]) -> list[str]:
    return [cell.strip().casefold() for cell in row if cell.strip()]


def _line(row: list[str]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="").writerow([" ".join(cell.split("\n")) for cell in row])
    return text.getvalue()


def _opened(path: Path) -> Any:  # noqa: ANN401 - a workbook of calamine's
    try:
        from python_calamine import CalamineError, CalamineWorkbook
    except ImportError:
        raise Unusable(found(EXTRA_FOR_WORKBOOKS)) from None
    _check_size(path)
    try:
        return CalamineWorkbook.from_path(str(path))
    except (CalamineError, IndexError, ValueError) as error:
        raise _unreadable(error) from None


def _unreadable(error: Exception) -> Unusable:
    return Unusable(found(records.UNREADABLE_WORKBOOK, reason=quoted(str(error), 80)))


def _check_size(path: Path) -> None:
    """Raise Unusable where a workbook would not fit into memory once unpacked."""
    if zipfile.is_zipfile(path):
        try:
            with zipfile.ZipFile(path) as packed:
                size = sum(each.file_size for each in packed.infolist())
        except (zipfile.BadZipFile, OSError, ValueError):
            return  # what reads it says what is wrong
        if size > _MOST_BYTES:
            raise Unusable(found(records.WORKBOOK_SIZE, most=f"{_MOST_BYTES >> 20:,}"))
