"""When money comes back, by hand."""

from __future__ import annotations

import pytest

from csplan.measure.payback import margin_of_years, payback_months


def test_over_several_years_what_is_kept_counts() -> None:
    assert margin_of_years(100.0, 0.8, 1) == 100
    assert margin_of_years(100.0, 0.8, 3) == pytest.approx(100 + 80 + 64)


@pytest.mark.parametrize(
    ("cost", "margin", "kept", "months"),
    [
        (50.0, 100.0, 0.8, 6),  # half of the first year
        (100.0, 100.0, 0.8, 12),
        (140.0, 100.0, 0.8, 18),  # 40 of the 80 of the second year
        (500.0, 100.0, 0.8, None),  # all years together bring 500 only in the end
        (50.0, -1.0, 0.8, None),
        (1000.0, 100.0, 1.0, 120),
        (0.0, 100.0, 0.9, 0),
    ],
)
def test_months_until_it_is_back(cost: float, margin: float, kept: float, months: float | None) -> None:
    assert payback_months(cost, margin, kept) == (None if months is None else pytest.approx(months))
