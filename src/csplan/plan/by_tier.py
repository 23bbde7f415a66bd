"""Which keys of a plan hold one value for each tier, or also segment: read off the sections; no key is forgotten."""

from __future__ import annotations

import typing
from functools import cache
from typing import TYPE_CHECKING, Any

from csplan.plan.document import PlanFile
from csplan.plan.types import Spread, SpreadFurther

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

EACH = "*"
"""A step to every item of a list or mapping."""


_NAMES = {Spread: ("tier",), SpreadFurther: ("tier", "segment")}
"""What the values may differ by, by how they are read."""


@cache
def keys_by_tier() -> dict[tuple[str, ...], tuple[str, ...]]:
    """Return the paths of the keys, such as ``tasks``, each, ``times``, each with what its values may differ by."""
    return dict(_below(PlanFile, ()))


def _below(shape: Any, at: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:  # noqa: ANN401 - any annotation
    origin, parts = typing.get_origin(shape), typing.get_args(shape)
    fields = getattr(shape, "model_fields", None)
    if names := _names(parts):
        yield at, names
    elif fields is not None:
        for name, field in fields.items():
            path, names = (*at, field.alias or name), _names(field.metadata)
            yield from ((path, names),) if names else _below(field.annotation, path)
    elif origin in (tuple, dict):
        yield from _below(parts[0 if origin is tuple else 1], (*at, EACH))
    else:
        for part in parts:
            yield from _below(part, at)


def _names(marks: Iterable[Any]) -> tuple[str, ...]:
    return next((names for mark, names in _NAMES.items() if mark in marks), ())


def values_by_tier(
    data: Mapping[str, Any],
) -> Iterator[tuple[tuple[str | int, ...], tuple[str, ...], Mapping[str, Any]]]:
    """Yield all that is written by tier or segment in the plain data of a plan, whatever else is wrong there.

    Each with its path, and what it may differ by.
    """
    for path, names in keys_by_tier().items():
        for at, value in reached(data, path):
            if isinstance(value, dict):
                yield at, names, value


def reached(data: Any, path: tuple[str, ...], at: tuple[str | int, ...] = ()) -> Iterator[tuple[Any, Any]]:  # noqa: ANN401
    """Yield the places that a path leads to in plain data, each with what stands there."""
    if not path:
        yield at, data
        return
    step, rest = path[0], path[1:]
    if step == EACH and isinstance(data, tuple):
        for index, each in enumerate(data):
            yield from reached(each, rest, (*at, index))
    elif isinstance(data, dict):
        for key in data if step == EACH else (step,) if step in data else ():
            yield from reached(data[key], rest, (*at, key))
