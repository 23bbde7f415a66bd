"""Things that stand under another name: found by what else is said of them, and renamed in the old plan."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from csplan.inputs.all_bindings import BY_TIER
from csplan.studies.diff.changes import by_name

if TYPE_CHECKING:
    from collections.abc import Mapping

    from csplan.plan.document import PlanFile
    from csplan.plan.types import Section

    Names = Mapping[str, str]
    Thing = TypeVar("Thing", bound=Section)

ALIKE = 2 / 3
"""Share of what is said of a thing that has to be the same for it to be the same thing under another name."""
_LEAST_ALIKE = 2
"""One thing in common, such as that both are internal, says nothing."""
_MOST_PAIRS = 10_000
"""More things than that many pairs of are taken for what they seem: gone, and new."""
_REFERENCES = {"roles": "role", "tiers": "tier", "teams": "team"}
"""The key by which other parts of the plan name a thing of a section."""


def renames(old: PlanFile, new: PlanFile) -> tuple[PlanFile, dict[str, dict[str, str]]]:
    """Return OLD with the names that things have in NEW, and the new name by the old one, by section.

    Cost lines are section ``costs``.
    """
    found: dict[str, dict[str, str]] = {}
    # What is named by others comes first: a team is the same although its role has another name.
    for section in ("roles", "tiers", "teams", "segments", "tasks", "desks", "costs"):
        names = _pairs(_things(old, section), _things(new, section))
        if names:
            found[section] = names
            old = _renamed(old, {section: names})
    return old, found


def _things(document: PlanFile, section: str) -> dict[str, Any]:
    if section == "costs":
        items: Any = document.economics.costs if document.economics else None
    else:
        items = getattr(document, section)
    return items if isinstance(items, dict) else by_name(items or ()) or {}


def _pairs(old: Mapping[str, Any], new: Mapping[str, Any]) -> dict[str, str]:
    gone = [name for name in old if name not in new]
    come = [name for name in new if name not in old]
    if len(gone) * len(come) > _MOST_PAIRS:
        return {}
    scored = sorted(
        ((_likeness(old[was], new[now]), was, now) for was in gone for now in come), key=lambda each: -each[0]
    )
    result: dict[str, str] = {}
    for likeness, was, now in scored:
        if likeness >= ALIKE and was not in result and now not in result.values():
            result[was] = now
    return result


def _likeness(old: Section, new: Section) -> float:
    """Return the share of what either says of itself, its name apart, that both say alike."""
    pairs = [(getattr(old, name), getattr(new, name)) for name in type(old).model_fields if name != "name"]
    said = [(before, after) for before, after in pairs if before is not None or after is not None]
    alike = sum(before == after for before, after in said)
    return alike / len(said) if alike >= _LEAST_ALIKE else 0.0


def _renamed(document: PlanFile, names: Mapping[str, Names]) -> PlanFile:
    """Return a plan's document in which things have their new names, wherever they are named."""
    change: dict[str, Any] = {}
    for section in ("tiers", "teams", "segments", "tasks", "desks"):
        items = getattr(document, section)
        change[section] = items and tuple(_named(item, section, names) for item in items)
    if names.get("segments"):
        # A name that a tier has too is taken for the tier's.
        tiers = {tier.name for tier in document.tiers or ()}
        segments = {was: now for was, now in names["segments"].items() if was not in tiers}
        change["tasks"] = document.tasks and tuple(_by_new_names(task, segments) for task in document.tasks)
    roles = names.get("roles", {})
    change["roles"] = {roles.get(name, name): role for name, role in (document.roles or {}).items()}
    if document.economics is not None:
        costs = document.economics.costs
        lines = costs and tuple(_named(line, "costs", names) for line in costs)
        economics = document.economics.model_copy(update={"costs": lines})
        change["economics"] = _by_new_names(economics, names.get("tiers", {}))
    return document.model_copy(update=change)


def _named(item: Thing, section: str, names: Mapping[str, Names]) -> Thing:
    fields = type(item).model_fields
    keys = [("name", names.get(section, {}))]
    keys += [(key, names.get(others, {})) for others, key in _REFERENCES.items() if key in fields]
    update: dict[str, Any] = {key: known[getattr(item, key)] for key, known in keys if getattr(item, key) in known}
    for key in ("tasks", "segments"):  # lists of names, as desks have them
        if key in fields and getattr(item, key) and names.get(key):
            update[key] = tuple(names[key].get(each, each) for each in getattr(item, key))
    return _by_new_names(item.model_copy(update=update) if update else item, names.get("tiers", {}))


def _by_new_names(item: Thing, names: Names) -> Thing:
    """Rename the tiers, or segments, by which any values of an item differ."""
    values = {name: getattr(item, name) for name in type(item).model_fields}
    update = {
        name: {names.get(key, key): each for key, each in value.items()}
        for name, value in values.items()
        if name in BY_TIER and value and not value.keys().isdisjoint(names)
    }
    return item.model_copy(update=update) if update else item
