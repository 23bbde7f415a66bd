"""Signals in words: nobody is told to hire for a team that has its people, or to see idleness in a log with gaps."""

from __future__ import annotations

from typing import TYPE_CHECKING

import csplan
from tests.plans import plan, segment, write

if TYPE_CHECKING:
    from pathlib import Path

    from csplan.reports.report import Report
    from tests.plans import Data


def report(folder: Path, data: Data, files: dict[str, str] | None = None) -> Report:
    return csplan.headcount(csplan.load(write(folder, data, files or {})))


def said(found: Report) -> list[str]:
    return [each.subject for each in found.advice]


def test_nobody_hires_for_a_team_that_has_its_people(tmp_path: Path) -> None:
    # Money pays for 2, the rule asks for 2; two teams in one: of 3 people each segment has 1.5.
    rules = {"name": "own", "currency": "USD", "triggers": {"idle": "10%"}}
    now = plan(rules=rules, segments=[segment(csms_now=1)])
    assert "self-funding" in said(report(tmp_path / "one", now))
    teams = [{"name": "t", "csms_now": 4}]
    both = [segment(team="t", csms_now=None), segment(name="b", team="t", csms_now=None, customers=10, arr=2_000_000)]
    shared = report(tmp_path / "two", plan(rules=rules, teams=teams, segments=both))
    assert [row["gap"] for row in shared.rows("teams")] == [0]
    assert any("self-funding" in row["signals"] for row in shared.rows("segments"))
    assert "self-funding" not in said(shared)


def test_money_pays_for_fewer_and_the_work_needs_more(tmp_path: Path) -> None:
    # 12 h of 100 customers at complexity 3 are 3.6 CSMs, money pays for 2, and there are 3 today.
    found = report(tmp_path, plan(segments=[segment(complexity=3, csms_now=3)]))
    assert "Money pays for 1 fewer than today, the work needs 1 more." in found.advice[0].text
    fits = report(tmp_path / "fits", plan(segments=[segment(csms_now=3)]))
    assert not any("fewer than today" in each.text for each in fits.advice)


def test_a_log_with_gaps_makes_nobody_idle(tmp_path: Path) -> None:
    task = {"name": "tickets", "kind": "reactive", "per": "customer", "takes": "60 min"}
    section = {"file": "log.csv", "occurrence": "row", "period": {"from": "2026-01-01", "to": "2026-12-31"}}
    log = "date,csm,task,segment,minutes\n" + "".join(f"2026-01-{day:02},Ann,tickets,a,60\n" for day in range(5, 30))
    rules = {"name": "own", "currency": "USD", "triggers": {"idle": "60%"}}
    found = report(tmp_path, plan(rules=rules, tasks=[task], time_log=section), {"log.csv": log})
    assert "incomplete-record" in [each.code for each in found.findings]
    assert found.rows("segments")[0]["signals"] == ["idle"]
    assert "idle" not in said(found)
