"""What pydantic found wrong, in csplan's words and at its place."""

from __future__ import annotations

import re
import types
import typing
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from csplan.diagnostics import did_you_mean, quoted
from csplan.plan.types import ALL, NOTHING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pydantic import BaseModel, ValidationError
    from pydantic_core import ErrorDetails


class Trouble(NamedTuple):
    """One thing wrong with a value: where it stands by path, and whether its key is meant."""

    code: str
    message: str
    hint: str
    path: tuple[str | int, ...]
    key: bool = False


_OF_A_KEY = "[key]"
_MEANT = {"tuple_type": "a list"}
"""Shapes by the error that asks for them; all others ask for a mapping."""


def troubles(error: ValidationError, model: type[BaseModel]) -> list[Trouble]:
    """Translate every error of a validation."""
    found = [_trouble(each, model) for each in error.errors(include_url=False)]
    # A key that is missing because it is misspelt has been said.
    meant = {(each.path[:-1], each.hint) for each in found if each.code == "unknown-key"}
    return [
        each
        for each in found
        if each.code != "missing-key" or (each.path, f"did you mean {each.message.split()[0]}?") not in meant
    ]


def _trouble(error: ErrorDetails, model: type[BaseModel]) -> Trouble:
    kind, context, found = error["type"], error.get("ctx", {}), error["input"]
    key = error["loc"][-2:] == (found, _OF_A_KEY)
    path = tuple(step for step in (error["loc"][:-1] if key else error["loc"]) if step != ALL)
    if "message" in context:
        return Trouble(kind, context["message"], context["hint"], path, key=key)
    name = str(path[-1]) if path else "the plan"
    if kind == "missing":
        return Trouble("missing-key", f"{name} is missing", _description(_model_at(model, path[:-1]), name), path[:-1])
    if kind == "extra_forbidden":
        thousands = "inside {...} a number with a thousands comma needs quotes" if name.isdecimal() else ""
        hint = thousands or did_you_mean(name, _keys(_model_at(model, path[:-1])))
        return Trouble("unknown-key", f"unknown key {quoted(name)}", hint, path, key=True)
    meant = "a single value" if kind == "literal_error" else _MEANT.get(kind, "a mapping")
    if isinstance(found, str) and found.strip() in NOTHING:
        return Trouble("empty-value", "there is nothing here", f"write {meant}, or leave the key out", path)
    if kind == "literal_error" and isinstance(found, str):
        choices = re.findall(r"'([^']*)'", context["expected"])
        hint = did_you_mean(found, choices) or f"one of {', '.join(choices)}"
        return Trouble("unknown-value", f"{name} can't be {quoted(found)}", hint, path)
    shape = "a mapping" if isinstance(found, dict) else "a list" if isinstance(found, tuple) else "a single value"
    return Trouble("wrong-shape", f"{meant} is meant here, not {shape}", "", path)


def _keys(model: type[BaseModel]) -> list[str]:
    return [field.alias or name for name, field in model.model_fields.items()]


def _description(model: type[BaseModel], key: str) -> str:
    fields = model.model_fields.items()
    return next(field.description or "" for name, field in fields if (field.alias or name) == key)


def _model_at(model: type[BaseModel], path: Sequence[str | int]) -> type[BaseModel]:
    """Return the model that stands at a path."""
    found: Any = model
    steps = iter(path)
    for step in steps:
        fields = {field.alias or name: field for name, field in found.model_fields.items()}
        found, containers = _inside(fields[str(step)].annotation)
        for _ in range(containers):
            next(steps)  # a list's index, a mapping's key
    return cast("type[BaseModel]", found)


def _inside(annotation: Any) -> tuple[Any, int]:  # noqa: ANN401 - any annotation
    """Look through optional, list and mapping: return what is inside, and in how many lists and mappings."""
    containers = 0
    while True:
        origin = typing.get_origin(annotation)
        arguments = [each for each in typing.get_args(annotation) if each is not type(None)]
        if origin in (typing.Annotated, typing.Union, types.UnionType):
            annotation = arguments[0]
        elif origin in (tuple, dict):
            annotation = arguments[0 if origin is tuple else 1]
            containers += 1
        else:
            return annotation, containers
