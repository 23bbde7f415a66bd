"""Writing values exactly: the shortest text that a person would write, which reads back as the same value.

That holds for every value that the readers accept, up to 1e15 and, for the digits' sake, from 1e-9 away from zero.
Thousands have commas, so quote the text inside YAML's `{...}` and in CSV.
"""

from __future__ import annotations

from math import isfinite
from typing import TYPE_CHECKING

from csplan.values.digits import plain, split

if TYPE_CHECKING:
    from csplan.values.kinds import Duration, Money, Promise

WESTERN = ((9, "B"), (6, "M"), (3, "k"))
CHINESE = ((8, "亿"), (4, "万"))
_MOST_DECIMALS = 3  # nobody writes 4.320001M
_MOST_MINUTES = 10**9  # so that a sum of hours and minutes stays exact


def write_number(x: float) -> str:
    """A number: `24`, `1,200`, `0.5`.

    Raises ValueError where x is not finite.
    """
    return _shifted(x, 0)


def write_money(money: Money) -> str:
    """An amount, with a magnitude where that is shorter: `4.32M USD`, `4,320,001`, `150万 CNY`, `-$5k`.

    Raises ValueError where the amount is not finite.
    """
    amount, currency = money
    text = _with_magnitude(amount, CHINESE if currency in {"CNY", "¥"} else WESTERN)
    if currency is None:
        return text
    if currency in {"$", "¥"}:
        return f"-{currency}{text[1:]}" if text[0] == "-" else currency + text
    return f"{text} {currency}"


def write_share(x: float) -> str:
    """A share as percent: `75%`, `-5%`, `0.1%`.

    Raises ValueError where x is not finite.
    """
    return f"{_shifted(x, 2)}%"


def write_duration(duration: Duration) -> str:
    """Working time in days, hours and whole minutes, else in decimals: `1d 4h`, `1h30m`, `45 min`, `0.123 h`.

    Raises ValueError where a part is negative or not finite.
    """
    hours, days = duration
    if hours < 0 or days < 0:
        raise ValueError(f"a duration is not negative: {duration}")
    if not days:
        return _hours(hours)
    if not hours:
        return f"{_shifted(days, 0)} d"
    return f"{_shifted(days, 0)}d {_hours(hours).replace(' ', '')}"


def _hours(hours: float) -> str:
    text = f"{_shifted(hours, 0)} h"
    minutes = round(hours * 60)
    if minutes / 60 != hours or minutes > _MOST_MINUTES:
        return text
    whole, rest = divmod(minutes, 60)
    if not rest:
        return text
    return f"{whole}h{rest}m" if whole else f"{rest} min"


def _with_magnitude(amount: float, magnitudes: tuple[tuple[int, str], ...]) -> str:
    text = _shifted(amount, 0)
    for power, unit in magnitudes:
        if abs(amount) >= 10**power:
            short = _shifted(amount, -power)
            readable = len(short.partition(".")[2]) <= _MOST_DECIMALS
            return short + unit if readable and len(short + unit) < len(text) else text
    return text


def _shifted(x: float, places: int) -> str:
    """X with its point moved `places` to the right."""
    if not isfinite(x):
        raise ValueError(f"only finite values can be written: {x}")
    digits, exponent = split(x)
    return plain(digits, exponent + places)


def write_promise(promise: Promise) -> str:
    """A promise of answers as a plan has it: `80% within 60 s`, in the largest unit of which it is a whole number."""
    within = promise.within
    seconds = within.hours * 3600
    whole = round(seconds)
    if within.days or abs(seconds - whole) > _SAME * max(1.0, seconds):
        text = write_duration(within)
    elif whole and whole % 3600 == 0:
        text = f"{whole // 3600} h"
    else:
        text = f"{whole // 60} min" if whole and whole % 60 == 0 else f"{whole} s"
    return f"{write_share(promise.share)} within {text}"


_SAME = 1e-9
"""Seconds come from hours, which leaves 30.000000000000004 of them."""


def write_time_of_day(minutes: float) -> str:
    """A time of day of so many minutes after midnight, of that day or the next: `09:00`."""
    hours, rest = divmod(round(minutes), 60)
    return f"{hours if hours == _DAY and not rest else hours % _DAY:02}:{rest:02}"


_DAY = 24
