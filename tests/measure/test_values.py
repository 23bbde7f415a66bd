from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, ClassVar

import numpy as np
import pytest

from csplan.measure.values import Estimate, Measured, contradicts, measured_both, measured_tasks, measured_values
from tests.measure.logs import Row, Team, log_of

if TYPE_CHECKING:
    from csplan.plan.log import TimeLog

TIERS = ["high", "mid", "low"]
Volumes = dict[tuple[str, str | None], float | None]

CHECK_IN, REVIEW, LUNCH = range(3)
ROWS: list[Row] = [
    (CHECK_IN, 0, 0, 0, 30),
    (CHECK_IN, 0, 0, 8, 45),
    (CHECK_IN, 1, 0, 1, 60),
    (CHECK_IN, 1, 0, 2, 45),
    (CHECK_IN, 1, 0, 9, 120),
    (CHECK_IN, 0, 2, 3, 20),
    (CHECK_IN, 1, 2, 3, 40),
    (REVIEW, 0, 0, 4, 200),
    (CHECK_IN, 0, -1, 4, 25),
    (LUNCH, 1, 1, 4, 50),
]


def by_hand() -> TimeLog:
    return log_of(ROWS, tasks=("check-in", "review", "lunch"), known_tasks=2, covers=0.5)


def measured() -> dict[tuple[str, str | None], Measured]:
    volumes: Volumes = {("check-in", "high"): 10.0, ("check-in", "low"): None, ("review", "high"): 4.0}
    return {(each.task, each.tier): each for each in measured_values(by_hand(), TIERS, volumes)}


class TestByHand:
    def test_tasks_and_tiers_with_occurrences(self) -> None:
        assert list(measured()) == [("check-in", "high"), ("check-in", "low"), ("review", "high")]

    def test_five_check_ins(self) -> None:
        found = measured()["check-in", "high"]
        assert found.n == 5
        assert found.takes.value == 60  # 300 / 5
        assert found.median == 45
        assert found.percentile_80 == pytest.approx(72)  # 30 45 45 60 120: a fifth of the way from 60 to 120
        assert found.times is not None
        assert found.times.value == pytest.approx(5 / (10 * 14 / 365 * 0.5))  # 26.07
        assert not found.thin

    def test_two_are_thin(self) -> None:
        found = measured()["check-in", "low"]
        assert found.n == 2
        assert found.takes.value == 30
        assert found.median == 30
        assert found.percentile_80 == pytest.approx(36)
        assert found.times is None
        assert found.thin

    def test_one_says_nothing_about_how_sure_it_is(self) -> None:
        found = measured()["review", "high"]
        assert (found.n, found.takes.value, found.median, found.percentile_80) == (1, 200, 200, 200)
        assert found.takes[1:3] == (None, None)
        assert found.takes.draws.tolist() == [200.0] * 2000
        assert found.times is not None
        assert found.times.value == pytest.approx(365 / (4 * 14 * 0.5))
        assert found.times[1:3] == (None, None)

    def test_of_all_tiers_and_none(self) -> None:
        check_in, review = measured_tasks(by_hand(), {"check-in": 20.0})
        assert (check_in.task, check_in.tier, check_in.n) == ("check-in", None, 8)
        assert check_in.takes.value == pytest.approx(385 / 8)
        assert check_in.times is not None
        assert check_in.times.value == pytest.approx(8 / (20 * 14 / 365 * 0.5))
        assert (review.task, review.n, review.times) == ("review", 1, None)

    def test_a_volume_of_zero_has_no_frequency(self) -> None:
        assert [each.times for each in measured_values(by_hand(), TIERS, {("review", "high"): 0.0})] == [None] * 3

    def test_segments_without_a_tier_are_measured_together(self) -> None:
        found = measured_values(log_of([(0, 0, 0, 0, 10), (0, 1, 1, 0, 30)]), [None, None], {("check-in", None): 2.0})
        [each] = found
        assert (each.tier, each.n, each.takes.value) == (None, 2, 20)
        assert each.times is not None


class TestDegenerate:
    def test_an_empty_log(self) -> None:
        assert measured_values(log_of([]), TIERS, {}) == []
        assert measured_tasks(log_of([]), {}) == []

    def test_one_cell(self) -> None:
        log = log_of([(0, 0, 0, 0, 10), (0, 0, 0, 1, 30)], csms=("Ann",), days=7)
        [found] = measured_values(log, TIERS, {("check-in", "high"): 1.0})
        assert found.takes[:3] == (20, None, None)
        assert found.times is not None
        assert found.times[1:3] == (None, None)

    def test_one_cell_with_the_task_says_how_often_but_not_how_long(self) -> None:
        log = log_of([(0, 0, 0, 0, 10.1), (0, 0, 0, 1, 30.7)])
        [found] = measured_values(log, TIERS, {("check-in", "high"): 1.0})
        assert found.takes[1:3] == (None, None)
        assert set(found.takes.draws) == {found.takes.value}
        assert found.times is not None
        assert found.times.low is not None
        assert found.times.high is not None
        assert found.times.low < found.times.value < found.times.high

    @pytest.mark.parametrize("minutes", [30, 0.1, 1 / 3])
    def test_all_equal(self, minutes: float) -> None:
        rows: list[Row] = [(0, csm, 0, day, minutes) for csm in (0, 1) for day in range(csm + 5, 14)]
        [found] = measured_values(log_of(rows), TIERS, {("check-in", "high"): 1.0})
        assert found.takes.value == pytest.approx(minutes)
        assert found.takes[1:3] == (None, None)
        assert found.times is not None
        assert found.times.low is not None

    def test_as_often_every_week(self) -> None:
        rows: list[Row] = [(0, csm, 0, day, 10 + csm + day) for csm in (0, 1) for day in range(14)]
        [found] = measured_values(log_of(rows), TIERS, {("check-in", "high"): 1.0})
        assert found.takes.low is not None
        assert found.times is not None
        assert found.times[1:3] == (None, None)

    def test_a_resample_without_the_task_borrows_a_duration(self) -> None:
        rows: list[Row] = [(0, 0, 0, 0, 10), (0, 0, 0, 7, 30)]
        [found] = measured_values(log_of(rows, days=91), TIERS, {("check-in", "high"): 1.0})
        assert found.times is not None
        never = found.times.draws == 0
        assert 0.05 < never.mean() < 0.3
        assert set(found.takes.draws) >= {10, 20, 30}
        assert np.mean(found.takes.draws[never]) == pytest.approx(np.mean(found.takes.draws[~never]), abs=1.5)

    def test_no_resample_with_the_task(self) -> None:
        log = log_of([(0, 0, 0, 0, 10), (0, 0, 0, 7, 30)], days=91)
        seeds = (measured_values(log, TIERS, {("check-in", "high"): 1.0}, seed=seed, resamples=1) for seed in range(99))
        found = next(each for [each] in seeds if each.times and not each.times.draws[0])
        assert found.takes.draws.tolist() == [20]


class TestDraws:
    team = Team(tasks=3, segments=2)
    volumes: ClassVar[Volumes] = {(f"task {task}", f"tier {tier}"): 50.0 for task in range(3) for tier in range(2)}

    def found(self, seed: int = 0) -> list[Measured]:
        return measured_values(self.team.log(1), self.team.tiers, self.volumes, seed=seed)

    def estimates(self, seed: int = 0) -> list[Estimate]:
        return [estimate for each in self.found(seed) for estimate in (each.takes, each.times) if estimate]

    def test_their_means_are_near_the_estimates(self) -> None:
        for each in self.estimates():
            assert each.draws.shape == (2000,)
            assert each.draws.mean() == pytest.approx(each.value, rel=0.01)
            assert each.low is not None
            assert each.high is not None
            assert each.low < each.value < each.high
            assert np.mean((each.draws >= each.low) & (each.draws <= each.high)) == pytest.approx(0.95, abs=0.02)

    def test_a_seed_says_which(self) -> None:
        again = [each.draws.tolist() for each in self.estimates()]
        assert [each.draws.tolist() for each in self.estimates()] == again
        assert [each.draws.tolist() for each in self.estimates(seed=1)] != again

    def test_what_varies_together_in_the_log_varies_together(self) -> None:
        rows = [row for week in range(0, 91, 7) for row in twins(week)]
        one, two = measured_values(
            log_of(rows, days=91), ["high"], {("check-in", "high"): 1.0, ("review", "high"): 1.0}
        )
        assert np.corrcoef(one.takes.draws, two.takes.draws)[0, 1] > 0.999
        assert one.times is not None
        assert two.times is not None
        assert one.times.draws.tolist() == two.times.draws.tolist()

    def test_tasks_and_tiers_are_the_same_resamples(self) -> None:
        by_tier = self.found()
        whole = measured_tasks(self.team.log(1), dict.fromkeys(["task 0", "task 1", "task 2"], 100.0))
        for task, tiers in itertools.groupby(by_tier, lambda each: each.task):
            [of_task] = [each for each in whole if each.task == task]
            parts = [each.times.draws for each in tiers if each.times]
            assert of_task.times is not None
            assert of_task.times.draws == pytest.approx(np.mean(parts, axis=0))

    def test_both_at_once_are_what_each_is_alone(self) -> None:
        volumes: Volumes = {("check-in", "high"): 10.0, ("check-in", "low"): 3.0, ("review", "high"): 4.0}
        totals = {"check-in": 20.0, "review": 7.0}
        alone = [measured_values(by_hand(), TIERS, volumes), measured_tasks(by_hand(), totals)]
        for one, other in zip(alone, measured_both(by_hand(), TIERS, volumes, totals), strict=True):
            assert [(each.task, each.tier, each.n) for each in one] == [
                (each.task, each.tier, each.n) for each in other
            ]
            for left, right in zip(one, other, strict=True):
                assert left.takes.draws == pytest.approx(right.takes.draws, rel=1e-12)
                assert left.takes.value == right.takes.value
                bounds = [(each.takes.low or 0.0, each.takes.high or 0.0) for each in (left, right)]
                assert bounds[0] == pytest.approx(bounds[1], rel=1e-12)
        assert measured_both(log_of([]), TIERS, {}, {}) == ([], [])


def twins(day: int) -> list[Row]:
    """Two tasks of one CSM-week, the second always taking twice as long."""
    rng = np.random.default_rng(day)
    minutes = rng.lognormal(3, 0.5, int(rng.integers(1, 4)))
    return [(task, 0, 0, day, each * (task + 1)) for task in (0, 1) for each in minutes.tolist()]


@pytest.mark.parametrize(
    ("stated", "measured", "low", "high", "n", "expected"),
    [
        (60, 40, 35, 45, 20, True),
        (20, 40, 35, 45, 20, True),
        (60, 40, 35, 45, 19, False),  # too few
        (60, 40, 30, 60, 500, False),  # inside
        (30, 40, 30, 60, 500, False),
        (50, 40, 39, 41, 500, False),  # a quarter off is not more than a quarter
        (50.1, 40, 39, 41, 500, True),
        (29.9, 40, 39, 41, 500, True),
        (60, 40, None, None, 500, False),
    ],
)
def test_contradicts(  # noqa: PLR0913 - a table
    stated: float, measured: float, low: float | None, high: float | None, n: int, *, expected: bool
) -> None:
    assert contradicts(stated, measured, low, high, n) is expected
