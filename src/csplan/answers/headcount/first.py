"""The first screen of a headcount: the answer, what to do first, and where more is said."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from csplan.answers.headcount import words
from csplan.answers.missing import unknown
from csplan.answers.moves import lacking_though_paid, moves, short, spare, to_the_work
from csplan.answers.nodes import without, work_is_known
from csplan.answers.phrases import MOST, command, named, people, percent, sentence
from csplan.answers.ways.phrases import best
from csplan.engine.tree import nodes
from csplan.figures.arithmetic import exceeds
from csplan.figures.whole import breaks, people_down
from csplan.lang.say import later, say, say_many
from csplan.values import show_csms, show_money, show_number, show_share
from csplan.values.units import shown

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from csplan.answers.moves import Due
    from csplan.answers.ways.shares import Share
    from csplan.engine.nodes import Node
    from csplan.findings.diagnostic import Finding
    from csplan.plan.plan import Plan
    from csplan.studies.ways.levers import Gaps

_PAYERS = {
    "service": later("the gross margin"),
    "growth": later("the renewal-and-expansion account"),
    "operating": later("the operating margin"),
    "budget": later("the budget"),
}


def answer(plan: Plan, root: Node) -> list[str]:
    """Return the answer in a few sentences: what the work needs, what money pays for; today and the plan."""
    if root.value("verdict") == "no-customers":
        return [say("There are no customers, so nobody is needed.")]
    if root.value("heads") is None and root.value("known_arr") is not None:
        return [say("Nothing says how many people are needed: the plan has neither a rule for the ARR nor tasks.")]
    if root.value("heads") is None:
        return [say("Nothing says how many people are needed: state tasks, or the ARR of a segment.")]
    sentences = [_need(plan, root)]
    if root.value("only_rounding"):
        over = show_money(root.value("money_short"), plan.currency)
        sentences.append(say("Fractions of people would fit: whole people cost {over} a year too much.", over=over))
    elif elsewhere := lacking_though_paid(root):
        sentences.append(say_many(len(elsewhere), *_ELSEWHERE, teams=named(elsewhere)))
    elif alone := _unpaid_alone(root):
        sentences.append(say_many(len(alone), *_ALONE, teams=named(alone)))
    if lacking := without(root.below["team"]):
        names = dict.fromkeys(name for each in lacking.values() for name in each)
        sentences.append(say("The sums leave out what is not known of {segments}.", segments=named(list(names))))
    sentences.append(_plan(root))
    told = root.value("money_short") == 0 or (root.value("holds") != "team" and root.value("verdict") == "over-budget")
    if told and root.value("heads") and root.value("overspent"):
        over = show_money(root.value("overspent"), plan.currency)
        sentences.append(say("That costs {over} a year more than there is.", over=over))
    return sentences


def _need(plan: Plan, root: Node) -> str:
    """Say what the work needs and what money pays for, as far as something is known of each."""
    value, least, most = root.value, root.value("at_least"), root.value("at_most")
    facts = {
        "people": people(value("at_least_people") or 0.0),
        "csms": show_csms(least),
        "payer": _payer(root),
        "paid": "" if most is None else show_number(_paid_for(root, most)),
    }
    if value("wanted") is None or (value("known_workload") is None and most is None):
        return _without_work(root)
    if value("known_workload") is None and (told := _before_work(root, facts)):
        return told
    if most is not None and least is None:
        return say("Money pays for {paid}: {payer}. The plan does not say what the work takes.", **facts)
    if most is None:
        limits = plan.document.economics is not None and plan.document.economics.limits
        case = "unpaid" if limits else "free"
    else:
        known = all(work_is_known(team.below["segment"]) for team in root.below["team"])
        case = value("verdict") if value("verdict") in _NEED else "known" if known else "part"
    segments = nodes(root, "segment")
    at_desk = any(node.value("binding_least") == "desk" for node in segments)
    return say(_NEED[case][2 if at_desk else bool(words.limited(segments))], **facts)


def _before_work(root: Node, facts: dict[str, str]) -> str:
    """Say who is needed where money is known and the work is not: by the ARR rule, or by limits that ask for more."""
    asked = [segment.value("csms_by_arr") for segment in nodes(root, "segment")]
    rule, least = sum(each or 0.0 for each in asked), root.value("at_least")
    if None not in asked and not exceeds(least, rule):
        return say(_RULE_AND_MONEY, **{**facts, "csms": show_csms(rule)})
    return "" if least is None else say(_LIMITS_AND_MONEY, **facts)


_RULE_AND_MONEY = later(
    "The ARR rule asks for {csms} CSMs, {payer} pays for {paid}. How much work there is, is not known yet."
)
_LIMITS_AND_MONEY = later(
    "Limits ask for {people} at least ({csms} CSMs), {payer} pays for {paid}. How much work there is, is not known yet."
)
_NEED = {
    "over-budget": (
        later("Over budget: the work needs {people} ({csms} CSMs), {payer} pays for {paid}."),
        later("Over budget: work and limits need {people} ({csms} CSMs), {payer} pays for {paid}."),
        later("Over budget: work and desks need {people} ({csms} CSMs), {payer} pays for {paid}."),
    ),
    "fits": (
        later("It fits: the work needs {people} ({csms} CSMs), {payer} pays for {paid}."),
        later("It fits: work and limits need {people} ({csms} CSMs), {payer} pays for {paid}."),
        later("It fits: work and desks need {people} ({csms} CSMs), {payer} pays for {paid}."),
    ),
    "part": (
        later("Not all is known: the work needs {people} ({csms} CSMs) or more, {payer} pays for {paid}."),
        later("Not all is known: work and limits need {people} ({csms} CSMs) or more, {payer} pays for {paid}."),
        later("Not all is known: work and desks need {people} ({csms} CSMs) or more, {payer} pays for {paid}."),
    ),
    "known": (
        later("Not all is known: the work needs {people} ({csms} CSMs), {payer} pays for {paid}."),
        later("Not all is known: work and limits need {people} ({csms} CSMs), {payer} pays for {paid}."),
        later("Not all is known: work and desks need {people} ({csms} CSMs), {payer} pays for {paid}."),
    ),
    "unpaid": (
        later("The work needs {people} ({csms} CSMs). What money pays for is not known yet."),
        later("Work and limits need {people} ({csms} CSMs). What money pays for is not known yet."),
        later("Work and desks need {people} ({csms} CSMs). What money pays for is not known yet."),
    ),
    "free": (
        later("The work needs {people} ({csms} CSMs). The plan does not say what they may cost."),
        later("Work and limits need {people} ({csms} CSMs). The plan does not say what they may cost."),
        later("Work and desks need {people} ({csms} CSMs). The plan does not say what they may cost."),
    ),
}
"""By what is known of money: where the work alone asks for people, where a limit of ARR or customers asks for more, or
the promise of a desk."""


_ELSEWHERE = (
    later("Money would pay for all the work, but people are in the wrong teams: {teams} lacks some."),
    later("Money would pay for all the work, but people are in the wrong teams: {teams} lack some."),
)


_ALONE = (
    later("Money would pay for all together, but each team has to hold by itself (holds: team): {teams} does not."),
    later("Money would pay for all together, but each team has to hold by itself (holds: team): {teams} do not."),
)


def _unpaid_alone(root: Node) -> list[str]:
    """Return the teams that are over budget only because each has to hold by itself, and the others would pay."""
    teams = root.below["team"]
    if root.value("verdict") != "over-budget" or root.value("holds") != "team" or len(teams) == 1:
        return []
    if breaks("company", root.value("accounts"), *(team.value("lo") for team in teams)):
        return []
    return [team.name for team in teams if team.value("verdict") == "over-budget"]


def _without_work(root: Node) -> str:
    """Say who is needed where neither work nor money is known: by the ARR rule, or by its cap alone."""
    segments = nodes(root, "segment")
    if root.value("wanted") is None:
        some = any("task" in each.rows for each in segments)
        return say(_NOT_ALL_OF_THE_WORK) if some else say("Nothing says how many people are needed.")
    by_rule = any(each.value("csms_by_arr") is not None for each in segments)
    facts = {"people": people(root.value("wanted")), "csms": show_csms(root.value("csms_needed"))}
    return say(_BY_RULE if by_rule else _BY_CAP, **facts)


_NOT_ALL_OF_THE_WORK = later("Nothing says how many people are needed: not all is known that the work depends on.")
_BY_RULE = later("The ARR rule asks for {people} ({csms} CSMs). Work and money are not checked yet.")
_BY_CAP = later(
    "The most ARR that one CSM may hold asks for {people} at least ({csms} CSMs). Work and money are not checked yet."
)


def _paid_for(root: Node, most: float) -> float:
    """Return how many whole people money pays for: those of the plan, where they cost less than others would.

    What it pays for is told at the mix of those wanted, and the plan may have more of a cheaper role.
    """
    heads, left = root.value("heads"), root.value("budget_left_planned")
    paid = people_down(most) or 0.0
    holds = root.value("verdict") == "fits" or (left is not None and left >= 0)
    return max(paid, heads) if holds else paid


def _payer(root: Node) -> str:
    """Name what pays: the tightest account, with its target where there is one for all."""
    binding = root.value("binding")
    gross, operating = root.value("gross_margin_target"), root.value("operating_margin_target")
    if binding == "service" and gross is not None:
        return say("a gross margin of {target}", target=percent(gross))
    if binding == "operating" and operating is not None:
        return say("an operating margin of {target}", target=percent(operating))
    return say(_PAYERS.get(binding, "money"))


def _plan(root: Node) -> str:
    heads, now, gap = root.value("heads"), root.value("csms_now"), root.value("gap")
    if now is None:
        return say("The plan has {heads}. Nobody knows how many there are today.", heads=people(heads))
    facts = {"now": people(now), "heads": show_number(heads), "gap": shown(gap, "Change"), "people": people(heads)}
    if not gap and any(team.value("gap") for team in root.below["team"]):
        return say_many(now, "The plan has 1 person, as today.", "The plan has {people}, as many as today.", **facts)
    if not gap:
        return say_many(now, "The plan keeps today's person.", "The plan keeps today's {people}.", people=people(now))
    if root.value("verdict") == "over-budget":
        return say("Today: {now}. The plan until this is settled: {heads} ({gap}).", **facts)
    return say("Today: {now}. The plan: {heads} ({gap}).", **facts)


class Known(NamedTuple):
    """What advice about people rests on besides the plan.

    ``due``: the most people whom a month of the year needs, of teams that have more than its average needs. ``shares``:
    teams that could share their people. ``findings``: those of the teams.
    """

    due: Due
    shares: Sequence[Share]
    findings: Sequence[Finding]


def actions(plan: Plan, teams: Sequence[Node], found: Gaps, known: Known) -> list[str]:
    """Return what to do first: three things at most, what closes a gap before what is unchecked and what is due."""
    return [each for each, _ in zip(_actions(plan, teams, found, known), range(MOST), strict=False)]


def _actions(plan: Plan, teams: Sequence[Node], found: Gaps, known: Known) -> Iterator[str]:
    due, idle = known.due, [each.subject for each in known.findings if each.code == "idle-plan"]
    root = teams[0].above["plan"] if teams else None
    elsewhere = root is not None and lacking_though_paid(root)
    if root is not None and elsewhere:
        yield from to_the_work(root.below["team"])
    ways = best(found.company, plan.currency)
    yield from map(sentence, ways)
    if found.company and not ways:
        yield say(
            "No change that one would advise closes the gap alone. See what it would take: {command}",
            command=command(plan, "options"),
        )
    for name, levers in found.teams.items():
        yield from (say("{team}: {way}.", team=name, way=text) for text in best(levers, plan.currency, 1))
    if any(each.code == "no-costs" for each in plan.findings):
        yield say(
            "Say what customers cost beside customer success (`costs:`), because without it the margin looks too good."
        )
    gap = found.company or found.teams
    sharing = {name for each in known.shares for name in each.teams}
    people = () if elsewhere else (*(each.text for each in known.shares), *moves(teams, due, shared=sharing))
    checked = all(team.value("verdict") in {"fits", "carried"} for team in teams if team.value("heads"))
    if checked and not gap:
        idle = [name for name in idle if name not in sharing]
        before = [name for name in idle if name in short(teams)]
        yield from _little_work(teams, before)
        yield from people
        yield from _little_work(teams, [name for name in idle if name not in before])
    yield from words.no_rule_matches(plan)
    rules = words.without_rules(plan, teams) if all(team.value("wanted") is None for team in teams) else []
    has_tasks = any("task" in segment.rows for team in teams for segment in team.below["segment"])
    # What lacks of work that is stated comes before a rule to do without it.
    yield from (*unknown(plan, teams), *rules) if has_tasks else (*rules, *unknown(plan, teams))
    if not checked and not gap:
        yield from people
    moved = not gap and (short(teams) or spare(teams, due))
    told = checked and not gap and idle
    hiring = {segment.name for team in teams if team.name in short(teams) for segment in team.below["segment"]}
    for name, segments in words.signals(plan, teams):
        # Who is to be hired, and who has little work, is said above.
        said = (told and name == "idle") or (moved and name == "over_cap" and hiring.issuperset(segments))
        if (not moved or name in {"over_cap", "automate_first"}) and not said:
            yield say(words.SIGNALS[name], segments=named(segments))


def _little_work(teams: Sequence[Node], idle: Sequence[str]) -> Iterator[str]:
    """Name the teams of which the planned people would have little work, and what share of their hours it takes."""
    busy = {team.name: show_share(team.value("utilization")) for team in teams}
    if idle:
        lit = [say("{team} ({busy} busy)", team=name, busy=busy[name]) for name in idle]
        yield say("Ask what the planned people will do, because the work needs fewer: {teams}.", teams=named(lit))


def more(plan: Plan) -> list[str]:
    """Return the commands that say more."""
    return [command(plan, "options"), command(plan, "explain") + " heads", command(plan, "headcount", "--all")]
