"""Absent is not zero: the rows of the model's table "When something is absent", from YAML to the answer."""

from __future__ import annotations

import subprocess
import sys
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest

import csplan
from csplan.findings.diagnostic import PlanError
from tests import plans
from tests.plans import ROLE, answer, segment, write

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from tests.plans import Data


plan = partial(plans.plan, conflict=None)
"""Says nothing of conflict: keep."""


def holds(row: Mapping[str, Any], expected: Mapping[str, Any]) -> None:
    assert {key: row[key] for key in expected} == {
        key: pytest.approx(value) if isinstance(value, float) else value for key, value in expected.items()
    }


def codes(found: Data) -> list[tuple[str, str]]:
    return [(each["code"], each["severity"]) for each in found["findings"]]


def text(folder: Path, data: Data) -> str:
    from csplan.render import as_table
    from csplan.render.view import View

    words = as_table.render(csplan.headcount(csplan.load(write(folder, data))), View(all=True))
    return " ".join(words.split())


def test_no_tasks(tmp_path: Path) -> None:
    data = plan(tasks=None)
    found = answer(tmp_path, data)
    holds(
        found["segments"][0],
        {
            "workload": None,
            "hours_per_customer": None,
            "csms_by_time": None,
            "efficiency_ceiling": None,
            "csms_at_least": None,
            "csms": 2.0,
            "verdict": "unchecked",
            "unchecked": "time",
        },
    )
    holds(found["teams"][0], {"utilization": None, "at_least": None, "heads": 2.0, "verdict": "unchecked"})
    assert ("unchecked", "note") in codes(found)
    assert "Say what CSMs do and how long it takes (`tasks:`)" in text(tmp_path, data)


def test_only_internal_tasks(tmp_path: Path) -> None:
    found = answer(tmp_path, plan(tasks=[{"name": "meetings", "kind": "internal", "takes": "1 h"}]))
    holds(found["segments"][0], {"workload": None, "verdict": "unchecked", "unchecked": "time"})


def test_no_economics(tmp_path: Path) -> None:
    data = plan(economics=None)
    found = answer(tmp_path, data)
    holds(
        found["segments"][0],
        {"csms_by_cost": None, "cost_floor": None, "csms_at_most": None, "csms": 2.0, "unchecked": "cost"},
    )
    holds(
        found["teams"][0],
        {"at_most": None, "gross_margin": None, "operating_margin": None, "cash_break_even": None, "heads": 2.0},
    )
    assert found["teams"][0]["verdict"] == "unchecked"
    holds(found["total"], {"gross_margin": None, "operating_margin": None, "cost": 200_000.0})
    assert "Say which margin you want (`economics:`)" in text(tmp_path, data)


def test_costs_without_a_target(tmp_path: Path) -> None:
    data = plan(economics={"costs": [{"name": "hosting", "share": "10%", "in": "gross"}]})
    found = answer(tmp_path, data)
    holds(found["segments"][0], {"csms_by_cost": None, "unchecked": "cost"})
    holds(found["teams"][0], {"gross_margin": 0.8})  # 1 - (200,000 + 200,000) / 2M
    assert "State a `gross_margin:`, an `operating_margin:` or a `cs_budget:`" in text(tmp_path, data)


def test_neither_tasks_nor_economics(tmp_path: Path) -> None:
    found = answer(tmp_path, plan(tasks=None, economics=None))
    holds(found["segments"][0], {"verdict": "unchecked", "unchecked": "time and cost", "csms": 2.0})
    hint = next(each["hint"] for each in found["findings"] if each["code"] == "unchecked")
    assert hint == "say how long the work takes in `tasks:` and say what may be spent in `economics:`"


def test_no_arr_rule(tmp_path: Path) -> None:
    bare = segment(arr_per_csm=None)
    found = answer(tmp_path, plan(segments=[bare]))
    holds(found["segments"][0], {"csms_by_arr": None, "csms": 1.2, "binding": "time"})
    found = answer(tmp_path, plan(segments=[bare], tasks=None))
    holds(found["segments"][0], {"csms_by_arr": None, "csms_at_most": 2.0, "csms": None, "binding": None})
    # Nothing asks for anybody: today's people stay, unchecked.
    holds(found["teams"][0], {"wanted": None, "heads": 2.0, "gap": 0.0, "verdict": "unchecked"})
    data = plan(segments=[bare], tasks=None, economics=None)
    found = answer(tmp_path, data)
    holds(found["segments"][0], {"csms_by_arr": None, "csms": None, "binding": None})
    holds(found["teams"][0], {"csms_needed": None, "heads": 2.0, "gap": 0.0, "cost": 200_000.0})
    holds(found["total"], {"csms_needed": None, "wanted": None, "heads": 2.0, "verdict": "unchecked"})
    assert "Nothing says how many people are needed." in text(tmp_path, data)


def test_no_lower_bound(tmp_path: Path) -> None:
    found = answer(tmp_path, plan(tasks=None, segments=[segment(arr_per_csm=1_500_000)]))
    holds(found["teams"][0], {"at_least": None, "heads": 2.0, "verdict": "unchecked", "levers": []})


def test_no_customers_and_no_arr(tmp_path: Path) -> None:
    data = plan(segments=[segment(customers=0, arr=0), segment(name="b")])
    found = answer(tmp_path, data)
    holds(found["segments"][0], {"csms": 0.0, "acv": None, "verdict": "no-customers", "unchecked": None})
    holds(found["teams"][0], {"heads": 0.0, "gap": -2.0, "verdict": "no-customers", "utilization": None})
    holds(found["total"], {"customers": 100.0, "heads": 2.0})
    assert codes(found) == []


def test_no_customers_but_arr(tmp_path: Path) -> None:
    check_error(tmp_path, plan(segments=[segment(customers=0)]), "arr-without-customers")


def test_customers_but_no_arr(tmp_path: Path) -> None:
    data = plan(segments=[segment(arr=0)])
    found = answer(tmp_path, data)
    holds(found["segments"][0], {"csms_by_arr": 0.0, "acv": 0.0, "csms_at_most": 0.0, "cost_floor": None})
    holds(found["teams"][0], {"gross_margin": None, "operating_margin": None, "cost_share_of_arr": None, "heads": 2.0})
    words = text(tmp_path, data)
    assert "∞" in words
    assert "a has no price, so nothing pays for service." in words
    found = answer(tmp_path, plan(segments=[segment(arr=0)], conflict="money"))
    holds(found["teams"][0], {"heads": 0.0, "verdict": "over-budget"})
    assert "The plan has nobody, so nobody serves these customers." in text(tmp_path, {**data, "conflict": "money"})


def test_no_workload(tmp_path: Path) -> None:
    found = answer(tmp_path, plan(tasks=[{**plan()["tasks"][0], "times": 0}]))
    holds(
        found["segments"][0],
        {
            "workload": 0.0,
            "hours_per_customer": 0.0,
            "efficiency_ceiling": None,
            "csms_by_time": 0.0,
            "verdict": "fits",
        },
    )
    # The ARR rule asks for 2, whom no work keeps busy; and customers whom nobody serves never fit.
    holds(found["teams"][0], {"utilization": None, "wanted": 0.0, "heads": 0.0, "verdict": "unchecked"})
    holds(found["total"], {"verdict": "unchecked"})


def test_no_heads(tmp_path: Path) -> None:
    economics = {**plan()["economics"], "arr_multiple": 5}
    found = answer(tmp_path, plan(segments=[segment(arr=50_000)], economics=economics, conflict="money"))
    holds(
        found["teams"][0],
        {
            "heads": 0.0,
            "utilization": None,
            "cash_break_even": None,
            "value_break_even": None,
            "arr_per_head": None,
            "customers_per_head": None,
        },
    )


def test_nobody_says_how_many_there_are_today(tmp_path: Path) -> None:
    found = answer(tmp_path, plan(segments=[segment(csms_now=None)]))
    holds(found["segments"][0], {"csms_now": None, "signals": []})
    holds(found["teams"][0], {"csms_now": None, "gap": None, "heads": 2.0})
    holds(found["total"], {"csms_now": None, "gap": None})


def test_a_task_without_times_for_a_tier_in_use(tmp_path: Path) -> None:
    tiers = [{"name": "high", "acv": {"min": 10_000}}, {"name": "low", "acv": {"max": 10_000}}]
    task = {**plan()["tasks"][0], "times": {"low": 3}}
    path = write(tmp_path, plan(tiers=tiers, tasks=[task]))
    found = csplan.load(path).findings
    assert [(each.code, each.severity) for each in found] == [("missing-times", "warning")]
    [row] = csplan.headcount(csplan.load(path)).as_dict()["segments"]
    assert (row["verdict"], row["unchecked"], row["csms_by_time"]) == ("unchecked", "time", None)


def test_a_role_without_hours_left(tmp_path: Path) -> None:
    role = {**ROLE, "time": {**ROLE["time"], "internal": "100%"}}
    check_error(tmp_path, plan(roles={"csm": role}), "no-hours")


def check_error(folder: Path, data: Data, code: str) -> None:
    path = write(folder, data)
    with pytest.raises(PlanError) as raised:
        csplan.load(path)
    assert code in {each.code for each in raised.value.diagnostics}
    done = subprocess.run(
        [sys.executable, "-m", "csplan", "headcount", str(path)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert f"error[{code}]" in done.stderr
    assert done.stdout == ""


# --- beside the table ------------------------------------------------------------------------------

TIGHT = [{**plan()["tasks"][0], "times": 15}]  # 1.5 CSMs; money pays for 1.7 of an ARR of 1.7M


def test_no_whole_number(tmp_path: Path) -> None:
    data = plan(tasks=TIGHT, segments=[segment(arr=1_700_000)])
    found = answer(tmp_path, data)
    holds(found["segments"][0], {"csms_at_least": 1.5, "csms_at_most": 1.7, "verdict": "fits"})
    # 2 people cost 200,000, and there are 170,000; today's 2 stay
    holds(found["teams"][0], {"heads": 2.0, "verdict": "over-budget", "utilization": 0.75})
    assert ("no-whole-number", "warning") in codes(found)
    assert "Fractions of people would fit: whole people cost 30k a year too much." in found["total"]["answer"]
    assert "conflict: keep" in text(tmp_path, data)
    found = answer(tmp_path, plan(tasks=TIGHT, segments=[segment(arr=1_700_000)], conflict="money"))
    holds(found["teams"][0], {"heads": 1.0, "verdict": "over-budget", "utilization": 1.5})


def test_where_work_and_money_contradict_the_plan_says_who_wins(tmp_path: Path) -> None:
    busy = [{**plan()["tasks"][0], "times": 36}]
    for conflict, csms, heads in (("money", 2.0, 2.0), ("work", 3.6, 4.0)):
        data = plan(tasks=busy, conflict=conflict)
        found = answer(tmp_path, data)
        holds(found["segments"][0], {"csms": csms, "verdict": "over-budget"})
        holds(found["teams"][0], {"heads": heads, "verdict": "over-budget"})
        assert ("over-budget", "error") in codes(found)
        assert f"(conflict: {conflict})" in text(tmp_path, data)


GROWTH = {"gross_margin": "80%", "costs": [], "growth": {"cost_per_100": 10}}


def test_where_the_split_of_the_work_is_unknown_the_budgets_are_added(tmp_path: Path) -> None:
    data = plan(tasks=None, segments=[segment(renewal_rate="50%")], economics=GROWTH)
    found = answer(tmp_path, data)
    # 20% of 2M, and 10% of 50% of 2M
    holds(found["segments"][0], {"csms_by_cost": 5.0, "csms_by_service": None, "csms_by_growth": None})
    assert ("budgets-added", "note") in codes(found)
    assert "so both budgets are added up" in text(tmp_path, data)
    stated = plan(tasks=None, segments=[segment(renewal_rate="50%")], economics={**GROWTH, "service_share": "80%"})
    found = answer(tmp_path, stated)
    holds(found["segments"][0], {"csms_by_cost": 5.0, "csms_by_service": 5.0, "csms_by_growth": 5.0})
    assert "budgets-added" not in dict(codes(found))
    assert "added up" not in text(tmp_path, stated)


def test_a_stated_budget_is_no_sum(tmp_path: Path) -> None:
    assert "budgets-added" not in dict(codes(answer(tmp_path, plan(tasks=None, economics={"cs_budget": "10%"}))))
    beside = plan(tasks=None, economics={"cs_budget": "10%", "gross_margin": "80%", "costs": []})
    found = answer(tmp_path, beside)
    # 10% of 2M, less than the 20% that the margin leaves
    holds(found["segments"][0], {"csms_by_cost": 2.0, "csms_by_service": 4.0})
    assert "budgets-added" not in dict(codes(found))


def test_a_budget_beside_a_sum_of_both(tmp_path: Path) -> None:
    data = plan(tasks=None, segments=[segment(renewal_rate="50%")], economics={**GROWTH, "cs_budget": "22%"})
    found = answer(tmp_path, data)
    # 22% of 2M is less than 20% of 2M and 10% of 1M together
    holds(found["segments"][0], {"csms_by_cost": 4.4})
    assert ("budgets-added", "note") in codes(found)


def test_a_team_with_mixed_evidence(tmp_path: Path) -> None:
    tiers = [{"name": "high", "acv": {"min": 15_000}}, {"name": "low", "acv": {"max": 15_000}}]
    segments = [segment(team="t"), segment(name="b", arr=1_000_000, team="t")]
    data = plan(tiers=tiers, segments=segments, economics={"gross_margin": {"high": "80%"}, "costs": []})
    found = answer(tmp_path, data)
    assert [row["verdict"] for row in found["segments"]] == ["fits", "unchecked"]
    # Lower bounds hold for the team; what money allows is only known of one part.
    holds(found["teams"][0], {"at_least": 2.4, "at_most": None, "heads": 3.0, "verdict": "unchecked"})
    assert "Say what may be spent in b (`economics:`)" in text(tmp_path, data)


def test_a_cap_that_money_does_not_allow(tmp_path: Path) -> None:
    data = plan(segments=[segment(arr_cap=500_000, arr_per_csm=None)])
    found = answer(tmp_path, data)
    holds(found["segments"][0], {"csms_by_cap": 4.0, "csms": 2.0})
    assert codes(found) == [("over-budget", "error"), ("cap-exceeded", "warning")]
    assert "a: 2.00 CSMs would each hold more than the cap of 500k: the cap needs more people" in text(tmp_path, data)
    data["checks"] = {"ignore": ["cap-exceeded"], "because": "known"}
    assert codes(answer(tmp_path, data)) == [("over-budget", "error")]
    assert "would each hold" not in text(tmp_path, data)
