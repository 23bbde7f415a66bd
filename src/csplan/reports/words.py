"""What the figures of a headcount mean, in words: what to do about each team, and what the numbers rest on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplan.reports.report import Advice
from csplan.reports.units import beyond, shown
from csplan.values import show_csms, show_hours, show_money, show_number, show_share

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from csplan.engine.nodes import Node
    from csplan.inputs import Inputs
    from csplan.levers import Lever
    from csplan.plan.document import Plan

_SIDES = {
    "service": "the gross margin",
    "growth": "the renewal-and-expansion account",
    "operating": "the operating margin",
    "budget": "the budget",
}
_LEAST = {"time": "the work", "cap": "the cap on ARR per CSM", "coverage": "the tier's limit of customers"}

SIGNALS = {
    "hire_early": "near the ARR that the rule gives one CSM, and it can pay for one more: hire before it gets there",
    "large_customers": "two or more large customers have no CSM: hire",
    "self_funding": "its revenue pays for more people than it has today: hire at once",
    "over_cap": "each of today's CSMs holds more contract value than the cap allows",
    "automate_first": "much of its work is mechanical: automate before hiring",
    "overloaded": "the work takes more hours than today's CSMs have",
    "idle": "the work takes far fewer hours than today's CSMs have",
}


def advice(plan: Plan, teams: Sequence[Node], found: Mapping[str, Sequence[Lever]]) -> list[Advice]:
    """Return what to do, team by team: first where the plan does not hold, then what is unchecked, then signals."""
    result = [_misfit(plan, team, found[team.name]) for team in teams if found[team.name] or team.value("shortfall")]
    result += [_unchecked(team) for team in teams if team.value("verdict") == "unchecked"]
    for team in teams:
        for node in team.below["segment"]:
            result += [Advice(node.name, f"{name.replace('_', '-')}: {_signal(node, name)}.") for name in SIGNALS if node.value(name)]
    return result


def _signal(node: Node, name: str) -> str:
    utilization = node.value("utilization_now")
    if name in ("overloaded", "idle"):
        return f"{SIGNALS[name]} ({show_share(utilization)} of them)"
    if name == "hire_early":
        return f"{show_share(node.value('arr') / (node.value('arr_per_csm') * max(node.value('csms_now'), 1)))} of the ARR of the rule's CSMs; {SIGNALS[name]}"
    return SIGNALS[name]


def _misfit(plan: Plan, team: Node, found: Sequence[Lever]) -> Advice:
    segments: Sequence[Node] = team.below["segment"]
    at_least, at_most = team.value("at_least"), team.value("at_most")
    need = _joined(_LEAST.get(str(node.value("binding_least")), "") for node in segments) or "the work"
    money = _joined(_SIDES.get(str(node.value("binding_cost")), "") for node in segments) or "money"
    if team.value("verdict") == "over-budget":
        short = show_csms(at_least - at_most)
        text = f"{need} needs {show_csms(at_least)} CSMs; {money} pays for {show_csms(at_most)}: short by {short}."
        eaten = [line for node in segments if (line := _eaten(node))]
        text = " ".join([text, *eaten])
    else:
        text = (
            f"between the {show_csms(at_least)} CSMs that {need} needs and the {show_csms(at_most)} that {money} "
            f"pays for lies no whole number."
        )
    consequence = _consequence(team)
    ways = [way(lever, plan.currency) for lever in found]
    lead = " Each of these alone would close the gap, where it does not say otherwise:" if ways else ""
    return Advice(team.name, f"{text} {consequence}{lead}", ways)


def _joined(words: Iterator[str]) -> str:
    return " and ".join(dict.fromkeys(word for word in words if word))


def _consequence(team: Node) -> str:
    heads, utilization = team.value("heads"), team.value("utilization")
    if heads is None:
        return ""
    people = f"{show_number(heads, 0)} {'person' if heads == 1 else 'people'}"
    if not heads:
        return f"The plan takes {people}: the customers stay unserved."
    if utilization is None:
        return f"The plan takes {people}."
    return f"The plan takes {people}, who would be {show_share(utilization)} utilized."


def _eaten(node: Node) -> str:
    """Name what leaves nothing for service, in a segment whose budget is zero or less."""
    if node.value("csms_by_cost") != 0 or "cost_line" not in node.rows:
        return ""
    acv, binding = node.value("acv"), node.value("binding_cost")
    if not acv:
        return f"{node.name} has no price, so nothing pays for service."
    target = node.value("operating_margin_target" if binding == "operating" else "gross_margin_target")
    wanted = {"service": ("gross",), "growth": ("growth",)}.get(str(binding), ("gross", "growth", "operating"))
    left = acv * (1 - (target or 0.0)) if binding != "growth" else node.value("growth_cost_ratio") or 0.0
    if left <= 0:
        return f"In {node.name} the margin target alone leaves nothing for service."
    rows = node.rows["cost_line"]
    for line, counts_in, cost in zip(rows.inputs["line"], rows.inputs["counts_in"], rows.column("line_cost") or (), strict=True):
        if counts_in in wanted:
            left -= cost
            if left <= 0:
                return f"In {node.name} {line} takes the last of what the target leaves: nothing is left for service."
    return f"In {node.name} nothing is left for service."


def _unchecked(team: Node) -> Advice:
    missing = {part for node in team.below["segment"] for part in (node.value("unchecked") or "").split(" and ") if part}
    text = []
    if "time" in missing:
        text.append("no tasks say how long the work takes, so nobody knows whether these people can do it: add `tasks:`.")
    if "cost" in missing:
        text.append("nothing says what may be spent, so nobody knows whether money pays for them: add `economics:`.")
    return Advice(team.name, " ".join(text))


def way(lever: Lever, currency: str) -> str:
    """Return a lever as a sentence. What it prints is rounded so that it is at least as much as it takes."""
    text = _change(lever, currency)
    if not lever.fits:
        return f"{text}: not enough alone, closes {show_csms(lever.closes)} of {show_csms(lever.shortfall)} CSMs"
    if lever.heads is None:
        return text
    return f"{text}: fits with {show_number(lever.heads, 0)}"


def _change(lever: Lever, currency: str) -> str:
    change = lever.change or 0.0
    by = show_share(abs(beyond(change, change, 3)))
    before, after = lever.before, lever.after
    number = isinstance(after, float) and isinstance(before, float)
    if lever.lever == "hours" and number:
        off = show_hours(beyond(before - after, 1.0, 2))
        return f"take {off} a year ({by}) of work out of each customer"
    if lever.lever == "complexity":
        return f"bring complexity down by {by}" + (f", {before:g} to {beyond(after, change, 2):g}" if number else "")
    if lever.lever == "times":
        how = f"do '{lever.subject}' {by} less often" if change > -1 + 1e-9 else f"drop '{lever.subject}'"
        return how + (f" ({before:g} to {beyond(after, change, 2):g} times)" if number and change > -1 + 1e-9 else "")
    if lever.lever == "price":
        return f"raise the price by {by}" + (f", to {shown(after, 'MoneyPerCustomer', currency)} on average" if number else "")
    if lever.lever in ("gross_margin", "operating_margin"):
        name = lever.lever.replace("_", " ")
        if number:
            return f"accept a {name} of {show_share(beyond(after, change, 3))} instead of {show_share(before)}"
        return f"accept {by.removesuffix('%')} points less of {name}"
    if lever.lever == "growth_cost":
        return f"let 100 of renewal and expansion revenue cost {beyond(change * 100, change, 1):g} more"
    if lever.lever == "cs_budget":
        return f"raise the budget by {by.removesuffix('%')} points of ARR"
    if lever.lever == "csm_cost" and number:
        return f"a {lever.subject} who costs {by} less: {show_money(after, currency)} instead of {show_money(before, currency)}"
    if lever.lever == "role":
        return f"serve them with {after} instead of {before}"
    if lever.lever == "tier":
        return f"serve {lever.subject} as tier {after} instead of {before}"
    return f"share people with {after}"


def notes(plan: Plan, inputs: Inputs, teams: Sequence[Node]) -> list[str]:
    """Return what the numbers rest on that nobody stated."""
    result = []
    if any(team.value("shortfall") for team in teams):
        side = inputs.root.value("conflict")
        wins = "money allows" if side == "money" else "the work needs"
        result.append(f"Where the bounds contradict, the plan takes what {wins} (conflict: {side}).")
    by_input: dict[tuple[str, str, str], list[str]] = {}
    nodes = {
        ("role", team.above["role"].name): team.above["role"] for team in teams
    } | {("segment", node.name): node for team in teams for node in team.below["segment"]}
    for (level, name), node in nodes.items():
        for each, origin in inputs.origins.get((level, name), {}).items():
            if origin.kind == "default" and each in _DEFAULTS:
                by_input.setdefault((each, shown(node.value(each), _DEFAULTS[each], plan.currency), level), []).append(name)
    parts = [
        f"{each.replace('_', ' ')} {value} ({_where(level, names)})" for (each, value, level), names in by_input.items()
    ]
    if parts:
        result.append("Not stated, so taken by default: " + "; ".join(parts) + ".")
    return result


_DEFAULTS = {
    "sick_hours": "Hours",
    "realization": "Share",
    "other_costs": "Money",
    "complexity": "Factor",
    "contract_years": "Years",
    "owned": "Share",
    "expansion": "Money",
}


def _where(level: str, names: Sequence[str]) -> str:
    few = 3
    return ", ".join(names) if len(names) <= few else f"{len(names)} {level}s"


