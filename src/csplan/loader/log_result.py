"""What a time log holds once all of its rows are added up, and what is to be said about it."""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from csplan.diagnostics import Diagnostic, Where, did_you_mean, quoted
from csplan.loader.log_dates import FIRST_DAY, LAST_DAY
from csplan.loader.log_durations import DAY
from csplan.plan.timelog import FullDay, TimeLog, UnknownTask

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from csplan.loader.log_rows import Rows
    from csplan.plan.document import PlanFile
    from csplan.plan.timelog import TimeLogFile

LISTED = 20
"""Unknown names of tasks that are reported one by one; the rest are counted."""

_EXAMPLES = 5
_MANY_WEEKS, _EMPTY = 10_000, 20
"""Weeks of all CSMs that are measured in any case, and for how many of them an entry is needed beyond.

Each week of each CSM is resampled, the empty ones too, so one mistyped year among many people would take minutes, and
all there is of memory.
"""
_NOISE = 1e-6
"""Minutes by which sums of a day's lengths may miss 24 hours."""


class Read(NamedTuple):
    """A log that was read to its end."""

    rows: Rows
    bad: int
    lines: Callable[[set[int]], dict[int, str]]
    """Returns the text of some lines."""


def time_log(read: Read, section: TimeLogFile, name: str) -> TimeLog:
    """Return the log as columns; ``read`` has at least one row that counts."""
    rows, each = read.rows, read.rows.occurrences
    each.finish()
    segments = [place.segment for place in rows.places]
    days = list(range(FIRST_DAY, LAST_DAY + 1))
    # Names that only rows have which were left out are no names of the log.
    tasks, task = _used(rows.task_names, each.task, rows.known_tasks)
    csms, csm = _used(rows.csm_names, each.csm, 0)
    day = array("i", map(days.__getitem__, each.day))
    period = section.period
    return TimeLog(
        file=name,
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
        unknown=_unknown(rows, tasks, task, each.minutes),
        full_days=_full_days(csms, csm, day, each.minutes),
    )


def _full_days(csms: list[str], csm: array[int], day: array[int], minutes: array[float]) -> list[FullDay]:
    totals: list[defaultdict[int, float]] = [defaultdict(float) for _ in csms]
    for who, when, length in zip(csm, day, minutes, strict=True):
        totals[who][when] += length
    full = [
        FullDay(name, when, length)
        for name, days in zip(csms, totals, strict=True)
        for when, length in days.items()
        if length > DAY + _NOISE
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


def sparse(log: TimeLog) -> Diagnostic | None:
    """Return what is wrong with a log whose period is so long that next to nobody did anything in any week of it."""
    weeks = (log.last_day - log.first_day) // 7 + 1
    if weeks * len(log.csms) <= max(_MANY_WEEKS, _EMPTY * len(log.minutes)):
        return None
    first, last = date.fromordinal(log.first_day), date.fromordinal(log.last_day)
    people, entries = _count(len(log.csms), "person", "people"), _entries(len(log.minutes))
    message = f"{people} have {entries} from {first} to {last}: nearly every week of them is empty"
    hint = "mend the dates that are wrong, or state the period: {from: ..., to: ...}"
    return Diagnostic("sparse-log", "error", message, hint, Where(log.file, 1, 1))


# --- findings ------------------------------------------------------------------------------------------------------


def report(log: TimeLog, read: Read, document: PlanFile, *, book: bool) -> Iterator[Diagnostic]:
    """Report what the log holds that finds no place in the plan; ``book``: whether there is an account book."""
    yield from _unknown_tasks(log, read, document)
    yield from _unknown_segments(log, read.rows, document)
    yield from _unknown_customers(log, read.rows, book=book)
    yield from _unplaced(log, read.rows, document)
    if log.full_days:
        days = [f"{each.csm} {each.minutes / 60:,.1f} h on {date.fromordinal(each.day)}" for each in log.full_days]
        message = f"on {_count(len(days), 'day')} one person logs over 24 hours: {_some(days)}"
        yield _warning(log, "full-day", message, "they are kept; perhaps entries are doubled")


def _warning(log: TimeLog, code: str, message: str, hint: str) -> Diagnostic:
    return Diagnostic(code, "warning", message, hint, Where(log.file, 1, 1))


def _count(number: int, what: str, whats: str = "") -> str:
    return f"1 {what}" if number == 1 else f"{number:,} {whats or what + 's'}"


def _entries(number: int) -> str:
    return _count(number, "entry", "entries")


def _some(texts: list[str]) -> str:
    more = f" and {len(texts) - _EXAMPLES:,} more" if len(texts) > _EXAMPLES else ""
    return ", ".join(texts[:_EXAMPLES]) + more


def _unknown_tasks(log: TimeLog, read: Read, document: PlanFile) -> Iterator[Diagnostic]:
    if not log.unknown:
        return
    known = [name for task in document.tasks or () for name in (task.name, *(task.aliases or ()))]
    of_name = {name: index for index, name in enumerate(read.rows.task_names)}
    at = {each.name: read.rows.first_seen[of_name[each.name]] for each in log.unknown[:LISTED]}
    excerpts = read.lines(set(at.values()))
    for each in log.unknown[:LISTED]:
        excerpt = excerpts.get(at[each.name], "")
        column = excerpt.find(each.name)
        where = Where(log.file, at[each.name], max(column, 0) + 1, excerpt, len(each.name) if column >= 0 else 1)
        time = f"{_entries(each.rows)} of {each.minutes / 60:,.1f} h"
        message = f"{quoted(each.name)} is no task of the plan: {time}, counted as time in no task"
        near = did_you_mean(each.name, known)
        hint = f"{near} then list it in its `aliases`" if near.startswith("did") else "add a task, or an alias of one"
        yield Diagnostic("unknown-task", "warning", message, hint, where, each.name)
    more = log.unknown[LISTED:]
    if more:
        hours, hint = (
            sum(each.minutes for each in more) / 60,
            "add tasks or aliases, or read another column as the task",
        )
        names = _count(len(more), "more name is no task", "more names are no tasks")
        message = f"{names} of the plan: {_entries(sum(each.rows for each in more))} of {hours:,.1f} h"
        yield _warning(
            log, "unknown-task", message, "add tasks or aliases; or read another column: `columns: {task: ...}`"
        )


def _unknown_names(rows: Rows, kind: str) -> Counter[str]:
    names: Counter[str] = Counter()
    for index, count in rows.rows_of_place.items():
        place = rows.places[index]
        if place.kind == kind:
            names[place.name] += count
    return names


def _examples(names: Counter[str]) -> str:
    return _some([f"{quoted(name)} ({count:,})" for name, count in names.most_common()])


def _unknown_segments(log: TimeLog, rows: Rows, document: PlanFile) -> Iterator[Diagnostic]:
    names = _unknown_names(rows, "segment")
    if names:
        count = f"{_entries(names.total())}, counted in no segment"
        message = f"it names segments that the plan does not have: {_examples(names)}; {count}"
        hint = did_you_mean(names.most_common(1)[0][0], [segment.name for segment in document.segments or ()])
        yield _warning(log, "unknown-log-segment", message, hint)


def _unknown_customers(log: TimeLog, rows: Rows, *, book: bool) -> Iterator[Diagnostic]:
    names = _unknown_names(rows, "customer")
    if names:
        count = f"{_entries(names.total())}, counted in no segment"
        message = f"nothing says in which segments its customers are: {count}"
        hint = "add the account book (`accounts:`), or a column segment"
        if book:
            message = f"it names customers that the account book does not have: {_examples(names)}; {count}"
            hint = "write them as the book does"
        yield _warning(log, "unknown-log-customer", message, hint)


def _unplaced(log: TimeLog, rows: Rows, document: PlanFile) -> Iterator[Diagnostic]:
    """Report work for customers of which nothing says whose."""
    nowhere = {index for index, place in enumerate(rows.places) if place.segment < 0 and not place.kind}
    for_customers = {index for index, task in enumerate(document.tasks or ()) if task.kind != "internal"}
    if not nowhere or not for_customers or not document.segments:
        return
    unplaced = total = 0.0
    for place, task, minutes in zip(rows.occurrences.place, log.task, log.minutes, strict=True):
        if task in for_customers:
            total += minutes
            if place in nowhere:
                unplaced += minutes
    if unplaced:
        share = f"{unplaced / total:.0%} of it"
        message = f"{unplaced / 60:,.1f} h of work for customers ({share}) name neither segment nor customer"
        hint = "fill in the column segment or customer; times measured without them are too low"
        yield _warning(log, "unplaced-time", f"{message}: counted in no segment", hint)
