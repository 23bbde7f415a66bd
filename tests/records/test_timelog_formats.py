# ruff: noqa: RUF001 - full-width signs are among what is read
"""Lengths, times of day and dates, as people and trackers write them."""

from __future__ import annotations

from datetime import date

import pytest

from csplan.findings.diagnostic import Unusable
from csplan.records.dates import Dates, OrderNeeded, OrderVote
from csplan.records.log.durations import read_minutes, read_time
from csplan.values import Unreadable


@pytest.mark.parametrize(
    ("text", "as_minutes", "as_hours"),
    [
        ("20", 20, 1200),
        ("1.5", 1.5, 90),
        ("1,5", 1.5, 90),
        ("0,25", 0.25, 15),
        (",5", 0.5, 30),
        (".5", 0.5, 30),
        ("1.", 1, 60),
        ("08", 8, 480),
        ("1,200", 1200, 72),  # three digits: thousands, as in a plan; 1,200 hours can't be meant
        ("0,333", 0.333, 19.98),
        ("0,33333334", 0.333, 20),
        ("1,2345", 1.2345, 74.07),
        ("1.234,5", 1234.5, None),
        ("1'200", 1200, None),
        ("1 200", 1200, None),
        ("2:01 h", 121, 121),
        ("2:45h", 165, 165),
        ("18:25 min", 18.4167, 18.4167),
        ("25 sec", 0.4167, 0.4167),
        ("PT1H30M", 90, 90),
        ("1 Std. 30 Min.", 90, 90),
        ("1 ч 30 мин", 90, 90),
        ("01:30:00", 90, 90),
        ("1:30", 90, 90),
        ("0:00:30", 0.5, 0.5),
        ("00:47:06", 47.1, 47.1),
        ("1:30:00.500", 90, 90),
        ("47:06 min", 47.1, 47.1),
        ("24:00:00", 1440, 1440),
        ("1h 30m", 90, 90),
        ("1h30m", 90, 90),
        ("1 h 30 min", 90, 90),
        ("90 min", 90, 90),
        ("90m", 90, 90),
        ("1.5 h", 90, 90),
        ("1,5 h", 90, 90),
        ("1,5h", 90, 90),
        ("0.79 h", 47.4, 47.4),
        ("45 sec", 0.75, 0.75),
        ("90 分钟", 90, 90),
        ("1小时30分", 90, 90),
        (" 20 ", 20, 1200),
        ("２０", 20, 1200),
        ("１：３０", 90, 90),
        ("1\u202fh", 60, 60),
        ("", 0, 0),
        ("  ", 0, 0),
        ("-", 0, 0),
        ("–", 0, 0),
        ("null", 0, 0),
    ],
)
def test_a_length_is_read(text: str, as_minutes: float | None, as_hours: float | None) -> None:
    for a_number, expected in ((1, as_minutes), (60, as_hours)):
        if expected is None:
            with pytest.raises(Unreadable):
                read_minutes(text, a_number)
        else:
            assert read_minutes(text, a_number) == pytest.approx(expected, abs=0.01)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("0", "its duration is zero"),
        ("00:00:00", "its duration is zero"),
        ("-0", "its duration is zero"),
        ("-30", "its duration is below zero"),
        ("−1:30", "its duration is below zero"),
        ("- 15 min", "its duration is below zero"),
        ("1441", "it lasts over 24 hours (24.02 h)"),
        ("25:12:00", "it lasts over 24 hours (25.2 h)"),
        ("26 h", "it lasts over 24 hours (26 h)"),
        ("soon", "'soon' is not a duration"),
        ("1:75", "'1:75' is not a duration: it looks like a time"),
        ("1,23,45", "'1,23,45' is not a duration: its digits are not grouped as csplan reads them"),
        ("30 30", "'30 30' is not a duration: its digits are apart"),
        ("1e3", "'1e3' is not a duration: it has an exponent"),
        ("nan", "'nan' is not a duration: it is not finite"),
        ("1 d", "'1 d' is in days, and how long a day is depends: write hours"),
        ("-x", "'-x' is not a duration"),
        ("9" * 50, "it lasts over 24 hours (1.667e+48 h)"),
        ("9" * 70, "'999999999999999999999999999999999999999…' is not a duration: it is too long"),
    ],
)
def test_a_length_that_can_not_count(text: str, reason: str) -> None:
    with pytest.raises(Unreadable) as error:
        read_minutes(text, 1)
    assert error.value.message == reason


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("0:00", 0),
        ("9:05", 545),
        ("09:05", 545),
        ("14:30:30", 870.5),
        ("23:59:59.999", 1439.983),
        ("24:00", 1440),
        ("12:00 AM", 0),
        ("12:30 am", 30),
        ("12:00 PM", 720),
        ("02:30 PM", 870),
        ("2:30PM", 870),
        ("2:30:15 p.m.", 870.25),
        ("11:59\u202fPM", 1439),
        ("１４：３０", 870),
    ],
)
def test_a_time_of_day_is_read(text: str, minutes: float) -> None:
    assert read_time(text) == pytest.approx(minutes, abs=0.01)


@pytest.mark.parametrize("text", ["24:01", "25:00", "13:00 PM", "0:30 AM", "9", "9:5", "noon", "9:60", "9.30"])
def test_a_time_that_can_not_be_read(text: str) -> None:
    with pytest.raises(Unreadable) as error:
        read_time(text)
    assert error.value.message == f"'{text}' is not a time of day"


def test_an_empty_time_is_no_duration() -> None:
    with pytest.raises(Unreadable, match=r"^it has no duration$"):
        read_time(" - ")


@pytest.mark.parametrize(
    "text",
    [
        "2026-01-05",
        "2026-1-5",
        "2026/1/5",
        "2026.01.05",
        "20260105",
        "2026年1月5日",
        "2026年01月05",
        "2026 年 1 月 5 号",
        "２０２６－０１－０５",
        "05.01.2026",
        "5. 1. 2026",
        "05/Jan/26",
        "5-Jan-2026",
        "5 January 2026",
        "5. jan. 2026",
        "Jan 5, 2026",
        "January 5 2026",
        "2026-01-05 09:00",
        "2026-01-05 09:00:30.5",
        "2026-01-05T09:00:00Z",
        "2026-01-05T09:00:00+08:00",
        "2026/1/5 9:00 AM",
        "Jan 5, 2026 9:00",
        " 2026-01-05 ",
    ],
)
def test_a_date_is_read_in_any_order(text: str) -> None:
    for order in (None, "dmy", "mdy"):
        assert Dates(order).read(text) == date(2026, 1, 5).toordinal()


@pytest.mark.parametrize(
    ("text", "day_first", "month_first"),
    [
        ("03/04/2026", date(2026, 4, 3), date(2026, 3, 4)),
        ("3-4-2026", date(2026, 4, 3), date(2026, 3, 4)),
        ("31/12/2026", date(2026, 12, 31), None),
        ("12/31/2026 14:30", None, date(2026, 12, 31)),
        ("05/05/2026", date(2026, 5, 5), date(2026, 5, 5)),
        ("30/02/2026", None, None),
    ],
)
def test_a_numeric_date_goes_by_the_order(text: str, day_first: date | None, month_first: date | None) -> None:
    for order, expected in (("dmy", day_first), ("mdy", month_first)):
        dates = Dates(order)  # type: ignore[arg-type]
        if expected is None:
            with pytest.raises(Unreadable, match="is not a date that can be read"):
                dates.read(text)
        else:
            assert dates.read(text) == expected.toordinal()


def test_a_numeric_date_asks_for_the_order_where_it_matters() -> None:
    dates = Dates(None)
    for text in ("03/04/2026", "31/12/2026", "12/31/2026"):
        with pytest.raises(OrderNeeded):
            dates.read(text)
    assert dates.read("05/05/2026") == date(2026, 5, 5).toordinal()
    with pytest.raises(Unreadable):
        dates.read("31/32/2026")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "it has no date"),
        (" - ", "it has no date"),
        ("soon", "'soon' is not a date that can be read"),
        ("2026-02-30", "'2026-02-30' is not a date that can be read"),
        ("2026-13-01", "'2026-13-01' is not a date that can be read"),
        ("5/Foo/26", "'5/Foo/26' is not a date that can be read"),
        ("17/08/99", "the year of '17/08/99' is not clear: write it with four digits"),
        ("2026-01/05", "'2026-01/05' is not a date that can be read"),
        (":2026", "':2026' is not a date that can be read"),
        ("2026-01-05 9:00 or so", "'2026-01-05 9:00 or so' is not a date that can be read"),
        ("09:00", "'09:00' is not a date that can be read"),
        ("x 09:00", "'x 09:00' is not a date that can be read"),
        ("1926-01-05", "the year of '1926-01-05' can't be meant"),
        ("2126-01-05", "the year of '2126-01-05' can't be meant"),
        ("2025-12-31", "'2025-12-31' is outside the period of the log, 2026-01-01 to 2026-06-30"),
        ("2026-07-01", "'2026-07-01' is outside the period of the log, 2026-01-01 to 2026-06-30"),
    ],
)
def test_a_date_that_can_not_count(text: str, reason: str) -> None:
    dates = Dates("dmy", (date(2026, 1, 1), date(2026, 6, 30)))
    with pytest.raises(Unreadable) as error:
        dates.read(text)
    assert error.value.message == reason


def test_both_ends_of_the_period_belong_to_it() -> None:
    dates = Dates(None, (date(2026, 1, 1), date(2026, 6, 30)))
    assert dates.read("2026-06-30") - dates.read("2026-01-01") == 180


@pytest.mark.parametrize(
    ("texts", "order"),
    [
        (["03/04/2026", "31/12/2026"], "dmy"),
        (["03/04/2026", "12/31/2026", "2026-01-05", "junk", ""], "mdy"),
        (["13-02-2026 09:00"], "dmy"),
        (["31/32/2026", "13/01/2026"], "dmy"),
    ],
)
def test_one_day_over_12_settles_the_order(texts: list[str], order: str) -> None:
    vote = OrderVote()
    vote.look({"date": texts[:1], "end_date": texts[1:], "csm": ["12/31/2026", "31/12/2026"]})
    assert vote.decide() == order


@pytest.mark.parametrize(
    ("texts", "message"),
    [
        (
            ["03/04/2026", "05/05/2026"],
            "day or month may come first in its dates ('03/04/2026'), and no day over 12 tells which",
        ),
        (
            ["31/12/2026", "12/31/2026"],
            "some dates have the day first ('31/12/2026'), others the month ('12/31/2026')",
        ),
    ],
)
def test_an_open_order_is_never_guessed(texts: list[str], message: str) -> None:
    vote = OrderVote()
    vote.look({"date": texts})
    with pytest.raises(Unusable) as error:
        vote.decide()
    assert (error.value.finding.code, error.value.finding.message) == ("ambiguous-dates", message)
    assert "`date_format: dmy`" in error.value.finding.hint
