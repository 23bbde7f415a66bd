"""Erlang C and A against published tables, exact fractions, the chain of states and numerical integration."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from csplan.engine.trace import Cell, plain
from csplan.figures import queueing
from tests.oracle.queues import integrated

pytest.importorskip("scipy.integrate")
ops: Any = queueing
"""The operations. Their annotations speak of numbers; here they get arrays and cells, too."""

# 20 erlangs, 180 s within 30 s: people, answered in %, wait in s (SWPP, On Target, winter 2018; 26 recomputed).
PUBLISHED = [(21, 36, 137), (22, 59, 51), (23, 75, 25), (24, 85, 13), (25, 91, 8), (26, 95, 4)]

loads = st.floats(0.01, 60.0)
shares = st.floats(0.5, 0.99)


def waiting_share(load: Fraction, people: int) -> Fraction:
    """Return Erlang's share of those who wait, by his own formula."""
    busy = load**people / math.factorial(people) * people / (people - load)
    return busy / (sum(load**k / math.factorial(k) for k in range(people)) + busy)


class TestErlangC:
    @pytest.mark.parametrize(("people", "answered", "wait"), PUBLISHED)
    def test_a_published_table(self, people: int, answered: int, wait: int) -> None:
        found = ops.answered_in_time(20.0, float(people), 3.0, 0.5, 1.0, None)
        assert round(100 * found) == answered
        assert round(60 * ops.mean_wait(20.0, float(people), 3.0, 0.5, 1.0, None)) == wait

    @pytest.mark.parametrize(
        ("load", "takes", "within", "people"),
        [
            (20.0, 3.0, 0.5, 24.0),  # SWPP, On Target: 23 answer 74.8% only
            (20.0, 3.0, 20 / 60, 24.0),
            (10.0, 3.0, 20 / 60, 14.0),
            (15 * 500 / 3600, 500 / 60, 0.5, 4.0),  # 15 and 30 an hour, 500 s
            (30 * 500 / 3600, 500 / 60, 0.5, 7.0),
            (100 / 3, 10.0, 20 / 60, 40.0),  # 39 answer 79.0%
            (0.0, 3.0, 0.5, 0.0),
        ],
    )
    def test_people_for_80_percent(self, load: float, takes: float, within: float, people: float) -> None:
        assert ops.people_to_answer(load, takes, within, 0.8, 1.0, 1.0) == people

    def test_the_r_package_says_the_same(self) -> None:
        # 10 erlangs, 14 people, 180 s within 20 s: 0.174132 wait, 0.888350 are answered in time.
        assert ops.answered_in_time(10.0, 14.0, 3.0, 20 / 60, 1.0, None) == pytest.approx(0.888350, abs=5e-7)
        assert 1 - ops.answered_in_time(10.0, 14.0, 3.0, 0.0, 1.0, None) == pytest.approx(0.174132, abs=5e-7)

    @pytest.mark.parametrize("load", [Fraction(1, 3), Fraction(7, 2), Fraction(19), Fraction(83, 2), Fraction(150)])
    def test_exact_fractions(self, load: Fraction) -> None:
        for people in range(math.floor(load) + 1, math.floor(load) + 12):
            waits = waiting_share(load, people)
            found = 1 - ops.answered_in_time(float(load), float(people), 7.0, 0.0, 1.0, None)
            assert found == pytest.approx(float(waits), rel=1e-9, abs=1e-13)
            wait = ops.mean_wait(float(load), float(people), 7.0, 0.0, 1.0, None)
            assert wait == pytest.approx(float(waits * 7 / (people - load)), rel=1e-9, abs=1e-13)

    def test_several_at_once_are_as_many_lines(self) -> None:
        three = ops.people_to_answer(20.0, 3.0, 0.5, 0.8, 1.0, 3.0)
        assert three == 8.0  # 24 lines
        assert ops.answered_in_time(20.0, 8.0, 3.0, 0.5, 3.0, None) == ops.answered_in_time(
            20.0, 24.0, 3.0, 0.5, 1.0, None
        )

    def test_busy_no_more_than_agreed(self) -> None:
        assert ops.people_to_answer(20.0, 3.0, 0.5, 0.8, 0.8, 1.0) == 25.0
        assert ops.people_to_answer(17.0, 3.0, 60.0, 0.8, 0.85, 1.0) == 20.0  # 17 / 0.85 is 20 but for floating point

    def test_too_few_people_never_catch_up(self) -> None:
        assert ops.answered_in_time(20.0, 20.0, 3.0, 0.5, 1.0, None) == 0.0
        assert ops.mean_wait(20.0, 20.0, 3.0, 0.5, 1.0, None) == math.inf

    def test_a_desk_of_100_000(self) -> None:
        # Halfin and Whitt: with n = load + b * sqrt(load) people, 1 / (1 + b * Phi(b) / phi(b)) wait.
        people = ops.people_to_answer(1e5, 3.0, 0.0, 0.8, 1.0, 1.0)
        b = (people - 1e5) / math.sqrt(1e5)
        phi, cumulated = math.exp(-b * b / 2) / math.sqrt(2 * math.pi), 0.5 * (1 + math.erf(b / math.sqrt(2)))
        waits = 1 / (1 + b * cumulated / phi)
        assert ops.answered_in_time(1e5, people, 3.0, 0.0, 1.0, None) == pytest.approx(1 - waits, abs=2e-3)
        assert ops.people_to_answer(1e5, 3.0, 0.0, 0.8, 0.85, 1.0) == math.ceil(1e5 / 0.85)
        assert ops.people_to_answer(2e9, 3.0, 0.0, 0.8, 0.85, 1.0) is None

    @given(loads, shares, st.floats(0.0, 30.0), st.floats(0.3, 1.0))
    @settings(max_examples=60)
    def test_one_fewer_would_not_do(self, load: float, share: float, within: float, occupancy: float) -> None:
        people = ops.people_to_answer(load, 6.0, within, share, occupancy, 1.0)
        assert ops.answered_in_time(load, people, 6.0, within, 1.0, None) >= share - 1e-9
        fewer = people - 1
        keeps = fewer > load and ops.answered_in_time(load, fewer, 6.0, within, 1.0, None) >= share - 1e-9
        assert not (keeps and load / fewer <= occupancy + 1e-9)


def chain(load: float, people: int, takes: float, patience: float) -> float:
    """Return the share that gives up: of the states of the queue, each with as many who may leave."""
    rate, states, each = load / takes, [1.0], 1.0
    for there in range(1, 3000):
        each *= rate / (min(there, people) / takes + max(0, there - people) / patience)
        states.append(each)
    waiting = sum(max(0, there - people) * state for there, state in enumerate(states))
    return waiting / sum(states) / patience / rate


class TestErlangA:
    def test_the_worked_desk(self) -> None:
        # 60 an hour, 300 s, patience 180 s, 5 people, 60 s.
        case = (5.0, 5.0, 5.0, 1.0, 1.0, 3.0)
        assert ops.answered_in_time(*case) == pytest.approx(0.653393, abs=5e-7)
        assert ops.given_up(*case) == pytest.approx(0.196658, abs=5e-7)
        assert 60 * ops.mean_wait(*case) == pytest.approx(35.398482, abs=5e-7)

    @pytest.mark.parametrize(
        ("load", "people", "takes", "within", "patience"),
        [
            (0.672, 2, 12.0, 1.0, 5.0),
            (5.0, 5, 5.0, 1.0, 3.0),
            (12.0, 8, 4.0, 0.5, 10.0),
            (30.0, 33, 6.0, 2.0, 0.5),
            (3.0, 9, 15.0, 0.0, 60.0),
            (0.05, 1, 90.0, 240.0, 0.1),
            (25.0, 20, 3.0, 20.0, 2.0),
        ],
    )
    def test_states_and_integrals(self, load: float, people: int, takes: float, within: float, patience: float) -> None:
        answered, lost = integrated(load, people, takes, within, patience)
        case = (load, float(people), takes, within, 1.0, patience)
        assert ops.answered_in_time(*case) == pytest.approx(answered, abs=1e-9)
        assert ops.given_up(*case) == pytest.approx(lost, abs=1e-9)
        assert ops.given_up(*case) == pytest.approx(chain(load, people, takes, patience), abs=1e-12)
        assert ops.mean_wait(*case) == pytest.approx(patience * lost, abs=1e-8)

    def test_patience_without_end_is_erlang_c(self) -> None:
        case = (20.0, 24.0, 3.0, 0.5, 1.0)
        assert ops.answered_in_time(*case, 1e9) == pytest.approx(ops.answered_in_time(*case, None), abs=1e-6)
        assert ops.given_up(*case, None) is None

    def test_nobody_waits_for_nobody(self) -> None:
        assert ops.answered_in_time(0.0, 1.0, 3.0, 0.5, 1.0, None) == 1.0
        assert ops.given_up(0.0, 1.0, 3.0, 0.5, 1.0, 5.0) == 0.0
        assert ops.mean_wait(0.0, 0.0, 3.0, 0.5, 1.0, None) is None

    @given(loads, shares, st.floats(0.2, 30.0), st.floats(0.3, 1.0), st.floats(0.01, 0.5))
    @settings(max_examples=40)
    def test_one_fewer_would_not_do(
        self, load: float, share: float, patience: float, occupancy: float, most_lost: float
    ) -> None:
        def keeps(people: float) -> bool:
            lost = ops.given_up(load, people, 6.0, 1.0, 1.0, patience)
            busy = load * (1 - lost) / people
            answered = ops.answered_in_time(load, people, 6.0, 1.0, 1.0, patience)
            return bool(answered >= share - 1e-9 and lost <= most_lost + 1e-9 and busy <= occupancy + 1e-9)

        people = ops.people_to_answer(load, 6.0, 1.0, share, occupancy, 1.0, patience, most_lost)
        assert keeps(people)
        assert people == 1 or not keeps(people - 1)


@given(st.lists(loads, min_size=1, max_size=6), shares, st.none() | st.floats(0.2, 30.0), st.sampled_from([1.0, 3.0]))
@settings(max_examples=40)
def test_draws_are_computed_as_if_alone(
    load: list[float], share: float, patience: float | None, at_once: float
) -> None:
    draws = np.array([*load, 0.0, np.nan])
    people = ops.people_to_answer(draws, 6.0, 1.0, share, 0.9, at_once, patience, 0.3)
    alone = [ops.people_to_answer(each, 6.0, 1.0, share, 0.9, at_once, patience, 0.3) for each in load]
    assert people.tolist()[:-1] == [*alone, 0.0]
    assert math.isnan(people[-1])
    for operation in (ops.answered_in_time, ops.given_up, ops.mean_wait):
        found = operation(draws, people, 6.0, 1.0, at_once, patience)
        if operation is ops.given_up and patience is None:
            assert found is None
            continue
        each = [operation(one, head, 6.0, 1.0, at_once, patience) for one, head in zip(load, alone, strict=True)]
        assert found.tolist()[:-2] == each
        assert np.isnan(found[-2:]).all()


def test_absent_in_absent_out() -> None:
    for load, takes in ((None, 6.0), (3.0, None), (None, np.array([3.0]))):
        assert ops.people_to_answer(load, takes, 1.0, 0.8, 0.9, 1.0) is None
        assert ops.answered_in_time(load, 4.0, takes, 1.0, 1.0, None) is None
    assert ops.people_to_answer(0.0, None, 1.0, 0.8, 0.9, 1.0) == 0.0
    found = ops.people_to_answer(np.array([0.0, 3.0]), None, 1.0, 0.8, 0.9, 1.0)
    assert found[0] == 0.0
    assert np.isnan(found[1])


def test_a_cell_remembers_what_it_was_made_of() -> None:
    load = Cell(20.0, "input", (), "load")
    people = ops.people_to_answer(load, 3.0, 0.5, 0.8, 1.0, 1.0)
    assert (plain(people), people.operation, people.parts[0]) == (24.0, "people_to_answer", load)


@given(loads, shares, st.floats(0.5, 30.0), st.floats(0.0, 10.0))
@settings(max_examples=40)
def test_people_never_fall_when_more_is_asked(load: float, share: float, patience: float, within: float) -> None:
    def people(load: float = load, share: float = share, within: float = within, *rest: float) -> float:
        return float(ops.people_to_answer(load, 6.0, within, share, 1.0, 1.0, *rest))

    assert people() <= people(load=1.1 * load)
    assert people() <= people(share=share + 0.005)
    assert people() >= people(within=within + 1)
    # Who may be lost decides here. Where the share decides, impatience may help.
    assert people(load, 0.01, within, 2 * patience, 0.05) <= people(load, 0.01, within, patience, 0.05)
    assert people(load=2 * load) <= 2 * people()  # two desks pooled need no more than apart
