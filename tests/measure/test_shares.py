"""Intervals against published values: Newcombe 1998 (both papers), Garwood's tables, and numbers worked out apart."""

from __future__ import annotations

from math import erfc, inf, sqrt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from csplan.measure.shares import Estimate, chance, count, difference, held_by_holm, ratio, share, weighted_sum


def of(successes: float, n: float, z: float | None = None) -> Estimate:
    found = share(successes, n) if z is None else share(successes, n, z)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("successes", "n", "low", "high"),
    [
        # Newcombe, Two-sided confidence intervals for the single proportion, table I, method 3.
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0, 0.1611),
        (1, 29, 0.0061, 0.1718),
        (29, 29, 0.8830, 1),
    ],
)
def test_share_as_published(successes: float, n: float, low: float, high: float) -> None:
    found = of(successes, n)
    assert (found.low, found.high) == pytest.approx((low, high), abs=5e-5)
    assert found.value == successes / n


@pytest.mark.parametrize(
    ("successes", "n", "expected"),
    [
        (3, 7, (0.428571, 0.158220, 0.749542)),
        (2, 5, (0.4, 0.117621, 0.769276)),
        (39, 80, (0.4875, 0.381, 0.595)),
    ],
)
def test_share_as_worked(successes: float, n: float, expected: tuple[float, float, float]) -> None:
    digits = 5e-7 if n < 10 else 5e-4
    assert of(successes, n) == pytest.approx(expected, abs=digits)


def test_nothing_has_no_share() -> None:
    assert share(0, 0) is None


@pytest.mark.parametrize(
    ("first", "second", "low", "high"),
    [
        # Newcombe, Interval estimation for the difference between independent proportions, table II, method 10.
        ((56, 70), (48, 80), 0.0524, 0.3339),
        ((9, 10), (3, 10), 0.1705, 0.8090),
        ((6, 7), (2, 7), 0.0582, 0.8062),
        ((5, 56), (0, 29), -0.0381, 0.1926),
        ((0, 10), (0, 20), -0.1611, 0.2775),
        ((0, 10), (0, 10), -0.2775, 0.2775),
        ((10, 10), (0, 20), 0.6791, 1),
        ((10, 10), (0, 10), 0.6075, 1),
    ],
)
def test_difference_as_published(
    first: tuple[float, float], second: tuple[float, float], low: float, high: float
) -> None:
    found = difference(of(*first), of(*second))
    assert (found.low, found.high) == pytest.approx((low, high), abs=5.1e-5)
    assert found.value == pytest.approx(first[0] / first[1] - second[0] / second[1])


@pytest.mark.parametrize(
    ("n", "low", "high"),
    [
        # 95% limits of a Poisson expectation, as in the tables of Pearson and Hartley.
        (0, 0, 3.689),
        (1, 0.0253, 5.572),
        (2, 0.242, 7.225),
        (5, 1.623, 11.668),
        (10, 4.795, 18.390),
        (20, 12.217, 30.888),
        (50, 37.111, 65.919),
        (100, 81.364, 121.627),
    ],
)
def test_count_as_published(n: int, low: float, high: float) -> None:
    found = count(n)
    assert (found.low, found.high) == pytest.approx((low, high), abs=5.1e-4)
    assert found.value == n


def test_large_counts_come_near_the_normal() -> None:
    found = count(1_000_000)
    assert (found.low, found.high) == pytest.approx((1_000_000 - 1960, 1_000_000 + 1960), abs=3)


def test_ratio_as_worked() -> None:
    assert ratio(of(45, 50), of(30, 50)) == pytest.approx((1.5, 1.189792, 1.961461), abs=5e-7)
    assert ratio(of(71, 80), of(64, 80)) == pytest.approx((1.109375, 0.968597, 1.283215), abs=5e-7)
    assert difference(of(71, 80), of(64, 80)) == pytest.approx((0.0875, -0.026575, 0.200702), abs=5e-7)


def test_ratio_as_published() -> None:
    """Fagerland, Lydersen and Laake, Statistical Analysis of Contingency Tables, chapter 4: 7 of 34 against 1 of 34.

    What is below the line may be more than twice as much as it seems; the lower end is more than 0 all the same.
    """
    found = ratio(of(7, 34), of(1, 34))
    assert found == pytest.approx((7, 1.1537, 41.9763), abs=5.1e-5)
    assert difference(of(7, 34), of(1, 34)) == pytest.approx((0.1765, 0.0189, 0.3404), abs=5.1e-5)


@settings(max_examples=60)
@given(
    first=st.floats(0.2, 5),
    second=st.floats(1, 5),
    one=st.floats(0.01, 0.3),
    other=st.floats(0.01, 0.3),
    flip=st.booleans(),
)
def test_of_even_intervals_a_ratio_has_fiellers_and_a_sum_the_roots(
    first: float, second: float, one: float, other: float, *, flip: bool
) -> None:
    """Where both ends are as far off, MOVER-R is Fieller's theorem, and MOVER the root of the sum of squares."""
    up, down = Estimate(first, first - one, first + one), Estimate(second, second - other, second + other)
    g = (other / second) ** 2
    middle, half = (
        first / second / (1 - g),
        sqrt(one**2 - g * one**2 + (first / second * other) ** 2) / second / (1 - g),
    )
    found = ratio(up, down)
    assert found is not None
    assert found.high == pytest.approx(middle + half)
    assert found.low == pytest.approx(max(0.0, middle - half), abs=1e-9)
    weight = -2.0 if flip else 3.0
    total = weighted_sum(((weight, up), (0.5, down)))
    off = sqrt((weight * one) ** 2 + (0.5 * other) ** 2)
    assert total == pytest.approx((weight * first + 0.5 * second, total.value - off, total.value + off))


def test_a_ratio_turned_over_has_its_ends_turned_over() -> None:
    one, other = of(45, 50), of(30, 50)
    found, back = ratio(one, other), ratio(other, one)
    assert found is not None
    assert back is not None
    assert (1 / back.high, 1 / back.low) == pytest.approx((found.low, found.high))


def test_ratio_at_its_ends() -> None:
    assert ratio(of(5, 10), of(0, 10)) is None
    found = ratio(of(0, 10), of(5, 10))
    assert found is not None
    assert (found.value, found.low) == (0, 0)
    # What may be 0 below the line gives no upper end; 0.180601 ÷ (0.05 + √(0.0025 + 0.180601 × 0.03)) is the lower one.
    assert ratio(of(5, 10), Estimate(0.1, 0.0, 0.3)) == pytest.approx((5, 1.299533, inf))


def test_within_segments_as_worked() -> None:
    """Large 57 of 60 with and 19 of 20 without, small 14 of 20 and 45 of 60: equal weights, and the sign turns."""
    with_large, without_large, with_small, without_small = of(57, 60), of(19, 20), of(14, 20), of(45, 60)
    found = weighted_sum(((0.5, with_large), (-0.5, without_large), (0.5, with_small), (-0.5, without_small)))
    assert found == pytest.approx((-0.025, -0.153177, 0.111532), abs=5e-7)


def test_chance_is_where_an_interval_touches_zero() -> None:
    def interval(z: float) -> Estimate:
        return Estimate(3.0, 3.0 - z, 3.0 + z)

    assert chance(interval) == pytest.approx(erfc(3 / sqrt(2)))
    assert chance(lambda z: Estimate(-3.0, -3.0 - z, -3.0 + z)) == pytest.approx(0.0026998, abs=1e-7)
    assert chance(lambda z: Estimate(0.0, -z, z)) == 1


def test_holm() -> None:
    """0.01 against 0.05 ÷ 4, 0.013 against ÷ 3, 0.03 against ÷ 2: not held, and so is none after it."""
    assert held_by_holm([0.03, 0.01, 0.04, 0.013]) == [False, True, False, True]
    assert held_by_holm([0.04]) == [True]
    assert held_by_holm([]) == []


@settings(max_examples=40)
@given(n=st.integers(1, 500), part=st.floats(0, 1), z=st.floats(0.5, 4))
def test_share_holds_its_value_and_mirrors(n: int, part: float, z: float) -> None:
    found, other = of(n * part, n, z), of(n - n * part, n, z)
    assert 0 <= found.low <= found.value <= found.high <= 1
    assert (1 - other.high, 1 - other.low) == pytest.approx((found.low, found.high), abs=1e-9)
