# ruff: noqa: E501 - rows of exports are as long as they are
"""Exports of time trackers, written by hand as these write them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from csplan.findings.diagnostic import quoted
from tests.records.timelogs import read_log

if TYPE_CHECKING:
    from pathlib import Path

TOGGL = """\
User,Email,Client,Project,Task,Description,Billable,Start date,Start time,End date,End time,Duration,Tags,Amount (USD)
Ana Ruiz,ana@example.test,Acme,Success,Onboarding,"Kick-off, day 1",Yes,2026-01-05,09:00:00,2026-01-05,10:30:00,01:30:00,cs,0.00
Ana Ruiz,ana@example.test,Borealis,Success,,check-in,No,2026-01-05,23:30:00,2026-01-06,00:15:00,00:45:00,,
Ben Okafor,ben@example.test,,Internal,Team meeting,,No,2026-01-06,09:00:00,2026-01-06,09:00:30,00:00:30,,
"""
TOGGL_NEW = """\
"Description","Billable","Duration","Member","Email","Project","Client","Tags","Start date","Start time","Stop date","Stop time"
"onboarding","Yes","1:30:00","Ana Ruiz","ana@example.test","Success","Acme","-","2026-01-05","09:00:00","2026-01-05","10:30:00"
"check-in","No","-","Ana Ruiz","ana@example.test","Success","Borealis","-","2026-01-05","23:30:00","2026-01-06","00:15:00"
"Team meeting","No","47:06 min","Ben Okafor","ben@example.test","-","-","-","2026-01-06","09:00:00","2026-01-06","09:47:06"
"running","No","-","Ben Okafor","ben@example.test","-","-","-","2026-01-06","10:00:00","-","-"
"""
CLOCKIFY = """\
Project,Client,Description,Task,User,Group,Email,Tags,Billable,Start Date,Start Time,End Date,End Time,Duration (h),Duration (decimal),Billable Rate (USD),Billable Amount (USD)
Success,Acme,first day,onboarding,Ana Ruiz,CS,ana@example.test,,Yes,01/05/2026,09:00:00 AM,01/05/2026,10:30:00 AM,01:30:00,1.50,0.00,0.00
Success,Borealis,,check-in,Ana Ruiz,CS,ana@example.test,,Yes,01/13/2026,11:30:00 PM,01/14/2026,12:15:00 AM,00:45:00,0.75,0.00,0.00
"""
CLOCKIFY_EUROPE = """\
Project;Client;Description;Task;User;Group;Email;Tags;Billable;Start Date;Start Time;End Date;End Time;Duration (decimal)
Success;Acme;first day;onboarding;Ana Ruiz;CS;ana@example.test;;Yes;05/01/2026;09:00;05/01/2026;10:30;1,50
Success;Borealis;;check-in;Ana Ruiz;CS;ana@example.test;;Yes;13/01/2026;23:30;14/01/2026;00:15;0,75
"""
HARVEST = """\
Date,Client,Project,Project Code,Task,Notes,Hours,Hours Rounded,Billable?,Invoiced?,First Name,Last Name,Roles,Employee?,Billable Rate,Billable Amount,Cost Rate,Cost Amount,Currency,External Reference URL
2026-01-05,Acme,Success,CS,Onboarding,first day,1.5,1.5,Yes,No,Ana,Ruiz,CSM,Yes,0,0,0,0,USD,
2026-01-13,Borealis,Success,CS,Check-in,,0.75,1.0,Yes,No,Ana,Ruiz,CSM,Yes,0,0,0,0,USD,
"""
HARVEST_EUROPE = """\
Date;Client;Project;Project Code;Task;Notes;Hours;Billable?;Invoiced?;Approved?;First Name;Last Name;Department;Employee?
05.01.2026;Acme;Success;CS;Onboarding;first day;"1,5";Yes;No;No;Ana;Ruiz;;Yes
13.01.2026;Borealis;Success;CS;Check-in;;0:45;Yes;No;No;Ana;Ruiz;;Yes
"""
TEMPO = """\
"Issue Key","Issue summary","Hours","Work date","Username","Full name","Period","Account Key","Account Name","Account Lead","Account Category","Account Customer","Activity Name","Component","All Components","Version Name","Issue Type","Issue Status","Project Key","Project Name","Epic","Epic Link","Work Description","Parent Key","Reporter","External Hours","Billed Hours","Issue Original Estimate","Issue Remaining Estimate"
"CS-12","Onboarding","1.5","2026-01-05 09:00","aruiz","Ana Ruiz","0126","ACME","Acme contract","Lee","Success","Acme","","","","","Task","Open","CS","Success","","","first day","","Lee","","1.5","",""
"CS-7","Check-in","0.75","2026-01-13 23:30","aruiz","Ana Ruiz","0126","BOR","Borealis contract","Lee","Success","Borealis","","","","","Task","Open","CS","Success","","","","","Lee","","0.75","",""
"""
TWO_ROWS = [
    ("check-in", "Ana Ruiz", 1, "2026-01-13", 45.0),
    ("onboarding", "Ana Ruiz", 0, "2026-01-05", 90.0),
]


@pytest.mark.parametrize("stated", [True, False])
@pytest.mark.parametrize(
    ("tracker", "export", "order"),
    [
        ("clockify", CLOCKIFY, "month first"),
        ("clockify", CLOCKIFY_EUROPE, "day first"),
        ("harvest", HARVEST, ""),
        ("harvest", HARVEST_EUROPE, ""),
        ("tempo", TEMPO, ""),
    ],
)
def test_an_export_loads_as_it_is(tmp_path: Path, tracker: str, export: str, order: str, *, stated: bool) -> None:
    result = read_log(tmp_path, export, settings=f", preset: {tracker}" if stated else "")
    assert result.rows == TWO_ROWS
    expected = [] if stated else [f"1:1 log-preset: its headings are those of {tracker}, and are read as such"]
    example = {"month first": "01/13/2026", "day first": "13/01/2026"}.get(order)
    if example:
        expected.append(f"1:1 log-dates: its dates are read {order}, because '{example}' can't be otherwise")
    assert [
        text.replace("'01/14/2026'", "'01/13/2026'").replace("'14/01/2026'", "'13/01/2026'") for text in result.lines
    ] == expected
    assert {each.severity for each in result.found} <= {"note"}


@pytest.mark.parametrize("stated", [True, False])
def test_toggl_fills_an_empty_task_in_from_the_description(tmp_path: Path, *, stated: bool) -> None:
    result = read_log(tmp_path, TOGGL, settings=", preset: toggl" if stated else "")
    assert result.rows == [
        ("Team meeting", "Ben Okafor", -1, "2026-01-06", 0.5),
        ("check-in", "Ana Ruiz", 1, "2026-01-05", 45.0),
        ("onboarding", "Ana Ruiz", 0, "2026-01-05", 90.0),
    ]
    assert result.codes == ([] if stated else ["log-preset"])


def test_toggl_s_newer_export_has_dashes_for_nothing(tmp_path: Path) -> None:
    result = read_log(tmp_path, "\ufeff" + TOGGL_NEW)
    assert result.rows == [
        ("Team meeting", "Ben Okafor", -1, "2026-01-06", 47.1),
        ("check-in", "Ana Ruiz", 1, "2026-01-05", 45.0),
        ("onboarding", "Ana Ruiz", 0, "2026-01-05", 90.0),
    ]
    assert result.lines == [
        "5:92 unreadable-row: this row is left out: it has no duration",
        "1:1 rows-left-out: 1 of 4 rows is left out of all sums",
        "1:1 log-preset: its headings are those of toggl, and are read as such",
    ]


def test_columns_go_before_a_preset(tmp_path: Path) -> None:
    settings = ", preset: toggl, columns: {task: Project, minutes: Tags, segment: Email}"
    export = (
        TOGGL.replace("ana@example.test,", "retail,").replace(",cs,", ",7,").replace(",00:45:00,,", ",00:45:00,1h,")
    )
    result = read_log(tmp_path, export, settings=settings)
    # A length from another column, so Duration is not read: the third row counts from start to end.
    assert result.rows == [
        ("Internal", "Ben Okafor", -1, "2026-01-06", 0.5),
        ("Success", "Ana Ruiz", 0, "2026-01-05", 7.0),
        ("Success", "Ana Ruiz", 0, "2026-01-05", 60.0),
    ]


def test_a_name_in_two_columns_can_be_read_from_one(tmp_path: Path) -> None:
    result = read_log(tmp_path, HARVEST, settings=", preset: harvest, columns: {csm: Last Name}")
    assert result.only.csms == ["Ruiz"]


def test_an_export_may_have_columns_of_its_own(tmp_path: Path) -> None:
    lines = HARVEST.splitlines()
    export = "\n".join([f"{lines[0]},Segment", f"{lines[1]},Logistics", f"{lines[2]},"])
    assert [row[2] for row in read_log(tmp_path, export).rows] == [1, 1]


@pytest.mark.parametrize(
    ("tracker", "export", "gone", "expected"),
    [
        (
            "toggl",
            TOGGL,
            "User",
            "the table has no column csm, which toggl calls User or Member | say which it is: `columns: {csm: ...}`, or who it is: `columns: {csm: {value: Ana}}`",
        ),
        (
            "toggl",
            TOGGL,
            "Start date",
            "the table has no column date, which toggl calls Start date | did you mean End date?",
        ),
        ("clockify", CLOCKIFY_EUROPE, "Start Time", ""),
        (
            "clockify",
            CLOCKIFY_EUROPE.replace("Description;Task", "Notes;Kind"),
            "Success",
            "the table has no column task, which clockify calls Task or Activity or Description | did you mean Tags?",
        ),
        (
            "harvest",
            HARVEST,
            "First Name",
            "the table has no column csm, which harvest calls First Name and Last Name | say which it is: `columns: {csm: ...}`, or who it is: `columns: {csm: {value: Ana}}`",
        ),
        (
            "harvest",
            HARVEST.replace("Notes", "Remarks"),
            "Task",
            "the table has no column task, which harvest calls Task or Notes | a day's total of a person says nothing of tasks: export one row a piece of work, or state `task`",
        ),
        (
            "tempo",
            TEMPO,
            "Hours",
            "the table has no column minutes, and none for hours or seconds or for start and end | say which it is: `columns: {minutes: ...}`",
        ),
    ],
)
def test_a_missing_heading_is_named(tmp_path: Path, tracker: str, export: str, gone: str, expected: str) -> None:
    head, rest = export.split("\n", 1)
    result = read_log(tmp_path, f"{head.replace(gone, 'X', 1)}\n{rest}", settings=f", preset: {tracker}")
    if expected:
        [found] = result.found
        assert (result.log, found.code, found.severity) == (None, "missing-column", "error")
        message, _, headings = found.message.partition(": its headings are ")
        assert headings.startswith(quoted(head.replace('"', "").replace(";", ",").split(",")[0].replace(gone, "X", 1)))
        assert f"{message} | {found.hint}" == f"log.csv: {expected}"
    else:
        assert result.rows == TWO_ROWS


def test_a_wide_export_is_read_without_making_all_of_its_columns(tmp_path: Path) -> None:
    more = "".join(f",c{index}" for index in range(40))
    cells = ",x" * 40
    text = f"date,csm,task,minutes{more}\n2026-01-05,Ana,check-in,5{cells}\n2026-01-05,Ana,check-in,6{cells}\n"
    assert read_log(tmp_path, text).rows == [("check-in", "Ana", -1, "2026-01-05", 11.0)]
