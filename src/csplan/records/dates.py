"""Days as people and time trackers write them, and which of day and month comes first where that is open.

A day is written `2026-01-05`, `2026/1/5`, `20260105`, `2026年1月5日`, `31.12.2026`, `5/Jan/26`, `5. März 2026` or
`Jan 5, 2026`; a time may follow it, which a moment has and a day passes over. `05/01/2026` (or with dashes, or a year
of two digits) depends on the country. Only the whole file can tell, and only if one of its dates has a day over 12, so
such a date asks for the order: `OrderNeeded`.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Literal, NamedTuple

from csplan.findings.catalogue import log as records
from csplan.findings.diagnostic import Unusable, quoted
from csplan.findings.record import found
from csplan.lang.say import say
from csplan.records.log.durations import HALVES, NOTHING, read_time, tidy
from csplan.records.months import month_of
from csplan.values import Unreadable

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    Order = Literal["dmy", "mdy"]

FIRST_DAY = date(2000, 1, 1).toordinal()
LAST_DAY = FIRST_DAY + (1 << 15) - 1
"""Days outside these, of which the last is in 2089, are slips of the pen."""

_YEAR_FIRST = re.compile(
    r"(?P<y>[0-9]{4})(?:([-/.]) ?(?P<m>[0-9]{1,2})\2 ?(?P<d>[0-9]{1,2})\.?"
    r"|(?P<mm>[0-9]{2})(?P<dd>[0-9]{2})"
    r"| ?[年년] ?(?P<yue>[0-9]{1,2}) ?[月월] ?(?P<ri>[0-9]{1,2}) ?[日号號일]?)"
)
_DOTTED = re.compile(r"([0-9]{1,2})\. ?([0-9]{1,2})\. ?([0-9]{4}|[0-9]{2})")
_SERIAL = re.compile(r"[345][0-9]{4}(?:\.[0-9]+)?")
"""The days from 1982 to 2064 as Excel counts them, with the time of day as a fraction."""
_BEFORE_SERIALS = date(1899, 12, 30).toordinal()
_NUMERIC = re.compile(r"([0-9]{1,2})([/-])([0-9]{1,2})\2([0-9]{4}|[0-9]{2})")
_NAME = r"([^\W\d_]{3,10}|1?[0-9]月|[一二三四五六七八九十]{1,2}月)\.?"
_DAY_NAME_YEAR = re.compile(
    rf"([0-9]{{1,2}})(?:st|nd|rd|th|er|º|ª)?(?:\.? de |[ /.-]{{1,2}}|\. )(?:of )?{_NAME}"
    r"(?: del? |[ /.,-]{1,2})([0-9]{4}|[0-9]{2})(?: ?\u0433\.?)?",
    re.IGNORECASE,
)
_NAME_DAY_YEAR = re.compile(rf"{_NAME}[ -]([0-9]{{1,2}})(?:st|nd|rd|th)?,?[ -]([0-9]{{4}})", re.IGNORECASE)
_YEAR_NAME_DAY = re.compile(rf"([0-9]{{4}})[ /-]{_NAME}[ /-]([0-9]{{1,2}})", re.IGNORECASE)
_SHORT_YEARS = range(2015, 2061)
"""Years that are written with two digits; others are no years, but perhaps days."""
_TIME_AFTER = re.compile(
    rf"[T ] ?(?P<time>(?:{HALVES})? ?[0-9]{{1,2}}:[0-9]{{2}}[0-9:.]*(?: ?[ap]\.? ?m\.?)?(?: ?Uhr)?)"
    r"(?: ?(?P<zone>Z|UTC|GMT|[+-][0-9]{2}(?::?[0-9]{2})?))?(?:\[[\w/+-]{2,40}\])?",
    re.IGNORECASE,
)
_WEEKDAY = re.compile(r"[^\W\d_]{2,13}\.?(?:, ?| )(?=[^\W_])")
_WEEKDAY_AFTER = re.compile(r" ?[(（]?(?:(?:星期|周|週|礼拜)[一二三四五六日天]|[月火水木金土日](?:曜日?)?)[)）]?\Z")


class OrderNeeded(Exception):  # noqa: N818 - a question, no error
    """A date can't be read until it is known whether the file puts the day or the month first."""


class Moment(NamedTuple):
    """A start or an end."""

    day: int | None
    """Ordinal; None where there is a time alone."""
    minutes: float
    """Since midnight."""
    offset: int | None
    """Minutes that its clock is ahead of UTC, where that is said."""


class Dates:
    """Reads the days of a log; outside ``period`` (ordinals, both included) they are refused."""

    def __init__(
        self, order: Order | None, period: tuple[date, date] | None = None, *, short_years: bool | None = None
    ) -> None:
        """Read numeric dates in this order; without one they raise OrderNeeded.

        ``short_years`` tells whether years of two digits are years; None where it is not known yet, which the order
        says too where it is stated.
        """
        self.order = order
        self.short_years = order is not None if short_years is None else short_years
        self._asked = short_years is not None
        self.period = period
        self.outside: set[str] = set()
        """Texts whose day is outside the period."""

    def of_any_time(self) -> Dates:
        """Return what reads days in the same way, of any period."""
        return Dates(self.order, short_years=self.short_years if self._asked else None)

    def read(self, text: str) -> int:
        """Return the ordinal of a day; raises Unreadable, whose message says why the row can't count."""
        plain, _ = _parted(tidy(text))
        return self._day(text, plain)

    def moment(self, text: str) -> Moment:
        """Return a start or end, which may carry its date; raises Unreadable."""
        plain = tidy(text)
        date_part, time = _parted(plain)
        if time is None:
            if _looks_like_a_day(plain):
                return Moment(self._day(text, plain), 0.0, None)
            return Moment(None, read_time(text), None)
        return Moment(self._day(text, date_part), read_time(time["time"].rstrip(".")), _offset(time["zone"]))

    def _day(self, text: str, plain: str) -> int:
        if plain in NOTHING:
            raise Unreadable("date", say("it has no date"))
        numeric = _NUMERIC.fullmatch(plain)
        day = self._numeric(numeric) if numeric else _written_out(plain)
        if day is None:
            if numeric and _is_short(numeric):
                message = say("the year of {text} is not clear: write it with four digits", text=quoted(text.strip()))
                raise Unreadable("date", message)
            if _SERIAL.fullmatch(plain):  # never read as one: it may be any number
                facts = {"text": quoted(text.strip()), "day": date.fromordinal(_BEFORE_SERIALS + int(plain[:5]))}
                message = say(
                    "{text} is no date, but the number that Excel has for {day}: format it as a date", **facts
                )
                raise Unreadable("date", message)
            raise Unreadable("date", say("{text} is not a date that can be read", text=quoted(text.strip())))
        if not FIRST_DAY <= day <= LAST_DAY:
            raise Unreadable("date", say("the year of {text} can't be meant", text=quoted(text.strip())))
        if self.period is not None and not self.period[0].toordinal() <= day <= self.period[1].toordinal():
            self.outside.add(text)
            facts = {"text": quoted(text.strip()), "first": self.period[0], "last": self.period[1]}
            raise Unreadable("date", say("{text} is outside the period of the log, {first} to {last}", **facts))
        return day

    def _numeric(self, match: re.Match[str]) -> int | None:
        first, second = int(match[1]), int(match[3])
        if _is_short(match) and not self.short_years:
            if self._asked:
                return None
            raise OrderNeeded
        if first == second or self.order is not None:
            day, month = (second, first) if self.order == "mdy" else (first, second)
            return _ordinal(_year(match[4]), month, day)
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
        self._short: dict[str, re.Match[str]] = {}
        """Dates with years of two digits."""

    def look(self, columns: Mapping[str, Iterable[str]]) -> None:
        """Look at the dates of some rows."""
        for text in set[str]().union(*(columns.get(name, ()) for name in ("date", "end_date", "start", "end"))):
            match = _NUMERIC.fullmatch(_parted(tidy(text))[0])
            if match and _is_short(match):
                self._short[text.strip()] = match
            elif match:
                self._count(text.strip(), match)

    def _count(self, text: str, match: re.Match[str]) -> None:
        if match[1] != match[3]:
            day_first, month_first = _both_ways(match)
            if day_first and month_first:
                self.open = self.open or text
            elif day_first or month_first:
                self.only.setdefault("dmy" if day_first else "mdy", text)

    @property
    def short_years(self) -> bool:
        """Whether years of two digits are years: not where one can't be, nor where all dates start with one number.

        That number may be the year, and the last one the day.
        """
        firsts = {match[1] for match in self._short.values()}
        return all(_year(match[4]) for match in self._short.values()) and (
            len(firsts) > 1 or not all(map(_may_be_year, firsts))
        )

    def decide(self) -> Order | None:
        """Return the order, None where no date needs one.

        Raises Unusable where it stays open, or where the dates contradict each other.
        """
        if self.short_years:
            for text, match in self._short.items():
                self._count(text, match)
        if len(self.only) == 1:
            return next(iter(self.only))
        if self.only:
            facts = {"day": quoted(self.only["dmy"]), "month": quoted(self.only["mdy"])}
            raise Unusable(found(records.CONTRADICTING_DATES, **facts))
        if not self.open:
            return None
        raise Unusable(found(records.AMBIGUOUS_DATES, date=quoted(self.open)))


def in_words(order: Order) -> str:
    """Return which of day and month comes first."""
    return say("day first") if order == "dmy" else say("month first")


def dates_of(order: Order | None, texts: Collection[str]) -> tuple[Dates, tuple[Order, str] | None]:
    """Return what reads the days of a column, of which a plan may state the ``order``.

    Beside it the order that was found out, with the date that told; None where none was needed. Raises Unusable where
    it stays open.
    """
    dates = Dates(order)
    for text in texts:
        try:
            dates.read(text)
        except Unreadable:
            continue
        except OrderNeeded:
            vote = OrderVote()
            vote.look({"date": texts})
            decided = vote.decide()
            told = None if decided is None else (decided, vote.only[decided])
            return Dates(decided, short_years=vote.short_years), told
    return dates, None


def _parted(text: str) -> tuple[str, re.Match[str] | None]:
    """Return the day of a text, and the time after it if there is one."""
    at = text.find(":")
    if at > 0:
        # The time starts one or two digits before its first colon.
        start = max(text.rfind(" ", 0, at), text.rfind("T", 0, at))
        time = _TIME_AFTER.fullmatch(text, start) if start > 0 else None
        if time:
            return text[:start].rstrip(" ,").removesuffix(" at"), time
    return text, None


def time_in(text: str) -> tuple[float, bool] | None:
    """Return the time of day in a text as minutes since midnight, and whether a day stands before it; None if none."""
    plain = tidy(text)
    _, time = _parted(plain)
    try:
        return read_time(time["time"].rstrip(".") if time else plain), time is not None
    except Unreadable:
        return None


def _looks_like_a_day(text: str) -> bool:
    return ":" not in text and (_NUMERIC.fullmatch(text) is not None or _written_out(text) is not None)


def _offset(zone: str | None) -> int | None:
    if not zone:
        return None
    if zone[0] not in "+-":
        return 0
    digits = zone[1:].replace(":", "")
    minutes = int(digits[:2]) * 60 + int(digits[2:] or 0)
    return -minutes if zone[0] == "-" else minutes


def _written_out(text: str) -> int | None:
    """Return a day whose month is plain to see."""
    text = _WEEKDAY_AFTER.sub("", text)
    day = _without_weekday(text)
    weekday = _WEEKDAY.match(text) if day is None else None
    return day if weekday is None else _without_weekday(text[weekday.end() :])


def _without_weekday(text: str) -> int | None:
    match = _YEAR_FIRST.fullmatch(text)
    if match:
        month, day = match["m"] or match["mm"] or match["yue"], match["d"] or match["dd"] or match["ri"]
        return _ordinal(int(match["y"]), int(month), int(day))
    match = _DOTTED.fullmatch(text)
    if match:
        return _ordinal(_year(match[3]), int(match[2]), int(match[1]))
    for form, order in ((_DAY_NAME_YEAR, (3, 2, 1)), (_NAME_DAY_YEAR, (3, 1, 2)), (_YEAR_NAME_DAY, (1, 2, 3))):
        match = form.fullmatch(text)
        if match:
            year, name, day = (match[at] for at in order)
            # A short year beside a name is one of this century.
            return _ordinal(int(year) % 2000 + 2000, month_of(name) or 0, int(day))
    return None


def _year(text: str) -> int:
    """Return a year; 0 where two digits are none."""
    year = int(text)
    if len(text) > 2:  # noqa: PLR2004 - digits
        return year
    return year + 2000 if year + 2000 in _SHORT_YEARS else 0


def _may_be_year(text: str) -> bool:
    return _year(text.zfill(2)) > 0


def _is_short(match: re.Match[str]) -> bool:
    return len(match[4]) == 2  # noqa: PLR2004 - digits


def _both_ways(match: re.Match[str]) -> tuple[bool, bool]:
    """Tell whether the calendar has a numeric date with the day first, and with the month first."""
    first, second, year = int(match[1]), int(match[3]), _year(match[4])
    return _ordinal(year, second, first) is not None, _ordinal(year, first, second) is not None


def _ordinal(year: int, month: int, day: int) -> int | None:
    try:
        return date(year, month, day).toordinal()
    except ValueError:
        return None
