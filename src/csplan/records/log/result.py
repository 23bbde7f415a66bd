"""What a time log holds once all of its rows are added up, and what is to be said about it."""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from datetime import date
from itertools import repeat
from operator import add, mul
from typing import TYPE_CHECKING, NamedTuple

from csplan.findings.catalogue import log as records
from csplan.findings.catalogue.measured import SPARSE_LOG
from csplan.findings.diagnostic import Where, closest, did_you_mean, first_of, quoted
from csplan.findings.record import found, found_many
from csplan.lang.say import say, say_many
from csplan.plan.log import NO_TASK, NOBODY, FullDay, TimeLog, UnknownTask
from csplan.records.dates import FIRST_DAY, LAST_DAY
from csplan.records.log.durations import DAY

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from csplan.findings.diagnostic import Finding
    from csplan.plan.document import PlanFile
    from csplan.plan.timelog import TimeLogFile
    from csplan.records.log.rows import Rows

LISTED = 20
"""Unknown names of tasks that are reported one by one; the rest are counted."""

_EXAMPLES = 5
_MANY_WEEKS, _EMPTY = 10_000, 20
"""Weeks of all CSMs that are measured in any case, and for how many of them an entry is needed beyond.

Each week of each CSM is resampled, the empty ones too, so one mistyped year among many people would take minutes, and
all there is of memory.
"""
_NO_WORK = {
    "all-day": records.NO_WORK,
    "break": records.BREAKS,
    "cancelled": records.CANCELLED,
    "away": records.AWAY,
    "free": records.FREE_TIME,
}
_SHORT, _LONG = 2.0, 8.0 * 60
"""Minutes that half of all entries are hardly ever below, or above: such lengths are in another unit."""
_SEVERAL = 3
_SAMPLE = 2000
"""Entries that are looked at for it."""
_DAYS = LAST_DAY + 1
_NOISE = 1e-6
"""Minutes by which sums of a day's lengths may miss 24 hours."""


class Part(NamedTuple):
    """A file of a log that was read to its end."""

    bad: int
    """Entries that are left out."""
    lines: Callable[[set[int]], dict[int, str]]
    """Returns the text of some lines."""


class Read:
    """A log that was read to its end."""

    def __init__(self, rows: Rows, names: Sequence[str]) -> None:
        """Start with no files read, of those with these names."""
        self.rows = rows
        self.names = names
        self.parts: list[Part] = []

    @property
    def start(self) -> Where:
        """The start of the first file: what is said of all files together is found there."""
        return Where(self.names[0], 1, 1)

    @property
    def bad(self) -> int:
        """Entries that are left out."""
        return sum(part.bad for part in self.parts)

    def lines(self, places: Iterable[tuple[int, int]]) -> dict[tuple[int, int], str]:
        """Return the text of some lines, by file and number."""
        by_file: dict[int, set[int]] = {}
        for file, line in places:
            by_file.setdefault(file, set()).add(line)
        return {
            (file, line): text
            for file, numbers in by_file.items()
            for line, text in self.parts[file].lines(numbers).items()
        }


def time_log(read: Read, section: TimeLogFile) -> TimeLog:
    """Return the log as columns; ``read`` has at least one row that counts."""
    rows, each = read.rows, read.rows.occurrences
    each.finish()
    segments = [place.segment for place in rows.places]
    # Names that only rows have which were left out are no names of the log.
    tasks, task = _used(rows.task_names, each.task, rows.known_tasks)
    csms, csm = _used(rows.csm_names, each.csm, 0)
    day = array("i", map(add, each.day, repeat(FIRST_DAY)))
    period = section.period
    return TimeLog(
        file=_some(list(read.names)),
        tasks=tasks,
        known_tasks=rows.known_tasks,
        csms=csms,
        task=task,
        csm=csm,
        segment=array("i", map(segments.__getitem__, each.place)),
        day=day,
        minutes=each.minutes,
        rows=rows.counted,
        bad_rows=read.bad,
        first_day=period.first.toordinal() if period else min(day),
        last_day=period.last.toordinal() if period else max(day),
        covers=1.0 if section.covers is None else section.covers,
        place=each.place,
        customers=rows.customers,
        unknown=_unknown(rows, tasks, task, each.minutes),
        full_days=_full_days(csms, csm, day, each.minutes),
    )


def _full_days(csms: list[str], csm: array[int], day: array[int], minutes: array[float]) -> list[FullDay]:
    # One number for person and day is found faster than two.
    totals: defaultdict[int, float] = defaultdict(float)
    for who_and_when, length in zip(map(add, map(mul, csm, repeat(_DAYS)), day), minutes, strict=True):
        totals[who_and_when] += length
    full = [
        FullDay(csms[who_and_when // _DAYS], who_and_when % _DAYS, length)
        for who_and_when, length in totals.items()
        if length > DAY + _NOISE and csms[who_and_when // _DAYS] != NOBODY
    ]
    return sorted(full, key=lambda each: (each.day, each.csm))


def _used(names: list[str], column: array[int], keep: int) -> tuple[list[str], array[int]]:
    """Leave out the names that nothing in the column has, but for the first ``keep``."""
    used = set(column)
    if len(used | set(range(keep))) == len(names):
        return names, column
    kept = [index for index in range(len(names)) if index < keep or index in used]
    new = {index: position for position, index in enumerate(kept)}
    return [names[index] for index in kept], array("i", [new[index] for index in column])


def _unknown(rows: Rows, tasks: list[str], task: array[int], minutes: array[float]) -> list[UnknownTask]:
    """Return the unknown names, those that took most time first."""
    known = rows.known_tasks
    if len(tasks) == known:
        return []
    totals: defaultdict[int, float] = defaultdict(float)
    for index, length in zip(task, minutes, strict=True):
        if index >= known:
            totals[index] += length
    counts = {rows.task_names[index]: count for index, count in rows.rows_of_task.items()}
    unknown = [UnknownTask(tasks[index], counts[tasks[index]], length) for index, length in totals.items()]
    return sorted(unknown, key=lambda each: (-each.minutes, each.name))


def sparse(log: TimeLog, read: Read) -> Finding | None:
    """Return what is wrong with a log whose period is so long that next to nobody did anything in any week of it."""
    weeks = (log.last_day - log.first_day) // 7 + 1
    if weeks * len(log.csms) <= max(_MANY_WEEKS, _EMPTY * len(log.minutes)):
        return None
    first, last = date.fromordinal(log.first_day), date.fromordinal(log.last_day)
    count = len(log.csms)
    facts = {"people": f"{count:,}", "entries": _entries(len(log.minutes)), "first": f"{first}", "last": f"{last}"}
    return found_many(SPARSE_LOG, count, read.start, **facts)


# --- findings ------------------------------------------------------------------------------------------------------


def report(log: TimeLog, read: Read, document: PlanFile, *, book: bool) -> Iterator[Finding]:
    """Report what the log holds that finds no place in the plan; ``book``: whether there is an account book."""
    yield from _unknown_tasks(log, read, document)
    yield from _unnamed(log, read)
    yield from _unknown_segments(read, document)
    yield from _unknown_customers(read, book=book)
    yield from _unplaced(log, read, document)
    yield from _unlikely(log, read)
    if log.full_days:
        days = [
            say("{csm} {hours} h on {day}", csm=each.csm, hours=_hours(each.minutes), day=date.fromordinal(each.day))
            for each in log.full_days
        ]
        yield found_many(records.FULL_DAY, len(days), read.start, count=f"{len(days):,}", days=_some(days))


def _unlikely(log: TimeLog, read: Read) -> Iterator[Finding]:
    """Report lengths that look as if they were in another unit."""
    some = sorted(log.minutes[:: 1 + len(log.minutes) // _SAMPLE])
    middle = some[len(some) // 2]
    few = len(some) < (_EXAMPLES if middle < _SHORT else _SEVERAL)
    if _SHORT <= middle <= _LONG or few or log.full_days:
        return
    record = records.UNLIKELY_LENGTHS if middle > _LONG else records.UNLIKELY_SHORT
    yield found(record, read.start, hours=f"{_LONG / 60:g}", minutes=f"{_SHORT:g}")


def _entries(number: int) -> str:
    return say_many(number, "1 entry", "{count} entries", count=f"{number:,}")


def _hours(minutes: float) -> str:
    return f"{minutes / 60:,.1f}"


def _some(texts: list[str]) -> str:
    return first_of(texts[:_EXAMPLES], len(texts))


def _unknown_tasks(log: TimeLog, read: Read, document: PlanFile) -> Iterator[Finding]:
    unknown = [each for each in log.unknown if each.name != NO_TASK]
    if not unknown:
        return
    known = [name for task in document.tasks or () for name in (task.name, *(task.aliases or ()))]
    of_name = {name: index for index, name in enumerate(read.rows.task_names)}
    at = {each.name: read.rows.first_seen[of_name[each.name]] for each in unknown[:LISTED]}
    excerpts = read.lines(at.values())
    for each in unknown[:LISTED]:
        file, line = at[each.name]
        excerpt = excerpts.get((file, line), "")
        column = excerpt.find(each.name)
        where = Where(read.names[file], line, max(column, 0) + 1, excerpt, len(each.name) if column >= 0 else 1)
        near = closest(each.name, known)
        record = records.MISSPELT_TASK if near else records.UNKNOWN_TASK
        facts = {"name": quoted(each.name), "count": f"{each.rows:,}", "hours": _hours(each.minutes), "near": near}
        yield found_many(record, each.rows, where, subject=each.name, **facts)
    more = unknown[LISTED:]
    if more:
        facts = {
            "names": f"{len(more):,}",
            "entries": _entries(sum(each.rows for each in more)),
            "hours": _hours(sum(each.minutes for each in more)),
        }
        yield found_many(records.MORE_UNKNOWN_TASKS, len(more), read.start, **facts)


def _unnamed(log: TimeLog, read: Read) -> Iterator[Finding]:
    """Report entries that count although they lack something, and those that are no work."""
    for each in log.unknown:
        if each.name == NO_TASK:
            facts = {"count": f"{each.rows:,}", "hours": _hours(each.minutes)}
            yield found_many(records.ENTRY_WITHOUT_TASK, each.rows, read.start, **facts)
    nobody = read.rows.by_nobody
    if nobody:
        count = len(nobody)
        facts = {"count": f"{count:,}", "hours": _hours(sum(nobody))}
        yield found_many(records.ENTRY_WITHOUT_PERSON, count, read.start, **facts)
    for kind, count in sorted(read.rows.no_work.items()):
        yield found_many(_NO_WORK[kind], count, read.start, count=f"{count:,}")
    count = read.rows.lengths.over_midnight
    if count:
        yield found_many(records.OVER_MIDNIGHT, count, read.start, count=f"{count:,}")
    for one, other, days in read.rows.overlaps():
        facts = {"one": read.names[one], "other": read.names[other], "count": f"{days:,}"}
        yield found_many(records.OVERLAPPING_LOGS, days, read.start, **facts)


def _unknown_names(rows: Rows, kind: str) -> Counter[str]:
    names: Counter[str] = Counter()
    for index, count in rows.rows_of_place.items():
        place = rows.places[index]
        if place.kind == kind:
            names[place.name] += count
    return names


def _examples(names: Counter[str]) -> str:
    return _some([f"{quoted(name)} ({count:,})" for name, count in names.most_common()])


def _unknown_segments(read: Read, document: PlanFile) -> Iterator[Finding]:
    names = _unknown_names(read.rows, "segment")
    if names:
        hint = did_you_mean(names.most_common(1)[0][0], [segment.name for segment in document.segments or ()])
        facts = {"names": _examples(names), "count": f"{names.total():,}"}
        yield found_many(records.UNKNOWN_LOG_SEGMENT, names.total(), read.start, hint=hint, **facts)


def _unknown_customers(read: Read, *, book: bool) -> Iterator[Finding]:
    names = _unknown_names(read.rows, "customer")
    if names:
        record = records.UNKNOWN_LOG_CUSTOMER if book else records.NO_BOOK_FOR_LOG
        facts = {"names": _examples(names), "count": f"{names.total():,}"}
        yield found_many(record, names.total(), read.start, **facts)


def _unplaced(log: TimeLog, read: Read, document: PlanFile) -> Iterator[Finding]:
    """Report work for customers of which nothing says whose."""
    nowhere = {index for index, place in enumerate(read.rows.places) if place.segment < 0 and not place.kind}
    for_customers = {index for index, task in enumerate(document.tasks or ()) if task.kind != "internal"}
    if not nowhere or not for_customers or not document.segments:
        return
    unplaced = total = 0.0
    for place, task, minutes in zip(read.rows.occurrences.place, log.task, log.minutes, strict=True):
        if task in for_customers:
            total += minutes
            if place in nowhere:
                unplaced += minutes
    if unplaced:
        yield found(records.UNPLACED_TIME, read.start, hours=_hours(unplaced), share=f"{unplaced / total:.0%}")
