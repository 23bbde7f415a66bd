"""Turns rows into occurrences: rows of one task, one CSM, one place and one day are one, and their minutes are added.

Rows are merged in a small window that moves over the log, and at the end those of a CSM's days that more than one
window had. These are few where the log is in order of its dates, or of its CSMs and then its dates, because the day
that a window ends in is left to the next. So all stays in flat arrays of a few bytes a row.
"""

from __future__ import annotations

from array import array
from itertools import compress, takewhile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    Key = tuple[int, int, int, int]

WINDOW = 1 << 13
"""Occurrences that are looked through at once."""

MERGED = 1 << 18
"""Rows that are merged at once at the end, at most."""


class Occurrences:
    """Occurrences, as columns."""

    def __init__(self, *, each_row: bool) -> None:
        """Start with none; ``each_row`` makes every row an occurrence of its own."""
        self.each_row = each_row
        self.day = array("i")
        self.csm = array("i")
        self.task = array("i")
        self.place = array("i")
        self.minutes = array("d")
        self._window: dict[Key, float] = {}
        self._days: set[tuple[int, int]] = set()
        """Days of CSMs that windows had, and those that more than one had."""
        self._days_again: set[tuple[int, int]] = set()

    def add(
        self, days: list[int], csms: list[int], tasks: list[int], places: list[int], minutes: Sequence[float]
    ) -> None:
        """Add rows."""
        if self.each_row:
            self._extend((days, csms, tasks, places), minutes)
            return
        window = self._window
        for key, length in zip(zip(days, csms, tasks, places, strict=True), minutes, strict=True):
            window[key] = window[key] + length if key in window else length
        if days and len(window) >= WINDOW:
            self._close(days[-1])

    def mark(self) -> tuple[int, dict[Key, float]]:
        """Return where the columns and the window stand now."""
        return len(self.minutes), dict(self._window)

    def back(self, mark: tuple[int, dict[Key, float]]) -> None:
        """Forget what was added since a mark; that some days look as if several windows had them costs time alone."""
        size, self._window = mark[0], dict(mark[1])
        for column in (self.day, self.csm, self.task, self.place):
            del column[size:]
        del self.minutes[size:]

    def finish(self) -> None:
        """Merge the rows of days that are in several windows; after it the columns are complete."""
        if self._window:
            self._close(None)
        if self._days_again:
            self._merge()

    def _extend(self, columns: Sequence[Sequence[int]], minutes: Sequence[float]) -> None:
        for whole, column in zip((self.day, self.csm, self.task, self.place), columns, strict=True):
            whole.fromlist(list(column))
        self.minutes.fromlist(list(minutes))

    def _close(self, last_day: int | None) -> None:
        """Take what is in the window, but for the day in which it ends."""
        window, self._window = self._window, {}
        ending = list(takewhile(lambda key: key[0] == last_day, reversed(window)))
        if 2 * len(ending) < len(window):  # else the day is so long that leaving it would go on and on
            self._window = {key: window.pop(key) for key in reversed(ending)}
        columns = list(zip(*window, strict=True))
        days = set(zip(columns[0], columns[1], strict=True))
        self._days_again |= days & self._days
        self._days |= days
        self._extend(columns, list(window.values()))

    def _merge(self) -> None:
        again, minutes = self._days_again, self.minutes
        self._days.clear()
        most_csms, most_tasks = max(self.csm) + 1, max(self.task) + 1
        kept = bytearray(b"\1") * len(minutes)
        # Some CSMs at a time, for the sake of memory.
        parts = 1 + len(minutes) // MERGED
        for part in range(parts):
            first: dict[int, int] = {}
            whose = enumerate(zip(self.day, self.csm, strict=True))
            for row in [row for row, of in whose if of[1] % parts == part and of in again]:
                # One number is a third of the memory of four in a tuple.
                task_and_csm = self.task[row] * most_csms + self.csm[row]
                key = (self.place[row] * most_tasks * most_csms + task_and_csm) << 15 | self.day[row]
                before = first.setdefault(key, row)
                if before != row:
                    minutes[before] += minutes[row]
                    kept[row] = 0
        self.day, self.csm, self.task, self.place = (
            array("i", compress(column, kept)) for column in (self.day, self.csm, self.task, self.place)
        )
        self.minutes = array("d", compress(minutes, kept))
