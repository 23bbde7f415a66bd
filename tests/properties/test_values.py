# ruff: noqa: RUF001 - full-width text is among what is read
from __future__ import annotations

import contextlib
import unicodedata
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

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


def typed(shown: str) -> str:
    """Return what is shown with a minus of the keyboard."""
    return shown.replace("\N{MINUS SIGN}", "-")


# --- what readers take ------------------------------------------------------------------------------------------------

# The range in which writing is exact, with as many round values as random ones.
small = st.just(0.0) | st.floats(1e-9, 1e15)
round_values = st.builds(lambda n, p: float(f"{n}e{p}"), st.integers(0, 99_999), st.integers(-4, 9))
positive = small | round_values
values = positive | positive.map(lambda x: -x)
currencies = st.sampled_from([None, "USD", "CNY", "EUR", "BAM", "MMK", "BND", "KES", "WST", "$", "¥"])
hours = positive | st.integers(0, 600_000).map(lambda minutes: minutes / 60)

# Text near what readers take, which random text seldom is.
words = ["万", "亿", "千", "元", "人民币", "美元", "USD", "RMB", "min", "小时", "分钟", "1e", "0x", "nan", "inf", "-1-"]
pieces = st.sampled_from([*"0123456789.,_-+()%:$¥€ kKmMbBwWdhs", *words, *"２，％￥½\u3000\u00a0\u212a\x00\ud800"])
nearly = st.lists(pieces, max_size=12).map("".join)


def error_of(read: Callable[[str], object], text: str) -> Unreadable | None:
    try:
        read(text)
    except Unreadable as error:
        return error
    return None


@pytest.mark.parametrize("read", READERS)
@given(text=st.text() | nearly)
def test_readers_return_or_say_why_not(read: Callable[[str], object], text: str) -> None:
    error = error_of(read, text)
    if error:
        assert error.slug in {"number", "money", "share", "duration", "date"}
        assert error.message.startswith('"')
        assert error.message.isprintable()
        assert error.hint
        assert len(error.message) < 500


def full_width(text: str) -> str:
    wide = {code: code + 0xFEE0 for code in range(0x21, 0x7F)} | {ord("¥"): 0xFFE5, ord(" "): 0x3000}
    return text.translate(wide)


def outcome(read: Callable[[str], object], text: str) -> object:
    with contextlib.suppress(Unreadable):
        return read(text)
    return Unreadable


@pytest.mark.parametrize("read", READERS)
@given(text=nearly)
@example(text="(1,200.5)")
@example(text="¥ 1_000 k")
@example(text="75%")
@example(text="2027-01-01")
@example(text="2027/1/1")
@example(text="1h30m")
def test_full_width_text_reads_like_its_plain_form(read: Callable[[str], object], text: str) -> None:
    assert unicodedata.normalize("NFKC", full_width(text)) == unicodedata.normalize("NFKC", text)
    assert outcome(read, full_width(text)) == outcome(read, text)


@given(text=nearly)
def test_surrounding_space_does_not_matter(text: str) -> None:
    for read in READERS:
        assert outcome(read, f" {text}\n") == outcome(read, text)


# --- written and read again -------------------------------------------------------------------------------------------


@given(values)
@example(4320001.0)
@example(1e15)
def test_number_round_trip(x: float) -> None:
    assert read_number(write_number(x)) == x


@given(values, currencies)
@example(4320000.0, "USD")
def test_money_round_trip(amount: float, currency: str | None) -> None:
    assert read_money(write_money(Money(amount, currency))) == (amount, currency)


@given(values.filter(lambda x: abs(x) <= 1e12))
@example(0.07)
@example(0.285)
def test_share_round_trip(x: float) -> None:
    assert read_share(write_share(x)) == x


@given(hours, positive)
@example(4 / 3, 0.0)
@example(1.1, 0.0)
@example(1e14 + 0.25, 0.0)
def test_duration_round_trip(hours: float, days: float) -> None:
    assert read_duration(write_duration(Duration(hours, days))) == (hours, days)
    assert read_duration(write_duration(Duration(hours, 0))) == (hours, 0)


@given(values)
def test_money_is_never_written_longer_than_the_number(x: float) -> None:
    assert len(write_money(Money(x, None))) <= len(write_number(x))


@given(st.integers(0, 10_000), st.integers(0, 59))
def test_minutes_and_hours_agree(hours: int, minutes: int) -> None:
    assert read_duration(f"{hours}h{minutes}m") == read_duration(f"{hours * 60 + minutes} min")


# --- shown ------------------------------------------------------------------------------------------------------------

amounts = values.filter(lambda x: abs(x) >= 1)
shown_currencies = st.sampled_from([None, "USD", "CNY"])


@given(amounts, shown_currencies)
@example(999_999.0, "USD")
@example(99_999_999.0, "CNY")
def test_shown_money_is_within_half_a_percent(x: float, currency: str | None) -> None:
    shown = read_money(typed(show_money(x, currency))).amount
    assert abs(shown - x) <= 0.005 * abs(x) * (1 + 1e-9)


@given(values, values, shown_currencies)
def test_more_money_never_shows_as_less(x: float, y: float, currency: str | None) -> None:
    less, more = sorted([x, y])
    assert read_money(typed(show_money(less, currency))).amount <= read_money(typed(show_money(more, currency))).amount


@given(values, shown_currencies)
def test_shown_money_carries_over(x: float, currency: str | None) -> None:
    shown = typed(show_money(x, currency))
    digits = shown.strip("-kMB万亿")
    limit = 10_000 if currency == "CNY" else 1000
    assert shown[-1] in "B亿" or float(digits.replace(",", "")) < limit


@given(values, st.integers(0, 6))
def test_shown_numbers_are_within_half_of_the_last_decimal(x: float, decimals: int) -> None:
    shown = read_number(typed(show_number(x, decimals)))
    assert abs(shown - x) <= 0.5 * 10**-decimals + abs(x) * 1e-15


@given(values, values)
def test_more_never_shows_as_less(x: float, y: float) -> None:
    less, more = sorted([x, y])
    assert read_number(typed(show_number(less))) <= read_number(typed(show_number(more)))
    assert read_number(typed(show_csms(less))) <= read_number(typed(show_csms(more)))
    assert read_share(typed(show_share(less / 1000))) <= read_share(typed(show_share(more / 1000)))
    assert read_number(typed(show_hours(less)[:-2])) <= read_number(typed(show_hours(more)[:-2]))


@given(st.floats())
def test_minus_zero_never_shows(x: float) -> None:
    for shown in (
        show_number(x),
        show_money(x, "CNY"),
        show_money(x, "USD"),
        show_share(x),
        show_hours(x),
        show_csms(x),
    ):
        assert not shown.startswith("-") or shown == "-∞" or any(c in shown for c in "123456789")
