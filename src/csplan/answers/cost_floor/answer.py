"""How many customers a CSM must serve for the margin to hold, and whether the staffing holds it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from csplan.answers.cost_floor import first, tables
from csplan.answers.cost_floor import words as cost_words
from csplan.answers.cost_floor.waterfall import waterfall
from csplan.answers.nodes import chosen, figures_of, head_of, teams_of
from csplan.answers.phrases import benchmarks
from csplan.answers.ranges import drawn_of
from csplan.answers.ways.phrases import lever_row
from csplan.checks.fit import team_findings
from csplan.checks.margins import margin_findings, spending_findings
from csplan.engine.nodes import Node, Rows
from csplan.inputs.build import build
from csplan.lang.say import say
from csplan.report.report import Report
from csplan.studies.ways.levers import gaps, levers

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import date

    from csplan.inputs.build import Inputs
    from csplan.plan.plan import Plan
    from csplan.report.report import Column, Row, Table
    from csplan.studies.ways.lever import Lever

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
    root = inputs.root
    company = gaps(plan, inputs, ()).company
    found = {team.name: levers(plan, inputs, team) for team in teams if team.value("verdict") == "over-budget"}
    order = {each.segment.name: index for index, each in enumerate(plan.placed)}
    nodes = [node for team in teams for node in team.below["segment"] if not segments or node.name in segments]
    nodes.sort(key=lambda node: order[node.name])
    tiers = {each.segment.name: each.tier.name if each.tier else None for each in plan.placed}
    if by == "tier":
        shown = _by_tier(inputs.root, nodes, tiers)
        table = tables.TIERS.of("tiers", "", [_tier_row(each) for each in shown])
    else:
        shown = nodes
        rows = [_segment_row(node, tiers[node.name], inputs) for node in nodes]
        table = (tables.MEASURED if inputs.credited else tables.SEGMENTS).of("segments", "", rows)
    findings = [*team_findings(plan, root, teams), *margin_findings(plan, root, teams), *spending_findings(plan, root)]
    total_row = figures_of(inputs.root, tables.TOTAL.columns, {})
    spending = _spending_rows(plan, inputs.root)
    return Report(
        command="cost-floor",
        title=say("Cost floor for {plan}", plan=plan.name),
        plan=head_of(plan),
        currency=plan.currency,
        tables=(
            table,
            tables.aimed_at(
                tables.TEAMS.of("teams", say("Do people hold the targets?"), _team_rows(teams, found), behind=True)
            ),
            *(
                (tables.SPENDING.of("spending", say("Spending besides people"), spending, behind=True),)
                if spending
                else ()
            ),
        ),
        total=tables.TOTAL.of("total", "", [total_row]),
        total_of="teams",
        details=(
            *([waterfall(shown[:SHOWN_WATERFALLS], plan.currency)] if plan.document.economics else ()),
            *_accounts(teams),
            *_break_even(teams),
        ),
        answer=first.answer(plan, inputs.root, nodes, teams),
        actions=first.actions(plan, teams, company, found, findings),
        remarks=benchmarks(plan),
        more=first.more(plan, nodes),
        advice_title=say("Team by team"),
        advice=cost_words.advice(plan, inputs.root, teams, found, findings),
        notes=cost_words.notes(plan, inputs, teams, hidden=max(0, len(shown) - SHOWN_WATERFALLS)),
        findings=(*plan.findings, *findings),
    )


def _segment_row(node: Node, tier: str | None, inputs: Inputs) -> Row:
    own: dict[str, Any] = {
        "segment": node.name,
        "tier": tier,
        "role": node.above["role"].name,
        "costs": _costs(node),
        "binding": node.value("binding_cost"),
        "csm_cost": node.above["role"].value("csm_cost"),
    }
    for figure in tables.OF_CREDIT if inputs.credited else ():
        own[f"{figure}_low"], own[f"{figure}_high"] = inputs.interval(node.name, figure)
    declared = tables.MEASURED if inputs.credited else tables.SEGMENTS
    row = figures_of(node, declared.columns, own)
    return {**row, "possible": tables.possible(row["verdict"]), **drawn_of(node)}


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
    return figures_of(node, tables.TIERS.columns, own)


def _team_rows(teams: Sequence[Node], found: Mapping[str, list[Lever]]) -> list[Row]:
    return [
        figures_of(
            team,
            tables.TEAMS.columns,
            {
                "team": team.name,
                "role": team.above["role"].name,
                "segments": [node.name for node in team.below["segment"]],
                "csm_cost": team.above["role"].value("csm_cost"),
                "levers": [lever_row(lever) for lever in found.get(team.name, ())],
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
    title = say("Two accounts: after-sales service, and renewal and expansion, with the planned people")
    return (tables.ACCOUNTS.of("accounts", title, _rows(split, tables.ACCOUNTS.columns), behind=True),)


def _break_even(teams: Sequence[Node]) -> Sequence[Table]:
    """Return the table of what one CSM must bring, of teams of which that is known."""
    known = [team for team in teams if team.value("expansion_break_even") is not None]
    if not known:
        return ()
    title = say("What one CSM must bring: points of retention saved, or expansion ARR won")
    return (tables.BREAK_EVEN.of("break_even", title, _rows(known, tables.BREAK_EVEN.columns), behind=True),)


def _spending_rows(plan: Plan, root: Node) -> list[Row]:
    economics = plan.document.economics
    items = (economics.spending if economics else None) or ()
    reviews = [item.review.isoformat() if item.review else None for item in items]
    nodes = root.below.get("spending", [])
    return [
        figures_of(node, tables.SPENDING.columns, {"review": review})
        for node, review in zip(nodes, reviews, strict=True)
    ]
