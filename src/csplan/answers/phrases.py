"""Small things that the first screens of several commands say alike."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

from csplan.lang.say import later, say, say_many

if TYPE_CHECKING:
    from collections.abc import Sequence

    from csplan.engine.nodes import Node
    from csplan.plan.plan import Plan

FEW = 3
"""Names that a sentence has room for."""
MOST = 3
"""Things to do on a first screen."""
HERE = "csplan.yaml"


FIXES = {
    "mechanical": later("let a tool take it"),
    "coordination": later("agree with the other departments how it is done"),
    "skill": later("train, or share what the quick ones do"),
}
"""What removes each kind of waste; a sentence says them in the reader's language."""


def named(names: Sequence[str], few: int = FEW) -> str:
    """Return names in a sentence: all of a few, else the first ones and how many more there are."""
    if len(names) <= 1:
        return "".join(names)
    if len(names) <= few + 1:  # a name takes no more room than the words for one more
        return say("{names} and {last}", names=", ".join(names[:-1]), last=names[-1])
    return say("{names} and {more} more", names=", ".join(names[:few]), more=len(names) - few)


def people(number: float) -> str:
    """Return so many people in words."""
    shown = f"{number:,.10g}"
    return say_many(number, "1 person", "{number} people", number=shown)


def command(plan: Plan, words: str, *options: str) -> str:
    """Return a command about this plan, as somebody types it."""
    where = plan.file.removesuffix(f"/{HERE}")
    path = "" if where == HERE else f" {shlex.quote(where)}"
    return f"csplan {words}{path}" + "".join(f" {shlex.quote(each)}" for each in options)


def percent(share: float) -> str:
    """Return a target as somebody writes it: 75%, not 75.0%."""
    return f"{100 * share:.3g}%"


def unknown(plan: Plan, teams: Sequence[Node], parts: Sequence[str] = ("time", "cost")) -> list[str]:
    """Say once for all segments which evidence of these parts is missing, and where it would come from."""
    nodes = [node for team in teams for node in team.below["segment"]]
    result = []
    for value, text in _VALUE_LACKS.items():
        names = [node.name for node in nodes if value in (node.value("unchecked") or "")]
        if names:
            result.append(say(text, segments=named(names)))
    for part in parts:
        sentence = _time_lacks if part == "time" else _money_lacks
        lacking = [node for node in nodes if part in (node.value("unchecked") or "")]
        if part == "cost" and (renewing := [node for node in lacking if _renewals_lack(plan, node)]):
            segments = named([node.name for node in renewing])
            result.append(
                say("State the `renewal_rate:` of {segments}, to see what money pays for.", segments=segments)
            )
            lacking = [node for node in lacking if node not in renewing]
        economics = plan.document.economics
        if part == "cost" and economics is not None and economics.budget is not None:
            lacking = []  # it is stated for all: what lacks is a value that is named above
        if lacking and len(lacking) == len(nodes):
            result.append(sentence(plan, lacking))
        elif lacking:
            result.append(say(_SOME_LACK[part], segments=named([node.name for node in lacking])))
    if nodes and all(team.value("csms_now") is None for team in teams) and plan.document.teams is None:
        result.append(say("Say how many people there are today (`csms_now:`), to see the gap."))
    return result


_VALUE_LACKS = {
    "customers": later("Say how many customers there are in {segments} (`customers:`), to see what work they make."),
    "arr": later("Say what the ARR of {segments} is (`arr:`), to see what money pays for."),
}
"""By the value that segments do not state."""


def _renewals_lack(plan: Plan, node: Node) -> bool:
    """Tell whether a segment's growth budget is unknown because nobody says how many of its renewals are won."""
    economics = plan.document.economics
    by_revenue = economics is not None and economics.growth is not None and economics.growth.cost_per_100 is not None
    return by_revenue and node.value("growth_budget") is None and node.value("renewal_rate") is None


_SOME_LACK = {
    "time": later("Say how long the work takes in {segments} (`tasks:`), to see if these people can do it."),
    "cost": later("Say what may be spent in {segments} (`economics:`), to see what money pays for."),
}
"""By what some of the segments lack."""


def _time_lacks(plan: Plan, nodes: Sequence[Node]) -> str:  # noqa: ARG001
    if all(node.value("workload") is None for node in nodes):
        return say("Say what CSMs do and how long it takes (`tasks:`), to see if these people can do the work.")
    return say("Say how many hours a CSM has (`time:` of the role), to see if these people can do the work.")


def _money_lacks(plan: Plan, nodes: Sequence[Node]) -> str:
    paid = any(node.above["role"].value("csm_cost") is not None for node in nodes)
    economics = plan.document.economics
    if economics is None and not paid:
        return say(
            "Say what a CSM costs and which margin you want (`roles:`, `economics:`), to see what money pays for."
        )
    if not paid:
        return say("Say what a CSM costs (`pay:` or `cost:` of the role), to see what money pays for.")
    if economics is None:
        return say("Say which margin you want (`economics:`), to see what money pays for.")
    return say("State a `gross_margin:`, an `operating_margin:` or a `cs_budget:`, to see what money pays for.")


def benchmarks(plan: Plan) -> list[str]:
    """Return what the plan's rule pack has seen in practice, as one line: to compare with, never a bound.

    What several benchmarks are of (all before the comma of their names) is said once.
    """
    if plan.rules is None or not plan.rules.benchmarks:
        return []
    names = [each.name.rpartition(", ") for each in plan.rules.benchmarks[:FEW]]
    rules = plan.rules.name or ""
    if len({subject for subject, _, _ in names}) == 1 and names[0][0]:
        seen = [f"{which} {each.value}" for (_, _, which), each in zip(names, plan.rules.benchmarks, strict=False)]
        facts = {"subject": names[0][0], "benchmarks": ", ".join(seen)}
        return [say("Seen in practice ({rules}), {subject}: {benchmarks}.", rules=rules, **facts)]
    seen = [f"{each.name}: {each.value}" for each in plan.rules.benchmarks[:FEW]]
    while len(seen) > 1 and len("; ".join(seen)) > _LINE:
        seen.pop()
    return [say("Seen in practice ({rules}): {benchmarks}.", rules=rules, benchmarks="; ".join(seen))]


_LINE = 125
"""Characters of benchmarks that people read beside a result; `csplan rules` has all."""
