"""Which rows stand apart by their days, by hand."""

from __future__ import annotations

import pytest

from csplan.measure.apart import nearly_all

QUARTER = list(range(1000, 1100, 5))
"""20 days, 95 from the first to the last."""


@pytest.mark.parametrize(
    ("days", "most"),
    [
        pytest.param([*QUARTER, 1094], None, id="none apart"),
        # 2 of 100 of 21 rows is one at each end: 1005 to 1095 are left, 90 days; far is 2 * 90 + 31 = 211 in all.
        pytest.param([*QUARTER, 1211], None, id="211 days in all"),
        pytest.param([*QUARTER, 1212], (1005, 1095), id="212 days in all"),
        pytest.param([884, *QUARTER], None, id="before, 211 days in all"),
        pytest.param([883, *QUARTER], (1000, 1090), id="before, 212 days in all"),
        pytest.param([1, 2, 3, 40_000], None, id="too few to tell"),
        # Of 5 rows one is cut at each end, and far is a year: 2 * 2 + 366 = 370 days.
        pytest.param([1, 2, 3, 4, 371], None, id="few, 370 days in all"),
        pytest.param([1, 2, 3, 4, 372], (2, 4), id="few, 371 days in all"),
        pytest.param([0, 365, 730, 1095, 1460, 1825], None, id="once a year"),
        pytest.param([*QUARTER, 9000, 9001], None, id="two of 22 are more than a few"),
        pytest.param([*QUARTER * 5, 9000, 9001], (1000, 1095), id="two of 102 are a few"),
        pytest.param([9000, *reversed(QUARTER)], (1005, 1095), id="in any order"),
    ],
)
def test_few_rows_far_from_all_others(days: list[int], most: tuple[int, int] | None) -> None:
    assert nearly_all(days) == most


def test_what_lies_far_before_is_no_matter_where_only_the_end_counts() -> None:
    assert nearly_all([500, *QUARTER], after=True) is None
    # 1005 to 1095 are left: more than 90 + 31 days after them is far.
    assert nearly_all([*QUARTER, 1216], after=True) is None
    assert nearly_all([*QUARTER, 1217], after=True) == (1005, 1095)
