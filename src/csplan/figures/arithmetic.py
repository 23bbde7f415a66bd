"""The few operations that formulas need beyond ``+ - * /``.

Each works on floats without importing numpy, on arrays (last axis: draws), and on traced cells. Absent is ``None``,
never zero; where an array knows a value in some draws only, NaN stands for it in the others (in texts ``""``), so that
every draw comes out as if it were computed alone. Rounding to whole people and comparing with tolerance live here and
nowhere else.
"""

from __future__ import annotations

import math
from functools import reduce
from typing import TYPE_CHECKING, Any, Final, Protocol, TypeVar, cast

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from types import ModuleType

    Form = TypeVar("Form", bound=Callable[..., object])
    Value = TypeVar("Value", bound=float | str | None)

absent: Final = None
"""The value of a figure or input that does not exist."""

infinite: Final = math.inf

TOLERANCE: Final = 1e-9
"""Relative differences below this come from floating point, not from the plan: 21 / (1 - 0.3) is 30 people."""

_PLAIN = frozenset((float, int, bool, str, type(None)))


class Recording(Protocol):
    """A value that writes down what is done to it: a traced cell."""

    def record(self, operation: Operation, values: Sequence[Any]) -> Any:
        """Apply the operation to values of which some record."""


class Operation:
    """One operation with its three lives: on plain numbers, on arrays, on traced cells."""

    def __init__(self, on_numbers: Callable[..., object], on_arrays: Callable[..., object]) -> None:
        """Join the form for plain numbers with the one for arrays, which gets numpy as its first argument."""
        self.name = on_numbers.__name__
        self.__doc__ = on_numbers.__doc__
        self._on_numbers = on_numbers
        self._on_arrays = on_arrays

    def __call__(self, *values: Any) -> Any:
        """Apply the form that fits the values."""
        for value in values:
            if type(value) not in _PLAIN:
                if hasattr(value, "record"):
                    return cast("Recording", value).record(self, values)
                import numpy as np  # costs more than a whole command; only arrays need it

                return self._on_arrays(np, *values)
        return self._on_numbers(*values)


def _operation(on_arrays: Callable[..., object]) -> Callable[[Form], Form]:
    def join(on_numbers: Form) -> Form:
        return cast("Form", Operation(on_numbers, on_arrays))

    return join


def _known(values: Iterable[Any]) -> list[Any]:
    return [value for value in values if value is not None]


def _has_draws(value: object) -> bool:
    return type(value) not in _PLAIN and not hasattr(value, "record")


# --- choosing -------------------------------------------------------------------------------------


def _fold(name: str) -> Callable[..., Any]:
    def fold(np: ModuleType, *values: Any) -> Any:
        result, *rest = _known(values)
        for value in rest:
            result = getattr(np, name)(result, value)
        return result

    return fold


@_operation(_fold("fmax"))
def larger(*values: float | None) -> float | None:
    """Return the largest of the values that exist; absent where none does."""
    known = _known(values)
    return max(known) if known else None


@_operation(_fold("fmin"))
def smaller(*values: float | None) -> float | None:
    """Return the smallest of the values that exist; absent where none does."""
    known = _known(values)
    return min(known) if known else None


def first_known(*values: float | None) -> float | None:
    """Return the first value that exists; absent where none does."""
    known = _known(values)
    if not known or not _has_draws(known[0]):
        return known[0] if known else None
    import numpy as np

    result = known[0]
    for value in known[1:]:
        missing = np.isnan(result)
        result = np.where(missing, value, result) if missing.any() else result
    return cast("float", result)


def only_without(other: float | None, value: float | None) -> float | None:
    """Return the value where the other one is absent; absent where both exist."""
    if other is None or not _has_draws(other):
        return value if other is None else None
    import numpy as np

    missing = np.isnan(other)
    return None if value is None or not missing.any() else cast("float", np.where(missing, value, np.nan))


def _is_absent(np: ModuleType, value: Any) -> Any:
    return np.equal(value, "") if value.dtype.kind == "U" else np.isnan(value)


@_operation(_is_absent)
def is_absent(value: float | str | None) -> bool:
    """Tell whether the value does not exist."""
    return value is None


def _select(np: ModuleType, conditions: list[Any], values: list[Any]) -> Any:
    """Take from the value whose condition is the first to hold, or from the last value."""
    # Faster than np.select, which copies once for each condition: count the conditions that fail before one holds.
    none_yet, position = np.True_, np.int8(0)
    for condition in conditions:
        none_yet = none_yet & np.logical_not(condition)
        position = position + none_yet
    arrays = [np.asarray(value) for value in values]
    table = np.array([value if value.ndim == 0 else np.zeros((), value.dtype) for value in arrays])
    shape = np.broadcast_shapes(np.shape(position), *(value.shape for value in arrays))
    result = np.take(table, np.broadcast_to(position, shape))
    for index, value in enumerate(arrays):
        if value.ndim:
            np.copyto(result, value, where=position == index)
    return result


def _ifs(np: ModuleType, *cases: Any) -> Any:
    *pairs, otherwise = cases
    chosen = []
    for condition, value in zip(pairs[::2], pairs[1::2], strict=True):
        if np.ndim(condition) == 0:
            if condition:
                otherwise = value
                break
        elif condition.any():
            chosen.append((condition, value))
    if not chosen:
        return otherwise
    values = [*(value for _, value in chosen), otherwise]
    nothing = "" if any(np.asarray(value).dtype.kind == "U" for value in values if value is not None) else np.nan
    values = [nothing if value is None else value for value in values]
    return _select(np, [condition for condition, _ in chosen], values)


@_operation(_ifs)
def ifs(*cases: Any) -> Any:
    """Return the value after the first condition that holds: ``condition, value, condition, value, ..., otherwise``."""
    for position in range(0, len(cases) - 1, 2):
        if cases[position]:
            return cases[position + 1]
    return cases[-1]


def first_true(*cases: tuple[bool, Value], otherwise: Value) -> Value:
    """Return the value of the first case whose condition holds."""
    return cast("Value", ifs(*(each for case in cases for each in case), otherwise))


def _which(np: ModuleType, value: Any, *candidates: Any) -> Any:
    if value is None:
        return None
    pairs = zip(candidates[::2], candidates[1::2], strict=True)
    known = [(name, number) for name, number in pairs if name is not None and number is not None]
    if not known:
        return None
    conditions = []
    tolerance = TOLERANCE * np.maximum(1.0, np.abs(value))
    for name, number in known:
        taken = np.abs(value - number) <= tolerance
        conditions.append(taken & (name != "") if _has_draws(name) else taken)
    return _select(np, conditions, [*(name for name, _ in known), ""])


@_operation(_which)
def which(value: float | None, *candidates: float | str | None) -> str | None:
    """Name the candidate that the value was taken from: ``value, name, number, name, number, ...``.

    The first whose number is the value, but for floating point, and whose name exists counts; absent where none is.
    """
    if value is None:
        return None
    tolerance = TOLERANCE * max(1.0, abs(value))
    for name, number in zip(candidates[::2], candidates[1::2], strict=True):
        if name is not None and number is not None and abs(value - cast("float", number)) <= tolerance:
            return str(name)
    return None


# --- calculating ----------------------------------------------------------------------------------


def total(values: Iterable[float | None]) -> float | None:
    """Add the values from left to right; absent where any of them is, 0 for none.

    Not ``sum``: from Python 3.12 on it compensates rounding, and then numbers, arrays and traces would differ.
    """
    result, *rest = [*values] or [0.0]
    for value in rest:
        if result is None or value is None:
            return None
        result = result + value
    return result


def total_known(values: Iterable[float | None]) -> float | None:
    """Add the values that exist; absent where none does. For lower bounds only: what is unknown can't reduce them."""
    known = _known(values)
    if not any(_has_draws(value) for value in known):
        return total(known) if known else None
    import numpy as np

    missing = [np.isnan(value) for value in known]
    if not any(each.any() for each in missing):
        return total(known)
    added: Any = total([cast("float", np.where(each, 0.0, value)) for value, each in zip(known, missing, strict=True)])
    return cast("float", np.where(reduce(np.logical_and, missing), np.nan, added))


def product(*factors: float | None) -> float | None:
    """Multiply the factors from left to right; absent in, absent out."""
    result, *rest = factors
    for factor in rest:
        if result is None or factor is None:
            return None
        result = result * factor
    return result


def weighted_mean(values: Iterable[float | None], weights: Iterable[float | None]) -> float | None:
    """Return sum(value * weight) / sum(weight); absent where a part is, or where the weights add up to nothing."""
    pairs = list(zip(values, weights, strict=True))
    if any(weight is None for _, weight in pairs):
        return None
    # What weighs nothing need not be known.
    weighted = [unless_empty(cast("float", weight), product(value, weight)) for value, weight in pairs]
    return ratio(total(weighted), total(weight for _, weight in pairs))


def _ratio(np: ModuleType, part: Any, whole: Any, without: Any = None) -> Any:
    if part is None or whole is None:
        return None
    if np.all(whole):
        return part / whole
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(np.equal(whole, 0), np.nan if without is None else without, np.true_divide(part, whole))


@_operation(_ratio)
def ratio(part: float | None, whole: float | None, without: float | None = None) -> float | None:
    """Divide; absent in, absent out; ``without`` (default: absent) where the divisor is 0."""
    if part is None or whole is None:
        return None
    return part / whole if whole else without


@_operation(lambda np, value: np.maximum(value, 0.0))
def not_negative(value: float | None) -> float | None:
    """Return the value, or 0 where it is below; absent in, absent out."""
    return None if value is None else max(value, 0.0)


def _held(np: ModuleType, value: Any, least: Any, most: Any, conflict: str) -> Any:
    if value is None:
        return None
    result = value
    bounds = [(np.fmax, least), (np.fmin, most)]
    for bound, limit in bounds if conflict == "money" else reversed(bounds):
        if limit is not None:
            result = bound(result, limit)
    missing = np.isnan(value)
    return np.where(missing, np.nan, result) if missing.any() else result


@_operation(_held)
def held(value: float | None, least: float | None, most: float | None, conflict: str) -> float | None:
    """Hold a value between two bounds, each of which may be absent; absent in, absent out.

    Where the bounds contradict, ``conflict`` says which one wins: ``money`` the most, ``work`` the least.
    """
    if value is None:
        return None
    if conflict == "money":
        value = value if least is None else max(value, least)
        return value if most is None else min(value, most)
    value = value if most is None else min(value, most)
    return value if least is None else max(value, least)


def _unless_empty(np: ModuleType, customers: Any, value: Any) -> Any:
    if np.all(customers):
        return value
    empty = np.equal(customers, 0)
    return np.where(empty, 0.0, np.nan if value is None else value)


@_operation(_unless_empty)
def unless_empty(customers: float, value: float | None) -> float | None:
    """Return the value, or 0 where there are no customers (or nothing else): nobody needs and pays for nobody."""
    return value if customers else 0.0


def _paid_for(np: ModuleType, budget: Any, cost: Any) -> Any:
    if budget is None or cost is None:
        return None
    if np.all(cost):
        return np.maximum(budget / cost, 0.0)
    with np.errstate(divide="ignore", invalid="ignore"):
        found = np.where(np.equal(cost, 0), np.nan, np.maximum(np.true_divide(budget, cost), 0.0))
    return np.where(np.less(budget, -TOLERANCE), 0.0, found)


@_operation(_paid_for)
def paid_for(budget: float | None, cost: float | None) -> float | None:
    """Divide a budget by what one costs; absent in, absent out. Below zero it pays for none, whatever one costs.

    Absent where nothing is charged to a budget that is not overdrawn: then it sets no limit.
    """
    if budget is None or cost is None:
        return None
    if budget < -TOLERANCE:
        return 0.0
    return max(budget / cost, 0.0) if cost else None


# --- whole people ---------------------------------------------------------------------------------


def _whole(np: ModuleType, value: Any, rounded: Any) -> Any:
    nearest = np.round(value)
    return np.where(np.abs(value - nearest) <= TOLERANCE * np.maximum(1.0, np.abs(value)), nearest, rounded)


@_operation(lambda np, value: _whole(np, value, np.ceil(value)))
def people_up(value: float | None) -> float | None:
    """Round up to whole people, safe from floating point; absent in, absent out."""
    if value is None or not math.isfinite(value):
        return value
    nearest = round(value)
    return float(nearest if abs(value - nearest) <= TOLERANCE * max(1.0, abs(value)) else math.ceil(value))


@_operation(lambda np, value: _whole(np, value, np.floor(value)))
def people_down(value: float | None) -> float | None:
    """Round down to whole people, safe from floating point; absent in, absent out."""
    if value is None or not math.isfinite(value):
        return value
    nearest = round(value)
    return float(nearest if abs(value - nearest) <= TOLERANCE * max(1.0, abs(value)) else math.floor(value))


# --- telling --------------------------------------------------------------------------------------


def _exceeds(np: ModuleType, value: Any, limit: Any) -> Any:
    if value is None or limit is None:
        return False
    return value - limit > TOLERANCE * np.maximum(1.0, np.abs(limit))


@_operation(_exceeds)
def exceeds(value: float | None, limit: float | None) -> bool:
    """Tell whether the value is above the limit by more than floating point; False where either is absent."""
    return value is not None and limit is not None and value - limit > TOLERANCE * max(1.0, abs(limit))


def _reaches(np: ModuleType, value: Any, limit: Any) -> Any:
    if value is None or limit is None:
        return False
    return limit - value <= TOLERANCE * np.maximum(1.0, np.abs(value))


@_operation(_reaches)
def reaches(value: float | None, limit: float | None) -> bool:
    """Tell whether the value is at the limit or above, but for floating point; False where either is absent."""
    return value is not None and limit is not None and limit - value <= TOLERANCE * max(1.0, abs(value))


@_operation(lambda np, value: np.equal(value, 0))
def is_zero(value: float | None) -> bool:
    """Tell whether the value is exactly 0; absent is not."""
    return value == 0


def _all_true(np: ModuleType, *conditions: Any) -> Any:
    return reduce(np.logical_and, conditions)


@_operation(_all_true)
def all_true(*conditions: bool) -> bool:
    """Tell whether every condition holds."""
    return all(conditions)


def _none_true(np: ModuleType, *conditions: Any) -> Any:
    return np.logical_not(reduce(np.logical_or, (False if each is None else each for each in conditions)))


@_operation(_none_true)
def none_true(*conditions: bool | None) -> bool:
    """Tell whether no condition holds; one that is absent does not."""
    return not any(conditions)


def every(conditions: Iterable[bool | None]) -> bool | None:
    """Tell whether every condition holds; absent where any of them is."""
    listed = list(conditions)
    there = _known(listed)
    return all_true(*there) if len(there) == len(listed) else None
