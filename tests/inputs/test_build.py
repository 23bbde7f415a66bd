"""From a plan to named inputs: overrides end here, and each input knows where it comes from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

import csplan
from csplan.inputs.build import build
from tests.plans import ROLE, plan, segment, write

if TYPE_CHECKING:
    from pathlib import Path

    from csplan.engine.nodes import Node
    from csplan.inputs.collect import Origin


class Built:
    """The inputs of a plan, by level and name."""

    def __init__(self, folder: Path, data: dict[str, Any]) -> None:
        self.plan = csplan.load(write(folder, data))
        self.inputs = build(self.plan)
        self.teams = {team.name: team for team in self.inputs.root.below["team"]}
        self.segments: dict[str, Node] = {
            node.name: node for team in self.teams.values() for node in team.below["segment"]
        }

    def origin(self, level: str, name: str, value: str) -> Origin:
        return self.inputs.origins[level, name][value]


def test_stated_default_and_absent(tmp_path: Path) -> None:
    built = Built(tmp_path, plan(rules="usd-2m", segments=[segment(at_risk="15%", arr_per_csm=None)]))
    node = built.segments["a"]
    assert node.value("at_risk") == 0.15
    assert built.origin("segment", "a", "at_risk")[:3] == ("stated", ("segments", 0, "at_risk"), "")
    assert node.value("complexity") == 1
    assert built.origin("segment", "a", "complexity").kind == "default"
    assert node.value("arr_per_csm") == 2_000_000
    assert built.origin("segment", "a", "arr_per_csm").source == "usd-2m, csm-management, section 1"
    assert "expansion" not in built.inputs.origins["segment", "a"]
    assert built.inputs.root.value("overloaded_share") == 1


def test_the_plan_overrides_the_rule_pack(tmp_path: Path) -> None:
    rules = {"from": "cny-1.5-2.5m", "triggers": {"idle": "50%"}}
    segments = [segment(arr_cap="none"), segment(name="b", arr_cap="1M"), segment(name="c", arr_per_csm=None)]
    built = Built(tmp_path, plan(rules=rules, currency="CNY", stage="mature", segments=segments))
    assert [built.segments[name].value("arr_cap") for name in "abc"] == [None, 1_000_000, 2_500_000]
    assert [built.segments[name].value("arr_per_csm") for name in "ac"] == [1_000_000, 2_250_000]
    assert built.inputs.root.value("idle_share") == 0.5


def test_a_pack_without_signals_lights_none(tmp_path: Path) -> None:
    rules = {"currency": "USD", "arr_per_csm": [{"when": {"stage": "new"}, "value": 1_000_000}]}
    built = Built(tmp_path, plan(rules=rules, stage="growth", segments=[segment(arr_per_csm=None)]))
    assert built.inputs.root.value("hire_early_share") is None
    # The ARR rule is followed only as far as people stay busy, whoever states it.
    assert built.inputs.root.value("idle_share") == 0.6
    assert built.origin("plan", "Test", "idle_share").kind == "default"
    assert built.segments["a"].value("arr_per_csm") is None


def test_time_of_a_role(tmp_path: Path) -> None:
    time = {"contracted": "250 d", "hours_per_day": 7, "leave": "15 d", "sick": "5 d", "internal": "100 h"}
    built = Built(tmp_path, plan(roles={"csm": {**ROLE, "time": time}}))
    role = built.teams["a"].above["role"]
    assert role.value("paid_hours") == 230 * 7
    assert role.value("internal_hours") == 100
    assert built.origin("role", "csm", "internal_hours").kind == "stated"
    share = Built(tmp_path, plan(roles={"csm": {**ROLE, "time": {**time, "internal": "10%"}}}))
    assert share.teams["a"].above["role"].value("internal_hours") == pytest.approx(161)


def test_people_stated_for_a_team_are_split_by_work(tmp_path: Path) -> None:
    segments = [segment(csms_now=None, team="t"), segment(name="b", csms_now=None, team="t", complexity=3)]
    built = Built(tmp_path, plan(teams=[{"name": "t", "csms_now": 4}], segments=segments))
    assert built.teams["t"].value("csms_now") == 4
    assert built.origin("team", "t", "stated_csms_now").path == ("teams", 0, "csms_now")
    assert [built.segments[name].value("csms_now") for name in "ab"] == [1, 3]


def test_health_and_renewals(tmp_path: Path) -> None:
    health = {"green": "60%", "lime": "25%", "yellow": "10%", "red": "5%"}
    built = Built(tmp_path, plan(segments=[segment(health=health, renewals=20)]))
    node = built.segments["a"]
    assert node.value("at_risk_customers") == pytest.approx(15)
    assert built.origin("segment", "a", "health_red").path == ("segments", 0, "health", "red")
    assert node.value("renewals") == 20
    assert "contract_years" not in node.inputs


def test_credited_revenue_is_split_by_arr_over_those_that_state_none(tmp_path: Path) -> None:
    growth = {"credited_revenue": 950_000, "required_return": 3}
    segments = [segment(), segment(name="b", arr=4_000_000), segment(name="c", credited_revenue=50_000)]
    built = Built(tmp_path, plan(economics={**plan()["economics"], "growth": growth}, segments=segments))
    assert [built.segments[name].value("credited_revenue") for name in "abc"] == [300_000, 600_000, 50_000]
    assert built.origin("segment", "c", "own_credited_revenue").path == ("segments", 2, "credited_revenue")
    assert built.origin("plan", "Test", "credited_revenue").path == ("economics", "growth", "credited_revenue")


def test_credited_revenue_without_any_arr_is_split_by_customers(tmp_path: Path) -> None:
    growth = {"credited_revenue": 900_000, "required_return": 3}
    segments = [
        segment(credited_revenue=600_000),
        segment(name="b", arr=0, customers=50),
        segment(name="c", arr=0, customers=100),
    ]
    built = Built(tmp_path, plan(economics={**plan()["economics"], "growth": growth}, segments=segments))
    assert [built.segments[name].value("credited_revenue") for name in "abc"] == [600_000, 100_000, 200_000]


BOOK = [
    {"customer": "x", "segment": "a", "arr": 60_000, "csm": "Ann", "health": "red", "new": "yes"},
    {"customer": "y", "segment": "a", "arr": 20_000, "csm": "Ann", "health": "green", "new": "no"},
    {"customer": "z", "segment": "b", "arr": 70_000, "csm": "Ann", "health": "green", "new": "no"},
    {"customer": "w", "segment": "b", "arr": 70_000, "csm": "Bob", "health": "green", "new": "no"},
]


def test_the_account_book_is_measured(tmp_path: Path) -> None:
    data = plan(rules="usd-2m", segments=[{"name": "a"}, {"name": "b"}], book=BOOK)
    built = Built(tmp_path, data)
    node = built.segments["a"]
    assert [node.value(name) for name in ("customers", "arr", "new_customers", "at_risk_customers")] == [
        2,
        80_000,
        1,
        1,
    ]
    assert built.origin("segment", "a", "arr").kind == "measured"
    # Ann has three customers of like work, two of them in a.
    assert node.value("csms_now") == pytest.approx(2 / 3)
    assert built.segments["b"].value("csms_now") == pytest.approx(4 / 3)
    assert built.origin("segment", "a", "csms_now")[:3] == ("measured", (), "accounts.csv")


def test_a_book_without_people_counts_none(tmp_path: Path) -> None:
    book = [{key: row[key] for key in ("customer", "segment", "arr")} for row in BOOK]
    built = Built(tmp_path, plan(segments=[{"name": "a", "csms_now": 2}, {"name": "b"}], book=book))
    assert built.segments["a"].value("csms_now") == 2
    assert built.segments["b"].value("csms_now") is None


def test_customers_of_nobody_have_nobody_beside_others_of_the_team(tmp_path: Path) -> None:
    book = [row if row["segment"] == "a" else {**row, "csm": ""} for row in BOOK]
    shared = [{"name": name, "team": "t"} for name in "ab"]
    built = Built(tmp_path, plan(rules="usd-2m", segments=shared, book=book))
    assert [built.segments[name].value("csms_now") for name in "ab"] == [1, 0]
    assert built.teams["t"].value("csms_now") == 1
    # In a team of which nobody is named nothing is known of today.
    apart = Built(tmp_path, plan(rules="usd-2m", segments=[{"name": "a"}, {"name": "b"}], book=book))
    assert [apart.segments[name].value("csms_now") for name in "ab"] == [1, None]


def test_a_task_in_days_takes_the_days_of_the_role(tmp_path: Path) -> None:
    roles = {"csm": ROLE, "part": {**ROLE, "time": {**ROLE["time"], "hours_per_day": 6}}}
    tasks = [{**plan()["tasks"][0], "takes": "1 d", "times": 1}]
    segments = [segment(), segment(name="b", role="part")]
    built = Built(tmp_path, plan(roles=roles, tasks=tasks, segments=segments))
    assert [built.segments[name].value("workload") for name in "ab"] == [800, 600]


def test_costs_without_a_target_are_known(tmp_path: Path) -> None:
    built = Built(tmp_path, plan(economics={"costs": plan()["economics"]["costs"]}))
    assert built.segments["a"].value("gross_costs") == pytest.approx(200_000)
    assert built.segments["a"].value("service_budget") is None


def test_a_budget_needs_no_costs(tmp_path: Path) -> None:
    built = Built(tmp_path, plan(economics={"cs_budget": "9%"}))
    assert built.segments["a"].value("gross_costs") is None
    assert built.segments["a"].value("csms_at_most") == pytest.approx(1.8)
