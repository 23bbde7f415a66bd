"""Scenarios of a plan side by side: work, whole people, how busy they are, and money, of each team and of all."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from csplan.answers.nodes import chosen, figures_of, head_of, teams_of
from csplan.answers.phrases import people
from csplan.checks.fit import team_findings
from csplan.inputs.build import build
from csplan.lang.say import say
from csplan.plan.scenarios import BASE
from csplan.report.report import Advice, Report, change_in_words
from csplan.report.table import table
from csplan.values.units import shown

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from csplan.engine.nodes import Node
    from csplan.findings.diagnostic import Finding
    from csplan.plan.plan import Plan
    from csplan.report.report import Column, Row

COMPARED = ("heads", "cost", "gross_margin")
"""Figures of which the change against the first scenario is said: ``heads_change`` and so on."""
_CHANGES = {f"{name}_change": "±" for name in COMPARED}
_MONEY = {"cost_change": "MoneyChange"}
"""A segment's input is named alike."""
SCENARIOS = table(
    "plan",
    *("scenario", "about", "customers", "arr", "at_least", "at_least_people", "at_most", "csms_needed"),
    *("heads", "heads_change", "csms_now", "gap", "utilization", "utilization_now", "cost", "cost_change"),
    *("cost_share_of_arr", "operating_margin", "gross_margin", "gross_margin_change", "verdict"),
    *("teams", "teams_that_fit", "changes"),
    # A saving is read beside what the work needs: heads and cost never stand alone.
    shown=(
        *("scenario", "verdict", "at_least", "at_least_people", "at_most", "heads", "heads_change"),
        *("utilization", "utilization_now", "cost", "cost_change", "gross_margin"),
    ),
    wide=("gross_margin_change", "customers", "arr", "csms_needed", "teams", "teams_that_fit"),
    units={
        "scenario": "Text",
        "about": "Text",
        "teams": "Count",
        "teams_that_fit": "Count",
        "changes": "Rows",
        **_MONEY,
    },
    labels={**_CHANGES, "at_least_people": "in people"},
)
TEAMS = table(
    "team",
    *("team", "scenario", "role", "at_least", "at_most", "csms_needed", "heads", "heads_change", "csms_now", "gap"),
    *("utilization", "utilization_now", "cost", "cost_change", "cost_share_of_arr", "operating_margin"),
    *("gross_margin", "gross_margin_change", "verdict"),
    shown=(
        *("team", "scenario", "verdict", "at_least", "at_most", "heads", "heads_change", "utilization"),
        *("utilization_now", "cost", "cost_change"),
    ),
    wide=("gross_margin", "gross_margin_change", "csms_needed", "role"),
    units={"scenario": "Text", **_MONEY},
    labels=_CHANGES,
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
    findings: list[Finding] = []
    firsts: dict[str, Row] = {}
    for scenario, plan in plans.items():
        inputs = build(plan)
        teams = teams_of(inputs, chosen(plan, segments))
        for team in teams:
            row = _row(team, TEAMS.columns, {"team": team.name, "scenario": scenario, "role": team.above["role"].name})
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
        totals.append(_against(totals[0] if totals else None, _row(inputs.root, SCENARIOS.columns, own)))
        found = (*plan.findings, *team_findings(plan, inputs.root, teams))
        findings += [each._replace(message=f"{scenario}: {each.message}") for each in found]
    first = next(iter(plans.values()))
    return Report(
        command="headcount-compare",
        headline=_headline(totals),
        title=say("Scenarios of {plan}", plan=first.name),
        plan=_head(first),
        currency=first.currency,
        tables=(
            SCENARIOS.of("scenarios", say("All teams, ± against {first}", first=totals[0]["scenario"]), totals),
            TEAMS.of("teams", say("Teams: whole people"), [row for rows in of_teams.values() for row in rows]),
        ),
        advice=[_advice(row, first) for row in totals],
        advice_title=say("What each scenario changes"),
        findings=findings,
    )


def _headline(totals: Sequence[Row]) -> str:
    """Return the answer in one sentence: what the work needs in each scenario, and how many people the plan has."""
    each = [_in_short(row) for row in totals if row["heads"] is not None]
    return say("{each}.", each="; ".join(each)) if each else ""


def _in_short(row: Row) -> str:
    facts = {"scenario": row["scenario"], "people": people(row["heads"])}
    if row["at_least"] is None:
        return say("{scenario} has {people}", **facts)
    return say("{scenario} needs {csms} CSMs and has {people}", csms=shown(row["at_least"], "CSMs"), **facts)


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
        text = (
            say("the plan with nothing but --set") if _head(plan).get("changes") else say("the plan as it is written")
        )
    return Advice(row["scenario"], text, [change_in_words(each) for each in row["changes"]])
