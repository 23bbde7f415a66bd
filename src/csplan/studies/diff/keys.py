"""The keys of a plan that hold amounts, and where in its files a change stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from csplan.inputs.all_bindings import ALIASES, KEY_UNITS, KEYS
from csplan.plan.every_key import EACH, keys_of
from csplan.plan.types import ALL, Section
from csplan.studies.diff.changes import by_name

if TYPE_CHECKING:
    from collections.abc import Mapping

    from csplan.findings.diagnostic import Where
    from csplan.plan.every_key import Key
    from csplan.studies.diff.changes import Change, Path
    from csplan.studies.diff.sides import Side


_OF_THE_DAY = frozenset(("first", "last"))
"""When a desk opens and closes: keys that have no unit elsewhere."""
_BY_NAME_ALONE = frozenset(("rules", "book", "log", "history"))
"""What paths begin with that lead to no key of a plan: there a name means what it means in a plan."""


def unit_of(path: Path) -> str:
    """Return the unit of the value at a path; "" where it has none, or says it itself."""
    if path[0] == "log":
        return "Minutes" if path[2] == "takes" else ""
    section, *steps = ("economics", *path) if path[0] == "costs" else path
    if section in _BY_NAME_ALONE:
        return next((KEY_UNITS[step] for step in reversed(steps) if step in KEY_UNITS), "")
    known = keys_of(section)
    for at in range(len(steps) - 1, -1, -1):
        found = [key for key in known if key.name == steps[at] and _around(key) <= set(steps[:at])]
        if found:
            return _shown(max(found, key=lambda key: len(key.path)))
    return ""


def unit_in(model: type[Section], name: str) -> str:
    """Return the unit of a field of a section; "" where it has none, or says it itself."""
    return next((_shown(key) for key in KEYS if key.model is model and key.name == name), "")


def _around(key: Key) -> set[str]:
    """Return the steps between a section and a key in it, but names of things."""
    return {step for step in key.path[1:-1] if step not in {EACH, ALL}}


def _shown(key: Key) -> str:
    """Return the unit of a key where it is shown; where its type says none, that of its name elsewhere."""
    if key.path[0] == "desks" and key.name in _OF_THE_DAY:
        return "TimeOfDay"
    if key.unit == "Days" and key.path[0] == "desks":
        return ""  # days of the year on which it is open: a number
    shown = key.unit.startswith("Money") or key.unit in {"Share", "Days"}
    return key.unit if shown else "" if key.unit else KEY_UNITS.get(key.name, "")


def holds_money(change: Change) -> bool:
    """Tell whether a change is of an amount, or of something that may have one."""
    whole = any(isinstance(value, Section) for value in (change.before, change.after))
    return whole or unit_of(change.path).startswith("Money")


class Places:
    """Where the changes of a plan stand in its files."""

    def __init__(self, side: Side, was: Mapping[str, Mapping[str, str]] | None = None) -> None:
        """Look in a side; ``was`` has the names that things had there, by section, where paths have those they got."""
        self.plan = side.plan
        self.was = was or {}
        self.indexes: dict[int, dict[str, int]] = {}

    def where(self, path: Path) -> Where:
        """Return the place of a change, or of the nearest thing around it."""
        section, *steps = ("economics", *path) if path[0] == "costs" else path
        plan = self.plan
        if section == "history":
            key = next((key for key in ("snapshots", "events") if getattr(plan.document, key) is not None), "accounts")
            return plan.origins.where((key,))
        if section in {"book", "log"}:
            return plan.origins.where(("accounts" if section == "book" else "time_log",))
        found: list[str | int] = [section]
        holder: Any = getattr(plan.document, section)
        if section == "tiers" and holder is None:
            found, holder = ["rules", "tiers"], plan.rules.tiers if plan.rules else ()
        elif section == "rules":
            holder = plan.rules
        kind = section
        for step in steps:
            if isinstance(holder, Section):
                found.append(ALIASES.get(step, step))
                holder, kind = getattr(holder, step), step if step in {"costs", "spending"} else "tiers"
                continue
            name = self.was.get(kind, {}).get(step, step)
            if isinstance(holder, dict) and name in holder and name != ALL:
                found.append(name)
                holder = holder[name]
            elif isinstance(holder, tuple) and (index := self._index(holder, name)) is not None:
                found.append(index)
                holder = holder[index]
            else:
                break
        return plan.origins.where(found)

    def _index(self, items: tuple[Any, ...], name: str) -> int | None:
        if id(items) not in self.indexes:
            self.indexes[id(items)] = {known: index for index, known in enumerate(by_name(items) or ())}
        return self.indexes[id(items)].get(name)


def names_before(names: Mapping[str, Mapping[str, str]]) -> dict[str, dict[str, str]]:
    """Return the old name by the new one, by section."""
    return {section: {now: then for then, now in known.items()} for section, known in names.items()}


def written(place: Where) -> str:
    """Return what is written at a place."""
    start = place.column - 1
    return place.excerpt[start : start + place.width]
