"""What pay is made of, which structure fits the company, and what it costs at nothing, on target and at the cap."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplan.answers.nodes import head_of
from csplan.answers.pay import tables, words
from csplan.answers.pay.structure import role_row
from csplan.engine.tree import nodes
from csplan.inputs.build import build
from csplan.lang.say import say
from csplan.report.report import Report
from csplan.studies.pay import ENDS, at_these_costs, ends
from csplan.values.units import shown

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from csplan.engine.nodes import Node
    from csplan.plan.plan import Plan
    from csplan.report.report import Row
    from csplan.studies.pay import Paid


def pay(plan: Plan, roles: Collection[str] = ()) -> Report:
    """Compute what pay is made of and what it costs; ``roles`` limits the answer to these."""
    root = build(plan).root
    chosen = [each for each in nodes(root, "role") if each.name and (not roles or each.name in roles)]
    teams = [team for team in root.below["team"] if team.above["role"] in chosen]
    found = {"": at_these_costs(root), **ends(root)}
    role_rows = [role_row(plan, each) for each in chosen]
    team_rows = [_team_row(team, found, plan.currency) for team in teams]
    total = _total(found, plan.currency, known=any(row["csm_cost_low"] is not None for row in team_rows))
    return Report(
        command="pay",
        title=say("Pay of CSMs for {plan}", plan=plan.name),
        plan=head_of(plan),
        currency=plan.currency,
        tables=(
            tables.ROLES.of("roles", say("Pay structure: what the facts ask for"), role_rows),
            tables.TEAMS.of(
                "teams",
                say("What that costs: nothing variable paid / on target / at the cap"),
                team_rows,
                behind=not any(row["csm_cost_low"] is not None for row in team_rows),
            ),
        ),
        total=tables.TOTAL.of("total", "", [total]),
        answer=words.answer(plan, role_rows, total),
        actions=words.actions(plan, role_rows),
        remarks=words.remarks(role_rows),
        more=words.more(plan, role_rows),
        notes=words.notes(role_rows),
        findings=plan.findings,
        version=1,
    )


def _at(found: Mapping[str, Mapping[str, Paid]], name: str) -> list[tuple[str, Paid]]:
    return [(f"_{end}" if end else "", found[end][name]) for end in ("", *ENDS)]


def _total(found: Mapping[str, Mapping[str, Paid]], currency: str, *, known: bool) -> Row:
    """Return what comes of all teams, also where only some are shown."""
    row: Row = {}
    for end, paid in _at(found, ""):
        here = known or not end
        row |= {f"cost{end}": paid.cost if here else None, f"gross_margin{end}": paid.gross_margin if here else None}
    return {**row, "margins": _told([row[f"gross_margin{end}"] for end in ("_low", "", "_high")], "Share", currency)}


def _team_row(team: Node, found: Mapping[str, Mapping[str, Paid]], currency: str) -> Row:
    role = team.above["role"]
    row: Row = {"team": team.name, "role": role.name}
    row |= {f"csm_cost{end}": role.value(f"csm_cost{end}") for end in ("_low", "", "_high")}
    known = role.value("csm_cost_low") is not None
    for end, paid in _at(found, team.name):
        each = {"cost": paid.cost, "cost_floor": paid.floor, "gross_margin": paid.gross_margin}
        row |= {f"{name}{end}": value if known or not end else None for name, value in each.items()}
    row |= {
        drawn: _told([row[f"{name}{end}"] for end in ("_low", "", "_high")], unit, currency)
        for drawn, name, unit in _DRAWN
    }
    return {
        name: row[name] for name in (*(column.name for column in tables.TEAMS.columns), *(each[0] for each in _DRAWN))
    }


_DRAWN = (
    ("costs", "csm_cost", "Money"),
    ("floors", "cost_floor", "CustomersPerCSM"),
    ("margins", "gross_margin", "Share"),
)
"""What people see of a figure at both ends and on target, as one text."""


def _told(values: Sequence[float | None], unit: str, currency: str) -> str | None:
    low, target, high = values
    if low is None or high is None:
        return None if target is None else shown(target, unit, currency)
    return " / ".join(shown(value, unit, currency) for value in values)
