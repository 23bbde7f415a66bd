"""Where the time goes, how sure that is, and how saturated the team is."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from csplan.figures.arithmetic import exceeds
from csplan.inputs import build
from csplan.measure.saturation import Thresholds
from csplan.measure.skill import skill
from csplan.measure.spent import time_spent
from csplan.record import HALF_A_YEAR, saturations, standard_time, tier_of_segment
from csplan.reports.nodes import head_of
from csplan.reports.report import Advice, Column, Report, Table
from csplan.values import show_hours, show_number, show_share

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from csplan.measure.saturation import Saturation, Saturations
    from csplan.measure.skill import SkillGap
    from csplan.measure.spent import Removable, Spent, TimeSpent
    from csplan.plan.document import Plan
    from csplan.plan.timelog import TimeLog
    from csplan.record import Record
    from csplan.reports.report import Row

LOG_COLUMNS = (
    Column("file", "Text"),
    Column("first_day", "Text"),
    Column("last_day", "Text"),
    Column("rows", "Count"),
    Column("bad_rows", "Count"),
    Column("occurrences", "Count"),
    Column("hours", "Hours"),
    Column("csms", "Count"),
    Column("covers", "Share"),
)
MEASURED_COLUMNS = (
    Column("task", "Text", "task"),
    Column("tier", "Text", "tier"),
    Column("n", "Count", "n"),
    Column("takes", "Minutes", "mean\nminutes"),
    Column("takes_low", "Minutes", "95%\nfrom"),
    Column("takes_high", "Minutes", "to"),
    Column("median", "Minutes", "median"),
    Column("percentile_80", "Minutes", "80%\nbelow"),
    Column("times", "Times", "times\na year"),
    Column("times_low", "Times", "95%\nfrom"),
    Column("times_high", "Times", "to"),
    Column("thin", "Text", "thin"),
)
SPENT_COLUMNS = (
    Column("name", "Text", "what"),
    Column("hours", "Hours", "hours"),
    Column("share", "ShareBar", "share"),
    Column("occurrences", "Count", "entries"),
)
SATURATION_COLUMNS = (
    Column("csm", "Text", "CSM"),
    Column("team", "Text", "team"),
    Column("customer_hours", "Hours", "recorded for\ncustomers"),
    Column("capacity", "Hours", "hours\nthere are"),
    Column("saturation", "Share", "saturated"),
    Column("recorded", "Share", "of paid time\nrecorded"),
    Column("status", "Verdict", "status"),
)
TEAM_COLUMNS = (Column("team", "Text", "team"), *SATURATION_COLUMNS[2:])
WASTE_COLUMNS = (
    Column("waste", "Text", "waste"),
    Column("hours", "Hours", "hours"),
    Column("hours_a_year", "Hours", "hours\na year"),
    Column("share", "Share", "share"),
)
SKILL_COLUMNS = (
    Column("csm", "Text", "CSM"),
    Column("task", "Text", "task"),
    Column("tier", "Text", "tier"),
    Column("n", "Count", "n"),
    Column("mean", "Minutes", "mean\nminutes"),
    Column("shrunk_mean", "Minutes", "likely\nmean"),
    Column("team_mean", "Minutes", "team's\nmean"),
    Column("chance", "Share"),
    Column("hours_a_year", "Hours", "hours\na year"),
)


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
        ("by_task", "By task", spent.by_task, "(tasks the plan does not know)"),
        ("by_kind", "By kind of work", spent.by_kind, "(tasks the plan does not know)"),
        ("by_tier", "By tier", spent.by_tier, "(no customer or segment)"),
        ("by_csm", "By CSM", spent.by_csm, ""),
    )
    return Report(
        command="timelog",
        title=f"Where the time goes, {plan.name}",
        plan=head_of(plan),
        currency="",
        head=Table("log", "", LOG_COLUMNS, [_log_row(log)]),
        tables=(
            *(
                Table(key, title, SPENT_COLUMNS, [_spent_row(each, rest) for each in rows])
                for key, title, rows, rest in splits
            ),
            Table("csms", "How saturated each CSM is", SATURATION_COLUMNS, _saturation_rows(saturated.csms, teams)),
            Table("teams", "How saturated each team is", TEAM_COLUMNS, [_team_row(each) for each in saturated.teams]),
            Table("waste", "Time that a fix would remove", WASTE_COLUMNS, [_waste_row(each) for each in spent.waste]),
            Table(
                "skill", "Slower than the team by more than chance", SKILL_COLUMNS, [each._asdict() for each in gaps]
            ),
            Table("measured", "What was measured", MEASURED_COLUMNS, _measured_rows(record)),
        ),
        advice=_advice(saturated, spent, gaps),
        advice_title="What it says",
        notes=_notes(log),
        findings=plan.findings,
    )


def _log_row(log: TimeLog) -> Row:
    return {
        "file": log.file,
        "first_day": date.fromordinal(log.first_day).isoformat(),
        "last_day": date.fromordinal(log.last_day).isoformat(),
        "rows": log.rows,
        "bad_rows": log.bad_rows,
        "occurrences": len(log.minutes),
        "hours": sum(log.minutes) / 60,
        "csms": len(log.csms),
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
    return {**each._asdict(), "waste": each.waste or _NO_KIND}


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


def _advice(saturated: Saturations, spent: TimeSpent, gaps: Sequence[SkillGap]) -> list[Advice]:
    result = []
    for status, meaning in _STATUS.items():
        names = [f"{each.name} ({show_share(each.saturation)})" for each in saturated.csms if each.status == status]
        if names:
            result.append(Advice(status, f"{meaning}: {', '.join(names)}."))
    result += _unknown(saturated.csms)
    removable = [each for each in spent.waste if each.hours]
    if removable:
        parts = [f"{each.waste or _NO_KIND} {show_hours(each.hours_a_year)}{_fix(each)}" for each in removable]
        result.append(Advice("waste", f"in a year of the whole team, fixes would remove: {'; '.join(parts)}."))
    if gaps:
        first = gaps[0]
        tier = f" in tier {first.tier}" if first.tier else ""
        text = (
            f"the largest difference is {first.csm}'s at {first.task}{tier}: {show_number(first.shrunk_mean)} minutes "
            f"against {show_number(first.team_mean)}, {show_hours(first.hours_a_year)} a year. A segment that only "
            "they serve may explain it: look before you train."
        )
        result.append(Advice("skill", text))
    return result


def _unknown(csms: Sequence[Saturation]) -> Iterator[Advice]:
    """Say of whom the log tells nothing, and why: an incomplete log makes nobody idle."""
    unclear = [each for each in csms if each.status == "unknown"]
    # Nearly all of their time is in the log where they would else be idle, but for what tasks the plan does not know.
    gaps = [each for each in unclear if exceeds(1 - Thresholds().unrecorded, each.recorded)]
    if gaps:
        names = ", ".join(f"{each.name} ({show_share(each.recorded)} recorded)" for each in gaps)
        yield Advice("unknown", f"over 15% of paid time is not logged, so nobody knows how busy they are: {names}.")
    others = [each for each in unclear if each not in gaps]
    if others:
        names = ", ".join(f"{each.name} ({show_hours(each.unknown_hours)})" for each in others)
        yield Advice("unknown", f"too much is logged for unknown tasks to tell how busy they are: {names}.")


def _fix(each: Removable) -> str:
    return f" ({_FIXES[each.waste]})" if each.waste else ""


def _notes(log: TimeLog) -> list[str]:
    first, last = (date.fromordinal(day).isoformat() for day in (log.first_day, log.last_day))
    hours = show_hours(sum(log.minutes) / 60)
    entries = f"{log.rows:,} {'entry' if log.rows == 1 else 'entries'}"
    people = f"{len(log.csms)} {'person' if len(log.csms) == 1 else 'people'}"
    notes = [
        (
            f"{entries} of {people} from {first} to {last}, {hours}; the log holds {show_share(log.covers)} of the "
            "team's work. Totals are made of means, not of medians; minutes are those of complexity 1."
        )
    ]
    if log.bad_rows:
        count = f"{log.bad_rows:,} rows are" if log.bad_rows > 1 else "1 row is"
        notes.append(f"{count} left out: the findings say which, and why.")
    if log.years < HALF_A_YEAR:
        notes.append("It is shorter than half a year, so it says little about what is done once a year.")
    return notes


_NO_KIND = "(no kind stated)"
_STATUS = {
    "overloaded": "more hours for customers are recorded than there are",
    "idle": "far fewer hours for customers are recorded than there are, and the record is complete",
}
_FIXES = {
    "mechanical": "a tool can take it",
    "coordination": "agree with the other departments how it is done",
    "skill": "train, or share what the quick ones do",
}
