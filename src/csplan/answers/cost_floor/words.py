"""What the figures of the cost check mean, in words: what must give, what is missed, what the numbers rest on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplan.answers.headcount import words
from csplan.answers.missing import unknown
from csplan.lang.say import later, say
from csplan.report.report import Advice
from csplan.values import show_csms, show_number

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from csplan.engine.nodes import Node
    from csplan.findings.diagnostic import Finding
    from csplan.inputs.build import Inputs
    from csplan.plan.plan import Plan
    from csplan.studies.ways.lever import Lever

_MISSES = ("margin-missed", "margin-missed-now", "spending-does-not-pay", "review-overdue")


def advice(
    plan: Plan, root: Node, teams: Sequence[Node], found: Mapping[str, Sequence[Lever]], findings: Sequence[Finding]
) -> list[Advice]:
    """Return what must give, team by team, then which targets are missed and which spending is to be looked at."""
    result = [_must_give(plan, team, found[team.name]) for team in teams if team.name in found]
    result += [
        Advice(each.subject, f"{each.message.removeprefix(f'{each.subject}: ')}.")
        for each in findings
        if each.code in _MISSES
    ]
    result += [Advice(say("unknown"), text) for text in unknown(plan, teams)]
    result += [Advice("spending", text) for text in _returns(root)]
    return result


def _must_give(plan: Plan, team: Node, found: Sequence[Lever]) -> Advice:
    contradictions = [text for node in team.below["segment"] if (text := _contradiction(node))]
    text, ways = words.misfit(plan, team, found)
    return Advice(team.name, " ".join([*contradictions, text]), ways)


def _contradiction(node: Node) -> str:
    """Say where a segment's floor lies above its ceiling."""
    floor, most = node.value("cost_floor"), node.value("efficiency_ceiling")
    if floor is None or most is None or floor <= most:
        return ""
    facts = {"segment": node.name, "floor": show_number(floor), "most": show_number(most)}
    alone = node.name == node.above["team"].name
    if floor == float("inf"):
        if alone:
            return say("No number of customers pays for a CSM, who has time for {most}.", **facts)
        return say("In {segment} no number of customers pays for a CSM, who has time for {most}.", **facts)
    if alone:
        return say("A CSM must serve {floor} customers to be paid for, and has time for {most}.", **facts)
    return say("In {segment} a CSM must serve {floor} customers to be paid for, and has time for {most}.", **facts)


def _returns(root: Node) -> Iterator[str]:
    """Say what spending has brought back, by how soon it returns."""
    for term, sentence in _RETURNS:
        back = root.value(f"{term}_return")
        if back is not None:
            yield say(sentence, back=show_number(back))


_RETURNS = (
    ("short_term", later("Each unit spent for the short term has brought back {back}.")),
    ("long_cycle", later("Each unit spent for the long run has brought back {back} so far.")),
)


def _credited(inputs: Inputs, teams: Sequence[Node]) -> str:
    """Say how sure it is what measured credited revenue pays for."""
    texts = []
    for node in (node for team in teams for node in team.below["segment"]):
        low, high = inputs.interval(node.name, "csms_by_growth")
        if low is not None and high is not None:
            facts = {"segment": node.name, "low": show_csms(low), "high": show_csms(high)}
            texts.append(say("{segment} {low} to {high} CSMs", **facts))
    paid = "; ".join(texts)
    return say("The credited revenue is measured: by its interval, renewal and expansion pay for {paid}.", paid=paid)


def notes(plan: Plan, inputs: Inputs, teams: Sequence[Node], hidden: int) -> list[str]:
    """Return what the numbers rest on that nobody stated, and what is not shown."""
    result = words.notes(plan, inputs, teams)
    growth = plan.document.economics.growth if plan.document.economics else None
    if growth is not None and growth.required_return is not None:
        result.append(
            say("Count only revenue that the team has brought: what would have come without it justifies nothing.")
        )
    if inputs.credited:
        result.append(_credited(inputs, teams))
    if hidden:
        result.append(
            say("{hidden} more segments have a way from price to floor: name them with --segment.", hidden=hidden)
        )
    return result
