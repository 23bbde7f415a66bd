"""The first screen of the cost check: whether the targets hold, where floor and ceiling contradict, what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplan.answers.missing import unknown
from csplan.answers.phrases import MOST, command, named, people, percent
from csplan.answers.ranges import contradicts
from csplan.answers.ways.phrases import best, modest, way
from csplan.figures.arithmetic import exceeds
from csplan.lang.say import later, say, say_many
from csplan.values import show_share

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from csplan.engine.nodes import Node
    from csplan.findings.diagnostic import Finding
    from csplan.plan.plan import Plan
    from csplan.studies.ways.levers import Lever

_MISSES = ("margin-missed", "spending-does-not-pay", "review-overdue", "margin-missed-now")


def answer(root: Node, nodes: Sequence[Node], teams: Sequence[Node]) -> list[str]:
    """Return whether the targets hold in all, which teams miss theirs, and where the floor lies above the ceiling."""
    if all(node.value("cost_floor") is None for node in nodes):
        return [say("There is no cost floor: the plan does not say what serving customers may cost.")]
    result = [_margins(root)]
    missing = [team.name for team in teams if team.value("met") is False]
    if missing and len(missing) < len(teams):
        sentence = later("{teams} alone misses its targets."), later("{teams} alone miss their targets.")
        result.append(say_many(len(missing), *sentence, teams=named(missing)))
    high = [node.name for node in nodes if contradicts(node)]
    if high:
        result.append(
            say("In {segments} a CSM must serve more customers than there is time for.", segments=named(high))
        )
    elif all(None not in (node.value("efficiency_ceiling"), node.value("cost_floor")) for node in nodes):
        result.append(say("In every segment a CSM has time for more customers than must be served."))
    return [each for each in result if each]


def _margins(root: Node) -> str:
    """Say the margins of all teams together beside their targets."""
    heads = root.value("heads")
    margins = {
        kind: (root.value(f"{kind}_margin_planned"), root.value(f"{kind}_margin_target"))
        for kind in ("gross", "operating")
    }
    known = {kind: pair for kind, pair in margins.items() if None not in pair}
    if heads is None or not known:
        return say("Nobody knows if the plan reaches its targets: too little is known of people or costs.")
    facts = {"people": people(heads)}
    for kind, (margin, target) in known.items():
        facts |= {kind: show_share(margin), f"{kind}_target": percent(target)}
    missed = any(exceeds(target, margin) for margin, target in known.values())
    return say(_SENTENCES[tuple(known)][missed], **facts)


_SENTENCES = {
    ("gross",): (
        later("Targets met: {people} leave a gross margin of {gross}; the target is {gross_target}."),
        later("Targets missed: {people} leave a gross margin of {gross}; the target is {gross_target}."),
    ),
    ("operating",): (
        later("Targets met: {people} leave an operating margin of {operating}; the target is {operating_target}."),
        later("Targets missed: {people} leave an operating margin of {operating}; the target is {operating_target}."),
    ),
    ("gross", "operating"): (
        (
            later(
                "Targets met: {people} leave a gross margin of {gross} (target {gross_target}) and an operating "
                "margin of {operating} (target {operating_target})."
            )
        ),
        (
            later(
                "Targets missed: {people} leave a gross margin of {gross} (target {gross_target}) and an operating "
                "margin of {operating} (target {operating_target})."
            )
        ),
    ),
}
"""By the margins of which there is a target: where they are met, and where one is missed."""


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
    ways = [say("{way}.", way=f"{text[:1].upper()}{text[1:]}") for text in best(company, plan.currency)]
    missed = [f"{each.message}." for code in _MISSES for each in findings if each.code == code]
    own = [] if ways else list(_of_teams(plan, teams, found))
    return [*ways[: MOST - 1], *own, *missed, *ways[MOST - 1 :], *unknown(plan, teams)][:MOST]


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
