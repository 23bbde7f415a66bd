"""How many CSMs each segment and team needs, why, and against today."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from csplan.diagnostics import did_you_mean, quoted
from csplan.figures import signals
from csplan.inputs import build
from csplan.levers import levers
from csplan.reports import words
from csplan.reports.findings import team_findings
from csplan.reports.report import Column, Report, Table

if TYPE_CHECKING:
    from collections.abc import Collection

    from csplan.engine.nodes import Node
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
SIGNALS = tuple(
    name for name, function in vars(signals).items() if getattr(function, "__module__", "") == signals.__name__
)


def headcount(plan: Plan, segments: Collection[str] = ()) -> Report:
    """Compute how many CSMs each segment and each team of a plan needs.

    ``segments`` limits the answer to the segments of these names and the teams that serve them (whole, with all their
    segments' work, because they share people); totals are then those of the teams shown. Raises ValueError where no
    segment has a name.
    """
    segments = [segments] if isinstance(segments, str) else segments
    names = [each.segment.name for each in plan.placed]
    for name in segments:
        if name not in names:
            raise ValueError(f"no segment is named {quoted(name)}: {did_you_mean(name, names)}".rstrip(": "))
    inputs = build(plan)
    teams = inputs.root.below["team"]
    if segments:
        teams = [team for team in teams if any(each.name in segments for each in team.below["segment"])]
    found = {team.name: levers(plan, inputs, team) for team in teams}
    inputs.root.below["team"] = teams
    placed = {each.segment.name: each for each in plan.placed}
    segment_rows = []
    for team in teams:
        for node in team.below["segment"]:
            if not segments or node.name in segments:
                tier = placed[node.name].tier
                segment_rows.append(_segment_row(node, tier.name if tier else None))
    team_rows = [_team_row(team, found[team.name]) for team in teams]
    order = {name: index for index, name in enumerate(placed)}
    segment_rows.sort(key=lambda row: order[row["segment"]])
    findings = team_findings(plan, teams)
    total_row = {column.name: inputs.root.value(column.name) for column in TOTAL_COLUMNS}
    return Report(
        command="headcount",
        title=f"CSMs for {plan.name}",
        plan={
            "name": plan.name,
            "file": plan.file,
            "currency": plan.currency,
            "rules": plan.rules.name if plan.rules else None,
        },
        currency=plan.currency,
        tables=(
            Table("segments", "Segments: customers per CSM (floor, ceiling) and CSMs", SEGMENT_COLUMNS, segment_rows),
            Table("teams", "Teams: whole people", TEAM_COLUMNS, team_rows),
        ),
        total=Table("total", "total", TOTAL_COLUMNS, [total_row]),
        advice=words.advice(plan, teams, found, findings),
        notes=words.notes(plan, inputs, teams),
        findings=(*plan.findings, *findings),
    )


def _figures(node: Node, columns: tuple[Column, ...], row: Row) -> Row:
    """Fill a row in the order of its columns: what ``row`` has, else the node's figure."""
    return {column.name: row[column.name] if column.name in row else node.value(column.name) for column in columns}


def _segment_row(node: Node, tier: str | None) -> Row:
    own: dict[str, Any] = {
        "segment": node.name,
        "tier": tier,
        "role": node.above["role"].name,
        "team": node.above["team"].name,
        "signals": [name.replace("_", "-") for name in SIGNALS if node.value(name)],
    }
    return _figures(node, SEGMENT_COLUMNS, own)


def _team_row(team: Node, found: list[Lever]) -> Row:
    own: dict[str, Any] = {
        "team": team.name,
        "role": team.above["role"].name,
        "segments": [node.name for node in team.below["segment"]],
        "levers": [lever._asdict() for lever in found],
    }
    return _figures(team, TEAM_COLUMNS, own)
