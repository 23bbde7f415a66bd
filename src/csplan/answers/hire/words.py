"""What a hiring plan says in words: the answer, what to do, what is not known."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from csplan.answers.hire.found import unpaid
from csplan.answers.hire.rows import late_months, one, over_months
from csplan.answers.hire.tables import month_word, whole_share
from csplan.answers.phrases import named, people
from csplan.figures.arithmetic import exceeds
from csplan.inputs.turnover import measured_turnover
from csplan.lang.say import say, say_many
from csplan.studies.hiring.joined import persons_of
from csplan.studies.hiring.plans import MOST_HIRES, hiring_of, numbers
from csplan.studies.hiring.schedule import chance_of_one
from csplan.values import show_csms, show_number, show_share

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from csplan.engine.nodes import Node
    from csplan.findings.diagnostic import Finding
    from csplan.plan.plan import Plan
    from csplan.studies.hiring.plans import HiringPlans, Unplannable

    Row = dict[str, Any]

SHORT = 3
"""Month names that a verdict has room for."""
DATES = 3
"""Dates of openings that a headline has room for."""
LEAST = 0.005
"""Leavers of whom less shows as nothing."""


def unplannable(error: Unplannable) -> str:
    """Say why no hiring plan can be made."""
    if error.team:
        return say("{team} needs over {most} people more: no schedule is made", team=error.team, most=MOST_HIRES)
    return say("nobody can be hired in the year {year}", year=error.year)


def verdict(code: str, teams: Sequence[Node], plans: HiringPlans, count: int) -> str:
    """Return a verdict in words: which months a plan does not fit."""
    if code != "short":
        return code
    over = over_months(teams, count, plans.calendar.from_day(plans.as_of))
    months = named([month_word(plans.calendar.name(at), year=False) for at in over], SHORT)
    return say("fits but for {months}", months=months)


def headline(plan: Plan, plans: HiringPlans, teams: Sequence[Node], openings: Sequence[Row], count: int) -> str:
    """Return the answer in one sentence: people at the end, today, and what to open by when."""
    ends = [numbers(team.value("people"), count)[-1] for team in teams]
    today = [one(team, "csms_now") for team in teams]
    last = month_word(plans.calendar.name(count - 1), year=False)
    if None in today:
        return say("{plan}: nothing says how many people there are today", plan=plan.name)
    now = sum(each or 0.0 for each in today)
    if None in ends:
        needed = [row for row in openings if row["start"] is None]
        month = month_word(max((row["needed"] for row in needed), default=plans.calendar.name(count - 1)))
        facts = {"plan": plan.name, "now": people(now), "count": len(needed), "month": month}
        if not needed:
            what = _unpaid_work(plans, now) or say("nobody more is needed by {month}", month=month)
            return say("{plan}: {now} today, {what}", what=what, **facts)
        return say("{plan}: {now} today, {count} more needed by {month}; add a ramp, and the dates follow", **facts)
    facts = {"plan": plan.name, "people": people(sum(each or 0.0 for each in ends)), "month": last}
    what = ", ".join(_openings(plans, openings)) or _unpaid_work(plans, now) or say("nothing to open")
    return say("{plan}: {people} in {month}, {now} today; {openings}", now=show_number(now), openings=what, **facts)


def _unpaid_work(plans: HiringPlans, now: float) -> str:
    """Say that nobody is hired because money ends, where the work of the year asks for more people."""
    needed = plans.year.value("at_least_people")
    if plans.year.value("verdict") != "over-budget" or not exceeds(needed, now):
        return ""
    return say("the work needs {people}, and money pays for nobody more", people=people(needed))


def _openings(plans: HiringPlans, openings: Sequence[Row]) -> Iterator[str]:
    by_date: dict[str | None, int] = {}
    for row in openings:
        by_date[row["open_by"]] = by_date.get(row["open_by"], 0) + 1
    today = plans.as_of.isoformat()[:7]
    now = sum(number for date, number in by_date.items() if date is not None and date <= today)
    if now:
        yield say("open {count} now", count=now)
    elif None not in by_date:
        yield say("open none now")
    if None in by_date:
        yield say("{count} to start", count=by_date[None])
    later = [(date, number) for date, number in by_date.items() if date is not None and date > today]
    several = later if len(later) <= DATES + 1 else later[:DATES]
    for date, number in several:
        yield say("{count} by {month}", count=number, month=month_word(date, year=date[:4] != today[:4]))
    if len(several) < len(later):
        date, number = later[-1][0], sum(number for _, number in later[DATES:])
        yield say("{count} more by {month}", count=number, month=month_word(date, year=date[:4] != today[:4]))


def actions(
    plans: HiringPlans, teams: Sequence[Node], openings: Sequence[Row], findings: Sequence[Finding], count: int
) -> list[str]:
    """Return what to do, three things at most."""
    found = [
        *_ramps(openings),
        *_now(plans, openings),
        *_next(plans, openings),
        *_unpaid(plans, teams, count),
        *_found(findings, "hire-over-budget"),
        *_short(plans, teams, count),
        *_late(plans, teams, count),
        *_found(findings, "idle-people"),
        *_funded(teams, openings),
        *_year(plans, teams, count),
    ]
    return found[:3]


def _now(plans: HiringPlans, openings: Sequence[Row]) -> Iterator[str]:
    today = plans.as_of.isoformat()[:7]
    by_team: dict[str, int] = {}
    for row in openings:
        if row["open_by"] is not None and row["open_by"] <= today:
            by_team[row["team"]] = by_team.get(row["team"], 0) + 1
    if len(by_team) == 1:
        [(team, number)] = by_team.items()
        facts = {"team": team, "count": number}
        yield say_many(number, "Open 1 position for {team} now.", "Open {count} positions for {team} now.", **facts)
    elif by_team:
        listed = [say("{count} for {team}", count=number, team=team) for team, number in by_team.items()]
        yield say("Open positions now: {openings}.", openings=named(listed))


def _next(plans: HiringPlans, openings: Sequence[Row]) -> Iterator[str]:
    """Say what is to be opened first, where nothing is due yet."""
    today = plans.as_of.isoformat()[:7]
    dates = [row["open_by"] for row in openings if row["open_by"] is not None]
    if not dates or min(dates) <= today:
        return
    first = [row["team"] for row in openings if row["open_by"] == min(dates)]
    facts = {"teams": named(list(dict.fromkeys(first))), "month": month_word(min(dates)), "count": len(first)}
    yield say_many(
        len(first),
        "Open 1 position for {teams} by {month}.",
        "Open {count} positions for {teams} by {month}.",
        **facts,
    )


def _late(plans: HiringPlans, teams: Sequence[Node], count: int) -> Iterator[str]:
    history = plans.calendar.from_day(plans.as_of)
    for team in teams:
        months = [at for at in late_months([team], count) if at >= history]
        if not months:
            continue
        there, short = (numbers(team.value(name), count) for name in ("productive_people", "month_desk_short"))
        worst = max(months, key=lambda at: short[at])
        facts = {
            "team": team.name,
            "desks": named([desk.name for desk in team.below["desk"]]),
            "month": month_word(plans.calendar.name(worst), year=False),
            "count": len(months),
            "need": show_csms(there[worst] + short[worst]),
            "there": show_csms(there[worst]),
        }
        yield say_many(
            len(months),
            "{team}: {month} does not keep the promise of {desks}: it needs {need} CSMs, {there} are there.",
            "{team}: {count} months do not keep the promise of {desks}: "
            "in {month} it needs {need} CSMs, {there} are there.",
            **facts,
        )


def _found(findings: Sequence[Finding], code: str) -> Iterator[str]:
    for each in findings:
        if each.code == code:
            named_first = each.subject and each.message.startswith(each.subject)
            what = each.message if named_first else f"{each.message[:1].upper()}{each.message[1:]}"
            yield say("{what}; {how}.", what=what, how=each.hint)


def _ramps(openings: Sequence[Row]) -> Iterator[str]:
    roles = list(dict.fromkeys(row["role"] for row in openings if row["start"] is None))
    if roles:
        yield say(
            "Say how long a newcomer of {roles} takes to be productive (`ramp: {{months: 6, at: 45%}}`): "
            "it tells when they have to start.",
            roles=named(roles),
        )


def _unpaid(plans: HiringPlans, teams: Sequence[Node], count: int) -> Iterator[str]:
    for team in teams:
        first = unpaid(plans, team, count)
        if first is not None:
            facts = {"team": team.name, "month": month_word(plans.calendar.name(first.month), year=False)}
            wanted, paid = people(first.wanted), show_number(first.paid)
            yield say(
                "{team}: in {month} the work needs {wanted}, and money pays for {paid}: see csplan options.",
                wanted=wanted,
                paid=paid,
                **facts,
            )


def _short(plans: HiringPlans, teams: Sequence[Node], count: int) -> Iterator[str]:
    history = plans.calendar.from_day(plans.as_of)
    for team in teams:
        over = over_months([team], count, history)
        first = plans.first[team.name]
        lost = numbers(team.value("month_hours_not_delivered"), count)
        early = [at for at in over if at <= first and lost[at]]
        if early:
            busy = numbers(team.value("month_utilization"), count)[early[0]]
            hours = numbers(team.value("month_hours"), count)[early[0]]
            facts = {
                "team": team.name,
                "month": month_word(plans.calendar.name(early[0]), year=False),
                "busy": whole_share(busy),
                "lost": show_number(lost[early[0]], 0),
                "hours": show_number(hours, 0),
            }
            yield say(
                "{team}: {month} is short whoever starts ({busy}): "
                "{lost} of its {hours} hours wait, or colleagues help.",
                **facts,
            )


def _funded(teams: Sequence[Node], openings: Sequence[Row]) -> Iterator[str]:
    later = [row for row in openings if row["start"] and row["funded_from"] and row["funded_from"] > row["start"]]
    known = {team.name for team in teams if team.value("at_most") is not None}
    never = [row for row in openings if row["start"] and row["funded_from"] is None and row["team"] in known]
    if later:
        listed = named(
            [
                say("{number} (from {month})", number=row["number"], month=month_word(row["funded_from"], year=False))
                for row in later
            ]
        )
        yield say("Revenue pays for each opening from its first day, except for {openings}.", openings=listed)
    if never:
        yield say(
            "Revenue of its own team does not pay for {openings}.",
            openings=named([f"#{row['number']}" for row in never]),
        )


def _year(plans: HiringPlans, teams: Sequence[Node], count: int) -> Iterator[str]:
    year = {each.name: each for each in plans.year.below["team"]}
    for team in teams:
        need, heads = numbers(team.value("csms_needed"), count)[-1], year[team.name].value("heads")
        mean = year[team.name].value("csms_needed")
        # Where money holds the heads below the year's own need, growth is not why the end needs more.
        if None not in (need, heads, mean) and need > max(heads, one(team, "csms_now") or 0.0) and mean <= heads:
            facts = {"team": team.name, "heads": show_number(heads), "need": show_csms(need)}
            yield say(
                "{team}: headcount says {heads} for the year's average book; the year ends with one that needs {need}.",
                **facts,
            )


def notes(plan: Plan, plans: HiringPlans, teams: Sequence[Node]) -> list[str]:
    """Return what is not known, and so was taken as it is."""
    found = []
    if not plans.calendar.stated:
        first = month_word(plans.calendar.name(0))
        found.append(
            say("The plan says no year: its months begin in {month}. Add `year: {{starts: ...}}`.", month=first)
        )
    roles = dict.fromkeys(team.above["role"].name for team in teams)
    for role in roles:
        found += _of_role(plans, plan, role, [team for team in teams if team.above["role"].name == role])
    found += _left(plans, teams)
    now = sum(one(team, "csms_now") or 0.0 for team in teams)
    if now and not any(person.first for team in teams for person in persons_of(plan, team)):
        found.append(
            say_many(now, "Today's person counts as fully productive.", "Today's people count as fully productive.")
        )
    without = {
        key: [node.name for team in teams for node in team.below["segment"] if node.value(key) is None]
        for key in ("renewal_rate", "month_new_customers")
    }
    steady = set(without["month_new_customers"])
    without["renewal_rate"] = [name for name in without["renewal_rate"] if name not in steady]
    if without["renewal_rate"]:
        segments = named(without["renewal_rate"])
        found.append(
            say("Without `renewal_rate` nobody leaves at renewal in {segments}: growth is too high.", segments=segments)
        )
    if without["month_new_customers"]:
        segments = named(without["month_new_customers"])
        found.append(say("Without `new_customers` the book of {segments} stays as it is.", segments=segments))
    return list(dict.fromkeys(found))


def _of_role(plans: HiringPlans, plan: Plan, role: str, teams: Sequence[Node]) -> Iterator[str]:
    hiring = hiring_of(plan, teams[0])
    unknown = [team.name for team in teams if one(team, "csms_now") is None]
    if unknown:
        yield say(
            "{teams}: nothing says how many people there are today (`csms_now`), so only the need is shown.",
            teams=named(unknown),
        )
    if len(unknown) == len(teams):
        return
    if not role:
        yield say("The plan has no roles: add `roles:` with `ramp` and `hiring`, to see when to open positions.")
        return
    if hiring is None or hiring.lead is None:
        yield say("Role {role} has no `hiring: {{lead: ...}}`, so the days to open positions are not known.", role=role)
    if hiring is not None and hiring.turnover is not None:
        return
    measured = measured_turnover(plan, role, plans.as_of)
    if measured is not None:
        facts = {"value": measured.value, "low": measured.low, "high": measured.high}
        yield say(
            "Turnover of role {role} is measured from `people`: {value} a year ({low} to {high}); "
            "of {people} people {left} left, in {years} person-years.",
            role=role,
            people=str(measured.people),
            left=str(measured.left),
            years=show_number(measured.years),
            **{name: show_share(each) for name, each in facts.items()},
        )
    else:
        leavers = show_number(0.15 * sum(one(team, "csms_now") or 0.0 for team in teams))
        yield say(
            "Role {role} has no `hiring: {{turnover: ...}}`, so nobody leaves; 15% would be {leavers} of today's "
            "people a year.",
            role=role,
            leavers=leavers,
        )


def _left(plans: HiringPlans, teams: Sequence[Node]) -> Iterator[str]:
    """Say how many leavers are expected beyond those who are planned: whole people, in each team by itself."""
    left = {team.name: plans.chosen.schedule.left.get(team.name, 0.0) for team in teams}
    more = {name: each for name, each in left.items() if each > LEAST}
    if not more:
        return
    whole = sum(more.values())
    facts = {"teams": named(list(more)), "left": show_number(whole), "chance": show_share(chance_of_one(whole))}
    yield say("{teams}: {left} more leavers are expected, which is a {chance} chance of at least one.", **facts)
