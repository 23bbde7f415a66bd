"""What holds of value whatever happened: each ARR once, in whatever order and currency."""

from __future__ import annotations

from array import array
from datetime import date
from math import nan
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from csplan.measure.added import added, cells_of, groups_of
from csplan.measure.credited import credited
from csplan.measure.customers import Customers
from csplan.measure.periods import Period
from csplan.measure.plays import Unit
from csplan.plan.accounts import AccountRows
from csplan.plan.history import EVENTS, NOBODY, Events, History, Snapshots
from tests.measure.worlds import base_of

if TYPE_CHECKING:
    from collections.abc import Sequence

START = date(2025, 10, 1).toordinal()
PERIOD = Period(START, START + 364)
CUSTOMERS = 6
NAMES = ["new one", "New  one", "another", ""]

row = st.tuples(
    st.sampled_from([EVENTS.index(name) for name in ("renewal", "opt_out", "expansion", "csql", "poc", "referral")]
                    + [EVENTS.index(name) for name in ("sale", "service", "churn", "csqa", "play")]),
    st.integers(0, 400),
    st.integers(0, CUSTOMERS - 1),
    st.integers(0, 90),
    st.integers(1, 90),
    st.integers(0, len(NAMES) - 1),
    st.integers(-1, 11),
)  # fmt: skip
colours = st.lists(
    st.tuples(st.integers(0, CUSTOMERS - 1), st.integers(0, 400), st.integers(0, 4)),
    max_size=40,
    unique_by=lambda each: each[:2],
)
Row = tuple[int, int, int, int, int, int, int]
Shots = list[tuple[int, int, int]]


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Customers:
    return base_of(tmp_path_factory.mktemp("base"))


def record(base: Customers, rows: Sequence[Row], shots: Shots, scale: float = 1.0) -> Customers:
    events, known = Events("events.csv", values=list(NAMES)), Snapshots("snapshots.csv")
    for kind, day, customer, arr, due, name, came in rows:
        events.kind.append(kind)
        events.day.append(START + day)
        events.customer.append(customer)
        events.csm.append(NOBODY)
        events.arr.append(arr * scale)
        events.due.append(due * scale if EVENTS[kind] in {"renewal", "opt_out", "churn"} else nan)
        events.value.append(name if NAMES[name] else NOBODY)
        events.came.append(came if came < len(rows) else NOBODY)
        events.line.append(len(events.line) + 2)
    known.rows = [array("i") for _ in range(CUSTOMERS)]
    for customer, day, colour in sorted(shots, key=lambda each: each[1]):
        known.rows[customer].append(len(known.day))
        known.day.append(START + day)
        known.customer.append(customer)
        known.colour.append(colour)
        known.csm.append(NOBODY)
        known.line.append(len(known.line) + 2)
    names = [f"customer {index}" for index in range(CUSTOMERS)]
    book = AccountRows(names, array("i", [index % 3 for index in range(CUSTOMERS)]), array("d", [1e3] * CUSTOMERS), {})
    return Customers(History(names, book, events, known), base.document, base.placed, {})


def total(record: Customers) -> float:
    return sum(each.arr for each in credited(record, PERIOD) if each.reason is not None)


@settings(max_examples=150, deadline=None)
@given(st.lists(row, min_size=1, max_size=20), colours)
def test_no_more_is_credited_than_was_kept_grew_and_was_won(base: Customers, rows: list[Row], shots: Shots) -> None:
    found = record(base, rows, shots)
    inside = [each for each in rows if each[1] <= 364]
    of = {name: [each for each in inside if EVENTS[each[0]] == name] for name in EVENTS}
    kept = sum(
        max((min(each[3], each[4]) for each in of["renewal"] + of["opt_out"] if each[2] == customer), default=0)
        for customer in range(CUSTOMERS)
    )
    grew = sum(each[3] for each in of["expansion"])
    won = sum(each[3] for each in of["referral"] + of["sale"] + of["service"])
    by_module = dict.fromkeys(("retain", "expand", "land"), 0.0)
    for each in credited(found, PERIOD):
        by_module[each.module] += each.arr if each.reason else 0.0
    assert by_module["retain"] <= kept
    assert by_module["expand"] <= grew
    assert by_module["land"] <= won
    counted = [each.event for each in credited(found, PERIOD)]
    assert len(counted) == len(set(counted))


@settings(max_examples=100, deadline=None)
@given(st.lists(row, min_size=1, max_size=16), colours, st.randoms(use_true_random=False))
def test_rows_in_another_order_credit_the_same(base: Customers, rows: list[Row], shots: Shots, random: object) -> None:
    order = list(range(len(rows)))
    random.shuffle(order)  # type: ignore[attr-defined]
    place = {old: new for new, old in enumerate(order)}
    moved = [(*rows[old][:6], place.get(rows[old][6], NOBODY) if rows[old][6] >= 0 else NOBODY) for old in order]
    assert total(record(base, rows, shots)) == pytest.approx(total(record(base, moved, shots)))


@settings(max_examples=60, deadline=None)
@given(st.lists(row, min_size=1, max_size=16), colours)
def test_another_currency_changes_nothing_but_the_amounts(base: Customers, rows: list[Row], shots: Shots) -> None:
    one, other = (credited(record(base, rows, shots, scale), PERIOD) for scale in (1.0, 7.25))
    assert [(each.event, each.reason) for each in one] == [(each.event, each.reason) for each in other]
    assert [each.arr * 7.25 for each in one] == pytest.approx([each.arr for each in other])


unit = st.builds(
    Unit,
    customer=st.just(0),
    segment=st.integers(0, 2),
    colour=st.sampled_from((3, 4)),
    treated=st.booleans(),
    due=st.floats(1, 1e6),
    kept=st.sampled_from((0.0, 0.5, 1.0)),
)


@settings(max_examples=150, deadline=None)
@given(st.lists(unit, max_size=60), st.floats(0.01, 100))
def test_what_was_added_goes_with_the_currency(units: list[Unit], scale: float) -> None:
    groups, scaled = groups_of(units), groups_of(each._replace(due=each.due * scale) for each in units)
    one, other = added(cells_of(groups), groups), added(cells_of(scaled), scaled)
    assert (one is None) == (other is None)
    if one is not None and other is not None:
        assert [end * scale for end in one] == pytest.approx(list(other), rel=1e-6, abs=1e-3 * scale)
        assert one.low <= one.value <= one.high


@settings(max_examples=150, deadline=None)
@given(st.lists(unit, max_size=60), st.lists(unit, max_size=20))
def test_others_of_another_colour_change_no_cell(units: list[Unit], more: list[Unit]) -> None:
    """Only its own segment, and where these are too few the same colour, tell what a cell is compared with."""
    red = [each._replace(colour=4) for each in units]
    yellow = [each._replace(colour=3, treated=False) for each in more]
    first, second = cells_of(groups_of(red)), cells_of(groups_of([*red, *yellow]))
    assert first == second
