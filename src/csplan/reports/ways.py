"""A lever in words. What is printed is rounded so that it is at least as much as it takes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplan.reports.units import beyond, three_digits
from csplan.values import show_csms, show_money, show_number, show_share

if TYPE_CHECKING:
    from collections.abc import Callable

    from csplan.levers import Lever


def way(lever: Lever, currency: str) -> str:
    """Return what to do, and how many people it then fits with, or how far it gets."""
    text = _PHRASES[lever.lever](lever, currency)
    shared = lever.lever == "team"
    if not lever.fits:
        lacking = "the " * shared + show_csms(lever.shortfall) + " CSMs" + " that both lack" * shared
        return f"{text} (closes {show_csms(lever.closes)} of {lacking})"
    return f"{text}: {'both fit' if shared else 'fits'} with {show_number(lever.heads, 0)}"


def _numbers(lever: Lever) -> tuple[float, float] | None:
    """Return before and after where they are numbers: a team's segments may differ in theirs."""
    if isinstance(lever.before, float) and isinstance(lever.after, float):
        return lever.before, lever.after
    return None


def _by(lever: Lever) -> str:
    change = lever.change or 0.0
    return show_share(abs(beyond(change, change, 3)))


def _points(lever: Lever) -> str:
    return _by(lever).removesuffix("%")


def _hours(lever: Lever, currency: str) -> str:  # noqa: ARG001
    before, after = _numbers(lever) or (0.0, 0.0)
    off = before - after
    time = f"{show_number(beyond(off, 1, 1))} h" if off >= 1 else f"{show_number(beyond(off * 60, 1, 0))} min"
    return f"take {_by(lever)} of the work out of each customer ({time} a year on average)"


def _complexity(lever: Lever, currency: str) -> str:  # noqa: ARG001
    numbers = _numbers(lever)
    how = f", {numbers[0]:g} to {_lower(numbers[1])}" if numbers else ""
    return f"bring complexity down by {_by(lever)}{how}"


def _lower(value: float) -> str:
    """Show a number rounded down to two decimals, or to as many as it takes to be one at all."""
    rounded = (beyond(value, -1, digits) for digits in (2, 4, 6))
    return f"{next((each for each in rounded if each), 0.0):g}"


def _times(lever: Lever, currency: str) -> str:  # noqa: ARG001
    if lever.change is not None and lever.change <= -1:
        return f"drop '{lever.subject}'"
    numbers = _numbers(lever)
    how = f" ({numbers[0]:g} to {_lower(numbers[1])} times)" if numbers else ""
    return f"do '{lever.subject}' {_by(lever)} less often{how}"


def _price(lever: Lever, currency: str) -> str:
    _, after = _numbers(lever) or (0.0, 0.0)
    return f"raise the price by {_by(lever)}, to {show_money(three_digits(after, 1), currency)} on average"


def _margin(lever: Lever, currency: str) -> str:  # noqa: ARG001
    name, numbers = lever.lever.replace("_", " "), _numbers(lever)
    if numbers is None:
        return f"accept {_points(lever)} points less of {name}"
    article = "an" if name.startswith("o") else "a"
    return f"accept {article} {name} of {show_share(beyond(numbers[1], -1, 3))} instead of {show_share(numbers[0])}"


def _growth_cost(lever: Lever, currency: str) -> str:  # noqa: ARG001
    before, after = _numbers(lever) or (0.0, 0.0)
    cost = show_share(beyond(after, 1, 3)).removesuffix("%")
    return f"let 100 of renewal and expansion revenue cost {cost} instead of {before * 100:g}"


def _cs_budget(lever: Lever, currency: str) -> str:  # noqa: ARG001
    numbers = _numbers(lever)
    if numbers is None:
        return f"raise the budget by {_points(lever)} points of ARR"
    return f"raise the budget to {show_share(beyond(numbers[1], 1, 3))} of ARR instead of {show_share(numbers[0])}"


def _csm_cost(lever: Lever, currency: str) -> str:
    before, after = _numbers(lever) or (0.0, 0.0)
    costs = f"{show_money(three_digits(after, -1), currency)} instead of {show_money(before, currency)}"
    return f"have a {lever.subject} cost {_by(lever)} less, {costs}"


def _role(lever: Lever, currency: str) -> str:  # noqa: ARG001
    return f"serve them with {lever.after} instead of {lever.before}"


def _tier(lever: Lever, currency: str) -> str:  # noqa: ARG001
    return f"serve {lever.subject} as tier {lever.after} instead of {lever.before}"


def _team(lever: Lever, currency: str) -> str:  # noqa: ARG001
    return f"share people with {lever.after}"


_PHRASES: dict[str, Callable[[Lever, str], str]] = {
    "hours": _hours,
    "complexity": _complexity,
    "times": _times,
    "price": _price,
    "gross_margin": _margin,
    "operating_margin": _margin,
    "growth_cost": _growth_cost,
    "cs_budget": _cs_budget,
    "csm_cost": _csm_cost,
    "role": _role,
    "tier": _tier,
    "team": _team,
}
