"""What `timelog` says of a log, and of logs that say little."""

from __future__ import annotations

import io
import json
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from rich.cells import cell_len
from rich.console import Console

import csplan
from csplan.answers.timelog import timelog
from csplan.render import as_table
from csplan.render.formats import as_text
from tests.plans import EXAMPLES, ROLE, by_name, plan, write

if TYPE_CHECKING:
    from pathlib import Path

    from csplan.render.formats import Format
    from csplan.report.report import Report
    from tests.plans import Data

CALL: Data = {"name": "call", "kind": "reactive", "per": "customer", "takes": "60 min", "times": 12}
MEETING: Data = {"name": "meeting", "kind": "internal"}
FORMATS: tuple[Format, ...] = ("table", "json", "csv", "markdown")
TEN_WEEKS = {"from": "2026-01-05", "to": "2026-03-15"}


def log(**hours: dict[str, float]) -> str:
    """Return a log of ten weeks: hours a week of each CSM by task; those of customers are of segment a."""
    lines = ["date,csm,task,segment,hours"]
    for week in range(10):
        monday = date(2026, 1, 5) + timedelta(weeks=week)
        for csm, tasks in hours.items():
            for task, each in tasks.items():
                segment = "" if task == "meeting" else "a"
                lines += [f"{monday + timedelta(day)},{csm},{task},{segment},{each / 5}" for day in range(5)]
    return "\n".join(lines) + "\n"


def report(folder: Path, text: str, **changes: Any) -> Report:
    # 2,086 h of paid time, of which 1,043 for customers, are 400 h and 200 h in ten weeks: 40 and 20 a week.
    time = {"contracted": f"{40 * 365 / 7} h", "leave": "0 h", "internal": "50%"}
    section = {"file": "log.csv", "period": TEN_WEEKS}
    base = {"roles": {"csm": {**ROLE, "time": time}}, "tasks": [CALL, MEETING], "time_log": section}
    path = write(folder, plan(**{**base, **changes}), {"log.csv": text})
    return timelog(csplan.load(path, log=True))


def words(found: Report) -> list[tuple[str, str]]:
    return [(each.subject, each.text) for each in found.advice]


def status(found: Report) -> dict[str, str]:
    return {row["csm"]: row["status"] for row in found.rows("csms")}


class TestSaturation:
    def test_by_csm(self, tmp_path: Path) -> None:
        found = report(
            tmp_path,
            log(
                Ann={"call": 15, "meeting": 25},
                Bob={"call": 30, "meeting": 12},
                Cid={"call": 5, "meeting": 35},
                Dan={"call": 5, "meeting": 10},
            ),
        )
        assert status(found) == {"Ann": "healthy", "Bob": "overloaded", "Cid": "idle", "Dan": "unknown"}
        rows = by_name(list(found.rows("csms")), "csm")
        assert rows["Ann"]["capacity"] == pytest.approx(200)
        assert rows["Ann"]["saturation"] == pytest.approx(0.75)
        assert rows["Dan"]["recorded"] == pytest.approx(15 / 40)
        assert [each for each in words(found) if each[0] != "skill"] == [
            ("overloaded", "More time is recorded than is paid: Bob (105.0%)."),
            (
                "idle",
                "The record is complete, and it has far fewer hours for customers than there are: Cid (25.0%).",
            ),
            (
                "unknown",
                "Over 15% of paid time is not in the log, so nobody knows how busy they are (recorded): Dan (37.5%).",
            ),
        ]
        [team] = found.rows("teams")
        assert (team["team"], team["customer_hours"], team["capacity"]) == ("a", 550, pytest.approx(800))

    def test_an_incomplete_log_makes_nobody_idle(self, tmp_path: Path) -> None:
        assert status(report(tmp_path, log(Ann={"call": 5}))) == {"Ann": "unknown"}

    def test_nor_do_tasks_that_the_plan_does_not_know(self, tmp_path: Path) -> None:
        found = report(tmp_path, log(Ann={"call": 5, "secret": 30, "meeting": 5}))
        assert status(found) == {"Ann": "unknown"}
        assert words(found) == [
            (
                "unknown",
                "The log has too many hours of unknown tasks to tell how busy they are: Ann (300.0 h).",
            )
        ]

    def test_a_log_of_half_the_work(self, tmp_path: Path) -> None:
        section = {"file": "log.csv", "covers": "50%", "period": TEN_WEEKS}
        assert status(report(tmp_path, log(Ann={"call": 8, "meeting": 12}), time_log=section)) == {"Ann": "healthy"}

    def test_hours_are_those_of_the_role_of_the_team(self, tmp_path: Path) -> None:
        time = {"contracted": "730 h", "leave": "0 h", "internal": "0%"}  # 140 h in ten weeks
        roles = {"csm": ROLE, "part": {**ROLE, "time": time}}
        segments = [
            {"name": "a", "customers": 10, "arr": 200_000},
            {"name": "b", "customers": 10, "arr": 200_000, "role": "part"},
        ]
        text = log(Ann={"call": 1}, Bob={"call": 1}) + "2026-01-05,Bob,call,b,20\n"
        found = report(tmp_path, text, roles=roles, segments=segments)
        rows = by_name(list(found.rows("csms")), "csm")
        assert (rows["Ann"]["team"], rows["Bob"]["team"]) == ("a", "b")
        assert rows["Ann"]["capacity"] == pytest.approx(1000 * 70 / 365)
        assert rows["Bob"]["capacity"] == pytest.approx(140)

    def test_thresholds_are_those_of_the_rule_pack(self, tmp_path: Path) -> None:
        rules = {"name": "own", "currency": "USD", "triggers": {"idle": 0.2, "overloaded": 0.97}}
        found = report(tmp_path, log(Ann={"call": 15, "meeting": 25}, Cid={"call": 5, "meeting": 33}), rules=rules)
        assert status(found) == {"Ann": "overloaded", "Cid": "healthy"}


class TestWaste:
    def test_hours_of_a_year_by_kind(self, tmp_path: Path) -> None:
        tasks = [
            {**CALL, "waste": "mechanical", "avoidable": "50%"},
            {**CALL, "name": "visit", "avoidable": "10%"},
            MEETING,
        ]
        found = report(tmp_path, log(Ann={"call": 15, "visit": 10, "meeting": 12}), tasks=tasks)
        rows = {row["waste"]: row for row in found.rows("waste")}
        # Half of 150 h; a tenth of 100 h; of 370 h; 70 days.
        assert rows["mechanical"]["hours"] == pytest.approx(75)
        assert rows["mechanical"]["hours_a_year"] == pytest.approx(75 * 365 / 70)
        assert rows["mechanical"]["share"] == pytest.approx(75 / 370)
        assert rows["(no kind stated)"]["hours"] == pytest.approx(10)
        assert rows["skill"]["hours"] == 0
        said = "Fixes would free, a year of the whole team: mechanical 391.1 h (let a tool take it); "
        assert ("waste", f"{said}(no kind stated) 52.1 h.") in words(found)


class TestLittle:
    def formats(self, found: Report) -> None:
        for format in FORMATS:  # noqa: A001
            assert as_text(found, format)
        json.dumps(found.as_dict(), allow_nan=False)

    def test_a_plan_without_tasks(self, tmp_path: Path) -> None:
        found = report(tmp_path, log(Ann={"call": 5}), tasks=None)
        assert [(row["name"], row["share"]) for row in found.rows("by_task")] == [("(tasks the plan does not know)", 1)]
        assert found.rows("measured") == []
        assert status(found) == {"Ann": "unknown"}
        self.formats(found)

    def test_unknown_tasks_only(self, tmp_path: Path) -> None:
        found = report(tmp_path, log(Ann={"secret": 40}))
        assert [(row["name"], row["share"]) for row in found.rows("by_task")] == [
            ("call", 0),
            ("meeting", 0),
            ("(tasks the plan does not know)", 1),
        ]
        assert status(found) == {"Ann": "unknown"}
        self.formats(found)

    def test_no_segments(self, tmp_path: Path) -> None:
        found = report(tmp_path, log(Ann={"meeting": 40}))
        assert [(row["name"], row["share"]) for row in found.rows("by_tier")] == [("(no customer or segment)", 1)]
        assert found.rows("csms")[0]["team"] is None
        assert found.rows("teams") == []
        self.formats(found)

    def test_no_tiers(self, tmp_path: Path) -> None:
        found = report(tmp_path, log(Ann={"call": 40}))
        assert [row["name"] for row in found.rows("by_tier")] == ["(no customer or segment)"]

    def test_one_entry(self, tmp_path: Path) -> None:
        text = "date,csm,task,segment,minutes\n2026-01-05,Ann,call,a,60\n2026-01-05,Ann,call,a,0\n"
        found = report(tmp_path, text, time_log={"file": "log.csv"})
        period, how, bad, short = found.notes
        assert period == (
            "The log has 1 entry of 1 person from 2026-01-05 to 2026-01-05, 1.0 h: 100.0% of the team's work."
        )
        assert how == "Totals are made of means, not of medians. Minutes are those of complexity 1."
        assert bad == "1 row is left out: the findings say why."
        assert short == "It is shorter than half a year, so it says little of what is done once a year."
        [measured] = found.rows("measured")
        assert (measured["n"], measured["takes_low"], measured["thin"]) == (1, None, "thin")
        self.formats(found)

    def test_half_a_year_is_long_enough(self, tmp_path: Path) -> None:
        section = {"file": "log.csv", "period": {"from": "2026-01-01", "to": "2026-07-02"}}
        assert len(report(tmp_path, log(Ann={"call": 5}), time_log=section).notes) == 2

    def test_without_a_log(self, tmp_path: Path) -> None:
        loaded = csplan.load(write(tmp_path, plan()), log=True)
        with pytest.raises(ValueError, match="the plan has no time log"):
            timelog(loaded)


class TestExamples:
    KEYS = "schema plan log by_task by_kind by_tier by_csm csms teams waste skill measured findings"

    @pytest.mark.parametrize(
        ("example", "overloaded", "incomplete", "slow"),
        [
            ("acme-usd", "Maya Lindqvist", "Chris Novak", ("Tom Becker", "check-in")),
            ("yunfan-cny", "周婷", "郑琳", ("吴昊", "例行回访")),
        ],
    )
    def test_what_was_put_into_the_logs_is_found(
        self, example: str, overloaded: str, incomplete: str, slow: tuple[str, str]
    ) -> None:
        found = timelog(csplan.load(EXAMPLES / example, log=True))
        said = found.as_dict()
        assert list(said) == self.KEYS.split()
        assert {row["csm"]: row["status"] for row in said["csms"] if row["status"] != "healthy"} == {
            overloaded: "overloaded",
            incomplete: "unknown",
        }
        assert [(row["csm"], row["task"]) for row in said["skill"]] == [slow]
        for key in ("by_task", "by_kind", "by_tier", "by_csm"):
            assert sum(row["hours"] for row in said[key]) == pytest.approx(said["log"]["hours"])
            assert sum(row["share"] for row in said[key]) == pytest.approx(1)
            assert sum(row["occurrences"] for row in said[key]) == said["log"]["occurrences"]
        left_out = [each["message"] for each in said["findings"] if each["code"] == "rows-left-out"]
        log = [each for each in left_out if each.startswith(f"{said['log']['bad_rows']} ")]
        assert log
        assert any(note.startswith(f"{said['log']['bad_rows']} rows are left out") for note in found.notes)

    @pytest.mark.parametrize("width", [80, 100])
    @pytest.mark.parametrize("example", ["acme-usd", "yunfan-cny"])
    def test_a_table_holds_the_width(self, example: str, width: int) -> None:
        text = io.StringIO()
        found = timelog(csplan.load(EXAMPLES / example, log=True))
        as_table.print_report(found, Console(file=text, width=width, no_color=True))
        assert max(cell_len(line) for line in text.getvalue().splitlines()) <= width
        assert "█" in text.getvalue()

    def test_a_bar_of_the_whole_holds_the_width(self, tmp_path: Path) -> None:
        found = report(tmp_path, log(Ann={"call": 40}), tasks=[{**CALL, "name": "call"}, {**MEETING, "name": "m" * 60}])
        for width in (40, 80, 100):
            text = io.StringIO()
            as_table.print_report(found, Console(file=text, width=width, no_color=True))
            assert max(cell_len(line) for line in text.getvalue().splitlines()) <= width


def test_a_role_without_hours_leaves_open_how_busy_people_are(tmp_path: Path) -> None:
    role = {"pay": "120k", "loading": "30%"}
    found = report(tmp_path, log(Ann={"call": 20.0}), roles={"csm": role})
    assert found.rows("csms") == []
    hours = {row["name"]: row["hours"] for row in found.rows("by_kind")}
    assert hours["reactive"] == pytest.approx(200)
    for format in FORMATS:  # noqa: A001 - as the option
        assert as_text(found, format)
