"""How long a piece of work took, as people and time trackers write it: a length, or a time of day.

Lengths are `01:30:00`, `1:30` (hours and minutes, always), `2:01 h`, `1h 30m`, `90 min`, `1.5 h`, `47:06 min` (minutes
and seconds, as Toggl writes them), `PT1H30M`, or a bare number, which counts seconds, minutes or hours by the column it
stands in. What sign marks decimals is decided by the column too: see numbers.py.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from csplan.findings.diagnostic import quoted
from csplan.lang.say import say
from csplan.plan import types
from csplan.records.log.numbers import with_a_point
from csplan.values import Unreadable, read_duration
from csplan.values.plain import PLAIN

if TYPE_CHECKING:
    from csplan.values.formats import Sign

DAY = 24 * 60
"""Minutes in a day, the most that one row may hold."""

NOTHING = types.NOTHING | {"-", "\u2013", "\u2014"}
"""What a cell holds that says nothing: some trackers write a dash there."""

UNITS = {"seconds": 1 / 60, "minutes": 1.0, "hours": 60.0}
"""The columns of lengths, with the minutes that a bare 1 means in each."""

_HOURS = re.compile(
    r"([0-9]{1,4}):([0-5][0-9])(?::([0-5][0-9])(?:[.,][0-9]{1,9})?)?(?: ?(?:h|hrs?|hours?|std|uur|ч)\.?)?",
    re.IGNORECASE,
)
_MINUTES = re.compile(r"([0-9]{1,4}):([0-5][0-9]) ?(?:min|mins|minutes)\.?", re.IGNORECASE)
_NUMBER = re.compile(r"[0-9]{1,60}(?:\.[0-9]{0,60})?|\.[0-9]{1,60}")
_ISO = re.compile(r"P(?:0D)?T(?=[0-9])(?:([0-9.]{1,12})H)?(?:([0-9.]{1,12})M)?(?:([0-9.]{1,12})S)?")
_NO_DAYS = re.compile(r"0 ?(?:days?|d|tage?|jours?)[ ,]+(?=[0-9])", re.IGNORECASE)
"""As Python and databases write that a length has no whole day."""
_HALF_HOURS = re.compile(r"(?:([0-9]{1,2}|[一二两三四五六七八]) ?(?:个|個))?半(?:个|個)?(?:小时|小時|钟头)")
_DIGITS = {"一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8}
_H_MM = re.compile(r"([0-9]{1,3}) ?h ?([0-5][0-9])", re.IGNORECASE)
_HALF = dict.fromkeys(("上午", "凌晨", "早上", "午前", "오전"), "A") | dict.fromkeys(
    ("下午", "晚上", "午後", "오후"), "P"
)
HALVES = "|".join(_HALF)
"""Halves of a day as they stand before a time, in Chinese, Japanese and Korean."""
_TIME = re.compile(
    rf"(?:({HALVES}) ?)?([0-9]{{1,2}})(?::| ?h ?)([0-5][0-9])(?::([0-5][0-9])(?:\.[0-9]{{1,9}})?)?"
    r"(?: ?([AP])\.? ?M\.?)?(?: ?Uhr)?",
    re.IGNORECASE,
)

_HOUR = re.compile(
    rf"(?:({HALVES}) ?)?([0-9]{{1,2}})(?: ?([AP])\.? ?M\.?| ?h| ?Uhr| ?[点點时時시](?: ?([0-5]?[0-9]) ?[分분]|(半))?)",
    re.IGNORECASE,
)
"""A whole hour, or one in the words of the East: `9 AM`, `9h`, `9 Uhr`, `9点30分`."""
_FOUR_DIGITS = re.compile("([01][0-9]|2[0-4])([0-5][0-9])")

_WORDS = {
    "h": "std stunde stunden heure heures hora horas uur uren ora ore timer tim godz ч час часа часов 時間 小時 시간",
    "min": "minute minuten minuto minutos minuut minuti minuter minutter мин минута минуты минут 分 分鐘 분",
    "sec": "sek sekunde sekunden seconde secondes segundo segundos secondi сек секунда секунды секунд 초",
}
"""Units in other languages than the plan's own two, in which trackers write them."""
_WORD = {word: unit for unit, words in _WORDS.items() for word in words.split()}
_LETTERS = re.compile(r"([^\W\d_]+)\.?")
_AND = re.compile(r"(?<=\s)(?:e|et|und|y|and|i|en|и)(?=\s)", re.IGNORECASE)

_MINUSES = ("-", "\u2212", "\u2013")


def tidy(text: str) -> str:
    """Return a cell without surrounding space, in plain width."""
    return (text if text.isascii() else text.translate(PLAIN)).strip()


def read_minutes(text: str, a_number: float | None, sign: Sign | None = ".") -> float:
    """Return a length in minutes, 0 where the cell says nothing; ``a_number`` is the minutes that a bare 1 means.

    ``sign`` marks decimals where a number leaves that open. Raises SignNeeded where it is needed and not known.
    Raises Unreadable, whose message is the reason why the row can't count.
    """
    plain = tidy(text)
    if plain in NOTHING:
        return 0.0
    size = plain[1:].lstrip() if plain.startswith(_MINUSES) else plain
    minutes = _length(text, size, a_number, sign)
    if size is not plain and minutes:
        raise Unreadable("duration", say("its duration is below zero"))
    if not minutes:
        raise Unreadable("duration", say("its duration is zero"))
    return checked(minutes)


def checked(minutes: float) -> float:
    """Return a length that one row may have; raises Unreadable."""
    if minutes > DAY:
        raise Unreadable("duration", say("it lasts over 24 hours ({hours} h)", hours=f"{minutes / 60:,.4g}"))
    return minutes


def positive(minutes: float) -> float:
    """Return a length from start to end that one row may have; raises Unreadable."""
    if minutes <= 0:
        raise Unreadable("time", say("it ends before it starts") if minutes else say("its duration is zero"))
    return checked(minutes)


def _length(text: str, plain: str, a_number: float | None, sign: Sign | None) -> float:
    plain = _NO_DAYS.sub("", plain)
    match = _HOURS.fullmatch(plain)
    if match:
        return int(match[1]) * 60 + int(match[2]) + int(match[3] or 0) / 60
    plain = with_a_point(plain, sign, small=a_number == UNITS["hours"])
    if _NUMBER.fullmatch(plain):
        if a_number is None:
            raise Unreadable("duration", say("{text} has no unit, and nothing says it", text=quoted(text.strip())))
        return float(plain) * a_number
    match = _H_MM.fullmatch(plain)
    if match:
        return int(match[1]) * 60 + int(match[2])
    match = _HALF_HOURS.fullmatch(plain)
    if match:
        return (_DIGITS.get(match[1]) or int(match[1] or 0)) * 60 + 30
    match = _MINUTES.fullmatch(plain)
    if match:
        return int(match[1]) + int(match[2]) / 60
    match = _ISO.fullmatch(plain)
    if match:
        plain = " ".join(f"{each} {unit}" for each, unit in zip(match.groups(), ("h", "min", "s"), strict=True) if each)
    try:
        duration = read_duration(_in_known_units(plain))
    except Unreadable as error:
        _, _, why = error.message.partition(": ")
        facts = {"text": quoted(text.strip()), "why": why}
        message = say("{text} is not a duration: {why}", **facts) if why else say("{text} is not a duration", **facts)
        raise Unreadable("duration", message) from None
    if duration.days:
        days = say("{text} is in days, and how long a day is depends: write hours", text=quoted(text.strip()))
        raise Unreadable("duration", days)
    return duration.hours * 60


def _in_known_units(plain: str) -> str:
    """Return a length with the units of other languages in those of a plan."""
    return _LETTERS.sub(lambda word: _WORD.get(word[1].casefold(), word[1]), _AND.sub("", plain.replace(", ", " ")))


def read_time(text: str) -> float:
    """Return a time of day as minutes since midnight: `9:05`, `09:05:30`, `2:30 PM`, `24:00`.

    Raises Unreadable.
    """
    plain = tidy(text)
    if plain in NOTHING:
        raise Unreadable("time", say("it has no duration"))
    match = _TIME.fullmatch(plain)
    if match:
        half = _HALF.get(match[1], (match[5] or "").upper())
        found = _since_midnight(int(match[2]), int(match[3]) + int(match[4] or 0) / 60, half)
    elif match := _HOUR.fullmatch(plain):
        half = _HALF.get(match[1], (match[3] or "").upper())
        found = _since_midnight(int(match[2]), 30 if match[5] else int(match[4] or 0), half)
    elif match := _FOUR_DIGITS.fullmatch(plain):
        found = _since_midnight(int(match[1]), int(match[2]), "")
    else:
        found = None
    if found is not None:
        return found
    raise Unreadable("time", say("{text} is not a time of day", text=quoted(text.strip())))


def _since_midnight(hour: int, minutes: float, half: str) -> float | None:
    """Return the minutes since midnight, where ``half`` is A or P of a clock of 12 hours; None where it has none."""
    if half:
        return (hour % 12 + (12 if half == "P" else 0)) * 60 + minutes if 1 <= hour <= 12 else None  # noqa: PLR2004
    return hour * 60 + minutes if hour * 60 + minutes <= DAY else None
