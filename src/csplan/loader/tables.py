"""Reads CSV tables as people export them: UTF-8 or GB18030, comma, semicolon or tab, with what can't be read listed."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING, NamedTuple

from csplan.diagnostics import Diagnostic, Where
from csplan.loader.files import Unusable, check_regular

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path
    from typing import TextIO

ENCODINGS = ("utf-8-sig", "gb18030")
LISTED = 20
"""Bad rows that are reported one by one; the rest are counted."""

_DELIMITERS = ",;\t"


class BadRow(NamedTuple):
    """A row that was left out: the line it starts in, the cell that is wrong, and why."""

    line: int
    cell: str
    reason: str


class Table:
    """An open table: its headings, and its rows as they stream by."""

    def __init__(self, file: TextIO) -> None:
        """Read the headings of an open file; raises Unusable where there are none."""
        first = file.readline()
        if not first.strip(_DELIMITERS + " \r\n"):
            code = "empty-file"
            raise Unusable(code, "the table is empty: there are no headings")
        self.delimiter = max(_DELIMITERS, key=first.count)
        # The first line may be one of several of a heading in quotes: read it again as CSV.
        file.seek(0)
        self.reader = csv.reader(file, delimiter=self.delimiter, strict=True)
        try:
            self.headings = [heading.strip() for heading in next(self.reader)]
        except csv.Error as error:
            code = "unreadable-file"
            raise Unusable(code, f"the headings can't be read: {error}") from None
        self.bad: list[BadRow] = []

    def rows(self) -> Iterator[list[str]]:
        """Yield the rows that have as many cells as headings; blank lines are passed over, others become bad rows."""
        width, reader = len(self.headings), self.reader
        while True:
            try:
                for row in reader:
                    if len(row) == width:
                        yield row
                    elif any(row):
                        self.refuse(row, "", f"it has {len(row)} cells, the headings are {width}")
            except csv.Error as error:
                self.bad.append(BadRow(reader.line_num, "", str(error)))
                continue
            return

    def refuse(self, row: Sequence[str], cell: str, reason: str) -> None:
        """Note a row that is left out; it may span several lines, of which the first counts."""
        line = self.reader.line_num - sum(each.count("\n") for each in row)
        self.bad.append(BadRow(line, cell, reason))


def read_table(path: Path, read: Callable[[Table], None]) -> str:
    """Open a table in the first encoding that fits and let ``read`` go through it; return the encoding.

    ``read`` may be called again from the start, if the encoding turns out wrong. Raises Unusable.
    """
    check_regular(path)
    with path.open("rb") as start:
        if start.read(2) in (b"\xff\xfe", b"\xfe\xff"):
            code = "encoding"
            raise Unusable(code, "the table is UTF-16", "save it as CSV in UTF-8")
    for encoding in ENCODINGS:
        try:
            with path.open(encoding=encoding, newline="") as file:
                read(Table(file))
        except UnicodeDecodeError:
            continue
        except OSError as error:
            code = "unreadable-file"
            raise Unusable(code, str(error.strerror)) from None
        return encoding
    code = "encoding"
    raise Unusable(code, "the table is neither UTF-8 nor GB18030", "save it as CSV in UTF-8")


def report_bad_rows(bad: Sequence[BadRow], path: Path, name: str, encoding: str, found: list[Diagnostic]) -> None:
    """Report rows that were left out: the first ones by line, then how many there are."""
    if not bad:
        return
    listed = {each.line: each for each in bad[:LISTED]}
    excerpts: dict[int, str] = {}
    with path.open(encoding=encoding, newline="", errors="replace") as file:
        for number, text in enumerate(file, 1):
            if number in listed:
                excerpts[number] = text.rstrip("\r\n")[:500]
            if len(excerpts) == len(listed):
                break
    for each in bad[:LISTED]:
        excerpt = excerpts.get(each.line, "")
        at = max(excerpt.find(each.cell), 0) if each.cell else 0
        where = Where(name, each.line, at + 1, excerpt, max(1, len(each.cell)))
        found.append(Diagnostic("unreadable-row", "warning", f"this row is left out: {each.reason}", "", where))
    count = f"{len(bad):,} rows are" if len(bad) > 1 else "1 row is"
    more = f"; the first {LISTED} are listed" if len(bad) > LISTED else ""
    message = f"{count} left out of all sums{more}"
    found.append(Diagnostic("rows-left-out", "warning", message, "mend them in the export", Where(name, 1, 1)))
