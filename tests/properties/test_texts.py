"""Texts that are no values of a plan: cells of time logs, and the budgets of ``--fail-on``."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csplan.answers.diff.budgets import METRICS, VERDICT, read_budgets
from csplan.records.dates import FIRST_DAY, LAST_DAY, Dates, OrderNeeded, OrderVote
from csplan.records.log.durations import DAY, NOTHING, read_minutes, read_time, tidy
from csplan.values import Unreadable

if TYPE_CHECKING:
    from collections.abc import Callable

numerals = [*"0123456789:.,-/%+ ", *"\u3000\u00a0\u202f\uff11\uff1a\u2212\u2013\x00\ud800\u0664"]
words = ["min", "h", "d", "AM", "p.m.", "T", "Z", "年", "月", "日", "小时", "Jan", "sept", "2026", "300k", "USD", "1e9"]
pieces = st.sampled_from([*numerals, *words, *METRICS, VERDICT, "heads+2"])
texts = st.text(max_size=20) | st.lists(pieces, max_size=10).map("".join)


def read_or_why(read: Callable[[str], object], text: str) -> object:
    """Return what is read, or None where a message says why not."""
    try:
        return read(text)
    except Unreadable as error:
        message, hint = error.message, error.hint
    assert message
    assert (message + hint).isprintable()
    return None


# --- lengths and times of day -----------------------------------------------------------------------------------------


@given(texts, st.sampled_from([1.0, 60.0]))
def test_any_text_as_a_length(text: str, a_number: float) -> None:
    minutes = read_or_why(lambda cell: read_minutes(cell, a_number), text)
    if minutes is not None:
        assert isinstance(minutes, float | int)
        assert 0 < minutes <= DAY or tidy(text) in NOTHING


@given(st.integers(1, DAY))
def test_a_length_is_the_same_however_it_is_written(minutes: int) -> None:
    hours, rest = divmod(minutes, 60)
    ways = [f"{minutes} min", f"{hours}:{rest:02}", f"{hours:02}:{rest:02}:00", f"{minutes}:00 min", f"{minutes} 分钟"]
    ways += [f"{hours}h{rest}m", f"{hours} 小时 {rest} 分钟"] if hours and rest else []
    assert [read_minutes(way, 60) for way in ways] == pytest.approx([minutes] * len(ways), rel=1e-12, abs=0)
    assert read_minutes(f"{minutes}", 1) == minutes
    with pytest.raises(Unreadable, match="below zero"):
        read_minutes(f"-{minutes} min", 1)


@given(texts)
def test_any_text_as_a_time_of_day(text: str) -> None:
    minutes = read_or_why(read_time, text)
    if minutes is not None:
        assert isinstance(minutes, float | int)
        assert 0 <= minutes <= DAY


@given(st.times().map(lambda at: at.replace(microsecond=0, tzinfo=None)))
def test_a_time_of_day_on_either_clock(at: time) -> None:
    minutes = pytest.approx(at.hour * 60 + at.minute + at.second / 60)
    assert read_time(f"{at:%H:%M:%S}") == minutes
    half = "AM" if at.hour < 12 else "PM"
    assert read_time(f"{at.hour % 12 or 12}:{at:%M:%S} {half}") == minutes


# --- days -------------------------------------------------------------------------------------------------------------

days = st.dates(date.fromordinal(FIRST_DAY), date.fromordinal(LAST_DAY))
MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October"]
MONTHS += ["November", "December"]


def written(day: date) -> list[str]:
    """Write a day in ways that are the same in every country; month names whatever the locale."""
    name = MONTHS[day.month - 1]
    ways = [f"{day:%Y-%m-%d}", f"{day:%Y/%m/%d}", f"{day:%Y%m%d}", f"{day.year}年{day.month}月{day.day}日"]
    ways += [f"{day:%d.%m.%Y}", f"{day.day}/{name[:3]}/{day:%y}", f"{name} {day.day}, {day.year}"]
    return [*ways, f"{day:%Y-%m-%d} 09:05", f"{day:%Y-%m-%d}T09:05:30Z", f"{day.day}-{name[:3].upper()}-{day.year}"]


@given(texts | days.flatmap(lambda day: st.sampled_from(written(day)).flatmap(lambda way: st.just(way) | texts)))
def test_any_text_as_a_day(text: str) -> None:
    for order in (None, "dmy", "mdy"):
        try:
            found = read_or_why(Dates(order).read, text)
        except OrderNeeded:
            assert order is None
        else:
            assert found is None or (isinstance(found, int) and FIRST_DAY <= found <= LAST_DAY)


@given(days)
def test_a_day_is_the_same_however_it_is_written(day: date) -> None:
    assert {Dates(None).read(way) for way in written(day)} == {day.toordinal()}
    assert Dates("dmy").read(f"{day:%d/%m/%Y}") == Dates("mdy").read(f"{day:%m/%d/%Y}") == day.toordinal()


@given(st.lists(days, min_size=1, max_size=8), st.sampled_from(["%d/%m/%Y", "%m-%d-%Y"]))
def test_an_order_that_is_decided_is_that_of_the_file(found: list[date], form: str) -> None:
    vote = OrderVote()
    vote.look({"date": [day.strftime(form) for day in found]})
    if any(day.day > 12 for day in found):
        assert vote.decide() == ("dmy" if form.startswith("%d") else "mdy")
    else:
        assert not vote.only


@given(days)
def test_a_day_outside_the_period_is_refused(day: date) -> None:
    period = (day - timedelta(1), day)
    assert Dates(None, period).read(f"{day}") == day.toordinal()
    with pytest.raises(Unreadable, match="outside the period"):
        Dates(None, (day + timedelta(1), day + timedelta(2))).read(f"{day}")


# --- budgets ----------------------------------------------------------------------------------------------------------


@given(texts)
def test_any_text_as_budgets(text: str) -> None:
    found = read_or_why(read_budgets, text)
    assert found is None or found


@given(
    st.lists(
        st.tuples(st.sampled_from(["heads", "csms", "cost"]), st.sampled_from("+-"), st.integers(0, 9999)), min_size=1
    ).filter(lambda parts: len(parts) < 40)
)
def test_budgets_are_read_as_they_are_written(parts: list[tuple[str, str, int]]) -> None:
    found = read_budgets(", ".join(f"{metric}{sign}{amount}" for metric, sign, amount in parts))
    assert [(each.metric, each.sign, each.amount, each.relative) for each in found] == [
        (metric, 1 if sign == "+" else -1, amount, False) for metric, sign, amount in parts
    ]
    for each in found:
        [relative] = read_budgets(f"{each.text}%")
        assert relative.relative
        assert relative.amount == pytest.approx(each.amount / 100)
