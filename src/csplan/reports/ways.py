"""A lever in words. What is printed is rounded so that it is at least as much as it takes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplan.reports.units import beyond, three_digits
from csplan.values import show_csms, show_money, show_number, show_share

if TYPE_CHECKING:
    from collections.abc import Callable

    from csplan.levers import Lever
    from csplan.moves.kinds import Step


def way(lever: Lever, currency: str) -> str:
    """Return what to do, and how many people it then fits with, or how far it gets."""
    text = phrase(lever.step, currency)
    shared = lever.lever == "team"
    if not lever.fits:
        lacking = "the " * shared + show_csms(lever.shortfall) + " CSMs" + " that both lack" * shared
        return f"{text} (closes {show_csms(lever.closes)} of {lacking})"
    return f"{text}: {'both fit' if shared else 'fits'} with {show_number(lever.heads, 0)}"


def phrase(step: Step, currency: str) -> str:
    """Return what one change is, in words."""
    return _PHRASES[step.kind](step, currency)


def _numbers(step: Step) -> tuple[float, float] | None:
    """Return before and after where they are numbers: a team's segments may differ in theirs."""
    if isinstance(step.before, float) and isinstance(step.after, float):
        return step.before, step.after
    return None


def _by(step: Step) -> str:
    change = step.change or 0.0
    return show_share(abs(beyond(change, change, 3)))


def _points(step: Step) -> str:
    return _by(step).removesuffix("%")


def _hours(step: Step, currency: str) -> str:  # noqa: ARG001
    before, after = _numbers(step) or (0.0, 0.0)
    off = before - after
    time = f"{show_number(beyond(off, 1, 1))} h" if off >= 1 else f"{show_number(beyond(off * 60, 1, 0))} min"
    return f"take {_by(step)} of the work out of each customer ({time} a year on average)"


def _complexity(step: Step, currency: str) -> str:  # noqa: ARG001
    numbers = _numbers(step)
    how = f", {numbers[0]:g} to {_lower(numbers[1])}" if numbers else ""
    return f"bring complexity down by {_by(step)}{how}"


def _lower(value: float) -> str:
    """Show a number rounded down to two decimals, or to as many as it takes to be one at all."""
    rounded = (beyond(value, -1, digits) for digits in (2, 4, 6))
    return f"{next((each for each in rounded if each), 0.0):g}"


def _times(step: Step, currency: str) -> str:  # noqa: ARG001
    if step.change is not None and step.change <= -1:
        return f"drop '{step.subject}'"
    numbers = _numbers(step)
    how = f" ({numbers[0]:g} to {_lower(numbers[1])} times)" if numbers else ""
    return f"do '{step.subject}' {_by(step)} less often{how}"


def _price(step: Step, currency: str) -> str:
    _, after = _numbers(step) or (0.0, 0.0)
    return f"raise the price by {_by(step)}, to {show_money(three_digits(after, 1), currency)} on average"


def _margin(step: Step, currency: str) -> str:  # noqa: ARG001
    name, numbers = step.kind.replace("_", " "), _numbers(step)
    if numbers is None:
        return f"accept {_points(step)} points less of {name}"
    article = "an" if name.startswith("o") else "a"
    return f"accept {article} {name} of {show_share(beyond(numbers[1], -1, 3))} instead of {show_share(numbers[0])}"


def _growth_cost(step: Step, currency: str) -> str:  # noqa: ARG001
    before, after = _numbers(step) or (0.0, 0.0)
    cost = show_share(beyond(after, 1, 3)).removesuffix("%")
    return f"let 100 of renewal and expansion revenue cost {cost} instead of {before * 100:g}"


def _cs_budget(step: Step, currency: str) -> str:  # noqa: ARG001
    numbers = _numbers(step)
    if numbers is None:
        return f"raise the budget by {_points(step)} points of ARR"
    return f"raise the budget to {show_share(beyond(numbers[1], 1, 3))} of ARR instead of {show_share(numbers[0])}"


def _csm_cost(step: Step, currency: str) -> str:
    before, after = _numbers(step) or (0.0, 0.0)
    costs = f"{show_money(three_digits(after, -1), currency)} instead of {show_money(before, currency)}"
    return f"have a {step.subject} cost {_by(step)} less, {costs}"


def _role(step: Step, currency: str) -> str:  # noqa: ARG001
    return f"serve them with {step.after} instead of {step.before}"


def _tier(step: Step, currency: str) -> str:  # noqa: ARG001
    return f"serve {step.subject} as tier {step.after} instead of {step.before}"


def _team(step: Step, currency: str) -> str:  # noqa: ARG001
    return f"share people with {step.after}"


def _nothing(step: Step, currency: str) -> str:  # noqa: ARG001
    return "do nothing"


def _people(step: Step, currency: str) -> str:  # noqa: ARG001
    before, after = _numbers(step) or (0.0, step.after)
    assert isinstance(after, float)  # noqa: S101 - people are a number
    if step.before is None:
        return f"have {show_number(after)} {'person' if after == 1 else 'people'}"
    more = after - before
    return f"hire {show_number(more)}" if more > 0 else f"have {show_number(-more)} fewer"


def _automate(step: Step, currency: str) -> str:  # noqa: ARG001
    return f"automate {_by(step)} of '{step.subject}'"


def _coordinate(step: Step, currency: str) -> str:  # noqa: ARG001
    return f"agree who does what in '{step.subject}', which saves {_by(step)} of it"


def _train(step: Step, currency: str) -> str:  # noqa: ARG001
    return f"train for '{step.subject}', which saves {_by(step)} of it"


def _pool(step: Step, currency: str) -> str:  # noqa: ARG001
    return f"hand {step.subject} from {step.before} to {step.after}"


_PHRASES: dict[str, Callable[[Step, str], str]] = {
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
    "nothing": _nothing,
    "planned": _people,
    "hire": _people,
    "automate": _automate,
    "coordinate": _coordinate,
    "train": _train,
    "pool": _pool,
}
