"""The rows of the scorecard: purposes of teams, CSMs with their dimensions and renewals."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from csplan.answers.nodes import figures_of
from csplan.answers.scorecard import tables
from csplan.figures.renewals_kept import FEWEST_RENEWALS
from csplan.lang.say import later, say
from csplan.plan.placing import purposes_of
from csplan.plan.purpose import MEASURED_BY
from csplan.plan.scorecard import EVERY
from csplan.values.names import folded
from csplan.values.units import shown

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from csplan.engine.nodes import Node
    from csplan.plan.plan import Plan
    from csplan.report.report import Row

FEWEST_CUSTOMERS = 5
"""Customers below which nobody is ranked. Source: csplan."""
_NOW = {
    "requests_used": later("requests used: {value}"),
    "at_risk": later("at risk: {value}"),
    "depth_score": later("depth of use: {value}"),
    "executives_contacted": later("contacted in {days} d: {value}"),
    "file_score": later("customer file: {value}"),
    "leads_per_100": later("leads for 100 customers: {value}"),
    "new_healthy_rate": later("new ones healthy: {value}"),
    "days_late": later("days late: {value}"),
    "renewal_rate": later("renewed ARR: {value}"),
}
_UNIT = {"leads_per_100": "WholeDays", "days_late": "WholeDays", "at_risk": "Share", "renewal_rate": "Share"}


def csm_rows(plan: Plan, root: Node, names: Mapping[str, str], only: str | None = None) -> list[Row]:
    """Return a row for each CSM, by role and in it by how they work; ``names`` are what people are called."""
    order = list(plan.document.roles or ())
    roles = roles_of(plan)
    nodes = [node for node in root.below["csm"] if _has_any(node)]
    rows = [_csm_row(node, names.get(node.name, node.name), roles.get(node.name)) for node in nodes]
    by_role: dict[str | None, list[Row]] = {}
    for row in sorted(rows, key=lambda row: (-(row["process_score"] or 0.0), len(row["csm"]), row["csm"])):
        by_role.setdefault(row["role"], []).append(row)
    found: list[Row] = []
    for role in sorted(
        by_role, key=lambda role: (role not in order, order.index(role) if role in order else 0, role or "")
    ):
        ranked = [row for row in by_role[role] if _can_be_ranked(row)]
        for place, row in enumerate(ranked, 1):
            row["rank"] = place
        found += [*ranked, *(row for row in by_role[role] if row not in ranked)]
    return [row for row in found if only is None or row["csm"] == names.get(only, only)]


def _has_any(node: Node) -> bool:
    return any(node.value(name) for name in ("customers_held", "renewals_judged", "lead_customers", "requests_old"))


def _can_be_ranked(row: Row) -> bool:
    enough = (row["customers_held"] or 0) >= FEWEST_CUSTOMERS
    return enough and row["process_score"] is not None


def _csm_row(node: Node, name: str, role: str | None) -> Row:
    judged, kept = node.value("renewals_judged"), node.value("kept_shares")
    own = {
        "csm": name,
        "role": role,
        "rank": None,
        "renewals": judged,
        "renewals_kept": kept,
        "renewals_z": z_of(kept, node.value("renewals_expected"), node.value("renewals_variance"), judged),
    }
    return figures_of(node, tables.CSMS.columns, own)


def z_of(kept: float | None, expected: float | None, variance: float | None, n: float | None) -> float | None:
    """Return by how many standard deviations renewals are more than expected; None where nothing can be said."""
    if kept is None or expected is None or not variance or n is None or n < FEWEST_RENEWALS:
        return None
    return (kept - expected) / float(variance**0.5)


def roles_of(plan: Plan) -> dict[str, str | None]:
    """Return the role of each CSM: their own, else that of their team, else that of most of their customers."""
    held: dict[str, Counter[int]] = {}
    for names, segment in zip(plan.history.csms, plan.history.segments, strict=True):
        for csm in names if segment >= 0 else ():
            held.setdefault(csm, Counter())[segment] += 1
    found = {csm: plan.placed[max(own, key=lambda each: (own[each], -each))].role for csm, own in held.items()}
    by_name = {folded(name): each.role for each in plan.placed for name in (each.segment.name, each.team)}
    known = {folded(name): name for name in found}
    for person in plan.people.persons if plan.people else ():
        role = person.role or next((by_name.get(folded(team)) for team in person.teams), None)
        if role is not None:
            found[known.get(folded(person.name), person.name)] = role
    return found


def purpose_rows(plan: Plan, root: Node, teams: Collection[str] = ()) -> list[Row]:
    """Return a row for each purpose of each team, with what it is measured by now."""
    served, whole = _logged(plan)
    scorecard = plan.document.scorecard
    executives = scorecard.executives if scorecard else None
    days = executives.every if executives and executives.every else EVERY
    rows: list[Row] = []
    for team in root.below["team"]:
        for node in team.below.get("purpose", ()) if not teams or team.name in teams else ():
            measure = MEASURED_BY.get(node.name)  # type: ignore[call-overload]
            value = node.value(measure) if measure else None
            hours = served.get((team.name, node.name), 0.0) if whole.get(team.name) else None
            own = {
                "team": team.name,
                "purpose": node.name,
                "logged_hours": hours,
                "logged_share": hours / whole[team.name] if hours is not None else None,
                "measure": measure,
                "value": value,
                "paid_for": paid_for(plan, team.above["role"].name, node.name) or None,
                "now": _now(measure, value, days),
            }
            columns = (*tables.PURPOSES.columns, *tables.PURPOSES.drawn)
            rows.append(figures_of(node, columns, own))
    return rows


_PAID_FOR: dict[str, tuple[str, ...]] = {
    "wins": ("use_level", "stickiness"),
    "csql": ("expansion",),
    "commission": ("expansion", "renewal"),
}
"""Which purposes each part of variable pay is paid for. Source: csplan."""


def paid_for(plan: Plan, role: str, purpose: str) -> list[str]:
    """Return which parts of the variable pay of a role are paid for a purpose."""
    bonus, known = plan.document.bonus, (plan.document.roles or {}).get(role)
    variable = known.variable if known is not None else None
    parts = []
    if variable is not None and variable.performance and bonus is not None:
        parts += [name for name in ("wins", "csql") if getattr(bonus, name) is not None]
    if variable is not None and variable.commission:
        parts.append("commission")
    return [part for part in parts if purpose in _PAID_FOR[part]]


def _now(measure: str | None, value: float | None, days: float) -> str:
    if measure is None:
        return say("nothing measures it")
    text = say("not recorded") if value is None else shown(value, _UNIT.get(measure, "WholeShare"))
    return say(_NOW[measure], value=text, days=f"{days:.0f}")


def _logged(plan: Plan) -> tuple[Mapping[tuple[str, str], float], Mapping[str, float]]:
    """Return logged hours by team and purpose, and all for customers by team; nothing without a time log."""
    if plan.record is None:
        return {}, {}
    from csplan.measure.served import time_of_purposes

    purposes = [purposes_of(plan.document, placed) for placed in plan.placed]
    teams = [placed.team for placed in plan.placed]
    return time_of_purposes(plan.record.log, plan.document.tasks or (), purposes, teams)
