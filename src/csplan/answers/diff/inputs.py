"""What changed in the inputs of a plan, a row each: what was there and what is, why, and where it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from csplan.answers.diff import words
from csplan.answers.diff.outcomes import segment_nodes
from csplan.inputs.all_bindings import BINDINGS
from csplan.lang.say import later, say
from csplan.plan.types import ALL, Section
from csplan.report.report import Column
from csplan.studies.diff.keys import Places, names_before, unit_of
from csplan.values import Duration, Promise, show_number, write_duration, write_promise

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from csplan.findings.diagnostic import Where
    from csplan.inputs.build import Inputs
    from csplan.report.report import Row
    from csplan.studies.diff.causes import Comparison
    from csplan.studies.diff.changes import Change, Path
    from csplan.studies.diff.sides import Side

    Standing = tuple[float | str, str] | None

INPUT_COLUMNS = (
    Column("section", "Text"),
    Column("name", "Text"),
    Column("input", "Text"),
    Column("change", "Text"),
    Column("before", "Text"),
    Column("after", "Text"),
    Column("unit", "Text"),
    Column("basis_before", "Text"),
    Column("basis_after", "Text"),
    Column("text", "Text"),
    Column("old", "Place"),
    Column("new", "Place"),
)
INPUTS_SHOWN = (
    Column("what", "Text", "what"),
    Column("text", "Text", "change"),
    Column("old", "Place", later("was at")),
    Column("new", "Place", later("is at")),
)


def inputs_of(found: Comparison) -> list[Row]:
    """Return a row for each change, in the order of the plan file."""
    places = Places(found.pair.old, names_before(found.pair.names)), Places(found.pair.new)
    return [_input(change, found, places) for change in found.changes]


def _input(change: Change, found: Comparison, places: tuple[Places, Places]) -> Row:
    path, both = change.path, found.pair
    currencies = both.old.plan.currency, both.new.plan.currency
    counts = standing(change, found)
    kind = (
        "renamed"
        if change.renamed
        else "added"
        if change.before is None and counts[0] is None
        else "removed"
        if change.after is None and counts[1] is None
        else "changed"
    )
    gone = kind == "removed" and isinstance(words.number_of(change.before), Section)
    new = kind == "added" and isinstance(words.number_of(change.after), Section)
    measured = path[0] in {"book", "log", "history"}
    basis = [
        ("measured" if measured else "stated") if value is not None else default and default[1]
        for value, default in zip((change.before, change.after), counts, strict=True)
    ]
    name, text, key = _thing(path), words.what(change), words.parts(change)[1]
    return {
        "section": {"book": "accounts", "log": "time_log", "history": "snapshots"}.get(path[0], path[0]),
        "name": name,
        "input": key or (text if name is None and path[1:] else None),
        "change": kind,
        "before": _value(change.before, counts[0]),
        "after": _value(change.after, counts[1]),
        "unit": unit_of(path) or None,
        "basis_before": basis[0],
        "basis_after": basis[1],
        "text": words.values(change, currencies, counts)
        + (f" ({say('account book')})" if path[0] == "book" and not change.whole else ""),
        "old": None if new else _place(places[0].where(path)),
        "new": None if gone else _place(places[1].where(path)),
        "what": text,
    }


def _thing(path: Sequence[str]) -> str | None:
    """Return the name of what a change is of."""
    if path[0] == "economics" and len(path) > 2 and path[1] in {"costs", "spending"}:  # noqa: PLR2004
        return path[2]
    named = path[0] in {"roles", "tiers", "teams", "segments", "tasks", "desks", "costs", "book", "log"}
    return path[1] if named and len(path) > 1 else None


def standing(change: Change, found: Comparison) -> tuple[Standing, Standing]:
    """Return what counts in each plan where it says nothing, and why: by default, or because a record says so."""
    both = found.pair
    return (
        _standing(change.path, both.old, found.old, names_before(both.names)),
        _standing(change.path, both.new, found.new, {}),
    )


def _standing(path: Path, side: Side, inputs: Inputs, was: Mapping[str, Mapping[str, str]]) -> Standing:
    section, *keys = path
    usual = next((row.default for row in BINDINGS if row.path == path and row.level == "plan"), None)
    if usual is not None:
        return usual, "default"
    if section == "tasks" and keys[1:]:
        return _measured(side, keys)
    if section not in {"segments", "roles"} or not keys[1:]:
        return None
    name, key = was.get(section, {}).get(keys[0], keys[0]), keys[-1]
    if section == "segments" and key in {"tier", "role", "team"}:
        placed = inputs.placed[name]
        counts = {"tier": placed.tier.name if placed.tier else None, "role": placed.role, "team": placed.team}[key]
        return (counts, "default") if counts is not None else None
    level = section[:-1]
    row = next((row for row in BINDINGS if row.level == level and row.field == key), None)
    known = inputs.origins.get((level, name), {})
    origin = next((known[each] for each in row.names if each in known), None) if row else None
    if row is None or origin is None or origin.kind == "stated":
        return None
    nodes = segment_nodes(inputs) if level == "segment" else [team.above["role"] for team in inputs.root.below["team"]]
    node = next(each for each in nodes if each.name == name)
    hours = row.read == "time"
    value = write_duration(Duration(node.value(f"{row.name}_hours"), 0.0)) if hours else node.value(key)
    return value, origin.kind


def _measured(side: Side, keys: Sequence[str]) -> Standing:
    """Return what the log measured of a task: its minutes in all tiers, its times in one, or in each."""
    task, key, *tier = keys
    if side.record is None:
        return None
    if key == "takes" and task in side.record.by_task:
        return f"{show_number(side.record.by_task[task].takes.value)} min", "measured"
    if key != "times":
        return None
    in_tiers = ((each.name, side.record.find(task, each.name)) for each in side.document.tiers or ())
    times = {name: found.times.value for name, found in in_tiers if found and found.times}
    if tier:
        return (times[tier[0]], "measured") if tier[0] in times else None
    return (", ".join(f"{name} {show_number(value)}" for name, value in times.items()), "measured") if times else None


def _value(stated: Any, standing: tuple[float | str, str] | None) -> Any:  # noqa: ANN401 - any value of a plan
    """Return a value as JSON has it; what is no single value is left to the text."""
    value = words.number_of(standing[0] if stated is None and standing is not None else stated)
    if isinstance(value, Duration):
        return write_duration(value)
    if isinstance(value, Promise):
        return write_promise(value)
    if isinstance(value, dict):
        if ALL in value:
            return value[ALL]
        return None
    return value if isinstance(value, str | int | float) else None


def _place(place: Where) -> Row:
    return {"file": place.file, "line": place.line, "column": place.column}
