"""`csplan cost-floor` as finance calls it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from typer.testing import CliRunner

from csplan.cli.app import app
from tests.plans import EXAMPLES, plan, write

if TYPE_CHECKING:
    from pathlib import Path


def run(*arguments: str) -> Any:
    return CliRunner().invoke(app, ["cost-floor", *arguments])


def test_check_says_each_miss_in_a_line(tmp_path: Path) -> None:
    tasks = [{"name": "tickets", "kind": "reactive", "per": "customer", "takes": "60 min", "times": 30}]
    found = run(str(write(tmp_path, plan(conflict="work", tasks=tasks))), "--check", "--quiet")
    assert found.exit_code == 1
    assert [line.partition("error")[2] for line in found.stderr.splitlines()] == [
        "[over-budget]: a: money does not pay for all planned people (3)",
        (
            "[margin-missed]: Test: the planned people (3) leave a gross margin of 75.0%, target 80.0%: "
            "5 points, 100k a year short"
        ),
    ]


def test_check_of_a_plan_that_holds(tmp_path: Path) -> None:
    found = run(str(write(tmp_path, plan())), "--check")
    assert (found.exit_code, found.stderr) == (0, "")


def test_the_day_of_reviews(tmp_path: Path) -> None:
    item = {"name": "tool", "amount": "90k", "kind": "long_cycle", "review": "2027-06-30"}
    path = str(write(tmp_path, plan(economics={"cs_budget": "20%", "spending": [item]})))
    for day, verdict in (("2027-06-30", "open"), ("2027-07-01", "review-due")):
        found = run(path, "--as-of", day, "--format", "json")
        assert json.loads(found.stdout)["spending"][0]["verdict"] == verdict
    found = run(path, "--as-of", "soon")
    assert (found.exit_code, found.stdout) == (2, "")
    assert 'csplan: --as-of: "soon" is not a date' in found.stderr


@pytest.mark.parametrize(("by", "key"), [("segment", "segments"), ("tier", "tiers")])
def test_rows_by_segment_or_tier(by: str, key: str) -> None:
    found = run(str(EXAMPLES / "acme-usd"), "--by", by, "-f", "json")
    assert len(json.loads(found.stdout)[key]) == 4


def test_another_target_leaves_the_plan_alone(tmp_path: Path) -> None:
    path = write(tmp_path, plan())
    before = path.read_bytes()
    found = run(str(path), "--target", "gross=85%", "--target", "operating=0.5", "-f", "json")
    row = json.loads(found.stdout)["segments"][0]
    # 20,000 less 2,000 of hosting and 17,000 of margin; less 10,000 and 2,000
    assert (row["gross_margin_target"], row["operating_margin_target"]) == (0.85, 0.5)
    assert (row["service_budget"], row["operating_budget"]) == (pytest.approx(1000), pytest.approx(8000))
    assert path.read_bytes() == before


@pytest.mark.parametrize("target", ["gross", "gross=", "net=10%", "=10%"])
def test_a_target_that_is_none(target: str, tmp_path: Path) -> None:
    found = run(str(write(tmp_path, plan())), "--target", target)
    assert (found.exit_code, found.stdout) == (2, "")
    assert (
        f"csplan: --target can't be '{target}'\n  hint: write gross_margin=78% or operating_margin=12%" in found.stderr
    )


def test_a_target_that_is_no_share(tmp_path: Path) -> None:
    found = run(str(write(tmp_path, plan())), "--target", "gross=780")
    assert found.exit_code == 2
    assert "error[share]" in found.stderr


def test_a_target_beside_a_stated_budget(tmp_path: Path) -> None:
    data = plan(economics={"cs_budget": "9%", "costs": [{"name": "hosting", "share": "14%", "in": "gross"}]})
    found = run(str(write(tmp_path, data)), "--target", "gross=78%", "--format", "json")
    assert found.exit_code == 0
    [row] = json.loads(found.stdout)["segments"]
    # Of 20,000 a margin of 78% and hosting of 14% leave 8%, less than the 9% that are stated.
    assert (row["service_budget"], row["cs_budget"], row["binding"]) == (
        pytest.approx(1600),
        pytest.approx(1600),
        "service",
    )


def test_people_of_a_team(tmp_path: Path) -> None:
    path = str(write(tmp_path, plan()))
    found = json.loads(run(path, "--people", "a=5", "-f", "json").stdout)
    # 5 CSMs of 100,000
    assert (found["teams"][0]["csms_now"], found["teams"][0]["cost_now"]) == (5, 500_000)
    assert found["plan"]["changes"][0]["path"] == "segments.a.csms_now"
    assert "csplan: no team is named 'b'" in run(path, "--people", "b=5").stderr
    assert "hint: write a team and a number" in run(path, "--people", "5").stderr


def test_scenarios_side_by_side(tmp_path: Path) -> None:
    path = str(write(tmp_path, plan(scenarios={"dear": {"set": {"roles.csm.pay": "200k"}}})))
    found = json.loads(run(path, "--compare", "base,dear", "-f", "json").stdout)
    assert found["schema"] == "csplan/cost-floor-compare/2"
    # 2,000 of 20,000 may be spent on a customer: a CSM of 100,000 has to serve 50, one of 200,000 has to serve 100
    floors = [(row["scenario"], round(row["cost_floor"], 9)) for row in found["segments"]]
    assert floors == [("base", 50), ("dear", 100)]
    assert [row["scenario"] for row in found["scenarios"]] == ["base", "dear"]
    assert run(path, "--compare", "base,none").exit_code == 2
