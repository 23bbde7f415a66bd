"""Which headings of a table are which columns of a time log: by the plan, by their own names, by those of a tracker."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, NamedTuple

from csplan.findings.catalogue import columns as records
from csplan.findings.catalogue.log import CONTRADICTS_HEADING, UNUSUAL_UNIT
from csplan.findings.diagnostic import Unusable, perhaps, quoted
from csplan.findings.record import found, found_many
from csplan.lang.say import say
from csplan.records.log.headings import lengths_in, unit_of
from csplan.records.log.trackers import starts_and_ends, trackers
from csplan.sources.table import tidy_heading

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from csplan.plan.timelog import Column, Preset, TimeLogFile
    from csplan.records.log.trackers import Tracker

LENGTHS = ("minutes", "hours", "seconds", "duration")
"""Columns of lengths, in the order in which they count. What a bare number means is in the name, but for the last."""

COLUMNS = (
    *("date", "csm", "task", *LENGTHS, "segment", "customer"),
    *("start", "end", "start_date", "end_date", "all_day", "type", "show_as"),
)
"""What a time log may say of a piece of work."""

OPTIONAL = ("segment", "customer", "end_date")

_IN_A_CELL = frozenset(("log work", "worklog", "worklogs", "log-arbeit"))
"""Headings under which one cell holds pieces of work of several people and days."""


class Layout(NamedTuple):
    """Where the columns of a table are; several for one are joined, or the first that is not empty counts."""

    at: dict[str, tuple[int, ...]]
    joined: frozenset[str]
    values: dict[str, str]
    """Columns that hold the same in every row."""
    guessed: Preset | None
    """The tracker whose headings were recognised without the plan naming it."""
    times: tuple[int, int] | None
    """Where start and end are, even if they are not asked for: lengths are held against them."""

    def with_lengths_in(self, unit: str) -> Layout:
        """Return the layout once it is known what a bare number under ``duration`` means."""
        return self._replace(at={unit if name == "duration" else name: places for name, places in self.at.items()})


def layout(headings: Sequence[str], section: TimeLogFile) -> Layout:
    """Find the columns: by the plan's ``columns``, by their own names, by a unit, by a tracker's headings; in any case.

    Raises Unusable where one is missing.
    """
    find = _Finder(headings)
    stated = {name: column for name, column in (section.columns or {}).items() if name in COLUMNS}
    values = {name: column.value for name, column in stated.items() if column.value is not None}
    places = {name: find.stated(name, column) for name, column in stated.items() if column.value is None}
    if not all(places.values()):
        raise _not_there({name: stated[name] for name, found in places.items() if not found}, find)
    own = {name: (find.folded.index(name),) for name in COLUMNS if find.folded.count(name) == 1}
    at, joined, guessed = _chosen(own, places), frozenset[str](), None
    lacks = [] if section.preset else _lacks(at, values)
    if lacks == ["minutes"]:
        at = _chosen({**own, **{name: (place,) for name, place in lengths_in(headings).items()}}, places)
        lacks = _lacks(at, values)
    if section.preset or lacks:
        tracker = _tracker(find, section.preset)
        if tracker is not None:
            at = _chosen({**own, **dict(find.of(tracker))}, places, in_start="date" not in tracker.columns)
            lacks, joined = _lacks(at, values), frozenset(tracker.joined) - stated.keys()
            guessed = None if section.preset else tracker.name
        if lacks:
            raise _missing(lacks, find, tracker, at)
    return Layout(at, joined, values, guessed, _times(at, find))


class _Finder:
    """Finds headings in any case."""

    def __init__(self, headings: Sequence[str]) -> None:
        self.headings = headings
        self.folded = [heading.casefold() for heading in headings]

    def __call__(self, heading: str) -> int | None:
        folded = tidy_heading(heading).casefold()
        count = self.folded.count(folded)
        if count > 1:
            raise Unusable(found(records.DUPLICATE_COLUMN, count=count, heading=quoted(heading)))
        return self.folded.index(folded) if count else None

    def stated(self, name: str, column: Column) -> tuple[int, ...]:
        """Return where the headings are that the plan gives for a column: of a list, those that the table has."""
        places = self.all(column.headings)
        for place in places if name in LENGTHS and name != "duration" else ():
            unit = unit_of(self.headings[place])
            if unit and unit != name:
                facts = {"heading": quoted(self.headings[place]), "unit": unit, "name": name}
                raise Unusable(found(CONTRADICTS_HEADING if unit in LENGTHS else UNUSUAL_UNIT, **facts))
        return places

    def of(self, known: Tracker) -> Iterator[tuple[str, tuple[int, ...]]]:
        """Return what a file has of a tracker's columns."""
        for name, names in known.columns.items():
            places = self.all(names)
            if places:
                yield name, places
        for name, names in known.joined.items():
            places = self.all(names)
            if len(places) == len(names):
                yield name, places

    def all(self, names: Iterable[str]) -> tuple[int, ...]:
        return tuple(at for name in names if (at := self(name)) is not None)


def _chosen(
    found: Mapping[str, tuple[int, ...]], stated: Mapping[str, tuple[int, ...]], *, in_start: bool = True
) -> dict[str, tuple[int, ...]]:
    """Let what the plan states count before what was found; a length in another column, too."""
    lengths = set(LENGTHS)
    at = {name: where for name, where in found.items() if not (name in lengths and lengths & stated.keys())}
    at.update(stated)
    if "date" not in at:
        for name in ("start_date", "start") if in_start else ("start_date",):  # a start may carry its date
            if name in at:
                at["date"] = at[name]
                break
    at.pop("start_date", None)
    return at


def _lacks(at: Mapping[str, tuple[int, ...]], values: Mapping[str, str]) -> list[str]:
    """Return the columns without which nothing can be read."""
    lacks = [name for name in ("date", "csm", "task") if name not in at and name not in values]
    if not at.keys() & set(LENGTHS) and not at.keys() >= {"start", "end"}:
        lacks.append("minutes")
    return lacks


def _tracker(find: _Finder, name: Preset | None) -> Tracker | None:
    """Return the tracker and language whose headings these are; of a tracker that is stated, the one that fits best."""
    folded = set(find.folded)
    known = [each for each in trackers() if name in {None, each.name}]
    for each in known:
        if each.fits(folded):
            return each
    return max(known, key=lambda each: len(list(find.of(each)))) if name and known else None


def _times(at: Mapping[str, tuple[int, ...]], find: _Finder) -> tuple[int, int] | None:
    if at.keys() >= {"start", "end"}:
        return at["start"][0], at["end"][0]
    for start, end in starts_and_ends():
        if find.folded.count(start) == find.folded.count(end) == 1:
            return find.folded.index(start), find.folded.index(end)
    return None


def _not_there(columns: Mapping[str, Column], find: _Finder) -> Unusable:
    """Return what is said of headings that the plan gives and the table has not: of all at once."""
    named = ", ".join(
        say("{heading} for {name}", heading=quoted(" / ".join(column.headings)), name=name)
        for name, column in columns.items()
    )
    [first, *more] = columns.values()
    near = perhaps(first.headings[0] if first.headings else "", find.headings)
    facts = {"names": named, "headings": _headings(find)}
    return Unusable(found_many(records.NOT_IN_TABLE, len(columns), hint="" if more else near, **facts))


def _headings(find: _Finder) -> str:
    there = find.headings[:_MOST]
    return ", ".join(quoted(each) for each in there) + (", ..." if there != find.headings else "")


def _missing(
    lacks: Sequence[str], find: _Finder, tracker: Tracker | None, at: Mapping[str, tuple[int, ...]]
) -> Unusable:
    """Return what is said of columns that are not there: of all at once, with the headings that are."""
    for name in lacks:
        find(name)  # raises where there are several
    if _IN_A_CELL.intersection(find.folded):
        return Unusable(found(records.IN_A_CELL))
    record = records.NOT_IN_LOG
    if lacks == ["task"] and "csm" in at:
        record = records.NO_TASKS_IN_LOG
    elif lacks == ["csm"]:
        record = records.NO_PEOPLE_IN_LOG
    near = perhaps(lacks[0], find.headings) if len(lacks) == 1 else ""
    facts = {"names": "; ".join(_what(name, tracker) for name in lacks), "headings": _headings(find)}
    return Unusable(found(record, hint=near, mapping=", ".join(f"{name}: ..." for name in lacks), **facts))


_MOST = 30
"""Headings that a message names."""


def _what(name: str, tracker: Tracker | None) -> str:
    called = tracker.called(name) if tracker else ""
    if tracker and called:
        return say("{name}, which {tracker} calls {called}", name=name, tracker=tracker.name, called=called)
    if name == "minutes":
        return say("minutes, and none for hours or seconds or for start and end")
    return name


def misspelt(names: Iterable[str], used: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Return headings that look like an optional column which is not there, each with the column."""
    absent = [name for name in OPTIONAL if name not in set(used)]
    for name in names:
        folded = name.strip().casefold()
        near = get_close_matches(folded[:80], absent, n=1, cutoff=0.75) if folded not in COLUMNS else []
        if near:
            yield name, near[0]
