"""Days as people and time trackers write them, and which of day and month comes first where that is open.

A day is written `2026-01-05`, `2026/1/5`, `20260105`, `2026年1月5日`, `31.12.2026`, `5/Jan/26` or `Jan 5, 2026`; a time
may follow it and is passed over. `05/01/2026` (or with dashes) depends on the country. Only the whole file can tell,
and only if one of its dates has a day over 12, so such a date asks for the order: `OrderNeeded`.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Literal

from csplan.diagnostics import quoted
from csplan.loader.files import Unusable
from csplan.loader.log_durations import NOTHING, tidy
from csplan.values import Unreadable

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    Order = Literal["dmy", "mdy"]

FIRST_DAY = date(2000, 1, 1).toordinal()
LAST_DAY = FIRST_DAY + (1 << 15) - 1
"""Days outside these, of which the last is in 2089, are slips of the pen."""

ORDERS: dict[Order, str] = {"dmy": "day first", "mdy": "month first"}
_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)

_YEAR_FIRST = re.compile(
    r"(?P<y>[0-9]{4})(?:([-/.])(?P<m>[0-9]{1,2})\2(?P<d>[0-9]{1,2})"
    r"|(?P<mm>[0-9]{2})(?P<dd>[0-9]{2})"
    r"| ?年 ?(?P<yue>[0-9]{1,2}) ?月 ?(?P<ri>[0-9]{1,2}) ?[日号]?)"
)
_DOTTED = re.compile(r"([0-9]{1,2})\. ?([0-9]{1,2})\. ?([0-9]{4})")
_NUMERIC = re.compile(r"([0-9]{1,2})([/-])([0-9]{1,2})\2([0-9]{4})")
_DAY_NAME_YEAR = re.compile(r"([0-9]{1,2})[ /.-]{1,2}([a-z]{3,9})[ /.,-]{1,2}([0-9]{4}|[0-9]{2})", re.IGNORECASE)
_NAME_DAY_YEAR = re.compile(r"([a-z]{3,9})\.? ([0-9]{1,2}),? ([0-9]{4})", re.IGNORECASE)
_TIME_AFTER = re.compile(
    r"[T ] ?[0-9]{1,2}:[0-9]{2}[0-9:.]*(?: ?[ap]\.?m\.?)?(?: ?Z| ?[+-][0-9]{2}:?[0-9]{2})?", re.IGNORECASE
)


class OrderNeeded(Exception):  # noqa: N818 - a question, no error
    """A date can't be read until it is known whether the file puts the day or the month first."""


class Dates:
    """Reads the days of a log; outside ``period`` (ordinals, both included) they are refused."""

    def __init__(self, order: Order | None, period: tuple[date, date] | None = None) -> None:
        """Read numeric dates in this order; without one they raise OrderNeeded."""
        self.order = order
        self.period = period

    def read(self, text: str) -> int:
        """Return the ordinal of a day; raises Unreadable, whose message says why the row can't count."""
        plain = _without_time(tidy(text))
        if plain in NOTHING:
            raise Unreadable("date", "it has no date")
        numeric = _NUMERIC.fullmatch(plain)
        day = self._numeric(numeric) if numeric else _written_out(plain)
        if day is None:
            raise Unreadable("date", f"{quoted(text.strip())} is no date that can be read")
        if not FIRST_DAY <= day <= LAST_DAY:
            raise Unreadable("date", f"the year of {quoted(text.strip())} can't be meant")
        if self.period is not None and not self.period[0].toordinal() <= day <= self.period[1].toordinal():
            first, last = self.period
            raise Unreadable("date", f"{quoted(text.strip())} is outside the period of the log, {first} to {last}")
        return day

    def _numeric(self, match: re.Match[str]) -> int | None:
        first, second = int(match[1]), int(match[3])
        if first == second or self.order is not None:
            day, month = (second, first) if self.order == "mdy" else (first, second)
            return _ordinal(int(match[4]), month, day)
        if any(_both_ways(match)):
            raise OrderNeeded
        return None


class OrderVote:
    """Finds out which order all numeric dates of a file allow."""

    def __init__(self) -> None:
        """Start with no dates."""
        self.only: dict[Order, str] = {}
        """A date that can be read in one order alone, by that order."""
        self.open: str = ""
        """A date that can be read in both."""

    def look(self, columns: Mapping[str, Iterable[str]]) -> None:
        """Look at the dates of some rows."""
        for text in set(columns.get("date", ())).union(columns.get("end_date", ())):
            match = _NUMERIC.fullmatch(_without_time(tidy(text)))
            if match and match[1] != match[3]:
                day_first, month_first = _both_ways(match)
                if day_first and month_first:
                    self.open = self.open or text.strip()
                elif day_first or month_first:
                    self.only.setdefault("dmy" if day_first else "mdy", text.strip())

    def decide(self) -> Order:
        """Return the order; raises Unusable where it stays open, or where the dates contradict each other."""
        if len(self.only) == 1:
            return next(iter(self.only))
        say = "say which it is: `date_format: dmy` (31/12/2026) or `date_format: mdy` (12/31/2026)"
        if self.only:
            day, month = quoted(self.only["dmy"]), quoted(self.only["mdy"])
            message = f"some dates have the day first ({day}), others the month ({month})"
            raise Unusable("ambiguous-dates", message, f"{say}; rows with the others are then left out")
        message = f"day or month may come first in its dates ({quoted(self.open)}), and no day over 12 tells which"
        raise Unusable("ambiguous-dates", message, say)


def _without_time(text: str) -> str:
    at = text.find(":")
    if at > 0:
        # The time starts one or two digits before its first colon.
        start = max(text.rfind(" ", 0, at), text.rfind("T", 0, at))
        if start > 0 and _TIME_AFTER.fullmatch(text, start):
            return text[:start].rstrip()
    return text


def _written_out(text: str) -> int | None:
    """Return a day whose month is plain to see."""
    match = _YEAR_FIRST.fullmatch(text)
    if match:
        month, day = match["m"] or match["mm"] or match["yue"], match["d"] or match["dd"] or match["ri"]
        return _ordinal(int(match["y"]), int(month), int(day))
    match = _DOTTED.fullmatch(text)
    if match:
        return _ordinal(int(match[3]), int(match[2]), int(match[1]))
    match = _DAY_NAME_YEAR.fullmatch(text)
    if match:
        day, name, year = match.groups()
    else:
        match = _NAME_DAY_YEAR.fullmatch(text)
        if not match:
            return None
        name, day, year = match.groups()
    months = [number for number, month in enumerate(_MONTHS, 1) if month.startswith(name.casefold())]
    # A short year is one of this century.
    return _ordinal(int(year) % 2000 + 2000, months[0], int(day)) if months else None


def _both_ways(match: re.Match[str]) -> tuple[bool, bool]:
    """Tell whether the calendar has a numeric date with the day first, and with the month first."""
    first, second, year = int(match[1]), int(match[3]), int(match[4])
    return _ordinal(year, second, first) is not None, _ordinal(year, first, second) is not None


def _ordinal(year: int, month: int, day: int) -> int | None:
    try:
        return date(year, month, day).toordinal()
    except ValueError:
        return None
