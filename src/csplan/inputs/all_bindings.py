"""The bindings of all sections of a plan, for whoever looks through them.

Whoever needs to know which keys hold money, go by tier, have a default or can be measured asks here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplan.inputs.bindings import bindings_of
from csplan.plan.document import PlanFile
from csplan.plan.every_key import keys, keys_of
from csplan.plan.rules import RulePack

if TYPE_CHECKING:
    from collections.abc import Mapping

    from csplan.inputs.bindings import Binding
    from csplan.plan.every_key import Key

_SECTIONS = (*(name for name in PlanFile.model_fields if name != "rules"), "rules")

KEYS: tuple[Key, ...] = (
    *(key for section in PlanFile.model_fields for key in keys_of(section)),
    *keys(RulePack, ("rules",)),
)
"""Every key of a plan, and of a rule pack under ``rules``."""

BINDINGS: tuple[Binding, ...] = tuple(row for section in _SECTIONS for _, row in bindings_of(section))
"""Every key that states an input of the figures."""

ALIASES: Mapping[str, str] = {each.name: each.path[-1] for each in KEYS if each.name != each.path[-1]}
"""Keys whose names in files Python has another use for."""

BY_TIER: frozenset[str] = frozenset(each.name for each in KEYS if each.by_tier)
"""Fields whose values may differ by tier, or also by segment."""

KEY_UNITS: Mapping[str, str] = {
    each.name: each.unit for each in reversed(KEYS) if each.unit.startswith("Money") or each.unit == "Share"
}
"""Units of keys that hold amounts and shares; all others are numbers, times or texts, which say what they are."""


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
