"""Whole people for a company: what holds for every one, against trying out all there is to try."""

from __future__ import annotations

from itertools import permutations
from time import perf_counter
from typing import NamedTuple

from hypothesis import given
from hypothesis import strategies as st

from csplan.figures.whole import MANY, Account, Staffing, people_up, share_out


class Team(NamedTuple):
    """What one team needs, what a CSM costs in two accounts, and what its customers bring to them."""

    needed: float
    today: float | None
    service: float
    growth: float
    brings: float
    brings_growth: float


amounts = st.integers(0, 40).map(lambda tenths: tenths / 10)
teams = st.builds(
    Team,
    needed=amounts,
    today=st.none() | st.integers(0, 5).map(float),
    service=st.integers(1, 9).map(float),
    growth=st.integers(0, 4).map(float),
    brings=st.integers(-5, 40).map(float),
    brings_growth=st.integers(0, 20).map(float),
)
companies = st.lists(teams, min_size=1, max_size=4)
conflicts = st.sampled_from(["keep", "money", "work"])


def shared(company: list[Team], conflict: str, holds: str = "company", money: float = 1.0) -> Staffing:
    """Share out the people of a company, its money in a currency of which one unit is so many."""
    accounts = {
        "service": Account([each.service * money for each in company], [each.brings * money for each in company]),
        "growth": Account([each.growth * money for each in company], [each.brings_growth * money for each in company]),
    }
    needed = [each.needed for each in company]
    return share_out(conflict, holds, accounts, needed, wanted(company), [each.today for each in company])


def wanted(company: list[Team]) -> list[float | None]:
    return [people_up(each.needed) for each in company]


def paid(company: list[Team], people: list[float | None]) -> bool:
    """Tell whether people are paid for, added up by hand."""
    service = sum(each.service * (heads or 0) for each, heads in zip(company, people, strict=True))
    growth = sum(each.growth * (heads or 0) for each, heads in zip(company, people, strict=True))
    return service <= sum(each.brings for each in company) and growth <= sum(each.brings_growth for each in company)


@given(companies, conflicts, st.sampled_from(["company", "team"]))
def test_never_more_than_wanted_and_with_keep_nobody_is_taken_away(
    company: list[Team], conflict: str, holds: str
) -> None:
    found = shared(company, conflict, holds).heads
    for each, heads, want in zip(company, found, wanted(company), strict=True):
        assert heads is not None
        assert want is not None
        assert heads <= want
        assert heads == int(heads)
        if conflict == "keep" and each.today is not None:
            assert heads >= min(each.today, want)
        if conflict == "work":
            assert heads == want


@given(companies, conflicts)
def test_all_who_are_wanted_where_they_are_paid_for(company: list[Team], conflict: str) -> None:
    found = shared(company, conflict)
    assert found.holds == paid(company, wanted(company))
    if found.holds:
        assert found.heads == wanted(company)


@given(companies, st.sampled_from(["keep", "money"]))
def test_no_one_more_is_paid_for(company: list[Team], conflict: str) -> None:
    found = shared(company, conflict)
    first = [
        0.0 if conflict == "money" else min(each.today or 0, w or 0)
        for each, w in zip(company, wanted(company), strict=True)
    ]
    if not paid(company, list(first)):
        assert found.heads == first  # what is there does not hold: nobody is added
        return
    assert paid(company, found.heads)
    for team, (heads, want) in enumerate(zip(found.heads, wanted(company), strict=True)):
        if (heads or 0) < (want or 0):
            more = [(each or 0) + (at == team) for at, each in enumerate(found.heads)]
            assert not paid(company, list(more))


@given(companies, conflicts, st.sampled_from([0.1, 7.3, 1e6]))
def test_neither_currency_nor_order_changes_anything(company: list[Team], conflict: str, money: float) -> None:
    found = shared(company, conflict)
    assert shared(company, conflict, money=money).heads == found.heads
    loads = [each.needed / k for each in company for k in range(1, 6) if each.needed]
    if len({each.needed for each in company}) == len(company) and len(set(loads)) == len(loads):  # no ties
        for order in permutations(range(len(company))):
            moved = shared([company[at] for at in order], conflict).heads
            assert moved == [found.heads[at] for at in order]


@given(st.lists(teams, min_size=2, max_size=3), st.integers(3, 40))
def test_very_many_at_once_are_as_many_as_one_by_one(company: list[Team], times: int) -> None:
    # Everything so many times: more than are added one by one, in steps.
    large = [each._replace(needed=each.needed * MANY * times, brings=each.brings * MANY * times) for each in company]
    large = [each._replace(growth=0.0) for each in large]
    found = shared(large, "money")
    if any((each or 0) < (want or 0) for each, want in zip(found.heads, wanted(large), strict=True)) and paid(
        large, [0.0] * len(large)
    ):
        assert paid(large, found.heads)
        loads = [each.needed / (heads or 1) for each, heads in zip(large, found.heads, strict=True) if heads]
        cheapest = min(
            each.service
            for each, heads, want in zip(large, found.heads, wanted(large), strict=True)
            if (heads or 0) < (want or 0)
        )
        left = sum(each.brings for each in large) - sum(
            each.service * (heads or 0) for each, heads in zip(large, found.heads, strict=True)
        )
        assert left < cheapest
        assert not loads or min(loads) >= 1 - 1e-9


def test_a_billion_people_take_no_time() -> None:
    company = [Team(1e9, 3.0, 2.0, 0.0, 1e9, 0.0), Team(5e8, None, 1.0, 0.0, 1e8, 0.0)]
    start = perf_counter()
    found = shared(company, "keep")
    assert perf_counter() - start < 5  # by one and one it would be many minutes
    first, second = found.heads
    assert 2 * (first or 0) + (second or 0) <= 1.1e9 + 2  # but for floating point
