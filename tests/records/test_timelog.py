# ruff: noqa: E501 - a case is a line, with its whole message
"""Time logs: tables and lists of entries, what counts, and what is said of the rest."""

from __future__ import annotations

import gc
import tracemalloc
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csplan.plan.log import FullDay, UnknownTask
from csplan.records.log import occurrences as log_occurrences
from csplan.records.log import rows as log_rows
from csplan.records.log import sources as log_sources
from csplan.records.log import words as log_words
from tests.records.timelogs import CUSTOMERS, HEAD, PLAN, read_log, read_named

if TYPE_CHECKING:
    from pathlib import Path


ROWS = HEAD + "2026-01-05,Ana,check-in,30,Retail\n2026-03-31,Ben,onboarding,1:30,Logistics\n"
TWO = [
    ("check-in", "Ana", 0, "2026-01-05", 30.0),
    ("onboarding", "Ben", 1, "2026-03-31", 90.0),
]


# --- tables ----------------------------------------------------------------------------------------------------------


def test_a_table_is_read_into_columns(tmp_path: Path) -> None:
    result = read_log(tmp_path, ROWS)
    log = result.only
    assert result.found == []
    assert result.rows == TWO
    assert (log.file, log.tasks, log.known_tasks, log.csms) == (
        "log.csv",
        ["onboarding", "check-in", "Team meeting"],
        3,
        ["Ana", "Ben"],
    )
    assert (log.rows, log.bad_rows, log.covers, log.unknown, log.full_days) == (2, 0, 1.0, [], [])
    assert (log.first_day, log.last_day) == (date(2026, 1, 5).toordinal(), date(2026, 3, 31).toordinal())
    assert log.years == 86 / 365
    assert (log.task.typecode, log.csm.typecode, log.segment.typecode, log.day.typecode) == ("i", "i", "i", "i")
    assert log.minutes.typecode == "d"


@pytest.mark.parametrize(
    "table",
    [
        ROWS.encode("utf-8-sig"),
        ROWS.replace(",", ";").encode(),
        ROWS.replace(",", "\t").encode(),
        ROWS.replace("\n", "\r\n").encode(),
        ROWS.replace("\n", "\n\n").encode(),
        (ROWS + ",,,,\n , ,,,\n").encode(),
        ROWS.replace("date,csm,task", "DATE, Csm ,Task").encode(),
        ROWS.replace("check-in", '" check-in\n"').encode(),
        ROWS.replace("Ana", " Ana ").replace("Retail", "retail ").encode(),
        ROWS.replace("date,", "start_date,").encode(),
    ],
)
def test_a_table_may_be_written_in_many_ways(tmp_path: Path, table: bytes) -> None:
    result = read_log(tmp_path, table)
    assert result.rows == TWO
    assert result.found == []


def test_chinese_names_in_gb18030(tmp_path: Path) -> None:
    table = (
        "日期,人,任务,时长,客户\n2026年1月5日,刘洋,上线,1小时30分,云帆科技\n2026年1月6日,刘洋,团建,90 分钟,云帆科技\n"
    )
    columns = ", columns: {date: 日期, csm: 人, task: 任务, minutes: 时长, customer: 客户}"
    result = read_log(tmp_path, table.encode("gb18030"), settings=columns)
    assert result.rows == [("onboarding", "刘洋", 1, "2026-01-05", 90.0), ("团建", "刘洋", 1, "2026-01-06", 90.0)]
    guessed, found = result.found
    assert guessed.code == "table-encoding"
    assert found.where is not None
    assert (found.subject, found.where.line, found.where.column, found.where.excerpt) == (
        "团建",
        3,
        14,
        "2026年1月6日,刘洋,团建,90 分钟,云帆科技",
    )


def test_start_and_end_make_a_length(tmp_path: Path) -> None:
    table = """\
date,csm,task,start,end,end_date
2026-01-05,Ana,check-in,9:00,10:15,
2026-01-06,Ana,check-in,11:30 PM,12:15 AM,2026-01-07
2026-01-07,Ana,check-in,23:00,24:00,-
"""
    assert [row[4] for row in read_log(tmp_path, table).rows] == [75.0, 45.0, 60.0]


def test_a_length_goes_before_start_and_end_and_minutes_before_hours(tmp_path: Path) -> None:
    table = """\
date,csm,task,minutes,hours,start,end
2026-01-05,Ana,check-in,20,0.33,9:00,8:00
2026-01-06,Ana,check-in,,0.5,junk,
2026-01-07,Ana,check-in,,-,9:00,9:40
2026-01-08,Ana,check-in,50,junk,junk,junk
2026-01-09,Ana,check-in,,junk,9:00,9:40
"""
    result = read_log(tmp_path, table)
    assert [row[4] for row in result.rows] == [20.0, 30.0, 40.0, 50.0]
    assert result.lines[0] == "6:26 unreadable-row: this row is left out: 'junk' is not a duration"


def test_of_two_faults_the_first_is_named(tmp_path: Path) -> None:
    table = HEAD + "2026-02-30,,,-5,Retail\n2026-01-05,,,-5,Retail\n"
    reasons = [each.message.partition(": ")[2] for each in read_log(tmp_path, table).found[:2]]
    assert reasons == ["'2026-02-30' is not a date that can be read", "its duration is below zero"]


def test_covers_and_period_are_taken_from_the_plan(tmp_path: Path) -> None:
    settings = ", covers: 50%, period: {from: 2026-01-01, to: 2026-03-31}"
    log = read_log(tmp_path, ROWS, settings=settings).only
    assert (log.covers, log.years) == (0.5, 90 / 365)


# --- bad rows --------------------------------------------------------------------------------------------------------

BAD = [
    ("2026-01-05,Ana,check-in,-5,Retail", 25, "its duration is below zero"),
    ("2026-01-05,Ana,check-in,0,Retail", 25, "its duration is zero"),
    ("2026-01-05,Ana,check-in,,Retail", 25, "it has no duration"),
    ("2026-01-05,Ana,check-in,soon,Retail", 25, "'soon' is not a duration"),
    ("2026-01-05,Ana,check-in,24:01,Retail", 25, "it lasts over 24 hours (24.02 h)"),
    ("2026-02-30,Ana,check-in,5,Retail", 1, "'2026-02-30' is not a date that can be read"),
    (",Ana,check-in,5,Retail", 1, "it has no date"),
    ("2025-12-31,Ana,check-in,5,Retail", 1, "'2025-12-31' is outside the period of the log, 2026-01-01 to 2026-12-31"),
    ("2026-01-05,Ana,check-in,5,Retail,x", 1, "it has 6 cells, the headings are 5"),
    ('2026-01-05,Ana,"check"-in,5,Retail', 1, "a quote ends before its cell does"),
]


@pytest.mark.parametrize(("row", "column", "reason"), BAD)
def test_a_bad_row_is_left_out_and_listed(tmp_path: Path, row: str, column: int, reason: str) -> None:
    table = f'{HEAD}2026-01-05,Ana,"check-in\n",30,Retail\n\n{row}\n2026-03-31,Ben,onboarding,1:30,Logistics\n'
    result = read_log(tmp_path, table, settings=", period: {from: 2026-01-01, to: 2026-12-31}")
    assert result.rows == TWO
    assert (result.only.rows, result.only.bad_rows) == (2, 1)
    assert result.lines == [
        f"5:{column} unreadable-row: this row is left out: {reason}",
        "1:1 rows-left-out: 1 of 3 rows is left out of all sums",
    ]


@pytest.mark.parametrize(
    ("row", "column", "reason"),
    [
        ("10:00,9:00,", 29, "it ends before it starts"),
        ("10:00,10:00,", 29, "its duration is zero"),
        ("10:00,9:00,2026-01-04", 29, "it ends before it starts"),
        ("10:00,11:00,2026-01-06", 29, "it lasts over 24 hours (25 h)"),
        ("10:00,11:00,soon", 35, "'soon' is not a date that can be read"),
        ("ten,11:00,", 23, "'ten' is not a time of day"),
        ("10:00,25:00,", 29, "'25:00' is not a time of day"),
        ("10:00,,", 29, "it has no duration"),
        (",10:00,", 23, "it has no duration"),
    ],
)
def test_bad_starts_and_ends(tmp_path: Path, row: str, column: int, reason: str) -> None:
    table = f"date,csm,task,start,end,end_date\n2026-01-05,Ana,check-in,9:00,9:30,\n2026-01-05,A,check-in,{row}\n"
    result = read_log(tmp_path, table)
    assert result.only.minutes.tolist() == [30.0]
    assert result.lines[0] == f"3:{column} unreadable-row: this row is left out: {reason}"


def test_the_first_bad_rows_are_listed_and_all_are_counted(tmp_path: Path) -> None:
    bad = "".join(f"2026-01-05,Ana,check-in,{'x' if line % 3 else '5,5'},Retail\n" for line in range(3000))
    result = read_log(tmp_path, ROWS + ROWS.removeprefix(HEAD).replace("Retail", "Logistics") * 2000 + bad)
    assert (result.only.rows, result.only.bad_rows) == (4002, 3000)
    assert [each.where.line for each in result.found if each.where and each.code == "unreadable-row"] == list(
        range(4004, 4024)
    )
    assert (
        result.lines[-2] == "1:1 rows-left-out: 3,000 of 7,002 rows are left out of all sums; the first 20 are listed"
    )


def test_where_more_rows_are_left_out_than_count_nothing_does(tmp_path: Path) -> None:
    result = read_log(tmp_path, ROWS + "2026-01-05,Ana,check-in,soon,Retail\n" * 3)
    assert result.log is None
    assert result.found[-1].severity == "error"
    assert (
        result.lines[-1]
        == "1:1 unusable-rows: only 2 of 5 rows can be used; most often because, as in line 4: 'soon' is not a duration"
    )


def test_a_quote_that_is_not_closed_costs_one_row(tmp_path: Path) -> None:
    result = read_log(tmp_path, ROWS.replace("2026-03-31", '2026-01-06,Ana,"check-in,5,Retail\n2026-03-31'))
    assert result.rows == TWO
    assert result.lines[0] == "3:1 unreadable-row: this row is left out: a quote is not closed"


def test_a_log_of_nothing_measures_nothing(tmp_path: Path) -> None:
    result = read_log(tmp_path, HEAD)
    assert result.log is None
    assert result.lines[-1] == "1:1 empty-log: no entry of the time log counts"
    assert {each.severity for each in result.found} == {"warning"}


def test_days_of_over_24_hours_are_flagged_and_kept(tmp_path: Path) -> None:
    rows = "".join(
        f"2026-01-0{day},Ana,check-in,{hours} h,Retail\n" * 2 for day, hours in ((5, 12), (6, 12.1), (7, 13))
    )
    result = read_log(tmp_path, HEAD + rows + "2026-01-05,Ben,check-in,24:00,Retail\n")
    assert result.only.rows == 7
    assert result.only.full_days == [
        FullDay("Ana", date(2026, 1, 6).toordinal(), 1452.0),
        FullDay("Ana", date(2026, 1, 7).toordinal(), 1560.0),
    ]
    assert result.lines == [
        "1:1 full-day: on 2 days one person logs over 24 hours: Ana 24.2 h on 2026-01-06, Ana 26.0 h on 2026-01-07"
    ]


# --- names -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "task"),
    [
        ("onboarding", "onboarding"),
        (" onboarding ", "onboarding"),
        ("ONBOARDING", "onboarding"),
        ("kick-off", "onboarding"),
        ("上线", "onboarding"),
        ("team meeting", "Team meeting"),
    ],
)
def test_a_task_is_found_by_its_name_or_an_alias(tmp_path: Path, name: str, task: str) -> None:
    result = read_log(tmp_path, f"{HEAD}2026-01-05,Ana,{name},5,Retail\n")
    assert [row[0] for row in result.rows] == [task]
    assert result.found == []


def test_names_that_differ_in_case_alone_stay_apart(tmp_path: Path) -> None:
    plan = "tasks: [{name: Call, kind: proactive}, {name: call, kind: reactive, aliases: [CALL]}]\ntime_log:\n"
    rows = "".join(f"2026-01-05,Ana,{name},{minutes},\n" for name, minutes in (("call", 1), ("Call", 2), ("CALL", 4)))
    log = read_log(tmp_path, HEAD + rows, plan=plan).only
    assert list(zip(log.task, log.minutes, strict=True)) == [(1, 1.0), (0, 6.0)]


def test_unknown_tasks_count_as_time_and_are_listed(tmp_path: Path) -> None:
    rows = """\
2026-01-05,Ana,chek-in,30,Retail
2026-01-05,Ana,offsite,0,Retail
2026-01-06,Ana,CHEK-IN,90,Retail
2026-01-06,Ana,offsite,4 h,
2026-01-06,Ana,only in a bad row,0,Retail
2026-01-07,Ben,check-in,10,Retail
"""
    result = read_log(tmp_path, HEAD + rows)
    log = result.only
    assert log.tasks == ["onboarding", "check-in", "Team meeting", "chek-in", "offsite"]
    assert log.unknown == [UnknownTask("offsite", 1, 240.0), UnknownTask("chek-in", 2, 120.0)]
    assert sum(log.minutes) == 370.0
    assert result.lines[3:] == [
        "5:16 unknown-task: the plan has no task 'offsite': 1 entry of 4.0 h counts as time in no task",
        "2:16 unknown-task: the plan has no task 'chek-in': 2 entries of 2.0 h count as time in no task",
    ]
    assert [each.hint for each in result.found[3:]] == [
        "add a task, or an alias of one",
        "did you mean check-in? then list it in its `aliases`",
    ]
    assert [each.subject for each in result.found[3:]] == ["offsite", "chek-in"]


def test_many_unknown_tasks_are_listed_up_to_twenty(tmp_path: Path) -> None:
    rows = "".join(f"2026-01-05,Ana,thing {number},{51 - number},Retail\n" for number in range(23))
    result = read_log(tmp_path, HEAD + rows)
    assert len(result.only.unknown) == 23
    assert result.codes == ["unknown-task"] * 21
    assert result.lines[-1] == "1:1 unknown-task: 3 more names are not tasks of the plan: 3 entries of 1.5 h"
    rows = "".join(rows.splitlines(keepends=True)[:21])
    assert (
        read_log(tmp_path, HEAD + rows).lines[-1].startswith("1:1 unknown-task: 1 more name is not a task of the plan")
    )


def test_a_quoted_name_over_two_lines_points_at_its_row(tmp_path: Path) -> None:
    result = read_log(tmp_path, f'{HEAD}2026-01-05,Ana,"odd\nthing",5,Retail\n')
    assert result.lines == [
        "2:1 unknown-task: the plan has no task 'odd thing': 1 entry of 0.1 h counts as time in no task"
    ]


def test_a_plan_without_tasks_has_unknown_ones_alone(tmp_path: Path) -> None:
    log = read_log(tmp_path, ROWS, plan="segments: [{name: Retail}]\ntime_log:\n").only
    assert (log.known_tasks, log.tasks) == (0, ["check-in", "onboarding"])


def test_a_csm_is_one_person_in_any_case(tmp_path: Path) -> None:
    result = read_log(tmp_path, f"{HEAD}2026-01-05,Ana,check-in,5,Retail\n2026-01-05,ANA,check-in,5,Retail\n")
    assert result.rows == [("check-in", "Ana", 0, "2026-01-05", 10.0)]


def test_a_csm_that_only_a_bad_row_names_is_none(tmp_path: Path) -> None:
    log = read_log(tmp_path, f"{HEAD}2026-01-05,Zoe,check-in,0,Retail\n" + ROWS.removeprefix(HEAD)).only
    assert log.csms == ["Ana", "Ben"]


def test_a_segment_is_found_by_its_name_or_by_the_customer(tmp_path: Path) -> None:
    table = """\
date,csm,task,minutes,segment,customer
2026-01-01,Ana,check-in,5,logistics,Acme
2026-01-02,Ana,check-in,5,,Acme
2026-01-03,Ana,check-in,5,, BOREALIS
2026-01-04,Ana,check-in,5,-,云帆科技
2026-01-05,Ana,check-in,5,Unheard,Acme
2026-01-06,Ana,Team meeting,5,,
2026-01-07,Ana,Team meeting,5,Unheard,Someone
"""
    result = read_log(tmp_path, table)
    assert [row[2] for row in sorted(result.rows, key=lambda row: row[3])] == [1, 0, 1, 1, 0, -1, -1]
    assert result.found == []


def test_unknown_segments_and_customers_are_counted_by_name(tmp_path: Path) -> None:
    table = "date,csm,task,minutes,segment,customer\n"
    table += "2026-01-05,Ana,check-in,5,Retial,\n" * 3 + "2026-01-05,Ana,check-in,5,Nowhere,Nobody\n"
    table += "".join(f"2026-01-05,Ana,check-in,5,,Client {number % 7}\n" for number in range(10))
    result = read_log(tmp_path, table)
    assert set(result.only.segment) == {-1}
    assert result.lines == [
        "1:1 unknown-log-segment: it names segments that the plan does not have: 'Retial' (3), 'Nowhere' (1); 4 entries, counted in no segment",
        "1:1 unknown-log-customer: it names customers that the account book does not have: 'Client 0' (2), 'Client 1' (2), 'Client 2' (2), 'Client 3' (1), 'Client 4' (1) and 2 more; 10 entries, counted in no segment",
    ]
    assert result.found[0].hint == "did you mean Retail?"


def test_customers_without_an_account_book(tmp_path: Path) -> None:
    table = "date,csm,task,minutes,customer\n2026-01-05,Ana,check-in,5,Acme\n"
    result = read_log(tmp_path, table, customers=None)
    assert result.lines == [
        "1:1 unknown-log-customer: nothing says in which segments its customers are: 1 entry, counted in no segment"
    ]


def test_work_for_customers_that_names_none_is_said(tmp_path: Path) -> None:
    table = "date,csm,task,minutes\n2026-01-05,Ana,check-in,60\n2026-01-05,Ana,Team meeting,600\n"
    [found] = read_log(tmp_path, table).found
    assert (found.code, found.severity, found.message) == (
        "unplaced-time",
        "warning",
        "1.0 h of work for customers (100% of it) name neither segment nor customer: counted in no segment",
    )
    with_segments = (
        HEAD + "2026-01-05,Ana,check-in,60,\n2026-01-05,Ana,check-in,180,Retail\n2026-01-05,Ana,Team meeting,60,\n"
    )
    assert "(25% of it)" in read_log(tmp_path, with_segments).lines[0]
    assert read_log(tmp_path, "date,csm,task,minutes\n2026-01-05,Ana,Team meeting,600\n").found == []


# --- occurrences -----------------------------------------------------------------------------------------------------

SPLIT = """\
date,csm,task,minutes,segment,customer
2026-01-05,Ana,check-in,10,,Acme
2026-01-05,Ana,check-in,10,retail,ACME
2026-01-05,Ana,check-in,10,,Borealis
2026-01-05,Ana,check-in,10,Retail,
2026-01-05,Ana,check-in,10,retail,
2026-01-05,Ben,check-in,10,,Acme
2026-01-05,Ana,onboarding,10,,Acme
2026-01-06,Ana,check-in,10,,Acme
"""


def test_rows_of_one_task_csm_customer_and_day_are_one_occurrence(tmp_path: Path) -> None:
    assert read_log(tmp_path, SPLIT).rows == [
        ("check-in", "Ana", 0, "2026-01-05", 20.0),  # Acme, in two rows
        ("check-in", "Ana", 0, "2026-01-05", 20.0),  # Retail, without a customer
        ("check-in", "Ana", 0, "2026-01-06", 10.0),
        ("check-in", "Ana", 1, "2026-01-05", 10.0),
        ("check-in", "Ben", 0, "2026-01-05", 10.0),
        ("onboarding", "Ana", 0, "2026-01-05", 10.0),
    ]


def test_each_row_is_an_occurrence_where_the_plan_says_so(tmp_path: Path) -> None:
    log = read_log(tmp_path, SPLIT, settings=", occurrence: row").only
    assert log.minutes.tolist() == [10.0] * 8
    assert log.segment.tolist() == [0, 0, 1, 0, 0, 0, 0, 0]


@pytest.mark.parametrize(("window", "merged"), [(1, 1), (2, 7), (5, 1), (5, 1000), (1000, 7)])
@pytest.mark.parametrize("order", ["day", "csm", "mixed"])
def test_occurrences_do_not_depend_on_the_order_of_rows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, window: int, merged: int, order: str
) -> None:
    monkeypatch.setattr(log_occurrences, "WINDOW", window)
    monkeypatch.setattr(log_occurrences, "MERGED", merged)
    monkeypatch.setattr(log_sources, "BLOCK", 3)
    cells = [(day, csm, customer) for day in range(1, 6) for csm in "AB" for customer in CUSTOMERS for _ in range(2)]
    if order == "csm":
        cells.sort(key=lambda cell: cell[1])
    elif order == "mixed":
        cells = cells[::2] + cells[1::2]
    rows = "".join(
        f"2026-01-0{day},{csm},check-in,{5 + row % 2},{name}\n" for row, (day, csm, name) in enumerate(cells)
    )
    result = read_log(tmp_path, "date,csm,task,minutes,customer\n" + rows)
    assert result.only.rows == 60
    assert len(result.rows) == 30
    assert sum(result.only.minutes) == 330.0
    if order != "mixed":
        assert set(result.only.minutes) == {11.0}


# --- what the columns are --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("head", "settings", "message", "hint"),
    [
        (
            "day,csm,task,minutes",
            "",
            "the table has no column date: its headings are 'day', 'csm', 'task', 'minutes'",
            "say which it is: `columns: {date: ...}`",
        ),
        (
            "date,cms,task,minutes",
            "",
            "the table has no column csm: its headings are 'date', 'cms', 'task', 'minutes'",
            "did you mean cms?",
        ),
        (
            "day,who,what,minutes",
            "",
            "the table has no column date; csm; task: its headings are 'day', 'who', 'what', 'minutes'",
            "say which it is: `columns: {date: ..., csm: ..., task: ...}`",
        ),
        (
            "date,csm,minutes",
            "",
            "the table has no column task: its headings are 'date', 'csm', 'minutes'",
            "a day's total of a person says nothing of tasks: export one row a piece of work, or state `task`",
        ),
        (
            "Key,Summary,Log Work",
            "",
            "its work logs stand inside a cell, with their people and days: they can't be read as rows",
            "export the work logs themselves, one row a piece of work",
        ),
        (
            "date,csm,task,time",
            "",
            "the table has no column minutes, and none for hours or seconds or for start and end: its headings are 'date', 'csm', 'task', 'time'",
            "say which it is: `columns: {minutes: ...}`",
        ),
        (
            "date,csm,task,start",
            "",
            "the table has no column minutes, and none for hours or seconds or for start and end: its headings are 'date', 'csm', 'task', 'start'",
            "say which it is: `columns: {minutes: ...}`",
        ),
        (
            "date,csm,task,minutes",
            ", columns: {task: Tasc}",
            "the table has no column 'Tasc' for task, which `columns` gives: its headings are 'date', 'csm', 'task', 'minutes'",
            "did you mean task?",
        ),
        (
            "date,csm,task,task,minutes",
            "",
            "2 columns of the table have the heading 'task'",
            "rename all but one",
        ),
        (
            "date,csm,What,What,minutes",
            ", columns: {task: what}",
            "2 columns of the table have the heading 'what'",
            "rename all but one",
        ),
    ],
)
def test_columns_that_can_not_be_found(tmp_path: Path, *, head: str, settings: str, message: str, hint: str) -> None:
    result = read_log(tmp_path, f"{head}\n", settings=settings)
    assert result.log is None
    [found] = result.found
    assert (found.code, found.severity, found.message, found.hint) == (
        "duplicate-column" if "2 columns" in message else "missing-column",
        "error",
        f"log.csv: {message}",
        hint,
    )
    assert found.where is not None
    assert found.where.file == "csplan.yaml"


def test_a_heading_twice_that_is_not_needed_is_passed_over(tmp_path: Path) -> None:
    table = "date,csm,task,minutes,end,end\n2026-01-05,Ana,check-in,5,x,y\n"
    assert read_log(tmp_path, table).only.rows == 1


def test_a_column_that_csplan_does_not_know_is_said(tmp_path: Path) -> None:
    result = read_log(tmp_path, ROWS, settings=", columns: {custmer: segment, colour: task}")
    assert result.lines == [
        "7:29 unknown-column: 'custmer' is not a column of a time log",
        "7:47 unknown-column: 'colour' is not a column of a time log",
    ]
    assert result.found[0].hint == "did you mean customer?"
    assert result.found[1].hint.startswith("known: date, csm, task, minutes, hours, seconds, duration, segment")


def test_a_heading_that_is_nearly_a_column_is_said(tmp_path: Path) -> None:
    result = read_log(tmp_path, "date,csm,task,minutes,Segmnet,Note\n2026-01-05,Ana,Team meeting,5,Retail,x\n")
    assert result.lines == ["1:1 unknown-column: 'Segmnet' is ignored; the column that csplan knows is segment"]
    assert result.found[0].hint == "rename it, or state `columns: {segment: Segmnet}`"
    table = "date,csm,task,minutes,customer,segment,end_date,Customers\n2026-01-05,Ana,Team meeting,5,,,,\n"
    assert read_log(tmp_path, table).found == []


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("missing.csv", "missing-file"),
        ("../x.csv", "outside-folder"),
        (".", "directory"),
        ("missing.yaml", "missing-file"),
    ],
)
def test_a_file_that_can_not_be_opened(tmp_path: Path, name: str, code: str) -> None:
    result = read_named(tmp_path, name)
    assert (result.log, result.codes) == (None, [code])
    assert result.found[0].where is not None
    assert (result.found[0].where.file, result.found[0].where.line) == ("csplan.yaml", 7)


def test_the_short_form_names_the_file_alone(tmp_path: Path) -> None:
    (tmp_path / "log.csv").write_text(ROWS, encoding="utf-8")
    from csplan.findings.diagnostic import Finding
    from csplan.loader.places import Places
    from csplan.plan.document import PlanFile
    from csplan.plan.timelog import TimeLogFile
    from csplan.records.log.log import read_time_log
    from csplan.sources.yaml_events import parse
    from csplan.sources.yaml_file import YamlFile

    parsed = parse("time_log: lgo.csv\n")
    places = Places(YamlFile("plans/csplan.yaml", "time_log: lgo.csv\n", parsed.data, parsed.marks))
    section = TimeLogFile.model_validate({"file": "lgo.csv"})
    plan, found = PlanFile.model_construct(), list[Finding]()
    assert read_time_log(section, plan, (), None, tmp_path, places, places.main.name, found) is None
    [diagnostic] = found
    assert (diagnostic.message, diagnostic.hint) == ("plans/lgo.csv: there is no such file", "did you mean log.csv?")
    assert diagnostic.where is not None
    assert diagnostic.where[1:3] == (1, 11)


@pytest.mark.parametrize(
    ("settings", "line"),
    [
        (
            ", covers: 0%",
            "7:27 out-of-range: covers is out of range: a log that holds none of the work measures nothing",
        ),
        (", period: {from: 2026-02-01, to: 2026-01-01}", "7:50 out-of-range: the period ends before it starts"),
    ],
)
def test_settings_that_make_no_sense(tmp_path: Path, settings: str, line: str) -> None:
    result = read_log(tmp_path, ROWS, settings=settings)
    assert result.log is None
    assert result.lines == [line]
    assert result.found[0].severity == "error"


@pytest.mark.parametrize("column", ["csm", "task", "customer"])
def test_a_column_of_free_text_can_not_fill_the_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, column: str
) -> None:
    monkeypatch.setitem(log_rows.MOST_NAMES, column, 6)
    cells = {"date": "2026-01-05", "csm": "Ana", "task": "check-in", "minutes": "5", "customer": "Acme"}
    rows = [{**cells, column: f"name {number}"} for number in range(7)]
    result = read_log(tmp_path, "\n".join(",".join(row) for row in [cells, *(row.values() for row in rows)]))
    assert result.log is None
    assert result.found[-1].code == "too-many-names"
    assert result.found[-1].message.startswith(
        f"log.csv: there are more than 6 different names in the column {column}, such as 'name "
    )


def test_what_is_remembered_stays_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(log_words, "_MOST_TEXTS", 2)
    monkeypatch.setattr(log_sources, "BLOCK", 5)
    rows = "".join(f"2026-01-{day:02},Ana,odd {day % 3},{day},Retail\n" for day in range(1, 29))
    log = read_log(tmp_path, HEAD + rows * 2).only
    assert sum(log.minutes) == 2 * sum(range(1, 29))
    assert [each.rows for each in log.unknown] == [20, 18, 18]


# --- the order of day and month --------------------------------------------------------------------------------------


def numeric(*dates: str) -> str:
    return HEAD + "".join(f"{each},Ana,check-in,5,Retail\n" for each in dates)


def test_the_whole_file_tells_the_order(tmp_path: Path) -> None:
    result = read_log(tmp_path, numeric("03/04/2026", "05/05/2026", *["01/02/2026"] * 200, "31/12/2026"))
    assert [row[3] for row in result.rows] == ["2026-02-01", "2026-04-03", "2026-05-05", "2026-12-31"]
    assert result.lines == ["1:1 log-dates: its dates are read day first, because '31/12/2026' can't be otherwise"]
    assert result.found[0].hint == "state `date_format: dmy` to be sure"


def test_a_stated_order_is_kept(tmp_path: Path) -> None:
    result = read_log(tmp_path, numeric("03/04/2026", "31/12/2026"), settings=", date_format: mdy")
    assert [row[3] for row in result.rows] == ["2026-03-04"]
    assert result.lines[0] == "3:1 unreadable-row: this row is left out: '31/12/2026' is not a date that can be read"


@pytest.mark.parametrize("name", ["log.csv", "log.yaml"])
def test_an_open_order_is_an_error(tmp_path: Path, name: str) -> None:
    text = numeric("03/04/2026")
    if name == "log.yaml":
        text = "- {date: 03/04/2026, csm: Ana, task: check-in, minutes: 5}\n"
    result = read_log(tmp_path, text, name)
    assert (result.log, result.codes) == (None, ["ambiguous-dates"])
    assert result.found[0].severity == "error"


def test_one_date_in_both_orders_needs_none(tmp_path: Path) -> None:
    assert read_log(tmp_path, numeric("05/05/2026")).found == []


# --- YAML ------------------------------------------------------------------------------------------------------------

ENTRIES = """\
- {date: 2026-01-05, csm: Ana, task: check-in, minutes: 30, segment: Retail, note: 'x: y'}
- date: 2026-03-31
  CSM: Ben
  task: onboarding
  hours: 1.5
  segment: Logistics
"""


@pytest.mark.parametrize("name", ["log.yaml", "log.YML"])
@pytest.mark.parametrize(
    "text",
    [
        ENTRIES,
        "\ufeff" + ENTRIES,
        "# kept by hand\n\ntime_log:\n" + ENTRIES,
        "---\n" + ENTRIES + "...\n",
        ENTRIES.replace("note: 'x: y'", "tags: [a, b]"),
        ENTRIES.replace("date: 2026-03-31", "start_date: 2026-03-31"),
        ENTRIES.replace("csm: Ana", "CSM: Ana").replace(
            "minutes: 30", "minutes: '', start: 9:00, end: 9:30, end_date: ~"
        ),
    ],
)
def test_a_list_of_entries_is_read(tmp_path: Path, name: str, text: str) -> None:
    result = read_log(tmp_path, text, name)
    assert result.rows == TWO
    assert result.found == []


def test_keys_may_be_mapped_and_misspelt(tmp_path: Path) -> None:
    text = "- {day: 2026-01-05, csm: Ana, task: x, what: check-in, minutes: 30, custmer: Acme, Date: junk}\n"
    result = read_log(tmp_path, text, "log.yaml", settings=", columns: {date: day, task: what}")
    assert result.rows == [("check-in", "Ana", -1, "2026-01-05", 30.0)]
    assert result.codes == ["unknown-column", "unplaced-time"]
    assert result.found[0].message == "'custmer' is ignored; the column that csplan knows is customer"


def test_two_spellings_of_a_key_are_one(tmp_path: Path) -> None:
    text = "- {date: 2026-01-05, csm: Ana, task: check-in, Minutes: 5}\n- {Date: 2026-01-06, csm: Ana, task: check-in, minutes: 5}\n"
    assert len(read_log(tmp_path, text, "log.yaml").rows) == 2


@pytest.mark.parametrize(
    ("entry", "where", "reason"),
    [
        ("{date: 2026-01-05, csm: Ana, task: check-in, minutes: -5}", "2:57", "its duration is below zero"),
        (
            "{date: 2026-02-30, csm: Ana, task: check-in, minutes: 5}",
            "2:10",
            "'2026-02-30' is not a date that can be read",
        ),
        ("{csm: Ana, task: check-in, minutes: 5}", "2:1", "it has no date"),
        ("{date: 2026-01-05, csm: Ana, task: check-in}", "2:1", "it has no duration"),
        ("{}", "2:1", "it has no date"),
        ("check-in", "2:1", "it is not a mapping"),
        ("{date: [2026-01-05], csm: Ana, task: check-in, minutes: 5}", "2:1", "its date is not a single value"),
        ("\n  date: 2026-01-05\n  csm: Ana\n  task: check-in\n  minutes: soon", "6:12", "'soon' is not a duration"),
        (
            '{date: "2026-\n    02-30", csm: Ana, task: check-in, minutes: 5}',
            "2:1",
            "'2026- 02-30' is not a date that can be read",
        ),
    ],
)
def test_a_bad_entry_is_left_out_and_listed(tmp_path: Path, entry: str, where: str, reason: str) -> None:
    first, rest = ENTRIES.split("\n", 1)
    result = read_log(tmp_path, f"{first}\n- {entry}\n{rest}", "log.yaml")
    assert result.rows == TWO
    assert (result.only.rows, result.only.bad_rows) == (2, 1)
    found, count = result.lines
    assert found == f"{where} unreadable-row: this entry is left out: {reason}"
    assert count == "1:1 rows-left-out: 1 entry is left out of all sums"


def test_bad_entries_point_at_their_values(tmp_path: Path) -> None:
    text = "- {date: 2026-01-05, csm: Ana, task: check-in, minutes: 0}\n- date: 2026-01-05\n  csm: Ana\n  task: 5 checks\n  minutes: 5 checks\n"
    result = read_log(tmp_path, text, "log.yaml")
    assert [line.split(" ")[0] for line in result.lines[:2]] == ["1:57", "5:12"]


def test_the_first_bad_entries_are_listed_and_all_are_counted(tmp_path: Path) -> None:
    result = read_log(tmp_path, ENTRIES + "- {date: x}\n" * 3000, "log.yaml")
    assert result.only.bad_rows == 3000
    assert result.lines[-1] == "1:1 rows-left-out: 3,000 entries are left out of all sums; the first 20 are listed"
    assert len(result.lines) == 21


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("- &a {date: 2026-01-05}\n- *a\n", "yaml-alias", 1),
        ("- {date: &a 2026-01-05}\n", "yaml-alias", 1),
        ("- {date: !!str 2026-01-05}\n", "yaml-tag", 1),
        ("- {&a date: 2026-01-05}\n", "yaml-alias", 1),
        ("- {date: 2026-01-05}\n- !x {date: 2026-01-05}\n", "yaml-tag", 2),
        ("&a\n- {date: 2026-01-05}\n", "yaml-alias", 1),
        ("!x\ntime_log: []\n", "yaml-tag", 1),
        ("!x time_log: []\n", "yaml-tag", 1),
        ("- {date: 2026-01-05,\n   date: 2026-01-05}\n", "duplicate-key", 2),
        ("- {date: 2026-01-05}\n- {<<: {csm: Ana}}\n", "yaml-merge", 2),
        ("- {<<: Ana}\n", "yaml-merge", 1),
        ("- {[a]: b}\n", "yaml-key", 1),
        ("- {date: 2026-01-05\n", "yaml-syntax", 1),
        ("- {date: 2026-01-05}\n\t- x\n", "yaml-syntax", 2),
        ("- {date: \x07}\n", "yaml-syntax", 1),
        ("- {date: 2026-01-05}\n---\n- {date: 2026-01-05}\n", "yaml-documents", 2),
        ("- " + "[" * 100 + "]" * 100, "yaml-depth", 1),
        ("", "empty-file", 1),
        ("log", "wrong-shape", 1),
        ("{}", "wrong-shape", 1),
        ("time_log: 5", "wrong-shape", 1),
        ("log: []", "wrong-shape", 1),
        ("time_log: []\nmore: []", "wrong-shape", 1),
        ("{[a]: b}", "yaml-key", 1),
    ],
)
def test_yaml_that_is_refused(tmp_path: Path, text: str, code: str, line: int) -> None:
    result = read_log(tmp_path, text, "log.yaml")
    assert result.log is None
    first = result.found[0]
    assert (first.code, first.severity) == (code, "error")
    assert first.where is not None
    assert (first.where.file, first.where.line) == ("log.yaml", line)


def test_yaml_in_another_encoding_is_refused(tmp_path: Path) -> None:
    result = read_log(tmp_path, "- {csm: 刘洋}\n".encode("gb18030"), "log.yaml")
    [found] = result.found
    assert (result.log, found.code) == (None, "encoding")
    assert found.where is not None
    assert (found.where.file, found.where.line) == ("log.yaml", 1)


@pytest.mark.parametrize("text", ["[]", "time_log: []"])
def test_an_empty_list_measures_nothing(tmp_path: Path, text: str) -> None:
    assert read_log(tmp_path, text, "log.yaml").codes == ["empty-log"]


def test_entries_are_read_in_blocks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(log_sources, "BLOCK", 2)
    text = "".join(f"- {{date: {day}/02/2026, csm: Ana, task: odd, minutes: 5}}\n" for day in range(1, 29))
    result = read_log(tmp_path, text, "log.yaml")
    assert (result.only.rows, len(result.rows)) == (28, 28)
    assert result.codes == ["log-dates", "unknown-task"]
    assert result.lines[1].startswith("1:37 unknown-task")
    with_list = read_log(tmp_path, text + "- []\n", "log.yaml")
    assert with_list.rows == result.rows


# --- as a whole ------------------------------------------------------------------------------------------------------


def test_a_long_table_streams(tmp_path: Path) -> None:
    days = [date(2024, 1, 1 + day).isoformat() for day in range(28)]
    rows = [
        f"{days[row * 28 // 100_000]},CSM {row % 97},check-in,{row % 90 + 1},Client {row % 1009}"
        for row in range(100_000)
    ]
    path = tmp_path / "log.csv"
    path.write_text("date,csm,task,minutes,customer\n" + "\n".join(rows), encoding="utf-8")
    size = path.stat().st_size
    del rows
    read_named(tmp_path, "log.csv")  # so that nothing but the log is measured
    tracemalloc.start()
    log = read_named(tmp_path, "log.csv").only
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert log.rows == 100_000
    assert sum(log.minutes) == sum(row % 90 + 1 for row in range(100_000))
    kept = sum(column.itemsize * len(column) for column in (log.task, log.csm, log.segment, log.day, log.minutes))
    assert size > 4_000_000
    assert peak < kept + 6_000_000


def test_garbage_is_collected_again_afterwards(tmp_path: Path) -> None:
    assert gc.isenabled()
    read_log(tmp_path, ROWS)
    assert gc.isenabled()
    gc.disable()
    try:
        read_log(tmp_path, ROWS)
        assert not gc.isenabled()
    finally:
        gc.enable()


CELLS = st.tuples(
    st.sampled_from(["2026-01-05", "2026-01-06", "31.12.2026", "5/Jan/26", "", "2026-02-30", "junk"]),
    st.sampled_from(["Ana", "ana ", "Ben", "", "-"]),
    st.sampled_from(["check-in", "Kick-off", "other", "Team meeting", "", "another"]),
    st.sampled_from(
        [("30", 30), ("1:30", 90), ("1,5 h", 90), ("24 h", 1440), ("0", 0), ("", 0), ("junk", 0), ("25 h", 1500)]
    ),
    st.sampled_from(["Retail", "logistics", "", "Unheard", "null"]),
)


@given(rows=st.lists(CELLS, max_size=60), each_row=st.booleans(), block=st.sampled_from([1, 7, 1024]))
def test_minutes_are_counted_or_left_out(
    tmp_path_factory: pytest.TempPathFactory,
    rows: list[tuple[str, str, str, tuple[str, int], str]],
    block: int,
    *,
    each_row: bool,
) -> None:
    bad = [row for row in rows if row[0] in {"", "2026-02-30", "junk"} or not 0 < row[3][1] <= 1440]
    blank = [row for row in bad if not any((*row[:3], row[3][0], row[4]))]
    table = HEAD + "".join(
        f'{day},{csm},{task},"{length}",{segment}\n' for day, csm, task, (length, _), segment in rows
    )
    folder = tmp_path_factory.mktemp("log")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(log_sources, "BLOCK", block)
        patch.setattr(log_occurrences, "WINDOW", block)
        result = read_log(folder, table, settings=", occurrence: row" if each_row else "")
    if len(bad) - len(blank) > len(rows) - len(bad):
        assert (result.log, result.codes[-1]) == (None, "unusable-rows")
        return
    if len(bad) == len(rows):
        assert result.codes[-1] == "empty-log"
        return
    log = result.only
    assert sum(log.minutes) == sum(row[3][1] for row in rows) - sum(row[3][1] for row in bad)
    assert (log.rows, log.bad_rows) == (len(rows) - len(bad), len(bad) - len(blank))
    assert sum(each.rows for each in log.unknown) == sum(
        row[2] in {"other", "another", ""} for row in rows if row not in bad
    )
    assert sum(each.minutes for each in log.unknown) == sum(
        minutes for task, minutes in zip(log.task, log.minutes, strict=True) if task >= log.known_tasks
    )
    keys = list(zip(log.day, log.csm, log.task, log.segment, strict=True))
    assert len(keys) == log.rows if each_row else len(keys) <= log.rows
    assert {len(column) for column in (log.task, log.csm, log.segment, log.day, log.minutes)} == {len(keys)}


@given(data=st.binary(max_size=200), yaml=st.booleans(), head=st.booleans())
def test_no_bytes_make_it_raise(
    tmp_path_factory: pytest.TempPathFactory, data: bytes, *, yaml: bool, head: bool
) -> None:
    read_log(tmp_path_factory.mktemp("log"), HEAD.encode() + data if head else data, "log.yaml" if yaml else "log.csv")


@given(cells=st.lists(st.lists(st.text(max_size=12), min_size=5, max_size=5), max_size=8), yaml=st.booleans())
def test_no_cells_make_it_raise(
    tmp_path_factory: pytest.TempPathFactory, cells: list[list[str]], *, yaml: bool
) -> None:
    folder = tmp_path_factory.mktemp("log")
    if yaml:
        keys = HEAD.strip().split(",")
        text = "".join(
            "- {" + ", ".join(f"{key}: {cell}" for key, cell in zip(keys, row, strict=True)) + "}\n" for row in cells
        )
        read_log(folder, text.encode("utf-8", "surrogatepass"), "log.yaml")
    else:
        text = HEAD + "".join(",".join(row) + "\n" for row in cells)
        read_log(folder, text.encode("utf-8", "surrogatepass"))


def test_the_plan_of_these_tests_is_a_plan() -> None:
    assert PLAN.endswith("time_log:\n")


@pytest.mark.parametrize(("weeks", "entries", "measured"), [(1000, 10, True), (1001, 10, False), (1001, 501, True)])
def test_a_mistyped_year_among_many_people_can_not_take_for_ever(
    tmp_path: Path, weeks: int, entries: int, *, measured: bool
) -> None:
    # Ten people: 10,000 weeks of them count in any case, beyond them one entry is asked for 20.
    first = date(2000, 1, 5)
    days = [first + timedelta(7 * (weeks - 1)), *[first] * (entries - 1)]
    rows = "".join(f"{day},P{number % 10},check-in,{1 + number // 10},Retail\n" for number, day in enumerate(days))
    result = read_log(tmp_path, HEAD + rows, settings=", occurrence: row")
    assert ("sparse-log" not in result.codes) == measured
    assert (result.log is not None) == measured


def test_all_headings_that_are_not_there_are_named_at_once(tmp_path: Path) -> None:
    settings = ", columns: {csm: Wer, task: [Was, Wofür], minutes: Dauer}"
    result = read_log(tmp_path, "Datum,date,Who,What\n2026-01-05,2026-01-05,Ann,check-in\n", settings=settings)
    [found] = result.found
    assert found.code == "missing-column"
    for text in ("'Wer' for csm", "'Was / Wofür' for task", "'Dauer' for minutes", "'Datum', 'date', 'Who', 'What'"):
        assert text in found.message


def test_a_wrong_guess_of_the_encoding_is_named_where_headings_are_missing(tmp_path: Path) -> None:
    table = "날짜;누구;무엇;시간\n2026-01-05;안나;check-in;1,5\n".encode("euc_kr")
    columns = "columns: {date: 날짜, csm: 누구, task: 무엇, hours: 시간}"
    [found] = read_log(tmp_path, table, settings=f", {columns}").found
    assert "was read as GB18030" in found.hint
    assert "euc_kr" in found.hint
    assert read_log(tmp_path, table, settings=f", {columns}, encoding: euc_kr").only.minutes.tolist() == [90]
