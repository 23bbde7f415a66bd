"""A time log against an earlier part of itself: efficiency is told by one's own past, not by other companies."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from csplan.answers.nodes import head_of
from csplan.answers.phrases import MOST, command, named
from csplan.findings.diagnostic import quoted
from csplan.inputs.build import build
from csplan.lang.say import later, say, say_many
from csplan.measure.against import changes, in_period
from csplan.measure.periods import Period, period_called
from csplan.measure.record import saturations, tier_of_segment
from csplan.measure.spent import time_spent
from csplan.measure.values import THIN
from csplan.report.report import Report
from csplan.report.table import table
from csplan.values import show_hours, show_number, show_share
from csplan.values.units import shown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from csplan.engine.nodes import Node
    from csplan.measure.against import Change
    from csplan.measure.spent import Spent, TimeSpent
    from csplan.plan.log import TimeLog
    from csplan.plan.plan import Plan
    from csplan.report.report import Row

    Problem = tuple[str, str]

WEEK = 7
_MUCH = 0.05
"""Of what a task takes: so much by another mix of segments is said. Source: csplan."""
SPENT = table(
    *("plan", "name", "hours_a_week_before", "hours_a_week", "share_before", "share", "share_change"),
    shown=("name", "hours_a_week_before", "hours_a_week", "share_before", "share", "share_change"),
    units={
        "name": "Text",
        **dict.fromkeys(("hours_a_week_before", "hours_a_week"), "Hours"),
        **dict.fromkeys(("share_before", "share"), "Share"),
        "share_change": "Points",
    },
    labels={
        "name": "what",
        "hours_a_week_before": later("hours a week then"),
        "hours_a_week": "now",
        "share_before": later("of the time then"),
        "share": "now",
        "share_change": "change",
    },
)
TASKS = table(
    *("task", "task", "n_before", "n", "takes_before", "takes", "longer", "longer_low", "longer_high", "change"),
    *("times_before", "times", "verdict", "mix", "left_out"),
    shown=("task", "takes_before", "takes", "change", "verdict", "longer_low", "longer_high", "n_before", "n"),
    wide=("mix", "left_out", "times_before", "times"),
    units={
        **dict.fromkeys(("n_before", "n", "left_out"), "Count"),
        **dict.fromkeys(("longer", "longer_low", "longer_high", "mix"), "MinutesChange"),
        "change": "ShareChange",
        "verdict": "Verdict",
    },
    labels={
        "n_before": later("entries then"),
        "n": "now",
        "takes_before": later("minutes then"),
        "takes": "now",
        "change": "change",
        "verdict": "it takes",
        "longer_low": later("longer by, from"),
        "longer_high": "to",
        "mix": later("longer by other segments"),
        "left_out": later("entries not compared"),
        "times_before": later("times a year then"),
        "times": "now",
    },
)
CSMS = table(
    *("role", "csm", "hours_a_week_before", "hours_a_week", "saturation_before", "saturation"),
    shown=("csm", "hours_a_week_before", "hours_a_week", "saturation_before", "saturation"),
    units={
        "csm": "Text",
        **dict.fromkeys(("hours_a_week_before", "hours_a_week"), "Hours"),
        **dict.fromkeys(("saturation_before", "saturation"), "Share"),
    },
    labels={
        "csm": "CSM",
        "hours_a_week_before": later("hours a week then"),
        "hours_a_week": "now",
        "saturation_before": later("busy then"),
        "saturation": "now",
    },
)
PERIODS = table(
    *("plan", "from", "to", "from_before", "to_before"),
    shown=(),
    units=dict.fromkeys(("from", "to", "from_before", "to_before"), "Date"),
)
_UNKNOWN = later("(tasks the plan does not know)")


def periods_of(log: TimeLog, against: str, period: str | None) -> tuple[Period, Period] | Problem:
    """Return the period that is compared with, and the one that is compared: all after it, where none is named.

    Or what to say, and a hint, where the log has nothing of one, or both share days.
    """
    found: list[Period] = []
    for option, text in (("--against", against), ("--period", period)):
        if text is None:
            found.append(Period(found[0].last + 1, log.last_day))
            continue
        meant = period_called(text)
        if meant is None:
            message = say("{option}: {text} is not a period", option=option, text=quoted(text))
            return message, say("write it like 2026, 2026-H1, 2026-Q3, 2026-09 or 2026-07-01..2026-09-30")
        inside = Period(max(meant.first, log.first_day), min(meant.last, log.last_day))
        if inside.first > inside.last:
            return _beyond(say("{option}: the log says nothing of {text}", option=option, text=text.strip()), log)
        found.append(inside)
    before, now = found
    if now.first > now.last:
        return _beyond(say("--against: the log has nothing after {text}", text=against.strip()), log)
    if before.last >= now.first and now.last >= before.first:
        return say("both periods have days in common"), say("name two that don't: --against 2026-Q1 --period 2026-Q2")
    return before, now


def _beyond(message: str, log: TimeLog) -> Problem:
    first, last = (date.fromordinal(day).isoformat() for day in (log.first_day, log.last_day))
    return message, say("it goes from {first} to {last}", first=first, last=last)


def timelog_against(plan: Plan, before: Period, now: Period) -> Report:
    """Compute what a plan's time log says of two periods beside each other; the plan has one."""
    root = build(plan).root
    nodes = [node for team in root.below["team"] for node in team.below["segment"]]
    then, later_ = (in_period(plan.record.log, period) for period in (before, now))
    found = changes(plan, nodes, then, later_)
    tiers, tasks = tier_of_segment(plan), plan.document.tasks or ()
    spent = [time_spent(log, tiers, tasks) for log in (then, later_)]
    weeks = [_weeks(log) for log in (then, later_)]
    kinds = _both(spent[0].by_kind, spent[1].by_kind, weeks, say(_UNKNOWN))
    people = [csm for csm in sorted(plan.record.log.csms) if any(_hours(each.by_csm, csm) for each in spent)]
    days = (later_.first_day, later_.last_day, then.first_day, then.last_day)
    names = ("from", "to", "from_before", "to_before")
    row = {name: date.fromordinal(day).isoformat() for name, day in zip(names, days, strict=True)}
    return Report(
        command="timelog-against",
        title=say("Where the time goes against {from_before} to {to_before}, {plan}", plan=plan.name, **row),
        plan=head_of(plan),
        currency="",
        head=PERIODS.of("period", "", [row]),
        tables=(
            TASKS.of("tasks", say("How long each task takes"), [_task_row(each) for each in found]),
            SPENT.of("by_kind", say("By kind of work"), kinds),
            SPENT.of(
                "by_task",
                say("By task"),
                _both(spent[0].by_task, spent[1].by_task, weeks, say(_UNKNOWN)),
                behind=True,
            ),
            CSMS.of("csms", say("By CSM"), _csm_rows(plan, root, (then, later_), people, weeks), behind=True),
        ),
        answer=_answer(found, spent, weeks),
        actions=_actions(found),
        more=[command(plan, "timelog"), command(plan, "explain") + " efficiency_ceiling"],
        notes=[*_notes(row, (then, later_)), *_of_the_mix(found)],
        findings=plan.findings,
        version=1,
    )


def _weeks(log: TimeLog) -> float:
    return (log.last_day - log.first_day + 1) / WEEK


def _hours(spent: Sequence[Spent], name: str | None) -> float:
    return next((each.minutes / 60 for each in spent if each.name == name), 0.0)


def _share(spent: Sequence[Spent], name: str | None) -> float:
    return next((each.share for each in spent if each.name == name), 0.0)


def _both(before: Sequence[Spent], now: Sequence[Spent], weeks: Sequence[float], rest: str) -> list[Row]:
    """Return what there is in either period, in the order of the plan."""
    names = list(dict.fromkeys(each.name for each in (*now, *before)))
    names.sort(key=lambda name: name is None)
    rows = []
    for name in names:
        hours = _hours(before, name) / weeks[0], _hours(now, name) / weeks[1]
        shares = _share(before, name), _share(now, name)
        if not any(hours):
            continue
        rows.append(
            {
                "name": rest if name is None else name,
                "hours_a_week_before": hours[0],
                "hours_a_week": hours[1],
                "share_before": shares[0],
                "share": shares[1],
                "share_change": shares[1] - shares[0],
            }
        )
    return rows


def _task_row(each: Change) -> Row:
    before, now = each.before, each.now
    return {
        "task": each.task,
        "n_before": before.n,
        "n": now.n,
        "takes_before": each.takes_before,
        "takes": each.takes,
        "longer": each.longer.value if each.longer else None,
        "longer_low": each.longer.low if each.longer else None,
        "longer_high": each.longer.high if each.longer else None,
        "change": each.takes / each.takes_before - 1,
        "times_before": before.times.value if before.times else None,
        "times": now.times.value if now.times else None,
        "verdict": each.verdict,
        "mix": each.mix,
        "left_out": each.left_out,
    }


def _csm_rows(
    plan: Plan, root: Node, logs: tuple[TimeLog, TimeLog], people: Sequence[str], weeks: Sequence[float]
) -> list[Row]:
    tiers, tasks = tier_of_segment(plan), plan.document.tasks or ()
    spent = [time_spent(log, tiers, tasks).by_csm for log in logs]
    busy = [{str(each.name): each.saturation for each in saturations(plan, root, log)[0].csms} for log in logs]
    return [
        {
            "csm": csm,
            "hours_a_week_before": _hours(spent[0], csm) / weeks[0],
            "hours_a_week": _hours(spent[1], csm) / weeks[1],
            "saturation_before": busy[0].get(csm) if _hours(spent[0], csm) else None,
            "saturation": busy[1].get(csm) if _hours(spent[1], csm) else None,
        }
        for csm in people
    ]


def _answer(found: Sequence[Change], spent: Sequence[TimeSpent], weeks: Sequence[float]) -> list[str]:
    hours = [show_hours(each.minutes / 60 / length) for each, length in zip(spent, weeks, strict=True)]
    first = say("{now} a week are logged, {before} then.", now=hours[1], before=hours[0])
    parts = []
    for verdict, words in (
        ("shorter", later("Shorter than then by more than chance: {tasks}.")),
        ("longer", later("Longer than then by more than chance: {tasks}.")),
    ):
        tasks = [_in_words(each) for each in found if each.verdict == verdict]
        if tasks:
            parts.append(say(words, tasks=named(tasks, 5)))
    if not parts:
        parts = [say("No task takes longer or less than then by more than chance.")]
    return [*parts, first]


def _in_words(each: Change) -> str:
    before, now = (show_number(takes) for takes in (each.takes_before, each.takes))
    return say("{task} ({before} to {now} min)", task=each.task, before=before, now=now)


def _actions(found: Sequence[Change]) -> list[str]:
    """Return what to look at first: what costs or saves the most minutes of those that differ by more than chance."""
    sure = [each for each in found if each.verdict in {"longer", "shorter"} and each.longer]
    sure.sort(key=lambda each: -abs(each.longer.value if each.longer else 0.0) * each.now.n)
    result = []
    for each in sure[:MOST]:
        change = show_share(abs(each.takes / each.takes_before - 1))
        facts = {"task": each.task, "change": change}
        if each.verdict == "longer":
            result.append(say("Ask what changed in {task}: it takes {change} longer each time.", **facts))
        else:
            result.append(say("Keep what changed in {task}, and tell the others: {change} less each time.", **facts))
    return result


def _people(log: TimeLog) -> int:
    """Return how many people have entries in the period of a log."""
    return len({csm for csm, day in zip(log.csm, log.day, strict=True) if log.first_day <= day <= log.last_day})


def _notes(row: Row, logs: tuple[TimeLog, TimeLog]) -> list[str]:
    counts = [
        len({log.csm[at] for at, day in enumerate(log.day) if log.first_day <= day <= log.last_day}) for log in logs
    ]
    facts = {**row, "before": counts[0], "now": counts[1]}
    return [
        say_many(
            counts[1],
            "Now is {from} to {to}, 1 person; then is {from_before} to {to_before}, of {before}.",
            "Now is {from} to {to}, {now} people; then is {from_before} to {to_before}, of {before}.",
            **facts,
        ),
        say(
            "Minutes are means of complexity 1, and each segment is compared with itself. Intervals come from "
            "resampled weeks of people. Other people or other customers may be the reason as well."
        ),
    ]


def _of_the_mix(found: Sequence[Change]) -> list[str]:
    """Say which tasks seem to take longer or less because more is done for other segments, and what is left out."""
    moved = [each for each in found if each.mix is not None and abs(each.mix) >= _MUCH * each.takes_before]
    moved.sort(key=lambda each: -abs(each.mix or 0.0))
    result = []
    if moved:
        tasks = named([f"{each.task} {shown(each.mix, 'MinutesChange')}" for each in moved])
        text = later("Not counted as a change: minutes each time that come of more work for other segments, {tasks}.")
        result.append(say(text, tasks=tasks))
    left = sum(each.left_out for each in found)
    if left:
        text = later("Not compared are {count} entries of segments that have fewer than {few} of the task then or now.")
        result.append(say(text, count=f"{left:,}", few=f"{THIN}"))
    return result
