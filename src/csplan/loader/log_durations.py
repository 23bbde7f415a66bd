"""How long a piece of work took, as people and time trackers write it: a length, or a time of day.

Lengths are `01:30:00`, `1:30` (hours and minutes, always), `1h 30m`, `90 min`, `1.5 h`, `47:06 min` (minutes and
seconds, as Toggl writes them), or a bare number, which counts minutes or hours by the column it stands in.

One comma that one or two digits follow, and nothing but a unit after them, is a decimal comma: `1,5` is one and a half.
With three digits it marks thousands, as everywhere in a plan: `1,200` minutes are 20 hours.
"""

from __future__ import annotations

import re

from csplan.diagnostics import quoted
from csplan.plan import types
from csplan.values import Unreadable, read_duration

DAY = 24 * 60
"""Minutes in a day, the most that one row may hold."""

NOTHING = types.NOTHING | {"-", "\u2013", "\u2014"}
"""What a cell holds that says nothing: some trackers write a dash there."""

_HOURS = re.compile(r"([0-9]{1,4}):([0-5][0-9])(?::([0-5][0-9])(?:\.[0-9]{1,9})?)?")
_MINUTES = re.compile(r"([0-9]{1,4}):([0-5][0-9]) ?min", re.IGNORECASE)
_NUMBER = re.compile(r"[0-9]{1,60}(?:\.[0-9]{0,60})?|\.[0-9]{1,60}|[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]{1,12})?")
_DECIMAL_COMMA = re.compile(r"([0-9]+),([0-9]{1,2})([^0-9.,:]*)")
_TIME = re.compile(r"([0-9]{1,2}):([0-5][0-9])(?::([0-5][0-9])(?:\.[0-9]{1,9})?)?(?: ?([AP])\.?M\.?)?", re.IGNORECASE)

# Full-width signs, as Chinese input methods type them, and spaces that are none in ASCII (French and English clocks).
_WIDTHS = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | dict.fromkeys((0x3000, 0xA0, 0x202F, 0x2009), " ")
_MINUSES = ("-", "\u2212", "\u2013")


def tidy(text: str) -> str:
    """Return a cell without surrounding space, in plain width."""
    return (text if text.isascii() else text.translate(_WIDTHS)).strip()


def read_minutes(text: str, a_number: float) -> float:
    """Return a length in minutes, 0 where the cell says nothing; ``a_number`` is the minutes that a bare 1 means.

    Raises Unreadable, whose message is the reason why the row can't count.
    """
    plain = tidy(text)
    if plain in NOTHING:
        return 0.0
    size = plain[1:].lstrip() if plain.startswith(_MINUSES) else plain
    minutes = _length(text, size, a_number)
    if size is not plain and minutes:
        raise Unreadable("duration", "its duration is below zero")
    if not minutes:
        raise Unreadable("duration", "its duration is zero")
    return checked(minutes)


def checked(minutes: float) -> float:
    """Return a length that one row may have; raises Unreadable."""
    if minutes > DAY:
        raise Unreadable("duration", f"it lasts over 24 hours ({minutes / 60:,.4g} h)")
    return minutes


def _length(text: str, plain: str, a_number: float) -> float:
    comma = _DECIMAL_COMMA.fullmatch(plain)
    if comma:
        plain = f"{comma[1]}.{comma[2]}{comma[3]}"
    match = _HOURS.fullmatch(plain)
    if match:
        return int(match[1]) * 60 + int(match[2]) + int(match[3] or 0) / 60
    if _NUMBER.fullmatch(plain):
        return float(plain.replace(",", "")) * a_number
    match = _MINUTES.fullmatch(plain)
    if match:
        return int(match[1]) + int(match[2]) / 60
    try:
        duration = read_duration(plain)
    except Unreadable as error:
        _, _, why = error.message.partition(": ")
        raise Unreadable("duration", f"{quoted(text.strip())} is no duration" + (f": {why}" if why else "")) from None
    if duration.days:
        raise Unreadable("duration", f"{quoted(text.strip())} is in days, and how long a day is depends: write hours")
    return duration.hours * 60


def read_time(text: str) -> float:
    """Return a time of day as minutes since midnight: `9:05`, `09:05:30`, `2:30 PM`, `24:00`.

    Raises Unreadable.
    """
    plain = tidy(text)
    if plain in NOTHING:
        raise Unreadable("time", "it has no duration")
    match = _TIME.fullmatch(plain)
    if match:
        hour, half = int(match[1]), (match[4] or "").upper()
        minutes = int(match[2]) + int(match[3] or 0) / 60
        if half and 1 <= hour <= 12:  # noqa: PLR2004 - a clock's
            return (hour % 12 + (12 if half == "P" else 0)) * 60 + minutes
        if not half and hour * 60 + minutes <= DAY:
            return hour * 60 + minutes
    raise Unreadable("time", f"{quoted(text.strip())} is no time of day")
