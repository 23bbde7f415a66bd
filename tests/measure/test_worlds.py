"""Worlds in which it is known what plays add: the interval holds it. Few here; `tests.measure.worlds` makes many."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.measure.worlds import World, base_of, counted

if TYPE_CHECKING:
    from csplan.measure.customers import Customers

SEEDS = range(10)


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Customers:
    return base_of(tmp_path_factory.mktemp("worlds"))


@pytest.mark.parametrize("adds", [0.0, 0.15])
def test_the_interval_holds_what_plays_add(adds: float, base: Customers) -> None:
    """Of ten 95% intervals that held no more than they say, two or more would miss in one of eleven such tests."""
    worlds = [counted(World(seed, adds), base) for seed in SEEDS]
    assert sum(each.held for each in worlds) >= len(worlds) - 1
    # No bias that could be seen, in points of what was due.
    assert abs(sum(each.value - each.truth for each in worlds)) < 0.05 * sum(each.due for each in worlds)


def test_credited_is_far_from_what_plays_add(base: Customers) -> None:
    """Whoever recovers and renews is a save: almost as much is credited in a world in which plays do nothing."""
    nothing, much = (counted(World(3, adds), base) for adds in (0.0, 0.15))
    assert nothing.truth == 0 < much.truth
    assert nothing.credited > 0.8 * much.credited > 4 * much.truth
