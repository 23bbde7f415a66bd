"""Bindings: one row an input, read off the fields of a plan: level, name, unit, meaning, path, default, what to add.

A field of `csplan.plan` is the row. Whoever needs to know which keys hold money, go by tier, have a default or can be
measured asks here, so that a new key is one place.
"""

from __future__ import annotations

import re
import typing
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from csplan.engine.levels import LEVELS
from csplan.plan.every_key import OF_PLANS, Key, keys
from csplan.plan.keys import said
from csplan.plan.rules import RulePack
from csplan.plan.types import UNITS, ShareOrTime, Time

if TYPE_CHECKING:
    from collections.abc import Mapping

    from csplan.plan.types import Section


_SECTIONS = {
    **{each.section: each.name for each in LEVELS if each.section},
    ("tiers",): "segment",
    ("tiers", "acv"): "",
    ("economics",): "segment",
    ("economics", "growth"): "plan",
    ("rules", "tiers"): "segment",
    ("rules", "tiers", "acv"): "",
    ("rules", "triggers"): "plan",
    ("rules", "judge"): "plan",
    ("rules", "pay"): "plan",
}
"""The level of the inputs that a section of the plan has, unless a field says another; other sections have none."""


class Binding(NamedTuple):
    """One input: what figures call it, and the key of the plan that states it.

    ``path`` leads to the key, with ``*`` for each of many. ``default`` counts where neither the plan nor ``pack`` (a
    key of the rule pack's `defaults`) says anything. ``add`` says what to add where the input is absent; {name} is the
    name of the node or row.
    """

    level: str
    name: str
    unit: str
    meaning: str
    path: tuple[str, ...]
    field: str
    by_tier: bool
    kind: Literal["input", "figure"]
    default: float | str | None
    source: str
    pack: str
    measured_by: str
    add: str
    by_hand: bool
    read: Literal["", "time", "share or time"]

    @property
    def key(self) -> str:
        """The key, as it is written in the plan."""
        return self.path[-1]

    @property
    def names(self) -> dict[str, str]:
        """The names of its inputs, with their units: working time is days and hours, which a role's day adds up."""
        times = {f"{self.name}_days": "Days", f"{self.name}_in_hours": "Hours"}
        if self.read == "share or time":
            return {f"{self.name}_share": "Share", **times}
        return times if self.read == "time" else {self.name: self.unit}


def _level(path: tuple[str, ...]) -> str:
    """Return the level of the inputs of the keys at a path: that of the nearest section around them that has one."""
    around = tuple(step for step in path if step != "*")
    return next((_SECTIONS[around[:end]] for end in range(len(around), 0, -1) if around[:end] in _SECTIONS), "")


def _binding(each: Key) -> Binding | None:
    """Return the input that a key states; None where its value is none: a name, a section."""
    level = _level(each.path[:-1])
    extra: dict[str, Any] = dict(typing.cast("dict[str, Any]", each.field.json_schema_extra or {}))
    if not extra and (not level or each.type not in UNITS):
        return None
    row = said() | extra
    level = str(row["level"] or level)
    if row["kind"] == "none":
        return None
    name = str(row["name"] or each.name)
    return Binding(
        level=level,
        name=name,
        unit=each.unit or "Text",
        meaning=str(row["meaning"]) or _meaning(each.field.description or ""),
        path=each.path,
        field=each.name,
        by_tier=bool(each.by_tier),
        kind=typing.cast("Any", row["kind"]),
        default=typing.cast("Any", row["default"]),
        source=str(row["source"]),
        pack=str(row["pack"]),
        measured_by=str(row["measured_by"]),
        add=str(row["add"]) or _add(each.path, level),
        by_hand=bool(row["by_hand"]),
        read="" if row["unit"] else _READ.get(each.type, ""),
    )


def _meaning(description: str) -> str:
    """Return a description without what stands by default, and without examples of how it is written."""
    return re.sub(r" \(default[^)]*\)$|, by tier .*$|, such as .*$|: (hours, days|250 d) .*$", "", description)


_READ: dict[Any, Literal["time", "share or time"]] = {Time: "time", ShareOrTime: "share or time"}
_OWNERS = {("tiers",): "the tier", **{each.section: f"{each.words} {{name}}" for each in LEVELS if each.section}}


def _add(path: tuple[str, ...], level: str) -> str:
    """Say what to add, by where the key stands: ```leave` to the `time` of role {name}``."""
    *around, key = (step for step in path if step != "*")
    if around[:1] == ["rules"] or (level == "plan" and not around):
        return f"`{key}` to the plan" if level == "plan" and around[:1] != ["rules"] else "a rule pack with `rules`"
    end = next((end for end in (2, 1) if tuple(around[:end]) in _OWNERS), 1)
    section, inner = tuple(around[:end]), around[end:]
    owner = _OWNERS.get(section, f"`{section[0]}`") + "".join(f" of `{step}`" for step in section[-2::-1])
    return f"`{key}` to {''.join(f'`{step}` of ' for step in reversed(inner))}{owner}"


KEYS: tuple[Key, ...] = (*OF_PLANS, *(each._replace(path=("rules", *each.path)) for each in keys(RulePack)))
"""Every key of a plan, and of a rule pack under ``rules``."""

_ROWS = [(each, row) for each in KEYS if (row := _binding(each)) is not None]

BINDINGS: tuple[Binding, ...] = tuple(row for _, row in _ROWS)
"""Every key that states an input of the figures."""

ALIASES: Mapping[str, str] = {each.name: each.path[-1] for each in KEYS if each.name != each.path[-1]}
"""Keys whose names in files Python has another use for."""

BY_TIER: frozenset[str] = frozenset(each.name for each in KEYS if each.by_tier)
"""Fields whose values may differ by tier, or also by segment."""

KEY_UNITS: Mapping[str, str] = {
    each.name: each.unit for each in reversed(KEYS) if each.unit.startswith("Money") or each.unit == "Share"
}
"""Units of keys that hold amounts and shares; all others are numbers, times or texts, which say what they are."""

_BY_MODEL: dict[type, tuple[Binding, ...]] = {}
for _key, _row in _ROWS:
    if not _row.by_hand:
        _BY_MODEL[_key.model] = (*_BY_MODEL.get(_key.model, ()), _row)


def read_as_stated(section: Section) -> tuple[Binding, ...]:
    """Return the inputs that a section of the plan states just as they stand there."""
    return _BY_MODEL.get(type(section), ())


def binding(level: str, name: str) -> Binding | None:
    """Return the row of an input, or None where no key states it."""
    return _BY_NAME.get((level, name))


_BY_NAME = {(row.level, name): row for row in reversed(BINDINGS) for name in row.names}


def inputs() -> dict[str, dict[str, tuple[str, str]]]:
    """Return unit and meaning of each input by level and name, in the order of the plan's sections."""
    found: dict[str, dict[str, tuple[str, str]]] = {}
    for row in BINDINGS:
        if row.kind == "input":
            for name, unit in row.names.items():
                found.setdefault(row.level, {}).setdefault(name, (unit, row.meaning))
    return found
