"""A time log beside an earlier part of itself, against numbers worked out by hand."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

import csplan
from csplan.answers.timelog_against import periods_of, timelog_against
from csplan.measure.against import _chance, _verdict
from csplan.measure.periods import Period
from csplan.measure.shares import Estimate
from tests.fuzz.commands import said
from tests.plans import plan, segment, write

if TYPE_CHECKING:
    from pathlib import Path

    from csplan.plan.plan import Plan
    from csplan.report.report import Report

TASKS = [
    {"name": "call", "kind": "proactive", "per": "customer", "takes": "1 h", "times": 12},
    {"name": "ticket", "kind": "reactive", "per": "customer", "takes": "1 h", "times": 12},
    {"name": "visit", "kind": "proactive", "per": "customer", "takes": "1 h", "times": 1},
    {"name": "never", "kind": "proactive", "per": "customer", "takes": "1 h", "times": 1},
]
FIRST = date(2026, 1, 5)
"""A Monday."""


def day(text: str) -> int:
    return date.fromisoformat(text).toordinal()


def days(first: str, last: str) -> Period:
    return Period(day(f"2026-{first}"), day(f"2026-{last}"))


@pytest.fixture
def logged(tmp_path: Path) -> Plan:
    """Twelve weeks of a call and a ticket a day; calls take 60 minutes, then 40; tickets 30 all through; Bo comes late.

    The minutes differ a little from day to day, so that there is something to resample.
    """
    rows = ["date,csm,task,minutes,segment"]
    for week in range(12):
        for weekday in range(5):
            on = FIRST + timedelta(days=7 * week + weekday)
            late, wobble = week >= 6, (-2, 0, 2)[(week + weekday) % 3]
            rows += [f"{on},Ana,call,{(40 if late else 60) + wobble},a", f"{on},Ana,ticket,{30 - wobble},a"]
            rows += [f"{on},Bo,ticket,{30 + wobble},a"] if late else []
        rows += [f"{FIRST + timedelta(days=7 * week)},Ana,visit,100,a"] if week in {1, 8} else []
    (tmp_path / "log.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    data = plan(segments=[segment(customers=100)], tasks=TASKS, time_log="log.csv")
    return csplan.load(write(tmp_path, data), log=True)


THEN, NOW = Period(day("2026-01-05"), day("2026-02-15")), Period(day("2026-02-16"), day("2026-03-29"))


@pytest.fixture
def report(logged: Plan) -> Report:
    return timelog_against(logged, THEN, NOW)


def test_how_long_each_task_takes(report: Report) -> None:
    rows = {row["task"]: row for row in report.rows("tasks")}
    assert rows.keys() == {"call", "ticket", "visit"}
    call = rows["call"]
    assert (call["n_before"], call["n"]) == (30, 30)
    assert call["takes_before"] == pytest.approx(60)
    assert call["takes"] == pytest.approx(40)
    assert call["change"] == pytest.approx(-1 / 3)
    assert call["longer"] == pytest.approx(-20)
    assert call["longer_low"] < -20 < call["longer_high"] < 0
    assert call["verdict"] == "shorter"
    assert rows["ticket"]["verdict"] == "may be chance"
    assert rows["visit"]["verdict"] == "too few"
    assert rows["visit"]["longer"] is None


def test_where_the_time_goes_by_week(report: Report) -> None:
    """In six weeks 30 calls of an hour, 30 tickets of half an hour, a visit of 100 minutes; it ends on a Friday."""
    rows = {row["name"]: row for row in report.rows("by_kind")}
    weeks_now = (day("2026-03-27") - day("2026-02-16") + 1) / 7
    assert rows.keys() == {"proactive", "reactive"}
    assert rows["proactive"]["hours_a_week_before"] == pytest.approx((30 + 100 / 60) / 6)
    assert rows["reactive"]["hours_a_week"] == pytest.approx(30 / weeks_now)
    assert rows["reactive"]["share_before"] == pytest.approx(15 / (45 + 100 / 60))
    change = rows["reactive"]["share"] - rows["reactive"]["share_before"]
    assert rows["reactive"]["share_change"] == pytest.approx(change)
    people = {row["csm"]: row for row in report.rows("csms")}
    assert people["Bo"]["hours_a_week_before"] == 0
    assert people["Bo"]["saturation_before"] is None
    assert people["Bo"]["hours_a_week"] == pytest.approx(15 / weeks_now)


def test_what_it_says(report: Report) -> None:
    assert report.answer[0] == "Shorter than then by more than chance: call (60 to 40 min)."
    assert report.actions == ["Keep what changed in call, and tell the others: 33.3% less each time."]
    assert "2 people; then is 2026-01-05 to 2026-02-15, of 1" in report.notes[0]


def test_the_other_way_round(logged: Plan) -> None:
    found = timelog_against(logged, NOW, THEN)
    rows = {row["task"]: row for row in found.rows("tasks")}
    assert rows["call"]["verdict"] == "longer"
    assert rows["call"]["longer"] == pytest.approx(20)
    assert found.actions == ["Ask what changed in call: it takes 50.0% longer each time."]


def test_the_same_periods_differ_in_nothing(logged: Plan) -> None:
    found = timelog_against(logged, THEN, THEN)
    assert all(row["verdict"] != "longer" and not row["longer"] for row in found.rows("tasks"))
    assert found.answer[0] == "No task takes longer or less than then by more than chance."
    assert found.actions == []


@pytest.mark.parametrize(
    ("against", "period", "expected"),
    [
        ("2026-01", None, (Period(FIRST.toordinal(), day("2026-01-31")), Period(day("2026-02-01"), day("2026-03-27")))),
        (
            "2026-03",
            "2026-02",
            (Period(day("2026-03-01"), day("2026-03-27")), Period(day("2026-02-01"), day("2026-02-28"))),
        ),
        ("2026-Q1", None, "the log has nothing after 2026-Q1"),
        ("2026-Q2", None, "the log says nothing of 2026-Q2"),
        ("2026-01", "2025", "--period: the log says nothing of 2025"),
        ("2026-01", "2026-Q1", "both periods have days in common"),
        ("January", None, "'January' is no period"),
    ],
)
def test_periods(logged: Plan, against: str, period: str | None, expected: object) -> None:
    found = periods_of(logged.record.log, against, period)
    if isinstance(expected, str):
        assert expected in str(found[0])
        result = said(["timelog", logged.file, "--against", against, *(["--period", period] if period else [])])
        assert result.code == 2
        assert expected in result.err
    else:
        assert found == expected


def test_the_command(logged: Plan) -> None:
    result = said(["timelog", logged.file, "--against", "2026-01"])
    assert result.code == 0
    assert "How long each task takes" in result.out
    assert said(["timelog", logged.file, "--period", "2026-01"]).code == 2
    found = said(["timelog", logged.file, "--against", "2026-01", "-f", "json"])
    assert '"schema": "csplan/timelog-against/1"' in found.out


@pytest.mark.parametrize(
    ("longer", "chance", "verdict"),
    [
        (Estimate(1.959963984540054, 0.0, 4.0), 0.05, "longer"),
        (Estimate(-1.959963984540054, -4.0, 0.0), 0.05, "shorter"),
        (Estimate(0.0, -1.0, 1.0), 1.0, "may be chance"),
        (Estimate(2.0, 2.0, 2.0), 0.0, "longer"),
        (None, 1.0, "too few"),
    ],
)
def test_how_likely_by_chance(longer: Estimate | None, chance: float, verdict: str) -> None:
    assert _chance(longer) == pytest.approx(chance)
    assert _verdict(longer, verdict in {"longer", "shorter"}) == verdict
