"""Figures as people read them, by unit."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING, Any

from csplan.lang.say import say
from csplan.values import show_csms, show_hours, show_minutes, show_money, show_number, show_precisely, show_share
from csplan.values.digits import rounded

if TYPE_CHECKING:
    from collections.abc import Callable


TEXTS = frozenset(("Text", "Label", "Names", "Date", "Verdict", "Met", "Place", "Unit"))
"""Units of words, which stand on the left of their column; numbers stand on the right."""


def shown(value: Any, unit: str, currency: str = "") -> str:  # noqa: ANN401 - any figure
    """Return a figure as text: rounded for people, – where it is absent, ∞ where it is infinite."""
    if value is None or isinstance(value, str):
        return "–" if value is None else _in_words(value) if unit == "Unit" else value
    if isinstance(value, tuple):
        return ", ".join(shown(each, unit, currency) for each in value)
    if unit in _SIGNED:
        return _signed(shown(abs(value), _SIGNED[unit], currency), value)
    if unit == "MoneyPerHour":
        return show_number(value, 2)
    if unit.startswith("Money"):
        return show_money(value, currency)
    return _SHOWN.get(unit, show_number)(value)


def precisely(value: Any, unit: str, currency: str = "", digits: int = 5) -> str:  # noqa: ANN401 - any figure
    """Return a figure as a line of working shows it: in so many digits that a calculator comes to the same result."""
    if value is None or isinstance(value, str | bool | dict):
        return shown(value, unit, currency)
    if isinstance(value, tuple):
        return ", ".join(precisely(each, unit, currency, digits) for each in value)
    if unit.startswith("Money"):
        return show_money(value, currency, digits)
    if unit == "Share":
        return f"{show_precisely(value * 100, digits)}%"
    return show_precisely(value, digits) + _MEASURES.get(unit, "")


def _in_words(unit: str) -> str:
    """Return the name of a unit as people read it: ``MoneyPerCSM`` is money per CSM."""
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", unit).split()
    return " ".join(word if word.startswith("CSM") else word.lower() for word in words)


_MEASURES = {"Hours": " h", "HoursPerCustomer": " h", "Minutes": " min"}


def _change(value: float) -> str:
    """Show people to hire with a plus, people too many with a minus."""
    whole = abs(value - round(value)) < 0.005  # noqa: PLR2004 - shows as a whole number
    return _signed(f"{abs(value):.0f}" if whole else f"{abs(value):.2f}", value)


_SOON = 5.0
"""Minutes below which a wait is told in seconds."""


def _wait(minutes: float) -> str:
    """Show how long somebody waits, whole seconds while these are few: 13 s, 137 s, 12.4 min."""
    seconds = 60 * minutes
    return say("{count} s", count=show_number(seconds, 0)) if minutes < _SOON else show_minutes(minutes)


def _signed(text: str, value: float) -> str:
    """Put the sign before what is shown of an amount; nothing before one that shows as 0."""
    nothing = not any(digit in text for digit in "123456789∞")
    return "0" if nothing else f"{'+' if value > 0 else '−'}{text}"


_SIGNED = {
    "MoneyChange": "Money",
    "CSMsChange": "CSMs",
    "HeadsChange": "Heads",
    "MinutesChange": "Minutes",
    "ShareChange": "Share",
    "Points": "Point",
}
"""Differences, by the unit that they are shown in."""

_FEW = 8
"""So many names of what is by name are shown, with their numbers."""


def _each(values: dict[str, Any]) -> str:
    """Show what is by name: ``retail 2, small shops 3``; of things that are no numbers, the names."""
    named = [
        f"{name} {show_number(value)}" if isinstance(value, float | int) else name
        for name, value in list(values.items())[:_FEW]
    ]
    return ", ".join([*named, *(["…"] if len(values) > _FEW else [])])


_SHOWN: dict[str, Callable[[Any], str]] = {
    "Names": ", ".join,
    "Staffing": _each,
    "Accounts": _each,
    "Met": lambda value: "met" if value else "missed",
    "Share": show_share,
    "ShareBar": show_share,
    "Gain": lambda value: f"+{show_number(value)}" if value > 0 else show_number(value),
    "CSMs": show_csms,
    "Change": _change,
    "Hours": show_hours,
    "HoursPerCustomer": show_hours,
    "Place": lambda value: f"{value['file']}:{value['line']}",
    "TimesAsOften": lambda value: show_number(value, 2),
    "WholeDays": lambda value: show_number(value, 0),
    "WholeShare": lambda value: f"{show_number(100 * value, 0)}%",
    "Tenths": lambda value: show_number(value, 1),
    "Point": lambda value: f"{show_number(100 * value, 1)} pt",
    "Heads": lambda value: show_number(value, 0),
    "Wait": _wait,
    "Truth": lambda value: "yes" if value else "no",
}


def beyond(value: float, change: float, digits: int) -> float:
    """Round a value away from where it came from, so that what is printed is at least as much as it takes."""
    scale = 10.0**digits
    away = math.ceil(value * scale - 1e-9) if change > 0 else math.floor(value * scale + 1e-9)
    return away / scale


def three_digits(amount: float, change: float) -> float:
    """Round an amount to the three digits that money is shown with (to cents at most), away from where it came from."""
    return beyond(amount, change, min(2, 2 - math.floor(math.log10(amount)))) if amount > 0 else amount


def as_shown(value: float, unit: str) -> float | int:
    """Return a number rounded as tables show it, for a spreadsheet: whole numbers whole, money in three digits."""
    if not math.isfinite(value):
        return value
    places = _places_of(value, unit)
    number = rounded(value, places) / 10**places if places >= 0 else rounded(value, places) * 10**-places
    return int(number) if number == int(number) else number


def _places_of(value: float, unit: str) -> int:
    """Return the decimals with which tables show a number; below 0 where they show thousands."""
    if unit.startswith("Money") and unit != "MoneyPerHour":
        return min(2, 2 - math.floor(math.log10(abs(value)))) if value else 0
    if unit in _PLACES:
        return _PLACES[unit]
    return 2 if abs(value) < 10 else 1 if abs(value) < 100 else 0  # noqa: PLR2004 - as show_number


_PLACES = {
    **dict.fromkeys(("Share", "ShareBar", "Points", "Point", "ShareChange"), 3),
    **dict.fromkeys(("Hours", "HoursPerCustomer", "Tenths"), 1),
    **dict.fromkeys(("Heads", "HeadsChange", "Count", "WholeDays"), 0),
    **dict.fromkeys(("TimesAsOften", "MoneyPerHour", "Change", "CSMsChange", "WholeShare"), 2),
}
