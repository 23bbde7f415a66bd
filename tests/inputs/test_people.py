from __future__ import annotations

import pytest

from csplan.inputs.people import csms_by_segment


def test_each_csm_counts_one_split_by_workload() -> None:
    # Ana: 10 * 30 h and 100 * 1 h, 3 to 1. Bo: all in small.
    held = {"Ana": {"large": 10.0, "small": 100.0}, "Bo": {"small": 50.0}}
    found = csms_by_segment(held, {"large": 30.0, "small": 1.0})
    assert found == pytest.approx({"large": 0.75, "small": 1.25})
    assert sum(found.values()) == pytest.approx(2)


@pytest.mark.parametrize("hours", [{"large": 30.0, "small": None}, {"large": 30.0}, {}, {"large": 30.0, "small": 0.0}])
def test_by_customers_where_the_work_is_unknown(hours: dict[str, float | None]) -> None:
    found = csms_by_segment({"Ana": {"large": 10.0, "small": 30.0}, "Bo": {"large": 5.0}}, hours)
    assert found == pytest.approx({"large": 1.25, "small": 0.75})


def test_nobody() -> None:
    assert csms_by_segment({}, {"large": 30.0}) == {}
