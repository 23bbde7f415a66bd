"""How a year's number falls on its months: what is read, what is refused, what the schema says of both."""

from __future__ import annotations

from typing import Any

import pytest
from jsonschema import Draft202012Validator
from pydantic import TypeAdapter, ValidationError

from csplan.plan import by_month, types
from csplan.schema.months import OF_MONTHS
from csplan.values import Unreadable, read_months


def read(kind: Any, value: object) -> Any:
    return TypeAdapter(kind).validate_python(value)


TWELFTHS = ("4%", "6%", "12%", "5%", "7%", "13%", "5%", "6%", "13%", "6%", "8%", "15%")
READ = [
    (by_month.ByMonth, TWELFTHS, [0.04, 0.06, 0.12, 0.05, 0.07, 0.13, 0.05, 0.06, 0.13, 0.06, 0.08, 0.15]),
    (by_month.ByMonth, "25%,25%,0%,0%,0%,0%,0%,0%,0%,0%,0%,50%", [0.25, 0.25, *[0] * 9, 0.5]),
    (
        by_month.ByMonth,
        {"Q1": "30%", "Q2": "0%", "Q3": "10%", "Q4": "60%"},
        [0.1] * 3 + [0] * 3 + [1 / 30] * 3 + [0.2] * 3,
    ),
    (by_month.ByMonth, "{q1: 30%, Q2: 0%, Q3: 10%, Q4: 60%}", [0.1] * 3 + [0] * 3 + [1 / 30] * 3 + [0.2] * 3),
    (by_month.ByMonthOrBook, TWELFTHS, [0.04, 0.06, 0.12, 0.05, 0.07, 0.13, 0.05, 0.06, 0.13, 0.06, 0.08, 0.15]),
    (by_month.DaysByMonth, ("20",) * 12, [20] * 12),
    (by_month.ShareOrCurve, ("5%", "20%", "0.4"), [0.05, 0.2, 0.4]),
    (by_month.ShareOrCurve, "5%, 20%, 40%", [0.05, 0.2, 0.4]),
    (by_month.SpanOrShares, "3 months", [1 / 3] * 3),
    (by_month.SpanOrShares, "2.5 months", [0.4, 0.4, 0.2]),
    (by_month.SpanOrShares, "15 d", [1]),
    (by_month.SpanOrShares, ("50%", "30%", "20%"), [0.5, 0.3, 0.2]),
    (by_month.SpanOrShares, "50%, 50%", [0.5, 0.5]),
]


@pytest.mark.parametrize(("kind", "value", "expected"), READ, ids=range(len(READ)))
def test_read(kind: Any, value: object, expected: list[float]) -> None:
    assert list(read(kind, value)) == pytest.approx(expected)
    schema = Draft202012Validator(OF_MONTHS[kind].schema)
    assert schema.is_valid(list(value) if isinstance(value, tuple) else value)


def test_what_is_close_to_the_whole_is_the_whole() -> None:
    thirds = {"Q1": "33.3%", "Q2": "33.3%", "Q3": "33.3%", "Q4": "0.06%"}
    assert sum(read(by_month.ByMonth, thirds)) == pytest.approx(1, abs=1e-15)


def test_one_word_or_one_number() -> None:
    assert read(by_month.ByMonthOrBook, " book ") == "book"
    assert read(by_month.ShareOrCurve, "45%") == 0.45
    assert read(types.Increase, "+20%") == pytest.approx(0.2)
    assert read(types.Increase, "-20%") == pytest.approx(-0.2)
    assert read(types.Span, "90 d") == pytest.approx(90 / 30.4375)


REFUSED = [
    (by_month.ByMonth, "book", "by-month"),
    (by_month.ByMonth, ("50%", "50%"), "by-month"),
    (by_month.ByMonth, ("10%",) * 12, "months-sum"),
    (by_month.ByMonth, ("5%",) * 12, "months-sum"),
    (by_month.ByMonth, ("5",) * 12, "share"),
    (by_month.ByMonth, ("-5%",) * 12, "by-month"),
    (by_month.ByMonth, (("5%",),) * 12, "by-month"),
    (by_month.ByMonth, {"Q1": "50%", "Q5": "50%"}, "by-month"),
    (by_month.ByMonthOrBook, {"Q1": "100%"}, "by-month"),
    (by_month.DaysByMonth, ("0",) * 12, "by-month"),
    (by_month.DaysByMonth, "20", "by-month"),
    (by_month.DaysByMonth, {"Q1": "20"}, "by-month"),
    (by_month.ShareOrCurve, "145%", "by-month"),
    (by_month.ShareOrCurve, ("50%",) * 13, "by-month"),
    (by_month.ShareOrCurve, ("150%",), "by-month"),
    (by_month.SpanOrShares, "3", "duration"),
    (by_month.SpanOrShares, "40 months", "by-month"),
    (by_month.SpanOrShares, (), "by-month"),
    (by_month.SpanOrShares, {"a": "3 months"}, "by-month"),
    (types.Span, "3", "duration"),
    (types.Span, "three months", "duration"),
    (types.Span, "40 months", "out-of-range"),
    (types.Increase, "-120%", "out-of-range"),
]


@pytest.mark.parametrize(("kind", "value", "slug"), REFUSED, ids=range(len(REFUSED)))
def test_refused(kind: Any, value: object, slug: str) -> None:
    with pytest.raises(ValidationError) as caught:
        read(kind, value)
    assert caught.value.errors()[0]["type"] == slug


@pytest.mark.parametrize("value", OF_MONTHS.values(), ids=lambda value: value.name)
def test_examples_are_read(value: Any) -> None:
    [kind] = (kind for kind, known in OF_MONTHS.items() if known is value)
    schema = Draft202012Validator(value.schema)
    for each in value.schema["examples"]:
        assert schema.is_valid(each)
        shaped = tuple(map(str, each)) if isinstance(each, list) else each
        read(kind, shaped)


@pytest.mark.parametrize(
    ("text", "months"), [("3 months", 3), ("1 month", 1), ("1.5 mo", 1.5), ("3 个月", 3), ("365.25 days", 12)]
)
def test_months(text: str, months: float) -> None:
    assert read_months(text) == pytest.approx(months)


def test_a_bare_number_of_months_asks_for_its_unit() -> None:
    with pytest.raises(Unreadable) as caught:
        read_months("3")
    assert caught.value.hint == "write 3 months"


def test_even_shares_of_a_part_of_a_month() -> None:
    assert by_month.evenly(0.5) == (1.0,)
    assert by_month.evenly(1.5) == pytest.approx((2 / 3, 1 / 3))
