# ruff: noqa: E501 - a case is a line, with its whole message
"""Lengths are decided by their column: what marks decimals, and whether bare numbers are seconds, minutes or hours."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from csplan.records.log.headings import lengths_in, unit_of
from csplan.values.formats import decimal_sign
from tests.records.timelogs import read_log

if TYPE_CHECKING:
    from pathlib import Path


def table(heading: str, *lengths: str, delimiter: str = ",", more: str = "") -> str:
    """Return a log with one row for each length."""
    head = delimiter.join(("date", "csm", "task", "segment", heading)) + more + "\n"
    rows = [
        delimiter.join((f"2026-01-{day:02}", "Ana", "check-in", "Retail", f'"{length}"')) + "\n"
        for day, length in enumerate(lengths, 1)
    ]
    return head + "".join(rows)


@pytest.mark.parametrize(
    ("heading", "lengths", "minutes"),
    [
        ("hours", ("0,333", "0,5"), (19.98, 30)),
        ("hours", ("1,250", "1,500"), (75, 90)),
        ("hours", ("1.250",), (75,)),
        ("minutes", ("0,500", "90"), (0.5, 90)),
        ("minutes", ("1,200", "7,5"), (1.2, 7.5)),
        ("minutes", ("1,200", "7.5"), (1200, 7.5)),
        ("minutes", ("1.200", "7,5"), (1200, 7.5)),
        ("minutes", ("1.200", "7.5"), (1.2, 7.5)),
        ("minutes", ("1.234,5", "1.200"), (1234.5, 1200)),
        ("seconds", ("7260", "600"), (121, 10)),
        ("seconds", ("7,260", "1,200.5"), (121, 1200.5 / 60)),
        ("Duration (seconds)", ("7260", "600"), (121, 10)),
        ("Time Spent (h)", ("1.5", "0.25"), (90, 15)),
        ("Duration (in Mins)", ("45",), (45,)),
        ("Часов", ("1,5",), (90,)),
        ("时长（分钟）", ("45",), (45,)),
        ("duration", ("1:30", "2:01 h", "18:25 min", "25 sec", "1h 30m"), (90, 121, 18 + 25 / 60, 25 / 60, 90)),
        ("hours", ("1,200 min", "90 min", "1,5 min"), (1.2, 90, 1.5)),
    ],
)
def test_a_column_tells_what_its_lengths_are(
    tmp_path: Path, heading: str, lengths: tuple[str, ...], minutes: tuple[float, ...]
) -> None:
    result = read_log(tmp_path, table(heading, *lengths))
    assert result.only.minutes.tolist() == pytest.approx(minutes, abs=1e-9)
    assert result.found == []


def test_a_table_with_semicolons_has_decimal_commas(tmp_path: Path) -> None:
    result = read_log(tmp_path, table("minutes", "1,200", "1.200", delimiter=";"))
    assert result.only.minutes.tolist() == [1.2, 1200]


@pytest.mark.parametrize(
    ("text", "minutes"),
    [("1,234.56", [1200.0, 1.2]), ("1.234,56", [1.2, 1200.0]), ("1234.56", [1200.0, 1.2]), ("1234,56", [1.2, 1200.0])],
)
def test_a_number_format_settles_it(tmp_path: Path, text: str, minutes: list[float]) -> None:
    lengths = table("minutes", "1,200", "1.200")
    assert read_log(tmp_path, lengths).codes == ["ambiguous-numbers"]
    assert decimal_sign(text) == ("." if minutes[0] == 1200 else ",")
    if "1" in text[:1] and len(text) == 8:
        result = read_log(tmp_path, lengths, settings=f', number_format: "{text}"')
        assert result.only.minutes.tolist() == minutes


@pytest.mark.parametrize(
    ("lengths", "message"),
    [
        (("1,200", "45"), "'1,200' may be over a thousand or a little over one"),
        (
            ("1,200", "1,5", "1.5"),
            "some numbers have a point before their decimals, others a comma: '1,200' may be over a thousand or a little over one",
        ),
    ],
)
def test_numbers_that_stay_open_are_refused(tmp_path: Path, lengths: tuple[str, ...], message: str) -> None:
    result = read_log(tmp_path, table("minutes", *lengths))
    [found] = result.found
    assert (result.log, found.code, found.severity, found.message) == (
        None,
        "ambiguous-numbers",
        "error",
        f"log.csv: {message}",
    )


def test_numbers_in_yaml_are_as_in_a_plan(tmp_path: Path) -> None:
    text = '- {date: 2026-01-05, csm: Ana, task: check-in, minutes: "1,200"}\n'
    assert read_log(tmp_path, text, "log.yaml").only.minutes.tolist() == [1200]


@pytest.mark.parametrize(
    ("stated", "heading", "unit"),
    [("minutes", "Hours", "hours"), ("hours", "Duration (seconds)", "seconds"), ("seconds", "时长（分钟）", "minutes")],
)
def test_a_heading_that_contradicts_the_plan_is_an_error(tmp_path: Path, stated: str, heading: str, unit: str) -> None:
    result = read_log(tmp_path, table(heading, "1"), settings=f', columns: {{{stated}: "{heading}"}}')
    [found] = result.found
    assert (result.log, found.code, found.severity) == (None, "contradicts-heading", "error")
    assert found.message == f"log.csv: `columns` gives '{heading}' for {stated}, and its heading says {unit}"
    right = read_log(tmp_path, table(heading, "1"), settings=f', columns: {{{unit}: "{heading}"}}')
    assert right.only.minutes.tolist() == [{"hours": 60, "seconds": 1 / 60, "minutes": 1}[unit]]


@pytest.mark.parametrize("column", ["minutes", "hours"])
def test_start_and_end_tell_seconds(tmp_path: Path, column: str) -> None:
    rows = [("15:50", "17:51", "7260"), ("09:00", "09:10", "600"), ("23:50", "00:10", "1200")]
    text = "Date,csm,task,From,To,Duration\n" + "".join(
        f"2026-05-0{day},Ana,check-in,{','.join(row)}\n" for day, row in enumerate(rows, 4)
    )
    result = read_log(tmp_path, text, settings=f", columns: {{{column}: Duration}}")
    [found] = result.found
    assert (result.log, found.code, found.hint) == (None, "contradicts-times", "write `columns: {seconds: Duration}`")
    assert found.message == (
        f"log.csv: Duration is read in {column}, but where it says 7260, it is 121 minutes from start to end"
    )
    right = read_log(tmp_path, text, settings=", columns: {seconds: Duration}")
    assert right.only.minutes.tolist() == [121, 10, 20]
    assert read_log(tmp_path, text).only.minutes.tolist() == [121, 10, 20]  # the column duration asks start and end


def test_work_with_a_pause_is_no_contradiction(tmp_path: Path) -> None:
    text = (
        "date,csm,task,From,To,minutes\n2026-05-04,Ana,check-in,9:00,12:00,120\n2026-05-05,Ana,check-in,9:00,9:30,30\n"
    )
    result = read_log(tmp_path, text)
    assert result.only.minutes.tolist() == [120, 30]


@pytest.mark.parametrize("rows", [("5",), ("1:30", "5")])
def test_a_bare_number_of_which_nothing_tells_the_unit_does_not_count(tmp_path: Path, rows: tuple[str, ...]) -> None:
    result = read_log(tmp_path, table("duration", *rows))
    [found] = result.found
    assert (result.log, found.code) == (None, "ambiguous-unit")


@pytest.mark.parametrize(
    ("heading", "unit"),
    [
        ("Duration", None),
        ("Duration (decimal)", None),
        ("Duration (hh:mm)", None),
        ("Start Time", None),
        ("Duration (h)", "hours"),
        ("Duur (u)", "hours"),
        ("Zeit (Std.)", "hours"),
        ("Logged Hours", "hours"),
        ("duration_s", "seconds"),
        ("durationSeconds", "seconds"),
        ("minutes spent", "minutes"),
        ("工时(小时)", "hours"),
        ("", None),
    ],
)
def test_what_a_heading_says_of_its_unit(heading: str, unit: str | None) -> None:
    assert unit_of(heading) == unit


def test_a_unit_counts_where_one_heading_has_it() -> None:
    assert lengths_in(["Billed Hours", "Time (h)", "Duration (seconds)"]) == {"hours": 1, "seconds": 2}
    assert lengths_in(["Time Spent (h)", "Time (h)"]) == {}


@pytest.mark.parametrize(
    ("column", "lengths", "told"),
    [
        ("minutes", ("600", "1200", "720"), "half of its entries last over 8 h: in which unit are they?"),
        ("minutes", ("600", "1200"), ""),
        ("minutes", ("480", "480", "480"), ""),
        (
            "minutes",
            ("0.5", "0.75", "1.5", "2", "0.25"),
            "half of its entries last under 2 minutes: in which unit are they?",
        ),
        ("hours", ("0.5", "0.75", "1.5", "2", "0.25"), ""),
        ("hours", ("15", "20", "10"), "half of its entries last over 8 h: in which unit are they?"),
        (
            "seconds",
            ("30", "45", "60", "90", "15"),
            "half of its entries last under 2 minutes: in which unit are they?",
        ),
    ],
)
def test_lengths_that_look_like_another_unit_are_told(
    tmp_path: Path, column: str, lengths: tuple[str, ...], told: str
) -> None:
    assert [each.message for each in read_log(tmp_path, table(column, *lengths)).found] == ([told] if told else [])


def test_a_log_of_more_than_its_period_is_no_lost_log(tmp_path: Path) -> None:
    settings = ", period: {from: 2026-01-01, to: 2026-01-02}"
    result = read_log(tmp_path, table("minutes", *["30"] * 20), settings=settings)
    assert sum(result.only.minutes) == 60
    assert result.lines[-1] == "1:1 rows-left-out: 18 rows are left out of all sums"


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("半小时", 30),
        ("1个半小时", 90),
        ("两个半小时", 150),
        ("1時間15分", 75),
        ("1小時15分鐘", 75),
        ("1시간 15분", 75),
        ("1 hora e 15 minutos", 75),
        ("1 Stunde und 15 Minuten", 75),
        ("1 hour, 15 minutes", 75),
        ("0 days 01:15:00", 75),
        ("P0DT1H15M0S", 75),
        ("٣٠", 30),
        ("\u200e45\ufeff", 45),
    ],
)
def test_lengths_as_people_of_the_world_write_them(tmp_path: Path, text: str, minutes: float) -> None:
    assert read_log(tmp_path, table("minutes", text)).only.minutes.tolist() == [minutes]
