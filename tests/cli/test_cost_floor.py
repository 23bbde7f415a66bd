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
        "[over-budget]: a: 3.00 CSMs are needed, money pays for 2.00",
        "[margin-missed]: a: gross margin 75.0% with 3 planned CSMs, target 80.0%: 5 points, 100k a year short",
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
    assert f"csplan: --target can't be '{target}'\n  hint: write gross=78% or operating=12%" in found.stderr


def test_a_target_that_is_no_share(tmp_path: Path) -> None:
    found = run(str(write(tmp_path, plan())), "--target", "gross=780")
    assert found.exit_code == 2
    assert "error[share]" in found.stderr


def test_a_target_beside_a_stated_budget(tmp_path: Path) -> None:
    found = run(str(write(tmp_path, plan(economics={"cs_budget": "9%"}))), "--target", "gross=78%")
    assert found.exit_code == 2
    assert "error[budget-and-margins]" in found.stderr
