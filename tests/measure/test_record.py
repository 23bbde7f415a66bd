"""Plans that take minutes and frequencies from their time log."""

from __future__ import annotations

import json
from datetime import date, timedelta
from random import Random
from typing import TYPE_CHECKING, Any, ClassVar

import numpy as np
import pytest

import csplan
from csplan.answers.ceiling import ceiling
from csplan.engine.tree import what_if
from csplan.inputs.build import build
from csplan.loader.plan import load_all
from csplan.render import as_table
from csplan.render.view import View
from tests.plans import ROLE, by_name, plan, write

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from csplan.plan.plan import Plan
    from tests.plans import Data

YEAR = {"from": "2026-01-01", "to": "2026-12-31"}
TIERS: list[Data] = [
    {"name": "mid", "acv": {"min": "10k"}, "touch": "mid"},
    {"name": "low", "acv": {"max": "10k"}, "touch": "low"},
]
SEGMENTS: list[Data] = [
    {"name": "a", "customers": 10, "arr": 200_000, "complexity": 2, "arr_per_csm": 1_000_000, "csms_now": 1},
    {"name": "b", "customers": 20, "arr": 100_000, "arr_per_csm": 1_000_000, "csms_now": 1},
]
CALL: Data = {"name": "call", "kind": "proactive", "per": "customer"}
VISIT: Data = {"name": "visit", "kind": "proactive", "per": "customer", "times": {"mid": 4, "low": 2}}
REPORT: Data = {"name": "report", "kind": "reactive", "per": "customer", "takes": "60 min", "times": 1}
BY_HAND = """\
date,csm,task,segment,minutes
2026-02-02,Ann,call,a,60
2026-02-03,Ann,call,a,120
2026-02-04,Ann,call,a,30
2026-02-04,Ann,call,a,30
2026-02-04,Bob,call,b,20
2026-02-05,Bob,call,b,40
2026-02-05,Bob,visit,b,100
2026-02-06,Bob,visit,b,140
2026-02-06,Bob,report,b,500
2026-02-06,Bob,report,a,500
"""


def measured(*tasks: Data, **changes: Any) -> Data:
    """Return a plan of two tiers with a log of half the work of a year."""
    section = {"file": "log.csv", "covers": "50%", "period": YEAR}
    return plan(tiers=TIERS, segments=SEGMENTS, tasks=[*tasks], time_log=section, **changes)


def read(folder: Path, data: Data, log: str = BY_HAND) -> Plan:
    return csplan.load(write(folder, data, {"log.csv": log}))


def tasks_of(plan: Plan) -> dict[tuple[str, str], Data]:
    rows = ceiling(plan).as_dict()["segments"]
    return {(row["segment"], task["task"]): task for row in rows for task in row["tasks"]}


def codes(folder: Path, data: Data, log: str = BY_HAND) -> list[str]:
    return [each.code for each in load_all(write(folder, data, {"log.csv": log})).diagnostics]


class TestByHand:
    def test_what_nobody_states_is_measured(self, tmp_path: Path) -> None:
        tasks = tasks_of(read(tmp_path, measured(CALL, VISIT, REPORT)))
        # In a: 60, 120 and 30 + 30 on one day are three occurrences, 80 min on average; 40 at complexity 1.
        # 3 / (10 customers * 1 year * 50%); 10 * 0.6 * 40 min * complexity 2.
        call = tasks["a", "call"]
        assert (call["takes"], call["times"], call["n"], call["basis"]) == (40, 0.6, 3, "measured")
        assert call["hours"] == pytest.approx(8)
        # In b: 20 and 40; 2 / (20 * 50%); 20 * 0.2 * 30 min.
        call = tasks["b", "call"]
        assert (call["takes"], call["times"], call["n"], call["basis"]) == (30, 0.2, 2, "measured")
        assert call["hours"] == pytest.approx(2)
        assert (call["low"], call["high"]) == (None, None)  # all in one week: nobody knows how sure that is

    def test_a_tier_without_entries_takes_as_long_as_all(self, tmp_path: Path) -> None:
        tasks = tasks_of(read(tmp_path, measured(CALL, VISIT, REPORT)))
        for segment, times, hours in (("a", 4, 160), ("b", 2, 80)):  # 10 * 4 * 2 h * 2; 20 * 2 * 2 h
            visit = tasks[segment, "visit"]
            assert (visit["takes"], visit["times"], visit["basis"]) == (120, times, "measured")
            assert visit["hours"] == pytest.approx(hours)

    def test_what_is_stated_counts(self, tmp_path: Path) -> None:
        tasks = tasks_of(read(tmp_path, measured(CALL, VISIT, REPORT)))
        for segment in "ab":
            report = tasks[segment, "report"]
            assert (report["takes"], report["times"], report["basis"]) == (60, 1, "stated")
            assert (report["n"], report["low"], report["high"]) == (None, None, None)

    def test_the_headcount_rests_on_it(self, tmp_path: Path) -> None:
        segments = by_name(
            csplan.headcount(read(tmp_path, measured(CALL, VISIT, REPORT))).as_dict()["segments"], "segment"
        )
        # 8 + 160 + 20 (report: 10 * 1 h * 2); 2 + 80 + 20; of 1,000 h
        assert segments["a"]["csms_by_time"] == pytest.approx(0.188)
        assert segments["b"]["csms_by_time"] == pytest.approx(0.102)

    @pytest.mark.parametrize(
        ("changes", "times"),
        [
            # 3 calls a year of half the work; of all; in half of 2024's days; of new customers
            ({}, 0.6),
            ({"covers": "100%"}, 0.3),
            ({"period": {"from": "2026-02-01", "to": "2026-04-14"}}, 3.0),  # 73 days, a fifth
            ({"period": None, "covers": "100%"}, 3 / (10 * 5 / 365)),  # 2 to 6 February
        ],
    )
    def test_how_often_goes_by_period_and_covers(self, changes: Data, times: float, tmp_path: Path) -> None:
        data = measured(CALL, VISIT, REPORT)
        section = {**data["time_log"], **changes}
        data["time_log"] = {key: value for key, value in section.items() if value is not None}
        assert tasks_of(read(tmp_path, data))["a", "call"]["times"] == pytest.approx(times)

    def test_each_row_may_be_an_occurrence(self, tmp_path: Path) -> None:
        data = measured(CALL, VISIT, REPORT)
        data["time_log"]["occurrence"] = "row"
        call = tasks_of(read(tmp_path, data))["a", "call"]
        assert (call["takes"], call["times"], call["n"]) == (30, 0.8, 4)  # (60 + 120 + 30 + 30) / 4 / 2; 4 / 5

    @pytest.mark.parametrize(
        ("per", "volume"), [("new_customer", 4), ("renewal", 5), ("at_risk_customer", 2.5), ("customer", 10)]
    )
    def test_how_often_goes_by_what_drives_it(self, per: str, volume: float, tmp_path: Path) -> None:
        data = measured({**CALL, "per": per}, VISIT, REPORT)
        data["segments"] = [
            {**each, "new_customers": 4, "contract_years": 2, "at_risk": "25%"} for each in data["segments"]
        ]
        call = tasks_of(read(tmp_path, data))["a", "call"]
        assert (call["volume"], call["times"]) == (volume, pytest.approx(3 / (volume * 0.5)))


class TestWhenItIsRead:
    STATED: ClassVar[Data] = measured(REPORT)

    def test_not_where_the_plan_states_all(self, tmp_path: Path) -> None:
        path = write(tmp_path, self.STATED)  # there is no log.csv
        loaded = load_all(path)
        assert loaded.diagnostics == ()
        assert loaded.plan is not None
        assert loaded.plan.record is None
        row = csplan.headcount(loaded.plan).as_dict()["segments"][0]
        assert not [name for name in row if name.endswith("_low")]

    def test_always_where_it_is_asked_for(self, tmp_path: Path) -> None:
        assert [each.code for each in load_all(write(tmp_path, self.STATED), log=True).diagnostics] == ["missing-file"]

    @pytest.mark.parametrize(
        "task", [{**REPORT, "takes": None}, {**REPORT, "times": {"mid": 1}}], ids=["takes", "times"]
    )
    def test_where_one_value_is_missing(self, task: Data, tmp_path: Path) -> None:
        data = measured({key: value for key, value in task.items() if value is not None})
        assert [each.code for each in load_all(write(tmp_path, data)).diagnostics] == ["missing-file"]
        assert read(tmp_path, data).record is not None

    def test_without_a_log_all_has_to_be_stated(self, tmp_path: Path) -> None:
        data = measured(CALL)
        del data["time_log"]
        assert sorted(codes(tmp_path, data)) == ["missing-takes", "missing-times", "missing-times"]

    def test_an_empty_log_measures_nothing(self, tmp_path: Path) -> None:
        found = codes(tmp_path, measured(CALL), "date,csm,task,segment,minutes\n")
        assert set(found) == {"empty-log", "missing-times"}
        assert set(codes(tmp_path, measured(VISIT), "date,csm,task,segment,minutes\n")) == {
            "empty-log",
            "missing-takes",
        }
        assert codes(tmp_path, measured(REPORT), "date,csm,task,segment,minutes\n") == []


def long_log(seed: int, segments: Sequence[str] = ("a", "b"), **tasks: tuple[float, float]) -> str:
    """Return a log of a year: each task with its entries a week for each segment, and its mean minutes."""
    random = Random(seed)
    lines = ["date,csm,task,segment,minutes"]
    for week in range(52):
        monday = date(2026, 1, 5) + timedelta(weeks=week)
        for csm, segment in zip(("Ann", "Bob", "Cid"), segments, strict=False):
            for task, (often, minutes) in tasks.items():
                for day in range(5):
                    if random.random() < often / 5:
                        length = max(1, round(random.lognormvariate(0, 0.4) * minutes))
                        lines.append(f"{monday + timedelta(day)},{csm},{task},{segment},{length}")
    return "\n".join(lines) + "\n"


LOG = long_log(1, call=(2.5, 60), visit=(1, 200))


class TestIntervals:
    def test_a_headcount_has_them_where_the_log_supplies_values(self, tmp_path: Path) -> None:
        report = csplan.headcount(read(tmp_path, measured(CALL, VISIT, REPORT), LOG))
        for row in report.as_dict()["segments"]:
            assert row["csms_by_time_low"] < row["csms_by_time"] < row["csms_by_time_high"]
            assert row["efficiency_ceiling_low"] < row["efficiency_ceiling"] < row["efficiency_ceiling_high"]
            # Two sides of one coin: customers / ceiling is the CSMs.
            assert row["customers"] / row["efficiency_ceiling_low"] == pytest.approx(row["csms_by_time_high"], rel=1e-2)
        table = as_table.render(report, View(all=True))
        assert "How sure the time log is of the work" in table
        stated = csplan.headcount(read(tmp_path, measured(REPORT), LOG))
        assert "How sure" not in as_table.render(stated, View(all=True))
        assert max(map(len, table.splitlines())) <= 100

    def test_a_ceiling_always_has_them(self, tmp_path: Path) -> None:
        loaded = read(tmp_path, measured(CALL, VISIT, REPORT), LOG)
        for row in ceiling(loaded).as_dict()["segments"]:
            assert row["efficiency_ceiling_low"] < row["efficiency_ceiling"] < row["efficiency_ceiling_high"]
        data = measured(REPORT)
        for row in ceiling(read(tmp_path, data, LOG)).as_dict()["segments"]:
            assert row["efficiency_ceiling_low"] is row["efficiency_ceiling_high"] is None

    def test_they_are_the_same_twice(self, tmp_path: Path) -> None:
        first, second = (
            csplan.headcount(read(tmp_path / name, measured(CALL, VISIT), LOG)).as_dict()["segments"] for name in "xy"
        )
        assert first == second

    def test_every_resample_goes_through_the_same_figures(self, tmp_path: Path) -> None:
        inputs = build(read(tmp_path, measured(CALL, VISIT, REPORT), LOG))
        assert set(inputs.draws) == {("task", "a"), ("task", "b")}
        alone: dict[tuple[str, str], list[float]] = {}
        for draw in range(2000):
            changes = {
                key: {name: [at(value, draw) for value in column] for name, column in columns.items()}
                for key, columns in inputs.draws.items()
            }
            for team in what_if(inputs.root, changes).below["team"]:
                for node in team.below["segment"]:
                    for figure in ("csms_by_time", "efficiency_ceiling"):
                        alone.setdefault((node.name, figure), []).append(node.value(figure))
        drawn = what_if(inputs.root, inputs.draws)
        for team in drawn.below["team"]:
            for node in team.below["segment"]:
                for figure in ("csms_by_time", "efficiency_ceiling"):
                    assert node.value(figure) == pytest.approx(alone[node.name, figure], rel=1e-12)
                    ends = np.percentile(alone[node.name, figure], [2.5, 97.5])
                    assert inputs.interval(node.name, figure) == pytest.approx(ends, rel=1e-2)

    def test_where_resamples_have_no_work_the_ceiling_has_no_upper_end(self, tmp_path: Path) -> None:
        entries = ("2026-03-02,Ann,call,a,60", "2026-06-02,Ann,call,a,90", "2026-06-02,Bob,call,b,90")
        log = "\n".join(("date,csm,task,segment,minutes", *entries))
        row = by_name(ceiling(read(tmp_path, measured(CALL), log)).as_dict()["segments"], "segment")["a"]
        assert row["efficiency_ceiling_low"] < row["efficiency_ceiling"]
        assert row["efficiency_ceiling_high"] is None
        json.dumps(row, allow_nan=False)

    def test_a_figure_that_the_log_does_not_touch_has_none(self, tmp_path: Path) -> None:
        inputs = build(read(tmp_path, measured(CALL, VISIT), LOG))
        assert inputs.interval("a", "acv") == (None, None)
        assert inputs.interval("b", "csms_by_time") != (None, None)

    def test_without_customers_there_is_nothing_to_measure(self, tmp_path: Path) -> None:
        data = measured(CALL, VISIT)
        data["segments"] = [*SEGMENTS, {"name": "c", "tier": "low", "customers": 0, "arr": 0}]
        rows = by_name(csplan.headcount(read(tmp_path, data, LOG)).as_dict()["segments"], "segment")
        assert (rows["c"]["csms_by_time"], rows["c"]["efficiency_ceiling_high"]) == (0, None)


def at(value: Any, draw: int) -> float:
    return float(value[draw]) if isinstance(value, np.ndarray) else value


class TestLevers:
    """Levers of measured values are those of the same values stated; tests/test_levers.py confirms these."""

    HIGH: ClassVar[Data] = {"name": "high", "acv": {"min": "25k"}, "touch": "high"}
    TIERS: ClassVar[tuple[Data, ...]] = (
        HIGH,
        {"name": "mid", "acv": {"min": "10k", "max": "25k"}, "touch": "mid"},
        {"name": "low", "acv": {"max": "10k"}, "touch": "low"},
    )
    ROLES: ClassVar[Data] = {"csm": ROLE, "pooled": {**ROLE, "pay": 60_000}}
    SEGMENTS: ClassVar[tuple[Data, ...]] = (
        {"name": "a", "customers": 100, "arr": 2_000_000, "arr_per_csm": 1_000_000, "complexity": 2},
        {"name": "b", "customers": 100, "arr": 800_000, "arr_per_csm": 1_000_000},
    )
    ECONOMICS: ClassVar[Data] = {"gross_margin": "80%", "costs": [{"name": "hosting", "share": "15%", "in": "gross"}]}

    def plan(self, *tasks: Data, **changes: Any) -> Data:
        section = {"file": "log.csv", "period": YEAR, "occurrence": "row"}
        base = {
            "roles": self.ROLES,
            "tiers": [*self.TIERS],
            "segments": [*self.SEGMENTS],
            "economics": self.ECONOMICS,
            "time_log": section,
        }
        return plan(tasks=[*tasks], **{**base, **changes})

    @staticmethod
    def log(*entries: tuple[str, str, int, int]) -> str:
        """Return a log with that many entries of a task in a segment, of that many minutes."""
        lines = ["date,csm,task,segment,minutes"]
        for task, segment, count, minutes in entries:
            days = (date(2026, 1, 1) + timedelta(number * 2 % 365) for number in range(count))
            lines += [f"{day},Ann,{task},{segment},{minutes}" for day in days]
        return "\n".join(lines) + "\n"

    def levers(self, folder: Path, data: Data, log: str) -> dict[str, list[Data]]:
        report = csplan.headcount(read(folder, data, log)).as_dict()
        return {team["team"]: team["levers"] for team in report["teams"]}

    def test_they_are_those_of_stated_values(self, tmp_path: Path) -> None:
        visit = {**VISIT, "times": {"mid": 4, "low": 2}}
        # 250 / 100 customers, 50 min * complexity 2; 50 / 100; the visits are stated 4 and 2 times.
        log = self.log(("call", "a", 250, 200), ("call", "b", 50, 100), ("visit", "a", 30, 240))
        found = self.levers(tmp_path, self.plan(CALL, visit), log)
        stated = self.plan(
            {**CALL, "takes": "100 min", "times": {"mid": 2.5, "low": 0.5}},
            {**visit, "takes": "120 min"},
            time_log=None,
        )
        expected = self.levers(tmp_path, stated, log)
        assert {name: [flat(lever) for lever in each] for name, each in found.items()} == {
            name: [flat(lever) for lever in each] for name, each in expected.items()
        }
        together = csplan.headcount(read(tmp_path, self.plan(CALL, visit), log)).rows("total")[0]["levers"]
        kinds = {lever["lever"] for lever in (*together, *found["a"])}
        assert kinds >= {"hours", "times", "price", "role", "tier"}
        assert [lever["after"] for lever in found["a"] if lever["lever"] == "tier"] == ["low"]
        assert "team" in {lever["lever"] for each in found.values() for lever in each}

    def test_nothing_is_free_in_a_tier_of_which_nobody_knows(self, tmp_path: Path) -> None:
        data = self.plan(CALL)
        # A fourth more and the price would be one of tier high, where no call was ever recorded.
        data["segments"] = [{**self.SEGMENTS[0], "arr": 2_400_000, "tier": None}]
        data["segments"] = [{key: value for key, value in data["segments"][0].items() if value is not None}]
        log = self.log(("call", "a", 400, 200))
        [found] = self.levers(tmp_path, data, log).values()
        assert found
        assert not [lever for lever in found if lever["lever"] == "tier"]
        assert all(lever["after"] < 25_000 or not lever["fits"] for lever in found if lever["lever"] == "price")

    def test_times_without_minutes_are_not_free_either(self, tmp_path: Path) -> None:
        # Calls are never made in mid, so nobody has to know how long they take; in low they would be.
        call = {**CALL, "times": {"high": 0, "mid": 0, "low": 12}}
        visit = {**VISIT, "times": {"high": 9, "mid": 9, "low": 1}, "takes": "2 h"}
        data = self.plan(call, visit)
        data["segments"] = [self.SEGMENTS[0]]
        [found] = self.levers(tmp_path, data, self.log(("visit", "a", 30, 240))).values()
        assert [lever["after"] for lever in found if lever["lever"] == "tier"] == []

    def test_a_tier_with_a_record_can_be_moved_to(self, tmp_path: Path) -> None:
        data = self.plan(CALL)
        log = self.log(("call", "a", 400, 400), ("call", "b", 50, 100))
        found = self.levers(tmp_path, data, log)
        assert [lever["after"] for lever in found["a"] if lever["lever"] == "tier"] == ["low"]


def flat(lever: Data) -> Data:
    """Return a lever to the digits that count."""
    return {key: pytest.approx(value, rel=1e-9) if isinstance(value, float) else value for key, value in lever.items()}
