"""The columns of a time log, and the headings that time trackers give them in their CSV exports."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, NamedTuple

from csplan.diagnostics import did_you_mean, quoted
from csplan.loader.files import Unusable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from csplan.plan.timelog import Preset, TimeLogFile

COLUMNS = (
    *("date", "csm", "task", "minutes", "hours", "segment", "customer"),
    *("start", "end", "start_date", "end_date"),
)
"""What a time log may say of a piece of work. A bare number is minutes in ``minutes`` and hours in ``hours``."""

OPTIONAL = ("segment", "customer", "end_date")


class Headings(NamedTuple):
    """The headings of one tracker.

    ``columns`` lists alternatives, of which the first that a file has counts; ``either`` headings of which the first
    that is not empty in a row counts; ``joined`` ones that make up a value together.
    """

    sign: tuple[str, ...]
    """Headings that tell its exports: one of each group, which are separated by `|`."""
    columns: dict[str, tuple[str, ...]]
    either: dict[str, tuple[str, ...]]
    joined: dict[str, tuple[str, ...]]

    def called(self, preset: Preset, name: str) -> str:
        """Say what the tracker calls a column."""
        names = " and ".join(self.joined.get(name, ())) or " or ".join(
            self.columns.get(name) or self.either.get(name, ())
        )
        return f", which {preset} calls {names}" if names else ""


PRESETS: dict[Preset, Headings] = {
    # Reports > Detailed > CSV. Long had User, Email, Client, Project, Task, Description, Billable, Start date, Start
    # time, End date, End time, Duration, Tags, Amount (USD). Newer exports have Member for User, Stop for End, put
    # Description first, and have only the columns that were chosen. Task is in paid plans alone, so Description fills
    # in. Duration follows the profile: 1:30:00, 90:00 min, or decimal hours.
    "toggl": Headings(
        sign=("start date", "start time", "duration", "user|member"),
        columns={
            "date": ("Start date",),
            "csm": ("User", "Member"),
            "customer": ("Client",),
            "hours": ("Duration",),
            "start": ("Start time",),
            "end": ("End time", "Stop time"),
            "end_date": ("End date", "Stop date"),
        },
        either={"task": ("Task", "Description")},
        joined={},
    ),
    # Reports > Detailed > CSV: Project, Client, Description, Task, User, Group, Email, Tags, Billable, Start Date,
    # Start Time, End Date, End Time, Duration (h), Duration (decimal), Billable Rate (USD), ..., in the language of the
    # user. Dates and times follow the profile: 01/31/2026 and 02:30:00 PM as often as 31/01/2026 and 14:30:00.
    "clockify": Headings(
        sign=("start date", "duration (h)|duration (decimal)", "user"),
        columns={
            "date": ("Start Date",),
            "csm": ("User",),
            "customer": ("Client",),
            "hours": ("Duration (h)", "Duration (decimal)"),
            "start": ("Start Time",),
            "end": ("End Time",),
            "end_date": ("End Date",),
        },
        either={"task": ("Task", "Description")},
        joined={},
    ),
    # Reports > Detailed time > Export: Date, Client, Project, Project Code, Task, Notes, Hours, Hours Rounded,
    # Billable?, Invoiced?, Approved?, First Name, Last Name, Roles, Employee?, Billable Rate, ..., Currency. Which
    # there are depends on year and plan. Dates, delimiter and decimal sign follow the account: 26.01.2026 with 7,5 in
    # Europe, and 7:30 where hours are shown in minutes.
    "harvest": Headings(
        sign=("date", "hours", "first name", "last name"),
        columns={"date": ("Date",), "task": ("Task",), "customer": ("Client",), "hours": ("Hours",)},
        either={},
        joined={"csm": ("First Name", "Last Name")},
    ),
    # Timesheets > Export of work logs: Issue Key, Issue summary, Hours, Work date, Username (or User Account ID), Full
    # name, Period, Account Key, Account Name, Account Lead, Account Category, Account Customer, Activity Name, ...,
    # Work Description, ..., Billed Hours; in the language of the user. Work date may have a time, Hours are decimal.
    "tempo": Headings(
        sign=("issue key", "hours", "work date"),
        columns={
            "date": ("Work date",),
            "csm": ("Full name", "Username", "User Account ID"),
            "task": ("Issue summary", "Issue Key"),
            "customer": ("Account Customer", "Account Name"),
            "hours": ("Hours",),
        },
        either={},
        joined={},
    ),
}


class Layout(NamedTuple):
    """Where the columns of a table are; several for one are joined, or the first that is not empty counts."""

    at: dict[str, tuple[int, ...]]
    joined: frozenset[str]
    guessed: Preset | None
    """The tracker whose headings were recognised without the plan naming it."""


def layout(headings: Sequence[str], section: TimeLogFile) -> Layout:
    """Find the columns: by the plan's ``columns``, by a tracker's headings, by their own names, in any case.

    Raises Unusable where one is missing.
    """
    find = _Finder(headings)
    stated = {
        name: (find.stated(name, heading),) for name, heading in (section.columns or {}).items() if name in COLUMNS
    }
    own = {name: (find.folded.index(name),) for name in COLUMNS if find.folded.count(name) == 1}
    preset = section.preset
    if preset is None:
        at = _chosen(own, stated)
        lacks = _lacks(at)
        if not lacks:
            return Layout(at, frozenset(), None)
        preset = _recognised(find)
        if preset is None:
            raise _missing(lacks[0], find)
    known = PRESETS[preset]
    at = _chosen({**own, **dict(find.of(known))}, stated)
    lacks = _lacks(at)
    if lacks:
        raise _missing(lacks[0], find, known.called(preset, lacks[0]))
    joined = frozenset(known.joined) - stated.keys()
    return Layout(at, joined, preset if section.preset is None else None)


class _Finder:
    """Finds headings in any case."""

    def __init__(self, headings: Sequence[str]) -> None:
        self.headings = headings
        self.folded = [heading.casefold() for heading in headings]

    def __call__(self, heading: str) -> int | None:
        folded = heading.strip().casefold()
        count = self.folded.count(folded)
        if count > 1:
            message = f"{count} columns of the table have the heading {quoted(heading)}"
            raise Unusable("duplicate-column", message, "rename all but one")
        return self.folded.index(folded) if count else None

    def stated(self, name: str, heading: str) -> int:
        at = self(heading)
        if at is None:
            hint = did_you_mean(heading, self.headings)
            raise Unusable(
                "missing-column", f"the table has no column {quoted(heading)}, which `columns` gives for {name}", hint
            )
        return at

    def of(self, known: Headings) -> Iterator[tuple[str, tuple[int, ...]]]:
        """Return what a file has of a tracker's columns."""
        for name, names in known.columns.items():
            found = self.all(names)
            if found:
                yield name, found[:1]
        for name, names in known.either.items():
            found = self.all(names)
            if found:
                yield name, found
        for name, names in known.joined.items():
            found = self.all(names)
            if len(found) == len(names):
                yield name, found

    def all(self, names: Iterable[str]) -> tuple[int, ...]:
        return tuple(at for name in names if (at := self(name)) is not None)


def _chosen(found: Mapping[str, tuple[int, ...]], stated: Mapping[str, tuple[int, ...]]) -> dict[str, tuple[int, ...]]:
    """Let what the plan states count before what was found; a length in another column, too."""
    lengths = {"minutes", "hours"}
    at = {name: where for name, where in found.items() if not (name in lengths and lengths & stated.keys())}
    at.update(stated)
    if "date" not in at and "start_date" in at:
        at["date"] = at["start_date"]
    at.pop("start_date", None)
    return at


def _lacks(at: Mapping[str, tuple[int, ...]]) -> list[str]:
    """Return the columns without which nothing can be read."""
    lacks = [name for name in ("date", "csm", "task") if name not in at]
    if not at.keys() & {"minutes", "hours"} and not at.keys() >= {"start", "end"}:
        lacks.append("minutes")
    return lacks


def _recognised(find: _Finder) -> Preset | None:
    headings = set(find.folded)
    for preset, known in PRESETS.items():
        if all(headings & set(group.split("|")) for group in known.sign):
            return preset
    return None


def _missing(name: str, find: _Finder, asked: str = "") -> Unusable:
    find(name)  # raises where there are several
    near = did_you_mean(name, find.headings)
    hint = near if near.startswith("did") else f"say which it is: `columns: {{{name}: ...}}`"
    if name == "minutes":
        asked = asked or ", and none for hours or for start and end"
    return Unusable("missing-column", f"the table has no column {name}{asked}", hint)


def misspelt(names: Iterable[str], used: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Return headings that look like an optional column which is not there, each with the column."""
    absent = [name for name in OPTIONAL if name not in set(used)]
    for name in names:
        folded = name.strip().casefold()
        near = get_close_matches(folded[:80], absent, n=1, cutoff=0.75) if folded not in COLUMNS else []
        if near:
            yield name, near[0]
