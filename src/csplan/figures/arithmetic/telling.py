"""Whether something holds: comparisons with tolerance, and conditions together."""

from __future__ import annotations

from functools import reduce
from typing import TYPE_CHECKING, Any

from csplan.figures.operation import TOLERANCE, known_of, operation

if TYPE_CHECKING:
    from collections.abc import Iterable
    from types import ModuleType


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
    there = known_of(listed)
    return all_true(*there) if len(there) == len(listed) else None
