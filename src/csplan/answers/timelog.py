"""Where the time goes, how sure that is, and how saturated the team is."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING

from csplan.answers.nodes import head_of
from csplan.answers.phrases import FIXES, MOST, command, people
from csplan.figures.arithmetic import exceeds
from csplan.inputs.build import build
from csplan.lang.say import later, say, say_many
from csplan.measure.record import HALF_A_YEAR, saturations, standard_time, tier_of_segment
from csplan.measure.saturation import Thresholds
from csplan.measure.skill import skill
from csplan.measure.spent import time_spent
from csplan.report.report import Advice, Report
from csplan.report.table import table
from csplan.values import show_hours, show_number, show_share

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from csplan.measure.record import Record
    from csplan.measure.saturation import Saturation, Saturations
    from csplan.measure.skill import SkillGap
    from csplan.measure.spent import Removable, Spent, TimeSpent
    from csplan.plan.log import TimeLog
    from csplan.plan.plan import Plan
    from csplan.report.report import Row

LOG = table(
    *("plan", "file", "first_day", "last_day", "rows", "bad_rows", "occurrences", "hours", "csms", "covers"),
    units={
        **dict.fromkeys(("file", "first_day", "last_day"), "Text"),
        **dict.fromkeys(("rows", "bad_rows", "occurrences", "csms"), "Count"),
        "hours": "Hours",
        "covers": "Share",
    },
    shown=(),
)
MEASURED = table(
    *("task", "task", "tier", "n", "takes", "takes_low", "takes_high", "median", "percentile_80", "times"),
    *("times_low", "times_high", "thin"),
    shown=(
        *("task", "tier", "n", "takes", "takes_low", "takes_high", "times", "times_low", "times_high", "thin"),
        *("median", "percentile_80"),
    ),
    units={"n": "Count", "median": "Minutes", "percentile_80": "Minutes", "thin": "Text"},
    labels={
        "takes": "mean minutes",
        "takes_low": "95% from",
        "takes_high": "to",
        "percentile_80": "80% below",
        "times": "times a year",
        "times_low": "95% from",
        "times_high": "to",
    },
)
SPENT = table(
    *("plan", "name", "hours", "share", "occurrences"),
    shown=("name", "hours", "share", "occurrences"),
    units={"name": "Text", "hours": "Hours", "share": "ShareBar", "occurrences": "Count"},
    labels={"name": "what", "occurrences": "entries"},
)
_SATURATION = ("customer_hours", "capacity", "saturation", "recorded", "status")
_SATURATION_UNITS = {"capacity": "Hours", "saturation": "Share", "recorded": "Share", "status": "Verdict"}
_SATURATION_LABELS = {
    "customer_hours": later("recorded for customers"),
    "capacity": later("hours there are"),
    "saturation": "busy",
    "recorded": later("of paid time recorded"),
}
CSMS = table(
    *("role", "csm", "team", *_SATURATION),
    shown=("csm", "status", "saturation", "customer_hours", "capacity", "recorded", "team"),
    units={"csm": "Text", **_SATURATION_UNITS},
    labels={"csm": "CSM", **_SATURATION_LABELS},
)
TEAMS = table(
    *("team", "team", *_SATURATION),
    shown=("team", "status", "saturation", "customer_hours", "capacity", "recorded"),
    units=_SATURATION_UNITS,
    labels=_SATURATION_LABELS,
)
WASTE = table(
    *("task", "waste", "hours", "hours_a_year", "share"),
    shown=("waste", "hours", "hours_a_year", "share"),
    units={"hours_a_year": "Hours"},
)
SKILL = table(
    *("task", "csm", "task", "tier", "n", "mean", "shrunk_mean", "team_mean", "chance", "hours_a_year"),
    shown=("csm", "task", "shrunk_mean", "team_mean", "hours_a_year", "tier", "n", "mean"),
    units={
        "csm": "Text",
        "n": "Count",
        "chance": "Share",
        "hours_a_year": "Hours",
        **dict.fromkeys(("mean", "shrunk_mean", "team_mean"), "Minutes"),
    },
    labels={"csm": "CSM", "mean": "mean minutes", "shrunk_mean": "likely mean", "team_mean": "team's mean"},
)
SHOWN = 8
"""CSMs that people see on the first screen; JSON has all."""


def timelog(plan: Plan) -> Report:
    """Compute what a plan's time log says; the plan has one."""
    inputs = build(plan)
    record = plan.record
    if record is None:
        raise ValueError("the plan has no time log, or was loaded without it")
    log = record.log
    tiers = tier_of_segment(plan)
    spent = time_spent(log, tiers, plan.document.tasks or ())
    saturated, teams = saturations(plan, inputs.root, log)
    nodes = {node.name: node for team in inputs.root.below["team"] for node in team.below["segment"]}
    gaps = skill(standard_time(plan, log, nodes), tiers)
    splits = (
        ("by_task", say("By task"), spent.by_task, say("(tasks the plan does not know)")),
        ("by_kind", say("By kind of work"), spent.by_kind, say("(tasks the plan does not know)")),
        ("by_tier", say("By tier"), spent.by_tier, say("(no customer or segment)")),
        ("by_csm", say("By CSM"), spent.by_csm, ""),
    )
    csms = _saturation_rows(saturated.csms, teams)
    advice = _advice(saturated, spent, gaps)
    return Report(
        command="timelog",
        title=say("Where the time goes, {plan}", plan=plan.name),
        plan=head_of(plan),
        currency="",
        head=LOG.of("log", "", [_log_row(log)]),
        tables=(
            *(
                SPENT.of(key, title, [_spent_row(each, rest) for each in rows], behind=key != "by_kind")
                for key, title, rows, rest in splits
            ),
            CSMS.of("csms", say("How busy each CSM is"), csms, most=SHOWN),
            TEAMS.of("teams", say("How busy each team is"), [_team_row(each) for each in saturated.teams], behind=True),
            WASTE.of(
                "waste", say("Time that a fix would remove"), [_waste_row(each) for each in spent.waste], behind=True
            ),
            SKILL.of(
                "skill",
                say("Slower than the team by more than chance"),
                [each._asdict() for each in gaps],
                behind=True,
            ),
            MEASURED.of("measured", say("What was measured"), _measured_rows(record), behind=True),
        ),
        answer=_answer(saturated, spent),
        actions=_actions(spent, gaps),
        more=[command(plan, "ceiling"), command(plan, "timelog", "--all")],
        advice=advice,
        advice_title=say("What it says"),
        notes=_notes(log),
        findings=plan.findings,
    )


def _answer(saturated: Saturations, spent: TimeSpent) -> list[str]:
    """Return how busy people are, and what the time is spent on most."""
    counts = Counter(each.status for each in saturated.csms)
    facts = {status: counts[status] for status in ("overloaded", "healthy", "idle", "unknown")}
    first = say_many(
        len(saturated.csms),
        "{all} CSM: {overloaded} overloaded, {healthy} healthy, {idle} idle, {unknown} unknown.",
        "{all} CSMs: {overloaded} overloaded, {healthy} healthy, {idle} idle, {unknown} unknown.",
        all=len(saturated.csms),
        **facts,
    )
    known = [each for each in spent.by_task if each.name is not None]
    if not known:
        return [first]
    most = max(known, key=lambda each: each.minutes)
    return [
        first,
        say(
            "Most time goes into {task}: {hours}, {share} of what is logged.",
            task=most.name,
            hours=show_hours(most.minutes / 60),
            share=show_share(most.share),
        ),
    ]


def _actions(spent: TimeSpent, gaps: Sequence[SkillGap]) -> list[str]:
    """Return what frees the most hours a year: fixes of waste, and the largest difference between people."""
    removable = sorted((each for each in spent.waste if each.hours and each.waste), key=lambda each: -each.hours_a_year)
    result = [
        say(
            "{waste} time, {hours} a year of the whole team: {fix}.",
            waste=str(each.waste).capitalize(),
            hours=show_hours(each.hours_a_year),
            fix=say(FIXES[str(each.waste)]),
        )
        for each in removable
    ]
    if gaps:
        facts = {"csm": gaps[0].csm, "task": gaps[0].task, "hours": show_hours(gaps[0].hours_a_year)}
        result.insert(
            min(1, len(result)),
            say("Look why {csm} takes longer than the team for {task}: {hours} a year.", **facts),
        )
    return result[:MOST]


def _log_row(log: TimeLog) -> Row:
    return {
        "file": log.file,
        "first_day": date.fromordinal(log.first_day).isoformat(),
        "last_day": date.fromordinal(log.last_day).isoformat(),
        "rows": log.rows,
        "bad_rows": log.bad_rows,
        "occurrences": len(log.minutes),
        "hours": sum(log.minutes) / 60,
        "csms": log.people,
        "covers": log.covers,
    }


def _spent_row(each: Spent, rest: str) -> Row:
    name = each.name if each.name is not None else rest
    return {"name": name, "hours": each.minutes / 60, "share": each.share, "occurrences": each.occurrences}


def _saturation_rows(found: Sequence[Saturation], teams: Mapping[str, str]) -> list[Row]:
    return [{"csm": each.name, "team": teams.get(str(each.name)), **_saturated(each)} for each in found]


def _team_row(each: Saturation) -> Row:
    return {"team": each.name, **_saturated(each)}


def _saturated(each: Saturation) -> Row:
    return {
        "customer_hours": each.customer_hours,
        "capacity": each.capacity.customer_hours,
        "saturation": each.saturation,
        "recorded": each.recorded,
        "status": each.status,
    }


def _waste_row(each: Removable) -> Row:
    return {**each._asdict(), "waste": each.waste or say(_NO_KIND)}


def _measured_rows(record: Record) -> list[Row]:
    return [
        {
            "task": each.task,
            "tier": each.tier,
            "n": each.n,
            "takes": each.takes.value,
            "takes_low": each.takes.low,
            "takes_high": each.takes.high,
            "median": each.median,
            "percentile_80": each.percentile_80,
            "times": each.times.value if each.times else None,
            "times_low": each.times.low if each.times else None,
            "times_high": each.times.high if each.times else None,
            "thin": "thin" if each.thin else None,
        }
        for each in (record.by_tier or {}).values()
    ]


def _named(shares: Iterable[tuple[str | None, float]]) -> str:
    return ", ".join(f"{name} ({show_share(share)})" for name, share in shares)


def _advice(saturated: Saturations, spent: TimeSpent, gaps: Sequence[SkillGap]) -> list[Advice]:
    result = []
    names = _named((each.name, each.recorded) for each in saturated.csms if each.status == "overloaded")
    if names:
        result.append(Advice("overloaded", say("More time is recorded than is paid: {people}.", people=names)))
    names = _named((each.name, each.saturation) for each in saturated.csms if each.status == "idle")
    if names:
        sentence = later("The record is complete, and it has far fewer hours for customers than there are: {people}.")
        result.append(Advice("idle", say(sentence, people=names)))
    result += _unknown(saturated.csms)
    removable = [each for each in spent.waste if each.hours]
    if removable:
        parts = [f"{each.waste or say(_NO_KIND)} {show_hours(each.hours_a_year)}{_fix(each)}" for each in removable]
        result.append(
            Advice("waste", say("Fixes would free, a year of the whole team: {hours}.", hours="; ".join(parts)))
        )
    if gaps:
        first = gaps[0]
        facts = {
            "csm": first.csm,
            "task": first.task,
            "tier": first.tier or "",
            "own": show_number(first.shrunk_mean),
            "team": show_number(first.team_mean),
            "hours": show_hours(first.hours_a_year),
        }
        where = say("{task} (tier {tier})", **facts) if first.tier else first.task
        sentence = later("{csm} takes longest for {where}: {own} minutes, the team {team}. That is {hours} a year.")
        text = say(sentence, where=where, **facts)
        look = say("A segment that only they serve may explain it: look before you train.")
        result.append(Advice("skill", f"{text} {look}"))
    return result


def _unknown(csms: Sequence[Saturation]) -> Iterator[Advice]:
    """Say of whom the log tells nothing, and why: an incomplete log makes nobody idle."""
    unclear = [each for each in csms if each.status == "unknown"]
    # Nearly all of their time is in the log where they would else be idle, but for what tasks the plan does not know.
    gaps = [each for each in unclear if exceeds(1 - Thresholds().unrecorded, each.recorded)]
    if gaps:
        names = _named((each.name, each.recorded) for each in gaps)
        text = say(
            "Over 15% of paid time is not in the log, so nobody knows how busy they are (recorded): {people}.",
            people=names,
        )
        yield Advice("unknown", text)
    others = [each for each in unclear if each not in gaps]
    if others:
        names = ", ".join(f"{each.name} ({show_hours(each.unknown_hours)})" for each in others)
        text = say("The log has too many hours of unknown tasks to tell how busy they are: {people}.", people=names)
        yield Advice("unknown", text)


def _fix(each: Removable) -> str:
    return f" ({say(FIXES[each.waste])})" if each.waste else ""


def _notes(log: TimeLog) -> list[str]:
    first, last = (date.fromordinal(day).isoformat() for day in (log.first_day, log.last_day))
    facts = {
        "entries": say_many(log.rows, "1 entry", "{number} entries", number=f"{log.rows:,}"),
        "people": people(log.people),
        "first": first,
        "last": last,
        "hours": show_hours(sum(log.minutes) / 60),
        "covers": show_share(log.covers),
    }
    notes = [
        say("The log has {entries} of {people} from {first} to {last}, {hours}: {covers} of the team's work.", **facts),
        say("Totals are made of means, not of medians. Minutes are those of complexity 1."),
    ]
    if log.bad_rows:
        rows = f"{log.bad_rows:,}"
        notes.append(
            say_many(
                log.bad_rows,
                "1 row is left out: the findings say why.",
                "{rows} rows are left out: the findings say which, and why.",
                rows=rows,
            )
        )
    if log.years < HALF_A_YEAR:
        notes.append(say("It is shorter than half a year, so it says little of what is done once a year."))
    return notes


_NO_KIND = later("(no kind stated)")
