"""What the figures of the cost check mean, in words: what must give, what is missed, what the numbers rest on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplan.reports import words
from csplan.reports.report import Advice
from csplan.values import show_number

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from csplan.diagnostics import Diagnostic
    from csplan.engine.nodes import Node
    from csplan.inputs import Inputs
    from csplan.levers import Lever
    from csplan.plan.document import Plan

_MISSES = ("margin-missed", "margin-missed-now", "spending-does-not-pay", "review-overdue")


def advice(
    plan: Plan, root: Node, teams: Sequence[Node], found: Mapping[str, Sequence[Lever]], findings: Sequence[Diagnostic]
) -> list[Advice]:
    """Return what must give, team by team, then which targets are missed and which spending is to be looked at."""
    result = [_must_give(plan, team, found[team.name]) for team in teams if team.name in found]
    result += [
        Advice(each.subject, f"{each.message.removeprefix(f'{each.subject}: ')}.")
        for each in findings
        if each.code in _MISSES
    ]
    result += [each for team in teams if (each := words.unchecked(plan, team)).text]
    result += [Advice("spending", text) for text in _returns(root)]
    return result


def _must_give(plan: Plan, team: Node, found: Sequence[Lever]) -> Advice:
    contradictions = [text for node in team.below["segment"] if (text := _contradiction(node))]
    text, ways = words.misfit(plan, team, found)
    return Advice(team.name, " ".join([*contradictions, text[0].upper() + text[1:]]), ways)


def _contradiction(node: Node) -> str:
    """Say where a segment's floor lies above its ceiling."""
    floor, most = node.value("cost_floor"), node.value("efficiency_ceiling")
    if floor is None or most is None or floor <= most:
        return ""
    subject = "a CSM" if node.name == node.above["team"].name else f"in {node.name} a CSM"
    if floor == float("inf"):
        return f"{subject} is not paid for by any number of customers, and has time for {show_number(most)}."
    return f"{subject} must serve {show_number(floor)} customers to be paid for, and has time for {show_number(most)}."


def _returns(root: Node) -> Iterator[str]:
    """Say what spending has brought back, by how soon it returns."""
    for term, words_for in (("short_term", "short term"), ("long_cycle", "long run, so far")):
        back = root.value(f"{term}_return")
        if back is not None:
            yield f"each unit spent for the {words_for} has brought back {show_number(back)}."


def notes(plan: Plan, inputs: Inputs, teams: Sequence[Node], hidden: int) -> list[str]:
    """Return what the numbers rest on that nobody stated, and what is not shown."""
    result = words.notes(plan, inputs, teams)
    growth = plan.document.economics.growth if plan.document.economics else None
    if growth is not None and growth.required_return is not None:
        result.append(
            "Revenue credited to the team has to be incremental: what would have renewed or grown without it justifies "
            "nothing."
        )
    between = [team.name for team in teams if team.value("verdict") == "no-whole-number"]
    if between:
        result.append(
            f"No whole number of people both does the work and is paid for in {', '.join(between)}: `csplan headcount` "
            "says what would help."
        )
    if hidden:
        result.append(f"The way from price to floor of {hidden} more: name them with --segment.")
    return result
