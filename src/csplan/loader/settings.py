"""Changes to a plan's data before it is read: what was given with ``--set``, and the plan's scenarios.

A change is made to plain data, so that every check of a plan holds for it; its place is the option or the scenario.
"""

from __future__ import annotations

import re
import typing
from typing import TYPE_CHECKING, Any, NamedTuple

from pydantic import ValidationError

from csplan.findings.catalogue import settings as records
from csplan.findings.diagnostic import Finding, Where, did_you_mean, quoted
from csplan.findings.record import found as finding
from csplan.findings.record import refused
from csplan.inputs.build import counted_in_book
from csplan.inputs.collect import Collector
from csplan.loader.places import Place, changed_place
from csplan.loader.problems import path_of, troubles
from csplan.loader.steps import QUOTES, Refused, Stand, changes_as_a_whole, find, long_form, takes_a_list, unquoted
from csplan.plan.document import model_of, read_document
from csplan.plan.scenarios import BASE, Change
from csplan.plan.types import UNITS
from csplan.values import Duration, Unreadable, read_duration, read_share, write_duration
from csplan.values.digits import plain, split
from csplan.values.grammar import LOOSE_NUMBER, NUMBER, WIDTHS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from csplan.loader.places import Path, Places
    from csplan.measure.customers import Customers
    from csplan.plan.accounts import SegmentSums
    from csplan.plan.currencies import Currencies
    from csplan.plan.plan import Plan

_EXAMPLE = "such as --set segments.mid.complexity=1.1"
_STEP_END = re.compile(r"[.=]")
_NUMBER = re.compile(LOOSE_NUMBER)
_SEVERAL = re.compile(r"\{.*:.*\}", re.DOTALL)
_LIST = re.compile(r"\[(.*)\]", re.DOTALL)
_UNITS = [(typing.get_args(kind)[1], unit) for kind, unit in UNITS.items()]
"""What reads a value, with the unit of what it reads."""


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
    found: list[Finding],
    *,
    others: bool = True,
) -> Changed:
    """Make the changes of the chosen scenarios, then those of ``settings``, each in its order.

    With ``others``, the scenarios that were not chosen are checked for whether they could be. ``places`` learns where
    the changes are.
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
            hint = did_you_mean(name, (BASE, *stated)) if stated else ""
            record = records.UNKNOWN_SCENARIO if stated else records.NO_SCENARIOS
            found.append(finding(record, where, hint=hint, name=quoted(name)))
    for number, text in enumerate(settings, 1):
        setting = _setting(number, text, found)
        if setting is not None:
            wanted.append(setting)
    checked = []
    for name, key in stated.items() if others else ():
        if name not in scenarios:
            checked += _check(_of_scenario(key, raw[key], places), data, unread, currencies, found)
    changed, changes, made = _made(wanted, data, unread, found)
    places.changed = made
    return Changed(changed, changes, checked)


def _of_scenario(key: str, scenario: Any, places: Places) -> Iterator[_Wanted]:  # noqa: ANN401 - any YAML
    """Return the changes of a scenario, as far as it has the shape of one: validation says where it has not."""
    changes = scenario.get("set") if isinstance(scenario, dict) else None
    for path, value in changes.items() if isinstance(changes, dict) else ():
        if isinstance(value, str):
            at = ("scenarios", key, "set", path)
            yield _Wanted(path, value, key.strip(), Place(places.where(at, key=True), places.where(at)))


def _setting(number: int, text: str, found: list[Finding]) -> _Wanted | None:
    """Cut ``PATH=VALUE`` where its path ends: an equals sign inside quotes is of a name."""
    start = 0
    while True:
        quote = text[start : start + 1]
        closing = text.find(quote, start + 1) if quote in QUOTES else -1
        end = _STEP_END.search(text, max(closing, start))
        if end is None:
            where = Where("--set", number, 1, text, max(1, len(text)))
            found.append(finding(records.CHANGE_FORM, where, text=quoted(text), example=_EXAMPLE))
            return None
        start = end.end()
        if end[0] == "=":
            break
    path, value = text[: start - 1], text[start:].strip()
    at_path = Where("--set", number, 1, text, max(1, len(path)))
    at_value = Where("--set", number, text.find(value, start) + 1, text, max(1, len(value)))
    return _Wanted(path, value, None, Place(at_path, at_value))


def _made(
    wanted: Iterable[_Wanted], data: dict[str, Any], unread: Collection[str], found: list[Finding]
) -> tuple[dict[str, Any], tuple[Change, ...], dict[Path, Place]]:
    """Make changes one after the other; of a value that changes twice, the last one counts."""
    original = data
    changes: dict[Path, Change] = {}
    made: dict[Path, Place] = {}
    for each in wanted:
        if each.path.partition(".")[0].strip() in unread:
            continue  # its section can't be read, which was said
        try:
            at = find(each.path, data)
            before = _at(original, at.path)
            value = _value(each.value, _at(data, at.path), at)
        except Refused as refused:
            where = each.place.key
            if refused.at is not None and each.scenario is None:
                where = where._replace(column=refused.at + 1, width=refused.width)
            found.append(refused.finding._replace(where=where))
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
    found: list[Finding],
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
        read_document(touched, currencies, {*data, *touched})
    except ValidationError as error:
        for trouble in troubles(error, model_of()):
            path, key = path_of(trouble), bool(trouble.at and trouble.at.key)
            if path[0] in kept and len(path) > 1:
                path = (path[0], kept[str(path[0])][int(path[1])], *path[2:])
            # What else is wrong there is wrong without the scenario too, and was said.
            where = changed_place(made, path, key=key, stated=_at(data, path) is not None)
            if where is not None:
                found.append(trouble._replace(where=where, at=None))
    return list(made.items())


def counted(plan: Plan, index: Mapping[str | int, int], changed: Iterable[tuple[Path, Place]]) -> Iterator[Finding]:
    """Report changes that would do nothing, because the account book counts what they state.

    ``index`` has the position in the plan of each segment, by the position in its files.
    """
    from csplan.inputs.people import people_by_team  # few plans have an account book, or a record

    teams, present = plan.document.teams or (), people_by_team(plan)
    for path, place in changed:
        section, at, key = (*path, "", "")[:3]
        if key == "csms_now" and present and section in {"segments", "teams"}:
            yield finding(records.COUNTED_OF_PEOPLE, place.value, key=key)
            continue
        if section == "segments" and at in index:
            placed = plan.placed[index[at]]
            if plan.history is not None and _measured(plan.history, placed.segment.name, str(key)):
                yield finding(records.MEASURED_BY_RECORD, place.value, key=key, name=placed.segment.name)
                continue
            name, by_book = placed.segment.name, placed.sums is not None and _counts(placed.sums, str(key))
        elif section == "teams" and key == "csms_now" and int(at) < len(teams):
            name = teams[int(at)].name
            by_book = counted_in_book(plan, name)
        else:
            continue
        if by_book:
            yield finding(records.COUNTED_IN_BOOK, place.value, key=key, name=name)


def _measured(record: Customers, segment: str, key: str) -> bool:
    """Tell whether the record of customers measures what a key of a segment states."""
    from csplan.inputs.history import Measured

    measured, taken = Measured(record, segment), Collector()
    by_key = {
        "at_risk": measured.at_risk,
        "health": measured.at_risk,
        "renewal_rate": measured.renewal_rate,
        "expansion": measured.expansion,
    }
    return key in by_key and by_key[key](taken)


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


# --- values ------------------------------------------------------------------------------------------------


def _at(data: Any, path: Path) -> Any:  # noqa: ANN401 - any YAML
    """Return what stands at a path; None where nothing does."""
    for position, step in enumerate(path):
        if isinstance(data, tuple):
            data = data[step] if isinstance(step, int) and step < len(data) else None
        else:
            data = long_form(data, path[:position]).get(step)
    return data


def _with(data: Any, path: Path, value: Any, short: Path = ()) -> Any:  # noqa: ANN401 - any YAML
    """Return data that differ in one place; ``short`` is the path that leads to them."""
    if not path:
        return value
    step, rest = path[0], path[1:]
    if isinstance(data, tuple) and isinstance(step, int):
        return (*data[:step], _with(data[step], rest, value, (*short, step)), *data[step + 1 :])
    known = long_form(data, short)
    return {**known, step: _with(known.get(step), rest, value, (*short, step))}


def _written(value: Any) -> str:  # noqa: ANN401 - any YAML
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_written(each)}" for key, each in value.items()) + "}"
    return "[" + ", ".join(map(_written, value)) + "]" if isinstance(value, tuple) else str(value)


def _value(text: str, before: Any, at: Stand) -> Any:  # noqa: ANN401 - any YAML
    """Return the new value: the text, or for a change in percent the old one with its numbers changed."""
    tidy = text.strip().translate(WIDTHS).replace("−", "-")  # csplan itself prints the true minus
    if _SEVERAL.fullmatch(tidy) and not changes_as_a_whole(at):
        by_tier = isinstance(before, dict) and before
        record, first = (records.SEVERAL_BY_TIER, min(before)) if by_tier else (records.SEVERAL_VALUES, "")
        raise Refused(finding(record, path=at, first=first), at.end + 1, len(text))
    if (listed := _LIST.fullmatch(tidy)) and takes_a_list(at):
        return tuple(unquoted(each.strip()) for each in listed[1].split(","))
    if tidy[:1] not in ("+", "-") or not tidy.endswith("%"):
        return text
    units = {unit for reader, unit in _UNITS if reader in at.readers}
    if "Share" in units:
        raise Refused(finding(records.RELATIVE_CHANGE, path=at, change=tidy))
    if not units:
        return text
    try:
        share = read_share(tidy[1:])
    except Unreadable as unreadable:
        raise Refused(refused(unreadable)._replace(code=records.RELATIVE_CHANGE.slug)) from None
    if tidy[0] == "-" and share > 1:
        raise Refused(finding(records.LESS_THAN_NOTHING, change=tidy))
    if before is None:
        raise Refused(finding(records.NOT_THERE_TO_CHANGE, path=at, change=tidy))
    return _scaled(before, split(-share if tidy[0] == "-" else share), at)


def _scaled(value: Any, share: tuple[int, int], at: Stand) -> Any:  # noqa: ANN401 - any YAML
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
        raise Refused(finding(records.NO_NUMBER_TO_CHANGE, path=at, value=quoted(value)))
    if len(numbers) > 1:
        try:
            hours, days = (float("{}e{}".format(*scaled(part))) for part in read_duration(text))
        except Unreadable:
            return value  # as validation says
        return write_duration(Duration(hours, days))
    [number] = numbers
    return text[: number.start()] + plain(*scaled(float(number[0].replace(",", "")))) + text[number.end() :]
