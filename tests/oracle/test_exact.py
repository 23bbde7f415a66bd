"""csplan against the model by exact fractions, on random plans; edges and budgets of exactly zero are among them."""

from __future__ import annotations

import os
from math import inf
from random import Random
from typing import TYPE_CHECKING, Any

import pytest
import yaml

import csplan
from tests.oracle.exact import Company, Segment, Team
from tests.oracle.plans import some_plan

if TYPE_CHECKING:
    from fractions import Fraction
    from pathlib import Path

PLANS = int(os.environ.get("CSPLAN_ORACLE", "150"))
"""How many plans: set it higher to look longer."""

SEGMENT = {
    "workload": "workload",
    "csms_by_time": "by_time",
    "csms_by_cap": "by_cap",
    "csms_by_coverage": "by_coverage",
    "csms_by_arr": "by_arr",
    "csms_by_cost": "by_cost",
    "csms_at_least": "at_least",
    "csms_target": "target",
}
TEAM = {"at_least": "at_least", "at_most": "at_most", "csms_needed": "needed", "wanted": "wanted", "csms_now": "now"}


def agree(found: float | None, exact: Fraction | int | None) -> bool:
    if found is None or exact is None:
        return found is None and exact is None
    return found == pytest.approx(float(exact), rel=1e-9, abs=1e-12)


def differences(plan: dict[str, Any], folder: Path) -> list[str]:
    file = folder / "csplan.yaml"
    file.write_text(yaml.safe_dump(plan, sort_keys=False, allow_unicode=True), encoding="utf-8")
    report = csplan.headcount(csplan.load(file))
    company = Company(plan)
    found = []

    def compare(row: dict[str, Any], of: Segment | Team, names: dict[str, str], where: str) -> None:
        for name, attribute in names.items():
            exact = getattr(of, attribute)
            if not agree(row[name], exact):
                found.append(f"{where}: {name} is {row[name]}, not {None if exact is None else float(exact)}")

    for row in report.rows("segments"):
        compare(row, company.segments[row["segment"]], SEGMENT, row["segment"])
    teams = {team.name: (team, heads) for team, heads in zip(company.teams, company.heads, strict=True)}
    for row in report.rows("teams"):
        team, heads = teams[row["team"]]
        compare(row, team, TEAM, row["team"])
        if row["heads"] != heads:
            found.append(f"{row['team']}: {row['heads']} heads, not {heads}")
    return found


def two_teams(**economics: str) -> dict[str, Any]:
    """A company whose team A has slack and whose team B is busy, by hand: 156,000 a year and 1,071 h a CSM."""
    tiers = [{"name": "A", "touch": "high", "max_customers_per_csm": 20}, {"name": "B", "touch": "mid"}]
    times = {"A": 50, "B": 45}  # 20 * 50 h = 1,000 h; 110 * 45 h = 4,950 h
    time = {"contracted": "1071 h", "leave": "0 h", "internal": "0%"}
    return {
        "roles": {"csm": {"pay": 156_000, "loading": "0%", "time": time}},
        "tiers": tiers,
        "tasks": [{"name": "work", "kind": "reactive", "per": "customer", "takes": "60 min", "times": times}],
        "economics": {
            "gross_margin": "75%",
            "costs": [{"name": "hosting", "in": "gross", "share": "12%"}],
            **economics,
        },
        "segments": [
            {"name": name, "tier": name, "customers": customers, "arr": arr, "new_customers": 0, "at_risk": 0, **now}
            for name, customers, arr, now in (
                ("A", 20, 5_000_000, {"csms_now": 3}),
                ("B", 110, 3_500_000, {"csms_now": 4}),
            )
        ],
    }


def test_the_exact_figures_are_those_worked_out_by_hand() -> None:
    company = Company(two_teams())
    a, b = company.teams
    assert [float(team.at_least or 0) for team in (a, b)] == pytest.approx([1, 4950 / 1071])
    assert [float(team.at_most or 0) for team in (a, b)] == pytest.approx([650 / 156, 455 / 156])
    assert [float(team.segments[0].target) for team in (a, b)] == pytest.approx([1000 / 1071 / 0.6, 1.75])
    assert company.wanted == company.heads == [2, 5]  # 7 * 156,000 = 1.092M of 8.5M * 13% = 1.105M
    assert Company({**two_teams(holds="team"), "conflict": "money"}).heads == [3, 2]


@pytest.mark.parametrize("block", range(10))
def test_random_plans_agree_with_exact_fractions(block: int, tmp_path: Path) -> None:
    for seed in range(block, PLANS, 10):
        plan = some_plan(Random(seed))
        assert differences(plan, tmp_path) == [], f"seed {seed}"


@pytest.mark.parametrize("shares", [(a, b, 15 - a - b) for a in range(1, 8) for b in range(a, 8) if 15 - a - b > 0])
def test_a_budget_of_exactly_zero_pays_for_nobody_however_it_is_split(shares: tuple[int, ...], tmp_path: Path) -> None:
    plan = some_plan(Random(0))
    lines = [{"name": f"line {at}", "in": "gross", "share": f"{share}%"} for at, share in enumerate(shares)]
    plan["economics"] = {"gross_margin": "85%", "costs": lines}
    assert differences(plan, tmp_path) == []
    for row in csplan.cost_floor(csplan.load(tmp_path)).rows("segments"):
        assert (row["csms_by_cost"], row["cost_floor"]) == (0, inf)
