"""The two plans in one form: what the plan says, its tiers, its rule pack, what its records count, name by name."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from csplan.inputs.start import averages
from csplan.measure.groups import counts
from csplan.measure.record import Record
from csplan.plan.accounts import AccountBook
from csplan.plan.desks import Arrivals
from csplan.plan.placing import place, tiers_of
from csplan.plan.tiers import Band
from csplan.studies.diff.changes import Change, differences, put
from csplan.studies.diff.renames import renames

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from csplan.measure.customers import Customers
    from csplan.measure.values import Measured
    from csplan.plan.accounts import SegmentSums
    from csplan.plan.desks import Desk
    from csplan.plan.document import PlanFile
    from csplan.plan.people import People
    from csplan.plan.placing import Placed
    from csplan.plan.plan import Plan
    from csplan.plan.rules import RulePack
    from csplan.studies.diff.changes import Path

LISTS = ("tiers", "teams", "segments", "tasks", "desks")
"""Sections that are lists: left out is the same as empty."""
NOWHERE = Band(min=None, max=None).model_copy(update={"min": 0.0, "max": 0.0})
"""The band of a tier that no segment falls into by its contract value."""


class Side(NamedTuple):
    """One plan as it is compared: tiers always stated, sums of the account book by segment, measured values."""

    plan: Plan
    document: PlanFile
    rules: RulePack | None
    sums: Mapping[str, SegmentSums]
    record: Record | None
    history: Customers | None = None
    """The record of customers, and who serves them beside it."""
    people: People | None = None

    def as_plan(self) -> Plan:
        """Return the plan that this is, fit to calculate with."""
        book = AccountBook("", dict(self.sums), {}) if self.sums else None
        placed = place(self.document, self.rules, book, averages(self.document, self.rules))
        return replace(
            self.plan,
            document=self.document,
            rules=self.rules,
            placed=placed,
            record=self.record,
            history=self.history,
            people=self.people,
        )


class Rows(NamedTuple):
    """How many rows a record of customers has, and its last day."""

    rows: int
    last: date


class Pair(NamedTuple):
    """OLD with the names that NEW has, and NEW; ``names`` has the new name of what was renamed, by section."""

    old: Side
    new: Side
    names: Mapping[str, Mapping[str, str]]


def _side(plan: Plan) -> Side:
    tiers = tiers_of(plan.document, plan.rules)
    lists = {section: getattr(plan.document, section) or () for section in LISTS}
    lists["desks"] = tuple(_counted(plan, desk) for desk in lists["desks"])
    roles = plan.document.roles or {}
    # What a pack and its file say of themselves moves no figure, and `rules` stands in the pack that it names.
    document = plan.document.model_copy(update={**lists, "roles": roles, "tiers": tiers, "rules": None})
    rules = plan.rules.model_copy(update={"tiers": ()}) if plan.rules else None
    sums = {each.segment.name: each.sums for each in plan.placed if each.sums is not None}
    return Side(replace(plan, days={}), document, rules, sums, plan.record, plan.history, plan.people)


def _counted(plan: Plan, desk: Desk) -> Desk:
    """Return a desk whose day was counted in a table as one that states the shares."""
    if desk.name not in plan.days:
        return desk
    shares = plan.days[desk.name].shares  # numbers, which nobody reads anew
    return desk.model_copy(update={"arrivals": Arrivals.model_construct(shares=shares)})


def pair(old: Plan, new: Plan) -> Pair:
    """Return both plans in one form."""
    before, after = _side(old), _side(new)
    document, names = renames(before.document, after.document)
    segments = names.get("segments", {})
    if before.history is not None:
        counts(before.history)  # before they get other names
    before = before._replace(
        document=document,
        sums={segments.get(name, name): sums for name, sums in before.sums.items()},
        record=before.record and _Renamed(before.record, names.get("tasks", {}), names.get("tiers", {})),
        history=before.history and before.history.renamed(segments),
    )
    return Pair(before, after, names)


class _Renamed(Record):
    """What a time log measured, by other names of tasks and tiers."""

    __slots__ = ()

    def __init__(self, record: Record, tasks: Mapping[str, str], tiers: Mapping[str, str]) -> None:
        super().__init__(record.log)
        self.by_task = {tasks.get(task, task): found for task, found in record.by_task.items()}
        self.by_tier = {
            (tasks.get(task, task), tiers.get(tier or "", tier)): found
            for (task, tier), found in (record.by_tier or {}).items()
        }


class FirstOf(Record):
    """What a time log measured; where it knows nothing, what another one did."""

    __slots__ = ("first", "second")

    def __init__(self, first: Record, second: Record) -> None:
        """Ask ``first`` first."""
        super().__init__(first.log)
        self.by_tier = first.by_tier or {}
        self.first = first
        self.second = second

    def find(self, task: str, tier: str | None) -> Measured | None:
        """Return what was measured of a task in a tier, or None."""
        return self.first.find(task, tier) or self.second.find(task, tier)

    def takes(self, task: str, tier: str | None) -> Measured | None:
        """Return what says how long a task takes in a tier."""
        return self.first.takes(task, tier) or self.second.takes(task, tier)


def combined(first: Record | None, second: Record | None) -> Record | None:
    """Return what the first log measured, and what only the second did."""
    return FirstOf(first, second) if first is not None and second is not None else first or second


# --- what changed ----------------------------------------------------------------------------------------------------


def changes(both: Pair) -> list[Change]:
    """Return everything that differs, in the order of the plan file: said, counted (``book``), measured (``log``)."""
    old, new, names = both
    found = [
        Change((section, now), was, now, renamed=True) for section, known in names.items() for was, now in known.items()
    ]
    for section in type(old.document).model_fields:
        if section == "rules":
            found += _of_rules(old, new)
            continue
        found += differences(getattr(old.document, section), getattr(new.document, section), (section,))
        if section == "roles":
            found += _first_role(old.document, new.document)
        elif section == "accounts":
            found += _of_the_book(both)
        elif section == "snapshots":
            found += _of_the_history(both)
        elif section == "time_log":
            found += _of_the_log(both)
    return found


def _of_rules(old: Side, new: Side) -> Iterator[Change]:
    """Return what the rule packs have otherwise; as one change where another pack is used."""
    before, after = old.rules, new.rules
    if before is None or after is None or (before.name, before.based_on) != (after.name, after.based_on):
        if before != after:
            yield Change(("rules",), before, after)
        return
    yield from differences(before, after, ("rules",))


def _first_role(old: PlanFile, new: PlanFile) -> Iterator[Change]:
    """Return the change of the default role, which is the first, where both plans have roles."""
    before, after = (next(iter(document.roles or ()), None) for document in (old, new))
    if before is not None and after is not None and before != after:
        yield Change(("roles",), before, after)


def _of_the_book(both: Pair) -> Iterator[Change]:
    """Return what the account book counts otherwise in segments that both plans have."""
    common = {each.name for each in both.old.document.segments or ()}
    for segment in both.new.document.segments or ():
        if segment.name not in common:
            continue
        before, after = both.old.sums.get(segment.name), both.new.sums.get(segment.name)
        if before is None or after is None:
            if before is not after:
                yield Change(("book", segment.name), before, after)
            continue
        for each in fields(before):
            values = getattr(before, each.name), getattr(after, each.name)
            if values[0] != values[1]:
                yield Change(("book", segment.name, each.name), *values)


def _of_the_history(both: Pair) -> Iterator[Change]:
    """Return another record of customers, or other people, as one change: what is counted of them hangs together."""
    old, new = both.old, both.new
    before, after = _counted_in(old), _counted_in(new)
    if before != after:
        yield Change(("history",), _summary(old), _summary(new))


def _counted_in(side: Side) -> Any:  # noqa: ANN401 - what is compared as a whole
    people = side.people.persons if side.people is not None and side.history is not None else None
    return (counts(side.history) if side.history is not None else None), people


def _summary(side: Side) -> Rows | None:
    """Return what a record has; None where there is none."""
    if side.history is None:
        return None
    tables = (side.history.history.events, side.history.history.snapshots)
    return Rows(sum(len(each.day) for each in tables if each is not None), date.fromordinal(side.history.as_of))


def _of_the_log(both: Pair) -> Iterator[Change]:
    """Return what time logs measure otherwise, by task and tier, where both plans leave it to their log."""
    before, after = _measured(both.old), _measured(both.new)
    for path, value in after.items():
        if path in before and before[path] != value:
            yield Change(("log", *path), before[path], value)


def _measured(side: Side) -> dict[Path, float]:
    """Return what the figures take from the log: minutes and times by task and tier."""
    found: dict[Path, float] = {}
    if side.record is None:
        return found
    segments: dict[str | None, list[Placed]] = {}
    for placed in side.as_plan().placed:
        segments.setdefault(placed.tier.name if placed.tier else None, []).append(placed)
    for task in side.document.tasks or ():
        for tier, those in segments.items():
            if task.takes is None and (measured := side.record.takes(task.name, tier)):
                found[task.name, "takes", tier or ""] = measured.takes.value
            unstated = any(each.often(task) is None for each in those)
            if unstated and (measured := side.record.find(task.name, tier)) and measured.times:
                found[task.name, "times", tier or ""] = measured.times.value
    return found


# --- one change made -------------------------------------------------------------------------------------------------


def ready(both: Pair, found: Iterable[Change]) -> Side:
    """Return OLD with what NEW adds and no figure rests on until something refers to it: roles, tiers, teams.

    So a segment can be moved to a new tier, or be given a new role, and nothing else. A new tier holds no segment by
    its contract value; what NEW says elsewhere of it, or of a new segment (how often a task is done), comes with it.
    What only NEW's log measured stands ready too.
    """
    old, new = both.old.document, both.new.document
    tiers, teams = added_names(found, "tiers"), added_names(found, "teams")
    used = {each.team or each.name for each in old.segments or ()}
    # Where OLD has no role, a new one is the default of all at once: figures do rest on it.
    roles = {**old.roles, **(new.roles or {}), **old.roles} if old.roles else {}
    document = old.model_copy(
        update={
            "roles": roles,
            "teams": (*(old.teams or ()), *(each for each in new.teams or () if each.name in teams - used)),
            "tiers": (
                *(old.tiers or ()),
                *(each.model_copy(update={"acv": NOWHERE}) for each in new.tiers or () if each.name in tiers),
            ),
        }
    )
    named = tiers | added_names(found, "segments")
    by_tier = [
        (each.path, each.after) for each in found if each.path[0] in {"tasks", "economics"} and each.path[-1] in named
    ]
    document = put(document, by_tier)
    return both.old._replace(document=document, record=combined(both.old.record, both.new.record))


def added_names(found: Iterable[Change], section: str) -> set[str]:
    """Return the names of the things of a section that only NEW has."""
    return {each.path[1] for each in found if each.whole and each.path[0] == section and each.before is None}


def made(side: Side, found: Iterable[Change], new: Side) -> Side:
    """Return a side with some changes made."""
    document, rules, sums, record = side.document, side.rules, dict(side.sums), side.record
    history, people = side.history, side.people
    written = []
    for change in found:
        section, *rest = change.path
        if change.renamed:
            continue  # OLD has the new names already
        if section == "book":
            _recount(sums, rest, change.after)
        elif section == "log":
            record = combined(new.record, side.record)
        elif section == "history":
            history, people = new.history, new.people
        elif section == "rules":
            rules = put(rules, [(tuple(rest), change.after)])
        elif change.path == ("roles",):
            roles = document.roles or {}
            document = document.model_copy(update={"roles": {change.after: roles[change.after], **roles}})
        else:
            written.append((change.path, change.after))
            if section == "segments" and change.whole:
                _recount(sums, rest, new.sums.get(rest[0]) if change.after is not None else None)
    document = put(document, written) if written else document
    return side._replace(document=document, rules=rules, sums=sums, record=record, history=history, people=people)


def _recount(sums: dict[str, SegmentSums], path: list[str], value: Any) -> None:  # noqa: ANN401 - any sum
    """Change the sums of the account book of one segment, or one of them."""
    segment, *key = path
    if key:
        sums[segment] = replace(sums[segment], **{key[0]: value})
    elif value is None:
        sums.pop(segment, None)
    else:
        sums[segment] = value
