"""How many customers a CSM must serve for the margin to hold, and whether the staffing holds it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from csplan.engine.nodes import Node, Rows
from csplan.inputs import build
from csplan.levers import levers
from csplan.reports import cost_words
from csplan.reports.cost_findings import margin_findings, spending_findings
from csplan.reports.findings import team_findings
from csplan.reports.nodes import chosen, figures_of, head_of, teams_of
from csplan.reports.report import Column, Report, Table
from csplan.reports.waterfall import waterfall

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import date

    from csplan.levers import Lever
    from csplan.plan.document import Plan
    from csplan.reports.report import Row

_BUDGETS = (
    Column("acv", "MoneyPerCustomer"),
    Column("gross_margin_target", "Share"),
    Column("operating_margin_target", "Share"),
    Column("costs", "Rows"),
    Column("service_budget", "MoneyPerCustomer"),
    Column("growth_revenue", "MoneyPerCustomer"),
    Column("growth_budget", "MoneyPerCustomer"),
    Column("operating_budget", "MoneyPerCustomer"),
)
_MARGINS = (
    Column("gross_margin_now", "Share"),
    Column("gross_margin_planned", "Share", "gross\nmargin"),
    Column("gross_margin_at_floor", "Share"),
    Column("operating_margin_now", "Share"),
    Column("operating_margin_planned", "Share"),
    Column("operating_margin_at_floor", "Share"),
)
SEGMENT_COLUMNS = (
    Column("segment", "Text", "segment"),
    Column("tier", "Text"),
    Column("role", "Text"),
    *_BUDGETS,
    Column("service_share", "Share"),
    Column("csm_cost", "MoneyPerCSM"),
    Column("cost_floor", "CustomersPerCSM", "cost\nfloor"),
    Column("efficiency_ceiling", "CustomersPerCSM", "time\nceiling"),
    Column("customers_per_csm_now", "CustomersPerCSM", "today"),
    Column("csms_by_service", "CSMs"),
    Column("csms_by_growth", "CSMs"),
    Column("csms_by_operating", "CSMs"),
    Column("csms_by_budget", "CSMs"),
    Column("csms_by_cost", "CSMs", "CSMs\npaid for"),
    Column("csms_now", "People"),
    Column("binding", "Text", "limited\nby"),
    Column("cs_budget", "MoneyPerCustomer", "a customer\nmay cost"),
    Column("cost_to_serve", "MoneyPerCustomer", "cost to\nserve"),
    Column("cost_to_serve_share", "Share", "of the\nprice"),
    *_MARGINS,
    Column("verdict", "Verdict", "verdict"),
)
TIER_COLUMNS = (
    Column("tier", "Text", "tier"),
    Column("segments", "Names"),
    *_BUDGETS,
    Column("csm_cost", "MoneyPerCSM"),
    Column("cost_floor", "CustomersPerCSM", "cost\nfloor"),
    Column("customers_per_csm_now", "CustomersPerCSM", "today"),
    Column("csms_by_cost", "CSMs", "CSMs\npaid for"),
    Column("csms_now", "People"),
    Column("cs_budget", "MoneyPerCustomer", "a customer\nmay cost"),
    *_MARGINS,
)
_CHECK = (
    Column("heads", "Heads", "heads"),
    Column("csms_now", "People", "today"),
    Column("at_most", "CSMs", "paid\nfor"),
    Column("gross_margin_target", "Share", "gross\ntarget"),
    Column("gross_margin_now", "Share", "gross\nnow"),
    Column("gross_margin_planned", "Share", "gross\nplanned"),
    Column("gross_margin_at_floor", "Share", "gross\nat floor"),
    Column("gross_margin_gap_now", "Share"),
    Column("gross_margin_gap_planned", "Share"),
    Column("operating_margin_target", "Share", "oper.\ntarget"),
    Column("operating_margin_now", "Share", "oper.\nnow"),
    Column("operating_margin_planned", "Share", "oper.\nplanned"),
    Column("operating_margin_at_floor", "Share"),
    Column("operating_margin_gap_now", "Share"),
    Column("operating_margin_gap_planned", "Share"),
    Column("cost_now", "Money"),
    Column("planned_cost", "Money"),
    Column("cost_at_floor", "Money"),
    Column("budget_left_now", "Money"),
    Column("budget_left_planned", "Money", "money\nleft"),
    Column("met_now", "Met"),
    Column("met", "Met", "targets"),
)
_ACCOUNTS = (
    Column("service_hours", "Hours", "service\nhours"),
    Column("service_cost", "Money", "service\nspends"),
    Column("service_account", "Money", "service\nmay spend"),
    Column("service_cost_now", "Money"),
    Column("service_left_now", "Money"),
    Column("service_left_planned", "Money", "service\nleft"),
    Column("growth_hours", "Hours", "growth\nhours"),
    Column("growth_cost", "Money", "growth\nspends"),
    Column("growth_account", "Money", "growth\nmay spend"),
    Column("growth_cost_now", "Money"),
    Column("growth_left_now", "Money"),
    Column("growth_left_planned", "Money", "growth\nleft"),
    Column("owned_revenue", "Money"),
    Column("growth_cost_ratio_target", "Share", "ratio\nallowed"),
    Column("growth_cost_ratio_now", "Share"),
    Column("growth_cost_ratio_planned", "Share", "ratio\nplanned"),
    Column("growth_return", "Factor", "growth\nreturns"),
)
TEAM_COLUMNS = (
    Column("team", "Text", "team"),
    Column("role", "Text"),
    Column("segments", "Names"),
    *_CHECK,
    *(column._replace(label="") for column in _ACCOUNTS),
    Column("csm_cost", "MoneyPerCSM"),
    Column("arr_per_head", "MoneyPerCSM"),
    Column("cash_break_even", "Share"),
    Column("value_break_even", "Share"),
    Column("expansion_break_even", "Money"),
    Column("verdict", "Verdict"),
    Column("levers", "Levers"),
)
TOTAL_COLUMNS = (
    *(column for column in _CHECK if column.name != "at_most"),
    *(column._replace(label="") for column in _ACCOUNTS),
    *(Column(f"{kind}_{what}", "Money") for kind in ("short_term", "long_cycle") for what in ("spent", "returned")),
    *(Column(f"{kind}_return", "Factor") for kind in ("short_term", "long_cycle")),
)
ACCOUNT_COLUMNS = (Column("team", "Text", "team"), *_ACCOUNTS)
BREAK_EVEN_COLUMNS = (
    Column("team", "Text", "team"),
    Column("csm_cost", "MoneyPerCSM", "one CSM\ncosts"),
    Column("arr_per_head", "MoneyPerCSM", "looks\nafter"),
    Column("cash_break_even", "Share", "retention\nin cash"),
    Column("value_break_even", "Share", "retention\nin value"),
    Column("expansion_break_even", "Money", "or\nexpansion"),
)
SPENDING_COLUMNS = (
    Column("spending", "Text", "spending"),
    Column("term", "Text", "returns"),
    Column("spent", "Money", "spent"),
    Column("returned", "Money", "returned"),
    Column("spending_return", "Factor", "return"),
    Column("required_return", "Factor", "asked"),
    Column("review", "Date", "review"),
    Column("verdict", "Verdict", "verdict"),
)
SHOWN_WATERFALLS = 10
"""Segments of which people see the waterfall; JSON has the figures of all."""


def cost_floor(
    plan: Plan, segments: Collection[str] = (), *, by: Literal["segment", "tier"] = "segment", as_of: date | None = None
) -> Report:
    """Compute how many customers one CSM must serve for the targets to hold, and whether the staffing holds them.

    ``segments`` limits the answer to these and their teams, ``by`` groups it by tier. Reviews of spending are due
    ``as_of`` a day; without one, none is. Raises ValueError where no segment has a name.
    """
    segments = chosen(plan, segments)
    inputs = build(plan, as_of=as_of)
    teams = teams_of(inputs, segments)
    found = {team.name: levers(plan, inputs, team) for team in teams if team.value("verdict") == "over-budget"}
    inputs.root.below["team"] = teams
    order = {each.segment.name: index for index, each in enumerate(plan.placed)}
    nodes = [node for team in teams for node in team.below["segment"] if not segments or node.name in segments]
    nodes.sort(key=lambda node: order[node.name])
    tiers = {each.segment.name: each.tier.name if each.tier else None for each in plan.placed}
    if by == "tier":
        shown = _by_tier(inputs.root, nodes, tiers)
        table = Table("tiers", "Tiers: customers per CSM", TIER_COLUMNS, [_tier_row(each) for each in shown])
    else:
        shown = nodes
        rows = [_segment_row(node, tiers[node.name]) for node in nodes]
        table = Table("segments", "Segments: customers per CSM, and what serving one may cost", SEGMENT_COLUMNS, rows)
    findings = [*team_findings(plan, teams), *margin_findings(plan, teams), *spending_findings(plan, inputs.root)]
    total_row = {column.name: inputs.root.value(column.name) for column in TOTAL_COLUMNS}
    spending = _spending_rows(plan, inputs.root)
    return Report(
        command="cost-floor",
        title=f"Cost floor for {plan.name}",
        plan=head_of(plan),
        currency=plan.currency,
        tables=(
            table,
            _known(Table("teams", "Teams: do people hold the targets?", TEAM_COLUMNS, _team_rows(teams, found))),
            *((Table("spending", "Spending besides people", SPENDING_COLUMNS, spending),) if spending else ()),
        ),
        total=Table("total", "total", TOTAL_COLUMNS, [total_row]),
        total_of="teams",
        details=(
            *([waterfall(shown[:SHOWN_WATERFALLS], plan.currency)] if plan.document.economics else ()),
            *_accounts(teams),
            *_break_even(teams),
        ),
        advice=cost_words.advice(plan, inputs.root, teams, found, findings),
        notes=cost_words.notes(plan, inputs, teams, hidden=max(0, len(shown) - SHOWN_WATERFALLS)),
        findings=(*plan.findings, *findings),
    )


def _segment_row(node: Node, tier: str | None) -> Row:
    own: dict[str, Any] = {
        "segment": node.name,
        "tier": tier,
        "role": node.above["role"].name,
        "costs": _costs(node),
        "binding": node.value("binding_cost"),
        "csm_cost": node.above["role"].value("csm_cost"),
    }
    return figures_of(node, SEGMENT_COLUMNS, own)


def _costs(node: Node) -> list[Row]:
    """Return the cost lines of one customer, customer success apart."""
    rows = node.rows.get("cost_line")
    if rows is None:
        return []
    columns = (rows.inputs["line"], rows.column("line_cost") or (), rows.inputs["counts_in"])
    return [{"name": name, "amount": amount, "in": where} for name, amount, where in zip(*columns, strict=True)]


def _by_tier(root: Node, nodes: Sequence[Node], tiers: Mapping[str, str | None]) -> list[Node]:
    """Group segments by tier: nodes of which the segments are below, with the cost lines that they share."""
    result: dict[str | None, Node] = {}
    for node in nodes:
        tier = tiers[node.name]
        if tier not in result:
            group = result[tier] = Node("tier", tier or "", {}, {"plan": root})
            group.below["segment"] = []
            if "cost_line" in node.rows:
                group.rows["cost_line"] = Rows("cost_line", node.rows["cost_line"].inputs, group)
        result[tier].below["segment"].append(node)
    return list(result.values())


def _tier_row(node: Node) -> Row:
    own: dict[str, Any] = {
        "tier": node.name or None,
        "segments": [each.name for each in node.below["segment"]],
        "costs": _costs(node),
    }
    return figures_of(node, TIER_COLUMNS, own)


def _team_rows(teams: Sequence[Node], found: Mapping[str, list[Lever]]) -> list[Row]:
    return [
        figures_of(
            team,
            TEAM_COLUMNS,
            {
                "team": team.name,
                "role": team.above["role"].name,
                "segments": [node.name for node in team.below["segment"]],
                "csm_cost": team.above["role"].value("csm_cost"),
                "levers": [lever._asdict() for lever in found.get(team.name, ())],
            },
        )
        for team in teams
    ]


def _rows(teams: Sequence[Node], columns: Sequence[Column]) -> list[Row]:
    return [
        figures_of(team, columns, {"team": team.name, "csm_cost": team.above["role"].value("csm_cost")})
        for team in teams
    ]


def _accounts(teams: Sequence[Node]) -> Sequence[Table]:
    """Return the table of both accounts; of a team without a growth budget there is only one, which is no news."""
    split = [team for team in teams if team.value("growth_account") is not None]
    if not split:
        return ()
    title = "Two accounts: after-sales service, and renewal and expansion, with the planned people"
    return (_known(Table("accounts", title, ACCOUNT_COLUMNS, _rows(split, ACCOUNT_COLUMNS))),)


def _break_even(teams: Sequence[Node]) -> Sequence[Table]:
    """Return the table of what one CSM must bring, of teams of which that is known."""
    rows = _rows([team for team in teams if team.value("expansion_break_even") is not None], BREAK_EVEN_COLUMNS)
    title = "What one CSM must bring: points of retention saved, or expansion ARR won"
    return (_known(Table("break_even", title, BREAK_EVEN_COLUMNS, rows)),) if rows else ()


def _known(table: Table) -> Table:
    """Show people only the columns of which something is known; margins only where there is a target for them."""
    known = {name for row in table.rows for name, value in row.items() if value is not None}
    wanted = {name for name in known if "margin" not in name or f"{name.partition('_')[0]}_margin_target" in known}
    columns = [column if column.name in wanted else column._replace(label="") for column in table.columns]
    return table._replace(columns=columns)


def _spending_rows(plan: Plan, root: Node) -> list[Row]:
    economics = plan.document.economics
    items = (economics.spending if economics else None) or ()
    reviews = [item.review.isoformat() if item.review else None for item in items]
    nodes = root.below.get("spending", [])
    return [figures_of(node, SPENDING_COLUMNS, {"review": review}) for node, review in zip(nodes, reviews, strict=True)]
