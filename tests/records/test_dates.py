# ruff: noqa: RUF001 - letters of other languages are what is read
"""Dates of books and logs in the languages of exports, and short years, of which the whole file tells what they are."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from csplan.findings.diagnostic import Unusable
from csplan.records.dates import Dates, OrderNeeded, OrderVote
from csplan.records.log.durations import read_time
from csplan.records.months import month_of
from csplan.values import Unreadable
from tests.records.books import codes, read, sums
from tests.records.timelogs import HEAD, read_log

if TYPE_CHECKING:
    from pathlib import Path

    from csplan.records.dates import Order

DAY = date(2026, 3, 5)


@pytest.mark.parametrize(
    "text",
    [
        "5. März 2026", "05. Mrz. 2026", "Do., 5. März 2026", "5 mars 2026", "jeudi 5 mars 2026", "5-mars-26",
        "5 de marzo de 2026", "jueves, 5 de marzo de 2026", "5/mar/2026", "5 de março de 2026", "5 marzo 2026",
        "5 maart 2026", "do 5 mrt. 2026", "5 marca 2026", "5 Mart 2026", "5 března 2026", "5. mars 2026",
        "5 martie 2026", "5 марта 2026", "5 марта 2026 г.", "March 5th, 2026",
        "5th of March 2026", "Thu Mar 05 2026", "2026 Mar 5", "2026-mar-05", "Mar-5-2026",
        "2026年3月5日", "2026年3月5日 星期四", "2026-03-05 周四", "2026/3/5(木)", "2026/03/05（木）", "2026년 3월 5일",
        "2026. 3. 5.", "05-3月-26", "5-三月-2026", "05.03.26", "5. 3. 26",
        "5. März 2026, 09:30", "5 mars 2026 14:05", "2026/3/5 下午2:30", "5.3.2026 14:30 Uhr",
    ],
)  # fmt: skip
def test_a_day_is_read_in_any_language(text: str) -> None:
    assert date.fromordinal(Dates(None).read(text)) == DAY


# Excel counts days from 1899-12-30 on, as it takes 1900 for a leap year: 45658 is the first of 2025.
@pytest.mark.parametrize(
    ("text", "day"), [("45658", "2025-01-01"), ("46027", "2026-01-05"), ("46027.75", "2026-01-05")]
)
def test_what_excel_has_for_a_day_is_told_and_not_read(text: str, day: str) -> None:
    with pytest.raises(Unreadable) as raised:
        Dates(None).read(text)
    assert raised.value.message == f"'{text}' is no date, but the number that Excel has for {day}: format it as a date"


@pytest.mark.parametrize("text", ["12345", "4602", "460270", "7.5"])
def test_other_numbers_are_no_dates(text: str) -> None:
    with pytest.raises(Unreadable, match="is not a date that can be read"):
        Dates(None).read(text)


@pytest.mark.parametrize(
    ("month", "names"),
    [
        (1, "Jan Jänner janvier enero Janeiro gen. stycznia янв 一月 1月"),
        (2, "Feb. Feber févr. FÉVRIER fevereiro febbraio luty февраля 二月"),
        (5, "May Mai mayo maio mag maggio mei maj мая 5月"),
        (6, "June juin junho giu czerwca"),
        (7, "juil. Juillet julio luglio lip"),
        (8, "août AOUT ago aug. sierpień"),
        (9, "Sept Septiembre set settembre wrz"),
        (12, "Dez. décembre dic grudnia декабря 十二月 12月"),
    ],
)
def test_a_month_goes_by_its_name_or_its_start(month: int, names: str) -> None:
    known = {name: month_of(name) for name in names.split()}
    assert {name for name, found in known.items() if found not in {month, None}} == set()
    assert len([name for name, found in known.items() if found == month]) >= len(known) - 2


@pytest.mark.parametrize("name", ["jui", "ma", "Foo", "13月", "十三月", "", "Monday"])
def test_what_is_no_month_or_two_is_none(name: str) -> None:
    assert month_of(name) is None


@pytest.mark.parametrize("text", ["31. Februar 2026", "5 Foo 2026", "5 jui 2026", "32.03.26", "05.03.99", "März 2026"])
def test_what_is_no_day_is_refused(text: str) -> None:
    with pytest.raises(Unreadable):
        Dates("dmy").read(text)


@pytest.mark.parametrize(
    ("order", "text", "day"),
    [("dmy", "05/03/26", DAY), ("mdy", "03/05/26", DAY), ("dmy", "5-3-26", DAY), ("mdy", "3-5-26", DAY)],
)
def test_short_years_go_by_the_order(order: Order, text: str, day: date) -> None:
    assert date.fromordinal(Dates(order).read(text)) == day
    with pytest.raises(OrderNeeded):
        Dates(None).read(text)


def voted(*texts: str) -> OrderVote:
    vote = OrderVote()
    vote.look({"date": texts})
    return vote


def test_short_years_are_found_out_from_all_dates() -> None:
    assert voted("05/03/26", "17/03/27").decide() == "dmy"
    assert voted("03/05/26", "03/17/27").decide() == "mdy"


@pytest.mark.parametrize(
    "texts",
    [
        ("26/03/05", "26/03/17"),  # the year first: 05 is none
        ("26/03/20", "26/03/27"),  # perhaps the year first, as all dates start alike
        ("17/08/26",),  # as above
    ],
)
def test_short_years_that_may_be_days_are_no_years(tmp_path: Path, texts: tuple[str, ...]) -> None:
    vote = voted(*texts)
    assert (vote.decide(), vote.short_years) == (None, False)
    rows = "".join(f"{text},Ann,check-in,30,Retail\n" for text in (*texts, *["2026-01-05"] * 3))
    result = read_log(tmp_path, f"{HEAD}{rows}")
    assert {row[3] for row in result.rows} == {"2026-01-05"}
    assert "write it with four digits" in result.lines[0]


def test_short_years_whose_order_stays_open_are_refused() -> None:
    with pytest.raises(Unusable, match=r"^$|.") as error:
        voted("05/03/26", "06/03/27").decide()
    assert error.value.finding.code == "ambiguous-dates"


def test_renewal_dates_in_words_count(tmp_path: Path) -> None:
    rows = "x;a;1000;5. März 2027\ny;a;1000;31-déc-2027\nz;a;1000;15/08/27\nw;a;1000;31/12/27\n"
    loaded = read(tmp_path, f"customer;segment;arr;renewal_date\n{rows}", "segments: [{name: a, contract_years: 3}]\n")
    assert (sums(loaded)["a"].renewals, codes(loaded)) == (4, ["renewal-dates"])


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("11:00 a. m.", 660), ("1:30 p. m.", 810), ("上午9:00", 540), ("下午1:30", 810), ("午後 1:30", 810),
        ("9h30", 570), ("14 h 05", 845), ("14:30 Uhr", 870), ("오전 9:00", 540),
    ],
)  # fmt: skip
def test_times_of_day_in_other_languages(text: str, minutes: float) -> None:
    assert read_time(text) == minutes


def minutes(folder: Path, cells: str, heading: str, settings: str = "") -> tuple[list[float], list[str]]:
    rows = "".join(f"2026-01-{day:02},Ana,check-in,{row}\n" for day, row in enumerate(cells.split("|"), 5))
    result = read_log(folder, f"date,csm,task,{heading}\n{rows}", settings=settings)
    return [row[4] for row in result.rows] if result.log else [], result.codes


def test_hours_and_minutes_are_parts_of_one_length(tmp_path: Path) -> None:
    assert minutes(tmp_path, "1,30|0,45|2,0|,20|3,", "hours,minutes")[0] == [90, 45, 120, 20, 180]
    assert minutes(tmp_path, "1,30,30|0,0,90", "Hours,Minutes,Seconds")[0] == [90.5, 1.5]


def test_lengths_in_two_units_that_say_the_same_are_one(tmp_path: Path) -> None:
    assert minutes(tmp_path, "1.5,90|0.33,20|0.25,15|2.0,120|1:30,90", "hours,minutes")[0] == [90, 20, 15, 120, 90]


def test_lengths_in_two_units_that_contradict_each_other_do_not_count(tmp_path: Path) -> None:
    found, said = minutes(tmp_path, "1.5,200|1.5,90|0.5,30", "hours,minutes")
    assert (found, said[:2]) == ([90, 30], ["unreadable-row", "rows-left-out"])


@pytest.mark.parametrize("heading", ["Time Spent (d)", "Zeit in Tagen", "duration_ms", "工时(人天)"])
def test_days_and_milliseconds_are_no_hours(tmp_path: Path, heading: str) -> None:
    assert minutes(tmp_path, "0.5", heading, f', columns: {{hours: "{heading}"}}') == ([], ["contradicts-heading"])


def test_events_of_a_whole_day_and_free_ones_are_no_work(tmp_path: Path) -> None:
    rows = [
        "check-in;01.07.2026;00:00:00;01.07.2026;23:59:00;Ein;2;Ann;Acme",
        "check-in;02.07.2026;00:00:00;03.07.2026;23:59:59;Aus;2;Ann;Acme",
        "check-in;03.07.2026;09:00;03.07.2026;10:00;Aus;3;Ann;Acme",
        "check-in;04.07.2026;09:00;04.07.2026;10:00;Aus;2;Ann;Acme",
    ]
    head = (
        "Betreff;Beginnt am;Beginnt um;Endet am;Endet um;Ganztägiges Ereignis;Zeitspanne zeigen als;"
        "Besprechungsplanung;Kategorien"
    )
    result = read_log(tmp_path, "\n".join([head, *rows]))
    assert [row[3:] for row in result.rows] == [("2026-07-04", 60)]
    assert result.codes == ["log-preset", "no-work", "no-work"]


@pytest.mark.parametrize("person", ["Unassigned", "TBD", "#REF!", "未分配", "Nicht zugewiesen", "N/A"])
def test_nobody_in_a_log_is_nobody(tmp_path: Path, person: str) -> None:
    result = read_log(tmp_path, f"{HEAD}2026-01-05,{person},check-in,30,Retail\n2026-01-05,Ann,check-in,30,Retail\n")
    assert "entry-without-person" in result.codes
