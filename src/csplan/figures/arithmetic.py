"""The few operations that formulas need beyond ``+ - * /``.

Each works on floats without importing numpy, on arrays (last axis: draws), and on traced cells. Absent is ``None``,
never zero; where an array knows a value in some draws only, NaN stands for it in the others (in texts ``""``), so that
every draw comes out as if it were computed alone. Comparing with tolerance lives here, rounding to whole people in
``whole``, and nowhere else.
"""

from __future__ import annotations

import math
from functools import reduce
from typing import TYPE_CHECKING, Any, Final, TypeVar, cast

from csplan.figures.operation import PLAIN, TOLERANCE, operation

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from types import ModuleType

    Value = TypeVar("Value", bound=float | str | None)

absent: Final = None
"""The value of a figure or input that does not exist."""

infinite: Final = math.inf


def _known(values: Iterable[Any]) -> list[Any]:
    return [value for value in values if value is not None]


def _has_draws(value: object) -> bool:
    return type(value) not in PLAIN and not hasattr(value, "record")


# --- choosing -------------------------------------------------------------------------------------


def _fold(name: str) -> Callable[..., Any]:
    def fold(np: ModuleType, *values: Any) -> Any:
        result, *rest = _known(values)
        for value in rest:
            result = getattr(np, name)(result, value)
        return result

    return fold


@operation(_fold("fmax"))
def larger(*values: float | None) -> float | None:
    """Return the largest of the values that exist; absent where none does."""
    known = _known(values)
    return max(known) if known else None


@operation(_fold("fmin"))
def smaller(*values: float | None) -> float | None:
    """Return the smallest of the values that exist; absent where none does."""
    known = _known(values)
    return min(known) if known else None


def _first_known(np: ModuleType, *values: Any) -> Any:
    result, *rest = _known(values)
    for value in rest:
        missing = np.isnan(result)
        result = np.where(missing, value, result) if missing.any() else result
    return result


@operation(_first_known)
def first_known(*values: float | None) -> float | None:
    """Return the first value that exists; absent where none does."""
    known = _known(values)
    return known[0] if known else None


def known_or(value: float | None, otherwise: float) -> float:
    """Return the value where it exists, else another one that does."""
    return cast("float", first_known(value, otherwise))


def _only_without(np: ModuleType, other: Any, value: Any) -> Any:
    if other is None:
        return value
    missing = np.isnan(other)
    return None if value is None or not missing.any() else np.where(missing, value, np.nan)


@operation(_only_without)
def only_without(other: float | None, value: float | None) -> float | None:
    """Return the value where the other one is absent; absent where both exist."""
    return value if other is None else None


def _is_absent(np: ModuleType, value: Any) -> Any:
    return np.equal(value, "") if value.dtype.kind == "U" else np.isnan(value)


@operation(_is_absent)
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


@operation(_ifs)
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
    tolerance = TOLERANCE * np.abs(value)
    for name, number in known:
        taken = np.abs(value - number) <= tolerance
        conditions.append(taken & (name != "") if _has_draws(name) else taken)
    return _select(np, conditions, [*(name for name, _ in known), ""])


@operation(_which)
def which(value: float | None, *candidates: float | str | None) -> str | None:
    """Name the candidate that the value was taken from: ``value, name, number, name, number, ...``.

    The first whose number is the value, but for floating point, and whose name exists counts; absent where none is.
    """
    if value is None:
        return None
    tolerance = TOLERANCE * abs(value)
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


def _sum_known(np: ModuleType, *values: Any) -> Any:
    known = _known(values)
    missing = [np.isnan(value) for value in known]
    if not any(each.any() for each in missing):
        return total(known)
    added: Any = total([cast("float", np.where(each, 0.0, value)) for value, each in zip(known, missing, strict=True)])
    return np.where(reduce(np.logical_and, missing), np.nan, added)


@operation(_sum_known)
def sum_known(*values: float | None) -> float | None:
    """Add the values that exist; absent where none does."""
    known = _known(values)
    return total(known) if known else None


def total_known(values: Iterable[float | None]) -> float | None:
    """Add the values that exist; absent where none does. For lower bounds only: what is unknown can't reduce them."""
    return sum_known(*values)


def _difference(np: ModuleType, value: Any, less: Any) -> Any:
    if value is None or less is None:
        return None
    left = value - less
    return np.where(np.abs(left) <= TOLERANCE * np.maximum(np.abs(value), np.abs(less)), 0.0, left)


@operation(_difference)
def difference(value: float | None, less: float | None) -> float | None:
    """Subtract; absent in, absent out. Amounts that are equal but for floating point leave exactly 0.

    For wherever a sign or a zero decides: 15 less 1 and 7 and 7 is nothing, and pays for nobody.
    """
    if value is None or less is None:
        return None
    left = value - less
    return 0.0 if abs(left) <= TOLERANCE * max(abs(value), abs(less)) else left


def _balance(np: ModuleType, *values: Any) -> Any:
    added = total(values)
    if added is None:
        return None
    amounts = reduce(np.add, [np.abs(value) for value in values], 0.0)
    return np.where(np.abs(added) <= TOLERANCE * amounts, 0.0, added)


@operation(_balance)
def balance(*values: float | None) -> float | None:
    """Add what accounts have, overdrawn ones below 0; absent where any is. What adds up to nothing is exactly 0."""
    added = total(values)
    if added is None:
        return None
    return 0.0 if abs(added) <= TOLERANCE * sum(map(abs, cast("tuple[float, ...]", values))) else added


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


@operation(_ratio)
def ratio(part: float | None, whole: float | None, without: float | None = None) -> float | None:
    """Divide; absent in, absent out; ``without`` (default: absent) where the divisor is 0."""
    if part is None or whole is None:
        return None
    return part / whole if whole else without


@operation(lambda np, value: np.maximum(value, 0.0))
def not_negative(value: float | None) -> float | None:
    """Return the value, or 0 where it is below; absent in, absent out."""
    return None if value is None else max(value, 0.0)


def _held(np: ModuleType, value: Any, least: Any, most: Any, conflict: str, now: Any = None) -> Any:
    if value is None:
        return None
    result = value
    bounds = [(np.fmax, least), (np.fmin, most)]
    for bound, limit in bounds if conflict != "work" else reversed(bounds):
        if limit is not None:
            result = bound(result, limit)
    if conflict == "keep" and not (now is None or least is None or most is None):
        kept = np.greater(least, most) & ~np.isnan(now)
        result = np.where(kept, np.minimum(np.maximum(now, most), least), result)
    missing = np.isnan(value)
    return np.where(missing, np.nan, result) if missing.any() else result


@operation(_held)
def held(
    value: float | None, least: float | None, most: float | None, conflict: str, now: float | None = None
) -> float | None:
    """Hold a value between two bounds, each of which may be absent; absent in, absent out.

    Where the bounds contradict, ``conflict`` says what is taken: ``work`` the least; ``keep`` what is there ``now``,
    held between the two, if that is known; else the most.
    """
    if value is None:
        return None
    if conflict == "keep" and not (now is None or least is None or most is None) and least > most:
        return min(max(now, most), least)
    if conflict != "work":
        value = value if least is None else max(value, least)
        return value if most is None else min(value, most)
    value = value if most is None else min(value, most)
    return value if least is None else max(value, least)


def _unless_empty(np: ModuleType, customers: Any, value: Any) -> Any:
    if customers is None or np.all(customers):
        return value
    empty = np.equal(customers, 0)
    return np.where(empty, 0.0, np.nan if value is None else value)


@operation(_unless_empty)
def unless_empty(customers: float | None, value: float | None) -> float | None:
    """Return the value, or 0 where there are no customers (or nothing else): nobody needs and pays for nobody.

    Where nobody knows how many there are, the value stands.
    """
    return 0.0 if customers == 0 else value


def _paid_for(np: ModuleType, budget: Any, cost: Any) -> Any:
    if budget is None or cost is None:
        return None
    if np.all(cost):
        return np.maximum(budget / cost, 0.0)
    with np.errstate(divide="ignore", invalid="ignore"):
        found = np.where(np.equal(cost, 0), np.nan, np.maximum(np.true_divide(budget, cost), 0.0))
    return np.where(np.less(budget, 0), 0.0, found)


@operation(_paid_for)
def paid_for(budget: float | None, cost: float | None) -> float | None:
    """Divide a budget by what one costs; absent in, absent out. Below zero it pays for none, whatever one costs.

    Absent where nothing is charged to a budget that is not overdrawn: then it sets no limit.
    """
    if budget is None or cost is None:
        return None
    if budget < 0:
        return 0.0
    return max(budget / cost, 0.0) if cost else None


# --- telling --------------------------------------------------------------------------------------


def _exceeds(np: ModuleType, value: Any, limit: Any) -> Any:
    if value is None or limit is None:
        return False
    return value - limit > TOLERANCE * np.maximum(1.0, np.abs(limit))


@operation(_exceeds)
def exceeds(value: float | None, limit: float | None) -> bool:
    """Tell whether the value is above the limit by more than floating point; False where either is absent."""
    return value is not None and limit is not None and value - limit > TOLERANCE * max(1.0, abs(limit))


def _reaches(np: ModuleType, value: Any, limit: Any) -> Any:
    if value is None or limit is None:
        return False
    return limit - value <= TOLERANCE * np.maximum(1.0, np.abs(value))


@operation(_reaches)
def reaches(value: float | None, limit: float | None) -> bool:
    """Tell whether the value is at the limit or above, but for floating point; False where either is absent."""
    return value is not None and limit is not None and limit - value <= TOLERANCE * max(1.0, abs(value))


@operation(lambda np, value: np.equal(value, 0))
def is_zero(value: float | None) -> bool:
    """Tell whether the value is exactly 0; absent is not."""
    return value == 0


def _all_true(np: ModuleType, *conditions: Any) -> Any:
    return reduce(np.logical_and, conditions)


@operation(_all_true)
def all_true(*conditions: bool) -> bool:
    """Tell whether every condition holds."""
    return all(conditions)


def _any_true(np: ModuleType, *conditions: Any) -> Any:
    return reduce(np.logical_or, (False if each is None else each for each in conditions))


@operation(_any_true)
def any_true(*conditions: bool | None) -> bool:
    """Tell whether one of the conditions holds; one that is absent does not."""
    return any(conditions)


def _none_true(np: ModuleType, *conditions: Any) -> Any:
    return np.logical_not(reduce(np.logical_or, (False if each is None else each for each in conditions)))


@operation(_none_true)
def none_true(*conditions: bool | None) -> bool:
    """Tell whether no condition holds; one that is absent does not."""
    return not any(conditions)


def every(conditions: Iterable[bool | None]) -> bool | None:
    """Tell whether every condition holds; absent where any of them is."""
    listed = list(conditions)
    there = _known(listed)
    return all_true(*there) if len(there) == len(listed) else None
