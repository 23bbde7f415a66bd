"""What is found where a plan and its time log do not agree, or neither says anything."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, ClassVar

import pytest

from csplan.findings.diagnostic import line
from csplan.loader.plan import load_all
from tests.plans import plan, write

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from tests.plans import Data

YEAR = {"from": "2026-01-01", "to": "2026-12-31"}
TIERS = [
    {"name": "mid", "acv": {"min": "10k"}, "touch": "mid"},
    {"name": "low", "acv": {"max": "10k"}, "touch": "low"},
]
SEGMENTS = [
    {"name": "a", "customers": 10, "arr": 200_000},
    {"name": "b", "customers": 10, "arr": 20_000},
]
CALL: Data = {"name": "call", "kind": "reactive", "per": "customer"}


def log(*entries: tuple[str, str, Iterable[float]]) -> str:
    """Return a log with entries of a task in a segment, of these minutes, one every third day."""
    lines = ["date,csm,task,segment,minutes"]
    for task, segment, minutes in entries:
        days = (date(2026, 1, 1) + timedelta(3 * number) for number in range(365))
        lines += [f"{day},Ann,{task},{segment},{length}" for day, length in zip(days, minutes, strict=False)]
    return "\n".join(lines) + "\n"


def found(folder: Path, text: str, *tasks: Data, period: Data | None = YEAR, **changes: Any) -> list[str]:
    section = {"file": "log.csv", **({"period": period} if period else {})}
    data = plan(**{"tiers": TIERS, "segments": SEGMENTS, "tasks": [*tasks], "time_log": section, **changes})
    path = write(folder, data, {"log.csv": text})
    diagnostics = load_all(path, log=True).diagnostics
    # These logs have a few hours of a year.
    return [line(each).removeprefix(f"{path}:") for each in diagnostics if each.code != "incomplete-record"]


AROUND_100 = [90.0, 95, 100, 105, 110]


class TestContradictions:
    @pytest.mark.parametrize(
        ("takes", "minutes", "contradicted"),
        [
            ("70 min", AROUND_100 * 4, True),
            ("70 min", (AROUND_100 * 4)[:19], False),  # too few
            ("74 min", AROUND_100 * 4, True),  # 26 off, a quarter of what is measured is 25
            ("76 min", AROUND_100 * 4, False),
            ("130 min", AROUND_100 * 4, True),
            ("124 min", AROUND_100 * 4, False),
            ("60 min", [*[50.0] * 20, 400, 500], False),  # 81.8 on average, by two entries: 60 is in the interval
            ("100 min", AROUND_100 * 4, False),
        ],
    )
    def test_minutes(self, takes: str, minutes: list[float], contradicted: bool, tmp_path: Path) -> None:  # noqa: FBT001
        task = {**CALL, "takes": takes, "times": {"mid": len(minutes) / 10, "low": 0}}
        lines = found(tmp_path, log(("call", "a", minutes)), task)
        assert [each for each in lines if "contradicts-record" in each] == lines
        assert bool(lines) == contradicted

    @pytest.mark.parametrize(
        ("times", "entries", "contradicted"),
        [
            (6.0, 40, True),  # 40 entries of 10 customers are 4 a year
            (4.9, 40, False),
            (2.9, 40, True),
            (3.1, 40, False),
            (9.0, 19, False),
            (0.0, 40, True),
        ],
    )
    def test_how_often(self, times: float, entries: int, contradicted: bool, tmp_path: Path) -> None:  # noqa: FBT001
        task = {**CALL, "takes": "100 min", "times": {"mid": times, "low": 0}}
        # Evenly over the year, so that the interval is narrow.
        days = [date(2026, 1, 1) + timedelta(365 * number // entries) for number in range(entries)]
        text = "date,csm,task,segment,minutes\n" + "".join(f"{day},Ann,call,a,{90 + day.day}\n" for day in days)
        lines = found(tmp_path, text, task)
        assert [each for each in lines if "contradicts-record" in each] == lines
        assert bool(lines) == contradicted

    def test_the_places(self, tmp_path: Path) -> None:
        minutes = AROUND_100 * 8
        by_tier = {**CALL, "takes": "1 h", "times": {"mid": 2, "low": 1}}
        for_all = {**CALL, "name": "visit", "takes": "1 h", "times": 2}
        text = log(("call", "a", minutes), ("visit", "a", minutes), ("visit", "b", minutes))
        lines = found(tmp_path, text, by_tier, for_all)
        written = (tmp_path / "csplan.yaml").read_text(encoding="utf-8").splitlines()
        at = [(written[int(each.split(":")[0]) - 1].strip(), each.partition(": ")[2]) for each in lines]
        assert [(place, message.split(",")[0]) for place, message in at] == [
            ("takes: 1 h", "warning[contradicts-record]: call in tier mid is stated to take 60 min"),
            ("mid: 2", "warning[contradicts-record]: call in tier mid is stated 2 times a year"),
            ("takes: 1 h", "warning[contradicts-record]: visit in tier mid is stated to take 60 min"),
            ("takes: 1 h", "warning[contradicts-record]: visit in tier low is stated to take 60 min"),
            ("times: 2", "warning[contradicts-record]: visit in tier mid is stated 2 times a year"),
            ("times: 2", "warning[contradicts-record]: visit in tier low is stated 2 times a year"),
        ]
        assert at[0][1].endswith("the time log measures 100 min (97.9 to 102, n 40)")

    def test_a_task_that_is_never_done_has_no_minutes_to_contradict(self, tmp_path: Path) -> None:
        task = {**CALL, "takes": "1 h", "times": {"mid": 0, "low": 0}}
        [line] = found(tmp_path, log(("call", "a", AROUND_100 * 8)), task)
        assert "is stated 0 times a year" in line

    def test_complexity_is_not_the_tasks(self, tmp_path: Path) -> None:
        task = {**CALL, "takes": "50 min", "times": {"mid": 4, "low": 0}}
        segments = [{**SEGMENTS[0], "complexity": 2}, SEGMENTS[1]]
        assert found(tmp_path, log(("call", "a", AROUND_100 * 8)), task, segments=segments) == []

    def test_internal_tasks_are_not_compared_one_by_one(self, tmp_path: Path) -> None:
        task = {"name": "meeting", "kind": "internal", "takes": "1 h"}
        lines = found(tmp_path, log(("meeting", "", AROUND_100 * 8)), task)
        assert not any("meeting" in line for line in lines)


class TestMissing:
    def test_how_often(self, tmp_path: Path) -> None:
        lines = found(tmp_path, log(("call", "a", AROUND_100)), {**CALL, "takes": "1 h"})
        assert [each.partition(" ")[2] for each in lines] == [
            "warning[missing-times]: neither the plan nor the time log says how often call is done in tier low"
        ]

    def test_a_volume_of_none_says_nothing_of_how_often(self, tmp_path: Path) -> None:
        segments = [{**each, "new_customers": 0} for each in SEGMENTS]
        task = {**CALL, "per": "new_customer", "takes": "1 h"}
        lines = found(tmp_path, log(("call", "a", AROUND_100), ("call", "b", AROUND_100)), task, segments=segments)
        assert [each.partition(" ")[2][:22] for each in lines] == ["warning[missing-times]"] * 2

    def test_how_long_once_for_all_tiers(self, tmp_path: Path) -> None:
        lines = found(
            tmp_path, log(("other", "a", AROUND_100)), {**CALL, "times": 2}, {**CALL, "name": "other", "times": 1}
        )
        assert [each.partition(" ")[2] for each in lines] == [
            "error[missing-takes]: neither the plan nor the time log says how long call takes"
        ]

    def test_not_of_a_tier_without_customers(self, tmp_path: Path) -> None:
        segments = [SEGMENTS[0], {"name": "b", "tier": "low", "customers": 0, "arr": 0}]
        assert found(tmp_path, log(("call", "a", AROUND_100)), {**CALL, "takes": "1 h"}, segments=segments) == []

    @pytest.mark.parametrize("minutes", [[], [30.0]])
    def test_what_is_never_done_needs_nothing(self, minutes: list[float], tmp_path: Path) -> None:
        never = {**CALL, "times": 0}
        other = {**CALL, "name": "visit", "takes": "1 h", "times": 1}
        assert found(tmp_path, log(("visit", "a", [60.0]), ("call", "a", minutes)), never, other) == []

    def test_where_no_segment_has_a_tier(self, tmp_path: Path) -> None:
        lines = found(tmp_path, log(("visit", "a", AROUND_100)), {**CALL, "takes": "1 h"}, tiers=None)
        assert any(each.endswith("neither the plan nor the time log says how often call is done") for each in lines)


class TestThin:
    def test_fewer_than_five_entries(self, tmp_path: Path) -> None:
        entries = log(("call", "a", AROUND_100), ("call", "b", AROUND_100[:4]))
        task = {**CALL, "takes": "100 min"}
        assert [each.partition(" ")[2] for each in found(tmp_path, entries, task)] == [
            "warning[thin-record]: the time log has too few entries of call in tier low: 4"
        ]

    def test_one_entry_for_all_tiers(self, tmp_path: Path) -> None:
        entries = log(("call", "", [60.0]))
        assert [each.partition(" ")[2] for each in found(tmp_path, entries, {**CALL, "times": 2})][-1] == (
            "warning[thin-record]: the time log has too few entries of call in all tiers together: 1"
        )

    def test_not_of_what_is_stated(self, tmp_path: Path) -> None:
        assert found(tmp_path, log(("call", "a", [60.0])), {**CALL, "takes": "1 h", "times": 2}) == []


class TestShort:
    QUARTER: ClassVar[Data] = {"from": "2026-01-01", "to": "2026-03-31"}

    @pytest.mark.parametrize(
        ("period", "short"), [(QUARTER, True), ({**QUARTER, "to": "2026-07-02"}, False), (YEAR, False)]
    )
    def test_a_yearly_task(self, period: Data, short: bool, tmp_path: Path) -> None:  # noqa: FBT001
        # 2 entries in a quarter are 0.8 a year for each of 10 customers.
        entries = log(("call", "a", AROUND_100[:2]), ("call", "b", AROUND_100 * 4))
        lines = found(tmp_path, entries, {**CALL, "takes": "100 min"}, period=period)
        assert any("short-record" in each for each in lines) == short
        assert not any("short-record" in each and "90 days" not in each for each in lines)

    def test_not_of_what_is_stated_or_done_often(self, tmp_path: Path) -> None:
        entries = log(("call", "a", AROUND_100[:2]), ("call", "b", AROUND_100 * 4))
        task = {**CALL, "takes": "100 min"}
        assert found(tmp_path, entries, {**task, "times": {"mid": 1, "low": 8}}, period=self.QUARTER) == []
        assert found(tmp_path, entries, {**task, "times": {"mid": 1}}, period=self.QUARTER) == []


class TestIncomplete:
    """Times a year are measured too low where the log lacks time or people."""

    WORK: ClassVar[str] = "date,csm,task,segment,minutes\n"

    def lines(self, folder: Path, rows: str, task: Data, **changes: Any) -> list[str]:
        section = {"file": "log.csv", "period": {"from": "2026-01-05", "to": "2026-01-09"}, "occurrence": "row"}
        data = plan(**{"segments": [SEGMENTS[0]], "tasks": [task], "time_log": section, **changes})
        diagnostics = load_all(write(folder, data, {"log.csv": self.WORK + rows}), log=True).diagnostics
        return [each.message for each in diagnostics if each.code == "incomplete-record"]

    # The role is paid for 1,000 h a year: 13.7 h in five of 365 days, of which 85% are 11.64 h.
    def week(self, hours: float, *people: str) -> str:
        return "".join(f"2026-01-0{day},{each},call,a,{hours * 12}\n" for each in people for day in range(5, 10))

    def test_time(self, tmp_path: Path) -> None:
        task = {**CALL, "takes": "1 h"}
        assert self.lines(tmp_path, self.week(12, "Ann"), task) == []
        (message,) = self.lines(tmp_path, self.week(11, "Ann"), task)
        assert "only 80.3% of the paid time" in message

    def test_people(self, tmp_path: Path) -> None:
        task, now = {**CALL, "takes": "1 h"}, [{**SEGMENTS[0], "csms_now": 2}]
        assert self.lines(tmp_path, self.week(25, "Ann", "Bob"), task, segments=now) == []
        (message,) = self.lines(tmp_path, self.week(25, "Ann"), task, segments=now)
        assert "1 of the 2 people of a" in message

    def test_not_where_times_are_stated(self, tmp_path: Path) -> None:
        assert self.lines(tmp_path, self.week(1, "Ann"), {**CALL, "times": 12}) == []


class TestMerged:
    @pytest.mark.parametrize(("occurrence", "said"), [(None, True), ("day", False), ("row", False)])
    def test_entries_of_a_day(self, occurrence: str | None, said: bool, tmp_path: Path) -> None:  # noqa: FBT001
        section = {"file": "log.csv", **({"occurrence": occurrence} if occurrence else {})}
        text = "date,csm,task,segment,minutes\n" + "2026-01-05,Ann,call,a,30\n" * 6
        task = {**CALL, "takes": "30 min", "times": 12}
        lines = found(tmp_path, text, task, segments=[SEGMENTS[0]], time_log=section)
        assert [each for each in lines if "6 entries of the time log count as 1 occurrences" in each] == lines
        assert bool(lines) == said


def test_a_day_has_the_hours_of_the_role_that_serves_the_tier(tmp_path: Path) -> None:
    # The second role's day has 8 hours: a stated day is 480 minutes, as recorded. By the first role's it would be 240.
    roles = {
        "half": {
            "pay": 100_000,
            "loading": "0%",
            "time": {"contracted": "1000 h", "leave": "0 h", "internal": "0%", "hours_per_day": 4},
        },
        "whole": {
            "pay": 100_000,
            "loading": "0%",
            "time": {"contracted": "1000 h", "leave": "0 h", "internal": "0%", "hours_per_day": 8},
        },
    }
    task = {**CALL, "takes": "1 d", "times": {"mid": 2, "low": 0}}
    text = log(("call", "a", [470.0, 480, 490] * 8))
    segments = [{**SEGMENTS[0], "role": "whole"}]
    assert found(tmp_path / "whole", text, task, roles=roles, segments=segments) == []
    segments = [{**SEGMENTS[0], "role": "half"}]
    (contradicted,) = found(tmp_path / "half", text, task, roles=roles, segments=segments)
    assert "stated to take 240 min" in contradicted
