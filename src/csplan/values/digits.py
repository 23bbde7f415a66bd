"""Decimal arithmetic on floats as people see them: on the shortest digits that mean the float.

Rounding and moving the point here never shows float noise (1.005 rounds to 1.01, 0.07 is 7%), and `decimal` need not be
imported.
"""

from __future__ import annotations


def split(x: float) -> tuple[int, int]:
    """Whole digits and exponent: x is digits * 10**exponent. For finite x; (0, ...) for -0.0."""
    mantissa, _, power = repr(float(x)).partition("e")  # float(): numpy's own floats print their type
    whole, _, fraction = mantissa.partition(".")
    return int(whole + fraction), int(power or 0) - len(fraction)


def rounded(x: float, decimals: int) -> int:
    """X in units of 10**-decimals, halves away from zero, as people round. `decimals` may be negative."""
    digits, exponent = split(x)
    shift = exponent + decimals
    if shift >= 0:
        return int(digits * 10**shift)
    unit: int = 10**-shift
    size = (2 * abs(digits) + unit) // (2 * unit)
    return size if digits >= 0 else -size


def fixed(units: int, decimals: int) -> str:
    """Text of units * 10**-decimals with all its decimals and thousands commas: `1,094.80`."""
    whole, fraction = divmod(abs(units), 10**decimals)
    sign = "-" if units < 0 else ""
    return f"{sign}{whole:,}.{fraction:0{decimals}d}" if decimals else f"{sign}{whole:,}"


def plain(digits: int, exponent: int) -> str:
    """Text of digits * 10**exponent without needless zeros after the point: `1,094.8`."""
    if exponent >= 0:
        return f"{digits * 10**exponent:,}"
    return fixed(digits, -exponent).rstrip("0").rstrip(".")
