"""Figures as people read them."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csplan.values import read_money, show_money
from csplan.values.units import beyond, shown, three_digits


@pytest.mark.parametrize(
    ("value", "unit", "expected"),
    [
        (None, "Money", "–"),
        (math.inf, "CustomersPerCSM", "∞"),
        ("over-budget", "Verdict", "over-budget"),
        (["a", "b"], "Names", "a, b"),
        (4_320_000.0, "Money", "4.32M"),
        (180_000.0, "MoneyPerCustomer", "180k"),
        (0.774, "Share", "77.4%"),
        (2.131, "CSMs", "2.13"),
        (1094.8, "Hours", "1,094.8 h"),
        (97.2, "HoursPerCustomer", "97.2 h"),
        (3.0, "Heads", "3"),
        (2400.0, "Customers", "2,400"),
        (1.0, "Change", "+1"),
        (-1.0, "Change", "−1"),
        (0.0, "Change", "0"),
        (-0.001, "Change", "0"),
        (0.5, "Change", "+0.50"),
        (-1.25, "Change", "−1.25"),
        (0.0841, "Points", "+8.4 pt"),
        (-0.327, "Points", "−32.7 pt"),
        (-0.0004, "Points", "0"),
        (495_000.0, "MoneyChange", "+495k"),
        (-104_000.0, "MoneyChange", "−104k"),
        (0.0, "MoneyChange", "0"),
        ("MoneyPerCSM", "Unit", "money per CSM"),
        ("Share", "Unit", "share"),
    ],
)
def test_shown(value: object, unit: str, expected: str) -> None:
    assert shown(value, unit, "USD") == expected


def test_rmb_in_wan() -> None:
    assert shown(1_500_000.0, "MoneyPerCSM", "CNY") == "150万"


@given(st.floats(1e-3, 1e12), st.sampled_from([-1, 1]), st.sampled_from(["USD", "CNY"]))
def test_what_is_printed_is_beyond(amount: float, change: int, currency: str) -> None:
    printed = read_money(show_money(three_digits(amount, change), currency)).amount
    assert (printed - amount) * change >= -1e-9 * amount
    assert abs(printed - amount) <= max(0.011 * amount, 1.0)


@given(st.floats(-1e3, 1e3), st.sampled_from([-1, 1]), st.integers(0, 4))
def test_beyond(value: float, change: int, digits: int) -> None:
    rounded = beyond(value, change, digits)
    assert (rounded - value) * change >= -1e-8
    assert abs(rounded - value) <= 10.0**-digits + 1e-8


def test_nothing_has_no_digits() -> None:
    assert three_digits(0.0, 1) == 0.0
