"""The cost check of a plan in each of its scenarios: margins of all teams, floor and ceiling of each segment."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from csplan.answers.cost_floor.tables import aimed_at, possible
from csplan.answers.nodes import chosen, figures_of, head_of, teams_of
from csplan.answers.phrases import named
from csplan.answers.ranges import contradicts
from csplan.inputs.build import build
from csplan.lang.say import later, say
from csplan.report.report import Report
from csplan.report.table import table

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from csplan.plan.plan import Plan
    from csplan.report.report import Row

TOTALS = table(
    *("plan", "scenario", "heads", "csms_now", "at_least", "utilization", "cost", "gross_margin_target"),
    *("gross_margin_planned", "operating_margin_target", "operating_margin_planned", "met"),
    shown=(
        *("scenario", "met", "heads", "at_least", "utilization", "cost", "gross_margin_target", "gross_margin_planned"),
        *("operating_margin_target", "operating_margin_planned"),
    ),
    units={"scenario": "Text"},
)
SEGMENTS = table(
    *("segment", "segment", "scenario", "cost_floor", "customers_per_csm_now", "efficiency_ceiling", "cs_budget"),
    *("cost_to_serve", "csms_at_least", "csms_by_cost", "verdict"),
    shown=(
        *("segment", "scenario", "possible", "cost_floor", "customers_per_csm_now", "efficiency_ceiling", "cs_budget"),
        *("cost_to_serve", "csms_at_least", "csms_by_cost"),
    ),
    units={"scenario": "Text"},
    drawn={"possible": "Verdict"},
    labels={"customers_per_csm_now": "today", "cs_budget": later("may cost"), "possible": later("range")},
)


_TARGETS = {
    True: later("Targets are met in {scenarios}."),
    False: later("Targets are missed in {scenarios}."),
    None: later("Nobody knows if targets are met in {scenarios}."),
}


def compare(plans: Mapping[str, Plan], segments: Collection[str] = ()) -> Report:
    """Compute the cost check of one plan in each of its scenarios: ``plans`` has it by the name of the scenario.

    ``segments`` limits the answer to these and their teams. Raises ValueError where no segment has a name, or there are
    no plans.
    """
    if not plans:
        raise ValueError("there is nothing to compare")
    totals: list[Row] = []
    rows: dict[str, list[Row]] = {}
    high: dict[str, list[str]] = {}
    met: dict[bool | None, list[str]] = {True: [], False: [], None: []}
    for scenario, plan in plans.items():
        inputs = build(plan)
        only = chosen(plan, segments)
        teams = teams_of(inputs, only)
        inputs.root.below["team"] = teams
        nodes = [node for team in teams for node in team.below["segment"] if not only or node.name in only]
        totals.append(figures_of(inputs.root, TOTALS.columns, {"scenario": scenario}))
        for node in nodes:
            own = {"segment": node.name, "scenario": scenario}
            row = figures_of(node, SEGMENTS.columns, own)
            rows.setdefault(node.name, []).append({**row, "possible": possible(row["verdict"])})
        met[totals[-1]["met"]].append(scenario)
        if contradicting := named([node.name for node in nodes if contradicts(node)]):
            high.setdefault(contradicting, []).append(scenario)
    answer = [
        say("In {scenarios} the floor lies above the ceiling in {segments}.", scenarios=named(each), segments=segments)
        for segments, each in high.items()
    ]
    result = [say(_TARGETS[each], scenarios=named(names)) for each, names in met.items() if names]
    first = next(iter(plans.values()))
    order = [each.segment.name for each in first.placed]
    return Report(
        command="cost-floor-compare",
        title=say("Cost floor of {plan} in its scenarios", plan=first.name),
        plan=head_of(replace(first, changes=tuple(each for each in first.changes if each.scenario is None))),
        currency=first.currency,
        tables=(
            aimed_at(TOTALS.of("scenarios", say("All teams"), totals)),
            SEGMENTS.of(
                "segments",
                say("Segments: customers per CSM"),
                [
                    row
                    for name in sorted(rows, key=lambda name: order.index(name) if name in order else len(order))
                    for row in rows[name]
                ],
            ),
        ),
        answer=[" ".join(result), *answer],
        findings=list(dict.fromkeys(each for plan in plans.values() for each in plan.findings)),
    )
