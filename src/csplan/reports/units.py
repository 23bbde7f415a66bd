"""Figures as people read them, by unit."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from csplan.values import show_csms, show_hours, show_money, show_number, show_share

if TYPE_CHECKING:
    from collections.abc import Callable


def shown(value: Any, unit: str, currency: str = "") -> str:  # noqa: ANN401 - any figure
    """Return a figure as text: rounded for people, – where it is absent, ∞ where it is infinite."""
    if value is None:
        return "–"
    if isinstance(value, str):
        return value
    if unit == "MoneyChange":
        return _signed(value, show_money(abs(value), currency))
    if unit.startswith("Money"):
        return show_money(value, currency)
    return _SHOWN.get(unit, show_number)(value)


def _change(value: float) -> str:
    """Show people to hire with a plus, people too many with a minus."""
    whole = abs(value - round(value)) < 0.005  # noqa: PLR2004 - shows as a whole number
    return _signed(value, f"{abs(value):.0f}" if whole else f"{abs(value):.2f}")


def _points(value: float) -> str:
    """Show points of a share, more with a plus, fewer with a minus."""
    return _signed(value, show_share(abs(value)).removesuffix("%"))


def _signed(value: float, size: str) -> str:
    """Put the sign of a value before its size; none where nothing of it shows."""
    return f"{'−' if value < 0 else '+'}{size}" if size.strip("0.") else "0"


_SHOWN: dict[str, Callable[[Any], str]] = {
    "Names": ", ".join,
    "Share": show_share,
    "ShareBar": show_share,
    "Gain": lambda value: f"+{show_number(value)}" if value > 0 else show_number(value),
    "CSMs": show_csms,
    "Change": _change,
    "Points": _points,
    "Hours": show_hours,
    "HoursPerCustomer": show_hours,
    "Heads": lambda value: show_number(value, 0),
}


def beyond(value: float, change: float, digits: int) -> float:
    """Round a value away from where it came from, so that what is printed is at least as much as it takes."""
    scale = 10.0**digits
    rounded = math.ceil(value * scale - 1e-9) if change > 0 else math.floor(value * scale + 1e-9)
    return rounded / scale


def three_digits(amount: float, change: float) -> float:
    """Round an amount to the three digits that money is shown with (to cents at most), away from where it came from."""
    return beyond(amount, change, min(2, 2 - math.floor(math.log10(amount)))) if amount > 0 else amount
