"""The first screen of the cost check: whether the targets hold, where floor and ceiling contradict, what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from csplan.answers.missing import unknown
from csplan.answers.phrases import MOST, command, named, people, percent, sentence
from csplan.answers.ranges import contradicts
from csplan.answers.ways.phrases import best, way
from csplan.figures.arithmetic import exceeds
from csplan.lang.say import later, say, say_many
from csplan.studies.ways.lever import modest
from csplan.values import show_money, show_number, show_share

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from csplan.engine.nodes import Node
    from csplan.findings.diagnostic import Finding
    from csplan.plan.plan import Plan
    from csplan.studies.ways.lever import Lever

_MISSES = ("margin-missed", "spending-does-not-pay", "review-overdue")


def answer(plan: Plan, root: Node, nodes: Sequence[Node], teams: Sequence[Node]) -> list[str]:
    """Return whether the targets hold in all, which teams miss theirs, and where the floor lies above the ceiling."""
    if all(node.value("cost_floor") is None for node in nodes):
        return [say("There is no cost floor: the plan does not say what serving customers may cost.")]
    result = [_targets(plan, root)]
    missing = [team.name for team in teams if team.value("met") is False]
    if missing and len(missing) < len(teams):
        sentence = later("By itself, {teams} misses its targets."), later("By themselves, {teams} miss their targets.")
        result.append(say_many(len(missing), *sentence, teams=named(missing)))
    high = [node.name for node in nodes if contradicts(node)]
    limited = _limited(nodes)
    if high:
        result.append(
            say("In {segments} a CSM must serve more customers than there is time for.", segments=named(high))
        )
    result += [say(_LIMITED[which], segments=named(names)) for which, names in limited.items()]
    if (
        not high
        and not limited
        and all(None not in (node.value("efficiency_ceiling"), node.value("cost_floor")) for node in nodes)
    ):
        result.append(say("In every segment a CSM has time for more customers than must be served."))
    return [each for each in result if each]


def _limited(nodes: Sequence[Node]) -> dict[str, list[str]]:
    """Return the segments of which money pays for the hours, and not for what else asks for people: by what that is."""
    result: dict[str, list[str]] = {}
    for node in nodes:
        least = node.value("binding_least")
        if node.value("verdict") == "over-budget" and not contradicts(node) and least in _LIMITED:
            result.setdefault(least, []).append(node.name)
    return result


_LIMITED = {
    "cap": later("In {segments} a CSM must hold more ARR than the cap allows."),
    "coverage": later("In {segments} a CSM must serve more customers than one CSM may have."),
    "desk": later("In {segments} the promise of the desk takes more people than money pays for."),
}


def _targets(plan: Plan, root: Node) -> str:
    """Say which targets of the company are met with the planned people, and what they come to."""
    known = {name: each for name, read in _READ.items() if (each := read(plan, root)) is not None}
    if root.value("heads") is None or not known:
        return say("Nobody knows if the plan reaches its targets: too little is known of people or costs.")
    facts = {name: text for each in known.values() for name, text in each.facts.items()}
    facts["people"] = people(root.value("heads"))
    missed = [say(_NAMES[name]) for name, each in known.items() if each.missed]
    if missed:
        lead = say_many(len(missed), "Target missed: {names}.", "Targets missed: {names}.", names=named(missed))
    else:
        lead = say_many(len(known), "Target met.", "Targets met.")
    margins = tuple(name for name in known if name in {"gross", "operating"})
    sentences = [say_many(root.value("heads"), *_MARGINS[margins], **facts)] if margins else []
    sentences += [say(_OTHERS[name], **facts) for name in known if name in _OTHERS]
    return " ".join([lead, *sentences])


class _Target(NamedTuple):
    """A target of the company, as people read it, and whether the planned people miss it."""

    missed: bool
    facts: Mapping[str, str]


def _margin(kind: str) -> Callable[[Plan, Node], _Target | None]:
    def read(_: Plan, root: Node) -> _Target | None:
        margin, target = root.value(f"{kind}_margin_planned"), root.value(f"{kind}_margin_target")
        if margin is None or target is None:
            return None
        return _Target(exceeds(target, margin), {kind: show_share(margin), f"{kind}_target": percent(target)})

    return read


def _growth(_: Plan, root: Node) -> _Target | None:
    cost, target = root.value("growth_cost_ratio_planned"), root.value("growth_cost_ratio_target")
    if cost is None or target is None:
        return None
    facts = {"growth": show_number(100 * cost), "growth_target": show_number(100 * target)}
    return _Target(bool(root.value("growth_missed")), facts)


def _return(plan: Plan, root: Node) -> _Target | None:
    growth = plan.document.economics.growth if plan.document.economics else None
    asked, back = growth.required_return if growth else None, root.value("growth_return")
    if asked is None or back is None or root.value("growth_cost_ratio_target") is not None:
        return None  # of the two forms the ratio counts where both are stated
    return _Target(bool(root.value("growth_missed")), {"back": show_number(back), "asked": show_number(asked)})


def _budget(plan: Plan, root: Node) -> _Target | None:
    cost, budget = root.value("cost"), root.value("budget_account")
    if cost is None or not budget:
        return None
    facts = {"cost": show_money(cost, plan.currency), "budget": show_money(budget, plan.currency)}
    return _Target(exceeds(cost, budget), facts)


_READ = {
    "gross": _margin("gross"),
    "operating": _margin("operating"),
    "growth": _growth,
    "return": _return,
    "budget": _budget,
}
_NAMES = {
    "gross": later("gross margin"),
    "operating": later("operating margin"),
    "growth": later("cost of renewal and expansion"),
    "return": later("return of renewal and expansion"),
    "budget": later("budget"),
}
_MARGINS = {
    ("gross",): (
        later("{people} leaves a gross margin of {gross} (target {gross_target})."),
        later("{people} leave a gross margin of {gross} (target {gross_target})."),
    ),
    ("operating",): (
        later("{people} leaves an operating margin of {operating} (target {operating_target})."),
        later("{people} leave an operating margin of {operating} (target {operating_target})."),
    ),
    ("gross", "operating"): (
        later(
            "{people} leaves a gross margin of {gross} (target {gross_target}) and an operating margin of {operating} "
            "(target {operating_target})."
        ),
        later(
            "{people} leave a gross margin of {gross} (target {gross_target}) and an operating margin of {operating} "
            "(target {operating_target})."
        ),
    ),
}
"""By the margins of which there is a target: what one person leaves, and what several do."""
_OTHERS = {
    "growth": later("Renewal and expansion cost {growth} for each 100 of their revenue (target {growth_target})."),
    "return": later("Each unit spent on renewal and expansion brings back {back} (asked: {asked})."),
    "budget": later("The planned people cost {cost} a year (budget {budget})."),
}


def actions(
    plan: Plan,
    teams: Sequence[Node],
    company: Sequence[Lever],
    found: Mapping[str, Sequence[Lever]],
    findings: Sequence[Finding],
) -> list[str]:
    """Return what to do first, most urgent first: three things at most.

    Where the company's money ends, what closes its gap is what a headcount says; a team's own comes where it does not.
    """
    ways = list(map(sentence, best(company, plan.currency)))
    missed = [
        say("{what}. {hint}", what=each.message, hint=sentence(each.hint))
        for code in _MISSES
        for each in findings
        if each.code == code and each.subject != plan.name  # what the company misses is in the answer
    ]
    own = [] if ways else list(_of_teams(plan, teams, found))
    return [*ways[: MOST - 1], *own, *missed, *ways[MOST - 1 :], *unknown(plan, teams, ("cost", "time"))][:MOST]


def _of_teams(plan: Plan, teams: Sequence[Node], found: Mapping[str, Sequence[Lever]]) -> Iterator[str]:
    """Yield the first small change that closes the gap of each team that has one."""
    for team in teams:
        if team.name not in found:
            continue
        ways = [each for each in found[team.name] if each.fits and modest(each.step)]
        if ways:
            yield say("{team}: {way}.", team=team.name, way=way(ways[0], plan.currency))
        else:
            options = command(plan, "options", "-s", team.below["segment"][0].name)
            yield say(
                "{team}: no small change closes the gap alone. See what may: {command}", team=team.name, command=options
            )


def more(plan: Plan, nodes: Sequence[Node]) -> list[str]:
    """Return the commands that say more."""
    return [
        command(plan, "options"),
        *([command(plan, "explain", "floor", "-s", nodes[0].name)] if nodes else []),
        command(plan, "cost-floor", "--all"),
    ]
