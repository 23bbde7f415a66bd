"""Scenarios of a plan side by side: whole people, cost and margin of each team and of all, against the first."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from csplan.inputs import build
from csplan.plan.scenarios import BASE
from csplan.reports.findings import team_findings
from csplan.reports.nodes import chosen, figures_of, head_of, teams_of
from csplan.reports.report import Advice, Column, Report, Table, change_in_words

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from csplan.diagnostics import Diagnostic
    from csplan.engine.nodes import Node
    from csplan.plan.document import Plan
    from csplan.reports.report import Row

COMPARED = ("heads", "cost", "gross_margin")
"""Figures of which the change against the first scenario is said: ``heads_change`` and so on."""
FIGURES = (
    Column("heads", "Heads", "heads"),
    Column("heads_change", "Change", "±"),
    Column("csms_now", "People"),
    Column("gap", "Change"),
    Column("cost", "Money", "cost"),
    Column("cost_change", "MoneyChange", "±"),
    Column("cost_share_of_arr", "Share"),
    Column("operating_margin", "Share"),
    Column("gross_margin", "Share", "gross\nmargin"),
)
SCENARIO_COLUMNS = (
    Column("scenario", "Text", "scenario"),
    Column("about", "Text"),
    Column("customers", "Customers", "customers"),
    Column("arr", "Money", "ARR"),
    Column("csms_needed", "CSMs", "CSMs"),
    *FIGURES,
    Column("gross_margin_change", "Points", "±"),
    Column("teams", "Count", "teams"),
    Column("teams_that_fit", "Count", "that\nfit"),
    Column("changes", "Rows"),
)
# No more for people than what fits 80 columns: the verdict has to stand beside the names.
TEAM_COLUMNS = (
    Column("team", "Text", "team"),
    Column("scenario", "Text", "scenario"),
    Column("role", "Text"),
    Column("at_least", "CSMs", "at\nleast"),
    Column("at_most", "CSMs", "at\nmost"),
    Column("csms_needed", "CSMs"),
    *FIGURES,
    Column("gross_margin_change", "Points"),
    Column("verdict", "Verdict", "verdict"),
)


def compare(plans: Mapping[str, Plan], segments: Collection[str] = ()) -> Report:
    """Compute what one plan needs in each of its scenarios: ``plans`` has it by the name of the scenario.

    Changes are against the first one. ``segments`` limits the answer to the teams that serve these. Raises ValueError
    where no segment has a name, or there are no plans.
    """
    if not plans:
        raise ValueError("there is nothing to compare")
    totals: list[Row] = []
    of_teams: dict[str, list[Row]] = {}
    findings: list[Diagnostic] = []
    firsts: dict[str, Row] = {}
    for scenario, plan in plans.items():
        inputs = build(plan)
        teams = teams_of(inputs, chosen(plan, segments))
        inputs.root.below["team"] = teams
        for team in teams:
            row = _row(team, TEAM_COLUMNS, {"team": team.name, "scenario": scenario, "role": team.above["role"].name})
            of_teams.setdefault(team.name, []).append(_against(firsts.get(team.name), row))
            if not totals:
                firsts[team.name] = row
        own = {
            "scenario": scenario,
            "about": _about(plan, scenario),
            "teams": len(teams),
            "teams_that_fit": sum(team.value("verdict") == "fits" for team in teams),
            "changes": [each._asdict() for each in plan.changes if each.scenario is not None],
        }
        totals.append(_against(totals[0] if totals else None, _row(inputs.root, SCENARIO_COLUMNS, own)))
        found = (*plan.findings, *team_findings(plan, teams))
        findings += [each._replace(message=f"{scenario}: {each.message}") for each in found]
    first = next(iter(plans.values()))
    return Report(
        command="headcount-compare",
        title=f"Scenarios of {first.name}",
        plan=_head(first),
        currency=first.currency,
        tables=(
            Table("scenarios", f"All teams, ± against {totals[0]['scenario']}", SCENARIO_COLUMNS, totals),
            Table("teams", "Teams: whole people", TEAM_COLUMNS, [row for rows in of_teams.values() for row in rows]),
        ),
        advice=[_advice(row, first) for row in totals],
        advice_title="What each scenario changes",
        findings=findings,
    )


def _head(plan: Plan) -> Row:
    """Return what JSON says of the plan, with the changes that all scenarios have."""
    return head_of(replace(plan, changes=tuple(each for each in plan.changes if each.scenario is None)))


def _about(plan: Plan, scenario: str) -> str | None:
    known = (plan.document.scenarios or {}).get(scenario)
    return known.about if known else None


def _row(node: Node, columns: Collection[Column], own: Row) -> Row:
    changes = dict.fromkeys(f"{name}_change" for name in COMPARED)
    return figures_of(node, tuple(columns), {**changes, **own})


def _against(first: Row | None, row: Row) -> Row:
    """Fill in how far a row is from that of the first scenario; nothing where one of the two is unknown."""
    if first is not None:
        for name in COMPARED:
            before, after = first[name], row[name]
            row[f"{name}_change"] = None if before is None or after is None else after - before
    return row


def _advice(row: Row, plan: Plan) -> Advice:
    text = row["about"] or ""
    if row["scenario"] == BASE:
        text = "the plan with nothing but --set" if _head(plan).get("changes") else "the plan as it is written"
    return Advice(row["scenario"], text, [change_in_words(each) for each in row["changes"]])
