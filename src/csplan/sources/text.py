"""Where the rows of a table come from: those of text are read on from any line, and shown as they stand in the file."""

from __future__ import annotations

import csv
import os
from itertools import islice
from typing import TYPE_CHECKING, Protocol, TextIO

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

    def block(self, size: int) -> list[list[str]]:
        """Return the next rows, about ``size``; raises csv.Error where any can't be read, or has several lines."""


class Records(Protocol):
    """Where the rows of a table come from."""

    def after(self, line: int) -> Reader:
        """Return a reader of what follows after this many lines."""

    def lines(self, numbers: set[int]) -> dict[int, str]:
        """Return some lines, as they are shown."""


class Lines:
    """Reads rows from where a file of text stands."""

    def __init__(self, file: TextIO, delimiter: str) -> None:
        """Start with the next line of the file."""
        self.file = file
        self.delimiter = delimiter
        self.rows = csv.reader(file, delimiter=delimiter, strict=True)
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

    def block(self, size: int) -> list[list[str]]:
        """Return the next rows, about ``size``; raises csv.Error where any can't be read, or has several lines.

        Lines without quotes are rows as they stand, and parted faster than the csv module does it.
        """
        text = self._lines(size * _OF_A_ROW)
        if not text:
            return []
        if "\r" in text:
            text = text.replace("\r\n", "\n")
        lines = text.removesuffix("\n").split("\n")
        self._in_blocks += len(lines)
        delimiter = self.delimiter
        if "\r" in text or "\0" in text:
            raise csv.Error
        if '"' in text or "" in lines or len(text) > csv.field_size_limit():
            rows = list(csv.reader([f"{line}\n" for line in lines], delimiter=delimiter, strict=True))
            if len(rows) < len(lines):
                raise csv.Error
            return rows
        return [line.split(delimiter) for line in lines]

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
