"""What the figures of a headcount mean, in words: what to do about each team, and what the numbers rest on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplan.reports.report import Advice
from csplan.reports.units import shown
from csplan.reports.ways import way
from csplan.values import show_csms, show_number, show_share

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
    "hire_early": "close to the ARR that the rule gives today's CSMs, and can pay for one more: hire before",
    "large_customers": "two or more large customers have no CSM: hire",
    "self_funding": "revenue pays for more whole people than there are today: hire at once",
    "over_cap": "each of today's CSMs holds more contract value than the cap allows",
    "automate_first": "much of the work is mechanical: automate before hiring",
    "overloaded": "the work takes more hours than today's CSMs have",
    "idle": "the work takes far fewer hours than today's CSMs have",
}


def advice(plan: Plan, teams: Sequence[Node], found: Mapping[str, Sequence[Lever]]) -> list[Advice]:
    """Return what to do, team by team: first where the plan does not hold, then what is unchecked, then signals."""
    result = [_misfit(plan, team, found[team.name]) for team in teams if found[team.name] or team.value("shortfall")]
    result += [_unchecked(team) for team in teams if team.value("verdict") == "unchecked"]
    nodes = [node for team in teams for node in team.below["segment"]]
    for name, meaning in SIGNALS.items():
        lit = [_lit(node, name) for node in nodes if node.value(name)]
        if lit:
            result.append(Advice(name.replace("_", "-"), f"{meaning}: {', '.join(lit)}."))
    return result


def _lit(node: Node, name: str) -> str:
    """Name a segment whose signal is lit, with the number behind it where one says more."""
    if name in ("overloaded", "idle"):
        return f"{node.name} ({show_share(node.value('utilization_now'))})"
    if name == "automate_first":
        return f"{node.name} ({show_share(node.value('mechanical_share'))})"
    return node.name


def _misfit(plan: Plan, team: Node, found: Sequence[Lever]) -> Advice:
    segments: Sequence[Node] = team.below["segment"]
    at_least, at_most = team.value("at_least"), team.value("at_most")
    need = _joined(_LEAST.get(str(node.value("binding_least")), "") for node in segments) or "the work"
    money = _joined(_SIDES.get(str(node.value("binding_cost")), "") for node in segments) or "money"
    if team.value("verdict") == "over-budget":
        short, whole = show_csms(at_least - at_most), show_csms(team.value("shortfall"))
        text = f"{need} needs {show_csms(at_least)} CSMs; {money} pays for {show_csms(at_most)}: short by {short}"
        text += "." if short == whole else f", by {whole} until a whole number fits."
        eaten = [line for node in segments if (line := _eaten(node))]
        text = " ".join([text, *eaten])
    else:
        text = (
            f"between the {show_csms(at_least)} CSMs that {need} needs and the {show_csms(at_most)} that {money} "
            f"pays for lies no whole number."
        )
    consequence = _consequence(team)
    ways = [way(lever, plan.currency) for lever in found if lever.fits]
    lead = " Each of these alone would make it fit:" if ways else " Nothing alone would make it fit."
    others = sorted((lever for lever in found if not lever.fits), key=lambda lever: -lever.closes)
    partial = [way(lever, plan.currency) for lever in others]
    if partial:
        ways.append(f"not enough alone: {'; '.join(partial)}")
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
    for line, counts_in, cost in zip(
        rows.inputs["line"], rows.inputs["counts_in"], rows.column("line_cost") or (), strict=True
    ):
        if counts_in in wanted:
            left -= cost
            if left <= 0:
                return f"In {node.name} {line} takes the last of what the target leaves: nothing is left for service."
    return f"In {node.name} nothing is left for service."


def _unchecked(team: Node) -> Advice:
    missing = {
        part for node in team.below["segment"] for part in (node.value("unchecked") or "").split(" and ") if part
    }
    text = []
    if "time" in missing:
        text.append(
            "no tasks say how long the work takes, so nobody knows whether these people can do it: add `tasks:`."
        )
    if "cost" in missing:
        text.append("nothing says what may be spent, so nobody knows whether money pays for them: add `economics:`.")
    return Advice(team.name, " ".join(text))


def notes(plan: Plan, inputs: Inputs, teams: Sequence[Node]) -> list[str]:
    """Return what the numbers rest on that nobody stated."""
    result = []
    if any(team.value("shortfall") for team in teams):
        side = inputs.root.value("conflict")
        wins = "money allows" if side == "money" else "the work needs"
        result.append(f"Where the bounds contradict, the plan takes what {wins} (conflict: {side}).")
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
