from __future__ import annotations

import math

import numpy as np
import pytest

from csplan.measure.skill import SkillGap, chance_above, holm, skill
from tests.measure.logs import Row, Team, log_of


def found_in(team: Team, logs: int) -> list[list[SkillGap]]:
    return [skill(team.log(seed), team.tiers) for seed in range(logs)]


class TestNoise:
    @pytest.mark.parametrize(
        "team",
        [
            Team(),
            Team(weekly=0, sigma=1.2, a_week=0.7),
            Team(noise="exponential", weekly=0.2, tasks=6, segments=3),
            Team(noise="student", sigma=0.5, tasks=6, segments=3),
            Team(rounded=15, weekly=0, a_week=0.7),
            Team(csms=3, weeks=6, weekly=0.5, mixed=0.5),
        ],
        ids=["alike in a week", "very skewed", "exponential", "heavy tails", "quarters of hours", "few uneven weeks"],
    )
    def test_nobody_is_named(self, team: Team) -> None:
        """In more than 5% of 240 logs, that is; 1,500 logs each gave 1.9, 1.7, 1.1, 1.0, 2.9 and 2.5%."""
        found = found_in(team, 240)
        assert sum(map(bool, found)) <= 0.05 * len(found)


class TestRealDifferences:
    team = Team(tasks=2, segments=2, a_week=20, weekly=0.2, slow=1.5)
    """About 260 entries of each CSM for each task and tier."""

    def test_a_slow_csm_is_found(self) -> None:
        found = found_in(self.team, 60)
        of_slow = [sum(gap.csm == "csm 00" for gap in gaps) for gaps in found]
        assert np.mean(of_slow) >= 0.85 * 4
        assert min(of_slow) >= 1
        assert sum(gap.csm != "csm 00" for gaps in found for gap in gaps) <= 0.05 * 60

    def test_in_a_common_log_a_slow_csm_is_found_somewhere(self) -> None:
        """With 192 comparisons and 52 entries in each: a fifth of the CSM's 32, and in every log some."""
        found = found_in(Team(a_week=4, weekly=0.2, slow=1.5), 20)
        assert all(any(gap.csm == "csm 00" for gap in gaps) for gaps in found)

    def test_the_shrunk_mean_is_nearer_to_the_truth_than_the_recorded_one(self) -> None:
        team = Team(tasks=4, segments=4, a_week=1, slow=2)
        truth = math.log(2 * team.mean)
        gaps = [gap for gaps in found_in(team, 60) for gap in gaps if gap.csm == "csm 00"]
        assert len(gaps) > 50
        errors = [(math.log(gap.shrunk_mean) - truth, math.log(gap.mean) - truth) for gap in gaps]
        of_shrunk, of_recorded = np.mean(np.square(errors), axis=0)
        assert of_shrunk < of_recorded

    def test_between_the_team_and_the_record(self) -> None:
        gaps = skill(self.team.log(0), self.team.tiers)
        assert [gap.hours_a_year for gap in gaps] == sorted((gap.hours_a_year for gap in gaps), reverse=True)
        assert {gap.csm for gap in gaps} == {"csm 00"}
        for gap in gaps:
            assert gap.team_mean < gap.shrunk_mean < 1.1 * gap.mean
            assert gap.hours_a_year == pytest.approx(gap.n * (gap.shrunk_mean - gap.team_mean) / 60 / (91 / 365))
            assert gap.chance <= 0.05


class TestByHand:
    def test_times_that_never_vary(self) -> None:
        rows: list[Row] = [(0, csm, 0, 7 * week, 60 if csm == 1 else 30) for csm in range(4) for week in range(6)]
        log = log_of(rows, csms=("Ann", "Bo", "Cy", "Di"), days=73, covers=0.5)
        [slow] = skill(log, ["high"])
        assert slow[:5] == ("Bo", "check-in", "high", 6, 60)
        assert slow.shrunk_mean == pytest.approx(60)
        # The typical CSM stands at the mean of the logarithms; each takes its own time without residual.
        typical = 30 * 2 ** (1 / 4)
        assert slow.team_mean == pytest.approx(typical)
        assert slow.hours_a_year == pytest.approx(6 * (60 - typical) / 60 * 10)

    @pytest.mark.parametrize(("weeks", "a_week", "compared"), [(4, 2, True), (4, 1, False), (3, 2, False)])
    def test_few_entries_or_weeks_are_not_compared(self, weeks: int, a_week: int, *, compared: bool) -> None:
        rows: list[Row] = [
            (0, csm, 0, 7 * week, 30 * (csm + 1) + each)
            for csm in (0, 1)
            for week in range(weeks)
            for each in range(a_week)
        ]
        assert bool(skill(log_of(rows, days=28), ["high"])) is compared

    def test_nobody_to_compare_with(self) -> None:
        rows: list[Row] = [(0, 0, 0, day, 30.0 + day) for day in range(90)]
        assert skill(log_of(rows, days=91), ["high"]) == []

    def test_an_empty_log(self) -> None:
        assert skill(log_of([]), ["high"]) == []

    def test_the_level_is_the_callers(self) -> None:
        log = Team(tasks=1, segments=1, a_week=3, slow=1.3).log(3)
        chances = sorted(gap.chance for gap in skill(log, ["tier 0"], level=1))
        assert chances[0] > 0
        assert len(skill(log, ["tier 0"], level=chances[0])) == 1
        assert skill(log, ["tier 0"], level=chances[0] / 2) == []


class TestChances:
    @pytest.mark.parametrize("df", [3, 5, 10, 60, 1000])
    @pytest.mark.parametrize("t", [0.0, 0.5, 2.0, 4.0, 6.0])
    def test_that_of_student(self, t: float, df: float) -> None:
        stats = pytest.importorskip("scipy.stats")
        assert chance_above(t, df) == pytest.approx(stats.t.sf(t, df), rel=0.004)
        assert chance_above(-t, df) == pytest.approx(stats.t.sf(-t, df), rel=0.004)

    def test_far_out(self) -> None:
        assert chance_above(1e6, 3) < 1e-9
        assert chance_above(-1e6, 3) == 1

    def test_holm(self) -> None:
        assert holm([0.01, 0.04, 0.03, 0.005]) == pytest.approx([0.03, 0.06, 0.06, 0.02])
        assert holm([0.5, 0.9]) == [1.0, 1.0]
        assert holm([]) == []
