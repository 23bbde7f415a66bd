"""Which of several values is taken: the largest, the first that is known, the one whose condition holds."""

from __future__ import annotations

import math
from functools import reduce
from typing import TYPE_CHECKING, Any, Final, TypeVar, cast

from csplan.figures.operation import PLAIN, TOLERANCE, known_of, operation

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import ModuleType

    Value = TypeVar("Value", bound=float | str | None)

absent: Final = None
"""The value of a figure or input that does not exist."""

infinite: Final = math.inf


def _has_draws(value: object) -> bool:
    return type(value) not in PLAIN and not hasattr(value, "record")


def _fold(name: str) -> Callable[..., Any]:
    def fold(np: ModuleType, *values: Any) -> Any:
        result, *rest = known_of(values)
        for value in rest:
            result = getattr(np, name)(result, value)
        return result

    return fold


@operation(_fold("fmax"))
def larger(*values: float | None) -> float | None:
    """Return the largest of the values that exist; absent where none does."""
    known = known_of(values)
    return max(known) if known else None


@operation(_fold("fmin"))
def smaller(*values: float | None) -> float | None:
    """Return the smallest of the values that exist; absent where none does."""
    known = known_of(values)
    return min(known) if known else None


def _least(np: ModuleType, *values: Any) -> Any:
    return None if any(value is None for value in values) else reduce(np.minimum, values)


@operation(_least)
def least(*values: float | None) -> float | None:
    """Return the smallest of the values; absent where any is."""
    return None if any(value is None for value in values) else min(known_of(values))


def _first_known(np: ModuleType, *values: Any) -> Any:
    result, *rest = known_of(values)
    for value in rest:
        missing = np.isnan(result)
        result = np.where(missing, value, result) if missing.any() else result
    return result


@operation(_first_known)
def first_known(*values: float | None) -> float | None:
    """Return the first value that exists; absent where none does."""
    known = known_of(values)
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
