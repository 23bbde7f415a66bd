"""The time logs of the examples: made by their script, written as people and trackers do, and read as meant."""

from __future__ import annotations

import csv
import re
from collections import Counter, defaultdict
from datetime import date, timedelta
from io import StringIO
from pathlib import Path
from statistics import mean, median
from typing import TYPE_CHECKING, NamedTuple

import pytest

from csplan.loader.plan import load_all
from examples.make_logs import ACME, BOOK, YUNFAN, acme, yunfan

if TYPE_CHECKING:
    from collections.abc import Iterable

    from csplan.findings.diagnostic import Finding

EXAMPLES = Path(__file__).parents[1] / "examples"
ENTRY = re.compile(
    r"- \{date: (?P<day>[^,]+), csm: (?P<csm>[^,]+), task: (?P<task>[^,]+)"
    r"(, segment: (?P<segment>[^,]+))?, minutes: (?P<minutes>[^,]+)\}"
)
ALIASES = {
    "customer call": "check-in",
    "ticket": "bug and request liaison",
    "QBR": "business review",
    "上线": "交接与上线",
    "回访": "例行回访",
    "挽回": "风险客户挽回",
}
FIRST, LAST = date(2026, 7, 1), date(2026, 9, 30)
ACME_PEOPLE = {"Ana Ruiz", "Ben Okafor", "Chris Novak", "Maya Lindqvist", "Priya Nair", "Tom Becker"}
YUNFAN_PEOPLE = {"刘洋", "孙倩", "周婷", "吴昊", "郑琳", "陈立"}
PERIOD = 92 / 365
"""In years."""


class Entry(NamedTuple):
    """A good entry of a log; for 云帆 an occurrence: the rows of one task, CSM, customer and day together."""

    day: date
    csm: str
    task: str
    place: str
    minutes: float


def read_acme() -> list[Entry]:
    """Read Acme's log without csplan; bad entries are left out."""
    comment, *lines = ACME.read_text(encoding="utf-8").splitlines()
    assert comment.startswith("# Made by examples/make_logs.py")
    found = []
    for line in lines:
        match = ENTRY.fullmatch(line)
        assert match
        minutes = float(match["minutes"])
        if 0 < minutes <= 1440 and "/" not in match["day"]:
            task = ALIASES.get(match["task"], match["task"])
            day = date.fromisoformat(match["day"])
            found.append(Entry(day, match["csm"], task, match["segment"] or "", minutes))
    return found


def rows_of_yunfan() -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(YUNFAN.read_text(encoding="utf-8-sig"))))


def read_yunfan() -> list[Entry]:
    """Read 云帆's log without csplan; bad rows are left out."""
    sums: defaultdict[tuple[date, str, str, str], float] = defaultdict(float)
    for row in rows_of_yunfan():
        match = re.fullmatch(r"(\d\d):(\d\d):(\d\d)", row["Duration"])
        if match and row["Duration"] != "00:00:00" and match[1] < "24" and row["Start date"] != "2026-08-32":
            hours, minutes, seconds = map(int, match.groups())
            task = row["Task"] or row["Description"]
            key = (date.fromisoformat(row["Start date"]), row["User"], ALIASES.get(task, task), row["Client"])
            sums[key] += hours * 60 + minutes + seconds / 60
    return [Entry(*key, minutes) for key, minutes in sums.items()]


def segment_of_customers() -> dict[str, str]:
    """By who holds them in the account book."""
    book = csv.DictReader(StringIO(BOOK.read_bytes().decode("gb18030")))
    held = dict.fromkeys(("刘洋", "孙倩"), "零售连锁") | dict.fromkeys(("周婷", "吴昊", "郑琳"), "中小企业")
    return {row["客户名称"]: held.get(row["客户成功经理"], "") for row in book}


def of_task(entries: Iterable[Entry], task: str, *places: str) -> list[Entry]:
    return [entry for entry in entries if entry.task == task and entry.place in places]


def test_the_script_writes_the_logs() -> None:
    assert ACME.read_bytes() == acme()
    assert YUNFAN.read_bytes() == yunfan()


def test_yunfans_log_is_as_toggl_track_exports_it() -> None:
    data = YUNFAN.read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    heading, first = data.decode("utf-8-sig").split("\n")[:2]
    assert heading == (
        "User,Email,Client,Project,Task,Description,Billable,"
        "Start date,Start time,End date,End time,Duration,Tags,Amount (CNY)"
    )
    assert first.startswith("刘洋,liuyang@yunfan.example,")
    described = sum(not row["Task"] for row in rows_of_yunfan())
    assert described == pytest.approx(4168 / 10, rel=0.15)  # the task's name as the description


def test_how_much_the_logs_hold() -> None:
    entries, rows = read_acme(), rows_of_yunfan()
    assert len(ACME.read_text(encoding="utf-8").splitlines()) == 1 + len(entries) + 4
    assert len(entries) == pytest.approx(4000, rel=0.1)
    assert len(rows) == pytest.approx(4000, rel=0.1)
    assert {entry.csm for entry in entries} == ACME_PEOPLE
    assert {row["User"] for row in rows} == YUNFAN_PEOPLE


@pytest.mark.parametrize("entries", [read_acme(), read_yunfan()], ids=["acme", "yunfan"])
def test_people_work_on_working_days_and_take_leave(entries: list[Entry]) -> None:
    days = {entry.day for entry in entries}
    assert (min(days), max(days)) == (FIRST, LAST)
    weekdays = {day for day in (FIRST + timedelta(index) for index in range(92)) if day.weekday() < 5}
    assert len(weekdays) == 66
    assert days <= weekdays
    worked = Counter(csm for _, csm in {(entry.day, entry.csm) for entry in entries})
    assert all(45 <= count <= 63 for count in worked.values())


@pytest.mark.parametrize("entries", [read_acme(), read_yunfan()], ids=["acme", "yunfan"])
def test_one_day_has_over_24_hours_and_no_other_is_long(entries: list[Entry]) -> None:
    days: Counter[tuple[str, date]] = Counter()
    for entry in entries:
        days[entry.csm, entry.day] += round(entry.minutes)
    (longest, minutes), (_, next_longest) = days.most_common(2)
    assert longest in {("Priya Nair", date(2026, 9, 3)), ("孙倩", date(2026, 7, 28))}
    assert minutes > 24 * 60
    assert next_longest < 14 * 60


# Volume of the driver × how often a year × the period × the share that is done, 84% and 89%; by hand, from the plans.
@pytest.mark.parametrize(
    ("task", "segment", "expected"),
    [
        ("check-in", "logistics mid", 130 * 12 * PERIOD * 0.84),
        ("bug and request liaison", "logistics mid", 130 * 6 * PERIOD * 0.84),
        ("business review", "retail enterprise", 24 * 4 * PERIOD * 0.84),
        ("onboarding", "logistics mid", 30 * 1.5 * PERIOD * 0.84),
        ("rescue", "logistics mid", 130 * 0.2 * 2 * PERIOD * 0.84),
        ("例行回访", "零售连锁", 42 * 18 * PERIOD * 0.89),
        ("问题与需求对接", "中小企业", 130 * 12 * PERIOD * 0.89),
        ("续约", "中小企业", 100 * 1 * PERIOD * 0.89),
        ("交接与上线", "零售连锁", 8 * 3 * PERIOD * 0.89),
    ],
)
def test_tasks_are_about_as_frequent_as_the_plan_says(task: str, segment: str, expected: float) -> None:
    customers = [name for name, held in segment_of_customers().items() if held == segment]
    entries = of_task([*read_acme(), *read_yunfan()], task, segment, *customers)
    assert len(entries) == int(expected + 0.5)


def test_one_task_of_each_plan_is_not_as_long_as_it_says() -> None:
    small = [name for name, held in segment_of_customers().items() if held == "中小企业"]
    liaison = [entry.minutes for entry in of_task(read_acme(), "bug and request liaison", "logistics mid")]
    reports = [entry.minutes for entry in of_task(read_yunfan(), "数据分析报告", *small)]
    assert mean(liaison) == pytest.approx(57, rel=0.05)  # the plan says 40
    assert mean(reports) == pytest.approx(80, rel=0.05)  # the plan says 120
    assert median(liaison) < mean(liaison)


@pytest.mark.parametrize(
    ("entries", "task", "places", "slow"),
    [
        (read_acme(), "check-in", ["logistics mid"], "Tom Becker"),
        (
            read_yunfan(),
            "例行回访",
            [name for name, held in segment_of_customers().items() if held == "中小企业"],
            "吴昊",
        ),
    ],
    ids=["acme", "yunfan"],
)
def test_one_csm_is_slow_at_one_task(entries: list[Entry], task: str, places: list[str], slow: str) -> None:
    found = of_task(entries, task, *places)
    slowly = [entry.minutes for entry in found if entry.csm == slow]
    others = [entry.minutes for entry in found if entry.csm != slow]
    assert len(slowly) > 50
    assert mean(slowly) / mean(others) == pytest.approx(1.4, rel=0.07)


@pytest.mark.parametrize(
    ("entries", "paid", "internal", "overloaded", "incomplete"),
    [
        (read_acme(), 1840, {"notes and CRM", "internal meetings", "training"}, "Maya Lindqvist", "Chris Novak"),
        (read_yunfan(), 1896, {"记录与行政", "内部会议", "培训"}, "周婷", "郑琳"),
    ],
    ids=["acme", "yunfan"],
)
def test_one_csm_is_overloaded_and_one_forgets_to_log(
    entries: list[Entry], paid: float, internal: set[str], overloaded: str, incomplete: str
) -> None:
    recorded: Counter[str] = Counter()
    customers: Counter[str] = Counter()
    for entry in entries:
        share = round(entry.minutes * 60)
        recorded[entry.csm] += share
        customers[entry.csm] += share if entry.task not in internal else 0
    paid_seconds = paid * PERIOD * 3600
    for csm in recorded:
        if csm == incomplete:
            assert recorded[csm] / paid_seconds < 0.8
        else:
            assert 0.87 < recorded[csm] / paid_seconds < 1.06
        # Customer hours are 59.5% and 63.75% of paid hours.
        assert (customers[csm] / paid_seconds > 0.75) == (csm == overloaded)


def read_by_csplan(folder: str, log: str) -> list[Finding]:
    """Return what csplan says of a log."""
    found = load_all(EXAMPLES / folder, log=True)
    assert found.plan is not None
    return [each for each in found.diagnostics if each.where is not None and each.where.file.endswith(log)]


def test_csplan_reads_acmes_log() -> None:
    found = read_by_csplan("acme-usd", ACME.name)
    assert sorted(each.code for each in found) == [
        *("full-day", "rows-left-out", "unknown-task", "unknown-task"),
        *["unreadable-row"] * 4,
    ]
    assert {each.subject for each in found if each.code == "unknown-task"} == {"team offsite", "busines review"}
    excerpts = "".join(each.where.excerpt for each in found if each.where and each.code == "unreadable-row")
    for dirt in ("minutes: -45}", "minutes: 0}", "minutes: 1500}", "date: 17/08/26,"):
        assert excerpts.count(dirt) == 1


def test_csplan_reads_yunfans_log() -> None:
    found = read_by_csplan("yunfan-cny", YUNFAN.name)
    assert sorted(each.code for each in found) == [
        *("full-day", "rows-left-out", "unknown-log-customer", "unknown-task", "unknown-task"),
        *["unreadable-row"] * 5,
    ]
    assert {each.subject for each in found if each.code == "unknown-task"} == {"团建", "例行会访"}
    [customer] = [each for each in found if each.code == "unknown-log-customer"]
    assert "望川鹿野人力资源" in customer.message
    excerpts = "".join(each.where.excerpt for each in found if each.where and each.code == "unreadable-row")
    for dirt in (",-00:30:00,", ",00:00:00,", ",25:12:08,", ",2026-08-32,16:05:10,", ",14:20:00,,"):
        assert excerpts.count(dirt) == 1
