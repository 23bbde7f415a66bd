"""Every key of a plan, read off the sections, so that none is forgotten; and what of a plan stands at a key."""

from __future__ import annotations

import types
import typing
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple, get_args, get_origin

from csplan.plan.document import PlanFile, field_of
from csplan.plan.types import UNITS, Section, Spread, SpreadFurther

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

EACH = "*"
"""A step to every item of a list or mapping."""

_DIFFER_BY = {Spread: ("tier",), SpreadFurther: ("tier", "segment")}
"""What values may differ by, by how they are read."""


class Key(NamedTuple):
    """A key of a plan or rule pack: where it stands, its type inside, and what its values may differ by."""

    path: tuple[str, ...]
    model: type[Section]
    name: str
    field: Any
    type: Any
    by_tier: tuple[str, ...]

    @property
    def unit(self) -> str:
        """The unit of its values; "" where they are texts or sections."""
        own = typing.cast("dict[str, str]", self.field.json_schema_extra or {}).get("unit", "")
        return own or UNITS.get(self.type, "")


@cache
def keys_of(section: str) -> tuple[Key, ...]:
    """Return a section of a plan as a key, and every key inside it."""
    return tuple(_from(PlanFile, section, field_of(section), ()))


def keys(model: type[Section], path: tuple[str, ...] = ()) -> Iterator[Key]:
    """Return every key of a model and of the models inside it."""
    for name, field in model.model_fields.items():
        yield from _from(model, name, field, path)


def _from(model: type[Section], name: str, field: Any, path: tuple[str, ...]) -> Iterator[Key]:  # noqa: ANN401 - pydantic's
    """Return a key of a model, and every key inside it."""
    inside, by_tier, many = _inside(field)
    at = (*path, field.alias or name)
    yield Key(at, model, name, field, inside, by_tier)
    if isinstance(inside, type) and issubclass(inside, Section) and "value" not in inside.model_fields:
        yield from keys(inside, (*at, EACH) if many else at)


def _inside(field: Any) -> tuple[Any, tuple[str, ...], bool]:  # noqa: ANN401 - a field of pydantic, which has no place here
    """Return the type that is inside optional ones, long forms and lists; what it goes by; whether it is of many."""
    annotation: Any = typing.Annotated[(field.annotation, *field.metadata)] if field.metadata else field.annotation
    by_tier: tuple[str, ...] = ()
    many = False
    while annotation not in UNITS:
        origin, arguments = get_origin(annotation), get_args(annotation)
        if origin in (typing.Union, types.UnionType):
            annotation = arguments[0]
        elif origin is typing.Annotated:
            by_tier = by_tier or next((names for mark, names in _DIFFER_BY.items() if mark in arguments), ())
            annotation = arguments[0]
        elif origin is dict:
            annotation, many = arguments[1], True
        elif origin is tuple:
            annotation, many = arguments[0], True
        elif hasattr(annotation, "model_fields") and "value" in annotation.model_fields:
            sourced = annotation.__pydantic_generic_metadata__["args"]
            if not sourced:
                break
            [annotation] = sourced
        else:
            break
    return annotation, by_tier, many


def values_by_tier(
    data: Mapping[str, Any],
) -> Iterator[tuple[tuple[str | int, ...], tuple[str, ...], Mapping[str, Any]]]:
    """Yield all that is written by tier or segment in the plain data of a plan, whatever else is wrong there.

    Each with its path, and what it may differ by.
    """
    for section in PlanFile.model_fields:
        for key in keys_of(section) if section in data else ():
            for at, value in reached(data, key.path) if key.by_tier else ():
                if isinstance(value, dict):
                    yield at, key.by_tier, value


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
