# ruff: noqa: E501 - a case is a line, with its whole message
"""Rows of time logs: what is missing in them, what is no work, several files, starts and ends with dates."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from csplan.plan.log import NO_TASK, NOBODY
from tests.records.timelogs import HEAD, PLAN, read_log, read_named

if TYPE_CHECKING:
    from pathlib import Path


def test_time_without_a_task_is_time_in_no_task(tmp_path: Path) -> None:
    text = HEAD + "2026-01-05,Ana,check-in,30,Retail\n2026-01-05,Ana,,60,Retail\n2026-01-06,Ana,-,90,\n"
    result = read_log(tmp_path, text)
    assert sum(result.only.minutes) == 180
    assert [(each.name, each.rows, each.minutes) for each in result.only.unknown] == [(NO_TASK, 2, 150.0)]
    assert result.lines == ["1:1 entry-without-task: 2 entries of 2.5 h name no task: counted as time in no task"]


def test_time_without_a_person_counts_and_is_told(tmp_path: Path) -> None:
    text = (
        HEAD + "2026-01-05,Ana,check-in,30,Retail\n2026-01-05,,check-in,60,Retail\n2026-01-06,N/A,check-in,90,Retail\n"
    )
    result = read_log(tmp_path, text)
    assert sum(result.only.minutes) == 180
    assert (result.only.csms, result.only.people) == (["Ana", NOBODY], 1)
    assert result.lines == [
        "1:1 entry-without-person: 2 entries of 2.5 h name no person: they count for the team, and for none of its people"
    ]


def test_one_person_may_be_stated_for_a_file(tmp_path: Path) -> None:
    text = "date,task,minutes,segment\n2026-01-05,check-in,30,Retail\n"
    assert read_log(tmp_path, text).codes == ["missing-column"]
    result = read_log(tmp_path, text, settings=", columns: {csm: {value: Ana}}")
    assert (result.rows, result.found) == ([("check-in", "Ana", 0, "2026-01-05", 30.0)], [])
    text = "- {date: 2026-01-05, task: check-in, minutes: 30, segment: Retail}\n"
    result = read_log(tmp_path, text, "log.yaml", settings=", columns: {csm: {value: Ana}}")
    assert (result.rows, result.found) == ([("check-in", "Ana", 0, "2026-01-05", 30.0)], [])


def test_people_are_one_whatever_case_width_and_space(tmp_path: Path) -> None:
    names = ("Ann Lee", "ann lee", " Ann  Lee ", "\uff21nn \uff2cee", "ANN\u00a0LEE")
    text = HEAD + "".join(f"2026-01-0{day},{name},check-in,10,Retail\n" for day, name in enumerate(names, 1))
    assert read_log(tmp_path, text).only.csms == ["Ann Lee"]


@pytest.mark.parametrize("name", ["log.csv", "log.yaml"])
def test_of_a_list_of_headings_the_first_that_is_filled_counts(tmp_path: Path, name: str) -> None:
    text = (
        "date,csm,minutes,segment,Notes,Kind\n2026-01-05,Ana,5,Retail,check-in,\n2026-01-06,Ana,7,Retail,x,onboarding\n"
    )
    if name == "log.yaml":
        text = (
            "- {date: 2026-01-05, csm: Ana, minutes: 5, segment: Retail, Notes: check-in, Kind: ''}\n"
            "- {date: 2026-01-06, csm: Ana, minutes: 7, segment: Retail, Notes: x, Kind: onboarding}\n"
        )
    result = read_log(tmp_path, text, name, settings=", columns: {task: [Kind, Other, Notes]}")
    assert [(row[0], row[4]) for row in result.rows] == [("check-in", 5.0), ("onboarding", 7.0)]


TIMES = "csm,task,segment,start,end\n"


@pytest.mark.parametrize(
    ("start", "end", "day", "minutes"),
    [
        ("2027-03-01T09:00:00Z", "2027-03-01T10:30:00Z", "2027-03-01", 90),
        ("2027-03-01T09:00:00.000Z", "2027-03-01T10:30:00.000Z", "2027-03-01", 90),
        ("2027-03-01 23:30:00", "2027-03-02 00:15:00", "2027-03-01", 45),
        ("2027-03-01T09:00:00+01:00", "2027-03-01T09:00:00+00:00", "2027-03-01", 60),
        ('"15.06.2026, 09:00"', '"15.06.2026, 09:45"', "2026-06-15", 45),
        ("2027年3月12日 9:00", "2027年3月12日 10:00", "2027-03-12", 60),
        ("15-Mar-27 9:00 AM", "15-Mar-27 1:00 PM", "2027-03-15", 240),
        ("15-Mar-27 22:00", "00:45", "2027-03-15", 165),
        ('"Mon, 1 Mar 2027 09:00"', '"Mon, 1 Mar 2027 09:10"', "2027-03-01", 10),
    ],
)
def test_start_and_end_may_carry_their_dates(tmp_path: Path, start: str, end: str, day: str, minutes: float) -> None:
    result = read_log(tmp_path, f"{TIMES}Ana,check-in,Retail,{start},{end}\n")
    assert [(row[3], row[4]) for row in result.rows] == [(day, minutes)]


def test_the_order_of_day_and_month_is_found_in_starts_too(tmp_path: Path) -> None:
    rows = "".join(f"Ana,check-in,Retail,{day}/02/2026 09:00,{day}/02/2026 09:30\n" for day in ("01", "13"))
    result = read_log(tmp_path, TIMES + rows)
    assert [row[3] for row in result.rows] == ["2026-02-01", "2026-02-13"]


@pytest.mark.parametrize(("end", "minutes"), [("0:45", 165), ("10:00", 720), ("10:01", None), ("21:00", None)])
def test_work_over_midnight_may_have_one_date(tmp_path: Path, end: str, minutes: float | None) -> None:
    text = f"date,csm,task,segment,start,end\n2026-01-05,Ana,check-in,Retail,22:00,{end}\n2026-01-06,Ana,check-in,Retail,9:00,9:05\n"
    result = read_log(tmp_path, text)
    if minutes is None:
        assert result.lines[0].endswith("this row is left out: it ends before it starts")
        assert result.only.minutes.tolist() == [5]
    else:
        assert result.only.minutes.tolist() == [minutes, 5]
        assert result.codes == ["over-midnight"]


@pytest.mark.parametrize(
    ("head", "row"),
    [
        ("date,csm,task,start,end,end_date,all_day", "2026-01-07,Ana,fair,0:00,0:00,2026-01-08,True"),
        ("date,csm,task,start,end,end_date,all_day", "2026-01-07,Ana,fair,,,2026-01-08,WAHR"),
        ("date,csm,task,start,end,end_date", "2026-01-07,Ana,fair,0:00,0:00,2026-01-10"),
        ("date,csm,task,start,end,end_date", "2026-01-07,Ana,fair,00:00:00,24:00:00,"),
        ("date,csm,task,start,end,end_date", "2026-01-07,Ana,fair,12:00 AM,12:00 AM,2026-01-08"),
        ("date,csm,task,start,end,end_date", "2026-01-07,Ana,fair,2026-01-07,2026-01-08,"),
    ],
)
def test_events_that_last_all_day_are_no_work(tmp_path: Path, head: str, row: str) -> None:
    rest = ",," if "all_day" in head else ","
    result = read_log(tmp_path, f"{head}\n2026-01-05,Ana,Team meeting,9:00,9:45{rest}\n{row}\n")
    assert [row[4] for row in result.rows] == [45.0]
    assert result.lines == ["1:1 no-work: 1 entry lasts all day: no work"]
    assert (result.only.bad_rows, result.found[0].severity) == (0, "note")


def test_breaks_are_no_work(tmp_path: Path) -> None:
    text = "date,csm,task,minutes,Type\n2026-01-05,Ana,Team meeting,30,Regular\n" + "2026-01-05,Ana,,45,Break\n" * 2
    result = read_log(tmp_path, text)
    assert [row[4] for row in result.rows] == [30.0]
    assert result.lines == ["1:1 no-work: 2 entries are breaks: no work"]


# --- several files ---------------------------------------------------------------------------------------------------

ONE = HEAD + "2026-01-05,Ana,check-in,30,Retail\n2026-01-06,Ana,odd,60,Retail\n"
TWO = "Datum;Wer;Was;Stunden;segment\n13.02.2026;ana;check-in;1,5;Retail\n14.02.2026;Ben;strange;0,25;Logistics\n"


def write(folder: Path, **files: str | bytes) -> None:
    """Write files, underlines standing for points."""
    folder.mkdir(exist_ok=True)
    for name, text in files.items():
        (folder / name.replace("_", ".")).write_bytes(text if isinstance(text, bytes) else text.encode())


def test_a_log_may_be_several_files(tmp_path: Path) -> None:
    write(tmp_path, one_csv=ONE, two_yaml="- {date: 2026-02-01, csm: ANA, task: strange, hours: 2, segment: Retail}\n")
    result = read_named(tmp_path, "[one.csv, two.yaml]")
    assert result.rows == [
        ("check-in", "Ana", 0, "2026-01-05", 30.0),
        ("odd", "Ana", 0, "2026-01-06", 60.0),
        ("strange", "Ana", 0, "2026-02-01", 120.0),
    ]
    assert result.only.file == "one.csv, two.yaml"
    assert [(each.where.file, each.where.line, each.subject) for each in result.found if each.where] == [
        ("two.yaml", 1, "strange"),
        ("one.csv", 3, "odd"),
    ]


def test_a_log_may_be_a_folder(tmp_path: Path) -> None:
    write(
        tmp_path / "logs",
        a_csv=ONE,
        b_csv=ONE.replace("2026-01", "2026-02"),
        notes_md="none",
        c_txt=ONE.replace("2026-01", "2026-03"),
    )
    result = read_named(tmp_path, "logs")
    assert (result.only.rows, sum(result.only.minutes), result.only.file) == (
        6,
        270.0,
        "logs/a.csv, logs/b.csv, logs/c.txt",
    )
    write(tmp_path / "none")
    assert read_named(tmp_path, "none").codes == ["directory"]


def test_files_in_different_encodings_are_one_log(tmp_path: Path) -> None:
    chinese = "date,csm,task,minutes,segment\n2026-02-05,刘洋,上线,30,Retail\n".encode("gb18030")
    write(tmp_path, a_csv=ONE, b_csv=chinese, c_csv=chinese.replace(b"-02-", b"-03-"))
    result = read_named(tmp_path, "[a.csv, b.csv, c.csv]")
    assert (result.only.rows, sum(result.only.minutes)) == (4, 150.0)
    assert result.only.csms == ["Ana", "刘洋"]


def test_the_same_days_in_two_files_are_told(tmp_path: Path) -> None:
    write(tmp_path, a_csv=ONE, b_csv=ONE, c_csv=ONE.replace("2026-01", "2026-02"))
    result = read_named(tmp_path, "[a.csv, b.csv, c.csv]")
    assert result.only.rows == 6
    assert [each.message for each in result.found if each.code == "overlapping-logs"] == [
        "a.csv and b.csv both have entries of the same people on 2 days: what stands in both counts twice"
    ]
    assert read_named(tmp_path, "[a.csv, ./a.csv]").only.rows == 2  # one file, however often it is named


def test_dates_of_one_file_settle_those_of_another(tmp_path: Path) -> None:
    write(
        tmp_path,
        a_csv=ONE.replace("2026-01-05", "05/01/2026").replace("2026-01-06", "06/01/2026"),
        b_csv=ONE.replace("2026-01-05", "13/02/2026"),
    )
    result = read_named(tmp_path, "[a.csv, b.csv]")
    assert [(row[3], row[4]) for row in result.rows] == [("2026-01-05", 30), ("2026-02-13", 30), ("2026-01-06", 120)]


@pytest.mark.parametrize(
    "row",
    ["2026-03-02,Ann,Total,75", "2026-03-02,Ann Total,check-in,75", "2026-03-02,Summe Ann,,75", "2026-03-02,合計,,75"],
)
def test_rows_that_sum_up_others_are_left_out_and_told(tmp_path: Path, row: str) -> None:
    result = read_log(
        tmp_path, f"date,csm,task,minutes\n2026-03-02,Ann,check-in,30\n2026-03-02,Ann,check-in,45\n{row}\n"
    )
    assert sum(result.only.minutes) == 75
    assert result.only.csms == ["Ann"]
    assert "unreadable-row" in result.codes or "total-row" in result.codes


def test_a_task_of_the_plan_may_be_named_like_a_total(tmp_path: Path) -> None:
    plan = PLAN.replace("check-in", "Total")
    result = read_log(tmp_path, "date,csm,task,minutes\n2026-03-02,Ann,total,30\n", plan=plan)
    assert sum(result.only.minutes) == 30


@pytest.mark.parametrize(
    ("start", "end", "minutes"),
    [
        ("9 AM", "1 p.m.", 240),
        ("9h", "10h30", 90),
        ("9 Uhr", "10:30 Uhr", 90),
        ("9点", "10点30分", 90),
        ("上午9点", "下午1点半", 270),
        ("9時", "10時15分", 75),
        ("0900", "1030", 90),
        ("2026-03-02T09:00:00+01:00[Europe/Berlin]", "2026-03-02T10:30:00+01:00[Europe/Berlin]", 90),
        ("13 PM", "14 PM", None),
        ("25h", "26h", None),
        ("09:00 EST", "10:00 EDT", None),
    ],
)
def test_times_of_day_as_people_of_the_world_write_them(
    tmp_path: Path, start: str, end: str, minutes: float | None
) -> None:
    result = read_log(tmp_path, f"date,csm,task,start,end\n2026-03-02,Ann,check-in,{start},{end}\n")
    assert (result.log and result.log.minutes.tolist()) == (minutes and [minutes])
    assert minutes is not None or "unreadable-row" in result.codes
