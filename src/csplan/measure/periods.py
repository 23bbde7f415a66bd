"""Periods of a record: as people name them, and the usual one."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import NamedTuple

_NAMED = re.compile(
    r"(?P<year>[0-9]{4})(?:-(?:H(?P<half>[12])|Q(?P<quarter>[1-4])|(?P<month>0[1-9]|1[0-2])))?", re.IGNORECASE
)
_DAY = r"([0-9]{4})-([0-9]{2})-([0-9]{2})"
_SPAN = re.compile(rf"{_DAY}\.\.{_DAY}")
_OF_A_YEAR = 12
_QUARTER = 3


class Period(NamedTuple):
    """Some days, both ends included, as ordinals."""

    first: int
    last: int

    def __str__(self) -> str:
        """The days as they are written."""
        return f"{date.fromordinal(self.first)}..{date.fromordinal(self.last)}"


def period_called(text: str) -> Period | None:
    """Return the period of a name: 2026, 2026-H1, 2026-Q3, 2026-09, 2026-07-01..2026-09-30; None where it is none."""
    try:
        span = _SPAN.fullmatch(text.strip())
        if span:
            numbers = [int(each) for each in span.groups()]
            period = Period(date(*numbers[:3]).toordinal(), date(*numbers[3:]).toordinal())
            return period if period.first <= period.last else None
        match = _NAMED.fullmatch(text.strip())
        if match is None:
            return None
        year, half, quarter, month = (int(each) if each else 0 for each in match.groups())
        length = 6 if half else _QUARTER if quarter else 1 if month else _OF_A_YEAR
        start = month or max(half or quarter, 1) * length - length + 1
        return _months(year, start, length)
    except ValueError:
        return None


def _months(year: int, month: int, count: int) -> Period:
    after = date(year + (month + count - 1) // _OF_A_YEAR, (month + count - 1) % _OF_A_YEAR + 1, 1)
    return Period(date(year, month, 1).toordinal(), after.toordinal() - 1)


def last_quarter(as_of: int) -> Period:
    """Return the last whole quarter of the calendar that ends on a day or before it."""
    return last_whole(as_of, _QUARTER)


def last_whole(as_of: int, months: int) -> Period:
    """Return the last quarter, half or year of the calendar, of so many months, that ends on a day or before it."""
    day = date.fromordinal(as_of + 1)  # the one that ends with the day is whole
    start = (day.month - 1) // months * months + 1
    year, month = (day.year, start - months) if start > months else (day.year - 1, _OF_A_YEAR - months + 1)
    return _months(year, month, months)


def lasts(period: Period, months: int) -> bool:
    """Tell whether a period is of so many whole months, from whatever day on."""
    return earlier(Period(period.last + 1, 0), months).first == period.first


def earlier(period: Period, months: int) -> Period:
    """Return the period of so many months that ends before another begins."""
    first = date.fromordinal(period.first)
    year, month = divmod(first.year * _OF_A_YEAR + first.month - 1 - months, _OF_A_YEAR)
    # Of a span from the 31st on there is no such day in every month: it begins with the next month then.
    last_day = _months(year, month + 1, 1).last
    return Period(min(date(year, month + 1, 1).toordinal() + first.day - 1, last_day + 1), period.first - 1)


def year_to(last: int) -> Period:
    """Return the twelve months that end with a day."""
    after = date.fromordinal(last) + timedelta(days=1)
    try:
        first = after.replace(year=after.year - 1)
    except ValueError:  # the 29th of February
        first = date(after.year - 1, 3, 1)
    return Period(first.toordinal(), last)
