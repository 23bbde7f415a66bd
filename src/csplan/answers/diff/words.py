"""Changes of a plan in words: what they are of, what was there and what is, what they add up to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from csplan.inputs.all_bindings import ALIASES, BY_TIER
from csplan.lang.say import later, say, say_many
from csplan.plan.accounts import SegmentSums
from csplan.plan.types import ALL, Amount, Section, Sourced
from csplan.studies.diff.changes import name_of
from csplan.studies.diff.keys import unit_in, unit_of
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
    "book": later("segment {name}"),
    "log": later("task {name}"),
    "roles": later("role {name}"),
    "teams": later("team {name}"),
    "tiers": later("tier {name}"),
    "segments": later("segment {name}"),
    "tasks": later("task {name}"),
    "desks": later("desk {name}"),
    "costs": later("cost {name}"),
    "spending": later("spending {name}"),
}
"""What one thing of a section is called."""
_MANY = {
    "book": later("{count} segments"),
    "log": later("{count} tasks"),
    "roles": later("{count} roles"),
    "teams": later("{count} teams"),
    "tiers": later("{count} tiers"),
    "segments": later("{count} segments"),
    "tasks": later("{count} tasks"),
    "desks": later("{count} desks"),
    "costs": later("{count} costs"),
    "spending": later("{count} spendings"),
}
"""What several things of a section are called."""
_DONE = {
    ("added",): later("{things} added"),
    ("changed",): later("{things} changed"),
    ("removed",): later("{things} removed"),
    ("added", "changed"): later("{things} added or changed"),
    ("added", "removed"): later("{things} added or removed"),
    ("changed", "removed"): later("{things} changed or removed"),
    ("added", "changed", "removed"): later("{things} added or changed or removed"),
}
_FEW = 3
"""What is said of a thing that is new or gone: no more than that."""
_DIGITS = 12
"""More are of how numbers are kept, not of what anyone wrote."""
GROUPS = {
    "bands": later("tiers and their bands"),
    "fx": later("exchange rates"),
    "currency": later("the currency, and all amounts with it"),
    "accounts": later("account book"),
    "log": later("time log"),
    "history": later("another record of customers"),
}
"""What changes are called that are one cause because each means little alone."""


def what(change: Change) -> str:
    """Name what a change is of: ``segment small shops: arr``, ``task onboarding: times, high``."""
    thing, key = parts(change)
    return say("{thing}: {key}", thing=thing, key=key) if thing and key else thing or key


def parts(change: Change) -> tuple[str, str]:
    """Name the thing that a change is of, and the key of it; nothing where there is none."""
    section, *keys = change.path
    if section == "history":
        return say("the record of customers"), ""
    if section in {"book", "log"}:
        key = say("held by") if keys[1:] == ["held"] else ", ".join(filter(None, keys[1:]))
        return say(_KINDS[section], name=keys[0]), key
    if section == "economics" and keys[:1] in (["costs"], ["spending"]) and keys[1:]:
        section, *keys = keys
    if section in _KINDS and keys:
        return say(_KINDS[section], name=keys[0]), _keys(keys[1:])
    if section == "roles":
        return say("first role, the default"), ""
    if section == "economics":
        return "", _keys(keys) or section
    return section, _keys(keys)


def _keys(keys: Sequence[str]) -> str:
    """Join keys as in ``time.internal``, a tier after a comma; what stands for all tiers is left out."""
    kept = [ALIASES.get(key, key) for key in keys if key not in {ALL, "value"}]
    if len(kept) > 1 and kept[-2] in BY_TIER:
        return f"{'.'.join(kept[:-1])}, {kept[-1]}"
    if kept[:1] == ["arr_per_csm"] and len(kept) > 1:
        return say("arr_per_csm where {condition}", condition=kept[1])
    return ".".join(kept)


def values(change: Change, currencies: tuple[str, str], defaults: tuple[Any, Any]) -> str:
    """Say what was there and what is: ``3.1M → 3.5M``; ``defaults`` are what counts where nothing is stated."""
    before, after = number_of(change.before), number_of(change.after)
    if change.renamed:
        return say("renamed, was {before}", before=before)
    if isinstance(before or after, Section) and (before is None or after is None):
        side = 0 if after is None else 1
        thing = before or after
        said = (not change.path[1:] and name_of(thing)) or _said(thing, currencies[side])
        return _come_or_gone(said, come=side == 1)
    if isinstance(before, Rows) and before == after:
        return say("{rows}, which say something else", rows=_text(before, "", ""))
    if change.path[-1] == "held":
        return _held(len(before or ()), len(after or ()))
    pair = [
        _value(stated, change.path, currency, default)
        for stated, currency, default in zip((before, after), currencies, defaults, strict=True)
    ]
    if pair[0] == pair[1]:
        pair = [
            _value(stated, change.path, currency, default, exact=True)
            for stated, currency, default in zip((before, after), currencies, defaults, strict=True)
        ]
    if pair[0] == pair[1] and isinstance(before, tuple) and isinstance(after, tuple):
        others = [_of_others(before, after, currencies[0]), _of_others(after, before, currencies[1])]
        pair = others if any(others) else pair
    change_of = " → ".join(pair)
    return say("{change} (in digits that don't show)", change=change_of) if pair[0] == pair[1] else change_of


def _of_others(items: tuple[Any, ...], others: tuple[Any, ...], currency: str) -> str:
    """Say what is said of things that are not the same among others: their names alone do not tell them apart."""
    said = (_said(each, currency) if isinstance(each, Section) else str(each) for each in items if each not in others)
    return "; ".join(said)


def _come_or_gone(said: str, *, come: bool) -> str:
    if not said:
        return say("added") if come else say("removed")
    return say("added: {what}", what=said) if come else say("removed: {what}", what=said)


def _held(before: int, after: int) -> str:
    old, new = (say_many(number, "1 CSM", "{count} CSMs", count=number) for number in (before, after))
    return f"{old} → {new}" if before != after else say("{csms}, who hold other customers than before", csms=new)


def number_of(value: Any) -> Any:  # noqa: ANN401 - any value of a plan
    """Return the number of one with a source; anything else as it is."""
    return value.value if isinstance(value, Sourced) else value


def _value(stated: Any, path: Path, currency: str, default: Any, *, exact: bool = False) -> str:  # noqa: ANN401
    unit = unit_of(path)
    if path[-1] == "lead" and path[0] == "roles" and stated is not None:
        return say_many(stated, "1 month", "{number} months", number=write_number(float(f"{stated:.6g}")))
    if stated is None and default is not None:
        value, kind = default
        return f"{_text(value, unit, currency, exact=exact)} ({say(kind)})"
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
        if unit in _IN_UNITS:
            return _IN_UNITS[unit](float(value))
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
        return ", ".join(_text(each, unit, currency, exact=exact) for each in value) or say("none")
    if isinstance(value, SegmentSums):
        facts = {"customers": show_number(value.customers), "arr": shown(value.arr, "Money", currency)}
        return say_many(
            value.customers,
            "1 customer, arr {arr} (account book)",
            "{customers} customers, arr {arr} (account book)",
            **facts,
        )
    if isinstance(value, Section):
        return name_of(value) or _said(value, currency)
    return str(value)


def _is_whole(value: tuple[Any, ...]) -> bool:
    """Tell whether numbers are the shares of a whole, such as those of the months of a year."""
    numbers = [each for each in value if isinstance(each, float)]
    return len(numbers) == len(value) > 1 and abs(sum(numbers) - 1) < 1e-9  # noqa: PLR2004 - floating point


_WRITTEN: dict[type, Callable[[Any], str]] = {Duration: write_duration, Promise: write_promise}
"""What is written back as it was read."""
_IN_UNITS: dict[str, Callable[[float], str]] = {
    "TimeOfDay": write_time_of_day,
    "Days": lambda days: f"{write_number(days)} d",
}
"""Numbers of these units likewise."""


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
            unit = unit_in(type(thing), key)
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
        section, key = first.path[0], ".".join(first.path[2:3])
        count = len({change.path[1] for change in changes})
        things = say_many(count, _KINDS[section], _MANY[section], name=first.path[1], count=count)
        return say("{key} of {things}", key=key, things=things) if key else say(_DONE[_done(changes)], things=things)
    if len(names) <= _FEW:
        return "; ".join(names)
    shown_names, more = names[: _FEW - 1], len(names) - _FEW + 1
    return say("{names} and {more} more", names="; ".join(shown_names), more=more)


def _done(changes: Sequence[Change]) -> tuple[str, ...]:
    verbs = {"added" if each.before is None else "removed" if each.after is None else "changed" for each in changes}
    return tuple(sorted(verbs))
