"""What `ceiling` says: the answer in words, and tables that people can read."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any

import pytest
from rich.cells import cell_len
from rich.console import Console

import csplan
from csplan.answers.ceiling import ceiling
from csplan.render import as_table
from csplan.render.formats import as_text
from csplan.render.view import View
from tests.plans import EXAMPLES, by_name, plan, segment, write

if TYPE_CHECKING:
    from pathlib import Path

    from csplan.report.report import Report
    from tests.plans import Data

TICKETS: Data = {"name": "tickets", "kind": "reactive", "per": "customer", "takes": "60 min", "times": 12}
WASTE: Data = {"waste": "mechanical", "avoidable": "50%"}


def report(folder: Path, **changes: Any) -> Report:
    return ceiling(csplan.load(write(folder, plan(**changes))))


def words(found: Report) -> dict[str, str]:
    result: dict[str, str] = {}
    for each in found.advice:
        result[each.subject] = f"{result.get(each.subject, '')} {each.text}".strip()
    return result


class TestWords:
    def test_the_answer(self, tmp_path: Path) -> None:
        reviews = {"name": "reviews", "kind": "proactive", "per": "customer", "takes": "4 h", "times": 2}
        # 12 h + 8 h of 1,000 h; 50 customers each; without 6 h of them 1,000 / 14.
        assert words(report(tmp_path, tasks=[{**TICKETS, **WASTE}, reviews])) == {
            "a": "One CSM can serve 50 customers. Today each has 50, who take 100.0% of the hours there are. "
            "What takes the most time: tickets (60.0%) and reviews (40.0%). Without avoidable time it would be 71.4. "
            "The largest part of it is in tickets (mechanical): 600.0 h a year (0.60 CSMs), or 21.4 customers more "
            "per CSM."
        }

    def test_one_task_and_no_waste(self, tmp_path: Path) -> None:
        assert words(report(tmp_path, segments=[segment(csms_now=None)])) == {
            "a": "One CSM can serve 83.3 customers. What takes the most time: tickets (100.0%). No task says what of "
            "it is avoidable: state `waste:` and `avoidable:` to see what that would give."
        }

    def test_one_customer(self, tmp_path: Path) -> None:
        tasks = [{**TICKETS, "takes": "1000 h", "times": 1}]
        assert words(report(tmp_path, tasks=tasks))["a"].startswith("One CSM can serve 1 customer. ")

    def test_waste_of_no_kind(self, tmp_path: Path) -> None:
        text = words(report(tmp_path, tasks=[{**TICKETS, "avoidable": "50%"}]))["a"]
        assert "in tickets: 600.0 h a year (0.60 CSMs), or 83.3 customers more per CSM." in text

    def test_all_is_avoidable(self, tmp_path: Path) -> None:
        text = words(report(tmp_path, tasks=[{**TICKETS, **WASTE, "avoidable": "100%"}]))["a"]
        assert text.endswith(
            "All of the work is avoidable. The largest part of it is in tickets (mechanical): 1,200.0 h a year (1.20 "
            "CSMs)."
        )

    def test_without_tasks(self, tmp_path: Path) -> None:
        found = report(tmp_path, tasks=None)
        assert words(found) == {
            "a": "There is no ceiling, because nothing says how long the work takes: add `tasks:`.",
        }
        row = found.as_dict()["segments"][0]
        assert (row["efficiency_ceiling"], row["tasks"]) == (None, [])
        for format in ("table", "json", "csv", "markdown"):  # noqa: A001
            assert as_text(found, format)

    def test_without_customers(self, tmp_path: Path) -> None:
        found = report(tmp_path, segments=[segment(customers=0, arr=0)])
        assert words(found) == {"a": "There is no ceiling, because there are no customers."}

    def test_where_nothing_is_done(self, tmp_path: Path) -> None:
        assert words(report(tmp_path, tasks=[{**TICKETS, "times": 0}])) == {
            "a": "There is no ceiling, because no task takes any time here."
        }

    def test_a_cause_is_said_once(self, tmp_path: Path) -> None:
        found = report(tmp_path, tasks=None, segments=[segment(), segment(name="b"), segment(name="c", customers=9)])
        assert list(words(found)) == ["a, b and c"]
        assert list(found.actions) == [
            "Say what CSMs do and how long it takes (`tasks:`), to see if these people can do the work."
        ]

    def test_a_role_without_hours(self, tmp_path: Path) -> None:
        found = report(tmp_path, roles={"csm": {"cost": "100k"}})
        assert words(found)["a"].endswith("nothing says how many hours a CSM has: add `time:` to the role.")
        assert "how many hours a CSM has" in found.actions[0]

    def test_nobody_serves_them_today(self, tmp_path: Path) -> None:
        assert "Today" not in words(report(tmp_path, segments=[segment(csms_now=0)]))["a"]


JSON_KEYS = {
    "roles": "role contracted_hours leave_hours sick_hours paid_hours internal_hours realization customer_hours "
    "hour_cost",
    "segments": "segment tier role hours_per_customer service_hours growth_hours avoidable_hours efficiency_ceiling "
    "efficiency_ceiling_low efficiency_ceiling_high limit_ceiling customers_per_csm_now utilization_now "
    "unused_hours_now unused_cost_now tasks",
    "tasks": "task kind volume times takes hours task_cost share waste avoidable_hours ceiling_gain "
    "csms_released basis n low high",
}


@pytest.fixture(scope="module")
def acme() -> Data:
    return ceiling(csplan.load(EXAMPLES / "acme-usd", log=True)).as_dict()


class TestExamples:
    def test_the_keys(self, acme: Data) -> None:
        assert list(acme) == ["schema", "plan", "roles", "segments", "findings"]
        assert acme["schema"] == "csplan/ceiling/2"
        for key in ("roles", "segments"):
            assert [list(row) for row in acme[key]] == [JSON_KEYS[key].split()] * len(acme[key])
        assert [list(task) for row in acme["segments"] for task in row["tasks"]] == [JSON_KEYS["tasks"].split()] * 24

    def test_by_hand(self, acme: Data) -> None:
        """The worked example, by hand."""
        roles = by_name(acme["roles"], "role")
        assert roles["csm"]["customer_hours"] == pytest.approx(1094.8)
        assert roles["pooled"]["customer_hours"] == pytest.approx(1173)
        mid = by_name(acme["segments"], "segment")["logistics mid"]
        assert mid["efficiency_ceiling"] == pytest.approx(28.15, abs=0.005)
        assert mid["customers_per_csm_now"] == 65
        assert [task["task"] for task in mid["tasks"]][:2] == ["business review", "check-in"]
        assert [task["hours"] for task in mid["tasks"]] == sorted(
            (task["hours"] for task in mid["tasks"]), reverse=True
        )
        # 165,000 of a CSM over 1,094.8 hours are 150.71 an hour; 520 hours of data and analysis
        assert roles["csm"]["hour_cost"] == pytest.approx(150.7125, abs=0.0005)
        assert by_name(mid["tasks"], "task")["data and analysis"]["task_cost"] == pytest.approx(78_370.5, abs=0.5)
        assert (mid["unused_hours_now"], mid["unused_cost_now"]) == (0, 0)
        review, analysis = mid["tasks"][0], by_name(mid["tasks"], "task")["data and analysis"]
        assert review["hours"] == pytest.approx(130 * 2 * 6)
        assert review["share"] == pytest.approx(130 * 2 * 6 / 5056)
        # 520 h, of which 60%; 1,094.8 / ((5,056 - 312) / 130) - 1,094.8 / (5,056 / 130)
        assert analysis["avoidable_hours"] == pytest.approx(312)
        assert analysis["csms_released"] == pytest.approx(312 / 1094.8)
        assert analysis["ceiling_gain"] == pytest.approx(1094.8 * 130 / 4744 - 1094.8 * 130 / 5056)
        assert sum(task["share"] for task in mid["tasks"]) == pytest.approx(1)
        assert sum(task["avoidable_hours"] for task in mid["tasks"]) == pytest.approx(mid["avoidable_hours"])
        assert mid["limit_ceiling"] == pytest.approx(1094.8 * 130 / (5056 - mid["avoidable_hours"]))

    @pytest.mark.parametrize("width", [80, 100])
    @pytest.mark.parametrize("example", ["acme-usd", "yunfan-cny"])
    def test_a_table_holds_the_width(self, example: str, width: int) -> None:
        text = io.StringIO()
        as_table.print_report(ceiling(csplan.load(EXAMPLES / example)), Console(file=text, width=width, no_color=True))
        assert max(cell_len(line) for line in text.getvalue().splitlines()) <= width

    def test_csv_has_every_task(self) -> None:
        found = ceiling(csplan.load(EXAMPLES / "acme-usd"))
        rows = list(csv.DictReader(io.StringIO(as_text(found, "csv"))))
        tasks = [row for row in rows if row["table"] == "tasks"]
        assert len(tasks) == 24
        review = next(row for row in tasks if row["task"] == "business review" and row["segment"] == "logistics mid")
        assert float(review["share"]) == pytest.approx(1560 / 5056)

    def test_one_segment(self) -> None:
        found = ceiling(csplan.load(EXAMPLES / "acme-usd"), ["small shops"])
        assert [row["segment"] for row in found.rows("segments")] == ["small shops"]
        assert [row["role"] for row in found.rows("roles")] == ["csm"]
        assert [each.subject for each in found.advice] == ["small shops"]
        assert json.loads(as_text(found, "json"))["segments"][0]["tasks"]
        with pytest.raises(ValueError, match="no segment is named 'small shop': did you mean small shops"):
            ceiling(csplan.load(EXAMPLES / "acme-usd"), ["small shop"])


@pytest.mark.parametrize(("takes", "minutes"), [("0.7 h", 42), ("1.1 h", 66), ("2.3 h", 138), ("0.55 h", 33)])
def test_minutes_have_no_float_dust(takes: str, minutes: int, tmp_path: Path) -> None:
    task = {"name": "call", "kind": "proactive", "per": "customer", "takes": takes, "times": 2}
    found = ceiling(csplan.load(write(tmp_path, plan(tasks=[task])))).as_dict()
    assert json.dumps(found["segments"][0]["tasks"][0]["takes"]) in {str(minutes), f"{minutes}.0"}


def test_an_hour_costs_two_decimals() -> None:
    # 165,000 / 1,094.8 h is 150.7125...; 113,000 / 1,173 h is 96.3341...
    text = as_text(ceiling(csplan.load(EXAMPLES / "acme-usd")), "table", View(wide=True, all=True))
    assert " 150.71" in text
    assert " 96.33" in text
