"""Signals in words: nobody is told to hire for a team that has its people, or to see idleness in a log with gaps."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import csplan
from csplan.answers.headcount import words
from csplan.answers.headcount.answer import SIGNALS
from tests.plans import plan, segment, write

if TYPE_CHECKING:
    from csplan.report.report import Report
    from tests.plans import Data

ROOT = Path(__file__).parents[2]


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
    answer = found.rows("total")[0]["answer"]
    assert "Over budget: the work needs 4 people (3.60 CSMs), a gross margin of 80% pays for 2." in answer
    assert "Today: 3 people. The plan until this is settled: 2 (−1)." in answer


def test_a_log_with_gaps_makes_nobody_idle(tmp_path: Path) -> None:
    task = {"name": "tickets", "kind": "reactive", "per": "customer", "takes": "60 min"}
    section = {"file": "log.csv", "occurrence": "row", "period": {"from": "2026-01-01", "to": "2026-12-31"}}
    log = "date,csm,task,segment,minutes\n" + "".join(f"2026-01-{day:02},Ann,tickets,a,60\n" for day in range(5, 30))
    rules = {"name": "own", "currency": "USD", "triggers": {"idle": "60%"}}
    found = report(tmp_path, plan(rules=rules, tasks=[task], time_log=section), {"log.csv": log})
    assert "incomplete-record" in [each.code for each in found.findings]
    assert found.rows("segments")[0]["signals"] == ["idle"]
    assert "idle" not in said(found)


def test_to_hire_early_is_said_before_the_amount_is_reached(tmp_path: Path) -> None:
    # The rule is 1M a CSM: at 950k one is wanted and there, and so there is no gap; a tenth of it pays for 1.9 CSMs.
    def told(folder: str, **other: object) -> bool:
        data = plan(rules="usd-2m", tasks=None, segments=[segment(arr=950_000, csms_now=1) | other])
        data["roles"]["csm"] |= {"pay": 45_000}
        return "hire-early" in said(report(tmp_path / folder, data))

    assert told("near")
    assert not told("far", arr=790_000)
    assert told("five", customers=5)
    assert not told("four", customers=4)


def test_the_docs_name_every_signal() -> None:
    page = (ROOT / "docs/tutorial.md").read_text(encoding="utf-8")
    named = re.findall(r"^\| `([a-z-]+)` \|", page, re.MULTILINE)
    assert named == [name.replace("_", "-") for name in SIGNALS]
    assert tuple(words.SIGNALS) == SIGNALS
