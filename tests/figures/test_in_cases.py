"""Who is there is a case: today's figures are those of the planned people on a tree where today's are planned."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import csplan
from csplan.engine.catalogue import CATALOGUE
from csplan.engine.trace import plain, traced
from csplan.engine.tree import what_if
from csplan.figures.cases import CASES, name_in
from csplan.inputs.build import build
from tests.cases.nodes import named, plan_of, segments_of

EXAMPLES = Path(__file__).parents[2] / "examples"

CASED = [
    (level, figure.name, figure.function.__name__, figure.case)
    for level, figures in CATALOGUE.items()
    for figure in figures.values()
    if hasattr(figure.function, "cases")
]


@pytest.mark.parametrize("example", ["acme-usd", "yunfan-cny"])
def test_todays_figures_are_the_planned_ones_of_other_people(example: str) -> None:
    root = build(csplan.load(EXAMPLES / example)).root
    today = {("team", team.name): {"heads": team.value("csms_now")} for team in root.below["team"]}
    other = what_if(root, {place: people for place, people in today.items() if people["heads"] is not None})
    seen = 0
    for level, name, formula, case in CASED:
        planned = next(each for each in (name_in("planned", formula), formula) if each in CATALOGUE[level])
        if case != "now":
            continue
        for node, there in zip(named(root, level).values(), named(other, level).values(), strict=True):
            seen += 1
            assert node.value(name) == there.value(planned), (level, node.name, name)
    assert seen > 50


def test_a_figure_says_who_is_there() -> None:
    figures = CATALOGUE["team"]
    assert figures["gross_margin_now"].meaning == "Gross margin with today's CSMs."
    assert figures["gross_margin_planned"].meaning == "Gross margin with the planned people."
    assert figures["gross_margin_at_floor"].meaning == "Gross margin with as many CSMs as can be paid for."
    assert figures["gross_margin_now"].function is figures["gross_margin_planned"].function


def test_what_a_figure_is_made_of_is_of_the_same_case() -> None:
    made_of = {case: CATALOGUE["segment"][f"operating_margin_{case}"].arguments for case in CASES if case}
    assert made_of == {
        "now": ("all_costs", "cost_now", "arr"),
        "planned": ("all_costs", "planned_cost", "arr"),
        "at_floor": ("all_costs", "cost_at_floor", "arr"),
    }
    assert CATALOGUE["segment"]["gross_missed"].arguments == ("gross_margin_target", "gross_margin_planned")
    assert CATALOGUE["plan"]["overspent_now"].arguments == ("holds", "accounts", "team_csms_now")


SHARED: dict[str, Any] = {
    "roles": {"csm": {"customer_hours": 1000.0, "csm_cost": 100_000.0}},
    "segments": {
        "a": {"team": "both", "customers": 10.0, "arr": 1e6, "complexity": 1.0, "csms_now": 3.0, "workload": 1500.0},
        "b": {"team": "both", "customers": 30.0, "arr": 1e6, "complexity": 1.0, "csms_now": 1.0, "workload": 500.0},
    },
    "costs": [],
}


@pytest.mark.parametrize("trace", [False, True], ids=["numbers", "trace"])
def test_a_segments_cost_today_is_its_share_by_workload(*, trace: bool) -> None:
    # 4 CSMs cost 400,000; a makes 1,500 of 2,000 hours. Who is stated to serve it, 3 of 4, decides nothing.
    plan = plan_of({**SHARED, "segments": {**SHARED["segments"], "b": {**SHARED["segments"]["b"], "csms_now": 5.0}}})
    a, b = segments_of(traced(plan) if trace else plan).values()
    assert (plain(a.value("cost_now")), plain(b.value("cost_now"))) == (600_000, 200_000)


def test_the_cost_of_people_without_customers_counts() -> None:
    empty = {
        name: {"team": "both", "customers": 0.0, "arr": 0.0, "complexity": 1.0, "csms_now": now, "workload": 0.0}
        for name, now in (("a", 3.0), ("b", 1.0))
    }
    other = {"c": {"customers": 10.0, "arr": 1e6, "complexity": 1.0, "csms_now": 1.0, "workload": 900.0}}
    plan = plan_of({**SHARED, "segments": {**empty, **other}})
    a, b, _ = segments_of(plan).values()
    assert [
        (each.value("cost_now"), each.value("service_cost_now"), each.value("growth_cost_now")) for each in (a, b)
    ] == [
        (300_000, 300_000, 0),
        (100_000, 100_000, 0),
    ]
    assert plan.value("service_cost_now") == 500_000
    assert plan.value("gross_margin_now") == 0.5


def test_what_is_not_known_of_people_without_customers_is_absent() -> None:
    empty = {name: {"team": "both", "customers": 0.0, "arr": 0.0, "workload": 0.0} for name in "ab"}
    plan = plan_of({**SHARED, "teams": {"both": {"stated_csms_now": 2.0}}, "segments": empty})
    for segment in segments_of(plan).values():
        assert segment.value("cost_now") is None
    assert plan.value("service_cost_now") is None
