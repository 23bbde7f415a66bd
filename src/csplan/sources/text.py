"""Where the rows of a table come from: those of text are read on from any line, and shown as they stand in the file."""

from __future__ import annotations

import csv
import os
from collections.abc import Sequence
from itertools import islice
from typing import TYPE_CHECKING, Protocol, TextIO, overload

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_LONGEST_EXCERPT = 2000
_OF_A_ROW = 64
"""Characters of a row, about."""


class Reader(Protocol):
    """Yields the rows of a table; knows the line in which the last one ended, from where it started."""

    @property
    def line_num(self) -> int:
        """The lines that were read so far."""

    def __iter__(self) -> Iterator[list[str]]: ...
    def __next__(self) -> list[str]: ...

    def block(self, size: int) -> Sequence[list[str]]:
        """Return the next rows, about ``size``; raises csv.Error where any can't be read, or has several lines."""


class Records(Protocol):
    """Where the rows of a table come from."""

    def after(self, line: int) -> Reader:
        """Return a reader of what follows after this many lines."""

    def lines(self, numbers: set[int]) -> dict[int, str]:
        """Return some lines, as they are shown."""


class Flat(Sequence[list[str]]):
    """Rows of equal width that were parted all at once: a column is a slice, a row is made when it is asked for."""

    __slots__ = ("_cells", "_step", "_whole", "width")

    def __init__(self, cells: list[str], width: int) -> None:
        """Take the cells of all rows, with one between each two of them that is none."""
        self.width = width
        self._cells = cells
        self._step = width + 1
        self._whole = range(0, len(cells), self._step)

    def __len__(self) -> int:
        """Return how many rows there are."""
        return len(self._whole)

    @overload
    def __getitem__(self, at: int) -> list[str]: ...
    @overload
    def __getitem__(self, at: slice) -> list[list[str]]: ...
    def __getitem__(self, at: int | slice) -> list[str] | list[list[str]]:
        """Return a row, or some."""
        if isinstance(at, slice):
            return [self._cells[start : start + self.width] for start in self._whole[at]]
        start = self._whole[at]
        return self._cells[start : start + self.width]

    def column(self, at: int) -> list[str]:
        """Return the cells of a column."""
        return self._cells[at :: self._step]


class Lines:
    """Reads rows from where a file of text stands."""

    def __init__(self, file: TextIO, delimiter: str) -> None:
        """Start with the next line of the file."""
        self.file = file
        self.delimiter = delimiter
        self.rows = csv.reader(file, delimiter=delimiter, skipinitialspace=True, strict=True)
        self._in_blocks = 0
        self._rest = ""
        """The start of a line whose end was not read yet."""

    @property
    def line_num(self) -> int:
        """The lines that were read so far."""
        return self._in_blocks + self.rows.line_num

    def __iter__(self) -> Iterator[list[str]]:
        """Return what reads row by row."""
        return self.rows

    def __next__(self) -> list[str]:
        """Return the next row."""
        return next(self.rows)

    def block(self, size: int) -> Sequence[list[str]]:
        """Return the next rows, about ``size``; raises csv.Error where any can't be read, or has several lines.

        Lines without quotes are rows as they stand, and parted faster than the csv module does it.
        """
        text = self._lines(size * _OF_A_ROW)
        if not text:
            return []
        text = text.removesuffix("\r\n" if text.endswith("\r\n") else "\n")
        count = text.count("\n") + 1
        self._in_blocks += count
        careful = '"' in text or len(text) > csv.field_size_limit()
        flat = None if careful or "\0" in text else _flat(text, count, self.delimiter)
        if flat is not None:
            return flat
        text = text.replace("\r\n", "\n")
        if "\r" in text or "\0" in text:
            raise csv.Error
        lines = text.split("\n")
        if careful or "" in lines:
            quoted = [f"{line}\n" for line in lines]
            rows = list(csv.reader(quoted, delimiter=self.delimiter, skipinitialspace=True, strict=True))
            if len(rows) < len(lines):
                raise csv.Error
            return rows
        return [line.split(self.delimiter) for line in lines]

    def _lines(self, size: int) -> str:
        """Return some whole lines; raises csv.Error where one is so long that they might be no lines at all."""
        parts = [self._rest]
        while more := self.file.read(size):
            whole, end, rest = more.rpartition("\n")
            if end:
                self._rest = rest
                return "".join((*parts, whole, end))
            parts.append(more)
            if len(parts) * size > csv.field_size_limit():
                raise csv.Error
        self._rest = ""
        return "".join(parts)


def _flat(text: str, count: int, delimiter: str) -> Flat | None:
    """Return lines without quotes as rows, where all have the same number of cells, and more than one."""
    between = f"{delimiter}\n{delimiter}"
    # Splitting and joining is faster than replacing where what goes is longer than a letter.
    whole = between.join(text.split("\r\n")) if "\r" in text else text.replace("\n", between)
    cells = whole.split(delimiter)
    width = (len(cells) + 1) // count - 1
    if width < 2 or len(cells) != count * (width + 1) - 1 or "\r" in whole:  # noqa: PLR2004 - a table's least
        return None
    return Flat(cells, width) if cells[width :: width + 1].count("\n") == count - 1 else None


class Text:
    """The rows of a table of text."""

    def __init__(self, file: TextIO, path: Path, encoding: str) -> None:
        """Read from an open file; what is shown is read again from its ``path``."""
        self.file = file
        self.path = path
        self.encoding = encoding
        self.delimiter = ","
        self.stamp = stamp(os.fstat(file.fileno()))

    def after(self, line: int) -> Reader:
        """Return a reader of what follows after this many lines."""
        self.file.seek(0)
        for _ in islice(self.file, line):
            pass
        return Lines(self.file, self.delimiter)

    def lines(self, numbers: set[int]) -> dict[int, str]:
        """Return some lines without their ends, those that are very long shortened; none where the file has changed."""
        try:
            with self.path.open(encoding=self.encoding, newline="") as file:
                chosen = islice(enumerate(file, 1), max(numbers, default=0))
                lines = {number: text[:_LONGEST_EXCERPT].rstrip("\r\n") for number, text in chosen if number in numbers}
                same = stamp(os.fstat(file.fileno())) == self.stamp
        except (OSError, UnicodeDecodeError):
            return {}
        return lines if same else {}


def stamp(facts: os.stat_result) -> tuple[int, ...]:
    """Return what tells one state of a file from another."""
    return facts.st_dev, facts.st_ino, facts.st_size, facts.st_mtime_ns
