"""Showing values to people, rounded. Absent (None) shows as "–", infinite as "∞"; "−0" never shows.

The sign is the true minus "−", as in all that people see; plans are written with "-".
"""

from __future__ import annotations

from math import isfinite, isnan

from csplan.lang.say import say
from csplan.values.digits import fixed, plain, rounded, split
from csplan.values.write import CHINESE, WESTERN

ABSENT = "–"


def show_number(x: float | None, decimals: int | None = None) -> str:
    """A number with thousands commas and that many decimals: `1,094.8`.

    Without `decimals`, as many as its size deserves (two under 10, one under 100), less needless zeros: `24`, `2.16`.
    """
    if x is None or not isfinite(x):
        return _without_digits(x)
    if decimals is not None:
        return _minus(fixed(rounded(x, decimals), decimals))
    places = _places(x)
    return _minus(plain(rounded(x, places), -places))


def show_precisely(x: float | None, digits: int = 5) -> str:
    """A number in five significant digits, less needless zeros, whole numbers in full: `1,094.8`, `2.0485`."""
    if x is None or not isfinite(x):
        return _without_digits(x)
    places = max(0, digits - 1 - _size(*split(x)))
    return _minus(plain(rounded(x, places), -places))


def show_money(amount: float | None, currency: str | None = None, digits: int = 3) -> str:
    """An amount in three significant digits, with k, M or B: `4.32M`, `165k`, `900`, `12.5`; cents at most.

    In CNY with 万 or 亿 (`150万`, `1.2亿`), below 1万 to the unit. The table's heading carries the currency.
    """
    if amount is None or not isfinite(amount):
        return _without_digits(amount)
    chinese = currency == "CNY"
    size = _size(*split(amount))
    places = min(2, digits - 1 - size)
    if chinese and size < CHINESE[-1][0]:
        places = max(places, 0)
    digits, exponent = rounded(amount, places), -places
    size = _size(digits, exponent)  # again: 999,999 has become 1,000,000, which is 1M
    for power, unit in CHINESE if chinese else WESTERN:
        if size >= power:
            return _minus(plain(digits, exponent - power)) + unit
    return _minus(plain(digits, exponent))


def show_share(x: float | None) -> str:
    """A share as percent with one decimal: `77.4%`."""
    if x is None or not isfinite(x):
        return _without_digits(x)
    return f"{_minus(fixed(rounded(x, 3), 1))}%"


def show_hours(x: float | None) -> str:
    """Hours with one decimal: `1,094.8 h`."""
    if x is None or not isfinite(x):
        return _without_digits(x)
    return f"{show_number(x, 1)} h"


def show_csms(x: float | None) -> str:
    """A number of CSMs, two decimals under 10, one under 100, none above: `2.16`, `12.3`, `1,234`."""
    if x is None or not isfinite(x):
        return _without_digits(x)
    return show_number(x, _places(x))


def _minus(text: str) -> str:
    return text.replace("-", "−", 1)


def _places(x: float) -> int:
    """Decimals that a number of this size deserves, counted after rounding: 9.996 is 10.0."""
    if abs(rounded(x, 2)) < 10 * 100:
        return 2
    return 1 if abs(rounded(x, 1)) < 100 * 10 else 0


def _size(digits: int, exponent: int) -> int:
    """The power of ten of the leading digit: 2 for 165."""
    return len(str(abs(digits))) - 1 + exponent


def _without_digits(x: float | None) -> str:
    if x is None:
        return ABSENT
    if isnan(x):
        return "NaN"  # a fault of the program; not to be taken for absent
    return "∞" if x > 0 else "−∞"


def show_minutes(x: float | None) -> str:
    """Minutes in the unit in which people say them: `20 s`, `12 min`, `1 h`."""
    if x is None or not isfinite(x):
        return _without_digits(x)
    if x < 1:
        return say("{count} s", count=show_number(60 * x))
    if x >= 60:  # noqa: PLR2004 - minutes of an hour
        return say("{count} h", count=show_number(x / 60))
    return say("{count} min", count=show_number(x))
