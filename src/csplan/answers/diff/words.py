"""Changes of a plan in words: what they are of, what was there and what is, what they add up to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from csplan.inputs.bindings import ALIASES, BY_TIER
from csplan.lang.say import say, say_many
from csplan.plan.accounts import SegmentSums
from csplan.plan.types import ALL, Amount, Section, Sourced
from csplan.studies.diff.changes import name_of
from csplan.studies.diff.keys import unit_of
from csplan.studies.diff.sides import Rows
from csplan.values import (
    Duration,
    Money,
    Promise,
    show_number,
    show_share,
    write_duration,
    write_money,
    write_number,
    write_promise,
    write_share,
    write_time_of_day,
)
from csplan.values.units import shown

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from csplan.studies.diff.changes import Change, Path

_KINDS = {
    "book": "segment",
    "log": "task",
    "roles": "role",
    "teams": "team",
    "tiers": "tier",
    "segments": "segment",
    "tasks": "task",
    "desks": "desk",
    "costs": "cost",
    "spending": "spending",
}
"""What one thing of a section is called."""
_FEW = 3
"""What is said of a thing that is new or gone: no more than that."""
_DIGITS = 12
"""More are of how numbers are kept, not of what anyone wrote."""
GROUPS = {
    "bands": "tiers and their bands",
    "fx": "exchange rates",
    "currency": "the currency, and all amounts with it",
    "accounts": "account book",
    "log": "time log",
    "history": "another record of customers",
}
"""What changes are called that are one cause because each means little alone."""


def what(change: Change) -> str:
    """Name what a change is of: ``small shops: arr``, ``task onboarding: times, high``."""
    section, *keys = change.path
    if section == "history":
        return "the record of customers"
    if section in {"book", "log"}:
        kind = "segment" if section == "book" else "task"
        key = keys[1:] and f": {', '.join(filter(None, keys[1:]))}".replace(": held", ": held by")
        return f"{kind} {keys[0]}{key or ''}"
    if section == "economics" and keys[:1] in (["costs"], ["spending"]) and keys[1:]:
        section, *keys = keys
    if section in _KINDS and keys:
        tail = _keys(keys[1:])
        return f"{_KINDS[section]} {keys[0]}{': ' if tail else ''}{tail}"
    if section == "roles":
        return "first role, the default"
    if section == "economics":
        return _keys(keys) or section
    return f"{section}{': ' if keys else ''}{_keys(keys)}"


def _keys(keys: Sequence[str]) -> str:
    """Join keys as in ``time.internal``, a tier after a comma; what stands for all tiers is left out."""
    kept = [ALIASES.get(key, key) for key in keys if key not in {ALL, "value"}]
    if len(kept) > 1 and kept[-2] in BY_TIER:
        return f"{'.'.join(kept[:-1])}, {kept[-1]}"
    if kept[:1] == ["arr_per_csm"] and len(kept) > 1:
        return f"arr_per_csm where {kept[1]}"
    return ".".join(kept)


def values(change: Change, currencies: tuple[str, str], defaults: tuple[Any, Any]) -> str:
    """Say what was there and what is: ``3.1M → 3.5M``; ``defaults`` are what counts where nothing is stated."""
    before, after = number_of(change.before), number_of(change.after)
    if change.renamed:
        return f"renamed, was {before}"
    if isinstance(before or after, Section) and (before is None or after is None):
        side = 0 if after is None else 1
        thing = before or after
        said = (not change.path[1:] and name_of(thing)) or _said(thing, currencies[side])
        return f"{'added' if side else 'removed'}{': ' if said else ''}{said}"
    if isinstance(before, Rows) and before == after:
        return say("{rows}, which say something else", rows=_text(before, "", ""))
    if change.path[-1] == "held":
        counts = [f"{len(each or ())} CSM{'' if len(each or ()) == 1 else 's'}" for each in (before, after)]
        return " → ".join(counts) if counts[0] != counts[1] else f"{counts[0]}, who hold other customers than before"
    pair = [
        _value(stated, change.path, currency, default)
        for stated, currency, default in zip((before, after), currencies, defaults, strict=True)
    ]
    if pair[0] == pair[1]:
        pair = [
            _value(stated, change.path, currency, default, exact=True)
            for stated, currency, default in zip((before, after), currencies, defaults, strict=True)
        ]
    return " → ".join(pair) + (" (in digits that don't show)" if pair[0] == pair[1] else "")


def number_of(value: Any) -> Any:  # noqa: ANN401 - any value of a plan
    """Return the number of one with a source; anything else as it is."""
    return value.value if isinstance(value, Sourced) else value


def _value(stated: Any, path: Path, currency: str, default: Any, *, exact: bool = False) -> str:  # noqa: ANN401
    unit = unit_of(path)
    if path[-1] == "lead" and stated is not None:
        return say_many(stated, "1 month", "{number} months", number=write_number(float(f"{stated:.6g}")))
    if stated is None and default is not None:
        value, kind = default
        return f"{_text(value, unit, currency, exact=exact)} ({kind})"
    return _text(stated, unit, currency, exact=exact or _as_stated(unit, path))


def _as_stated(unit: str, path: Path) -> bool:
    """Tell whether a value shows with all the digits that the plan has: a factor or a rate, but no measurement."""
    return not unit and path[0] != "log"


def _text(value: Any, unit: str, currency: str, *, exact: bool = False) -> str:  # noqa: ANN401, C901, PLR0911 - any value of a plan
    if value is None:
        return "–"
    if isinstance(value, Rows):
        return say_many(value.rows, "1 row to {last}", "{rows} rows to {last}", rows=f"{value.rows:,}", last=value.last)
    if type(value) in _WRITTEN:
        return _WRITTEN[type(value)](value)
    if isinstance(value, float | int):
        unit = "Money" if isinstance(value, Amount) else unit
        if unit == "TimeOfDay":
            return write_time_of_day(value)
        if exact:
            return _exact(float(value), unit, currency)
        return f"{show_number(value, 0)} min" if unit == "Minutes" else shown(float(value), unit, currency)
    if isinstance(value, dict):
        if ALL in value:
            return _text(value[ALL], unit, currency, exact=exact)
        return ", ".join(f"{key} {_text(each, unit, currency, exact=exact)}" for key, each in value.items())
    if isinstance(value, tuple) and not unit and _is_whole(value):
        return ", ".join(show_share(each) for each in value)
    if isinstance(value, tuple):
        return ", ".join(_text(each, unit, currency, exact=exact) for each in value) or "none"
    if isinstance(value, SegmentSums):
        return f"{show_number(value.customers)} customers, arr {shown(value.arr, 'Money', currency)} (account book)"
    if isinstance(value, Section):
        return name_of(value) or _said(value, currency)
    return str(value)


def _is_whole(value: tuple[Any, ...]) -> bool:
    """Tell whether numbers are the shares of a whole, such as those of the months of a year."""
    numbers = [each for each in value if isinstance(each, float)]
    return len(numbers) == len(value) > 1 and abs(sum(numbers) - 1) < 1e-9  # noqa: PLR2004 - floating point


_WRITTEN: dict[type, Callable[[Any], str]] = {Duration: write_duration, Promise: write_promise}
"""What is written back as it was read."""


def _exact(value: float, unit: str, currency: str) -> str:
    """Write a number with all its digits, where fewer would show no difference; not those of binary fractions."""
    value = float(f"{value:.{_DIGITS}g}")
    if unit.startswith("Money"):
        return write_money(Money(value, currency)).removesuffix(f" {currency}")
    return write_share(value) if unit == "Share" else write_number(value)


def _said(thing: Section, currency: str) -> str:
    """Say the first few things of what is said of something."""
    parts = []
    for key in type(thing).model_fields:
        value = getattr(thing, key)
        if value is not None and key not in {"name", "aliases", "source", "note", "title", "csplan"}:
            unit = unit_of(("", key))
            text = _text(value, unit, currency, exact=not unit)
            parts.append(f"{ALIASES.get(key, key)} {text}")
    return ", ".join(parts[:_FEW])


def together(changes: Sequence[Change]) -> str:
    """Name changes that are one cause: ``takes of 50 tasks``, ``tier bands``."""
    first = changes[0]
    if len(changes) == 1:
        return what(first)
    sections = {change.path[0] for change in changes}
    names = list(dict.fromkeys(what(change) for change in changes))
    if sections == {first.path[0]} and first.path[0] in _KINDS and len({change.path[2:3] for change in changes}) == 1:
        key = ".".join(first.path[2:3])
        things = len({change.path[1] for change in changes})
        kinds = f"{things} {_KINDS[first.path[0]]}s" if things > 1 else f"{_KINDS[first.path[0]]} {first.path[1]}"
        return f"{key} of {kinds}" if key else f"{kinds} {_verb(changes)}"
    if len(names) <= _FEW:
        return "; ".join(names)
    return f"{'; '.join(names[: _FEW - 1])} and {len(names) - _FEW + 1} more"


def _verb(changes: Sequence[Change]) -> str:
    verbs = {"added" if each.before is None else "removed" if each.after is None else "changed" for each in changes}
    return " or ".join(sorted(verbs))
