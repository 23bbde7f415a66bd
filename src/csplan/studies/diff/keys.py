"""The keys of a plan that hold amounts, and where in its files a change stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from csplan.inputs.all_bindings import ALIASES, KEY_UNITS
from csplan.plan.types import ALL, Section
from csplan.studies.diff.changes import by_name

if TYPE_CHECKING:
    from collections.abc import Mapping

    from csplan.findings.diagnostic import Where
    from csplan.studies.diff.changes import Change, Path
    from csplan.studies.diff.sides import Side


_OF_THE_DAY = frozenset(("first", "last"))
"""When a desk opens and closes: keys that have no unit elsewhere."""


def unit_of(path: Path) -> str:
    """Return the unit of the value at a path; "" where it has none."""
    if path[0] == "log":
        return "Minutes" if path[2] == "takes" else ""
    if path[-1] in _OF_THE_DAY and path[0] in {"desks", ""}:
        return "TimeOfDay"
    return next((KEY_UNITS[step] for step in reversed(path[1:]) if step in KEY_UNITS), "")


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
