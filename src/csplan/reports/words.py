"""What the figures of a headcount mean, in words: what to do about each team, and what the numbers rest on."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING

from csplan.reports.findings import budgets_added
from csplan.reports.report import Advice
from csplan.reports.units import shown
from csplan.reports.ways import way
from csplan.values import show_csms, show_number, show_share

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from csplan.diagnostics import Diagnostic
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
    "hire_early": "near or past the ARR that the rule gives today's CSMs, and paying for one more: hire early",
    "large_customers": "several large customers have no CSM: hire",
    "self_funding": "revenue pays for more whole people than there are today: hire at once",
    "over_cap": "each of today's CSMs holds more contract value than the cap allows",
    "automate_first": "this much of the work is mechanical: automate before hiring",
    "overloaded": "the work takes this much of the hours that today's CSMs have",
    "idle": "the work takes only this much of the hours that today's CSMs have",
}


def advice(
    plan: Plan, teams: Sequence[Node], found: Mapping[str, Sequence[Lever]], findings: Sequence[Diagnostic]
) -> list[Advice]:
    """Return what to do, team by team: first where the plan does not hold, then what is unchecked, then signals."""
    result = [Advice(team.name, *misfit(plan, team, found[team.name])) for team in teams if team.value("shortfall")]
    result += [
        Advice(each.subject, f"{each.message.removeprefix(f'{each.subject}: ')}: {each.hint}.")
        for each in findings
        if each.code == "cap-exceeded"
    ]
    result += [each for team in teams if (each := unchecked(plan, team)).text]
    nodes = [node for team in teams for node in team.below["segment"]]
    for name, meaning in SIGNALS.items():
        lit = [_lit(node, name) for node in nodes if node.value(name) and _worth_saying(plan, node, name)]
        if lit:
            result.append(Advice(name.replace("_", "-"), f"{', '.join(lit)}: {meaning}."))
    return result


def _worth_saying(plan: Plan, node: Node, name: str) -> bool:
    """Tell whether a signal is news: nobody hires for a team that has its people, or rests on a log with gaps."""
    if name in ("hire_early", "self_funding"):
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
    """Say why a team does not fit, what the plan then does, and the ways to make it fit."""
    segments: Sequence[Node] = team.below["segment"]
    at_least, at_most = team.value("at_least"), team.value("at_most")
    need = _with_verb((_LEAST[node.value("binding_least")] for node in segments if node.value("binding_least")), "need")
    money = _with_verb((_SIDES[node.value("binding_cost")] for node in segments if node.value("binding_cost")), "pay")
    if team.value("verdict") == "over-budget":
        short, whole = show_csms(at_least - at_most), show_csms(team.value("shortfall"))
        text = f"{need} {show_csms(at_least)} CSMs; {money} for {show_csms(at_most)}: short by {short}"
        text += "." if short == whole else f", by {whole} until a whole number fits."
        eaten = [line for node in segments if (line := _eaten(node))]
        text = " ".join([text, *eaten])
    else:
        text = (
            f"between the {show_csms(at_least)} CSMs that {need} and the {show_csms(at_most)} that {money} for "
            f"lies no whole number."
        )
    ways = [way(lever, plan.currency) for lever in found if lever.fits]
    lead = {0: " Nothing alone would make it fit.", 1: " This alone would make it fit:"}.get(
        len(ways), " Each of these alone would make it fit:"
    )
    others = sorted((lever for lever in found if not lever.fits), key=lambda lever: -lever.closes)
    partial = [way(lever, plan.currency) for lever in others]
    if partial:
        ways.append(f"not enough alone: {'; '.join(partial)}")
    return f"{text} {_consequence(team)}{lead}", ways


def _with_verb(nouns: Iterator[str], verb: str) -> str:
    different = list(dict.fromkeys(nouns))
    return f"{' and '.join(different)} {verb}{'s' if len(different) == 1 else ''}"


def _consequence(team: Node) -> str:
    heads, utilization = team.value("heads"), team.value("utilization")
    people = f"{show_number(heads, 0)} {'person' if heads == 1 else 'people'}"
    if not heads:
        return f"The plan takes {people}: the customers stay unserved."
    if utilization is None:
        return f"The plan takes {people}."
    text = f"The plan takes {people}, who would be {show_share(utilization)} utilized."
    gap, more = team.value("gap"), team.value("lo") - (team.value("csms_now") or 0.0)
    if gap is not None and gap < 0 < more and heads == team.value("hi"):
        return f"{text} Money pays for {show_number(-gap)} fewer than today, the work needs {show_number(more)} more."
    return text


def _eaten(node: Node) -> str:
    """Name what leaves nothing for service, in a segment whose budget is zero or less."""
    binding = node.value("binding_cost")
    if node.value("csms_by_cost") != 0 or binding == "budget":
        return ""
    acv, name = node.value("acv"), node.name
    if not acv:
        return f"{name} has no price, so nothing pays for service."
    counted: tuple[str, ...]
    if binding == "growth":
        left = node.value("growth_budget") + node.value("growth_costs_per_customer")
        target, counted = "growth target", ("growth",)
    else:
        operating = binding == "operating"
        left = acv * (1 - node.value("operating_margin_target" if operating else "gross_margin_target"))
        target, counted = "margin target", ("gross", "growth", "operating") if operating else ("gross",)
    if left <= 0:
        return f"In {name} the {target} alone leaves nothing for service."
    rows = node.rows["cost_line"]
    columns = (rows.inputs["line"], rows.inputs["counts_in"], rows.column("line_cost") or ())
    costs = {line: cost for line, counts_in, cost in zip(*columns, strict=True) if counts_in in counted}
    sums = zip(costs, accumulate(costs.values()), strict=True)
    last = next((line for line, cost in sums if cost >= left), next(reversed(costs)))
    return f"In {name} {last} takes the last of what the target leaves: nothing is left for service."


def unchecked(plan: Plan, team: Node) -> Advice:
    """Say which evidence is missing, for which segments, and where it would come from."""
    nodes: Sequence[Node] = team.below["segment"]

    def without(part: str) -> str:
        names = [node.name for node in nodes if part in (node.value("unchecked") or "")]
        return "" if not names else " here" if len(names) == len(nodes) else f" in {', '.join(names)}"

    text = []
    if where := without("time"):
        text.append(
            f"nothing says how long the work takes{where}, so nobody knows if these people can do it: add `tasks:`."
        )
    if where := without("cost"):
        remedy = (
            "add `economics:`"
            if plan.document.economics is None
            else "state a gross_margin, an operating_margin or a cs_budget"
        )
        text.append(f"nothing says what may be spent{where}, so nobody knows if money pays for these people: {remedy}.")
    return Advice(team.name, " ".join(text))


def notes(plan: Plan, inputs: Inputs, teams: Sequence[Node]) -> list[str]:
    """Return what the numbers rest on that nobody stated."""
    result = []
    if any(team.value("shortfall") for team in teams):
        side = inputs.root.value("conflict")
        wins = "money allows" if side == "money" else "the work needs"
        result.append(f"Where the bounds contradict, the plan takes what {wins} (conflict: {side}).")
    added = [node.name for team in teams for node in team.below["segment"] if budgets_added(node)]
    if added:
        result.append(
            f"How the work splits between service and growth is unknown ({_where('segment', added)}), so both budgets "
            f"are added up: add `tasks:`, or state `service_share:`."
        )
    by_input: dict[tuple[str, str], list[str]] = {}
    nodes = {("role", team.above["role"].name): team.above["role"] for team in teams} | {
        ("segment", node.name): node for team in teams for node in team.below["segment"]
    }
    for (level, name), node in nodes.items():
        for each, origin in inputs.origins.get((level, name), {}).items():
            if origin.kind == "default" and each in _DEFAULTS:
                text = f"{each.replace('_', ' ')} {shown(node.value(each), _DEFAULTS[each], plan.currency)}"
                by_input.setdefault((text, level), []).append(name)
    parts = [f"{text} ({_where(level, names)})" for (text, level), names in by_input.items()]
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
