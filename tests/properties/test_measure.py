from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from csplan.measure.saturation import Capacity, saturation
from csplan.measure.skill import skill
from csplan.measure.spent import time_spent
from csplan.measure.values import Estimate, measured_tasks, measured_values
from csplan.plan.tasks import Task
from tests.measure.logs import Row, log_of

if TYPE_CHECKING:
    from csplan.plan.log import TimeLog

TASKS = [
    Task.model_validate({"name": "check-in", "kind": "proactive", "waste": "skill", "avoidable": "30%"}),
    Task.model_validate({"name": "review", "kind": "internal"}),
]
CSMS = ("Ann", "Bo", "Cy")
TIERS = ["high", "low", "high"]
VOLUMES: dict[tuple[str, str | None], float | None] = {
    (task, tier): 10.0 for task in ("check-in", "review") for tier in ("high", "low")
}
CAPACITY = Capacity(1000, 1600)

rows = st.lists(
    st.tuples(
        st.integers(0, 2),
        st.integers(0, 2),
        st.integers(-1, 2),
        st.integers(0, 20),
        st.integers(1, 900).map(float) | st.floats(0.5, 1440),
    ),
    max_size=40,
)


def log(of: list[Row], covers: float = 1.0, csms: tuple[str, ...] = CSMS) -> TimeLog:
    return log_of(of, tasks=("check-in", "review", "lunch"), csms=csms, days=21, covers=covers)


def numbers(of: TimeLog) -> list[tuple[list[float | None], list[float | None]]]:
    """What takes and what times measure to, by task and tier."""
    found = measured_values(of, TIERS, VOLUMES, resamples=100)
    return [([*plain(each.takes), each.median, each.percentile_80], plain(each.times)) for each in found]


def plain(estimate: Estimate | None) -> list[float | None]:
    assert estimate is not None
    return [*estimate[:3], *estimate.draws.tolist()]


def scaled(values: list[float | None], by: float) -> list[float | None]:
    return [None if value is None else value * by for value in values]


def same(one: list[float | None], other: list[float | None]) -> bool:
    assert [value is None for value in one] == [value is None for value in other]
    return [value for value in one if value is not None] == pytest.approx(
        [value for value in other if value is not None], rel=1e-9
    )


@given(rows, st.sampled_from([0.25, 0.7, 3.0, 60.0]))
def test_longer_minutes_are_longer_times_not_more_of_them(of: list[Row], by: float) -> None:
    before, after = numbers(log(of)), numbers(log([(*row[:4], row[4] * by) for row in of]))
    for (takes, times), (new_takes, new_times) in zip(before, after, strict=True):
        assert same(new_takes, scaled(takes, by))
        assert new_times == times


@given(rows, st.randoms(use_true_random=False))
def test_the_order_of_rows_and_csms_does_not_matter(of: list[Row], random: object) -> None:
    shuffled = of.copy()
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    turned: list[Row] = [(task, 2 - csm, *rest) for task, csm, *rest in shuffled]  # type: ignore[misc]
    for one, other in zip(numbers(log(of)), numbers(log(turned, csms=CSMS[::-1])), strict=True):
        assert same(one[0], other[0])
        assert same(one[1], other[1])


@given(rows, st.floats(0.01, 1))
def test_half_of_the_work_recorded_is_twice_as_often(of: list[Row], covers: float) -> None:
    for whole, half in zip(numbers(log(of, covers)), numbers(log(of, covers / 2)), strict=True):
        assert half[0] == whole[0]
        assert same(half[1], scaled(whole[1], 2))


@given(rows)
def test_intervals_hold_what_they_are_of_and_nothing_is_nan(of: list[Row]) -> None:
    volumes = dict.fromkeys(("check-in", "review"), 10.0)
    both = [*measured_values(log(of), TIERS, VOLUMES), *measured_tasks(log(of), volumes)]
    for each in both:
        assert each.n > 0
        assert each.times is not None
        for estimate in (each.takes, each.times):
            assert (estimate.draws >= 0).all()
            assert (estimate.low is None) == (estimate.high is None)
            if estimate.low is not None and estimate.high is not None:
                assert 0 <= estimate.low <= estimate.high
                assert estimate.draws.min() <= estimate.low
                assert estimate.high <= estimate.draws.max()


@given(rows)
def test_every_split_adds_up(of: list[Row]) -> None:
    found = time_spent(log(of), TIERS, TASKS)
    assert found.minutes == pytest.approx(sum(row[4] for row in of))
    for split in (found.by_task, found.by_kind, found.by_csm, found.by_tier):
        assert sum(each.minutes for each in split) == pytest.approx(found.minutes)
        assert sum(each.occurrences for each in split) == len(of)
        assert sum(each.share for each in split) == pytest.approx(1 if of else 0)


@given(rows, st.floats(0.001, 1))
def test_nobody_is_idle_whose_record_is_incomplete(of: list[Row], covers: float) -> None:
    found = saturation(log(of, covers), TASKS, CAPACITY)
    assert found.everyone is not None
    for each in [*found.csms, found.everyone]:
        assert each.customer_hours + each.unknown_hours <= each.recorded_hours * (1 + 1e-12)
        if each.status == "idle":
            assert each.recorded >= 0.85
            assert each.saturation < 0.6
    assert found.everyone.recorded_hours * 60 == pytest.approx(sum(row[4] for row in of))


@given(rows, st.sampled_from([0.5, 2.0, 4.0]))
def test_gaps_in_hours_scale_with_minutes(of: list[Row], by: float) -> None:
    assume(of)
    before = skill(log(of), TIERS, level=1)
    after = skill(log([(*row[:4], row[4] * by) for row in of]), TIERS, level=1)
    saved = {(gap.csm, gap.task, gap.tier): gap.hours_a_year * by for gap in before}
    assert {(gap.csm, gap.task, gap.tier): gap.hours_a_year for gap in after} == pytest.approx(
        saved, rel=1e-6, abs=1e-6
    )
