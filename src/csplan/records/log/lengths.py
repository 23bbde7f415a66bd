"""How long each row of a time log took: as it says, in one column or several, or from start to end."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, TypeVar

from csplan.lang.say import say
from csplan.records.dates import FIRST_DAY, Dates, Moment
from csplan.records.log.durations import DAY, NOTHING, UNITS, checked, positive, read_minutes
from csplan.records.log.layout import LENGTHS
from csplan.records.log.units import together
from csplan.records.log.words import Remembered
from csplan.values import Unreadable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from csplan.records.log.sources import Columns
    from csplan.values.formats import Sign

    Refused = dict[int, tuple[str, str]]

BAD = -1
"""What stands for a text that can't be read."""

_NO_MOMENT = Moment(BAD, BAD, None)

_NIGHT = DAY / 2
"""Minutes that work may last that ends on the next day without saying so; more is a slip of the pen."""

V = TypeVar("V")


class RowLengths:
    """Reads how long rows took."""

    def __init__(self, dates: Dates, sign: Sign | None) -> None:
        """Read days as ``dates`` does, whenever they are; ``sign`` marks decimals."""
        any_day = dates.of_any_time()
        self._sign = sign
        self._end_days: Remembered[str, int] = Remembered(lambda text: any_day.read(text) - FIRST_DAY, BAD)
        self._moments: Remembered[str, Moment] = Remembered(any_day.moment, _NO_MOMENT)
        self._lengths: dict[str, Remembered[str, float]] = {
            name: Remembered(partial(read_minutes, a_number=UNITS.get(name), sign=sign), float(BAD)) for name in LENGTHS
        }
        self.over_midnight = 0
        """Rows that end earlier in the day than they start, and are read as ending on the next."""

    def of(self, columns: Columns, days: Sequence[int], wrong: Refused, no_work: dict[int, str]) -> list[float]:
        """Return how long each row took: as it says, or from start to end."""
        minutes = [0.0] * len(days)
        self._several(columns, minutes, wrong)
        for name, lengths in self._lengths.items():
            if name in columns:
                texts, before = columns[name], minutes
                read = lengths.all(texts)
                for row in lengths.wrong_in(read):
                    if not before[row]:
                        wrong.setdefault(row, (name, lengths.why[texts[row]]))
                minutes = [one or other for one, other in zip(before, read, strict=True)] if any(before) else read
        if 0.0 in minutes:
            without = [row for row, length in enumerate(minutes) if not length and row not in no_work]
            if columns.keys() >= {"start", "end"}:
                for row in without:
                    minutes[row] = self._from_start_to_end(columns, row, days[row], wrong, no_work)
            else:
                column = next((name for name in LENGTHS if name in columns), "minutes")
                for row in without:
                    wrong.setdefault(row, (column, say("it has no duration")))
        return minutes

    def _several(self, columns: Columns, minutes: list[float], wrong: Refused) -> None:
        """Fill in the minutes of rows whose length stands in columns of several units."""
        names = [name for name in UNITS if name in columns]
        if len(names) < 2:  # noqa: PLR2004 - several
            return
        for row, cells in enumerate(zip(*(columns[name] for name in names), strict=True)):
            filled = {name: cell for name, cell in zip(names, cells, strict=True) if cell.strip() not in NOTHING}
            if len(filled) > 1:
                try:
                    minutes[row] = checked(together(filled, self._sign) or 0.0)
                except Unreadable as error:
                    wrong.setdefault(row, (names[0], error.message))

    def _from_start_to_end(
        self, columns: Columns, row: int, day: int, wrong: Refused, no_work: dict[int, str]
    ) -> float:
        """Return how long a row took by its times, or 0 where it is wrong or no work."""

        def at(name: str, known: Remembered[str, V]) -> V:
            text = columns[name][row]
            [value] = known.all([text])
            if text in known.why:
                wrong.setdefault(row, (name, known.why[text]))
            return value

        start, end = at("start", self._moments), at("end", self._moments)
        day += FIRST_DAY
        first, last = start.day or day, end.day
        if last is None and "end_date" in columns and columns["end_date"][row].strip() not in NOTHING:
            last = at("end_date", self._end_days) + FIRST_DAY
        if row in wrong:
            return 0.0
        minutes = self._between(start, end, first, last)
        whole_days = minutes % DAY == 0 or minutes % DAY >= DAY - 1  # also until 23:59
        if not start.minutes and minutes > 0 and whole_days:
            no_work[row] = "all-day"
            return 0.0
        try:
            return positive(minutes)
        except Unreadable as error:
            wrong.setdefault(row, ("end", error.message))
            return 0.0

    def _between(self, start: Moment, end: Moment, first: int, last: int | None) -> float:
        """Return the minutes between two times of the days ``first`` and ``last``; None: the same, or the next."""
        minutes = end.minutes - start.minutes
        if last is not None:
            minutes += (last - first) * DAY
        if start.offset is not None and end.offset is not None:
            minutes += start.offset - end.offset
        if last is None and -DAY < minutes < 0 and minutes + DAY <= _NIGHT:
            minutes += DAY
            self.over_midnight += 1
        return minutes
