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
        ("January", None, "'January' is not a period"),
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


@pytest.fixture
def shifted(tmp_path: Path) -> Plan:
    """Twelve weeks of calls that take 60 minutes in a and 20 in b, all through; the first six mostly for a, then for b.

    Then 30 for a and 6 for b, now 6 and 30; and 2 of 200 minutes for c, now.
    """
    rows = ["date,csm,task,minutes,segment"]
    for week in range(12):
        often, seldom = (("b", 20), ("a", 60)) if week >= 6 else (("a", 60), ("b", 20))
        for weekday in range(5):
            on = FIRST + timedelta(days=7 * week + weekday)
            rows.append(f"{on},Ana,call,{often[1] + (-2, 0, 2)[(week + weekday) % 3]},{often[0]}")
        on = FIRST + timedelta(days=7 * week)
        rows.append(f"{on},Ana,call,{seldom[1] + (-2, 0, 2)[week % 3]},{seldom[0]}")
        rows += [f"{on},Ana,call,200,c"] if week in {7, 9} else []
    (tmp_path / "log.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    segments = [segment(name=name, customers=50) for name in ("a", "b", "c")]
    return csplan.load(write(tmp_path, plan(segments=segments, tasks=TASKS, time_log="log.csv")), log=True)


def test_another_mix_of_segments_is_no_change_of_a_task(shifted: Plan) -> None:
    report = timelog_against(shifted, THEN, NOW)
    [call] = report.rows("tasks")
    # Both segments weigh 30 × 6 ÷ 36. Of all entries: (30 × 60 + 6 × 20) ÷ 36, and (6 × 60 + 30 × 20 + 400) ÷ 38.
    assert (call["takes_before"], call["takes"]) == (pytest.approx(40), pytest.approx(40))
    assert (call["longer"], call["change"]) == (pytest.approx(0, abs=1e-9), pytest.approx(0, abs=1e-9))
    assert call["mix"] == pytest.approx(1360 / 38 - 1920 / 36)
    assert (call["n_before"], call["n"], call["left_out"]) == (36, 38, 2)
    assert call["verdict"] == "may be chance"
    assert report.notes[-2:] == [
        "Not counted as a change: minutes each time that come of more work for other segments, call \u221217.5.",
        "Not compared are 2 entries of segments that have fewer than 5 of the task then or now.",
    ]


def test_entries_that_name_no_segment_are_compared_with_each_other(tmp_path: Path) -> None:
    """60 minutes in a, 20 where nobody says for whom: more of the latter is no change."""
    rows = ["date,csm,task,minutes,segment"]
    for week in range(12):
        for weekday in range(6):
            for_a = weekday == 0 if week >= 6 else weekday != 0
            minutes = (60 if for_a else 20) + (-2, 0, 2)[(week + weekday) % 3]
            rows.append(f"{FIRST + timedelta(days=7 * week + weekday)},Ana,call,{minutes},{'a' if for_a else ''}")
    (tmp_path / "log.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    data = plan(segments=[segment(customers=100), segment(name="b")], tasks=TASKS, time_log="log.csv")
    report = timelog_against(csplan.load(write(tmp_path, data), log=True), THEN, NOW)
    [call] = report.rows("tasks")
    assert (call["takes_before"], call["takes"]) == (pytest.approx(40, abs=0.5), pytest.approx(40, abs=0.5))
    assert call["verdict"] == "may be chance"
