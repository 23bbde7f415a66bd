"""What the figures of a headcount mean, in words: what to do about each team, and what the numbers rest on."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING

from csplan.answers.desks import desks_of
from csplan.answers.headcount.taken import of_desks, taken
from csplan.answers.missing import unknown
from csplan.answers.nodes import without
from csplan.answers.phrases import named, people
from csplan.answers.ways.phrases import told
from csplan.checks.fit import budgets_added
from csplan.figures.arithmetic import exceeds, reaches
from csplan.figures.inputs import INPUTS
from csplan.inputs.collect import OF_PACK
from csplan.lang.say import later, say, say_many
from csplan.report.report import Advice
from csplan.values import show_share
from csplan.values.units import shown

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from csplan.engine.nodes import Node
    from csplan.findings.diagnostic import Finding
    from csplan.inputs.build import Inputs
    from csplan.plan.plan import Plan
    from csplan.studies.ways.lever import Lever
    from csplan.studies.ways.levers import Gaps

SIGNALS = {
    "hire_early": later(
        "Hire early for {segments}: the ARR is near what one more CSM looks after, and money pays for it."
    ),
    "large_customers": later("Hire for {segments}: several large customers have no CSM."),
    "self_funding": later("Hire for {segments}: money pays for more people than there are today."),
    "over_cap": later("Bring the ARR that each CSM holds under the cap in {segments}."),
    "automate_first": later("Automate before you hire in {segments}: that share of the work is mechanical."),
    "overloaded": later("Relieve today's CSMs in {segments}: they have more work than hours."),
    "idle": later("Find more work for today's CSMs in {segments}: they have hours to spare."),
}
"""What each signal says, of all segments in which it is lit."""


def advice(plan: Plan, teams: Sequence[Node], found: Gaps, findings: Sequence[Finding]) -> list[Advice]:
    """Return what to do: for the company, for each team that does not hold, what is unchecked, signals."""
    result = [Advice(say("together"), *told(found.company, plan.currency))] if found.company else []
    result += [
        Advice(team.name, *misfit(plan, team, found.teams.get(team.name, ())))
        for team in teams
        if team.value("verdict") == "over-budget"
    ]
    result += [
        Advice(each.subject, f"{each.message.removeprefix(f'{each.subject}: ')}: {each.hint}.")
        for each in findings
        if each.code in _OWN
    ]
    result += [Advice(say("unknown"), text) for text in unknown(plan, teams)]
    result += [
        Advice(name.replace("_", "-"), say(SIGNALS[name], segments=named(lit))) for name, lit in signals(plan, teams)
    ]
    return result


_OWN = ("cap-exceeded", "idle-plan")
"""Findings that say what else is wrong with the people of a plan."""


def signals(plan: Plan, teams: Sequence[Node]) -> Iterator[tuple[str, list[str]]]:
    """Yield the signals that are lit and worth saying, each with its segments and the number behind it."""
    nodes = [node for team in teams for node in team.below["segment"]]
    for name in SIGNALS:
        lit = [_lit(node, name) for node in nodes if node.value(name) and _worth_saying(plan, node, name)]
        if lit:
            yield name, lit


def _worth_saying(plan: Plan, node: Node, name: str) -> bool:
    """Tell whether a signal is news: nobody is hired at once for a team that has its people, or beside idle ones.

    To hire early is said before the ARR is reached, and so before any plan has more people. Where the company's money
    ends, it pays for nobody more, whatever one segment's own customers would.
    """
    if name in {"hire_early", "self_funding"} and node.above["plan"].value("verdict") == "over-budget":
        return False
    if name == "hire_early":
        return not node.value("idle")
    if name == "self_funding":
        gap = node.above["team"].value("gap")
        return (gap is None or gap > 0) and not node.value("idle")
    return name != "idle" or not any(each.code == "incomplete-record" for each in plan.findings)


def _lit(node: Node, name: str) -> str:
    """Name a segment whose signal is lit, with the number behind it where one says more."""
    if name in ("overloaded", "idle"):
        return f"{node.name} ({show_share(node.value('utilization_now'))})"
    if name == "automate_first":
        return f"{node.name} ({show_share(node.value('mechanical_share'))})"
    return node.name


def misfit(plan: Plan, team: Node, found: Sequence[Lever]) -> tuple[str, list[str]]:
    """Say why the work of a team is not paid for, what the plan then does, and the ways to make it fit."""
    segments: Sequence[Node] = team.below["segment"]
    at_least, at_most = team.value("at_least"), team.value("at_most")
    reasons = dict.fromkeys(node.value("binding_least") for node in segments if node.value("binding_least"))
    facts = {
        "reason": named([say(_LEAST[each]) for each in reasons]),
        "least": shown(at_least, "CSMs"),
        "most": shown(at_most, "CSMs"),
        "people": people(team.value("lo") or 0.0),
    }
    if at_least is None:
        text = say("Its customers pay for {most} CSMs.", **facts)
    elif at_most is None:
        text = say("It needs {least} CSMs because of {reason}. The company's money ends before that.", **facts)
    elif exceeds(at_least, at_most):
        text = say("It needs {least} CSMs because of {reason}. Its customers pay for {most}.", **facts)
    elif exceeds(team.value("lo"), at_most):
        text = say("It needs {least} CSMs because of {reason}, so {people}. Its customers pay for {most}.", **facts)
    else:
        text = say(
            "It needs {least} CSMs because of {reason}, so {people}. Its customers would pay for {most}, but the "
            "company's money ends first.",
            **facts,
        )
    lead, ways = told(found, plan.currency)
    return " ".join(each for each in (text, *eaten(segments), _consequence(team), lead) if each), ways


_LEAST = {
    "time": later("the work"),
    "cap": later("the cap on ARR per CSM"),
    "coverage": later("the tier's limit of customers"),
    "desk": later("the promise of the desk"),
}
"""What asks for people at least."""


def limited(segments: Sequence[Node]) -> list[Node]:
    """Return the segments of which a limit decides how many people are needed at least: cap or coverage."""
    return [node for node in segments if node.value("binding_least") in _LIMITS and node.value("customers")]


def limits(segments: Sequence[Node]) -> list[str]:
    """Say where a limit asks for more people than the work, which has to be known for that."""
    beyond: dict[str, list[str]] = {}
    for node in limited(segments):
        if node.value("csms_by_time") is not None:
            beyond.setdefault(node.value("binding_least"), []).append(node.name)
    return [say(_LIMITS[which], segments=named(names)) for which, names in beyond.items()]


_LIMITS = {
    "cap": later("In {segments} the most ARR that one CSM may hold asks for more people than the work."),
    "coverage": later("In {segments} the most customers that one CSM may have ask for more people than the work."),
}


def alone(segments: Sequence[Node]) -> list[str]:
    """Say why a segment's verdict, which is of its own customers and work, is not that of its team."""
    apart: dict[str, list[str]] = {}
    for node in segments:
        team = node.above["team"].value("verdict")
        if node.value("verdict") == "over-budget" and team in {"fits", "carried"}:
            apart.setdefault("paid", []).append(node.name)
        elif node.value("verdict") == "fits" and team == "over-budget":
            apart.setdefault("unpaid", []).append(node.name)
    return [say_many(len(names), *_ALONE[which], segments=named(names)) for which, names in apart.items()]


_ALONE = {
    "paid": (
        later("By itself, {segments} is over budget: its customers do not pay for its work. Other customers do."),
        later("By themselves, {segments} are over budget: their customers do not pay for their work. Others do."),
    ),
    "unpaid": (
        later("By itself, {segments} fits: its customers pay for its work. Its team is over budget: money ends first."),
        later("By themselves, {segments} fit: their customers pay for their work. Money ends before their teams fit."),
    ),
}
"""By whether the team is paid for: what one segment is by itself, and what several are."""


def _consequence(team: Node) -> str:
    heads, utilization = team.value("heads"), team.value("utilization")
    if not heads:
        return say("The plan has nobody, so nobody serves these customers.")
    if utilization is None:
        return say("The plan has {people}.", people=people(heads))
    facts = {"people": people(heads), "busy": show_share(utilization)}
    return say_many(heads, "The plan has 1 person, {busy} busy.", "The plan has {people}, {busy} busy.", **facts)


def eaten(segments: Sequence[Node]) -> list[str]:
    """Name what leaves nothing for service, of segments whose budget is zero or less."""
    return [line for node in segments if (line := _eaten(node))]


def _eaten(node: Node) -> str:
    """Name what leaves nothing for service, in a segment whose budget is zero or less."""
    binding = node.value("binding_cost")
    if node.value("csms_by_cost") != 0 or binding == "budget":
        return ""
    name = node.name
    if not node.value("acv"):
        return say("{segment} has no price, so nothing pays for service.", segment=name)
    counted: tuple[str, ...]
    if binding == "growth":
        left = node.value("growth_allowance")
        counted = ("growth",)
    else:
        operating = binding == "operating"
        left = node.value("left_by_operating_margin" if operating else "left_by_gross_margin")
        counted = ("gross", "growth", "operating") if operating else ("gross",)
    target = say("growth target") if binding == "growth" else say("margin target")
    if left <= 0:
        return say("In {segment} the {target} alone leaves nothing for service.", segment=name, target=target)
    rows = node.rows["cost_line"]
    columns = (rows.inputs["line"], rows.inputs["counts_in"], rows.column("line_cost") or ())
    costs = {line: cost for line, counts_in, cost in zip(*columns, strict=True) if counts_in in counted}
    sums = zip(costs, accumulate(costs.values()), strict=True)
    last = next((line for line, cost in sums if reaches(cost, left)), None) or next(reversed(costs), None)
    if last is None:
        return say("In {segment} the {target} leaves nothing for service.", segment=name, target=target)
    return say(
        "In {segment} {line} takes all that the {target} leaves for service.", segment=name, line=last, target=target
    )


def notes(plan: Plan, inputs: Inputs, teams: Sequence[Node]) -> list[str]:
    """Return what the numbers rest on that nobody stated."""
    result = [say(_WITHOUT[name], segments=named(names)) for name, names in without(inputs.root.below["team"]).items()]
    if inputs.root.value("verdict") == "over-budget":
        result.append(say(_CONFLICTS[inputs.root.value("conflict")]))
    added = [node.name for team in teams for node in team.below["segment"] if budgets_added(node)]
    if added:
        result.append(
            say(
                "Nothing says how the work splits between service and growth in {segments}, so both budgets are added "
                "up: add `tasks:`, or state `service_share:`.",
                segments=named(added),
            )
        )
    by_input: dict[tuple[str, str], list[str]] = {}
    nodes = {("role", team.above["role"].name): team.above["role"] for team in teams} | {
        ("segment", node.name): node for team in teams for node in team.below["segment"]
    }
    for (level, name), node in nodes.items():
        for each, origin in inputs.origins.get((level, name), {}).items():
            if origin.path[:2] == OF_PACK and not (each == "hours_per_day" and _in_hours(node)):
                text = f"{each.replace('_', ' ')} {shown(node.value(each), INPUTS[level][each][0], plan.currency)}"
                by_input.setdefault((text, level), []).append(name)
    parts = [f"{text} ({_where(level, names)})" for (text, level), names in by_input.items()]
    parts += taken(plan, [name for level, name in nodes if level == "segment"])
    parts += of_desks(plan, [desk.name for desk in desks_of(teams)])
    if parts:
        result.append(say("Not stated, so taken by default: {values}.", values="; ".join(parts)))
    return result


def no_rule_matches(plan: Plan) -> list[str]:
    """Say what the rule pack asks for before it has a rule for the segments that it has none for."""
    hints = dict.fromkeys(each.hint for each in plan.findings if each.code == "no-arr-rule")
    return [say("For the ARR rule, {what}.", what=hint) for hint in hints]


def without_rules(plan: Plan, teams: Sequence[Node]) -> list[str]:
    """Suggest a rule pack where there is none and no segment states what one would say."""
    segments = (node for team in teams for node in team.below["segment"])
    if plan.rules is not None or any(node.value("arr_per_csm") is not None for node in segments):
        return []
    return [
        say(
            "Add `rules: {pack}`, or `arr_per_csm:` to the segments: nothing says how much ARR one CSM looks after.",
            pack="cny-1.5-2.5m" if plan.currency == "CNY" else "usd-2m",
        )
    ]


_WITHOUT = {
    "customers": later("The sum of customers is without {segments}: nothing says how many there are."),
    "arr": later("The sum of ARR is without {segments}: nothing says what it is."),
    "workload": later("The sum of hours is without {segments}: nothing says how much work there is."),
}

_CONFLICTS = {
    "keep": later(
        "Where money ends, nobody who is needed is let go, and people are added where they are most overloaded "
        "(conflict: keep)."
    ),
    "money": later(
        "Where money ends, people go where they are most overloaded, whoever is there today (conflict: money)."
    ),
    "work": later("The plan has all the people that the work asks for, whatever they cost (conflict: work)."),
}


def _in_hours(role: Node) -> bool:
    """Tell whether all times of a role are stated in hours: how many a day has is then no matter."""
    return not any(value for name, value in role.inputs.items() if name.endswith("_days"))


def _where(level: str, names: Sequence[str]) -> str:
    few = 3
    if len(names) <= few:
        return ", ".join(names)
    if level == "role":
        return say("{number} roles", number=len(names))
    return say("{number} segments", number=len(names))
