# ruff: noqa: RUF001 - full-width text is among what is read
from __future__ import annotations

import pickle
import time
from datetime import date
from typing import TYPE_CHECKING

import pytest

from csplan.values import (
    Duration,
    Money,
    Unreadable,
    read_count,
    read_date,
    read_duration,
    read_money,
    read_number,
    read_share,
    show_csms,
    show_hours,
    show_money,
    show_number,
    show_share,
    write_duration,
    write_money,
    write_number,
    write_share,
)

if TYPE_CHECKING:
    from collections.abc import Callable

READERS = [read_number, read_count, read_money, read_share, read_duration, read_date]
INFINITE = float("inf")


def refused(read: Callable[[str], object], text: str) -> Unreadable:
    with pytest.raises(Unreadable) as caught:
        read(text)
    return caught.value


# --- numbers ----------------------------------------------------------------------------------------------------------

NUMBERS = {
    "0": 0,
    "7": 7,
    "24": 24,
    " 24 ": 24,
    "1.5": 1.5,
    ".5": 0.5,
    "0.50": 0.5,
    "-3": -3,
    "-0.25": -0.25,
    "-0": 0,
    "1_000": 1000,
    "1,000": 1000,
    "12,345,678.25": 12345678.25,
    "12_345_678.25": 12345678.25,
    "100,000": 100000,
    "999999999999999": 999999999999999,
    "1000000000000000": 1e15,
    "0.0000000000000000000000000001": 1e-28,  # 30 characters
    "1.2k": 1200,
    "1.2 K": 1200,
    "3万": 30000,
    "0.07万": 700,
    "2 M": 2000000,
    "１２３，４５６．５": 123456.5,
    "－３": -3,
    "\u30005\u3000": 5,
    "\u00a05\u00a0k": 5000,
}


@pytest.mark.parametrize("text", NUMBERS)
def test_number(text: str) -> None:
    assert read_number(text) == NUMBERS[text]


def test_minus_zero_is_zero() -> None:
    assert str(read_number("-0")) == "0.0"
    assert str(read_money("(0)").amount) == "0.0"
    assert str(read_share("-0%")) == "0.0"


# What is wrong with a number is wrong in every kind of value: text, a word of the message, a word of the hint.
NO_NUMBERS = {
    "": ("nothing is written", "write it like"),
    "  \t\n ": ("nothing is written", "write it like"),
    "010": ("starts with a zero", "leading zeros"),
    "00": ("starts with a zero", "leading zeros"),
    "-007.5": ("starts with a zero", "leading zeros"),
    "1e5": ("exponent", "100,000"),
    "1.5E+3": ("exponent", "100,000"),
    "0x10": ("not decimal", "decimal"),
    "0o17": ("not decimal", "decimal"),
    "0B101": ("not decimal", "decimal"),
    "nan": ("not finite", "not known"),
    ".NaN": ("not finite", "not known"),
    "inf": ("not finite", "not known"),
    "-Infinity": ("not finite", "not known"),
    "∞": ("not finite", "not known"),
    "12:30": ("looks like a time", "90 min"),
    "00:30": ("looks like a time", "90 min"),
    "+5": ("plus sign", "leave"),
    "−5": ("dash", '"-"'),
    "5-20": ("range", "one number"),
    "5 ~ 20": ("range", "one number"),
    "1.234,56": ("grouped", "1,234.56"),
    "1,00": ("grouped", "1,234.56"),
    "1_00,0": ("grouped", "1,234.56"),
    "1,000_000": ("grouped", "1,234.56"),
    "12,3456": ("grouped", "1,234.56"),
    "1234,567": ("grouped", "1,234.56"),
    "0,123": ("grouped", "1,234.56"),
    "1,000,": ("grouped", "1,234.56"),
    "1__000": ("grouped", "1,234.56"),
    "1.000.000": ("grouped", "1,234.56"),
    "0.000,5": ("grouped", "1,234.56"),
    "1.": ("grouped", "1,234.56"),
    "1 000": ("apart", "1,234.56"),
    "NO": ("", "write it like"),
    "yes": ("", "write it like"),
    "on": ("", "write it like"),
    "true": ("", "write it like"),
    "-": ("", "write it like"),
    ".": ("", "write it like"),
    "½": ("", "write it like"),
    "5²": ("", "write it like"),
    "①": ("", "write it like"),
    "٣": ("", "write it like"),
    "1\tk": ("", "write it like"),
    "5 apples": ("", "write it like"),
    "9" * 61: ("too long", "write it like"),
}
READERS_OF_NUMBERS = {"number": read_number, "money": read_money, "share": read_share, "duration": read_duration}


@pytest.mark.parametrize("slug", READERS_OF_NUMBERS)
@pytest.mark.parametrize("text", NO_NUMBERS)
def test_no_number_of_any_kind(text: str, slug: str) -> None:
    wrong, hint = NO_NUMBERS[text]
    if slug == "duration" and text[:1] == "-":
        wrong, hint = "", ""  # being negative is said first
    error = refused(READERS_OF_NUMBERS[slug], text)
    assert error.slug == slug
    assert wrong in error.message
    assert hint in error.hint


ONLY_NO_NUMBERS = {
    "75%": ("share is not meant", "24"),
    "24 USD": ("", "24"),
    "$5": ("", "24"),
    "2kM": ("two magnitudes", "one magnitude"),
    "2 k m": ("two magnitudes", "one magnitude"),
    "2万亿": ("two magnitudes", "one magnitude"),
    "(5)": ("", "24"),
    "2\u212a": ("", "24"),  # the Kelvin sign
    "9" * 31: ("too many digits", "round"),
    "0.00000000000000000000000000001": ("too many digits", "round"),  # 31 characters
    "1000000000000001": ("too large", "1,000,000B"),
    "1000001B": ("too large", "1,000,000B"),
    "1234567890123456": ("too large", "1,000,000B"),
    "123456789012345678901234567890": ("too large", "1,000,000B"),
}


@pytest.mark.parametrize("text", ONLY_NO_NUMBERS)
def test_no_number(text: str) -> None:
    wrong, hint = ONLY_NO_NUMBERS[text]
    error = refused(read_number, text)
    assert error.slug == "number"
    assert wrong in error.message
    assert hint in error.hint


def test_count() -> None:
    assert read_count("24") == 24
    assert read_count("2.5") == 2.5
    assert read_count("1.2k") == 1200
    assert read_count("0") == 0
    assert read_count("-0") == 0
    assert refused(read_count, "-1").message == '"-1" is not a count: it is below zero'
    assert refused(read_count, "-0.5").slug == "number"
    assert refused(read_count, "many").message == '"many" is not a count'


# --- money ------------------------------------------------------------------------------------------------------------

AMOUNTS = {
    "0": 0,
    "900": 900,
    "4320000": 4320000,
    "4_320_000": 4320000,
    "4,320,000.50": 4320000.5,
    "4.32M": 4320000,
    "120k": 120000,
    "120K": 120000,
    "5千": 5000,
    "2 thousand": 2000,
    "200w": 2000000,
    "200W": 2000000,
    "150万": 1500000,
    "1.1万": 11000,
    "0.07万": 700,
    "2m": 2000000,
    "2.01M": 2010000,
    "2mm": 2000000,
    "2mn": 2000000,
    "2mln": 2000000,
    "2 Mio": 2000000,
    "2 million": 2000000,
    "3百万": 3000000,
    "3千万": 30000000,
    "1.2亿": 120000000,
    "1.5b": 1500000000,
    "1.5B": 1500000000,
    "1.5bn": 1500000000,
    "1.5 billion": 1500000000,
    "-5k": -5000,
    "(1,200)": -1200,
    "( 1,200 )": -1200,
    "（１，２００）": -1200,
    "(5k)": -5000,
    "１５０万": 1500000,
}


@pytest.mark.parametrize("text", AMOUNTS)
def test_money_without_currency(text: str) -> None:
    assert read_money(text) == (AMOUNTS[text], None)


MONEY = {
    "2M USD": (2000000, "USD"),
    "2M usd": (2000000, "USD"),
    "USD 2M": (2000000, "USD"),
    "USD2M": (2000000, "USD"),
    "2MUSD": (2000000, "USD"),
    "2 EUR": (2, "EUR"),
    "2 XYZ": (2, "XYZ"),
    "2 BAM": (2, "BAM"),  # no billion
    "2 mmk": (2, "MMK"),  # no million
    "2bnd": (2, "BND"),
    "150万 CNY": (1500000, "CNY"),
    "150万 RMB": (1500000, "CNY"),
    "rmb 150万": (1500000, "CNY"),
    "150 万元": (1500000, "CNY"),
    "900元": (900, "CNY"),
    "150万人民币": (1500000, "CNY"),
    "人民币150万": (1500000, "CNY"),
    "20万美元": (200000, "USD"),
    "$2M": (2000000, "$"),
    "＄2M": (2000000, "$"),
    "$ 2M": (2000000, "$"),
    "2M $": (2000000, "$"),
    "US$2M": (2000000, "USD"),
    "us$2M": (2000000, "USD"),
    "¥1.5M": (1500000, "¥"),
    "￥1.5M": (1500000, "¥"),
    "CN¥150万": (1500000, "CNY"),
    "RMB￥150万": (1500000, "CNY"),
    "-$5k": (-5000, "$"),
    "$-5k": (-5000, "$"),
    "-5k USD": (-5000, "USD"),
    "USD -5k": (-5000, "USD"),
    "($1,200)": (-1200, "$"),
    "(1,200 USD)": (-1200, "USD"),
}


@pytest.mark.parametrize("text", MONEY)
def test_money_with_currency(text: str) -> None:
    assert read_money(text) == MONEY[text]


NO_MONEY = {
    "75%": ("share is not meant", "amount"),
    "€2M": ("currency is unknown", "code"),
    "£2M": ("currency is unknown", "code"),
    "$2M USD": ("two currencies", "once"),
    "USD 2M CNY": ("two currencies", "once"),
    "¥150万元": ("two currencies", "once"),
    "2kM": ("two magnitudes", "one magnitude"),
    "2万亿": ("two magnitudes", "one magnitude"),
    "2 w mln": ("two magnitudes", "one magnitude"),
    "2kk USD": ("two magnitudes", "one magnitude"),
    "mln 2": ("", "2M USD"),
    "2 US": ("", "2M USD"),
    "2 EURO": ("", "2M USD"),
    "2 U5D": ("", "2M USD"),
    "2\u212a": ("", "2M USD"),  # the Kelvin sign
    "A$2M": ("", "2M USD"),
    "2t": ("", "2M USD"),
    "$": ("", "2M USD"),
    "USD": ("", "2M USD"),
    "k": ("", "2M USD"),
    "()": ("", "2M USD"),
    "(5": ("", "2M USD"),
    "5)": ("", "2M USD"),
    "5-": ("", "2M USD"),
    "(-5)": ("negative twice", "parentheses"),
    "($-5)": ("negative twice", "parentheses"),
    "-$-5": ("negative twice", "parentheses"),
    "1,50k": ("grouped", "1,234.56"),
    "010k": ("zero", "leading"),
    "1000001B": ("too large", "1,000,000B"),
    "(1000001B)": ("too large", "1,000,000B"),
}


@pytest.mark.parametrize("text", NO_MONEY)
def test_no_money(text: str) -> None:
    wrong, hint = NO_MONEY[text]
    error = refused(read_money, text)
    assert error.slug == "money"
    assert wrong in error.message
    assert hint in error.hint


# --- shares -----------------------------------------------------------------------------------------------------------

SHARES = {
    "75%": 0.75,
    "75 %": 0.75,
    "12.5%": 0.125,
    "7%": 0.07,  # 7 / 100 and 0.07 * 100 both lie beside it in floats, one way or the other
    "0.07%": 0.0007,
    "28.5%": 0.285,
    "-5%": -0.05,
    "120%": 1.2,
    "1,000%": 10,
    "75％": 0.75,
    "0.75": 0.75,
    "-0.05": -0.05,
    "1": 1,
    "1.0": 1,
    "-1": -1,
    "0": 0,
    "0%": 0,
    "1%": 0.01,
}


@pytest.mark.parametrize("text", SHARES)
def test_share(text: str) -> None:
    assert read_share(text) == SHARES[text]


NO_SHARES = {
    "75": ("percent sign", "write 75%, which is 0.75"),
    "-75": ("percent sign", "write -75%, which is -0.75"),
    "1.01": ("percent sign", "write 1.01%, which is 0.0101"),
    "2": ("percent sign", "write 2%, which is 0.02"),
    "75%%": ("", "75% or 0.75"),
    "%": ("", "75% or 0.75"),
    "%75": ("", "75% or 0.75"),
    "75k": ("", "75% or 0.75"),
    "7,5%": ("grouped", "1,234.56"),
    "075%": ("zero", "leading"),
    "three quarters": ("", "75% or 0.75"),
}


@pytest.mark.parametrize("text", NO_SHARES)
def test_no_share(text: str) -> None:
    wrong, hint = NO_SHARES[text]
    error = refused(read_share, text)
    assert error.slug == "share"
    assert wrong in error.message
    assert hint in error.hint


# --- durations --------------------------------------------------------------------------------------------------------

DURATIONS = {
    "45 min": (0.75, 0),
    "45min": (0.75, 0),
    "45m": (0.75, 0),
    "30 mins": (0.5, 0),
    "1 minute": (1 / 60, 0),
    "30 minutes": (0.5, 0),
    "90 分钟": (1.5, 0),
    "90分": (1.5, 0),
    "1.5 h": (1.5, 0),
    "1.1h": (1.1, 0),
    "1 hr": (1, 0),
    "2 hrs": (2, 0),
    "1 hour": (1, 0),
    "3 hours": (3, 0),
    "2 小时": (2, 0),
    "2 个小时": (2, 0),
    "1,000 h": (1000, 0),
    "1h30m": (1.5, 0),
    "1h 30m": (1.5, 0),
    "1H30MIN": (1.5, 0),
    "1小时30分钟": (1.5, 0),
    "80 min": (4 / 3, 0),
    "1h20m": (4 / 3, 0),
    "45 s": (0.0125, 0),
    "45 sec": (0.0125, 0),
    "45 secs": (0.0125, 0),
    "1 second": (1 / 3600, 0),
    "36 seconds": (0.01, 0),
    "36秒": (0.01, 0),
    "1h 1m 36s": (1 + 96 / 3600, 0),
    "1h36s": (1.01, 0),
    "2 d": (0, 2),
    "1 day": (0, 1),
    "0.5 days": (0, 0.5),
    "2 天": (0, 2),
    "1d 4h": (4, 1),
    "1天4小时": (4, 1),
    "1d30m": (0.5, 1),
    "0 h": (0, 0),
    "４５ 分钟": (0.75, 0),
}


@pytest.mark.parametrize("text", DURATIONS)
def test_duration(text: str) -> None:
    assert read_duration(text) == DURATIONS[text]


def test_a_days_hours_depend_on_the_role() -> None:
    assert Duration(hours=4, days=1.5).in_hours(8) == 16
    assert Duration(hours=4, days=1.5).in_hours(6) == 13


NO_DURATIONS = {
    "45": ("unit is missing", "write 45 min, 45 h or 45 d"),
    "0": ("unit is missing", "0 min"),
    "1,000": ("unit is missing", "1,000 min"),
    "1h30": ("unit is missing", "30 min"),
    "12:30 h": ("looks like a time", "12h30m"),
    "-5 min": ("below zero", "45 min"),
    "-5": ("below zero", "45 min"),
    "200w": ("weeks or 万", "10 d"),
    "2 wk": ("hours are not known", "10 d"),
    "2 weeks": ("hours are not known", "10 d"),
    "2 months": ("hours are not known", "10 d"),
    "1 y": ("hours are not known", "10 d"),
    "1 年": ("hours are not known", "10 d"),
    "3 个月": ("hours are not known", "10 d"),
    "50%": ("share is not meant", "45 min"),
    "30m 1h": ("largest first", "1h30m"),
    "1h 1h": ("each unit may come once", "1h30m"),
    "1h 2d": ("largest first", "1d 4h"),
    "1,5 h": ("grouped", "1,234.56"),
    "05 min": ("zero", "leading"),
    "45 min.": ("", "45 min"),
    "h": ("", "45 min"),
    "h 5": ("", "45 min"),
    "1h, 30m": ("", "45 min"),
    "2 fortnights": ("", "45 min"),
    "5k min": ("", "45 min"),
    "9" * 31 + " h": ("too many digits", "round"),
    "1000001000000000 h": ("too large", "1,000,000B"),
}


@pytest.mark.parametrize("text", NO_DURATIONS)
def test_no_duration(text: str) -> None:
    wrong, hint = NO_DURATIONS[text]
    error = refused(read_duration, text)
    assert error.slug == "duration"
    assert wrong in error.message
    assert hint in error.hint


# --- dates ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text", ["2027-03-01", "2027-3-1", "2027/3/1", "2027/03/01", " 2027-03-01 ", "２０２７／３／１"]
)
def test_date(text: str) -> None:
    assert read_date(text) == date(2027, 3, 1)


def test_leap_day() -> None:
    assert read_date("2024-02-29") == date(2024, 2, 29)


NO_DATES = {
    "": "nothing is written",
    "2024-02-30": "no such day",
    "2027-02-29": "no such day",
    "2027-13-01": "no such day",
    "2027-00-10": "no such day",
    "0000-01-01": "no such day",
    "2027-01/01": "",
    "2027.01.01": "",
    "01/02/2027": "",
    "20270101": "",
    "27-01-01": "",
    "2027-W01-1": "",
    "2027-01-01T00:00": "",
    "2027-001-01": "",
    "2027-01-001": "",
    "12027-01-01": "",
    "January": "",
}


@pytest.mark.parametrize("text", NO_DATES)
def test_no_date(text: str) -> None:
    error = refused(read_date, text)
    assert error.slug == "date"
    assert NO_DATES[text] in error.message
    assert error.hint == "write it like 2027-01-01"


# --- errors -----------------------------------------------------------------------------------------------------------


def test_the_message_names_what_is_wrong_with_which_text() -> None:
    error = refused(read_money, " 1,00 ")
    assert str(error) == error.message
    assert error.message == '"1,00" is not an amount of money: its digits are not grouped as csplan reads them'
    assert refused(read_share, "lots").message == '"lots" is not a share'
    assert refused(read_number, "lots").message == '"lots" is not a number'
    assert refused(read_duration, "lots").message == '"lots" is not a duration'
    assert refused(read_date, "lots").message == '"lots" is not a date'
    assert refused(read_date, " ").message == '"" is not a date: nothing is written'


def test_the_message_quotes_40_characters_at_most() -> None:
    assert f'"{"x" * 40}" is' in refused(read_number, "x" * 40).message
    assert f'"{"x" * 39}…" is' in refused(read_number, "x" * 41).message


def test_the_message_is_safe_to_print() -> None:
    message = refused(read_number, "\x1b[31m\x07\ud800\nred").message
    assert message == r'"\x1b[31m\x07\ud800\nred" is not a number'


def test_an_error_survives_pickling() -> None:
    error = Unreadable("money", "no money", "earn some")
    again = pickle.loads(pickle.dumps(error))  # noqa: S301 - it is our own
    assert (again.slug, again.message, again.hint) == ("money", "no money", "earn some")
    assert Unreadable("date", "no date").hint == ""


HANGING = 60  # seconds: a reader that is not linear takes hours for a megabyte, a slow machine does not


@pytest.mark.parametrize("read", READERS)
@pytest.mark.parametrize("garbage", ["1,", "1h", " ", "(", "9", "０", "1 ", "-", "\U0001f4a5"], ids=ascii)
def test_a_megabyte_is_refused_at_once(read: Callable[[str], object], garbage: str) -> None:
    text = garbage * (1_000_000 // len(garbage))
    started = time.perf_counter()
    error = refused(read, text)
    assert time.perf_counter() - started < HANGING
    assert len(error.message) < 500


def test_60_characters_are_not_too_long() -> None:
    assert read_number("5" + " " * 58 + "k") == 5000
    assert "too long" in refused(read_number, "5" + " " * 59 + "k").message


# --- written exactly --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0, "0"),
        (-0.0, "0"),
        (24, "24"),
        (1.5, "1.5"),
        (0.1, "0.1"),
        (-3, "-3"),
        (999, "999"),
        (1000, "1,000"),
        (-1234567.25, "-1,234,567.25"),
        (1e15, "1,000,000,000,000,000"),
        (1e-7, "0.0000001"),
        (0.1 + 0.2, "0.30000000000000004"),
    ],
)
def test_write_number(value: float, text: str) -> None:
    assert write_number(value) == text


@pytest.mark.parametrize(
    ("amount", "currency", "text"),
    [
        (0, None, "0"),
        (900, None, "900"),
        (1000, None, "1k"),
        (1250, None, "1,250"),  # no longer than 1.25k
        (1200, None, "1.2k"),
        (12345, None, "12,345"),
        (120000, None, "120k"),
        (999999, None, "999,999"),
        (1000000, None, "1M"),
        (4320000, None, "4.32M"),
        (4321000, None, "4.321M"),
        (4320001, None, "4,320,001"),
        (1000000.5, None, "1,000,000.5"),
        (999000000, None, "999M"),
        (1500000000, None, "1.5B"),
        (1e15, None, "1,000,000B"),
        (-4320000, None, "-4.32M"),
        (0.5, None, "0.5"),
        (2000000, "USD", "2M USD"),
        (9000, "CNY", "9,000 CNY"),
        (10000, "CNY", "1万 CNY"),
        (1500000, "CNY", "150万 CNY"),
        (99990000, "CNY", "9,999万 CNY"),
        (120000000, "CNY", "1.2亿 CNY"),
        (2000000, "$", "$2M"),
        (-2000000, "$", "-$2M"),
        (1500000, "¥", "¥150万"),
        (-5, "¥", "-¥5"),
    ],
)
def test_write_money(amount: float, currency: str | None, text: str) -> None:
    assert write_money(Money(amount, currency)) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.75, "75%"),
        (0.07, "7%"),
        (0.125, "12.5%"),
        (-0.05, "-5%"),
        (1, "100%"),
        (12.5, "1,250%"),
        (0.001, "0.1%"),
        (0, "0%"),
        (-0.0, "0%"),
    ],
)
def test_write_share(value: float, text: str) -> None:
    assert write_share(value) == text


@pytest.mark.parametrize(
    ("hours", "days", "text"),
    [
        (0, 0, "0 h"),
        (0.75, 0, "45 min"),
        (1 / 60, 0, "1 min"),
        (59 / 60, 0, "59 min"),
        (1, 0, "1 h"),
        (1.5, 0, "1h30m"),
        (4 / 3, 0, "1h20m"),
        (1.1, 0, "1h6m"),
        (1.01, 0, "1.01 h"),
        (0.0125, 0, "0.0125 h"),
        (2000, 0, "2,000 h"),
        (2000.5, 0, "2000h30m"),
        (0, 2, "2 d"),
        (0, 0.5, "0.5 d"),
        (4, 1, "1d 4h"),
        (1.5, 1, "1d 1h30m"),
        (0.75, 1000, "1,000d 45min"),
        (0.01, 0.5, "0.5d 0.01h"),
    ],
)
def test_write_duration(hours: float, days: float, text: str) -> None:
    assert write_duration(Duration(hours, days)) == text


@pytest.mark.parametrize("value", [INFINITE, -INFINITE, float("nan")])
def test_what_no_text_means_is_not_written(value: float) -> None:
    for write in (write_number, write_share):
        with pytest.raises(ValueError, match="only finite"):
            write(value)
    with pytest.raises(ValueError, match="only finite"):
        write_money(Money(value, None))
    with pytest.raises(ValueError, match=r"finite|negative"):
        write_duration(Duration(value, 0))
    with pytest.raises(ValueError, match=r"finite|negative"):
        write_duration(Duration(0, value))


@pytest.mark.parametrize("duration", [Duration(-1, 0), Duration(0, -1), Duration(-1, 1)])
def test_no_negative_duration_is_written(duration: Duration) -> None:
    with pytest.raises(ValueError, match="negative"):
        write_duration(duration)


# --- shown rounded ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("show", [show_number, show_money, show_share, show_hours, show_csms])
def test_absent_and_infinite(show: Callable[[float | None], str]) -> None:
    assert show(None) == "–"
    assert show(INFINITE) == "∞"
    assert show(-INFINITE) == "−∞"
    assert show(float("nan")) == "NaN"


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (0, None, "0"),
        (24, None, "24"),
        (2.160, None, "2.16"),
        (9.994, None, "9.99"),
        (9.996, None, "10"),
        (97.208, None, "97.2"),
        (99.94, None, "99.9"),
        (99.96, None, "100"),
        (1412.5, None, "1,413"),
        (-0.004, None, "0"),
        (-0.005, None, "−0.01"),
        (1e20, None, "100,000,000,000,000,000,000"),
        (1094.8, 1, "1,094.8"),
        (1094.8, 0, "1,095"),
        (1840, 1, "1,840.0"),
        (1.005, 2, "1.01"),  # as people round the digits they see
        (0.125, 2, "0.13"),
        (2.5, 0, "3"),
        (-2.5, 0, "−3"),
        (0.5, 0, "1"),
        (0.49, 0, "0"),
        (-0.04, 1, "0.0"),
        (-0.05, 1, "−0.1"),
        (5e-324, 2, "0.00"),
    ],
)
def test_show_number(value: float, decimals: int | None, text: str) -> None:
    assert show_number(value, decimals) == text


@pytest.mark.parametrize(
    ("amount", "currency", "text"),
    [
        (0, "USD", "0"),
        (0.004, "USD", "0"),
        (0.123, "USD", "0.12"),
        (5.678, "USD", "5.68"),
        (12.34, "USD", "12.3"),
        (12.5, "USD", "12.5"),
        (150.71, "USD", "151"),
        (900, "USD", "900"),
        (999.4, "USD", "999"),
        (999.5, "USD", "1k"),
        (1000, "USD", "1k"),
        (1234, "USD", "1.23k"),
        (1235, "USD", "1.24k"),
        (165000, "USD", "165k"),
        (164500, "USD", "165k"),
        (999499, "USD", "999k"),
        (999500, "USD", "1M"),
        (999999, "USD", "1M"),
        (4320000, "USD", "4.32M"),
        (999999999, "USD", "1B"),
        (1234567890, "USD", "1.23B"),
        (1234567890000, "USD", "1,230B"),
        (-165000, "USD", "−165k"),
        (-0.004, "USD", "0"),
        (4320000, "EUR", "4.32M"),
        (4320000, None, "4.32M"),
        (1500000, "CNY", "150万"),
        (120000000, "CNY", "1.2亿"),
        (12.34, "CNY", "12.3"),
        (900, "CNY", "900"),
        (1234.4, "CNY", "1,234"),
        (9999.4, "CNY", "9,999"),
        (9999.5, "CNY", "1万"),
        (10000, "CNY", "1万"),
        (12345, "CNY", "1.23万"),
        (123456, "CNY", "12.3万"),
        (12345678, "CNY", "1,230万"),
        (99940000, "CNY", "9,990万"),
        (99950000, "CNY", "1亿"),
        (-1500000, "CNY", "−150万"),
        (0, "CNY", "0"),
    ],
)
def test_show_money(amount: float, currency: str | None, text: str) -> None:
    assert show_money(amount, currency) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.774, "77.4%"),
        (0.75, "75.0%"),
        (0.7745, "77.5%"),
        (0.77449, "77.4%"),
        (4.347, "434.7%"),
        (12.345, "1,234.5%"),
        (0, "0.0%"),
        (-0.0004, "0.0%"),
        (-0.05, "−5.0%"),
    ],
)
def test_show_share(value: float, text: str) -> None:
    assert show_share(value) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [(1094.8, "1,094.8 h"), (1840, "1,840.0 h"), (0.04, "0.0 h"), (0.05, "0.1 h"), (-0.04, "0.0 h")],
)
def test_show_hours(value: float, text: str) -> None:
    assert show_hours(value) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (2.160, "2.16"),
        (2, "2.00"),
        (0, "0.00"),
        (9.994, "9.99"),
        (9.995, "10.0"),
        (12.34, "12.3"),
        (99.94, "99.9"),
        (99.95, "100"),
        (100.4, "100"),
        (1234.5, "1,235"),
        (-2.345, "−2.35"),
        (-12.34, "−12.3"),
        (-0.001, "0.00"),
    ],
)
def test_show_csms(value: float, text: str) -> None:
    assert show_csms(value) == text


def test_numpy_floats_are_floats() -> None:
    numpy = pytest.importorskip("numpy")
    assert show_money(numpy.float64(165000), "USD") == "165k"
    assert write_share(numpy.float64(0.75)) == "75%"
