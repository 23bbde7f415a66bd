"""Reads a list of entries in a plan as a table: a row each, with a column for each key."""

from __future__ import annotations

from itertools import chain, islice
from typing import TYPE_CHECKING

from csplan.sources.form import Form
from csplan.sources.table import Table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from csplan.findings.diagnostic import Where
    from csplan.sources.left_out import BadRow

    PlaceOf = Callable[[tuple[str | int, ...]], Where]
    """Returns the place of what stands at a path in the list."""


class _Rows:
    """Yields rows, and counts them as if each were a line."""

    def __init__(self, rows: Iterator[list[str]]) -> None:
        self.rows = rows
        self.line_num = 0

    def __iter__(self) -> _Rows:
        return self

    def __next__(self) -> list[str]:
        row = next(self.rows)
        self.line_num += 1
        return row

    def block(self, size: int) -> list[list[str]]:
        return list(islice(self, size))


class _Entries:
    """The keys as a row of headings, and below it the entries; "" where one lacks a key."""

    def __init__(self, entries: Sequence[Mapping[str, str]]) -> None:
        self.entries = entries
        self.keys = list(dict.fromkeys(chain.from_iterable(entries)))

    def after(self, line: int) -> _Rows:
        rows = chain([self.keys], ([entry.get(key, "") for key in self.keys] for entry in self.entries))
        return _Rows(islice(rows, line, None))

    @staticmethod
    def lines(_: set[int]) -> dict[int, str]:
        return {}


class ListTable(Table):
    """Entries of a list; what is said of one stands where it stands in its file."""

    def __init__(self, entries: Sequence[Mapping[str, str]], place_of: PlaceOf) -> None:
        """Take the entries, of which there is one at least."""
        self.entries = entries
        self.place_of = place_of
        super().__init__(_Entries(entries), Form(",", 0, told=False))

    def again(self) -> ListTable:
        """Return the same list from its start, with nothing said of it yet."""
        return ListTable(self.entries, self.place_of)

    def _are_plain(self, _: Sequence[list[str]]) -> bool:
        """Tell that all rows are rows: nothing else stands in a list."""
        return True

    def places(self, _: str, rows: Sequence[BadRow]) -> list[Where]:
        """Return where entries stand: the value that is wrong, where it is there."""
        return [self.place_of(self._path(each)) for each in rows]

    def line_of(self, row: int) -> int:  # type: ignore[override]  # tables need no more than the number
        """Return the line of its file in which an entry starts."""
        return self.place_of((row - 2,)).line

    def _path(self, row: BadRow) -> tuple[str | int, ...]:
        index = row.line - 2  # below the headings, from 0
        key = "" if row.cell is None else self.records.keys[row.cell]  # type: ignore[attr-defined]  # its own entries
        return (index, key) if key in self.entries[index] else (index,)

    def whole(self, _: str) -> Where:
        """Return where the list stands."""
        return self.place_of(())
