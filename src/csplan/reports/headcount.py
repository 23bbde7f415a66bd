"""How many CSMs each segment and team needs, why, and against today."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from csplan.figures import signals
from csplan.inputs import build
from csplan.levers import levers
from csplan.reports import words
from csplan.reports.findings import team_findings
from csplan.reports.nodes import chosen, figures_of, head_of, teams_of
from csplan.reports.report import Column, Report, Table

if TYPE_CHECKING:
    from collections.abc import Collection

    from csplan.engine.nodes import Node
    from csplan.inputs import Inputs
    from csplan.levers import Lever
    from csplan.plan.document import Plan
    from csplan.reports.report import Row

SEGMENT_COLUMNS = (
    Column("segment", "Text", "segment"),
    Column("tier", "Text"),
    Column("role", "Text"),
    Column("team", "Text"),
    Column("customers", "Customers", "customers"),
    Column("arr", "Money", "ARR"),
    Column("acv", "MoneyPerCustomer"),
    Column("hours_per_customer", "HoursPerCustomer"),
    Column("workload", "Hours"),
    Column("cost_floor", "CustomersPerCSM", "cost\nfloor"),
    Column("efficiency_ceiling", "CustomersPerCSM", "time\nceiling"),
    Column("csms_at_least", "CSMs", "at\nleast"),
    Column("csms_at_most", "CSMs", "at\nmost"),
    Column("csms_by_arr", "CSMs", "ARR\nrule"),
    Column("csms_by_cap", "CSMs"),
    Column("csms_by_coverage", "CSMs"),
    Column("csms_by_time", "CSMs"),
    Column("csms_by_service", "CSMs"),
    Column("csms_by_growth", "CSMs"),
    Column("csms_by_operating", "CSMs"),
    Column("csms_by_cost", "CSMs"),
    Column("csms", "CSMs", "CSMs"),
    Column("csms_now", "People"),
    Column("customers_per_csm", "CustomersPerCSM"),
    Column("arr_per_csm", "MoneyPerCSM"),
    Column("binding", "Text", "decided\nby"),
    Column("verdict", "Verdict", "verdict"),
    Column("unchecked", "Text"),
    Column("signals", "Names"),
)
TEAM_COLUMNS = (
    Column("team", "Text", "team"),
    Column("role", "Text", "role"),
    Column("segments", "Names"),
    Column("at_least", "CSMs", "at\nleast"),
    Column("at_most", "CSMs", "at\nmost"),
    Column("csms_needed", "CSMs", "CSMs"),
    Column("heads", "Heads", "heads"),
    Column("csms_now", "People", "today"),
    Column("gap", "Change", "gap"),
    Column("utilization", "Share", "utilized"),
    Column("arr_per_head", "MoneyPerCSM"),
    Column("customers_per_head", "CustomersPerCSM"),
    Column("cost", "Money", "cost"),
    Column("cost_share_of_arr", "Share"),
    Column("gross_margin", "Share", "gross\nmargin"),
    Column("operating_margin", "Share"),
    Column("cash_break_even", "Share"),
    Column("value_break_even", "Share"),
    Column("verdict", "Verdict", "verdict"),
    Column("levers", "Levers"),
)
TOTAL_COLUMNS = (
    Column("customers", "Customers"),
    Column("arr", "Money"),
    Column("csms_needed", "CSMs", "CSMs"),
    Column("heads", "Heads", "heads"),
    Column("csms_now", "People", "today"),
    Column("gap", "Change", "gap"),
    Column("cost", "Money", "cost"),
    Column("cost_share_of_arr", "Share"),
    Column("gross_margin", "Share", "gross\nmargin"),
    Column("operating_margin", "Share"),
)
INTERVAL_COLUMNS = (
    Column("csms_by_time_low", "CSMs"),
    Column("csms_by_time_high", "CSMs"),
    Column("efficiency_ceiling_low", "CustomersPerCSM"),
    Column("efficiency_ceiling_high", "CustomersPerCSM"),
)
"""Where a time log supplies times or minutes: 95% intervals."""
SURE_COLUMNS = (
    Column("segment", "Text", "segment"),
    Column("efficiency_ceiling", "CustomersPerCSM", "time\nceiling"),
    Column("efficiency_ceiling_low", "CustomersPerCSM", "95%\nfrom"),
    Column("efficiency_ceiling_high", "CustomersPerCSM", "to"),
    Column("csms_by_time", "CSMs", "CSMs\nby time"),
    Column("csms_by_time_low", "CSMs", "95%\nfrom"),
    Column("csms_by_time_high", "CSMs", "to"),
)
SIGNALS = tuple(
    name for name, function in vars(signals).items() if getattr(function, "__module__", "") == signals.__name__
)


def headcount(plan: Plan, segments: Collection[str] = ()) -> Report:
    """Compute how many CSMs each segment and each team of a plan needs.

    ``segments`` limits the answer to the segments of these names and the teams that serve them (whole, with all their
    segments' work, because they share people); totals are then those of the teams shown. Raises ValueError where no
    segment has a name.
    """
    segments = chosen(plan, segments)
    inputs = build(plan)
    teams = teams_of(inputs, segments)
    found = {team.name: levers(plan, inputs, team) for team in teams}
    inputs.root.below["team"] = teams
    placed = {each.segment.name: each for each in plan.placed}
    segment_rows = []
    for team in teams:
        for node in team.below["segment"]:
            if not segments or node.name in segments:
                tier = placed[node.name].tier
                segment_rows.append(_segment_row(node, tier.name if tier else None, inputs))
    team_rows = [_team_row(team, found[team.name]) for team in teams]
    order = {name: index for index, name in enumerate(placed)}
    segment_rows.sort(key=lambda row: order[row["segment"]])
    columns = (*SEGMENT_COLUMNS, *INTERVAL_COLUMNS) if inputs.draws else SEGMENT_COLUMNS
    measured = [row for row in segment_rows if row.get("csms_by_time_low") is not None]
    findings = team_findings(plan, teams)
    total_row = {column.name: inputs.root.value(column.name) for column in TOTAL_COLUMNS}
    return Report(
        command="headcount",
        title=f"CSMs for {plan.name}",
        plan=head_of(plan),
        currency=plan.currency,
        tables=(
            Table("segments", "Segments: customers per CSM (floor, ceiling) and CSMs", columns, segment_rows),
            Table("teams", "Teams: whole people", TEAM_COLUMNS, team_rows),
        ),
        total=Table("total", "total", TOTAL_COLUMNS, [total_row]),
        details=(Table("sure", "How sure the time log is of the work", SURE_COLUMNS, measured),) if measured else (),
        advice=words.advice(plan, teams, found, findings),
        notes=words.notes(plan, inputs, teams),
        findings=(*plan.findings, *findings),
    )


def _segment_row(node: Node, tier: str | None, inputs: Inputs) -> Row:
    own: dict[str, Any] = {
        "segment": node.name,
        "tier": tier,
        "role": node.above["role"].name,
        "team": node.above["team"].name,
        "signals": [name.replace("_", "-") for name in SIGNALS if node.value(name)],
    }
    row = figures_of(node, SEGMENT_COLUMNS, own)
    if inputs.draws:
        for figure in ("csms_by_time", "efficiency_ceiling"):
            row[f"{figure}_low"], row[f"{figure}_high"] = inputs.interval(node.name, figure)
    return row


def _team_row(team: Node, found: list[Lever]) -> Row:
    own: dict[str, Any] = {
        "team": team.name,
        "role": team.above["role"].name,
        "segments": [node.name for node in team.below["segment"]],
        "levers": [lever._asdict() for lever in found],
    }
    return figures_of(team, TEAM_COLUMNS, own)
