from __future__ import annotations

from datetime import date, timedelta

import pytest

from csplan.measure.cells import cells_by_task, cells_by_tier, columns, weeks_of
from tests.measure.logs import log_of


def test_a_cell_for_each_csm_and_week_empty_ones_included() -> None:
    log = log_of([(0, 0, 0, 0, 30), (0, 0, 0, 1, 10), (0, 1, 0, 13, 60)], csms=("Ann", "Bo", "Cy"))
    cells = cells_by_tier(log, ["high"])
    assert cells.csms == ["Ann", "Bo", "Cy"]
    assert cells.weeks == 2
    assert cells.number == 6
    assert cells.sums().tolist() == [[2], [0], [0], [1], [0], [0]]
    assert cells.sums(cells.minutes).tolist() == [[40], [0], [0], [60], [0], [0]]


def test_groups_are_tasks_by_tier_in_the_order_of_the_plan() -> None:
    rows = [(1, 0, 1, 0, 5.0), (0, 0, 2, 0, 5.0), (0, 0, 0, 0, 5.0), (1, 0, 3, 0, 5.0), (0, 0, -1, 0, 5.0)]
    cells = cells_by_tier(log_of(rows), ["high", "low", None, "low"])
    assert cells.groups == [(0, "high"), (0, None), (1, "low")]
    assert cells.sums().sum(axis=0).tolist() == [1, 1, 2]


def test_unknown_tasks_are_in_no_group() -> None:
    log = log_of([(0, 0, 0, 0, 5.0), (1, 0, 0, 0, 5.0)], known_tasks=1)
    assert cells_by_tier(log, ["high"]).groups == [(0, "high")]
    assert cells_by_task(log).groups == [(0, None)]


def test_by_task_counts_what_has_no_segment() -> None:
    cells = cells_by_task(log_of([(0, 0, 0, 0, 5.0), (0, 0, -1, 0, 5.0)]))
    assert cells.groups == [(0, None)]
    assert cells.sums().sum() == 2


def test_csms_are_sorted_by_name() -> None:
    cells = cells_by_task(log_of([(0, 0, 0, 0, 5.0)], csms=("Bo", "Cy", "Ann"), days=7))
    assert cells.csms == ["Ann", "Bo", "Cy"]
    assert cells.cell.tolist() == [1]


def test_what_lies_outside_the_period_is_left_out() -> None:
    assert columns(log_of([(0, 0, 0, day, 5.0) for day in (-1, 0, 13, 14)])).week.tolist() == [0, 1]


@pytest.mark.parametrize("first", [date(2026, 1, 5) + timedelta(days=day) for day in range(7)])
def test_weeks_are_those_of_iso(first: date) -> None:
    log = log_of([(0, 0, 0, day, 5.0) for day in range(16)], days=16, first_day=first.toordinal())
    weeks = [(first + timedelta(days=day)).isocalendar().week for day in range(16)]
    assert columns(log).week.tolist() == [week - weeks[0] for week in weeks]
    assert weeks_of(log) == weeks[-1] - weeks[0] + 1


def test_an_empty_log_has_no_groups() -> None:
    assert cells_by_tier(log_of([]), ["high"]).groups == []
    assert cells_by_tier(log_of([(0, 0, -1, 0, 5.0)]), []).groups == []
