"""Who should have which account: a case by hand, every assignment tried, and what must hold whatever is found."""

from __future__ import annotations

from dataclasses import replace
from itertools import product
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from csplan.studies.assign.bound import moves_bound, worst_bound
from csplan.studies.assign.curve import assign
from csplan.studies.assign.large import run_large
from csplan.studies.assign.limits import eased, excesses
from csplan.studies.assign.problem import NOBODY, Limit, Problem, fair_shares
from csplan.studies.assign.state import Best, start

if TYPE_CHECKING:
    from collections.abc import Mapping

    Array = Any

ACCOUNTS = (
    ("Alder", 300e3, 60, "en", 0),
    ("Birch", 200e3, 50, "de", 0),
    ("Cedar", 180e3, 40, "en", 0),
    ("Delta", 150e3, 45, "en", 0),
    ("Ember", 120e3, 30, "en", 1),
    ("Fjord", 100e3, 35, "de", 1),
    ("Grove", 90e3, 25, "en", 1),
    ("Haven", 60e3, 20, "en", NOBODY),
)
SPEAK = {"Ana": ("en", "de"), "Ben": ("en",), "Cho": ("en", "de")}
"""Ana and Ben are full, Cho is at 45%."""


def worked() -> Problem:
    size = np.array([[arr, hours] for _, arr, hours, _, _ in ACCOUNTS])
    return Problem(
        accounts=[name for name, *_ in ACCOUNTS],
        people=list(SPEAK),
        size=size,
        fair=fair_shares(size.sum(axis=0), np.array([1.0, 1.0, 0.45])),
        able=np.array([[language in each for each in SPEAK.values()] for _, _, _, language, _ in ACCOUNTS]),
        kept=size[:, 0] >= 250e3,
        today=np.array([holder for *_, holder in ACCOUNTS]),
    )


def test_the_worked_case() -> None:
    problem = worked()
    arr, hours = problem.fair.T.tolist()
    assert arr == pytest.approx([489_795.918367, 489_795.918367, 220_408.163265], rel=1e-11)
    assert hours == pytest.approx([124.489796, 124.489796, 56.020408], rel=1e-7)
    found = assign(problem, 0.15)
    assert found.must_move == 2
    assert {each.moved: round(each.worst, 6) for each in found.curve} == {
        2: 0.694583,
        3: 0.327083,
        4: 0.124590,
        6: 0.107468,
    }
    assert found.moves_bound == 3
    assert (found.chosen.moved, found.reached(0.15)) == (4, True)
    moved = {
        name: problem.people[int(to)]
        for name, to, before in zip(problem.accounts, found.chosen.owner, problem.today, strict=True)
        if to != before
    }
    assert moved == {"Cedar": "Ben", "Birch": "Cho", "Fjord": "Ana", "Haven": "Ben"}


def test_what_may_move_at_most_is_kept_to() -> None:
    assert assign(worked(), 0.15, most=3).chosen.moved == 3
    assert assign(worked(), 0.15, most=0).chosen.moved == 2, "what has to move does"
    assert assign(worked(), 0.0).chosen.moved == 6, "the best there is"


def customers(accounts: int, people: int, most: float) -> Limit:
    return Limit("max_customers_per_csm", np.ones(accounts), np.full(people, float(most)))


def made(seed: int, accounts: int = 8, people: int = 3, *, limits: bool = False) -> Problem:
    """Return a team made up by chance: skills, locks, accounts that nobody has, a newcomer."""
    chance = np.random.default_rng(seed)
    size = np.stack([chance.lognormal(0, 0.6, accounts), chance.lognormal(0, 0.5, accounts)], axis=1)
    today = chance.integers(-1, people, accounts)
    capacity = np.array([1.0] * (people - 1) + [float(chance.choice([0.45, 1.0]))])
    return Problem(
        accounts=[f"account {at}" for at in range(accounts)],
        people=[f"person {at}" for at in range(people)],
        size=size,
        fair=fair_shares(size.sum(axis=0), capacity),
        able=chance.random((accounts, people)) < 0.8,
        kept=(chance.random(accounts) < 0.15) & (today != NOBODY),
        today=today,
        limits=[customers(accounts, people, accounts // people + 2)] if limits else [],
    )


def every(problem: Problem) -> dict[int, float]:
    """Return the least worst for each number of accounts moved at most, by trying every assignment."""
    accounts, people = problem.shape
    stay = problem.kept | ~problem.able.any(axis=1)
    choices = [
        [int(problem.today[at])] if stay[at] else np.nonzero(problem.able[at])[0].tolist() for at in range(accounts)
    ]
    owners = np.array(list(product(*choices)))
    loads = np.zeros((len(owners), people, problem.size.shape[1]))
    for at, person in product(range(accounts), range(people)):
        loads[owners[:, at] == person, person] += problem.size[at]
    worst = abs(loads / problem.fair - 1).max(axis=(1, 2))
    moved = (owners != problem.today).sum(axis=1)
    possible = np.ones(len(owners), bool)
    for limit, person in product(problem.limits, range(people)):
        possible &= np.where(owners == person, limit.size, 0.0).sum(axis=1) <= limit.most[person] * (1 + 1e-9)
    return {
        count: float(worst[(moved <= count) & possible].min())
        for count in range(accounts + 1)
        if ((moved <= count) & possible).any()
    }


def at_most(curve: Mapping[int, float], moved: int) -> float:
    return min((worst for count, worst in curve.items() if count <= moved), default=np.inf)


@pytest.mark.parametrize("limits", [False, True], ids=["free", "limits"])
def test_small_teams_are_as_good_as_every_assignment_tried(*, limits: bool) -> None:
    points = missed = 0
    for seed in range(7):
        problem = made(seed, limits=limits)
        found, best = assign(problem, 0.1), every(problem)
        curve = {each.moved: each.worst for each in found.curve}
        for moved, worst in best.items():
            points += 1
            missed += at_most(curve, moved) > worst + 1e-9
            assert at_most(curve, moved) >= worst - 1e-9
        if best:
            assert found.bound.value <= min(best.values()) + 1e-9
            enough = [moved for moved, worst in best.items() if worst <= 0.1]
            assert not enough or found.moves_bound <= enough[0]
    assert missed <= 0.03 * points


@pytest.mark.parametrize(("accounts", "people"), [(8, 3), (60, 5), (20, 12)])
def test_what_holds_whatever_is_found(accounts: int, people: int) -> None:
    for seed in range(4):
        problem = made(seed, accounts, people)
        found = assign(problem, 0.1)
        owner = found.chosen.owner
        assert (owner[problem.kept] == problem.today[problem.kept]).all(), "what is kept never moves"
        given = owner != problem.today
        assert problem.able[given, owner[given]].all(), "nobody is given what they may not have"
        assert all(a.worst > b.worst and a.moved < b.moved for a, b in zip(found.curve, found.curve[1:], strict=False))
        assert found.chosen.worst == pytest.approx(problem.worst(owner))
        assert found.chosen.worst >= found.bound.value - 1e-9
        assert not found.reached(0.1) or found.chosen.moved >= found.moves_bound
        assert found.chosen.moved == int(given.sum())
        assert problem.able[found.homeless].sum() == 0


def test_a_limit_takes_accounts_from_who_is_over_it() -> None:
    size = np.ones((6, 1))
    fair = fair_shares(size.sum(axis=0), np.ones(3))
    able, today = np.ones((6, 3), bool), np.array([0, 0, 0, 0, 0, 1])
    limit = customers(6, 3, 3)
    problem = Problem([*"abcdef"], [*"xyz"], size, fair, able, np.zeros(6, bool), today, [limit])
    found = assign(problem, 1.0)
    assert (found.must_move, found.moves_bound) == (2, 2)
    assert np.bincount(found.chosen.owner).max() == 3


def test_limits_are_part_of_what_nobody_can_do_better_than() -> None:
    """Of 12 each of three has 4 by right; x may have 1, so y and z share 11, 37.5% more than 4, and x has 75% less."""
    size, able = np.ones((12, 1)), np.ones((12, 3), bool)
    fair = fair_shares(size.sum(axis=0), np.ones(3))
    limit = Limit("max_customers", np.ones(12), np.array([1.0, np.inf, np.inf]))
    problem = Problem([*"abcdefghijkl"], [*"xyz"], size, fair, able, np.zeros(12, bool), np.zeros(12, int), [limit])
    bound = worst_bound(problem)
    assert (bound.value, bound.kind, bound.people, bound.amount) == (0.75, "little", [0], 1)
    tight = Limit("max_customers", np.ones(12), np.array([3.0, 3.0, 6.0]))
    bound = worst_bound(replace(problem, limits=[tight]))
    assert bound.value == pytest.approx(0.5)
    assert (bound.kind, bound.people, bound.amount) == ("many", [2], 6)
    found = assign(problem, 0.1)
    assert found.must_move == 11
    assert found.chosen.worst == pytest.approx(0.75)


def test_limits_that_can_not_be_kept_are_found_and_eased() -> None:
    """Twelve, and three may have 3, 3 and 4: two over, so all may have a fifth more; x, who has all, gives none."""
    size, able = np.ones((12, 1)), np.ones((12, 3), bool)
    fair = fair_shares(size.sum(axis=0), np.ones(3))
    limit = Limit("max_customers", np.ones(12), np.array([3.0, 3.0, 4.0]))
    problem = Problem([*"abcdefghijkl"], [*"xyz"], size, fair, able, np.zeros(12, bool), np.zeros(12, int), [limit])
    [excess] = excesses(problem)
    assert (list(excess.people), excess.holds, excess.most) == ([0, 1, 2], 12, 10)
    assert eased(problem, [excess]).limits[0].most.tolist() == pytest.approx([12, 3.6, 4.8])
    [own] = excesses(replace(problem, kept=np.arange(12) < 5))  # the other seven are as many as y and z may have
    assert (list(own.people), own.holds, own.most) == ([0], 5, 3)
    assert assign(problem, 0.1).must_move == 0


@pytest.mark.parametrize("people", [2, 3])
def test_limits_never_make_books_less_even_without_need(people: int) -> None:
    """Limits that are too small for all: nobody gets more over theirs, and the furthest is no further than today."""
    for seed in range(8):
        chance = np.random.default_rng(seed)
        problem = made(seed, 8, people)
        problem = replace(problem, able=np.ones_like(problem.able), today=chance.integers(0, people, 8))
        most = np.full(people, float(problem.size[:, 0].sum()) / people * chance.uniform(0.5, 0.95))
        problem = replace(problem, limits=[Limit("arr_cap", problem.size[:, 0], most)])
        found = assign(problem, 0.1)
        [excess] = [each for each in found.excesses if len(each.people) == people]
        assert excess.holds == pytest.approx(problem.size[:, 0].sum())
        assert found.must_move == 0
        assert found.chosen.worst <= problem.worst(problem.today) + 1e-9
        [before], [after] = problem.used(problem.today), problem.used(found.chosen.owner)
        assert (after <= np.maximum(before, excess.holds / excess.most) + 1e-9).all()
        assert found.bound.value <= found.chosen.worst + 1e-9


def test_one_account_that_is_too_large_is_the_bound() -> None:
    size = np.array([[8.0], [1.0], [1.0]])
    able = np.ones((3, 2), bool)
    fair = fair_shares(size.sum(axis=0), np.ones(2))
    problem = Problem([*"abc"], [*"xy"], size, fair, able, np.zeros(3, bool), np.array([0, 0, 1]))
    assert worst_bound(problem).value == pytest.approx(8 / 5 - 1)


def test_sand_that_only_some_may_have_is_the_bound() -> None:
    """Six of eight may only go to x and y, whose share is 4: they have half more than it, z the rest."""
    size = np.ones((8, 1))
    able = np.array([[True, True, True]] * 2 + [[True, True, False]] * 6)
    fair = fair_shares(size.sum(axis=0), np.array([1.0, 1.0, 2.0]))
    problem = Problem([*"abcdefgh"], [*"xyz"], size, fair, able, np.zeros(8, bool), np.zeros(8, int))
    assert worst_bound(problem).value == pytest.approx(6 / 4 - 1)
    kept = Problem([*"abcdefgh"], [*"xyz"], size, fair, able, np.ones(8, bool), np.zeros(8, int))
    assert worst_bound(kept).value == pytest.approx(8 / 2 - 1), "all of it stays with x"


def test_sand_finds_its_way_around() -> None:
    """First heaps fill those whom later ones need: what was sent is sent on. By hand everything has room."""
    able = np.array([[True, True, False], [True, False, False], [False, True, True]])
    size = np.array([[1.0], [1.0], [1.0]])
    problem = Problem([*"abc"], [*"xyz"], size, np.ones((3, 1)), able, np.zeros(3, bool), np.zeros(3, int))
    assert worst_bound(problem).value == pytest.approx(0.0)


def test_moves_are_bounded_by_who_takes_as_by_who_gives() -> None:
    """Twelve small accounts with one of four: whoever has none needs three each, nine in all."""
    size = np.ones((12, 1))
    fair = fair_shares(size.sum(axis=0), np.ones(4))
    problem = Problem(
        [f"{at}" for at in range(12)],
        [*"wxyz"],
        size,
        fair,
        np.ones((12, 4), bool),
        np.zeros(12, bool),
        np.zeros(12, int),
    )
    assert moves_bound(problem, 0.0) == 9
    assert assign(problem, 0.0).chosen.moved == 9


def large(seed: int, *, skills: bool) -> Problem:
    chance = np.random.default_rng(seed)
    accounts, people = 600, 60
    size = np.stack([chance.lognormal(10, 0.7, accounts), chance.lognormal(3, 0.4, accounts)], axis=1)
    languages = chance.choice(3, accounts, p=[0.7, 0.2, 0.1])
    speak = chance.random((people, 3)) < [0.95, 0.6, 0.5]
    speak[0] = True
    speak[:, 0] |= ~speak.any(axis=1)
    return Problem(
        accounts=[f"account {at:03}" for at in range(accounts)],
        people=[f"person {at:02}" for at in range(people)],
        size=size,
        fair=fair_shares(size.sum(axis=0), np.ones(people)),
        able=speak[:, languages].T if skills else np.ones((accounts, people), bool),
        kept=np.zeros(accounts, bool),
        today=chance.integers(-1, people, accounts),
        limits=[customers(accounts, people, 20)],
    )


@pytest.mark.parametrize("skills", [False, True], ids=["free", "skills"])
def test_large_teams_become_even_by_both_ends(*, skills: bool) -> None:
    problem = large(1, skills=skills)
    assert problem.shape[0] * problem.shape[1] > 30_000
    found = assign(problem, 0.3)
    assert found.reached(0.3)
    given = found.chosen.owner != problem.today
    assert problem.able[given, found.chosen.owner[given]].all()
    assert found.moves_bound <= found.chosen.moved <= 1.6 * found.moves_bound
    assert max(problem.used(found.chosen.owner)[0]) <= 1 + 1e-9


def test_a_large_team_stops_where_no_more_may_move() -> None:
    problem, best = large(2, skills=False), Best()
    first = start(problem)
    most = first.moved + 5
    run_large(problem, first, best, 0.0, most)
    assert most <= max(best.by_moved) <= most + 12


def test_nothing_better_ends_the_search_of_a_large_team() -> None:
    size = np.ones((400, 1))
    today = np.repeat(np.arange(80), 5)
    fair = fair_shares(size.sum(axis=0), np.ones(80))
    problem = Problem(
        [f"{at:03}" for at in range(400)], [f"{at:02}" for at in range(80)], size, fair,
        np.eye(80, dtype=bool)[today], np.zeros(400, bool), today,
    )  # fmt: skip
    assert [each.moved for each in assign(problem, -1.0).curve] == [0]
