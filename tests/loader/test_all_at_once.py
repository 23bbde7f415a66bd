"""All that is wrong is said in one run: no mistake hides another, and every run says it in the same order."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from csplan.findings.diagnostic import line
from csplan.loader.plan import load_all

ROOT = Path(__file__).parents[2]
HEAD = """\
csplan: 1
currency: USD
roles: {csm: {pay: 120k, loading: 30%, time: {contracted: 250 d, leave: 15 d, internal: 30%}}}
tiers: [{name: low, acv: {max: 50k}}, {name: high, acv: {min: 50k}}]
"""
SEGMENTS = "segments: [{name: a, customers: 10, arr: 1M}]\n"


def found(folder: Path, text: str) -> list[str]:
    plan = folder / "csplan.yaml"
    plan.write_text(HEAD + text, encoding="utf-8")
    return [line(each).partition("csplan.yaml:")[2] for each in load_all(plan).diagnostics]


def test_a_task_without_a_kind_still_names_an_unknown_tier(tmp_path: Path) -> None:
    assert found(tmp_path, SEGMENTS + "tasks: [{name: call, per: customer, takes: 1 h, times: {hihg: 2}}]\n") == [
        "6:9: error[missing-key]: kind is missing",
        "6:57: error[unknown-tier]: no tier is named 'hihg'",
    ]


def test_a_segment_that_can_not_be_read_still_names_what_there_is_not(tmp_path: Path) -> None:
    assert found(tmp_path, "segments: [{name: a, customers: many, arr: 1M, tier: hihg, role: boss}]\n") == [
        '5:33: error[number]: "many" is not a count',
        "5:54: error[unknown-tier]: no tier is named 'hihg'",
        "5:66: error[unknown-role]: no role is named 'boss'",
    ]


def test_one_bad_target_hides_no_other_mistake_in_economics(tmp_path: Path) -> None:
    economics = (
        "economics: {gross_margin: 800%, service_share: {hihg: 1%}, costs: [{name: x, share: {lo: 1%}, in: here}]}\n"
    )
    assert found(tmp_path, SEGMENTS + economics) == [
        "6:27: error[out-of-range]: '800%' is out of range: -1,000% to 100% is meant here",
        "6:33: warning[missing-target]: service_share says nothing for tier high",
        "6:49: error[unknown-tier]: no tier is named 'hihg'",
        "6:86: error[unknown-tier]: no tier is named 'lo'",
        "6:99: error[unknown-value]: in can't be 'here'",
    ]


def test_what_can_not_be_read_is_not_missing(tmp_path: Path) -> None:
    economics = "economics: {gross_margin: 70%, service_share: 50%, costs: 7, growth: {cost_per_100: x}}\n"
    assert [each.partition(" ")[2] for each in found(tmp_path, SEGMENTS + economics)] == [
        "error[wrong-shape]: a list is meant here, not a single value",
        'error[money]: "x" is not an amount of money',
    ]


@pytest.mark.parametrize("seed", ["1", "2", "3"])
def test_every_run_says_the_same(seed: str, tmp_path: Path) -> None:
    text = "segments: [{name: a, customers: 10, arr: 1M, tier: medium, role: chief, team: west}]\n"
    teams = "teams: [{name: north}, {name: south}, {name: east coast}]\n"
    (tmp_path / "csplan.yaml").write_text(HEAD + text + teams, encoding="utf-8")
    bad = sorted(str(path) for path in (ROOT / "tests/invalid").iterdir() if path.suffix == ".yaml")

    def said(hashed: str) -> str:
        environment = {**os.environ, "PYTHONHASHSEED": hashed}
        command = [sys.executable, "-m", "csplan", "validate", "csplan.yaml", *bad]
        done = subprocess.run(command, env=environment, cwd=tmp_path, capture_output=True, text=True, check=False)
        return done.stdout

    first = said("0")
    assert "known: north, south, east coast" in first
    assert "known: low, high" in first
    assert said(seed) == first


def test_a_missing_rate_is_said_once_wherever_the_currency_is_met(tmp_path: Path) -> None:
    (tmp_path / "book.csv").write_text("customer,arr\nx,1 EUR\ny,2 GBP\n", encoding="utf-8")
    text = (
        "accounts: book.csv\n"
        "segments:\n"
        '  - {name: a, where: {arr: ">= 50k EUR"}}\n'
        '  - {name: b, where: {arr: ["< 50k EUR", ">= 10k EUR"]}}\n'
        '  - {name: c, where: {arr: "< 10k GBP"}}\n'
    )
    assert found(tmp_path, text) == [
        "7:28: error[missing-rate]: no exchange rate for EUR",
        "9:28: error[missing-rate]: no exchange rate for GBP",
    ]
