"""What bare numbers in a column of lengths mean, held against the start and end of the same rows.

`600` beside 09:00 and 09:10 is in seconds, whatever the plan says: a log that is read sixty times too long is the worst
that can happen to it. So where start and end stand in a table, they are asked.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from csplan.findings.catalogue.log import CONTRADICTS_TIMES
from csplan.findings.diagnostic import Unusable
from csplan.findings.record import found
from csplan.lang.say import say
from csplan.records.dates import Dates, OrderNeeded
from csplan.records.log.durations import DAY, UNITS, tidy
from csplan.records.log.numbers import SignNeeded, with_a_point
from csplan.values import Unreadable

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from csplan.records.dates import Moment, Order
    from csplan.values.formats import Sign

_ENOUGH, _FEW = 0.75, 0.25
"""Shares of the rows that agree with another unit, and with the one that is stated, from which on it is wrong."""


class UnitVote:
    """Finds out what bare numbers mean, from some rows."""

    def __init__(self, order: Order | None, sign: Sign | None) -> None:
        """Read dates and numbers as the rest of the log does."""
        self._dates = Dates(order)
        self._sign = sign
        self.asked = 0
        """Rows with a bare number, a start and an end."""
        self.bare = ""
        """A bare number that was met."""
        self.agree: Counter[str] = Counter()
        """Of those asked, how many agree with each unit."""
        self.example = ("", 0.0)
        """A bare number, and the minutes from start to end beside it."""

    def look(self, lengths: Sequence[str], starts: Sequence[str], ends: Sequence[str]) -> None:
        """Look at some rows."""
        for text, start, end in zip(lengths, starts, ends, strict=True):
            number = self._number(text)
            if not number:
                continue
            self.bare = self.bare or text.strip()
            minutes = self._minutes(start, end)
            if minutes:
                self.asked += 1
                units = [name for name, factor in UNITS.items() if abs(number * factor - minutes) <= 1]
                self.agree.update(units)
                if len(units) == 1 and not self.example[0]:
                    self.example = text.strip(), minutes

    def meant(self) -> str | None:
        """Return the unit that nearly all rows agree with, if it is one."""
        meant = [name for name in UNITS if self.agree[name] >= _ENOUGH * max(1, self.asked)]
        return meant[0] if len(meant) == 1 else None

    def check(self, stated: str, heading: str) -> None:
        """Raise Unusable where nearly all rows say that another unit is meant than the one that is stated."""
        meant = self.meant()
        if meant in {None, stated} or self.agree[stated] > _FEW * self.asked:
            return
        number, minutes = self.example
        facts = {"heading": heading, "stated": stated, "meant": meant, "number": number, "minutes": f"{minutes:,.4g}"}
        raise Unusable(found(CONTRADICTS_TIMES, **facts))

    def _number(self, text: str) -> float:
        try:
            plain = with_a_point(tidy(text), self._sign, small=True)
            return float(plain) if plain.replace(".", "", 1).isdecimal() else 0.0
        except SignNeeded:
            return 0.0

    def _minutes(self, start: str, end: str) -> float:
        try:
            first, last = self._dates.moment(start), self._dates.moment(end)
        except (Unreadable, OrderNeeded):
            return 0.0
        return _between(first, last)


def together(cells: Mapping[str, str], sign: Sign | None) -> float | None:
    """Return the minutes of a row whose length stands in several columns, such as 1 hour and 30 minutes.

    They are parts of one length where the larger are whole and the smaller do not make up one of these; else they have
    to say the same. None where not all are bare numbers. Raises Unreadable, and SignNeeded.
    """
    numbers: dict[str, float] = {}
    for name in sorted(cells, key=UNITS.__getitem__, reverse=True):
        plain = with_a_point(tidy(cells[name]), sign, small=name == "hours")
        if not plain.replace(".", "", 1).isdecimal():
            return None
        numbers[name] = float(plain)
    *larger, last = numbers.values()
    minutes = [number * UNITS[name] for name, number in numbers.items()]
    if all(map(float.is_integer, larger)) and all(number < _NEXT for number in (*larger[1:], last)):
        return sum(minutes)
    if max(minutes) - min(minutes) > _ROUNDED:
        named = ", ".join(f"{name} {cells[name].strip()}" for name in numbers)
        raise Unreadable("duration", say("its lengths contradict each other ({lengths})", lengths=named))
    return minutes[-1]


_NEXT = 60
"""Of each unit that make up one of the next."""
_ROUNDED = 3.0
"""Minutes by which lengths in several units may differ: an hour with one decimal is that exact."""


def _between(first: Moment, last: Moment) -> float:
    minutes = last.minutes - first.minutes
    if first.day is not None and last.day is not None:
        return minutes + (last.day - first.day) * DAY
    return minutes % DAY
