"""What pydantic found wrong, in csplan's words and at its place."""

from __future__ import annotations

import re
import types
import typing
from typing import TYPE_CHECKING, Any, cast

from pydantic import BaseModel

from csplan.findings.catalogue import values as records
from csplan.findings.diagnostic import NOWHERE, At, Finding, did_you_mean, quoted
from csplan.findings.record import found, refused
from csplan.lang.say import say
from csplan.plan.chinese import in_english
from csplan.plan.types import ALL, NOTHING
from csplan.values import Unreadable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pydantic import ValidationError
    from pydantic_core import ErrorDetails


FULL_WIDTH = "\uff1a"
_AFTER_A_COMMA = re.compile(r"(\d{3})+(\.\d+)?\s?[^\W\d]{0,4}$")
_OF_A_KEY = "[key]"
_WRONG = {
    ("value", "list"): records.WRONG_SHAPE,
    ("value", "mapping"): records.MAPPING_FOR_VALUE,
    ("list", "value"): records.VALUE_FOR_LIST,
    ("list", "mapping"): records.MAPPING_FOR_LIST,
    ("mapping", "value"): records.VALUE_FOR_MAPPING,
    ("mapping", "list"): records.LIST_FOR_MAPPING,
}
"""By the shape that is meant and the one that is there."""
_NOTHING = {"value": records.EMPTY_VALUE, "list": records.NO_LIST, "mapping": records.NO_MAPPING}


def troubles(error: ValidationError, model: type[BaseModel]) -> list[Finding]:
    """Translate every error of a validation; each is found at a path."""
    wrong = [(str(each["loc"][-1]), _trouble(each, model)) for each in error.errors(include_url=False)]
    # A key that is missing because it is misspelt has been said.
    unknown = [(key, each) for key, each in wrong if each.code == "unknown-key"]
    meant = {(path_of(each)[:-1], each.hint) for _, each in unknown}
    before = [(key.partition(FULL_WIDTH)[0].strip(), path_of(each)[:-1]) for key, each in unknown]
    meant |= {(path, did_you_mean(key, (key,))) for key, path in before}
    return [
        each
        for key, each in wrong
        if each.code != "missing-key" or (path_of(each), did_you_mean(key, (key,))) not in meant
    ]


def path_of(finding: Finding) -> tuple[str | int, ...]:
    """Return the path at which a finding was made."""
    return (finding.at or NOWHERE).path


def _trouble(error: ErrorDetails, model: type[BaseModel]) -> Finding:
    kind, context, value = error["type"], error.get("ctx", {}), error["input"]
    key = error["loc"][-2:] == (value, _OF_A_KEY)
    path = tuple(step for step in (error["loc"][:-1] if key else error["loc"]) if step != ALL)
    if "message" in context:
        return refused(Unreadable(kind, context["message"], context["hint"]), At(path, key))
    name = str(path[-1]) if path else say("the plan")
    if kind == "missing":
        hint = _description(_model_at(model, path[:-1]), name)
        return found(records.MISSING_KEY, path[:-1], hint=say(hint.replace("{", "{{").replace("}", "}}")), key=name)
    if kind == "extra_forbidden" and path[:-1] == ("bonus",):
        from csplan.plan.pay import REFUSED  # few plans state a bonus

        if name.casefold() in REFUSED:
            return found(REFUSED[name.casefold()], At(path, key=True))
    if kind == "extra_forbidden":
        thousands = _AFTER_A_COMMA.match(name)
        if thousands or FULL_WIDTH in name:
            record = records.THOUSANDS_COMMA if thousands else records.FULL_WIDTH_COLON
            return found(record, At(path, key=True), key=quoted(name))
        here = _model_at(model, path[:-1])
        hint = _elsewhere(model, here, name) or did_you_mean(name, _keys(here))
        return found(records.UNKNOWN_KEY, At(path, key=True), hint=hint, key=quoted(name))
    return _not_meant(kind, value, path, str(context.get("expected")))


def _not_meant(kind: str, value: object, path: tuple[str | int, ...], expected: str) -> Finding:
    """Report a value of another shape than is meant, or one that is none of those there are."""
    meant = "value" if kind == "literal_error" else "list" if kind == "tuple_type" else "mapping"
    if isinstance(value, str) and value.strip() in NOTHING:
        return found(_NOTHING[meant], path)
    if kind == "literal_error" and isinstance(value, str):
        choices = re.findall(r"'([^']*)'", expected)
        key = next(step for step in reversed(path) if isinstance(step, str))  # of a list: its own, not the index
        facts = {"key": key, "value": quoted(value), "choices": ", ".join(choices)}
        return found(records.UNKNOWN_VALUE, path, hint=did_you_mean(in_english(value), choices), **facts)
    shape = "mapping" if isinstance(value, dict) else "list" if isinstance(value, tuple) else "value"
    return found(_WRONG[meant, shape], path)


def _keys(model: type[BaseModel]) -> list[str]:
    keys = (field.alias or name for name, field in model.model_fields.items())
    return [key for key in keys if key != ALL]


def _elsewhere(plan: type[BaseModel], here: type[BaseModel], key: str) -> str:
    """Say where a key belongs that is right elsewhere: in a section right below, or at the top of the plan."""
    below = ((field.alias or name, _inside(field.annotation)[0]) for name, field in here.model_fields.items())
    inside = [
        name for name, each in below if isinstance(each, type) and issubclass(each, BaseModel) and key in _keys(each)
    ]
    if inside:
        return say("write it inside `{section}:`", section=inside[0])
    if here is not plan and key in _keys(plan):
        return say("write `{key}:` at the top of the plan, not here", key=key)
    return ""


def _description(model: type[BaseModel], key: str) -> str:
    fields = model.model_fields.items()
    return next(field.description or "" for name, field in fields if (field.alias or name) == key)


def _model_at(model: type[BaseModel], path: Sequence[str | int]) -> type[BaseModel]:
    """Return the model that stands at a path."""
    found: Any = model
    steps = iter(path)
    for step in steps:
        fields = {field.alias or name: field for name, field in found.model_fields.items()}
        field = fields.get(str(step))
        found, containers = _inside((field or fields[ALL]).annotation)  # a list may stand for the whole
        for _ in range(containers if field else containers - 1):
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
