"""Sums, differences, products and quotients in which a part may be absent, and what is bounded."""

from __future__ import annotations

from functools import reduce
from typing import TYPE_CHECKING, Any, cast

from csplan.figures.arithmetic.telling import reaches
from csplan.figures.operation import TOLERANCE, known_of, operation

if TYPE_CHECKING:
    from collections.abc import Iterable
    from types import ModuleType


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
    known = known_of(values)
    missing = [np.isnan(value) for value in known]
    if not any(each.any() for each in missing):
        return total(known)
    added: Any = total([cast("float", np.where(each, 0.0, value)) for value, each in zip(known, missing, strict=True)])
    return np.where(reduce(np.logical_and, missing), np.nan, added)


@operation(_sum_known)
def sum_known(*values: float | None) -> float | None:
    """Add the values that exist; absent where none does."""
    known = known_of(values)
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


def _mean_known(np: ModuleType, enough: float, *pairs: Any) -> Any:
    added = known = whole = 0.0
    for value, weight in zip(pairs[::2], pairs[1::2], strict=True):
        whole = whole + weight
        if value is not None:
            added = added + np.where(np.isnan(value), 0.0, value * weight)
            known = known + np.where(np.isnan(value), 0.0, weight)
    sure = np.logical_and(reaches(known, enough * whole), np.greater(known, 0))
    return np.where(sure, np.true_divide(added, np.where(sure, known, 1.0)), np.nan)


@operation(_mean_known)
def mean_known(enough: float, *pairs: float | None) -> float | None:
    """Return the mean of what is known, by weight: ``value, weight, value, weight, ...``.

    Absent where the weight of what is known is below ``enough`` of the whole.
    """
    values, weights = pairs[::2], cast("tuple[float, ...]", pairs[1::2])
    known = [(value, weight) for value, weight in zip(values, weights, strict=True) if value is not None]
    part, whole = total(weight for _, weight in known), total(weights)
    if not part or whole is None or not reaches(part, enough * whole):
        return None
    return cast("float", total(value * weight for value, weight in known)) / part


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
