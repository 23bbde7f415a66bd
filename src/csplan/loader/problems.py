"""What pydantic found wrong, in csplan's words and at its place."""

from __future__ import annotations

import re
import types
import typing
from typing import TYPE_CHECKING, Any, NamedTuple

from pydantic import BaseModel

from csplan.diagnostics import did_you_mean, quoted
from csplan.plan.types import ALL

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pydantic import ValidationError
    from pydantic_core import ErrorDetails


class Trouble(NamedTuple):
    """One thing wrong with a value: where it stands by path, and whether its key is meant."""

    code: str
    message: str
    hint: str
    path: tuple[str | int, ...]
    key: bool = False


_SHAPES = {
    "tuple_type": "a list",
    "dict_type": "a mapping",
    "model_type": "a mapping",
    "model_attributes_type": "a mapping",
}


def troubles(error: ValidationError, model: type[BaseModel]) -> list[Trouble]:
    """Translate every error of a validation."""
    return [_trouble(each, model) for each in error.errors(include_url=False)]


def _trouble(error: ErrorDetails, model: type[BaseModel]) -> Trouble:
    path = tuple(step for step in error["loc"] if step not in (ALL, "[key]"))
    kind, context = error["type"], error.get("ctx", {})
    if "message" in context:
        return Trouble(kind, context["message"], context["hint"], path)
    name = str(path[-1]) if path else "the file"
    if kind == "missing":
        return Trouble("missing-key", f"{name} is missing", _description(model, path), path[:-1])
    if kind == "extra_forbidden":
        hint = did_you_mean(name, _keys(_model_at(model, path[:-1])))
        return Trouble("unknown-key", f"unknown key {quoted(name)}", hint, path, key=True)
    if kind == "literal_error":
        choices = re.findall(r"'([^']*)'", context["expected"])
        value = error["input"]
        if not isinstance(value, str):
            return Trouble("wrong-shape", f"a single value is meant here: {', '.join(choices)}", "", path)
        hint = did_you_mean(value, choices) or f"one of {', '.join(choices)}"
        return Trouble("unknown-value", f"{name} can't be {quoted(value)}", hint, path)
    meant = _SHAPES.get(kind)
    if meant:
        found = {dict: "a mapping", tuple: "a list"}.get(type(error["input"]), "a single value")
        return Trouble("wrong-shape", f"{meant} is meant here, not {found}", "", path)
    return Trouble("wrong-value", error["msg"], "", path)


def _keys(model: type[BaseModel] | None) -> list[str]:
    return [field.alias or name for name, field in model.model_fields.items()] if model else []


def _description(model: type[BaseModel], path: Sequence[str | int]) -> str:
    parent = _model_at(model, path[:-1])
    for name, field in parent.model_fields.items() if parent else ():
        if (field.alias or name) == path[-1]:
            return field.description or ""
    return ""


def _model_at(model: type[BaseModel], path: Sequence[str | int]) -> type[BaseModel] | None:
    found: Any = model
    for step in path:
        if isinstance(found, type) and issubclass(found, BaseModel):
            fields = {field.alias or name: field for name, field in found.model_fields.items()}
            if step not in fields:
                return None
            found = _inner(fields[str(step)].annotation)
        # A list's index or a mapping's key: _inner has already looked through to what the items are.
    return found if isinstance(found, type) and issubclass(found, BaseModel) else None


def _inner(annotation: Any) -> Any:  # noqa: ANN401 - any annotation
    while True:
        origin = typing.get_origin(annotation)
        arguments = [each for each in typing.get_args(annotation) if each not in (type(None), Ellipsis)]
        if origin is typing.Annotated or origin is tuple:
            annotation = arguments[0]
        elif origin is dict:
            annotation = arguments[1]
        elif origin in (typing.Union, types.UnionType):
            annotation = arguments[0]
        else:
            return annotation
