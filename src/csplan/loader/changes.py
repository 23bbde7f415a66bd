"""Changes to a plan's data before it is read: what was given with ``--set``, and the plan's scenarios.

A change is made to plain data, so that every check of a plan holds for it; its place is the option or the scenario.
"""

from __future__ import annotations

import re
import types
import typing
from typing import TYPE_CHECKING, Any, NamedTuple

from pydantic import BaseModel, ValidationError

from csplan.diagnostics import Diagnostic, Where, did_you_mean, quoted
from csplan.inputs import counted_in_book
from csplan.loader.places import Place, changed_place
from csplan.loader.problems import troubles
from csplan.plan.document import PlanFile
from csplan.plan.rules import RulePack
from csplan.plan.scenarios import BASE, Change
from csplan.plan.types import (
    Cost,
    Count,
    HoursOfDay,
    MoneyOrNone,
    PositiveMoney,
    PositiveNumber,
    Ratio,
    Share,
    ShareOrTime,
    Target,
    Time,
)
from csplan.values import Duration, Unreadable, read_duration, read_share, write_duration
from csplan.values.digits import plain, split
from csplan.values.grammar import LOOSE_NUMBER, NUMBER, WIDTHS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from csplan.loader.places import Path, Places
    from csplan.plan.accounts import SegmentSums
    from csplan.plan.document import Plan
    from csplan.plan.types import Currencies

_EXAMPLE = "such as --set segments.mid.complexity=1.1"
_QUOTES = ('"', "'")
_STEP_END = re.compile(r"[.=]")
_NUMBER = re.compile(LOOSE_NUMBER)
_SEVERAL = re.compile(r"\{.*:.*\}", re.DOTALL)
_SHORT: dict[Path, str] = {("rules",): "from", ("accounts",): "file", ("time_log",): "file"}
"""Sections that may be one value, with the key that this value has in the long form."""


def _readers(*kinds: Any) -> list[Any]:  # noqa: ANN401 - annotations
    return [typing.get_args(kind)[1] for kind in kinds]


_SHARES = _readers(Share, Target, Ratio, ShareOrTime)
_AMOUNTS = _readers(Count, PositiveNumber, HoursOfDay, PositiveMoney, Cost, MoneyOrNone, Time)


class _Refused(Exception):  # noqa: N818 - what it says is the finding
    """A change that can't be made; ``at`` and ``width`` are the part of its path that is meant, if one is."""

    def __init__(self, code: str, message: str, hint: str = "", at: int | None = None, width: int = 1) -> None:
        super().__init__(message)
        self.code, self.message, self.hint, self.at, self.width = code, message, hint, at, width


class _Wanted(NamedTuple):
    """A change as it was written, and where."""

    path: str
    value: str
    scenario: str | None
    place: Place


class Changed(NamedTuple):
    """A plan's data with the changes made, and where the changes stand: of those made, and of scenarios not chosen."""

    data: dict[str, Any]
    changes: tuple[Change, ...]
    others: list[tuple[Path, Place]]


def change(  # noqa: PLR0913, PLR0917 - what changes are made to and told by
    data: dict[str, Any],
    places: Places,
    currencies: Currencies,
    scenarios: Sequence[str],
    settings: Sequence[str],
    found: list[Diagnostic],
) -> Changed:
    """Make the changes of the chosen scenarios, then those of ``settings``, each in its order.

    The scenarios that were not chosen are checked for whether they could be. ``places`` learns where the changes are.
    """
    raw: dict[str, Any] = data["scenarios"] if isinstance(data.get("scenarios"), dict) else {}
    stated = {key.strip(): key for key in raw}
    unread = places.main.data.keys() - data.keys()
    wanted: list[_Wanted] = []
    for number, name in enumerate(dict.fromkeys(scenarios), 1):
        if name in stated:
            wanted += _of_scenario(stated[name], raw[stated[name]], places)
        elif name != BASE and "scenarios" not in unread:
            where = Where("--scenario", number, 1, name, len(name))
            hint = did_you_mean(name, (BASE, *stated)) if stated else "the plan has none: add `scenarios:`"
            found.append(Diagnostic("unknown-scenario", "error", f"no scenario is named {quoted(name)}", hint, where))
    for number, text in enumerate(settings, 1):
        setting = _setting(number, text, found)
        if setting is not None:
            wanted.append(setting)
    others = []
    for name, key in stated.items():
        if name not in scenarios:
            others += _check(_of_scenario(key, raw[key], places), data, unread, currencies, found)
    changed, changes, made = _made(wanted, data, unread, found)
    places.changed = made
    return Changed(changed, changes, others)


def _of_scenario(key: str, scenario: Any, places: Places) -> Iterator[_Wanted]:  # noqa: ANN401 - any YAML
    """Return the changes of a scenario, as far as it has the shape of one: validation says where it has not."""
    changes = scenario.get("set") if isinstance(scenario, dict) else None
    for path, value in changes.items() if isinstance(changes, dict) else ():
        if isinstance(value, str):
            at = ("scenarios", key, "set", path)
            yield _Wanted(path, value, key.strip(), Place(places.where(at, key=True), places.where(at)))


def _setting(number: int, text: str, found: list[Diagnostic]) -> _Wanted | None:
    """Cut ``PATH=VALUE`` where its path ends: an equals sign inside quotes is of a name."""
    start = 0
    while True:
        quote = text[start : start + 1]
        closing = text.find(quote, start + 1) if quote in _QUOTES else -1
        end = _STEP_END.search(text, max(closing, start))
        if end is None:
            message = f"{quoted(text)} is no change: PATH=VALUE is meant"
            where = Where("--set", number, 1, text, max(1, len(text)))
            found.append(Diagnostic("change-form", "error", message, _EXAMPLE, where))
            return None
        start = end.end()
        if end[0] == "=":
            break
    path, value = text[: start - 1], text[start:].strip()
    at_path = Where("--set", number, 1, text, max(1, len(path)))
    at_value = Where("--set", number, text.find(value, start) + 1, text, max(1, len(value)))
    return _Wanted(path, value, None, Place(at_path, at_value))


def _made(
    wanted: Iterable[_Wanted], data: dict[str, Any], unread: Collection[str], found: list[Diagnostic]
) -> tuple[dict[str, Any], tuple[Change, ...], dict[Path, Place]]:
    """Make changes one after the other; of a value that changes twice, the last one counts."""
    original = data
    changes: dict[Path, Change] = {}
    made: dict[Path, Place] = {}
    for each in wanted:
        if each.path.partition(".")[0].strip() in unread:
            continue  # its section can't be read, which was said
        try:
            at = _find(each.path, data)
            before = _at(original, at.path)
            value = _value(each.value, _at(data, at.path), at)
        except _Refused as refused:
            where = each.place.key
            if refused.at is not None and each.scenario is None:
                where = where._replace(column=refused.at + 1, width=refused.width)
            found.append(Diagnostic(refused.code, "error", refused.message, refused.hint, where))
            continue
        data = _with(data, at.path, value)
        changes[at.path] = Change(str(at), _written(value), None if before is None else _written(before), each.scenario)
        made[at.path] = each.place
    return data, tuple(changes.values()), made


def _check(
    wanted: Iterable[_Wanted],
    data: dict[str, Any],
    unread: Collection[str],
    currencies: Currencies,
    found: list[Diagnostic],
) -> list[tuple[Path, Place]]:
    """Check the changes of one scenario: of the plan, only what it changes is read again."""
    changed, _, made = _made(wanted, data, unread, found)
    touched: dict[str, Any] = {}
    kept: dict[str, list[int]] = {}
    for path in made:
        section = str(path[0])
        touched[section] = changed[section]
        if isinstance(changed[section], tuple) and len(path) > 1:
            kept.setdefault(section, []).append(int(path[1]))
    for section, indices in kept.items():
        touched[section] = tuple(changed[section][index] for index in indices)
    try:
        PlanFile.model_validate(touched, context=currencies)
    except ValidationError as error:
        for trouble in troubles(error, PlanFile):
            path = trouble.path
            if path[0] in kept and len(path) > 1:
                path = (path[0], kept[str(path[0])][int(path[1])], *path[2:])
            # What else is wrong there is wrong without the scenario too, and was said.
            where = changed_place(made, path, key=trouble.key, stated=_at(data, path) is not None)
            if where is not None:
                found.append(Diagnostic(trouble.code, "error", trouble.message, trouble.hint, where))
    return list(made.items())


def counted(plan: Plan, index: Mapping[str | int, int], changed: Iterable[tuple[Path, Place]]) -> Iterator[Diagnostic]:
    """Report changes that would do nothing, because the account book counts what they state.

    ``index`` has the position in the plan of each segment, by the position in its files.
    """
    teams = plan.document.teams or ()
    for path, place in changed:
        section, at, key = (*path, "", "")[:3]
        if section == "segments" and at in index:
            placed = plan.placed[index[at]]
            name, by_book = placed.segment.name, placed.sums is not None and _counts(placed.sums, str(key))
        elif section == "teams" and key == "csms_now" and int(at) < len(teams):
            name = teams[int(at)].name
            by_book = counted_in_book(plan, name)
        else:
            continue
        if by_book:
            message = f"the account book counts {key} of {name}: a change of it would do nothing"
            hint = "change a copy of the book, and let accounts.file be that"
            yield Diagnostic("counted-in-book", "error", message, hint, place.value)


def _counts(sums: SegmentSums, key: str) -> bool:
    known = {
        "customers": sums.customers,
        "arr": sums.arr,
        "new_customers": sums.new_customers,
        "renewals": sums.renewals,
        "at_risk": sums.at_risk_customers,
        "health": sums.at_risk_customers,
        "csms_now": sums.held or None,
    }
    return sums.customers > 0 and known.get(key) is not None


# --- where a path leads ------------------------------------------------------------------------------------


class _Stand(NamedTuple):
    """How far a path was followed: what is meant to be there, what reads it, what the plan has there, where it ends."""

    meant: Any
    readers: Sequence[Any]
    value: Any
    path: Path
    names: tuple[str, ...]
    end: int

    def onward(self, meant: tuple[Any, Sequence[Any]], value: Any, key: str | int, name: str, end: int) -> _Stand:  # noqa: ANN401 - any YAML
        """Return where one more step leads."""
        written = name if not set(name) & {".", *_QUOTES} else f'"{name}"'
        return _Stand(*meant, value, (*self.path, key), (*self.names, written), end)

    def __str__(self) -> str:
        """The path as users write it."""
        return ".".join(self.names)


def _find(text: str, data: dict[str, Any]) -> _Stand:
    """Follow a path through what the plan says and could say; raises _Refused at the step that leads nowhere."""
    at = _Stand(PlanFile, (), data, (), (), -1)
    while at.end < len(text):
        origin, arguments = typing.get_origin(at.meant), typing.get_args(at.meant)
        if _is_model(at.meant):
            at = _into_section(text, at)
        elif origin is dict:
            at = _into_mapping(text, at, _inside(arguments[1]))
        elif origin is tuple and _is_model(_inside(arguments[0])[0]):
            at = _into_list(text, at, _inside(arguments[0]))
        else:
            what = "a list, which changes as a whole" if origin is tuple else "a single value"
            raise _Refused("unknown-path", f"{at} is {what}", "", at.end + 1, len(text) - at.end - 1)
    if typing.get_origin(at.meant) is dict:
        # What one value for all is read by.
        at = at._replace(readers=_inside(typing.get_args(at.meant)[1])[1])
    return at


def _into_section(text: str, at: _Stand) -> _Stand:
    keys = {field.alias or name: field for name, field in at.meant.model_fields.items()}
    if not at.path:
        del keys["scenarios"]  # of which none changes another
    step, end = _step(text, at.end + 1, keys)
    if step not in keys:
        what = f"{quoted(step)} is no key of {at}" if at.path else f"no section is named {quoted(step)}"
        raise _Refused("unknown-path", what, did_you_mean(step, keys), at.end + 1, end - at.end - 1)
    field = keys[step]
    meant = (RulePack, ()) if (*at.path, step) == ("rules",) else _inside(field.annotation, field.metadata)
    return at.onward(meant, _long(at.value, at.path).get(step), step, step, end)


def _into_mapping(text: str, at: _Stand, each: tuple[Any, Sequence[Any]]) -> _Stand:
    start, value = at.end + 1, at.value
    if isinstance(value, str):
        hint = "change that, or write it by tier in the plan"
        raise _Refused("unknown-path", f"{at} is one value for all", hint, start, len(text) - start)
    stated = {key.strip(): key for key in value} if isinstance(value, dict) else {}
    if _is_model(each[0]):
        step, end = _step(text, start, stated)
        if step not in stated:
            raise _Refused("unknown-path", *_none_named(at, step, stated), start, end - start)
    else:
        # A single value: nothing comes after its name, whatever dots that has; and it may be a new one.
        step, end = _unquoted(text[start:].strip()), len(text)
    key = stated.get(step, step)
    return at.onward(each, value[key] if step in stated else None, key, step, end)


def _into_list(text: str, at: _Stand, each: tuple[Any, Sequence[Any]]) -> _Stand:
    start = at.end + 1
    items: dict[str, int] = {}
    for index, item in enumerate(at.value if isinstance(at.value, tuple) else ()):
        name = item.get("name") if isinstance(item, dict) else None
        if isinstance(name, str):
            items.setdefault(name.strip(), index)
    step, end = _step(text, start, items)
    if step not in items:
        raise _Refused("unknown-path", *_none_named(at, step, items), start, end - start)
    return at.onward(each, at.value[items[step]], items[step], step, end)


def _none_named(at: _Stand, step: str, names: Collection[str]) -> tuple[str, str]:
    if names:
        return f"none of {at} is named {quoted(step)}", did_you_mean(step, names)
    hint = "those of a rule pack can't be changed: state your own" if at.path[-1] == "tiers" else ""
    return f"the plan states no {at}", hint


def _step(text: str, at: int, known: Iterable[str]) -> tuple[str, int]:
    """Return the step that starts at a place, and where it ends: the longest known name, one in quotes, or a word."""
    fitting = (
        name for name in known if text.startswith(name, at) and text[at + len(name) : at + len(name) + 1] in ("", ".")
    )
    longest = max(fitting, key=len, default="")
    if longest:
        return longest, at + len(longest)
    quote = text[at : at + 1]
    closing = text.find(quote, at + 1) if quote in _QUOTES else -1
    end = text.find(".", max(closing, at))
    end = len(text) if end < 0 else end
    return _unquoted(text[at:end].strip()), end


def _unquoted(text: str) -> str:
    whole = len(text) > 1 and text[0] in _QUOTES and text[-1] == text[0]
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


# --- values ------------------------------------------------------------------------------------------------


def _at(data: Any, path: Path) -> Any:  # noqa: ANN401 - any YAML
    """Return what stands at a path; None where nothing does."""
    for position, step in enumerate(path):
        if isinstance(data, tuple):
            data = data[step] if isinstance(step, int) and step < len(data) else None
        else:
            data = _long(data, path[:position]).get(step)
    return data


def _long(data: Any, path: Path) -> dict[str | int, Any]:  # noqa: ANN401 - any YAML
    """Return a mapping as it is, one value in its long form, and anything else as an empty mapping."""
    if isinstance(data, str):
        key = "value" if len(path) > 1 and path[0] == "rules" else _SHORT.get(path)
        return {key: data} if key else {}
    return data if isinstance(data, dict) else {}


def _with(data: Any, path: Path, value: Any, short: Path = ()) -> Any:  # noqa: ANN401 - any YAML
    """Return data that differ in one place; ``short`` is the path that leads to them."""
    if not path:
        return value
    step, rest = path[0], path[1:]
    if isinstance(data, tuple) and isinstance(step, int):
        return (*data[:step], _with(data[step], rest, value, (*short, step)), *data[step + 1 :])
    known = _long(data, short)
    return {**known, step: _with(known.get(step), rest, value, (*short, step))}


def _written(value: Any) -> str:  # noqa: ANN401 - any YAML
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_written(each)}" for key, each in value.items()) + "}"
    return "[" + ", ".join(map(_written, value)) + "]" if isinstance(value, tuple) else str(value)


def _value(text: str, before: Any, at: _Stand) -> Any:  # noqa: ANN401 - any YAML
    """Return the new value: the text, or for a change in percent the old one with its numbers changed."""
    tidy = text.strip().translate(WIDTHS).replace("−", "-")  # csplan itself prints the true minus
    if _SEVERAL.fullmatch(tidy):
        message, one = f"{at} is given several values, where one is meant", "change one of them: "
        hint = f"{one}{at}.{min(before)}" if isinstance(before, dict) and before else "write several in the plan"
        raise _Refused("change-form", message, hint, at.end + 1, len(text))
    if tidy[:1] not in ("+", "-") or not tidy.endswith("%"):
        return text
    readers = at.readers
    if any(each in _SHARES for each in readers):
        message = f"{at} is a share, of which {tidy} could mean percent or points"
        raise _Refused("relative-change", message, "write the new share, such as 85%; a negative one as -0.05")
    if not any(each in _AMOUNTS for each in readers):
        return text
    try:
        share = read_share(tidy[1:])
    except Unreadable as unreadable:
        raise _Refused("relative-change", unreadable.message, unreadable.hint) from None
    if tidy[0] == "-" and share > 1:
        raise _Refused("relative-change", f"{tidy} would leave less than nothing", "-100% leaves nothing")
    if before is None:
        message = f"{at} is not stated, so there is nothing that {tidy} could be of"
        raise _Refused("relative-change", message, "write the new value, unless the account book counts it")
    return _scaled(before, split(-share if tidy[0] == "-" else share), at)


def _scaled(value: Any, share: tuple[int, int], at: _Stand) -> Any:  # noqa: ANN401 - any YAML
    """Return a value changed by a share (digits and exponent), in decimal arithmetic; units and signs stay."""
    if isinstance(value, dict):
        return {key: _scaled(each, share, at) for key, each in value.items()}
    if not isinstance(value, str):
        return value  # of the wrong shape, as validation says
    digits, exponent = share

    def scaled(x: float) -> tuple[int, int]:
        own, power = split(x)
        return own * (10**-exponent + digits), power + exponent

    text = value.translate(WIDTHS)
    numbers = [match for match in _NUMBER.finditer(text) if NUMBER.fullmatch(match[0])]
    if not numbers:
        message = f"{at} is {quoted(value)}, which can't change in percent"
        raise _Refused("relative-change", message, "write the new value")
    if len(numbers) > 1:
        try:
            hours, days = (float("{}e{}".format(*scaled(part))) for part in read_duration(text))
        except Unreadable:
            return value  # as validation says
        return write_duration(Duration(hours, days))
    [number] = numbers
    return text[: number.start()] + plain(*scaled(float(number[0].replace(",", "")))) + text[number.end() :]
