"""Bindings: one row an input, read off the fields of a plan: level, name, unit, meaning, path, default, what to add.

A field of `csplan.plan` is the row, so that a new key is one place. A section that is not asked for is not imported.
"""

from __future__ import annotations

import re
import typing
from functools import cache
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from csplan.engine.levels import LEVELS
from csplan.plan.document import SINGLE
from csplan.plan.every_key import keys, keys_of
from csplan.plan.keys import said
from csplan.plan.rules import RulePack
from csplan.plan.types import UNITS, ShareOrTime, Time

if TYPE_CHECKING:
    from csplan.plan.every_key import Key
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


@cache
def bindings_of(section: str) -> tuple[tuple[Key, Binding], ...]:
    """Return the inputs that a section of a plan states, each with its key; of `rules`, those of a rule pack."""
    found = keys(RulePack, ("rules",)) if section == "rules" else keys_of(section)
    return tuple((each, row) for each in found if (row := _binding(each)) is not None)


@cache
def read_as_stated(model: type[Section], section: str = "", level: str = "") -> tuple[Binding, ...]:
    """Return the inputs of a level that a model in a section, or the plan itself, states just as they stand there.

    Those of all levels, where none is given.
    """
    found = (each for name in ((section,) if section else SINGLE) for each in bindings_of(name))
    return tuple(row for key, row in found if key.model is model and not row.by_hand and level in {"", row.level})
