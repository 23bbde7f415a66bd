"""What was added pays for people: `credited_revenue: measured`, with its interval, and refused without evidence."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from csplan.answers.cost_floor.answer import cost_floor
from csplan.answers.headcount.answer import headcount
from csplan.inputs.build import build
from csplan.loader.plan import load_all
from tests.answers.test_value import CELLS, as_json, world
from tests.fuzz.commands import said
from tests.measure.records import plan_of

if TYPE_CHECKING:
    from pathlib import Path

    from csplan.plan.plan import Plan

GROWTH = "growth: {credited_revenue: measured, required_return: 2}"
WORK = "  - {name: renewal, kind: renewal, per: customer, takes: 4 h, times: 1}\n"


def measured(folder: Path, growth: str = GROWTH, extra: str = "") -> Plan:
    """Load the worked cells with the credited revenue taken from them."""
    world(folder, CELLS)
    file = folder / "csplan.yaml"
    text = file.read_text(encoding="utf-8").replace("economics: {", f"economics: {{{growth}, ", 1)
    file.write_text(text.replace("economics:", f"{WORK}economics:", 1) + extra, encoding="utf-8")
    return plan_of(load_all(folder))


def test_what_was_added_is_the_credited_revenue(tmp_path: Path) -> None:
    """107,750 at a margin of 85%, and a return of 2 asked: of 165,000 that a CSM costs, all for growth."""
    plan = measured(tmp_path)
    inputs = build(plan)
    [team] = inputs.root.below["team"]
    [node] = team.below["segment"]
    assert node.value("credited_revenue") == pytest.approx(107_750)
    origin = inputs.origins["segment", "mid"]["own_credited_revenue"]
    assert (origin.kind, origin.n, origin.low) == ("measured", 32, 0)
    assert origin.high == pytest.approx(253_707.601287)
    assert node.value("csms_by_growth") == pytest.approx(107_750 * 0.85 / 2 / 165_000)
    low, high = inputs.interval("mid", "csms_by_growth")
    assert low == 0
    assert high == pytest.approx(253_707.601287 * 0.85 / 2 / 165_000)


def test_the_interval_is_in_cost_floor_and_headcount(tmp_path: Path) -> None:
    plan = measured(tmp_path)
    report = cost_floor(plan)
    [row] = report.rows("segments")
    assert row["csms_by_growth_low"] == 0
    assert row["csms_by_growth_high"] == pytest.approx(253_707.601287 * 0.85 / 2 / 165_000)
    assert row["cost_floor_low"] < row["cost_floor"]
    assert any("The credited revenue is measured" in note for note in report.notes)
    [row] = headcount(plan).rows("segments")
    assert row["csms_by_growth_low"] == 0


def test_the_low_end(tmp_path: Path) -> None:
    measured(tmp_path)
    done = said(["cost-floor", str(tmp_path), "--low", "-f", "json"])
    found = json.loads(done.out)
    assert found["segments"][0]["csms_by_growth"] == 0
    assert "low end" in found["plan"]["changes"][0]["value"]
    assert (
        json.loads(said(["headcount", str(tmp_path), "--low", "-f", "json"]).out)["segments"][0]["csms_by_growth"] == 0
    )
    compared = said(["cost-floor", str(tmp_path), "--low", "--compare", "base,base"])
    assert (compared.code, "--low is for one plan" in compared.err) == (2, True)


def test_the_low_end_of_what_is_stated_is_no_question(tmp_path: Path) -> None:
    measured(tmp_path, "growth: {credited_revenue: 90k, required_return: 2}")
    done = said(["headcount", str(tmp_path), "--low"])
    assert done.code == 2
    assert "takes no credited revenue from a record" in done.err


def test_what_a_segment_states_goes_before_what_is_measured(tmp_path: Path) -> None:
    measured(tmp_path)
    file = tmp_path / "csplan.yaml"
    text = file.read_text(encoding="utf-8").replace("{name: mid}", "{name: mid, credited_revenue: 40k}")
    file.write_text(text, encoding="utf-8")
    plan = plan_of(load_all(tmp_path))
    [team] = build(plan).root.below["team"]
    assert team.below["segment"][0].value("credited_revenue") == 40_000
    assert not build(plan).credited


def test_credited_is_not_incremental(tmp_path: Path) -> None:
    """Without anybody who was left alone, credited revenue can't be measured, however much is credited."""
    world(tmp_path, {("mid", "red"): (12, 8, 0, 0, 20)})
    file = tmp_path / "csplan.yaml"
    text = file.read_text(encoding="utf-8")
    assert as_json(plan_of(load_all(tmp_path)))["total"]["credited_arr"] >= 0
    text = text.replace("economics: {", f"economics: {{{GROWTH}, ")
    file.write_text(text, encoding="utf-8")
    loaded = load_all(tmp_path)
    assert loaded.plan is None
    assert [each.code for each in loaded.diagnostics if each.severity == "error"] == ["no-evidence"]
    file.write_text(text.replace("events: events.csv\n", ""), encoding="utf-8")
    assert "no-evidence" in {each.code for each in load_all(tmp_path).diagnostics if each.severity == "error"}


def test_with_a_time_log_both_doubts_are_carried_on(tmp_path: Path) -> None:
    """The log's resamples and the interval of what was added are drawn beside each other."""
    rows = "".join(
        f"2026-0{month}-{day:02},Ana,check-in,{20 + 7 * (day % 5)},mid\n"
        for month in range(1, 9)
        for day in range(1, 28, 3)
    )
    (tmp_path / "log.csv").write_text(f"date,csm,task,minutes,segment\n{rows}", encoding="utf-8")
    world(tmp_path, CELLS)
    file = tmp_path / "csplan.yaml"
    text = file.read_text(encoding="utf-8").replace("economics: {", f"economics: {{{GROWTH}, ", 1)
    task = "  - {name: check-in, kind: proactive, per: customer, times: 6}\n"
    file.write_text(f"time_log: log.csv\n{text.replace('economics:', task + WORK + 'economics:', 1)}", encoding="utf-8")
    inputs = build(plan_of(load_all(tmp_path)))
    assert (inputs.logged, inputs.credited) == (True, True)
    low, high = inputs.interval("mid", "csms_by_growth")
    assert low is not None
    assert high is not None
    [team] = inputs.root.below["team"]
    assert low < team.below["segment"][0].value("csms_by_growth") < high
