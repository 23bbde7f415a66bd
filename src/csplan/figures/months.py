"""Operations along the months of a plan: on a number, which stands for the whole year, they do nothing but their part.

Arrays have the months in the axis before the last one, which has the draws; an array of one axis has draws alone, and
is a number for each of them. Months outside the plan are like the same months of its first or last year.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar, cast

from csplan.figures.operation import operation

if TYPE_CHECKING:
    from types import ModuleType

    Value = TypeVar("Value", bound=float | None)

YEAR = 12
"""Months of a year."""


def _by_month(np: ModuleType, value: Any) -> bool:
    return bool(np.ndim(value) > 1)


def _before(np: ModuleType, value: Any) -> Any:
    if value is None:
        return None
    if not _by_month(np, value):
        return np.zeros_like(value)
    added = np.cumsum(value, axis=-2)
    return np.concatenate([np.zeros_like(added[..., :1, :]), added[..., :-1, :]], axis=-2)


@operation(_before)
def before(value: Value) -> Value:
    """Return what all earlier months add up to: 0 in the first one, and 0 of a number; absent in, absent out."""
    return cast("Value", None if value is None else 0.0)


def _spread(np: ModuleType, value: Any, shares: Any, first: Any) -> Any:
    if value is None or shares is None or not _by_month(np, value):
        return value
    count = value.shape[-2]
    year = min(YEAR, count)
    result = 0.0
    for position, share in enumerate(shares):
        at = np.arange(count) - (position + int(first))
        at = np.where(at < 0, at % year, at)
        at = np.where(at >= count, count - year + (at - count) % year, at)
        result = result + share * np.take(value, at, axis=-2)
    return result


@operation(_spread)
def spread(value: Value, shares: tuple[float, ...] | None, first: float | None = 0.0) -> Value:  # noqa: ARG001
    """Return what falls on each month where each month's value is spread over others: a number stays what it is.

    The first of the ``shares`` falls ``first`` months later (below 0: earlier), the next one a month after that.
    """
    return value


def _lasting(np: ModuleType, value: Any, months: Any) -> Any:
    if value is None or not _by_month(np, value):
        return value
    result, last = value, value.shape[-2] - 1
    for later in range(1, int(months) + 1):
        at = np.minimum(np.arange(last + 1) + later, last)
        result = np.fmin(result, np.take(value, at, axis=-2))
    return result


@operation(_lasting)
def lasting(value: Value, months: float) -> Value:  # noqa: ARG001 - of arrays
    """Return the least of this month and the next so many; the last one goes on, and a number stays what it is."""
    return value


def _mean_of_year(np: ModuleType, value: Any) -> Any:
    if value is None or not _by_month(np, value):
        return value
    return np.mean(value[..., :YEAR, :], axis=-2, keepdims=True)


@operation(_mean_of_year)
def mean_of_year(value: Value) -> Value:
    """Return the mean of the first twelve months; a number stays what it is."""
    return value


def _of_first_month(np: ModuleType, value: Any) -> Any:
    return value if value is None or not _by_month(np, value) else value[..., :1, :]


@operation(_of_first_month)
def of_first_month(value: Value) -> Value:
    """Return the value of the first month; a number stays what it is."""
    return value


def _ramped(np: ModuleType, starts: Any, curve: Any, earlier: Any = ()) -> Any:
    if starts is None or curve is None:
        return None
    if not _by_month(np, starts):
        return starts * curve
    count = starts.shape[-2]
    by_age = curve if _by_month(np, curve) else np.reshape(curve, (1, -1))
    last = by_age.shape[-2] - 1

    def at(age: int) -> Any:
        return by_age[..., min(age, last), :]

    shape = np.broadcast_shapes(starts.shape[-1:], by_age.shape[-1:])
    result = np.zeros((*starts.shape[:-1], *shape))
    for age in range(count):
        result[..., age:, :] += starts[..., : count - age, :] * np.expand_dims(at(age), -2)
    for position, number in enumerate(earlier or (), 1):
        if number:
            for month in range(count):
                result[..., month, :] += number * at(month + position)
    return result


@operation(_ramped)
def ramped(starts: Value, curve: float | None, earlier: tuple[float, ...] | None = ()) -> Value:  # noqa: ARG001
    """Return what all who started so far are worth: each what ``curve`` says of the months since their first day.

    ``earlier`` are starts in the months before the plan, the last one first. The curve's last value goes on.
    """
    return cast("Value", None if starts is None or curve is None else starts * curve)
