"""Where the path of a change leads: through what a plan says and could say, step by step."""

from __future__ import annotations

import types
import typing
from typing import TYPE_CHECKING, Any, NamedTuple

from pydantic import BaseModel

from csplan.findings.catalogue import settings as records
from csplan.findings.diagnostic import Finding, did_you_mean, quoted
from csplan.findings.record import found as finding
from csplan.plan.document import PlanFile, field_of
from csplan.plan.rules import RulePack
from csplan.plan.types import Listed

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from csplan.loader.places import Path

QUOTES = ('"', "'")
"""What a name with dots in it stands in."""
_SHORT: dict[Path, str] = {
    ("rules",): "from",
    ("accounts",): "file",
    ("people",): "file",
    ("events",): "file",
    ("snapshots",): "file",
    ("time_log",): "file",
}
"""Sections that may be one value, with the key that this value has in the long form."""


class Refused(Exception):  # noqa: N818 - what it says is the finding
    """A change that can't be made; ``at`` and ``width`` are the part of its path that is meant, if one is."""

    def __init__(self, finding: Finding, at: int | None = None, width: int = 1) -> None:
        """Keep what is wrong, and where."""
        super().__init__(finding.message)
        self.finding, self.at, self.width = finding, at, width


class Stand(NamedTuple):
    """How far a path was followed: what is meant to be there, what reads it, what the plan has there, where it ends."""

    meant: Any
    readers: Sequence[Any]
    value: Any
    path: Path
    names: tuple[str, ...]
    end: int

    def onward(self, meant: tuple[Any, Sequence[Any]], value: Any, key: str | int, name: str, end: int) -> Stand:  # noqa: ANN401 - any YAML
        """Return where one more step leads."""
        written = name if not set(name) & {".", *QUOTES} else f'"{name}"'
        return Stand(*meant, value, (*self.path, key), (*self.names, written), end)

    def __str__(self) -> str:
        """The path as users write it."""
        return ".".join(self.names)


def find(text: str, data: dict[str, Any]) -> Stand:
    """Follow a path through what the plan says and could say; raises Refused at the step that leads nowhere."""
    at = Stand(PlanFile, (), data, (), (), -1)
    while at.end < len(text):
        origin, arguments = typing.get_origin(at.meant), typing.get_args(at.meant)
        if _is_model(at.meant):
            at = _into_section(text, at)
        elif origin is dict:
            at = _into_mapping(text, at, _inside(arguments[1]))
        elif origin is tuple and _is_model(_inside(arguments[0])[0]):
            at = _into_list(text, at, _inside(arguments[0]))
        else:
            record = records.A_SINGLE_VALUE
            if origin is tuple:
                record = records.PARTS_TOGETHER if isinstance(at.value, dict) else records.LIST_AS_A_WHOLE
            raise Refused(finding(record, path=at), at.end + 1, len(text) - at.end - 1)
    if typing.get_origin(at.meant) is dict:
        # What one value for all is read by.
        at = at._replace(readers=_inside(typing.get_args(at.meant)[1])[1])
    return at


def changes_as_a_whole(at: Stand) -> bool:
    """Say whether what is meant at a place is a list of values, which one text may state: of months, or quarters."""
    return typing.get_origin(at.meant) is tuple and not _is_model(_inside(typing.get_args(at.meant)[0])[0])


def takes_a_list(at: Stand) -> bool:
    """Say whether one value at a place stands for a list of one, or a list for a section: both may be written there."""
    if at.path[:1] == ("desks",):
        from csplan.plan.desks import Arrivals  # few plans have desks

        return at.meant is Arrivals or Listed in at.readers
    return Listed in at.readers


def _into_section(text: str, at: Stand) -> Stand:
    keys = {field.alias or name: field for name, field in at.meant.model_fields.items()}
    if not at.path:
        del keys["scenarios"]  # of which none changes another
    step, end = _step(text, at.end + 1, keys)
    if step not in keys:
        raise Refused(_no_key(step, at, keys), at.end + 1, end - at.end - 1)
    field = keys[step] if at.path else field_of(step)
    meant = (RulePack, ()) if (*at.path, step) == ("rules",) else _inside(field.annotation, field.metadata)
    return at.onward(meant, long_form(at.value, at.path).get(step), step, step, end)


def _no_key(step: str, at: Stand, keys: Mapping[str, Any]) -> Finding:
    if at.path:
        return finding(records.NO_KEY_OF, hint=did_you_mean(step, keys), step=quoted(step), path=at)
    elsewhere = _elsewhere(step, at.value, {name: field_of(name) for name in keys})
    if elsewhere:
        return finding(records.ELSEWHERE, step=quoted(step), path=elsewhere)
    return finding(records.UNKNOWN_PATH, hint=did_you_mean(step, keys), step=quoted(step))


def _elsewhere(step: str, data: Mapping[str, Any], keys: Mapping[str, Any]) -> str:
    """Return the path that was meant where only its end is written: a name in a section, or a key of one."""
    word = step.casefold()
    for section in keys:
        items = data.get(section)
        names = items if isinstance(items, dict) else [_name_of(each) for each in items or ()]
        for name in names if not isinstance(items, str) else ():
            if name.strip().casefold() == word:
                return f"{section}.{name.strip()}"
    for section, field in keys.items():
        model = _inside(field.annotation)[0]
        if _is_model(model) and word in {each.alias or name for name, each in model.model_fields.items()}:
            return f"{section}.{word}"
    for section in ("segments", "roles", "teams", "tiers", "tasks"):
        model = _inside(typing.get_args(_inside(keys[section].annotation)[0])[0 if section != "roles" else 1])[0]
        if word in model.model_fields:
            return f"{section}.NAME.{word}"
    return ""


def _name_of(item: Any) -> str:  # noqa: ANN401 - any YAML
    name = item.get("name") if isinstance(item, dict) else None
    return name if isinstance(name, str) else ""


def _into_mapping(text: str, at: Stand, each: tuple[Any, Sequence[Any]]) -> Stand:
    start, value = at.end + 1, at.value
    if isinstance(value, str):
        raise Refused(finding(records.ONE_FOR_ALL, path=at), start, len(text) - start)
    stated = {key.strip(): key for key in value} if isinstance(value, dict) else {}
    if _is_model(each[0]):
        step, end = _step(text, start, stated)
        if step not in stated:
            raise Refused(_none_named(at, step, stated), start, end - start)
    else:
        # A single value: nothing comes after its name, whatever dots that has; and it may be a new one.
        step, end = unquoted(text[start:].strip()), len(text)
    key = stated.get(step, step)
    return at.onward(each, value[key] if step in stated else None, key, step, end)


def _into_list(text: str, at: Stand, each: tuple[Any, Sequence[Any]]) -> Stand:
    start = at.end + 1
    items: dict[str, int] = {}
    for index, item in enumerate(at.value if isinstance(at.value, tuple) else ()):
        name = item.get("name") if isinstance(item, dict) else None
        if isinstance(name, str):
            items.setdefault(name.strip(), index)
    step, end = _step(text, start, items)
    if step not in items:
        raise Refused(_none_named(at, step, items), start, end - start)
    return at.onward(each, at.value[items[step]], items[step], step, end)


def _none_named(at: Stand, step: str, names: Collection[str]) -> Finding:
    if names:
        return finding(records.NONE_NAMED, hint=did_you_mean(step, names), step=quoted(step), path=at)
    return finding(records.TIERS_OF_PACK if at.path[-1] == "tiers" else records.NONE_STATED, path=at)


def _step(text: str, at: int, known: Iterable[str]) -> tuple[str, int]:
    """Return the step that starts at a place, and where it ends: the longest known name, one in quotes, or a word."""
    fitting = (
        name for name in known if text.startswith(name, at) and text[at + len(name) : at + len(name) + 1] in ("", ".")
    )
    longest = max(fitting, key=len, default="")
    if longest:
        return longest, at + len(longest)
    quote = text[at : at + 1]
    closing = text.find(quote, at + 1) if quote in QUOTES else -1
    end = text.find(".", max(closing, at))
    end = len(text) if end < 0 else end
    return unquoted(text[at:end].strip()), end


def unquoted(text: str) -> str:
    """Return a text without the quotes around it."""
    whole = len(text) > 1 and text[0] in QUOTES and text[-1] == text[0]
    return text[1:-1] if whole else text


def _is_model(shape: Any) -> bool:  # noqa: ANN401 - any annotation
    return isinstance(shape, type) and issubclass(shape, BaseModel)


def _inside(annotation: Any, metadata: Sequence[Any] = ()) -> tuple[Any, Sequence[Any]]:  # noqa: ANN401 - any annotation
    """Look through optional and annotated: return the type that is inside, and what reads it."""
    while True:
        origin = typing.get_origin(annotation)
        if origin is typing.Annotated:
            metadata = (*metadata, *annotation.__metadata__)
        elif origin not in (typing.Union, types.UnionType):
            return annotation, metadata
        annotation = typing.get_args(annotation)[0]


def long_form(data: Any, path: Path) -> dict[str | int, Any]:  # noqa: ANN401 - any YAML
    """Return a mapping as it is, one value in its long form, and anything else as an empty mapping."""
    if isinstance(data, str):
        key = "value" if len(path) > 1 and path[0] == "rules" else _SHORT.get(path)
        if path[:1] == ("roles",) and path[2:] == ("time",):
            key = "total"
        if path[:1] == ("desks",) and path[2:] == ("arrivals",):
            key = "file"
        return {key: data} if key else {}
    return data if isinstance(data, dict) else {}
