"""When to open which position so that in every month somebody has time for the customers and money pays for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from csplan.answers.hire import rows, tables, words
from csplan.answers.hire.found import hiring_findings, over_budget
from csplan.answers.nodes import head_of
from csplan.answers.phrases import command
from csplan.lang.say import say
from csplan.plan.hiring import POLICIES
from csplan.report.report import Column, Report, Table
from csplan.studies.hiring.plans import Unplannable, hiring_plans, numbers

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from csplan.engine.nodes import Node
    from csplan.findings.diagnostic import Finding
    from csplan.plan.hiring import Policy
    from csplan.plan.plan import Plan
    from csplan.studies.hiring.plans import Decided, HiringPlans

    Row = dict[str, Any]

MOST_TEAMS = 3
"""So many teams have a table of months each; of more, the whole plan has one."""
DEFAULT_MONTHS = 12


class Late(ValueError):  # noqa: N818 - the question comes late
    """No hiring plan can be made of what was asked for, such as a year that is over: why."""


def hire(  # noqa: PLR0913 - what may be asked
    plan: Plan,
    as_of: date,
    *,
    policy: Policy | None = None,
    months: int | None = None,
    teams: Collection[str] = (),
    only_openings: bool = False,
) -> Report:
    """Return the hiring plan of a plan as it stands on a day; raises Late where the plan's year is over.

    ``policy`` and ``months`` stand in for the plan's own. ``teams`` limits the answer; the company's rule still counts
    all.
    """
    stated = plan.document.hiring
    chosen: Policy = policy or (stated.policy if stated and stated.policy else "ahead")
    count = months or int(stated.months if stated and stated.months else DEFAULT_MONTHS)
    order = (chosen, *(each for each in POLICIES if each != chosen))
    try:
        plans = hiring_plans(plan, as_of, order, count)
    except Unplannable as error:
        raise Late(words.unplannable(error)) from None
    if plans.calendar.from_day(as_of) >= count:
        raise Late(
            say("the plan's months end in {month}, before {day}", month=plans.calendar.name(count - 1), day=as_of)
        )
    root = plans.chosen.root
    shown = [team for team in root.below["team"] if not teams or team.name in teams]
    openings = rows.opening_rows(plan, plans, shown, count)
    sold = any(placed.segment.product for placed in plan.placed)
    findings = hiring_findings(plan, plans, shown, openings, count)
    names = [team.name for team in shown]
    codes = {each.policy: _code(plans, each, names, count, findings) for each in (plans.chosen, *plans.others.values())}
    data = _data(plans, shown, openings, count, codes)
    title = say("Hiring plan for {plan}", plan=plan.name)
    report = Report(
        command="hire",
        title=title,
        plan=head_of(plan),
        currency=plan.currency,
        version=1,
        data=data,
        findings=(*plan.findings, *findings),
        headline=words.headline(plan, plans, shown, openings, count),
    )
    if only_openings:
        return report._replace(
            tables=(_openings_table(openings),), details=(tables.openings(openings, chosen, sold=sold),)
        )
    decided = {each.policy: each for each in (plans.chosen, *plans.others.values())}
    in_words: dict[str, str] = {
        name: words.verdict(
            code, [team for team in decided[name].root.below["team"] if team.name in names], plans, count
        )
        for name, code in codes.items()
    }
    return report._replace(
        tables=(_months_table(plans, data, count), _openings_table(openings)),
        details=(
            *_by_month(plans, data, count, plan.currency),
            tables.openings(openings, chosen, sold=sold),
            *([_teams_table(data["teams"])] if len(shown) > MOST_TEAMS else []),
            *_policies(data["policies"], in_words, plan.currency),
        ),
        actions=words.actions(plans, shown, openings, findings, count),
        notes=words.notes(plan, plans, shown),
        more=[
            command(plan, "hire", "--openings"),
            *([command(plan, "hire", "--sheet", _sold_to(plan, shown))] if sold and openings else []),
            command(plan, "explain") + f" month_utilization --month {plans.calendar.name(count - 1)}",
            command(plan, "headcount"),
        ],
    )


def _sold_to(plan: Plan, teams: list[Node]) -> str:
    """Return the first segment of teams of which the plan says what is sold, else the first of all."""
    names = {segment.name for team in teams for segment in team.below["segment"]}
    own = [each.segment for each in plan.placed if each.segment.name in names]
    return next((each.name for each in own if each.product), own[0].name)


def _policies(found: list[Row], words: dict[str, str], currency: str) -> list[Table]:
    """Return the table of the policies, where anything is known of them."""
    known = any(row["people_at_end"] is not None for row in found)
    return [tables.policies(found, words, currency)] if known else []


def _code(plans: HiringPlans, decided: Decided, teams: list[str], count: int, findings: list[Finding]) -> str:
    nodes = [team for team in decided.root.below["team"] if team.name in teams]
    unfunded = any(each.code == "unfunded-hire" for each in findings)
    history = plans.calendar.from_day(plans.as_of)
    return rows.verdict_of(nodes, count, history, over_budget=unfunded or over_budget(plans, decided.root))


def _data(plans: HiringPlans, shown: list[Node], openings: list[Row], count: int, codes: dict[Policy, str]) -> Row:
    """Return what JSON has."""
    history = plans.calendar.from_day(plans.as_of)
    findings_of = codes[plans.chosen.policy] == "over-budget"
    team_rows = [
        rows.team_row(plans, team, count, rows.verdict_of([team], count, history, over_budget=findings_of))
        for team in shown
    ]
    names = [team.name for team in shown]
    segments = [
        rows.segment_row(plans, segment, numbers(team.value("people"), count), count)
        for team in shown
        for segment in team.below["segment"]
    ]
    policies = [
        rows.policy_row(plans, each, names, count, codes[each.policy])
        for each in (plans.chosen, *plans.others.values())
    ]
    policies.sort(key=lambda row: POLICIES.index(row["policy"]))
    root = plans.chosen.root
    months = rows.monthly(root, count)
    return {
        "as_of": plans.as_of.isoformat(),
        "months": plans.calendar.months[:count],
        "policy": plans.chosen.policy,
        "teams": team_rows,
        "segments": segments,
        "openings": openings,
        "policies": policies,
        "total": {
            "csms_now": plans.year.value("csms_now"),
            "heads": plans.year.value("heads"),
            "months": months,
            "hiring_plan_cost": rows.one(root, "hiring_plan_cost"),
            "hiring_plan_margin": rows.one(root, "hiring_plan_margin"),
            "gross_margin_target": plans.year.value("gross_margin_target"),
            "verdict": codes[plans.chosen.policy],
        },
    }


def _by_month(plans: HiringPlans, data: Row, count: int, currency: str) -> list[Table]:
    """Return the tables of the months: one a team, of many teams one of the whole plan and a row a team."""
    policy = _POLICIES[plans.chosen.policy]
    found = []
    if len(data["teams"]) > MOST_TEAMS:
        title = say("all teams, month by month: {policy}", policy=say(policy))
        found.append(tables.by_month(title, data["total"]["months"], plans.calendar, count, currency, alone=True))
        return found
    for row in data["teams"]:
        facts = {"team": row["team"], "role": row["role"], "policy": say(policy)}
        title = say("{team} ({role}), month by month: {policy}", **facts)
        if not row["role"]:
            title = say("{team}, month by month: {policy}", **facts)
        alone = len(data["teams"]) == 1
        found.append(tables.by_month(title, row["months"], plans.calendar, count, currency, alone=alone))
    return found


_POLICIES = {
    "ahead": "hire ahead",
    "at-need": "hire at need",
    "late": "open at need",
    "level": "hire for the year",
}


def _teams_table(teams: list[Row]) -> Table:
    columns = (
        Column("team", "Text", say("team")),
        Column("verdict", "Label", say("verdict")),
        Column("csms_now", "People", say("today")),
        Column("end", "People", say("at the end")),
        Column("starts", "Heads", say("hires")),
        Column("leavers", "Heads", say("leavers")),
        Column("busy", "Share", say("highest utilized")),
    )
    shown = []
    for row in teams:
        months = row["months"]
        busy = [each for each in months["month_utilization"] if each is not None]
        known = None not in months["starts"]
        shown.append(
            {
                **{key: row[key] for key in ("team", "verdict", "csms_now")},
                "end": months["people"][-1],
                "starts": sum(months["starts"]) if known else None,
                "leavers": sum(months["leavers"]) if known else None,
                "busy": max(busy, default=None),
            }
        )
    return Table("teams_shown", say("Teams"), columns, shown)


def _months_table(plans: HiringPlans, data: Row, count: int) -> Table:
    """Return a row a team and month, for CSV."""
    columns = [Column("team", "Text"), Column("month", "Text"), *(Column(name, _unit(name)) for name in rows.MONTHLY)]
    found = [
        {
            "team": row["team"],
            "month": plans.calendar.name(at),
            **{name: row["months"][name][at] for name in rows.MONTHLY},
        }
        for row in data["teams"]
        for at in range(count)
    ]
    return Table("months", "", columns, found)


def _unit(name: str) -> str:
    if name in {"month_utilization", "utilization_now", "gross_margin"}:
        return "Share"
    if name in {"arr", "month_cost", "month_budget", "month_cash", "extra_cash"}:
        return "Money"
    return "Factor"


def _openings_table(openings: list[Row]) -> Table:
    """Return a row an opening, for CSV and applicant tracking systems."""
    texts = ("team", "role", "why", "decided_by", "open_by", "start", "needed", "productive")
    names = ("number", *texts, "late_months", "funded_from", "short_month", "short_by", "profile", "first")
    units = {**dict.fromkeys((*texts, "funded_from", "short_month", "profile"), "Text"), "first": "Truth"}
    columns = [Column(name, units.get(name, "Factor")) for name in names]
    return Table("openings", "", columns, [{name: row[name] for name in names} for row in openings])
