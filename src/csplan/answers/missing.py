"""What evidence is missing, and where it would come from: said once for all segments."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplan.answers.phrases import named
from csplan.lang.say import later, say

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from csplan.engine.nodes import Node
    from csplan.plan.plan import Plan


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
        if part == "time":
            said, lacking = _tasks_lack(lacking)
            result += said
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


_TASKS_LACK = {
    "new_customer": later("Say how many new customers a year there are in {segments} (`new_customers:`), for {tasks}."),
    "renewal": later("Say how many renewals a year there are in {segments} (`contract_years:`), for {tasks}."),
    "at_risk_customer": later("Say which share of customers is at risk in {segments} (`at_risk:`), for {tasks}."),
    "times": later("Say how often a year it is done in {segments} (`times:`): {tasks}."),
    "takes": later("Say how long it takes in {segments} (`takes:`): {tasks}."),
}
"""By what is missing of a task's hours: how many there are of what it is done for, how often, how long."""


def _tasks_lack(nodes: Sequence[Node]) -> tuple[list[str], list[Node]]:
    """Return what to state so that the work of these segments is known, and the segments of which that says nothing."""
    found: dict[str, tuple[dict[str, None], dict[str, None]]] = {}
    others = []
    for node in nodes:
        lacking = list(_lacking_of(node))
        if not lacking:
            others.append(node)
        for what, task in lacking:
            segments, tasks = found.setdefault(what, ({}, {}))
            segments[node.name] = tasks[task] = None
    said = [
        say(_TASKS_LACK[what], segments=named(list(segments)), tasks=named(list(tasks)))
        for what, (segments, tasks) in found.items()
    ]
    return said, others


def _lacking_of(node: Node) -> Iterator[tuple[str, str]]:
    """Yield what is missing of each task whose hours are not known, with the task."""
    rows = node.rows.get("task")
    if rows is None or not node.value("customers"):
        return
    hours, volumes, times = (rows.column(name) for name in ("task_hours", "volume", "times"))
    for row, (task, per) in enumerate(zip(rows.inputs["task"], rows.inputs["per"], strict=True)):
        if hours is None or hours[row] is None:
            if times is None or times[row] is None:
                yield "times", task
            elif volumes is None or volumes[row] is None:
                yield per, task
            else:
                yield "takes", task
